//! 法律、行政法规、司法解释: titles, status and the number of the last article.

use super::table::{ListError, Table};
use jiff::civil::Date;
use std::collections::HashMap;

/// What is known of a title, all versions together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Statute {
    /// The number of the last article in the version that has most; none where it was not counted.
    pub last_article: Option<u32>,
    /// The day from which no version is in force any more, if that is known.
    pub repealed_on: Option<Date>,
    /// What stands in its place, in words.
    pub replaced_by: String,
}

/// Statutes by title, short and full.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statutes {
    by_title: HashMap<String, Statute>,
    /// Titles by their number of characters, to find a neighbour.
    by_length: HashMap<usize, Vec<String>>,
}

const COUNTRY: &str = "中华人民共和国";

impl Statutes {
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.by_title.len()
    }

    /// A statute by its full or short title.
    pub fn find(&self, title: &str) -> Option<&Statute> {
        let title = title.trim();
        self.by_title.get(title).or_else(|| self.by_title.get(title.strip_prefix(COUNTRY)?))
    }

    /// The only known title that is one character away.
    pub fn neighbour(&self, title: &str) -> Option<&str> {
        let length = title.chars().count();
        let mut near = (length.saturating_sub(1)..=length + 1)
            .filter_map(|n| self.by_length.get(&n))
            .flatten()
            .filter(|known| is_one_away(title, known));
        let found = near.next()?;
        near.next().is_none().then_some(found)
    }
}

/// Whether one insertion, deletion or change of a character makes one of the other.
pub(crate) fn is_one_away(a: &str, b: &str) -> bool {
    let mut left = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (a_length, b_length) = (a.chars().count(), b.chars().count());
    let shorter = a_length.min(b_length);
    let longer = a_length.max(b_length);
    left = left.min(shorter);
    let right = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count().min(shorter - left);
    a != b && longer - shorter <= 1 && left + right + 1 >= longer
}

pub(super) fn read(table: &Table<'_>) -> Result<Statutes, ListError> {
    let [short, full, last, repealed, replaced] = [
        table.column("short_title")?,
        table.column("full_title")?,
        table.column("last_article")?,
        table.column("repealed_on")?,
        table.column("replaced_by")?,
    ];
    let mut by_title: HashMap<String, Statute> = HashMap::new();
    for row in table.rows() {
        let number = row.field(last);
        let last_article = match number {
            "" => None,
            number => Some(number.parse().map_err(|_| table.error(row, format!("“{number}”不是条数")))?),
        };
        let repealed_on = table.date(row, repealed)?;
        let full = table.required(row, full)?;
        let short = match row.field(short) {
            "" => full,
            short => short,
        };
        let mut titles = vec![full, short, full.strip_prefix(COUNTRY).unwrap_or(full)];
        titles.sort_unstable();
        titles.dedup();
        for title in titles {
            match by_title.get_mut(title) {
                Some(known) => {
                    known.last_article = known.last_article.max(last_article);
                    known.repealed_on = known.repealed_on.or(repealed_on);
                }
                None => {
                    let replaced_by = row.field(replaced).to_owned();
                    let statute = Statute { last_article, repealed_on, replaced_by };
                    by_title.insert(title.to_owned(), statute);
                }
            }
        }
    }
    let mut by_length: HashMap<usize, Vec<String>> = HashMap::new();
    for title in by_title.keys() {
        by_length.entry(title.chars().count()).or_default().push(title.clone());
    }
    Ok(Statutes { by_title, by_length })
}

#[cfg(test)]
mod tests {
    use super::is_one_away;

    #[test]
    fn one_character_apart() {
        for (a, b) in [("行政许可法", "行政可法"), ("行政许可法", "行政许河法"), ("预算法", "预算法法"), ("甲乙", "乙")]
        {
            assert!(is_one_away(a, b) && is_one_away(b, a), "{a} {b}");
        }
        for (a, b) in
            [("行政许可法", "行政许可法"), ("行政处罚法", "行政许可法"), ("甲乙丙", "丙乙甲"), ("甲", "甲乙丙")]
        {
            assert!(!is_one_away(a, b), "{a} {b}");
        }
    }
}
