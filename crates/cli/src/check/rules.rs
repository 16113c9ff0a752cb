//! What is known about the rules that findings name, for `--explain` and for other tools.

use super::today;
use domain::Rule;

/// The rule behind an identifier.
pub fn find(id: &str) -> Option<&'static Rule> {
    let own = || Some(&today::RULE).filter(|rule| rule.id == id);
    report::rules::find(id).or_else(own).or_else(|| proof::guide::find(id))
}

/// A rule as text; for an unknown identifier a refusal that lists those there are.
pub fn explain(id: &str) -> anyhow::Result<String> {
    let explain = |rule: &'static Rule| match proof::guide::find(id) {
        Some(rule) => proof::guide::explain(rule),
        None => report::rules::explain(rule),
    };
    find(id).map(explain).ok_or_else(|| anyhow::anyhow!("没有“{id}”这条规则。现有的规则：\n{}", index()))
}

/// All rules, one line each.
fn index() -> String {
    let own = format!("  {:<28}{}\n", today::RULE.id, today::RULE.title);
    format!("{}{own}{}", report::rules::index(), proof::guide::index())
}
