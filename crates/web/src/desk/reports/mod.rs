//! 年度报告 on the desk: drawing up a year from the records, its cells and their cases, corrections, text, signing.

mod cell;
mod text;

use std::sync::Arc;

use actions::reports::{DrawnUp, draw_up_report, publish_report};
use actions::{ActionError, Permission};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use domain::Finding;
use domain::date::chinese;
use report::layout::title as report_title;
use report::{CellName, Form as NationalForm, Layout, layout};
use store::organs::Organ;

pub use cell::{cell, correct};
pub use text::{edit, save};

use crate::access::Signed;
use crate::components::{FileLink, FlashKind};
use crate::cookies;
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::public::rules;
use crate::report_files as files;
use crate::site::Site;
use crate::{frame, labels};

/// First year of the first national form.
const FIRST_YEAR: i16 = 2019;

#[derive(Template)]
#[template(path = "desk/reports/list.html")]
struct List {
    page: DeskPage,
    years: Vec<i16>,
    rows: Vec<Row>,
}

struct Row {
    organ: String,
    years: Vec<Standing>,
}

struct Standing {
    year: i16,
    href: String,
    words: String,
    done: bool,
}

/// Organs × years: published when, or still to do by when.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let slug = &s.county.slug;
        let organs = s.organs()?;
        let stored = s.office.store.read(|db| store::reports::list(db, slug, &signed.actor.organs))?;
        let now = s.office.clock.today();
        let oldest = stored.iter().map(|r| r.year).min().unwrap_or(now.year() - 1).max(FIRST_YEAR);
        let years: Vec<i16> = (oldest..=now.year()).rev().collect();
        let own = organs.iter().filter(|o| signed.actor.reaches(&o.id) && o.level.is_organ_of_government());
        let rows = own.map(|organ| Row {
            organ: organ.short.clone(),
            years: years
                .iter()
                .map(|year| {
                    let found = stored.iter().find(|r| r.organ == organ.id && r.year == *year);
                    let published = found.and_then(|r| r.published_on);
                    let due = organ.level.report_due(*year, s.office.practice.township_report_due);
                    let words = match (published, due) {
                        (Some(on), _) => format!("{}公布", chinese(on)),
                        (None, _) if *year == now.year() => "本年度，可以试编".to_owned(),
                        (None, Some(due)) if now > due => format!("未公布，已过{}", chinese(due)),
                        (None, Some(due)) => format!("未公布，{}前", chinese(due)),
                        (None, None) => "未公布".to_owned(),
                    };
                    let href = s.url(&format!("/desk/reports/{}/{year}", organ.id));
                    Standing { year: *year, href, words, done: published.is_some() }
                })
                .collect(),
        });
        Ok(List { rows: rows.collect(), years, page: frame::desk(s, &signed, &headers, "/desk/reports")? })
    });
    frame::html(&page.await?)
}

#[derive(Template)]
#[template(path = "desk/reports/show.html")]
struct Show {
    page: DeskPage,
    base: String,
    dry_run: String,
    title: String,
    form_name: String,
    published_text: Option<String>,
    amendments: usize,
    public_href: String,
    as_of: String,
    findings: Vec<Line>,
    errors: usize,
    dismissed: usize,
    compared: bool,
    corrections: Vec<Correction>,
    body: String,
    files: Vec<FileLink>,
    may_edit: bool,
    may_publish: bool,
    year_over: bool,
}

/// A finding as a line; `href` leads to the cell it is about.
struct Line {
    severity: &'static str,
    label: &'static str,
    message: String,
    hint: String,
    basis: String,
    /// Where the rule is explained.
    rule: String,
    href: Option<String>,
}

/// A corrected cell.
struct Correction {
    label: String,
    href: String,
    computed: String,
    value: String,
    note: String,
    by: String,
}

/// The organ within reach that writes reports.
fn reporting(s: &Site, signed: &Signed, id: &str) -> Result<Organ, ActionError> {
    let organs = s.organs()?;
    let organ = organs.into_iter().find(|o| o.id == id && signed.actor.reaches(id) && o.level.is_organ_of_government());
    organ.ok_or(ActionError::NotFound)
}

/// The report of a year, or the sentence why there can be none.
fn drawn(s: &Site, signed: &Signed, organ: &str, year: i16) -> Result<DrawnUp, ActionError> {
    reporting(s, signed, organ)?;
    draw_up_report(&s.office, &s.county.slug, organ, year)
}

fn cell_href(s: &Site, organ: &str, year: i16, cell: &CellName) -> String {
    s.url(&format!("/desk/reports/{organ}/{year}/cells/{}", cookies::encode(&cell.to_string())))
}

fn line(s: &Site, organ: &str, year: i16, finding: &Finding) -> Line {
    let cell = finding.place.cell.as_deref().and_then(|c| c.parse::<CellName>().ok());
    Line {
        severity: finding.severity.as_str(),
        label: labels::severity(finding.severity),
        message: finding.message.clone(),
        hint: finding.hint.clone().unwrap_or_default(),
        basis: finding.basis.clone().unwrap_or_default(),
        rule: rules::address(s, &finding.rule).unwrap_or_default(),
        href: cell.map(|c| cell_href(s, organ, year, &c)),
    }
}

/// The report as it stands: findings, tables whose cells open their cases, text, files.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year)): Path<(String, i16)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let drawn = drawn(s, &signed, &organ, year)?;
        let published = drawn.stored.as_ref().and_then(|r| r.published_on);
        let report = drawn.public.as_ref().unwrap_or(&drawn.report);
        let link = |cell: &CellName| Some(cell_href(s, &organ, year, cell));
        let mut document = layout(report, &Layout { signature: None, date: None, link: Some(&link) });
        document.blocks.retain(|b| !files::is_title(b));
        let corrections = report.cells().into_iter().filter_map(|(name, cell)| {
            let o = cell.override_.as_ref()?;
            Some(Correction {
                label: report.spoken(name),
                href: cell_href(s, &organ, year, &name),
                computed: o.computed.map_or_else(|| "空".to_owned(), |n| n.to_string()),
                value: o.value.to_string(),
                note: o.note.clone(),
                by: o.by.clone(),
            })
        });
        let may = |p| s.office.rules.roles.allow(&signed.actor.roles, p);
        let files = files::FORMATS.iter().map(|f| FileLink {
            label: f.name.to_owned(),
            href: s.url(&format!("/desk/reports/{organ}/{year}/files/report.{}", f.extension)),
            kind: f.extension.to_uppercase(),
            size: String::new(),
        });
        let form = NationalForm::for_year(year).map_err(|e| ActionError::NotAllowed(e.to_string()))?;
        Ok(Show {
            base: s.url(&format!("/desk/reports/{organ}/{year}")),
            dry_run: s.url(&format!("/desk/dry-run/{organ}")),
            title: report_title(report),
            form_name: format!("{}年版格式（{}）", form.format, form.basis),
            published_text: published.map(chinese),
            amendments: report.amendments.len(),
            public_href: s.url(&format!("/reports/{organ}/{year}")),
            as_of: report.as_of.map_or_else(String::new, chinese),
            compared: drawn.compared,
            errors: drawn.judged.iter().filter(|j| j.blocks()).count(),
            dismissed: drawn.judged.iter().filter(|j| j.is_dismissed()).count(),
            findings: drawn
                .judged
                .iter()
                .filter(|j| !j.is_dismissed())
                .map(|j| line(s, &organ, year, &j.finding))
                .collect(),
            corrections: corrections.collect(),
            body: documents::write::html::fragment(&document),
            files: files.collect(),
            may_edit: may(Permission::DrawUpReport) && published.is_none(),
            may_publish: may(Permission::PublishReport) && published.is_none(),
            year_over: s.office.clock.today().year() > year,
            page: frame::desk(s, &signed, &headers, "/desk/reports")?,
        })
    });
    frame::html(&page.await?)
}

/// Signs and publishes.
pub async fn publish(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((organ, year)): Path<(String, i16)>,
    form: Form,
) -> Result<Response, PageError> {
    let back = format!("/desk/reports/{organ}/{year}");
    if !form.ticked("sure") {
        return Ok(frame::go(
            &site,
            &back,
            FlashKind::Problem,
            "签发后报告不能再改动，请先勾选“我已核对全部数据和文字”",
        ));
    }
    let done = site.run(move |s| Ok(publish_report(&s.office, &signed.actor, &organ, year))).await?;
    frame::after(&site, &back, done, "报告已签发公布，公开网站上可以看到")
}

/// The report as a file: the published one as it went out, else the draft of today.
pub async fn file(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((organ, year, file)): Path<(String, i16, String)>,
) -> Result<Response, PageError> {
    let extension = file.strip_prefix("report.").ok_or_else(PageError::not_found)?.to_owned();
    let made = site.run(move |s| {
        let drawn = drawn(s, &signed, &organ, year)?;
        let date = drawn.stored.as_ref().and_then(|r| r.published_on);
        let report = drawn.public.unwrap_or(drawn.report);
        let (bytes, media_type) = files::render(
            s.settings.fonts.as_deref(),
            &report,
            &drawn.organ.name,
            date,
            s.county.note.as_deref(),
            &extension,
        )?;
        Ok((bytes, media_type, files::name(&drawn.organ.short, year, &extension)))
    });
    let (bytes, media_type, name) = made.await?;
    let disposition = format!("attachment; filename*=UTF-8''{}", cookies::encode(&name));
    Ok(([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response())
}
