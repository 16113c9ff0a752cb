//! Reports of other organs: those a report may have copied from (`--siblings`), and those it is the sum of (`--units`).
//!
//! They are read once and kept, so memory grows with the folder: a county's reports, not a province's.

use super::{batch, previous::plain, walk::Found};
use domain::Finding;
use report::{
    AnnualReport, Sibling, Unit,
    aggregate::{Covers, aggregate},
    similarity::Sketch,
};
use std::path::Path;

/// The reports of a folder.
#[derive(Default)]
pub struct Others(Vec<Other>);

struct Other {
    /// The file, which is its name where the report does not say whose it is.
    path: String,
    /// None where the file is no report that can be read.
    read: Option<(AnnualReport, Sketch)>,
}

impl Other {
    fn organ(&self) -> &str {
        self.read.as_ref().and_then(|(report, _)| report.organ.as_deref()).unwrap_or(&self.path)
    }
}

impl Others {
    /// Reads a folder or a file; nothing if there is none.
    pub fn read(path: Option<&Path>, workers: usize) -> anyhow::Result<Others> {
        let Some(path) = path else { return Ok(Others::default()) };
        anyhow::ensure!(path.exists(), "没有这个目录：{}", path.display());
        let files = Found::under(&[path.to_owned()]).files;
        let mut others = Vec::with_capacity(files.len());
        let one = |at: usize| {
            let path = files.get(at)?;
            let read = super::previous::read(path).ok().flatten().map(|report| {
                let sketch = Sketch::of(&report);
                (report, sketch)
            });
            Some(Other { path: path.to_string_lossy().into_owned(), read })
        };
        batch::in_order::<_, anyhow::Error>(files.len(), workers, one, |other| {
            others.extend(other);
            Ok(())
        })?;
        Ok(Others(others))
    }

    /// Everybody else's report of the same year.
    fn around<'a>(&'a self, report: &'a AnnualReport) -> impl Iterator<Item = &'a Other> {
        let own = report.organ.as_deref().map(plain);
        self.0.iter().filter(move |o| own.as_deref() != Some(&plain(o.organ())))
    }

    /// The reports of the same year that the text may have been copied from.
    pub fn siblings<'a>(&'a self, report: &'a AnnualReport) -> Vec<Sibling<'a>> {
        let of_the_year = self.around(report).filter_map(|other| {
            let (theirs, sketch) = other.read.as_ref()?;
            (theirs.year == report.year).then_some(Sibling { organ: other.organ(), report: theirs, sketch })
        });
        of_the_year.collect()
    }

    /// What cannot be right if the report is the sum of these.
    pub fn against_sum(&self, report: &AnnualReport) -> anyhow::Result<Vec<Finding>> {
        let (Some(year), false) = (report.year, self.0.is_empty()) else { return Ok(Vec::new()) };
        let units: Vec<Unit<'_>> = self
            .around(report)
            .map(|other| Unit {
                id: &other.path,
                name: other.organ(),
                level: None,
                parent: None,
                report: other.read.as_ref().map(|(report, _)| report),
                covers: Covers::Own,
            })
            .collect();
        Ok(report::sum_of_units(report, &aggregate(year, &units)?))
    }
}
