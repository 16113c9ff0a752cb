//! What a rule sees: one paragraph, or the text of one table cell, with ways to look around in it.

use documents::model::Role;
use domain::{Finding, Place, Rule, Severity};
use std::borrow::Cow;
use std::cell::OnceCell;
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
    /// Its number in the document.
    pub number: usize,
    /// How many characters stand before each block of the text; only for long ones.
    counted: OnceCell<Vec<usize>>,
}

/// As many bytes are counted anew for every finding.
const BLOCK: usize = 512;
/// As many bytes a rule looks to each side, some 400 characters: longer sentences are none, and a text without marks
/// would be read from end to end for every word in it.
const FAR: usize = 1200;

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

impl<'a> Passage<'a> {
    pub fn new(text: impl Into<Cow<'a, str>>, place: &'a Place, kind: Kind, number: usize) -> Passage<'a> {
        Passage { text: text.into(), place, kind, number, counted: OnceCell::new() }
    }
}

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

    /// The stretch around an offset that no mark interrupts, at most some 400 characters to each side.
    pub fn around(&self, at: usize, marks: &[char]) -> Span<'_> {
        let from = self.text.floor_char_boundary(at.saturating_sub(FAR));
        let to = self.text.floor_char_boundary(at.saturating_add(FAR));
        let start = self.get(from..at).rfind(marks).map_or(from, |i| from + i + char_at(&self.text, from + i));
        let end = self.get(at..to).find(marks).map_or(to, |i| at + i);
        Span { start, text: self.get(start..end.max(start)) }
    }

    /// Where a stretch of the text (byte range) stands in the file.
    pub fn place_of(&self, range: Range<usize>) -> Place {
        let chars = self.characters_before(range.start);
        let first = self.place.column.unwrap_or(1);
        Place {
            column: Some(first.saturating_add(u32::try_from(chars).unwrap_or(u32::MAX))),
            text: self.get(range).to_owned(),
            ..self.place.clone()
        }
    }

    /// How many characters stand before a byte offset. A long text is counted once, not once for each finding.
    fn characters_before(&self, at: usize) -> usize {
        let begins = |bytes: &[u8]| bytes.iter().filter(|b| !matches!(b, 0x80..=0xbf)).count();
        let bytes = self.text.as_bytes();
        let at = at.min(bytes.len());
        if at < BLOCK {
            return bytes.get(..at).map_or(0, begins);
        }
        let counted = self.counted.get_or_init(|| {
            let mut sum = 0;
            let blocks = bytes.chunks_exact(BLOCK).map(|block| {
                sum += begins(block);
                sum
            });
            std::iter::once(0).chain(blocks).collect()
        });
        let block = at / BLOCK;
        counted.get(block).copied().unwrap_or_default() + bytes.get(block * BLOCK..at).map_or(0, begins)
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
