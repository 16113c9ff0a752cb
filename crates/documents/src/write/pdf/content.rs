//! A document as the values that the template reads.
//!
//! Everything that can be decided without knowing the size of a glyph is decided here: levels of headings, which rows
//! of a table are its head, which date the file bears.

use typst::foundations::{Array, Bytes, Dict, IntoValue, Value, array, dict};

use crate::chart::{Chart, svg::svg};
use crate::fonts::{Fonts, Role as Typeface};
use crate::model::{Align, Block, Cell, Document, Paragraph, Role, Run, Table};
use crate::style;

/// Width of the type area (版心) in points.
const TYPE_AREA: f32 =
    (style::PAGE_WIDTH_MM - style::MARGIN_LEFT_MM - style::MARGIN_RIGHT_MM) / MM_PER_INCH * POINTS_PER_INCH;
const MM_PER_INCH: f32 = 25.4;
const POINTS_PER_INCH: f32 = 72.0;
/// Size and line pitch of tables in points: the widest form has fifteen columns.
const TABLE: [f64; 2] = [9.0, 12.5];
/// Size and line pitch of captions in points.
const CAPTION: [f64; 2] = [12.0, 18.0];
/// More rows than this are no head: repeating them would leave no room on the page.
const MOST_HEADER_ROWS: usize = 8;

/// The values of one document.
pub(super) fn inputs(document: &Document, fonts: &Fonts) -> Dict {
    let date = date(document).map(|(year, month, day)| array![year, month, day]);
    let document = dict! {
        "title" => title(document),
        "author" => document.author.as_deref().map(clean).into_value(),
        "date" => date.into_value(),
        "blocks" => blocks(document, fonts),
        "fonts" => typefaces(fonts),
        "sizes" => sizes(),
    };
    dict! { "document" => document }
}

/// The title of the file: accessible PDF must have one.
fn title(document: &Document) -> String {
    let stated = document.title.clone();
    let printed = || document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text);
    let first = || document.paragraphs().map(Paragraph::text).find(|text| !text.trim().is_empty());
    let text = stated.filter(|t| !t.trim().is_empty()).or_else(printed).or_else(first);
    clean(&text.unwrap_or_else(|| "无标题文件".to_owned())).split_whitespace().collect()
}

/// The date of the document (成文日期), the only one that does not change from print to print.
pub(super) fn date(document: &Document) -> Option<(i64, i64, i64)> {
    let dates: Vec<_> = document.paragraphs().filter(|p| p.role == Role::Date).collect();
    dates.iter().rev().find_map(|p| read_date(&p.text()))
}

fn read_date(text: &str) -> Option<(i64, i64, i64)> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(str::parse::<i64>);
    let mut next = || numbers.next()?.ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let date = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().filter(|_| (1900..=9999).contains(&year)).map(|_| (year, month, day))
}

/// The numbers of [`style`] in points, margins in millimetres.
fn sizes() -> Dict {
    let pair = |role| {
        let look = style::look(role);
        array![f64::from(look.size_pt), f64::from(look.line_pt)]
    };
    let margins = [style::MARGIN_TOP_MM, style::MARGIN_RIGHT_MM, style::MARGIN_BOTTOM_MM, style::MARGIN_LEFT_MM];
    dict! {
        "margins" => margins.into_iter().map(|mm| f64::from(mm).into_value()).collect::<Array>(),
        "characters" => i64::from(style::CHARACTERS),
        "number" => array![f64::from(style::PAGE_NUMBER_PT), f64::from(style::PAGE_NUMBER_BELOW_MM)],
        "body" => pair(Role::Body),
        "mark" => pair(Role::IssuerMark),
        "title" => pair(Role::Title),
        "caption" => array![CAPTION[0], CAPTION[1]],
        "table" => array![TABLE[0], TABLE[1]],
        "red" => style::RED,
    }
}

fn typefaces(fonts: &Fonts) -> Dict {
    let one = |role| {
        let families: Array = fonts.families(role).into_iter().map(IntoValue::into_value).collect();
        dict! { "families" => families, "bold" => fonts.has_bold(role) }
    };
    dict! {
        "song" => one(Typeface::SongTi),
        "fang" => one(Typeface::FangSong),
        "kai" => one(Typeface::KaiTi),
        "hei" => one(Typeface::HeiTi),
        "biao" => one(Typeface::BiaoSong),
    }
}

fn blocks(document: &Document, fonts: &Fonts) -> Array {
    let mut out = Array::new();
    let mut closing: Option<(Array, Array)> = None;
    let mut level = 0;
    for block in &document.blocks {
        // Signature and date are set against each other, so they travel together.
        if let Block::Paragraph(p) = block
            && matches!(p.role, Role::Signature | Role::Date)
        {
            let (signatures, dates) = closing.get_or_insert_default();
            if p.role == Role::Date { dates } else { signatures }.push(runs(p).into_value());
            continue;
        }
        finish(&mut closing, &mut out);
        match block {
            Block::Paragraph(p) if p.text().trim().is_empty() => {}
            Block::Paragraph(p) => {
                for line in title_lines(p) {
                    out.push(paragraph(&line, &mut level).into_value());
                }
            }
            Block::Table(t) if t.cells.is_empty() || t.cols == 0 => {}
            Block::Table(t) => out.push(table(t).into_value()),
            Block::Chart(c) => out.push(chart(c, fonts).into_value()),
            Block::PageBreak => out.push(dict! { "kind" => "pagebreak" }.into_value()),
        }
    }
    finish(&mut closing, &mut out);
    out
}

/// A long title in plain text as the two lines it is broken into by meaning; the template sets lines of one title together.
fn title_lines(p: &Paragraph) -> Vec<Paragraph> {
    let text = p.text();
    match style::title_break(&text) {
        Some(at) if p.role == Role::Title && p.runs.len() == 1 => {
            let (first, second) = text.split_at(at);
            vec![Paragraph::new(Role::Title, first), Paragraph::new(Role::Title, second)]
        }
        _ => vec![p.clone()],
    }
}

fn finish(closing: &mut Option<(Array, Array)>, out: &mut Array) {
    if let Some((signatures, dates)) = closing.take() {
        out.push(dict! { "kind" => "closing", "signatures" => signatures, "dates" => dates }.into_value());
    }
}

/// `level` is that of the last heading: accessible PDF forbids to skip one, documents in the wild do.
fn paragraph(p: &Paragraph, level: &mut i64) -> Dict {
    let (kind, depth) = match p.role {
        Role::IssuerMark => ("mark", None),
        Role::DocumentNumber => ("number", None),
        Role::Title => ("title", None),
        Role::Addressee => ("addressee", None),
        Role::Heading1 => ("heading1", Some(1)),
        Role::Heading2 => ("heading2", Some(2)),
        Role::Heading3 => ("heading3", Some(3)),
        Role::Heading4 => ("heading4", Some(4)),
        Role::Body | Role::Signature | Role::Date => ("body", None),
        Role::Caption => ("caption", None),
        Role::AttachmentNote => ("attachment", None),
        Role::Note => ("note", None),
    };
    let mut out = dict! { "kind" => kind, "runs" => runs(p) };
    if let Some(depth) = depth {
        *level = depth.min(*level + 1);
        out.insert("level".into(), level.into_value());
    }
    out
}

fn runs(p: &Paragraph) -> Array {
    let mut first = true;
    p.runs
        .iter()
        .filter(|run| !run.text.is_empty())
        .map(|Run { text, bold, link }| {
            let mut text = clean(text);
            // The page indents; spaces typed for the same purpose would indent twice.
            if first {
                text = text.trim_start().to_owned();
            }
            first = first && text.is_empty();
            dict! { "text" => text, "bold" => *bold, "link" => target(link.as_deref()) }.into_value()
        })
        .collect()
}

/// Only what opens from a file on somebody else's machine becomes a link.
fn target(link: Option<&str>) -> Value {
    let opens = |url: &&str| ["http://", "https://", "mailto:", "tel:"].iter().any(|start| url.starts_with(start));
    link.map(str::trim).filter(opens).filter(|url| url.len() < 2000).map(str::to_owned).into_value()
}

/// The drawing with its words, and its numbers as the table below it.
fn chart(c: &Chart, fonts: &Fonts) -> Dict {
    let families: Vec<String> = fonts.families(Typeface::HeiTi).into_iter().map(|f| format!("'{f}'")).collect();
    let drawing = svg(c, "chart", Some(&families.join(", ")));
    dict! {
        "kind" => "chart",
        "drawing" => drawing.map(|d| Bytes::new(d.into_bytes())).into_value(),
        "alt" => clean(&format!("{}。{}", c.caption(), c.description)),
        "title" => clean(&c.title),
        "instead" => c.instead().map(str::to_owned).into_value(),
        "note" => c.note.as_deref().map(clean).into_value(),
        "table" => table(&c.table()),
    }
}

fn table(t: &Table) -> Dict {
    let widths = widths(t);
    let head = header_rows(t);
    let cells = |in_head: bool| -> Array {
        let mine = t.cells.iter().filter(|c| (c.row < head) == in_head);
        mine.map(|c| cell(c, t, &widths, in_head).into_value()).collect()
    };
    dict! {
        "kind" => "table",
        "caption" => t.caption.as_deref().map(clean).filter(|c| !c.trim().is_empty()).into_value(),
        "widths" => widths.iter().map(|w| f64::from(*w).into_value()).collect::<Array>(),
        "head" => cells(true),
        "body" => cells(false),
    }
}

fn cell(c: &Cell, t: &Table, widths: &[f32], in_head: bool) -> Dict {
    let colspan = c.colspan.clamp(1, t.cols.saturating_sub(c.col).max(1));
    let rowspan = c.rowspan.clamp(1, t.rows.saturating_sub(c.row).max(1));
    let share: f32 = widths.iter().skip(c.col).take(colspan).sum();
    let align = match c.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    };
    dict! {
        "x" => c.col,
        "y" => c.row,
        "colspan" => colspan,
        "rowspan" => rowspan,
        "align" => align,
        "labels" => c.header && !in_head,
        "text" => breakable(&clean(&c.text), share * TYPE_AREA),
        "link" => target(c.link.as_deref()),
    }
}

/// Column widths as parts of one.
fn widths(t: &Table) -> Vec<f32> {
    let usable = t.widths.len() == t.cols && t.widths.iter().all(|w| w.is_finite() && *w > 0.0);
    let sum: f32 = t.widths.iter().sum();
    if usable && sum.is_finite() {
        t.widths.iter().map(|w| w / sum).collect()
    } else {
        vec![1.0 / t.cols as f32; t.cols]
    }
}

/// The head grows until no cell hangs out of it; what is too tall or the whole table is not repeated at all.
fn header_rows(t: &Table) -> usize {
    let mut head = t.header_rows.min(t.rows);
    loop {
        let reach = t.cells.iter().filter(|c| c.row < head).map(|c| (c.row + c.rowspan).min(t.rows)).max().unwrap_or(0);
        if reach <= head {
            break;
        }
        head = reach;
    }
    if head > MOST_HEADER_ROWS || head >= t.rows { 0 } else { head }
}

/// Lets long runs without a place to break (addresses, numbers) break when they are wider than their column.
fn breakable(text: &str, width: f32) -> String {
    // Half an em is what a digit or small letter takes, near enough; the padding of the cell is 5 pt.
    let fit = (((width - 5.0) / (TABLE[0] as f32 * 0.6)) as usize).max(1);
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_ascii_graphic() { run + 1 } else { 0 };
        if run > fit {
            out.push('\u{200B}');
            run = 1;
        }
        out.push(c);
    }
    out
}

/// Drops what has no look: control characters would be set as boxes.
fn clean(text: &str) -> String {
    let invisible =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}');
    text.replace("\r\n", "\n").replace(['\t', '\u{A0}'], " ").chars().filter(|c| !invisible(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_or_left_alone() {
        assert_eq!(read_date("2021年1月22日"), Some((2021, 1, 22)));
        assert_eq!(read_date("2021年2月30日"), None);
        assert_eq!(read_date("二〇二一年"), None);
    }

    #[test]
    fn a_hanging_head_grows_and_a_tall_one_is_dropped() {
        let mut hanging = Cell::new(0, 0, "a");
        hanging.rowspan = 2;
        let mut t = Table { rows: 5, cols: 1, header_rows: 1, cells: vec![hanging], ..Table::default() };
        assert_eq!(header_rows(&t), 2);
        t.cells[0].rowspan = 5;
        assert_eq!(header_rows(&t), 0);
    }

    #[test]
    fn long_numbers_may_break_short_ones_do_not() {
        assert_eq!(breakable("12345", 40.0), "12345");
        assert!(breakable("123456789012345", 40.0).contains('\u{200B}'));
    }

    #[test]
    fn relative_links_are_text_only() {
        assert_eq!(target(Some("/a")), Value::None);
        assert_eq!(target(Some("https://example.org/")), "https://example.org/".into_value());
    }
}
