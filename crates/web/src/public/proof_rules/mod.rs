//! 文字校对规则: every rule of proofreading, made from [`proof::guide`], so that it says what the program does.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{Example, Rule};
use proof::guide::{self, Found};

use crate::components::{Crumb, SummaryRow};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::site::Site;

#[derive(Template)]
#[template(path = "public/proof_rules/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    count: usize,
    chapters: Vec<Chapter>,
}

struct Chapter {
    title: &'static str,
    rules: Vec<Entry>,
}

struct Entry {
    id: &'static str,
    title: &'static str,
    severities: String,
    facts: Vec<SummaryRow>,
    bad: Vec<Vec<Piece>>,
    good: Vec<&'static str>,
}

/// A stretch of an example: plain, or found.
struct Piece {
    text: String,
    found: bool,
    /// What is put in its place, in words; empty where that is not certain.
    becomes: String,
}

/// The address of a rule's entry, for a link from a finding.
pub fn address(site: &Site, rule: &str) -> Option<String> {
    guide::find(rule).map(|rule| site.url(&format!("/rules/proof#{}", rule.id)))
}

/// The guide to the rules of proofreading.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let chapters = guide::chapters()
        .into_iter()
        .map(|c| Chapter { title: c.title, rules: c.rules.into_iter().map(entry).collect() })
        .collect();
    frame::html(&Page {
        page: frame::public(&site, &headers, &uri, "/platform"),
        crumbs: vec![Crumb::link("首页", site.url("/")), Crumb::here("文字校对规则")],
        count: guide::all().count(),
        chapters,
    })
}

fn entry(rule: &Rule) -> Entry {
    let severities: Vec<&str> = rule.severities.iter().map(|s| s.word()).collect();
    Entry {
        id: rule.id,
        title: rule.title,
        severities: severities.join("、"),
        facts: vec![
            SummaryRow::new("检查什么", rule.what),
            SummaryRow::new("为什么", rule.why),
            SummaryRow::new("依据", rule.basis),
        ],
        bad: rule.bad.iter().map(pieces).collect(),
        good: rule.good.iter().map(|e| e.given).collect(),
    }
}

/// An example cut at its marks.
fn pieces(example: &Example) -> Vec<Piece> {
    let marked = guide::marked(example.given);
    let mut pieces = Vec::new();
    let mut rest = marked.text.as_str();
    for Found { text, replacement } in &marked.found {
        let Some((before, behind)) = rest.split_once(text.as_str()) else { continue };
        pieces.push(Piece { text: before.to_owned(), found: false, becomes: String::new() });
        let becomes = match replacement.as_deref() {
            None => String::new(),
            Some("") => "删去".to_owned(),
            Some(new) => format!("改为“{new}”"),
        };
        pieces.push(Piece { text: text.clone(), found: true, becomes });
        rest = behind;
    }
    pieces.push(Piece { text: rest.to_owned(), found: false, becomes: String::new() });
    pieces.retain(|p| !p.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_cut_at_its_marks() {
        let cut = pieces(&Example::text("全乡⟦布署→部署⟧工作⟦，，→⟧好"));
        let shown: Vec<(&str, bool, &str)> =
            cut.iter().map(|p| (p.text.as_str(), p.found, p.becomes.as_str())).collect();
        let want = [
            ("全乡", false, ""),
            ("布署", true, "改为“部署”"),
            ("工作", false, ""),
            ("，，", true, "删去"),
            ("好", false, ""),
        ];
        assert_eq!(shown, want);
    }
}
