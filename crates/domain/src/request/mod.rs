//! A request for government information (政府信息公开申请), as the list of its dated events.

pub mod outcome;

pub use outcome::{ApplicantKind, Outcome};
