//! Growth against last year in the text beside the two reports: 同比增长12.5%.

use super::{
    prose::{
        Measure, Prose,
        statements::{Growth, Statements},
    },
    said,
};
use crate::{model::AnnualReport, number::Number};
use domain::{Example, Finding, Rule, Severity};

/// 同比增减与上一年度报告一致
pub(super) const RULE: Rule = Rule {
    id: "report.text_growth",
    title: "同比增减与上一年度报告一致",
    severities: &[Severity::Question],
    what: "正文写了件数，又写同比或者较上年增减多少，就用本年度和上一年度报告的表格重新计算；按印出的位数四舍五入后不同的提示。没有上一年度报告，或者上年是0的不作判断。",
    why: "增减的比例容易用错基数，或者沿用了以前的数字。",
    basis: "核对方法，没有单独的条文；《中华人民共和国政府信息公开条例》第五十条",
    good: &[
        Example {
            says: "上年2件，本年3件，增长50%。",
            given: "一（二）：收到政府信息公开申请3件，同比增长50%。\nrequests.new[0] = 3\nrequests.new[6] = 3\nrequests.carried_out[0] = 3\nrequests.carried_out[6] = 3\n上年 requests.new[6] = 2",
        },
        Example {
            says: "上年3件，本年2件，减少1件。",
            given: "一（二）：收到政府信息公开申请2件，较上年减少1件。\nrequests.new[0] = 2\nrequests.new[6] = 2\nrequests.carried_out[0] = 2\nrequests.carried_out[6] = 2\n上年 requests.new[6] = 3",
        },
    ],
    bad: &[Example {
        says: "上年2件，本年3件，写增长20%。",
        given: "一（二）：收到政府信息公开申请3件，同比增长20%。\nrequests.new[0] = 3\nrequests.new[6] = 3\nrequests.carried_out[0] = 3\nrequests.carried_out[6] = 3\n上年 requests.new[6] = 2",
    }],
};

pub(super) fn check(
    report: &AnnualReport,
    previous: &AnnualReport,
    prose: &Prose<'_>,
    said: &Statements,
) -> Vec<Finding> {
    said.growth.iter().filter_map(|growth| finding(report, previous, prose, growth)).collect()
}

fn finding(report: &AnnualReport, previous: &AnnualReport, prose: &Prose<'_>, growth: &Growth) -> Option<Finding> {
    let (now, before) = (said::in_tables(report, growth.kind)?, said::in_tables(previous, growth.kind)?);
    let stated = growth.change.value;
    let (right, holds) = match growth.change.measure {
        Measure::Case => ((now - before).to_string() + "件", stated == now - before),
        Measure::Percent if !before.is_zero() => {
            // |stated × before − 100 × (now − before)| within one of the last digit × before: rounded or cut off.
            let off = (stated.times(before) - (now - before).times(Number::from(100))).absolute();
            let unit = Number::new(1, growth.change.decimals);
            (percent(now, before)?, off <= unit.times(before.absolute()))
        }
        _ => return None,
    };
    if holds {
        return None;
    }
    let paragraph = prose.paragraphs.get(growth.paragraph)?;
    let clause = said::trimmed(paragraph.slice(growth.start, growth.end));
    let message = format!(
        "正文写“{}”，而{}上年为{before}、本年为{now}，应为{right}",
        said::quoted(clause),
        said::name(growth.kind)
    );
    Some(
        RULE.finding(Severity::Question, message, paragraph.place_of(growth.start, growth.end))
            .hint("核对比较的基数和计算结果")
            .basis(RULE.basis),
    )
}

/// The growth in percent with one digit behind the point, cut off.
fn percent(now: Number, before: Number) -> Option<String> {
    let (now, before) = (now.as_integer()?, before.as_integer()?);
    let permille = (now - before).checked_mul(1000)?.checked_div(before)?;
    let sign = if permille < 0 { "-" } else { "" };
    Some(format!("{sign}{}.{}%", permille.abs() / 10, permille.abs() % 10))
}
