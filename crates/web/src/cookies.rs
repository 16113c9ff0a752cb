//! Cookies, read and written by hand: a handful of names, all HttpOnly except none.

use axum::http::{HeaderMap, HeaderValue, header};

/// The value of a cookie.
pub fn get(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers.get_all(header::COOKIE).into_iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    pairs.filter_map(|p| p.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| decode(v))
}

/// A Set-Cookie value: HttpOnly, SameSite=Lax, for a path and a number of seconds (0 deletes it).
pub fn set(name: &str, value: &str, path: &str, seconds: i64, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    let path = if path.is_empty() { "/" } else { path };
    let text = format!("{name}={}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", encode(value));
    // Encoded values are ASCII, and the other parts are ours.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// Percent-encodes everything that is not a letter, digit, `-`, `_` or `.`.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}

/// The reverse of [`encode`]; what is not valid is kept as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| text.get(i + 1..i + 3)).flatten();
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(b) => {
                out.push(b);
                i += 3;
            }
            None => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_survive_the_trip() {
        for value in ["", "abc", "已保存；100%", "a=b; c", "%zz"] {
            assert_eq!(decode(&encode(value)), value);
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; gk_x=%E4%B8%AD ; b=2"));
        assert_eq!(get(&headers, "gk_x").as_deref(), Some("中"));
        assert_eq!(get(&headers, "gk"), None);
    }
}
