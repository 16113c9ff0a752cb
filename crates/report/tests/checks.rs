//! Every check finds its own kind of error, with the numbers, and nothing else.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use domain::organ::OrganLevel;
use domain::{Finding, review::ReviewKind};
use jiff::civil::date;
use report::{
    AnnualReport, CellName, Field, Group, Narrative, Number, Overrides, Row, check, draw_up, records::Records,
};

/// A report of zeros with nothing to ask.
fn zeros(year: i16) -> AnnualReport {
    let records = Records::empty("清水镇人民政府", OrganLevel::Township);
    let mut report = draw_up(&records, year, date(2030, 1, 1), &Overrides::default()).unwrap();
    let text = || Some("已完成。".to_owned());
    let narrative = Narrative {
        proactive: text(),
        management: text(),
        platform: text(),
        supervision: Some("工作考核合格，社会评议满意，没有需要追究责任的情形。".to_owned()),
        problems: text(),
        improvements: text(),
        ..Narrative::default()
    };
    narrative.write_into(&mut report);
    report
}

fn set(report: &mut AnnualReport, cell: &str, value: &str) {
    report.cell_mut(cell.parse().unwrap()).unwrap().value = Some(value.parse().unwrap());
}

fn found(findings: Vec<Finding>) -> Vec<(String, String)> {
    findings.into_iter().map(|f| (f.rule, f.place.cell.unwrap_or_default())).collect()
}

fn pair(rule: &str, cell: &str) -> (String, String) {
    (rule.to_owned(), cell.to_owned())
}

#[test]
fn a_report_of_zeros_is_clean() {
    for year in [2019, 2020, 2021, 2025] {
        assert_eq!(found(check(&zeros(year), None)), [], "{year}");
    }
}

#[test]
fn b1_to_b3_see_one_wrong_cell_from_each_side() {
    let mut report = zeros(2024);
    set(&mut report, "requests.new[0]", "2");
    assert_eq!(
        found(check(&report, None)),
        [pair("report.balance", "requests.total[0]"), pair("report.row_total", "requests.new[6]")]
    );
    let mut report = zeros(2024);
    set(&mut report, "requests.refused.4[1]", "1");
    assert_eq!(
        found(check(&report, None)),
        [pair("report.sum_of_outcomes", "requests.total[1]"), pair("report.row_total", "requests.refused.4[6]")]
    );
}

#[test]
fn b4_finds_totals_that_were_left_at_zero() {
    let mut report = zeros(2023);
    set(&mut report, "review.reconsideration[0]", "10");
    set(&mut report, "review.reconsideration[1]", "1");
    let findings = check(&report, None);
    assert!(findings[0].message.contains("之和11"), "{}", findings[0].message);
    assert_eq!(found(findings), [pair("report.review_total", "review.reconsideration[4]")]);
}

#[test]
fn b5_and_b11_look_back_a_year() {
    let (mut last, mut this) = (zeros(2023), zeros(2024));
    set(&mut last, "requests.carried_out[2]", "3");
    set(&mut last, "review.litigation_direct[3]", "2");
    set(&mut this, "review.litigation_direct[0]", "1");
    set(&mut this, "review.litigation_direct[4]", "1");
    assert_eq!(
        found(check(&this, Some(&last))),
        [
            // The draft says that there was no lawsuit.
            pair("report.text_reviews", ""),
            pair("report.carry_over", "requests.carried_in[2]"),
            pair("report.pending_reviews", "review.litigation_direct[4]")
        ]
    );
}

#[test]
fn b6_follows_what_is_in_force_and_b7_the_number_of_items() {
    let (mut last, mut this) = (zeros(2023), zeros(2024));
    set(&mut last, "proactive.normative_documents.in_force", "5");
    set(&mut this, "proactive.normative_documents.made", "2");
    set(&mut this, "proactive.normative_documents.in_force", "6");
    assert_eq!(found(check(&this, Some(&last))), [pair("report.in_force", "proactive.normative_documents.in_force")]);
    let (mut last, mut this) = (zeros(2019), zeros(2020));
    set(&mut last, "proactive.licences.last_year", "5");
    set(&mut last, "proactive.licences.change", "-1");
    set(&mut this, "proactive.licences.last_year", "5");
    assert_eq!(found(check(&this, Some(&last))), [pair("report.items_last_year", "proactive.licences.last_year")]);
}

#[test]
fn a_change_of_forms_is_not_compared_where_the_columns_differ() {
    let mut last = zeros(2020);
    set(&mut last, "proactive.licences.last_year", "5");
    assert_eq!(found(check(&zeros(2021), Some(&last))), []);
}

#[test]
fn b8_takes_no_blank_for_zero_and_no_sum_passes_over_it() {
    let mut report = zeros(2024);
    report.cell_mut("requests.total[6]".parse().unwrap()).unwrap().value = None;
    let slash = report.cell_mut("review.reconsideration[4]".parse().unwrap()).unwrap();
    (slash.value, slash.raw) = (None, Some("/".to_owned()));
    set(&mut report, "proactive.licences.decisions", "-1");
    set(&mut report, "proactive.penalties.decisions", "1.5");
    set(&mut report, "proactive.fees.amount_wan", "1.5");
    assert_eq!(
        found(check(&report, None)),
        [
            pair("report.not_a_count", "proactive.licences.decisions"),
            pair("report.not_a_count", "proactive.penalties.decisions"),
            pair("report.blank", "requests.total[6]"),
            pair("report.not_a_number", "review.reconsideration[4]"),
        ]
    );
}

#[test]
fn b9_a_township_makes_no_regulations_but_a_county_organ_is_not_asked() {
    let mut report = zeros(2024);
    set(&mut report, "proactive.regulations.in_force", "6");
    assert_eq!(found(check(&report, None)), [pair("report.township_regulations", "proactive.regulations.in_force")]);
    report.organ_level = None;
    assert_eq!(found(check(&report, None)).len(), 1, "the name says township");
    report.organ = Some("青山县人民政府".to_owned());
    assert_eq!(found(check(&report, None)), []);
}

#[test]
fn b10_reads_only_sentences_that_name_the_thing() {
    let mut report = zeros(2024);
    let say = |report: &mut AnnualReport, text: &str| {
        Narrative { on_request: Some(text.to_owned()), ..Narrative::default() }.write_into(report);
        check(report, None).len()
    };
    assert_eq!(say(&mut report, "全年收到政府信息公开申请3件。"), 1);
    assert_eq!(say(&mut report, "全年收到政府信息公开申请0件，办理信访事项98件，收到群众建议5条。"), 0);
    assert_eq!(say(&mut report, "2024年全年，我镇未收到要求政府信息公开的申请。"), 0);
    report.cell_mut(CellName::Requests(Row::New, 6)).unwrap().value = Some(Number::from(1));
    let findings: Vec<String> = check(&report, None).into_iter().map(|f| f.rule).collect();
    assert!(findings.contains(&"report.text_numbers".to_owned()), "{findings:?}");
}

#[test]
fn a_report_that_is_not_of_the_year_before_is_not_compared() {
    let mut last = zeros(2022);
    set(&mut last, "requests.carried_out[0]", "3");
    assert_eq!(found(check(&zeros(2024), Some(&last))), [pair("report.previous", "")]);
}

#[test]
fn a_missing_section_part_or_fee_statement_is_said() {
    let mut report = zeros(2024);
    report.sections[0].parts.remove(3);
    report.sections[4].title.clear();
    Narrative { other: Some("无。".to_owned()), ..Narrative::default() }.write_into(&mut report);
    report.sections[4].title.clear();
    assert_eq!(
        found(check(&report, None)),
        [pair("report.section", ""), pair("report.parts", ""), pair("report.fee_statement", "")]
    );
    assert!(report.cell(CellName::Proactive(Group::Services, Field::Decisions)).is_none());
    assert!(report.cell(CellName::Review(ReviewKind::Reconsideration, 5)).is_none());
}
