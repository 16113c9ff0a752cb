//! The records: one schema on SQLite and PostgreSQL, every row keyed by county.
//!
//! Functions here read and write rows; they know no permission and no procedure (that is `actions`). What the public may
//! see is read only through [`public`], whose types have no requester and no draft.

pub mod accounts;
pub mod amendments;
pub mod audit;
pub mod bindings;
pub mod blobs;
mod connection;
pub mod contacts;
pub mod decisions;
mod error;
pub mod ids;
pub mod links;
pub mod nights;
pub mod organs;
pub mod public;
pub mod publications;
pub mod reasons;
pub mod received;
pub mod records;
pub mod reminders;
pub mod reports;
pub mod requests;
pub mod reviews;
mod schema;
pub mod sweeps;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
pub mod wording;

pub use connection::{Db, Store};
pub use error::StoreError;
