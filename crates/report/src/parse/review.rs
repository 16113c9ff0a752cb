//! Table 4: fifteen columns and one row of numbers.

use super::{
    Reader,
    grid::{self, GridRow},
    labels,
};
use crate::{
    cell_name::{CellName, REVIEW_COLUMNS},
    number,
};
use documents::model::Table;

pub(super) fn read(reader: &mut Reader, tables: &[&Table]) {
    let form = reader.form;
    let blocks = form.review.blocks.len();
    let official: Vec<&'static str> = std::iter::once(form.review.litigation.as_str())
        .chain(form.review.blocks.iter().map(|b| b.label.as_str()))
        .chain(form.review.columns.iter().map(String::as_str))
        .collect();
    let meant = |text: &str| labels::nearest(text, official.iter().map(|l| (*l, *l)));
    // The grid columns that carry a result label, in reading order of the columns.
    let mut results: Vec<(usize, &str)> = Vec::new();
    let mut head_seen = false;
    for table in tables {
        let rows = grid::rows(table);
        for row in &rows {
            let is_head = row.texts().any(|(_, c)| meant(&c.text).is_some());
            if is_head {
                head_seen = true;
                for (col, cell) in row.texts() {
                    match meant(&cell.text) {
                        Some(label) => {
                            reader.label(&cell.text, label, &cell.place);
                            if form.review.columns.iter().any(|c| c == label) {
                                results.push((col, label));
                            }
                        }
                        None => reader.unknown(&cell.text, "表四的栏目", &cell.place),
                    }
                }
            } else if head_seen {
                results.sort_by_key(|(col, _)| *col);
                let expected = (0..blocks).flat_map(|_| form.review.columns.iter().map(String::as_str));
                let complete = results.iter().map(|(_, label)| *label).eq(expected);
                return data_row(reader, row, complete.then_some(results.as_slice()));
            }
        }
    }
    let place = tables.first().map(|t| t.place.clone()).unwrap_or_default();
    reader.missing_row("表四没有填写数字的一行", place);
}

fn data_row(reader: &mut Reader, row: &GridRow<'_>, head: Option<&[(usize, &str)]>) {
    let blocks = reader.form.review.blocks.clone();
    let wanted = blocks.len() * REVIEW_COLUMNS;
    let filled: Vec<usize> = row.texts().map(|(col, _)| col).collect();
    let by_head = head.map(|h| h.iter().map(|(col, _)| *col).collect::<Vec<_>>());
    // By the head where every number stands under a label; else only a full row leaves no doubt.
    let columns = match by_head {
        Some(columns) if filled.iter().all(|col| columns.contains(col)) => columns,
        _ if filled.len() == wanted => filled,
        _ => {
            let message = format!("表四的数字与{wanted}个栏目对不上，没有采用");
            reader.structure(&message, &row.place, "每栏填写一个数字，没有数量的填写“0”");
            let printed: Vec<&str> = row.texts().map(|(_, c)| c.text.trim()).collect();
            let raw = Some(printed.join(" ")).filter(|t| !t.is_empty());
            for block in &blocks {
                for column in 0..REVIEW_COLUMNS {
                    let reading = number::Reading { value: None, raw: raw.clone() };
                    reader.put(CellName::Review(block.key, column), reading, &row.place);
                }
            }
            return;
        }
    };
    let mut columns = columns.into_iter();
    for block in &blocks {
        for (column, col) in columns.by_ref().take(REVIEW_COLUMNS).enumerate() {
            let cell = row.at(col);
            let single = cell.is_none_or(|c| c.colspan == 1 && c.rowspan == 1);
            let text = cell.map_or("", |c| c.text.trim());
            let mut reading = number::read(text);
            if !single {
                reading = number::Reading { value: None, raw: Some(text.to_owned()).filter(|t| !t.is_empty()) };
            }
            let place = cell.map_or(&row.place, |c| &c.place).clone();
            reader.put(CellName::Review(block.key, column), reading, &place);
        }
    }
}
