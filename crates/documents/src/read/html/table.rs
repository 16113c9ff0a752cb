//! A data table of a page, laid out by the table algorithm of the HTML standard (4.9.12).
//!
//! Where a page lets cells overlap, the earlier cell keeps its fields and the later one is narrowed.

use super::{common_link, style::Shown, words::Words};
use crate::model::{Align, Block, Cell, Paragraph, Role, Run, Table};
use crate::read::{ReadError, grid};
use domain::Place;
use scraper::node::Element;

/// A table while its elements pass by.
#[derive(Default)]
pub(super) struct Grid {
    table: Table,
    /// Text of the open cell or caption; text outside both is collected and dropped with it.
    words: Words,
    open: Open,
    /// For each column the first row that is free of cells from above.
    free_from: Vec<usize>,
    /// Cells with `rowspan=0` in the open group: they reach to its end.
    to_end: Vec<usize>,
    /// The first cell of the open group.
    group: usize,
    /// Whether a row is open.
    in_row: bool,
    in_head: bool,
    /// Whether only head rows came so far.
    head_only: Option<bool>,
    column: usize,
    row_align: Option<Align>,
    /// Whether a cell held blocks of its own, as in pages that wrap a whole article in one cell.
    has_blocks: bool,
    /// What the cells hold, kept as paragraphs for the case of a wrapped article.
    runs: Vec<Vec<Run>>,
}

#[derive(Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    Cell,
    Caption,
}

fn span(element: &Element, name: &str) -> usize {
    let digits: String = element.attr(name).unwrap_or("1").trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<usize>().unwrap_or(if digits.is_empty() { 1 } else { grid::LONGEST_SPAN }).min(grid::LONGEST_SPAN)
}

impl Grid {
    /// Where text goes now.
    pub fn words(&mut self) -> &mut Words {
        &mut self.words
    }

    /// An element inside the table opens; `true` if it is part of the table's structure.
    pub fn open(&mut self, element: &Element, shown: &Shown) -> Result<bool, ReadError> {
        match element.name() {
            "thead" => {
                self.in_head = true;
                self.end_group();
            }
            "tbody" | "tfoot" => self.end_group(),
            "tr" => {
                self.in_row = true;
                self.column = 0;
                self.row_align = shown.align;
                if !self.in_head {
                    self.head_only = Some(false);
                } else if self.head_only.is_none() {
                    self.head_only = Some(true);
                }
            }
            "td" | "th" => {
                self.words.take_runs();
                self.open = Open::Cell;
                self.place(element, shown)?;
            }
            "caption" => {
                self.words.take_runs();
                self.open = Open::Caption;
            }
            "p" | "div" | "h1" | "h2" | "h3" | "li" => {
                self.has_blocks |= self.open == Open::Cell;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// An element inside the table closes; `true` if nothing is left to do for it. The look that was opened with
    /// it is closed here as well.
    pub fn close(&mut self, element: &Element) -> bool {
        match element.name() {
            "td" | "th" => {
                let runs = self.words.take_runs();
                if self.open == Open::Cell
                    && let Some(cell) = self.table.cells.last_mut()
                {
                    cell.text = runs.iter().map(|r| r.text.as_str()).collect();
                    cell.link = common_link(&runs);
                    self.runs.push(runs);
                }
                self.open = Open::Nothing;
            }
            "caption" => {
                let text = self.words.take_text();
                if !text.trim().is_empty() {
                    self.table.caption = Some(text);
                }
                self.open = Open::Nothing;
            }
            "tr" => {
                if self.in_row {
                    self.table.rows += 1;
                    if self.head_only == Some(true) {
                        self.table.header_rows = self.table.rows;
                    }
                }
                self.in_row = false;
            }
            "thead" => {
                self.end_group();
                self.in_head = false;
            }
            "tbody" | "tfoot" => self.end_group(),
            _ => return false,
        }
        self.words.close();
        true
    }

    /// Gives the next cell its place in the grid.
    fn place(&mut self, element: &Element, shown: &Shown) -> Result<(), ReadError> {
        let row = self.table.rows;
        while self.free_from.get(self.column).is_some_and(|free| *free > row) {
            self.column += 1;
        }
        if self.column >= grid::MOST_COLUMNS {
            return Err(ReadError::TableTooLarge);
        }
        let (rowspan, colspan) = (span(element, "rowspan"), span(element, "colspan").max(1));
        let end = (self.column + colspan).min(grid::MOST_COLUMNS);
        if self.free_from.len() < end {
            self.free_from.resize(end, 0);
        }
        let mut width = 0;
        for free in self.free_from.iter_mut().take(end).skip(self.column) {
            if *free > row {
                break;
            }
            // A cell that reaches to the end of the group blocks its columns until the group ends.
            *free = if rowspan == 0 { usize::MAX } else { row + rowspan };
            width += 1;
        }
        if rowspan == 0 {
            self.to_end.push(self.table.cells.len());
        }
        let header = element.name() == "th";
        self.table.cells.push(Cell {
            row,
            col: self.column,
            rowspan: rowspan.max(1),
            colspan: width,
            header,
            align: shown.align.or(self.row_align).unwrap_or_default(),
            text: String::new(),
            link: None,
            place: Place::default(),
        });
        self.table.cols = self.table.cols.max(self.column + width);
        self.column += colspan;
        Ok(())
    }

    /// No cell reaches from one row group into the next.
    fn end_group(&mut self) {
        let rows = self.table.rows;
        for index in self.to_end.drain(..) {
            if let Some(cell) = self.table.cells.get_mut(index) {
                cell.rowspan = rows;
            }
        }
        for cell in self.table.cells.iter_mut().skip(self.group) {
            cell.rowspan = cell.rowspan.min(rows.saturating_sub(cell.row)).max(1);
        }
        self.group = self.table.cells.len();
        self.free_from.iter_mut().for_each(|free| *free = (*free).min(rows));
    }

    /// The finished table; a frame around an article becomes its paragraphs.
    pub fn finish(mut self) -> Result<Vec<Block>, ReadError> {
        self.end_group();
        if self.table.rows == 0 || self.table.cells.is_empty() {
            return Ok(Vec::new());
        }
        if self.table.cells.len() == 1 && self.has_blocks {
            return Ok(self.runs.into_iter().flat_map(article).collect());
        }
        Ok(vec![Block::Table(grid::finish(self.table)?)])
    }
}

/// The paragraphs of a cell.
fn article(runs: Vec<Run>) -> Vec<Block> {
    let mut paragraphs = vec![Vec::new()];
    for run in runs {
        for (index, text) in run.text.split('\n').enumerate() {
            if index > 0 {
                paragraphs.push(Vec::new());
            }
            if let Some(paragraph) = paragraphs.last_mut()
                && !text.is_empty()
            {
                paragraph.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    paragraphs
        .into_iter()
        .map(|runs| Paragraph { runs, ..Paragraph::default() })
        .filter(|p| !p.text().trim().is_empty())
        .map(|p| {
            let role = super::heading::role_of(&p.text());
            Block::Paragraph(Paragraph { role: if role == Role::Body { p.role } else { role }, ..p })
        })
        .collect()
}
