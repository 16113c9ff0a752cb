//! 依据的政策: answers and guides are bound to the policies they rest on. When a policy is repealed, taken off or expires, the
//! texts that rest on it are listed for review; what to change in them is for people.

use domain::publication::{Lapse, PublicationState, lapse};
use jiff::civil::Date;
use serde_json::json;
use store::bindings::{self, Binding};
use store::publications::{self, Publication};
use store::{Db, StoreError};

use crate::error::{ActionError, Problem};
use crate::office::{Actor, Office};
use crate::permission::Permission;
use crate::publications::load;

/// What a publication rests on, and what rests on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The policies, with why one holds no more.
    pub rests_on: Vec<(Publication, Option<Lapse>)>,
    /// The texts.
    pub supports: Vec<Publication>,
}

/// A public text that rests on a policy that holds no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The text to be reviewed.
    pub text: Publication,
    /// The policy.
    pub policy: Publication,
    /// Why it holds no more.
    pub lapse: Lapse,
}

fn lapsed(policy: &Publication, today: Date) -> Option<Lapse> {
    lapse(policy.repealed_on, policy.withdrawn_on, policy.valid_until, today)
}

/// Notes that a text rests on a policy, which may be any organ's and is named by its 索引号.
///
/// # Errors
/// There is no such policy, it is not public, holds no more or is noted already; out of reach, no permission.
pub fn bind_publication(office: &Office, actor: &Actor, id: &str, index_number: &str) -> Result<(), ActionError> {
    office.perform(actor, Permission::WritePublication, "bind_publication", |w| {
        let text = load(w, actor, id)?;
        let wrong = |message: String| ActionError::Invalid(vec![Problem::new("policy", message)]);
        let number = index_number.trim();
        if number.is_empty() {
            return Err(wrong("请填写所依据政策的索引号".to_owned()));
        }
        let policy = publications::find_by_index_number(w.db, w.county, number)?
            .filter(|p| p.state == PublicationState::Published || actor.reaches(&p.organ))
            .ok_or_else(|| wrong(format!("没有找到索引号为{number}的信息，请到该信息的页面上核对索引号")))?;
        if policy.id == text.id {
            return Err(wrong("一条信息不能以自己为依据".to_owned()));
        }
        if let Some(lapse) = lapsed(&policy, w.today) {
            return Err(wrong(format!("《{}》{}，不能再作为依据", policy.title, lapse.label())));
        }
        if policy.state != PublicationState::Published {
            return Err(wrong(format!("《{}》还没有发布，发布以后才能作为依据", policy.title)));
        }
        let all = bindings::of(w.db, w.county, id)?;
        if all.iter().any(|b| b.publication == text.id && b.policy == policy.id) {
            return Err(wrong(format!("已经登记过《{}》", policy.title)));
        }
        let new =
            Binding { publication: text.id, policy: policy.id, bound_on: w.today, account: actor.account.clone() };
        bindings::insert(w.db, w.county, &new)?;
        w.audit(&text.index_number, &json!({ "name": policy.index_number }));
        Ok(())
    })
}

/// Notes that a text no longer rests on a policy, named by its id.
///
/// # Errors
/// It did not, out of reach, no permission.
pub fn unbind_publication(office: &Office, actor: &Actor, id: &str, policy: &str) -> Result<(), ActionError> {
    office.perform(actor, Permission::WritePublication, "unbind_publication", |w| {
        let text = load(w, actor, id)?;
        let policy = publications::find(w.db, w.county, policy)?.ok_or(ActionError::NotFound)?;
        if !bindings::delete(w.db, w.county, &text.id, &policy.id)? {
            return Err(ActionError::NotFound);
        }
        w.audit(&text.index_number, &json!({ "name": policy.index_number }));
        Ok(())
    })
}

/// What a publication rests on and what rests on it.
///
/// # Errors
/// The database fails.
pub fn bound(db: &mut Db, county: &str, id: &str, today: Date) -> Result<Bound, StoreError> {
    let mut bound = Bound { rests_on: Vec::new(), supports: Vec::new() };
    for binding in bindings::of(db, county, id)? {
        if binding.publication == id {
            let policy = publications::find(db, county, &binding.policy)?;
            bound.rests_on.extend(policy.map(|p| (lapsed(&p, today), p)).map(|(lapse, p)| (p, lapse)));
        } else {
            bound.supports.extend(publications::find(db, county, &binding.publication)?);
        }
    }
    Ok(bound)
}

/// Public texts of some organs that rest on a policy that holds no more, the longest lapsed first. A text that holds no more
/// itself misleads nobody.
///
/// # Errors
/// The database fails.
pub fn stale(db: &mut Db, county: &str, organs: &[String], today: Date) -> Result<Vec<Stale>, StoreError> {
    let mut all = Vec::new();
    for binding in bindings::list(db, county)? {
        let Some(policy) = publications::find(db, county, &binding.policy)? else { continue };
        let Some(lapse) = lapsed(&policy, today) else { continue };
        let text = publications::find(db, county, &binding.publication)?;
        let text = text.filter(|t| t.state == PublicationState::Published && organs.contains(&t.organ));
        all.extend(text.filter(|t| lapsed(t, today).is_none()).map(|text| Stale { text, policy, lapse }));
    }
    all.sort_by_key(|s| s.lapse.since());
    Ok(all)
}

/// The same for everybody's organs, today.
///
/// # Errors
/// The database fails.
pub fn stale_bound(office: &Office, county: &str) -> Result<Vec<Stale>, ActionError> {
    let today = office.clock.today();
    office.store.read(|db| {
        let organs: Vec<String> = store::organs::list(db, county)?.into_iter().map(|o| o.id).collect();
        Ok(stale(db, county, &organs, today)?)
    })
}
