//! Tables that arrive as plain lines: a cell on each line, or a label with its numbers behind it.
//!
//! Such text has lost its grid. What can still be told: which numbers follow which label before the next one. Rows are
//! made of that and read like any other; a row with too many or too few numbers stays unread there. Tools that take
//! tables out of pages end each cell with a pipe (`0 |`): there blank cells are told too.

use super::{
    labels::{Dictionary, bare},
    recognise::is_mark,
    vocabulary::{ReviewLabel, Vocabulary, Which},
};
use crate::{cell_name::REVIEW_COLUMNS, form::Form, number};
use documents::model::{Block, Cell, Document, Paragraph, Table};
use domain::Place;

/// A label is no longer than the longest of the form with some more words.
const LONGEST_LABEL: usize = 80;
/// A label wrapped over more lines than this is none.
const MOST_LINES: usize = 6;

/// A piece of the stream.
#[derive(Debug, Clone)]
enum Token {
    Label(String, Place),
    Value(String, Place),
    /// Text that is neither.
    Other(String, Place),
    /// Numbers and words that cannot be told apart.
    Mixed(Place),
}

/// The tables among the paragraphs, for those of `wanted` that no real table holds.
pub(super) fn tables(
    document: &Document,
    wanted: &[Which],
    vocabularies: &[&'static Vocabulary],
    section_of: impl Fn(&str) -> Option<usize>,
) -> Vec<(Which, Table)> {
    let paragraphs: Vec<&Paragraph> = document
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Paragraph(p) if !p.text().trim().is_empty() => Some(p),
            _ => None,
        })
        .collect();
    let mut sections: Vec<Option<usize>> = Vec::with_capacity(paragraphs.len());
    let mut current = None;
    for paragraph in &paragraphs {
        let heading = section_of(paragraph.text().trim());
        current = heading.or(current);
        // The heading itself is no part of a table.
        sections.push(if heading.is_some() { None } else { current });
    }
    let has_sections = current.is_some();
    let mut found = Vec::new();
    for which in wanted {
        let own = paragraphs.iter().zip(&sections).filter(|(_, s)| **s == Some(which.section()) || !has_sections);
        let words = Words { which: *which, vocabularies };
        let mut after_pipe = false;
        let tokens = words.joined(own.flat_map(|(p, _)| words.tokens(p, &mut after_pipe)).collect());
        found.extend(words.table(tokens).map(|table| (*which, table)));
    }
    found
}

fn is_value(text: &str) -> bool {
    number::read(text).value.is_some() || is_mark(text)
}

/// Whether a dictionary has the words of the form, or, if `near`, something like them.
fn knows<T: Copy + PartialEq>(dictionary: &Dictionary<T>, text: &str, near: bool) -> bool {
    if near { dictionary.find(text).is_some() } else { dictionary.find_exactly(text).is_some_and(|f| f.is_exact) }
}

struct Words<'v> {
    which: Which,
    vocabularies: &'v [&'static Vocabulary],
}

impl Words<'_> {
    /// Whether a whole text is a label of this table; `near` allows for spelling.
    fn is_label(&self, text: &str, near: bool) -> bool {
        self.vocabularies.iter().any(|v| match self.which {
            Which::Requests => {
                knows(&v.side, text, near)
                    || knows(&v.head, text, near)
                    || v.groups.iter().any(|(_, own)| knows(own, text, near))
            }
            Which::Review => knows(&v.review, text, near),
            Which::Proactive => {
                knows(&v.proactive_rows, text, near)
                    || knows(&v.all_columns, &super::proactive::without_unit(text), near)
                    || knows(&v.content, text, near)
                    || super::proactive::is_citation(text)
            }
        })
    }

    /// What a line holds; `after_pipe` says whether the line before ended its last cell with a pipe.
    fn tokens(&self, paragraph: &Paragraph, after_pipe: &mut bool) -> Vec<Token> {
        let text = paragraph.text();
        let place = &paragraph.place;
        if !text.contains('|') {
            *after_pipe = false;
            return self.cell_tokens(text.trim(), place);
        }
        let mut tokens = Vec::new();
        let mut cells = text.split('|').map(str::trim).peekable();
        while let Some(cell) = cells.next() {
            let is_ended = cells.peek().is_some();
            if !cell.is_empty() {
                tokens.extend(self.cell_tokens(cell, place));
                *after_pipe = is_ended;
            } else if is_ended {
                // Two pipes with nothing between them; the first one of all only ends what stands on the line above.
                if *after_pipe {
                    tokens.push(Token::Value(String::new(), place.clone()));
                }
                *after_pipe = true;
            }
        }
        tokens
    }

    /// What a text holds: a label, numbers, or a label with numbers behind it.
    fn cell_tokens(&self, text: &str, place: &Place) -> Vec<Token> {
        if text.contains(['。', '；']) {
            return vec![Token::Other(text.to_owned(), place.clone())];
        }
        let parts: Vec<&str> = text.split_whitespace().collect();
        let values = parts.iter().rev().take_while(|t| is_value(t)).count();
        let split = parts.len() - values;
        let label = parts.get(..split).unwrap_or_default().join("");
        let mut tokens = Vec::new();
        if !label.is_empty() {
            let place = place.clone();
            tokens.push(if label.chars().count() > LONGEST_LABEL {
                Token::Other(label, place)
            } else if self.is_label(&label, true) {
                Token::Label(label, place)
            } else {
                // Several labels on one line: 结果维持 结果纠正 其他结果
                match parts.get(..split) {
                    Some(many) if many.len() > 1 && many.iter().all(|t| self.is_label(t, false)) => {
                        tokens.extend(many.iter().map(|t| Token::Label((*t).to_owned(), place.clone())));
                        tokens.extend(self.values(&parts, split, &place));
                        return tokens;
                    }
                    // 5 6 7信息公开申请数量: the rest of numbers and of a label on one line.
                    Some(many) if many.iter().filter(|t| is_value(t)).count() > 1 => Token::Mixed(place),
                    _ => Token::Other(label, place),
                }
            });
        }
        tokens.extend(self.values(&parts, split, place));
        tokens
    }

    fn values(&self, parts: &[&str], from: usize, place: &Place) -> Vec<Token> {
        parts.iter().skip(from).map(|t| Token::Value((*t).to_owned(), place.clone())).collect()
    }

    /// Puts labels together that were broken over lines.
    fn joined(&self, tokens: Vec<Token>) -> Vec<Token> {
        let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let text = |t: &Token| match t {
                Token::Label(text, _) | Token::Other(text, _) if text.chars().count() <= LONGEST_LABEL => {
                    Some(text.clone())
                }
                _ => None,
            };
            let (Token::Label(_, place) | Token::Value(_, place) | Token::Other(_, place) | Token::Mixed(place)) =
                token;
            let mut joined = String::new();
            let mut best = None;
            for (count, next) in tokens.iter().skip(at).take(MOST_LINES).enumerate() {
                let Some(text) = text(next) else { break };
                joined.push_str(&text);
                if count > 0 && self.is_label(&joined, false) {
                    best = Some((count + 1, joined.clone()));
                }
            }
            // A label that is whole by itself is not a part of another one, unless together they are exact too.
            let whole = matches!(token, Token::Label(text, _) if self.is_label(text, false));
            match best {
                Some((count, text)) if !whole => {
                    out.push(Token::Label(text, place.clone()));
                    at += count;
                }
                _ => {
                    out.push(token.clone());
                    at += 1;
                }
            }
        }
        out
    }

    /// A table with a row for each label and its numbers.
    fn table(&self, tokens: Vec<Token>) -> Option<Table> {
        let labels = tokens.iter().filter(|t| matches!(t, Token::Label(..))).count();
        let values = tokens.iter().filter(|t| matches!(t, Token::Value(text, _) if !text.is_empty())).count();
        if values == 0 || labels < 3 && self.which != Which::Review {
            return None;
        }
        let mut rows: Vec<Vec<(String, Place)>> = Vec::new();
        let mut row: Vec<(String, Place)> = Vec::new();
        let mut has_values = false;
        // Strange text has come between the last label and its numbers.
        let mut interrupted = false;
        let mut head: Vec<String> = Vec::new();
        // What stands before the first row, as labels or as broken pieces of them.
        let mut above = String::new();
        for token in tokens {
            if rows.is_empty() && row.is_empty() {
                match &token {
                    Token::Label(text, _) if self.begins_row(text) => {}
                    Token::Label(text, _) => above.push_str(text),
                    Token::Other(text, _) if !text.contains(['。', '；']) => above.push_str(text),
                    _ => {}
                }
            }
            match token {
                Token::Label(text, place) => {
                    let begins = self.begins_row(&text);
                    if self.which == Which::Requests && !begins {
                        head.push(text);
                        continue;
                    }
                    // Labels that follow each other are a head, or a group and its row.
                    if has_values || begins && self.which == Which::Proactive {
                        rows.push(std::mem::take(&mut row));
                        has_values = false;
                    }
                    row.push((text, place));
                    interrupted = false;
                }
                // Blank cells before the first label of a row fill up the row above.
                Token::Value(text, _) if text.is_empty() && row.is_empty() => {}
                Token::Value(text, place) => {
                    // The strange text may have been the label of these numbers: whose they are is not known.
                    if interrupted && !has_values {
                        rows.push(std::mem::take(&mut row));
                    }
                    has_values = true;
                    row.push((text, place));
                }
                Token::Other(..) | Token::Mixed(..) => {
                    if has_values {
                        // What stands here may be more of the numbers above.
                        if matches!(token, Token::Mixed(..)) {
                            join_values(&mut row);
                        }
                        rows.push(std::mem::take(&mut row));
                        has_values = false;
                    }
                    interrupted = true;
                }
            }
        }
        rows.push(row);
        rows.retain(|r| !r.is_empty());
        if self.which == Which::Requests {
            rows.iter_mut().for_each(drop_padding);
        }
        match self.which {
            Which::Review => rows = self.review_rows(rows),
            Which::Requests if !self.is_official(&head) && !has_official_letters(&above) => {
                rows.iter_mut().for_each(join_values)
            }
            _ => {}
        }
        rows.iter_mut().filter(|row| is_torn(row)).for_each(join_values);
        Some(table(rows))
    }

    /// Whether the labels of a head are those of the form and no others, or there is none. In a stream their order says
    /// nothing: 总计 comes before what is summed.
    fn is_official(&self, head: &[String]) -> bool {
        let mut seen = Vec::new();
        for text in head {
            match self.vocabularies.iter().find_map(|v| v.head.find(text)).map(|f| f.meaning) {
                Some(super::vocabulary::Head::Column(column)) if !seen.contains(&column) => seen.push(column),
                Some(super::vocabulary::Head::Extra) => return false,
                _ => {}
            }
        }
        seen.is_empty() || seen.len() == crate::cell_name::REQUEST_COLUMNS
    }

    /// Table 4 has one row of numbers; its labels in a stream say nothing about columns that the count does not. Blank
    /// cells behind a label of the head fill up its row. Numbers in several runs are those of the three kinds of case, if
    /// each run has as many as a kind has columns and stands behind its own label; else nobody knows their order, and
    /// they stay together in one field.
    fn review_rows(&self, rows: Vec<Vec<(String, Place)>>) -> Vec<Vec<(String, Place)>> {
        let runs: Vec<_> = rows.into_iter().filter(|row| row.iter().any(|(text, _)| is_value(text))).collect();
        let kind = |text: &str| match self.vocabularies.iter().find_map(|v| v.review.find(text))?.meaning {
            ReviewLabel::Block(kind) => Some(kind),
            ReviewLabel::Litigation | ReviewLabel::Result(_) => None,
        };
        let kinds: Vec<Vec<usize>> =
            runs.iter().map(|run| run.iter().filter_map(|(text, _)| kind(text)).collect()).collect();
        let is_cell = |text: &str| text.is_empty() || is_value(text);
        let whole = |run: &Vec<(String, Place)>| run.iter().filter(|(text, _)| is_cell(text)).count() == REVIEW_COLUMNS;
        let known = runs.len() <= 1 || kinds == [[0], [1], [2]] && runs.iter().all(whole);
        let mut values: Vec<_> = runs.into_iter().flatten().filter(|(text, _)| is_cell(text)).collect();
        if !known {
            join_values(&mut values);
        }
        vec![values]
    }

    /// Whether a label is the first of its row, whatever came before.
    fn begins_row(&self, text: &str) -> bool {
        match self.which {
            Which::Proactive => {
                super::proactive::is_citation(text)
                    || self.vocabularies.iter().any(|v| {
                        v.content.find(text).is_some_and(|f| f.is_exact)
                            || v.proactive_rows.find(text).is_some_and(|f| f.is_exact)
                    })
            }
            Which::Requests => self
                .vocabularies
                .iter()
                .any(|v| v.side.find(text).is_some() && !v.head.find(text).is_some_and(|f| f.is_exact)),
            Which::Review => false,
        }
    }
}

/// Rows with merged labels have fewer cells than others and are filled up with blank ones at the end.
fn drop_padding(row: &mut Vec<(String, Place)>) {
    let labels = row.iter().take_while(|(text, _)| !text.is_empty() && !is_value(text)).count();
    let most = labels + crate::cell_name::REQUEST_COLUMNS;
    if row.iter().skip(most).all(|(text, _)| text.is_empty()) {
        row.truncate(most);
    }
}

/// Whether a head that line breaks have cut into pieces has the very letters of the form's: then it has the form's
/// columns, no more and no fewer.
fn has_official_letters(above: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = bare(text).chars().collect();
        letters.sort_unstable();
        letters
    };
    let Some(table) = Form::all().ok().and_then(|forms| forms.last()).map(|form| &form.requests) else { return false };
    let printed = sorted(above);
    let columns = table.columns.concat();
    let around = [&table.corner, &table.applicants, &table.organisations];
    (0..1u8 << around.len()).any(|some| {
        let chosen = around.iter().enumerate().filter(|(i, _)| some >> i & 1 == 1).map(|(_, text)| text.as_str());
        sorted(&chosen.chain([columns.as_str()]).collect::<String>()) == printed
    })
}

/// Whether the numbers of a row come from several lines, and not one from each: a cell that is printed higher than its
/// neighbours comes first then, whatever its column.
fn is_torn(row: &[(String, Place)]) -> bool {
    let values: Vec<&Place> = row.iter().filter(|(text, _)| is_value(text)).map(|(_, place)| place).collect();
    let lines = values.chunk_by(|a, b| a == b).count();
    lines > 1 && lines < values.len()
}

/// Numbers whose columns are not known stay together in one field, so that nobody takes them for a column each.
fn join_values(row: &mut Vec<(String, Place)>) {
    let Some(first) = row.iter().position(|(text, _)| is_value(text)) else { return };
    let place = row.get(first).map(|(_, p)| p.clone()).unwrap_or_default();
    let values: Vec<String> = row.drain(first..).map(|(text, _)| text).collect();
    row.push((values.join(" "), place));
}

fn table(rows: Vec<Vec<(String, Place)>>) -> Table {
    let place = rows.first().and_then(|r| r.first()).map(|(_, p)| p.clone()).unwrap_or_default();
    let mut table = Table { rows: rows.len(), place, ..Table::default() };
    for (row, fields) in rows.into_iter().enumerate() {
        table.cols = table.cols.max(fields.len());
        for (col, (text, place)) in fields.into_iter().enumerate() {
            table.cells.push(Cell { place, ..Cell::new(row, col, text) });
        }
    }
    table
}

/// Whether a line holds nothing but numbers and labels of a table, so that it is no sentence of the report.
pub(super) fn is_part_of_a_table(text: &str, vocabularies: &[&'static Vocabulary]) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.iter().all(|t| is_value(t)) {
        return true;
    }
    if text.contains(['。', '；', '，']) && bare(text).chars().count() > 40 {
        return false;
    }
    let values = parts.iter().rev().take_while(|t| is_value(t)).count();
    let label = parts.get(..parts.len() - values).unwrap_or_default().join("");
    Which::ALL.into_iter().any(|which| Words { which, vocabularies }.is_label(&label, false))
}
