//! The work of the night: steps that nobody has to ask for, each on its own, so that one that fails stops no other. When the night is
//! comes from the settings of the server; here is what is done, and that a day has it once.
//!
//! A new step is a function and one line in `STEPS`. It answers with a sentence; [`ActionError::NotAllowed`] means that there was
//! nothing it could do, and says why.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::nights::{self, Night};

use crate::error::ActionError;
use crate::office::{Actor, Office};
use crate::permission::Permission;
use crate::{bindings, contacts, links, sweep};

/// One step: what it is called in logs, what people call it, and what it does for a county.
struct Step {
    name: &'static str,
    title: &'static str,
    run: fn(&Office, &str) -> Result<Done, ActionError>,
}

/// All steps, in their order.
const STEPS: &[Step] = &[
    Step { name: "links", title: "检查链接", run: check_links },
    Step { name: "sweep", title: "内容巡查", run: read_again },
    Step { name: "basis", title: "核对依据的政策", run: stale_bound },
    Step { name: "contacts", title: "核对联系电话", run: unanswered },
];

/// What a step came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// In a sentence or two.
    pub says: String,
    /// Findings of severity error.
    pub errors: usize,
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// 已完成
    Done,
    /// 没有进行
    Skipped,
    /// 失败
    Failed,
}

impl Ended {
    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Ended::Done => "已完成",
            Ended::Skipped => "没有进行",
            Ended::Failed => "失败",
        }
    }
}

/// One step of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepReport {
    /// Its name in logs.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// How it ended.
    pub ended: Ended,
    /// What it says.
    pub says: String,
    /// Findings of severity error.
    pub errors: usize,
}

/// What a night came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The day it was for.
    pub day: Date,
    /// Its steps in order.
    pub steps: Vec<StepReport>,
}

impl Report {
    /// Whether a step failed.
    pub fn has_failed(&self) -> bool {
        self.steps.iter().any(|s| s.ended == Ended::Failed)
    }

    /// Findings of severity error in all steps.
    pub fn errors(&self) -> usize {
        self.steps.iter().map(|s| s.errors).sum()
    }
}

/// How often a day's run is begun by itself: once, and once more if the server was stopped in the middle.
const ATTEMPTS: u32 = 2;

/// Whether the night's work waits: its hour has come, and this day has not had it.
///
/// # Errors
/// The database fails.
pub fn is_due(office: &Office, county: &str, hour: i8) -> Result<bool, ActionError> {
    let is_free = office.running.step(county).is_none();
    Ok(is_free && office.clock.hour() >= hour && is_open(office, county)?)
}

fn is_open(office: &Office, county: &str) -> Result<bool, ActionError> {
    let today = office.clock.today();
    Ok(office.store.read(|db| nights::last(db, county))?.is_none_or(|night| {
        night.day < today || (night.day == today && night.report.is_none() && night.attempts < ATTEMPTS)
    }))
}

/// The report of the last run that ended.
///
/// # Errors
/// The database fails.
pub fn last_report(office: &Office, county: &str) -> Result<Option<Report>, ActionError> {
    let report = office.store.read(|db| nights::last(db, county))?.and_then(|night| night.report);
    Ok(report.map(|text| serde_json::from_str(&text)).transpose().map_err(anyhow::Error::from)?)
}

/// The counties whose checks are running, each with what people call its step.
#[derive(Debug, Default)]
pub struct Running(Mutex<BTreeMap<String, &'static str>>);

impl Running {
    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<String, &'static str>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The step that a county's checks are at.
    pub fn step(&self, county: &str) -> Option<&'static str> {
        self.with(|all| all.get(county).copied())
    }
}

/// A county's turn; it ends when this is dropped, however the work ends.
struct Turn<O: AsRef<Office>> {
    office: O,
    county: String,
}

impl<O: AsRef<Office>> Turn<O> {
    fn take(office: O, county: &str) -> Result<Turn<O>, ActionError> {
        let first = STEPS.first().map_or("", |step| step.title);
        office.as_ref().running.with(|all| match all.get(county) {
            Some(step) => Err(ActionError::NotAllowed(format!("检查正在进行（{step}），请等它结束"))),
            None => {
                all.insert(county.to_owned(), first);
                Ok(())
            }
        })?;
        Ok(Turn { office, county: county.to_owned() })
    }
}

impl<O: AsRef<Office>> Drop for Turn<O> {
    fn drop(&mut self) {
        self.office.as_ref().running.with(|all| all.remove(&self.county));
    }
}

/// Does the work of today's night, whether or not it was done before.
///
/// # Errors
/// It is running already. Beginning or end cannot be noted. What fails within a step is in the report.
pub fn run(office: &Office, county: &str) -> Result<Report, ActionError> {
    let _turn = Turn::take(office, county)?;
    run_steps(office, county, STEPS)
}

/// Begins the work of today's night now, on a thread of its own, because somebody does not want to wait for the night.
///
/// # Errors
/// No permission, it is running already, no thread.
pub fn begin(office: &Arc<Office>, actor: &Actor) -> Result<(), ActionError> {
    office.require(actor, Permission::RunChecks)?;
    let turn = Turn::take(Arc::clone(office), &actor.county)?;
    office.perform(actor, Permission::RunChecks, "ask_for_checks", |w| {
        w.audit(w.today.to_string(), &json!({}));
        Ok(())
    })?;
    let work = move || {
        let county = &turn.county;
        match run_steps(&turn.office, county, STEPS) {
            Ok(report) if report.has_failed() => tracing::error!(county, ?report, "the night's work failed in part"),
            Ok(report) => tracing::info!(county, ?report, "the night's work is done"),
            Err(error) => tracing::error!(county, ?error, "the night's work could not be noted"),
        }
    };
    let thread = std::thread::Builder::new().name("checks".to_owned()).spawn(work);
    thread.map(drop).map_err(|e| anyhow::Error::from(e).into())
}

fn run_steps(office: &Office, county: &str, steps: &[Step]) -> Result<Report, ActionError> {
    let day = office.clock.today();
    let attempts = office.write(county, None, "begin_nightly", |w| {
        let before = nights::last(w.db, w.county)?.filter(|n| n.day == day).map_or(0, |n| n.attempts);
        let night = Night { day, attempts: before.saturating_add(1), report: None };
        nights::replace(w.db, w.county, &night)?;
        w.audit(day.to_string(), &json!({ "attempt": night.attempts }));
        Ok(night.attempts)
    })?;
    let take = |step: &Step| {
        office.running.with(|all| all.get_mut(county).map(|at| *at = step.title));
        take(office, county, step)
    };
    let report = Report { day, steps: steps.iter().map(take).collect() };
    let text = serde_json::to_string(&report).map_err(anyhow::Error::from)?;
    office.write(county, None, "finish_nightly", |w| {
        nights::replace(w.db, w.county, &Night { day, attempts, report: Some(text) })?;
        let ended: serde_json::Map<String, serde_json::Value> =
            report.steps.iter().map(|s| (s.name.clone(), json!(s.ended))).collect();
        w.audit(day.to_string(), &ended.into());
        Ok(())
    })?;
    Ok(report)
}

fn take(office: &Office, county: &str, step: &Step) -> StepReport {
    tracing::info!(county, step = step.name, "nightly step begins");
    let result = catch_unwind(AssertUnwindSafe(|| (step.run)(office, county)))
        .unwrap_or_else(|_| Err(anyhow::anyhow!("the step panicked").into()));
    let (ended, says, errors) = match result {
        Ok(done) => {
            tracing::info!(county, step = step.name, errors = done.errors, "nightly step done");
            (Ended::Done, done.says, done.errors)
        }
        Err(ActionError::NotAllowed(reason)) => {
            tracing::info!(county, step = step.name, reason, "nightly step skipped");
            (Ended::Skipped, reason, 0)
        }
        Err(error) => {
            tracing::error!(county, step = step.name, error = ?error, "nightly step failed");
            (Ended::Failed, "程序运行出错，没有完成；详细原因在服务器的日志里".to_owned(), 0)
        }
    };
    StepReport { name: step.name.to_owned(), title: step.title.to_owned(), ended, says, errors }
}

fn check_links(office: &Office, county: &str) -> Result<Done, ActionError> {
    let checked = links::check_links(office, county)?;
    let [errors, warnings, questions] = checked.counts;
    let found = match errors + warnings + questions {
        0 => "没有发现问题。".to_owned(),
        _ => format!("错误{errors}处，提醒{warnings}处，请核实{questions}处。"),
    };
    Ok(Done { says: format!("{}{found}", checked.summary), errors })
}

fn read_again(office: &Office, county: &str) -> Result<Done, ActionError> {
    let swept = sweep::sweep(office, county)?;
    let found = match swept.found {
        0 => "没有发现问题。".to_owned(),
        found => format!("发现{found}处，其中错误{}处。", swept.errors),
    };
    Ok(Done { says: format!("重新核对已经发布的信息{}条，{found}", swept.read), errors: swept.errors })
}

fn stale_bound(office: &Office, county: &str) -> Result<Done, ActionError> {
    let stale = bindings::stale_bound(office, county)?;
    let says = match stale.len() {
        0 => "没有依据失效政策的信息。".to_owned(),
        n => format!("{n}条信息依据的政策已经失效，列入起草机关的待办。"),
    };
    Ok(Done { says, errors: 0 })
}

fn unanswered(office: &Office, county: &str) -> Result<Done, ActionError> {
    let today = office.clock.today();
    let numbers = office.store.read(|db| {
        let organs: Vec<String> = store::organs::list(db, county)?.into_iter().map(|o| o.id).collect();
        contacts::numbers(office, db, county, &organs)
    })?;
    let findings: Vec<domain::Finding> = numbers.iter().filter_map(contacts::Number::finding).collect();
    let due = numbers.iter().filter(|n| n.is_due(today)).count();
    let errors = findings.iter().filter(|f| f.severity == domain::Severity::Error).count();
    let says = format!("联系电话{}个，到期应拨测{due}个，无人接听或者号码有误{}个。", numbers.len(), findings.len());
    Ok(Done { says, errors })
}

#[cfg(test)]
mod tests;
