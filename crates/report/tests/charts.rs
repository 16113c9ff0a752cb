//! Which numbers a chart shows; what is blank stays unknown, and what is drawn says so in words.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use documents::chart::{Chart, ChartKind};
use report::charts::{Timeliness, applicants, document, of_report, outcomes, reviews, timeliness, trend};
use report::{AnnualReport, CellName, Form, Layout, Number, layout, parse, to_json};

fn report(year: i16, values: &[(&str, i64)]) -> AnnualReport {
    let mut report = AnnualReport::blank(Form::for_year(year).unwrap());
    report.organ = Some("青山县清水镇人民政府".to_owned());
    report.year = Some(year);
    let names: Vec<CellName> = report.cells().into_iter().map(|(n, _)| n).collect();
    for name in names {
        report.cell_mut(name).unwrap().value = Some(Number::ZERO);
    }
    for (name, value) in values {
        report.cell_mut(name.parse().unwrap()).unwrap().value = Some(Number::from(*value));
    }
    report
}

fn values(chart: &Chart, series: usize) -> Vec<Option<u64>> {
    chart.series[series].values.clone()
}

#[test]
fn the_trend_runs_over_all_years_and_breaks_where_there_is_no_report() {
    let first = report(2020, &[("requests.new[6]", 3), ("requests.total[6]", 2), ("requests.carried_out[6]", 1)]);
    let last = report(2022, &[("requests.new[6]", 7)]);
    let chart = trend(&[&last, &first]).unwrap();
    assert_eq!(chart.kind, ChartKind::Lines);
    assert_eq!(chart.labels, ["2020年", "2021年", "2022年"]);
    assert_eq!(values(&chart, 0), [Some(3), None, Some(7)]);
    assert_eq!(values(&chart, 2), [Some(1), None, Some(0)]);
    assert!(chart.description.contains("本年新收由3件到7件"), "{}", chart.description);
    assert!(chart.note.as_deref().unwrap().contains("2021年没有年度报告"));
    assert_eq!(trend(&[&first]), None, "one year is no trend");
}

#[test]
fn outcomes_are_added_by_kind_and_a_blank_makes_the_kind_unknown() {
    let mut report =
        report(2024, &[("requests.granted[6]", 4), ("requests.refused.1[6]", 1), ("requests.refused.8[6]", 2)]);
    let chart = outcomes(&report);
    assert_eq!(chart.labels, ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]);
    assert_eq!(values(&chart, 0), [4, 0, 3, 0, 0, 0].map(Some));
    report.cell_mut("requests.refused.3[6]".parse().unwrap()).unwrap().value = None;
    let chart = outcomes(&report);
    assert_eq!(values(&chart, 0)[2], None);
    assert!(chart.note.as_deref().unwrap().contains("不作0计算"));
    assert_eq!(outcomes(&self::report(2020, &[])).labels.len(), 6, "the older form prints （六） in one row");
}

#[test]
fn applicants_and_reviews_follow_the_columns_of_the_form() {
    let report = report(2024, &[("requests.new[0]", 5), ("requests.new[5]", 1), ("review.litigation_direct[3]", 2)]);
    let chart = applicants(&report);
    assert_eq!(values(&chart, 0), [5, 0, 0, 0, 0, 1].map(Some));
    assert!(chart.shares && chart.description.starts_with("自然人5件"), "{}", chart.description);
    let chart = reviews(&report);
    assert_eq!((chart.series.len(), chart.labels.len()), (3, 4));
    assert_eq!(values(&chart, 1), [0, 0, 0, 2].map(Some));
}

#[test]
fn a_fraction_or_a_negative_number_of_requests_is_not_drawn() {
    let mut report = report(2024, &[("requests.new[0]", -5)]);
    report.cell_mut("requests.new[1]".parse().unwrap()).unwrap().value = Some("1.5".parse().unwrap());
    assert_eq!(values(&applicants(&report), 0)[..2], [None, None]);
}

#[test]
fn timeliness_says_where_it_comes_from() {
    let chart = timeliness(2024, Timeliness { on_time: 8, extended: 1, late: 0, unknown: 2 });
    assert_eq!(values(&chart, 0), [8, 1, 0].map(Some));
    let note = chart.note.unwrap();
    assert!(note.contains("不是年度报告的内容") && note.contains("另有2件"), "{note}");
}

#[test]
fn charts_behind_a_report_do_not_change_what_is_read_of_it() {
    let report = report(2024, &[("requests.new[0]", 2), ("requests.new[6]", 2), ("requests.granted[0]", 2)]);
    let mut page = layout(&report, &Layout::default());
    let before = to_json(&parse(&page).unwrap().report.unwrap());
    let annex = document("图表", None, of_report(&report, &[&self::report(2023, &[("requests.new[6]", 1)])]));
    page.blocks.extend(annex.blocks.into_iter().skip(1));
    let html = documents::write::html::page(&page);
    let read = documents::read::read("report.html", html.as_bytes()).unwrap();
    assert_eq!(to_json(&parse(&read).unwrap().report.unwrap()), before);
}
