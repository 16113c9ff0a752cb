//! An amount in 万元 that looks like 元. A question: only the office knows what it took in.

use super::{at, township_regulations::is_township};
use crate::{
    cell_name::{CellName, Field, Group},
    model::AnnualReport,
    number::Number,
};
use domain::{Example, Finding, Rule, Severity};

/// 收费金额的单位是万元
pub(super) const RULE: Rule = Rule {
    id: "report.amount_unit",
    title: "收费金额的单位是万元",
    severities: &[Severity::Question],
    what: "表二行政事业性收费金额的单位是万元。乡镇的金额超过10亿元，其他机关超过1000亿元，或者恰为上一年度报告的1000倍以上，而金额不带小数的，可能是按元填写的。",
    why: "把元当作万元填写，金额就大了一万倍。",
    basis: "国办公开办函〔2021〕30号，表二“本年收费金额（单位：万元）”",
    good: &[
        Example { says: "一个镇填写12.5万元。", given: "proactive.fees.amount_wan = 12.5" },
        Example {
            says: "一个市填写96171.6万元。", given: "机关：临江市人民政府\nproactive.fees.amount_wan = 96171.6"
        },
    ],
    bad: &[
        Example { says: "一个镇填写125000万元。", given: "proactive.fees.amount_wan = 125000" },
        Example {
            says: "上年12万元，本年119800万元。",
            given: "机关：青山县民政局\nproactive.fees.amount_wan = 119800\n上年 proactive.fees.amount_wan = 12",
        },
    ],
};

/// 10亿元 and 1000亿元, in 万元.
const MOST_OF_A_TOWNSHIP: i64 = 100_000;
const MOST_OF_ANYBODY: i64 = 10_000_000;
/// How many times last year's amount is no growth any more.
const LEAP: i64 = 1000;

pub(super) fn check(report: &AnnualReport, previous: Option<&AnnualReport>) -> Option<Finding> {
    let name = CellName::Proactive(Group::Fees, Field::AmountWan);
    let amount = report.value(name).filter(|a| a.is_integer())?;
    let most = Number::from(if is_township(report) { MOST_OF_A_TOWNSHIP } else { MOST_OF_ANYBODY });
    let last = previous.and_then(|p| p.value(name)).filter(|last| *last > Number::ZERO);
    let message = if amount > most {
        format!("{}为{amount}万元，数额特别大，是否按元填写了", report.spoken(name))
    } else if let Some(last) = last.filter(|last| amount >= last.times(Number::from(LEAP))) {
        format!("{}为{amount}万元，上一年度是{last}万元，是否按元填写了", report.spoken(name))
    } else {
        return None;
    };
    Some(
        at(report, &RULE, Severity::Question, name, message).hint("核对单位，按万元填写，可以有小数").basis(RULE.basis),
    )
}
