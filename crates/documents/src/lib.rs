//! File formats in and out of one document model.
//!
//! ```text
//! bytes ─ read ─► Document ─ write ─► html, docx, pdf, xlsx, text
//! ```
//!
//! A reader keeps what it finds and where; a writer decides nothing: what GB/T 9704 prints is in [`style`]. What a
//! document says (reports, language) is for the crates above.

pub mod chart;
pub mod edit;
#[cfg(feature = "pages")]
pub mod fonts;
pub mod model;
#[cfg(feature = "pages")]
pub mod picture;
pub mod read;
pub mod style;
pub mod write;

pub use chart::{Chart, ChartKind, Series};
pub use model::{Align, Aside, Block, Cell, Document, Paragraph, Role, Run, Table, Unread};
