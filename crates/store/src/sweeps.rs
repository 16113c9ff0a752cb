//! What the nightly reading of everything published found, and since when.

use diesel::prelude::*;
use domain::Severity;
use jiff::civil::Date;

use crate::schema::sweep_finding;
use crate::{Db, StoreError, text};

/// A finding in something published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepFinding {
    /// The publication.
    pub publication: String,
    /// Which finding.
    pub fingerprint: String,
    /// Where in the publication: 标题, 正文第3行, an attachment.
    pub part: String,
    /// Its rule.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
    /// The text it is about.
    pub text: String,
    /// The first night on which it was found.
    pub first_seen: Date,
    /// The last one.
    pub last_seen: Date,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = sweep_finding)]
struct Row {
    county: String,
    publication: String,
    fingerprint: String,
    part: String,
    rule: String,
    severity: String,
    message: String,
    hint: String,
    text: String,
    first_seen: String,
    last_seen: String,
}

/// All findings of a county, those of one publication together.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str) -> Result<Vec<SweepFinding>, StoreError> {
    let rows: Vec<Row> = sweep_finding::table
        .filter(sweep_finding::county.eq(county))
        .order((sweep_finding::publication, sweep_finding::fingerprint))
        .load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(SweepFinding {
                first_seen: text::date("sweep_finding.first_seen", &r.first_seen)?,
                last_seen: text::date("sweep_finding.last_seen", &r.last_seen)?,
                publication: r.publication,
                fingerprint: r.fingerprint,
                part: r.part,
                rule: r.rule,
                severity: text::from_word("sweep_finding.severity", &r.severity)?,
                message: r.message,
                hint: r.hint,
                text: r.text,
            })
        })
        .collect()
}

/// Puts tonight's findings in place of last night's; what was there already keeps its first day.
///
/// # Errors
/// The database fails.
pub fn replace(c: &mut Db, county: &str, found: &[SweepFinding]) -> Result<(), StoreError> {
    let before = list(c, county)?;
    diesel::delete(sweep_finding::table.filter(sweep_finding::county.eq(county))).execute(c)?;
    for new in found {
        let known = before.iter().find(|b| b.publication == new.publication && b.fingerprint == new.fingerprint);
        let row = Row {
            county: county.to_owned(),
            publication: new.publication.clone(),
            fingerprint: new.fingerprint.clone(),
            part: new.part.clone(),
            rule: new.rule.clone(),
            severity: text::word("sweep_finding.severity", &new.severity)?,
            message: new.message.clone(),
            hint: new.hint.clone(),
            text: new.text.clone(),
            first_seen: known.map_or(new.first_seen, |k| k.first_seen).to_string(),
            last_seen: new.last_seen.to_string(),
        };
        diesel::insert_into(sweep_finding::table).values(row).execute(c)?;
    }
    Ok(())
}

/// Takes one finding off the list, because somebody answered it.
///
/// # Errors
/// The database fails.
pub fn remove(c: &mut Db, county: &str, publication: &str, fingerprint: &str) -> Result<(), StoreError> {
    diesel::delete(sweep_finding::table.find((county, publication, fingerprint))).execute(c)?;
    Ok(())
}
