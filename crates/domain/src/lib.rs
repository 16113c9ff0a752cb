//! The law of open government information as dated data and pure functions.
//!
//! Nothing here reads a clock, a file or a network; today is an argument, and every rule names its article.

pub mod calendar;
pub mod clock;
pub mod contact;
pub mod date;
pub mod fee;
pub mod finding;
pub mod identifiers;
pub mod law;
pub mod not_allowed;
pub mod numeral;
pub mod obligation;
pub mod organ;
pub mod publication;
pub mod remedy;
pub mod report_standing;
pub mod request;
pub mod review;
pub mod rule;
pub mod stated_end;
pub mod toml_date;

pub use finding::{Area, Finding, Place, Severity};
pub use rule::{Example, Rule};
