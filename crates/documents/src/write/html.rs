//! Pages: a fragment for the web site, and a whole file that prints as GB/T 9704 asks.
//!
//! Everything is escaped, there are no inline styles or scripts, and link targets that run code are dropped. The
//! classes are those of the web site's style sheet.

use super::{
    class,
    grid::{Field, Fitted, Grid},
    link,
};
use crate::chart::{self, Chart};
use crate::model::{Block, Cell, Document, Paragraph, Role, Table};
use crate::style;
use domain::Place;
use std::borrow::Cow;

const PRINT: &str = include_str!("html/print.css");

/// The content for a page that has its own head: headings start at `h2`.
pub fn fragment(document: &Document) -> String {
    marked_fragment(document, &|_| None)
}

/// A paragraph or cell to be pointed at: an anchor, and what refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The anchor's id.
    pub id: String,
    /// Words and targets of the links that lead back to what is said about it.
    pub refs: Vec<(String, String)>,
}

/// Says whether what stood at a place is to be marked.
pub type MarkOf<'a> = dyn Fn(&Place) -> Option<Mark> + 'a;

/// [`fragment`] with marks on paragraphs and cells, each with its anchor; a blank cell is marked in words.
pub fn marked_fragment(document: &Document, marks: &MarkOf<'_>) -> String {
    let mut out = String::new();
    content(&mut out, document, "h2", marks);
    out
}

fn marked(text: String, place: &Place, marks: &MarkOf<'_>) -> String {
    let Some(mark) = marks(place) else { return text };
    let text = if text.trim().is_empty() { "（空白）".to_owned() } else { text };
    let refs: String = mark
        .refs
        .iter()
        .map(|(words, target)| format!("<a href=\"{}\">{}</a>", escape(target), escape(words)))
        .collect();
    format!(
        "<mark class=\"gk-mark\" id=\"{}\">{text}</mark><span class=\"gk-mark__refs\">{refs}</span>",
        escape(&mark.id)
    )
}

/// A complete file to keep: its style is inside, nothing is loaded from elsewhere.
pub fn page(document: &Document) -> String {
    let title =
        document.title.clone().or_else(|| document.paragraphs().find(|p| p.role == Role::Title).map(Paragraph::text));
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    if let Some(author) = &document.author {
        out.push_str(&format!("<meta name=\"author\" content=\"{}\">\n", escape(author)));
    }
    out.push_str(&format!("<title>{}</title>\n", escape(title.as_deref().unwrap_or("文档"))));
    out.push_str(&format!("<style>\n{}{PRINT}</style>\n</head>\n<body>\n<main>\n", root()));
    content(&mut out, document, "h1", &|_| None);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The numbers of the standard as custom properties for the style sheet.
fn root() -> String {
    format!(
        ":root {{ --body: {}pt; --line: {}pt; --title: {}pt; --table: {}pt; --roomy: {}pt; --red: #{}; }}\n\
         @page {{ size: A4; margin: {}mm {}mm {}mm {}mm; }}\n",
        style::BODY_PT,
        style::LINE_PT,
        style::TITLE_PT,
        style::TABLE_PT,
        style::ROOMY_TABLE_PT,
        style::RED,
        style::MARGIN_TOP_MM,
        style::MARGIN_RIGHT_MM,
        style::MARGIN_BOTTOM_MM,
        style::MARGIN_LEFT_MM,
    )
}

fn content(out: &mut String, document: &Document, title: &str, marks: &MarkOf<'_>) {
    // What a table is about, for those who cannot see it: its caption or the heading above.
    let mut about = None;
    let mut charts = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => {
                if is_heading(p.role) || p.role == Role::Caption {
                    about = Some(p.text());
                }
                paragraph(out, p, title, marks);
            }
            Block::Table(t) => {
                let label = t.caption.clone().or_else(|| about.clone()).unwrap_or_else(|| "表格".to_owned());
                table(out, t, &label, marks);
            }
            Block::Chart(c) => {
                charts += 1;
                chart(out, c, &format!("gk-chart-{charts}"));
            }
            Block::PageBreak => out.push_str(&format!("<div class=\"{}\"></div>\n", class::PAGE_BREAK)),
        }
    }
}

fn is_heading(role: Role) -> bool {
    matches!(role, Role::Title | Role::Heading1 | Role::Heading2 | Role::Heading3 | Role::Heading4)
}

/// Text for content and attributes.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    // Control characters are not allowed in a page.
    let dropped = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(|c| matches!(c, '&' | '<' | '>' | '"' | '\'') || dropped(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if dropped(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn paragraph(out: &mut String, paragraph: &Paragraph, title: &str, marks: &MarkOf<'_>) {
    let element = match paragraph.role {
        Role::Title => title,
        Role::Heading1 => "h2",
        Role::Heading2 => "h3",
        Role::Heading3 => "h4",
        Role::Heading4 => "h5",
        _ => "p",
    };
    match class::of(paragraph.role) {
        Some(class) => out.push_str(&format!("<{element} class=\"{class}\">")),
        None => out.push_str(&format!("<{element}>")),
    }
    let mut whole = String::new();
    for run in &paragraph.runs {
        let mut text = lines(&run.text);
        if run.bold {
            text = format!("<strong>{text}</strong>");
        }
        if let Some(target) = run.link.as_deref().and_then(link::for_page) {
            text = format!("<a href=\"{}\">{text}</a>", escape(target));
        }
        whole.push_str(&text);
    }
    out.push_str(&marked(whole, &paragraph.place, marks));
    out.push_str(&format!("</{element}>\n"));
}

fn table(out: &mut String, table: &Table, label: &str, marks: &MarkOf<'_>) {
    let grid = Grid::new(table);
    out.push_str(&format!(
        "<div class=\"gk-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n",
        escape(label)
    ));
    out.push_str("<p class=\"gk-swipe\" aria-hidden=\"true\">左右滑动，看完整表格 →</p>\n");
    // A grid of many columns needs a minimum width on a telephone.
    let wide = if table.cols > style::ROOMY_COLUMNS { " gk-data--wide" } else { "" };
    out.push_str(&format!("<table class=\"gk-data gk-data--form{wide}\">\n"));
    if let Some(caption) = &table.caption {
        out.push_str(&format!("<caption>{}</caption>\n", lines(caption)));
    }
    let head = grid.header_rows();
    if head > 0 {
        out.push_str("<thead>\n");
        (0..head).for_each(|r| row(out, &grid, r, marks));
        out.push_str("</thead>\n");
    }
    if head < grid.rows() {
        out.push_str("<tbody>\n");
        (head..grid.rows()).for_each(|r| row(out, &grid, r, marks));
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n</div>\n");
}

/// The drawing with its numbers behind it; what is not drawn is said, with the table open to see.
fn chart(out: &mut String, chart: &Chart, id: &str) {
    let caption = escape(&chart.title);
    out.push_str(&format!(
        "<figure class=\"gk-chart\">\n<figcaption class=\"gk-chart__title\">{caption}</figcaption>\n"
    ));
    match chart::svg::svg(chart, id, None) {
        Some(drawing) => out.push_str(&drawing),
        None => {
            let said = chart.instead().unwrap_or_default();
            out.push_str(&format!("<p class=\"gk-chart__note\">{said}</p>\n"));
        }
    }
    if let Some(note) = &chart.note {
        out.push_str(&format!("<p class=\"gk-chart__note\">{}</p>\n", lines(note)));
    }
    out.push_str("<details class=\"gkui-details gk-chart__data\">\n<summary class=\"gkui-details__summary\">");
    out.push_str(&format!("<span class=\"gkui-details__summary-text\">数据表：{caption}</span></summary>\n"));
    out.push_str("<div class=\"gkui-details__text\">\n");
    table(out, &chart.table(), &chart.title, &|_| None);
    out.push_str("</div>\n</details>\n</figure>\n");
}

fn row(out: &mut String, grid: &Grid<'_>, row: usize, marks: &MarkOf<'_>) {
    let fields: Vec<Field<'_>> = grid.row(row).collect();
    let begins = fields.iter().filter_map(|f| match f {
        Field::Begins(f) => Some(*f),
        _ => None,
    });
    let labels_only = row < grid.header_rows() || begins.into_iter().all(|f| f.cell.header);
    // Gaps at the end of a ragged row need no cell.
    let used = fields.iter().rposition(|f| *f != Field::Gap).map_or(0, |last| last + 1);
    out.push_str("<tr>");
    for field in fields.iter().take(used) {
        match field {
            Field::Begins(f) => cell(out, *f, labels_only, marks),
            Field::Covered(_) => {}
            Field::Gap => out.push_str("<td></td>"),
        }
    }
    out.push_str("</tr>\n");
}

/// Whether a cell is a figure, to be set with digits of one width.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+', '－']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
}

fn cell(out: &mut String, f: Fitted<'_>, labels_only: bool, marks: &MarkOf<'_>) {
    let Cell { header, align, text, link: target, place, .. } = f.cell;
    let element = if *header { "th" } else { "td" };
    out.push_str(&format!("<{element}"));
    if *header {
        let scope = match (labels_only, f.rowspan > 1, f.colspan > 1) {
            (true, _, true) => "colgroup",
            (true, _, false) => "col",
            (false, true, _) => "rowgroup",
            (false, false, _) => "row",
        };
        out.push_str(&format!(" scope=\"{scope}\""));
    }
    let mut classes: Vec<&str> = Vec::new();
    if *header && !labels_only {
        classes.push("gk-data__label");
    }
    if !header && is_figure(text) {
        classes.push("num");
    }
    classes.extend(class::of_align(*align));
    if !classes.is_empty() {
        out.push_str(&format!(" class=\"{}\"", classes.join(" ")));
    }
    if f.rowspan > 1 {
        out.push_str(&format!(" rowspan=\"{}\"", f.rowspan));
    }
    if f.colspan > 1 {
        out.push_str(&format!(" colspan=\"{}\"", f.colspan));
    }
    let text = lines(text);
    let text = match target.as_deref().and_then(link::for_page) {
        Some(target) => format!("<a href=\"{}\">{text}</a>", escape(target)),
        None => text,
    };
    out.push_str(&format!(">{}</{element}>", marked(text, place, marks)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_hostile_links_are_dropped() {
        let mut document = Document::default();
        document.push(Role::Body, "<script>&\"'\u{8}");
        if let Some(Block::Paragraph(p)) = document.blocks.last_mut() {
            p.runs[0].link = Some("javascript:alert(1)".into());
        }
        assert_eq!(fragment(&document), "<p>&lt;script&gt;&amp;&quot;&#39;</p>\n");
    }

    #[test]
    fn what_is_pointed_at_is_marked_with_an_anchor_and_the_way_back() {
        let mut document = Document::default();
        document.push(Role::Body, "甲");
        let mut blank = Cell::new(0, 0, "");
        blank.place.line = Some(7);
        let cells = vec![blank, Cell::new(0, 1, "5")];
        document.blocks.push(Block::Table(Table { rows: 1, cols: 2, cells, ..Table::default() }));
        let html = marked_fragment(&document, &|place| {
            (place.line == Some(7)).then(|| Mark { id: "m1".into(), refs: vec![("问题1".into(), "#f<1".into())] })
        });
        assert!(html.contains(r##"<td><mark class="gk-mark" id="m1">（空白）</mark>"##), "{html}");
        assert!(html.contains(r##"<a href="#f&lt;1">问题1</a>"##), "{html}");
        assert_eq!(html.matches("<mark").count(), 1, "{html}");
        assert!(fragment(&document).contains("<td></td>"));
    }

    #[test]
    fn figures_are_digits_and_nothing_else() {
        assert!(["0", "-3", "1,234.50"].iter().all(|t| is_figure(t)));
        assert!(!["", "/", "—", "2020年", "."].iter().any(|t| is_figure(t)));
    }
}
