//! What must hold inside one report and between two years. One file a rule; each says what it cannot judge.
//!
//! A sum with a blank cell is not judged: the blank cell itself is already an error (`report.blank`), so nothing
//! passes silently. Findings come in the order of the rules, not of the file.

mod accountability;
mod amounts;
mod balance;
mod blank;
mod carry_over;
mod citations;
mod fee_statement;
mod in_force;
mod items_last_year;
mod parts;
mod pending_reviews;
mod period;
mod problems;
mod prose;
mod published;
mod review_total;
mod row_total;
mod said;
mod similar;
mod sum_of_outcomes;
mod sum_of_units;
mod text_decisions;
mod text_documents;
mod text_fee;
mod text_growth;
mod text_numbers;
mod text_reviews;
mod to_fill;
mod township_regulations;
mod year_slip;

use crate::{
    aggregate::Aggregate,
    cell_name::CellName,
    model::AnnualReport,
    number::Number,
    similarity::{Sketch, Thresholds},
};
use domain::{Example, Finding, Rule, Severity};
use jiff::civil::Date;
use prose::{Prose, statements::Statements};

/// Rules about the numbers of one report, in the order of the guide.
pub(crate) const TABLE_RULES: &[&Rule] = &[
    &balance::RULE,
    &sum_of_outcomes::RULE,
    &row_total::RULE,
    &review_total::RULE,
    &blank::BLANK,
    &blank::NOT_A_NUMBER,
    &blank::NOT_A_COUNT,
    &township_regulations::RULE,
    &amounts::RULE,
    &sum_of_units::RULE,
];

/// Rules that compare with the report of the year before.
pub(crate) const YEAR_RULES: &[&Rule] = &[
    &PREVIOUS,
    &carry_over::RULE,
    &in_force::RULE,
    &items_last_year::RULE,
    &pending_reviews::RULE,
    &text_growth::RULE,
];

/// Rules about the text.
pub(crate) const TEXT_RULES: &[&Rule] = &[
    &parts::SECTION,
    &parts::ORDER,
    &parts::EMPTY,
    &parts::PARTS,
    &accountability::RULE,
    &problems::RULE,
    &text_numbers::RULE,
    &text_reviews::RULE,
    &text_documents::RULE,
    &text_decisions::RULE,
    &text_fee::RULE,
    &year_slip::RULE,
    &period::RULE,
    &citations::FORM_CITED,
    &citations::STATUTE_NUMBER,
    &fee_statement::RULE,
    &to_fill::RULE,
    &similar::RULE,
    &published::RULE,
];

/// 用来核对的是上一年度报告
const PREVIOUS: Rule = Rule {
    id: "report.previous",
    title: "用来核对的是上一年度报告",
    severities: &[Severity::Question],
    what: "提供了用来核对的报告，但它不是上一年度的，或者有一份没有写明年份，这时不与上年核对。",
    why: "拿错年份核对，会得出错误的结论。",
    basis: "核对方法，没有单独的条文",
    good: &[Example {
        says: "拿上一年度的报告来核对。", given: "上年 年度：2023\n上年 requests.total[6] = 0"
    }],
    bad: &[Example {
        says: "拿前年的报告来核对。", given: "上年 年度：2022\n上年 requests.total[6] = 0"
    }],
};

/// What a report can be compared with; every part may be left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The report of the year before.
    pub previous: Option<&'a AnnualReport>,
    /// Reports of the same year from organs of the same kind.
    pub siblings: &'a [Sibling<'a>],
    /// The sum of the units whose cases this report is to contain.
    pub units: Option<&'a Aggregate>,
    /// From which share on texts are asked about.
    pub thresholds: Thresholds,
    /// The day on which the report was published.
    pub published_on: Option<Date>,
}

pub use similar::SimilarText;

/// Another organ's report of the same year.
#[derive(Debug, Clone, Copy)]
pub struct Sibling<'a> {
    /// Whose it is.
    pub organ: &'a str,
    /// The report.
    pub report: &'a AnnualReport,
    /// Its text, sketched once for many comparisons.
    pub sketch: &'a Sketch,
}

/// A report against the sum of the units it may be made of: what cannot be right if it is that sum.
pub fn sum_of_units(report: &AnnualReport, units: &Aggregate) -> Vec<Finding> {
    sum_of_units::check(report, units)
}

/// Checks a report, and against the report of the year before if that is given.
pub fn check(report: &AnnualReport, previous: Option<&AnnualReport>) -> Vec<Finding> {
    check_with(report, &Context { previous, ..Context::default() })
}

/// Checks a report with everything that is known around it.
pub fn check_with(report: &AnnualReport, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(balance::check(report));
    findings.extend(sum_of_outcomes::check(report));
    findings.extend(row_total::check(report));
    findings.extend(review_total::check(report));
    findings.extend(blank::check(report));
    findings.extend(township_regulations::check(report));
    findings.extend(amounts::check(report, context.previous));
    let prose = Prose::read(report);
    let said = Statements::read(&prose, report.year);
    findings.extend(text_numbers::check(report, &prose, &said));
    findings.extend(text_reviews::check(report, &prose, &said));
    findings.extend(text_documents::check(report, &prose, &said));
    findings.extend(text_decisions::check(report, &prose, &said));
    findings.extend(text_fee::check(report, &prose, &said));
    findings.extend(year_slip::check(report, &prose));
    findings.extend(period::check(report, &prose));
    findings.extend(citations::check(report, &prose));
    findings.extend(parts::check(report, &prose));
    findings.extend(accountability::check(report, &prose));
    findings.extend(problems::check(report));
    findings.extend(fee_statement::check(report));
    findings.extend(to_fill::check(report, &prose));
    if let Some(previous) = context.previous {
        findings.extend(against_previous(report, previous, &prose, &said));
    }
    if let Some(units) = context.units {
        findings.extend(sum_of_units::check(report, units));
    }
    findings.extend(similar::check(report, context));
    findings.extend(published::check(report, context.published_on));
    findings
}

fn against_previous(
    report: &AnnualReport,
    previous: &AnnualReport,
    prose: &Prose<'_>,
    said: &Statements,
) -> Vec<Finding> {
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
    findings.extend(text_growth::check(report, previous, prose, said));
    findings
}

fn not_the_year_before(report: &AnnualReport, message: String) -> Finding {
    let mut place = report.sections.first().map(|s| s.place.clone()).unwrap_or_default();
    place.text = report.year.map(|y| y.to_string()).unwrap_or_default();
    PREVIOUS.finding(Severity::Question, message, place).hint("请提供上一年度的报告")
}

/// The sum of some cells; none if one of them is blank, unreadable or absent.
fn sum(report: &AnnualReport, names: impl IntoIterator<Item = CellName>) -> Option<Number> {
    names.into_iter().map(|name| report.value(name)).sum::<Option<Number>>()
}

/// A finding about one cell.
fn at(report: &AnnualReport, rule: &Rule, severity: Severity, name: CellName, message: String) -> Finding {
    rule.finding(severity, message, report.place_of(name))
}
