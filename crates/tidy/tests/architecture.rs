//! The house is built as ARCHITECTURE.md says: arrows between crates, what `domain` may not touch, paths and terms named
//! in the documents, templates in use, no unfinished places.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which of our crates each may depend on (DESIGN: nothing points up).
const ARROWS: [(&str, &[&str]); 10] = [
    ("cli", &["web", "actions", "report", "proof", "links", "documents", "store", "domain"]),
    ("web", &["actions", "domain", "documents", "proof", "report", "store"]),
    ("actions", &["store", "documents", "report", "proof", "links", "domain"]),
    ("report", &["documents", "domain"]),
    ("proof", &["documents", "domain"]),
    ("links", &["domain"]),
    ("store", &["domain"]),
    ("documents", &["domain"]),
    ("domain", &[]),
    ("tidy", &[]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|p| {
            let normal = p["dependencies"].as_array().unwrap().iter().filter(|d| d["kind"].is_null());
            let names = normal.map(|d| d["name"].as_str().unwrap().to_owned()).collect();
            (p["name"].as_str().unwrap().to_owned(), names)
        })
        .collect()
}

fn files(extension: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, extension: &str, all: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.starts_with('.') && !["target", "node_modules", "dist"].contains(&name.as_str()) {
                    walk(&path, extension, all);
                }
            } else if path.extension().is_some_and(|e| e == extension) {
                all.push(path);
            }
        }
    }
    let mut all = Vec::new();
    walk(&root(), extension, &mut all);
    all
}

#[test]
fn arrows_between_crates_point_down() {
    let actual = dependencies();
    let known: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let present: BTreeSet<&str> = actual.keys().map(String::as_str).collect();
    assert_eq!(present, known, "a crate was added or removed: say in ARCHITECTURE.md why");
    for (name, allowed) in ARROWS {
        let ours: Vec<&String> = actual[name].iter().filter(|d| known.contains(d.as_str())).collect();
        for dependency in ours {
            assert!(allowed.contains(&dependency.as_str()), "{name} must not depend on {dependency}");
        }
    }
}

#[test]
fn the_domain_knows_no_clock_file_network_or_database() {
    let allowed: BTreeSet<&str> = ["jiff", "serde", "thiserror", "toml"].into();
    let actual = dependencies();
    let domain: BTreeSet<&str> = actual["domain"].iter().map(String::as_str).collect();
    assert!(domain.is_subset(&allowed), "domain takes {:?}", domain.difference(&allowed).collect::<Vec<_>>());
    for path in files("rs").into_iter().filter(|p| p.to_string_lossy().contains("crates/domain/src")) {
        let text = fs::read_to_string(&path).unwrap();
        for forbidden in [
            "SystemTime",
            "Instant::now",
            "Timestamp::now",
            "Zoned::now",
            "std::fs",
            "std::env",
            "std::net",
            "async fn",
        ] {
            assert!(!text.contains(forbidden), "{} uses {forbidden}", path.display());
        }
    }
}

#[test]
fn only_one_door_reads_the_clock() {
    // The clock of the office; ids and tests of speed may look at the time as well, rules may not.
    let doors = ["crates/actions/src/clock.rs", "crates/store/src/ids.rs"];
    for path in files("rs").into_iter().filter(|p| p.to_string_lossy().contains("/src/")) {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        if doors.contains(&name.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for now in ["Timestamp::now", "Zoned::now", "SystemTime::now"] {
            assert!(!text.contains(now), "{name} reads the clock by {now}; today comes from actions::Clock");
        }
    }
}

#[test]
fn nothing_above_the_actions_writes_to_the_store() {
    for path in files("rs") {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        if (name.starts_with("crates/web/src") || name.starts_with("crates/cli/src")) && name.ends_with(".rs") {
            let text = fs::read_to_string(&path).unwrap();
            assert!(!text.contains("store.write("), "{name} writes past the actions (I3)");
        }
    }
}

#[test]
fn paths_named_in_the_documents_exist() {
    let mut missing = Vec::new();
    for name in ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        for word in text.split('`').skip(1).step_by(2) {
            let looks_like_path =
                (word.starts_with("crates/") || word.starts_with("docs/") || word.starts_with("scripts/"))
                    && !word.contains(['*', '<', '{', ' ', '…']);
            // `crates/domain/src/clock.rs::count` names an item of a file.
            let path = word.split("::").next().unwrap_or(word);
            if looks_like_path && !root().join(path).exists() {
                missing.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn terms_of_the_glossary_are_in_the_code() {
    let glossary = fs::read_to_string(root().join("GLOSSARY.md")).unwrap();
    let code: String = files("rs").iter().map(|p| fs::read_to_string(p).unwrap()).collect();
    let mut checked = 0;
    for line in glossary.lines().filter(|l| l.starts_with('|')) {
        for term in line.split('`').skip(1).step_by(2) {
            let is_type =
                term.chars().next().is_some_and(char::is_uppercase) && term.chars().all(char::is_alphanumeric);
            if is_type {
                checked += 1;
                assert!(code.contains(term), "GLOSSARY.md names `{term}`, which no code has");
            }
        }
    }
    assert!(checked > 15, "the glossary names only {checked} types");
}

#[test]
fn every_template_is_used() {
    let mut code: String = files("rs").iter().map(|p| fs::read_to_string(p).unwrap()).collect();
    let templates: Vec<PathBuf> =
        files("html").into_iter().filter(|p| p.to_string_lossy().contains("crates/web/src")).collect();
    for template in &templates {
        code.push_str(&fs::read_to_string(template).unwrap());
    }
    let source = root().join("crates/web/src");
    for template in templates {
        let name = template.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
        assert!(code.contains(&format!("\"{name}\"")), "{name} is used by nothing");
    }
}

#[test]
fn nothing_unfinished_meets_a_user_or_reader() {
    // Written apart so that this file does not find itself.
    let marks = [
        concat!("to", "do!("),
        concat!("unimpl", "emented!("),
        concat!("FIX", "ME"),
        concat!("TO", "DO"),
        "暂未实现",
        "敬请期待",
    ];
    for extension in ["rs", "html", "mjs", "scss", "js"] {
        for path in files(extension).into_iter().filter(|p| !p.ends_with("architecture.rs")) {
            let text = fs::read_to_string(&path).unwrap();
            for mark in marks {
                assert!(!text.contains(mark), "{} has {mark}", path.display());
            }
        }
    }
}
