//! 行政复议 and 行政诉讼 cases.

use diesel::prelude::*;
use domain::review::{ReviewKind, ReviewResult};
use jiff::civil::Date;

use crate::schema::review_case;
use crate::{Db, StoreError, text};

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewCase {
    /// Row id.
    pub id: String,
    /// The organ whose act is reviewed.
    pub organ: String,
    /// Block of table 4.
    pub kind: ReviewKind,
    /// The request it is about, if known.
    pub request: Option<String>,
    /// 复议机关 or 法院.
    pub authority: String,
    /// 受理日期
    pub filed_on: Date,
    /// 审结日期 and result, once concluded.
    pub concluded: Option<(Date, ReviewResult)>,
    /// Remarks.
    pub note: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = review_case)]
struct Row {
    county: String,
    id: String,
    organ: String,
    kind: String,
    request: Option<String>,
    authority: String,
    filed_on: String,
    concluded_on: Option<String>,
    result: Option<String>,
    note: String,
}

/// Adds a case.
///
/// # Errors
/// The database fails.
pub fn insert(c: &mut Db, county: &str, new: &ReviewCase) -> Result<(), StoreError> {
    let row = Row {
        county: county.to_owned(),
        id: new.id.clone(),
        organ: new.organ.clone(),
        kind: text::word("review_case.kind", &new.kind)?,
        request: new.request.clone(),
        authority: new.authority.clone(),
        filed_on: new.filed_on.to_string(),
        concluded_on: new.concluded.map(|(on, _)| on.to_string()),
        result: new.concluded.map(|(_, r)| text::word("review_case.result", &r)).transpose()?,
        note: new.note.clone(),
    };
    diesel::insert_into(review_case::table).values(row).execute(c)?;
    Ok(())
}

/// Notes how a case ended.
///
/// # Errors
/// The database fails.
pub fn conclude(c: &mut Db, county: &str, id: &str, on: Date, result: ReviewResult) -> Result<(), StoreError> {
    diesel::update(review_case::table.find((county, id)))
        .set((
            review_case::concluded_on.eq(on.to_string()),
            review_case::result.eq(text::word("review_case.result", &result)?),
        ))
        .execute(c)?;
    Ok(())
}

/// Cases about some organs, newest first.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str, organs: &[String]) -> Result<Vec<ReviewCase>, StoreError> {
    let rows: Vec<Row> = review_case::table
        .filter(review_case::county.eq(county))
        .filter(review_case::organ.eq_any(organs))
        .order((review_case::filed_on.desc(), review_case::id.desc()))
        .load(c)?;
    rows.into_iter()
        .map(|row| {
            let concluded = match (row.concluded_on.as_deref(), row.result.as_deref()) {
                (Some(on), Some(result)) => {
                    Some((text::date("review_case.concluded_on", on)?, text::from_word("review_case.result", result)?))
                }
                _ => None,
            };
            Ok(ReviewCase {
                kind: text::from_word("review_case.kind", &row.kind)?,
                filed_on: text::date("review_case.filed_on", &row.filed_on)?,
                concluded,
                id: row.id,
                organ: row.organ,
                request: row.request,
                authority: row.authority,
                note: row.note,
            })
        })
        .collect()
}
