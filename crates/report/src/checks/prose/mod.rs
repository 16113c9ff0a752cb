//! The text of a report as words and numbers, read once for all checks of the text.
//!
//! Nothing is understood that is not said in so many words: a check built on this is quiet rather than wrong. What a
//! sentence says about the tables is in [`statements`].

mod lexicon;
pub(super) mod numbers;
pub(super) mod statements;

use crate::model::{AnnualReport, Text};
use domain::Place;
pub(super) use lexicon::Word;
pub(super) use numbers::{Measure, Quantity};

/// One thing in a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// A known word or mark.
    Word(Word),
    /// A number with what it counts.
    Number(Quantity),
}

/// A word or number with its byte range in the paragraph without blanks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Token {
    pub what: What,
    pub start: usize,
    pub end: usize,
}

impl Token {
    /// The word, if it is one.
    pub fn word(&self) -> Option<Word> {
        match self.what {
            What::Word(word) => Some(word),
            What::Number(_) => None,
        }
    }

    /// The integer, if it is a number without fraction.
    pub fn integer(&self) -> Option<i64> {
        match self.what {
            What::Number(q) => q.value.as_integer(),
            What::Word(_) => None,
        }
    }

    /// The year, if it is one.
    pub fn year(&self) -> Option<i16> {
        match self.what {
            What::Number(q) => q.year(),
            What::Word(_) => None,
        }
    }
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    /// Its section, from 0; none for the preface.
    pub section: Option<usize>,
    /// Its part within the section, from 0.
    pub part: Option<usize>,
    /// As it stands in the report.
    pub original: &'a Text,
    /// Without blanks.
    pub text: String,
    /// Its words and numbers in order.
    pub tokens: Vec<Token>,
}

impl Paragraph<'_> {
    /// A stretch of the text.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where a stretch of the text (byte range) stands in the file.
    pub fn place_of(&self, start: usize, end: usize) -> Place {
        let before = self.slice(0, start).chars().count();
        let mut seen = 0;
        let blanks = self
            .original
            .text
            .chars()
            .take_while(|c| {
                seen += usize::from(!c.is_whitespace());
                seen <= before
            })
            .count();
        let first = self.original.place.column.unwrap_or(1);
        Place {
            column: Some(first.saturating_add(u32::try_from(blanks).unwrap_or(u32::MAX))),
            text: self.slice(start, end).to_owned(),
            ..self.original.place.clone()
        }
    }

    /// Whether it has a word.
    pub fn has(&self, word: Word) -> bool {
        self.tokens.iter().any(|t| t.word() == Some(word))
    }

    /// Its sentences as token ranges.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        self.tokens.split_inclusive(|t| t.word() == Some(Word::Stop))
    }
}

/// The text of a report: preface and sections in order.
#[derive(Debug)]
pub(super) struct Prose<'a> {
    pub paragraphs: Vec<Paragraph<'a>>,
}

impl<'a> Prose<'a> {
    /// Reads the preface and all sections.
    pub fn read(report: &'a AnnualReport) -> Self {
        let mut paragraphs: Vec<Paragraph<'a>> =
            report.preface.iter().map(|text| paragraph(None, None, text)).collect();
        for (i, section) in report.sections.iter().enumerate() {
            paragraphs.extend(section.texts.iter().map(|text| paragraph(Some(i), None, text)));
            for (j, part) in section.parts.iter().enumerate() {
                paragraphs.extend(part.texts.iter().map(|text| paragraph(Some(i), Some(j), text)));
            }
        }
        Prose { paragraphs }
    }

    /// The paragraphs of a section, from 0.
    pub fn section(&self, section: usize) -> impl Iterator<Item = &Paragraph<'a>> {
        self.paragraphs.iter().filter(move |p| p.section == Some(section))
    }
}

fn paragraph(section: Option<usize>, part: Option<usize>, original: &Text) -> Paragraph<'_> {
    let text: String = if original.text.contains(char::is_whitespace) {
        original.text.split_whitespace().collect()
    } else {
        original.text.clone()
    };
    let mut tokens = Vec::new();
    let mut end = 0;
    for (word, start, stop) in lexicon::words(&text) {
        numbers::read(&text, end, start, &mut tokens);
        tokens.push(Token { what: What::Word(word), start, end: stop });
        end = stop;
    }
    numbers::read(&text, end, text.len(), &mut tokens);
    Paragraph { section, part, original, text, tokens }
}
