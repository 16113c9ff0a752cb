//! Setting up a county: the organs and the people. Used by the demo and by the command line.

use serde_json::json;
use store::accounts::{self, Account};
use store::ids;
use store::organs::{self, County, Organ};

use crate::error::{ActionError, Problem};
use crate::office::Office;
use crate::sign_in;

/// Adds a county.
///
/// # Errors
/// The slug is taken.
pub fn add_county(office: &Office, county: &County) -> Result<(), ActionError> {
    office.write(&county.slug, None, "add_county", |w| {
        organs::insert_county(w.db, county)?;
        w.audit(&county.slug, &json!({ "name": county.name }));
        Ok(())
    })
}

/// Adds an organ.
///
/// # Errors
/// Its name or code is taken.
pub fn add_organ(office: &Office, county: &str, organ: &Organ) -> Result<(), ActionError> {
    office.write(county, None, "add_organ", |w| {
        organs::insert(w.db, county, organ)?;
        w.audit(&organ.id, &json!({ "name": organ.name }));
        Ok(())
    })
}

/// A person to be given an account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What is typed to sign in.
    pub login: String,
    /// 姓名
    pub name: String,
    /// Organ.
    pub organ: String,
    /// Role keys.
    pub roles: Vec<String>,
    /// First password.
    pub password: String,
}

/// Adds an account and returns its id.
///
/// # Errors
/// A weak password, an unknown role, or a login that is taken.
pub fn add_account(office: &Office, county: &str, new: &NewAccount) -> Result<String, ActionError> {
    let mut problems = Vec::new();
    if let Some(weakness) = sign_in::weakness(&new.password) {
        problems.push(Problem::new("password", weakness));
    }
    for role in new.roles.iter().filter(|r| office.rules.roles.get(r).is_none()) {
        problems.push(Problem::new("roles", format!("没有“{role}”这个角色")));
    }
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let account = Account {
        id: ids::new_id()?,
        login: new.login.clone(),
        name: new.name.clone(),
        organ: new.organ.clone(),
        roles: new.roles.clone(),
        password_hash: sign_in::hash_password(&new.password)?,
        active: true,
        failures: 0,
        locked_until: 0,
    };
    office.write(county, None, "add_account", |w| {
        accounts::insert(w.db, county, &account)?;
        w.audit(&account.login, &json!({ "organ": account.organ, "roles": account.roles }));
        Ok(account.id.clone())
    })
}
