//! The plan of calls, with the form for a call's result beside each number, and the form to enter a number.

use std::sync::Arc;

use actions::contacts::{Number, plan_calls};
use actions::{ActionError, Permission, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::contact::{AGAIN, CallResult, Standing};
use domain::date::chinese;
use jiff::civil::Date;
use serde::Deserialize;
use store::accounts::{self, Account};

use super::PATH;
use crate::access::Signed;
use crate::components::{Choice, Field, Pagination, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::site::{Site, organ_name};
use crate::{cookies, frame};

const PER_PAGE: usize = 20;

/// How the list is narrowed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    organ: String,
    state: String,
    page: Option<usize>,
}

/// A form that was refused: what was typed and what is wrong with it.
pub(super) enum Refused {
    /// The form to enter a number.
    Contact(Form, Vec<Wrong>),
    /// The form for the result of a call to the number with this key.
    Call(String, Form, Vec<Wrong>),
}

struct Line {
    organ: String,
    organ_id: String,
    label: String,
    purpose: String,
    phone: String,
    state: &'static str,
    colour: &'static str,
    /// What is wrong, what to do and when to call, in sentences.
    says: String,
    doubt: Option<String>,
    history: Vec<Past>,
    calling: Option<Calling>,
    may_remove: bool,
}

struct Past {
    on: String,
    result: &'static str,
    by: String,
    note: String,
}

/// The form for a result; its fields carry the number's key, because several stand on one page.
struct Calling {
    open: bool,
    on: Field,
    result: Field,
    note: Field,
}

#[derive(Template)]
#[template(path = "desk/contacts/page.html")]
struct Page {
    page: DeskPage,
    here: String,
    problems: Vec<Problem>,
    again: u32,
    months: u8,
    counts: [usize; 3],
    current: [bool; 3],
    organ: Field,
    organs: Vec<Choice>,
    state: String,
    narrowed: bool,
    lines: Vec<Line>,
    results: Vec<Choice>,
    pagination: Pagination,
    may_enter: bool,
    form_open: bool,
    new_organ: Field,
    new_organs: Vec<Choice>,
    label: Field,
    phone: Field,
    purpose: Field,
}

/// What tells the forms of one page apart: a plain word for each number.
pub(super) fn key(organ: &str, phone: &str) -> String {
    let plain: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    format!("{organ}-{plain}")
}

fn calling(number: &Number, today: Date, refused: Option<&Refused>) -> Calling {
    let key = key(&number.organ, &number.phone);
    let mine = match refused {
        Some(Refused::Call(wanted, form, wrong)) if *wanted == key => Some((form, wrong)),
        _ => None,
    };
    let field = |field: &str, label: &str, fresh: String| {
        let name = format!("{field}-{key}");
        let error = mine.and_then(|(_, wrong)| wrong.iter().find(|w| w.field == field)).map(|w| w.message.clone());
        let value = mine.map_or(fresh, |(form, _)| form.text(&name).to_owned());
        Field::new(name, label).value(value).error(error)
    };
    Calling {
        open: mine.is_some(),
        on: field("called_on", "拨打日期", today.to_string()),
        result: field("result", "结果", String::new()),
        note: field("note", "备注（选填，如接听人的单位、拨打时间）", String::new()),
    }
}

fn line(
    organ: String,
    number: Number,
    people: &[Account],
    today: Date,
    may_remove: bool,
    calling: Option<Calling>,
) -> Line {
    let finding = number.finding();
    let (state, colour, says) = match &number.standing {
        Err(reason) => ("期限暂不能计算", "grey", reason.clone()),
        Ok(Standing::Untried) => ("尚未拨测", "yellow", "还没有拨测过，请拨打。".to_owned()),
        Ok(Standing::Fine { again_on }) if *again_on <= today => {
            ("到期应拨", "yellow", format!("应在{}再次拨测。", chinese(*again_on)))
        }
        Ok(Standing::Fine { again_on }) => ("正常", "green", format!("下次拨测：{}。", chinese(*again_on))),
        Ok(Standing::Missed { times, again_on, .. }) => {
            let state = if *times >= 2 { "两次以上无人接听" } else { "无人接听一次" };
            let colour = if *times >= 2 { "red" } else { "yellow" };
            (state, colour, format!("应在{}再拨。", chinese(*again_on)))
        }
        Ok(Standing::Wrong { .. }) => ("号码有误", "red", String::new()),
    };
    let history = number.calls.iter().rev().map(|c| Past {
        on: chinese(c.called_on),
        result: c.result.label(),
        by: people.iter().find(|a| a.id == c.account).map_or_else(String::new, |a| a.name.clone()),
        note: c.note.clone(),
    });
    Line {
        history: history.collect(),
        says: finding.map_or_else(String::new, |f| {
            format!("{}。{}。", f.message, f.hint.unwrap_or_else(|| "请核实".to_owned()))
        }) + &says,
        may_remove: may_remove && number.is_entered,
        organ,
        organ_id: number.organ,
        label: number.label,
        purpose: number.purpose,
        phone: number.phone,
        state,
        colour,
        doubt: number.doubt,
        calling,
    }
}

/// The page; a refused form stands in it as it was typed.
pub(super) fn page(
    site: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    filter: &Filter,
    refused: Option<&Refused>,
) -> Result<impl Template + use<>, ActionError> {
    let (actor, today) = (&signed.actor, site.office.clock.today());
    let may = |permission| site.office.rules.roles.allow(&actor.roles, permission);
    let organs = site.organs()?;
    let people = site.office.store.read(|db| accounts::list(db, &site.county.slug))?;
    let plan = plan_calls(&site.office, actor)?;
    let is_faulty = |n: &Number| n.finding().is_some() || n.doubt.is_some();
    let counts =
        [plan.len(), plan.iter().filter(|n| n.is_due(today)).count(), plan.iter().filter(|n| is_faulty(n)).count()];
    let chosen: Vec<Number> = plan
        .into_iter()
        .filter(|n| filter.organ.is_empty() || n.organ == filter.organ)
        .filter(|n| match filter.state.as_str() {
            "due" => n.is_due(today),
            "faulty" => is_faulty(n),
            _ => true,
        })
        .collect();
    let last = chosen.len().div_ceil(PER_PAGE).max(1);
    // A refused result is shown on the page its number stands on.
    let wanted = match refused {
        Some(Refused::Call(wanted, ..)) => {
            chosen.iter().position(|n| key(&n.organ, &n.phone) == *wanted).map(|i| i / PER_PAGE + 1)
        }
        _ => filter.page,
    };
    let current = wanted.unwrap_or(1).clamp(1, last);
    let address = |n: usize| {
        let [organ, state] = [&filter.organ, &filter.state].map(|v| cookies::encode(v));
        site.url(&format!("{PATH}?organ={organ}&state={state}&page={n}"))
    };
    let may_enter = may(Permission::KeepRecords);
    let shown = chosen.into_iter().skip((current - 1) * PER_PAGE).take(PER_PAGE).map(|number| {
        let form = may(Permission::CheckContacts).then(|| calling(&number, today, refused));
        line(organ_name(&organs, &number.organ), number, &people, today, may_enter, form)
    });
    let lines: Vec<Line> = shown.collect();
    let fresh = (Form::default(), Vec::new());
    let (typed, wrong) = match refused {
        Some(Refused::Contact(form, wrong)) => (form, wrong),
        _ => (&fresh.0, &fresh.1),
    };
    let field = |name: &'static str, label: &str| {
        let error = wrong.iter().find(|w| w.field == name).map(|w| w.message.clone());
        Field::new(name, label).value(typed.text(name)).error(error)
    };
    let reach = || organs.iter().filter(|o| actor.reaches(&o.id)).map(|o| Choice::new(&*o.id, &*o.name));
    let mut page = Page {
        page: frame::desk(site, signed, headers, PATH)?,
        here: site.url(PATH),
        problems: Vec::new(),
        again: AGAIN,
        months: site.office.practice.contact_months,
        counts,
        current: ["", "due", "faulty"].map(|state| filter.state == state),
        organ: Field::new("organ", "机关").value(&*filter.organ),
        organs: std::iter::once(Choice::new("", "全部")).chain(reach()).collect(),
        state: filter.state.clone(),
        narrowed: !filter.organ.is_empty() || !filter.state.is_empty(),
        results: std::iter::once(Choice::new("", "请选择"))
            .chain(CallResult::ALL.map(|r| Choice::new(r.key(), r.label())))
            .collect(),
        pagination: Pagination::new(current, last, address),
        may_enter,
        form_open: matches!(refused, Some(Refused::Contact(..))),
        new_organ: field("new_organ", "机关"),
        new_organs: reach().collect(),
        label: field("label", "接电话的处室或者窗口").hint("写处室、窗口的名称，不写个人姓名"),
        phone: field("phone", "办公电话").hint("如 0938-1234567，有分机的写成 0938-1234567转802"),
        purpose: field("purpose", "打这个电话可以办什么").hint("如：政府信息公开咨询"),
        lines,
    };
    page.problems = problems(&[&page.new_organ, &page.label, &page.phone, &page.purpose]);
    let calls = page.lines.iter().filter_map(|l| l.calling.as_ref());
    let calls: Vec<Problem> = calls.flat_map(|c| problems(&[&c.on, &c.result, &c.note])).collect();
    page.problems.extend(calls);
    Ok(page)
}

/// The plan.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    frame::html(&site.run(move |s| page(s, &signed, &headers, &filter, None)).await?)
}
