//! The guide keeps its promises: every rule that can be found is in it, every wrong example is found and every right one
//! is not.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use report::rules::{self, scene::Scene};
use std::collections::BTreeSet;

#[test]
fn every_wrong_example_is_found_and_every_right_one_is_not() {
    for rule in rules::all() {
        for example in rule.bad {
            let findings = Scene::read(example.given).unwrap().findings().unwrap();
            let own: Vec<_> = findings.iter().filter(|f| f.rule == rule.id).collect();
            assert!(!own.is_empty(), "{} does not find: {}\n{findings:#?}", rule.id, example.says);
            for f in own {
                assert!(rule.severities.contains(&f.severity), "{} is {:?}", rule.id, f.severity);
                assert!(f.message.chars().count() > 8 && !f.message.ends_with('。'), "{}: {}", rule.id, f.message);
            }
        }
        for example in rule.good {
            let findings = Scene::read(example.given).unwrap().findings().unwrap();
            let own: Vec<_> = findings.iter().filter(|f| f.rule == rule.id).collect();
            assert!(own.is_empty(), "{} finds what is right: {}\n{own:#?}", rule.id, example.says);
        }
    }
}

#[test]
fn every_severity_that_a_rule_promises_has_an_example_or_is_the_only_one() {
    for rule in rules::all().filter(|r| !r.bad.is_empty()) {
        assert!(!rule.severities.is_empty(), "{}", rule.id);
        assert!(rule.severities.is_sorted_by(|a, b| a > b), "{}: gravest first", rule.id);
        assert!(!rule.good.is_empty(), "{} shows nothing right", rule.id);
    }
}

#[test]
fn every_rule_has_one_name_and_says_what_why_and_by_which_provision() {
    let mut names = BTreeSet::new();
    for rule in rules::all() {
        assert!(names.insert(rule.id), "{} stands twice", rule.id);
        assert!(rule.id.starts_with("report."), "{}", rule.id);
        for text in [rule.title, rule.what, rule.why, rule.basis] {
            assert!(!text.is_empty(), "{} leaves something out", rule.id);
        }
        assert!(rule.what.ends_with('。') && rule.why.ends_with('。') && !rule.title.ends_with('。'), "{}", rule.id);
        assert_eq!(rules::find(rule.id), Some(rule));
    }
    assert_eq!(rules::find("report.no_such_rule"), None);
}

/// Every rule name that the sources mention is in the guide, so that no finding leads nowhere.
#[test]
fn every_rule_that_the_sources_name_is_in_the_guide() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for name in text.split('"').filter(|w| w.starts_with("report.")) {
                let is_name = name.len() > 7 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'_');
                assert!(!is_name || rules::find(name).is_some(), "{name} in {} is not in the guide", path.display());
                seen += usize::from(is_name);
            }
        }
    }
    assert!(seen > 20, "only {seen} names were seen");
}

#[test]
fn a_rule_is_explained_in_plain_text() {
    let text = rules::explain(rules::find("report.balance").unwrap());
    for part in [
        "report.balance",
        "检查什么：",
        "为什么：",
        "依据：",
        "会提示的例子",
        "表三“一、本年新收政府信息公开申请数量”的“自然人”栏填写“2”",
    ] {
        assert!(text.contains(part), "{text}");
    }
    let index = rules::index();
    for rule in rules::all() {
        assert!(index.contains(rule.id));
    }
}

/// `UPDATE_GUIDE=1 cargo nextest run -p report the_guide` writes it anew.
#[test]
fn the_guide_in_the_repository_is_what_the_rules_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules.md");
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        std::fs::write(path, rules::guide()).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == rules::guide(), "docs/rules.md is not what the rules say");
}
