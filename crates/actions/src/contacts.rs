//! 联系电话: the numbers that organs publish, whom to call, and what the calls said. When a number is due and when it is a finding is
//! decided by `domain::contact`.

use domain::Finding;
use domain::contact::{CallResult, PhoneKind, Standing, assess, read_phone};
use jiff::civil::Date;
use serde_json::json;
use store::contacts::{self, Call, Contact};
use store::{Db, StoreError, ids, organs};

use crate::error::{ActionError, Problem};
use crate::office::{Actor, Office, Write};
use crate::permission::Permission;

/// A number to be called, with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Whose.
    pub organ: String,
    /// In its one spelling; as it was published where it cannot be read.
    pub phone: String,
    /// Name of the office that answers.
    pub label: String,
    /// What one may call it for.
    pub purpose: String,
    /// Whether staff entered it here; else it stands on the organ's page.
    pub is_entered: bool,
    /// Why the number itself needs a look: it is a mobile, lacks its area code, or is none.
    pub doubt: Option<String>,
    /// Calls, oldest first.
    pub calls: Vec<Call>,
    /// Where it stands, or why that cannot be computed.
    pub standing: Result<Standing, String>,
}

impl Number {
    /// Whether it is to be called today; one of which that cannot be said is not hidden.
    pub fn is_due(&self, today: Date) -> bool {
        self.standing.as_ref().map_or(true, |s| s.is_due(today))
    }

    /// What is wrong with it.
    pub fn finding(&self) -> Option<Finding> {
        self.standing.as_ref().ok()?.finding(&self.phone)
    }
}

/// What staff enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact<'a> {
    /// Whose.
    pub organ: &'a str,
    /// Name of the office.
    pub label: &'a str,
    /// The number, as typed.
    pub phone: &'a str,
    /// What one may call it for.
    pub purpose: &'a str,
}

fn mobile(phone: &str) -> String {
    format!(
        "{phone}是手机号码。公布的应当是办公电话；个人手机号码属于个人信息，未经本人同意不要公开（《个人信息保护法》第二十五条）"
    )
}

/// Every number of some organs: those on the organs' own pages, then those that staff entered.
///
/// # Errors
/// The database fails.
pub fn numbers(office: &Office, db: &mut Db, county: &str, within: &[String]) -> Result<Vec<Number>, StoreError> {
    let entered = contacts::list(db, county, within)?;
    let calls = contacts::calls(db, county, within)?;
    let mut all: Vec<Number> = Vec::new();
    let mut add = |organ: &str, written: &str, label: &str, purpose: &str, is_entered| {
        let (phone, doubt) = match read_phone(written) {
            Ok((phone, PhoneKind::Mobile)) => (phone.clone(), Some(mobile(&phone))),
            Ok((phone, _)) => (phone, None),
            Err(reason) => (written.to_owned(), Some(reason.to_string())),
        };
        // One that is published and was entered too is called once, under the name that staff gave it.
        if let Some(known) = all.iter_mut().find(|n| n.organ == organ && n.phone == phone) {
            known.is_entered |= is_entered;
            (known.label, known.purpose) = (label.to_owned(), purpose.to_owned());
            return;
        }
        let calls: Vec<Call> = calls.iter().filter(|c| c.organ == organ && c.phone == phone).cloned().collect();
        let results: Vec<(Date, CallResult)> = calls.iter().map(|c| (c.called_on, c.result)).collect();
        let standing = assess(&results, office.practice.contact_months, &office.rules.calendar);
        all.push(Number {
            organ: organ.to_owned(),
            phone,
            label: label.to_owned(),
            purpose: purpose.to_owned(),
            is_entered,
            doubt,
            calls,
            standing: standing.map_err(|e| e.to_string()),
        });
    };
    for organ in organs::list(db, county)?.iter().filter(|o| within.contains(&o.id)) {
        let published = organ.contacts.phone.as_deref().unwrap_or_default();
        for phone in published.split(['、', '，', ',', '；', ';', '/']).map(str::trim).filter(|p| !p.is_empty()) {
            add(&organ.id, phone, &organ.short, "机关页面、公开指南公布的联系电话", false);
        }
        for c in entered.iter().filter(|c| c.organ == organ.id) {
            add(&organ.id, &c.phone, &c.label, &c.purpose, true);
        }
    }
    Ok(all)
}

/// The plan: every number within reach, those to be called today first, the longest due at the top.
///
/// # Errors
/// No permission to use the desk, or the database fails.
pub fn plan_calls(office: &Office, actor: &Actor) -> Result<Vec<Number>, ActionError> {
    office.require(actor, Permission::UseDesk)?;
    let today = office.clock.today();
    let mut all = office.store.read(|db| numbers(office, db, &actor.county, &actor.organs))?;
    let due = |n: &Number| n.standing.as_ref().ok().and_then(|s| s.due());
    all.sort_by_key(|n| (!n.is_due(today), due(n).is_none(), due(n)));
    Ok(all)
}

/// Puts a number on the list; the answer is a warning if it is a mobile.
///
/// # Errors
/// Missing fields and numbers that are none (all at once), one that is there already, out of reach, no permission.
pub fn add_contact(office: &Office, actor: &Actor, new: &NewContact<'_>) -> Result<Option<String>, ActionError> {
    office.perform(actor, Permission::KeepRecords, "add_contact", |w| {
        let (label, purpose) = (new.label.trim(), new.purpose.trim());
        let mut problems = Vec::new();
        if label.is_empty() || label.chars().count() > 60 {
            problems.push(Problem::new("label", "请填写接电话的处室或者窗口的名称，不超过60个字；不写个人姓名"));
        }
        let read = read_phone(new.phone);
        match &read {
            Err(reason) => problems.push(Problem::new("phone", reason.to_string())),
            Ok((phone, _)) if is_listed(w, new.organ, phone)? => {
                problems.push(Problem::new("phone", format!("{phone}已经在这个机关的名单里")));
            }
            Ok(_) => {}
        }
        if purpose.is_empty() || purpose.chars().count() > 60 {
            problems.push(Problem::new("purpose", "请填写打这个电话可以办什么，如“政府信息公开咨询”，不超过60个字"));
        }
        let organ = organs::find(w.db, w.county, new.organ)?.filter(|o| actor.reaches(&o.id));
        let organ = organ.ok_or(ActionError::NotFound)?;
        let (phone, kind) = match read {
            Ok(read) if problems.is_empty() => read,
            _ => return Err(ActionError::Invalid(problems)),
        };
        let warning = (kind == PhoneKind::Mobile).then(|| mobile(&phone));
        w.audit(&organ.id, &json!({ "name": format!("{label} {phone}") }));
        let contact = Contact {
            organ: organ.id,
            phone,
            label: label.to_owned(),
            purpose: purpose.to_owned(),
            since: w.today,
            account: actor.account.clone(),
        };
        contacts::insert(w.db, w.county, &contact)?;
        Ok(warning)
    })
}

fn is_listed(w: &mut Write<'_>, organ: &str, phone: &str) -> Result<bool, ActionError> {
    Ok(contacts::list(w.db, w.county, &[organ.to_owned()])?.iter().any(|c| c.phone == phone))
}

/// Takes a number that staff entered off the list; its calls stay on record.
///
/// # Errors
/// It is not there, out of reach, no permission.
pub fn remove_contact(office: &Office, actor: &Actor, organ: &str, phone: &str) -> Result<(), ActionError> {
    office.perform(actor, Permission::KeepRecords, "remove_contact", |w| {
        if !actor.reaches(organ) || !is_listed(w, organ, phone)? {
            return Err(ActionError::NotFound);
        }
        contacts::delete(w.db, w.county, organ, phone)?;
        w.audit(organ, &json!({ "name": phone }));
        Ok(())
    })
}

/// What a test call said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCall<'a> {
    /// Whose number.
    pub organ: &'a str,
    /// The number as the plan spells it.
    pub phone: &'a str,
    /// When.
    pub on: Date,
    /// How it ended.
    pub result: CallResult,
    /// Remarks.
    pub note: &'a str,
}

/// Notes a test call.
///
/// # Errors
/// A day to come, a note that is too long, a number that the organ does not have, out of reach, no permission.
pub fn record_call(office: &Office, actor: &Actor, new: &NewCall<'_>) -> Result<(), ActionError> {
    office.perform(actor, Permission::CheckContacts, "record_call", |w| {
        let mut problems = Vec::new();
        if new.on > w.today {
            problems.push(Problem::new("called_on", "拨打日期不能晚于今天"));
        }
        if new.note.trim().chars().count() > 200 {
            problems.push(Problem::new("note", "备注请控制在200个字以内"));
        }
        if !problems.is_empty() {
            return Err(ActionError::Invalid(problems));
        }
        let own = [new.organ.to_owned()];
        let is_known =
            actor.reaches(new.organ) && numbers(office, w.db, w.county, &own)?.iter().any(|n| n.phone == new.phone);
        if !is_known {
            return Err(ActionError::NotFound);
        }
        let call = Call {
            id: ids::new_id()?,
            organ: new.organ.to_owned(),
            phone: new.phone.to_owned(),
            called_on: new.on,
            result: new.result,
            note: new.note.trim().to_owned(),
            account: actor.account.clone(),
        };
        contacts::insert_call(w.db, w.county, &call)?;
        w.audit(new.organ, &json!({ "name": format!("{}：{}", new.phone, new.result.label()) }));
        Ok(())
    })
}
