//! The last link check of a county: what it found, what it did and left, and what the next one needs of it.

use diesel::prelude::*;
use domain::Severity;
use jiff::civil::Date;

use crate::schema::{link_finding, link_run};
use crate::{Db, StoreError, text};

/// A run, without its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRun {
    /// Its day.
    pub ran_on: Date,
    /// The address it began at.
    pub address: String,
    /// Pages it read.
    pub pages: u64,
    /// Whether everything that can be reached was looked at.
    pub complete: bool,
    /// What was done and what was left, a paragraph of sentences.
    pub summary: String,
}

/// A finding on one organ's pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkFinding {
    /// Whose page it is, and so who is to mend it.
    pub organ: String,
    /// Address of the first page that has it.
    pub page: String,
    /// On how many pages of this organ it stands.
    pub pages: u32,
    /// Id of the publication that the page shows.
    pub publication: Option<String>,
    /// The address as it is written there.
    pub address: String,
    /// Identifier of the rule.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// The provision.
    pub basis: Option<String>,
    /// The first run that found it.
    pub first_seen: Date,
    /// The last run that found it.
    pub last_seen: Date,
    /// How many runs found it since.
    pub failures: u32,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = link_finding)]
struct Row {
    county: String,
    position: i64,
    organ: String,
    page: String,
    pages: i64,
    publication: Option<String>,
    address: String,
    rule: String,
    severity: String,
    message: String,
    hint: Option<String>,
    basis: Option<String>,
    first_seen: String,
    last_seen: String,
    failures: i64,
}

/// Puts a run and its findings in the place of the last ones.
///
/// # Errors
/// The database fails.
pub fn replace(
    c: &mut Db,
    county: &str,
    run: &LinkRun,
    state: &str,
    findings: &[LinkFinding],
) -> Result<(), StoreError> {
    diesel::delete(link_finding::table.filter(link_finding::county.eq(county))).execute(c)?;
    diesel::delete(link_run::table.find(county)).execute(c)?;
    let row = (
        link_run::county.eq(county),
        link_run::ran_on.eq(run.ran_on.to_string()),
        link_run::address.eq(&run.address),
        link_run::pages.eq(i64::try_from(run.pages).unwrap_or(i64::MAX)),
        link_run::complete.eq(run.complete),
        link_run::summary.eq(&run.summary),
        link_run::state.eq(state),
    );
    diesel::insert_into(link_run::table).values(row).execute(c)?;
    for (position, f) in (0..).zip(findings) {
        let row = Row {
            county: county.to_owned(),
            position,
            organ: f.organ.clone(),
            page: f.page.clone(),
            pages: i64::from(f.pages),
            publication: f.publication.clone(),
            address: f.address.clone(),
            rule: f.rule.clone(),
            severity: text::word("link_finding.severity", &f.severity)?,
            message: f.message.clone(),
            hint: f.hint.clone(),
            basis: f.basis.clone(),
            first_seen: f.first_seen.to_string(),
            last_seen: f.last_seen.to_string(),
            failures: i64::from(f.failures),
        };
        diesel::insert_into(link_finding::table).values(row).execute(c)?;
    }
    Ok(())
}

/// The last run.
///
/// # Errors
/// The database fails.
pub fn last_run(c: &mut Db, county: &str) -> Result<Option<LinkRun>, StoreError> {
    let row: Option<(String, String, i64, bool, String)> = link_run::table
        .find(county)
        .select((link_run::ran_on, link_run::address, link_run::pages, link_run::complete, link_run::summary))
        .first(c)
        .optional()?;
    row.map(|(ran_on, address, pages, complete, summary)| {
        Ok(LinkRun {
            ran_on: text::date("link_run.ran_on", &ran_on)?,
            address,
            pages: u64::try_from(pages).unwrap_or_default(),
            complete,
            summary,
        })
    })
    .transpose()
}

/// What the last run left for the next one.
///
/// # Errors
/// The database fails.
pub fn state(c: &mut Db, county: &str) -> Result<Option<String>, StoreError> {
    Ok(link_run::table.find(county).select(link_run::state).first(c).optional()?)
}

/// Findings on the pages of some organs, in the order of their pages.
///
/// # Errors
/// The database fails.
pub fn findings(c: &mut Db, county: &str, organs: &[String]) -> Result<Vec<LinkFinding>, StoreError> {
    let rows: Vec<Row> = link_finding::table
        .filter(link_finding::county.eq(county))
        .filter(link_finding::organ.eq_any(organs))
        .order(link_finding::position)
        .load(c)?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    rows.into_iter()
        .map(|r| {
            Ok(LinkFinding {
                severity: text::from_word("link_finding.severity", &r.severity)?,
                first_seen: text::date("link_finding.first_seen", &r.first_seen)?,
                last_seen: text::date("link_finding.last_seen", &r.last_seen)?,
                pages: count(r.pages),
                failures: count(r.failures),
                organ: r.organ,
                page: r.page,
                publication: r.publication,
                address: r.address,
                rule: r.rule,
                message: r.message,
                hint: r.hint,
                basis: r.basis,
            })
        })
        .collect()
}
