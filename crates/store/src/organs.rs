//! Counties and their tree of organs.

use diesel::prelude::*;
use domain::organ::OrganLevel;
use serde::{Deserialize, Serialize};

use crate::schema::{county, organ};
use crate::{Db, StoreError, text};

/// A county: the tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct County {
    /// Key in every row, and the default path of its site.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// What every page must say, e.g. that the data is a demonstration.
    pub note: Option<String>,
}

/// How to reach an organ; Art. 12 requires these in the guide (公开指南). Only what is known is filled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contacts {
    /// 办公地址
    pub address: Option<String>,
    /// 办公时间
    pub hours: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// 传真号码
    pub fax: Option<String>,
    /// 互联网联系方式
    pub email: Option<String>,
    /// 邮政编码
    pub postcode: Option<String>,
    /// 负责人姓名 (Art. 20(2))
    pub head: Option<String>,
}

/// An organ or village.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// Key within the county, used in URLs.
    pub id: String,
    /// Full legal name.
    pub name: String,
    /// Short name for lists.
    pub short: String,
    /// Where it stands.
    pub level: OrganLevel,
    /// The organ above.
    pub parent: Option<String>,
    /// Prefix of its index numbers.
    pub code: String,
    /// How to reach it.
    pub contacts: Contacts,
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = organ)]
struct Row {
    county: String,
    id: String,
    name: String,
    short: String,
    level: String,
    parent: Option<String>,
    code: String,
    contacts: String,
    position: i64,
}

impl Row {
    fn organ(self) -> Result<Organ, StoreError> {
        Ok(Organ {
            level: text::key("organ.level", &self.level, OrganLevel::from_key)?,
            contacts: text::json("organ.contacts", &self.contacts)?,
            id: self.id,
            name: self.name,
            short: self.short,
            parent: self.parent,
            code: self.code,
        })
    }
}

/// Adds a county.
///
/// # Errors
/// The slug is taken, or the database fails.
pub fn insert_county(c: &mut Db, new: &County) -> Result<(), StoreError> {
    let row =
        (county::slug.eq(&new.slug), county::name.eq(&new.name), county::note.eq(&new.note), county::writes.eq(0));
    diesel::insert_into(county::table).values(row).execute(c)?;
    Ok(())
}

/// All counties by slug.
///
/// # Errors
/// The database fails.
pub fn counties(c: &mut Db) -> Result<Vec<County>, StoreError> {
    let rows: Vec<(String, String, Option<String>)> =
        county::table.order(county::slug).select((county::slug, county::name, county::note)).load(c)?;
    Ok(rows.into_iter().map(|(slug, name, note)| County { slug, name, note }).collect())
}

/// Adds an organ after the ones already there.
///
/// # Errors
/// Its id, name or code is taken, or the database fails.
pub fn insert(c: &mut Db, county: &str, new: &Organ) -> Result<(), StoreError> {
    let position: i64 = organ::table.filter(organ::county.eq(county)).count().get_result(c)?;
    let row = Row {
        county: county.to_owned(),
        id: new.id.clone(),
        name: new.name.clone(),
        short: new.short.clone(),
        level: new.level.key().to_owned(),
        parent: new.parent.clone(),
        code: new.code.clone(),
        contacts: text::to_json("organ.contacts", &new.contacts)?,
        position,
    };
    diesel::insert_into(organ::table).values(row).execute(c)?;
    Ok(())
}

/// All organs of a county in the order they were added.
///
/// # Errors
/// The database fails.
pub fn list(c: &mut Db, county: &str) -> Result<Vec<Organ>, StoreError> {
    let rows: Vec<Row> = organ::table.filter(organ::county.eq(county)).order(organ::position).load(c)?;
    rows.into_iter().map(Row::organ).collect()
}

/// One organ.
///
/// # Errors
/// The database fails.
pub fn find(c: &mut Db, county: &str, id: &str) -> Result<Option<Organ>, StoreError> {
    let row: Option<Row> = organ::table.find((county, id)).first(c).optional()?;
    row.map(Row::organ).transpose()
}

/// The next number of a named sequence, from 1 (numbers of requests, index numbers).
///
/// # Errors
/// The database fails.
pub fn next_number(c: &mut Db, county: &str, name: &str) -> Result<i64, StoreError> {
    use crate::schema::counter;
    let key = counter::table.find((county, name));
    let last: Option<i64> = key.select(counter::value).first(c).optional()?;
    let next = last.unwrap_or(0) + 1;
    if last.is_some() {
        diesel::update(key).set(counter::value.eq(next)).execute(c)?;
    } else {
        let row = (counter::county.eq(county), counter::name.eq(name), counter::value.eq(next));
        diesel::insert_into(counter::table).values(row).execute(c)?;
    }
    Ok(next)
}
