//! 工作台账: figures that no other record holds, and what was done, by day. The annual report adds them up.

mod amounts;
mod kinds;
mod listing;
mod writing;

pub use listing::list;
pub use writing::{add_figure, add_work};
