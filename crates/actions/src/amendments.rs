//! 更正: a published report is changed only by a dated amendment, prepared by one who draws up reports and signed by the head.
//!
//! The report as it went out is never written again; signing freezes the report as it reads from that day on beside it.

use report::amendment::{Amendment, Change, amended, text_of};
use report::{AnnualReport, CellName, Number, check, json as canonical};
use serde_json::json;
use store::amendments::{self, StoredAmendment};
use store::organs::Organ;
use store::reports::StoredReport;
use store::{Db, reports as stored_reports};

use crate::decisions::{Judged, judge, within_reach};
use crate::error::{ActionError, Problem};
use crate::office::{Actor, Office};
use crate::permission::Permission;
use crate::proofreading::{of_report, personal_data};
use crate::reports::{self, impossible, published_report};

/// What is to be changed, as somebody typed it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposal {
    /// New numbers.
    pub cells: Vec<(CellName, Number)>,
    /// New texts: section, part, text.
    pub texts: Vec<(usize, Option<usize>, String)>,
    /// Why; it is published.
    pub reason: String,
}

/// The amendments of a report with what it reads like.
#[derive(Debug)]
pub struct Amended {
    /// Whose.
    pub organ: Organ,
    /// Its publication.
    pub stored: StoredReport,
    /// The report as it reads today.
    pub report: AnnualReport,
    /// Those that are signed.
    pub signed: Vec<StoredAmendment>,
    /// One that is prepared, with its changes, the report it would make, and what the checks say about that.
    pub open: Option<Prepared>,
}

/// A prepared amendment.
#[derive(Debug)]
pub struct Prepared {
    /// As stored.
    pub stored: StoredAmendment,
    /// What it changes.
    pub amendment: Amendment,
    /// The report it would make.
    pub report: AnnualReport,
    /// What the checks say about that.
    pub judged: Vec<Judged>,
}

/// A published report with its amendments.
///
/// # Errors
/// It is not published here, out of reach, a stored value cannot be read, the database fails.
pub fn amendments_of(office: &Office, actor: &Actor, organ: &str, year: i16) -> Result<Amended, ActionError> {
    office.store.read(|db| load(office, db, actor, organ, year))
}

fn load(office: &Office, db: &mut Db, actor: &Actor, organ: &str, year: i16) -> Result<Amended, ActionError> {
    let organ = within_reach(db, actor, organ)?;
    let stored = stored_reports::find(db, &actor.county, &organ.id, year)?;
    let stored = stored
        .filter(|s| s.published_on.is_some())
        .ok_or_else(|| ActionError::NotAllowed(format!("{year}年的报告还没有公布，可以直接修改，不需要更正")))?;
    let now = reports::went_out(db, &actor.county, &stored)?.ok_or(ActionError::NotFound)?;
    let mut report = published_report(&now)?;
    report.organ_level = Some(organ.level);
    let (signed, open): (Vec<_>, Vec<_>) =
        amendments::list(db, &actor.county, &organ.id, year)?.into_iter().partition(|a| a.signed_on.is_some());
    let open = match open.into_iter().next() {
        None => None,
        Some(prepared) => {
            let changes: Vec<Change> = serde_json::from_str(&prepared.changes).map_err(anyhow::Error::from)?;
            let today = office.clock.today();
            let reason = prepared.reason.clone();
            let amendment = Amendment { number: prepared.number, on: today, reason, changes };
            let after = amended(&report, &amendment).map_err(|e| ActionError::NotAllowed(e.to_string()))?;
            let previous = reports::year_before(office, db, &actor.county, &organ.id, year)?;
            let mut findings = check(&after, previous.as_ref());
            findings.extend(of_report(office, db, &actor.county, &after)?);
            let judged = judge(db, &actor.county, &organ.id, year, findings)?;
            Some(Prepared { stored: prepared, amendment, report: after, judged })
        }
    };
    Ok(Amended { organ, stored, report, signed, open })
}

/// Prepares an amendment; what is the same as now is left out.
///
/// # Errors
/// Not published, one is prepared already, nothing would change, no reason, an impossible number, personal data in
/// what would be published, out of reach, no permission.
pub fn prepare_amendment(
    office: &Office,
    actor: &Actor,
    organ: &str,
    year: i16,
    proposal: &Proposal,
) -> Result<(), ActionError> {
    office.perform(actor, Permission::DrawUpReport, "prepare_amendment", |w| {
        let now = load(office, w.db, actor, organ, year)?;
        if now.open.is_some() {
            let message = "已经有一份准备好、还没有签发的更正，请先签发或者撤销它";
            return Err(ActionError::NotAllowed(message.to_owned()));
        }
        let mut problems = Vec::new();
        let mut changes = Vec::new();
        for (cell, after) in &proposal.cells {
            let Some(found) = now.report.cell(*cell) else { return Err(ActionError::NotFound) };
            if let Some(message) = impossible(*cell, *after) {
                problems.push(Problem::new("cells", format!("{}：{message}", now.report.spoken(*cell))));
            } else if found.value != Some(*after) {
                changes.push(Change::Cell { cell: *cell, before: found.value, after: *after });
            }
        }
        for (section, part, after) in &proposal.texts {
            let before = text_of(&now.report, *section, *part).ok_or(ActionError::NotFound)?;
            let lines: Vec<&str> = after.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
            let after = lines.join("\n");
            if let Some(leak) = personal_data(office, &after) {
                problems.push(Problem::new("texts", format!("文字里有不能公布的个人信息，请去掉。{leak}")));
            } else if after != before {
                changes.push(Change::Text { section: *section, part: *part, before, after });
            }
        }
        let reason = proposal.reason.trim();
        if reason.is_empty() {
            problems.push(Problem::new("reason", "请写明更正的理由，理由会随更正说明一起公布"));
        } else if let Some(leak) = personal_data(office, reason) {
            problems.push(Problem::new("reason", format!("理由里有不能公布的个人信息，请去掉。{leak}")));
        }
        if changes.is_empty() && problems.is_empty() {
            problems.push(Problem::new("cells", "没有任何改动：填写的内容与报告现在的内容相同"));
        }
        if !problems.is_empty() {
            return Err(ActionError::Invalid(problems));
        }
        let number = now.signed.iter().map(|a| a.number).max().unwrap_or(0) + 1;
        let prepared = StoredAmendment {
            organ: now.organ.id.clone(),
            year,
            number,
            changes: serde_json::to_string(&changes).map_err(anyhow::Error::from)?,
            reason: reason.to_owned(),
            prepared_on: w.today,
            author: actor.account.clone(),
            signed_on: None,
            signer: None,
            amended: None,
        };
        amendments::insert(w.db, w.county, &prepared)?;
        let detail = json!({ "name": format!("第{number}次更正：{reason}"), "changes": changes });
        w.audit(format!("{}{year}年", now.organ.name), &detail);
        Ok(())
    })
}

/// Takes a prepared amendment back.
///
/// # Errors
/// There is none, out of reach, no permission.
pub fn withdraw_amendment(office: &Office, actor: &Actor, organ: &str, year: i16) -> Result<(), ActionError> {
    office.perform(actor, Permission::DrawUpReport, "withdraw_amendment", |w| {
        let now = load(office, w.db, actor, organ, year)?;
        let open = now.open.ok_or(ActionError::NotFound)?.stored;
        amendments::remove_unsigned(w.db, w.county, &open.organ, year, open.number)?;
        let detail = json!({ "name": format!("第{}次更正：{}", open.number, open.reason), "changes": open.changes });
        w.audit(format!("{}{year}年", now.organ.name), &detail);
        Ok(())
    })
}

/// Signs a prepared amendment: from now on the report reads so, with the note; the one that went out stays as it is.
///
/// # Errors
/// There is none, the amended report would have errors that nobody dismissed, out of reach, no permission.
pub fn sign_amendment(office: &Office, actor: &Actor, organ: &str, year: i16) -> Result<(), ActionError> {
    office.perform(actor, Permission::PublishReport, "sign_amendment", |w| {
        let now = load(office, w.db, actor, organ, year)?;
        let open = now.open.ok_or(ActionError::NotFound)?;
        let errors: Vec<&str> = open.judged.iter().filter(|j| j.blocks()).map(|j| j.finding.message.as_str()).collect();
        if let Some(first) = errors.first() {
            let message = format!("更正后的报告还有{}处错误需要先处理，第一处：{first}", errors.len());
            return Err(ActionError::NotAllowed(message));
        }
        let signed = StoredAmendment {
            signed_on: Some(w.today),
            signer: Some(actor.account.clone()),
            amended: Some(canonical::to_full_json(&open.report).to_string()),
            ..open.stored
        };
        amendments::update(w.db, w.county, &signed)?;
        let detail = json!({ "name": format!("第{}次更正：{}", signed.number, signed.reason), "signed_on": w.today });
        w.audit(format!("{}{year}年", now.organ.name), &detail);
        Ok(())
    })
}
