//! Table 2: blocks of heading row, column labels and rows, read by what their labels say.

use super::{
    Reader,
    grid::{self, GridRow},
    labels,
};
use crate::{
    cell_name::{CellName, Field, Group},
    form::{ProactiveBlock, ProactiveColumn},
    number::{self, Number, Reading},
};
use documents::model::{Cell, Table};
use domain::{Finding, Place, Severity};
use std::collections::BTreeSet;

/// What the column labels above a row said.
#[derive(Default)]
struct Columns {
    /// Field, grid column, and the printed unit.
    known: Vec<(Field, usize, Unit)>,
    seen: bool,
}

/// What unit a money column states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    NotNeeded,
    Stated,
    Missing,
    Wrong,
}

pub(super) fn read(reader: &mut Reader, tables: &[&Table]) {
    let mut rows_read: BTreeSet<Group> = BTreeSet::new();
    for table in tables {
        let mut block: Option<&'static ProactiveBlock> = None;
        let mut columns = Columns::default();
        for row in grid::rows(table) {
            let Some((_, first)) = row.texts().next() else { continue };
            if is_citation(&first.text) {
                block = citation(reader, first);
                columns = Columns::default();
            } else if labels::nearness(&first.text, &reader.form.content).is_some() {
                reader.label(&first.text, &reader.form.content.clone(), &first.place);
                columns = read_columns(reader, &row, block);
            } else {
                data_row(reader, &row, first, block, &columns, &mut rows_read);
            }
        }
    }
    let form = reader.form;
    for (label, group) in form.proactive.iter().flat_map(|b| b.rows.iter().map(|r| (&r.label, r.key))) {
        if !rows_read.contains(&group) {
            let place = tables.first().map(|t| t.place.clone()).unwrap_or_default();
            reader.missing_row(&format!("表二没有“{label}”一行"), place);
        }
    }
}

fn is_citation(text: &str) -> bool {
    let text = labels::bare(text);
    text.starts_with('第') && text.contains("条第") && text.ends_with('项')
}

/// The block a heading row opens: by the exact article, else by the item, with a finding.
fn citation(reader: &mut Reader, cell: &Cell) -> Option<&'static ProactiveBlock> {
    let form = reader.form;
    let said = labels::bare(&cell.text);
    let exact = form.proactive.iter().find(|b| labels::bare(&b.heading) == said);
    if let Some(block) = exact {
        reader.label(&cell.text, &block.heading, &cell.place);
        return Some(block);
    }
    let item = |heading: &str| heading.split_once("条第").map(|(_, item)| item.to_owned());
    let block = form.proactive.iter().find(|b| item(&labels::bare(&b.heading)) == item(&said));
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
    let form = reader.form;
    let blocks: Vec<&ProactiveBlock> = block.map_or_else(|| form.proactive.iter().collect(), |b| vec![b]);
    let mut known: Vec<(Field, usize, Unit)> = Vec::new();
    for (col, cell) in row.texts().skip(1) {
        let base = without_unit(&cell.text);
        let mut candidates: Vec<&ProactiveColumn> = Vec::new();
        for column in blocks.iter().flat_map(|b| &b.columns) {
            if !candidates.iter().any(|c| c.key == column.key) {
                candidates.push(column);
            }
        }
        match labels::nearest(&base, candidates.iter().map(|c| (c.label.as_str(), *c))) {
            Some(column) => {
                let official = if column.unit_is_official { column.printed() } else { column.label.clone() };
                let printed = if column.unit_is_official { cell.text.clone() } else { base };
                reader.label(&printed, &official, &cell.place);
                known.push((column.key, col, unit(&cell.text, column)));
            }
            None => reader.unknown(&cell.text, "表二的栏目", &cell.place),
        }
    }
    Columns { known, seen: true }
}

/// 采购总金额（万元） → 采购总金额
fn without_unit(label: &str) -> String {
    let trimmed = label.trim();
    match trimmed.find(['（', '(']) {
        Some(at) if trimmed.contains('元') => trimmed.get(..at).unwrap_or(trimmed).trim().to_owned(),
        _ => trimmed.to_owned(),
    }
}

fn unit(printed: &str, column: &ProactiveColumn) -> Unit {
    if column.units.is_empty() {
        Unit::NotNeeded
    } else if column.units.iter().any(|u| printed.contains(u.as_str())) {
        Unit::Stated
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
    let in_block = block.into_iter().flat_map(|b| b.rows.iter().map(move |r| (r.label.as_str(), (b, r))));
    let anywhere = form.proactive.iter().flat_map(|b| b.rows.iter().map(move |r| (r.label.as_str(), (b, r))));
    let found = labels::nearest(&first.text, in_block).or_else(|| labels::nearest(&first.text, anywhere));
    let Some((own_block, label)) = found else {
        return reader.unknown(&first.text, "表二的行", &first.place);
    };
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
    let label_col = first.col;
    let given: Vec<&Cell> = row.fields.iter().skip(label_col + 1).filter(|f| f.fresh).filter_map(|f| f.cell).collect();
    let in_order = !columns.seen && given.len() == own_block.columns.len();
    for (i, column) in own_block.columns.iter().enumerate() {
        let name = CellName::Proactive(label.key, column.key);
        let known = columns.known.iter().find(|(field, _, _)| *field == column.key);
        let cell = match known {
            Some((_, col, _)) => row.at(*col).filter(|c| c.col > label_col && c.rowspan == 1),
            None if in_order => given.get(i).copied(),
            None => None,
        };
        // One printed cell under two column labels belongs to neither.
        let shared = cell.filter(|c| {
            columns.known.iter().filter(|(_, col, _)| (c.col..c.col + c.colspan).contains(col)).count() > 1
        });
        if let Some(cell) = shared {
            let message = format!("表二“{}”一行的“{}”跨了几栏，无法确定属于哪一栏", label.label, cell.text.trim());
            reader.structure(&message, &cell.place, "每栏单独填写");
        }
        let text = cell.map_or("", |c| c.text.trim());
        let place = cell.map_or(&row.place, |c| &c.place);
        let mut reading = money(text, column);
        let mut unit = known.map_or(Unit::NotNeeded, |(_, _, unit)| *unit);
        if column.units.iter().any(|u| text.ends_with(u.as_str())) && unit != Unit::Wrong {
            unit = Unit::Stated;
        }
        if unit == Unit::Missing {
            let message = format!("表二“{}”的“{}”没有注明计量单位", label.label, column.label);
            let place = Place { text: text.to_owned(), cell: Some(name.to_string()), ..place.clone() };
            reader.findings.push(Finding::new("report.unit", Severity::Warning, message, place).hint(format!(
                "在“{}”后注明{}",
                column.label,
                column.units.join("或")
            )));
        }
        if shared.is_some() || unit == Unit::Wrong {
            reading = Reading { value: None, raw: Some(text.to_owned()).filter(|t| !t.is_empty()) };
        }
        if unit == Unit::Wrong {
            let message = format!("“{}”的单位不是{}", column.label, column.units.join("或"));
            let place = Place { text: text.to_owned(), cell: Some(name.to_string()), ..place.clone() };
            reader.findings.push(
                Finding::new("report.unit", Severity::Error, message, place)
                    .hint(format!("换算后按“{}”填写", column.printed()))
                    .basis(form.basis.clone()),
            );
        }
        reader.put(name, reading, place);
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
