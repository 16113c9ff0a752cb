//! A passage as it is meant: half-width, without the characters that nobody sees. Every stretch of it leads back to its
//! place in the passage as it is written.

use crate::passage::{Kind, Passage, head};
use crate::reader::Reading;
use domain::{Finding, Rule, Severity};
use std::borrow::Cow;
use std::ops::{Deref, Range};

/// A passage and what is meant by it. Its offsets are those of the meant text.
pub(super) struct View<'a> {
    written: &'a Passage<'a>,
    meant: Passage<'a>,
    /// For each byte that is meant, where its character stands in what is written; none where both are the same.
    characters: Option<Vec<Range<usize>>>,
}

impl<'a> Deref for View<'a> {
    type Target = Passage<'a>;

    fn deref(&self) -> &Passage<'a> {
        &self.meant
    }
}

/// What nobody sees: zero width, soft hyphen, marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Letters, digits and the marks that stand in addresses and masks. Other marks keep their width: rules tell them apart.
pub(super) fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＠' | '＿' | '－' | '．' | '＋' | '＊' | '＃' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        c => c,
    }
}

impl<'a> View<'a> {
    pub fn of(passage: &'a Passage<'a>) -> View<'a> {
        View::with(passage, "")
    }

    /// With the beginning of the next line, where a line of a text breaks off in a number. Lines of nothing but digits
    /// are no text: they may be cells of a table that a tool wrote one below the other.
    pub fn joined(passage: &'a Passage<'a>, reading: &Reading<'_>) -> View<'a> {
        let is_text = |text: &str| text.chars().any(crate::passage::is_han);
        let next = continuation(passage, reading).filter(|next| is_text(&passage.text) || is_text(next));
        View::with(passage, next.unwrap_or_default())
    }

    /// The same for numbers that prove themselves by a check digit and a date, whatever the lines are.
    pub fn joined_surely(passage: &'a Passage<'a>, reading: &Reading<'_>) -> View<'a> {
        View::with(passage, continuation(passage, reading).unwrap_or_default())
    }

    fn with(written: &'a Passage<'a>, more: &str) -> View<'a> {
        let is_plain = more.is_empty() && !written.text.contains(|c| is_invisible(c) || narrow(c) != c);
        let meant = |text: Cow<'a, str>| Passage::new(text, written.place, written.kind, written.number);
        if is_plain {
            return View { written, meant: meant(Cow::Borrowed(&written.text)), characters: None };
        }
        let (mut text, mut characters) = (String::new(), Vec::new());
        let own = written.text.char_indices().map(|(at, c)| (at..at + c.len_utf8(), c));
        // What stands on the next line has no place in this passage.
        let end = written.text.len();
        for (range, c) in own.chain(more.chars().map(|c| (end..end, c))).filter(|(_, c)| !is_invisible(*c)) {
            let c = narrow(c);
            text.push(c);
            characters.extend(std::iter::repeat_n(range, c.len_utf8()));
        }
        View { written, meant: meant(Cow::Owned(text)), characters: Some(characters) }
    }

    /// Where a stretch stands in the passage as it is written.
    fn place(&self, range: Range<usize>) -> Range<usize> {
        let Some(characters) = &self.characters else { return range };
        let end = self.written.text.len();
        let start = characters.get(range.start).map_or(end, |c| c.start);
        let last = range.end.checked_sub(1).and_then(|at| characters.get(at)).map_or(end, |c| c.end);
        start..last.max(start)
    }

    /// Whether it begins in this passage.
    pub fn is_own(&self, range: &Range<usize>) -> bool {
        self.place(range.clone()).start < self.written.text.len()
    }

    /// A finding of a rule about a stretch of what is meant.
    pub fn finding(&self, rule: &Rule, severity: Severity, range: Range<usize>, message: impl Into<String>) -> Finding {
        self.written.finding(rule, severity, self.place(range), message)
    }

    /// Replaces the stretch, unless half of it stands on the next line.
    pub fn replaced(&self, finding: Finding, range: &Range<usize>, replacement: impl Into<String>) -> Finding {
        let is_broken = range.end.checked_sub(1).is_some_and(|last| !self.is_own(&(last..range.end)));
        if is_broken { finding } else { finding.replace_by(replacement) }
    }
}

/// The next line, where this one ends in a digit and that one begins with one and both belong to a text.
fn continuation<'r>(passage: &Passage<'_>, reading: &'r Reading<'_>) -> Option<&'r str> {
    let is_digit = |c: char| narrow(c).is_ascii_digit();
    if !passage.text.ends_with(is_digit) || !matches!(passage.kind, Kind::Paragraph(_)) {
        return None;
    }
    let next = reading.passages.get(passage.number + 1).filter(|p| matches!(p.kind, Kind::Paragraph(_)))?;
    let follows = next.text.starts_with(|c| is_digit(c) || matches!(c, 'x' | 'X' | 'Ｘ' | 'ｘ'));
    follows.then(|| head(&next.text, 32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Place;

    #[test]
    fn a_stretch_of_what_is_meant_leads_back_to_what_is_written() {
        let place = Place::default();
        let text = "电话\u{200b}１3９\u{200d}0000，";
        let passage = Passage::new(text, &place, Kind::Chart, 0);
        let view = View::of(&passage);
        assert_eq!(view.text, "电话1390000，");
        let digits = view.text.find('1').unwrap()..view.text.find('，').unwrap();
        assert_eq!(text.get(view.place(digits)), Some("１3９\u{200d}0000"));
    }
}
