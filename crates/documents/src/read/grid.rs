//! Guards every reader applies to a table, and what cells have in common.

use super::ReadError;
use crate::model::Table;

/// No table is wider.
pub(super) const MOST_COLUMNS: usize = 1000;
/// No cell spans further (the bound HTML sets for columns).
pub(super) const LONGEST_SPAN: usize = 1000;
/// No table has more grid fields: checks lay a table out as a full grid, which must stay affordable.
const MOST_FIELDS: usize = 2_000_000;

/// Closes a table: spans end at its edges, and it is refused if it is beyond bounds.
pub(super) fn finish(mut table: Table) -> Result<Table, ReadError> {
    table.header_rows = table.header_rows.min(table.rows);
    for cell in &mut table.cells {
        cell.rowspan = cell.rowspan.min(table.rows.saturating_sub(cell.row)).max(1);
        cell.colspan = cell.colspan.min(table.cols.saturating_sub(cell.col)).max(1);
    }
    if table.cols > MOST_COLUMNS || table.rows.saturating_mul(table.cols) > MOST_FIELDS {
        return Err(ReadError::TableTooLarge);
    }
    Ok(table)
}
