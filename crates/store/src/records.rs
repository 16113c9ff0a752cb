//! 工作台账: figures that no other record holds (permits, penalties, fees, procurement) and measures taken, by day.
//!
//! The annual report adds them up; what an entry means is defined by `report::records` and kept here as its JSON.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::schema::{ledger_entry, work_record};
use crate::{Db, StoreError, text};

/// A figure of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Row id.
    pub id: String,
    /// Whose.
    pub organ: String,
    /// The day it counts for.
    pub on: Date,
    /// What it is, as JSON.
    pub entry: String,
    /// Remarks.
    pub note: String,
}

/// A measure, problem or improvement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRecord {
    /// Row id.
    pub id: String,
    /// Whose.
    pub organ: String,
    /// The day.
    pub on: Date,
    /// Part of the report it belongs to.
    pub part: String,
    /// What was done, in a short phrase.
    pub content: String,
    /// How many, if counted.
    pub quantity: Option<i64>,
    /// Of what.
    pub unit: Option<String>,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = ledger_entry)]
struct LedgerRow {
    county: String,
    id: String,
    organ: String,
    happened_on: String,
    entry: String,
    note: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = work_record)]
struct WorkRow {
    county: String,
    id: String,
    organ: String,
    happened_on: String,
    part: String,
    content: String,
    quantity: Option<i64>,
    unit: Option<String>,
}

/// Adds a figure.
///
/// # Errors
/// The database fails.
pub fn insert_ledger(c: &mut Db, county: &str, new: &LedgerEntry) -> Result<(), StoreError> {
    let row = LedgerRow {
        county: county.to_owned(),
        id: new.id.clone(),
        organ: new.organ.clone(),
        happened_on: new.on.to_string(),
        entry: new.entry.clone(),
        note: new.note.clone(),
    };
    diesel::insert_into(ledger_entry::table).values(row).execute(c)?;
    Ok(())
}

/// Figures of some organs by day.
///
/// # Errors
/// The database fails.
pub fn ledger(c: &mut Db, county: &str, organs: &[String]) -> Result<Vec<LedgerEntry>, StoreError> {
    let rows: Vec<LedgerRow> = ledger_entry::table
        .filter(ledger_entry::county.eq(county))
        .filter(ledger_entry::organ.eq_any(organs))
        .order((ledger_entry::happened_on, ledger_entry::id))
        .load(c)?;
    rows.into_iter()
        .map(|r| {
            let on = text::date("ledger_entry.happened_on", &r.happened_on)?;
            Ok(LedgerEntry { id: r.id, organ: r.organ, on, entry: r.entry, note: r.note })
        })
        .collect()
}

/// Adds a measure.
///
/// # Errors
/// The database fails.
pub fn insert_work(c: &mut Db, county: &str, new: &WorkRecord) -> Result<(), StoreError> {
    let row = WorkRow {
        county: county.to_owned(),
        id: new.id.clone(),
        organ: new.organ.clone(),
        happened_on: new.on.to_string(),
        part: new.part.clone(),
        content: new.content.clone(),
        quantity: new.quantity,
        unit: new.unit.clone(),
    };
    diesel::insert_into(work_record::table).values(row).execute(c)?;
    Ok(())
}

/// Measures of some organs in the order they were recorded within a day.
///
/// # Errors
/// The database fails.
pub fn work(c: &mut Db, county: &str, organs: &[String]) -> Result<Vec<WorkRecord>, StoreError> {
    let rows: Vec<WorkRow> = work_record::table
        .filter(work_record::county.eq(county))
        .filter(work_record::organ.eq_any(organs))
        .order((work_record::happened_on, work_record::id))
        .load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(WorkRecord {
                on: text::date("work_record.happened_on", &r.happened_on)?,
                id: r.id,
                organ: r.organ,
                part: r.part,
                content: r.content,
                quantity: r.quantity,
                unit: r.unit,
            })
        })
        .collect()
}
