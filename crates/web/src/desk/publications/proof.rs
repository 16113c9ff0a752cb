//! 文字核对 of a publication: what was found, worked through one by one, and the reasons why something is left.

use std::sync::Arc;

use actions::proofreading::{self, Found, give_reason, take_back_reason};
use actions::{ActionError, Permission};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Severity;
use domain::date::chinese;
use store::accounts::Account;
use store::publications::Publication;

use super::{path_of, person};
use crate::access::Signed;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::labels;
use crate::public::rules;
use crate::site::Site;

/// One finding of the list.
pub(super) struct Item {
    pub(super) n: usize,
    pub(super) severity: &'static str,
    pub(super) label: &'static str,
    pub(super) at: String,
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) basis: String,
    pub(super) rule: String,
    pub(super) rule_href: Option<String>,
    pub(super) text: String,
    pub(super) fingerprint: String,
    /// Why it is left, and who said so.
    pub(super) reason: Option<(String, String)>,
    /// Whether the reader may say why it is left.
    pub(super) may_except: bool,
    /// Whether that reason belongs to this text alone, so that it can be taken back here.
    pub(super) may_undo: bool,
}

/// What was found: what stands, and what is left with a reason.
pub(super) struct List {
    pub(super) standing: Vec<Item>,
    pub(super) excepted: Vec<Item>,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) questions: usize,
}

impl List {
    /// Whether there are errors that only somebody else can except.
    pub(super) fn needs_another(&self) -> bool {
        self.standing.iter().any(|i| i.severity == Severity::Error.as_str() && !i.may_except)
    }

    /// Whether it may be handed on.
    pub(super) fn is_clear(&self) -> bool {
        self.errors == 0 && self.warnings == 0
    }
}

/// Reads a publication and puts what is found into words.
pub(super) fn list(s: &Site, signed: &Signed, p: &Publication, people: &[Account]) -> Result<List, ActionError> {
    let found = proofreading::proofread(&s.office, &signed.actor, &p.id)?;
    let may = |permission| s.office.rules.roles.allow(&signed.actor.roles, permission);
    let reviews = may(Permission::ReviewPublication) && p.author != signed.actor.account;
    let writes = may(Permission::WritePublication) || may(Permission::ReviewPublication);
    let item = |(i, f): (usize, Found)| Item {
        n: i + 1,
        severity: f.finding.severity.as_str(),
        label: labels::severity(f.finding.severity),
        at: f.at(),
        may_undo: !f.is_county_wide,
        may_except: match f.finding.severity {
            Severity::Error => reviews,
            Severity::Warning => writes,
            Severity::Question => false,
        },
        reason: f.reason.map(|r| (r.reason, format!("{}，{}", person(people, &r.account), chinese(r.decided_on)))),
        message: f.finding.message,
        hint: f.finding.hint.unwrap_or_default(),
        basis: f.finding.basis.unwrap_or_default(),
        rule_href: rules::address(s, &f.finding.rule),
        rule: f.finding.rule,
        text: f.finding.place.text.chars().take(60).collect(),
        fingerprint: f.fingerprint,
    };
    let count = |severity: Severity, all: &[Found]| {
        all.iter().filter(|f| f.finding.severity == severity && f.reason.is_none()).count()
    };
    let (errors, warnings, questions) =
        (count(Severity::Error, &found), count(Severity::Warning, &found), count(Severity::Question, &found));
    let mut sorted = found;
    // The gravest first; within one gravity in the order of the text.
    sorted.sort_by_key(|f| std::cmp::Reverse(f.finding.severity));
    let (excepted, standing) = sorted.into_iter().enumerate().map(item).partition(|i| i.reason.is_some());
    Ok(List { standing, excepted, errors, warnings, questions })
}

/// Keeps a reason, or takes one back.
pub async fn reason(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let path = path_of(&id);
    let undo = form.text("step") == "undo";
    let from_sweep = form.text("from") == "sweep";
    let news = if undo {
        "理由已撤回，这一处恢复为待处理"
    } else {
        "理由已记录，会随这条信息一直保留"
    };
    let done = site.run(move |s| {
        let (office, actor, key) = (&s.office, &signed.actor, form.text("fingerprint"));
        Ok(match undo {
            true => take_back_reason(office, actor, &id, key),
            false => give_reason(office, actor, &id, key, form.text("reason")),
        })
    });
    let back = if from_sweep { "/desk/sweep".to_owned() } else { format!("{path}#proof") };
    frame::after(&site, &back, done.await?, news)
}
