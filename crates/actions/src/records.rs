//! 工作台账, 行政复议 and 行政诉讼: what the annual report counts besides requests and publications.

use domain::review::{ReviewKind, ReviewResult};
use jiff::civil::Date;
use report::records::{LedgerEntry, WorkPart};
use serde_json::json;
use store::reviews::{self, ReviewCase};
use store::{ids, records};

use crate::error::{ActionError, Problem};
use crate::office::{Actor, Office};
use crate::permission::Permission;

fn reach(actor: &Actor, organ: &str) -> Result<(), ActionError> {
    if actor.reaches(organ) { Ok(()) } else { Err(ActionError::NotFound) }
}

fn not_later(today: Date, on: Date, field: &'static str) -> Result<(), ActionError> {
    if on <= today { Ok(()) } else { Err(ActionError::Invalid(vec![Problem::new(field, "日期不能晚于今天")])) }
}

/// Notes a figure of the ledger.
///
/// # Errors
/// A negative count, a future day, out of reach, no permission.
pub fn record_ledger(
    office: &Office,
    actor: &Actor,
    organ: &str,
    on: Date,
    entry: &LedgerEntry,
    note: &str,
) -> Result<String, ActionError> {
    reach(actor, organ)?;
    not_later(office.clock.today(), on, "on")?;
    let negative = match entry {
        LedgerEntry::Decisions { count, .. } => *count < 0,
        LedgerEntry::ItemChange { .. } => false,
        LedgerEntry::FeeCharged { fen } => *fen < 0,
        LedgerEntry::Procurement { items, fen } => *items < 0 || *fen < 0,
    };
    if negative {
        return Err(ActionError::Invalid(vec![Problem::new("count", "数量和金额不能是负数")]));
    }
    office.perform(actor, Permission::KeepRecords, "record_ledger", |w| {
        let row = records::LedgerEntry {
            id: ids::new_id()?,
            organ: organ.to_owned(),
            on,
            entry: serde_json::to_string(entry).map_err(anyhow::Error::from)?,
            note: note.trim().to_owned(),
        };
        records::insert_ledger(w.db, w.county, &row)?;
        let subject = if row.note.is_empty() { &row.id } else { &row.note };
        w.audit(subject, &json!({ "id": row.id, "entry": entry, "on": on }));
        Ok(row.id)
    })
}

/// Notes a measure, a problem or an improvement for the text of the report.
///
/// # Errors
/// An empty text, a future day, out of reach, no permission.
pub fn record_work(
    office: &Office,
    actor: &Actor,
    organ: &str,
    on: Date,
    part: WorkPart,
    content: &str,
    quantity: Option<(i64, String)>,
) -> Result<String, ActionError> {
    reach(actor, organ)?;
    not_later(office.clock.today(), on, "on")?;
    let content = content.trim();
    if content.is_empty() {
        return Err(ActionError::Invalid(vec![Problem::new("content", "请填写工作内容")]));
    }
    if quantity.as_ref().is_some_and(|(n, _)| *n < 0) {
        return Err(ActionError::Invalid(vec![Problem::new("quantity", "数量不能是负数")]));
    }
    office.perform(actor, Permission::KeepRecords, "record_work", |w| {
        let part = serde_json::to_value(part).map_err(anyhow::Error::from)?;
        let (quantity, unit) = quantity.unzip();
        let row = records::WorkRecord {
            id: ids::new_id()?,
            organ: organ.to_owned(),
            on,
            part: part.as_str().unwrap_or_default().to_owned(),
            content: content.to_owned(),
            quantity,
            unit,
        };
        records::insert_work(w.db, w.county, &row)?;
        w.audit(&row.content, &json!({ "id": row.id, "part": part, "on": on }));
        Ok(row.id)
    })
}

/// A case of review or litigation to be noted.
#[derive(Debug, Clone, Copy)]
pub struct NewReviewCase<'a> {
    /// The organ whose act is reviewed.
    pub organ: &'a str,
    /// Block of table 4.
    pub kind: ReviewKind,
    /// Id of the request it is about, if known.
    pub request: Option<&'a str>,
    /// 复议机关 or 法院.
    pub authority: &'a str,
    /// 受理日期
    pub filed_on: Date,
    /// Remarks.
    pub note: &'a str,
}

/// Notes a case of review or litigation and returns its id.
///
/// # Errors
/// No authority named, a future day, out of reach, no permission.
pub fn record_review_case(office: &Office, actor: &Actor, new: &NewReviewCase<'_>) -> Result<String, ActionError> {
    reach(actor, new.organ)?;
    not_later(office.clock.today(), new.filed_on, "filed_on")?;
    if new.authority.trim().is_empty() {
        return Err(ActionError::Invalid(vec![Problem::new("authority", "请填写复议机关或者法院")]));
    }
    office.perform(actor, Permission::KeepRecords, "record_review_case", |w| {
        let case = ReviewCase {
            id: ids::new_id()?,
            organ: new.organ.to_owned(),
            kind: new.kind,
            request: new.request.map(str::to_owned),
            authority: new.authority.trim().to_owned(),
            filed_on: new.filed_on,
            concluded: None,
            note: new.note.trim().to_owned(),
        };
        reviews::insert(w.db, w.county, &case)?;
        w.audit(&case.authority, &json!({ "id": case.id, "kind": new.kind, "filed_on": new.filed_on }));
        Ok(case.id)
    })
}

/// Notes how a case ended.
///
/// # Errors
/// It has ended already, the day is before it began or after today, out of reach, no permission.
pub fn conclude_review_case(
    office: &Office,
    actor: &Actor,
    id: &str,
    on: Date,
    result: ReviewResult,
) -> Result<(), ActionError> {
    not_later(office.clock.today(), on, "concluded_on")?;
    office.perform(actor, Permission::KeepRecords, "conclude_review_case", |w| {
        let cases = reviews::list(w.db, w.county, &actor.organs)?;
        let case = cases.into_iter().find(|c| c.id == id).ok_or(ActionError::NotFound)?;
        if let Some((on, _)) = case.concluded {
            let message = format!("这件案件已在{}审结，不能重复登记", domain::date::chinese(on));
            return Err(ActionError::NotAllowed(message));
        }
        if on < case.filed_on {
            return Err(ActionError::Invalid(vec![Problem::new("concluded_on", "审结日期不能早于受理日期")]));
        }
        reviews::conclude(w.db, w.county, id, on, result)?;
        w.audit(&case.authority, &json!({ "id": id, "result": result, "on": on }));
        Ok(())
    })
}
