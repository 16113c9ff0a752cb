//! Files into the document model: recognises what a file is, then hands it to the reader of that format.
//!
//! Whatever the bytes are, the answer is a [`Document`] or a [`ReadError`] that says in Chinese what to do; no reader
//! panics, follows links out of the file or runs anything in it.

mod beside;
mod decode;
mod docx;
mod error;
mod format;
mod grid;
mod heading;
mod html;
mod mht;
mod package;
pub(crate) mod pdf;
mod text;
mod xlsx;
mod xml;

pub(crate) use decode::decoded;
pub use error::ReadError;
pub use format::Format;

use crate::model::{Document, Role};

/// A text as people type it into a form: a line a paragraph, 一、 and （一） as headings, rows of pipes as tables. What the
/// reader does not take, such as too wide a table, is still text, so that nothing typed is lost or passes unread.
pub fn typed(text: &str) -> Document {
    // As Markdown, so that a text is never taken for a web page, and a rule under the head of a table is a rule.
    text::read(text, true).unwrap_or_else(|_| {
        let mut document = Document::default();
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            document.push(Role::Body, line);
        }
        document
    })
}

/// Reads a file. `name` is only used for its ending, and only where the content leaves a choice.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read_within(name, bytes, 0)
}

/// Reads a file that lies this many files deep in another one.
fn read_within(name: &str, bytes: &[u8], depth: usize) -> Result<Document, ReadError> {
    match Format::recognise(name, bytes)? {
        Format::Docx => docx::read(bytes, depth),
        Format::Mht => mht::read(bytes),
        Format::Xlsx => xlsx::read(bytes, depth),
        Format::Html => html::read(&decode::html(bytes)?),
        Format::Pdf => pdf::read(bytes),
        Format::Text => text::read(&decode::text(bytes)?, format::is_markdown(name)),
    }
}
