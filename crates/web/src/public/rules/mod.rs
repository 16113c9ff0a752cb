//! 年度报告检查规则: every rule by which an annual report is checked, with what it looks for, why, by which provision, and
//! examples. Made from [`report::rules`], so that it says what the program does; each rule has an address to link to.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{Example, Rule};
use report::rules::{self, scene::Scene};

use crate::components::{Crumb, SummaryRow};
use crate::error::PageError;
use crate::frame;
use crate::labels;
use crate::layout::PublicPage;
use crate::site::Site;

#[derive(Template)]
#[template(path = "public/rules/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    count: usize,
    chapters: Vec<Chapter>,
}

/// Rules that belong together.
struct Chapter {
    title: &'static str,
    rules: Vec<Entry>,
}

/// A rule as the page shows it.
struct Entry {
    id: &'static str,
    title: &'static str,
    severities: String,
    facts: Vec<SummaryRow>,
    bad: Vec<Shown>,
    good: Vec<Shown>,
}

/// An example: what is to be seen and the situation line by line.
struct Shown {
    says: &'static str,
    lines: Vec<String>,
}

/// The address of a rule's entry, for a link from a finding.
pub fn address(site: &Site, rule: &str) -> Option<String> {
    rules::find(rule).map(|rule| site.url(&format!("/rules/report#{}", rule.id)))
}

/// The guide to the rules of the annual report.
pub async fn report(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let chapters = rules::CHAPTERS
        .iter()
        .map(|c| Chapter { title: c.title, rules: c.rules.iter().copied().map(entry).collect() })
        .collect();
    frame::html(&Page {
        page: frame::public(&site, &headers, &uri, "/platform"),
        crumbs: vec![
            Crumb::link("首页", site.url("/")),
            Crumb::link("政府信息公开年报", site.url("/reports")),
            Crumb::here("检查规则"),
        ],
        count: rules::all().count(),
        chapters,
    })
}

fn entry(rule: &Rule) -> Entry {
    let severities: Vec<&str> = rule.severities.iter().map(|s| labels::severity(*s)).collect();
    Entry {
        id: rule.id,
        title: rule.title,
        severities: severities.join("、"),
        facts: vec![
            SummaryRow::new("检查什么", rule.what),
            SummaryRow::new("为什么", rule.why),
            SummaryRow::new("依据", rule.basis),
        ],
        bad: shown(rule.bad),
        good: shown(rule.good),
    }
}

fn shown(examples: &'static [Example]) -> Vec<Shown> {
    let lines = |given: &str| Scene::read(given).map(|scene| scene.told()).unwrap_or_default();
    examples.iter().map(|e| Shown { says: e.says, lines: lines(e.given) }).collect()
}
