//! Which charts a report gives, and from which of its numbers. How they look is for the writers.
//!
//! Charts show what the report says and nothing else: a blank cell stays unknown, never zero. How many requests were
//! answered in time stands in no report; [`timeliness`] is only for our own records.

use crate::{
    cell_name::{CellName, REQUEST_TOTAL, REVIEW_TOTAL, Row},
    model::AnnualReport,
    number::Number,
};
use documents::{
    chart::{Chart, ChartKind, Series, UNKNOWN},
    model::{Block, Document, Role},
};

/// All charts of a report; `years` are the reports of the same organ to show the trend, its own among them or not.
pub fn of_report(report: &AnnualReport, years: &[&AnnualReport]) -> Vec<Chart> {
    let mut all: Vec<&AnnualReport> = years.iter().copied().filter(|r| r.year != report.year).collect();
    all.push(report);
    let mut charts: Vec<Chart> = trend(&all).into_iter().collect();
    charts.extend([outcomes(report), applicants(report), reviews(report)]);
    charts
}

/// 历年申请办理情况: new, handled and carried over, year by year; none for fewer than two years.
pub fn trend(reports: &[&AnnualReport]) -> Option<Chart> {
    let mut years: Vec<(i16, &AnnualReport)> = reports.iter().filter_map(|r| Some((r.year?, *r))).collect();
    years.sort_by_key(|(year, _)| *year);
    years.dedup_by_key(|(year, _)| *year);
    let ((first, _), (last, _)) = (years.first()?, years.last()?);
    if first == last {
        return None;
    }
    let span: Vec<i16> = (*first..=*last).collect();
    let series =
        [("本年新收", Row::New), ("办理结果总计", Row::Total), ("结转下年度", Row::CarriedOut)].map(|(name, row)| {
            let value = |year: &i16| {
                let (_, report) = years.iter().find(|(y, _)| y == year)?;
                count(report, CellName::Requests(row, REQUEST_TOTAL))
            };
            Series { name: name.to_owned(), values: span.iter().map(value).collect() }
        });
    let from_to: Vec<String> = series
        .iter()
        .map(|s| {
            let say =
                |v: Option<&Option<u64>>| v.copied().flatten().map_or_else(|| UNKNOWN.to_owned(), |v| format!("{v}件"));
            format!("{}由{}到{}", s.name, say(s.values.first()), say(s.values.last()))
        })
        .collect();
    let gaps =
        span.iter().filter(|y| years.iter().all(|(year, _)| year != *y)).map(|y| format!("{y}年")).collect::<Vec<_>>();
    let gap = (!gaps.is_empty()).then(|| format!("{}没有年度报告，线在该处断开。", gaps.join("、")));
    let chart = Chart {
        kind: ChartKind::Lines,
        title: format!("{first}—{last}年政府信息公开申请办理情况"),
        description: format!("从{first}年到{last}年：{}。", from_to.join("，")),
        label_head: "年度".to_owned(),
        unit: "件".to_owned(),
        labels: span.iter().map(|y| format!("{y}年")).collect(),
        series: series.to_vec(),
        shares: false,
        note: None,
    };
    Some(with_note(chart, gap))
}

/// 办理结果: the six kinds of outcome.
pub fn outcomes(report: &AnnualReport) -> Chart {
    let mut kinds: Vec<(String, Option<u64>)> = Vec::new();
    for row in report.requests.iter().filter(|r| r.row.is_outcome()) {
        let official = report.form.requests.rows.iter().find(|o| o.key == row.row);
        let label = official
            .map_or_else(|| report.form.request_label(row.row), |o| o.group.clone().unwrap_or_else(|| o.label.clone()));
        let label = without_marks(&label);
        let value = count(report, CellName::Requests(row.row, REQUEST_TOTAL));
        match kinds.last_mut().filter(|(last, _)| *last == label) {
            Some((_, sum)) => *sum = sum.zip(value).and_then(|(a, b)| a.checked_add(b)),
            None => kinds.push((label, value)),
        }
    }
    one_series(report, "申请办理结果", "办理结果", "办理结果总计", kinds)
}

/// 申请人构成: who asked, by the six kinds of applicant.
pub fn applicants(report: &AnnualReport) -> Chart {
    let columns = report.form.requests.columns.iter().take(REQUEST_TOTAL).enumerate();
    let kinds = columns.map(|(i, label)| (label.clone(), count(report, CellName::Requests(Row::New, i)))).collect();
    one_series(report, "新收申请的申请人构成", "申请人", "本年新收", kinds)
}

/// 行政复议、行政诉讼结果.
pub fn reviews(report: &AnnualReport) -> Chart {
    let form = &report.form.review;
    let labels: Vec<String> = form.columns.iter().take(REVIEW_TOTAL).cloned().collect();
    let series: Vec<Series> = form
        .blocks
        .iter()
        .map(|block| Series {
            name: block.label.clone(),
            values: (0..labels.len()).map(|i| count(report, CellName::Review(block.key, i))).collect(),
        })
        .collect();
    let told: Vec<String> = series
        .iter()
        .map(|s| {
            let each: Vec<String> = labels.iter().zip(&s.values).map(|(l, v)| told(l, *v)).collect();
            format!("{}：{}", s.name, each.join("，"))
        })
        .collect();
    let chart = Chart {
        kind: ChartKind::Bars,
        title: format!("{}行政复议、行政诉讼结果", year(report)),
        description: format!("{}。", told.join("；")),
        label_head: "结果".to_owned(),
        unit: "件".to_owned(),
        labels,
        series,
        shares: false,
        note: None,
    };
    with_note(chart, None)
}

/// How the requests that ended in a year were answered, from our own records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Timeliness {
    /// 按期答复: within the period of Art. 33, not extended.
    pub on_time: u64,
    /// 延期后按期答复: within the period as extended.
    pub extended: u64,
    /// 逾期答复: after the last day.
    pub late: u64,
    /// The records do not say: a calendar is missing.
    pub unknown: u64,
}

/// 答复及时性 of a year, from our own records only.
pub fn timeliness(year: i16, times: Timeliness) -> Chart {
    let kinds = [("法定期限内答复", times.on_time), ("延长期限内答复", times.extended), ("逾期答复", times.late)];
    let chart = Chart {
        kind: ChartKind::Bars,
        title: format!("{year}年答复是否按期"),
        description: format!("{}。", kinds.map(|(label, value)| told(label, Some(value))).join("，")),
        label_head: "答复情况".to_owned(),
        unit: "件".to_owned(),
        labels: kinds.iter().map(|(label, _)| (*label).to_owned()).collect(),
        series: vec![Series { name: "已答复".to_owned(), values: kinds.iter().map(|(_, v)| Some(*v)).collect() }],
        shares: true,
        note: None,
    };
    let unknown =
        (times.unknown > 0).then(|| format!("另有{}件因缺少当年节假日安排，不能判断，没有计入。", times.unknown));
    let note = format!("根据本系统的办理记录统计，不是年度报告的内容。{}", unknown.unwrap_or_default());
    Chart { note: Some(note), ..chart }
}

/// Charts as a document of their own: the form of the report itself is prescribed and has none.
pub fn document(title: &str, author: Option<&str>, charts: Vec<Chart>) -> Document {
    let mut document =
        Document { title: Some(title.to_owned()), author: author.map(str::to_owned), ..Document::default() };
    document.push(Role::Title, title);
    document.blocks.extend(charts.into_iter().map(Block::Chart));
    document
}

fn one_series(report: &AnnualReport, what: &str, head: &str, name: &str, kinds: Vec<(String, Option<u64>)>) -> Chart {
    let each: Vec<String> = kinds.iter().map(|(label, value)| told(label, *value)).collect();
    let (labels, values) = kinds.into_iter().unzip();
    let chart = Chart {
        kind: ChartKind::Bars,
        title: format!("{}{what}", year(report)),
        description: format!("{}。", each.join("，")),
        label_head: head.to_owned(),
        unit: "件".to_owned(),
        labels,
        series: vec![Series { name: name.to_owned(), values }],
        shares: true,
        note: None,
    };
    with_note(chart, None)
}

fn year(report: &AnnualReport) -> String {
    report.year.map(|y| format!("{y}年")).unwrap_or_default()
}

fn told(label: &str, value: Option<u64>) -> String {
    value.map_or_else(|| format!("{label}{UNKNOWN}"), |v| format!("{label}{v}件"))
}

/// Says what an unknown value is, where there is one.
fn with_note(chart: Chart, more: Option<String>) -> Chart {
    let unknown = chart.series.iter().any(|s| s.values.iter().any(Option::is_none)) && more.is_none();
    let said = unknown
        .then(|| format!("“{UNKNOWN}”表示报告中该处空白、写法不能确定，或者汇总时有单位的数据不能确定，不作0计算。"));
    Chart { note: said.or(more), ..chart }
}

/// A count that can be drawn: a whole number that is not negative.
fn count(report: &AnnualReport, name: CellName) -> Option<u64> {
    report.value(name).and_then(Number::as_integer).and_then(|n| u64::try_from(n).ok())
}

/// （三）不予公开 without its number, 部分公开（……） without its remark.
fn without_marks(label: &str) -> String {
    let rest = label.strip_prefix('（').and_then(|l| l.split_once('）')).map_or(label, |(_, rest)| rest);
    rest.split('（').next().unwrap_or(rest).to_owned()
}
