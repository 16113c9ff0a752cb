//! One case: who asked what, where it stands, why this date, what happened, and what can be done next.

use std::sync::Arc;

use actions::requests::{case_file, record_step};
use actions::{ActionError, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use domain::identifiers::{mask_identity_number, mask_phone};
use domain::request::Event;

use super::steps::{self, Input, Refused, Step};
use crate::access::Signed;
use crate::components::{Deadline, FlashKind, Problem, Step as Day, SummaryRow};
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::site::{Site, organ_name};
use crate::{frame, labels};

#[derive(Template)]
#[template(path = "desk/requests/case.html")]
struct Page {
    page: DeskPage,
    problems: Vec<Problem>,
    id: String,
    number: String,
    subject: String,
    stage: &'static str,
    deadline: Deadline,
    trouble: Option<String>,
    facts: Vec<SummaryRow>,
    requester: Vec<SummaryRow>,
    content: Vec<String>,
    days: Vec<Day>,
    due_text: String,
    notes: Vec<String>,
    history: Vec<Line>,
    reply: Vec<String>,
    steps: Vec<Step>,
}

/// A recorded event.
struct Line {
    on: String,
    what: &'static str,
    detail: String,
    who: String,
}

fn detail(event: &Event) -> String {
    match event {
        Event::Received { channel, confirmed_on } => {
            let confirmed = confirmed_on.map_or_else(String::new, |d| format!("，{}双方确认", chinese(d)));
            format!("{}{confirmed}", labels::channel(*channel))
        }
        Event::ClarificationAsked { reply_by, what } => format!("{what}（截止{}）", chinese(reply_by)),
        Event::Clarified { late_reason } => {
            late_reason.clone().map_or_else(String::new, |r| format!("逾期，理由：{r}"))
        }
        Event::ThirdPartyAsked { whom } | Event::AgencyAsked { whom } => whom.clone(),
        Event::ThirdPartyReplied { consents } => match consents {
            Some(true) => "同意公开".to_owned(),
            Some(false) => "不同意公开".to_owned(),
            None => String::new(),
        },
        Event::Extended { working_days, approver, reason } => {
            format!("延长{working_days}个工作日，{approver}同意，理由：{reason}")
        }
        Event::FeeNotified { amount_yuan } => amount_yuan.map_or_else(String::new, |a| format!("{a}元")),
        Event::Replied { outcome, .. } => outcome.map_or_else(String::new, |o| labels::outcome(o).to_owned()),
        Event::Transferred { to } => to.clone(),
        Event::Confirmed {} | Event::AgencyReplied {} | Event::FeePaid {} | Event::Served {} | Event::Withdrawn {} => {
            String::new()
        }
    }
}

fn page(
    s: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    id: &str,
    refused: Option<&Refused<'_>>,
) -> Result<Page, ActionError> {
    let file = case_file(&s.office, &signed.actor, id)?;
    let organs = s.organs()?;
    let accounts = s.office.store.read(|db| store::accounts::list(db, &s.county.slug))?;
    let name_of = |id: &Option<String>| match id {
        None => "申请人（网上提交）".to_owned(),
        Some(id) => accounts.iter().find(|a| a.id == *id).map_or_else(String::new, |a| a.name.clone()),
    };
    let r = &file.request;
    let mut facts = vec![
        SummaryRow::new("登记号", &r.number),
        SummaryRow::new("收到机关", organ_name(&organs, &r.organ)),
        SummaryRow::new("到达日期", chinese(r.arrived_on)),
    ];
    let mut steps = Vec::new();
    let (mut days, mut notes, mut due_text, mut stage) = (Vec::new(), Vec::new(), String::new(), "期限无法计算");
    let mut badge = Deadline::still("期限无法计算");
    if let Ok(standing) = &file.standing {
        stage = standing.state.label();
        badge = labels::deadline(standing.days_left, stage);
        facts.push(SummaryRow::new("收到申请之日", labels::optional_date(standing.received_on)));
        if let Some(due) = standing.due {
            due_text = chinese(due);
            let paused = standing.state == domain::request::State::Paused;
            facts.push(SummaryRow::new(if paused { "答复期限（按今天收到意见估算）" } else { "答复期限" }, &due_text));
        }
        if let Some(by) = standing.requester_by {
            facts.push(SummaryRow::new("等待申请人至", chinese(by)));
        }
        if let Some(ending) = standing.ending {
            let late = if standing.overdue { "（逾期）" } else { "" };
            facts.push(SummaryRow::new("办结日期", format!("{}{late}", chinese(ending.on))));
            if let Some(outcome) = ending.outcome {
                facts.push(SummaryRow::new("办理结果", labels::outcome(outcome)));
            }
        }
        days = labels::steps(&standing.steps);
        notes.clone_from(&standing.notes);
        steps = steps::offered(&s.office, &signed.actor, standing, refused);
    }
    facts.push(SummaryRow::new(
        "经办人",
        r.handler.as_ref().map_or_else(|| "未分派".to_owned(), |h| name_of(&Some(h.clone()))),
    ));
    let q = &r.requester;
    let mut requester = vec![
        SummaryRow::new("申请人类别", r.applicant_kind.label()),
        SummaryRow::new("姓名或者名称", &q.name),
        SummaryRow::new("获取方式", labels::delivery(&q.delivery)),
    ];
    let person = r.applicant_kind == domain::request::ApplicantKind::NaturalPerson;
    if let Some(number) = &q.id_number {
        let shown = if person { mask_identity_number(number) } else { number.clone() };
        requester.push(SummaryRow::new(if person { "身份证号码" } else { "统一社会信用代码" }, shown));
    }
    // Art. 31 has the handler call the requester; nobody else needs the number.
    let handles = s.office.rules.roles.allow(&signed.actor.roles, actions::Permission::HandleRequest);
    let phone = |p: &String| if handles { p.clone() } else { mask_phone(p) };
    requester.extend(q.phone.as_ref().map(|p| SummaryRow::new("联系电话", phone(p))));
    requester.extend(q.address.as_ref().map(|a| SummaryRow::new("通信地址", a)));
    requester.extend(q.email.as_ref().map(|e| SummaryRow::new("电子邮箱", e)));
    let history = file.events.iter().map(|e| Line {
        on: chinese(e.dated.on),
        what: e.dated.event.label(),
        detail: detail(&e.dated.event),
        who: name_of(&e.account),
    });
    let reply = file.events.iter().find_map(|e| match &e.dated.event {
        Event::Replied { text, .. } => Some(text.lines().map(str::to_owned).collect()),
        _ => None,
    });
    let field_problems = steps.iter().flat_map(|s| &s.inputs).filter_map(|input| {
        let (Input::Day(f) | Input::Line(f) | Input::Text(f) | Input::Pick(f, _)) = input;
        f.error.clone().map(|message| Problem { field: f.name.clone(), message })
    });
    Ok(Page {
        problems: field_problems.collect(),
        page: frame::desk(s, signed, headers, "/desk/requests")?,
        id: r.id.clone(),
        number: r.number.clone(),
        subject: r.subject.clone(),
        stage,
        deadline: badge,
        trouble: match &file.standing {
            Ok(standing) => standing.missing.map(|m| format!("{m}。已登记的事项不受影响")),
            Err(reason) => Some(reason.clone()),
        },
        facts,
        requester,
        content: r.content.lines().map(str::to_owned).collect(),
        days,
        due_text,
        notes,
        history: history.collect(),
        reply: reply.unwrap_or_default(),
        steps,
    })
}

/// The case.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    frame::html(&site.run(move |s| page(s, &signed, &headers, &id, None)).await?)
}

/// Records a step.
pub async fn record(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((id, step)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    if step == "extend" {
        return Err(PageError::not_found());
    }
    take(&site, signed, headers, id, format!("steps/{step}"), step, form).await
}

/// 延长答复期限, by the head of the 工作机构.
pub async fn extend(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    take(&site, signed, headers, id, "extend".to_owned(), "extend".to_owned(), form).await
}

async fn take(
    site: &Arc<Site>,
    signed: Signed,
    headers: HeaderMap,
    id: String,
    path: String,
    step: String,
    form: Form,
) -> Result<Response, PageError> {
    let back = format!("/desk/requests/{id}");
    let done = site.run(move |s| {
        let wrong: Vec<Wrong> = match steps::event(&step, &form) {
            Err(wrong) => wrong,
            Ok((_, None)) => return Err(ActionError::NotFound),
            Ok((on, Some(event))) => {
                let label = event.label();
                match record_step(&s.office, &signed.actor, &id, on, event) {
                    Ok(standing) => {
                        let due = standing.due.filter(|_| !standing.state.is_closed());
                        let due = due.map_or_else(String::new, |d| format!("，答复期限{}", chinese(d)));
                        return Ok(Ok((FlashKind::Success, format!("已登记：{label}{due}"))));
                    }
                    Err(ActionError::NotAllowed(reason)) => return Ok(Ok((FlashKind::Problem, reason))),
                    Err(ActionError::Invalid(wrong)) => wrong,
                    Err(e) => return Err(e),
                }
            }
        };
        let refused = Refused { path: &path, form: &form, wrong: &wrong };
        page(s, &signed, &headers, &id, Some(&refused)).map(Err)
    });
    match done.await? {
        Ok((kind, text)) => Ok(frame::go(site, &back, kind, &text)),
        Err(page) => frame::html(&page),
    }
}
