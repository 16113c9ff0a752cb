//! Proofreading of official Chinese text: one rule a file, each with the standard or article it rests on.
//!
//! Rules read the document model, so the format of the file does not matter. What adds up and what does not is the
//! business of the report checks, not of this crate.

mod rules;

use documents::model::{Block, Document};
use domain::{Finding, Place};

/// What a rule sees: one paragraph, or the text of one table cell.
struct Passage<'a> {
    text: &'a str,
    place: &'a Place,
}

impl Passage<'_> {
    /// Where a stretch of the text (byte range) stands in the file.
    fn place_of(&self, start: usize, end: usize) -> Place {
        let before = self.text.get(..start).map_or(0, |t| t.chars().count());
        let first = self.place.column.unwrap_or(1);
        Place {
            column: Some(first.saturating_add(u32::try_from(before).unwrap_or(u32::MAX))),
            text: self.text.get(start..end).unwrap_or_default().to_owned(),
            ..self.place.clone()
        }
    }
}

/// Reads a text with every rule. Findings come in the order of the text.
pub fn check(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = paragraph.text();
                findings.extend(rules::all(&Passage { text: &text, place: &paragraph.place }));
            }
            Block::Table(table) => {
                for cell in &table.cells {
                    findings.extend(rules::all(&Passage { text: &cell.text, place: &cell.place }));
                }
            }
            Block::Chart(chart) => {
                let place = Place::default();
                for text in [Some(&chart.title), Some(&chart.description), chart.note.as_ref()].into_iter().flatten() {
                    findings.extend(rules::all(&Passage { text, place: &place }));
                }
            }
            Block::PageBreak => {}
        }
    }
    findings
}
