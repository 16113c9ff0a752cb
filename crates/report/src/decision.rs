//! The fingerprint of a finding: what a person's decision on it is remembered by.
//!
//! It is made of the rule, how grave it is, the cell or passage, and the values concerned, so that it survives another run,
//! another layout of the same file and another wording of the message, and is a different one as soon as a value is.
//! Where on the page the cell stands is not part of it. Deciding, and keeping decisions, is for the crates above.

use domain::{Finding, Severity};
use std::collections::HashMap;

/// What a decision is remembered by: a text without control characters, the same for the same finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The text, to be kept or hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The fingerprints of a run, one a finding.
///
/// Findings that nothing tells apart share one, which counts them: a decision holds for all of them, and no longer once
/// there is one more or one less.
pub fn fingerprints(findings: &[Finding]) -> Vec<Fingerprint> {
    let kernels: Vec<String> = findings.iter().map(kernel).collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for kernel in &kernels {
        *count.entry(kernel).or_default() += 1;
    }
    kernels.iter().map(|k| Fingerprint(format!("{k} ×{}", count.get(k.as_str()).copied().unwrap_or(1)))).collect()
}

/// Rule, gravity, place and values in one text. Each part has its length before it, so that none runs into the next.
fn kernel(finding: &Finding) -> String {
    let place = &finding.place;
    let printed = tight(&place.text);
    let what = match (&place.cell, printed.is_empty()) {
        (Some(cell), _) => cell.clone(),
        (None, false) => printed.clone(),
        // Nothing but the sentence says what is meant: “没有找到表三”.
        (None, true) => tight(&finding.message),
    };
    // A decision that a question is none must not excuse an error of the same rule.
    let grave = match finding.severity {
        Severity::Question => "?",
        Severity::Warning => "!",
        Severity::Error => "!!",
    };
    let parts = [finding.rule.as_str(), grave, &what, &printed, &numbers(&finding.message)];
    parts.iter().map(|p| format!("{}:{p}", p.chars().count())).collect::<Vec<_>>().join(" ")
}

/// A text without blanks: what layout adds is no difference.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// The numbers in a sentence, in order: 为5，而各项之和为4 → 5 4. A minus sign counts where a number follows.
fn numbers(message: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut open = false;
    let mut letters = message.chars().peekable();
    while let Some(c) = letters.next() {
        let digit_follows = letters.peek().is_some_and(char::is_ascii_digit);
        if c.is_ascii_digit() {
            if open {
                if let Some(last) = all.last_mut() {
                    last.push(c);
                }
            } else {
                let sign = if matches!(before, '-' | '−' | '－') { "-" } else { "" };
                all.push(format!("{sign}{c}"));
                open = true;
            }
        } else if open && c == '.' && digit_follows {
            if let Some(last) = all.last_mut() {
                last.push('.');
            }
        } else if !(open && c == ',' && digit_follows) {
            open = false;
        }
        before = c;
    }
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Place;

    #[test]
    fn numbers_are_taken_whole() {
        assert_eq!(numbers("为1,234.50，而合计为-3，第2页"), "1234.50 -3 2");
        assert_eq!(numbers("没有数字。"), "");
        assert_eq!(numbers("12.件"), "12");
    }

    #[test]
    fn the_same_finding_twice_shares_a_fingerprint_that_counts_it() {
        let place = |line| Place { line: Some(line), text: "其它".into(), ..Place::default() };
        let label = |line| Finding::new("report.label", Severity::Error, "“其它”应为“其他”", place(line));
        let two = fingerprints(&[label(3), label(9)]);
        assert_eq!(two[0], two[1]);
        let one = fingerprints(&[label(3)]);
        assert_ne!(one[0], two[0], "one mended: the decision is asked for again");
    }
}
