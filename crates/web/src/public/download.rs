//! A file as the answer to a request: saved under its own name, never run or guessed at by the browser.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Bytes to save under a name.
pub fn attachment(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let media_type =
        HeaderValue::from_str(media_type).unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    let disposition =
        HeaderValue::from_str(&disposition(name)).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, bytes).into_response()
}

/// RFC 6266: a plain name for old programs and the real one in UTF-8.
fn disposition(name: &str) -> String {
    let name: String = name.chars().map(|c| if matches!(c, '/' | '\\') || c.is_control() { '_' } else { c }).collect();
    let extension = name.rsplit_once('.').map(|(_, e)| e).filter(|e| e.bytes().all(|b| b.is_ascii_alphanumeric()));
    let plain = extension.map_or_else(|| "file".to_owned(), |e| format!("file.{e}"));
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", crate::cookies::encode(&name))
}

/// 386 KB, 1.2 MB: whole numbers below a megabyte, so that nobody counts digits.
pub fn size_text(bytes: i64) -> String {
    const KB: i64 = 1024;
    match bytes {
        ..KB => format!("{bytes} 字节"),
        KB..1_048_576 => format!("{} KB", bytes.div_euclid(KB)),
        _ => {
            let tenths = bytes.saturating_mul(10) / (KB * KB);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// What a file is, from its name: PDF, DOCX …
pub fn kind(name: &str) -> String {
    name.rsplit_once('.').map_or_else(|| "文件".to_owned(), |(_, extension)| extension.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_kept_and_cannot_leave_its_header_or_folder() {
        let text = disposition("../低保\r\n\"名单\".xlsx");
        assert_eq!(
            text,
            "attachment; filename=\"file.xlsx\"; filename*=UTF-8''.._%E4%BD%8E%E4%BF%9D__%22%E5%90%8D%E5%8D%95%22.xlsx"
        );
        let response = attachment("名单.pdf", "text/html\r\nx: y", vec![1]);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/octet-stream");
        assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    }

    #[test]
    fn sizes_are_told_in_the_unit_people_know() {
        assert_eq!(size_text(0), "0 字节");
        assert_eq!(size_text(395_300), "386 KB");
        assert_eq!(size_text(1_048_576), "1.0 MB");
        assert_eq!(size_text(1_310_720), "1.2 MB");
        assert_eq!((kind("a.b.pdf"), kind("无")), ("PDF".to_owned(), "文件".to_owned()));
    }
}
