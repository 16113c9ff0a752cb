//! Counts findings in texts that are taken to be right: `cargo run -p proof --example alarms -- [-v] FILE…`
//!
//! Prints a line for each rule with findings, and the findings for each 1,000 characters by severity.

use proof::{Context, Reader};
use std::collections::BTreeMap;

#[allow(clippy::print_stdout)]
fn main() -> std::io::Result<()> {
    let (flags, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with('-'));
    let mut characters = 0usize;
    let mut rules: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut severities: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths {
        let bytes = std::fs::read(&path)?;
        let document = match documents::read::read(&path, &bytes) {
            Ok(document) => document,
            Err(error) => {
                println!("{path}: {error}");
                continue;
            }
        };
        characters += document.paragraphs().map(|p| p.text().chars().count()).sum::<usize>();
        let context = Context { today: "2026-11-24".parse().ok(), ..Context::default() };
        for finding in Reader::built_in().read(&document, &context) {
            let severity = finding.severity.as_str();
            *rules.entry((finding.rule.clone(), severity)).or_default() += 1;
            *severities.entry(severity).or_default() += 1;
            if !flags.is_empty() {
                let place = &finding.place;
                let line = place.line.or(place.paragraph).unwrap_or_default();
                println!("{path}:{line} {severity} {} 【{}】 {}", finding.rule, place.text, finding.message);
            }
        }
    }
    for ((rule, severity), count) in &rules {
        println!("{count:6} {severity:9}{rule}");
    }
    for (severity, count) in &severities {
        println!("{severity}: {count}, {:.3} a thousand characters", *count as f64 * 1000.0 / characters.max(1) as f64);
    }
    println!("{characters} characters");
    Ok(())
}
