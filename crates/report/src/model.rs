//! One year's report as data: six sections of text and three tables of cells.
//!
//! The same model is filled from records ([`crate::draw_up()`]) and from somebody's file ([`crate::parse()`]); checks and
//! layout see no difference. A blank cell is blank, not zero.

use crate::{
    amendment::Amendment,
    cell_name::{CellName, Field, Group, REQUEST_COLUMNS, REVIEW_COLUMNS, Row},
    form::Form,
    number::Number,
};
use domain::organ::OrganLevel;
use domain::{Place, review::ReviewKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// 政府信息公开工作年度报告
#[derive(Debug, Clone, PartialEq)]
pub struct AnnualReport {
    /// Whose report, if it says so.
    pub organ: Option<String>,
    /// What kind of organ, if known.
    pub organ_level: Option<OrganLevel>,
    /// The report year, if it says so.
    pub year: Option<i16>,
    /// The form it follows.
    pub form: &'static Form,
    /// Up to which day the records were counted; none for a report that was read.
    pub as_of: Option<Date>,
    /// Text between title and section one.
    pub preface: Vec<Text>,
    /// The six sections.
    pub sections: Vec<Section>,
    /// Table 2.
    pub proactive: Vec<ProactiveRow>,
    /// Table 3.
    pub requests: Vec<RequestRow>,
    /// Table 4.
    pub review: Vec<ReviewBlock>,
    /// What the register of 信息处理费 says; none for a report that was read.
    pub information_fee: Option<InformationFee>,
    /// 更正 made after it went out, in order.
    pub amendments: Vec<Amendment>,
}

/// A paragraph of text and where it stood.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text {
    /// The characters.
    pub text: String,
    /// Where.
    pub place: Place,
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text { text: text.to_owned(), place: Place::default() }
    }
}

/// A section of the report.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Section {
    /// Its heading as printed, e.g. 一、总体情况; empty if the file has none.
    pub title: String,
    /// Where the heading stood.
    pub place: Place,
    /// Paragraphs before the first part.
    pub texts: Vec<Text>,
    /// Its parts （一）, （二） …
    pub parts: Vec<Part>,
}

impl Section {
    /// Every paragraph with those of the parts.
    pub fn all_texts(&self) -> impl Iterator<Item = &Text> {
        self.texts.iter().chain(self.parts.iter().flat_map(|p| &p.texts))
    }
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Part {
    /// Its heading, e.g. （一）主动公开.
    pub title: String,
    /// Where the heading stood.
    pub place: Place,
    /// Its paragraphs.
    pub texts: Vec<Text>,
}

/// A row of table 2.
#[derive(Debug, Clone, PartialEq)]
pub struct ProactiveRow {
    /// What it counts.
    pub group: Group,
    /// Its cells in the order of the form's columns.
    pub cells: Vec<(Field, Cell)>,
}

/// A row of table 3.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestRow {
    /// What it counts.
    pub row: Row,
    /// Six kinds of applicant and 总计.
    pub cells: [Cell; REQUEST_COLUMNS],
}

/// A block of table 4.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewBlock {
    /// Which cases.
    pub kind: ReviewKind,
    /// 维持, 纠正, 其他, 尚未审结, 总计.
    pub cells: [Cell; REVIEW_COLUMNS],
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// The number; none where the cell is blank or cannot be read.
    pub value: Option<Number>,
    /// The text as printed, where it is not simply the number.
    pub raw: Option<String>,
    /// Identifiers of the records behind the number.
    pub cases: Vec<String>,
    /// A correction by hand, if any.
    #[serde(rename = "override")]
    pub override_: Option<Override>,
    /// 计量单位 as stated, where the form leaves it open (采购总金额: 元 or 万元).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where it stood.
    pub place: Place,
}

impl Cell {
    /// A computed cell.
    pub fn counted(value: impl Into<Number>, cases: Vec<String>) -> Self {
        Cell { value: Some(value.into()), cases, ..Cell::default() }
    }

    /// What the table prints: the text that was read, or the number.
    pub fn printed(&self) -> String {
        self.raw.clone().or_else(|| self.value.map(|v| v.to_string())).unwrap_or_default()
    }
}

/// A number put in by hand instead of the computed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// What the records give.
    pub computed: Option<Number>,
    /// What is shown.
    pub value: Number,
    /// Why.
    pub note: String,
    /// Who.
    pub by: String,
}

/// 信息处理费 of the year (国办函〔2020〕109号): what the register says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InformationFee {
    /// Notices issued in the year.
    pub notices: i64,
    /// Their sum in 元.
    pub notified_yuan: i64,
    /// Actually received in the year, in 元.
    pub received_yuan: i64,
}

impl AnnualReport {
    /// An empty report in a form: every cell present and blank.
    pub fn blank(form: &'static Form) -> Self {
        let proactive = form
            .proactive
            .iter()
            .flat_map(|b| {
                b.rows.iter().map(|r| ProactiveRow {
                    group: r.key,
                    cells: b.columns.iter().map(|c| (c.key, Cell::default())).collect(),
                })
            })
            .collect();
        let requests =
            form.requests.rows.iter().map(|r| RequestRow { row: r.key, cells: Default::default() }).collect();
        let review =
            form.review.blocks.iter().map(|b| ReviewBlock { kind: b.key, cells: Default::default() }).collect();
        AnnualReport {
            organ: None,
            organ_level: None,
            year: None,
            form,
            as_of: None,
            preface: Vec::new(),
            sections: vec![Section::default(); form.sections.len()],
            proactive,
            requests,
            review,
            information_fee: None,
            amendments: Vec::new(),
        }
    }

    /// Prints （六）其他处理 as one blank row instead of three, as some offices do on a form that has three.
    pub(crate) fn merge_other(&mut self) {
        let is_other = |r: &RequestRow| matches!(r.row, Row::Closed(outcome) if outcome.is_other());
        if let Some(at) = self.requests.iter().position(is_other) {
            self.requests.retain(|r| !is_other(r));
            self.requests.insert(at, RequestRow { row: Row::Other, cells: Default::default() });
        }
    }

    /// A cell by name, if this report has it.
    pub fn cell(&self, name: CellName) -> Option<&Cell> {
        match name {
            CellName::Proactive(group, field) => self
                .proactive
                .iter()
                .find(|r| r.group == group)?
                .cells
                .iter()
                .find(|(f, _)| *f == field)
                .map(|(_, c)| c),
            CellName::Requests(row, column) => self.requests.iter().find(|r| r.row == row)?.cells.get(column),
            CellName::Review(kind, column) => self.review.iter().find(|b| b.kind == kind)?.cells.get(column),
        }
    }

    /// A cell by name, to be changed.
    pub fn cell_mut(&mut self, name: CellName) -> Option<&mut Cell> {
        match name {
            CellName::Proactive(group, field) => self
                .proactive
                .iter_mut()
                .find(|r| r.group == group)?
                .cells
                .iter_mut()
                .find(|(f, _)| *f == field)
                .map(|(_, c)| c),
            CellName::Requests(row, column) => self.requests.iter_mut().find(|r| r.row == row)?.cells.get_mut(column),
            CellName::Review(kind, column) => self.review.iter_mut().find(|b| b.kind == kind)?.cells.get_mut(column),
        }
    }

    /// The number in a cell; none if it is blank, unreadable or absent.
    pub fn value(&self, name: CellName) -> Option<Number> {
        self.cell(name)?.value
    }

    /// All cells with their names, in the order of the tables.
    pub fn cells(&self) -> Vec<(CellName, &Cell)> {
        let mut all = Vec::new();
        for row in &self.proactive {
            all.extend(row.cells.iter().map(|(field, cell)| (CellName::Proactive(row.group, *field), cell)));
        }
        for row in &self.requests {
            all.extend(row.cells.iter().enumerate().map(|(i, cell)| (CellName::Requests(row.row, i), cell)));
        }
        for block in &self.review {
            all.extend(block.cells.iter().enumerate().map(|(i, cell)| (CellName::Review(block.kind, i), cell)));
        }
        all
    }

    /// A cell's name for people: 表三“（三）不予公开1.属于国家秘密”自然人栏.
    pub fn spoken(&self, name: CellName) -> String {
        match name {
            CellName::Proactive(group, field) => match self.form.proactive_cell(group, field) {
                Some((_, column, row)) => format!("表二“{}”的“{}”", row.label, column.label),
                None => name.to_string(),
            },
            CellName::Requests(row, column) => {
                let column = self.form.requests.columns.get(column).map_or("", String::as_str);
                format!("表三“{}”的“{column}”栏", self.form.request_label(row))
            }
            CellName::Review(kind, column) => {
                let block = self.form.review.blocks.iter().find(|b| b.key == kind).map_or("", |b| b.label.as_str());
                let column = self.form.review.columns.get(column).map_or("", String::as_str);
                format!("表四“{block}”的“{column}”栏")
            }
        }
    }

    /// Where a finding about a cell points.
    pub fn place_of(&self, name: CellName) -> Place {
        let mut place = self.cell(name).map(|c| c.place.clone()).unwrap_or_default();
        place.text = self.cell(name).map(Cell::printed).unwrap_or_default();
        place.cell = Some(name.to_string());
        place
    }
}
