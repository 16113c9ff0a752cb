//! Files into the document model: recognises what a file is, then hands it to the reader of that format.
//!
//! Whatever the bytes are, the answer is a [`Document`] or a [`ReadError`] that says in Chinese what to do; no reader
//! panics, follows links out of the file or runs anything in it.

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

use crate::model::Document;

/// Reads a file. `name` is only used for its ending, and only where the content leaves a choice.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    match Format::recognise(name, bytes)? {
        Format::Docx => docx::read(bytes),
        Format::Mht => mht::read(bytes),
        Format::Xlsx => xlsx::read(bytes),
        Format::Html => html::read(&decode::html(bytes)?),
        Format::Pdf => pdf::read(bytes),
        Format::Text => text::read(&decode::text(bytes)?, format::is_markdown(name)),
    }
}
