//! What anybody may see (I4): types without requester, draft or internal name, and queries that only find what is published.

use diesel::prelude::*;
use domain::publication::{PublicationState, Shelf};
use jiff::civil::Date;

use crate::amendments;
use crate::publications::contains;
use crate::schema::{annual_report, attachment, publication};
use crate::{Db, StoreError, text};

/// A published publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPublication {
    /// 索引号
    pub index_number: String,
    /// Publishing organ.
    pub organ: String,
    /// Part of the platform.
    pub shelf: Shelf,
    /// Catalogue item.
    pub obligation: Option<String>,
    /// 体裁
    pub genre: String,
    /// 标题
    pub title: String,
    /// 发文字号
    pub document_number: Option<String>,
    /// 成文日期
    pub formed_on: Date,
    /// 发布日期
    pub published_on: Date,
    /// 废止日期, if repealed.
    pub repealed_on: Option<Date>,
    /// The last day on which it holds, where one was given.
    pub valid_until: Option<Date>,
    /// 内容概述
    pub summary: String,
    /// 正文
    pub body: String,
}

/// A downloadable file of a published publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicAttachment {
    /// Its id in the address.
    pub id: String,
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Key of the stored file.
    pub digest: String,
}

/// A published annual report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicReport {
    /// Whose.
    pub organ: String,
    /// 报告年度
    pub year: i16,
    /// 发布日期
    pub published_on: Date,
    /// The report as it reads now, JSON of `report::AnnualReport`: as it went out, or as it was last amended.
    pub content: String,
    /// The report as it went out, where it was amended since.
    pub original: Option<String>,
    /// Day of the last amendment.
    pub amended_on: Option<Date>,
}

type Columns = (
    publication::index_number,
    publication::organ,
    publication::shelf,
    publication::obligation,
    publication::genre,
    publication::title,
    publication::document_number,
    publication::formed_on,
    publication::published_on,
    publication::repealed_on,
    publication::valid_until,
    publication::summary,
    publication::body,
);

const COLUMNS: Columns = (
    publication::index_number,
    publication::organ,
    publication::shelf,
    publication::obligation,
    publication::genre,
    publication::title,
    publication::document_number,
    publication::formed_on,
    publication::published_on,
    publication::repealed_on,
    publication::valid_until,
    publication::summary,
    publication::body,
);

#[derive(Queryable)]
struct Row {
    index_number: String,
    organ: String,
    shelf: String,
    obligation: Option<String>,
    genre: String,
    title: String,
    document_number: Option<String>,
    formed_on: String,
    published_on: Option<String>,
    repealed_on: Option<String>,
    valid_until: Option<String>,
    summary: String,
    body: String,
}

impl Row {
    fn publication(self) -> Result<PublicPublication, StoreError> {
        let published_on = text::optional_date("publication.published_on", self.published_on.as_deref())?;
        Ok(PublicPublication {
            shelf: text::key("publication.shelf", &self.shelf, Shelf::from_key)?,
            formed_on: text::date("publication.formed_on", &self.formed_on)?,
            published_on: published_on.ok_or_else(|| StoreError::Corrupt {
                column: "publication.published_on",
                value: format!("{} is public without a day of publication", self.index_number),
            })?,
            repealed_on: text::optional_date("publication.repealed_on", self.repealed_on.as_deref())?,
            valid_until: text::optional_date("publication.valid_until", self.valid_until.as_deref())?,
            index_number: self.index_number,
            organ: self.organ,
            obligation: self.obligation,
            genre: self.genre,
            title: self.title,
            document_number: self.document_number,
            summary: self.summary,
            body: self.body,
        })
    }
}

/// What narrows a list of publications.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this part of the platform.
    pub shelf: Option<Shelf>,
    /// Only these organs (`None`: all).
    pub organs: Option<Vec<String>>,
    /// Only these catalogue items.
    pub obligations: Option<Vec<String>>,
    /// Only published in this year.
    pub year: Option<i16>,
    /// All of these words must occur in title, number, summary or body.
    pub words: Vec<String>,
}

/// Published publications, newest first. What the clock calls the future is not public yet.
///
/// # Errors
/// The database fails.
pub fn publications(c: &mut Db, county: &str, filter: &Filter) -> Result<Vec<PublicPublication>, StoreError> {
    let mut query = publication::table
        .filter(publication::county.eq(county))
        .filter(publication::state.eq(PublicationState::Published.key()))
        .select(COLUMNS)
        .into_boxed();
    if let Some(shelf) = filter.shelf {
        query = query.filter(publication::shelf.eq(shelf.key()));
    }
    if let Some(organs) = &filter.organs {
        query = query.filter(publication::organ.eq_any(organs.clone()));
    }
    if let Some(obligations) = &filter.obligations {
        query = query.filter(publication::obligation.eq_any(obligations.iter().cloned().map(Some).collect::<Vec<_>>()));
    }
    if let Some(year) = filter.year {
        query = query
            .filter(publication::published_on.ge(format!("{year:04}-01-01")))
            .filter(publication::published_on.le(format!("{year:04}-12-31")));
    }
    for word in &filter.words {
        let like = contains(word);
        query = query.filter(
            publication::title
                .like(like.clone())
                .escape('\\')
                .or(publication::summary.like(like.clone()).escape('\\'))
                .or(publication::body.like(like.clone()).escape('\\'))
                .or(publication::document_number.is_not_null().and(
                    diesel::dsl::sql::<diesel::sql_types::Bool>("")
                        .sql("document_number LIKE ")
                        .bind::<diesel::sql_types::Text, _>(like)
                        .sql(" ESCAPE '\\'"),
                )),
        );
    }
    let rows: Vec<Row> = query.order((publication::published_on.desc(), publication::index_number.desc())).load(c)?;
    rows.into_iter().map(Row::publication).collect()
}

/// One published publication by its 索引号.
///
/// # Errors
/// The database fails.
pub fn publication(c: &mut Db, county: &str, index_number: &str) -> Result<Option<PublicPublication>, StoreError> {
    let row: Option<Row> = publication::table
        .filter(publication::county.eq(county))
        .filter(publication::index_number.eq(index_number))
        .filter(publication::state.eq(PublicationState::Published.key()))
        .select(COLUMNS)
        .first(c)
        .optional()?;
    row.map(Row::publication).transpose()
}

/// Whether a publication stood at this address and was withdrawn: day and reason.
///
/// # Errors
/// The database fails.
pub fn withdrawn(c: &mut Db, county: &str, index_number: &str) -> Result<Option<(Date, String)>, StoreError> {
    let row: Option<(Option<String>, Option<String>)> = publication::table
        .filter(publication::county.eq(county))
        .filter(publication::index_number.eq(index_number))
        .filter(publication::state.eq(PublicationState::Withdrawn.key()))
        .select((publication::withdrawn_on, publication::withdrawn_reason))
        .first(c)
        .optional()?;
    let Some((Some(on), reason)) = row else { return Ok(None) };
    Ok(Some((text::date("publication.withdrawn_on", &on)?, reason.unwrap_or_default())))
}

/// How many published publications each catalogue item has.
///
/// # Errors
/// The database fails.
pub fn count_by_obligation(c: &mut Db, county: &str) -> Result<Vec<(String, i64)>, StoreError> {
    let rows: Vec<(Option<String>, i64)> = publication::table
        .filter(publication::county.eq(county))
        .filter(publication::state.eq(PublicationState::Published.key()))
        .filter(publication::shelf.eq(Shelf::Statutory.key()))
        .group_by(publication::obligation)
        .select((publication::obligation, diesel::dsl::count_star()))
        .load(c)?;
    Ok(rows.into_iter().filter_map(|(code, n)| code.map(|code| (code, n))).collect())
}

/// Files of a published publication.
///
/// # Errors
/// The database fails.
pub fn attachments(c: &mut Db, county: &str, index_number: &str) -> Result<Vec<PublicAttachment>, StoreError> {
    let rows: Vec<(String, String, String, i64, String)> = attachment::table
        .inner_join(
            publication::table
                .on(publication::county.eq(attachment::county).and(publication::id.eq(attachment::publication))),
        )
        .filter(publication::county.eq(county))
        .filter(publication::index_number.eq(index_number))
        .filter(publication::state.eq(PublicationState::Published.key()))
        .order(attachment::id)
        .select((attachment::id, attachment::name, attachment::media_type, attachment::size, attachment::digest))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, media_type, size, digest)| PublicAttachment { id, name, media_type, size, digest })
        .collect())
}

/// Published annual reports, newest year first.
///
/// # Errors
/// The database fails.
pub fn reports(c: &mut Db, county: &str) -> Result<Vec<PublicReport>, StoreError> {
    let rows: Vec<(String, i64, Option<String>, Option<String>)> = annual_report::table
        .filter(annual_report::county.eq(county))
        .filter(annual_report::published.is_not_null())
        .order((annual_report::year.desc(), annual_report::organ))
        .select((annual_report::organ, annual_report::year, annual_report::published_on, annual_report::published))
        .load(c)?;
    let amended = amendments::newest_signed(c, county)?;
    let mut reports = Vec::new();
    for (organ, year, published_on, content) in rows {
        if let (Ok(year), Some(on), Some(content)) = (i16::try_from(year), published_on, content) {
            let published_on = text::date("annual_report.published_on", &on)?;
            let newest = amended.iter().find(|(o, y, ..)| (o, *y) == (&organ, year));
            let report = match newest {
                None => PublicReport { organ, year, published_on, content, original: None, amended_on: None },
                Some((_, _, on, now)) => PublicReport {
                    organ,
                    year,
                    published_on,
                    content: now.clone(),
                    original: Some(content),
                    amended_on: Some(*on),
                },
            };
            reports.push(report);
        }
    }
    Ok(reports)
}
