//! Word documents: paragraphs, headings and tables of the main text, as Word shows them with all changes accepted.
//!
//! Left out: headers, footers, notes, comments, pictures and bullets. Numbers that Word counts by itself stand in the text
//! as it shows them. A document has no lines until it is printed: places count paragraphs and tables together, those with
//! text, and a cell carries the number of its table.

mod body;
mod numbering;
mod parts;
mod table;

use super::{ReadError, package::Package};
use crate::model::{Block, Document, Paragraph, Role};
use parts::Parts;

/// Reads the container and its main part.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::read(&mut package)?;
    let mut document = Document { blocks: body::blocks(&parts)?, ..Document::default() };
    number(&mut document.blocks);
    let title = document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    document.title = title.or(parts.title);
    Ok(document)
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
