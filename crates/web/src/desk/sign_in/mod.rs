//! 登录 and 退出.

use std::sync::Arc;

use actions::{ActionError, sign_in};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::access::{SESSION_COOKIE, Signed};
use crate::components::{Field, FlashKind, Problem, problems};
use crate::cookies;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::DeskPage;
use crate::site::{DemoAccount, Site};

#[derive(Template)]
#[template(path = "desk/sign_in/page.html")]
struct Page {
    page: DeskPage,
    login: Field,
    password: Field,
    problems: Vec<Problem>,
    demo_accounts: Vec<DemoAccount>,
    demo_password: String,
}

fn page(site: &Site, headers: &HeaderMap, login: &str, refused: Option<String>, empty: [bool; 2]) -> Page {
    let [no_login, no_password] = empty;
    let login = Field::new("login", "用户名").value(login).error(no_login.then_some("请填写用户名"));
    let password = Field::new("password", "密码").error(no_password.then_some("请填写密码"));
    let mut all = problems(&[&login, &password]);
    all.extend(refused.map(|message| Problem { field: "login".to_owned(), message }));
    let demo = site.settings.demo_accounts.iter().filter(|a| a.county == site.county.slug);
    Page {
        page: frame::desk_outside(site, headers),
        login,
        password,
        problems: all,
        demo_accounts: demo.cloned().collect(),
        demo_password: site.settings.demo_password.clone(),
    }
}

/// The form.
pub async fn form(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, PageError> {
    frame::html(&page(&site, &headers, "", None, [false, false]))
}

/// Signs in and goes to 今日待办.
pub async fn submit(State(site): State<Arc<Site>>, headers: HeaderMap, form: Form) -> Result<Response, PageError> {
    let (login, password) = (form.text("login").trim().to_owned(), form.text("password").to_owned());
    if login.is_empty() || password.is_empty() {
        return frame::html(&page(&site, &headers, &login, None, [login.is_empty(), password.is_empty()]));
    }
    let typed = login.clone();
    let done = site
        .run(move |s| match sign_in::sign_in(&s.office, &s.county.slug, &login, &password) {
            Err(ActionError::SignIn(reason)) => Ok(Err(reason)),
            other => other.map(Ok),
        })
        .await?;
    match done {
        Err(reason) => frame::html(&page(&site, &headers, &typed, Some(reason), [false, false])),
        Ok(signed) => {
            let mut response = Redirect::to(&site.url("/desk")).into_response();
            let cookie = session_cookie(&site, &signed.token, sign_in::SESSION_SECONDS);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
    }
}

/// Ends the session.
pub async fn sign_out(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    _form: Form,
) -> Result<Response, PageError> {
    site.run(move |s| sign_in::sign_out(&s.office, &signed.session)).await?;
    let mut response = frame::go(&site, "/desk/sign-in", FlashKind::Success, "您已退出");
    response.headers_mut().append(header::SET_COOKIE, session_cookie(&site, "", 0));
    Ok(response)
}

fn session_cookie(site: &Site, token: &str, seconds: i64) -> axum::http::HeaderValue {
    cookies::set(SESSION_COOKIE, token, &site.url("/desk"), seconds, site.settings.secure_cookies)
}
