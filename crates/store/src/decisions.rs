//! What somebody decided about a finding, under the fingerprint that `report::decision` gives it.

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::schema::finding_decision;
use crate::{Db, StoreError, text};

/// How it was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 属实: it is wrong and has to be mended.
    Confirmed,
    /// 不属实或者可以接受, with a reason.
    Dismissed,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Which finding.
    pub fingerprint: String,
    /// How.
    pub verdict: Verdict,
    /// Why; empty only for a confirmation.
    pub reason: String,
    /// What the finding said.
    pub message: String,
    /// When.
    pub decided_on: Date,
    /// Account that decided.
    pub account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = finding_decision)]
struct Row {
    county: String,
    organ: String,
    year: i64,
    fingerprint: String,
    verdict: String,
    reason: String,
    message: String,
    decided_on: String,
    account: String,
}

/// Remembers a decision, in place of an earlier one on the same finding.
///
/// # Errors
/// The database fails.
pub fn put(c: &mut Db, county: &str, organ: &str, year: i16, new: &Decision) -> Result<(), StoreError> {
    remove(c, county, organ, year, &new.fingerprint)?;
    let row = Row {
        county: county.to_owned(),
        organ: organ.to_owned(),
        year: i64::from(year),
        fingerprint: new.fingerprint.clone(),
        verdict: text::word("finding_decision.verdict", &new.verdict)?,
        reason: new.reason.clone(),
        message: new.message.clone(),
        decided_on: new.decided_on.to_string(),
        account: new.account.clone(),
    };
    diesel::insert_into(finding_decision::table).values(row).execute(c)?;
    Ok(())
}

/// Forgets a decision; whether there was one.
///
/// # Errors
/// The database fails.
pub fn remove(c: &mut Db, county: &str, organ: &str, year: i16, fingerprint: &str) -> Result<bool, StoreError> {
    let key = finding_decision::table.find((county, organ, i64::from(year), fingerprint));
    Ok(diesel::delete(key).execute(c)? > 0)
}

/// The decisions on one report.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str, organ: &str, year: i16) -> Result<Vec<Decision>, StoreError> {
    let rows: Vec<Row> = finding_decision::table
        .filter(finding_decision::county.eq(county))
        .filter(finding_decision::organ.eq(organ))
        .filter(finding_decision::year.eq(i64::from(year)))
        .order(finding_decision::fingerprint)
        .load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(Decision {
                verdict: text::from_word("finding_decision.verdict", &r.verdict)?,
                decided_on: text::date("finding_decision.decided_on", &r.decided_on)?,
                fingerprint: r.fingerprint,
                reason: r.reason,
                message: r.message,
                account: r.account,
            })
        })
        .collect()
}
