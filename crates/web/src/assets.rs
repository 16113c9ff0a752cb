//! The styles and scripts every page loads: embedded in the binary, named by their content, served with their
//! compressed forms made at build time (`build.mjs`). It knows no page; which bundle a page loads is the layouts'
//! choice.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

#[derive(Embed)]
#[folder = "dist"]
struct Dist;

/// Plain name → content-hashed name, as `build.mjs` wrote it.
static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    Dist::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
});

/// The address of an asset by its plain name: `url("/zfxxgk", "public.css")` is
/// `/zfxxgk/assets/public.5ddab1afc4.css`. A name nobody built keeps its plain form and is not found when asked for.
#[must_use]
pub fn url(base: &str, name: &str) -> String {
    let file = MANIFEST.get(name).map_or(name, String::as_str);
    format!("{base}/assets/{file}")
}

/// One asset with every form it is kept in.
#[derive(Debug, Clone)]
pub struct Asset {
    /// As it is.
    pub identity: Cow<'static, [u8]>,
    /// Compressed with gzip at build time.
    pub gzip: Cow<'static, [u8]>,
    /// Compressed with brotli at build time.
    pub brotli: Cow<'static, [u8]>,
    /// The media type to send.
    pub content_type: &'static str,
    /// Names the content; the quoted header value is made from it per form.
    pub etag: String,
}

/// Finds an asset by its content-hashed file name; nothing else in the directory can be asked for.
#[must_use]
pub fn get(file_name: &str) -> Option<Asset> {
    if !MANIFEST.values().any(|known| known == file_name) {
        return None;
    }
    let identity = Dist::get(file_name)?;
    let bytes = |suffix: &str| Dist::get(&format!("{file_name}.{suffix}")).map(|file: EmbeddedFile| file.data);
    Some(Asset {
        etag: identity.metadata.sha256_hash()[..8].iter().map(|byte| format!("{byte:02x}")).collect(),
        identity: identity.data,
        gzip: bytes("gz")?,
        brotli: bytes("br")?,
        content_type: content_type(file_name)?,
    })
}

fn content_type(file_name: &str) -> Option<&'static str> {
    Some(match file_name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

/// Serves `{base}/assets/{file}`: the form the browser takes, for ever, because a changed file gets another name.
pub async fn serve(Path(file_name): Path<String>, request: HeaderMap) -> Response {
    let Some(asset) = get(&file_name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (coding, body) = match Coding::accepted(&request) {
        Coding::Brotli => ("br", asset.brotli),
        Coding::Gzip => ("gzip", asset.gzip),
        Coding::Identity => ("", asset.identity),
    };
    let etag = format!("\"{}{}{coding}\"", asset.etag, if coding.is_empty() { "" } else { "-" });

    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(value) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, value);
    }
    if already_held(&request, &etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !coding.is_empty() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    (headers, body).into_response()
}

/// Whether `If-None-Match` names what we would send.
fn already_held(request: &HeaderMap, etag: &str) -> bool {
    let tags = request.get_all(header::IF_NONE_MATCH);
    tags.iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim())
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

#[derive(Debug, PartialEq, Eq)]
enum Coding {
    Brotli,
    Gzip,
    Identity,
}

impl Coding {
    /// The best form the request accepts; a form it weighs with `q=0` counts as refused.
    fn accepted(request: &HeaderMap) -> Self {
        let mut gzip = false;
        for value in request.get_all(header::ACCEPT_ENCODING) {
            for part in value.to_str().unwrap_or_default().split(',') {
                let (name, weight) = part.split_once(';').unwrap_or((part, "q=1"));
                let refused = weight
                    .trim()
                    .strip_prefix("q=")
                    .and_then(|q| q.trim().parse::<f32>().ok())
                    .is_some_and(|q| q <= 0.0);
                if refused {
                    continue;
                }
                match name.trim() {
                    "br" => return Self::Brotli,
                    "gzip" | "*" => gzip = true,
                    _ => {}
                }
            }
        }
        if gzip { Self::Gzip } else { Self::Identity }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    fn asking(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap())).collect()
    }

    fn public_css() -> String {
        url("", "public.css").trim_start_matches("/assets/").to_owned()
    }

    #[test]
    fn every_bundle_is_built_and_in_three_forms() {
        for name in ["public.css", "desk.css", "public.js", "desk.js", "icon.svg"] {
            let address = url("/zfxxgk", name);
            assert_ne!(address, format!("/zfxxgk/assets/{name}"), "{name} is not in the manifest");
            let asset = get(address.trim_start_matches("/zfxxgk/assets/")).unwrap();
            assert!(!asset.identity.is_empty(), "{name}");
            assert!(asset.brotli.len() < asset.identity.len(), "{name}");
            assert!(asset.gzip.len() < asset.identity.len(), "{name}");
        }
    }

    #[test]
    fn built_files_carry_nothing_of_the_librarys_owner() {
        for name in MANIFEST.values() {
            let asset = get(name).unwrap();
            let text = String::from_utf8_lossy(&asset.identity).to_lowercase();
            for word in ["govuk", "gov.uk", "gds transport", "crest", "crown"] {
                assert!(!text.contains(word), "{name} contains {word}");
            }
        }
    }

    #[test]
    fn styles_load_nothing_from_anywhere() {
        for name in ["public.css", "desk.css"] {
            let asset = get(url("", name).trim_start_matches("/assets/")).unwrap();
            let text = String::from_utf8_lossy(&asset.identity).into_owned();
            for word in ["url(", "@import", "@font-face"] {
                assert!(!text.contains(word), "{name} contains {word}");
            }
        }
    }

    #[test]
    fn only_what_the_manifest_names_can_be_asked_for() {
        for name in ["manifest.json", "public.css", "../Cargo.toml", "", &format!("{}.br", public_css())] {
            assert!(get(name).is_none(), "{name}");
        }
    }

    #[tokio::test]
    async fn the_browser_gets_the_form_it_takes() {
        for (accepts, coding) in [
            ("gzip, deflate, br", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.5", Some("gzip")),
            ("identity", None),
        ] {
            let answer = serve(Path(public_css()), asking(&[(header::ACCEPT_ENCODING, accepts)])).await;
            assert_eq!(answer.status(), StatusCode::OK);
            let sent = answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap());
            assert_eq!(sent, coding, "{accepts}");
            assert_eq!(answer.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
            assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
            let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            assert!(!body.is_empty());
        }
    }

    #[tokio::test]
    async fn what_the_browser_holds_is_not_sent_again() {
        let first = serve(Path(public_css()), asking(&[(header::ACCEPT_ENCODING, "br")])).await;
        let etag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        let held = [(header::ACCEPT_ENCODING, "br"), (header::IF_NONE_MATCH, etag.as_str())];
        let again = serve(Path(public_css()), asking(&held)).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert!(to_bytes(again.into_body(), 16).await.unwrap().is_empty());
        let other_form = [(header::ACCEPT_ENCODING, "gzip"), (header::IF_NONE_MATCH, etag.as_str())];
        assert_eq!(serve(Path(public_css()), asking(&other_form)).await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn an_unknown_name_is_not_found() {
        assert_eq!(serve(Path("nothing.css".into()), HeaderMap::new()).await.status(), StatusCode::NOT_FOUND);
    }
}
