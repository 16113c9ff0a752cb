//! Signing in and out: argon2id passwords, sessions in the store, a lock after repeated failures.
//!
//! Values as assessors of GB/T 22239 level 2 expect: lock for ten minutes after five failures, idle time-out 30 minutes,
//! a session of at most 12 hours, a password of at least 8 characters of three classes.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::Timestamp;
use serde_json::json;
use store::accounts::{self, Session};
use store::{audit, ids};

use crate::error::ActionError;
use crate::office::{Actor, Office};

const FAILURES_BEFORE_LOCK: i64 = 5;
const LOCK_SECONDS: i64 = 600;
/// Seconds without a page after which a session ends.
pub const IDLE_SECONDS: i64 = 30 * 60;
/// Seconds after which a session ends in any case.
pub const SESSION_SECONDS: i64 = 12 * 3600;

/// A signed-in session as a page needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Value of the cookie; only its digest is stored.
    pub token: String,
    /// Form token.
    pub csrf: String,
}

fn hasher() -> Result<Argon2<'static>, ActionError> {
    // OWASP's second recommendation for argon2id: 19 MiB, two passes.
    let params = Params::new(19_456, 2, 1, None).map_err(|e| anyhow::anyhow!("argon2 parameters: {e}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The argon2id string of a password.
///
/// # Errors
/// The random source or argon2 failed.
pub fn hash_password(password: &str) -> Result<String, ActionError> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|e| anyhow::anyhow!("random source: {e}"))?;
    let salt = SaltString::encode_b64(&salt).map_err(|e| anyhow::anyhow!("salt: {e}"))?;
    let hash = hasher()?.hash_password(password.as_bytes(), &salt).map_err(|e| anyhow::anyhow!("argon2: {e}"))?;
    Ok(hash.to_string())
}

/// Why a password is too weak, if it is.
pub fn weakness(password: &str) -> Option<&'static str> {
    let classes = [
        password.chars().any(|c| c.is_ascii_lowercase()),
        password.chars().any(|c| c.is_ascii_uppercase()),
        password.chars().any(|c| c.is_ascii_digit()),
        password.chars().any(|c| !c.is_ascii_alphanumeric()),
    ];
    if password.chars().count() < 8 {
        Some("密码至少 8 位")
    } else if classes.iter().filter(|c| **c).count() < 3 {
        Some("密码应包含大写字母、小写字母、数字、符号中的至少三种")
    } else {
        None
    }
}

/// Signs in. The answer to an unknown name takes as long as to a wrong password, and says the same.
///
/// # Errors
/// [`ActionError::SignIn`] with the sentence to show.
pub fn sign_in(office: &Office, county: &str, login: &str, password: &str) -> Result<SignedIn, ActionError> {
    let wrong = || ActionError::SignIn("用户名或密码不正确，请核对后再试".to_owned());
    let now = office.clock.now().as_second();
    let account = office.store.read(|db| accounts::find_by_login(db, county, login.trim()))?;
    let stored = match &account {
        Some(account) => account.password_hash.clone(),
        None => hash_password("no such account")?,
    };
    let parsed = PasswordHash::new(&stored).map_err(|e| anyhow::anyhow!("stored password: {e}"))?;
    let matches = hasher()?.verify_password(password.as_bytes(), &parsed).is_ok();
    let account = account.ok_or_else(wrong)?;
    if account.locked_until > now {
        let minutes = (account.locked_until - now + 59) / 60;
        return Err(ActionError::SignIn(format!("连续输错密码，账号暂时锁定，请约{minutes}分钟后再试")));
    }
    if !account.active {
        return Err(ActionError::SignIn("这个账号已停用，请联系系统管理员".to_owned()));
    }
    if !matches {
        let failures = account.failures + 1;
        let locked_until = if failures >= FAILURES_BEFORE_LOCK { now + LOCK_SECONDS } else { 0 };
        let kept = if locked_until > 0 { 0 } else { failures };
        office.write(county, Some(&account.id), "sign_in_failed", |w| {
            accounts::set_failures(w.db, county, &account.id, kept, locked_until)?;
            w.audit(&account.login, &json!({ "failures": failures }));
            Ok(())
        })?;
        return Err(wrong());
    }
    let token = ids::random_hex(32)?;
    let session = Session {
        token_hash: audit::sm3_hex(token.as_bytes()),
        county: county.to_owned(),
        account: account.id.clone(),
        csrf: ids::random_hex(16)?,
        created_at: now,
        seen_at: now,
    };
    office.write(county, Some(&account.id), "sign_in", |w| {
        accounts::delete_stale_sessions(w.db, now - IDLE_SECONDS)?;
        accounts::set_failures(w.db, county, &account.id, 0, 0)?;
        accounts::insert_session(w.db, &session)?;
        w.audit(&account.login, &json!({}));
        Ok(())
    })?;
    Ok(SignedIn { token, csrf: session.csrf })
}

/// The actor behind a cookie, if the session still lives; notes that it is in use.
///
/// # Errors
/// The database fails.
pub fn resume(office: &Office, county: &str, token: &str) -> Result<Option<(Actor, Session)>, ActionError> {
    let digest = audit::sm3_hex(token.as_bytes());
    let now: Timestamp = office.clock.now();
    let now = now.as_second();
    let Some(session) = office.store.read(|db| accounts::find_session(db, &digest))? else { return Ok(None) };
    if session.county != county || now - session.seen_at > IDLE_SECONDS || now - session.created_at > SESSION_SECONDS {
        return Ok(None);
    }
    let actor = match office.actor(county, &session.account) {
        Ok(actor) => actor,
        Err(ActionError::NotFound) => return Ok(None),
        Err(e) => return Err(e),
    };
    // Once a minute is exact enough for a time-out of thirty, and keeps reading pages free of writes.
    if now - session.seen_at >= 60 {
        office.store.write(|db| accounts::touch_session(db, &digest, now))?;
    }
    Ok(Some((actor, session)))
}

/// Signs out.
///
/// # Errors
/// The database fails.
pub fn sign_out(office: &Office, session: &Session) -> Result<(), ActionError> {
    office.write(&session.county, Some(&session.account), "sign_out", |w| {
        accounts::delete_session(w.db, &session.token_hash)?;
        w.audit(&session.account, &json!({}));
        Ok(())
    })
}
