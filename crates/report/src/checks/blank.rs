//! B8: no cell is left blank; counts are integers and not negative, 本年增/减 may be signed, money may have decimals.
//!
//! A blank cell, "/" and "—" are not zero: zero must be written.

use super::at;
use crate::{cell_name::CellName, model::AnnualReport, number::Number};
use domain::{Example, Finding, Rule, Severity};

/// 每格都要填写
pub(super) const BLANK: Rule = Rule {
    id: "report.blank",
    title: "每格都要填写",
    severities: &[Severity::Error],
    what: "三张表的每一格都要填写，没有数量的填写“0”。空格不当作0，凡用到空格的合计也都不作判断，所以有空格的报告不会通过。",
    why: "空格可能是0，也可能是漏填，读者无法知道。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）：没有数量的填写“0”",
    good: &[Example { says: "没有数量，填写0。", given: "requests.total[6] = 0" }],
    bad: &[Example { says: "总计栏空着。", given: "requests.total[6] =" }],
};

/// 格内只填一个数字
pub(super) const NOT_A_NUMBER: Rule = Rule {
    id: "report.not_a_number",
    title: "格内只填一个数字",
    severities: &[Severity::Error],
    what: "格内写了“/”“—”“无”或者带说明的文字，不能确定是哪个数。不按0计算，也不猜测。",
    why: "数据要能汇总和复用，一格只能是一个数。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）：没有数量的填写“0”",
    good: &[Example {
        says: "带千位分隔符的数字是明确的。", given: "proactive.licences.decisions = 1,234"
    }],
    bad: &[
        Example { says: "用斜线代替0。", given: "review.reconsideration[4] = /" },
        Example {
            says: "数字后面带了说明。", given: "proactive.normative_documents.in_force = 22（其中修订16件）"
        },
    ],
};

/// 件数是不小于0的整数
pub(super) const NOT_A_COUNT: Rule = Rule {
    id: "report.not_a_count",
    title: "件数是不小于0的整数",
    severities: &[Severity::Error],
    what: "件数不能是负数，不能有小数；只有2019年版的本年增/减可以是负数，金额可以有小数。",
    why: "负数或者小数的件数一定是填错了。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号）",
    good: &[Example { says: "收费金额有小数。", given: "proactive.fees.amount_wan = 1.5" }],
    bad: &[
        Example { says: "行政许可写-1。", given: "proactive.licences.decisions = -1" },
        Example { says: "行政处罚写1.5。", given: "proactive.penalties.decisions = 1.5" },
    ],
};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    let basis = || format!("{}：没有数量的填写“0”", report.form.basis);
    report
        .cells()
        .into_iter()
        .filter_map(|(name, cell)| match (cell.value, &cell.raw) {
            (Some(value), _) => not_a_count(report, name, value),
            (None, None) => Some(
                at(report, &BLANK, Severity::Error, name, format!("{}没有填写", report.spoken(name)))
                    .hint("没有数量的填写“0”")
                    .basis(basis()),
            ),
            (None, Some(raw)) => Some(
                at(
                    report,
                    &NOT_A_NUMBER,
                    Severity::Error,
                    name,
                    format!("{}填写的“{raw}”不是一个明确的数字", report.spoken(name)),
                )
                .hint("只填写一个阿拉伯数字，没有数量的填写“0”，说明写入正文")
                .basis(basis()),
            ),
        })
        .collect()
}

fn not_a_count(report: &AnnualReport, name: CellName, value: Number) -> Option<Finding> {
    let (money, signed) = match name {
        CellName::Proactive(_, field) => (field.is_money(), field.may_be_negative()),
        _ => (false, false),
    };
    let what = if value.is_negative() && !signed {
        "不能是负数"
    } else if !value.is_integer() && !money {
        "应当是整数"
    } else {
        return None;
    };
    Some(
        at(report, &NOT_A_COUNT, Severity::Error, name, format!("{}为{value}，{what}", report.spoken(name)))
            .hint("核对该数字")
            .basis(report.form.basis.clone()),
    )
}
