//! 更正: dated amendments of published reports. The frozen report itself is in [`crate::reports`] and stays as it is.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::schema::report_amendment;
use crate::{Db, StoreError, text};

/// An amendment, prepared or signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAmendment {
    /// Whose report.
    pub organ: String,
    /// 报告年度
    pub year: i16,
    /// Counted from 1 within the report.
    pub number: i64,
    /// JSON of the changes (`report::amendment::Change`).
    pub changes: String,
    /// Why.
    pub reason: String,
    /// Day it was prepared.
    pub prepared_on: Date,
    /// Account that prepared it.
    pub author: String,
    /// Day it was signed and became public.
    pub signed_on: Option<Date>,
    /// Account that signed.
    pub signer: Option<String>,
    /// The whole report as it reads since, JSON of `report::AnnualReport`.
    pub amended: Option<String>,
}

#[derive(Insertable, Queryable, AsChangeset)]
#[diesel(table_name = report_amendment, treat_none_as_null = true, primary_key(county, organ, year, number))]
struct Row {
    county: String,
    organ: String,
    year: i64,
    number: i64,
    changes: String,
    reason: String,
    prepared_on: String,
    author: String,
    signed_on: Option<String>,
    signer: Option<String>,
    amended: Option<String>,
}

fn row(county: &str, a: &StoredAmendment) -> Row {
    Row {
        county: county.to_owned(),
        organ: a.organ.clone(),
        year: i64::from(a.year),
        number: a.number,
        changes: a.changes.clone(),
        reason: a.reason.clone(),
        prepared_on: a.prepared_on.to_string(),
        author: a.author.clone(),
        signed_on: a.signed_on.map(|d| d.to_string()),
        signer: a.signer.clone(),
        amended: a.amended.clone(),
    }
}

impl Row {
    fn amendment(self) -> Result<StoredAmendment, StoreError> {
        Ok(StoredAmendment {
            year: text::year("report_amendment.year", self.year)?,
            prepared_on: text::date("report_amendment.prepared_on", &self.prepared_on)?,
            signed_on: text::optional_date("report_amendment.signed_on", self.signed_on.as_deref())?,
            organ: self.organ,
            number: self.number,
            changes: self.changes,
            reason: self.reason,
            author: self.author,
            signer: self.signer,
            amended: self.amended,
        })
    }
}

/// Adds an amendment.
///
/// # Errors
/// The number is taken, or the database fails.
pub fn insert(c: &mut Db, county: &str, new: &StoredAmendment) -> Result<(), StoreError> {
    diesel::insert_into(report_amendment::table).values(row(county, new)).execute(c)?;
    Ok(())
}

/// Writes that an amendment was signed.
///
/// # Errors
/// The database fails.
pub fn update(c: &mut Db, county: &str, changed: &StoredAmendment) -> Result<(), StoreError> {
    let key = report_amendment::table.find((county, &changed.organ, i64::from(changed.year), changed.number));
    diesel::update(key).set(row(county, changed)).execute(c)?;
    Ok(())
}

/// Takes back an amendment that nobody has signed; whether there was one.
///
/// # Errors
/// The database fails.
pub fn remove_unsigned(c: &mut Db, county: &str, organ: &str, year: i16, number: i64) -> Result<bool, StoreError> {
    let key = report_amendment::table.find((county, organ, i64::from(year), number));
    Ok(diesel::delete(key.filter(report_amendment::signed_on.is_null())).execute(c)? > 0)
}

/// The amendments of one report in order, prepared ones included.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str, organ: &str, year: i16) -> Result<Vec<StoredAmendment>, StoreError> {
    let rows: Vec<Row> = report_amendment::table
        .filter(report_amendment::county.eq(county))
        .filter(report_amendment::organ.eq(organ))
        .filter(report_amendment::year.eq(i64::from(year)))
        .order(report_amendment::number)
        .load(c)?;
    rows.into_iter().map(Row::amendment).collect()
}

/// The newest signed amendment of every report of a county: organ, year, its day and the report as it reads since.
///
/// # Errors
/// The database fails.
pub(crate) fn newest_signed(c: &mut Db, county: &str) -> Result<Vec<(String, i16, Date, String)>, StoreError> {
    let rows: Vec<Row> = report_amendment::table
        .filter(report_amendment::county.eq(county))
        .filter(report_amendment::signed_on.is_not_null())
        .order((report_amendment::organ, report_amendment::year, report_amendment::number))
        .load(c)?;
    let mut newest: Vec<(String, i16, Date, String)> = Vec::new();
    for row in rows {
        let amendment = row.amendment()?;
        let (Some(on), Some(amended)) = (amendment.signed_on, amendment.amended) else { continue };
        newest.retain(|(organ, year, ..)| (organ, *year) != (&amendment.organ, amendment.year));
        newest.push((amendment.organ, amendment.year, on, amended));
    }
    Ok(newest)
}
