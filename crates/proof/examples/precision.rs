//! How often a rule is right, rule by rule, on sentences that somebody wrote without seeing the rules' code:
//! `cargo run -p proof --example precision -- [-v] FILE…`
//!
//! A file is named after its rule. A line that begins with `+ ` has the defect between ⟦ and ⟧, one that begins with `- ` is right;
//! `¶` ends a line of the text.

use proof::{Context, Reader};
use std::path::Path;

#[allow(clippy::print_stdout)]
fn main() -> std::io::Result<()> {
    let (flags, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with('-'));
    println!("{:28}{:>6}{:>7}{:>7}{:>9}{:>9}", "rule", "marks", "found", "errors", "beside", "of them errors");
    for path in paths {
        let rule = Path::new(&path).file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&path)?;
        let [mut marked, mut found, mut errors, mut beside, mut wrong] = [0usize; 5];
        for line in text.lines() {
            let Some((kind, text)) = line.split_once(' ') else { continue };
            let clean = text.replace(['⟦', '⟧'], "").replace('¶', "\n");
            // As a plain text marks of Markdown are seen; tables need a reader of them.
            let name = if rule == "proof.markup" { "example.txt" } else { "example.md" };
            let document = match documents::read::read(name, clean.as_bytes()) {
                Ok(document) => document,
                Err(error) => {
                    println!("{path}: {error}: {text}");
                    continue;
                }
            };
            let context = Context { today: "2026-11-25".parse().ok(), ..Context::default() };
            let all = Reader::built_in().read(&document, &context);
            let own: Vec<_> = all.iter().filter(|f| f.rule == rule).collect();
            let is_bad = kind == "+";
            if is_bad {
                marked += 1;
                let hit = !own.is_empty();
                found += usize::from(hit);
                errors += usize::from(own.iter().any(|f| f.severity.as_str() == "error"));
                if !hit && !flags.is_empty() {
                    let others: Vec<&str> = all.iter().map(|f| f.rule.as_str()).collect();
                    println!("  MISS {text}   {others:?}");
                }
            } else {
                for f in &own {
                    beside += 1;
                    wrong += usize::from(f.severity.as_str() == "error");
                    println!("  FALSE {} 【{}】 {} | {text}", f.severity.as_str(), f.place.text, f.message);
                }
            }
            if flags.iter().any(|f| f == "-vv") {
                for f in all.iter().filter(|f| f.rule != rule && f.severity.as_str() == "error") {
                    println!("  OTHER {} 【{}】 {} | {text}", f.rule, f.place.text, f.message);
                }
            }
        }
        println!("{rule:28}{marked:6}{found:7}{errors:7}{beside:9}{wrong:9}");
    }
    Ok(())
}
