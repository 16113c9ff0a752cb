//! Office procedure: every write passes one action — permission, transaction, audit entry — and time comes from one door.
//!
//! Plain synchronous functions; `web` calls them on blocking threads, the command line directly. What is allowed is
//! decided in `domain`; how it is stored, in `store`; how it looks, nowhere here.

pub mod amendments;
pub mod bindings;
pub mod clock;
pub mod contacts;
pub mod decisions;
pub mod dry_run;
pub mod error;
pub mod links;
pub mod neighbours;
pub mod nightly;
pub mod office;
pub mod permission;
pub mod proofreading;
pub mod publications;
pub mod received;
pub mod records;
pub mod reminders;
pub mod reports;
pub mod requests;
pub mod room;
pub mod set_up;
pub mod sign_in;
pub mod sweep;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timeliness;
pub mod today;
pub mod upkeep;
pub mod wording;

pub use clock::Clock;
pub use error::{ActionError, Problem};
pub use office::{Actor, Office};
pub use permission::Permission;
