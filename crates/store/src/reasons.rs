//! Why a finding of proofreading in a publication is left, under the fingerprint of the finding.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::schema::finding_reason;
use crate::{Db, StoreError, text};

/// A word of reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which finding.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// What it said.
    pub message: String,
    /// The text it was about.
    pub text: String,
    /// Why it is left.
    pub reason: String,
    /// When.
    pub decided_on: Date,
    /// Account that said so.
    pub account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = finding_reason)]
struct Row {
    county: String,
    publication: String,
    fingerprint: String,
    rule: String,
    message: String,
    text: String,
    reason: String,
    decided_on: String,
    account: String,
}

/// Remembers a reason, in place of an earlier one on the same finding.
///
/// # Errors
/// The database fails.
pub fn put(c: &mut Db, county: &str, publication: &str, new: &Reason) -> Result<(), StoreError> {
    remove(c, county, publication, &new.fingerprint)?;
    let row = Row {
        county: county.to_owned(),
        publication: publication.to_owned(),
        fingerprint: new.fingerprint.clone(),
        rule: new.rule.clone(),
        message: new.message.clone(),
        text: new.text.clone(),
        reason: new.reason.clone(),
        decided_on: new.decided_on.to_string(),
        account: new.account.clone(),
    };
    diesel::insert_into(finding_reason::table).values(row).execute(c)?;
    Ok(())
}

/// Forgets a reason; whether there was one.
///
/// # Errors
/// The database fails.
pub fn remove(c: &mut Db, county: &str, publication: &str, fingerprint: &str) -> Result<bool, StoreError> {
    Ok(diesel::delete(finding_reason::table.find((county, publication, fingerprint))).execute(c)? > 0)
}

/// The reasons of a publication.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str, publication: &str) -> Result<Vec<Reason>, StoreError> {
    let rows: Vec<Row> = finding_reason::table
        .filter(finding_reason::county.eq(county))
        .filter(finding_reason::publication.eq(publication))
        .order(finding_reason::fingerprint)
        .load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(Reason {
                decided_on: text::date("finding_reason.decided_on", &r.decided_on)?,
                fingerprint: r.fingerprint,
                rule: r.rule,
                message: r.message,
                text: r.text,
                reason: r.reason,
                account: r.account,
            })
        })
        .collect()
}
