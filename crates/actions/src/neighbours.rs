//! The reports of a county's organs in one year that somebody else can read as well: published here and amended, else as
//! received. A report is compared with those of organs of its own kind (内容雷同), and a county's report with their sum.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use domain::Finding;
use domain::organ::OrganLevel;
use jiff::civil::Date;
use report::aggregate::{Aggregate, Covers, Unit, aggregate};
use report::similarity::Sketch;
use report::{AnnualReport, Context, Sibling, SimilarText, check_with};
use store::organs::{self, Organ};
use store::{Db, received};

use crate::error::ActionError;
use crate::office::Office;
use crate::received::{Read, read_stored};
use crate::reports;

/// What was said about pairs of texts. Forty townships are 1,560 pairs, and their texts seldom change.
#[derive(Debug, Default)]
pub struct Alike(Mutex<HashMap<(u64, u64), Option<Finding>>>);

/// How many pairs are remembered.
const PAIRS: usize = 50_000;

impl Alike {
    fn of(&self, pair: (u64, u64), say: impl FnOnce() -> Option<Finding>) -> Option<Finding> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(said) = kept().get(&pair) {
            return said.clone();
        }
        let said = say();
        let mut kept = kept();
        if kept.len() >= PAIRS {
            kept.clear();
        }
        kept.insert(pair, said.clone());
        said
    }
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// What is known of one organ's report.
enum Text {
    None,
    Published(Box<(AnnualReport, Sketch)>),
    Received(Arc<Read>),
}

impl Text {
    fn report(&self) -> Option<&AnnualReport> {
        match self {
            Text::None => None,
            Text::Published(known) => Some(&known.0),
            Text::Received(read) => read.parsed.report.as_ref(),
        }
    }

    fn as_sibling<'a>(&'a self, organ: &'a str) -> Option<Sibling<'a>> {
        let sketch = match self {
            Text::None => return None,
            Text::Published(known) => &known.1,
            Text::Received(read) => &read.sketch,
        };
        Some(Sibling { organ, report: self.report()?, sketch })
    }
}

/// All organs that owe a report of a year, with the text of it where there is one.
pub(crate) struct Neighbours {
    year: i16,
    known: Vec<(Organ, Text)>,
    /// When a report went out elsewhere, by organ.
    published_on: HashMap<String, Date>,
}

impl Neighbours {
    /// Reads them once, for as many reports of that year as are checked.
    pub fn load(office: &Office, db: &mut Db, county: &str, year: i16) -> Result<Self, ActionError> {
        let owing: Vec<Organ> =
            organs::list(db, county)?.into_iter().filter(|o| o.level.is_organ_of_government()).collect();
        let ids: Vec<String> = owing.iter().map(|o| o.id.clone()).collect();
        let stored = store::reports::list(db, county, &ids)?;
        let files = received::list(db, county)?;
        let mut known = Vec::with_capacity(owing.len());
        for organ in owing {
            let kept = stored.iter().find(|r| r.organ == organ.id && r.year == year);
            let json = kept.map(|kept| reports::went_out(db, county, kept)).transpose()?.flatten();
            let mine = |f: &&received::ReceivedReport| {
                f.organ.as_deref() == Some(&organ.id) && f.year == Some(year) && f.counts()
            };
            let text = match (json, files.iter().find(mine)) {
                (Some(json), _) => {
                    let report = reports::published_report(&json)?;
                    let sketch = Sketch::of(&report);
                    Text::Published(Box::new((report, sketch)))
                }
                (None, Some(file)) => Text::Received(read_stored(office, file)?),
                (None, None) => Text::None,
            };
            known.push((organ, text));
        }
        let elsewhere = received::elsewhere(db, county)?.into_iter().filter(|e| e.year == year);
        let published_on = elsewhere.filter_map(|e| Some((e.organ, e.published_on?))).collect();
        Ok(Neighbours { year, known, published_on })
    }

    /// Which year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// Runs the checks over a report of an organ of this county and year.
    pub fn check(
        &self,
        alike: &Alike,
        organ: &Organ,
        report: &AnnualReport,
        previous: Option<&AnnualReport>,
    ) -> Vec<Finding> {
        let published_on = self.published_on.get(&organ.id).copied();
        let context = Context { previous, published_on, ..Context::default() };
        let mut findings = check_with(report, &context);
        let siblings = (self.known.iter())
            .filter(|(other, _)| other.id != organ.id && other.level == organ.level)
            .filter_map(|(other, text)| text.as_sibling(&other.name));
        let text = SimilarText::of(report);
        let own = hash(&report.sections);
        findings.extend(siblings.filter_map(|sibling| {
            let pair = (own, hash(&(sibling.organ, sibling.sketch)));
            alike.of(pair, || text.in_sibling(sibling, context.thresholds))
        }));
        findings
    }

    /// The sum of the reports of all organs but this one: what the county's report is to contain besides its own.
    pub fn sum_without(&self, organ: &Organ) -> Result<Aggregate, ActionError> {
        let others = self.known.iter().filter(|(other, _)| other.id != organ.id);
        let units: Vec<Unit<'_>> = others
            .map(|(other, text)| Unit {
                id: &other.id,
                name: &other.name,
                level: Some(other.level),
                parent: other.parent.as_deref(),
                report: text.report(),
                covers: Covers::Own,
            })
            .collect();
        aggregate(self.year, &units).map_err(|e| ActionError::NotAllowed(e.to_string()))
    }
}

/// Whether an organ's report may be that of the whole county, so that it can be held against the sum.
pub(crate) fn may_cover_all(organ: &Organ) -> bool {
    organ.level == OrganLevel::CountyOffice
}
