//! 检查规则: every rule by which annual reports are checked, texts are proofread and the site is kept, with what it looks for, why,
//! by which provision, and examples. Made from the rules themselves, so that it says what the program does; each has an address to
//! link to.

use std::sync::Arc;

use ::proof::guide::{self, Found};
use actions::upkeep;
use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::date::chinese;
use domain::{Example, Rule};
use report::rules::{self, scene::Scene};

use crate::components::{Crumb, SummaryRow};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::site::Site;

#[derive(Template)]
#[template(path = "public/rules/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    title: &'static str,
    intro: String,
    /// Which lists of words are used; empty where none are.
    lists: String,
    /// The other guides: address and title.
    others: Vec<(String, &'static str)>,
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
    /// How many examples there are, in words; empty where there are none.
    counted: String,
    bad: Vec<Shown>,
    good: Vec<Shown>,
}

/// An example: a sentence or a text with what is found in it, and a situation line by line.
struct Shown {
    pieces: Vec<Piece>,
    lines: Vec<String>,
}

/// A stretch of an example: plain, or found.
#[derive(Default)]
struct Piece {
    text: String,
    found: bool,
    /// What is put in its place, in words; empty where that is not certain.
    becomes: String,
}

/// The address of a rule's entry, for a link from a finding.
pub fn address(site: &Site, rule: &str) -> Option<String> {
    let report = || rules::find(rule).map(|rule| format!("/rules/report#{}", rule.id));
    let proof = || guide::find(rule).map(|rule| format!("/rules/proof#{}", rule.id));
    let keeping = || upkeep::find(rule).map(|rule| format!("/rules/upkeep#{}", rule.id));
    report().or_else(proof).or_else(keeping).map(|path| site.url(&path))
}

/// The guide to the rules of the annual report.
pub async fn report(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let chapter = |c: &rules::Chapter| Chapter {
        title: c.title,
        rules: c.rules.iter().copied().map(|rule| entry(rule, situation)).collect(),
    };
    let count = rules::all().count();
    let intro = format!(
        "编制和检查政府信息公开工作年度报告时，按下面 {count} 条规则核对。“错误”是确定违反规定的，“提醒”是很可能有问题的，“请核实”是各地做法不同、只有填报单位自己清楚的。"
    );
    let above = Some(Crumb::link("政府信息公开年报", site.url("/reports")));
    let chapters = rules::CHAPTERS.iter().map(chapter).collect();
    let title = "年度报告检查规则";
    page(&site, &headers, &uri, Guide { title, above, intro, lists: String::new(), chapters })
}

/// The guide to the rules of proofreading.
pub async fn proof(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let chapter = |c: guide::Chapter| Chapter {
        title: c.title,
        rules: c.rules.into_iter().map(|rule| entry(rule, text)).collect(),
    };
    let count = guide::all().count();
    let intro = format!(
        "信息公开以前，按下面 {count} 条规则核对文字。“错误”是确定违反规定的，要改正才能提交；“提醒”是很可能有问题的，不改要写明理由；“请核实”是只有发文单位自己清楚的。"
    );
    let origin = site.office.reader.lists().origin();
    let lists = format!("使用的词表：{}，{}版。", origin.title, chinese(origin.version));
    let chapters = guide::chapters().into_iter().map(chapter).collect();
    page(&site, &headers, &uri, Guide { title: "文字校对规则", above: None, intro, lists, chapters })
}

/// What one guide shows.
struct Guide {
    title: &'static str,
    above: Option<Crumb>,
    intro: String,
    lists: String,
    chapters: Vec<Chapter>,
}

fn page(site: &Site, headers: &HeaderMap, uri: &Uri, guide: Guide) -> Result<Response, PageError> {
    let Guide { title, above, intro, lists, chapters } = guide;
    let guides = [
        ("年度报告检查规则", "/rules/report"),
        ("文字校对规则", "/rules/proof"),
        ("日常维护检查规则", "/rules/upkeep"),
    ];
    let others = guides.into_iter().filter(|(other, _)| *other != title).map(|(title, path)| (site.url(path), title));
    let first = Crumb::link("首页", site.url("/"));
    let crumbs = [Some(first), above, Some(Crumb::here(title))].into_iter().flatten().collect();
    let page = frame::public(site, headers, uri, "/platform");
    frame::html(&Page { page, crumbs, title, intro, lists, others: others.collect(), chapters })
}

/// The guide to what the night's work looks for.
pub async fn upkeep(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let chapter = |c: &upkeep::Chapter| Chapter {
        title: c.title,
        rules: c.rules.iter().copied().map(|rule| entry(rule, told)).collect(),
    };
    let count = upkeep::all().count();
    let intro = format!(
        "信息公开以后，每天夜里按下面 {count} 条规则检查网站的链接、公布的电话和已经发布的信息。“错误”是确定有问题的，“提醒”是很可能有问题的，“请核实”是要人看一看的。"
    );
    let chapters = upkeep::CHAPTERS.iter().map(chapter).collect();
    let title = "日常维护检查规则";
    page(&site, &headers, &uri, Guide { title, above: None, intro, lists: String::new(), chapters })
}

fn entry(rule: &Rule, shown: fn(&Example) -> Shown) -> Entry {
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
        counted: match (rule.bad.len(), rule.good.len()) {
            (0, 0) => String::new(),
            (bad, good) => format!("例子：会提示的{bad}个，不会提示的{good}个"),
        },
        bad: rule.bad.iter().map(shown).collect(),
        good: rule.good.iter().map(shown).collect(),
    }
}

/// A situation of a report.
fn situation(example: &Example) -> Shown {
    let lines = Scene::read(example.given).map(|scene| scene.told()).unwrap_or_default();
    Shown { pieces: vec![Piece { text: example.says.to_owned(), ..Piece::default() }], lines }
}

/// What an example says, where its notation is for tests only.
fn told(example: &Example) -> Shown {
    Shown { pieces: vec![Piece { text: example.says.to_owned(), ..Piece::default() }], lines: Vec::new() }
}

/// A text, cut at its marks. Blank lines between its paragraphs are left out.
fn text(example: &Example) -> Shown {
    let marked = guide::marked(example.given);
    let mut pieces = Vec::new();
    let mut rest = marked.text.as_str();
    for Found { text, replacement } in &marked.found {
        let Some((before, behind)) = rest.split_once(text.as_str()) else { continue };
        pieces.push(Piece { text: before.to_owned(), ..Piece::default() });
        let becomes = match replacement.as_deref() {
            None => String::new(),
            Some("") => "删去".to_owned(),
            Some(new) => format!("改为“{new}”"),
        };
        pieces.push(Piece { text: text.clone(), found: true, becomes });
        rest = behind;
    }
    pieces.push(Piece { text: rest.to_owned(), ..Piece::default() });
    for piece in &mut pieces {
        piece.text = piece.text.replace("\n\n", "\n");
    }
    pieces.retain(|p| !p.text.is_empty());
    Shown { pieces, lines: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_cut_at_its_marks() {
        let cut = text(&Example::text("全乡⟦布署→部署⟧工作⟦，，→⟧好")).pieces;
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
