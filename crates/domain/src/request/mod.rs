//! A request for government information (政府信息公开申请), as the list of its dated events.

pub mod event;
pub mod outcome;
pub mod scenario;
pub mod state;

pub use event::{Channel, Dated, Event};
pub use outcome::{ApplicantKind, Outcome};
pub use state::{Assessment, Ending, State, assess};
