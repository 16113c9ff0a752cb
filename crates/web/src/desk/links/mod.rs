//! 链接检查: what the last check found, for the organs that are to mend it, with who wrote the page.

use std::sync::Arc;

use actions::links::counts;
use actions::{ActionError, Permission};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Severity;
use domain::date::chinese;
use jiff::civil::Date;
use serde::Deserialize;
use store::accounts::{self, Account};
use store::links::{self, LinkFinding, LinkRun};
use store::organs::Organ;
use store::publications;

use crate::access::Signed;
use crate::components::{Choice, Field, Pagination};
use crate::desk::checks::Checks;
use crate::error::PageError;
use crate::layout::DeskPage;
use crate::public::rules;
use crate::site::{Site, organ_name};
use crate::{cookies, csv, frame, labels};

const PATH: &str = "/desk/links";
const PER_PAGE: usize = 50;

const HEAD: [&str; 14] = [
    "负责改正的机关",
    "起草人",
    "程度",
    "问题",
    "建议",
    "依据",
    "规则",
    "所写的地址",
    "所在页面",
    "页面数",
    "信息标题",
    "最早发现",
    "最近发现",
    "发现次数",
];

/// How the list is narrowed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    organ: String,
    severity: String,
    page: Option<usize>,
}

struct Line {
    severity: &'static str,
    colour: &'static str,
    message: String,
    hint: String,
    /// The entry in the guide.
    rule_href: Option<String>,
    address: String,
    page: String,
    others: u32,
    /// Title and desk address of the publication, and who wrote it.
    publication: Option<(String, String, String)>,
    since: String,
    failures: u32,
    /// The last day it was met, where that was not in the last run.
    not_met_since: Option<String>,
}

struct Group {
    organ: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "desk/links/page.html")]
struct Page {
    page: DeskPage,
    has_address: bool,
    checks: Checks,
    last: Option<LastRun>,
    counts: [usize; 3],
    organ: Field,
    organs: Vec<Choice>,
    severity: Field,
    severities: Vec<Choice>,
    narrowed: bool,
    total: usize,
    export: String,
    groups: Vec<Group>,
    pagination: Pagination,
}

struct LastRun {
    on: String,
    address: String,
    summary: String,
    complete: bool,
}

/// What the reader may see of the last run, narrowed and in the order of the page.
struct Seen {
    organs: Vec<Organ>,
    people: Vec<Account>,
    run: Option<LinkRun>,
    /// Findings within reach, before they are narrowed.
    within: Vec<LinkFinding>,
    /// With the publication's title and author.
    chosen: Vec<(LinkFinding, Option<(String, String)>)>,
}

fn seen(site: &Site, signed: &Signed, filter: &Filter) -> Result<Seen, ActionError> {
    let actor = &signed.actor;
    site.office.require(actor, Permission::UseDesk)?;
    let county = &site.county.slug;
    let organs = site.organs()?;
    site.office.store.read(|db| {
        let within = links::findings(db, county, &actor.organs)?;
        let place = |id: &str| organs.iter().position(|o| o.id == id);
        let mut narrowed: Vec<LinkFinding> = within
            .iter()
            .filter(|f| filter.organ.is_empty() || f.organ == filter.organ)
            .filter(|f| filter.severity.is_empty() || f.severity.as_str() == filter.severity)
            .cloned()
            .collect();
        narrowed.sort_by_key(|f| (place(&f.organ), std::cmp::Reverse(f.severity), f.first_seen));
        let mut chosen = Vec::new();
        for finding in narrowed {
            let publication = match &finding.publication {
                Some(id) => publications::find(db, county, id)?.map(|p| (p.title, p.author)),
                None => None,
            };
            chosen.push((finding, publication));
        }
        Ok(Seen { people: accounts::list(db, county)?, run: links::last_run(db, county)?, organs, within, chosen })
    })
}

/// The name behind an account.
fn person(people: &[Account], id: &str) -> String {
    people.iter().find(|a| a.id == id).map_or_else(|| "（账号已不存在）".to_owned(), |a| a.name.clone())
}

fn line(site: &Site, seen: &Seen, ran_on: Option<Date>, at: &(LinkFinding, Option<(String, String)>)) -> Line {
    let (f, publication) = at;
    Line {
        severity: labels::severity(f.severity),
        colour: labels::severity_colour(f.severity),
        message: f.message.clone(),
        hint: f.hint.clone().unwrap_or_default(),
        rule_href: rules::address(site, &f.rule),
        address: f.address.clone(),
        page: f.page.clone(),
        others: f.pages.saturating_sub(1),
        publication: publication.as_ref().zip(f.publication.as_ref()).map(|((title, author), id)| {
            (title.clone(), site.url(&format!("/desk/publications/{id}")), person(&seen.people, author))
        }),
        since: chinese(f.first_seen),
        failures: f.failures,
        not_met_since: ran_on.filter(|on| f.last_seen < *on).map(|_| chinese(f.last_seen)),
    }
}

fn query(filter: &Filter) -> String {
    let [organ, severity] = [&filter.organ, &filter.severity].map(|v| cookies::encode(v));
    format!("organ={organ}&severity={severity}")
}

/// The list.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let seen = seen(s, &signed, &filter)?;
        let last = seen.chosen.len().div_ceil(PER_PAGE).max(1);
        let current = filter.page.unwrap_or(1).clamp(1, last);
        let ran_on = seen.run.as_ref().map(|r| r.ran_on);
        let mut groups: Vec<Group> = Vec::new();
        let mut organ = None;
        for at in seen.chosen.iter().skip((current - 1) * PER_PAGE).take(PER_PAGE) {
            if organ != Some(&at.0.organ) {
                groups.push(Group { organ: organ_name(&seen.organs, &at.0.organ), lines: Vec::new() });
                organ = Some(&at.0.organ);
            }
            if let Some(group) = groups.last_mut() {
                group.lines.push(line(s, &seen, ran_on, at));
            }
        }
        let reach = seen.organs.iter().filter(|o| signed.actor.reaches(&o.id));
        let all = std::iter::once(Choice::new("", "全部"));
        let severities = [Severity::Error, Severity::Warning, Severity::Question];
        Ok(Page {
            page: frame::desk(s, &signed, &headers, PATH)?,
            has_address: s.office.practice.sites.contains_key(&s.county.slug),
            checks: Checks::of(s, &signed, "links")?,
            last: seen.run.as_ref().map(|r| LastRun {
                on: chinese(r.ran_on),
                address: r.address.clone(),
                summary: r.summary.clone(),
                complete: r.complete,
            }),
            counts: counts(&seen.within),
            organ: Field::new("organ", "负责改正的机关").value(&*filter.organ),
            organs: all.clone().chain(reach.map(|o| Choice::new(&*o.id, &*o.name))).collect(),
            severity: Field::new("severity", "程度").value(&*filter.severity),
            severities: all.chain(severities.map(|v| Choice::new(v.as_str(), labels::severity(v)))).collect(),
            narrowed: !filter.organ.is_empty() || !filter.severity.is_empty(),
            total: seen.chosen.len(),
            export: s.url(&format!("{PATH}/export.csv?{}", query(&filter))),
            groups,
            pagination: Pagination::new(current, last, |n| s.url(&format!("{PATH}?{}&page={n}", query(&filter)))),
        })
    });
    frame::html(&page.await?)
}

/// The list as a table for spreadsheets.
pub async fn table(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    let text = site.run(move |s| {
        let seen = seen(s, &signed, &filter)?;
        let mut text = csv::begin(&HEAD);
        for (f, publication) in &seen.chosen {
            let (title, author) = publication.clone().unwrap_or_default();
            let author = if author.is_empty() { author } else { person(&seen.people, &author) };
            csv::line(
                &mut text,
                &[
                    organ_name(&seen.organs, &f.organ),
                    author,
                    labels::severity(f.severity).to_owned(),
                    f.message.clone(),
                    f.hint.clone().unwrap_or_default(),
                    f.basis.clone().unwrap_or_default(),
                    f.rule.clone(),
                    f.address.clone(),
                    f.page.clone(),
                    f.pages.to_string(),
                    title,
                    f.first_seen.to_string(),
                    f.last_seen.to_string(),
                    f.failures.to_string(),
                ],
            );
        }
        Ok((text, seen.run.map_or_else(|| "未检查".to_owned(), |r| r.ran_on.to_string())))
    });
    let (text, on) = text.await?;
    Ok(csv::file(&format!("链接检查-{on}.csv"), text))
}
