//! Word documents: paragraphs, headings and tables of the main text, as Word shows them with all changes accepted.
//!
//! Headers, footers, notes, comments, deleted and hidden text are no part of it; they stand beside it
//! ([`Document::asides`]). Numbers that Word counts by itself stand in the text as it shows them; bullets are left out. A document has no lines until it is printed: places count paragraphs and tables together, those with
//! text, and a cell carries the number of its table.

mod body;
mod numbering;
mod parts;
mod table;

use super::{
    ReadError,
    beside::{Beside, Office},
    package::Package,
};
use crate::model::{Block, Document, Paragraph, Role};
use parts::Parts;
use std::collections::HashSet;

/// Reads the container and its main part.
pub(super) fn read(bytes: &[u8], depth: usize) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::read(&mut package)?;
    let (blocks, unseen) = body::blocks(&parts)?;
    let mut document = Document { blocks, ..Document::default() };
    number(&mut document.blocks);
    let title = document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    document.title = title.or(parts.title);
    let mut beside = Beside::default();
    {
        // A second way to show a text box, and what was moved, mostly say what the body says too.
        let shown = lines(&document);
        for (label, text) in &unseen {
            text.lines().filter(|line| !shown.contains(line.trim())).for_each(|line| beside.say(label, line));
        }
    }
    beside.sweep(&mut package, Office::Word, &[&parts.main], depth);
    beside.stand_in(&mut document);
    Ok(document)
}

/// The lines of the body.
fn lines(document: &Document) -> HashSet<String> {
    let mut lines: HashSet<String> = document.paragraphs().map(|p| p.text().trim().to_owned()).collect();
    for cell in document.tables().flat_map(|t| &t.cells) {
        lines.extend(cell.text.lines().map(|l| l.trim().to_owned()));
    }
    lines
}

/// Gives every paragraph, table and cell its place.
fn number(blocks: &mut [Block]) {
    let mut at = 0u32;
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                at = at.saturating_add(1);
                paragraph.place.paragraph = Some(at);
            }
            Block::Table(table) => {
                at = at.saturating_add(1);
                table.place.paragraph = Some(at);
                table.cells.iter_mut().for_each(|cell| cell.place.paragraph = Some(at));
            }
            Block::PageBreak | Block::Chart(_) => {}
        }
    }
}
