//! A data table of a page, laid out by the table algorithm of the HTML standard (4.9.12).
//!
//! Where a page lets cells overlap, the earlier cell keeps its fields and the later one is narrowed. A table that holds
//! a table, or one cell with a whole article, is layout: what remains of it are its contents in reading order.

use super::{sink::Content, style::Shown, tokens::Attributes};
use crate::model::{Align, Block, Cell, Paragraph, Table};
use crate::read::{ReadError, grid};
use domain::Place;

/// A table while its elements pass by.
#[derive(Default)]
pub(super) struct Grid {
    table: Table,
    /// Everything in the cells, in order: what remains if the table is layout.
    content: Vec<Block>,
    /// Whether a table stands in a cell.
    pub holds_table: bool,
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
}

fn span(written: Option<&str>) -> usize {
    let written = written.unwrap_or("1").trim();
    let count = written.bytes().take_while(u8::is_ascii_digit).count();
    match written.get(..count) {
        None | Some("") => 1,
        Some(digits) => digits.parse().unwrap_or(grid::LONGEST_SPAN).min(grid::LONGEST_SPAN),
    }
}

impl Grid {
    pub fn new(place: Place) -> Self {
        Grid { table: Table { place, ..Table::default() }, ..Grid::default() }
    }

    /// `<thead>`, `<tbody>` or `<tfoot>` opens.
    pub fn open_group(&mut self, head: bool) {
        self.in_head = head;
        self.end_group();
    }

    /// A row group closes.
    pub fn close_group(&mut self) {
        self.end_group();
        self.in_head = false;
    }

    pub fn open_row(&mut self, align: Option<Align>) {
        self.in_row = true;
        self.column = 0;
        self.row_align = align;
        if !self.in_head {
            self.head_only = Some(false);
        } else if self.head_only.is_none() {
            self.head_only = Some(true);
        }
    }

    pub fn close_row(&mut self) {
        if self.in_row {
            self.table.rows += 1;
            if self.head_only == Some(true) {
                self.table.header_rows = self.table.rows;
            }
        }
        self.in_row = false;
    }

    /// Gives the next cell its place in the grid.
    pub fn open_cell(
        &mut self,
        header: bool,
        attributes: &Attributes<'_>,
        shown: &Shown,
        place: Place,
    ) -> Result<(), ReadError> {
        let row = self.table.rows;
        while self.free_from.get(self.column).is_some_and(|free| *free > row) {
            self.column += 1;
        }
        if self.column >= grid::MOST_COLUMNS {
            return Err(ReadError::TableTooLarge);
        }
        let (rowspan, colspan) = (span(attributes.rowspan), span(attributes.colspan).max(1));
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
        let align = shown.align.or(self.row_align).unwrap_or_default();
        let rowspan = rowspan.max(1);
        let cell = Cell { rowspan, colspan: width, header, align, place, ..Cell::new(row, self.column, "") };
        self.table.cells.push(cell);
        self.table.cols = self.table.cols.max(self.column + width);
        self.column += colspan;
        Ok(())
    }

    /// Puts its content into the open cell.
    pub fn close_cell(&mut self, content: Content) {
        let Some(cell) = self.table.cells.last_mut() else { return };
        for (i, paragraph) in content.blocks.iter().filter_map(paragraph).enumerate() {
            if i > 0 {
                cell.text.push('\n');
            }
            paragraph.runs.iter().for_each(|run| cell.text.push_str(&run.text));
        }
        cell.link = common_link(&content.blocks);
        if let Some(place) = content.begins {
            cell.place = place;
        }
        self.has_blocks |= content.has_blocks;
        self.content.extend(content.blocks);
    }

    pub fn set_caption(&mut self, content: Content) {
        let lines: Vec<String> = content.blocks.iter().filter_map(paragraph).map(Paragraph::text).collect();
        let text = lines.join("\n");
        if !text.trim().is_empty() {
            self.table.caption = Some(text);
            self.content.extend(content.blocks);
        }
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

    /// The finished table, or what it arranges.
    pub fn finish(mut self) -> Result<Vec<Block>, ReadError> {
        self.end_group();
        if self.table.rows == 0
            || self.table.cells.is_empty()
            || self.holds_table
            || self.table.cells.len() == 1 && self.has_blocks
        {
            self.content.retain(|b| paragraph(b).is_none_or(|p| !p.text().trim().is_empty()));
            return Ok(self.content);
        }
        Ok(vec![Block::Table(grid::finish(self.table)?)])
    }
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    }
}

/// The link of a cell when nothing of the cell stands outside it.
fn common_link(blocks: &[Block]) -> Option<String> {
    let runs = blocks.iter().filter_map(paragraph).flat_map(|p| &p.runs);
    let mut links = runs.filter(|r| !r.text.trim().is_empty()).map(|r| r.link.as_deref());
    let first = links.next()??;
    links.all(|l| l == Some(first)).then(|| first.to_owned())
}
