//! What offices do to the tables of the form.

use documents::model::{Block, Cell, Document, Table};
use report::{AnnualReport, Row};

/// How a zero is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zero {
    Digit,
    FullWidth,
    Blank,
    Slash,
    Dash,
    None,
}

impl Zero {
    pub fn is_zero(self) -> bool {
        matches!(self, Zero::Digit | Zero::FullWidth)
    }

    fn text(self) -> &'static str {
        match self {
            Zero::Digit => "0",
            Zero::FullWidth => "０",
            Zero::Blank => "",
            Zero::Slash => "/",
            Zero::Dash => "—",
            Zero::None => "无",
        }
    }
}

/// A change of the official tables.
pub struct Change {
    pub name: &'static str,
    pub zero: Zero,
    /// Whether every cell can still be told.
    pub lossless: bool,
    pub make: Box<dyn Fn(&Document) -> Document>,
}

fn change(name: &'static str, lossless: bool, make: impl Fn(&mut Document) + 'static) -> Change {
    let make = move |official: &Document| {
        let mut document = official.clone();
        make(&mut document);
        document
    };
    Change { name, zero: Zero::Digit, lossless, make: Box::new(make) }
}

fn zero(name: &'static str, zero: Zero) -> Change {
    let written =
        change(name, true, move |d| each_value(d, |text| if text == "0" { zero.text().into() } else { text.into() }));
    Change { zero, ..written }
}

/// （六）其他处理 as one row, as the form of 2019 has it.
pub fn merge_row_six(report: &mut AnnualReport) {
    let is_part = |row: Row| matches!(row, Row::Closed(o) if o.is_other());
    let Some(at) = report.requests.iter().position(|r| is_part(r.row)) else { return };
    report.requests[at].row = Row::Other;
    report.requests.retain(|r| !is_part(r.row));
}

fn tables(document: &mut Document) -> impl Iterator<Item = &mut Table> {
    document.blocks.iter_mut().filter_map(|b| match b {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

fn is_value(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn each_value(document: &mut Document, write: impl Fn(&str) -> String) {
    for cell in tables(document).flat_map(|t| &mut t.cells).filter(|c| is_value(&c.text)) {
        cell.text = write(&cell.text);
    }
}

fn each_label(document: &mut Document, write: impl Fn(&str) -> String) {
    for cell in tables(document).flat_map(|t| &mut t.cells).filter(|c| !is_value(&c.text)) {
        cell.text = write(&cell.text);
    }
}

fn grouped(digits: &str) -> String {
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    part.map_or(out.clone(), |p| format!("{out}.{p}"))
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c }).collect()
}

fn nth(document: &mut Document, n: usize) -> &mut Table {
    tables(document).nth(n).unwrap()
}

/// Takes a column out of the grid.
fn remove_column(table: &mut Table, col: usize) {
    table.cells.retain(|c| !(c.col == col && c.colspan == 1));
    for cell in &mut table.cells {
        if cell.col <= col && col < cell.col + cell.colspan {
            cell.colspan -= 1;
        } else if cell.col > col {
            cell.col -= 1;
        }
    }
    table.cols -= 1;
    table.widths.clear();
}

/// Puts a column before another one; `text` gives what stands in each row.
fn insert_column(table: &mut Table, at: usize, text: impl Fn(&Table, usize) -> Option<String>) {
    let texts: Vec<Option<String>> = (0..table.rows).map(|row| text(table, row)).collect();
    for cell in &mut table.cells {
        if cell.col < at && cell.col + cell.colspan > at {
            cell.colspan += 1;
        } else if cell.col >= at {
            cell.col += 1;
        }
    }
    for (row, text) in texts.into_iter().enumerate() {
        if let Some(text) = text {
            table.cells.push(Cell::new(row, at, text));
        }
    }
    table.cols += 1;
    table.widths.clear();
    table.cells.sort_by_key(|c| (c.row, c.col));
}

fn number(table: &Table, row: usize, col: usize) -> i64 {
    table.at(row, col).and_then(|c| c.text.parse().ok()).unwrap_or(0)
}

/// 法人小计 behind the five kinds of organisation.
fn subtotal(document: &mut Document) {
    let table = nth(document, 1);
    insert_column(table, 9, |table, row| match row {
        0 => None,
        1 => None,
        2 => Some("法人小计".to_owned()),
        row => Some((4..9).map(|col| number(table, row, col)).sum::<i64>().to_string()),
    });
    // 法人或其他组织 reaches over the new column.
    let organisations = table.cells.iter_mut().find(|c| c.text == "法人或其他组织").unwrap();
    organisations.colspan = 6;
}

/// Cuts a table in two; a merged cell that is cut is closed and, if `again`, printed once more.
fn split(document: &mut Document, n: usize, row: usize, head: usize, again: bool, between: Option<Block>) {
    let at = document.blocks.iter().enumerate().filter(|(_, b)| matches!(b, Block::Table(_))).nth(n).unwrap().0;
    let Block::Table(table) = document.blocks[at].clone() else { panic!("a table") };
    let mut upper = Table { rows: row, cells: Vec::new(), ..table.clone() };
    let mut lower = Table { rows: table.rows - row + head, cells: Vec::new(), ..table.clone() };
    for cell in &table.cells {
        if cell.row < row {
            upper.cells.push(Cell { rowspan: cell.rowspan.min(row - cell.row), ..cell.clone() });
            if cell.row + cell.rowspan > row && cell.row >= head {
                let text = if again { cell.text.clone() } else { String::new() };
                lower.cells.push(Cell { row: head, rowspan: cell.row + cell.rowspan - row, text, ..cell.clone() });
            }
            if cell.row < head {
                lower.cells.push(cell.clone());
            }
        } else {
            lower.cells.push(Cell { row: cell.row - row + head, ..cell.clone() });
        }
    }
    lower.cells.sort_by_key(|c| (c.row, c.col));
    lower.header_rows = lower.header_rows.min(head);
    let mut blocks = vec![Block::Table(upper)];
    blocks.extend(between);
    blocks.push(Block::Table(lower));
    document.blocks.splice(at..=at, blocks);
}

/// Every merged cell becomes single fields, the text in the first or in each.
fn unmerge(document: &mut Document, repeat: bool) {
    for table in tables(document) {
        let mut cells = Vec::new();
        for cell in &table.cells {
            for row in cell.row..cell.row + cell.rowspan {
                for col in cell.col..cell.col + cell.colspan {
                    let first = row == cell.row && col == cell.col;
                    // Numbers are never repeated: only labels are.
                    let text = if first || repeat && !is_value(&cell.text) && col == cell.col {
                        cell.text.as_str()
                    } else {
                        ""
                    };
                    cells.push(Cell { align: cell.align, header: cell.header, ..Cell::new(row, col, text) });
                }
            }
        }
        cells.sort_by_key(|c| (c.row, c.col));
        table.cells = cells;
    }
}

/// All three tables as one, side by side in no way: one below the other.
fn one_table(document: &mut Document) {
    let all: Vec<Table> = tables(document).map(|t| t.clone()).collect();
    let cols = all.iter().map(|t| t.cols).max().unwrap();
    let mut joined = Table { cols, ..Table::default() };
    for table in all {
        let rows = joined.rows;
        joined.cells.extend(table.cells.into_iter().map(|c| Cell { row: c.row + rows, ..c }));
        joined.rows += table.rows;
    }
    let last = document.blocks.iter().rposition(|b| matches!(b, Block::Table(_))).unwrap();
    document.blocks[last] = Block::Table(joined);
    let mut at = 0;
    document.blocks.retain(|b| {
        at += 1;
        at - 1 == last || !matches!(b, Block::Table(_))
    });
}

/// （三）不予公开 and its first row in one cell, the column of groups gone.
fn join_groups(document: &mut Document) {
    let table = nth(document, 1);
    let groups: Vec<(usize, usize, String)> = table
        .cells
        .iter()
        .filter(|c| c.col == 1 && c.colspan == 1 && c.row >= 3)
        .map(|c| (c.row, c.rowspan, c.text.clone()))
        .collect();
    for cell in table.cells.iter_mut().filter(|c| c.col == 2 && c.row >= 3) {
        if let Some((_, _, group)) = groups.iter().find(|(row, span, _)| (*row..row + span).contains(&cell.row)) {
            cell.text = format!("{group}{}", cell.text);
        }
    }
    table.cells.retain(|c| !(c.col == 1 && c.colspan == 1 && c.row >= 3));
    for cell in table.cells.iter_mut().filter(|c| c.col == 2 && c.row >= 3) {
        (cell.col, cell.colspan) = (1, 2);
    }
}

/// Where the rows of 三、本年度办理结果 begin in table 3.
const FIRST_OUTCOME: usize = 5;

/// All changes.
pub fn all() -> Vec<Change> {
    vec![
        change("official", true, |_| {}),
        zero("blank zero", Zero::Blank),
        zero("slash", Zero::Slash),
        zero("dash", Zero::Dash),
        zero("word for none", Zero::None),
        zero("full-width zero", Zero::FullWidth),
        change("full-width digits", true, |d| each_value(d, full_width)),
        change("thousands separators", true, |d| each_value(d, grouped)),
        change("a note in a cell", false, |d| {
            each_value(d, |t| if t == "0" { t.to_owned() } else { format!("{t}（其中修订1件）") });
        }),
        change("no total column", false, |d| remove_column(nth(d, 1), 9)),
        change("a subtotal column", true, subtotal),
        change("no totals of reviews", false, |d| {
            for col in [14, 9, 4] {
                remove_column(nth(d, 2), col);
            }
        }),
        change("no organisations above the columns", true, |d| {
            nth(d, 1).cells.iter_mut().filter(|c| c.text == "法人或其他组织").for_each(|c| c.text.clear());
        }),
        change("blanks in labels", true, |d| {
            each_label(d, |t| {
                if t.chars().count() > 3 { t.chars().flat_map(|c| [c, ' ']).collect() } else { t.to_owned() }
            });
        }),
        change("lines in labels", true, |d| {
            each_label(d, |t| {
                let letters: Vec<char> = t.chars().collect();
                letters.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
            });
        }),
        change("half-width marks", true, |d| {
            each_label(d, |t| {
                t.replace('（', "(").replace('）', ")").replace('，', ", ").replace('：', ":").replace("1.", "1、")
            });
        }),
        change("other wordings", true, |d| {
            each_label(d, |t| {
                t.replace("社会公益组织", "社会组织")
                    .replace("（七）总计", "（七）合计")
                    .replace("结转下年度继续办理", "转结下年度继续办理")
                    .replace("行政执法案卷", "行政执法案件")
                    .replace("行政查询事项", "行政查询案件")
                    .replace("其他结果", "其它结果")
                    .replace("法人或其他组织", "法人和其他组织")
                    .replace("本年度办理结果", "本年度办理情况")
            });
        }),
        change("a letter missing", true, |d| {
            each_label(d, |t| {
                t.replace("政府信息公开申请数量", "政府信息公开数量").replace("法律行政法规禁止", "法律行政止")
            });
        }),
        change("labels without numbers", true, |d| {
            each_label(d, |t| {
                let bare = t.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('.');
                if t.contains("（一）项") || bare.chars().count() < 4 { t.to_owned() } else { bare.to_owned() }
            });
        }),
        change("no part", true, |d| {
            nth(d, 1).cells.iter_mut().filter(|c| c.text == "三、本年度办理结果").for_each(|c| c.text.clear());
        }),
        change("no corner", true, |d| {
            nth(d, 1).cells.iter_mut().filter(|c| c.text.starts_with("（本列数据")).for_each(|c| c.text.clear());
        }),
        change("groups and rows in one cell", true, join_groups),
        change("cut between pages", true, |d| split(d, 1, 14, 0, false, Some(Block::PageBreak))),
        change("cut, labels again", true, |d| split(d, 1, 9, 0, true, None)),
        change("cut, head again", true, |d| split(d, 1, 17, 3, true, Some(Block::PageBreak))),
        change("cut above the last row", true, |d| {
            let rows = nth(d, 1).rows;
            split(d, 1, rows - 1, 0, true, None);
        }),
        change("cut below the head", true, |d| split(d, 1, 3, 0, false, None)),
        change("cut twice", true, |d| {
            split(d, 1, 20, 0, true, None);
            split(d, 1, FIRST_OUTCOME, 0, false, None);
        }),
        change("reviews cut below the head", true, |d| split(d, 2, 3, 0, false, None)),
        change("table two cut", true, |d| split(d, 0, 4, 0, false, None)),
        change("fields unmerged", true, |d| unmerge(d, false)),
        change("labels in every field", true, |d| unmerge(d, true)),
        change("three tables in one", true, one_table),
    ]
}
