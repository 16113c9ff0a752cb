//! What people decide about findings: true, or not true (or acceptable) with a reason; and taking that back.
//!
//! A decision is remembered by the fingerprint of `report::decision`, so it survives another run and another upload while
//! the values are the same. A dismissed error blocks no longer; a confirmed one blocks until it is mended.

use domain::{Finding, Severity};
use report::decision::fingerprints;
use serde_json::json;
use store::decisions::{self, Decision, Verdict};
use store::organs::{self, Organ};
use store::{Db, audit, received};

use crate::error::{ActionError, Problem};
use crate::neighbours::Neighbours;
use crate::office::{Actor, Office};
use crate::permission::Permission;
use crate::{received as files, reports};

/// A finding with what somebody decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What the checks say.
    pub finding: Finding,
    /// What the decision is remembered by.
    pub fingerprint: String,
    /// The decision, if there is one.
    pub decision: Option<Decision>,
}

impl Judged {
    /// Whether somebody found it not to be true, or acceptable.
    pub fn is_dismissed(&self) -> bool {
        self.decision.as_ref().is_some_and(|d| d.verdict == Verdict::Dismissed)
    }

    /// Whether it keeps the report from being published.
    pub fn blocks(&self) -> bool {
        self.finding.severity == Severity::Error && !self.is_dismissed()
    }
}

/// How many findings of each kind still stand, and how many of all nobody has decided on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// 错误, not dismissed.
    pub errors: usize,
    /// 提醒, not dismissed.
    pub warnings: usize,
    /// 请核实, not dismissed.
    pub questions: usize,
    /// Without a decision.
    pub undecided: usize,
}

/// Counts what stands.
pub fn counts(judged: &[Judged]) -> Counts {
    let mut counts = Counts::default();
    for j in judged.iter().filter(|j| !j.is_dismissed()) {
        match j.finding.severity {
            Severity::Error => counts.errors += 1,
            Severity::Warning => counts.warnings += 1,
            Severity::Question => counts.questions += 1,
        }
        counts.undecided += usize::from(j.decision.is_none());
    }
    counts
}

/// Puts the stored decisions of a report beside its findings, errors first.
///
/// # Errors
/// The database fails.
pub fn judge(
    db: &mut Db,
    county: &str,
    organ: &str,
    year: i16,
    findings: Vec<Finding>,
) -> Result<Vec<Judged>, ActionError> {
    let stored = decisions::list(db, county, organ, year)?;
    let keys = fingerprints(&findings);
    let judged = findings.into_iter().zip(keys).map(|(finding, key)| {
        let fingerprint = audit::sm3_hex(key.as_str().as_bytes());
        let decision = stored.iter().find(|d| d.fingerprint == fingerprint).cloned();
        Judged { finding, fingerprint, decision }
    });
    let mut judged: Vec<Judged> = judged.collect();
    // The gravest first, so that the numbers people call them by follow the list; within one gravity as the checks give them.
    judged.sort_by_key(|j| std::cmp::Reverse(j.finding.severity));
    Ok(judged)
}

/// Decides on a finding of a report, drawn up here or received.
///
/// # Errors
/// There is no such finding any more, a dismissal without a reason, out of reach, no permission.
pub fn decide_finding(
    office: &Office,
    actor: &Actor,
    organ: &str,
    year: i16,
    fingerprint: &str,
    verdict: Verdict,
    reason: &str,
) -> Result<(), ActionError> {
    office.perform(actor, Permission::DecideFindings, "decide_finding", |w| {
        let organ = within_reach(w.db, actor, organ)?;
        let reason = reason.trim();
        if verdict == Verdict::Dismissed && reason.is_empty() {
            let message = "认定为不属实或者可以接受的，请写明理由，理由会一直保留";
            return Err(ActionError::Invalid(vec![Problem::new("reason", message)]));
        }
        let finding = find(office, w.db, &actor.county, &organ, year, fingerprint)?;
        let decision = Decision {
            fingerprint: fingerprint.to_owned(),
            verdict,
            reason: reason.to_owned(),
            message: finding.message,
            decided_on: w.today,
            account: actor.account.clone(),
        };
        decisions::put(w.db, w.county, &organ.id, year, &decision)?;
        let detail = json!({
            "name": decision.message, "rule": finding.rule, "verdict": verdict, "reason": reason,
            "fingerprint": fingerprint,
        });
        w.audit(format!("{}{year}年", organ.name), &detail);
        Ok(())
    })
}

/// Takes a decision back: the finding is undecided again.
///
/// # Errors
/// There was no decision, out of reach, no permission.
pub fn undo_decision(
    office: &Office,
    actor: &Actor,
    organ: &str,
    year: i16,
    fingerprint: &str,
) -> Result<(), ActionError> {
    office.perform(actor, Permission::DecideFindings, "undo_decision", |w| {
        let organ = within_reach(w.db, actor, organ)?;
        let stored = decisions::list(w.db, w.county, &organ.id, year)?;
        let before = stored.into_iter().find(|d| d.fingerprint == fingerprint).ok_or(ActionError::NotFound)?;
        decisions::remove(w.db, w.county, &organ.id, year, fingerprint)?;
        let detail = json!({ "name": before.message, "verdict": before.verdict, "reason": before.reason });
        w.audit(format!("{}{year}年", organ.name), &detail);
        Ok(())
    })
}

/// The organ that writes reports, within the actor's reach.
pub(crate) fn within_reach(db: &mut Db, actor: &Actor, organ: &str) -> Result<Organ, ActionError> {
    organs::find(db, &actor.county, organ)?
        .filter(|o| actor.reaches(&o.id) && o.level.is_organ_of_government())
        .ok_or(ActionError::NotFound)
}

/// The finding behind a fingerprint, in the report drawn up here or in any file received for that organ and year.
fn find(
    office: &Office,
    db: &mut Db,
    county: &str,
    organ: &Organ,
    year: i16,
    fingerprint: &str,
) -> Result<Finding, ActionError> {
    let among = |judged: Vec<Judged>| judged.into_iter().find(|j| j.fingerprint == fingerprint).map(|j| j.finding);
    let neighbours = Neighbours::load(office, db, county, year)?;
    match reports::drawn_up(office, db, county, &organ.id, year, Some(&neighbours)) {
        Ok(drawn) => {
            if let Some(finding) = among(drawn.judged) {
                return Ok(finding);
            }
        }
        // No report can be drawn up of that year; a received one may still have the finding.
        Err(ActionError::NotAllowed(_) | ActionError::NotFound) => {}
        Err(e) => return Err(e),
    }
    for file in received::of_square(db, county, &organ.id, year)?.iter().filter(|f| f.counts()) {
        if let Some(finding) = among(files::checked(office, db, county, organ, file, &neighbours)?.judged) {
            return Ok(finding);
        }
    }
    Err(ActionError::NotAllowed("这条核对结果已经变化或者不再出现，请刷新页面后再认定".to_owned()))
}
