//! 更正: dated changes of a report that has gone out. The report as it went out stays; applied to it, the changes give the
//! report as it reads now, which says what was changed, when and why.
//!
//! A change names what stood there before, so that it cannot be applied to anything else. Sums are not changed along: every
//! number that reads differently afterwards is a change of its own, and the checks say whether they still add up.

use crate::{cell_name::CellName, model::AnnualReport, model::Section, model::Text, number::Number};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A number in a table.
    Cell {
        /// Which.
        cell: CellName,
        /// What stood there; none where it was blank.
        before: Option<Number>,
        /// What stands there now.
        after: Number,
    },
    /// The text of a section before its parts, or of one part. A line break separates paragraphs.
    Text {
        /// 0-based number of the section.
        section: usize,
        /// 0-based number of the part within it.
        part: Option<usize>,
        /// What it said.
        before: String,
        /// What it says now.
        after: String,
    },
}

/// Changes made together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Counted from 1 within the report.
    pub number: i64,
    /// 更正日期
    pub on: Date,
    /// Why.
    pub reason: String,
    /// What was changed.
    pub changes: Vec<Change>,
}

/// Why changes do not fit a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmendError {
    /// No such cell or passage.
    #[error("报告中没有要更正的位置：{0}")]
    NoSuchPlace(String),
    /// Something else stands there.
    #[error("要更正的位置（{place}）现在是“{now}”，不是“{before}”，请重新核对")]
    Different {
        /// Where.
        place: String,
        /// What stands there.
        now: String,
        /// What should.
        before: String,
    },
}

/// The text of a section before its parts, or of one part.
pub fn text_of(report: &AnnualReport, section: usize, part: Option<usize>) -> Option<String> {
    let section = report.sections.get(section)?;
    let texts = match part {
        None => &section.texts,
        Some(part) => &section.parts.get(part)?.texts,
    };
    Some(texts.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join("\n"))
}

/// What a passage is called: 一、总体情况（一）主动公开.
pub fn passage(report: &AnnualReport, section: usize, part: Option<usize>) -> String {
    let Some(found) = report.sections.get(section) else { return format!("第{}部分", section + 1) };
    let part = part.and_then(|p| found.parts.get(p)).map_or("", |p| p.title.as_str());
    format!("{}{part}", found.title)
}

/// Where a change is, in words.
pub fn place(report: &AnnualReport, change: &Change) -> String {
    match change {
        Change::Cell { cell, .. } => report.spoken(*cell),
        Change::Text { section, part, .. } => passage(report, *section, *part),
    }
}

/// A change in words: 表三“…”的“总计”栏由“3”更正为“4”.
pub fn in_words(report: &AnnualReport, change: &Change) -> String {
    let place = place(report, change);
    match change {
        Change::Cell { before, after, .. } => {
            let before = before.map_or_else(|| "空白".to_owned(), |n| format!("“{n}”"));
            format!("{place}由{before}更正为“{after}”")
        }
        Change::Text { before, after, .. } => {
            let said = |text: &str| {
                if text.is_empty() { "空白".to_owned() } else { format!("“{}”", text.replace('\n', "")) }
            };
            format!("“{place}”的文字由{}更正为{}", said(before), said(after))
        }
    }
}

/// The note under the title of an amended report.
pub fn note(report: &AnnualReport, amendment: &Amendment) -> String {
    let changes: Vec<String> = amendment.changes.iter().map(|c| in_words(report, c)).collect();
    let reason = amendment.reason.trim().trim_end_matches(['。', '；', '，']);
    format!(
        "【更正说明】本报告于{}第{}次更正：{}。更正理由：{reason}。",
        domain::date::chinese(amendment.on),
        amendment.number,
        changes.join("；")
    )
}

/// The report with an amendment applied to it.
///
/// # Errors
/// A place that the report does not have, or where something else stands than the amendment says.
pub fn amended(report: &AnnualReport, amendment: &Amendment) -> Result<AnnualReport, AmendError> {
    let mut now = report.clone();
    for change in &amendment.changes {
        let place = place(report, change);
        match change {
            Change::Cell { cell, before, after } => {
                let found = now.cell_mut(*cell).ok_or_else(|| AmendError::NoSuchPlace(place.clone()))?;
                if found.value != *before {
                    let said = |n: Option<Number>| n.map_or_else(|| "空白".to_owned(), |n| n.to_string());
                    return Err(AmendError::Different { place, now: said(found.value), before: said(*before) });
                }
                found.value = Some(*after);
                found.raw = None;
                // The correction by hand was of the number that went out, not of this one.
                found.override_ = None;
            }
            Change::Text { section, part, before, after } => {
                let stands = text_of(&now, *section, *part).ok_or_else(|| AmendError::NoSuchPlace(place.clone()))?;
                if stands != *before {
                    return Err(AmendError::Different { place, now: stands, before: before.clone() });
                }
                write(&mut now.sections, *section, *part, after);
            }
        }
    }
    now.amendments.push(amendment.clone());
    Ok(now)
}

fn write(sections: &mut [Section], section: usize, part: Option<usize>, text: &str) {
    let Some(section) = sections.get_mut(section) else { return };
    let texts = match part {
        None => &mut section.texts,
        Some(part) => match section.parts.get_mut(part) {
            Some(part) => &mut part.texts,
            None => return,
        },
    };
    *texts = text.lines().map(str::trim).filter(|l| !l.is_empty()).map(Text::from).collect();
}
