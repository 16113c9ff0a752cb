//! Word documents: paragraphs, headings and tables of the main text, as Word shows them with all changes accepted.
//!
//! Left out: headers, footers, notes, comments, pictures and automatic numbering (its numbers are not text). Places
//! stay empty: a document has no lines until it is printed.

mod body;
mod parts;
mod table;

use super::{ReadError, package::Package};
use crate::model::{Document, Paragraph, Role};
use parts::Parts;

/// Reads the container and its main part.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::read(&mut package)?;
    let mut document = Document { blocks: body::blocks(&parts)?, ..Document::default() };
    let title = document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    document.title = title.or(parts.title);
    Ok(document)
}
