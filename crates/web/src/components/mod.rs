//! The parts pages are made of: askama macros (one file a component, beside this one) and the plain structs they
//! take. A page's template imports the macro file and calls `{{ input::text(name) }}` or
//! `{% call details::details("…") %}…{% endcall %}`. Labels of the domain's enums are not here (`labels.rs`), nor is
//! any reading of forms.
//!
//! The library's own parts keep its markup, tested against its fixtures (`fixtures.rs`), with its class prefix renamed
//! to `gkui`; parts of our own are called `gk-`.

mod deadline;
mod field;
mod lists;
mod pagination;
mod steps;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod ours;

pub use deadline::{Deadline, Light};
pub use field::{Choice, Field, Problem, problems};
pub use lists::{
    CatalogueEntry, Crumb, FileLink, Flash, FlashKind, IndexRow, ListItem, SummaryAction, SummaryRow, Task,
};
pub use pagination::{PageItem, Pagination};
pub use steps::Step;
