//! A table seen row by row, merged cells included, and the cells of a row put under the columns of a head.

use documents::model::{Cell, Table};
use domain::Place;

/// A grid field of one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    /// The cell that covers it; none in a ragged row.
    pub cell: Option<&'a Cell>,
    /// Whether the cell begins in this field.
    pub fresh: bool,
}

impl<'a> Field<'a> {
    /// The text of the cell if it begins here.
    pub fn text(&self) -> &'a str {
        self.cell.filter(|_| self.fresh).map_or("", |c| c.text.trim())
    }

    pub fn is_blank(&self) -> bool {
        self.text().is_empty()
    }
}

/// One row of a table.
#[derive(Debug, Clone)]
pub(super) struct GridRow<'a> {
    pub fields: Vec<Field<'a>>,
    pub place: Place,
}

impl<'a> GridRow<'a> {
    /// The cells that begin in this row and are not blank, with their columns.
    pub fn texts(&self) -> impl Iterator<Item = (usize, &'a Cell)> {
        self.fields
            .iter()
            .enumerate()
            .filter(|(_, f)| !f.is_blank())
            .filter_map(|(col, f)| f.cell.map(|cell| (col, cell)))
    }

    /// The cells that begin in this row from a column on, blank ones included.
    fn fresh_from(&self, from: usize) -> Vec<(usize, &'a Cell)> {
        self.fields
            .iter()
            .enumerate()
            .skip(from)
            .filter(|(_, f)| f.fresh)
            .filter_map(|(col, f)| f.cell.map(|cell| (col, cell)))
            .collect()
    }

    /// The field behind the labels at the side: behind the last one that holds words, before the first number.
    pub fn labels_end(&self) -> usize {
        let mut end = 0;
        for (col, field) in self.fields.iter().enumerate() {
            match field.cell.map(|c| c.text.trim()) {
                None | Some("") => {}
                Some(text) if is_wordy(text) => end = col + 1,
                Some(_) => break,
            }
        }
        end
    }

    /// Puts the cells behind the labels under `wanted` columns. `head` says in which grid columns their labels stand,
    /// if the head belongs to the same grid; `side` is how many columns of labels the form has. None if more than one
    /// answer is possible.
    pub fn under(&self, wanted: usize, head: Option<&[usize]>, side: usize) -> Option<Under<'a>> {
        let labels_end = self.labels_end();
        if let Some(columns) = head
            && let Some(cells) = self.by_position(labels_end, columns)
        {
            return Some(Under { cells, shifted: false });
        }
        let cells = self.fresh_from(labels_end);
        // Text has no merged labels: blank fields stand for the rest of the label, up to where the numbers begin, or fill
        // up the row at its end. Where both may be, neither is known.
        let spare = cells.len().saturating_sub(wanted);
        let is_blank = |(_, c): &(usize, &Cell)| c.text.trim().is_empty();
        let begins = head.and_then(|h| h.first().copied()).unwrap_or(side);
        let blank_before = cells.iter().take_while(|c| is_blank(c)).count();
        let blank_behind = cells.iter().rev().take_while(|c| is_blank(c)).count();
        let leads = blank_before >= spare && cells.get(spare).is_some_and(|(col, _)| *col == begins);
        let skipped = match (blank_before, blank_behind) {
            _ if spare == 0 || blank_before == cells.len() => Some(0),
            (_, behind) if leads && behind < spare => Some(spare),
            (0, behind) if behind >= spare => Some(0),
            _ => None,
        };
        if let Some(skipped) = skipped.filter(|_| cells.len() >= wanted) {
            let cells = cells.into_iter().skip(skipped).take(wanted);
            return Some(Under { cells: cells.map(|(_, c)| Some(c)).collect(), shifted: false });
        }
        // As many numbers in a run as there are columns, wherever they stand.
        let filled: Vec<(usize, &Cell)> = cells.iter().filter(|(_, c)| !c.text.trim().is_empty()).copied().collect();
        let first = filled.first().map(|(col, _)| *col)?;
        let in_a_run = filled.iter().enumerate().all(|(i, (col, _))| *col == first + i);
        (filled.len() == wanted && in_a_run)
            .then(|| Under { cells: filled.into_iter().map(|(_, c)| Some(c)).collect(), shifted: true })
    }

    /// By position, if every printed cell stands under exactly one label of the head.
    fn by_position(&self, labels_end: usize, columns: &[usize]) -> Option<Vec<Option<&'a Cell>>> {
        let first = columns.first()?;
        if labels_end > *first {
            return None;
        }
        let fits = self.texts().filter(|(col, _)| *col >= labels_end).all(|(col, cell)| {
            let covered = columns.iter().filter(|c| (col..col + cell.colspan).contains(*c)).count();
            columns.contains(&col) && covered == 1
        });
        // Cells from above or from the left are in the way of a number that belongs here.
        let free = |c: &usize| self.fields.get(*c).is_none_or(|f| f.fresh || f.cell.is_none());
        (fits && columns.iter().all(free))
            .then(|| columns.iter().map(|c| self.fields.get(*c).and_then(|f| f.cell)).collect())
    }
}

/// The cells of a row under the columns of a head.
pub(super) struct Under<'a> {
    /// One for each column; none where a ragged row ends before it.
    pub cells: Vec<Option<&'a Cell>>,
    /// They stand beside the columns they belong to.
    pub shifted: bool,
}

/// Whether a text can only be a label: words, not a number with or without a note.
pub(super) fn is_wordy(text: &str) -> bool {
    if matches!(text, "无" | "暂无" | "没有" | "空白" | "不涉及" | "不适用") {
        return false;
    }
    let first_is_digit = text.chars().next().is_some_and(|c| c.is_ascii_digit());
    let list_number = text.get(1..).is_some_and(|rest| rest.trim_start().starts_with(['.', '．', '、']))
        && !text.get(2..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_letter = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphabetic();
    (!first_is_digit || list_number) && text.chars().filter(is_letter).nth(1).is_some()
}

/// The rows of a table.
pub(super) fn rows(table: &Table) -> Vec<GridRow<'_>> {
    let mut grid: Vec<Vec<Field<'_>>> = vec![vec![Field { cell: None, fresh: false }; table.cols]; table.rows];
    for cell in &table.cells {
        for (r, row) in grid.iter_mut().enumerate().skip(cell.row).take(cell.rowspan) {
            for (c, field) in row.iter_mut().enumerate().skip(cell.col).take(cell.colspan) {
                *field = Field { cell: Some(cell), fresh: r == cell.row && c == cell.col };
            }
        }
    }
    grid.into_iter()
        .map(|fields| {
            let first = fields.iter().find(|f| f.fresh).and_then(|f| f.cell);
            let place = first.map_or(&table.place, |c| &c.place);
            let place = Place { column: None, text: String::new(), ..place.clone() };
            GridRow { fields, place }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_numbers_with_notes() {
        for label in ["一、本年新收", "1.属于国家秘密", "2. 重复申请", "总计"] {
            assert!(is_wordy(label), "{label}");
        }
        for value in ["0", "22（其中修订16件）", "无", "—", "1.5万元", "暂无", "3件"] {
            assert!(!is_wordy(value), "{value}");
        }
    }
}
