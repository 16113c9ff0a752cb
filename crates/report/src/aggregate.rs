//! A county's report as the sum of its units: departments, townships, the office itself.
//!
//! Every cell of the sum is the sum of that cell over the units and opens its parts. Nothing is guessed: reports on
//! different forms measure different things and are not added; a cell that one unit left blank, or wrote so that it is
//! no number, makes that sum undecided, with the unit named; a unit without a report is listed, not counted as zero.
//! Where a unit's report is itself a sum over the units below it, those are not added a second time.
//!
//! Left out: whether a published county report equals the sum (a check), and how sums are shown.

use crate::{
    cell_name::{CellName, REQUEST_COLUMNS, Row},
    form::{Form, FormError},
    model::{AnnualReport, Cell, Section},
    number::Number,
};
use domain::{organ::OrganLevel, request::outcome::Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// A unit that should be in the sum, with its report of the year if there is one.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// Its key, unique among the units.
    pub id: &'a str,
    /// Its name as shown.
    pub name: &'a str,
    /// What kind of organ it is, if known.
    pub level: Option<OrganLevel>,
    /// The key of the unit above it, if that is known.
    pub parent: Option<&'a str>,
    /// Its report; none if there is none.
    pub report: Option<&'a AnnualReport>,
    /// Whom that report counts.
    pub covers: Covers,
}

/// Whom a unit's report counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Covers {
    /// 本级: the unit's own business only.
    #[default]
    Own,
    /// 汇总: the unit with all units below it.
    WithUnitsBelow,
}

/// A unit in the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its key.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of organ it is, if known.
    pub level: Option<OrganLevel>,
}

/// Why a unit that has a report is not in the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Its report follows another national form; the forms are never converted into each other.
    OtherForm {
        /// The form it follows.
        format: String,
    },
    /// Its report is of another year.
    OtherYear {
        /// That year.
        year: i16,
    },
    /// Its report does not say of which year it is.
    NoYear,
    /// It is counted already in the report of a unit above it.
    Covered {
        /// The name of that unit.
        by: String,
    },
    /// The same unit came before in the list.
    Twice,
}

/// The sum over units.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// The report year.
    pub year: i16,
    /// The form of that year.
    pub form: &'static Form,
    /// The units that are added, in the order they were given.
    pub counted: Vec<Member>,
    /// The units without a report.
    pub missing: Vec<Member>,
    /// The units whose report is not added, and why.
    pub left_out: Vec<(Member, Why)>,
    sums: Vec<(CellName, Sum)>,
}

/// One cell of the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The sum; none as long as a unit has no number there, and where there is no unit at all.
    pub value: Option<Number>,
    /// The sum over the units that have a number: what is known at least.
    pub known: Number,
    /// What each unit contributes, in the order of [`Aggregate::counted`].
    pub parts: Vec<Part>,
}

/// What one unit contributes to a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number; none if the cell is blank or cannot be read.
    pub value: Option<Number>,
    /// What stands in the cell, where that is not simply the number.
    pub raw: Option<String>,
}

/// Adds up the units' reports of a year. Villages write no report and are passed over.
///
/// # Errors
/// No national form covers the year.
pub fn aggregate(year: i16, units: &[Unit<'_>]) -> Result<Aggregate, FormError> {
    let form = Form::for_year(year)?;
    let units: Vec<Unit<'_>> =
        units.iter().filter(|u| u.level.is_none_or(OrganLevel::is_organ_of_government)).copied().collect();
    let fits = |u: &Unit<'_>| u.report.is_some_and(|r| misfit(r, form, year).is_none());
    // Who stands above whom, and whose report already counts those below.
    let by_id: BTreeMap<&str, &Unit<'_>> = units.iter().rev().map(|u| (u.id, u)).collect();
    let sum_above = |unit: &Unit<'_>| {
        let mut above = unit.parent;
        let mut seen = BTreeSet::from([unit.id]);
        while let Some(parent) = above.filter(|id| seen.insert(id)).and_then(|id| by_id.get(id)) {
            if parent.covers == Covers::WithUnitsBelow && fits(parent) {
                return Some(parent.name);
            }
            above = parent.parent;
        }
        None
    };
    let mut result =
        Aggregate { year, form, counted: Vec::new(), missing: Vec::new(), left_out: Vec::new(), sums: Vec::new() };
    let mut reports = Vec::new();
    let mut met = BTreeSet::new();
    for unit in &units {
        let member = Member { id: unit.id.to_owned(), name: unit.name.to_owned(), level: unit.level };
        if !met.insert(unit.id) {
            result.left_out.push((member, Why::Twice));
        } else if let Some(by) = sum_above(unit) {
            // Also without a report of its own such a unit is not missing from the sum.
            result.left_out.push((member, Why::Covered { by: by.to_owned() }));
        } else if let Some(report) = unit.report {
            match misfit(report, form, year) {
                Some(why) => result.left_out.push((member, why)),
                None => {
                    result.counted.push(member);
                    reports.push(report);
                }
            }
        } else {
            result.missing.push(member);
        }
    }
    result.sums = names(form, &reports).into_iter().map(|name| (name, sum(name, &reports))).collect();
    Ok(result)
}

fn misfit(report: &AnnualReport, form: &Form, year: i16) -> Option<Why> {
    match report.year {
        None => Some(Why::NoYear),
        Some(other) if other != year => Some(Why::OtherYear { year: other }),
        Some(_) if report.form.format != form.format => Some(Why::OtherForm { format: report.form.format.clone() }),
        Some(_) => None,
    }
}

/// The rows of （六）其他处理 where a form prints them one by one.
fn is_other(row: Row) -> bool {
    matches!(row, Row::Closed(outcome) if outcome.is_other())
}

/// The cells of the sum: those of the form, with （六） as one row as soon as one unit prints it so, because one number
/// cannot be divided into three but three can be added.
fn names(form: &'static Form, reports: &[&AnnualReport]) -> Vec<CellName> {
    let mut rows: Vec<Row> = form.requests.rows.iter().map(|r| r.key).collect();
    let merged = reports.iter().any(|r| r.requests.iter().any(|row| row.row == Row::Other));
    if merged && let Some(at) = rows.iter().position(|r| is_other(*r)) {
        rows.retain(|r| !is_other(*r));
        rows.insert(at, Row::Other);
    }
    let blank = AnnualReport::blank(form);
    let mut all: Vec<CellName> = Vec::new();
    for (name, _) in blank.cells() {
        match name {
            CellName::Requests(row, 0) if Some(&row) == rows.first() => {
                all.extend(rows.iter().flat_map(|r| (0..REQUEST_COLUMNS).map(|c| CellName::Requests(*r, c))));
            }
            CellName::Requests(..) => {}
            other => all.push(other),
        }
    }
    all
}

fn sum(name: CellName, reports: &[&AnnualReport]) -> Sum {
    let parts: Vec<Part> = reports.iter().map(|report| part(report, name)).collect();
    let known = parts.iter().filter_map(|p| p.value).sum();
    let value = if parts.is_empty() { None } else { parts.iter().map(|p| p.value).sum() };
    Sum { value, known, parts }
}

/// What a report contributes to a cell of a sum.
pub(crate) fn part(report: &AnnualReport, name: CellName) -> Part {
    if let Some(cell) = report.cell(name) {
        let value = cell.value.and_then(|value| in_common_unit(report.form, name, value, cell.unit.as_deref()));
        let raw = match (cell.value, value) {
            (Some(_), None) => Some(format!("{}（没有注明计量单位）", cell.printed())),
            _ => cell.raw.clone(),
        };
        return Part { value, raw };
    }
    // （六） as one row in the sum, three rows in this report.
    if let CellName::Requests(Row::Other, column) = name {
        let rows = report.requests.iter().filter(|r| is_other(r.row));
        let cells: Vec<&Cell> = rows.filter_map(|r| r.cells.get(column)).collect();
        if cells.len() == Outcome::ALL.into_iter().filter(|o| o.is_other()).count() {
            let printed: Vec<String> = cells.iter().map(|c| c.printed()).collect();
            let value = cells.iter().map(|c| c.value).sum();
            return Part { value, raw: value.is_none().then(|| printed.join("＋")) };
        }
    }
    Part { value: None, raw: None }
}

/// The unit of sums where the form leaves the unit to the organ.
const COMMON_UNIT: &str = "万元";

/// Whether the form leaves the unit of a cell to the organ.
fn has_choice_of_unit(form: &Form, name: CellName) -> bool {
    let CellName::Proactive(_, field) = name else { return false };
    form.proactive.iter().flat_map(|b| &b.columns).any(|c| c.key == field && c.has_choice_of_unit())
}

/// An amount in [`COMMON_UNIT`], where there is a choice. Without a unit only nothing is a known amount.
fn in_common_unit(form: &Form, name: CellName, value: Number, unit: Option<&str>) -> Option<Number> {
    if !has_choice_of_unit(form, name) {
        return Some(value);
    }
    match unit {
        Some(COMMON_UNIT) => Some(value),
        Some("元") => Some(value.times(Number::new(1, 4))),
        _ => Some(value).filter(|v| v.is_zero()),
    }
}

impl Aggregate {
    /// All cells with their sums, in the order of the tables.
    pub fn sums(&self) -> impl Iterator<Item = (CellName, &Sum)> {
        self.sums.iter().map(|(name, sum)| (*name, sum))
    }

    /// The sum of one cell, if the form has it.
    pub fn sum(&self, name: CellName) -> Option<&Sum> {
        self.sums.iter().find(|(n, _)| *n == name).map(|(_, sum)| sum)
    }

    /// A cell's parts with the units they come from.
    pub fn parts(&self, name: CellName) -> impl Iterator<Item = (&Member, &Part)> {
        self.counted.iter().zip(self.sum(name).into_iter().flat_map(|s| &s.parts))
    }

    /// The units whose cell is blank or unreadable, so that the sum is undecided.
    pub fn undecided(&self, name: CellName) -> impl Iterator<Item = &Member> {
        self.parts(name).filter(|(_, part)| part.value.is_none()).map(|(member, _)| member)
    }

    /// The units whose numbers are not in the sum: without a report, or with one that cannot be added.
    pub fn absent(&self) -> impl Iterator<Item = &Member> {
        self.missing.iter().chain(self.left_out.iter().filter(|(_, why)| why.is_gap()).map(|(member, _)| member))
    }

    /// Whether every unit is counted, itself or in the report of a unit above it.
    pub fn is_complete(&self) -> bool {
        self.absent().next().is_none()
    }

    /// One counted unit's report in the rows of the sum, its numbers as numbers: what the sheet of the unit shows.
    pub fn unit_report(&self, index: usize) -> AnnualReport {
        let name = self.counted.get(index).map(|m| m.name.as_str()).unwrap_or_default();
        let mut report = self.report(name);
        for (cell, sum) in &self.sums {
            if let Some((cell, part)) = report.cell_mut(*cell).zip(sum.parts.get(index)) {
                cell.value = part.value;
                cell.raw = part.value.is_none().then(|| part.raw.clone()).flatten();
            }
        }
        report
    }

    /// The sum in the model of a report, so that it is laid out, checked and drawn like one. An undecided cell is blank.
    pub fn report(&self, organ: &str) -> AnnualReport {
        let mut report = AnnualReport::blank(self.form);
        report.organ = Some(organ.to_owned());
        report.year = Some(self.year);
        report.sections =
            self.form.sections.iter().map(|s| Section { title: s.title.clone(), ..Section::default() }).collect();
        if self.sum(CellName::Requests(Row::Other, 0)).is_some() {
            report.merge_other();
        }
        for (name, sum) in &self.sums {
            if let Some(cell) = report.cell_mut(*name) {
                cell.value = sum.value;
                cell.unit = has_choice_of_unit(self.form, *name).then(|| COMMON_UNIT.to_owned());
            }
        }
        report
    }
}

impl Why {
    /// Whether the unit's numbers are missing from the sum; not so where they are counted elsewhere.
    pub fn is_gap(&self) -> bool {
        !matches!(self, Why::Covered { .. } | Why::Twice)
    }

    /// The reason as a sentence for the reader.
    pub fn sentence(&self, form: &Form, year: i16) -> String {
        match self {
            Why::OtherForm { format } => format!(
                "报告采用{format}年版格式，{year}年应使用{}年版格式（{}）。两种格式统计口径不同，不能相加，请该单位按规定格式重新填报",
                form.format, form.basis
            ),
            Why::OtherYear { year: other } => format!("报告是{other}年的，不是{year}年的，没有计入"),
            Why::NoYear => "报告没有写明年份，不能确定是哪一年的，没有计入".to_owned(),
            Why::Covered { by } => format!("已包含在{by}的汇总报告里，不重复计算"),
            Why::Twice => "同一单位有两份报告，只计入第一份".to_owned(),
        }
    }
}
