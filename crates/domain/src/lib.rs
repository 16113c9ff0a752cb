//! The law of open government information as dated data and pure functions.
//!
//! Nothing here reads a clock, a file or a network; today is an argument, and every rule names its article.

pub mod finding;
pub mod request;
pub mod review;

pub use finding::{Finding, Place, Severity};
