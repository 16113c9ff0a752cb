//! The reports of the year before: one file, or a folder in which each report finds its own by organ and year.
//!
//! Of a folder only an index is kept; a report is read again when it is needed, so that memory does not grow with it.

use super::{batch, walk::Found};
use anyhow::Context;
use domain::{Finding, Severity};
use report::AnnualReport;
use std::{
    collections::{HashMap, hash_map::Entry},
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

/// Where last year's reports come from.
pub enum Previous {
    /// Nowhere: reports are checked by themselves.
    None,
    /// One report for all.
    File(Box<AnnualReport>),
    /// A folder of reports.
    Folder(Index),
}

/// Reports of a folder by organ and year.
#[derive(Default)]
pub struct Index {
    files: HashMap<(String, i16), Known>,
}

enum Known {
    /// The first file by name, and what its numbers hash to.
    At(PathBuf, u64),
    /// Files that say different things.
    Contradictory,
}

/// What there is of the year before for one report.
#[derive(Default)]
pub struct LastYear {
    /// Its report.
    pub report: Option<AnnualReport>,
    /// Why there is none, where there should be.
    pub finding: Option<Finding>,
}

impl Previous {
    /// Reads the report, or makes the index of a folder.
    pub fn read(path: Option<&Path>, workers: usize) -> anyhow::Result<Previous> {
        let Some(path) = path else { return Ok(Previous::None) };
        if path.is_dir() {
            return Ok(Previous::Folder(Index::of(path, workers)?));
        }
        let context = || format!("无法读取上年度报告{}", path.display());
        let report = read(path)
            .with_context(context)?
            .with_context(|| format!("{}不是政府信息公开工作年度报告", path.display()))?;
        Ok(Previous::File(Box::new(report)))
    }

    /// Last year's report for this one.
    pub fn of(&self, report: &AnnualReport) -> anyhow::Result<LastYear> {
        let index = match self {
            Previous::None => return Ok(LastYear::default()),
            Previous::File(previous) => {
                return Ok(LastYear { report: Some(AnnualReport::clone(previous)), finding: None });
            }
            Previous::Folder(index) => index,
        };
        let (Some(organ), Some(year)) = (&report.organ, report.year) else {
            return Ok(missing(
                report,
                "没有认出机关名称或者年份，无法在上年报告目录中找到对应的报告，未与上年核对".to_owned(),
            ));
        };
        let before = year.saturating_sub(1);
        Ok(match index.files.get(&(plain(organ), before)) {
            Some(Known::At(path, _)) => LastYear { report: read(path)?, finding: None },
            Some(Known::Contradictory) => {
                missing(report, format!("上年报告目录中有几份“{organ}”{before}年的报告，内容互不相同，未与上年核对"))
            }
            None => missing(report, format!("上年报告目录中没有“{organ}”{before}年的报告，未与上年核对")),
        })
    }
}

fn missing(report: &AnnualReport, message: String) -> LastYear {
    let mut place = report.sections.first().map(|s| s.place.clone()).unwrap_or_default();
    place.text = report.year.map(|y| y.to_string()).unwrap_or_default();
    let finding = Finding::new("report.previous", Severity::Question, message, place)
        .hint("把上一年度的报告放入该目录，每个机关每年一份；或者用 --previous 指定文件");
    LastYear { report: None, finding: Some(finding) }
}

/// A name without the spaces that typesetting puts into it.
pub(super) fn plain(organ: &str) -> String {
    organ.chars().filter(|c| !c.is_whitespace()).collect()
}

pub(super) fn read(path: &Path) -> anyhow::Result<Option<AnnualReport>> {
    let bytes = fs::read(path)?;
    let document = documents::read::read(&path.to_string_lossy(), &bytes)?;
    Ok(report::parse(&document)?.report)
}

impl Index {
    fn of(folder: &Path, workers: usize) -> anyhow::Result<Index> {
        let files = Found::under(&[folder.to_owned()]).files;
        let mut index = Index::default();
        let key = |at: usize| {
            // What cannot be read here is missing for the report that needs it, which then says so.
            let path = files.get(at)?;
            let report = read(path).ok().flatten()?;
            let key = (plain(report.organ.as_ref()?), report.year?);
            let mut hasher = DefaultHasher::new();
            let json = report::to_json(&report);
            for table in ["proactive", "requests", "review"] {
                json[table].to_string().hash(&mut hasher);
            }
            Some((key, path.clone(), hasher.finish()))
        };
        batch::in_order::<_, anyhow::Error>(files.len(), workers, key, |known| {
            let Some((key, path, hash)) = known else { return Ok(()) };
            match index.files.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(Known::At(path, hash));
                }
                Entry::Occupied(mut taken) => {
                    if !matches!(taken.get(), Known::At(_, first) if *first == hash) {
                        taken.insert(Known::Contradictory);
                    }
                }
            }
            Ok(())
        })?;
        Ok(index)
    }
}
