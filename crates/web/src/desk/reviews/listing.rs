//! The list of cases, with the form to add one and, for each pending case, the form to conclude it.

use std::sync::Arc;

use actions::{ActionError, Permission, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use domain::review::{ReviewKind, ReviewResult};
use serde::Deserialize;
use store::organs::Organ;
use store::reviews::{self, ReviewCase};
use store::{Db, requests};

use crate::access::Signed;
use crate::components::{Choice, Field, Pagination, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::site::{Site, organ_name};
use crate::{cookies, frame, labels};

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
    /// The form to add a case.
    Case(Form, Vec<Wrong>),
    /// The form to conclude the case with this id.
    Ending(String, Form, Vec<Wrong>),
}

struct Line {
    kind: &'static str,
    authority: String,
    organ: String,
    filed_on: String,
    ended: Option<String>,
    note: String,
    /// Number and address of the request, as far as the reader may open it.
    request: Option<(String, String)>,
    ending: Option<Ending>,
}

/// The form to conclude a case; its fields carry the case's id, because several stand on one page.
struct Ending {
    action: String,
    open: bool,
    on: Field,
    result: Field,
}

#[derive(Template)]
#[template(path = "desk/reviews/page.html")]
struct Page {
    page: DeskPage,
    may_keep: bool,
    narrowed: bool,
    problems: Vec<Problem>,
    organ: Field,
    organs: Vec<Choice>,
    state: Field,
    states: Vec<Choice>,
    lines: Vec<Line>,
    results: Vec<Choice>,
    pagination: Pagination,
    form_open: bool,
    case_organ: Field,
    case_organs: Vec<Choice>,
    kind: Field,
    kinds: Vec<Choice>,
    request: Field,
    authority: Field,
    filed_on: Field,
    note: Field,
}

/// A result as a form posts it.
pub(super) fn result_key(result: ReviewResult) -> &'static str {
    match result {
        ReviewResult::Upheld => "upheld",
        ReviewResult::Corrected => "corrected",
        ReviewResult::Other => "other",
    }
}

fn ending(site: &Site, case: &ReviewCase, refused: Option<&Refused>) -> Ending {
    let mine = match refused {
        Some(Refused::Ending(id, form, wrong)) if *id == case.id => Some((form, wrong)),
        _ => None,
    };
    let field = |field: &str, label: &str| {
        let name = format!("{field}-{}", case.id);
        let error = mine.and_then(|(_, wrong)| wrong.iter().find(|w| w.field == field)).map(|w| w.message.clone());
        let value = mine.map_or_else(String::new, |(form, _)| form.text(&name).to_owned());
        Field::new(name, label).value(value).error(error)
    };
    Ending {
        action: site.url(&format!("/desk/reviews/{}/conclude", case.id)),
        open: mine.is_some(),
        on: field("concluded_on", "审结日期"),
        result: field("result", "审理结果"),
    }
}

fn line(
    site: &Site,
    db: &mut Db,
    signed: &Signed,
    organs: &[Organ],
    case: &ReviewCase,
    ending: Option<Ending>,
) -> Result<Line, ActionError> {
    let request = case.request.as_deref().map(|id| requests::find(db, &site.county.slug, id)).transpose()?.flatten();
    let request = request.filter(|r| signed.actor.reaches(&r.organ));
    Ok(Line {
        kind: labels::review_kind(case.kind),
        authority: case.authority.clone(),
        organ: organ_name(organs, &case.organ),
        filed_on: chinese(case.filed_on),
        ended: case.concluded.map(|(on, result)| format!("{}　{}", chinese(on), labels::review_result(result))),
        note: case.note.clone(),
        request: request.map(|r| (r.number, site.url(&format!("/desk/requests/{}", r.id)))),
        ending,
    })
}

/// The page; a refused form stands in it as it was typed.
pub(super) fn page(
    site: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    filter: &Filter,
    refused: Option<&Refused>,
) -> Result<impl Template + use<>, ActionError> {
    let actor = &signed.actor;
    let organs = site.organs()?;
    let may_keep = site.office.rules.roles.allow(&actor.roles, Permission::KeepRecords);
    let chosen = if actor.reaches(&filter.organ) { vec![filter.organ.clone()] } else { actor.organs.clone() };
    let (lines, current, last) = site.office.store.read(|db| {
        let mut cases = reviews::list(db, &site.county.slug, &chosen)?;
        match filter.state.as_str() {
            "pending" => cases.retain(|c| c.concluded.is_none()),
            "concluded" => cases.retain(|c| c.concluded.is_some()),
            _ => {}
        }
        let last = cases.len().div_ceil(PER_PAGE).max(1);
        // A refused ending is shown on the page its case stands on.
        let wanted = match refused {
            Some(Refused::Ending(id, ..)) => cases.iter().position(|c| c.id == *id).map(|i| i / PER_PAGE + 1),
            _ => filter.page,
        };
        let current = wanted.unwrap_or(1).clamp(1, last);
        let shown = cases.iter().skip((current - 1) * PER_PAGE).take(PER_PAGE).map(|case| {
            let open = (may_keep && case.concluded.is_none()).then(|| ending(site, case, refused));
            line(site, db, signed, &organs, case, open)
        });
        Ok::<_, ActionError>((shown.collect::<Result<Vec<_>, _>>()?, current, last))
    })?;
    let address = |n: usize| {
        let [organ, state] = [&filter.organ, &filter.state].map(|v| cookies::encode(v));
        site.url(&format!("/desk/reviews?organ={organ}&state={state}&page={n}"))
    };
    let fresh = (Form::of([("filed_on", site.office.clock.today().to_string())]), Vec::new());
    let (typed, wrong) = match refused {
        Some(Refused::Case(form, wrong)) => (form, wrong),
        _ => (&fresh.0, &fresh.1),
    };
    let field = |name: &'static str, label: &str| {
        let error = wrong.iter().find(|w| w.field == name).map(|w| w.message.clone());
        Field::new(name, label).value(typed.text(name)).error(error)
    };
    let reach: Vec<&Organ> = organs.iter().filter(|o| actor.reaches(&o.id)).collect();
    let all = std::iter::once(Choice::new("", "全部"));
    let ask = |text: &str| std::iter::once(Choice::new("", text));
    let mut page = Page {
        page: frame::desk(site, signed, headers, "/desk/reviews")?,
        may_keep,
        narrowed: actor.reaches(&filter.organ) || !filter.state.is_empty(),
        problems: Vec::new(),
        organ: Field::new("organ", "被复议、被诉机关").value(&*filter.organ),
        organs: all.clone().chain(reach.iter().map(|o| Choice::new(&*o.id, &*o.name))).collect(),
        state: Field::new("state", "审理情况").value(&*filter.state),
        states: all.chain([Choice::new("pending", "尚未审结"), Choice::new("concluded", "已审结")]).collect(),
        results: ask("请选择")
            .chain(ReviewResult::ALL.map(|r| Choice::new(result_key(r), labels::review_result(r))))
            .collect(),
        pagination: Pagination::new(current, last, address),
        form_open: matches!(refused, Some(Refused::Case(..))),
        case_organ: field("case_organ", "被复议、被诉机关"),
        // A village is no organ of government: nobody reviews or sues it under the Regulations.
        case_organs: reach
            .iter()
            .filter(|o| o.level.is_organ_of_government())
            .map(|o| Choice::new(&*o.id, &*o.name))
            .collect(),
        kind: field("kind", "案件类型"),
        kinds: ask("请选择").chain(ReviewKind::ALL.map(|k| Choice::new(k.key(), labels::review_kind(k)))).collect(),
        request: field("request", "相关申请的登记号（没有的不填）"),
        authority: field("authority", "复议机关或者法院"),
        filed_on: field("filed_on", "受理日期"),
        note: field("note", "备注（选填）"),
        lines,
    };
    page.problems =
        problems(&[&page.case_organ, &page.kind, &page.request, &page.authority, &page.filed_on, &page.note]);
    let endings = page.lines.iter().filter_map(|l| l.ending.as_ref()).flat_map(|e| problems(&[&e.on, &e.result]));
    page.problems.extend(endings.collect::<Vec<_>>());
    Ok(page)
}

/// The list.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    frame::html(&site.run(move |s| page(s, &signed, &headers, &filter, None)).await?)
}
