//! Workbooks: every visible sheet as its tables, and as paragraphs where rows are clearly text.
//!
//! Cells are read as a person sees them: numbers in their format, formulas by their stored value, errors as their text;
//! hidden sheets, rows and columns are no part of the body, and stand beside it ([`Document::asides`]). A formula that was never computed is kept as its text, not as a blank.
//! Places are the sheet (`page`), the row (`line`) and the column, counted from 1 as in the file. A row that links to
//! another sheet stands for that sheet, so that a book written by us reads back in its order.
//!
//! Read by hand and not through a library: ready ones tell neither number formats nor hidden rows, and unpack a part
//! whatever its size.

mod book;
mod display;
mod sheet;

use super::{
    ReadError,
    beside::{Beside, COVERED, Office},
    grid, heading,
    package::Package,
};
use crate::model::{Block, Cell, Document, Paragraph, Role, Table};
use book::Book;
use domain::Place;
use sheet::Sheet;
use std::collections::{BTreeMap, HashMap};

/// A single cell of this length is text, not a label.
const LONG: usize = 40;
/// Cells of a whole book, blank fields of its tables included.
const MOST_CELLS: usize = 2_000_000;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], depth: usize) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    let mut sheets = Vec::new();
    let mut cells = 0;
    for of in book.visible() {
        let xml = package.part(&of.part)?.ok_or(ReadError::Damaged)?;
        let sheet = sheet::read(&xml, &book)?;
        cells += sheet.cells();
        if cells > MOST_CELLS {
            return Err(ReadError::TableTooLarge);
        }
        sheets.push((of.name.clone(), sheet));
    }
    let mut pieces = Vec::new();
    for (number, (name, sheet)) in (1..).zip(&sheets) {
        pieces.push(pieces_of(name, number, sheet, &mut cells)?);
    }
    let names: HashMap<&str, usize> = sheets.iter().enumerate().map(|(i, (name, _))| (name.as_str(), i)).collect();
    let mut document = Document::default();
    let mut placed = vec![false; pieces.len()];
    for at in 0..pieces.len() {
        place(at, &mut pieces, &names, &mut placed, &mut document.blocks);
    }
    let title = document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    document.title = title.or_else(|| book.title.clone());
    let mut beside = Beside::default();
    hidden(&book, &sheets, &mut package, &mut beside);
    beside.sweep(&mut package, Office::Excel, &book.parts(), depth);
    beside.stand_in(&mut document);
    Ok(document)
}

/// What the sheets hold beside what they show. Nothing here refuses the book: what cannot be read is said.
fn hidden(book: &Book, sheets: &[(String, Sheet)], package: &mut Package<'_>, beside: &mut Beside) {
    let mut cells = 0;
    let mut number = 0;
    for (name, sheet) in sheets {
        number += 1;
        // The whole table, for a column says what it holds in its head, hidden or not.
        match sheet.revealed() {
            Some(Ok((whole, label))) => match blocks_of(name, number, &whole, &mut cells) {
                Ok(blocks) => beside.put(format!("工作表“{name}”中{label}"), blocks),
                Err(_) => beside.is_broken(name),
            },
            Some(Err(_)) => beside.is_broken(name),
            None => {}
        }
        sheet.covered().for_each(|text| beside.say(COVERED, text));
        sheet.said.iter().for_each(|(label, text)| beside.say(label, text));
    }
    for of in book.hidden() {
        number += 1;
        let sheet = package.part(&of.part).and_then(|xml| sheet::read(&xml.ok_or(ReadError::Damaged)?, book));
        let whole = sheet.and_then(|sheet| Ok((sheet.whole()?, sheet)));
        let read = whole.and_then(|(whole, sheet)| Ok((blocks_of(&of.name, number, &whole, &mut cells)?, sheet)));
        match read {
            Ok((blocks, sheet)) => {
                beside.put(format!("隐藏的工作表“{}”", of.name), blocks);
                sheet.covered().for_each(|text| beside.say(COVERED, text));
                sheet.said.iter().for_each(|(label, text)| beside.say(label, text));
            }
            Err(_) => beside.is_broken(&of.name),
        }
    }
    book.phonetic.iter().for_each(|text| beside.say("注音", text));
    book.unasked().for_each(|text| beside.say("不再显示的旧文字", text));
}

/// The paragraphs and tables of one sheet, apart from the others.
fn blocks_of(name: &str, number: u32, sheet: &Sheet, cells: &mut usize) -> Result<Vec<Block>, ReadError> {
    let pieces = pieces_of(name, number, sheet, cells)?;
    Ok(pieces
        .into_iter()
        .map(|p| match p {
            Piece::Block(block) | Piece::Sheet(_, block) => block,
        })
        .collect())
}

/// A block of a sheet, or the name of the sheet that stands there.
enum Piece {
    Block(Block),
    Sheet(String, Block),
}

/// Puts a sheet where it belongs, once.
fn place(
    at: usize,
    pieces: &mut [Vec<Piece>],
    names: &HashMap<&str, usize>,
    placed: &mut [bool],
    into: &mut Vec<Block>,
) {
    match placed.get_mut(at) {
        Some(done) if !*done => *done = true,
        _ => return,
    }
    let own = pieces.get_mut(at).map(std::mem::take).unwrap_or_default();
    for piece in own {
        match piece {
            Piece::Block(block) => into.push(block),
            Piece::Sheet(name, otherwise) => {
                match names.get(name.as_str()).filter(|to| placed.get(**to) == Some(&false)) {
                    // Links are followed one sheet deep at a time; `placed` ends every circle.
                    Some(to) => place(*to, pieces, names, placed, into),
                    None => into.push(otherwise),
                }
            }
        }
    }
}

/// Cuts a sheet into paragraphs and tables. A blank row ends a table, as a blank line does in text.
fn pieces_of(name: &str, number: u32, sheet: &Sheet, cells: &mut usize) -> Result<Vec<Piece>, ReadError> {
    let mut pieces = Vec::new();
    let mut open: Vec<u32> = Vec::new();
    let mut last = None;
    for row in sheet.rows() {
        if last.is_some_and(|last| sheet.visible_rows_between(last, row) > 0) {
            close(name, number, sheet, &mut open, cells, &mut pieces)?;
        }
        last = Some(row);
        match sheet.alone(row) {
            Some((column, text)) if is_text(text, open.is_empty()) => {
                close(name, number, sheet, &mut open, cells, &mut pieces)?;
                let place = place_at(number, row, column);
                let role = match heading::role_of(text) {
                    Role::Body if pieces.is_empty() && number == 1 && is_title(text) => Role::Title,
                    role => role,
                };
                let block = Block::Paragraph(Paragraph { place, ..Paragraph::new(role, text) });
                pieces.push(match sheet.link(row, column) {
                    Some(target) => Piece::Sheet(target.to_owned(), block),
                    None => Piece::Block(block),
                });
            }
            _ => open.push(row),
        }
    }
    close(name, number, sheet, &mut open, cells, &mut pieces)?;
    Ok(pieces)
}

/// Whether a cell that stands alone in its row is a paragraph: before a table everything but a citation of the law
/// (第二十条第（一）项), which opens tables of the form; inside a table only what reads like a heading or a sentence.
fn is_text(text: &str, before_table: bool) -> bool {
    let sentence = text.chars().count() > LONG || text.contains('。') || heading::role_of(text) != Role::Body;
    let citation = text.trim_start().starts_with('第') && text.contains('条');
    sentence || before_table && !citation
}

fn is_title(text: &str) -> bool {
    text.chars().count() <= LONG && !text.contains(['。', '，', '：'])
}

fn place_at(sheet: u32, row: u32, column: u32) -> Place {
    Place { page: Some(sheet), line: Some(row), column: Some(column), ..Place::default() }
}

/// Turns the collected rows into a table.
fn close(
    name: &str,
    number: u32,
    sheet: &Sheet,
    open: &mut Vec<u32>,
    cells: &mut usize,
    pieces: &mut Vec<Piece>,
) -> Result<(), ReadError> {
    let rows = std::mem::take(open);
    let (Some(first), Some(last)) = (rows.first().copied(), rows.last().copied()) else { return Ok(()) };
    let Some((left, right)) = sheet.width(first, last) else { return Ok(()) };
    let columns: Vec<u32> = sheet.visible_columns(left, right).take(grid::MOST_COLUMNS + 1).collect();
    *cells += rows.len().saturating_mul(columns.len());
    if columns.len() > grid::MOST_COLUMNS || *cells > MOST_CELLS {
        return Err(ReadError::TableTooLarge);
    }
    let index = |all: &[u32]| -> BTreeMap<u32, usize> { all.iter().enumerate().map(|(i, n)| (*n, i)).collect() };
    let (row_of, col_of) = (index(&rows), index(&columns));
    let mut table = Table {
        caption: Some(name.to_owned()).filter(|n| !n.trim().is_empty()),
        rows: rows.len(),
        cols: columns.len(),
        place: place_at(number, first, left),
        ..Table::default()
    };
    let mut covered = vec![false; rows.len() * columns.len()];
    for row in &rows {
        for column in &columns {
            let (r, c) = (row_of[row], col_of[column]);
            if covered[r * columns.len() + c] {
                continue;
            }
            // A merged cell whose first row or column is hidden begins at the first field that is seen.
            let (owner, (bottom, end)) = sheet.merged(*row, *column);
            let rowspan = row_of.range(row..=&bottom.max(*row)).count().max(1);
            let colspan = col_of.range(column..=&end.max(*column)).count().max(1);
            for field in (r..r + rowspan).flat_map(|r| (c..c + colspan).map(move |c| (r, c))) {
                covered[field.0 * columns.len() + field.1] = true;
            }
            let text = sheet.text(owner.0, owner.1).to_owned();
            table.cells.push(Cell {
                rowspan,
                colspan,
                place: place_at(number, *row, *column),
                ..Cell::new(r, c, text)
            });
        }
    }
    pieces.push(Piece::Block(Block::Table(grid::finish(table)?)));
    Ok(())
}
