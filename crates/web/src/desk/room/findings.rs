//! Findings as a list to work through: grouped by gravity, each with its basis, its place and what was decided about it; and
//! the page of findings of a report that is drawn up here.

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::decisions::{Judged, decide_finding, undo_decision};
use actions::reports::draw_up_report;
use actions::{ActionError, Permission};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use documents::write::html::Mark;
use domain::date::chinese;
use domain::{Finding, Place, Severity};
use report::{AnnualReport, CellName, Layout, layout};
use store::decisions::Verdict;
use store::organs::Organ;

use super::ROOM;
use crate::access::Signed;
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::site::Site;
use crate::{cookies, frame, labels, report_files};

/// What somebody decided, in words.
pub(super) struct Decided {
    pub(super) dismissed: bool,
    pub(super) reason: String,
    pub(super) on: String,
    pub(super) by: String,
}

/// One finding of the list.
pub(super) struct Item {
    pub(super) n: usize,
    pub(super) severity: &'static str,
    pub(super) label: &'static str,
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) basis: String,
    pub(super) rule: String,
    pub(super) cell: String,
    pub(super) at: String,
    pub(super) text: String,
    pub(super) fingerprint: String,
    pub(super) decided: Option<Decided>,
    /// Where it is marked on the page, or the page of its cell.
    pub(super) mark: Option<(String, &'static str)>,
    /// Where both texts stand side by side, if it is about text of another report.
    pub(super) compare: Option<String>,
}

/// The findings of one gravity that still stand.
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) items: Vec<Item>,
}

/// The list: what stands by gravity, and what was dismissed.
pub(super) struct List {
    pub(super) groups: Vec<Group>,
    pub(super) dismissed: Vec<Item>,
    pub(super) undecided: usize,
    pub(super) errors: usize,
    pub(super) may_decide: bool,
    pub(super) action: String,
    pub(super) back: String,
}

/// Where a place is in the file, in words.
fn at(place: &Place) -> String {
    match (place.page, place.line, place.paragraph) {
        (Some(page), _, _) => format!("第{page}页"),
        (None, Some(line), _) => format!("第{line}行"),
        (None, None, Some(paragraph)) => format!("第{paragraph}段"),
        (None, None, None) => String::new(),
    }
}

/// Puts the findings of a report into words; `mark` says where each is marked.
pub(super) fn list(
    s: &Site,
    signed: &Signed,
    (organ, year): (&str, i16),
    report: &AnnualReport,
    judged: &[Judged],
    back: &str,
    mark: impl Fn(usize, &Judged) -> Option<(String, &'static str)>,
) -> Result<List, ActionError> {
    let people = s.office.store.read(|db| store::accounts::list(db, &s.county.slug))?;
    let name =
        |id: &str| people.iter().find(|p| p.id == id).map_or_else(|| "已停用的账号".to_owned(), |p| p.name.clone());
    let organs = s.organs()?;
    let compare = |f: &Finding| {
        let own = |o: &&Organ| o.id == organ;
        let named = |o: &&Organ| o.id != organ && f.message.contains(&format!("与{}的报告相同", o.name));
        let (other, other_year) = match organs.iter().find(named) {
            Some(other) => (other, year),
            None => (organs.iter().find(own)?, year - 1),
        };
        let both = f.rule == "report.similar" && signed.actor.reaches(organ) && signed.actor.reaches(&other.id);
        both.then(|| {
            let [left, right] = [organ, &other.id].map(crate::cookies::encode);
            s.url(&format!("{ROOM}/compare?left={left}&left_year={year}&right={right}&right_year={other_year}"))
        })
    };
    let item = |(i, j): (usize, &Judged)| {
        let f = &j.finding;
        let cell = f.place.cell.as_deref().and_then(|c| c.parse::<CellName>().ok());
        Item {
            n: i + 1,
            severity: f.severity.as_str(),
            label: labels::severity(f.severity),
            message: f.message.clone(),
            hint: f.hint.clone().unwrap_or_default(),
            basis: f.basis.clone().unwrap_or_default(),
            rule: f.rule.clone(),
            cell: cell.map(|c| report.spoken(c)).unwrap_or_default(),
            at: at(&f.place),
            text: f.place.text.chars().take(80).collect(),
            fingerprint: j.fingerprint.clone(),
            decided: j.decision.as_ref().map(|d| Decided {
                dismissed: d.verdict == Verdict::Dismissed,
                reason: d.reason.clone(),
                on: chinese(d.decided_on),
                by: name(&d.account),
            }),
            mark: mark(i + 1, j),
            compare: compare(f),
        }
    };
    let mut groups: Vec<Group> = Vec::new();
    for (severity, title) in [(Severity::Error, "错误"), (Severity::Warning, "提醒"), (Severity::Question, "请核实")]
    {
        let of = |(_, j): &(usize, &Judged)| j.finding.severity == severity && !j.is_dismissed();
        let items: Vec<Item> = judged.iter().enumerate().filter(of).map(item).collect();
        if !items.is_empty() {
            groups.push(Group { title, items });
        }
    }
    Ok(List {
        groups,
        dismissed: judged.iter().enumerate().filter(|(_, j)| j.is_dismissed()).map(item).collect(),
        undecided: judged.iter().filter(|j| j.decision.is_none()).count(),
        errors: judged.iter().filter(|j| j.blocks()).count(),
        may_decide: s.office.rules.roles.allow(&signed.actor.roles, Permission::DecideFindings),
        action: s.url(&format!("/desk/reports/{organ}/{year}/decisions")),
        back: back.to_owned(),
    })
}

/// The marks of a text: for every place that findings are about, its anchor and the way back to each of them.
pub(super) fn marks(judged: &[Judged], key: impl Fn(&Judged) -> Option<Place>) -> BTreeMap<String, Mark> {
    let mut marks: BTreeMap<String, Mark> = BTreeMap::new();
    for (i, j) in judged.iter().enumerate().filter(|(_, j)| !j.is_dismissed()) {
        let Some(place) = key(j) else { continue };
        let n = i + 1;
        let mark = marks.entry(spot(&place)).or_insert_with(|| Mark { id: format!("mark-{n}"), refs: Vec::new() });
        mark.refs.push((format!("问题{n}"), format!("#finding-{n}")));
    }
    marks
}

/// A place of the document model as a key; what a finding adds to it (column, text, cell) is left out.
pub(super) fn spot(place: &Place) -> String {
    format!("{:?} {:?}", place.page, place.area)
}

#[derive(Template)]
#[template(path = "desk/room/drawn.html")]
struct Page {
    page: DeskPage,
    title: String,
    report_href: String,
    compared: bool,
    list: List,
    body: String,
}

/// The findings of a report drawn up here, beside the report.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year)): Path<(String, i16)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        if !signed.actor.reaches(&organ) {
            return Err(ActionError::NotFound);
        }
        let drawn = draw_up_report(&s.office, &s.county.slug, &organ, year)?;
        let report = drawn.public.as_ref().unwrap_or(&drawn.report);
        // Every cell of the official form is known by its name, which the layout carries in the link.
        let link = |cell: &CellName| {
            Some(s.url(&format!("/desk/reports/{organ}/{year}/cells/{}", cookies::encode(&cell.to_string()))))
        };
        let mut document = layout(report, &Layout { signature: None, date: None, link: Some(&link) });
        document.blocks.retain(|b| !report_files::is_title(b));
        let names = name_cells(&mut document, &link, report);
        let of_cell = |j: &Judged| {
            let cell: CellName = j.finding.place.cell.as_deref()?.parse().ok()?;
            names.get(&cell).cloned()
        };
        let marks = marks(&drawn.judged, of_cell);
        let mark = |_: usize, j: &Judged| {
            let mark = marks.get(&spot(&of_cell(j)?))?;
            Some((format!("#{}", mark.id), "看表中的位置"))
        };
        let back = format!("/desk/reports/{organ}/{year}/findings");
        Ok(Page {
            title: report::layout::title(report),
            report_href: s.url(&format!("/desk/reports/{organ}/{year}")),
            compared: drawn.compared,
            list: list(s, &signed, (&organ, year), report, &drawn.judged, &back, mark)?,
            body: documents::write::html::marked_fragment(&document, &|place| marks.get(&spot(place)).cloned()),
            page: frame::desk(s, &signed, &headers, "/desk/reports")?,
        })
    });
    frame::html(&page.await?)
}

/// Numbers the cells of a laid-out report, so that they can be marked, and says which is which.
fn name_cells(
    document: &mut documents::Document,
    link: &dyn Fn(&CellName) -> Option<String>,
    report: &AnnualReport,
) -> std::collections::HashMap<CellName, Place> {
    let by_link: BTreeMap<String, CellName> =
        report.cells().into_iter().filter_map(|(name, _)| Some((link(&name)?, name))).collect();
    let mut names = std::collections::HashMap::new();
    let mut n = 0;
    for block in &mut document.blocks {
        let documents::Block::Table(table) = block else { continue };
        for cell in &mut table.cells {
            let Some(name) = cell.link.as_ref().and_then(|l| by_link.get(l)) else { continue };
            n += 1;
            cell.place.area = Some(domain::Area { top: n, ..domain::Area::default() });
            names.insert(*name, cell.place.clone());
        }
    }
    names
}

/// Keeps a decision, or takes it back, and returns to the list.
pub async fn decide(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((organ, year)): Path<(String, i16)>,
    form: Form,
) -> Result<Response, PageError> {
    // Only pages of the desk are gone back to.
    let posted = form.text("back");
    let known = posted.starts_with(&format!("{ROOM}/files/")) || posted.starts_with("/desk/reports/");
    let plain = posted.chars().all(|c| c.is_ascii_alphanumeric() || "/-_".contains(c));
    let back = if known && plain { posted.to_owned() } else { format!("/desk/reports/{organ}/{year}/findings") };
    let news = match form.text("verdict") {
        "undo" => "认定已撤回，这一条恢复为待认定",
        "dismissed" => "已记录：不属实或者可以接受",
        _ => "已记录：属实，请机关改正",
    };
    let done = site.run(move |s| {
        let (office, actor, key) = (&s.office, &signed.actor, form.text("fingerprint"));
        Ok(match form.text("verdict") {
            "undo" => undo_decision(office, actor, &organ, year, key),
            "dismissed" => decide_finding(office, actor, &organ, year, key, Verdict::Dismissed, form.text("reason")),
            "confirmed" => decide_finding(office, actor, &organ, year, key, Verdict::Confirmed, form.text("reason")),
            _ => Err(ActionError::NotAllowed("请选择“属实”或者“不属实、可以接受”".to_owned())),
        })
    });
    frame::after(&site, &back, done.await?, news)
}
