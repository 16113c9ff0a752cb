//! Telephone numbers of offices that staff entered, and the test calls to any number of an organ.

use diesel::prelude::*;
use domain::contact::CallResult;
use jiff::civil::Date;

use crate::schema::{contact, contact_call};
use crate::{Db, StoreError, text};

/// A number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Whose.
    pub organ: String,
    /// The number in its one spelling, which is its key within the organ.
    pub phone: String,
    /// Name of the office that answers.
    pub label: String,
    /// What one may call it for.
    pub purpose: String,
    /// Since when it is on the list.
    pub since: Date,
    /// Account that entered it.
    pub account: String,
}

/// A test call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Row id.
    pub id: String,
    /// Whose number.
    pub organ: String,
    /// The number.
    pub phone: String,
    /// When.
    pub called_on: Date,
    /// How it ended.
    pub result: CallResult,
    /// Remarks.
    pub note: String,
    /// Account that called.
    pub account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = contact)]
struct ContactRow {
    county: String,
    organ: String,
    phone: String,
    label: String,
    purpose: String,
    since: String,
    account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = contact_call)]
struct CallRow {
    county: String,
    id: String,
    organ: String,
    phone: String,
    called_on: String,
    result: String,
    note: String,
    account: String,
}

/// Adds a number.
///
/// # Errors
/// The organ has it already, or the database fails.
pub fn insert(c: &mut Db, county: &str, new: &Contact) -> Result<(), StoreError> {
    let row = ContactRow {
        county: county.to_owned(),
        organ: new.organ.clone(),
        phone: new.phone.clone(),
        label: new.label.clone(),
        purpose: new.purpose.clone(),
        since: new.since.to_string(),
        account: new.account.clone(),
    };
    diesel::insert_into(contact::table).values(row).execute(c)?;
    Ok(())
}

/// Takes a number off the list; the calls made to it stay.
///
/// # Errors
/// The database fails.
pub fn delete(c: &mut Db, county: &str, organ: &str, phone: &str) -> Result<(), StoreError> {
    diesel::delete(contact::table.find((county, organ, phone))).execute(c)?;
    Ok(())
}

/// Numbers of some organs.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str, organs: &[String]) -> Result<Vec<Contact>, StoreError> {
    let rows: Vec<ContactRow> = contact::table
        .filter(contact::county.eq(county))
        .filter(contact::organ.eq_any(organs))
        .order((contact::organ, contact::phone))
        .load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(Contact {
                since: text::date("contact.since", &r.since)?,
                organ: r.organ,
                phone: r.phone,
                label: r.label,
                purpose: r.purpose,
                account: r.account,
            })
        })
        .collect()
}

/// Adds a call.
///
/// # Errors
/// The database fails.
pub fn insert_call(c: &mut Db, county: &str, new: &Call) -> Result<(), StoreError> {
    let row = CallRow {
        county: county.to_owned(),
        id: new.id.clone(),
        organ: new.organ.clone(),
        phone: new.phone.clone(),
        called_on: new.called_on.to_string(),
        result: new.result.key().to_owned(),
        note: new.note.clone(),
        account: new.account.clone(),
    };
    diesel::insert_into(contact_call::table).values(row).execute(c)?;
    Ok(())
}

/// Calls to the numbers of some organs, oldest first.
///
/// # Errors
/// The database fails.
pub fn calls(c: &mut Db, county: &str, organs: &[String]) -> Result<Vec<Call>, StoreError> {
    let rows: Vec<CallRow> = contact_call::table
        .filter(contact_call::county.eq(county))
        .filter(contact_call::organ.eq_any(organs))
        .order((contact_call::called_on, contact_call::id))
        .load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(Call {
                called_on: text::date("contact_call.called_on", &r.called_on)?,
                result: text::key("contact_call.result", &r.result, CallResult::from_key)?,
                id: r.id,
                organ: r.organ,
                phone: r.phone,
                note: r.note,
                account: r.account,
            })
        })
        .collect()
}
