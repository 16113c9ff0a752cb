//! The two national forms of the annual report as dated data with their basis: labels, columns, rows.
//!
//! Numbers and layout are elsewhere; this module only says what the forms print and for which years.

use crate::cell_name::{Field, Group, Row};
use domain::review::ReviewKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// A national form (年度报告格式).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// `2019` or `2021`, as in the JSON.
    pub format: String,
    /// First report year.
    pub from: i16,
    /// Last report year, if the form was replaced.
    pub to: Option<i16>,
    /// The notice that prescribes it.
    pub basis: String,
    /// Its name.
    pub title: String,
    /// Table 2, block by block.
    pub proactive: Vec<ProactiveBlock>,
    /// Table 3.
    pub requests: RequestsTable,
    /// Table 4.
    pub review: ReviewTable,
    /// The six section headings.
    pub sections: Vec<SectionTitle>,
    /// The five parts of section one.
    pub parts: Vec<String>,
    /// 信息内容, the first column heading of table 2.
    pub content: String,
}

/// One section heading and other wordings in use.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionTitle {
    /// The wording of the form.
    pub title: String,
    /// Accepted alternatives.
    pub also: Vec<String>,
}

/// A block of table 2: one item of Art. 20 with its own columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProactiveBlock {
    /// The heading row, e.g. 第二十条第（一）项.
    pub heading: String,
    /// Its columns after 信息内容.
    pub columns: Vec<ProactiveColumn>,
    /// Its rows.
    pub rows: Vec<ProactiveRowLabel>,
}

/// A column of a block of table 2.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProactiveColumn {
    /// What it holds.
    pub key: Field,
    /// Its label without unit.
    pub label: String,
    /// Units that may be stated; empty for counts.
    #[serde(default)]
    pub units: Vec<String>,
    /// The unit as printed behind the label.
    #[serde(default)]
    pub unit: String,
    /// Whether the form itself prints the unit.
    #[serde(default)]
    pub unit_is_official: bool,
}

impl ProactiveColumn {
    /// The label as we print it, with its unit.
    pub fn printed(&self) -> String {
        format!("{}{}", self.label, self.unit)
    }

    /// Whether the form leaves it to the organ in which unit it states the amount.
    pub fn has_choice_of_unit(&self) -> bool {
        self.units.len() > 1
    }
}

/// A row of a block of table 2.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProactiveRowLabel {
    /// What it counts.
    pub key: Group,
    /// Its label.
    pub label: String,
}

/// Table 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestsTable {
    /// The text of the upper left cell.
    pub corner: String,
    /// 申请人情况
    pub applicants: String,
    /// 法人或其他组织
    pub organisations: String,
    /// The seven column labels.
    pub columns: Vec<String>,
    /// The rows in order.
    pub rows: Vec<RequestRowLabel>,
}

/// A row of table 3.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestRowLabel {
    /// What it counts.
    pub key: Row,
    /// 三、本年度办理结果 for the rows inside it.
    pub part: Option<String>,
    /// （三）不予公开 and the like for the rows inside them.
    pub group: Option<String>,
    /// Its label.
    pub label: String,
}

/// Table 4.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewTable {
    /// 行政诉讼
    pub litigation: String,
    /// The three blocks.
    pub blocks: Vec<ReviewBlockLabel>,
    /// The five columns of each block.
    pub columns: Vec<String>,
}

/// A block of table 4.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewBlockLabel {
    /// Which cases it counts.
    pub key: ReviewKind,
    /// Its label.
    pub label: String,
}

/// Why there is no form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// No national form covers the year.
    #[error("{year}年没有适用的全国统一年度报告格式：2019年起才有统一格式（国办公开办函〔2019〕60号）")]
    NoFormForYear {
        /// The year asked for.
        year: i16,
    },
    /// The data compiled in cannot be read; a mistake of ours.
    #[error("内置的年度报告格式数据有误：{0}")]
    BrokenData(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    common: Common,
    form: Vec<OneForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    sections: Vec<SectionTitle>,
    parts: Vec<String>,
    content: String,
    requests: CommonRequests,
    review: ReviewTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommonRequests {
    corner: String,
    applicants: String,
    organisations: String,
    columns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneForm {
    format: String,
    from: i16,
    to: Option<i16>,
    basis: String,
    title: String,
    proactive: Vec<ProactiveBlock>,
    requests: OneFormRequests,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneFormRequests {
    rows: Vec<RequestRowLabel>,
}

static FORMS: LazyLock<Result<Vec<Form>, String>> = LazyLock::new(|| {
    let data: Data = toml::from_str(include_str!("../data/forms.toml")).map_err(|e| e.to_string())?;
    let Data { common, form } = data;
    Ok(form
        .into_iter()
        .map(|f| Form {
            format: f.format,
            from: f.from,
            to: f.to,
            basis: f.basis,
            title: f.title,
            proactive: f.proactive,
            requests: RequestsTable {
                corner: common.requests.corner.clone(),
                applicants: common.requests.applicants.clone(),
                organisations: common.requests.organisations.clone(),
                columns: common.requests.columns.clone(),
                rows: f.requests.rows,
            },
            review: common.review.clone(),
            sections: common.sections.clone(),
            parts: common.parts.clone(),
            content: common.content.clone(),
        })
        .collect())
});

impl Form {
    /// All forms, oldest first.
    pub fn all() -> Result<&'static [Form], FormError> {
        FORMS.as_deref().map_err(|e| FormError::BrokenData(e.clone()))
    }

    /// The form for a report year.
    pub fn for_year(year: i16) -> Result<&'static Form, FormError> {
        Form::all()?
            .iter()
            .find(|f| f.from <= year && f.to.is_none_or(|to| year <= to))
            .ok_or(FormError::NoFormForYear { year })
    }

    /// The newest form.
    pub fn newest() -> Result<&'static Form, FormError> {
        Form::all()?.last().ok_or_else(|| FormError::BrokenData("没有任何格式".to_owned()))
    }

    /// The block, column and row of a cell of table 2, if the form has it.
    pub fn proactive_cell(
        &self,
        group: Group,
        field: Field,
    ) -> Option<(&ProactiveBlock, &ProactiveColumn, &ProactiveRowLabel)> {
        self.proactive.iter().find_map(|b| {
            let row = b.rows.iter().find(|r| r.key == group)?;
            let column = b.columns.iter().find(|c| c.key == field)?;
            Some((b, column, row))
        })
    }

    /// The label of a row of table 3 with its number, also for （六） as one row in a form that splits it.
    pub fn request_label(&self, row: Row) -> String {
        self.requests.rows.iter().find(|r| r.key == row).map_or_else(
            || {
                self.requests
                    .rows
                    .iter()
                    .filter_map(|r| r.group.clone())
                    .next_back()
                    .unwrap_or_else(|| row.key().to_owned())
            },
            |r| r.group.as_ref().map_or(r.label.clone(), |g| format!("{g}{}", r.label)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_have_the_rows_and_cells_that_the_rules_count() {
        let [old, new] = Form::all().unwrap() else { panic!("two forms") };
        assert_eq!((old.requests.rows.len(), new.requests.rows.len()), (23, 25));
        let inside = |f: &Form| f.requests.rows.iter().filter(|r| r.part.is_some()).count();
        assert_eq!((inside(old), inside(new)), (20, 22));
        let cells = |f: &Form| f.proactive.iter().map(|b| b.columns.len() * b.rows.len()).sum::<usize>();
        assert_eq!((cells(old), cells(new)), (22, 10));
        assert_eq!((old.sections.len(), old.parts.len(), old.review.blocks.len()), (6, 5, 3));
    }

    #[test]
    fn the_year_decides_the_form() {
        for (year, format) in [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")] {
            assert_eq!(Form::for_year(year).unwrap().format, format);
        }
        assert_eq!(Form::for_year(2018), Err(FormError::NoFormForYear { year: 2018 }));
    }
}
