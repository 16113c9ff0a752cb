//! The rules as their readers meet them: for the page, for `--explain`, and as a file in the repository.
//!
//! Examples are text in which ⟦…⟧ marks what is found, and ⟦wrong→right⟧ what is put in its place; they are the tests of
//! the rules, so a guide never shows what does not happen.

use crate::rules::{self, CHAPTERS};
use domain::Rule;

/// A part of the guide with its rules.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its heading.
    pub title: &'static str,
    /// Its rules.
    pub rules: Vec<&'static Rule>,
}

/// The guide.
pub fn chapters() -> Vec<Chapter> {
    CHAPTERS.iter().map(|c| Chapter { title: c.title, rules: c.rules.iter().map(|e| e.rule).collect() }).collect()
}

/// All rules in the order of the guide.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    rules::all().map(|entry| entry.rule)
}

/// The rule behind an identifier, e.g. `proof.document_number`.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// Everything about one rule, several lines.
pub fn explain(rule: &Rule) -> String {
    let mut text = format!("{}　{}（{}）\n\n", rule.id, rule.title, severities(rule));
    text += &format!("检查什么：{}\n为什么：{}\n依据：{}\n", rule.what, rule.why, rule.basis);
    for (heading, examples) in [("会提示的例子", rule.bad), ("不会提示的例子", rule.good)] {
        text += &format!("\n{heading}：\n");
        for example in examples {
            let marked = marked(example.given);
            text += &format!("  - {}\n", marked.text.replace('\n', " ¶ "));
            for found in marked.found {
                text += &format!("      “{}”{}\n", found.text, becomes(found.replacement.as_deref()));
            }
        }
    }
    text
}

fn severities(rule: &Rule) -> String {
    rule.severities.iter().map(|s| s.word()).collect::<Vec<_>>().join("、")
}

/// What a finding says will stand there instead.
fn becomes(replacement: Option<&str>) -> String {
    match replacement {
        None => String::new(),
        Some("") => "：删去".to_owned(),
        Some(text) => format!("：改为“{text}”"),
    }
}

/// All rules, one line each.
pub fn index() -> String {
    let mut text = String::new();
    for chapter in CHAPTERS {
        text += &format!("{}\n", chapter.title);
        for entry in chapter.rules {
            text += &format!("  {:<28}{}\n", entry.rule.id, entry.rule.title);
        }
    }
    text
}

/// The whole guide as a page in Markdown, which stands in the repository as `docs/proofreading.md`.
pub fn guide() -> String {
    let mut text = "# 文字校对规则\n\n本页由 `crates/proof/src/rules` 生成，不要手工修改；例子都由测试运行。“错误”是确定违反规定的，“提醒”是很可能有问题的，“请核实”是只有发文单位自己清楚的。例子里“⟦…⟧”是会提示的文字，“→”后面是可以直接替换的写法。\n".to_owned();
    for chapter in CHAPTERS {
        text += &format!("\n## {}\n", chapter.title);
        for rule in chapter.rules.iter().map(|e| e.rule) {
            text += &format!("\n### {}\n\n`{}` · {}\n\n{}\n\n", rule.title, rule.id, severities(rule), rule.what);
            text += &format!("- 为什么：{}\n- 依据：{}\n", rule.why, rule.basis);
            for (heading, examples) in [("会提示", rule.bad), ("不会提示", rule.good)] {
                for example in examples {
                    // Stars and angle brackets are marks of Markdown.
                    let given = example.given.replace('\n', " ¶ ").replace('\t', " ｜ ");
                    text += &format!("- {heading}：`{}`\n", given.replace('`', "'"));
                }
            }
        }
    }
    text
}

/// An example as it is read: its text without marks, and what is found in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What is found, in the order of the text.
    pub found: Vec<Found>,
}

/// A stretch that a rule finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text that the finding quotes.
    pub text: String,
    /// What replaces it, where that is certain.
    pub replacement: Option<String>,
}

/// Takes the marks out of an example. A stray mark stays text.
pub fn marked(given: &str) -> Marked {
    let mut marked = Marked::default();
    let mut rest = given;
    while let Some((before, behind)) = rest.split_once('⟦') {
        let Some((inner, after)) = behind.split_once('⟧') else { break };
        let (text, replacement) = match inner.split_once('→') {
            Some((text, replacement)) => (text, Some(replacement.to_owned())),
            None => (inner, None),
        };
        marked.text += before;
        marked.text += text;
        marked.found.push(Found { text: text.to_owned(), replacement });
        rest = after;
    }
    marked.text += rest;
    marked
}
