//! 登记申请: a request that did not come through the public site.

use std::sync::Arc;

use actions::requests::{Application, MAX_CONTENT, receive_request};
use actions::{ActionError, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::request::{ApplicantKind, Channel};
use store::requests::Requester;

use crate::access::Signed;
use crate::components::{Choice, Field, FlashKind, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::site::Site;
use crate::{frame, labels};

#[derive(Template)]
#[template(path = "desk/requests/new.html")]
struct Page {
    page: DeskPage,
    problems: Vec<Problem>,
    organ: Field,
    organs: Vec<Choice>,
    channel: Field,
    channels: Vec<Choice>,
    arrived_on: Field,
    confirmed_on: Field,
    kind: Field,
    kinds: Vec<Choice>,
    name: Field,
    id_number: Field,
    phone: Field,
    address: Field,
    email: Field,
    delivery: Field,
    deliveries: Vec<Choice>,
    subject: Field,
    content: Field,
    limit: usize,
}

/// Key of an applicant kind in forms.
fn kind_key(kind: ApplicantKind) -> &'static str {
    match kind {
        ApplicantKind::NaturalPerson => "natural_person",
        ApplicantKind::Business => "business",
        ApplicantKind::Research => "research",
        ApplicantKind::SocialWelfare => "social_welfare",
        ApplicantKind::LegalService => "legal_service",
        ApplicantKind::Other => "other",
    }
}

fn page(s: &Site, signed: &Signed, headers: &HeaderMap, form: &Form, wrong: &[Wrong]) -> Result<Page, ActionError> {
    let field = |name: &'static str, label: &str| {
        let error = wrong.iter().find(|p| p.field == name).map(|p| p.message.clone());
        Field::new(name, label).value(form.text(name)).error(error)
    };
    let organs = s.organs()?;
    let own = organs.iter().filter(|o| signed.actor.reaches(&o.id) && o.level.is_organ_of_government());
    let mut page = Page {
        page: frame::desk(s, signed, headers, "/desk/requests")?,
        problems: Vec::new(),
        organ: field("organ", "收到申请的机关"),
        organs: own.map(|o| Choice::new(&o.id, &o.name)).collect(),
        channel: field("channel", "收到方式"),
        channels: Channel::ALL.map(|c| Choice::new(labels::channel_key(c), labels::channel(c))).into(),
        arrived_on: field("arrived_on", "收到日期")
            .hint("当面提交的当日、邮寄签收的当日，或者信函、传真、网上申请到达的当日"),
        confirmed_on: field("confirmed_on", "双方确认日期（选填）")
            .hint("平常信函、传真、互联网申请以双方确认之日为收到之日（第三十一条）；还没有确认的先不填，期限不起算"),
        kind: field("applicant_kind", "申请人"),
        kinds: ApplicantKind::ALL.map(|k| Choice::new(kind_key(k), k.label())).into(),
        name: field("name", "姓名或者名称"),
        id_number: field("id_number", "身份证号码或者统一社会信用代码"),
        phone: field("phone", "联系电话"),
        address: field("address", "通信地址"),
        email: field("email", "电子邮箱"),
        delivery: field("delivery", "希望怎样拿到"),
        deliveries: ["self", "post", "email", "online"].map(|k| Choice::new(k, labels::delivery(k))).into(),
        subject: field("subject", "事由（选填）").hint("一句话概括，便于在列表里辨认；不填时取内容的开头"),
        content: field("content", "申请内容").hint("文件名称、文号，或者便于查询的其他特征性描述，照申请人的原话登记"),
        limit: MAX_CONTENT,
    };
    page.problems = problems(&[
        &page.organ,
        &page.channel,
        &page.arrived_on,
        &page.confirmed_on,
        &page.kind,
        &page.name,
        &page.id_number,
        &page.phone,
        &page.address,
        &page.email,
        &page.delivery,
        &page.subject,
        &page.content,
    ]);
    Ok(page)
}

/// The empty form.
pub async fn new(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let form = Form::of([
            ("organ", signed.actor.organ.clone()),
            ("channel", "counter".to_owned()),
            ("arrived_on", s.office.clock.today().to_string()),
            ("applicant_kind", "natural_person".to_owned()),
            ("delivery", "self".to_owned()),
        ]);
        page(s, &signed, &headers, &form, &[])
    });
    frame::html(&page.await?)
}

fn application(form: &Form) -> Result<Application, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let channel = Channel::ALL.into_iter().find(|c| labels::channel_key(*c) == form.text("channel"));
    let kind = ApplicantKind::ALL.into_iter().find(|k| kind_key(*k) == form.text("applicant_kind"));
    let arrived_on = form.date("arrived_on").unwrap_or_else(|m| {
        wrong.push(Wrong::new("arrived_on", m));
        None
    });
    let confirmed_on = form.date("confirmed_on").unwrap_or_else(|m| {
        wrong.push(Wrong::new("confirmed_on", m));
        None
    });
    if channel.is_none() {
        wrong.push(Wrong::new("channel", "请选择收到方式"));
    }
    if kind.is_none() {
        wrong.push(Wrong::new("applicant_kind", "请选择申请人类别"));
    }
    if arrived_on.is_none() && !wrong.iter().any(|p| p.field == "arrived_on") {
        wrong.push(Wrong::new("arrived_on", "请填写收到日期"));
    }
    match (channel, kind, arrived_on) {
        (Some(channel), Some(applicant_kind), Some(arrived_on)) if wrong.is_empty() => Ok(Application {
            organ: form.text("organ").to_owned(),
            applicant_kind,
            requester: Requester {
                name: form.text("name").to_owned(),
                id_number: form.filled("id_number"),
                phone: form.filled("phone"),
                delivery: form.text("delivery").to_owned(),
                address: form.filled("address"),
                email: form.filled("email"),
            },
            subject: form.text("subject").to_owned(),
            content: form.text("content").to_owned(),
            channel,
            arrived_on,
            confirmed_on,
        }),
        _ => Err(wrong),
    }
}

/// Registers and opens the case; the query code is shown once, to be handed to the requester.
pub async fn create(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let received = match application(&form) {
            Ok(application) => receive_request(&s.office, &signed.actor, &application),
            Err(wrong) => Err(ActionError::Invalid(wrong)),
        };
        match received {
            Ok(receipt) => Ok(Ok(receipt)),
            Err(ActionError::Invalid(wrong)) => page(s, &signed, &headers, &form, &wrong).map(Err),
            Err(ActionError::NotAllowed(reason)) => {
                page(s, &signed, &headers, &form, &[Wrong::new("confirmed_on", reason)]).map(Err)
            }
            Err(e) => Err(e),
        }
    });
    match done.await? {
        Ok(receipt) => {
            let news = format!(
                "已登记，登记号 {}，查询码 {}。查询码只显示这一次，请写在回执上交给申请人",
                receipt.number, receipt.code
            );
            Ok(frame::go(&site, &format!("/desk/requests/{}", receipt.id), FlashKind::Success, &news))
        }
        Err(page) => frame::html(&page),
    }
}
