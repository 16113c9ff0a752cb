//! 试编: if the year closed today — which cases would be carried over, which places are still blank, what the checks would say.
//!
//! The report is drawn up as of today by the very function that draws it up in January; nothing is stored.

use domain::request::state::days_left;
use jiff::civil::Date;
use report::cell_name::REQUEST_TOTAL;
use report::narrative::TO_FILL;
use report::{CellName, Row};
use store::organs;

use crate::decisions::{Judged, within_reach};
use crate::error::ActionError;
use crate::office::{Actor, Office};
use crate::reports::drawn_up;
use crate::requests::case_files;

/// A case that would be carried over into the next year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// Id of the request, for its address.
    pub id: String,
    /// 登记号
    pub number: String,
    /// What it asks for.
    pub subject: String,
    /// Where it stands.
    pub stage: String,
    /// Due date, if a clock runs.
    pub due: Option<Date>,
    /// Working days left; negative: natural days overdue.
    pub days_left: Option<i64>,
    /// Why no date can be given, if one should be.
    pub trouble: Option<String>,
}

/// What a year would look like if it closed today.
#[derive(Debug)]
pub struct DryRun {
    /// Organ id.
    pub organ: String,
    /// Its name.
    pub name: String,
    /// 报告年度
    pub year: i16,
    /// Up to which day is counted.
    pub as_of: Date,
    /// 结转下年度继续办理, the nearest due date first.
    pub open: Vec<OpenCase>,
    /// Cells without a number, in words.
    pub blank: Vec<String>,
    /// Places of the text that ask to be filled in.
    pub to_fill: Vec<String>,
    /// What the checks say.
    pub judged: Vec<Judged>,
}

/// Draws the running year of an organ up as of today.
///
/// # Errors
/// The organ writes no report, a record contradicts itself, out of reach, the database fails.
pub fn dry_run(office: &Office, actor: &Actor, organ: &str) -> Result<DryRun, ActionError> {
    let today = office.clock.today();
    let year = today.year();
    office.store.read(|db| {
        let organ = within_reach(db, actor, organ)?;
        let drawn = drawn_up(office, db, &actor.county, &organ.id, year, None)?;
        let report = drawn.report;
        let carried = report.cell(CellName::Requests(Row::CarriedOut, REQUEST_TOTAL));
        let ids = carried.map(|c| c.cases.clone()).unwrap_or_default();
        let mut open = Vec::new();
        for file in case_files(office, db, &actor.county, std::slice::from_ref(&organ.id))? {
            let request = file.request;
            if !ids.contains(&request.id) {
                continue;
            }
            let (stage, due, left, trouble) = match file.standing {
                Ok(s) => {
                    let left = s.due.and_then(|due| days_left(&office.rules.calendar, today, due).ok());
                    (s.state.label().to_owned(), s.due, left, s.missing.map(|m| m.to_string()))
                }
                Err(reason) => ("期限无法计算".to_owned(), None, None, Some(reason)),
            };
            open.push(OpenCase {
                id: request.id,
                number: request.number,
                subject: request.subject,
                stage,
                due,
                days_left: left,
                trouble,
            });
        }
        open.sort_by_key(|c| (c.due.is_none(), c.due, c.number.clone()));
        let blank = report.cells().into_iter().filter(|(_, c)| c.value.is_none());
        let texts = report.sections.iter().flat_map(|s| s.all_texts());
        Ok(DryRun {
            name: organ.name,
            organ: organ.id,
            year,
            as_of: report.as_of.unwrap_or(today),
            open,
            blank: blank.map(|(name, _)| report.spoken(name)).collect(),
            to_fill: texts.filter(|t| t.text.contains(TO_FILL)).map(|t| t.text.clone()).collect(),
            judged: drawn.judged,
        })
    })
}

/// An organ's id and its dry run, or the sentence that says why there is none.
pub type OrganRun = (String, Result<DryRun, String>);

/// The same for every organ within reach that writes reports; where a record contradicts itself, the sentence instead.
///
/// # Errors
/// The database fails.
pub fn dry_run_all(office: &Office, actor: &Actor) -> Result<Vec<OrganRun>, ActionError> {
    let organs = office.store.read(|db| organs::list(db, &actor.county))?;
    let owing = organs.into_iter().filter(|o| o.level.is_organ_of_government() && actor.reaches(&o.id));
    owing
        .map(|organ| match dry_run(office, actor, &organ.id) {
            Ok(run) => Ok((organ.name, Ok(run))),
            Err(ActionError::NotAllowed(reason)) => Ok((organ.name, Err(reason))),
            Err(e) => Err(e),
        })
        .collect()
}
