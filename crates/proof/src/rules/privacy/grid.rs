//! A table as a list of people: its head, the columns in which people are named, the rows in which one is named.
//!
//! What is asked for every cell is found once for the table, its column or its row: lists have tens of thousands of rows.

use super::names;
use crate::facts::compact;
use crate::passage::{Kind, Passage, ends, has, head, is_han};
use documents::model::{Block, Cell, Document, Table};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// The tables of a document, each looked through when it is first asked about.
#[derive(Debug, Default)]
pub(crate) struct Grids {
    of_blocks: RefCell<HashMap<usize, Rc<Grid>>>,
}

impl Grids {
    /// The table that stands as the block with this number.
    pub fn of_block(&self, document: &Document, block: usize) -> Option<Rc<Grid>> {
        let Some(Block::Table(table)) = document.blocks.get(block) else { return None };
        let mut grids = self.of_blocks.borrow_mut();
        Some(Rc::clone(grids.entry(block).or_insert_with(|| Rc::new(Grid::of(table)))))
    }
}

/// Whether a document lists people by their names: a table whose head says so and in which somebody is named openly.
pub fn lists_people(document: &Document) -> bool {
    document.blocks.iter().any(|block| {
        let Block::Table(table) = block else { return false };
        let grid = Grid::of(table);
        let below = grid.people.as_ref().map_or(0..0, |people| people.head.end..table.rows);
        below.into_iter().any(|row| !grid.named_in(table, row).is_empty())
    })
}

/// Where the head of a list of people stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct People {
    /// The rows of the head; the list begins behind them.
    pub head: std::ops::Range<usize>,
    /// The columns in which people are named.
    pub columns: Vec<usize>,
}

/// What is known of a table. Its cells are named by their number in the table.
#[derive(Debug)]
pub(crate) struct Grid {
    /// For each row the cells that cover a part of it, from left to right.
    rows: Vec<Vec<usize>>,
    people: Option<People>,
    heads: RefCell<HashMap<(usize, usize), Rc<str>>>,
    named: RefCell<HashMap<usize, Rc<[usize]>>>,
    head_row: OnceCell<String>,
    is_of_office: OnceCell<bool>,
}

/// So many rows at the top may be a title and a head.
const TOP: usize = 5;
/// So many rows a cell goes down at most: names that stand for several lines.
const DEEP: usize = 50;

/// Words for a column of people that are hardly anything else.
const PEOPLE: [&str; 5] = ["姓名", "户主", "对象", "申请人", "学生"];
/// Words that head a column of people if names stand in it.
const MAYBE_PEOPLE: &[&str] = &[
    "农户",
    "领款人",
    "领取人",
    "领款户",
    "持卡人",
    "持有人",
    "开户人",
    "户名",
    "收款人",
    "收款方",
    "受益人",
    "受益户",
    "承包人",
    "承包方",
    "承包户",
    "投保人",
    "被保险人",
    "参保人",
    "患者",
    "病人",
    "残疾人",
    "老人",
    "孤儿",
    "儿童",
    "幼儿",
    "监护人",
    "抚养人",
    "赡养人",
    "扶养人",
    "照料人",
    "护理人",
    "低保户",
    "特困户",
    "五保户",
    "贫困户",
    "脱贫户",
    "监测户",
    "困难户",
    "搬迁户",
    "养殖户",
    "种植户",
    "村民",
    "居民",
    "社员",
    "群众",
    "职工",
    "学员",
    "家长",
    "死者",
    "亡者",
    "逝者",
    "本人",
    "享受人",
    "补助人",
    "受助人",
    "救助人",
    "被救助人",
    "资助人",
    "受灾户",
    "住户",
    "户",
    "人员",
    "名字",
    "申领人",
    "当事人",
    "被征收人",
    "产权人",
    "权利人",
    "供养人员",
    "义务人",
    "优抚人员",
    "退役军人",
];

impl Grid {
    fn of(table: &Table) -> Grid {
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for (at, cell) in table.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.rowspan.clamp(1, DEEP) {
                // Rows are numbered as they stand; a wild number is not worth a list of that length.
                if row > table.cells.len() + DEEP {
                    break;
                }
                if rows.len() <= row {
                    rows.resize_with(row + 1, Vec::new);
                }
                rows.get_mut(row).into_iter().for_each(|cells| cells.push(at));
            }
        }
        let column = |at: &usize| table.cells.get(*at).map_or(0, |c| c.col);
        rows.iter_mut().for_each(|cells| cells.sort_by_key(column));
        let mut grid = Grid {
            rows,
            people: None,
            heads: RefCell::default(),
            named: RefCell::default(),
            head_row: OnceCell::new(),
            is_of_office: OnceCell::new(),
        };
        grid.people = grid.find_people(table);
        grid
    }

    /// Where the list of people begins, if it is one.
    pub fn people(&self) -> Option<&People> {
        self.people.as_ref()
    }

    /// The numbers of the cells of a row, from left to right.
    pub fn row(&self, row: usize) -> &[usize] {
        self.rows.get(row).map(Vec::as_slice).unwrap_or_default()
    }

    /// The number of the cell that covers a field.
    pub fn at(&self, table: &Table, row: usize, col: usize) -> Option<usize> {
        let cells = self.row(row);
        let behind = cells.partition_point(|at| table.cells.get(*at).is_some_and(|c| c.col <= col));
        let at = *cells.get(behind.checked_sub(1)?)?;
        table.cells.get(at).is_some_and(|c| col < c.col + c.colspan.max(1)).then_some(at)
    }

    fn cells<'t>(&'t self, table: &'t Table, row: usize) -> impl Iterator<Item = &'t Cell> {
        self.row(row).iter().filter_map(|at| table.cells.get(*at))
    }

    fn find_people(&self, table: &Table) -> Option<People> {
        let is_name_of_column = |cell: &Cell| {
            let label = label_of(&cell.text);
            let is_sure = has(&label, &PEOPLE) && !ends(&label, &["数", "率"]);
            let below = || {
                let values = (cell.row + cell.rowspan.max(1)..self.rows.len()).take(8);
                values.filter_map(|row| self.at(table, row, cell.col)).filter_map(|at| table.cells.get(at))
            };
            // In a form the name stands beside its label, not below it.
            let beside = self.at(table, cell.row, cell.col + cell.colspan.max(1)).and_then(|at| table.cells.get(at));
            let is_form = beside.is_some_and(|c| names::is_name(c.text.trim()) && !is_head_word(&c.text));
            !is_form && (is_sure || ends(&label, MAYBE_PEOPLE) && below().any(|c| names::is_listed(c.text.trim())))
        };
        let row = (0..TOP).find(|row| self.cells(table, *row).any(is_name_of_column))?;
        let found: Vec<&Cell> = self.cells(table, row).filter(|c| is_name_of_column(c)).collect();
        let first = found.iter().map(|c| c.row).min().unwrap_or(row);
        let mut end = found.iter().map(|c| c.row + c.rowspan.clamp(1, 4)).max().unwrap_or(row + 1);
        // A second row of the head has nothing below the word for the names, and no figures.
        while end < row + 4 {
            let is_blank = |c: &&Cell| {
                self.at(table, end, c.col).and_then(|at| table.cells.get(at)).is_none_or(|c| c.text.trim().is_empty())
            };
            let mut filled = self.cells(table, end).filter(|c| c.row == end && !c.text.trim().is_empty()).peekable();
            let is_of_words = filled.peek().is_some()
                && filled.all(|c| is_label(&c.text) && c.text.chars().count() <= 16 && !names::is_name(c.text.trim()));
            // It says what the rows below hold, or the list begins right below it.
            let begins = found.iter().any(|c| {
                let below = self.at(table, end + 1, c.col).and_then(|at| table.cells.get(at));
                below.is_some_and(|c| names::is_listed(c.text.trim()))
            });
            let is_head = begins || self.cells(table, end).any(|c| is_head_word(&c.text));
            if !found.iter().all(is_blank) || !is_of_words || !is_head {
                break;
            }
            end += 1;
        }
        // Groups of columns stand above; a title is alone in its row.
        let is_group = |row: usize| self.cells(table, row).filter(|c| !c.text.trim().is_empty()).count() > 1;
        let from = (0..first).rev().take_while(|row| is_group(*row)).last().unwrap_or(first);
        Some(People { head: from..end, columns: found.iter().map(|c| c.col).collect() })
    }

    /// The head of a column as it is seen from a row, without blanks: the nearest words above.
    fn head_of(&self, table: &Table, row: usize, col: usize) -> Rc<str> {
        let last = self.people.as_ref().map_or(3, |p| p.head.end.max(3));
        let row = row.min(last);
        let mut heads = self.heads.borrow_mut();
        let find = || {
            let above = (0..row).rev().filter_map(|r| self.at(table, r, col)).filter_map(|at| table.cells.get(at));
            let text = above.map(|c| compact(head(c.text.trim(), 60))).find(|t| is_label(t));
            Rc::from(text.unwrap_or_default().as_str())
        };
        Rc::clone(heads.entry((row, col)).or_insert_with(find))
    }

    /// The cells of a row in which somebody is named.
    fn named_in(&self, table: &Table, row: usize) -> Rc<[usize]> {
        let mut named = self.named.borrow_mut();
        let find = || {
            let is_one = |at: &&usize| {
                let Some(cell) = table.cells.get(**at) else { return false };
                match &self.people {
                    Some(people) if people.columns.contains(&cell.col) => names::is_listed(cell.text.trim()),
                    Some(_) => false,
                    None => names::is_name(cell.text.trim()),
                }
            };
            self.row(row).iter().filter(is_one).copied().collect()
        };
        Rc::clone(named.entry(row).or_insert_with(find))
    }

    /// Whether somebody is named in another cell of the row.
    pub fn names_somebody(&self, table: &Table, row: usize, col: usize) -> bool {
        self.named_in(table, row).iter().any(|at| table.cells.get(*at).is_some_and(|c| c.col != col))
    }

    /// The texts of the first row that has more than one cell.
    pub fn head_row(&self, table: &Table) -> &str {
        self.head_row.get_or_init(|| {
            let text = |row: usize| -> Vec<&str> {
                let filled = self.cells(table, row).filter(|c| c.row == row && !c.text.trim().is_empty());
                filled.map(|c| head(c.text.trim(), 40)).take(200).collect()
            };
            (0..3).map(text).find(|cells| cells.len() > 1).unwrap_or_default().join(" ")
        })
    }

    fn is_of_office(&self, table: &Table) -> bool {
        *self.is_of_office.get_or_init(|| {
            let people = self.cells(table, 0).any(|c| has(&c.text, &["姓名", "户主", "申请人", "对象"]));
            let kinds = ["地址", "电话", "时间", "机构", "邮箱", "邮编", "邮政编码", "传真"];
            !people && table.cells.iter().filter(|c| c.col == 0 && has(&c.text, &kinds)).nth(1).is_some()
        })
    }
}

/// A label without blanks and without what stands in brackets behind it: 领款人（签字）.
pub(super) fn label_of(text: &str) -> String {
    let label = compact(head(text.trim(), 60));
    let bare = label.find(['（', '(']).filter(|at| *at > 0).and_then(|at| label.get(..at));
    bare.unwrap_or(&label).trim_end_matches(['：', ':', '*']).to_owned()
}

/// Whether it heads a column that must not be shown, or that tells of people.
fn is_head_word(text: &str) -> bool {
    let label = label_of(text);
    has(&label, &PEOPLE)
        || super::column::is_head(&label)
        || ends(&label, &["性别", "年龄", "民族", "金额", "备注", "村组"])
}

/// 微信号, QQ, Email; a number or an account is none.
fn is_label(text: &str) -> bool {
    let has_letters = text.chars().any(|c| c.is_ascii_alphabetic()) && !text.contains(|c: char| c.is_ascii_digit());
    text.chars().any(is_han) || has_letters
}

/// A cell with its table.
pub(super) struct Spot<'r> {
    pub grid: Rc<Grid>,
    pub table: &'r Table,
    pub row: usize,
    pub col: usize,
}

impl<'r> Spot<'r> {
    /// Where a passage stands in a table; none for paragraphs.
    pub fn of(passage: &Passage<'_>, reading: &crate::reader::Reading<'r>) -> Option<Spot<'r>> {
        let Kind::Cell { table: block, row, col } = passage.kind else { return None };
        let Some(Block::Table(table)) = reading.document.blocks.get(block) else { return None };
        let grid = reading.grids.of_block(reading.document, block)?;
        Some(Spot { grid, table, row, col })
    }

    /// The head of its column.
    pub fn head(&self) -> Rc<str> {
        self.grid.head_of(self.table, self.row, self.col)
    }

    /// Whether somebody is named in another cell of its row.
    pub fn is_beside_a_name(&self) -> bool {
        self.grid.names_somebody(self.table, self.row, self.col)
    }

    /// Whether it is a value of a table of labels and values (办公地址 | 凤山乡街道12号), which tells of an office; a
    /// list of people has a head that names them.
    pub fn is_value_of_office(&self) -> bool {
        self.grid.is_of_office(self.table)
    }
}

#[cfg(test)]
mod tests {
    use super::lists_people;

    #[test]
    fn a_list_of_people_names_them_openly() {
        let lists = |text: &str| lists_people(&documents::read::typed(text));
        assert!(lists("名单：\n| 姓名 | 金额 |\n| --- | --- |\n| 王秀兰 | 500 |"));
        assert!(lists("| 序号 | 农户 |\n| --- | --- |\n| 1 | 阿依古丽·买买提 |"));
        assert!(
            !lists("名单：\n| 姓名 | 金额 |\n| --- | --- |\n| 王某某 | 500 |\n| 李* | 3 |"),
            "names that are hidden"
        );
        assert!(!lists("| 村名 | 金额 |\n| --- | --- |\n| 上河村 | 500 |"));
        assert!(!lists("王秀兰等三户。"), "a sentence is no list");
    }
}
