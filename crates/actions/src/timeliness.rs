//! 答复是否按期: how the requests that were answered in a year kept to the period of Art. 33, from our own records.
//!
//! No annual report says this, so it is never told of reports that were received.

use domain::request::{Event, State};
use report::charts::Timeliness;

use crate::error::ActionError;
use crate::office::Office;
use crate::requests::case_files;

/// Counts the requests to some organs that were answered in a year. Requests that ended without an answer (withdrawn,
/// abandoned, transferred) have no day to keep and are not counted.
///
/// # Errors
/// The database fails.
pub fn timeliness(office: &Office, county: &str, organs: &[String], year: i16) -> Result<Timeliness, ActionError> {
    let files = office.store.read(|db| case_files(office, db, county, organs))?;
    let mut times = Timeliness::default();
    for file in files {
        let Ok(standing) = &file.standing else {
            times.unknown += 1;
            continue;
        };
        let answered = matches!(standing.state, State::Answered | State::Served);
        if !answered || standing.ending.is_none_or(|e| e.on.year() != year) {
            continue;
        }
        // A new period after 补正 begins without the extension of the old one (docs/decisions/0001).
        let since = file.events.iter().rposition(|e| matches!(e.dated.event, Event::Clarified { .. })).unwrap_or(0);
        let extended = file.events.iter().skip(since).any(|e| matches!(e.dated.event, Event::Extended { .. }));
        match (standing.due, standing.overdue, extended) {
            (None, _, _) => times.unknown += 1,
            (Some(_), true, _) => times.late += 1,
            (Some(_), false, true) => times.extended += 1,
            (Some(_), false, false) => times.on_time += 1,
        }
    }
    Ok(times)
}
