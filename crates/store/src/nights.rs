//! The last nightly run of a county: so that a day has one, also when the server was started again in between.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::schema::nightly_run;
use crate::{Db, StoreError, text};

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Night {
    /// The day it was for.
    pub day: Date,
    /// How often it was begun on that day.
    pub attempts: u32,
    /// Its report as JSON, once it ended.
    pub report: Option<String>,
}

/// The last run.
///
/// # Errors
/// The database fails.
pub fn last(c: &mut Db, county: &str) -> Result<Option<Night>, StoreError> {
    let row: Option<(String, i64, Option<String>)> = nightly_run::table
        .find(county)
        .select((nightly_run::day, nightly_run::attempts, nightly_run::report))
        .first(c)
        .optional()?;
    row.map(|(day, attempts, report)| {
        let day = text::date("nightly_run.day", &day)?;
        Ok(Night { day, attempts: u32::try_from(attempts).unwrap_or(u32::MAX), report })
    })
    .transpose()
}

/// Puts a run in the place of the last one.
///
/// # Errors
/// The database fails.
pub fn replace(c: &mut Db, county: &str, night: &Night) -> Result<(), StoreError> {
    diesel::delete(nightly_run::table.find(county)).execute(c)?;
    let row = (
        nightly_run::county.eq(county),
        nightly_run::day.eq(night.day.to_string()),
        nightly_run::attempts.eq(i64::from(night.attempts)),
        nightly_run::report.eq(&night.report),
    );
    diesel::insert_into(nightly_run::table).values(row).execute(c)?;
    Ok(())
}
