//! 年度报告: the edited text and overrides while it is drawn up, and the published report frozen as it went out.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::schema::annual_report;
use crate::{Db, StoreError, text};

/// A report of an organ and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReport {
    /// Row id.
    pub id: String,
    /// Whose.
    pub organ: String,
    /// 报告年度
    pub year: i16,
    /// Edited section texts, JSON of `report::Narrative`.
    pub narrative: String,
    /// Overridden cells, JSON of `report::Overrides`.
    pub overrides: String,
    /// Day of publication.
    pub published_on: Option<Date>,
    /// Account that signed.
    pub signer: Option<String>,
    /// The report as published, JSON of `report::AnnualReport`.
    pub published: Option<String>,
}

#[derive(Insertable, Queryable, AsChangeset)]
#[diesel(table_name = annual_report, treat_none_as_null = true, primary_key(county, id))]
struct Row {
    county: String,
    id: String,
    organ: String,
    year: i64,
    narrative: String,
    overrides: String,
    published_on: Option<String>,
    signer: Option<String>,
    published: Option<String>,
}

impl Row {
    fn report(self) -> Result<StoredReport, StoreError> {
        let year = i16::try_from(self.year)
            .map_err(|_| StoreError::Corrupt { column: "annual_report.year", value: self.year.to_string() })?;
        Ok(StoredReport {
            published_on: text::optional_date("annual_report.published_on", self.published_on.as_deref())?,
            id: self.id,
            organ: self.organ,
            year,
            narrative: self.narrative,
            overrides: self.overrides,
            signer: self.signer,
            published: self.published,
        })
    }
}

fn row(county: &str, r: &StoredReport) -> Row {
    Row {
        county: county.to_owned(),
        id: r.id.clone(),
        organ: r.organ.clone(),
        year: i64::from(r.year),
        narrative: r.narrative.clone(),
        overrides: r.overrides.clone(),
        published_on: r.published_on.map(|d| d.to_string()),
        signer: r.signer.clone(),
        published: r.published.clone(),
    }
}

/// Adds a report.
///
/// # Errors
/// There is one for that organ and year, or the database fails.
pub fn insert(c: &mut Db, county: &str, new: &StoredReport) -> Result<(), StoreError> {
    diesel::insert_into(annual_report::table).values(row(county, new)).execute(c)?;
    Ok(())
}

/// Writes all fields of a report.
///
/// # Errors
/// The database fails.
pub fn update(c: &mut Db, county: &str, changed: &StoredReport) -> Result<(), StoreError> {
    diesel::update(annual_report::table.find((county, &changed.id))).set(row(county, changed)).execute(c)?;
    Ok(())
}

/// The report of an organ and year.
///
/// # Errors
/// The database fails.
pub fn find(c: &mut Db, county: &str, organ: &str, year: i16) -> Result<Option<StoredReport>, StoreError> {
    let found: Option<Row> = annual_report::table
        .filter(annual_report::county.eq(county))
        .filter(annual_report::organ.eq(organ))
        .filter(annual_report::year.eq(i64::from(year)))
        .first(c)
        .optional()?;
    found.map(Row::report).transpose()
}

/// All reports of some organs, newest year first.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str, organs: &[String]) -> Result<Vec<StoredReport>, StoreError> {
    let rows: Vec<Row> = annual_report::table
        .filter(annual_report::county.eq(county))
        .filter(annual_report::organ.eq_any(organs))
        .order((annual_report::year.desc(), annual_report::organ))
        .load(c)?;
    rows.into_iter().map(Row::report).collect()
}
