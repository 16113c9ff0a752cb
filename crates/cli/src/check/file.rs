//! One file's bytes to its result: F of the contract.

use super::{Against, Rules, today};
use domain::Finding;
use report::{Context, Kind};
use serde::{Deserialize, Deserializer, Serialize};
use std::path::Path;

/// What was found in one file: F of the contract.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileResult {
    /// The path as it was given.
    pub path: String,
    /// What kind of text it is.
    #[serde(deserialize_with = "kind")]
    pub kind: Kind,
    /// The report in its canonical JSON, if it is one.
    pub report: Option<serde_json::Value>,
    /// What is wrong, in the order of the file.
    pub findings: Vec<Finding>,
    /// What is wrong and left by the list of exceptions, with the reason; an addition to the contract, left out where empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excepted: Vec<Excepted>,
}

/// A finding that the list of exceptions leaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Excepted {
    /// What was found.
    #[serde(flatten)]
    pub finding: Finding,
    /// Why it is left.
    pub reason: String,
}

/// [`Kind`] as it stands in the JSON.
fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
    let word = String::deserialize(deserializer)?;
    match word.as_str() {
        "annual_report" => Ok(Kind::AnnualReport),
        "document" => Ok(Kind::Document),
        "unknown" => Ok(Kind::Unknown),
        _ => Err(serde::de::Error::custom(format!("{word} is no kind of text"))),
    }
}

/// Checks one file.
pub fn check_bytes(path: &Path, bytes: &[u8], against: &Against) -> anyhow::Result<FileResult> {
    let wanted = |rules| against.only.is_empty() || against.only.contains(&rules);
    let name = path.to_string_lossy().into_owned();
    let document = documents::read::read(&name, bytes)?;
    let parsed = report::parse(&document)?;
    let mut findings = Vec::new();
    if wanted(Rules::Report) {
        findings.extend(parsed.findings);
        if let Some(report) = &parsed.report {
            let last_year = against.previous.of(report)?;
            let siblings = against.siblings.siblings(report);
            let context = Context {
                previous: last_year.report.as_ref(),
                siblings: &siblings,
                published_on: against.published,
                ..Context::default()
            };
            findings.extend(report::check_with(report, &context));
            findings.extend(against.units.against_sum(report)?);
            findings.extend(last_year.finding);
            findings.extend(today::year_not_over(report, against.today));
        }
    }
    if wanted(Rules::Proof) || wanted(Rules::Privacy) {
        let context = proof::Context { today: Some(against.today), ..proof::Context::default() };
        let read = against.reader.read(&document, &context);
        findings.extend(read.into_iter().filter(|f| wanted(Rules::of(f))));
        // Of an annual report its own rules say so.
        if parsed.kind != Kind::AnnualReport {
            findings.extend(actions::proofreading::unread_parts(&document));
        }
    }
    let (mut findings, left) = against.allowed.split(&name, against.today, findings);
    // Stable: findings without a line keep the order of the rules, behind those with one.
    findings.sort_by_key(|f| {
        let place = &f.place;
        let within = place.line.or(place.paragraph).unwrap_or(u32::MAX);
        (place.page.unwrap_or(0), within, place.column.unwrap_or(0))
    });
    let report = parsed.report.as_ref().map(report::to_json);
    let reason = |by: usize| against.allowed.allow.get(by).map_or_else(String::new, |one| one.reason.clone());
    let excepted = left.into_iter().map(|s| Excepted { finding: s.finding, reason: reason(s.by) }).collect();
    Ok(FileResult { path: name, kind: parsed.kind, report, findings, excepted })
}
