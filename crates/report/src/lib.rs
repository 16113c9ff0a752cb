//! The annual report on open government information (政府信息公开工作年度报告): drawn up from records, laid out in the
//! national form, read back from somebody's file, and checked.
//!
//! ```text
//! records ─ draw_up ─► AnnualReport ─ layout ─► documents::model::Document ─► writers
//! file ─ documents::read ─► Document ─ parse ─► AnnualReport ─ checks ─► findings
//! ```
//!
//! The forms are dated data (`data/forms.toml`). Nothing here reads a clock, a file or a database.

pub mod aggregate;
pub mod amendment;
pub mod book;
pub mod cell_name;
pub mod charts;
pub mod checks;
pub mod compare;
pub mod decision;
pub mod draw_up;
pub mod form;
pub mod frozen;
pub mod json;
pub mod layout;
pub mod model;
pub mod narrative;
pub mod number;
pub mod parse;
pub mod records;
pub mod rules;
pub mod similarity;
mod tables;

pub use aggregate::{Aggregate, Covers, Unit, aggregate};
pub use cell_name::{CellName, Field, Group, Row};
pub use checks::{Context, Sibling, SimilarText, check, check_with, sum_of_units};
pub use draw_up::{DrawUpError, OverrideEntry, Overrides, draw_up};
pub use form::{Form, FormError};
pub use json::to_json;
pub use layout::{Layout, layout};
pub use model::{AnnualReport, Cell, Override};
pub use narrative::Narrative;
pub use number::Number;
pub use parse::{Kind, Parsed, parse};
