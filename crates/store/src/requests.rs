//! 政府信息公开申请: who asked for what, and the events. State and due date beside them are an index, nothing more.

use diesel::prelude::*;
use domain::request::{ApplicantKind, Dated, Event};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::schema::{request, request_event};
use crate::{Db, StoreError, text};

/// 申请人: never leaves the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Requester {
    /// 姓名或者名称
    pub name: String,
    /// 身份证号码 or 统一社会信用代码
    pub id_number: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// How the reply is to be given: `self`, `post`, `email`, `online`.
    pub delivery: String,
    /// 通信地址
    pub address: Option<String>,
    /// 电子邮箱
    pub email: Option<String>,
}

/// A request as the desk sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Row id.
    pub id: String,
    /// The organ asked.
    pub organ: String,
    /// 登记号
    pub number: String,
    /// Digest of the query code.
    pub code_digest: String,
    /// Column of table 3.
    pub applicant_kind: ApplicantKind,
    /// Who asked.
    pub requester: Requester,
    /// Short title.
    pub subject: String,
    /// What is asked, in the requester's words.
    pub content: String,
    /// Day it arrived.
    pub arrived_on: Date,
    /// Account in charge.
    pub handler: Option<String>,
    /// Index only: key of the state.
    pub state: String,
    /// Index only: due date.
    pub due: Option<Date>,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = request)]
struct Row {
    county: String,
    id: String,
    organ: String,
    number: String,
    code_digest: String,
    applicant_kind: String,
    requester: String,
    subject: String,
    content: String,
    arrived_on: String,
    handler: Option<String>,
    state: String,
    due: Option<String>,
}

impl Row {
    fn request(self) -> Result<Request, StoreError> {
        Ok(Request {
            applicant_kind: text::from_word("request.applicant_kind", &self.applicant_kind)?,
            requester: text::json("request.requester", &self.requester)?,
            arrived_on: text::date("request.arrived_on", &self.arrived_on)?,
            due: text::optional_date("request.due", self.due.as_deref())?,
            id: self.id,
            organ: self.organ,
            number: self.number,
            code_digest: self.code_digest,
            subject: self.subject,
            content: self.content,
            handler: self.handler,
            state: self.state,
        })
    }
}

/// Adds a request.
///
/// # Errors
/// The number is taken, or the database fails.
pub fn insert(c: &mut Db, county: &str, new: &Request) -> Result<(), StoreError> {
    let row = Row {
        county: county.to_owned(),
        id: new.id.clone(),
        organ: new.organ.clone(),
        number: new.number.clone(),
        code_digest: new.code_digest.clone(),
        applicant_kind: text::word("request.applicant_kind", &new.applicant_kind)?,
        requester: text::to_json("request.requester", &new.requester)?,
        subject: new.subject.clone(),
        content: new.content.clone(),
        arrived_on: new.arrived_on.to_string(),
        handler: new.handler.clone(),
        state: new.state.clone(),
        due: new.due.map(|d| d.to_string()),
    };
    diesel::insert_into(request::table).values(row).execute(c)?;
    Ok(())
}

/// One request.
///
/// # Errors
/// The database fails.
pub fn find(c: &mut Db, county: &str, id: &str) -> Result<Option<Request>, StoreError> {
    let row: Option<Row> = request::table.find((county, id)).first(c).optional()?;
    row.map(Row::request).transpose()
}

/// One request by its number (登记号).
///
/// # Errors
/// The database fails.
pub fn find_by_number(c: &mut Db, county: &str, number: &str) -> Result<Option<Request>, StoreError> {
    let row: Option<Row> =
        request::table.filter(request::county.eq(county)).filter(request::number.eq(number)).first(c).optional()?;
    row.map(Row::request).transpose()
}

/// Requests to some organs, newest first.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str, organs: &[String]) -> Result<Vec<Request>, StoreError> {
    let rows: Vec<Row> = request::table
        .filter(request::county.eq(county))
        .filter(request::organ.eq_any(organs))
        .order((request::arrived_on.desc(), request::number.desc()))
        .load(c)?;
    rows.into_iter().map(Row::request).collect()
}

/// Writes the index beside the events.
///
/// # Errors
/// The database fails.
pub fn set_index(c: &mut Db, county: &str, id: &str, state: &str, due: Option<Date>) -> Result<(), StoreError> {
    diesel::update(request::table.find((county, id)))
        .set((request::state.eq(state), request::due.eq(due.map(|d| d.to_string()))))
        .execute(c)?;
    Ok(())
}

/// Puts somebody in charge.
///
/// # Errors
/// The database fails.
pub fn set_handler(c: &mut Db, county: &str, id: &str, account: &str) -> Result<(), StoreError> {
    diesel::update(request::table.find((county, id))).set(request::handler.eq(account)).execute(c)?;
    Ok(())
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = request_event)]
struct EventRow {
    county: String,
    request: String,
    seq: i64,
    happened_on: String,
    body: String,
    account: Option<String>,
}

/// An event as recorded: what, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// What happened and when.
    pub dated: Dated,
    /// Account that recorded it; `None` for the requester on the public site.
    pub account: Option<String>,
}

fn recorded(row: &EventRow) -> Result<Recorded, StoreError> {
    let event: Event = text::json("request_event.body", &row.body)?;
    let on = text::date("request_event.happened_on", &row.happened_on)?;
    Ok(Recorded { dated: Dated { on, event }, account: row.account.clone() })
}

/// Appends an event.
///
/// # Errors
/// Somebody appended at the same time (the number is taken), or the database fails.
pub fn append_event(c: &mut Db, county: &str, id: &str, new: &Recorded) -> Result<(), StoreError> {
    let seq: i64 = request_event::table
        .filter(request_event::county.eq(county))
        .filter(request_event::request.eq(id))
        .count()
        .get_result(c)?;
    let row = EventRow {
        county: county.to_owned(),
        request: id.to_owned(),
        seq: seq + 1,
        happened_on: new.dated.on.to_string(),
        body: text::to_json("request_event.body", &new.dated.event)?,
        account: new.account.clone(),
    };
    diesel::insert_into(request_event::table).values(row).execute(c)?;
    Ok(())
}

/// The events of a request in order.
///
/// # Errors
/// The database fails.
pub fn events(c: &mut Db, county: &str, id: &str) -> Result<Vec<Recorded>, StoreError> {
    let rows: Vec<EventRow> = request_event::table
        .filter(request_event::county.eq(county))
        .filter(request_event::request.eq(id))
        .order(request_event::seq)
        .load(c)?;
    rows.iter().map(recorded).collect()
}

/// The events of all requests to some organs, by request id: one query for lists and reports.
///
/// # Errors
/// The database fails.
pub fn events_of_organs(
    c: &mut Db,
    county: &str,
    organs: &[String],
) -> Result<std::collections::HashMap<String, Vec<Dated>>, StoreError> {
    let ids =
        request::table.filter(request::county.eq(county)).filter(request::organ.eq_any(organs)).select(request::id);
    let rows: Vec<EventRow> = request_event::table
        .filter(request_event::county.eq(county))
        .filter(request_event::request.eq_any(ids))
        .order((request_event::request, request_event::seq))
        .load(c)?;
    let mut all = std::collections::HashMap::<String, Vec<Dated>>::new();
    for row in &rows {
        all.entry(row.request.clone()).or_default().push(recorded(row)?.dated);
    }
    Ok(all)
}
