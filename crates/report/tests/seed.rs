//! A report as a township published it, with the errors that the gold list names, each on its line.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

mod support;

use domain::Severity;
use report::{CellName, Field, Group, Kind, Number, check, parse};

const SEED: &str = include_str!("fixtures/fengshan-2020.txt");

fn findings() -> Vec<domain::Finding> {
    let parsed = parse(&support::text(SEED)).unwrap();
    let mut findings = parsed.findings;
    findings.extend(check(&parsed.report.unwrap(), None));
    findings
}

#[test]
fn organ_year_and_form_are_recognised() {
    let parsed = parse(&support::text(SEED)).unwrap();
    let report = parsed.report.unwrap();
    assert_eq!(parsed.kind, Kind::AnnualReport);
    assert_eq!(report.organ.as_deref(), Some("东乡县凤山乡"));
    assert_eq!((report.year, report.form.format.as_str()), (Some(2020), "2019"));
}

#[test]
fn every_printed_number_is_read_and_no_blank_becomes_zero() {
    let report = parse(&support::text(SEED)).unwrap().report.unwrap();
    let blank: Vec<String> =
        report.cells().into_iter().filter(|(_, c)| c.value.is_none()).map(|(n, _)| n.to_string()).collect();
    assert_eq!(blank, ["proactive.penalties.decisions", "requests.carried_out[6]"]);
    assert!(report.cells().iter().all(|(_, c)| c.value.is_none_or(Number::is_zero)));
    assert_eq!(report.cells().len(), 22 + 161 + 15);
    assert_eq!(report.value(CellName::Proactive(Group::Procurement, Field::Amount)), Some(Number::ZERO));
}

#[test]
fn the_gold_list_of_tables_labels_and_citations_is_found_on_its_lines() {
    let findings = findings();
    for (gold, line, rule) in [
        (38, 27, "report.citation"),
        (39, 37, "report.blank"),
        (40, 44, "report.unit"),
        (41, 48, "report.label_form"),
        (42, 50, "report.label"),
        (43, 51, "report.label"),
        (44, 53, "report.structure"),
        (45, 55, "report.label"),
        (46, 55, "report.label_form"),
        (47, 56, "report.label_form"),
        (47, 64, "report.label_form"),
        (47, 67, "report.label_form"),
        (48, 62, "report.label"),
        (49, 63, "report.label"),
        (50, 72, "report.structure"),
        (50, 73, "report.structure"),
        (51, 74, "report.blank"),
        (52, 83, "report.heading"),
        (33, 23, "report.parts"),
    ] {
        let hit = findings.iter().any(|f| f.place.line == Some(line) && f.rule == rule);
        assert!(hit, "gold row {gold}: no {rule} on line {line}");
    }
}

#[test]
fn what_is_right_is_left_alone() {
    for f in findings() {
        let right = [29, 30, 33, 34, 79, 81].contains(&f.place.line.unwrap_or_default());
        assert!(!right || f.severity != Severity::Error, "{f:?}");
        assert!(f.place.line.is_some(), "a finding in a text file names its line: {f:?}");
    }
}

#[test]
fn the_findings_of_the_seed_stay_as_they_are() {
    let mut findings = findings();
    findings.sort_by_key(|f| (f.place.line, f.place.column));
    let lines: Vec<String> = findings
        .iter()
        .map(|f| format!("{} {} {} {}", f.place.line.unwrap_or_default(), f.severity.as_str(), f.rule, f.message))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}
