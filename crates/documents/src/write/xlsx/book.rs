//! A workbook of several sheets, one of which may add up others with formulas that a reader can follow.
//!
//! A sheet is text and tables below each other on one grid. The sum is decided only where every sheet has a number: a
//! blank, a “/” or a “—” makes it “未定”, also when somebody changes a sheet afterwards.

use super::{
    LINE, PORTRAIT_COLUMNS, TABLE_SIZE, TALLEST, heights, look, names, page, plain_number, set_properties, to_col,
    to_row, wrapped, write_cell,
};
use crate::{
    chart::as_tables,
    model::{Block, Document, Paragraph, Role, Table},
    write::WriteError,
};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::ops::RangeInclusive;

/// What stands in a sum that cannot be decided.
const UNDECIDED: &str = "未定";

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Title for the file's properties.
    pub title: String,
    /// Author for the file's properties.
    pub author: Option<String>,
    /// The sheets in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: blocks below each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name; made legal and unique when it is written.
    pub name: String,
    /// Text and tables.
    pub blocks: Vec<Block>,
    /// Widths of the columns in characters.
    pub widths: Vec<f64>,
    /// The sheets (by their index, all laid out like this one) whose fields the cells of the tables add up; labels
    /// are no numbers and stay.
    pub adds: Option<RangeInclusive<usize>>,
}

/// The workbook as the bytes of an .xlsx file; the same book always gives the same bytes.
///
/// # Errors
/// Where a sheet is larger than the format allows, or cells overlap.
pub fn write_book(book: &Book) -> Result<Vec<u8>, WriteError> {
    pack(book).map_err(|error| WriteError::Package(error.to_string()))
}

fn pack(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut out = Workbook::new();
    set_properties(&mut out, Some(&book.title), book.author.as_deref())?;
    let names = names::fitted(book.sheets.iter().map(|s| s.name.as_str()));
    for (sheet, name) in book.sheets.iter().zip(&names) {
        let adds = sheet.adds.clone().and_then(|range| Adds::new(&names, range));
        write_sheet(out.add_worksheet().set_name(name)?, sheet, adds.as_ref())?;
    }
    out.save_to_buffer()
}

/// Excel takes no more arguments of a function, and no longer formula.
const MOST_ARGUMENTS: usize = 255;
const LONGEST_FORMULA: usize = 8_192;

/// The sheets that are added, as they stand in a formula.
struct Adds<'a> {
    names: &'a [String],
}

impl<'a> Adds<'a> {
    fn new(names: &'a [String], range: RangeInclusive<usize>) -> Option<Self> {
        names.get(range).filter(|n| !n.is_empty()).map(|names| Adds { names })
    }

    /// Adds up only where every sheet has a number in the field. Every sheet is named, so that anybody can follow it;
    /// only where that would be too long, the first and the last one.
    fn formula(&self, row: usize, col: usize) -> Result<String, XlsxError> {
        let field = address(row, col)?;
        let each: Vec<String> = self.names.iter().map(|n| format!("'{}'!{field}", n.replace('\'', "''"))).collect();
        let sum = |of: &str| format!("=IF(COUNT({of})={},SUM({of}),\"{UNDECIDED}\")", self.names.len());
        let named = sum(&each.join(","));
        if each.len() <= MOST_ARGUMENTS && named.encode_utf16().count() <= LONGEST_FORMULA {
            return Ok(named);
        }
        let (first, last) = self.names.first().zip(self.names.last()).ok_or(XlsxError::RowColumnLimitError)?;
        Ok(sum(&format!("{}!{field}", span(first, last))))
    }
}

/// The sheets from one to another. LibreOffice does not understand them in quotes, so these stand only where they must.
fn span(first: &str, last: &str) -> String {
    let is_plain = |name: &str| name.chars().all(char::is_alphabetic);
    if is_plain(first) && is_plain(last) {
        format!("{first}:{last}")
    } else {
        format!("'{}:{}'", first.replace('\'', "''"), last.replace('\'', "''"))
    }
}

/// A1 and so on.
fn address(row: usize, col: usize) -> Result<String, XlsxError> {
    let (row, col) = (to_row(row)?, to_col(col)?);
    Ok(rust_xlsxwriter::utility::row_col_to_cell(row, col))
}

fn write_sheet(sheet: &mut Worksheet, from: &Sheet, adds: Option<&Adds<'_>>) -> Result<(), XlsxError> {
    page(sheet, from.widths.len() > PORTRAIT_COLUMNS);
    for (col, width) in (0..).zip(&from.widths) {
        sheet.set_column_width(col, *width)?;
    }
    let document = Document { blocks: from.blocks.clone(), ..Document::default() };
    let mut top = 0;
    for block in &as_tables(&document).blocks {
        match block {
            Block::Paragraph(p) => {
                text(sheet, p, top, &from.widths)?;
                top += 1;
            }
            Block::Table(table) => {
                if let Some(caption) = &table.caption {
                    text(sheet, &Paragraph::new(Role::Caption, caption.as_str()), top, &from.widths)?;
                    top += 1;
                }
                numbers(sheet, table, top, &from.widths, adds)?;
                // A row of air below.
                top += table.rows + 1;
            }
            Block::Chart(_) | Block::PageBreak => {}
        }
    }
    Ok(())
}

/// A line of text over the whole width.
fn text(sheet: &mut Worksheet, paragraph: &Paragraph, row: usize, widths: &[f64]) -> Result<(), XlsxError> {
    let format: Format = match paragraph.role {
        Role::Title => look(paragraph),
        Role::Caption => look(paragraph).set_bold(),
        _ => look(paragraph).set_align(FormatAlign::Left),
    };
    let words = paragraph.text();
    // Sizes of text are given for that of tables; a title is larger.
    let size = if paragraph.role == Role::Title { 16.0 / TABLE_SIZE } else { 1.1 };
    let whole: f64 = widths.iter().sum();
    sheet.set_row_height(to_row(row)?, (wrapped(&words, whole / size) * LINE * size + 4.0).min(TALLEST))?;
    match widths.len().checked_sub(1) {
        Some(last) if last > 0 => {
            sheet.merge_range(to_row(row)?, 0, to_row(row)?, to_col(last)?, &words, &format)?;
        }
        _ => {
            sheet.write_string_with_format(to_row(row)?, 0, &words, &format)?;
        }
    }
    Ok(())
}

fn numbers(
    sheet: &mut Worksheet,
    table: &Table,
    top: usize,
    widths: &[f64],
    adds: Option<&Adds<'_>>,
) -> Result<(), XlsxError> {
    let own = widths.get(..table.cols.min(widths.len())).unwrap_or(widths);
    for (row, height) in (top..).zip(heights(table, own)) {
        sheet.set_row_height(to_row(row)?, height)?;
    }
    for cell in &table.cells {
        let formula = adds.filter(|_| !cell.header).map(|a| a.formula(top + cell.row, cell.col)).transpose()?;
        if formula.is_some() && plain_number(&cell.text).is_none() {
            let undecided = crate::model::Cell { text: UNDECIDED.to_owned(), ..cell.clone() };
            write_cell(sheet, table, &undecided, top, formula.as_deref())?;
        } else {
            write_cell(sheet, table, cell, top, formula.as_deref())?;
        }
    }
    Ok(())
}
