//! Table 2: blocks of heading row, column labels and rows, read by what their labels say.

use super::{
    Reader,
    grid::{GridRow, is_wordy},
    labels::bare,
    recognise::Piece,
};
use crate::{
    cell_name::{CellName, Field, Group},
    form::{ProactiveBlock, ProactiveColumn},
    number::{self, Number, Reading},
};
use documents::model::Cell;
use domain::{Finding, Place, Severity};
use std::collections::BTreeSet;

/// What the column labels above a row said.
#[derive(Default)]
struct Columns {
    /// Grid column, field (none for a column the form does not have), and the printed unit.
    known: Vec<(usize, Option<Field>, Unit)>,
    seen: bool,
    /// They stand in another piece, so that only their order says something.
    elsewhere: bool,
}

/// What unit a money column states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    NotNeeded,
    Stated(&'static str),
    Missing,
    Wrong,
}

pub(super) fn read(reader: &mut Reader, pieces: &[Piece<'_>]) {
    let mut rows_read: BTreeSet<Group> = BTreeSet::new();
    let mut block: Option<&'static ProactiveBlock> = None;
    let mut columns = Columns::default();
    for piece in pieces {
        columns.elsewhere = true;
        for row in &piece.rows {
            let Some((_, first)) = row.texts().next() else { continue };
            if is_citation(&first.text) {
                block = citation(reader, first);
                columns = Columns::default();
            } else if is_head(reader, row) {
                columns = read_columns(reader, row, block);
                columns.elsewhere = !piece.has_grid;
            } else {
                data_row(reader, row, first, block, &columns, &mut rows_read);
            }
        }
    }
    let form = reader.form;
    for (label, group) in form.proactive.iter().flat_map(|b| b.rows.iter().map(|r| (&r.label, r.key))) {
        if !rows_read.contains(&group) {
            let place = pieces.first().map(|p| p.place.clone()).unwrap_or_default();
            reader.missing_row(&format!("表二没有“{label}”一行"), place);
        }
    }
}

pub(super) fn is_citation(text: &str) -> bool {
    let text = bare(text);
    text.starts_with('第') && text.contains("条第") && text.ends_with('项')
}

/// A row of column labels: it begins with 信息内容, or it has nothing but labels.
fn is_head(reader: &Reader, row: &GridRow<'_>) -> bool {
    let mut texts = row.texts();
    let Some((_, first)) = texts.next() else { return false };
    if reader.vocabulary.content.find(&first.text).is_some() {
        return texts.all(|(_, cell)| is_wordy(cell.text.trim()));
    }
    let is_label = |cell: &Cell| reader.vocabulary.all_columns.find(&without_unit(&cell.text)).is_some();
    is_label(first) && texts.all(|(_, cell)| is_label(cell))
}

/// The block a heading row opens: by the exact article, else by the item, with a finding.
fn citation(reader: &mut Reader, cell: &Cell) -> Option<&'static ProactiveBlock> {
    let form = reader.form;
    let said = bare(&cell.text);
    let exact = form.proactive.iter().find(|b| bare(&b.heading) == said);
    if let Some(block) = exact {
        reader.label(&cell.text, &block.heading, &cell.place);
        return Some(block);
    }
    let item = |heading: &str| heading.split_once("条第").map(|(_, item)| item.to_owned());
    let block = form.proactive.iter().find(|b| item(&bare(&b.heading)) == item(&said));
    let place = Place { text: cell.text.trim().to_owned(), ..cell.place.clone() };
    let message = format!("表二引用的条款“{}”不在规定格式之内", cell.text.trim());
    let mut finding = Finding::new("report.citation", Severity::Error, message, place).basis(form.basis.clone());
    if let Some(block) = block {
        finding = finding.hint(format!("应为“{}”", block.heading));
    }
    reader.findings.push(finding);
    block
}

fn read_columns(reader: &mut Reader, row: &GridRow<'_>, block: Option<&'static ProactiveBlock>) -> Columns {
    let vocabulary = reader.vocabulary;
    let own = vocabulary.columns.iter().find(|(heading, _)| block.is_some_and(|b| b.heading == *heading));
    let mut columns = Columns { seen: true, ..Columns::default() };
    for (index, (col, cell)) in row.texts().enumerate() {
        if index == 0
            && let Some(found) = vocabulary.content.find(&cell.text)
        {
            reader.label(&cell.text, found.official, &cell.place);
            continue;
        }
        let base = without_unit(&cell.text);
        let found = own.and_then(|(_, d)| d.find(&base)).or_else(|| vocabulary.all_columns.find(&base));
        let Some(field) = found.map(|f| f.meaning) else {
            reader.unknown(&cell.text, "表二的栏目", &cell.place);
            columns.known.push((col, None, Unit::NotNeeded));
            continue;
        };
        let blocks = block.into_iter().chain(&reader.form.proactive);
        if let Some(column) = blocks.flat_map(|b| &b.columns).find(|c| c.key == field) {
            let official = if column.unit_is_official { column.printed() } else { column.label.clone() };
            let printed = if column.unit_is_official { cell.text.clone() } else { base };
            reader.label(&printed, &official, &cell.place);
            columns.known.push((col, Some(field), unit(&cell.text, column)));
        }
    }
    columns
}

/// 采购总金额（万元） → 采购总金额
pub(super) fn without_unit(label: &str) -> String {
    let trimmed = label.trim();
    match trimmed.find(['（', '(']) {
        Some(at) if trimmed.contains('元') => trimmed.get(..at).unwrap_or(trimmed).trim().to_owned(),
        _ => trimmed.to_owned(),
    }
}

fn unit(printed: &str, column: &'static ProactiveColumn) -> Unit {
    if column.units.is_empty() {
        Unit::NotNeeded
    } else if let Some(unit) = column.units.iter().find(|u| printed.contains(u.as_str())) {
        Unit::Stated(unit)
    } else if printed.contains('元') {
        Unit::Wrong
    } else {
        Unit::Missing
    }
}

fn data_row(
    reader: &mut Reader,
    row: &GridRow<'_>,
    first: &Cell,
    block: Option<&'static ProactiveBlock>,
    columns: &Columns,
    rows_read: &mut BTreeSet<Group>,
) {
    let form = reader.form;
    let Some(found) = reader.vocabulary.proactive_rows.find(&first.text) else {
        return reader.unknown(&first.text, "表二的行", &first.place);
    };
    let (own_block, label) = (found.meaning.block, found.meaning.row);
    reader.label(&first.text, &label.label, &first.place);
    if !rows_read.insert(label.key) {
        return reader.structure(&format!("表二的“{}”一行重复", label.label), &first.place, "删去重复的行");
    }
    if block.is_some_and(|b| b.heading != own_block.heading) {
        reader.structure(
            &format!("表二的“{}”一行不在“{}”之下", label.label, own_block.heading),
            &first.place,
            "按规定格式放回原处",
        );
    }
    // Without column labels the fields behind the row label are taken in order, if there are just as many.
    let heads: Vec<(usize, Option<Field>, Unit)> = if columns.seen {
        columns.known.clone()
    } else {
        own_block.columns.iter().map(|c| (0, Some(c.key), Unit::NotNeeded)).collect()
    };
    let positions: Vec<usize> = heads.iter().map(|(col, ..)| *col).collect();
    let same_grid = columns.seen && !columns.elsewhere;
    let under = row.under(positions.len(), Some(positions.as_slice()).filter(|_| same_grid), 1);
    let under = under.or_else(|| one_number(row, positions.len()));
    if under.is_none() || under.as_ref().is_some_and(|u| u.shifted) {
        let how = if under.is_none() { "对不上各栏目，没有采用" } else { "没有对齐栏目" };
        let message = format!("表二“{}”一行的数字{how}", label.label);
        reader.structure(&message, &first.place, "每栏填写一个数字，没有数量的填写“0”");
    }
    for column in &own_block.columns {
        let name = CellName::Proactive(label.key, column.key);
        let at = heads.iter().position(|(_, field, _)| *field == Some(column.key));
        let known_unit = at.and_then(|i| heads.get(i)).map_or(Unit::NotNeeded, |(_, _, unit)| *unit);
        let cell = match &under {
            Some(under) => at.and_then(|i| under.cells.get(i)).copied().flatten(),
            None => None,
        };
        let text = match (&under, cell) {
            (_, Some(cell)) => cell.text.trim().to_owned(),
            (Some(_), None) => String::new(),
            // Nothing is taken; what stands there is kept.
            (None, None) => {
                let printed: Vec<&str> = row.texts().skip(1).map(|(_, c)| c.text.trim()).collect();
                printed.join(" ")
            }
        };
        let place = cell.map_or(&row.place, |c| &c.place);
        let mut reading = if under.is_some() { money(&text, column) } else { unread(&text) };
        if cell.is_some_and(|c| c.rowspan > 1) {
            reading = unread(&text);
        }
        let mut unit = known_unit;
        if let Some(own) = column.units.iter().find(|u| text.ends_with(u.as_str()))
            && unit != Unit::Wrong
        {
            unit = Unit::Stated(own);
        }
        if unit == Unit::Missing {
            let message = format!("表二“{}”的“{}”没有注明计量单位", label.label, column.label);
            let place = Place { text: text.clone(), cell: Some(name.to_string()), ..place.clone() };
            reader.findings.push(Finding::new("report.unit", Severity::Warning, message, place).hint(format!(
                "在“{}”后注明{}",
                column.label,
                column.units.join("或")
            )));
        }
        if unit == Unit::Wrong {
            reading = unread(&text);
            let message = format!("“{}”的单位不是{}", column.label, column.units.join("或"));
            let place = Place { text: text.clone(), cell: Some(name.to_string()), ..place.clone() };
            reader.findings.push(
                Finding::new("report.unit", Severity::Error, message, place)
                    .hint(format!("换算后按“{}”填写", column.printed()))
                    .basis(form.basis.clone()),
            );
        }
        reader.put(name, reading, place);
        if let (Unit::Stated(unit), true) = (unit, column.has_choice_of_unit())
            && let Some(cell) = reader.report.cell_mut(name)
        {
            cell.unit = Some(unit.to_owned());
        }
    }
}

fn unread(text: &str) -> Reading {
    Reading { value: None, raw: Some(text.to_owned()).filter(|t| !t.is_empty()) }
}

/// One number in a row of one column, whatever blank fields stand around it.
fn one_number<'a>(row: &GridRow<'a>, wanted: usize) -> Option<super::grid::Under<'a>> {
    let end = row.labels_end();
    let mut texts = row.texts().filter(|(col, _)| *col >= end).map(|(_, cell)| cell);
    match (wanted, texts.next(), texts.next()) {
        (1, Some(cell), None) => Some(super::grid::Under { cells: vec![Some(cell)], shifted: false }),
        // Nothing at all: every column is blank, and blank it stays.
        (_, None, _) => Some(super::grid::Under { cells: vec![None; wanted], shifted: false }),
        _ => None,
    }
}

/// A number of a money column may carry the column's unit: 12.5万元.
fn money(text: &str, column: &ProactiveColumn) -> Reading {
    let plain = number::read(text);
    if plain.value.is_some() {
        return plain;
    }
    let bare: Option<Number> =
        column.units.iter().find_map(|u| text.strip_suffix(u.as_str())).and_then(|rest| number::read(rest).value);
    Reading { value: bare, raw: plain.raw }
}
