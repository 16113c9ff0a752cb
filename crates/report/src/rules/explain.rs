//! A rule as plain text, for a terminal.

use super::{CHAPTERS, scene::Scene};
use domain::{Example, Rule, Severity};

/// The Chinese word of a severity.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Question => "请核实",
    }
}

/// Everything about one rule, several lines.
pub fn explain(rule: &Rule) -> String {
    let severities: Vec<&str> = rule.severities.iter().map(|s| severity_word(*s)).collect();
    let mut text = format!("{}　{}（{}）\n\n", rule.id, rule.title, severities.join("、"));
    text += &format!("检查什么：{}\n为什么：{}\n依据：{}\n", rule.what, rule.why, rule.basis);
    examples(&mut text, "会提示的例子", rule.bad);
    examples(&mut text, "不会提示的例子", rule.good);
    text
}

fn examples(text: &mut String, heading: &str, examples: &[Example]) {
    if examples.is_empty() {
        return;
    }
    *text += &format!("\n{heading}：\n");
    for example in examples {
        *text += &format!("  - {}\n", example.says);
        if let Ok(scene) = Scene::read(example.given) {
            for line in scene.told() {
                *text += &format!("      {line}\n");
            }
        }
    }
}

/// All rules, one line each.
pub fn index() -> String {
    let mut text = String::new();
    for chapter in CHAPTERS {
        text += &format!("{}\n", chapter.title);
        for rule in chapter.rules {
            text += &format!("  {:<28}{}\n", rule.id, rule.title);
        }
    }
    text
}
