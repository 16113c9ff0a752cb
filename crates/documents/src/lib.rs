//! File formats in and out of one document model.

pub mod model;

pub use model::{Align, Block, Cell, Document, Paragraph, Role, Run, Table};
