//! What can go wrong between us and the database.

use std::path::PathBuf;

/// A failure of storage: disk, database, or a row that does not read as what it must be.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data directory cannot be made.
    #[error("cannot create the data directory {0}: {1}")]
    Directory(PathBuf, #[source] std::io::Error),
    /// A stored file cannot be read or written.
    #[error("cannot access the stored file {0}: {1}")]
    Blob(PathBuf, #[source] std::io::Error),
    /// No connection.
    #[error("cannot connect to the database: {0}")]
    Connect(#[from] diesel::ConnectionError),
    /// No connection became free.
    #[error("no database connection became free: {0}")]
    Pool(#[from] diesel::r2d2::PoolError),
    /// The schema could not be brought up to date.
    #[error("the database could not be migrated: {0}")]
    Migration(String),
    /// A value that must be unique is taken, with the constraint's name where the engine tells.
    #[error("{0} exists already")]
    Taken(String),
    /// A statement failed.
    #[error("database: {0}")]
    Database(diesel::result::Error),
    /// A stored value does not read as what it must be.
    #[error("stored value {value:?} of {column} cannot be read")]
    Corrupt {
        /// Which column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
}

impl From<diesel::result::Error> for StoreError {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
        match error {
            DatabaseError(UniqueViolation, ref info) => StoreError::Taken(info.message().to_owned()),
            error => StoreError::Database(error),
        }
    }
}
