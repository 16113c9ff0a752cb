//! Two reports side by side: every cell with its difference, every passage with what only one of them says.
//!
//! Two years of one organ or two organs of one year; whether a difference is a mistake is for the checks and for people.

use crate::{cell_name::CellName, model::AnnualReport, number::Number};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A cell of both reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Which cell.
    pub cell: CellName,
    /// What people call it.
    pub label: String,
    /// As the first prints it; none where its form does not have the cell.
    pub left: Option<String>,
    /// As the second prints it.
    pub right: Option<String>,
    /// Second minus first, where both are numbers.
    pub difference: Option<Number>,
}

impl Pair {
    /// Whether both print the same. Blank, “/” and 0 are different.
    pub fn is_same(&self) -> bool {
        self.left == self.right
    }
}

/// Every cell that one of the reports has, in the order of the first and then of the second.
pub fn cells(left: &AnnualReport, right: &AnnualReport) -> Vec<Pair> {
    let mut names: Vec<(CellName, &AnnualReport)> = left.cells().into_iter().map(|(name, _)| (name, left)).collect();
    for (name, _) in right.cells() {
        if left.cell(name).is_none() {
            names.push((name, right));
        }
    }
    names
        .into_iter()
        .map(|(name, of)| Pair {
            cell: name,
            label: of.spoken(name),
            left: left.cell(name).map(|c| c.printed()),
            right: right.cell(name).map(|c| c.printed()),
            difference: left.value(name).zip(right.value(name)).map(|(l, r)| r - l),
        })
        .collect()
}

/// A stretch of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Whether the other report does not say it.
    pub only_here: bool,
}

/// A passage of both reports, paragraph breaks as line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Heading of the section and part, of the first report that has it.
    pub title: String,
    /// What the first says.
    pub left: Vec<Piece>,
    /// What the second says.
    pub right: Vec<Piece>,
}

impl Passage {
    /// Whether both say the same.
    pub fn is_same(&self) -> bool {
        self.left.iter().chain(&self.right).all(|p| !p.only_here)
    }
}

/// Every section and part of the text that is not empty in both.
pub fn passages(left: &AnnualReport, right: &AnnualReport) -> Vec<Passage> {
    let mut all = Vec::new();
    for section in 0..left.sections.len().max(right.sections.len()) {
        let parts = |r: &AnnualReport| r.sections.get(section).map_or(0, |s| s.parts.len());
        let places = std::iter::once(None).chain((0..parts(left).max(parts(right))).map(Some));
        for part in places {
            let text = |r: &AnnualReport| crate::amendment::text_of(r, section, part);
            let (a, b) = (text(left), text(right));
            let titled = if a.is_some() { left } else { right };
            let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
            if a.is_empty() && b.is_empty() {
                continue;
            }
            let (l, r) = pieces(&a, &b);
            all.push(Passage { title: crate::amendment::passage(titled, section, part), left: l, right: r });
        }
    }
    all
}

/// Both texts cut into what they share and what only one has. A number is one piece: 12 and 13 share no 1.
fn pieces(left: &str, right: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (a, b) = (tokens(left), tokens(right));
    let (mut l, mut r) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        let same = matches!(op, DiffOp::Equal { .. });
        push(&mut l, a.get(op.old_range()).unwrap_or_default(), !same);
        push(&mut r, b.get(op.new_range()).unwrap_or_default(), !same);
    }
    (l, r)
}

fn push(pieces: &mut Vec<Piece>, tokens: &[&str], only_here: bool) {
    if tokens.is_empty() {
        return;
    }
    let text = tokens.concat();
    match pieces.last_mut().filter(|last| last.only_here == only_here) {
        Some(last) => last.text.push_str(&text),
        None => pieces.push(Piece { text, only_here }),
    }
}

/// A number or a word of Latin letters as one, everything else character by character.
fn tokens(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = None;
    let whole = |c: char| c.is_ascii_alphanumeric() || c == '.';
    for (at, c) in text.char_indices() {
        if whole(c) {
            start = start.or(Some(at));
            continue;
        }
        if let Some(begun) = start.take() {
            all.push(&text[begun..at]);
        }
        all.push(&text[at..at + c.len_utf8()]);
    }
    if let Some(begun) = start {
        all.push(&text[begun..]);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Form, Narrative};

    #[test]
    fn numbers_are_compared_whole_and_both_texts_stay_whole() {
        let (l, r) = pieces("新收申请12件，办结11件。", "新收申请13件，办结11件。");
        let only = |p: &[Piece]| p.iter().filter(|p| p.only_here).map(|p| p.text.clone()).collect::<Vec<_>>();
        assert_eq!((only(&l), only(&r)), (vec!["12".to_owned()], vec!["13".to_owned()]));
        let whole = |p: &[Piece]| p.iter().map(|p| p.text.as_str()).collect::<String>();
        assert_eq!(whole(&l), "新收申请12件，办结11件。");
        assert_eq!(whole(&r), "新收申请13件，办结11件。");
    }

    #[test]
    fn forms_of_two_years_are_set_against_each_other_with_what_each_lacks() {
        let of = |year: i16, text: &str| {
            let mut report = AnnualReport::blank(Form::for_year(year).unwrap());
            report.year = Some(year);
            Narrative { opening: Some(text.into()), ..Narrative::default() }.write_into(&mut report);
            report
        };
        let (mut old, mut new) = (of(2020, "甲。"), of(2021, "甲。"));
        let name: CellName = "requests.new[0]".parse().unwrap();
        old.cell_mut(name).unwrap().value = Some(Number::from(5));
        new.cell_mut(name).unwrap().value = Some(Number::from(3));
        let blank: CellName = "requests.new[1]".parse().unwrap();
        new.cell_mut(blank).unwrap().raw = Some("/".into());
        let pairs = cells(&old, &new);
        let pair = |name: &str| pairs.iter().find(|p| p.cell.to_string() == name).unwrap();
        assert_eq!(pair("requests.new[0]").difference, Some(Number::from(3) - Number::from(5)));
        assert!(!pair("requests.new[1]").is_same() && pair("requests.new[1]").difference.is_none());
        assert_eq!(pair("proactive.services.decisions").right, None, "the 2021 form has no such row");
        assert_eq!(pair("proactive.normative_documents.in_force").left, None);
        assert!(passages(&old, &new).iter().filter(|p| p.left.iter().any(|p| p.text == "甲。")).all(Passage::is_same));
    }
}
