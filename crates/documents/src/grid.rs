//! The fields of a table: which are taken while it is read, and which cell covers each while it is written.

use crate::model::Table;

/// Where the next cell of a row goes, when cells of earlier rows reach down into it.
#[derive(Debug, Default)]
pub(crate) struct Placer {
    /// For each column the first row that is free.
    free_from: Vec<usize>,
    row: usize,
    col: usize,
}

impl Placer {
    /// Begins grid row `row`.
    pub(crate) fn start_row(&mut self, row: usize) {
        self.row = row;
        self.col = 0;
    }

    /// Takes the next free fields for a cell; its width shrinks where it would run into another cell. Returns the
    /// column and the width.
    pub(crate) fn place(&mut self, rowspan: usize, colspan: usize) -> (usize, usize) {
        while self.free_from.get(self.col).is_some_and(|free| *free > self.row) {
            self.col += 1;
        }
        let col = self.col;
        let is_free = |c: usize| self.free_from.get(c).is_none_or(|free| *free <= self.row);
        let width = (1..colspan.max(1)).take_while(|i| is_free(col + i)).count() + 1;
        if self.free_from.len() < col + width {
            self.free_from.resize(col + width, 0);
        }
        self.free_from[col..col + width].fill(self.row + rowspan.max(1));
        self.col += width;
        (col, width)
    }

    /// How many columns have been used so far.
    pub(crate) fn cols(&self) -> usize {
        self.free_from.len()
    }
}

/// For every field of a table the index of the cell that covers it.
pub(crate) struct Cover {
    cols: usize,
    fields: Vec<Option<usize>>,
}

impl Cover {
    /// Looks at every cell once; what reaches beyond the grid is cut, of two overlapping cells the earlier wins.
    pub(crate) fn of(table: &Table) -> Self {
        let mut fields = vec![None; table.rows * table.cols];
        for (index, cell) in table.cells.iter().enumerate() {
            for row in cell.row..(cell.row + cell.rowspan).min(table.rows) {
                for col in cell.col..(cell.col + cell.colspan).min(table.cols) {
                    fields[row * table.cols + col].get_or_insert(index);
                }
            }
        }
        Cover { cols: table.cols, fields }
    }

    /// The index of the cell over a field.
    pub(crate) fn at(&self, row: usize, col: usize) -> Option<usize> {
        self.fields.get(row * self.cols + col).copied().flatten()
    }
}
