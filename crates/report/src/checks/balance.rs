//! B1: in every column of table 3, 一 + 二 = 三（七） + 四. Printed on the form itself.

use super::{at, sum};
use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, Row},
    model::AnnualReport,
};
use domain::{Example, Finding, Rule, Severity};

/// 表三每列收支平衡
pub(super) const RULE: Rule = Rule {
    id: "report.balance",
    title: "表三每列收支平衡",
    severities: &[Severity::Error],
    what: "表三每一列（六类申请人和总计），本年新收加上年结转，应当等于办理结果总计加结转下年度继续办理。有一格没有填写或者不是数字的列不作判断，由“report.blank”提示。",
    why: "这是格式表头上印明的勾稽关系，不平衡说明有申请漏计、重计或者填错栏目。",
    basis: "国办公开办函〔2021〕30号（2020年度及以前为国办公开办函〔2019〕60号），表三勾稽关系",
    good: &[Example {
        says: "新收2件，办结1件，结转1件。",
        given: "requests.new[0] = 2\nrequests.new[6] = 2\nrequests.granted[0] = 1\nrequests.granted[6] = 1\nrequests.total[0] = 1\nrequests.total[6] = 1\nrequests.carried_out[0] = 1\nrequests.carried_out[6] = 1",
    }],
    bad: &[Example {
        says: "新收2件，办理结果和结转却都是0。", given: "requests.new[0] = 2\nrequests.new[6] = 2"
    }],
};

pub(super) fn check(report: &AnnualReport) -> Vec<Finding> {
    (0..REQUEST_COLUMNS)
        .filter_map(|column| {
            let value = |row| report.value(CellName::Requests(row, column));
            let (new, carried_in) = (value(Row::New)?, value(Row::CarriedIn)?);
            let (total, carried_out) = (value(Row::Total)?, value(Row::CarriedOut)?);
            let left = sum(report, [CellName::Requests(Row::New, column), CellName::Requests(Row::CarriedIn, column)])?;
            let right = total + carried_out;
            (left != right).then(|| {
                let message = format!(
                    "表三“{}”列不平衡：本年新收{new}＋上年结转{carried_in}＝{left}，而办理结果总计{total}＋结转下年度{carried_out}＝{right}",
                    report.form.requests.columns.get(column).map_or("", String::as_str)
                );
                at(report, &RULE, Severity::Error, CellName::Requests(Row::Total, column), message)
                    .hint("核对该列各项，使第一项加第二项之和等于第三项加第四项之和")
                    .basis(format!("{}，表三勾稽关系", report.form.basis))
            })
        })
        .collect()
}
