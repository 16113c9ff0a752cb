//! Plain text: a line is a paragraph, lines with tabs or pipes are tables.
//!
//! Text has no merged cells. Every field stays in the column in which it is printed and nothing is guessed; which
//! blocks belong to one table is for the report parser to say. Places are physical lines and character columns.

use super::{ReadError, grid, heading};
use crate::model::{Block, Cell, Document, Paragraph, Role, Table};
use domain::Place;

/// A physical line and its 1-based number.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: u32,
    text: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Prose,
    Tabs,
    Pipes,
}

impl Line<'_> {
    /// What the line is, given what the line before it was.
    fn kind(&self, before: Kind) -> Kind {
        let trimmed = self.text.trim();
        if self.text.contains('\t') && !self.is_indented_prose() {
            // A row of empty cells is a row only inside a table.
            return if trimmed.is_empty() && before != Kind::Tabs { Kind::Blank } else { Kind::Tabs };
        }
        if trimmed.is_empty() {
            Kind::Blank
        } else if is_pipe_row(trimmed, before == Kind::Pipes) {
            Kind::Pipes
        } else {
            Kind::Prose
        }
    }

    /// Some people indent a paragraph with a tab; a sentence behind it shows that no table is meant.
    fn is_indented_prose(&self) -> bool {
        let trimmed = self.text.trim();
        self.text.starts_with('\t') && !trimmed.contains('\t') && trimmed.contains('。')
    }

    fn place(&self, column: usize) -> Place {
        Place { line: Some(self.number), column: u32::try_from(column).ok(), ..Place::default() }
    }

    /// The fields of a row with the columns in which they begin; `framed` says whether a pipe stands before the first.
    fn fields(&self, kind: Kind, framed: bool) -> Vec<(usize, String)> {
        match kind {
            Kind::Pipes => pipe_fields(self.text, framed),
            _ => {
                let mut column = 1;
                self.text
                    .split('\t')
                    .map(|field| {
                        let at = column;
                        column += field.chars().count() + 1;
                        (at, field.to_owned())
                    })
                    .collect()
            }
        }
    }
}

/// `| a | b |` or, as tools that take tables out of pages write it, `a | b |`. Lines with one pipe and lines of nothing
/// but pipes are rows only inside a table: such tools also write a cell on each line.
fn is_pipe_row(line: &str, inside: bool) -> bool {
    let row = line.matches('|').count() > 1 && line.contains(|c: char| c != '|' && !c.is_whitespace());
    line.ends_with('|') && (row || inside)
}

/// The fields between pipes; a pipe inside a cell is written `\|`.
fn pipe_fields(line: &str, framed: bool) -> Vec<(usize, String)> {
    let mut fields: Vec<(usize, String)> = Vec::new();
    let mut raw = String::new();
    let mut begins = (!framed).then_some(1);
    let mut escaped = false;
    for (index, c) in line.chars().enumerate() {
        match c {
            '|' if !escaped => {
                if let Some(begins) = begins {
                    let lead = raw.chars().take_while(|c| c.is_whitespace()).count();
                    let lead = if raw.trim().is_empty() { 0 } else { lead };
                    fields.push((begins + lead, raw.trim().replace("\\|", "|")));
                }
                raw.clear();
                // The field begins behind the pipe; columns are 1-based.
                begins = Some(index + 2);
            }
            c => raw.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    fields
}

/// The line under the head of a Markdown table: `|---|:-:|`.
fn is_rule(fields: &[(usize, String)]) -> bool {
    !fields.is_empty() && fields.iter().all(|(_, f)| f.contains('-') && f.chars().all(|c| matches!(c, '-' | ':' | ' ')))
}

/// Physical lines; a line ends with LF, CR LF or a lone CR.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut rest = Some(text);
    let mut number = 0u32;
    std::iter::from_fn(move || {
        let text = rest?;
        let (line, left) = match text.find(['\n', '\r']) {
            Some(at) => {
                let (line, tail) = text.split_at(at);
                let skip = if tail.starts_with("\r\n") { 2 } else { 1 };
                (line, tail.get(skip..))
            }
            None => (text, None),
        };
        rest = left.filter(|l| !l.is_empty());
        number = number.saturating_add(1);
        Some(Line { number, text: line })
    })
}

/// Reads decoded text; in Markdown `#` marks headings.
pub(super) fn read(text: &str, markdown: bool) -> Result<Document, ReadError> {
    let mut document = Document::default();
    let mut block: Vec<Line<'_>> = Vec::new();
    let mut open = Kind::Blank;
    for mut line in lines(text) {
        // Tools that turn PDF into text put a form feed before the first line of a page.
        if let Some(rest) = line.text.strip_prefix('\x0c') {
            close(&mut document, &mut block, open)?;
            document.blocks.push(Block::PageBreak);
            line.text = rest;
        }
        let kind = line.kind(open);
        if kind != open {
            close(&mut document, &mut block, open)?;
            open = kind;
        }
        match kind {
            Kind::Blank => {}
            Kind::Prose => document.blocks.push(Block::Paragraph(paragraph(line, markdown))),
            Kind::Tabs | Kind::Pipes => block.push(line),
        }
    }
    close(&mut document, &mut block, open)?;
    let title = document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    document.title = title;
    Ok(document)
}

fn paragraph(line: Line<'_>, markdown: bool) -> Paragraph {
    let hashes = line.text.chars().take_while(|c| *c == '#').count();
    if markdown && (1..=6).contains(&hashes) {
        let text = line.text.get(hashes..).unwrap_or_default();
        if text.starts_with(' ') {
            let title = text.trim_start();
            let column = hashes + 1 + text.chars().count() - title.chars().count();
            let role = match heading::role_of(title) {
                Role::Body if hashes == 1 => Role::Title,
                Role::Body => heading::level(hashes - 1),
                numbered => numbered,
            };
            return Paragraph { place: line.place(column), ..Paragraph::new(role, title.trim_end()) };
        }
    }
    Paragraph { place: line.place(1), ..Paragraph::new(heading::role_of(line.text), line.text) }
}

/// Turns the collected lines of a table into a block.
fn close(document: &mut Document, block: &mut Vec<Line<'_>>, kind: Kind) -> Result<(), ReadError> {
    let Some(first) = block.first() else { return Ok(()) };
    let mut table = Table { place: first.place(1), ..Table::default() };
    // Where other rows have no pipe before their first field, a pipe ends a blank one.
    let framed = block.iter().all(|line| line.text.trim_start().starts_with('|'));
    for line in block.drain(..) {
        let fields = line.fields(kind, framed);
        if kind == Kind::Pipes && table.rows == 1 && table.header_rows == 0 && is_rule(&fields) {
            table.header_rows = 1;
            table.cells.iter_mut().for_each(|c| c.header = true);
            continue;
        }
        table.cols = table.cols.max(fields.len());
        if table.cols > grid::MOST_COLUMNS {
            return Err(ReadError::TableTooLarge);
        }
        for (col, (column, text)) in fields.into_iter().enumerate() {
            table.cells.push(Cell { place: line.place(column), ..Cell::new(table.rows, col, text) });
        }
        table.rows += 1;
    }
    document.blocks.push(Block::Table(grid::finish(table)?));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        let numbers: Vec<(u32, &str)> = lines("a\r\nb\rc\n\nd\n").map(|l| (l.number, l.text)).collect();
        assert_eq!(numbers, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
    }

    #[test]
    fn a_field_knows_its_column() {
        let document = read("标题\n甲\t乙丙\t\n\t0\t1\t2", false).unwrap();
        let table = document.tables().next().unwrap();
        assert_eq!((table.rows, table.cols), (2, 4));
        let places: Vec<_> = table.cells.iter().map(|c| (c.place.line, c.place.column, c.text.as_str())).collect();
        assert_eq!(
            places,
            [
                (Some(2), Some(1), "甲"),
                (Some(2), Some(3), "乙丙"),
                (Some(2), Some(6), ""),
                (Some(3), Some(1), ""),
                (Some(3), Some(2), "0"),
                (Some(3), Some(4), "1"),
                (Some(3), Some(6), "2"),
            ]
        );
    }

    #[test]
    fn a_markdown_table_has_a_head_and_escaped_pipes() {
        let document = read("# 公告\n\n| 甲 | 乙 |\n|---|:-:|\n| 1 | a\\|b |\n", true).unwrap();
        assert_eq!(document.title.as_deref(), Some("公告"));
        let table = document.tables().next().unwrap();
        assert_eq!((table.rows, table.cols, table.header_rows), (2, 2, 1));
        assert_eq!(table.at(1, 1).unwrap().text, "a|b");
        assert_eq!((table.at(1, 1).unwrap().place.line, table.at(1, 1).unwrap().place.column), (Some(5), Some(7)));
    }

    #[test]
    fn rows_need_no_pipe_before_them() {
        let document = read("第一项 |\n规章 | 0 | 1 |\n|||\n| 2 | 3 |\n0 |\n\n|\n4 |\n|||\n5 |\n", false).unwrap();
        let tables: Vec<_> = document.tables().collect();
        assert_eq!(tables.len(), 1);
        assert_eq!((tables[0].rows, tables[0].cols), (4, 3));
        assert_eq!(tables[0].at(0, 0).map(|c| (c.text.as_str(), c.place.column)), Some(("规章", Some(1))));
        assert_eq!(tables[0].at(2, 1).map(|c| c.text.as_str()), Some("2"), "the pipe before it ends a blank field");
        assert_eq!(tables[0].at(3, 0).map(|c| c.text.as_str()), Some("0"));
        let lines: Vec<String> = document.paragraphs().map(|p| p.text()).collect();
        assert_eq!(lines, ["第一项 |", "|", "4 |", "|||", "5 |"]);
    }

    #[test]
    fn a_blank_line_ends_a_table() {
        let document = read("a\tb\n\nc\td\n正文\n", false).unwrap();
        assert_eq!(document.tables().count(), 2);
        assert_eq!(document.paragraphs().count(), 1);
    }
}
