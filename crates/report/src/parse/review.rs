//! Table 4: fifteen columns and one row of numbers.

use super::{Reader, grid::GridRow, recognise::Piece, vocabulary::ReviewLabel};
use crate::{
    cell_name::{CellName, REVIEW_COLUMNS, REVIEW_TOTAL},
    number::{self, Reading},
};
use domain::Place;

/// A column of the head: its grid column and the result it counts.
#[derive(Clone, Copy)]
struct Column {
    col: usize,
    /// Which of the three blocks, where the head says so.
    block: Option<usize>,
    result: usize,
}

#[derive(Default)]
struct Head {
    /// The blocks with the grid columns they cover.
    blocks: Vec<(usize, std::ops::Range<usize>)>,
    columns: Vec<Column>,
    /// Results that stand below themselves: a label printed in each row that it covers, or, where merged labels are
    /// lost, the label of the next block.
    repeated: Vec<usize>,
}

pub(super) fn read(reader: &mut Reader, pieces: &[Piece<'_>]) {
    let mut head = Head::default();
    let mut blank: Option<&GridRow<'_>> = None;
    for (number, piece) in pieces.iter().enumerate() {
        for row in &piece.rows {
            if read_head(reader, row, &mut head) {
                continue;
            }
            if row.texts().next().is_none() {
                blank = blank.or(Some(row).filter(|_| !head.columns.is_empty()));
                continue;
            }
            let same_grid = number == 0 || piece.rows.len() > 1;
            return data_row(reader, row, head, same_grid);
        }
    }
    match blank {
        // A form that nobody filled in.
        Some(row) => data_row(reader, row, head, true),
        None => {
            let place = pieces.first().map(|p| p.place.clone()).unwrap_or_default();
            reader.missing_row("表四没有填写数字的一行", place);
        }
    }
}

/// Takes up the labels of a row; `false` if the row has none.
fn read_head(reader: &mut Reader, row: &GridRow<'_>, head: &mut Head) -> bool {
    let vocabulary = reader.vocabulary;
    let is_head = row.texts().any(|(_, cell)| vocabulary.review.find(&cell.text).is_some());
    if !is_head {
        return false;
    }
    for (col, cell) in row.texts() {
        let Some(found) = vocabulary.review.find(&cell.text) else {
            reader.unknown(&cell.text, "表四的栏目", &cell.place);
            continue;
        };
        reader.label(&cell.text, found.official, &cell.place);
        match found.meaning {
            ReviewLabel::Litigation => {}
            ReviewLabel::Block(block) => head.blocks.push((block, col..col + cell.colspan)),
            ReviewLabel::Result(result) if head.columns.iter().any(|c| c.col == col && c.result == result) => {
                head.repeated.push(result);
            }
            ReviewLabel::Result(result) => head.columns.push(Column { col, block: None, result }),
        }
    }
    true
}

impl Head {
    /// Says for each column which block it belongs to; none if that is not certain.
    fn resolve(mut self, blocks: usize) -> Option<Vec<Column>> {
        self.columns.sort_by_key(|c| c.col);
        let crossed = self.columns.windows(2).any(|w| matches!(w, [a, b] if a.col == b.col));
        if crossed || self.columns.len() < blocks * REVIEW_COLUMNS {
            // Text without merged cells displaces the labels; if all are there, their order is that of the form.
            let printed = || self.columns.iter().map(|c| c.result).chain(self.repeated.iter().copied());
            if (0..REVIEW_COLUMNS).all(|r| printed().filter(|p| *p == r).count() == blocks) {
                return Some(official(blocks));
            }
        }
        if crossed {
            return None;
        }
        // Results repeat: where one comes a second time a new block begins.
        let mut seen: Vec<usize> = Vec::new();
        let mut block = 0;
        for column in &mut self.columns {
            if seen.contains(&column.result) {
                seen.clear();
                block += 1;
            }
            seen.push(column.result);
            column.block = Some(block);
        }
        if self.columns.is_empty() || block + 1 != blocks {
            return None;
        }
        // The labels above must not say otherwise.
        let contradicts = self.columns.iter().any(|column| {
            let mut above = self.blocks.iter().filter(|(_, cols)| cols.len() > 1 && cols.contains(&column.col));
            above.next().is_some_and(|(b, _)| Some(*b) != column.block)
        });
        (!contradicts).then_some(self.columns)
    }
}

fn data_row(reader: &mut Reader, row: &GridRow<'_>, head: Head, same_grid: bool) {
    let blocks = reader.form.review.blocks.clone();
    let no_head = head.columns.is_empty();
    let columns = match head.resolve(blocks.len()) {
        Some(columns) => Some(columns),
        None if no_head => Some(official(blocks.len())),
        None => None,
    };
    let under = columns.as_ref().and_then(|columns| {
        let positions: Vec<usize> = columns.iter().map(|c| c.col).collect();
        let distinct = positions.is_sorted_by(|a, b| a < b);
        row.under(columns.len(), Some(positions.as_slice()).filter(|_| same_grid && !no_head && distinct), 0)
    });
    let (Some(columns), Some(under)) = (columns, under) else {
        return refuse(reader, row);
    };
    let mut totals = 0;
    for (column, cell) in columns.iter().zip(under.cells) {
        let Some(block) = column.block.and_then(|b| blocks.get(b)) else { continue };
        totals += usize::from(column.result == REVIEW_TOTAL);
        let text = cell.map_or("", |c| c.text.trim());
        let single = cell.is_none_or(|c| c.rowspan == 1);
        let reading = if single { number::read(text) } else { unread(text) };
        let place = cell.map_or(&row.place, |c| &c.place).clone();
        reader.put(CellName::Review(block.key, column.result), reading, &place);
    }
    if totals < blocks.len() {
        reader.structure("表四缺少“总计”栏", &row.place, "按规定格式补上“总计”栏");
    }
}

/// The columns of the form in order, for a row without a head.
fn official(blocks: usize) -> Vec<Column> {
    (0..blocks)
        .flat_map(|block| (0..REVIEW_COLUMNS).map(move |result| (block, result)))
        .enumerate()
        .map(|(col, (block, result))| Column { col, block: Some(block), result })
        .collect()
}

fn unread(text: &str) -> Reading {
    Reading { value: None, raw: Some(text.to_owned()).filter(|t| !t.is_empty()) }
}

/// What stands there is kept, nothing is taken.
fn refuse(reader: &mut Reader, row: &GridRow<'_>) {
    let blocks = reader.form.review.blocks.clone();
    let message = format!("表四的数字与{}个栏目对不上，没有采用", blocks.len() * REVIEW_COLUMNS);
    reader.structure(&message, &row.place, "每栏填写一个数字，没有数量的填写“0”");
    let printed: Vec<&str> = row.texts().map(|(_, c)| c.text.trim()).collect();
    let raw = printed.join(" ");
    for block in &blocks {
        for column in 0..REVIEW_COLUMNS {
            let place = Place { text: raw.clone(), ..row.place.clone() };
            reader.put(CellName::Review(block.key, column), unread(&raw), &place);
        }
    }
}
