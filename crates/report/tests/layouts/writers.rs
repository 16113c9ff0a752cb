//! How offices, word processors and web systems write tables down.

use documents::model::{Block, Cell, Document, Role, Table};

/// What is left of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Every field in its column.
    Grid,
    /// Blank cells too, but not which fields a merged one covered.
    Cells,
    /// In running text a blank is nothing at all, and its row cannot be told apart.
    Words,
}

/// A way to write a document.
pub struct Writer {
    pub name: &'static str,
    pub keeps: Keeps,
    pub write: fn(&Document) -> (&'static str, Vec<u8>),
}

/// How a page is marked up.
struct Style {
    table: &'static str,
    td: &'static str,
    before: &'static str,
    after: &'static str,
    close: bool,
    blank: &'static str,
    wrap: bool,
}

const PLAIN: Style =
    Style { table: "<table border=1>", td: "", before: "", after: "", close: true, blank: "", wrap: false };

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn html(document: &Document, style: &Style) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => {
                let text = escaped(&p.text());
                out += &match p.role {
                    Role::Title => format!("<h1>{text}</h1>\n"),
                    _ => format!("<p class=\"MsoNormal\" style=\"text-indent:32.0000pt;\">{text}</p>\n"),
                };
            }
            Block::Table(table) => out += &table_html(table, style),
            Block::Chart(_) => {}
            Block::PageBreak => out += "<p>- 2 -</p>\n",
        }
    }
    out
}

fn table_html(table: &Table, style: &Style) -> String {
    let mut out = String::from(style.table);
    for row in 0..table.rows {
        out += "<tr>";
        for cell in table.cells.iter().filter(|c| c.row == row) {
            out += "<td";
            if cell.rowspan > 1 {
                out += &format!(" rowspan=\"{}\"", cell.rowspan);
            }
            if cell.colspan > 1 {
                out += &format!(" colspan={}", cell.colspan);
            }
            out += style.td;
            out += ">";
            let text = escaped(&cell.text).replace('\n', "<br/>");
            out += style.before;
            out += if text.is_empty() { style.blank } else { &text };
            out += style.after;
            if style.close {
                out += "</td>";
            }
            out.push('\n');
        }
        if style.close {
            out += "</tr>\n";
        }
    }
    out += "</table>\n";
    if style.wrap { format!("<table width=100%><tr><td>{out}</td></tr></table>") } else { out }
}

fn page(body: &str, charset: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"{charset}\"><title>政府信息公开_青山县</title>\
         <style>td{{border:1px}}</style></head>\n<body>{body}</body></html>"
    )
}

fn wps(document: &Document) -> String {
    let style = Style {
        table: "<table class=MsoNormalTable border=1 cellspacing=0 style=\"border-collapse:collapse;width:426.1pt;mso-table-layout-alt:fixed;border:none;\">",
        td: " width=56 valign=center style=\"width:42.6pt;padding:0.0000pt 5.4000pt;border-left:1.0000pt solid windowtext;mso-border-left-alt:0.5000pt solid windowtext;background:rgb(255,255,255);\"",
        before: "<p class=MsoNormal align=center style=\"text-align:center;\"><span style=\"mso-spacerun:'yes';font-family:宋体;font-size:9.0000pt;\"><font face=\"宋体\">",
        after: "</font></span><span style=\"font-family:宋体;\"><o:p></o:p></span></p>",
        close: true,
        blank: "&nbsp;",
        wrap: false,
    };
    page(&html(document, &style), "utf-8")
}

fn word(document: &Document) -> String {
    let style = Style {
        table: "<!--[if gte mso 9]><xml><w:x>0</w:x></xml><![endif]--><div align=center><table class=MsoTableGrid border=1>",
        td: " style='width:2.0cm;mso-border-alt:solid windowtext .5pt'",
        before: "<p class=MsoNormal align=center><span lang=EN-US style='font-family:\"仿宋_GB2312\",serif'>",
        after: "<o:p></o:p></span></p>",
        close: true,
        blank: "&nbsp;",
        wrap: false,
    };
    page(&html(document, &style), "utf-8")
}

/// Tags left out where the standard allows it.
fn bare(document: &Document) -> String {
    page(&html(document, &Style { close: false, table: "<TABLE>", ..PLAIN }), "utf-8").replace("</p>", "")
}

fn framed(document: &Document) -> String {
    let inner = html(document, &Style { wrap: true, td: " nowrap", ..PLAIN });
    let menu = "<table><tr><td><a href=/>首页</a></td><td><a href=/zfxxgk/>政府信息公开</a></td></tr></table>";
    let frame = format!(
        "<table width=1000 align=center><tbody><tr><td colspan=2>{menu}</td></tr><tr><td>当前位置：首页&gt;政府信息公开年报</td>\
         <td><table><tr><td><div id=\"zoom\">{inner}</div></td></tr></table></td></tr></tbody></table>"
    );
    page(&frame, "utf-8")
}

fn gbk(document: &Document) -> Vec<u8> {
    let text = page(&html(document, &PLAIN), "gb2312");
    // 〔 and the like are in GBK; what is not becomes a reference, as editors do.
    let (bytes, ..) = encoding_rs::GBK.encode(&text);
    bytes.into_owned()
}

/// Fields that a merged cell covers stay empty.
fn grid(table: &Table) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new(); table.cols]; table.rows];
    for Cell { row, col, text, .. } in &table.cells {
        rows[*row][*col] = text.replace('\n', "");
    }
    rows
}

fn lines(document: &Document, table: impl Fn(&Table) -> String) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => out += &format!("{}\n", p.text()),
            Block::Table(t) => out += &table(t),
            Block::Chart(_) => {}
            Block::PageBreak => out.push('\n'),
        }
    }
    out
}

fn tabs(document: &Document) -> String {
    lines(document, |t| grid(t).iter().map(|row| row.join("\t") + "\n").collect::<String>() + "\n")
}

fn pipes(document: &Document) -> String {
    lines(document, |t| {
        let mut out = String::from("\n");
        for (i, row) in grid(t).iter().enumerate() {
            out += &format!("| {} |\n", row.join(" | "));
            if i == 0 {
                out += &format!("|{}\n", "---|".repeat(t.cols));
            }
        }
        out + "\n"
    })
}

/// Each printed cell on a line of its own.
fn flattened(document: &Document) -> String {
    lines(document, |t| {
        let mut cells: Vec<&Cell> = t.cells.iter().collect();
        cells.sort_by_key(|c| (c.row, c.col));
        cells.iter().filter(|c| !c.text.is_empty()).map(|c| c.text.replace('\n', "") + "\n").collect()
    })
}

/// Each row on a line with blanks between the cells.
fn spaced(document: &Document) -> String {
    lines(document, |t| {
        grid(t)
            .iter()
            .map(|row| {
                let printed: Vec<String> = row.iter().filter(|f| !f.is_empty()).map(|f| f.replace(' ', "")).collect();
                printed.join(" ") + "\n"
            })
            .collect()
    })
}

/// The cells of each row as a page prints them, with how many fields the merged ones leave over.
fn printed_rows(table: &Table) -> Vec<(Vec<&Cell>, usize)> {
    (0..table.rows)
        .map(|row| {
            let cells: Vec<&Cell> = table.cells.iter().filter(|c| c.row == row).collect();
            let over = table.cols - cells.len();
            (cells, over)
        })
        .collect()
}

/// As tools that take the text out of pages leave it: a cell a line, a pipe behind it, rows filled up with pipes.
fn piped_cells(document: &Document) -> String {
    lines(document, |t| {
        let mut out = String::new();
        for (cells, over) in printed_rows(t) {
            for cell in cells {
                out += &format!("{} |\n", cell.text).trim_start().replace("\n\n", "\n");
            }
            if over > 0 {
                out += &format!("{}\n", "|".repeat(over));
            }
        }
        out
    })
}

/// The same with a row a line, and nothing before the first cell.
fn piped_rows(document: &Document) -> String {
    lines(document, |t| {
        let rows = printed_rows(t).into_iter();
        rows.map(|(cells, over)| {
            let printed: Vec<String> = cells.iter().map(|c| format!("{} |", c.text.replace('\n', " "))).collect();
            format!("{} {}\n", printed.join(" "), "|".repeat(over)).trim_start().to_owned()
        })
        .collect()
    })
}

/// The same, as a Markdown row.
fn ragged_pipes(document: &Document) -> String {
    lines(document, |t| {
        let rows = printed_rows(t).into_iter();
        rows.map(|(cells, over)| {
            let printed: Vec<String> = cells.iter().map(|c| format!(" {} |", c.text.replace('\n', ""))).collect();
            format!("|{}{}\n", printed.join(""), "|".repeat(over))
        })
        .collect()
    })
}

/// The pipe on a line of its own.
fn pipes_between(document: &Document) -> String {
    lines(document, |t| {
        printed_rows(t)
            .into_iter()
            .flat_map(|(cells, _)| cells)
            .map(|c| format!("{}\n|\n", c.text).trim_start().to_owned())
            .collect()
    })
}

/// A paragraph for each line of each cell, with blank lines between.
fn paragraphs(document: &Document) -> String {
    lines(document, |t| {
        let printed = t.cells.iter().filter(|c| !c.text.is_empty());
        printed.map(|c| format!("{}\n\n", c.text.replace('\n', "\n\n"))).collect()
    })
}

fn is_words(text: &str) -> bool {
    text != "无" && text.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// The lines of a page as they come out of a PDF without rules: labels cut at the width of their column, every cell in
/// the middle of its row, all that stands at one height on a line; `glued` puts numbers before what is left of a label.
fn page_lines(document: &Document, width: usize, glued: bool) -> String {
    lines(document, |t| {
        let mut out = String::new();
        for row in 0..t.rows {
            let cells: Vec<Vec<String>> = (t.cells.iter().filter(|c| c.row == row && !c.text.is_empty()))
                .map(|c| {
                    let letters: Vec<char> = c.text.replace('\n', "").chars().collect();
                    // Some programs break numbers too.
                    let width = if !is_words(&c.text) && !glued { letters.len() } else { width };
                    letters.chunks(width * c.colspan.max(1)).map(|part| part.iter().collect()).collect()
                })
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..height {
                let at =
                    |cell: &Vec<String>| line.checked_sub((height - cell.len()) / 2).and_then(|i| cell.get(i).cloned());
                let mut pieces: Vec<String> = cells.iter().filter_map(at).collect();
                if glued {
                    pieces.sort_by_key(|piece| is_words(piece));
                }
                let text = pieces.join(" ");
                out += &if glued { text.replace(" 信", "信") } else { text };
                out.push('\n');
            }
        }
        out
    })
}

/// All ways.
pub fn all() -> Vec<Writer> {
    vec![
        Writer {
            name: "page",
            keeps: Keeps::Grid,
            write: |d| ("a.html", page(&html(d, &PLAIN), "utf-8").into_bytes()),
        },
        Writer { name: "WPS page", keeps: Keeps::Grid, write: |d| ("a.html", wps(d).into_bytes()) },
        Writer { name: "Word page", keeps: Keeps::Grid, write: |d| ("a.htm", word(d).into_bytes()) },
        Writer { name: "page without end tags", keeps: Keeps::Grid, write: |d| ("a.html", bare(d).into_bytes()) },
        Writer { name: "page in frames", keeps: Keeps::Grid, write: |d| ("a.html", framed(d).into_bytes()) },
        Writer { name: "GBK page", keeps: Keeps::Grid, write: |d| ("a.html", gbk(d)) },
        Writer {
            name: "our page",
            keeps: Keeps::Grid,
            write: |d| ("a.html", documents::write::html::page(d).into_bytes()),
        },
        Writer { name: "Word", keeps: Keeps::Grid, write: |d| ("a.docx", documents::write::docx::write(d).unwrap()) },
        Writer { name: "tabs", keeps: Keeps::Grid, write: |d| ("a.txt", tabs(d).into_bytes()) },
        Writer { name: "Markdown", keeps: Keeps::Grid, write: |d| ("a.md", pipes(d).into_bytes()) },
        Writer { name: "a cell a line", keeps: Keeps::Words, write: |d| ("a.txt", flattened(d).into_bytes()) },
        Writer { name: "a cell a line, pipes", keeps: Keeps::Cells, write: |d| ("a.txt", piped_cells(d).into_bytes()) },
        Writer { name: "a row a line, pipes", keeps: Keeps::Cells, write: |d| ("a.txt", piped_rows(d).into_bytes()) },
        Writer { name: "ragged Markdown", keeps: Keeps::Cells, write: |d| ("a.md", ragged_pipes(d).into_bytes()) },
        Writer { name: "pipes between", keeps: Keeps::Cells, write: |d| ("a.txt", pipes_between(d).into_bytes()) },
        Writer { name: "a paragraph a cell", keeps: Keeps::Words, write: |d| ("a.txt", paragraphs(d).into_bytes()) },
        Writer {
            name: "lines of a page",
            keeps: Keeps::Words,
            write: |d| ("a.txt", page_lines(d, 4, false).into_bytes()),
        },
        Writer {
            name: "lines of a narrow page",
            keeps: Keeps::Words,
            write: |d| ("a.txt", page_lines(d, 3, true).into_bytes()),
        },
        Writer { name: "a row a line", keeps: Keeps::Words, write: |d| ("a.txt", spaced(d).into_bytes()) },
    ]
}
