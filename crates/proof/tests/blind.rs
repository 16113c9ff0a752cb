//! Rule by rule on sentences that were written by people who knew what each rule says, not how it works: 42 with a defect and 60
//! near misses for each rule that asserts errors. First figures and what was mended since: docs/benchmarks/2026-11-proof.md.
//!
//! A file is named after its rule. `+ ` begins a line with the defect between ⟦ and ⟧, `- ` one that is right; ¶ ends a line of the text.

#![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use documents::read;
use domain::Severity;
use proof::guide;
use proof::{Context, Reader};

/// What a rule did with its file.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    /// Lines with a defect.
    marked: usize,
    /// Of them found, whatever the severity.
    found: usize,
    /// Of them found as an error.
    errors: usize,
    /// Findings in lines that are right.
    beside: usize,
    /// Of them errors.
    wrong: usize,
}

/// Files of the set, by rule.
fn scores() -> BTreeMap<String, Score> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/blind");
    let context = Context { today: Some("2026-11-25".parse().unwrap()), ..Context::default() };
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let rule = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut score = Score::default();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let (kind, text) = line.split_once(' ').unwrap();
            let text = text.replace(['⟦', '⟧'], "").replace('¶', "\n");
            // In a plain text the marks of Markdown are text; tables need a reader of them.
            let name = if rule == "proof.markup" { "a.txt" } else { "a.md" };
            let document = read::read(name, text.as_bytes()).unwrap();
            let own: Vec<Severity> = Reader::built_in()
                .read(&document, &context)
                .into_iter()
                .filter(|f| f.rule == rule)
                .map(|f| f.severity)
                .collect();
            let is_error = own.contains(&Severity::Error);
            if kind == "+" {
                score.marked += 1;
                score.found += usize::from(!own.is_empty());
                score.errors += usize::from(is_error);
            } else {
                score.beside += own.len();
                score.wrong += own.iter().filter(|s| **s == Severity::Error).count();
            }
        }
        all.insert(rule, score);
    }
    all
}

/// What asserts an error must be right in 98 of 100 cases; each rule alone, not on the average.
#[test]
fn every_rule_that_asserts_errors_is_right_about_them() {
    let scores = scores();
    for rule in guide::all().filter(|r| r.severities.contains(&Severity::Error) && r.id.starts_with("proof.")) {
        let score = scores.get(rule.id).copied().unwrap_or_else(|| panic!("no sentences for {}", rule.id));
        assert!(score.marked >= 25, "{}: {score:?}", rule.id);
        // The share of errors that are right: 98 of 100, which 42 sentences can only show by none being wrong.
        assert_eq!(score.wrong, 0, "{}: {score:?}", rule.id);
        assert!(score.beside <= 2, "{}: warnings and questions in right sentences: {score:?}", rule.id);
    }
}

/// What is found is not lost again.
#[test]
fn the_rules_find_what_they_found() {
    let all = scores();
    let sum = |of: fn(&Score) -> usize| all.values().map(of).sum::<usize>();
    let (marked, found) = (sum(|s| s.marked), sum(|s| s.found));
    assert!(found * 100 >= marked * FLOOR, "{found} of {marked}: {all:#?}");
}

/// Of a hundred defects, at least so many are found.
const FLOOR: usize = 85;
