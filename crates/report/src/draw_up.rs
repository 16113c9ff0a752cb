//! From the records of an organ to its report of a year: a pure function.
//!
//! Every number is counted; a correction by hand replaces what is shown, keeps what was counted, and stays visible.
//! 总计 is summed over what is shown, so that a corrected cell is carried into its sums.

use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, REQUEST_TOTAL, REVIEW_TOTAL, Row},
    form::{Form, FormError},
    model::{AnnualReport, Cell, InformationFee, Override},
    narrative,
    number::Number,
    records::Records,
    tables::{self, Period},
};
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A correction of one cell by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideEntry {
    /// Which cell.
    pub cell: CellName,
    /// What is to be shown.
    pub value: Number,
    /// Why; must not be empty.
    pub note: String,
    /// Who.
    pub by: String,
}

/// The corrections of one report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Overrides(
    /// One entry a cell; a later entry for the same cell replaces the earlier one.
    pub Vec<OverrideEntry>,
);

/// Why no report can be drawn up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawUpError {
    /// No form for the year.
    #[error(transparent)]
    Form(#[from] FormError),
    /// The year has not begun on the day counted.
    #[error("{year}年尚未开始（今天是{}），不能编制该年度报告", domain::date::chinese(.as_of))]
    YearNotBegun {
        /// The report year.
        year: i16,
        /// The day counted.
        as_of: Date,
    },
    /// A record that ends before it begins would break every sum.
    #[error("记录“{id}”的办结（审结、废止）日期{ended}早于起始日期{began}，请先更正登记")]
    EndsBeforeItBegins {
        /// Which record.
        id: String,
        /// When it began.
        began: Date,
        /// When it is said to have ended.
        ended: Date,
    },
    /// A correction without a reason.
    #[error("修改“{cell}”必须写明理由")]
    OverrideWithoutNote {
        /// Which cell.
        cell: CellName,
    },
    /// A correction of a cell that the year's form does not have.
    #[error("{format}年版格式中没有单元格“{cell}”，不能修改")]
    OverrideOfNoCell {
        /// Which cell.
        cell: CellName,
        /// Which form.
        format: String,
    },
}

/// Draws up the report of a year as the records stood on a day.
pub fn draw_up(records: &Records, year: i16, as_of: Date, overrides: &Overrides) -> Result<AnnualReport, DrawUpError> {
    let form = Form::for_year(year)?;
    let start = date(year, 1, 1);
    if as_of < start {
        return Err(DrawUpError::YearNotBegun { year, as_of });
    }
    let period = Period { start, end: as_of.min(date(year, 12, 31)) };
    refuse_backward_records(records)?;
    for entry in &overrides.0 {
        if entry.note.trim().is_empty() {
            return Err(DrawUpError::OverrideWithoutNote { cell: entry.cell });
        }
    }

    let mut report = AnnualReport::blank(form);
    report.organ = Some(records.organ.clone());
    report.organ_level = Some(records.organ_level);
    report.year = Some(year);
    report.as_of = Some(period.end);
    for row in &mut report.proactive {
        for (field, cell) in &mut row.cells {
            *cell = tables::proactive::cell(records, period, row.group, *field);
        }
    }
    for row in &mut report.requests {
        row.cells = tables::requests::row(records, period, row.row);
    }
    for block in &mut report.review {
        block.cells = tables::review::block(records, period, block.kind);
    }
    let (sums, parts): (Vec<&OverrideEntry>, Vec<&OverrideEntry>) =
        overrides.0.iter().partition(|entry| is_sum(entry.cell));
    apply(&mut report, &parts)?;
    sum_up(&mut report);
    apply(&mut report, &sums)?;
    report.information_fee = Some(information_fee(records, period));
    narrative::draft(records, &report).write_into(&mut report);
    Ok(report)
}

fn refuse_backward_records(records: &Records) -> Result<(), DrawUpError> {
    let requests = records.requests.iter().map(|r| (&r.id, r.received_on, r.closed.map(|(day, _)| day)));
    let reviews = records.reviews.iter().map(|r| (&r.id, r.filed_on, r.concluded.map(|(day, _)| day)));
    let documents = records.documents.iter().map(|d| (&d.id, d.made_on, d.repealed_on));
    for (id, began, ended) in requests.chain(reviews).chain(documents) {
        if let Some(ended) = ended.filter(|ended| *ended < began) {
            return Err(DrawUpError::EndsBeforeItBegins { id: id.clone(), began, ended });
        }
    }
    Ok(())
}

fn is_sum(name: CellName) -> bool {
    match name {
        CellName::Proactive(..) => false,
        CellName::Requests(row, column) => row == Row::Total || column == REQUEST_TOTAL,
        CellName::Review(_, column) => column == REVIEW_TOTAL,
    }
}

fn apply(report: &mut AnnualReport, entries: &[&OverrideEntry]) -> Result<(), DrawUpError> {
    for entry in entries {
        let format = report.form.format.clone();
        let cell = report.cell_mut(entry.cell).ok_or(DrawUpError::OverrideOfNoCell { cell: entry.cell, format })?;
        let computed = cell.override_.take().map_or(cell.value, |earlier| earlier.computed);
        cell.value = Some(entry.value);
        cell.override_ =
            Some(Override { computed, value: entry.value, note: entry.note.clone(), by: entry.by.clone() });
    }
    Ok(())
}

/// Fills the row and the column 总计 of table 3 and the columns 总计 of table 4.
fn sum_up(report: &mut AnnualReport) {
    let mut columns: [Vec<Cell>; REQUEST_COLUMNS] = Default::default();
    for row in report.requests.iter().filter(|r| r.row.is_outcome()) {
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            column.push(cell.clone());
        }
    }
    if let Some(total) = report.requests.iter_mut().find(|r| r.row == Row::Total) {
        for (cell, column) in total.cells.iter_mut().zip(&columns) {
            *cell = sum(column);
        }
    }
    for row in &mut report.requests {
        row.cells[REQUEST_TOTAL] = sum(&row.cells[..REQUEST_TOTAL]);
    }
    for block in &mut report.review {
        block.cells[REVIEW_TOTAL] = sum(&block.cells[..REVIEW_TOTAL]);
    }
}

fn sum(cells: &[Cell]) -> Cell {
    let value: Number = cells.iter().filter_map(|c| c.value).sum();
    Cell::counted(value, cells.iter().flat_map(|c| c.cases.iter().cloned()).collect())
}

fn information_fee(records: &Records, period: Period) -> InformationFee {
    let mut fee = InformationFee::default();
    for notice in records.requests.iter().filter_map(|r| r.fee.as_ref()) {
        if period.contains(notice.notified_on) {
            fee.notices += 1;
            fee.notified_yuan += notice.amount_yuan;
        }
        if notice.paid_on.is_some_and(|day| period.contains(day)) {
            fee.received_yuan += notice.amount_yuan;
        }
    }
    fee
}
