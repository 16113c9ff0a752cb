//! The sum over organs as pages and files show it: the same for everybody, over the published reports on the public site
//! and over all that an officer may see on the desk. Who may see what is the business of the pages.

use std::path::Path;

use actions::ActionError;
use documents::write::html;
use jiff::civil::Date;
use report::aggregate::{Aggregate, Covers, Part, Sum, Unit, aggregate};
use report::book;
use report::cell_name::{CellName, REQUEST_TOTAL, Row};
use report::layout::{Layout, layout};
use report::{AnnualReport, charts};
use store::organs::Organ;

use crate::components::FileLink;
use crate::report_files::{self as files, Format};

/// How an undecided sum is shown.
const UNDECIDED: &str = "未定";

/// An organ that belongs into the sum, with its report if there is one.
#[derive(Debug)]
pub struct Source {
    /// The organ.
    pub organ: Organ,
    /// Its report of the year.
    pub report: Option<AnnualReport>,
    /// What the list of organs says about it: the day of publication, or why there is none.
    pub standing: String,
    /// Where its report can be read.
    pub href: Option<String>,
}

/// Adds the sources up.
///
/// # Errors
/// A sentence if no national form covers the year.
pub fn add_up(year: i16, sources: &[Source]) -> Result<Aggregate, ActionError> {
    let unit = |s: &'_ Source| -> (String, String) { (s.organ.id.clone(), s.organ.name.clone()) };
    let names: Vec<(String, String)> = sources.iter().map(unit).collect();
    let units: Vec<Unit<'_>> = sources
        .iter()
        .zip(&names)
        .map(|(s, (id, name))| Unit {
            id,
            name,
            level: Some(s.organ.level),
            parent: s.organ.parent.as_deref(),
            report: s.report.as_ref(),
            // Every organ here reports on its own business; a county's sum is what is made of them.
            covers: Covers::Own,
        })
        .collect();
    aggregate(year, &units).map_err(|e| ActionError::NotAllowed(e.to_string()))
}

/// An organ as a line of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganRow {
    /// Its name.
    pub name: String,
    /// Where its report can be read.
    pub href: Option<String>,
    /// Published when, or what is missing.
    pub standing: String,
    /// New, handled, carried over.
    pub figures: [String; 3],
}

const FIGURES: [Row; 3] = [Row::New, Row::Total, Row::CarriedOut];

/// Every organ with its key figures.
pub fn organ_rows(sources: &[Source]) -> Vec<OrganRow> {
    let figure = |report: Option<&AnnualReport>, row: Row| {
        let cell = report.and_then(|r| r.cell(CellName::Requests(row, REQUEST_TOTAL)));
        cell.map_or_else(
            || "—".to_owned(),
            |c| Some(c.printed()).filter(|p| !p.is_empty()).unwrap_or_else(|| "空白".to_owned()),
        )
    };
    sources
        .iter()
        .map(|s| OrganRow {
            name: s.organ.name.clone(),
            href: s.href.clone(),
            standing: s.standing.clone(),
            figures: FIGURES.map(|row| figure(s.report.as_ref(), row)),
        })
        .collect()
}

/// The key figures of the sum, in the order of [`OrganRow::figures`].
pub fn totals(sum: &Aggregate) -> [String; 3] {
    FIGURES.map(|row| sum.sum(CellName::Requests(row, REQUEST_TOTAL)).map_or_else(String::new, shown))
}

fn shown(sum: &Sum) -> String {
    sum.value.map_or_else(|| UNDECIDED.to_owned(), |v| v.to_string())
}

/// The three tables of the sum as a piece of a page; every number leads to its parts.
pub fn tables(sum: &Aggregate, organ: &str, link: &dyn Fn(&CellName) -> Option<String>) -> String {
    let mut report = sum.report(organ);
    for (name, cell) in sum.sums() {
        if cell.value.is_none()
            && let Some(undecided) = report.cell_mut(name)
        {
            undecided.raw = Some(UNDECIDED.to_owned());
        }
    }
    for section in &mut report.sections {
        section.texts.clear();
        section.parts.clear();
    }
    let mut document = layout(&report, &Layout { signature: None, date: None, link: Some(link) });
    document.blocks.retain(|b| !files::is_title(b));
    keep_headings_of_tables(&mut document.blocks);
    html::fragment(&document)
}

/// Sections without a table have nothing to say in a sum.
fn keep_headings_of_tables(blocks: &mut Vec<documents::Block>) {
    let is_table: Vec<bool> = blocks.iter().map(|b| matches!(b, documents::Block::Table(_))).collect();
    let mut index = 0;
    blocks.retain(|_| {
        let keep = is_table.get(index) == Some(&true) || is_table.get(index + 1) == Some(&true);
        index += 1;
        keep
    });
}

/// Charts as a piece of a page.
pub fn charts_fragment(charts: Vec<documents::Chart>) -> String {
    let blocks = charts.into_iter().map(documents::Block::Chart).collect();
    html::fragment(&documents::Document { blocks, ..documents::Document::default() })
}

/// The charts of a sum.
pub fn charts_of(sum: &Aggregate, organ: &str, years: &[AnnualReport]) -> Vec<documents::Chart> {
    let years: Vec<&AnnualReport> = years.iter().collect();
    charts::of_report(&sum.report(organ), &years)
}

/// A cell of the sum with everything it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellParts {
    /// What it counts.
    pub label: String,
    /// The sum, or 未定.
    pub shown: String,
    /// What is known at least, where the sum is undecided.
    pub at_least: Option<String>,
    /// Each organ's part: name, number as it stands there, whether it is no number.
    pub parts: Vec<(String, String, bool)>,
    /// Organs that are not in the sum, with the reason.
    pub absent: Vec<(String, String)>,
}

/// The parts of a cell; none if the form has no such cell.
pub fn cell_parts(sum: &Aggregate, organ: &str, name: CellName) -> Option<CellParts> {
    let cell = sum.sum(name)?;
    let said = |part: &Part| match (part.value, &part.raw) {
        (Some(value), _) => value.to_string(),
        (None, Some(raw)) => format!("“{raw}”，不是数字"),
        (None, None) => "空白".to_owned(),
    };
    let parts = sum.parts(name).map(|(m, p)| (m.name.clone(), said(p), p.value.is_none())).collect();
    let missing = sum.missing.iter().map(|m| (m.name.clone(), "没有本年度的年度报告".to_owned()));
    let left_out = sum.left_out.iter().map(|(m, why)| (m.name.clone(), why.sentence(sum.form, sum.year)));
    Some(CellParts {
        label: sum.report(organ).spoken(name),
        shown: shown(cell),
        at_least: (cell.value.is_none() && !cell.parts.is_empty()).then(|| cell.known.to_string()),
        parts,
        absent: missing.chain(left_out).collect(),
    })
}

/// The formats of a sum: the workbook first, because it can be traced.
pub const FORMATS: [&str; 3] = ["xlsx", "pdf", "docx"];

fn format(extension: &str) -> Option<&'static Format> {
    FORMATS.contains(&extension).then(|| files::FORMATS.iter().find(|f| f.extension == extension)).flatten()
}

/// Links to the files of a sum below an address.
pub fn file_links(at: &str) -> Vec<FileLink> {
    let label = |f: &Format| {
        if f.extension == "xlsx" {
            "汇总工作簿（含各单位工作表和公式）".to_owned()
        } else {
            format!("汇总{}", f.name)
        }
    };
    let formats = FORMATS.iter().filter_map(|e| format(e));
    formats
        .map(|f| FileLink {
            label: label(f),
            href: format!("{at}/sum.{}", f.extension),
            kind: f.extension.to_uppercase(),
            size: String::new(),
        })
        .collect()
}

/// What a file of a sum is made from.
#[derive(Debug)]
pub struct SumFile<'a> {
    /// The sum.
    pub sum: &'a Aggregate,
    /// Whose sum.
    pub organ: &'a str,
    /// The day it was added up.
    pub on: Date,
    /// Why nothing in it is real, for a demo.
    pub demo: Option<&'a str>,
    /// The charts behind the tables.
    pub charts: Vec<documents::Chart>,
}

/// The file `sum.<extension>`: name, media type and bytes.
///
/// # Errors
/// [`ActionError::NotFound`] for another name; a sentence if a writer cannot do it.
pub fn file(fonts: Option<&Path>, of: SumFile<'_>, file: &str) -> Result<(String, &'static str, Vec<u8>), ActionError> {
    let extension = file.strip_prefix("sum.").ok_or(ActionError::NotFound)?;
    let format = format(extension).ok_or(ActionError::NotFound)?;
    let SumFile { sum, organ, on, demo, charts } = of;
    let name = format!("{organ}-{}-sum.{extension}", sum.year);
    if extension == "xlsx" {
        let bytes = documents::write::xlsx::write_book(&book::book(sum, organ, on, demo))
            .map_err(|e| ActionError::NotAllowed(e.to_string()))?;
        return Ok((name, format.media_type, bytes));
    }
    let document = book::document(sum, organ, on, demo, charts);
    let (bytes, media_type) = files::write(fonts, &document, extension)?;
    Ok((name, media_type, bytes))
}
