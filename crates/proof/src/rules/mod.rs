//! The list of rules. A new rule is a file here, one line below, and its examples in its tests.

mod document_number;
mod principles;

use crate::Passage;
use domain::Finding;

/// Reads a passage with every rule.
pub(crate) fn all(passage: &Passage<'_>) -> Vec<Finding> {
    let mut findings = document_number::check(passage);
    findings.extend(principles::check(passage));
    findings
}

/// The quoted texts of the findings of a rule, for the examples in the tests of the rules.
#[cfg(test)]
fn quoted(check: impl Fn(&Passage<'_>) -> Vec<Finding>, text: &str) -> Vec<String> {
    let place = domain::Place::default();
    check(&Passage { text, place: &place }).into_iter().map(|f| f.place.text).collect()
}
