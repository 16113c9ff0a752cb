//! The canonical JSON of a report: a contract of the command line, changed only deliberately.

use crate::{cell_name::Row, model::AnnualReport, number::Number};
use serde_json::{Map, Value, json};

/// The report as `gongkai check` prints it: organ, year, format, the three tables, the text of cells that are not
/// simply numbers, and the units of amounts where the form leaves them open.
pub fn to_json(report: &AnnualReport) -> Value {
    let number = |value: Option<Number>| json!(value);
    let mut proactive = Map::new();
    for row in &report.proactive {
        let fields: Map<String, Value> =
            row.cells.iter().map(|(field, cell)| (field.key().to_owned(), number(cell.value))).collect();
        proactive.insert(row.group.key().to_owned(), Value::Object(fields));
    }
    let mut requests = Map::new();
    for row in &report.requests {
        let values: Vec<Value> = row.cells.iter().map(|c| number(c.value)).collect();
        requests.insert(Row::key(row.row).to_owned(), Value::Array(values));
    }
    let mut review = Map::new();
    for block in &report.review {
        let values: Vec<Value> = block.cells.iter().map(|c| number(c.value)).collect();
        review.insert(block.kind.key().to_owned(), Value::Array(values));
    }
    let raw: Map<String, Value> = report
        .cells()
        .into_iter()
        .filter_map(|(name, cell)| cell.raw.clone().map(|raw| (name.to_string(), Value::String(raw))))
        .collect();
    let units: Map<String, Value> = report
        .cells()
        .into_iter()
        .filter_map(|(name, cell)| cell.unit.clone().map(|unit| (name.to_string(), Value::String(unit))))
        .collect();
    let mut json = json!({
        "organ": report.organ,
        "year": report.year,
        "format": report.form.format,
        "proactive": proactive,
        "requests": requests,
        "review": review,
        "raw": raw,
    });
    if let (Value::Object(map), false) = (&mut json, units.is_empty()) {
        map.insert("units".to_owned(), Value::Object(units));
    }
    json
}

/// The report as `gongkai report` writes it: [`to_json`] with the preface, the sections, the notes on corrections by hand, and
/// what was amended after it went out.
pub fn to_full_json(report: &AnnualReport) -> Value {
    let sections: Vec<Value> = report
        .sections
        .iter()
        .map(|s| {
            let texts = |texts: &[crate::model::Text]| texts.iter().map(|t| t.text.clone()).collect::<Vec<_>>();
            let parts: Vec<Value> =
                s.parts.iter().map(|p| json!({ "title": p.title, "paragraphs": texts(&p.texts) })).collect();
            json!({ "title": s.title, "paragraphs": texts(&s.texts), "parts": parts })
        })
        .collect();
    let notes: Vec<Value> = report
        .cells()
        .into_iter()
        .filter_map(|(name, cell)| {
            let o = cell.override_.as_ref()?;
            Some(json!({
                "cell": name.to_string(), "computed": o.computed, "value": o.value, "note": o.note, "by": o.by,
            }))
        })
        .collect();
    let mut json = to_json(report);
    if let Value::Object(map) = &mut json {
        map.insert("as_of".to_owned(), json!(report.as_of));
        if !report.preface.is_empty() {
            let texts: Vec<&str> = report.preface.iter().map(|t| t.text.as_str()).collect();
            map.insert("preface".to_owned(), json!(texts));
        }
        map.insert("sections".to_owned(), Value::Array(sections));
        map.insert("notes".to_owned(), Value::Array(notes));
        if !report.amendments.is_empty() {
            map.insert("amendments".to_owned(), json!(report.amendments));
        }
    }
    json
}
