//! What a page says when it cannot do what was asked: one sentence, the next step, and for failures a reference number
//! that stands in the log.

use actions::ActionError;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::site::Site;

/// Why there is no page.
#[derive(Debug)]
pub struct PageError {
    status: StatusCode,
    title: &'static str,
    message: String,
}

/// What [`dress`] shows instead of the empty body of an error response.
#[derive(Debug, Clone)]
struct Shown {
    title: &'static str,
    message: String,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    base: &'a str,
    back: &'a str,
    back_label: &'a str,
    demo: Option<&'a str>,
    title: &'a str,
    message: &'a str,
}

/// Puts the words of an error into a page of the site; only here is the site's base path known.
pub async fn dress(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let at_desk = request.uri().path().trim_start_matches(site.base.as_str()).starts_with("/desk");
    let at_api = request.uri().path().trim_start_matches(site.base.as_str()).starts_with("/api/");
    let mut response = next.run(request).await;
    // Programs get what they were answered, not a page.
    if at_api
        && response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"application/json"))
    {
        return response;
    }
    let plain = !response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"));
    let shown = match response.extensions_mut().remove::<Shown>() {
        Some(shown) => shown,
        // Refusals of the framework (an address or form it cannot read) come in English; the visitor reads Chinese.
        None if plain => match framework_refusal(response.status()) {
            Some(shown) => shown,
            None => return response,
        },
        None => return response,
    };
    let (back, back_label) = if at_desk { ("/desk", "回到今日待办") } else { ("/", "回到首页") };
    let demo = site.county.note.as_deref();
    let page = ErrorPage { base: &site.base, back, back_label, demo, title: shown.title, message: &shown.message };
    let body = page.render().unwrap_or(shown.message);
    (response.status(), Html(body)).into_response()
}

fn framework_refusal(status: StatusCode) -> Option<Shown> {
    let (title, message) = match status {
        StatusCode::NOT_FOUND => return Some(PageError::not_found().shown()),
        StatusCode::BAD_REQUEST => ("网址有误", "网址里有无法识别的内容，请检查后重试，或者从首页重新进入。"),
        StatusCode::METHOD_NOT_ALLOWED => ("不能这样打开", "这个网址不能用这种方式访问，请从首页重新进入。"),
        StatusCode::PAYLOAD_TOO_LARGE => ("提交的内容太大", "文件不能超过 20 MB，请压缩或者拆分后再提交。"),
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ("提交的内容有误", "提交的内容无法识别，请返回上一页重新填写。")
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::INTERNAL_SERVER_ERROR => {
            ("系统出错了", "没有保存任何更改。请稍后再试；如果还是不行，请联系系统管理员。")
        }
        _ => return None,
    };
    Some(Shown { title, message: message.to_owned() })
}

impl PageError {
    fn shown(self) -> Shown {
        Shown { title: self.title, message: self.message }
    }

    /// There is nothing at this address.
    pub fn not_found() -> PageError {
        PageError {
            status: StatusCode::NOT_FOUND,
            title: "没有找到这个页面",
            message: "网址可能写错了，或者这条信息已经移走。请从首页或者目录重新进入，也可以用搜索查找。".to_owned(),
        }
    }

    /// The signed-in account may not.
    pub fn forbidden(message: impl Into<String>) -> PageError {
        PageError { status: StatusCode::FORBIDDEN, title: "没有权限", message: message.into() }
    }

    /// The request itself is not in order.
    pub fn bad_request(message: impl Into<String>) -> PageError {
        PageError { status: StatusCode::BAD_REQUEST, title: "请求有问题", message: message.into() }
    }

    /// Gone, with the day and the reason.
    pub fn gone(message: impl Into<String>) -> PageError {
        PageError { status: StatusCode::GONE, title: "这条信息已撤下", message: message.into() }
    }
}

impl From<ActionError> for PageError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NotFound => PageError::not_found(),
            ActionError::Forbidden(_) => PageError::forbidden(error.to_string()),
            ActionError::NotAllowed(_) | ActionError::SignIn(_) | ActionError::Invalid(_) => PageError {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                title: "没有办成",
                message: match error {
                    ActionError::Invalid(problems) => {
                        problems.into_iter().map(|p| p.message).collect::<Vec<_>>().join("；")
                    }
                    other => other.to_string(),
                },
            },
            ActionError::Failure(cause) => {
                let reference = store::ids::random_hex(4).unwrap_or_else(|_| "00000000".to_owned());
                tracing::error!(reference, error = ?cause, "a page failed");
                PageError {
                    status: StatusCode::INTERNAL_SERVER_ERROR,
                    title: "系统出错了",
                    message: format!(
                        "没有保存任何更改。请稍后再试；如果还是不行，请把编号 {reference} 告诉系统管理员。"
                    ),
                }
            }
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        PageError::from(ActionError::Failure(error.into()))
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self.shown());
        response
    }
}
