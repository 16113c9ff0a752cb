//! Names of sheets: what a table is called, made to fit the rules of Excel.

use std::collections::HashSet;

use crate::model::{Block, Document, Role};

/// The sheet of the text.
pub(super) const TEXT: &str = "正文";
/// The longest name, in UTF-16 units.
const LONGEST: usize = 31;

/// The names of the sheets of one document.
pub(super) struct Names(Vec<String>);

impl Names {
    /// A table is called by its caption, else by the nearest caption or heading above it, else by its number.
    pub(super) fn of(document: &Document) -> Self {
        let mut names = Vec::new();
        // "History" is a name Excel keeps for itself.
        let mut taken = HashSet::from([TEXT.to_owned(), "history".to_owned()]);
        let mut above = None;
        for block in &document.blocks {
            match block {
                Block::Paragraph(p) if is_name(p.role) => above = Some(p.text()),
                Block::Table(table) => {
                    let wanted = table.caption.as_deref().map(legal).filter(|name| !name.is_empty());
                    let wanted = wanted.or_else(|| above.as_deref().map(legal).filter(|name| !name.is_empty()));
                    let wanted = wanted.unwrap_or_else(|| format!("表{}", names.len() + 1));
                    names.push(unique(&wanted, &mut taken));
                }
                Block::Paragraph(_) | Block::Chart(_) | Block::PageBreak => {}
            }
        }
        Names(names)
    }

    /// In the order of the tables.
    pub(super) fn tables(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Names for sheets that are wanted so, in their order.
pub(super) fn fitted<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::from(["history".to_owned()]);
    let mut names: Vec<String> = Vec::new();
    for name in wanted {
        let name = Some(legal(name)).filter(|n| !n.is_empty()).unwrap_or_else(|| format!("表{}", names.len() + 1));
        names.push(unique(&name, &mut taken));
    }
    names
}

fn is_name(role: Role) -> bool {
    matches!(role, Role::Caption | Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4)
}

fn legal(text: &str) -> String {
    let forbidden = |c: char| c.is_control() || matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let text: String = text.chars().filter(|c| !forbidden(*c)).collect();
    short(text.trim_matches(['\'', ' ', '\u{3000}']), LONGEST).trim_matches(['\'', ' ', '\u{3000}']).to_owned()
}

/// The beginning of a text that takes at most so many UTF-16 units.
fn short(text: &str, longest: usize) -> String {
    let mut left = longest;
    text.chars().take_while(|c| left.checked_sub(c.len_utf16()).map(|rest| left = rest).is_some()).collect()
}

/// Excel holds names equal that differ in case only.
fn unique(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wanted.to_owned();
    let mut number = 1;
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        let suffix = format!("（{number}）");
        name = short(wanted, LONGEST - suffix.chars().count()) + &suffix;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;

    fn names(captions: &[&str]) -> Vec<String> {
        let table = |caption: &&str| Block::Table(Table { caption: Some((*caption).to_owned()), ..Table::default() });
        let document = Document { blocks: captions.iter().map(table).collect(), ..Document::default() };
        Names::of(&document).tables().map(str::to_owned).collect()
    }

    #[test]
    fn names_are_legal_short_and_unique() {
        assert_eq!(
            names(&["a/b:[c]", "A?BC", "'q'", "正文", "History"]),
            ["abc", "ABC（2）", "q", "正文（2）", "History（2）"]
        );
        let long = "很长的表格名称".repeat(9);
        let both = names(&[&long, &long]);
        assert!(both.iter().all(|name| name.encode_utf16().count() <= LONGEST), "{both:?}");
        assert_ne!(both[0], both[1]);
    }

    #[test]
    fn a_table_without_caption_takes_the_heading_above() {
        let mut document = Document::default();
        document.blocks.push(Block::Table(Table::default()));
        document.push(Role::Heading1, "二、主动公开政府信息情况");
        document.push(Role::Body, "如下：");
        document.blocks.push(Block::Table(Table::default()));
        let names = Names::of(&document);
        assert_eq!(names.tables().collect::<Vec<_>>(), ["表1", "二、主动公开政府信息情况"]);
    }
}
