//! A published report read back from its own full JSON ([`crate::json::to_full_json`]): what went out is kept as it went out,
//! whatever the records or the drafting say later. Case lists are not in it: they are no business of the public.

use serde_json::Value;

use crate::cell_name::{CellName, Row};
use crate::form::Form;
use crate::model::{AnnualReport, Cell, Override, Part, Section, Text};
use crate::number::Number;

/// Why a JSON is no frozen report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the stored report cannot be read: {0}")]
pub struct FrozenError(String);

/// The report behind its full JSON.
///
/// # Errors
/// [`FrozenError`] naming the part that is missing or malformed.
pub fn from_full_json(json: &Value) -> Result<AnnualReport, FrozenError> {
    let missing = |what: &str| FrozenError(what.to_owned());
    let format = json["format"].as_str().ok_or_else(|| missing("format"))?;
    let forms = Form::all().map_err(|e| FrozenError(e.to_string()))?;
    let form = forms.iter().find(|f| f.format == format).ok_or_else(|| missing("format"))?;
    let mut report = AnnualReport::blank(form);
    report.organ = json["organ"].as_str().map(str::to_owned);
    report.year = json["year"].as_i64().and_then(|y| i16::try_from(y).ok());
    report.as_of = json["as_of"].as_str().and_then(|d| d.parse().ok());
    for row in &mut report.proactive {
        for (field, cell) in &mut row.cells {
            read_cell(cell, &json["proactive"][row.group.key()][field.key()])?;
        }
    }
    if json["requests"][Row::Other.key()].is_array() {
        report.merge_other();
    }
    for row in &mut report.requests {
        for (i, cell) in row.cells.iter_mut().enumerate() {
            read_cell(cell, &json["requests"][row.row.key()][i])?;
        }
    }
    for block in &mut report.review {
        for (i, cell) in block.cells.iter_mut().enumerate() {
            read_cell(cell, &json["review"][block.kind.key()][i])?;
        }
    }
    for (name, raw) in json["raw"].as_object().into_iter().flatten() {
        let cell: CellName = name.parse().map_err(|_| missing("raw"))?;
        report.cell_mut(cell).ok_or_else(|| missing("raw"))?.raw = raw.as_str().map(str::to_owned);
    }
    for (name, unit) in json["units"].as_object().into_iter().flatten() {
        let cell: CellName = name.parse().map_err(|_| missing("units"))?;
        report.cell_mut(cell).ok_or_else(|| missing("units"))?.unit = unit.as_str().map(str::to_owned);
    }
    for note in list(&json["notes"]) {
        let cell: CellName = text(&note["cell"]).parse().map_err(|_| missing("notes.cell"))?;
        let cell = report.cell_mut(cell).ok_or_else(|| missing("notes.cell"))?;
        cell.override_ = Some(Override {
            computed: number(&note["computed"])?,
            value: number(&note["value"])?.ok_or_else(|| missing("notes.value"))?,
            note: text(&note["note"]),
            by: text(&note["by"]),
        });
    }
    for amendment in list(&json["amendments"]) {
        let read = serde_json::from_value(amendment.clone()).map_err(|e| FrozenError(format!("amendments: {e}")))?;
        report.amendments.push(read);
    }
    report.preface = texts(&json["preface"]);
    report.sections = list(&json["sections"]).iter().map(section).collect();
    Ok(report)
}

fn read_cell(cell: &mut Cell, json: &Value) -> Result<(), FrozenError> {
    cell.value = number(json)?;
    Ok(())
}

fn number(json: &Value) -> Result<Option<Number>, FrozenError> {
    serde_json::from_value(json.clone()).map_err(|e| FrozenError(format!("{json}: {e}")))
}

fn section(json: &Value) -> Section {
    let part = |json: &Value| Part {
        title: text(&json["title"]),
        texts: texts(&json["paragraphs"]),
        place: domain::Place::default(),
    };
    Section {
        title: text(&json["title"]),
        texts: texts(&json["paragraphs"]),
        parts: list(&json["parts"]).iter().map(part).collect(),
        place: domain::Place::default(),
    }
}

fn texts(json: &Value) -> Vec<Text> {
    list(json).iter().map(|t| Text { text: text(t), place: domain::Place::default() }).collect()
}

fn list(json: &Value) -> &[Value] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn text(json: &Value) -> String {
    json.as_str().unwrap_or_default().to_owned()
}
