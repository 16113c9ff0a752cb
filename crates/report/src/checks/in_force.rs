//! B6 (2021 form): 现行有效 = 上年现行有效 + 本年制发 − 本年废止.

use super::at;
use crate::{
    cell_name::{CellName, Field, Group},
    model::AnnualReport,
};
use domain::{Finding, Severity};

pub(super) fn check(report: &AnnualReport, previous: &AnnualReport) -> Vec<Finding> {
    [Group::Regulations, Group::NormativeDocuments]
        .into_iter()
        .filter_map(|group| {
            let value = |field| report.value(CellName::Proactive(group, field));
            let before = previous.value(CellName::Proactive(group, Field::InForce))?;
            let (made, repealed) = (value(Field::Made)?, value(Field::Repealed)?);
            let in_force = value(Field::InForce)?;
            let expected = before + made - repealed;
            let name = CellName::Proactive(group, Field::InForce);
            (in_force != expected).then(|| {
                let message = format!(
                    "{}为{in_force}，而上年现行有效{before}＋本年制发{made}－本年废止{repealed}＝{expected}",
                    report.spoken(name)
                );
                at(report, "report.in_force", Severity::Warning, name, message)
                    .hint("核对文件清理和废止情况")
                    .basis(format!("{}，表二", report.form.basis))
            })
        })
        .collect()
}
