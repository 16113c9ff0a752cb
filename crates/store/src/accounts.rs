//! Accounts of staff and their sessions. Passwords are argon2id strings made above; tokens are stored only as digests.

use diesel::prelude::*;

use crate::schema::{account, session};
use crate::{Db, StoreError, text};

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Row id.
    pub id: String,
    /// What is typed to sign in.
    pub login: String,
    /// 姓名
    pub name: String,
    /// The organ the person works for.
    pub organ: String,
    /// Role keys (roles are data of `actions`).
    pub roles: Vec<String>,
    /// argon2id string.
    pub password_hash: String,
    /// Disabled accounts cannot sign in.
    pub active: bool,
    /// Failed attempts since the last success.
    pub failures: i64,
    /// Unix second until which signing in is refused; 0 if not.
    pub locked_until: i64,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = account)]
struct Row {
    county: String,
    id: String,
    login: String,
    name: String,
    organ: String,
    roles: String,
    password_hash: String,
    active: bool,
    failures: i64,
    locked_until: i64,
}

impl Row {
    fn account(self) -> Result<Account, StoreError> {
        Ok(Account {
            roles: text::json("account.roles", &self.roles)?,
            id: self.id,
            login: self.login,
            name: self.name,
            organ: self.organ,
            password_hash: self.password_hash,
            active: self.active,
            failures: self.failures,
            locked_until: self.locked_until,
        })
    }
}

/// Adds an account.
///
/// # Errors
/// The login is taken, the organ does not exist, or the database fails.
pub fn insert(c: &mut Db, county: &str, new: &Account) -> Result<(), StoreError> {
    let row = Row {
        county: county.to_owned(),
        id: new.id.clone(),
        login: new.login.clone(),
        name: new.name.clone(),
        organ: new.organ.clone(),
        roles: text::to_json("account.roles", &new.roles)?,
        password_hash: new.password_hash.clone(),
        active: new.active,
        failures: new.failures,
        locked_until: new.locked_until,
    };
    diesel::insert_into(account::table).values(row).execute(c)?;
    Ok(())
}

/// All accounts of a county by login.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str) -> Result<Vec<Account>, StoreError> {
    let rows: Vec<Row> = account::table.filter(account::county.eq(county)).order(account::login).load(c)?;
    rows.into_iter().map(Row::account).collect()
}

/// One account by id.
///
/// # Errors
/// The database fails.
pub fn find(c: &mut Db, county: &str, id: &str) -> Result<Option<Account>, StoreError> {
    let row: Option<Row> = account::table.find((county, id)).first(c).optional()?;
    row.map(Row::account).transpose()
}

/// One account by what is typed to sign in.
///
/// # Errors
/// The database fails.
pub fn find_by_login(c: &mut Db, county: &str, login: &str) -> Result<Option<Account>, StoreError> {
    let row: Option<Row> =
        account::table.filter(account::county.eq(county)).filter(account::login.eq(login)).first(c).optional()?;
    row.map(Row::account).transpose()
}

/// Notes failed attempts and a lock.
///
/// # Errors
/// The database fails.
pub fn set_failures(c: &mut Db, county: &str, id: &str, n: i64, locked_until: i64) -> Result<(), StoreError> {
    diesel::update(account::table.find((county, id)))
        .set((account::failures.eq(n), account::locked_until.eq(locked_until)))
        .execute(c)?;
    Ok(())
}

/// A signed-in session.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable)]
#[diesel(table_name = session)]
pub struct Session {
    /// SM3 digest of the cookie's token.
    pub token_hash: String,
    /// Tenant.
    pub county: String,
    /// Account id.
    pub account: String,
    /// Form token of this session.
    pub csrf: String,
    /// Unix second of signing in.
    pub created_at: i64,
    /// Unix second of the last page.
    pub seen_at: i64,
}

/// Opens a session.
///
/// # Errors
/// The database fails.
pub fn insert_session(c: &mut Db, new: &Session) -> Result<(), StoreError> {
    diesel::insert_into(session::table).values(new).execute(c)?;
    Ok(())
}

/// The session behind a token digest.
///
/// # Errors
/// The database fails.
pub fn find_session(c: &mut Db, token_hash: &str) -> Result<Option<Session>, StoreError> {
    Ok(session::table.find(token_hash).first(c).optional()?)
}

/// Notes that the session is in use.
///
/// # Errors
/// The database fails.
pub fn touch_session(c: &mut Db, token_hash: &str, seen_at: i64) -> Result<(), StoreError> {
    diesel::update(session::table.find(token_hash)).set(session::seen_at.eq(seen_at)).execute(c)?;
    Ok(())
}

/// Closes a session.
///
/// # Errors
/// The database fails.
pub fn delete_session(c: &mut Db, token_hash: &str) -> Result<(), StoreError> {
    diesel::delete(session::table.find(token_hash)).execute(c)?;
    Ok(())
}

/// Forgets sessions not seen since a Unix second.
///
/// # Errors
/// The database fails.
pub fn delete_stale_sessions(c: &mut Db, seen_before: i64) -> Result<usize, StoreError> {
    Ok(diesel::delete(session::table.filter(session::seen_at.lt(seen_before))).execute(c)?)
}
