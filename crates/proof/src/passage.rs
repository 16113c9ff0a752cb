//! What a rule sees: one paragraph, or the text of one table cell, with ways to look around in it.

use documents::model::Role;
use domain::{Finding, Place, Rule, Severity};
use std::borrow::Cow;
use std::ops::Range;

/// Where a passage stands in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A paragraph with its role.
    Paragraph(Role),
    /// A cell: which table (index of the block), row and column.
    Cell { table: usize, row: usize, col: usize },
    /// A title or description of a chart.
    Chart,
}

/// One paragraph, or the text of one table cell.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    pub text: Cow<'a, str>,
    pub place: &'a Place,
    pub kind: Kind,
}

/// A stretch of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span<'a> {
    /// Byte offset in the passage.
    pub start: usize,
    pub text: &'a str,
}

impl<'a> Span<'a> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// The pieces between marks, without the marks.
    pub fn split(self, marks: &'static [char]) -> impl Iterator<Item = Span<'a>> {
        self.text.split(marks).map(move |piece| {
            let offset = piece.as_ptr() as usize - self.text.as_ptr() as usize;
            Span { start: self.start + offset, text: piece }
        })
    }

    /// Without blanks at both ends.
    pub fn trim(self) -> Span<'a> {
        let text = self.text.trim_start();
        Span { start: self.start + self.text.len() - text.len(), text: text.trim_end() }
    }
}

/// What ends a sentence.
pub(crate) const SENTENCE: &[char] = &['。', '！', '？', '；', '\n'];
/// What ends a clause.
pub(crate) const CLAUSE: &[char] = &['。', '！', '？', '；', '\n', '，', '：', ',', ';', ':'];

impl Passage<'_> {
    pub fn is_cell(&self) -> bool {
        matches!(self.kind, Kind::Cell { .. })
    }

    pub fn role(&self) -> Option<Role> {
        match self.kind {
            Kind::Paragraph(role) => Some(role),
            _ => None,
        }
    }

    pub fn whole(&self) -> Span<'_> {
        Span { start: 0, text: &self.text }
    }

    /// Sentences without their end marks.
    pub fn sentences(&self) -> impl Iterator<Item = Span<'_>> {
        self.whole().split(SENTENCE)
    }

    /// The text before a byte offset.
    pub fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    /// The text from a byte offset on.
    pub fn after(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    pub fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The stretch around an offset that no mark interrupts.
    pub fn around(&self, at: usize, marks: &[char]) -> Span<'_> {
        let start = self.before(at).rfind(marks).map_or(0, |i| i + char_at(&self.text, i));
        let end = self.after(at).find(marks).map_or(self.text.len(), |i| at + i);
        Span { start, text: self.get(start..end.max(start)) }
    }

    /// Where a stretch of the text (byte range) stands in the file.
    pub fn place_of(&self, range: Range<usize>) -> Place {
        let before = self.before(range.start);
        let chars = before.chars().count();
        let first = self.place.column.unwrap_or(1);
        Place {
            column: Some(first.saturating_add(u32::try_from(chars).unwrap_or(u32::MAX))),
            text: self.get(range).to_owned(),
            ..self.place.clone()
        }
    }

    /// A finding of a rule about a stretch of the text, with the rule's basis.
    pub fn finding(&self, rule: &Rule, severity: Severity, range: Range<usize>, message: impl Into<String>) -> Finding {
        rule.finding(severity, message, self.place_of(range)).basis(rule.basis)
    }
}

/// The length in bytes of the character at an offset.
fn char_at(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
}

/// A Chinese character (CJK unified ideographs, extension A and 〇).
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// The first character.
pub(crate) fn first(text: &str) -> Option<char> {
    text.chars().next()
}

/// At most the last `n` characters.
pub(crate) fn tail(text: &str, n: usize) -> &str {
    match text.char_indices().nth_back(n.saturating_sub(1)) {
        Some((at, _)) if n > 0 => text.get(at..).unwrap_or_default(),
        Some(_) => "",
        None => text,
    }
}

/// At most the first `n` characters.
pub(crate) fn head(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(at, _)| text.get(..at).unwrap_or_default())
}

/// Whether it begins with one of the words.
pub(crate) fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.starts_with(w))
}

/// Whether it ends with one of the words.
pub(crate) fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.ends_with(w))
}

/// Whether one of the words stands in it.
pub(crate) fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}
