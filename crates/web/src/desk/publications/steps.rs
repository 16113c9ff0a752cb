//! The steps of a publication: each posts here, is done by one action, and comes back to its page with the news.

use std::sync::Arc;

use actions::office::Actor;
use actions::{ActionError, Office, bindings, publications};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::path_of;
use crate::access::Signed;
use crate::components::FlashKind;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::site::Site;

async fn step(
    site: Arc<Site>,
    signed: Signed,
    id: String,
    news: &str,
    take: impl FnOnce(&Office, &Actor, &str) -> Result<(), ActionError> + Send + 'static,
) -> Result<Response, PageError> {
    let path = path_of(&id);
    let done = site.run(move |s| Ok(take(&s.office, &signed.actor, &id))).await?;
    frame::after(&site, &path, done, news)
}

/// 提交审核
pub async fn submit(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    step(site, signed, id, "已提交，等待审核和保密审查", publications::submit_publication).await
}

/// 审核通过, with the 保密审查 opinion.
pub async fn approve(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    step(site, signed, id, "审核通过，保密审查意见已记录，可以发布了", move |office, actor, id| {
        publications::approve_publication(office, actor, id, form.text("secrecy_opinion"))
    })
    .await
}

/// 退回修改
pub async fn send_back(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    step(site, signed, id, "已退回起草人修改", move |office, actor, id| {
        publications::return_publication(office, actor, id, form.text("return_reason"))
    })
    .await
}

/// 发布
pub async fn publish(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    step(site, signed, id, "已发布，公众现在可以看到", publications::publish).await
}

/// 撤下
pub async fn withdraw(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    step(site, signed, id, "已撤下，原网址会说明撤下的日期和原因", move |office, actor, id| {
        publications::withdraw_publication(office, actor, id, form.text("withdraw_reason"))
    })
    .await
}

/// 标注废止
pub async fn repeal(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let refused = |reason: &str| Ok(frame::go(&site, &path_of(&id), FlashKind::Problem, reason));
    let on = match form.date("repealed_on") {
        Ok(Some(on)) => on,
        Ok(None) => return refused("请填写废止日期"),
        Err(message) => return refused(&message),
    };
    step(site, signed, id, "已标注废止，年度报告会计入废止件数", move |office, actor, id| {
        publications::repeal_publication(office, actor, id, on)
    })
    .await
}

/// 标注有效期; an empty day takes it away.
pub async fn validity(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let until = match form.date("valid_until") {
        Ok(until) => until,
        Err(message) => return Ok(frame::go(&site, &path_of(&id), FlashKind::Problem, &message)),
    };
    let news = if until.is_some() { "已标注有效期" } else { "已取消有效期" };
    step(site, signed, id, news, move |office, actor, id| publications::set_valid_until(office, actor, id, until)).await
}

/// 登记依据的政策
pub async fn bind(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    step(
        site,
        signed,
        id,
        "已登记依据的政策；它废止、撤下或者有效期满时，会提醒复核",
        move |office, actor, id| bindings::bind_publication(office, actor, id, form.text("policy")),
    )
    .await
}

/// 取消依据的政策
pub async fn unbind(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((id, policy)): Path<(String, String)>,
    _form: Form,
) -> Result<Response, PageError> {
    step(site, signed, id, "已取消这项依据", move |office, actor, id| {
        bindings::unbind_publication(office, actor, id, &policy)
    })
    .await
}
