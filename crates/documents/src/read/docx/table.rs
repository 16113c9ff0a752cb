//! Rows and cells of a Word table into grid fields: gridSpan, vMerge, gridBefore and their relatives.

use crate::{
    model::{Align, Block, Cell, Paragraph, Run, Table},
    read::{
        ReadError,
        beside::{COVERED, DELETED, text_of},
        grid,
    },
};
use domain::Place;
use std::collections::HashMap;

/// How a cell is joined with the one above or before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merge {
    Restart,
    Continue,
}

/// What a cell says about itself.
#[derive(Debug, Default)]
pub(super) struct CellProperties {
    pub span: usize,
    pub down: Option<Merge>,
    /// `w:hMerge` of old files.
    pub across: Option<Merge>,
}

/// A table while its rows pass by.
#[derive(Debug, Default)]
pub(super) struct Builder {
    table: Table,
    /// Everything in the cells, in order: what remains if the table turns out to be layout.
    content: Vec<Block>,
    column: usize,
    /// For each column the cell that is open downwards there.
    open: HashMap<usize, usize>,
    head_row: bool,
    deleted: bool,
    /// State to return to when a row turns out to be deleted.
    row_start: (usize, usize),
    pub cell: CellProperties,
    /// What the file holds and the table does not show, and why.
    pub unseen: Vec<(&'static str, String)>,
}

impl Builder {
    pub fn column_width(&mut self, twips: f32) {
        self.table.widths.push(twips);
    }

    pub fn start_row(&mut self) {
        self.column = 0;
        self.head_row = false;
        self.deleted = false;
        self.row_start = (self.table.cells.len(), self.content.len());
    }

    /// `w:gridBefore`.
    pub fn skip(&mut self, columns: usize) {
        self.column = self.column.saturating_add(columns.min(grid::LONGEST_SPAN));
    }

    /// `w:tblHeader`.
    pub fn mark_head(&mut self) {
        self.head_row = true;
    }

    /// `w:del` of a whole row.
    pub fn mark_deleted(&mut self) {
        self.deleted = true;
    }

    pub fn end_row(&mut self) {
        if self.deleted {
            let gone = text_of(self.content.get(self.row_start.1..).unwrap_or_default());
            self.unseen.push((DELETED, gone));
            self.table.cells.truncate(self.row_start.0);
            self.content.truncate(self.row_start.1);
            return;
        }
        if self.head_row && self.table.header_rows == self.table.rows {
            self.table.header_rows += 1;
            self.table.cells.iter_mut().skip(self.row_start.0).for_each(|c| c.header = true);
        }
        self.table.rows += 1;
    }

    pub fn end_cell(&mut self, blocks: Vec<Block>, align: Option<Align>) -> Result<(), ReadError> {
        let properties = std::mem::take(&mut self.cell);
        let span = properties.span.clamp(1, grid::LONGEST_SPAN);
        let (row, col) = (self.table.rows, self.column);
        self.column += span;
        if self.column > grid::MOST_COLUMNS {
            return Err(ReadError::TableTooLarge);
        }
        self.table.cols = self.table.cols.max(self.column);
        let started_here = self.row_start.0;
        if properties.across == Some(Merge::Continue)
            && let Some(cell) = self.table.cells.get_mut(started_here..).and_then(|row| row.last_mut())
            && cell.col + cell.colspan == col
        {
            cell.colspan += span;
            self.unseen.push((COVERED, text_of(&blocks)));
            return Ok(());
        }
        if properties.down == Some(Merge::Continue)
            && let Some(cell) = self.open.get(&col).and_then(|i| self.table.cells.get_mut(*i))
            && cell.row + cell.rowspan == row
            && cell.colspan == span
            && !self.deleted
        {
            cell.rowspan += 1;
            self.unseen.push((COVERED, text_of(&blocks)));
            return Ok(());
        }
        if properties.down.is_some() {
            self.open.insert(col, self.table.cells.len());
        } else {
            self.open.remove(&col);
        }
        let paragraphs: Vec<&Paragraph> = blocks
            .iter()
            .filter_map(|b| match b {
                Block::Paragraph(p) => Some(p),
                _ => None,
            })
            .collect();
        let lines: Vec<String> = paragraphs.iter().map(|p| p.text()).collect();
        self.table.cells.push(Cell {
            row,
            col,
            rowspan: 1,
            colspan: span,
            header: false,
            align: align.unwrap_or(Align::Left),
            text: lines.join("\n").trim_end_matches('\n').to_owned(),
            link: common_link(paragraphs.iter().flat_map(|p| &p.runs)),
            place: Place::default(),
        });
        self.content.extend(blocks);
        Ok(())
    }

    /// The table, or what it arranges if it contains tables itself.
    pub fn finish(mut self) -> Result<Vec<Block>, ReadError> {
        if self.content.iter().any(|b| matches!(b, Block::Table(_))) {
            self.content.retain(|b| !matches!(b, Block::Paragraph(p) if p.text().trim().is_empty()));
            return Ok(self.content);
        }
        if self.table.rows == 0 || self.table.cells.is_empty() {
            return Ok(Vec::new());
        }
        if self.table.widths.len() != self.table.cols || self.table.widths.iter().any(|w| *w <= 0.0) {
            self.table.widths.clear();
        }
        Ok(vec![Block::Table(grid::finish(self.table)?)])
    }
}

fn common_link<'a>(runs: impl Iterator<Item = &'a Run>) -> Option<String> {
    let mut links = runs.filter(|r| !r.text.trim().is_empty()).map(|r| r.link.as_deref());
    let first = links.next()??;
    links.all(|l| l == Some(first)).then(|| first.to_owned())
}
