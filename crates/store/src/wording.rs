//! What a county adds to proofreading: words of its own, and what it leaves wherever it stands.

use diesel::prelude::*;
use domain::Severity;
use jiff::civil::Date;

use crate::schema::{county_exception, county_word};
use crate::{Db, StoreError, text};

/// A word that the county does not want to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, which is its key.
    pub word: String,
    /// Error: not to be used; warning: to be used with care.
    pub severity: Severity,
    /// What to write; may be empty.
    pub instead: String,
    /// What that rests on.
    pub source: String,
    /// Since when.
    pub added_on: Date,
    /// Account that entered it.
    pub account: String,
}

/// Something that is found and left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The rule.
    pub rule: String,
    /// The very text that is found.
    pub text: String,
    /// Why it is left.
    pub reason: String,
    /// The last day on which it is.
    pub until: Option<Date>,
    /// Since when.
    pub added_on: Date,
    /// Account that decided.
    pub account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = county_word)]
struct WordRow {
    county: String,
    word: String,
    severity: String,
    instead: String,
    source: String,
    added_on: String,
    account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = county_exception)]
struct ExceptionRow {
    county: String,
    rule: String,
    text: String,
    reason: String,
    until: Option<String>,
    added_on: String,
    account: String,
}

/// The words of a county, in their order.
///
/// # Errors
/// The database fails.
pub fn words(c: &mut Db, county: &str) -> Result<Vec<Word>, StoreError> {
    let rows: Vec<WordRow> =
        county_word::table.filter(county_word::county.eq(county)).order(county_word::word).load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(Word {
                severity: text::from_word("county_word.severity", &r.severity)?,
                added_on: text::date("county_word.added_on", &r.added_on)?,
                word: r.word,
                instead: r.instead,
                source: r.source,
                account: r.account,
            })
        })
        .collect()
}

/// Enters a word.
///
/// # Errors
/// It is there, or the database fails.
pub fn add_word(c: &mut Db, county: &str, new: &Word) -> Result<(), StoreError> {
    let row = WordRow {
        county: county.to_owned(),
        word: new.word.clone(),
        severity: text::word("county_word.severity", &new.severity)?,
        instead: new.instead.clone(),
        source: new.source.clone(),
        added_on: new.added_on.to_string(),
        account: new.account.clone(),
    };
    diesel::insert_into(county_word::table).values(row).execute(c)?;
    Ok(())
}

/// Takes a word away; whether there was one.
///
/// # Errors
/// The database fails.
pub fn remove_word(c: &mut Db, county: &str, word: &str) -> Result<bool, StoreError> {
    Ok(diesel::delete(county_word::table.find((county, word))).execute(c)? > 0)
}

/// The exceptions of a county, those that have ended too.
///
/// # Errors
/// The database fails.
pub fn exceptions(c: &mut Db, county: &str) -> Result<Vec<Exception>, StoreError> {
    let rows: Vec<ExceptionRow> = county_exception::table
        .filter(county_exception::county.eq(county))
        .order((county_exception::rule, county_exception::text))
        .load(c)?;
    rows.into_iter()
        .map(|r| {
            Ok(Exception {
                until: r.until.as_deref().map(|d| text::date("county_exception.until", d)).transpose()?,
                added_on: text::date("county_exception.added_on", &r.added_on)?,
                rule: r.rule,
                text: r.text,
                reason: r.reason,
                account: r.account,
            })
        })
        .collect()
}

/// Enters an exception.
///
/// # Errors
/// It is there, or the database fails.
pub fn add_exception(c: &mut Db, county: &str, new: &Exception) -> Result<(), StoreError> {
    let row = ExceptionRow {
        county: county.to_owned(),
        rule: new.rule.clone(),
        text: new.text.clone(),
        reason: new.reason.clone(),
        until: new.until.map(|d| d.to_string()),
        added_on: new.added_on.to_string(),
        account: new.account.clone(),
    };
    diesel::insert_into(county_exception::table).values(row).execute(c)?;
    Ok(())
}

/// Takes an exception away; whether there was one.
///
/// # Errors
/// The database fails.
pub fn remove_exception(c: &mut Db, county: &str, rule: &str, text: &str) -> Result<bool, StoreError> {
    Ok(diesel::delete(county_exception::table.find((county, rule, text))).execute(c)? > 0)
}
