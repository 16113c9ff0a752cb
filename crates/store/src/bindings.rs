//! 依据的政策: which published policies a text (an answer, a guide) rests on.

use diesel::prelude::*;
use jiff::civil::Date;

use crate::schema::publication_basis;
use crate::{Db, StoreError, text};

/// One text rests on one policy; both are ids of publications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The text.
    pub publication: String,
    /// What it rests on.
    pub policy: String,
    /// Since when this is noted.
    pub bound_on: Date,
    /// Account that noted it.
    pub account: String,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = publication_basis)]
struct Row {
    county: String,
    publication: String,
    policy: String,
    bound_on: String,
    account: String,
}

/// Adds a binding.
///
/// # Errors
/// It is there already, or the database fails.
pub fn insert(c: &mut Db, county: &str, new: &Binding) -> Result<(), StoreError> {
    let row = Row {
        county: county.to_owned(),
        publication: new.publication.clone(),
        policy: new.policy.clone(),
        bound_on: new.bound_on.to_string(),
        account: new.account.clone(),
    };
    diesel::insert_into(publication_basis::table).values(row).execute(c)?;
    Ok(())
}

/// Takes a binding away; whether there was one.
///
/// # Errors
/// The database fails.
pub fn delete(c: &mut Db, county: &str, publication: &str, policy: &str) -> Result<bool, StoreError> {
    Ok(diesel::delete(publication_basis::table.find((county, publication, policy))).execute(c)? > 0)
}

/// All bindings of a county.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str) -> Result<Vec<Binding>, StoreError> {
    let rows = publication_basis::table.filter(publication_basis::county.eq(county));
    read(rows.order((publication_basis::publication, publication_basis::policy)).load(c)?)
}

/// The bindings in which a publication is the text or the policy.
///
/// # Errors
/// The database fails.
pub fn of(c: &mut Db, county: &str, id: &str) -> Result<Vec<Binding>, StoreError> {
    let rows = publication_basis::table
        .filter(publication_basis::county.eq(county))
        .filter(publication_basis::publication.eq(id).or(publication_basis::policy.eq(id)));
    read(rows.order((publication_basis::publication, publication_basis::policy)).load(c)?)
}

fn read(rows: Vec<Row>) -> Result<Vec<Binding>, StoreError> {
    rows.into_iter()
        .map(|r| {
            Ok(Binding {
                bound_on: text::date("publication_basis.bound_on", &r.bound_on)?,
                publication: r.publication,
                policy: r.policy,
                account: r.account,
            })
        })
        .collect()
}
