//! HTML: a fragment for our own pages and a page that stands alone.
//!
//! The fragment carries classes and no style of its own, because the pages of the site forbid inline style. Links are
//! written only where they lead to a page: another scheme, such as `javascript:`, prints as plain text.

use std::fmt::Write as _;

use crate::{
    grid::Cover,
    model::{Block, Cell, Document, Paragraph, Role, Run, Table},
    write::class,
};

/// The document without a frame, for the body of a page.
pub fn fragment(document: &Document) -> String {
    let mut out = String::new();
    let mut tables = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => paragraph(&mut out, p),
            Block::Table(t) => {
                tables += 1;
                table(&mut out, t, tables);
            }
            Block::PageBreak => {
                open(&mut out, "div", &[("class", class::PAGE_BREAK)]);
                out.push_str("</div>\n");
            }
        }
    }
    out
}

fn paragraph(out: &mut String, paragraph: &Paragraph) {
    let tag = match paragraph.role {
        Role::Title => "h1",
        Role::Heading1 => "h2",
        Role::Heading2 => "h3",
        Role::Heading3 => "h4",
        Role::Heading4 => "h5",
        _ => "p",
    };
    let class = class::of_role(paragraph.role);
    open(out, tag, &[("class", class)]);
    for run in &paragraph.runs {
        run_of(out, run);
    }
    close(out, tag);
    out.push('\n');
}

fn run_of(out: &mut String, run: &Run) {
    let link = run.link.as_deref().filter(|l| is_safe_link(l));
    if let Some(link) = link {
        open(out, "a", &[("href", link)]);
    }
    if run.bold {
        out.push_str("<strong>");
    }
    text(out, &run.text);
    if run.bold {
        out.push_str("</strong>");
    }
    if link.is_some() {
        close(out, "a");
    }
}

fn table(out: &mut String, table: &Table, number: usize) {
    let label = table.caption.clone().unwrap_or_else(|| format!("表格{number}"));
    open(out, "div", &[("class", "gk-scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &label)]);
    out.push_str("<p class=\"gk-swipe\" aria-hidden=\"true\">左右滑动，看完整表格 →</p>\n");
    out.push_str("<table class=\"gk-data gk-data--form\">\n");
    if let Some(caption) = &table.caption {
        out.push_str("<caption>");
        text(out, caption);
        out.push_str("</caption>\n");
    }
    let cover = Cover::of(table);
    let head = table.header_rows.min(table.rows);
    for (tag, rows) in [("thead", 0..head), ("tbody", head..table.rows)] {
        if rows.is_empty() {
            continue;
        }
        open(out, tag, &[]);
        out.push('\n');
        let end = rows.end;
        for row in rows {
            table_row(out, table, &cover, row, end);
        }
        close(out, tag);
        out.push('\n');
    }
    out.push_str("</table>\n</div>\n");
}

/// One row. A cell does not reach out of its row group (`end`): browsers would cut it there anyway.
fn table_row(out: &mut String, table: &Table, cover: &Cover, row: usize, end: usize) {
    out.push_str("<tr>");
    for col in 0..table.cols {
        match cover.at(row, col).map(|index| &table.cells[index]) {
            Some(cell) if cell.row == row && cell.col == col => table_cell(out, table, cell, end),
            Some(_) => {}
            // A field of a ragged row, printed so that the columns after it stay where they are.
            None => out.push_str("<td></td>"),
        }
    }
    out.push_str("</tr>\n");
}

fn table_cell(out: &mut String, table: &Table, cell: &Cell, end: usize) {
    let tag = if cell.header { "th" } else { "td" };
    let scope = match (cell.header, cell.row < table.header_rows) {
        (false, _) => "",
        (true, true) => "col",
        (true, false) => "row",
    };
    let rowspan = cell.rowspan.min(end.saturating_sub(cell.row));
    let colspan = cell.colspan.min(table.cols - cell.col);
    let kind = match cell.header {
        true if scope == "row" => "gk-data__label",
        false if is_number(&cell.text) => "num",
        _ => "",
    };
    let class = [kind, class::of_align(cell.align)].join(" ");
    let class = class.trim();
    let span = |n: usize| if n > 1 { n.to_string() } else { String::new() };
    open(out, tag, &[("class", class), ("scope", scope), ("colspan", &span(colspan)), ("rowspan", &span(rowspan))]);
    let link = cell.link.as_deref().filter(|l| is_safe_link(l));
    if let Some(link) = link {
        open(out, "a", &[("href", link)]);
    }
    text(out, &cell.text);
    if link.is_some() {
        close(out, "a");
    }
    close(out, tag);
}

/// Whether a text is a plain number: `-12`, `3,985,758`, `96171.6`, `45%`.
fn is_number(text: &str) -> bool {
    let body = text.trim().trim_start_matches(['-', '+', '−']).trim_end_matches(['%', '％']);
    body.starts_with(|c: char| c.is_ascii_digit()) && body.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

/// Whether a link leads to a page, a mail address, a telephone or a place on this site.
fn is_safe_link(link: &str) -> bool {
    let link = link.trim();
    match link.split_once(':') {
        // A colon behind the path, the query or the fragment belongs to no scheme.
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            ["http", "https", "mailto", "tel"].iter().any(|s| s.eq_ignore_ascii_case(scheme))
        }
        _ => !link.is_empty(),
    }
}

/// Writes a start tag; attributes without a value are left out.
fn open(out: &mut String, tag: &str, attributes: &[(&str, &str)]) {
    out.push('<');
    out.push_str(tag);
    for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
        // Writing to a string cannot fail.
        let _ = write!(out, " {name}=\"");
        escape(out, value);
        out.push('"');
    }
    out.push('>');
}

fn close(out: &mut String, tag: &str) {
    let _ = write!(out, "</{tag}>");
}

/// Writes text, with its line breaks.
fn text(out: &mut String, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("<br>");
        }
        escape(out, line);
    }
}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters are not allowed in a page.
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
}
