//! What must hold inside one report and between two years. One file a rule; each says what it cannot judge.
//!
//! A sum with a blank cell is not judged: the blank cell itself is already an error (`report.blank`), so nothing
//! passes silently. Findings come in the order of the rules, not of the file.

mod balance;
mod blank;
mod carry_over;
mod fee_statement;
mod in_force;
mod items_last_year;
mod parts;
mod pending_reviews;
mod review_total;
mod row_total;
mod sum_of_outcomes;
mod text_numbers;
mod to_fill;
mod township_regulations;

use crate::{cell_name::CellName, model::AnnualReport, number::Number};
use domain::{Finding, Severity};

/// Checks a report, and against the report of the year before if that is given.
pub fn check(report: &AnnualReport, previous: Option<&AnnualReport>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(balance::check(report));
    findings.extend(sum_of_outcomes::check(report));
    findings.extend(row_total::check(report));
    findings.extend(review_total::check(report));
    findings.extend(blank::check(report));
    findings.extend(township_regulations::check(report));
    findings.extend(text_numbers::check(report));
    findings.extend(parts::check(report));
    findings.extend(fee_statement::check(report));
    findings.extend(to_fill::check(report));
    if let Some(previous) = previous {
        findings.extend(against_previous(report, previous));
    }
    findings
}

fn against_previous(report: &AnnualReport, previous: &AnnualReport) -> Vec<Finding> {
    let (Some(year), Some(before)) = (report.year, previous.year) else {
        return vec![not_the_year_before(report, "两份报告中有一份没有写明年份，无法与上年核对".to_owned())];
    };
    if before + 1 != year {
        let message = format!("用于核对的是{before}年的报告，不是本报告（{year}年）的上一年，未与上年核对");
        return vec![not_the_year_before(report, message)];
    }
    let mut findings = carry_over::check(report, previous);
    findings.extend(in_force::check(report, previous));
    findings.extend(items_last_year::check(report, previous));
    findings.extend(pending_reviews::check(report, previous));
    findings
}

fn not_the_year_before(report: &AnnualReport, message: String) -> Finding {
    let mut place = report.sections.first().map(|s| s.place.clone()).unwrap_or_default();
    place.text = report.year.map(|y| y.to_string()).unwrap_or_default();
    Finding::new("report.previous", Severity::Question, message, place).hint("请提供上一年度的报告")
}

/// The sum of some cells; none if one of them is blank, unreadable or absent.
fn sum(report: &AnnualReport, names: impl IntoIterator<Item = CellName>) -> Option<Number> {
    names.into_iter().map(|name| report.value(name)).sum::<Option<Number>>()
}

/// A finding about one cell.
fn at(report: &AnnualReport, rule: &str, severity: Severity, name: CellName, message: String) -> Finding {
    Finding::new(rule, severity, message, report.place_of(name))
}
