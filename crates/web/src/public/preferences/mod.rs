//! 字号 and 高对比: kept in two cookies for a year, then back to the page the reader came from.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

use crate::cookies;
use crate::error::PageError;
use crate::frame::{CONTRAST_COOKIE, SIZE_COOKIE};
use crate::layout::{Contrast, TextSize};
use crate::site::Site;

const YEAR: i64 = 365 * 24 * 60 * 60;

/// Sets what the address names and goes back.
pub async fn set(State(site): State<Arc<Site>>, uri: axum::http::Uri) -> Result<Response, PageError> {
    let mut chosen = Vec::new();
    let mut back = String::new();
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
        match name.as_ref() {
            "size" => chosen.push((SIZE_COOKIE, TextSize::from_code(&value).code())),
            "contrast" => chosen.push((CONTRAST_COOKIE, Contrast::from_code(&value).code())),
            "back" => back = value.into_owned(),
            _ => {}
        }
    }
    let mut response = Redirect::to(&way_back(&site.base, &back)).into_response();
    for (name, code) in chosen {
        let cookie = cookies::set(name, code, &site.base, YEAR, site.settings.secure_cookies);
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Where to go: `back` if it is a path of this site, else its first page. A browser reads `//host`, `/\host` and
/// control characters as another address, so none of them passes.
fn way_back(base: &str, back: &str) -> String {
    let home = format!("{base}/");
    let ours = back.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
    let plain = back.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if ours && plain && !back.starts_with("//") && !back.contains("/..") { back.to_owned() } else { home }
}

#[cfg(test)]
mod tests {
    use super::way_back;

    #[test]
    fn the_way_back_never_leaves_the_site() {
        for away in [
            "",
            "https://example.com/",
            "//example.com/",
            "/\\example.com",
            "/\t/example.com",
            "javascript:alert(1)",
            "/zfxxgkx/",
            "/other",
            "/zfxxgk/../other",
            "/zfxxgk/\r\nset-cookie: a=b",
        ] {
            assert_eq!(way_back("/zfxxgk", away), "/zfxxgk/", "{away:?}");
        }
        for away in ["//example.com/", "/\\example.com", "example.com", "https:/example.com"] {
            assert_eq!(way_back("", away), "/", "{away:?}");
        }
    }

    #[test]
    fn the_way_back_keeps_the_list_as_it_was() {
        let list = "/zfxxgk/search?q=%E4%BD%8E%E4%BF%9D&page=2";
        assert_eq!(way_back("/zfxxgk", list), list);
        assert_eq!(way_back("", "/search?q=a"), "/search?q=a");
        assert_eq!(way_back("/zfxxgk", "/zfxxgk/"), "/zfxxgk/");
    }
}
