//! Rules as plain text for a terminal, and all of them as a page in Markdown.

use super::{CHAPTERS, scene::Scene};
use domain::{Example, Rule};

/// Everything about one rule, several lines.
pub fn explain(rule: &Rule) -> String {
    let severities: Vec<&str> = rule.severities.iter().map(|s| s.word()).collect();
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

/// The whole guide as a page in Markdown, which stands in the repository as `docs/rules.md`.
pub fn guide() -> String {
    let mut text = "# 年度报告检查规则\n\n本页由 `crates/report/src/rules` 生成，不要手工修改；例子都由测试运行。“错误”是确定违反规定的，“提醒”是很可能有问题的，“请核实”是各地做法不同、只有填报单位自己清楚的。\n".to_owned();
    for chapter in CHAPTERS {
        text += &format!("\n## {}\n", chapter.title);
        for rule in chapter.rules {
            let severities: Vec<&str> = rule.severities.iter().map(|s| s.word()).collect();
            text += &format!("\n### {}\n\n`{}` · {}\n\n{}\n\n", rule.title, rule.id, severities.join("、"), rule.what);
            text += &format!("- 为什么：{}\n- 依据：{}\n", rule.why, rule.basis);
            for (heading, examples) in [("会提示", rule.bad), ("不会提示", rule.good)] {
                for example in examples {
                    let told = Scene::read(example.given).map(|scene| scene.told().join("；")).unwrap_or_default();
                    text += &format!("- {heading}：{}（{told}）\n", example.says);
                }
            }
        }
    }
    text
}
