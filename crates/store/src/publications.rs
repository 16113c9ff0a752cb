//! 主动公开信息 in every state, for the desk. The public reads [`crate::public`] instead.

use diesel::prelude::*;
use domain::publication::{PublicationState, Shelf};
use jiff::civil::Date;

use crate::schema::{attachment, publication};
use crate::{Db, StoreError, text};

/// A publication as the desk sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Row id.
    pub id: String,
    /// Publishing organ.
    pub organ: String,
    /// 索引号, permanent: it is the address of the page.
    pub index_number: String,
    /// Part of the platform.
    pub shelf: Shelf,
    /// Code of the catalogue item (主动公开事项), on the statutory shelf.
    pub obligation: Option<String>,
    /// 体裁, e.g. 通知、公示.
    pub genre: String,
    /// `normative_document` if it counts as 行政规范性文件.
    pub normative: Option<String>,
    /// 标题
    pub title: String,
    /// 发文字号
    pub document_number: Option<String>,
    /// 成文（生成）日期: the 20 working days of Art. 26 run from it.
    pub formed_on: Date,
    /// 内容概述
    pub summary: String,
    /// 正文 as plain text with headings and pipe tables.
    pub body: String,
    /// Where it stands.
    pub state: PublicationState,
    /// Account id of the author.
    pub author: String,
    /// Account id of the reviewer.
    pub reviewer: Option<String>,
    /// 保密审查意见
    pub secrecy_opinion: Option<String>,
    /// Why it was last returned.
    pub return_reason: Option<String>,
    /// 发布日期
    pub published_on: Option<Date>,
    /// 废止日期
    pub repealed_on: Option<Date>,
    /// 撤下日期
    pub withdrawn_on: Option<Date>,
    /// Why it was withdrawn.
    pub withdrawn_reason: Option<String>,
    /// 有效期届满之日: the last day on which it holds, where one was given.
    pub valid_until: Option<Date>,
}

#[derive(Insertable, Queryable, AsChangeset)]
#[diesel(table_name = publication, treat_none_as_null = true, primary_key(county, id))]
struct Row {
    county: String,
    id: String,
    organ: String,
    index_number: String,
    shelf: String,
    obligation: Option<String>,
    genre: String,
    normative: Option<String>,
    title: String,
    document_number: Option<String>,
    formed_on: String,
    summary: String,
    body: String,
    state: String,
    author: String,
    reviewer: Option<String>,
    secrecy_opinion: Option<String>,
    return_reason: Option<String>,
    published_on: Option<String>,
    repealed_on: Option<String>,
    withdrawn_on: Option<String>,
    withdrawn_reason: Option<String>,
    valid_until: Option<String>,
}

impl Row {
    fn new(county: &str, p: &Publication) -> Row {
        let iso = |d: Option<Date>| d.map(|d| d.to_string());
        Row {
            county: county.to_owned(),
            id: p.id.clone(),
            organ: p.organ.clone(),
            index_number: p.index_number.clone(),
            shelf: p.shelf.key().to_owned(),
            obligation: p.obligation.clone(),
            genre: p.genre.clone(),
            normative: p.normative.clone(),
            title: p.title.clone(),
            document_number: p.document_number.clone(),
            formed_on: p.formed_on.to_string(),
            summary: p.summary.clone(),
            body: p.body.clone(),
            state: p.state.key().to_owned(),
            author: p.author.clone(),
            reviewer: p.reviewer.clone(),
            secrecy_opinion: p.secrecy_opinion.clone(),
            return_reason: p.return_reason.clone(),
            published_on: iso(p.published_on),
            repealed_on: iso(p.repealed_on),
            withdrawn_on: iso(p.withdrawn_on),
            withdrawn_reason: p.withdrawn_reason.clone(),
            valid_until: iso(p.valid_until),
        }
    }

    fn publication(self) -> Result<Publication, StoreError> {
        Ok(Publication {
            shelf: text::key("publication.shelf", &self.shelf, Shelf::from_key)?,
            state: text::key("publication.state", &self.state, PublicationState::from_key)?,
            formed_on: text::date("publication.formed_on", &self.formed_on)?,
            published_on: text::optional_date("publication.published_on", self.published_on.as_deref())?,
            repealed_on: text::optional_date("publication.repealed_on", self.repealed_on.as_deref())?,
            withdrawn_on: text::optional_date("publication.withdrawn_on", self.withdrawn_on.as_deref())?,
            valid_until: text::optional_date("publication.valid_until", self.valid_until.as_deref())?,
            id: self.id,
            organ: self.organ,
            index_number: self.index_number,
            obligation: self.obligation,
            genre: self.genre,
            normative: self.normative,
            title: self.title,
            document_number: self.document_number,
            summary: self.summary,
            body: self.body,
            author: self.author,
            reviewer: self.reviewer,
            secrecy_opinion: self.secrecy_opinion,
            return_reason: self.return_reason,
            withdrawn_reason: self.withdrawn_reason,
        })
    }
}

/// Adds a publication.
///
/// # Errors
/// The index number is taken, or the database fails.
pub fn insert(c: &mut Db, county: &str, new: &Publication) -> Result<(), StoreError> {
    diesel::insert_into(publication::table).values(Row::new(county, new)).execute(c)?;
    Ok(())
}

/// Writes all fields of a publication.
///
/// # Errors
/// The database fails.
pub fn update(c: &mut Db, county: &str, changed: &Publication) -> Result<(), StoreError> {
    diesel::update(publication::table.find((county, &changed.id))).set(Row::new(county, changed)).execute(c)?;
    Ok(())
}

/// One publication.
///
/// # Errors
/// The database fails.
pub fn find(c: &mut Db, county: &str, id: &str) -> Result<Option<Publication>, StoreError> {
    let row: Option<Row> = publication::table.find((county, id)).first(c).optional()?;
    row.map(Row::publication).transpose()
}

/// One publication by its 索引号, whatever its state.
///
/// # Errors
/// The database fails.
pub fn find_by_index_number(c: &mut Db, county: &str, index_number: &str) -> Result<Option<Publication>, StoreError> {
    let row: Option<Row> = publication::table
        .filter(publication::county.eq(county))
        .filter(publication::index_number.eq(index_number))
        .first(c)
        .optional()?;
    row.map(Row::publication).transpose()
}

/// Publications of some organs, newest first; `state` and words in the title narrow the list.
///
/// # Errors
/// The database fails.
pub fn list(
    c: &mut Db,
    county: &str,
    organs: &[String],
    state: Option<PublicationState>,
    words: &str,
) -> Result<Vec<Publication>, StoreError> {
    let mut query = publication::table
        .filter(publication::county.eq(county))
        .filter(publication::organ.eq_any(organs))
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(publication::state.eq(state.key()));
    }
    for word in words.split_whitespace() {
        query = query.filter(publication::title.like(contains(word)).escape('\\'));
    }
    let rows: Vec<Row> = query.order((publication::formed_on.desc(), publication::id.desc())).load(c)?;
    rows.into_iter().map(Row::publication).collect()
}

/// A LIKE pattern for “contains”, with the wildcards of the text itself taken literally.
pub(crate) fn contains(text: &str) -> String {
    format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// A file beside a publication.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable)]
#[diesel(table_name = attachment)]
pub struct Attachment {
    /// Tenant.
    pub county: String,
    /// Row id.
    pub id: String,
    /// The publication it belongs to.
    pub publication: String,
    /// File name as shown.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SM3 digest, the key of the stored file.
    pub digest: String,
}

/// Adds an attachment.
///
/// # Errors
/// The database fails.
pub fn insert_attachment(c: &mut Db, new: &Attachment) -> Result<(), StoreError> {
    diesel::insert_into(attachment::table).values(new).execute(c)?;
    Ok(())
}

/// Attachments of a publication in the order they were added.
///
/// # Errors
/// The database fails.
pub fn attachments(c: &mut Db, county: &str, id: &str) -> Result<Vec<Attachment>, StoreError> {
    Ok(attachment::table
        .filter(attachment::county.eq(county))
        .filter(attachment::publication.eq(id))
        .order(attachment::id)
        .load(c)?)
}

/// Takes an attachment off a publication; the stored file stays, because others may share it.
///
/// # Errors
/// The database fails.
pub fn delete_attachment(c: &mut Db, county: &str, id: &str) -> Result<(), StoreError> {
    diesel::delete(attachment::table.find((county, id))).execute(c)?;
    Ok(())
}
