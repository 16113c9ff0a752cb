//! File formats in and out of one document model.
//!
//! [`read`] fills the [`model`], [`write`](mod@write) renders it, [`style`] holds the numbers of GB/T 9704 that the paged formats
//! share. Nothing here knows what a report or a request is.

mod grid;
pub mod model;
pub mod read;
pub mod style;
pub mod write;

pub use model::{Align, Block, Cell, Document, Paragraph, Role, Run, Table};
