//! The annual report of an organ and year: gathered, drawn up, corrected with a note, signed and published.

use std::collections::BTreeMap;

use domain::organ::OrganLevel;
use domain::request::{Dated, Event};
use jiff::civil::Date;
use report::narrative::TO_FILL;
use report::records::{
    FeeNotice, LedgerRecord, NormativeKind, NormativeRecord, PublishedRecord, Records, RequestRecord, ReviewRecord,
    WorkRecord,
};
use report::{AnnualReport, CellName, Narrative, Number, OverrideEntry, Overrides, check, draw_up, json as canonical};
use serde_json::json;
use store::organs::Organ;
use store::reports::StoredReport;
use store::{Db, ids, organs, publications, records, requests, reviews};

use crate::decisions::{Judged, judge};
use crate::error::{ActionError, Problem};
use crate::neighbours::Neighbours;
use crate::office::{Actor, Office, Write, with_descendants};
use crate::permission::Permission;
use crate::proofreading::of_report;
use crate::received;

/// A report as it stands today, with what the checks say.
#[derive(Debug)]
pub struct DrawnUp {
    /// Whose.
    pub organ: Organ,
    /// The report, edited texts and corrections included.
    pub report: AnnualReport,
    /// What is wrong or doubtful, each with what somebody decided about it.
    pub judged: Vec<Judged>,
    /// Whether there was a report of the year before to compare with.
    pub compared: bool,
    /// What is stored beside it: edited texts, corrections, publication.
    pub stored: Option<StoredReport>,
    /// The published report as it reads now, amendments included, if it is published.
    pub public: Option<AnnualReport>,
    /// The draft text without edits, to fall back to.
    pub draft: Narrative,
}

/// Reads everything an organ's reports are counted from.
///
/// Requests, reviews and figures are the organ's own; publications include those of its villages.
///
/// # Errors
/// A stored value cannot be read, or the database fails.
pub fn gather(office: &Office, db: &mut Db, county: &str, organ: &Organ) -> Result<Records, ActionError> {
    let own = [organ.id.clone()];
    let mut all = Records::empty(organ.name.clone(), organ.level);
    let mut events = requests::events_of_organs(db, county, &own)?;
    for request in requests::list(db, county, &own)? {
        let events = events.remove(&request.id).unwrap_or_default();
        all.requests.extend(request_record(office, &request, &events)?);
    }
    for case in reviews::list(db, county, &own)? {
        let record = ReviewRecord { id: case.id, kind: case.kind, filed_on: case.filed_on, concluded: case.concluded };
        all.reviews.push(record);
    }
    for entry in records::ledger(db, county, &own)? {
        let parsed = serde_json::from_str(&entry.entry).map_err(anyhow::Error::from)?;
        all.ledger.push(LedgerRecord { id: entry.id, on: entry.on, entry: parsed });
    }
    for work in records::work(db, county, &own)? {
        let part = serde_json::from_value(json!(work.part)).map_err(anyhow::Error::from)?;
        let (count, unit) = (work.quantity, work.unit);
        all.work.push(WorkRecord { id: work.id, on: work.on, part, text: work.content, count, unit });
    }
    let with_villages = with_descendants(&organs::list(db, county)?, &organ.id);
    let villages_only = organ.level == OrganLevel::CountyOffice;
    let publishers = if villages_only { own.to_vec() } else { with_villages };
    for publication in publications::list(db, county, &publishers, None, "")? {
        let Some(on) = publication.published_on else { continue };
        if publication.normative.is_some() && publication.organ == organ.id {
            all.documents.push(NormativeRecord {
                id: publication.id.clone(),
                kind: NormativeKind::NormativeDocument,
                made_on: publication.formed_on,
                published_on: Some(on),
                repealed_on: publication.repealed_on,
            });
        }
        let field = publication.obligation.as_deref().and_then(|code| office.rules.catalogue.field_of(code));
        let field = field.map_or_else(|| publication.shelf.label().to_owned(), |f| f.name.clone());
        all.published.push(PublishedRecord { id: publication.id, on, field });
    }
    Ok(all)
}

/// A request as the report counts it; one that is not confirmed yet is not received yet (Art. 31) and not counted.
fn request_record(
    office: &Office,
    request: &requests::Request,
    events: &[Dated],
) -> Result<Option<RequestRecord>, ActionError> {
    let standing = match crate::requests::standing(office, events) {
        Ok(standing) => standing,
        // A missing calendar hides the due date of an open case; it must not hide the case from the count.
        Err(ActionError::NotAllowed(reason)) => {
            return Err(ActionError::NotAllowed(format!("{}：{reason}", request.number)));
        }
        Err(e) => return Err(e),
    };
    let Some(received_on) = standing.received_on.or_else(|| standing.ending.map(|_| request.arrived_on)) else {
        return Ok(None);
    };
    let closed = standing.ending.and_then(|e| e.outcome.map(|outcome| (e.on, outcome)));
    let notified = events.iter().find_map(|d| match d.event {
        Event::FeeNotified { amount_yuan } => Some((d.on, amount_yuan.unwrap_or(0))),
        _ => None,
    });
    let paid_on = events.iter().find(|d| matches!(d.event, Event::FeePaid {})).map(|d| d.on);
    let fee = notified.map(|(notified_on, yuan)| FeeNotice {
        notified_on,
        amount_yuan: i64::try_from(yuan).unwrap_or(i64::MAX),
        paid_on,
    });
    Ok(Some(RequestRecord {
        id: request.id.clone(),
        number: request.number.clone(),
        subject: request.subject.clone(),
        applicant: request.applicant_kind,
        received_on,
        closed,
        fee,
    }))
}

/// Draws up the report of a year as of today, with edits, corrections, and checks against the year before.
///
/// # Errors
/// The organ writes no report, the year has no form or has not begun, a correction no longer fits, or a failure.
pub fn draw_up_report(office: &Office, county: &str, organ: &str, year: i16) -> Result<DrawnUp, ActionError> {
    office.store.read(|db| {
        let neighbours = Neighbours::load(office, db, county, year)?;
        drawn_up(office, db, county, organ, year, Some(&neighbours))
    })
}

/// [`draw_up_report`] within a transaction; without the neighbours nobody asks whether the text was copied.
pub(crate) fn drawn_up(
    office: &Office,
    db: &mut Db,
    county: &str,
    organ: &str,
    year: i16,
    neighbours: Option<&Neighbours>,
) -> Result<DrawnUp, ActionError> {
    let organ =
        organs::find(db, county, organ)?.filter(|o| o.level.is_organ_of_government()).ok_or(ActionError::NotFound)?;
    let records = gather(office, db, county, &organ)?;
    let stored = store::reports::find(db, county, &organ.id, year)?;
    let today = office.clock.today();
    let overrides: Overrides = parse(stored.as_ref().map(|s| s.overrides.as_str()))?;
    let narrative: Narrative = parse(stored.as_ref().map(|s| s.narrative.as_str()))?;
    let mut report = draw_up(&records, year, today, &overrides)?;
    let draft = report::narrative::draft(&records, &report);
    narrative.write_into(&mut report);
    let previous = previous_report(office, db, county, &organ, &records, year)?;
    let mut findings = match neighbours {
        Some(neighbours) => neighbours.check(&office.alike, &organ, &report, previous.as_ref()),
        None => check(&report, previous.as_ref()),
    };
    findings.extend(of_report(office, db, county, &report)?);
    let judged = judge(db, county, &organ.id, year, findings)?;
    let public = match &stored {
        Some(stored) => went_out(db, county, stored)?.map(|json| published_report(&json)).transpose()?,
        None => None,
    };
    Ok(DrawnUp { organ, report, judged, compared: previous.is_some(), stored, public, draft })
}

/// Last year's report: as published here, else as it was received, else as it would be drawn up from the records; `None`
/// before the first form.
fn previous_report(
    office: &Office,
    db: &mut Db,
    county: &str,
    organ: &Organ,
    records: &Records,
    year: i16,
) -> Result<Option<AnnualReport>, ActionError> {
    let before = year - 1;
    let stored = store::reports::find(db, county, &organ.id, before)?;
    if let Some(known) = year_before(office, db, county, &organ.id, year)? {
        return Ok(Some(known));
    }
    let began = records.requests.iter().map(|r| r.received_on).chain(records.reviews.iter().map(|r| r.filed_on)).min();
    if report::Form::for_year(before).is_err() || began.is_none_or(|d| d.year() > before) {
        return Ok(None);
    }
    let overrides: Overrides = parse(stored.as_ref().map(|s| s.overrides.as_str()))?;
    Ok(Some(draw_up(records, before, office.clock.today(), &overrides)?))
}

/// The report of the year before that somebody else can read as well: as published here and amended, else as received.
pub(crate) fn year_before(
    office: &Office,
    db: &mut Db,
    county: &str,
    organ: &str,
    year: i16,
) -> Result<Option<AnnualReport>, ActionError> {
    let before = year - 1;
    if let Some(stored) = store::reports::find(db, county, organ, before)?
        && let Some(json) = went_out(db, county, &stored)?
    {
        return published_report(&json).map(Some);
    }
    received::report_of(office, db, county, organ, before)
}

/// The published report as it reads now, JSON of `report::AnnualReport`: as it went out, or as it was last amended.
///
/// # Errors
/// The database fails.
pub fn went_out(db: &mut Db, county: &str, stored: &StoredReport) -> Result<Option<String>, ActionError> {
    if stored.published_on.is_none() {
        return Ok(None);
    }
    let amendments = store::amendments::list(db, county, &stored.organ, stored.year)?;
    let newest = amendments.into_iter().rev().find_map(|a| a.amended);
    Ok(newest.or_else(|| stored.published.clone()))
}

/// The report behind a stored published JSON.
///
/// # Errors
/// It cannot be read, which no action writes.
pub fn published_report(json: &str) -> Result<AnnualReport, ActionError> {
    let value = serde_json::from_str(json).map_err(anyhow::Error::from)?;
    Ok(report::frozen::from_full_json(&value).map_err(anyhow::Error::from)?)
}

fn parse<T: serde::de::DeserializeOwned + Default>(json: Option<&str>) -> Result<T, ActionError> {
    json.map_or_else(|| Ok(T::default()), |j| Ok(serde_json::from_str(j).map_err(anyhow::Error::from)?))
}

/// Replaces texts of the sections; a text left out falls back to the draft.
///
/// # Errors
/// The report is published, out of reach, no permission.
pub fn edit_narrative(
    office: &Office,
    actor: &Actor,
    organ: &str,
    year: i16,
    narrative: &Narrative,
) -> Result<(), ActionError> {
    office.perform(actor, Permission::DrawUpReport, "edit_report", |w| {
        let mut stored = open_report(w, actor, organ, year)?;
        stored.narrative = serde_json::to_string(narrative).map_err(anyhow::Error::from)?;
        store::reports::update(w.db, w.county, &stored)?;
        w.audit(format!("{organ}/{year}"), &json!({ "narrative": true }));
        Ok(())
    })
}

/// Corrects a cell by hand; the note says why and stays visible. `None` takes a correction back.
///
/// # Errors
/// No note, a cell the form does not have, the report is published, out of reach, no permission.
pub fn override_cell(
    office: &Office,
    actor: &Actor,
    organ: &str,
    year: i16,
    cell: CellName,
    value: Option<(Number, String)>,
) -> Result<(), ActionError> {
    office.perform(actor, Permission::DrawUpReport, "override_cell", |w| {
        let mut stored = open_report(w, actor, organ, year)?;
        let mut overrides: Overrides = parse(Some(&stored.overrides))?;
        let before = drawn_up(office, w.db, w.county, organ, year, None)?.report.value(cell);
        overrides.0.retain(|o| o.cell != cell);
        if let Some((value, note)) = value {
            if let Some(message) = impossible(cell, value) {
                return Err(ActionError::Invalid(vec![Problem::new("value", message)]));
            }
            if note.trim().is_empty() {
                return Err(ActionError::Invalid(vec![Problem::new("note", "修改数据必须写明理由，理由会一直保留")]));
            }
            overrides.0.push(OverrideEntry { cell, value, note: note.trim().to_owned(), by: actor.name.clone() });
        }
        stored.overrides = serde_json::to_string(&overrides).map_err(anyhow::Error::from)?;
        store::reports::update(w.db, w.county, &stored)?;
        // Drawing up once inside the transaction refuses a correction that does not fit the form, and rolls it back.
        let report = drawn_up(office, w.db, w.county, organ, year, None)?.report;
        // The trail keeps what a correction taken back would otherwise lose: which number, from what to what, and why.
        let note = overrides.0.iter().find(|o| o.cell == cell).map(|o| o.note.as_str());
        let detail = json!({
            "cell": report.spoken(cell), "before": before, "after": report.value(cell), "note": note,
        });
        w.audit(format!("{}{year}年", report.organ.unwrap_or_default()), &detail);
        Ok(())
    })
}

/// Why a cell cannot hold a number: only money has decimals, only a change of project counts is signed (B8).
pub(crate) fn impossible(cell: CellName, value: Number) -> Option<&'static str> {
    let (money, signed) = match cell {
        CellName::Proactive(_, field) => (field.is_money(), field.may_be_negative()),
        CellName::Requests(..) | CellName::Review(..) => (false, false),
    };
    match (value.is_negative() && !signed, value.is_integer() || money) {
        (true, _) => Some("不能是负数，请填写不小于0的数"),
        (false, false) => Some("请填写整数"),
        (false, true) => None,
    }
}

/// Signs and publishes the report of a finished year; findings of severity error stop it.
///
/// # Errors
/// The year is not over, the checks find errors, it is published already, out of reach, no permission.
pub fn publish_report(office: &Office, actor: &Actor, organ: &str, year: i16) -> Result<(), ActionError> {
    office.perform(actor, Permission::PublishReport, "publish_report", |w| {
        let mut stored = open_report(w, actor, organ, year)?;
        if w.today.year() <= year {
            let message = format!("{year}年还没有结束，统计期为1月1日至12月31日，年度结束后才能签发公布");
            return Err(ActionError::NotAllowed(message));
        }
        let drawn = drawn_up(office, w.db, w.county, organ, year, None)?;
        // An error that somebody found to be none, with a reason, blocks no longer; one found to be true does.
        let errors: Vec<&str> =
            drawn.judged.iter().filter(|j| j.blocks()).map(|j| j.finding.message.as_str()).collect();
        if let Some(first) = errors.first() {
            let message = format!("还有{}处错误需要先处理，第一处：{first}", errors.len());
            return Err(ActionError::NotAllowed(message));
        }
        // A sentence that asks to be filled in is no text of a report.
        let unfilled =
            drawn.report.sections.iter().flat_map(|s| s.all_texts()).filter(|t| t.text.contains(TO_FILL)).count();
        if unfilled > 0 {
            let message = format!("文字中还有{unfilled}处“{TO_FILL}……）”，请先补登工作记录或者修改文字，再签发");
            return Err(ActionError::NotAllowed(message));
        }
        stored.published = Some(canonical::to_full_json(&drawn.report).to_string());
        stored.published_on = Some(w.today);
        stored.signer = Some(actor.account.clone());
        store::reports::update(w.db, w.county, &stored)?;
        w.audit(format!("{organ}/{year}"), &json!({ "published_on": w.today }));
        Ok(())
    })
}

/// The stored part of a report that may still change; made when it is first needed.
fn open_report(w: &mut Write<'_>, actor: &Actor, organ: &str, year: i16) -> Result<StoredReport, ActionError> {
    let organ = organs::find(w.db, w.county, organ)?;
    let organ =
        organ.filter(|o| actor.reaches(&o.id) && o.level.is_organ_of_government()).ok_or(ActionError::NotFound)?;
    if let Some(stored) = store::reports::find(w.db, w.county, &organ.id, year)? {
        return match stored.published_on {
            Some(on) => {
                Err(ActionError::NotAllowed(format!("{year}年的报告已在{}公布，不能再改动", domain::date::chinese(on))))
            }
            None => Ok(stored),
        };
    }
    let stored = StoredReport {
        id: ids::new_id()?,
        organ: organ.id,
        year,
        narrative: "{}".to_owned(),
        overrides: "[]".to_owned(),
        published_on: None,
        signer: None,
        published: None,
    };
    store::reports::insert(w.db, w.county, &stored)?;
    Ok(stored)
}

/// What a report's cells point at: number and subject of requests, authority of reviews, note of figures, title of documents.
///
/// # Errors
/// The database fails.
pub fn case_titles(db: &mut Db, county: &str, organ: &str) -> Result<BTreeMap<String, CaseTitle>, ActionError> {
    let own = [organ.to_owned()];
    let mut titles = BTreeMap::new();
    for r in requests::list(db, county, &own)? {
        let title = CaseTitle { kind: CaseKind::Request, label: r.number, text: r.subject, on: r.arrived_on };
        titles.insert(r.id, title);
    }
    for r in reviews::list(db, county, &own)? {
        let title = CaseTitle { kind: CaseKind::Review, label: r.authority, text: r.note, on: r.filed_on };
        titles.insert(r.id, title);
    }
    for r in records::ledger(db, county, &own)? {
        let title = CaseTitle { kind: CaseKind::Ledger, label: "台账".to_owned(), text: r.note, on: r.on };
        titles.insert(r.id, title);
    }
    for p in publications::list(db, county, &own, None, "")? {
        let title = CaseTitle { kind: CaseKind::Publication, label: p.index_number, text: p.title, on: p.formed_on };
        titles.insert(p.id, title);
    }
    Ok(titles)
}

/// What kind of record a cell counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseKind {
    /// 申请
    Request,
    /// 复议、诉讼案件
    Review,
    /// 台账记录
    Ledger,
    /// 规范性文件
    Publication,
}

/// One line in the list behind a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseTitle {
    /// Which kind.
    pub kind: CaseKind,
    /// Number or authority.
    pub label: String,
    /// Subject, title or remark.
    pub text: String,
    /// Its day.
    pub on: Date,
}
