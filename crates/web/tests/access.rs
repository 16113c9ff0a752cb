//! Who may open what: every address of the table for every role, and the guards in front of all of them.

#![allow(clippy::unwrap_used)]

mod support;

use actions::permission::Roles;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::civil::date;
use support::{App, Client};
use web::access::Access;
use web::routes::{CONTENT_SECURITY_POLICY, Verb, routes};

/// An address with its parameters filled by something that does not exist.
fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| match part {
            "{year}" => "2025",
            "{organ}" => "hewan",
            "{cell}" => "requests.new[0]",
            p if p.starts_with('{') => "none",
            p => p,
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn every_address_answers_every_role_as_the_table_says() {
    let app = App::new(date(2026, 11, 23), "");
    let roles = Roles::standard().unwrap();
    let people = [
        ("clerk", "clerk"),
        ("reviewer", "reviewer"),
        ("head", "head"),
        ("officer", "county_officer"),
        ("auditor", "auditor"),
        ("admin", "admin"),
    ];
    // A new role must appear here, or it is never walked.
    assert_eq!(people.len(), roles.iter().count());
    let mut walked = 0;
    for (login, role) in people {
        let mut client = app.signed_in(login).await;
        for route in routes().into_iter().filter(|r| r.path != "/desk/sign-out") {
            let path = filled(route.path);
            let page = match route.verb {
                Verb::Get => app.get(&mut client, &path).await,
                Verb::Post => app.post(&mut client, &path, &[]).await,
            };
            walked += 1;
            let allowed = match route.access {
                Access::Public => true,
                Access::Desk(permission) => roles.allow(&[role.to_owned()], permission),
            };
            let refused = page.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !allowed, "{role} {:?} {path}: {} {}", route.verb, page.status, page.text());
            assert!(page.status != StatusCode::INTERNAL_SERVER_ERROR, "{role} {path}: {}", page.text());
        }
    }
    assert!(walked > 6 * 50, "only {walked}");
}

#[tokio::test]
async fn without_a_session_the_desk_leads_to_sign_in() {
    let app = App::new(date(2026, 11, 23), "/zfxxgk");
    for route in routes() {
        let Access::Desk(_) = route.access else { continue };
        let mut nobody = Client::default();
        nobody.cookies.push(("gk_session".into(), "0".repeat(64)));
        let path = app.site.url(&filled(route.path));
        let page = match route.verb {
            Verb::Get => app.get(&mut nobody, &path).await,
            Verb::Post => app.post(&mut nobody, &path, &[]).await,
        };
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(page.location(), "/zfxxgk/desk/sign-in", "{path}");
    }
}

#[tokio::test]
async fn a_post_without_its_form_token_is_refused() {
    let app = App::new(date(2026, 11, 23), "");
    let mut client = app.signed_in("head").await;
    client.csrf = String::new();
    let roles = Roles::standard().unwrap();
    let mut walked = 0;
    for route in routes().into_iter().filter(|r| r.verb == Verb::Post) {
        let Access::Desk(permission) = route.access else { continue };
        if !roles.allow(&["head".to_owned()], permission) {
            continue;
        }
        let page = app.post(&mut client, &filled(route.path), &[("csrf", "wrong")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", route.path);
        assert!(page.text().contains("表单已经过期"), "{}: {}", route.path, page.text());
        walked += 1;
    }
    assert!(walked >= 10, "only {walked}");
}

#[tokio::test]
async fn a_post_from_another_site_is_refused() {
    let app = App::new(date(2026, 11, 23), "");
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        for path in ["/requests/new", "/requests/status", "/desk/sign-in"] {
            let request = Request::builder()
                .method("POST")
                .uri(path)
                .header(header::HOST, "gongkai.test")
                .header(name, value)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from("a=b"))
                .unwrap();
            assert_eq!(app.send(request).await.status, StatusCode::FORBIDDEN, "{path} {name}");
        }
    }
}

#[tokio::test]
async fn every_page_carries_the_security_headers() {
    let app = App::new(date(2026, 11, 23), "");
    let mut client = Client::default();
    for path in ["/", "/no-such-page", "/desk", "/search?q=x", "/publications/none"] {
        let page = app.get(&mut client, path).await;
        assert_eq!(page.headers["content-security-policy"], CONTENT_SECURITY_POLICY, "{path}");
        assert_eq!(page.headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(page.headers["referrer-policy"], "same-origin", "{path}");
        let text = page.text();
        assert!(!text.contains("<style") && !text.contains(" style=") && !text.contains("javascript:"), "{path}");
    }
}
