//! What kind of file this is, by its content first and its ending second.

use super::{ReadError, decode, mht, package::Package};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text and Markdown.
    Text,
    /// A web page.
    Html,
    /// A web page with its pictures in one MIME file, saved by Word, WPS or a browser.
    Mht,
    /// Excel (OOXML), also written by WPS and LibreOffice.
    Xlsx,
    /// Word (OOXML), also written by WPS and LibreOffice.
    Docx,
    /// PDF with a text layer.
    Pdf,
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, e)| e.trim().to_ascii_lowercase()).unwrap_or_default()
}

/// Whether the name says Markdown, where `#` marks a heading.
pub(super) fn is_markdown(name: &str) -> bool {
    matches!(ending(name).as_str(), "md" | "markdown")
}

pub(super) fn is_image(bytes: &[u8]) -> bool {
    let magic: [&[u8]; 6] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\x01\0"];
    magic.iter().any(|m| bytes.starts_with(m))
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
        || (bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]))
}

/// Whether decoded text begins like a web page; `<` alone is not enough, a text may begin with it.
fn looks_like_html(text: &str) -> bool {
    let head: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    head.trim_start().starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body", "<table", "<div", "<p>", "<p ", "<h1"]
            .iter()
            .any(|tag| head.contains(tag))
}

impl Format {
    /// Recognises a file, or says why it cannot be read.
    pub fn recognise(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return zipped(bytes);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Err(match ending(name).as_str() {
                "wps" | "wpt" => ReadError::Wps,
                "xls" | "xlt" | "et" | "xlsx" => ReadError::Spreadsheet,
                "ppt" | "pps" | "dps" | "pptx" => ReadError::Slides,
                _ => ReadError::OldWord,
            });
        }
        // Some scanners put a few bytes before the header; readers accept it within the first kilobyte.
        if bytes.starts_with(b"%PDF-") || (ending(name) == "pdf" && bytes.windows(5).take(1024).any(|w| w == b"%PDF-"))
        {
            return Ok(Format::Pdf);
        }
        if is_image(bytes) {
            return Err(ReadError::Image);
        }
        if bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xbc\xaf\x27\x1c") || bytes.starts_with(b"\x1f\x8b") {
            return Err(ReadError::Archive);
        }
        if bytes.starts_with(b"{\\rtf") {
            return Err(ReadError::OtherDocument);
        }
        if mht::is_mime(bytes) {
            return Ok(Format::Mht);
        }
        let text = decode::text(bytes)?;
        if text.trim().is_empty() {
            return Err(ReadError::Empty);
        }
        let html = match ending(name).as_str() {
            "html" | "htm" | "xhtml" | "shtml" => true,
            "md" | "markdown" => false,
            _ => looks_like_html(&text),
        };
        Ok(if html { Format::Html } else { Format::Text })
    }
}

fn zipped(bytes: &[u8]) -> Result<Format, ReadError> {
    let package = Package::open(bytes)?;
    let has = |prefix: &str| package.names().any(|n| n.starts_with(prefix));
    if has("word/") {
        Ok(Format::Docx)
    } else if has("xl/") {
        Ok(Format::Xlsx)
    } else if has("ppt/") {
        Err(ReadError::Slides)
    } else if has("OFD.xml") {
        Err(ReadError::Ofd)
    } else if has("content.xml") {
        Err(ReadError::OtherDocument)
    } else {
        Err(ReadError::Archive)
    }
}
