//! 复议诉讼: cases about government information, which table 4 of the annual report counts. Cases are noted here and
//! concluded here; nothing is decided.

mod listing;
mod writing;

pub use listing::list;
pub use writing::{conclude, create};
