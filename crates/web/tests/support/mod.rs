//! The pages in process: a router over a small county, a browser-like client with cookies.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part")]

use std::sync::Arc;

use actions::testing::{COUNTY, PASSWORD, Town, town};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use jiff::civil::Date;
use store::Store;
use store::organs::County;
use tower::ServiceExt;
use web::{Settings, Site, routes};

pub struct App {
    pub site: Arc<Site>,
    pub router: Router,
    pub town: Town,
    _directory: tempfile::TempDir,
}

pub struct Page {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn location(&self) -> String {
        self.headers.get(header::LOCATION).map_or_else(String::new, |v| v.to_str().unwrap().to_owned())
    }
}

/// A client that keeps its cookies.
#[derive(Default, Clone)]
pub struct Client {
    pub cookies: Vec<(String, String)>,
    pub csrf: String,
}

impl App {
    pub fn new(today: Date, base: &str) -> App {
        let directory = tempfile::tempdir().unwrap();
        let made = town(Store::open_embedded(directory.path()).unwrap(), directory.path(), today);
        // The town keeps its own office; the site opens the same records through another with the same clock.
        let office =
            actions::Office::with_store(made.office.store.clone(), directory.path(), made.office.clock.clone());
        let county =
            County { slug: COUNTY.into(), name: "青山县".into(), note: Some("示例数据：测试用".into()) };
        let site = Arc::new(Site::new(Arc::new(office.unwrap()), county, base, Settings::default()));
        App { router: routes::router(&site), site, town: made, _directory: directory }
    }

    pub async fn send(&self, request: Request<Body>) -> Page {
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec();
        Page { status: parts.status, headers: parts.headers, bytes }
    }

    pub async fn get(&self, client: &mut Client, path: &str) -> Page {
        let request = client.request("GET", path).body(Body::empty()).unwrap();
        let page = self.send(request).await;
        client.keep(&page);
        page
    }

    pub async fn post(&self, client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all: Vec<(&str, &str)> = fields.to_vec();
        let csrf = client.csrf.clone();
        if !csrf.is_empty() && !fields.iter().any(|(n, _)| *n == "csrf") {
            all.push(("csrf", &csrf));
        }
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        let request = client
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let page = self.send(request).await;
        client.keep(&page);
        page
    }

    /// Posts JSON, as other programs do.
    pub async fn post_json(&self, client: &mut Client, path: &str, body: &str) -> Page {
        let request = client
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.send(request).await
    }

    /// Posts a form with files in the field `files`.
    pub async fn post_files(&self, client: &mut Client, path: &str, files: &[(&str, &[u8])]) -> Page {
        let mut body = Vec::new();
        let mut part = |head: String, content: &[u8]| {
            body.extend_from_slice(format!("--gongkai\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        };
        part("name=\"csrf\"".to_owned(), client.csrf.as_bytes());
        for (name, bytes) in files {
            part(format!("name=\"files\"; filename=\"{name}\""), bytes);
        }
        body.extend_from_slice(b"--gongkai--\r\n");
        let request = client
            .request("POST", path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=gongkai")
            .body(Body::from(body))
            .unwrap();
        let page = self.send(request).await;
        client.keep(&page);
        page
    }

    /// A client signed in as one of the town's people.
    pub async fn signed_in(&self, login: &str) -> Client {
        let mut client = Client::default();
        let path = self.site.url("/desk/sign-in");
        let page = self.post(&mut client, &path, &[("login", login), ("password", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{login}: {}", page.text());
        let desk = self.get(&mut client, &self.site.url("/desk")).await.text();
        client.csrf = between(&desk, "name=\"csrf\" value=\"", "\"");
        assert!(!client.csrf.is_empty());
        client
    }
}

impl Client {
    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let mut builder = Request::builder().method(method).uri(path).header(header::HOST, "gongkai.test");
        if !cookies.is_empty() {
            builder = builder.header(header::COOKIE, cookies.join("; "));
        }
        builder
    }

    fn keep(&mut self, page: &Page) {
        for cookie in page.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap_or_default().to_owned();
            self.cookies.retain(|(n, _)| n != name);
            if !cookie.contains("Max-Age=0;") {
                self.cookies.push((name.to_owned(), value));
            }
        }
    }
}

pub fn between(text: &str, before: &str, after: &str) -> String {
    let rest = text.split_once(before).map_or("", |(_, r)| r);
    rest.split_once(after).map_or("", |(m, _)| m).to_owned()
}
