//! Table 3: 收到和处理政府信息公开申请情况.
//!
//! A request is new in the year it was received, carried in while it was open on 1 January, and carried out while it is
//! open at the end; hence 一 + 二 = 三（七） + 四 by construction. 总计 is summed later, over what is shown.

use super::Period;
use crate::{
    cell_name::{REQUEST_COLUMNS, REQUEST_TOTAL, Row},
    model::Cell,
    number::Number,
    records::{Records, RequestRecord},
};

/// Counts one row: six columns of applicants; the rows 总计 and the column 总计 are left blank.
pub(crate) fn row(records: &Records, period: Period, row: Row) -> [Cell; REQUEST_COLUMNS] {
    let mut cells: [Cell; REQUEST_COLUMNS] = Default::default();
    if row == Row::Total {
        return cells;
    }
    for cell in cells.iter_mut().take(REQUEST_TOTAL) {
        cell.value = Some(Number::ZERO);
    }
    for request in records.requests.iter().filter(|r| counts(r, period, row)) {
        if let Some(cell) = cells.get_mut(request.applicant.column()) {
            cell.value = cell.value.map(|v| v + Number::from(1));
            cell.cases.push(request.id.clone());
        }
    }
    cells
}

fn counts(request: &RequestRecord, period: Period, row: Row) -> bool {
    let closed_on = request.closed.map(|(day, _)| day);
    let outcome = request.closed.filter(|(day, _)| period.contains(*day)).map(|(_, outcome)| outcome);
    match row {
        Row::New => period.contains(request.received_on),
        Row::CarriedIn => request.received_on < period.start && closed_on.is_none_or(|day| day >= period.start),
        Row::Closed(wanted) => outcome == Some(wanted),
        Row::Other => outcome.is_some_and(|o| o.is_other()),
        Row::CarriedOut => request.received_on <= period.end && !period.is_past(closed_on),
        Row::Total => false,
    }
}
