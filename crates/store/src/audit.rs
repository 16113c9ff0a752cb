//! 审计记录: who did what when, as a chain of SM3 digests, so that a changed or missing entry shows.

use diesel::prelude::*;
use sm3::{Digest, Sm3};

use crate::schema::{audit, county};
use crate::{Db, StoreError};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable)]
#[diesel(table_name = audit)]
pub struct Entry {
    /// Tenant.
    pub county: String,
    /// Number from 1 without gaps.
    pub seq: i64,
    /// Instant in RFC 3339.
    pub at: String,
    /// Who; `None` for a requester on the public site.
    pub account: Option<String>,
    /// Verb, e.g. `extend_deadline`.
    pub action: String,
    /// What it was done to.
    pub subject: String,
    /// Details as JSON, without personal data of requesters.
    pub detail: String,
    /// Digest of the entry before.
    pub previous: String,
    /// Digest of this one.
    pub digest: String,
}

impl Entry {
    fn computed_digest(&self) -> String {
        let mut hasher = Sm3::new();
        let account = self.account.as_deref().unwrap_or("");
        for part in [
            &self.previous,
            &self.county,
            &self.seq.to_string(),
            &self.at,
            account,
            &self.action,
            &self.subject,
            &self.detail,
        ] {
            // Lengths keep the parts apart: no two different entries give the same bytes.
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        hex(&hasher.finalize())
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// SM3 digest of some bytes in hexadecimal.
pub fn sm3_hex(bytes: &[u8]) -> String {
    hex(&Sm3::digest(bytes))
}

/// Takes the county's write lock: on PostgreSQL the row lock makes writes of a county come one after another, as they do
/// on SQLite anyway. Every write calls it first.
///
/// # Errors
/// The database fails.
pub fn lock(c: &mut Db, slug: &str) -> Result<(), StoreError> {
    diesel::update(county::table.find(slug)).set(county::writes.eq(county::writes + 1)).execute(c)?;
    Ok(())
}

/// Appends an entry in the running transaction.
///
/// # Errors
/// The database fails.
pub fn append(
    c: &mut Db,
    slug: &str,
    at: &str,
    account: Option<&str>,
    action: &str,
    subject: &str,
    detail: &str,
) -> Result<(), StoreError> {
    let last: Option<(i64, String)> = audit::table
        .filter(audit::county.eq(slug))
        .order(audit::seq.desc())
        .select((audit::seq, audit::digest))
        .first(c)
        .optional()?;
    let (seq, previous) = last.map_or((1, String::new()), |(seq, digest)| (seq + 1, digest));
    let mut entry = Entry {
        county: slug.to_owned(),
        seq,
        at: at.to_owned(),
        account: account.map(str::to_owned),
        action: action.to_owned(),
        subject: subject.to_owned(),
        detail: detail.to_owned(),
        previous,
        digest: String::new(),
    };
    entry.digest = entry.computed_digest();
    diesel::insert_into(audit::table).values(&entry).execute(c)?;
    Ok(())
}

/// All entries of a county in order.
///
/// # Errors
/// The database fails.
pub fn entries(c: &mut Db, slug: &str) -> Result<Vec<Entry>, StoreError> {
    Ok(audit::table.filter(audit::county.eq(slug)).order(audit::seq).load(c)?)
}

/// The first entry at which the chain does not hold, if any.
pub fn first_broken(entries: &[Entry]) -> Option<i64> {
    let mut previous = String::new();
    for (i, entry) in (1..).zip(entries) {
        if entry.seq != i || entry.previous != previous || entry.digest != entry.computed_digest() {
            return Some(i);
        }
        previous.clone_from(&entry.digest);
    }
    None
}
