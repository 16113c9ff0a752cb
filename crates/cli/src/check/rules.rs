//! What is known about the rules that findings name, for `--explain` and for other tools.

use super::today;
use domain::Rule;

/// The rule behind an identifier.
pub fn find(id: &str) -> Option<&'static Rule> {
    report::rules::find(id).or_else(|| Some(&today::RULE).filter(|rule| rule.id == id))
}

/// A rule as text; for an unknown identifier a refusal that lists those there are.
pub fn explain(id: &str) -> anyhow::Result<String> {
    find(id).map(report::rules::explain).ok_or_else(|| anyhow::anyhow!("没有“{id}”这条规则。现有的规则：\n{}", index()))
}

/// All rules, one line each.
fn index() -> String {
    format!("{}  {:<28}{}\n", report::rules::index(), today::RULE.id, today::RULE.title)
}
