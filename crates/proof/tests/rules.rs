//! Every rule does what its examples say: finds what is marked and nothing else, and leaves the good ones alone.
#![allow(clippy::unwrap_used, reason = "a test may stop at what is not there")]

use documents::read;
use domain::{Finding, Rule, Severity};
use proof::guide::{self, Found, marked};
use proof::{Context, Reader};

/// The day on which examples are read that carry no date of their own.
fn context() -> Context {
    Context { today: Some("2026-11-24".parse().unwrap()), ..Context::default() }
}

/// What a rule finds in a text, read as a text file is.
fn found(rule: &Rule, text: &str) -> Vec<Finding> {
    let document = read::read("example.md", text.as_bytes()).unwrap();
    let findings = Reader::built_in().read(&document, &context());
    findings.into_iter().filter(|f| f.rule == rule.id).collect()
}

#[test]
fn every_rule_finds_what_its_bad_examples_mark_and_replaces_it_as_they_say() {
    let mut wrong = Vec::new();
    for rule in guide::all() {
        for example in rule.bad {
            let want = marked(example.given);
            let got: Vec<Found> = found(rule, &want.text)
                .into_iter()
                .map(|f| Found { text: f.place.text, replacement: f.replacement })
                .collect();
            if want.found.is_empty() || got != want.found {
                wrong.push(format!("{}\n    {}\n    found {got:?}", rule.id, example.given));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_leaves_its_good_examples_alone() {
    let mut wrong = Vec::new();
    for rule in guide::all() {
        for example in rule.good {
            let got: Vec<String> = found(rule, example.given).into_iter().map(|f| f.place.text).collect();
            if !got.is_empty() {
                wrong.push(format!("{}\n    {}\n    found {got:?}", rule.id, example.given));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_five_examples_of_each_kind_and_says_what_it_is() {
    for rule in guide::all() {
        assert!(
            rule.good.len() >= 5 && rule.bad.len() >= 5,
            "{}: {} good, {} bad",
            rule.id,
            rule.good.len(),
            rule.bad.len()
        );
        assert!(rule.id.starts_with("proof.") || rule.id.starts_with("privacy."), "{}", rule.id);
        for text in [rule.title, rule.what, rule.why, rule.basis] {
            assert!(text.chars().count() >= 4, "{}: {text}", rule.id);
        }
        assert!(!rule.severities.is_empty());
        assert_eq!(guide::all().filter(|r| r.id == rule.id).count(), 1, "{}", rule.id);
        // A rule is no rule if its examples all are one sentence.
        for examples in [rule.good, rule.bad] {
            let mut texts: Vec<&str> = examples.iter().map(|e| e.given).collect();
            texts.sort_unstable();
            texts.dedup();
            assert_eq!(texts.len(), examples.len(), "{} has an example twice", rule.id);
        }
    }
}

#[test]
fn findings_keep_the_severities_that_the_guide_promises() {
    for rule in guide::all() {
        let mut seen: Vec<Severity> = Vec::new();
        for example in rule.bad {
            let all = found(rule, &marked(example.given).text);
            seen.extend(all.iter().map(|f| f.severity));
            assert!(all.iter().all(|f| rule.severities.contains(&f.severity)), "{}", rule.id);
        }
        assert!(
            rule.severities.iter().all(|s| seen.contains(s)),
            "{} promises {:?}, shows {seen:?}",
            rule.id,
            rule.severities
        );
    }
}

/// `UPDATE_GUIDE=1 cargo nextest run -p proof the_guide` writes it anew.
#[test]
fn the_guide_in_the_repository_is_what_the_rules_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/proofreading.md");
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        std::fs::write(path, guide::guide()).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == guide::guide(), "docs/proofreading.md is not what the rules say");
}

#[test]
fn a_rule_is_explained_in_plain_text() {
    let text = guide::explain(guide::find("privacy.mobile").unwrap());
    for part in [
        "privacy.mobile　手机号码（错误、提醒、请核实）",
        "检查什么：",
        "依据：",
        "会提示的例子",
        "“13800008000”：改为“138****8000”",
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert!(guide::all().all(|rule| guide::index().contains(rule.id)));
}
