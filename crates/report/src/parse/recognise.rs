//! Which table each row belongs to, and which form a report follows: judged by the labels that are printed.
//!
//! Rows, not tables: a report may print its three tables as one, one table in several pieces, or a table on each line.

use super::{
    grid::{self, GridRow},
    labels::bare,
    vocabulary::{Which, form_of, table_of},
};
use crate::{
    cell_name::{REQUEST_COLUMNS, REVIEW_COLUMNS},
    form::{Form, FormError},
    number,
};
use documents::model::{Block, Document, Table};
use domain::{Finding, Place, Severity};

/// Rows that belong together, in one grid.
pub(super) struct Piece<'a> {
    pub which: Which,
    pub rows: Vec<GridRow<'a>>,
    pub place: Place,
    /// Whether the columns mean something: in a table made of plain lines only the order does.
    pub has_grid: bool,
    /// The section it stands in, from 0.
    section: Option<usize>,
}

impl<'a> Piece<'a> {
    /// A table made of plain lines.
    pub fn of_lines(which: Which, table: &'a Table) -> Self {
        Piece { which, rows: grid::rows(table), place: table.place.clone(), has_grid: false, section: None }
    }
}

/// Cuts the tables into pieces of the report's tables; rows of other tables are left out.
pub(super) fn pieces<'a>(document: &'a Document, section_of: impl Fn(&str) -> Option<usize>) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut section: Option<usize> = None;
    // Whether only blank space stands between the last piece and the present table.
    let mut adjoins = false;
    for block in &document.blocks {
        let table = match block {
            Block::Table(table) => table,
            Block::Paragraph(paragraph) => {
                let text = paragraph.text();
                if !text.trim().is_empty() {
                    section = section_of(text.trim()).or(section);
                    // A page number or a unit between two halves of a table does not part them.
                    adjoins &= text.trim().chars().count() <= 12 && section_of(text.trim()).is_none();
                }
                continue;
            }
            Block::PageBreak | Block::Chart(_) => continue,
        };
        let before = pieces.last().map(|p| p.which).filter(|_| adjoins);
        let found = cut(table, before, section);
        adjoins = !found.is_empty();
        pieces.extend(found);
    }
    // What stands in its own section is the report's table; the like elsewhere is a chart's data or a comparison.
    for which in Which::ALL {
        let at_home = |p: &Piece<'_>| p.section == Some(which.section());
        if pieces.iter().any(|p| p.which == which && at_home(p)) {
            pieces.retain(|p| p.which != which || at_home(p));
        }
    }
    pieces
}

/// Fewer columns than the table has with its labels, even where it lacks the totals.
fn is_too_narrow(which: Which, table: &Table) -> bool {
    match which {
        Which::Proactive => false,
        Which::Requests => table.cols < REQUEST_COLUMNS,
        Which::Review => table.cols < 3 * (REVIEW_COLUMNS - 1),
    }
}

fn cut<'a>(table: &'a Table, before: Option<Which>, section: Option<usize>) -> Vec<Piece<'a>> {
    let rows = grid::rows(table);
    let told: Vec<Option<Which>> = rows.iter().map(of_row).collect();
    let mut current = match told.iter().flatten().next() {
        Some(first) => Some(*first),
        // A table without any label: the numbers of the piece before, or those of the section.
        None if rows.iter().all(only_numbers) => {
            let of_section = Which::ALL.into_iter().find(|w| Some(w.section()) == section);
            before.or(of_section.filter(|w| *w == Which::Review))
        }
        None => None,
    };
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (row, told) in rows.into_iter().zip(told) {
        current = told.or(current);
        let Some(which) = current.filter(|which| !is_too_narrow(*which, table)) else { continue };
        match pieces.last_mut().filter(|p| p.which == which) {
            Some(piece) => piece.rows.push(row),
            None => {
                let place = if pieces.is_empty() { table.place.clone() } else { row.place.clone() };
                pieces.push(Piece { which, rows: vec![row], place, has_grid: true, section });
            }
        }
    }
    pieces
}

/// The table that the labels of a row belong to, if they all belong to one.
fn of_row(row: &GridRow<'_>) -> Option<Which> {
    let mut found = None;
    for (_, cell) in row.texts().filter(|(_, cell)| grid::is_wordy(cell.text.trim())) {
        if let Some(which) = table_of(&bare(&cell.text)) {
            if found.is_some_and(|f| f != which) {
                return None;
            }
            found = Some(which);
        }
    }
    found
}

fn only_numbers(row: &GridRow<'_>) -> bool {
    let mut texts = row.texts().peekable();
    texts.peek().is_some() && texts.all(|(_, cell)| number::read(&cell.text).value.is_some() || is_mark(&cell.text))
}

/// What people write where there is nothing to count.
pub(super) fn is_mark(text: &str) -> bool {
    matches!(text.trim(), "/" | "\\" | "／" | "-" | "－" | "—" | "——" | "–" | "无" | "*" | "×")
}

/// The form whose own labels are printed, with what contradicts it.
pub(super) fn form(
    pieces: &[Piece<'_>],
    forms: &'static [Form],
    year: Option<i16>,
    title: &Place,
) -> Result<(&'static Form, Vec<Finding>), FormError> {
    let due = year.and_then(|y| Form::for_year(y).ok());
    let printed = own_labels(pieces, forms.len());
    let most = printed.iter().map(Vec::len).max().unwrap_or(0);
    let mut leading = forms.iter().zip(&printed).filter(|(_, own)| own.len() == most).map(|(f, _)| f);
    let chosen = match (leading.next(), leading.next(), due) {
        (Some(one), None, _) if most > 0 => one,
        (_, _, Some(due)) => due,
        _ => Form::newest()?,
    };
    let mut findings = Vec::new();
    for (other, own) in forms.iter().zip(&printed).filter(|(f, _)| f.format != chosen.format) {
        // One odd label is reported as that label; several are a mixture of forms.
        if let (true, Some((label, place))) = (own.len() >= 2, own.first()) {
            let listed: Vec<String> = own.iter().map(|(l, _)| format!("“{l}”")).collect();
            let message =
                format!("表格以{}年版格式为主，却混用了{}年版格式的{}", chosen.format, other.format, listed.join(""));
            let place = Place { text: (*label).to_owned(), ..place.clone() };
            findings.push(
                Finding::new("report.form", Severity::Error, message, place)
                    .hint(format!("统一使用{}年版格式", due.unwrap_or(chosen).format))
                    .basis(due.unwrap_or(chosen).basis.clone()),
            );
        }
    }
    if let (Some(year), Some(due)) = (year, due.filter(|due| most > 0 && due.format != chosen.format)) {
        let message = format!("{year}年度报告使用了{}年版格式，应使用{}年版格式", chosen.format, due.format);
        findings.push(
            Finding::new("report.form", Severity::Error, message, title.clone())
                .hint(format!("按《{}》重新填报，两版栏目含义不同，不能直接换算", due.title))
                .basis(due.basis.clone()),
        );
    }
    Ok((chosen, findings))
}

/// For each form the labels printed in the tables that only this form has, each once.
fn own_labels(pieces: &[Piece<'_>], forms: usize) -> Vec<Vec<(&'static str, Place)>> {
    let mut own: Vec<Vec<(&'static str, Place)>> = vec![Vec::new(); forms];
    let cells = pieces.iter().flat_map(|p| &p.rows).flat_map(|r| r.texts());
    for (_, cell) in cells.filter(|(_, cell)| grid::is_wordy(cell.text.trim())) {
        let key = bare(&cell.text);
        // 本年收费金额（单位：万元）
        let unit = key.find("单位").or_else(|| key.find("万元"));
        let found = form_of(&key).or_else(|| form_of(unit.and_then(|at| key.get(..at))?));
        let Some((at, label)) = found else { continue };
        if let Some(list) = own.get_mut(at)
            && !list.iter().any(|(l, _)| *l == label)
        {
            list.push((label, cell.place.clone()));
        }
    }
    own
}
