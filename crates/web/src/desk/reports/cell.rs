//! One cell: its number, the records behind it, and a correction by hand with its note.

use std::sync::Arc;

use actions::reports::{CaseKind, case_titles, override_cell};
use actions::{ActionError, Permission, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use report::{CellName, Number};

use super::drawn;
use crate::access::Signed;
use crate::components::{Field, FlashKind, ListItem, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::DeskPage;
use crate::site::Site;

#[derive(Template)]
#[template(path = "desk/reports/cell.html")]
struct Page {
    page: DeskPage,
    problems: Vec<Problem>,
    back: String,
    here: String,
    report_title: String,
    label: String,
    shown: String,
    correction: Option<(String, String, String)>,
    computed_sum: bool,
    cases: Vec<ListItem>,
    may_correct: bool,
    value: Field,
    note: Field,
}

fn page(
    s: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    (organ, year, cell): (&str, i16, &str),
    form: &Form,
    wrong: &[Wrong],
) -> Result<Page, ActionError> {
    let name: CellName = cell.parse().map_err(|_| ActionError::NotFound)?;
    let drawn = drawn(s, signed, organ, year)?;
    let cell = drawn.report.cell(name).ok_or(ActionError::NotFound)?;
    let titles = s.office.store.read(|db| case_titles(db, &s.county.slug, organ))?;
    let cases: Vec<ListItem> = cell
        .cases
        .iter()
        .filter_map(|id| {
            let title = titles.get(id)?;
            let href = match title.kind {
                CaseKind::Request => format!("/desk/requests/{id}"),
                CaseKind::Publication => format!("/desk/publications/{id}"),
                CaseKind::Review => "/desk/reviews".to_owned(),
                CaseKind::Ledger => "/desk/records".to_owned(),
            };
            Some(ListItem {
                title: format!("{}　{}", title.label, title.text),
                href: s.url(&href),
                date_text: chinese(title.on),
                date_iso: title.on.to_string(),
                note: None,
            })
        })
        .collect();
    let field = |name: &'static str, label: &str, hint: &str| {
        let error = wrong.iter().find(|p| p.field == name).map(|p| p.message.clone());
        Field::new(name, label).hint(hint).value(form.text(name)).error(error)
    };
    let value = field("value", "改为", "");
    let value = Field { hint: None, ..value };
    let note = field("note", "理由", "必须写明；理由和修改人一直保留在报告旁边");
    let published = drawn.stored.as_ref().is_some_and(|r| r.published_on.is_some());
    let back = s.url(&format!("/desk/reports/{organ}/{year}"));
    Ok(Page {
        problems: problems(&[&value, &note]),
        here: super::cell_href(s, organ, year, &name),
        report_title: report::layout::title(&drawn.report),
        label: drawn.report.spoken(name),
        shown: cell.value.map_or_else(|| "空".to_owned(), |v| v.to_string()),
        correction: cell.override_.as_ref().map(|o| {
            let computed = o.computed.map_or_else(|| "空".to_owned(), |n| n.to_string());
            (computed, o.note.clone(), o.by.clone())
        }),
        computed_sum: cases.is_empty() && cell.value.is_some_and(|v| !v.is_zero()),
        cases,
        may_correct: !published && s.office.rules.roles.allow(&signed.actor.roles, Permission::DrawUpReport),
        value,
        note,
        page: frame::desk(s, signed, headers, "/desk/reports")?,
        back,
    })
}

/// The cell.
pub async fn cell(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year, cell)): Path<(String, i16, String)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| page(s, &signed, &headers, (&organ, year, &cell), &Form::default(), &[]));
    frame::html(&page.await?)
}

/// Corrects it, or takes a correction back.
pub async fn correct(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year, cell)): Path<(String, i16, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let back = format!("/desk/reports/{organ}/{year}");
    let done = site.run(move |s| {
        let name: CellName = cell.parse().map_err(|_| ActionError::NotFound)?;
        super::reporting(s, &signed, &organ)?;
        let wrong = if form.ticked("take_back") {
            match override_cell(&s.office, &signed.actor, &organ, year, name, None) {
                Ok(()) => return Ok(Ok((FlashKind::Success, "已恢复为按记录得出的数据".to_owned()))),
                Err(ActionError::NotAllowed(reason)) => return Ok(Ok((FlashKind::Problem, reason))),
                Err(e) => return Err(e),
            }
        } else {
            match form.filled("value").map(|v| v.parse::<Number>()) {
                None => vec![Wrong::new("value", "请填写改成多少；没有的填 0")],
                Some(Err(_)) => vec![Wrong::new("value", "应是数字，例如 12 或者 3.5")],
                Some(Ok(value)) => {
                    let change = Some((value, form.text("note").to_owned()));
                    match override_cell(&s.office, &signed.actor, &organ, year, name, change) {
                        Ok(()) => return Ok(Ok((FlashKind::Success, "已修改，请重新核对报告".to_owned()))),
                        Err(ActionError::NotAllowed(reason)) => return Ok(Ok((FlashKind::Problem, reason))),
                        Err(ActionError::Invalid(wrong)) => wrong,
                        Err(e) => return Err(e),
                    }
                }
            }
        };
        page(s, &signed, &headers, (&organ, year, &cell), &form, &wrong).map(Err)
    });
    match done.await? {
        Ok((kind, text)) => Ok(frame::go(&site, &back, kind, &text)),
        Err(page) => frame::html(&page),
    }
}
