//! 年报工作室: where the annual report of every organ and year stands, for the county officer who watches them.
//!
//! Nothing here is stored: a square is put together from the reports drawn up here, the files received, the notes of what
//! went out elsewhere and the letters written, and `domain::report_standing` says what state that is today.

use std::collections::HashMap;

use domain::report_standing::{ReportFacts, ReportState, Stage, Standing, standing};
use domain::request::state::days_left;
use jiff::civil::Date;
use report::AnnualReport;
use report::narrative::TO_FILL;
use store::organs::{self, Organ};
use store::received::{Elsewhere, ReceivedReport};
use store::reminders::Reminder;
use store::reports::StoredReport;
use store::{Db, received, reminders};

use crate::decisions::{Counts, counts};
use crate::error::ActionError;
use crate::neighbours::Neighbours;
use crate::office::{Actor, Office};
use crate::permission::Permission;
use crate::received as files;
use crate::reports;

/// How many years the room shows unless asked otherwise, the running one among them.
pub const YEARS: i16 = 4;

/// One organ and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Square {
    /// 报告年度
    pub year: i16,
    /// Day by which it must be public.
    pub due: Option<Date>,
    /// Where it stands today.
    pub standing: Standing,
    /// When it was published, if it was.
    pub published_on: Option<Date>,
    /// Working days left, 0 on the last day, minus natural days once late; natural days where a calendar is missing.
    pub left: Option<Left>,
    /// What the checks say, where there is a text they ran over.
    pub counts: Option<Counts>,
    /// The received file that counts.
    pub file: Option<String>,
    /// All files received for it.
    pub files: usize,
    /// Whether it was published in this very system.
    pub published_here: bool,
    /// Where it was published elsewhere.
    pub address: String,
    /// The last letter.
    pub reminded_on: Option<Date>,
}

/// How much time is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// As `domain::request::state::days_left` counts.
    Working(i64),
    /// The calendar of a year on the way is not loaded yet: natural days.
    Natural(i64),
}

/// An organ with its years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub organ: Organ,
    /// One square a year, in the order asked for.
    pub squares: Vec<Square>,
}

/// The last years whose reports are worth watching, the running one first.
pub fn years(today: Date) -> Vec<i16> {
    (0..YEARS).map(|n| today.year() - n).filter(|y| *y >= files::FIRST_YEAR).collect()
}

/// How many squares are in each state, in the order of [`ReportState::ALL`].
pub fn tally<'a>(squares: impl IntoIterator<Item = &'a Square>) -> Vec<(ReportState, usize)> {
    let mut all: Vec<(ReportState, usize)> = ReportState::ALL.into_iter().map(|s| (s, 0)).collect();
    for square in squares {
        let state = square.standing.state();
        all.iter_mut().filter(|(s, _)| *s == state).for_each(|(_, n)| *n += 1);
    }
    all
}

/// All organs within reach that owe reports, with the years asked for.
///
/// # Errors
/// No permission, a stored file that cannot be read, or the database fails.
pub fn room(office: &Office, actor: &Actor, years: &[i16]) -> Result<Vec<Row>, ActionError> {
    office.require(actor, Permission::WatchReports)?;
    office.store.read(|db| {
        let known = Known::load(office, db, &actor.county, &actor.organs, years)?;
        let organs = organs::list(db, &actor.county)?;
        let owing = organs.into_iter().filter(|o| o.level.is_organ_of_government() && actor.reaches(&o.id));
        owing
            .map(|organ| {
                let squares = years.iter().map(|y| known.square(office, db, &actor.county, &organ, *y));
                Ok(Row { squares: squares.collect::<Result<_, ActionError>>()?, organ })
            })
            .collect()
    })
}

/// One square.
///
/// # Errors
/// As [`room`]; [`ActionError::NotFound`] for an organ out of reach or without reports.
pub fn square(office: &Office, actor: &Actor, organ: &str, year: i16) -> Result<(Organ, Square), ActionError> {
    office.require(actor, Permission::WatchReports)?;
    office.store.read(|db| {
        let organ = crate::decisions::within_reach(db, actor, organ)?;
        let known = Known::load(office, db, &actor.county, std::slice::from_ref(&organ.id), &[year])?;
        let square = known.square(office, db, &actor.county, &organ, year)?;
        Ok((organ, square))
    })
}

/// The text of a report that is best known: published here, else received, else drawn up from the records as of today.
///
/// # Errors
/// There is none and none can be drawn up, out of reach, no permission.
pub fn report_of(
    office: &Office,
    actor: &Actor,
    organ: &str,
    year: i16,
) -> Result<(Organ, AnnualReport, Source), ActionError> {
    office.require(actor, Permission::WatchReports)?;
    office.store.read(|db| {
        let organ = crate::decisions::within_reach(db, actor, organ)?;
        let drawn = store::reports::find(db, &actor.county, &organ.id, year)?;
        if let Some(drawn) = drawn
            && let Some(json) = reports::went_out(db, &actor.county, &drawn)?
        {
            return Ok((organ, reports::published_report(&json)?, Source::Published));
        }
        if let Some(received) = files::report_of(office, db, &actor.county, &organ.id, year)? {
            return Ok((organ, received, Source::Received));
        }
        let drawn = reports::drawn_up(office, db, &actor.county, &organ.id, year, None)?;
        Ok((organ, drawn.report, Source::DrawnUp))
    })
}

/// Where the text of a report comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Published in this system, amendments included.
    Published,
    /// The received file that counts.
    Received,
    /// Drawn up from the records as of today.
    DrawnUp,
}

type Key = (String, i16);

/// What is stored about all squares, read once.
struct Known {
    drawn: HashMap<Key, StoredReport>,
    files: HashMap<Key, Vec<ReceivedReport>>,
    elsewhere: HashMap<Key, Elsewhere>,
    letters: HashMap<Key, Reminder>,
    neighbours: Vec<Neighbours>,
}

impl Known {
    fn load(
        office: &Office,
        db: &mut Db,
        county: &str,
        organs: &[String],
        years: &[i16],
    ) -> Result<Known, ActionError> {
        let drawn = store::reports::list(db, county, organs)?.into_iter().map(|r| ((r.organ.clone(), r.year), r));
        let mut files: HashMap<Key, Vec<ReceivedReport>> = HashMap::new();
        for file in received::list(db, county)?.into_iter().filter(|f| f.confirmed) {
            if let (Some(organ), Some(year)) = (file.organ.clone(), file.year) {
                files.entry((organ, year)).or_default().push(file);
            }
        }
        let elsewhere = received::elsewhere(db, county)?.into_iter().map(|e| ((e.organ.clone(), e.year), e));
        let mut letters: HashMap<Key, Reminder> = HashMap::new();
        for letter in reminders::list(db, county)? {
            // The newest come first.
            letters.entry((letter.organ.clone(), letter.year)).or_insert(letter);
        }
        let neighbours = years.iter().map(|year| Neighbours::load(office, db, county, *year));
        let neighbours = neighbours.collect::<Result<_, ActionError>>()?;
        Ok(Known { drawn: drawn.collect(), files, elsewhere: elsewhere.collect(), letters, neighbours })
    }

    fn square(
        &self,
        office: &Office,
        db: &mut Db,
        county: &str,
        organ: &Organ,
        year: i16,
    ) -> Result<Square, ActionError> {
        let key = (organ.id.clone(), year);
        let today = office.clock.today();
        let drawn = self.drawn.get(&key);
        let here = drawn.and_then(|d| d.published_on);
        let elsewhere = self.elsewhere.get(&key);
        let all = self.files.get(&key).map(Vec::as_slice).unwrap_or_default();
        let file = all.iter().find(|f| f.counts());
        let (mut found, mut whole) = (None, false);
        let neighbours = self.neighbours.iter().find(|n| n.year() == year).ok_or(ActionError::NotFound)?;
        if let Some(file) = file {
            found = Some(counts(&files::checked(office, db, county, organ, file, neighbours)?.judged));
            whole = true;
        } else if drawn.is_some() && here.is_none() {
            match reports::drawn_up(office, db, county, &organ.id, year, Some(neighbours)) {
                Ok(drawn) => {
                    found = Some(counts(&drawn.judged));
                    let mut texts = drawn.report.sections.iter().flat_map(|s| s.all_texts());
                    whole = !texts.any(|t| t.text.contains(TO_FILL));
                }
                // A record that contradicts itself: the square says no more than that a draft is there.
                Err(ActionError::NotAllowed(_)) => {}
                Err(e) => return Err(e),
            }
        }
        let due = organ.level.report_due(year, office.practice.township_report_due);
        let facts = ReportFacts {
            due,
            drafted: drawn.is_some(),
            checked: whole,
            signed_on: here.or_else(|| elsewhere.and_then(|e| e.signed_on)),
            published_on: here.or_else(|| elsewhere.and_then(|e| e.published_on)),
        };
        let standing = standing(&facts, today);
        let open = due.filter(|_| standing.stage != Stage::Published);
        Ok(Square {
            year,
            due,
            standing,
            published_on: facts.published_on,
            left: open.map(|due| left(office, today, due)),
            counts: found,
            file: file.map(|f| f.id.clone()),
            files: all.len(),
            published_here: here.is_some(),
            address: elsewhere.map(|e| e.address.clone()).unwrap_or_default(),
            reminded_on: self.letters.get(&key).map(|l| l.made_on),
        })
    }
}

fn left(office: &Office, today: Date, due: Date) -> Left {
    match days_left(&office.rules.calendar, today, due) {
        Ok(days) => Left::Working(days),
        Err(_) => Left::Natural(i64::from((due - today).get_days())),
    }
}
