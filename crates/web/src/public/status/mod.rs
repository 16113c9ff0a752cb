//! 办理进度查询: by number and query code together. Whoever has one of them wrong learns nothing, not even which.

mod progress;

use std::sync::Arc;

use actions::ActionError;
use actions::requests::look_up;
use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;

use self::progress::Progress;
use crate::components::{Crumb, Field, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::PublicPage;
use crate::site::Site;

/// Said of a wrong number and of a wrong code alike.
const NO_MATCH: &str = "没有找到这份申请，请核对申请编号和查询码";

#[derive(Template)]
#[template(path = "public/status/form.html")]
struct Ask {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    number: Field,
    code: Field,
    problems: Vec<Problem>,
}

#[derive(Template)]
#[template(path = "public/status/page.html")]
struct Found {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    request: Progress,
}

fn crumbs(site: &Site) -> Vec<Crumb> {
    vec![
        Crumb::link("首页", site.url("/")),
        Crumb::link("依申请公开", site.url("/requests")),
        Crumb::here("办理进度查询"),
    ]
}

fn ask(site: &Site, headers: &HeaderMap, uri: &Uri, number: Field, code: Field) -> Ask {
    Ask {
        page: frame::public(site, headers, uri, "/requests/status"),
        crumbs: crumbs(site),
        problems: problems(&[&number, &code]),
        number: number.hint("回执上的“申请编号”"),
        code: code.hint("回执上的“查询码”，不分大小写"),
    }
}

fn number() -> Field {
    Field::new("number", "申请编号")
}

fn code() -> Field {
    Field::new("code", "查询码")
}

/// The form.
pub async fn form(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    frame::html(&ask(&site, &headers, &uri, number(), code()))
}

/// Where the request stands, or the form again. The query code is never sent back.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    form: Form,
) -> Result<Response, PageError> {
    let (typed, secret) = (form.filled("number"), form.filled("code"));
    let number = number().value(form.text("number"));
    let (Some(typed), Some(secret)) = (typed, secret) else {
        let number = number.error(form.filled("number").is_none().then_some("请填写申请编号"));
        let code = code().error(form.filled("code").is_none().then_some("请填写查询码"));
        return refused(&ask(&site, &headers, &uri, number, code));
    };
    let found = site
        .run(move |s| match look_up(&s.office, &s.county.slug, &typed, &secret) {
            Err(ActionError::NotFound) => Ok(None),
            other => other.map(Some),
        })
        .await?;
    match found {
        None => refused(&ask(&site, &headers, &uri, number.error(Some(NO_MATCH)), code())),
        Some(request) => frame::html(&Found {
            page: frame::public(&site, &headers, &uri, "/requests/status"),
            crumbs: crumbs(&site),
            request: Progress::of(request),
        }),
    }
}

fn refused(page: &Ask) -> Result<Response, PageError> {
    let mut response = frame::html(page)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
