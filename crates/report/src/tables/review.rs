//! Table 4: 政府信息公开行政复议、行政诉讼情况. A case counts by its result in the year it ended, or as 尚未审结.

use super::Period;
use crate::{
    cell_name::{REVIEW_COLUMNS, REVIEW_PENDING},
    model::Cell,
    number::Number,
    records::Records,
};
use domain::review::{ReviewKind, ReviewResult};

/// Counts one block; the column 总计 is left blank.
pub(crate) fn block(records: &Records, period: Period, kind: ReviewKind) -> [Cell; REVIEW_COLUMNS] {
    let mut cells: [Cell; REVIEW_COLUMNS] = Default::default();
    for cell in cells.iter_mut().take(REVIEW_PENDING + 1) {
        cell.value = Some(Number::ZERO);
    }
    for case in records.reviews.iter().filter(|c| c.kind == kind) {
        let column = match case.concluded {
            Some((day, result)) if period.contains(day) => ReviewResult::ALL.iter().position(|r| *r == result),
            Some((day, _)) if day < period.start => None,
            // Open at the end: never concluded, or only after the day counted.
            _ if case.filed_on <= period.end => Some(REVIEW_PENDING),
            _ => None,
        };
        if let Some(cell) = column.and_then(|c| cells.get_mut(c)) {
            cell.value = cell.value.map(|v| v + Number::from(1));
            cell.cases.push(case.id.clone());
        }
    }
    cells
}
