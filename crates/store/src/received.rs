//! Files of anybody's annual reports that the county's report room received, and notes of reports that went out elsewhere.
//!
//! The bytes are in [`crate::blobs`]; what stands in them is read again whenever it is needed.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::schema::{received_report, report_elsewhere};
use crate::{Db, StoreError, text};

/// A file that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedReport {
    /// Row id; later files have greater ids.
    pub id: String,
    /// Whose report, proposed until confirmed.
    pub organ: Option<String>,
    /// 报告年度, proposed until confirmed.
    pub year: Option<i16>,
    /// File name.
    pub name: String,
    /// Media type as sent.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Key of the stored file.
    pub digest: String,
    /// Day it was received.
    pub received_on: Date,
    /// Account that received it.
    pub account: String,
    /// Whether somebody confirmed organ and year.
    pub confirmed: bool,
    /// Why it counts no more, if so.
    pub set_aside: Option<String>,
}

impl ReceivedReport {
    /// Whether it counts for its organ and year.
    pub fn counts(&self) -> bool {
        self.confirmed && self.set_aside.is_none()
    }
}

#[derive(Insertable, Queryable, AsChangeset)]
#[diesel(table_name = received_report, treat_none_as_null = true, primary_key(county, id))]
struct Row {
    county: String,
    id: String,
    organ: Option<String>,
    year: Option<i64>,
    name: String,
    media_type: String,
    size: i64,
    digest: String,
    received_on: String,
    account: String,
    confirmed: bool,
    set_aside: Option<String>,
}

impl Row {
    fn report(self) -> Result<ReceivedReport, StoreError> {
        Ok(ReceivedReport {
            year: self.year.map(|y| text::year("received_report.year", y)).transpose()?,
            received_on: text::date("received_report.received_on", &self.received_on)?,
            id: self.id,
            organ: self.organ,
            name: self.name,
            media_type: self.media_type,
            size: self.size,
            digest: self.digest,
            account: self.account,
            confirmed: self.confirmed,
            set_aside: self.set_aside,
        })
    }
}

fn row(county: &str, r: &ReceivedReport) -> Row {
    Row {
        county: county.to_owned(),
        id: r.id.clone(),
        organ: r.organ.clone(),
        year: r.year.map(i64::from),
        name: r.name.clone(),
        media_type: r.media_type.clone(),
        size: r.size,
        digest: r.digest.clone(),
        received_on: r.received_on.to_string(),
        account: r.account.clone(),
        confirmed: r.confirmed,
        set_aside: r.set_aside.clone(),
    }
}

/// Adds a file.
///
/// # Errors
/// The database fails.
pub fn insert(c: &mut Db, county: &str, new: &ReceivedReport) -> Result<(), StoreError> {
    diesel::insert_into(received_report::table).values(row(county, new)).execute(c)?;
    Ok(())
}

/// Writes all fields of a file.
///
/// # Errors
/// The database fails.
pub fn update(c: &mut Db, county: &str, changed: &ReceivedReport) -> Result<(), StoreError> {
    diesel::update(received_report::table.find((county, &changed.id))).set(row(county, changed)).execute(c)?;
    Ok(())
}

/// One file.
///
/// # Errors
/// The database fails.
pub fn find(c: &mut Db, county: &str, id: &str) -> Result<Option<ReceivedReport>, StoreError> {
    let found: Option<Row> = received_report::table.find((county, id)).first(c).optional()?;
    found.map(Row::report).transpose()
}

/// All files of a county, the newest first.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str) -> Result<Vec<ReceivedReport>, StoreError> {
    let rows: Vec<Row> =
        received_report::table.filter(received_report::county.eq(county)).order(received_report::id.desc()).load(c)?;
    rows.into_iter().map(Row::report).collect()
}

/// The files of one organ and year, the newest first.
///
/// # Errors
/// The database fails.
pub fn of_square(c: &mut Db, county: &str, organ: &str, year: i16) -> Result<Vec<ReceivedReport>, StoreError> {
    let rows: Vec<Row> = received_report::table
        .filter(received_report::county.eq(county))
        .filter(received_report::organ.eq(organ))
        .filter(received_report::year.eq(i64::from(year)))
        .order(received_report::id.desc())
        .load(c)?;
    rows.into_iter().map(Row::report).collect()
}

/// A report that was signed or published on paper or on another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Whose.
    pub organ: String,
    /// 报告年度
    pub year: i16,
    /// 签发日期
    pub signed_on: Option<Date>,
    /// 公布日期
    pub published_on: Option<Date>,
    /// Where it can be read; empty where nobody noted it.
    pub address: String,
    /// Account that noted it.
    pub account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = report_elsewhere)]
struct ElsewhereRow {
    county: String,
    organ: String,
    year: i64,
    signed_on: Option<String>,
    published_on: Option<String>,
    address: String,
    account: String,
}

/// Notes where a report went out, in place of an earlier note.
///
/// # Errors
/// The database fails.
pub fn put_elsewhere(c: &mut Db, county: &str, new: &Elsewhere) -> Result<(), StoreError> {
    let row = ElsewhereRow {
        county: county.to_owned(),
        organ: new.organ.clone(),
        year: i64::from(new.year),
        signed_on: new.signed_on.map(|d| d.to_string()),
        published_on: new.published_on.map(|d| d.to_string()),
        address: new.address.clone(),
        account: new.account.clone(),
    };
    diesel::delete(report_elsewhere::table.find((county, &new.organ, i64::from(new.year)))).execute(c)?;
    diesel::insert_into(report_elsewhere::table).values(row).execute(c)?;
    Ok(())
}

/// All notes of a county.
///
/// # Errors
/// The database fails.
pub fn elsewhere(c: &mut Db, county: &str) -> Result<Vec<Elsewhere>, StoreError> {
    let rows: Vec<ElsewhereRow> =
        report_elsewhere::table.filter(report_elsewhere::county.eq(county)).order(report_elsewhere::organ).load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(Elsewhere {
                year: text::year("report_elsewhere.year", r.year)?,
                signed_on: text::optional_date("report_elsewhere.signed_on", r.signed_on.as_deref())?,
                published_on: text::optional_date("report_elsewhere.published_on", r.published_on.as_deref())?,
                organ: r.organ,
                address: r.address,
                account: r.account,
            })
        })
        .collect()
}
