//! Table 3, read by what its labels say: also where rows are shifted, merged cells are lost or columns are missing.
//!
//! Values are taken by the columns of the head where the head is known and the row fits it; else by counting. Where
//! neither gives one answer the row stays blank with a finding.

use super::{
    Reader,
    grid::{self, GridRow},
    labels,
};
use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, Row},
    form::Form,
    number::{self, Reading},
};
use documents::model::{Cell, Table};
use domain::{Finding, Place, Severity};
use std::collections::BTreeMap;

/// Label columns of the form.
const LABELS: usize = 3;

/// What a printed label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning<'f> {
    /// 三、本年度办理结果
    Part(&'f str),
    /// （三）不予公开 and the like
    Group(&'f str),
    Row(Row, &'f str),
}

/// What has been read so far, over all pieces of the table.
#[derive(Default)]
struct State {
    rows: BTreeMap<Row, [(Reading, Place); REQUEST_COLUMNS]>,
    /// Whether 三、本年度办理结果 has been printed in the present piece.
    part_seen: bool,
    /// The group whose numbered rows follow.
    group: Option<&'static str>,
}

pub(super) fn read(reader: &mut Reader, tables: &[&Table]) {
    let mut state = State::default();
    for table in tables {
        state.part_seen = false;
        let rows = grid::rows(table);
        let columns = head(reader, &rows);
        for row in &rows {
            if !is_head(reader.form, row) {
                data_row(reader, row, columns.as_ref(), &mut state);
            }
        }
    }
    let table = tables.first().map(|t| t.place.clone()).unwrap_or_default();
    fit_rows(reader, &mut state, &table);
    for row in reader.report.requests.iter().map(|r| r.row).collect::<Vec<_>>() {
        match state.rows.remove(&row) {
            Some(cells) => {
                for (column, (reading, place)) in cells.into_iter().enumerate() {
                    reader.put(CellName::Requests(row, column), reading, &place);
                }
            }
            None => {
                let label = reader.form.request_label(row);
                reader.missing_row(&format!("表三没有“{label}”一行"), table.clone());
            }
        }
    }
}

/// （六）其他处理 may be printed as one row or as three, whatever the form says: the report keeps what is printed.
fn fit_rows(reader: &mut Reader, state: &mut State, table: &Place) {
    let children = |r: &Row| matches!(r, Row::Closed(o) if o.is_other());
    let printed_one = state.rows.contains_key(&Row::Other);
    let printed_three = state.rows.keys().any(children);
    let form_has_one = reader.form.requests.rows.iter().any(|r| r.key == Row::Other);
    if printed_one == printed_three || printed_one == form_has_one {
        if printed_one && printed_three {
            reader.structure("表三的（六）其他处理既填了总行又填了分行", table, "按规定格式只保留一种");
        }
        return;
    }
    let at = reader.report.requests.iter().position(|r| r.row == Row::Other || children(&r.row)).unwrap_or(0);
    reader.report.requests.retain(|r| r.row != Row::Other && !children(&r.row));
    let rows: Vec<Row> = if printed_one {
        vec![Row::Other]
    } else {
        domain::request::outcome::Outcome::ALL.into_iter().filter(|o| o.is_other()).map(Row::Closed).collect()
    };
    for row in rows.into_iter().rev() {
        reader.report.requests.insert(at, crate::model::RequestRow { row, cells: Default::default() });
    }
    let place = state
        .rows
        .iter()
        .find(|(row, _)| **row == Row::Other || children(row))
        .and_then(|(_, cells)| cells.first())
        .map_or(table, |(_, place)| place);
    let expected = if form_has_one { "一行" } else { "三行" };
    let message = format!("表三的（六）其他处理没有按{}年版格式分为{expected}", reader.form.format);
    let finding = Finding::new("report.form", Severity::Error, message, place.clone())
        .hint(format!("（六）其他处理应为{expected}"))
        .basis(reader.form.basis.clone());
    reader.findings.push(finding);
}

fn head_labels(form: &Form) -> impl Iterator<Item = &str> {
    let table = &form.requests;
    [table.corner.as_str(), &table.applicants, &table.organisations]
        .into_iter()
        .chain(table.columns.iter().map(String::as_str))
}

/// A row of the head prints column labels and no row label with numbers.
fn is_head(form: &Form, row: &GridRow<'_>) -> bool {
    let mut texts = row.texts().map(|(_, cell)| cell.text.as_str());
    let is_head_label = |text: &str| labels::nearest(text, head_labels(form).map(|l| (l, ()))).is_some();
    let firsts: Vec<&str> = texts.by_ref().take(2).collect();
    !firsts.is_empty() && firsts.iter().all(|text| is_head_label(text))
}

/// The grid columns of the seven value columns, if the head is in this piece and complete.
fn head(reader: &mut Reader, rows: &[GridRow<'_>]) -> Option<[usize; REQUEST_COLUMNS]> {
    let form = reader.form;
    let mut columns: [Option<usize>; REQUEST_COLUMNS] = [None; REQUEST_COLUMNS];
    for row in rows.iter().filter(|row| is_head(form, row)) {
        for (col, cell) in row.texts() {
            match labels::nearest(&cell.text, head_labels(form).map(|l| (l, l))) {
                Some(official) => {
                    reader.label(&cell.text, official, &cell.place);
                    if let Some(i) = form.requests.columns.iter().position(|c| c == official)
                        && let Some(column) = columns.get_mut(i)
                    {
                        *column = Some(col);
                    }
                }
                None => reader.unknown(&cell.text, "表三的栏目", &cell.place),
            }
        }
    }
    let found: Vec<usize> = columns.iter().flatten().copied().collect();
    let complete: [usize; REQUEST_COLUMNS] = found.try_into().ok()?;
    complete.is_sorted_by(|a, b| a < b).then_some(complete)
}

fn meaning(form: &'static Form, group: Option<&str>, text: &str) -> Option<Meaning<'static>> {
    let mut all: Vec<(&'static str, Meaning<'static>)> = Vec::new();
    for row in &form.requests.rows {
        let known = |all: &[(&str, Meaning<'_>)], label: &str| all.iter().any(|(l, _)| *l == label);
        if let Some(part) = row.part.as_deref().filter(|p| !known(&all, p)) {
            all.push((part, Meaning::Part(part)));
        }
        if let Some(g) = row.group.as_deref().filter(|g| !known(&all, g)) {
            all.push((g, Meaning::Group(g)));
        }
        all.push((&row.label, Meaning::Row(row.key, &row.label)));
    }
    labels::nearest(text, all).or_else(|| {
        let in_group = form.requests.rows.iter().filter(|r| r.group.is_some() && r.group.as_deref() == group);
        let mut same = in_group.filter(|r| labels::same_number_and_half_the_words(text, &r.label));
        same.next().map(|r| Meaning::Row(r.key, r.label.as_str()))
    })
}

/// Whether a text can only be a label: words, not a number with or without a note.
fn is_wordy(text: &str) -> bool {
    let first_is_digit = text.chars().next().is_some_and(|c| c.is_ascii_digit());
    let list_number = text.get(1..).is_some_and(|rest| rest.trim_start().starts_with(['.', '．', '、']));
    let words = text.chars().filter(|c| c.is_alphabetic()).count();
    words >= 2 && (!first_is_digit || list_number)
}

fn data_row(reader: &mut Reader, row: &GridRow<'_>, columns: Option<&[usize; REQUEST_COLUMNS]>, state: &mut State) {
    let form = reader.form;
    let label_side = label_side(row, columns);
    // The cells that label this row, from left to right; merged ones from above included.
    let mut cells: Vec<(&Cell, bool)> = Vec::new();
    for field in row.fields.iter().take(label_side) {
        if let Some(cell) = field.cell.filter(|c| !c.text.trim().is_empty())
            && !cells.iter().any(|(c, _)| std::ptr::eq(*c, cell))
        {
            cells.push((cell, field.fresh));
        }
    }
    if cells.is_empty() {
        if row.texts().next().is_some() {
            reader.structure("表三有一行没有项目名称，无法确定属于哪一项", &row.place, "补上项目名称");
        }
        return;
    }
    let mut inside = state.part_seen && row.fields.first().is_none_or(|f| f.is_blank());
    let mut group = None;
    let mut found: Option<(Row, &str, &Cell)> = None;
    let mut group_cell: Option<(&Cell, &'static str)> = None;
    for (cell, fresh) in &cells {
        match meaning(form, group.or(state.group), &cell.text) {
            Some(Meaning::Part(official)) => {
                inside = true;
                state.part_seen = true;
                if *fresh {
                    reader.label(&cell.text, official, &cell.place);
                }
            }
            Some(Meaning::Group(official)) => {
                group = Some(official);
                group_cell = Some((cell, official));
                if *fresh {
                    reader.label(&cell.text, official, &cell.place);
                }
            }
            Some(Meaning::Row(row, official)) => {
                found = Some((row, official, cell));
                reader.label(&cell.text, official, &cell.place);
            }
            None if *fresh => reader.unknown(&cell.text, "表三的项目", &cell.place),
            None => {}
        }
    }
    // A group printed as one row with its own numbers: （六）其他处理 of the older form.
    if found.is_none() {
        let is_other = |g: &str| {
            form.requests
                .rows
                .iter()
                .any(|r| r.group.as_deref() == Some(g) && matches!(r.key, Row::Closed(o) if o.is_other()))
        };
        found = group_cell.filter(|(_, g)| is_other(g)).map(|(cell, g)| (Row::Other, g, cell));
    }
    if group.is_some() {
        state.group = group;
    }
    let Some((key, official, cell)) = found else { return };
    let expected = form.requests.rows.iter().find(|r| r.key == key);
    if expected.is_none_or(|r| r.group.is_none()) {
        state.group = None;
    }
    let belongs_inside = key.is_outcome() || key == Row::Total;
    let outside = belongs_inside && !inside;
    let part = form.requests.rows.iter().find_map(|r| r.part.as_deref()).unwrap_or_default();
    let (values, shifted) = values(row, columns, cells_end(row, label_side));
    if outside || shifted {
        let mut message = format!("表三的“{official}”一行");
        if outside {
            message += &format!("没有放在“{part}”之内");
        }
        if shifted {
            message += if outside { "，且数字没有对齐栏目" } else { "的数字没有对齐栏目" };
        }
        let hint = if outside {
            format!("将该行放入“{part}”的合并单元格")
        } else {
            "将数字移到对应的栏目".to_owned()
        };
        reader.structure(&message, &Place { text: cell.text.trim().to_owned(), ..cell.place.clone() }, &hint);
    }
    let values = match values {
        Some(values) => values,
        None => {
            let message = format!("表三的“{official}”一行的数字与七个栏目对不上，没有采用");
            reader.structure(&message, &cell.place, "每栏填写一个数字，没有数量的填写“0”");
            unreadable(row, cell)
        }
    };
    match state.rows.get(&key) {
        None => {
            state.rows.insert(key, values);
        }
        Some(_) => reader.structure(&format!("表三的“{official}”一行重复"), &cell.place, "删去重复的行"),
    }
}

/// How many leading fields are labels: those before the first value column, if no number stands there; else the
/// leading fields that hold words.
fn label_side(row: &GridRow<'_>, columns: Option<&[usize; REQUEST_COLUMNS]>) -> usize {
    if let Some(first) = columns.and_then(|c| c.first()) {
        let words_only = row.fields.iter().take(*first).all(|f| f.is_blank() || is_wordy(f.text()));
        if words_only {
            return *first;
        }
    }
    cells_end(row, LABELS)
}

/// The field behind the last wordy one among the leading fields.
fn cells_end(row: &GridRow<'_>, limit: usize) -> usize {
    row.fields
        .iter()
        .take(limit)
        .rposition(|f| f.cell.is_some_and(|c| is_wordy(c.text.trim())))
        .map_or(0, |last| last + 1)
}

type Values = [(Reading, Place); REQUEST_COLUMNS];

/// The seven values of a row and whether they stand where they do not belong; no values if that is not certain.
fn values(row: &GridRow<'_>, columns: Option<&[usize; REQUEST_COLUMNS]>, labels: usize) -> (Option<Values>, bool) {
    let place = &row.place;
    let value = |col: usize| -> (Reading, Place) {
        match row.fields.get(col).and_then(|f| f.cell.map(|c| (f.fresh, c))) {
            // A cell over several fields is the value of none of them.
            Some((_, cell)) if cell.rowspan > 1 || cell.colspan > 1 => {
                let raw = Some(cell.text.trim().to_owned()).filter(|t| !t.is_empty());
                (Reading { value: None, raw }, cell.place.clone())
            }
            Some((_, cell)) => (number::read(&cell.text), cell.place.clone()),
            None => (number::read(""), place.clone()),
        }
    };
    let from = |first: usize| -> Values { std::array::from_fn(|i| value(first + i)) };
    let filled: Vec<usize> =
        (labels..row.fields.len()).filter(|col| row.fields.get(*col).is_some_and(|f| !f.is_blank())).collect();
    let first_filled = filled.first().copied();
    let blank_until = |col: usize| first_filled.is_none_or(|f| f >= col);
    let ends_before = |col: usize| filled.last().is_none_or(|l| *l < col);
    if let Some(columns) = columns {
        let (first, last) = (columns[0], columns[REQUEST_COLUMNS - 1]);
        if labels <= first && blank_until(first) && ends_before(last + 1) {
            return (
                Some(std::array::from_fn(|i| columns.get(i).map_or_else(|| value(usize::MAX), |c| value(*c)))),
                false,
            );
        }
    }
    // Label fields of the form and seven fields behind them.
    if row.width == LABELS + REQUEST_COLUMNS && blank_until(LABELS) && labels <= LABELS {
        return (Some(from(LABELS)), false);
    }
    if columns.is_none() && row.width == labels + REQUEST_COLUMNS {
        return (Some(from(labels)), false);
    }
    // Seven values in a run, wherever they stand.
    if let (Some(first), REQUEST_COLUMNS) = (first_filled, filled.len())
        && filled.iter().enumerate().all(|(i, col)| *col == first + i)
    {
        return (Some(from(first)), true);
    }
    (None, false)
}

/// A row whose values cannot be told apart: nothing is taken, what stood there is kept with the first cell.
fn unreadable(row: &GridRow<'_>, label: &Cell) -> Values {
    let printed: Vec<&str> = row.texts().map(|(_, c)| c.text.trim()).filter(|t| !is_wordy(t)).collect();
    let raw = Some(printed.join(" ")).filter(|t| !t.is_empty());
    std::array::from_fn(|_| (Reading { value: None, raw: raw.clone() }, label.place.clone()))
}
