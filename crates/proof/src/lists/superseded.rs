//! Articles that have another number now, and documents in whose place others stand.

use super::table::{ListError, Table};
use jiff::civil::Date;

/// An article or a document with what stands in its place.
#[derive(Debug, Clone)]
pub(crate) struct Superseded {
    /// The article, or the document by its number.
    pub text: String,
    /// The statute that the article is of; empty for a document.
    pub statute: String,
    /// What the sentence speaks of; empty where that does not matter.
    pub topics: Vec<String>,
    /// What stands in its place.
    pub new: String,
    pub since: Date,
}

impl Superseded {
    /// The word to look for.
    pub fn word(&self) -> &str {
        if self.statute.is_empty() { &self.text } else { &self.statute }
    }
}

pub(super) fn read(table: &Table<'_>) -> Result<Vec<Superseded>, ListError> {
    let [text, statute, topics, new, since] = [
        table.column("text")?,
        table.column("statute")?,
        table.column("topics")?,
        table.column("new")?,
        table.column("since")?,
    ];
    table
        .rows()
        .map(|row| {
            Ok(Superseded {
                text: table.required(row, text)?.to_owned(),
                statute: row.field(statute).to_owned(),
                topics: row.field(topics).split_whitespace().map(str::to_owned).collect(),
                new: table.required(row, new)?.to_owned(),
                since: table.date(row, since)?.ok_or_else(|| table.error(row, "“since”不能为空".to_owned()))?,
            })
        })
        .collect()
}
