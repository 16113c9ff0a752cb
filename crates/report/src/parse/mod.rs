//! Reads somebody's report out of the document model: organ, year, form, sections and every cell of the three tables.
//!
//! Labels are recognised by meaning, values by where they stand under the labels. What is not certain is not read: the
//! cell stays blank, its text is kept, and a finding says so. Whether the numbers add up is the business of
//! [`crate::checks`].

mod grid;
mod heading;
mod labels;
mod proactive;
mod recognise;
mod requests;
mod review;

use crate::{
    cell_name::CellName,
    form::{Form, FormError},
    model::AnnualReport,
    number::Reading,
};
use documents::model::{Document, Table};
use domain::{Finding, Place, Severity};
use recognise::Which;
use serde::Serialize;

/// What kind of text a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 政府信息公开工作年度报告
    AnnualReport,
    /// Some other text.
    Document,
    /// Nothing readable in it.
    Unknown,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The report, if it is one.
    pub report: Option<AnnualReport>,
    /// What kind of text it is.
    pub kind: Kind,
    /// What is wrong with labels, structure and form. The checks are run apart.
    pub findings: Vec<Finding>,
}

/// What the readers of the three tables share.
struct Reader {
    form: &'static Form,
    report: AnnualReport,
    findings: Vec<Finding>,
}

/// Reads a report. Fails only if the forms compiled in cannot be read.
pub fn parse(document: &Document) -> Result<Parsed, FormError> {
    let forms = Form::all()?;
    let head = heading::head(document);
    let tables: Vec<(Which, &Table)> =
        document.tables().filter_map(|t| recognise::which(t, forms).map(|which| (which, t))).collect();
    let kinds = [Which::Proactive, Which::Requests, Which::Review];
    let found = kinds.iter().filter(|k| tables.iter().any(|(which, _)| which == *k)).count();
    if found < 2 && !(head.titled && (found > 0 || has_sections(document, forms))) {
        let empty = document.blocks.is_empty()
            || document.paragraphs().all(|p| p.text().trim().is_empty()) && document.tables().next().is_none();
        let kind = if empty { Kind::Unknown } else { Kind::Document };
        return Ok(Parsed { report: None, kind, findings: Vec::new() });
    }
    let (form, findings) = recognise::form(document, forms, head.year, &head.place)?;
    let body = heading::body(document, form);
    let mut reader = Reader { form, report: AnnualReport::blank(form), findings };
    reader.report.organ = head.organ;
    reader.report.year = head.year;
    reader.report.preface = body.preface;
    reader.report.sections = body.sections;
    reader.findings.extend(body.findings);
    for which in kinds {
        let own: Vec<&Table> = tables.iter().filter(|(w, _)| *w == which).map(|(_, t)| *t).collect();
        if own.is_empty() {
            reader.missing_table(which);
            continue;
        }
        match which {
            Which::Proactive => proactive::read(&mut reader, &own),
            Which::Requests => requests::read(&mut reader, &own),
            Which::Review => review::read(&mut reader, &own),
        }
    }
    reader.about_the_whole(&head.place, found);
    Ok(Parsed { report: Some(reader.report), kind: Kind::AnnualReport, findings: reader.findings })
}

/// Whether the text has at least half of the section headings.
fn has_sections(document: &Document, forms: &[Form]) -> bool {
    let Some(form) = forms.last() else { return false };
    let body = heading::body(document, form);
    body.sections.iter().filter(|s| !s.title.is_empty()).count() * 2 >= form.sections.len()
}

impl Reader {
    /// Stores what was read for a cell.
    fn put(&mut self, name: CellName, reading: Reading, place: &Place) {
        if let Some(cell) = self.report.cell_mut(name) {
            cell.value = reading.value;
            cell.raw = reading.raw;
            cell.place = place.clone();
        }
    }

    /// Reports a label that differs from the form's.
    fn label(&mut self, printed: &str, official: &str, place: &Place) {
        self.findings.extend(labels::compare(printed, official, place, &self.form.basis));
    }

    /// Reports a label that the form does not know at all.
    fn unknown(&mut self, printed: &str, what: &str, place: &Place) {
        let text = printed.trim().to_owned();
        let message = format!("{what}“{text}”不在{}年版格式之内", self.form.format);
        let finding = Finding::new("report.label", Severity::Error, message, Place { text, ..place.clone() })
            .hint("按规定格式的文字填写；格式以外的内容写入正文")
            .basis(self.form.basis.clone());
        self.findings.push(finding);
    }

    /// Reports cells that stand where they do not belong.
    fn structure(&mut self, message: &str, place: &Place, hint: &str) {
        let finding = Finding::new("report.structure", Severity::Error, message, place.clone())
            .hint(hint)
            .basis(self.form.basis.clone());
        self.findings.push(finding);
    }

    fn missing_row(&mut self, message: &str, place: Place) {
        self.structure(message, &place, "按规定格式补上，没有数量的填写“0”");
    }

    fn missing_table(&mut self, which: Which) {
        let (number, section) = match which {
            Which::Proactive => ("表二", 1),
            Which::Requests => ("表三", 2),
            Which::Review => ("表四", 3),
        };
        let title = self.form.sections.get(section).map_or("", |s| s.title.as_str());
        let place = self.report.sections.get(section).map(|s| s.place.clone()).unwrap_or_default();
        self.structure(&format!("没有找到{number}（“{title}”的表格）"), &place, "按规定格式补上表格");
    }

    /// Findings about the report as a whole: no year, no organ, or a form that nobody filled in.
    fn about_the_whole(&mut self, title: &Place, tables: usize) {
        let unfilled = tables > 0 && self.report.cells().iter().all(|(_, c)| c.value.is_none() && c.raw.is_none());
        if unfilled {
            let message = format!("这是一份没有填写的{}年版格式，表格中没有任何数字", self.form.format);
            let finding = Finding::new("report.unfilled", Severity::Error, message, title.clone())
                .hint("逐格填写，没有数量的填写“0”")
                .basis(self.form.basis.clone());
            self.findings.push(finding);
        }
        for (missing, what) in [(self.report.year.is_none(), "年份"), (self.report.organ.is_none(), "机关名称")] {
            if missing {
                let message = format!("没有从标题中认出{what}");
                let finding = Finding::new("report.title", Severity::Warning, message, title.clone())
                    .hint("标题写为“××（机关名称）20××年政府信息公开工作年度报告”");
                self.findings.push(finding);
            }
        }
    }
}
