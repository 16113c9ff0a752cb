//! Comparing a printed label with the form's: by meaning first, then character by character.
//!
//! A label is recognised when it is near enough to an official one or to a wording in use; that it differs at all is a
//! finding. Wrong words are an error (`report.label`), wrong marks or blanks a warning (`report.label_form`).

use domain::{Finding, Place, Severity};
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::LazyLock,
};

/// Other wordings of official labels (`data/wordings.toml`).
static WORDINGS: LazyLock<HashMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/wordings.toml")).unwrap_or_default());

/// The letters and digits of a text with full-width forms folded: what a label says, without how it is set.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for c in text.chars() {
        // Nearly every character is one of these; the tables of Unicode are slow.
        if matches!(c, '\u{4e00}'..='\u{9fff}' | '0'..='9') {
            bare.push(c);
        } else if !c.is_ascii() || c.is_ascii_alphanumeric() {
            let c = fold(c);
            if c.is_alphanumeric() {
                bare.push(c);
            }
        }
    }
    bare
}

fn fold(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '⒈'..='⒐' => char::from_u32(u32::from(c) - u32::from('⒈') + u32::from('1')).unwrap_or(c),
        '㈠'..='㈩' => "一二三四五六七八九十".chars().nth((u32::from(c) - u32::from('㈠')) as usize).unwrap_or(c),
        c => c,
    }
}

/// How far a label may be from the official one and still be meant: short labels leave less room.
fn tolerance(official: usize) -> usize {
    match official {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// A wording of a label, prepared for comparing.
#[derive(Debug)]
struct Wording<T> {
    official: &'static str,
    bare: String,
    letters: usize,
    meaning: T,
    is_official: bool,
}

/// The labels that may stand in one place of a form, with what each means.
#[derive(Debug)]
pub(super) struct Dictionary<T> {
    wordings: Vec<Wording<T>>,
    exact: HashMap<String, usize>,
}

/// A label that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found<T> {
    /// The label as the form prints it.
    pub official: &'static str,
    pub meaning: T,
    /// Printed with just these letters.
    pub is_exact: bool,
}

impl<T: Copy + PartialEq> Dictionary<T> {
    /// Official labels first; of two that are printed alike the first one counts.
    pub fn new(labels: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut dictionary = Dictionary { wordings: Vec::new(), exact: HashMap::new() };
        let labels: Vec<(&'static str, T)> = labels.into_iter().collect();
        for (official, meaning) in &labels {
            dictionary.add(official, official, *meaning);
        }
        for (official, meaning) in labels {
            for wording in WORDINGS.get(official).into_iter().flatten() {
                dictionary.add(official, wording, meaning);
            }
        }
        dictionary
    }

    /// A further wording.
    pub fn add(&mut self, official: &'static str, wording: &str, meaning: T) {
        let bare = bare(wording);
        if self.exact.contains_key(&bare) {
            return;
        }
        self.exact.insert(bare.clone(), self.wordings.len());
        let is_official = official == wording;
        self.wordings.push(Wording { official, letters: bare.chars().count(), bare, meaning, is_official });
    }

    /// What a label means that is printed with just the letters of a wording.
    pub fn find_exactly(&self, printed: &str) -> Option<Found<T>> {
        let key = bare(printed);
        let wording = self.exact.get(&key).and_then(|i| self.wordings.get(*i))?;
        Some(Found { official: wording.official, meaning: wording.meaning, is_exact: wording.is_official })
    }

    /// What a printed label means; none if nothing is near or two different labels are equally near.
    pub fn find(&self, printed: &str) -> Option<Found<T>> {
        let key = bare(printed);
        if key.is_empty() {
            return None;
        }
        let found = |w: &Wording<T>, is_exact| Found { official: w.official, meaning: w.meaning, is_exact };
        if let Some(wording) = self.exact.get(&key).and_then(|i| self.wordings.get(*i)) {
            return Some(found(wording, wording.is_official));
        }
        let letters = key.chars().count();
        let mut best: Option<(usize, &Wording<T>)> = None;
        let mut tied = false;
        for wording in &self.wordings {
            let Some(d) = nearness(&key, letters, wording) else { continue };
            match best {
                Some((b, _)) if b < d => {}
                Some((b, other)) if b == d => tied |= other.meaning != wording.meaning,
                _ => {
                    best = Some((d, wording));
                    tied = false;
                }
            }
        }
        if tied { None } else { best.map(|(_, wording)| found(wording, false)) }
    }
}

/// How near a printed label is to a wording, smaller is nearer; none if another label is meant.
fn nearness<T>(key: &str, letters: usize, wording: &Wording<T>) -> Option<usize> {
    let room = tolerance(wording.letters);
    if letters.abs_diff(wording.letters) <= room {
        let d = distance(key, &wording.bare);
        if d <= room {
            return Some(d);
        }
    }
    // A label cut short or with words added, e.g. （二）部分公开 without its bracket.
    let begins = letters >= 4 && wording.bare.starts_with(key)
        || wording.letters >= 4 && key.starts_with(&wording.bare) && !key.ends_with(|c: char| c.is_ascii_digit());
    begins.then(|| letters.abs_diff(wording.letters).max(room + 1))
}

/// Whether two labels of one list with the same number are the same though several characters differ.
pub(super) fn same_number_and_half_the_words(printed: &str, official: &str) -> bool {
    let (printed, official) = (bare(printed), bare(official));
    let number = |t: &str| t.chars().next().filter(char::is_ascii_digit);
    number(&printed).is_some()
        && number(&printed) == number(&official)
        && distance(&printed, &official) * 2 <= official.chars().count()
}

/// The wordings that occur in one of several lists only, each with its list: they tell the lists apart.
pub(super) fn telling<K: Copy + Eq + Hash>(lists: &[(K, Vec<&'static str>)]) -> HashMap<String, (K, &'static str)> {
    let mut telling: HashMap<String, (K, &'static str)> = HashMap::new();
    let mut shared: HashSet<String> = HashSet::new();
    for (key, labels) in lists {
        for label in labels {
            let wordings = WORDINGS.get(*label).into_iter().flatten().map(String::as_str);
            for wording in std::iter::once(*label).chain(wordings) {
                let bare = bare(wording);
                match telling.get(&bare) {
                    Some((other, _)) if other != key => {
                        shared.insert(bare);
                    }
                    Some(_) => {}
                    None => {
                        telling.insert(bare, (*key, label));
                    }
                }
            }
        }
    }
    telling.retain(|bare, _| !shared.contains(bare));
    telling
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, cb) in row.iter_mut().skip(1).zip(&b) {
            let above = *slot;
            left = (diagonal + usize::from(ca != *cb)).min(above + 1).min(left + 1);
            diagonal = above;
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The finding for a label that is not printed as the form has it.
pub(super) fn compare(printed: &str, official: &str, place: &Place, basis: &str) -> Option<Finding> {
    // A line break inside a narrow cell is layout, and so is the blank that justified setting puts there.
    let trimmed = printed.trim();
    if trimmed == official {
        return None;
    }
    let text: String = trimmed.chars().filter(|c| *c != '\n').collect();
    if text == official {
        return None;
    }
    let place = Place { text: text.clone(), ..place.clone() };
    let finding = if bare(&text) == bare(official) {
        Finding::new(
            "report.label_form",
            Severity::Warning,
            format!("表格文字“{}”的标点或空格与规定格式不同", inner(&text)),
            place,
        )
    } else {
        Finding::new("report.label", Severity::Error, format!("表格文字“{}”与规定格式不同", inner(&text)), place)
    };
    Some(finding.hint(format!("应为“{}”", inner(official))).basis(basis))
}

/// A quotation inside a quotation takes single marks (GB/T 15834—2011).
fn inner(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_belongs_to_a_label_of_a_form() {
        assert!(WORDINGS.len() > 60, "the file is read");
        let forms = crate::form::Form::all().unwrap();
        for label in WORDINGS.keys() {
            assert!(forms.iter().any(|f| super::super::vocabulary::has_label(f, label)), "{label}");
        }
    }

    #[test]
    fn wrong_words_are_told_from_wrong_marks() {
        let rule = |printed, official| compare(printed, official, &Place::default(), "").map(|f| f.rule);
        assert_eq!(rule("商业\n企业", "商业企业"), None);
        assert_eq!(rule("1. 属于国家秘密", "1.属于国家秘密").as_deref(), Some("report.label_form"));
        assert_eq!(rule("(三) 不予 公开", "（三）不予公开").as_deref(), Some("report.label_form"));
        assert_eq!(rule("社会组织", "社会公益组织").as_deref(), Some("report.label"));
    }

    #[test]
    fn a_label_is_recognised_by_meaning_and_neighbours_are_not_confused() {
        let rows = [
            "（一）予以公开",
            "（三）不予公开",
            "（四）无法提供",
            "（五）不予处理",
            "（六）其他处理",
            "（七）总计",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
            "3.其他",
        ];
        let dictionary = Dictionary::new(rows.map(|r| (r, r)));
        let find = |printed: &str| dictionary.find(printed).map(|f| f.official);
        assert_eq!(find("(三) 不予 公开"), Some("（三）不予公开"));
        assert_eq!(find("7. 属于行政执法案件"), Some("7.属于行政执法案卷"));
        assert_eq!(find("8. 属于行政查询案件"), Some("8.属于行政查询事项"));
        assert_eq!(find("总计"), Some("（七）总计"));
        assert_eq!(find("合计"), Some("（七）总计"));
        assert_eq!(find("3．其他"), Some("3.其他"));
        assert_eq!(find("科研机构"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn distance_counts_characters() {
        assert_eq!(distance("属于行政查询案件", "属于行政查询事项"), 2);
        assert_eq!(distance("", "总计"), 2);
        assert_eq!(distance("社会组织", "社会公益组织"), 2);
    }

    #[test]
    fn a_garbled_label_with_the_right_number_is_still_that_row() {
        assert!(same_number_and_half_the_words("2.其他法律行政止公开", "2.其他法律行政法规禁止公开"));
        assert!(!same_number_and_half_the_words("3.其他法律行政止公开", "2.其他法律行政法规禁止公开"));
    }
}
