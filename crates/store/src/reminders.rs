//! 催报函: that a letter was made, when, and what it said. The letter itself is written again from these facts.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::schema::report_reminder;
use crate::{Db, StoreError, text};

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Row id.
    pub id: String,
    /// Letters made together.
    pub batch: String,
    /// To whom.
    pub organ: String,
    /// 报告年度
    pub year: i16,
    /// The due date it names.
    pub due: Date,
    /// Where the report stood when it was made, a key of `domain::report_standing::ReportState`.
    pub stage: String,
    /// Its date.
    pub made_on: Date,
    /// Account that made it.
    pub account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = report_reminder)]
struct Row {
    county: String,
    id: String,
    batch: String,
    organ: String,
    year: i64,
    due: String,
    stage: String,
    made_on: String,
    account: String,
}

/// Adds a letter.
///
/// # Errors
/// The database fails.
pub fn insert(c: &mut Db, county: &str, new: &Reminder) -> Result<(), StoreError> {
    let row = Row {
        county: county.to_owned(),
        id: new.id.clone(),
        batch: new.batch.clone(),
        organ: new.organ.clone(),
        year: i64::from(new.year),
        due: new.due.to_string(),
        stage: new.stage.clone(),
        made_on: new.made_on.to_string(),
        account: new.account.clone(),
    };
    diesel::insert_into(report_reminder::table).values(row).execute(c)?;
    Ok(())
}

/// All letters of a county, the newest first.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str) -> Result<Vec<Reminder>, StoreError> {
    let rows: Vec<Row> =
        report_reminder::table.filter(report_reminder::county.eq(county)).order(report_reminder::id.desc()).load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(Reminder {
                year: text::year("report_reminder.year", r.year)?,
                due: text::date("report_reminder.due", &r.due)?,
                made_on: text::date("report_reminder.made_on", &r.made_on)?,
                id: r.id,
                batch: r.batch,
                organ: r.organ,
                stage: r.stage,
                account: r.account,
            })
        })
        .collect()
}
