//! Lines into paragraphs, by the rules Chinese is set by: the first line is indented by two characters, every line but
//! the last reaches the margin, headings stand alone, titles are centred.

use super::lattice::Lattice;
use super::layout::Laid;
use super::lines::{Line, is_spaced, median};
use super::matrix::{Rect, Turn};
use crate::model::{Align, Block, Paragraph, Role};
use crate::read::heading;
use domain::Place;

/// The blocks of a document, in reading order.
pub(super) fn blocks(pages: Vec<Laid>) -> Vec<Block> {
    let mut out = Vec::new();
    let body = body_size(&pages);
    let mut open: Option<Open> = None;
    let mut is_head = true;
    let margins = Margins::of_all(&pages, body);
    for (index, (page, margins)) in pages.into_iter().zip(margins).enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        if index > 0 {
            // A paragraph that goes on over the page is one paragraph; the break follows it.
            if open.as_ref().is_none_or(|o| !goes_on(o, &page, &margins, body)) {
                flush(&mut open, &mut out, &mut is_head);
                out.push(Block::PageBreak);
            } else if let Some(open) = &mut open {
                (open.breaks_after, open.is_over) = (true, true);
            }
        }
        let mut tables = page.tables.into_iter().peekable();
        for line in page.lines {
            while let Some(table) = tables.next_if(|t| t.area.middle().1 < line.area.middle().1) {
                flush(&mut open, &mut out, &mut is_head);
                is_head = false;
                out.push(place(table, number, page.turn));
            }
            let continues = open.as_ref().is_some_and(|o| o.takes(&line, &margins, body));
            if !continues {
                flush(&mut open, &mut out, &mut is_head);
            }
            match &mut open {
                Some(open) => open.add(line, &margins),
                None => open = Some(Open::new(line, &margins, number, page.turn, body)),
            }
        }
        for table in tables {
            flush(&mut open, &mut out, &mut is_head);
            is_head = false;
            out.push(place(table, number, page.turn));
        }
    }
    flush(&mut open, &mut out, &mut is_head);
    out
}

/// The size that most of the text is set in.
fn body_size(pages: &[Laid]) -> f32 {
    let sizes = pages.iter().flat_map(|p| p.lines.iter()).filter(|l| l.text.chars().count() >= 12).map(|l| l.size);
    median(sizes.collect())
        .or_else(|| median(pages.iter().flat_map(|p| p.lines.iter()).map(|l| l.size).collect()))
        .unwrap_or(12.0)
}

/// Between where lines of text run.
#[derive(Debug, Clone, Copy)]
struct Margins {
    left: f32,
    right: f32,
}

impl Margins {
    /// The margins of every page; one with hardly any text has those of the others.
    fn of_all(pages: &[Laid], body: f32) -> Vec<Margins> {
        let sure: Vec<Option<Margins>> = pages.iter().map(|page| Margins::of(page, body)).collect();
        let same = |a: &Laid, b: &Laid| a.turn == b.turn && (a.frame.width() - b.frame.width()).abs() < 1.0;
        pages
            .iter()
            .zip(&sure)
            .map(|(page, own)| {
                let of_others = || pages.iter().zip(&sure).filter(|(p, _)| same(p, page)).find_map(|(_, m)| *m);
                own.or_else(of_others).unwrap_or_else(|| Margins::usual(page))
            })
            .collect()
    }

    fn of(page: &Laid, body: f32) -> Option<Margins> {
        let is_long = |l: &&Line| l.text.chars().count() >= 10 && (l.size - body).abs() < body * 0.15;
        let lines: Vec<&Line> = page.lines.iter().filter(is_long).collect();
        let left = lines.iter().map(|l| l.area.left).fold(f32::MAX, f32::min);
        let right = lines.iter().map(|l| l.area.right).fold(f32::MIN, f32::max);
        (lines.len() >= 2 && right - left > page.frame.width() * 0.4).then_some(Margins { left, right })
    }

    /// As wide as the text of the page, and no narrower than with the usual margin.
    fn usual(page: &Laid) -> Margins {
        let usual = page.frame.width() * 0.13;
        let start = (page.frame.left + usual, page.frame.right - usual);
        let (left, right) =
            page.lines.iter().fold(start, |(l, r), line| (l.min(line.area.left), r.max(line.area.right)));
        Margins { left, right }
    }
}

/// A paragraph that may go on.
struct Open {
    role: Role,
    text: String,
    is_bold: bool,
    size: f32,
    place: Place,
    turn: Turn,
    /// The rectangle on the page where it begins.
    area: Rect,
    last: Line,
    /// Whether its last line reaches the margin.
    room: f32,
    is_centred: bool,
    /// Where its lines after the first begin.
    rest_left: Option<f32>,
    first_left: f32,
    /// Whether it goes on at the top of the next page, of which no line has been added yet.
    is_over: bool,
    breaks_after: bool,
}

fn is_centred(line: &Line, margins: &Margins, body: f32) -> bool {
    let (left, right) = (line.area.left - margins.left, margins.right - line.area.right);
    // Body text that happens to end as far from the margin as it was indented is not centred.
    let least = if line.size > body * 1.12 { line.size * 0.4 } else { line.size * 2.5 };
    (left - right).abs() < line.size * 1.6 && left > least
}

impl Open {
    fn new(line: Line, margins: &Margins, page: u32, turn: Turn, body: f32) -> Open {
        let is_centred = is_centred(&line, margins, body);
        let role = match heading::role_of(&line.text) {
            Role::Body if is_centred && line.size > body * 1.12 => Role::Title,
            Role::Body if is_right(&line, margins) && is_date(&line.text) => Role::Date,
            role => role,
        };
        Open {
            role,
            text: line.text.clone(),
            is_bold: line.is_bold,
            size: line.size,
            place: Place { page: Some(page), ..Place::default() },
            turn,
            area: line.area,
            room: margins.right - line.area.right,
            is_centred,
            rest_left: None,
            first_left: line.area.left,
            last: line,
            is_over: false,
            breaks_after: false,
        }
    }

    /// Whether the next line belongs to the paragraph.
    fn takes(&self, line: &Line, margins: &Margins, body: f32) -> bool {
        let same_look = (line.size - self.size).abs() < self.size * 0.08 && line.turn == self.last.turn;
        if !same_look || is_row(&self.last) || is_row(line) {
            return false;
        }
        let gap = line.area.top - self.last.area.bottom;
        if !self.is_over && (gap > self.size * 1.9 || gap < -self.size) {
            return false;
        }
        if self.is_centred && is_centred(line, margins, body) {
            // A title in two lines. Other centred lines (issuer, number, date) stand alone.
            return self.role == Role::Title && !self.is_over;
        }
        if self.role == Role::Title || is_numbered(&line.text) {
            return false;
        }
        let indent = line.area.left - margins.left;
        let aligned = match self.rest_left {
            Some(left) => (line.area.left - left).abs() < self.size * 0.8,
            None => line.area.left <= self.first_left + self.size * 0.5,
        };
        let starts_anew = indent > self.size * 1.3 && !(self.rest_left.is_some() && aligned);
        !starts_anew && aligned && self.is_full_before(line)
    }

    /// Whether the last line had no room for what the next begins with.
    fn is_full_before(&self, next: &Line) -> bool {
        let mut chars = next.text.chars();
        let first = chars.next().unwrap_or(' ');
        let em = self.size;
        let needs = if is_spaced(first) {
            next.text.chars().take_while(|c| is_spaced(*c)).count() as f32 * 0.55 * em
        } else if chars.next().is_some_and(|c| "，。、；：？！）》”’…".contains(c)) {
            // What may not begin a line takes the character before it along.
            2.0 * em
        } else {
            em
        };
        self.room < needs + 0.45 * em
    }

    fn add(&mut self, line: Line, margins: &Margins) {
        let (end, start) = (self.text.chars().last().unwrap_or(' '), line.text.chars().next().unwrap_or(' '));
        if is_spaced(end) && is_spaced(start) && !(end.is_ascii_digit() && start.is_ascii_digit()) {
            self.text.push(' ');
        }
        self.text.push_str(&line.text);
        self.room = margins.right - line.area.right;
        if !self.breaks_after {
            self.area = self.area.join(&line.area);
            self.rest_left = Some(line.area.left);
        }
        self.last = line;
        self.is_over = false;
    }
}

/// Numbers in columns: a row of a table without rules is no part of a sentence, however far it reaches.
fn is_row(line: &Line) -> bool {
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '—' | '-'));
    line.pieces.iter().filter(|piece| is_number(&piece.text)).count() >= 3
}

fn is_right(line: &Line, margins: &Margins) -> bool {
    line.area.left > (margins.left + margins.right) / 2.0 - line.size
}

/// 2024年1月20日 and nothing else.
fn is_date(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    bare.chars().count() <= 14
        && bare.ends_with('日')
        && bare.contains('年')
        && bare.contains('月')
        && bare.chars().all(|c| c.is_numeric() || "年月日〇○零一二三四五六七八九十".contains(c))
}

/// 一、 or （一）: what begins so begins a paragraph, wherever it stands.
fn is_numbered(text: &str) -> bool {
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let inner = text.strip_prefix(['（', '(']);
    let rest = inner.unwrap_or(text);
    let behind = rest.trim_start_matches(is_numeral);
    behind.len() < rest.len()
        && if inner.is_some() { behind.starts_with(['）', ')']) } else { behind.starts_with('、') }
}

/// Whether a paragraph goes on at the top of the next page.
fn goes_on(open: &Open, page: &Laid, margins: &Margins, body: f32) -> bool {
    let Some(first) = page.lines.first() else { return false };
    if page.tables.first().is_some_and(|t| t.area.top < first.area.top) || page.turn != open.turn {
        return false;
    }
    let from_edge = first.area.left - margins.left;
    open.role == Role::Body
        && !open.is_centred
        && !open.breaks_after
        && (first.size - open.size).abs() < open.size * 0.08
        && from_edge < open.size * 1.3
        && !is_numbered(&first.text)
        && !is_centred(first, margins, body)
        && open.is_full_before(first)
}

fn flush(open: &mut Option<Open>, out: &mut Vec<Block>, is_head: &mut bool) {
    let Some(open) = open.take() else { return };
    let role = match open.role {
        // Only what stands before the text is its title; large centred lines later on are headings of tables.
        Role::Title if !*is_head => Role::Caption,
        role => role,
    };
    if !matches!(role, Role::Title) && !open.is_centred {
        *is_head = false;
    }
    let mut paragraph = Paragraph::new(role, open.text);
    for run in &mut paragraph.runs {
        run.bold = open.is_bold;
    }
    paragraph.place = Place { area: Some(open.turn.back(&open.area).area()), ..open.place };
    out.push(Block::Paragraph(paragraph));
    if open.breaks_after {
        out.push(Block::PageBreak);
    }
}

/// A table with its places.
fn place(lattice: Lattice, page: u32, turn: Turn) -> Block {
    let at = |r: &Rect| Place { page: Some(page), area: Some(turn.back(r).area()), ..Place::default() };
    let mut table = lattice.table;
    table.place = at(&lattice.area);
    for (cell, area) in table.cells.iter_mut().zip(&lattice.areas) {
        cell.place = at(area);
        cell.align = Align::Center;
    }
    Block::Table(table)
}
