//! The desk: where staff work, behind sign-in.

pub mod amendments;
pub mod audit;
pub mod checks;
pub mod contacts;
pub mod links;
pub mod practice;
pub mod publications;
pub mod records;
pub mod reports;
pub mod requests;
pub mod reviews;
pub mod room;
pub mod sign_in;
pub mod sums;
pub mod sweep;
pub mod today;
pub mod wording;
