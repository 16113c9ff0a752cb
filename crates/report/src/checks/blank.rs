//! B8: no cell is left blank; counts are integers and not negative, 本年增/减 may be signed, money may have decimals.
//!
//! A blank cell, "/" and "—" are not zero: zero must be written.

use super::at;
use crate::{cell_name::CellName, model::AnnualReport, number::Number};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    let basis = || format!("{}：没有数量的填写“0”", report.form.basis);
    report
        .cells()
        .into_iter()
        .filter_map(|(name, cell)| match (cell.value, &cell.raw) {
            (Some(value), _) => not_a_count(report, name, value),
            (None, None) => Some(
                at(report, "report.blank", Severity::Error, name, format!("{}没有填写", report.spoken(name)))
                    .hint("没有数量的填写“0”")
                    .basis(basis()),
            ),
            (None, Some(raw)) => Some(
                at(
                    report,
                    "report.not_a_number",
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
        at(report, "report.not_a_count", Severity::Error, name, format!("{}为{value}，{what}", report.spoken(name)))
            .hint("核对该数字")
            .basis(report.form.basis.clone()),
    )
}
