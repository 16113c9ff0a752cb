//! What is known about the rules that findings name, for `--explain` and for other tools.

use super::today;
use actions::upkeep;
use domain::Rule;

/// The rule behind an identifier.
pub fn find(id: &str) -> Option<&'static Rule> {
    let own = || Some(&today::RULE).filter(|rule| rule.id == id);
    report::rules::find(id).or_else(own).or_else(|| proof::guide::find(id)).or_else(|| upkeep::find(id))
}

/// A rule as text; for an unknown identifier a refusal that lists those there are.
pub fn explain(id: &str) -> anyhow::Result<String> {
    let explain = |rule: &'static Rule| match (proof::guide::find(id), upkeep::find(id)) {
        (Some(rule), _) => proof::guide::explain(rule),
        (None, Some(rule)) => explain_upkeep(rule),
        (None, None) => report::rules::explain(rule),
    };
    find(id).map(explain).ok_or_else(|| anyhow::anyhow!("没有“{id}”这条规则。现有的规则：\n{}", index()))
}

/// All rules, one line each.
fn index() -> String {
    let own = format!("  {:<28}{}\n", today::RULE.id, today::RULE.title);
    let mut text = format!("{}{own}{}", report::rules::index(), proof::guide::index());
    for chapter in upkeep::CHAPTERS {
        text += &format!("{}\n", chapter.title);
        for rule in chapter.rules {
            text += &format!("  {:<28}{}\n", rule.id, rule.title);
        }
    }
    text
}

/// A rule whose examples are told in sentences; their notation is for the tests of the crate that owns it.
fn explain_upkeep(rule: &Rule) -> String {
    let severities = rule.severities.iter().map(|s| s.word()).collect::<Vec<_>>().join("、");
    let mut text = format!("{}　{}（{severities}）\n\n", rule.id, rule.title);
    text += &format!("检查什么：{}\n为什么：{}\n依据：{}\n", rule.what, rule.why, rule.basis);
    for (heading, examples) in [("会提示的例子", rule.bad), ("不会提示的例子", rule.good)] {
        text += &format!("\n{heading}：\n");
        for example in examples {
            text += &format!("  - {}\n", example.says);
        }
    }
    text
}
