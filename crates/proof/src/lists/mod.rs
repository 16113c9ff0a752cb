//! What is data: words, names, statutes. Each list is a table of text, each row with its source.
//!
//! The lists of a release are built in; a county office can put newer ones beside them without a rebuild. A list that
//! cannot be read is refused whole, with the file and the line: half a list would pass for a whole one.

mod names;
mod statutes;
mod superseded;
mod table;
mod wording;

pub(crate) use names::{Divisions, Institution};
pub(crate) use statutes::{Statutes, is_one_away};
pub(crate) use superseded::Superseded;
pub use table::ListError;
pub(crate) use wording::{Closed, Collocation, FixedList, Formula, Wording, stands_around};

use domain::Severity;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;
use table::Table;

/// A list whose entries are looked for in every passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// 错别字和异形词
    Misspellings,
    /// 重复累赘
    Redundant,
    /// 禁用词和慎用词
    Cautious,
    /// 规范用语
    Terms,
    /// 搭配
    Collocations,
    /// 固定提法
    Formulas,
    /// 国家、政党和国家机关名称
    Names,
    /// 机构旧称
    Institutions,
    /// 被替代的条款和文件
    Superseded,
    /// 已经变更的区划
    Renamed,
}

/// An entry of a list that stands in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub row: usize,
    /// Which piece of the entry: formulas are looked up by their halves.
    pub piece: usize,
    pub range: Range<usize>,
}

/// Who waits for a word of the automaton.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A rule: its number.
    Rule(usize),
    /// An entry of a list.
    Entry { list: List, row: usize, piece: usize },
}

/// Where lists come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// What they are called.
    pub title: String,
    /// Their day.
    pub version: Date,
}

impl Default for Origin {
    fn default() -> Self {
        Origin { title: "程序自带的词表".to_owned(), version: VERSION }
    }
}

/// A word that an installation does not want to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalWord {
    /// The word.
    pub word: String,
    /// Error: not to be used; warning: to be used with care.
    pub severity: Severity,
    /// What to write; may be empty.
    pub instead: String,
    /// What that rests on.
    pub source: String,
}

/// The lists that the rules read with.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    pub(crate) origin: Origin,
    pub(crate) misspellings: Vec<Wording>,
    pub(crate) redundant: Vec<Wording>,
    pub(crate) cautious: Vec<Wording>,
    pub(crate) terms: Vec<Wording>,
    pub(crate) collocations: Vec<Collocation>,
    pub(crate) formulas: Vec<Formula>,
    pub(crate) names: Vec<Formula>,
    pub(crate) fixed: Vec<FixedList>,
    pub(crate) statutes: Statutes,
    pub(crate) institutions: Vec<Institution>,
    pub(crate) superseded: Vec<Superseded>,
    pub(crate) divisions: Divisions,
}

/// The files of the lists, with what this release has in them.
const FILES: [(&str, &str); 12] = [
    ("misspellings.tsv", include_str!("../../data/misspellings.tsv")),
    ("redundant.tsv", include_str!("../../data/redundant.tsv")),
    ("cautious.tsv", include_str!("../../data/cautious.tsv")),
    ("terms.tsv", include_str!("../../data/terms.tsv")),
    ("collocations.tsv", include_str!("../../data/collocations.tsv")),
    ("formulas.tsv", include_str!("../../data/formulas.tsv")),
    ("fixed_lists.tsv", include_str!("../../data/fixed_lists.tsv")),
    ("statutes.tsv", include_str!("../../data/statutes.tsv")),
    ("institutions.tsv", include_str!("../../data/institutions.tsv")),
    ("superseded.tsv", include_str!("../../data/superseded.tsv")),
    ("divisions.tsv", include_str!("../../data/divisions.tsv")),
    ("renamed_divisions.tsv", include_str!("../../data/renamed_divisions.tsv")),
];

/// The day of the lists of this release: a bundle of an earlier day is older than they are.
const VERSION: Date = jiff::civil::date(2026, 11, 25);

impl Lists {
    /// The day of the lists of this release.
    pub fn version() -> Date {
        VERSION
    }

    /// The lists of this release.
    pub fn built_in() -> Lists {
        // A test reads them all, so this does not fail in a release; if it did, rules without lists would still work.
        Lists::with(&BTreeMap::new()).unwrap_or_default()
    }

    /// The names of the files that can be replaced.
    pub fn files() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(name, _)| *name)
    }

    /// The lists of this release, some of them replaced: name of the file and its text.
    ///
    /// # Errors
    /// A file that is no list, a column that is missing, a row that cannot be read: with file and line.
    pub fn with(replaced: &BTreeMap<String, String>) -> Result<Lists, ListError> {
        if let Some(name) = replaced.keys().find(|name| FILES.iter().all(|(known, _)| known != name)) {
            return Err(ListError::Unknown(name.clone()));
        }
        let table = |file: &'static str| {
            let built_in = FILES.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| *text);
            Table::read(file, replaced.get(file).map_or(built_in, String::as_str))
        };
        let (formulas, names) = wording::formulas(&table("formulas.tsv")?)?;
        Ok(Lists {
            origin: Origin::default(),
            misspellings: wording::wordings(&table("misspellings.tsv")?, "wrong")?,
            redundant: wording::wordings(&table("redundant.tsv")?, "text")?,
            cautious: wording::wordings(&table("cautious.tsv")?, "text")?,
            terms: wording::wordings(&table("terms.tsv")?, "wrong")?,
            collocations: wording::collocations(&table("collocations.tsv")?)?,
            formulas,
            names,
            fixed: wording::fixed_lists(&table("fixed_lists.tsv")?)?,
            statutes: statutes::read(&table("statutes.tsv")?)?,
            institutions: names::institutions(&table("institutions.tsv")?)?,
            superseded: superseded::read(&table("superseded.tsv")?)?,
            divisions: names::divisions(&table("divisions.tsv")?, &table("renamed_divisions.tsv")?)?,
        })
    }

    /// With words that an installation adds to those to be careful with.
    #[must_use]
    pub fn with_words(mut self, words: &[LocalWord]) -> Lists {
        self.cautious.extend(words.iter().map(|new| Wording {
            wrong: new.word.clone(),
            right: new.instead.clone(),
            severity: new.severity,
            unless: Vec::new(),
            since: None,
            basis: new.source.clone(),
        }));
        self
    }

    /// Where they come from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The words to look for, each with its entry.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Owner)> {
        let wordings = [
            (List::Misspellings, &self.misspellings),
            (List::Redundant, &self.redundant),
            (List::Cautious, &self.cautious),
            (List::Terms, &self.terms),
        ];
        let entry = |list, row, piece| Owner::Entry { list, row, piece };
        let words = wordings.into_iter().flat_map(move |(list, rows)| {
            rows.iter().enumerate().map(move |(row, w)| (w.wrong.as_str(), entry(list, row, 0)))
        });
        let verbs = self.collocations.iter().enumerate();
        let verbs = verbs.map(move |(row, c)| (c.verb.as_str(), entry(List::Collocations, row, 0)));
        let formulas = [(List::Formulas, &self.formulas), (List::Names, &self.names)];
        let halves = formulas.into_iter().flat_map(move |(list, rows)| {
            rows.iter().enumerate().flat_map(move |(row, f)| {
                let (left, right) = f.halves();
                [(left, entry(list, row, 0)), (right, entry(list, row, 1))]
            })
        });
        let gone = self.superseded.iter().enumerate();
        let gone = gone.map(move |(row, s)| (s.word(), entry(List::Superseded, row, 0)));
        let old = self.institutions.iter().enumerate();
        let old = old.map(move |(row, i)| (i.old.as_str(), entry(List::Institutions, row, 0)));
        let renamed = self.divisions.renamed().iter().enumerate();
        let renamed = renamed.map(move |(row, r)| (r.old.as_str(), entry(List::Renamed, row, 0)));
        words.chain(verbs).chain(halves).chain(gone).chain(old).chain(renamed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_release_can_be_read() {
        let lists = Lists::with(&BTreeMap::new()).unwrap();
        assert!(lists.misspellings.len() > 3000 && lists.formulas.len() > 200 && lists.names.len() > 20);
        assert!(lists.statutes.len() > 1400);
    }

    #[test]
    fn a_list_that_cannot_be_read_is_refused_with_file_and_line() {
        let with = |name: &str, text: &str| {
            Lists::with(&BTreeMap::from([(name.to_owned(), text.to_owned())])).map(|_| ()).unwrap_err().to_string()
        };
        assert_eq!(with("words.tsv", ""), "没有“words.tsv”这个词表");
        assert_eq!(with("terms.tsv", "wrong\tright\n"), "词表terms.tsv缺少“severity”列");
        assert_eq!(
            with("redundant.tsv", "text\tright\tseverity\tunless\tsource\n甲乙\t甲\tloud\t\t编者\n"),
            "词表redundant.tsv第2行：“loud”不是提示的级别（error、warning、question）"
        );
        assert_eq!(
            with("redundant.tsv", "text\tright\tseverity\tunless\tsource\n\t甲\terror\t\t编者\n"),
            "词表redundant.tsv第2行：“text”不能为空"
        );
    }
}
