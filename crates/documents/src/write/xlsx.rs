//! The document as a workbook: the text on the first sheet, every table on a sheet of its own.
//!
//! A table keeps its grid (field A1 is row 0, column 0), its merged cells and its widths. A cell becomes a number only
//! where its text is exactly what Excel would show for that number; "/", "—", a blank and "007" stay text.

mod book;
mod names;

pub use book::{Book, Sheet, write_book};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Url, Workbook, Worksheet, XlsxError,
};

use super::WriteError;
use crate::chart::as_tables;
use crate::model::{Align, Block, Cell, Document, Paragraph, Role, Table};
use names::Names;

const FONT: &str = "宋体";
const TEXT_SIZE: f64 = 11.0;
const TABLE_SIZE: f64 = 10.0;
/// Width of the text column and of a whole table, in characters of the default font.
const WIDTH: f64 = 90.0;
/// Narrower columns cannot show a three-digit number.
const LEAST_WIDTH: f64 = 5.0;
/// Height of a line of table text in points.
const LINE: f64 = 14.0;
/// The tallest row that Excel accepts, in points.
const TALLEST: f64 = 409.0;
/// Tables with more columns are printed on landscape pages.
const PORTRAIT_COLUMNS: usize = 10;
/// A4 in the numbering of Excel.
const A4: u8 = 9;

/// The document as the bytes of an .xlsx file; the same document always gives the same bytes.
///
/// # Errors
/// Where a table is larger than a sheet, or its cells overlap.
pub fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    pack(document).map_err(|error| WriteError::Package(error.to_string()))
}

fn pack(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let document = &*as_tables(document);
    let mut book = Workbook::new();
    set_properties(&mut book, document.title.as_deref(), document.author.as_deref())?;

    let names = Names::of(document);
    text_sheet(book.add_worksheet(), document, &names)?;
    for (table, name) in document.tables().zip(names.tables()) {
        table_sheet(book.add_worksheet().set_name(name)?, table)?;
    }
    book.save_to_buffer()
}

/// A fixed time: what is printed twice must be equal, and when it was printed is nobody's information.
fn set_properties(book: &mut Workbook, title: Option<&str>, author: Option<&str>) -> Result<(), XlsxError> {
    let mut properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    if let Some(title) = title {
        properties = properties.set_title(title);
    }
    if let Some(author) = author {
        properties = properties.set_author(author);
    }
    book.set_properties(&properties);
    Ok(())
}

fn text_sheet(sheet: &mut Worksheet, document: &Document, names: &Names) -> Result<(), XlsxError> {
    sheet.set_name(names::TEXT)?;
    page(sheet, false);
    sheet.set_column_width(0, WIDTH)?;
    let mut tables = document.tables().zip(names.tables());
    let mut row = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) if p.text().is_empty() => continue,
            Block::Paragraph(p) => {
                sheet.write_string_with_format(row, 0, p.text(), &look(p))?;
            }
            Block::Table(_) => {
                let Some((table, name)) = tables.next() else { continue };
                let what = table.caption.as_deref().unwrap_or("表格");
                let url = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''")));
                sheet.write_url(row, 0, url.set_text(format!("{what}（见工作表“{name}”）")))?;
            }
            Block::Chart(_) | Block::PageBreak => continue,
        }
        row += 1;
    }
    Ok(())
}

fn look(p: &Paragraph) -> Format {
    let format = base(TEXT_SIZE).set_align(FormatAlign::Top);
    match p.role {
        Role::IssuerMark | Role::Title => format.set_bold().set_font_size(16).set_align(FormatAlign::Center),
        Role::DocumentNumber | Role::Caption => format.set_align(FormatAlign::Center),
        Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4 => format.set_bold(),
        Role::Signature | Role::Date => format.set_align(FormatAlign::Right),
        Role::Addressee | Role::Body | Role::AttachmentNote | Role::Note => format,
    }
}

fn base(size: f64) -> Format {
    Format::new().set_font_name(FONT).set_font_size(size).set_text_wrap()
}

fn page(sheet: &mut Worksheet, landscape: bool) {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&C第 &P 页，共 &N 页");
    if landscape {
        sheet.set_landscape();
    }
}

fn table_sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    page(sheet, table.cols > PORTRAIT_COLUMNS);
    let widths = widths(table);
    for (col, width) in (0..).zip(&widths) {
        sheet.set_column_width(col, *width)?;
    }
    for (row, height) in (0..).zip(heights(table, &widths)) {
        sheet.set_row_height(row, height)?;
    }
    for cell in &table.cells {
        write_cell(sheet, table, cell, 0, None)?;
    }
    if let Some(last) = table.header_rows.min(table.rows).checked_sub(1) {
        let last = to_row(last)?;
        sheet.set_repeat_rows(0, last)?;
        // A table that is all head has nothing to scroll under it.
        if table.header_rows < table.rows {
            sheet.set_freeze_panes(last + 1, 0)?;
        }
    }
    Ok(())
}

/// Writes a cell of a table that begins in row `top`; where there is a formula, the text is its value of today.
fn write_cell(
    sheet: &mut Worksheet,
    table: &Table,
    cell: &Cell,
    top: usize,
    formula: Option<&str>,
) -> Result<(), XlsxError> {
    let (row, col) = (to_row(top + cell.row)?, to_col(cell.col)?);
    let format = base(TABLE_SIZE).set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_align(
        match cell.align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        },
    );
    let (rows, cols) = reach(table, cell);
    if rows * cols > 1 {
        sheet.merge_range(row, col, to_row(top + cell.row + rows - 1)?, to_col(cell.col + cols - 1)?, "", &format)?;
    }
    if let Some(formula) = formula {
        let formula = Formula::new(formula).set_result(&cell.text);
        sheet.write_formula_with_format(row, col, formula, &format)?;
    } else if let Some((number, decimals)) = plain_number(&cell.text) {
        let shown = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
        sheet.write_number_with_format(row, col, number, &format.set_num_format(shown))?;
    } else if cell.text.is_empty() {
        sheet.write_blank(row, col, &format)?;
    } else {
        sheet.write_string_with_format(row, col, &cell.text, &format)?;
    }
    Ok(())
}

/// How many rows and columns of the grid a cell covers; what hangs out of the grid is cut.
fn reach(table: &Table, cell: &Cell) -> (usize, usize) {
    let rows = cell.rowspan.min(table.rows.saturating_sub(cell.row)).max(1);
    let cols = cell.colspan.min(table.cols.saturating_sub(cell.col)).max(1);
    (rows, cols)
}

/// The value and the number of decimals, where Excel shows the number exactly as the text writes it.
fn plain_number(text: &str) -> Option<(f64, usize)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(w, d)| (w, Some(d)));
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let is_plain = is_digits(whole) && decimals.is_none_or(is_digits) && (whole == "0" || !whole.starts_with('0'));
    let decimals = decimals.map_or(0, str::len);
    // Excel keeps fifteen digits; longer ones (numbers of identity, of accounts) would be rounded.
    let is_exact = whole.len() + decimals <= 15;
    let number: f64 = text.parse().ok().filter(|_| is_plain && is_exact)?;
    // A negative zero would lose its sign.
    (number != 0.0 || !text.starts_with('-')).then_some((number, decimals))
}

/// Column widths in characters.
fn widths(table: &Table) -> Vec<f64> {
    let usable = table.widths.len() == table.cols && table.widths.iter().all(|w| w.is_finite() && *w > 0.0);
    let sum: f64 = table.widths.iter().copied().map(f64::from).sum();
    let share = |col: usize| if usable { f64::from(table.widths[col]) / sum } else { 1.0 / table.cols as f64 };
    (0..table.cols).map(|col| (share(col) * WIDTH).max(LEAST_WIDTH)).collect()
}

/// Row heights in points: Excel does not grow a row for the text of a merged cell, so every row is measured here.
fn heights(table: &Table, widths: &[f64]) -> Vec<f64> {
    let mut lines = vec![1.0_f64; table.rows];
    // Low cells first, so that a tall cell knows what its rows already give.
    let mut cells: Vec<&Cell> = table.cells.iter().collect();
    cells.sort_by_key(|cell| cell.rowspan);
    for cell in cells {
        let (rows, cols) = reach(table, cell);
        let width: f64 = widths.iter().skip(cell.col).take(cols).sum();
        let Some(own) = lines.get_mut(cell.row..(cell.row + rows).min(table.rows)) else { continue };
        let short = wrapped(&cell.text, width) - own.iter().sum::<f64>();
        if short > 0.0 {
            let more = short / own.len() as f64;
            own.iter_mut().for_each(|l| *l += more);
        }
    }
    lines.into_iter().map(|l| (l * LINE + 4.0).min(TALLEST)).collect()
}

/// How many lines a text takes in a width: Chinese characters are two digits wide.
fn wrapped(text: &str, width: f64) -> f64 {
    let wide = |c: char| if c.is_ascii() { 1.0 } else { 2.0 };
    let room = (width - 1.0).max(2.0);
    text.split('\n').map(|line| (line.chars().map(wide).sum::<f64>() / room).ceil().max(1.0)).sum()
}

fn to_row(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn to_col(col: usize) -> Result<u16, XlsxError> {
    u16::try_from(col).map_err(|_| XlsxError::RowColumnLimitError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_numbers() {
        assert_eq!(plain_number("0"), Some((0.0, 0)));
        assert_eq!(plain_number("-12"), Some((-12.0, 0)));
        assert_eq!(plain_number("1.50"), Some((1.5, 2)));
        for text in
            ["", "/", "—", "007", "1,000", "1e3", " 1", "１", ".5", "5.", "-0", "+1", "-", "inf", "1234567890123456"]
        {
            assert_eq!(plain_number(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_merged_cell_makes_room_for_its_text() {
        let mut tall = Cell::new(0, 0, "很长的说明文字".repeat(6));
        tall.rowspan = 2;
        let table = Table { rows: 2, cols: 2, cells: vec![tall, Cell::new(0, 1, "1")], ..Table::default() };
        let heights = heights(&table, &[20.0, 70.0]);
        assert!(heights.iter().sum::<f64>() > 4.0 * LINE, "{heights:?}");
        assert_eq!(heights[0], heights[1]);
    }
}
