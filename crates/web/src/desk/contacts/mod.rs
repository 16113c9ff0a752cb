//! 联系电话: whom to call today, what the calls said, and the numbers that staff entered.

mod listing;
mod writing;

pub use listing::list;
pub use writing::{add, call, remove};

/// The address of the page.
const PATH: &str = "/desk/contacts";
