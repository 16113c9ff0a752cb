//! A table field by field, safe for writers: every field belongs to at most one cell and no cell leaves the table.

use crate::model::{Cell, Table};

/// What stands in a field of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Field<'a> {
    /// A cell begins here.
    Begins(Fitted<'a>),
    /// A cell that began left or above reaches over this field.
    Covered(Fitted<'a>),
    /// No cell: the table is ragged.
    Gap,
}

/// A cell with the rectangle it really has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitted<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// Grid rows covered.
    pub rowspan: usize,
    /// Grid columns covered.
    pub colspan: usize,
}

/// The fields of a table.
#[derive(Debug, Clone)]
pub struct Grid<'a> {
    rows: Vec<Vec<Option<usize>>>,
    cells: Vec<Fitted<'a>>,
    header_rows: usize,
}

impl<'a> Grid<'a> {
    /// Lays out a table. Cells that overlap an earlier one are narrowed, cells outside are left out.
    pub fn new(table: &'a Table) -> Self {
        let mut rows: Vec<Vec<Option<usize>>> = vec![vec![None; table.cols]; table.rows];
        let mut cells: Vec<Fitted<'a>> = Vec::with_capacity(table.cells.len());
        let is_free = |rows: &[Vec<Option<usize>>], r: usize, c: usize| {
            rows.get(r).and_then(|row| row.get(c)).is_some_and(Option::is_none)
        };
        for cell in &table.cells {
            let colspan = (0..cell.colspan.max(1)).take_while(|i| is_free(&rows, cell.row, cell.col + i)).count();
            if colspan == 0 {
                continue;
            }
            let rowspan = (0..cell.rowspan.max(1))
                .take_while(|r| (0..colspan).all(|c| is_free(&rows, cell.row + r, cell.col + c)))
                .count();
            for row in rows.iter_mut().skip(cell.row).take(rowspan) {
                for field in row.iter_mut().skip(cell.col).take(colspan) {
                    *field = Some(cells.len());
                }
            }
            cells.push(Fitted { cell, rowspan, colspan });
        }
        // The head ends where no cell reaches out of it.
        let mut header_rows = table.header_rows.min(table.rows);
        if header_rows > 0 {
            while let Some(reach) = cells
                .iter()
                .filter(|f| f.cell.row < header_rows)
                .map(|f| f.cell.row + f.rowspan)
                .max()
                .filter(|reach| *reach > header_rows)
            {
                header_rows = reach;
            }
        }
        Grid { rows, cells, header_rows }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Number of leading rows that are the head.
    pub fn header_rows(&self) -> usize {
        self.header_rows
    }

    /// The fields of a row from left to right.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Field<'a>> + '_ {
        self.rows.get(row).into_iter().flatten().enumerate().map(move |(col, index)| {
            match index.and_then(|i| self.cells.get(i)).copied() {
                None => Field::Gap,
                Some(f) if f.cell.row == row && f.cell.col == col => Field::Begins(f),
                Some(f) => Field::Covered(f),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_and_overlong_cells_are_fitted() {
        let wide = Cell { colspan: 9, rowspan: 9, ..Cell::new(0, 1, "b") };
        let table = Table {
            rows: 2,
            cols: 3,
            header_rows: 1,
            cells: vec![Cell::new(0, 0, "a"), wide, Cell::new(1, 0, "c"), Cell::new(1, 2, "lost")],
            ..Table::default()
        };
        let grid = Grid::new(&table);
        // The cell b reaches to the last row, so the head does too.
        assert_eq!(grid.header_rows(), 2);
        let begins: Vec<_> = (0..2)
            .flat_map(|r| grid.row(r))
            .filter_map(|f| match f {
                Field::Begins(f) => Some((f.cell.text.as_str(), f.rowspan, f.colspan)),
                _ => None,
            })
            .collect();
        assert_eq!(begins, [("a", 1, 1), ("b", 2, 2), ("c", 1, 1)]);
    }
}
