//! One door to two engines: embedded SQLite (a file in the data directory) or PostgreSQL (a URL).
//!
//! SQLite has one writer and several readers (WAL); a write takes the writer and `BEGIN IMMEDIATE`. PostgreSQL takes
//! connections from one pool. Either way [`Store::write`] is one transaction that either happens whole or not at all.

use std::path::Path;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::StoreError;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");
const READERS: u32 = 4;

/// A connection to whichever engine is in use.
#[derive(diesel::MultiConnection)]
#[allow(missing_docs, reason = "the derive adds undocumented items")]
pub enum Db {
    /// PostgreSQL.
    Pg(PgConnection),
    /// SQLite.
    Lite(SqliteConnection),
}

/// Where the records are.
#[derive(Debug, Clone)]
enum Address {
    Pg(String),
    Lite { path: String, writer: bool },
}

/// Opens connections for the pool.
#[derive(Debug, Clone)]
struct Manager(Address);

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = StoreError;

    fn connect(&self) -> Result<Db, StoreError> {
        match &self.0 {
            Address::Pg(url) => Ok(Db::Pg(PgConnection::establish(url)?)),
            Address::Lite { path, writer } => {
                let mut lite = SqliteConnection::establish(path)?;
                lite.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON;")?;
                if *writer {
                    // FULL: a receipt or an audit entry that was acknowledged survives a power cut.
                    lite.batch_execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
                } else {
                    lite.batch_execute("PRAGMA query_only = ON;")?;
                }
                Ok(Db::Lite(lite))
            }
        }
    }

    fn is_valid(&self, connection: &mut Db) -> Result<(), StoreError> {
        Ok(connection.batch_execute("SELECT 1")?)
    }

    fn has_broken(&self, _connection: &mut Db) -> bool {
        false
    }
}

/// The records of an installation.
#[derive(Clone)]
pub struct Store {
    readers: Pool<Manager>,
    writers: Pool<Manager>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

impl Store {
    /// Opens (and creates) the embedded database `gongkai.db` in a data directory.
    ///
    /// # Errors
    /// The directory cannot be made, or the file is no database of ours.
    pub fn open_embedded(directory: &Path) -> Result<Store, StoreError> {
        std::fs::create_dir_all(directory).map_err(|e| StoreError::Directory(directory.to_owned(), e))?;
        let path = directory.join("gongkai.db").to_string_lossy().into_owned();
        let writers = pool(Manager(Address::Lite { path: path.clone(), writer: true }), 1)?;
        migrate(&mut *writers.get()?)?;
        let readers = pool(Manager(Address::Lite { path, writer: false }), READERS)?;
        Ok(Store { readers, writers })
    }

    /// Opens a PostgreSQL database by URL (`postgres://…`).
    ///
    /// # Errors
    /// It cannot be reached or migrated.
    pub fn open_postgres(url: &str) -> Result<Store, StoreError> {
        let all = pool(Manager(Address::Pg(url.to_owned())), READERS)?;
        migrate(&mut *all.get()?)?;
        Ok(Store { readers: all.clone(), writers: all })
    }

    /// Reads without changing anything.
    ///
    /// # Errors
    /// What `f` returns, or no connection is free.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut connection = self.readers.get().map_err(StoreError::from)?;
        f(&mut connection)
    }

    /// One transaction: everything `f` does happens, or nothing.
    ///
    /// # Errors
    /// What `f` returns (rolled back), or the database fails.
    pub fn write<T, E: From<StoreError>>(&self, f: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut connection = self.writers.get().map_err(StoreError::from)?;
        let connection: &mut Db = &mut connection;
        let begin = match connection {
            Db::Lite(_) => "BEGIN IMMEDIATE",
            Db::Pg(_) => "BEGIN",
        };
        connection.batch_execute(begin).map_err(StoreError::from)?;
        match f(connection) {
            Ok(value) => {
                connection.batch_execute("COMMIT").map_err(StoreError::from)?;
                Ok(value)
            }
            Err(error) => {
                if let Err(e) = connection.batch_execute("ROLLBACK") {
                    tracing::error!(error = %e, "rollback failed");
                }
                Err(error)
            }
        }
    }
}

fn pool(manager: Manager, size: u32) -> Result<Pool<Manager>, StoreError> {
    Ok(Pool::builder().max_size(size).min_idle(Some(1)).connection_timeout(Duration::from_secs(15)).build(manager)?)
}

fn migrate(connection: &mut Db) -> Result<(), StoreError> {
    let done = match connection {
        Db::Pg(c) => c.run_pending_migrations(MIGRATIONS).map(|_| ()),
        Db::Lite(c) => c.run_pending_migrations(MIGRATIONS).map(|_| ()),
    };
    done.map_err(|e| StoreError::Migration(e.to_string()))
}
