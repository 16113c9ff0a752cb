//! A table seen row by row, merged cells included.

use documents::model::{Cell, Table};
use domain::Place;

/// A grid field of one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    /// The cell that covers it; none in a ragged row.
    pub cell: Option<&'a Cell>,
    /// Whether the cell begins in this field.
    pub fresh: bool,
}

impl<'a> Field<'a> {
    /// The text of the cell if it begins here.
    pub fn text(&self) -> &'a str {
        self.cell.filter(|_| self.fresh).map_or("", |c| c.text.trim())
    }

    pub fn is_blank(&self) -> bool {
        self.text().is_empty()
    }
}

/// One row of a table.
#[derive(Debug, Clone)]
pub(super) struct GridRow<'a> {
    pub fields: Vec<Field<'a>>,
    /// How many fields the row itself has.
    pub width: usize,
    pub place: Place,
}

impl<'a> GridRow<'a> {
    /// The cells that begin in this row and are not blank, with their columns.
    pub fn texts(&self) -> impl Iterator<Item = (usize, &'a Cell)> {
        self.fields
            .iter()
            .enumerate()
            .filter(|(_, f)| !f.is_blank())
            .filter_map(|(col, f)| f.cell.map(|cell| (col, cell)))
    }

    /// The cell that covers a column.
    pub fn at(&self, col: usize) -> Option<&'a Cell> {
        self.fields.get(col).and_then(|f| f.cell)
    }
}

/// The rows of a table.
pub(super) fn rows(table: &Table) -> Vec<GridRow<'_>> {
    let mut grid: Vec<Vec<Field<'_>>> = vec![vec![Field { cell: None, fresh: false }; table.cols]; table.rows];
    for cell in &table.cells {
        for (r, row) in grid.iter_mut().enumerate().skip(cell.row).take(cell.rowspan) {
            for (c, field) in row.iter_mut().enumerate().skip(cell.col).take(cell.colspan) {
                *field = Field { cell: Some(cell), fresh: r == cell.row && c == cell.col };
            }
        }
    }
    grid.into_iter()
        .map(|fields| {
            let width = fields.iter().rposition(|f| f.cell.is_some()).map_or(0, |last| last + 1);
            let first = fields.iter().find(|f| f.fresh).and_then(|f| f.cell);
            let place = first.map_or(&table.place, |c| &c.place);
            let place = Place { column: None, text: String::new(), ..place.clone() };
            GridRow { fields, width, place }
        })
        .collect()
}
