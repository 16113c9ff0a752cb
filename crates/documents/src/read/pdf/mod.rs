//! PDF files with a text layer.
//!
//! ```text
//! bytes ─ door ─► library's pages ─ content ─► characters, lines ─ layout ─► tables, lines of text ─ paragraphs ─► blocks
//! ```
//!
//! A PDF holds no words, tables or paragraphs, only signs at places and strokes between them; what they make up is found
//! here by the rules that Chinese office documents are set by. Pictures are not read: a scan without a text layer is
//! refused with a sentence.

mod budget;
mod cell_text;
mod columns;
mod content;
pub(crate) mod door;
mod font;
mod guard;
mod lattice;
mod layers;
mod layout;
mod lines;
mod matrix;
mod normal;
mod page;
mod paragraphs;
mod pictures;
mod rules;
mod running;
mod unpack;
#[cfg(feature = "pages")]
pub(crate) mod weight;

use super::ReadError;
use super::grid;
use crate::model::{Block, Document, Paragraph, Role};
use budget::{Budget, Exhausted};
use hayro_syntax::Pdf;
use layers::Layers;
use layout::Laid;

/// No document has more pages.
const MOST_PAGES: usize = 3000;

impl From<Exhausted> for ReadError {
    fn from(Exhausted: Exhausted) -> ReadError {
        ReadError::PdfTooLarge
    }
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let pdf = door::open(bytes)?;
    let budget = Budget::of(bytes.len());
    door::guarded(|| document(&pdf, &budget)).unwrap_or(Err(ReadError::PdfDamaged))
}

fn document(pdf: &Pdf, budget: &Budget) -> Result<Document, ReadError> {
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ReadError::PdfDamaged);
    }
    if pages.len() > MOST_PAGES {
        return Err(ReadError::PdfTooLarge);
    }
    let layers = Layers::of(pdf);
    let mut fonts = content::Fonts::new();
    let mut laid = Vec::with_capacity(pages.len());
    let mut pictures = Vec::new();
    let (mut printed, mut unknown) = (0, 0);
    for (index, page) in pages.iter().enumerate() {
        let seen = content::read(page, &mut fonts, &layers, budget)?;
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        pictures.extend(pictures::unread(&seen.page, number));
        printed += seen.page.glyphs.iter().filter(|g| !g.is_blank()).count();
        unknown += seen.unknown;
        laid.push(Laid::of(seen.page));
    }
    if printed == 0 {
        return Err(if pictures.is_empty() { ReadError::Empty } else { ReadError::PdfScanned });
    }
    // Where most signs have no meaning, the rest has none either.
    if unknown * 3 > printed {
        return Err(ReadError::PdfNoCharacters);
    }
    running::strip(&mut laid);
    let mut blocks = paragraphs::blocks(laid);
    for block in &mut blocks {
        if let Block::Table(table) = block {
            *table = grid::finish(std::mem::take(table))?;
        }
    }
    number(&mut blocks);
    let mut document = Document { blocks, unread: pictures, ..Document::default() };
    let title = document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    document.title = title;
    Ok(document)
}

/// Counts paragraphs and tables together, as places do.
fn number(blocks: &mut [Block]) {
    let mut count = 0u32;
    for block in blocks {
        match block {
            Block::Paragraph(p) => {
                count = count.saturating_add(1);
                p.place.paragraph = Some(count);
            }
            Block::Table(t) => {
                count = count.saturating_add(1);
                t.place.paragraph = Some(count);
                for cell in &mut t.cells {
                    cell.place.paragraph = Some(count);
                }
            }
            Block::PageBreak | Block::Chart(_) => {}
        }
    }
}
