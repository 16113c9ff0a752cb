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
mod stream;
mod vocabulary;

use crate::{
    cell_name::CellName,
    form::{Form, FormError},
    model::AnnualReport,
    number::Reading,
};
use documents::model::{Block, Document};
use domain::{Finding, Place, Severity};
use recognise::Piece;
use serde::Serialize;
use vocabulary::{Vocabulary, Which};

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
    vocabulary: &'static Vocabulary,
    report: AnnualReport,
    findings: Vec<Finding>,
}

/// Reads a report. Fails only if the forms compiled in cannot be read.
pub fn parse(document: &Document) -> Result<Parsed, FormError> {
    let forms = Form::all()?;
    let vocabularies: Vec<&'static Vocabulary> = forms.iter().filter_map(Vocabulary::of).collect();
    let section_of = |text: &str| vocabularies.last().and_then(|v| heading::section_of(text, v));
    let head = heading::head(document);
    let mut pieces = recognise::pieces(document, section_of);
    let missing: Vec<Which> =
        Which::ALL.into_iter().filter(|which| !pieces.iter().any(|p| p.which == *which)).collect();
    // Lines of text are searched for tables only where the file is a report at all.
    let is_report = head.titled || !pieces.is_empty();
    let from_text: Vec<(Which, Document)> = if is_report && !missing.is_empty() {
        stream::tables(document, &missing, &vocabularies, section_of)
            .into_iter()
            .map(|(which, table)| (which, Document { blocks: vec![Block::Table(table)], ..Document::default() }))
            .collect()
    } else {
        Vec::new()
    };
    pieces.extend(from_text.iter().flat_map(|(which, d)| d.tables().map(|t| Piece::of_lines(*which, t))));
    let found = Which::ALL.into_iter().filter(|which| pieces.iter().any(|p| p.which == *which)).count();
    if found < 2 && !(head.titled && (found > 0 || has_sections(document, section_of))) {
        let empty = document.blocks.is_empty()
            || document.paragraphs().all(|p| p.text().trim().is_empty()) && document.tables().next().is_none();
        let kind = if empty { Kind::Unknown } else { Kind::Document };
        return Ok(Parsed { report: None, kind, findings: Vec::new() });
    }
    let (form, findings) = recognise::form(&pieces, forms, head.year, &head.place)?;
    let vocabulary = Vocabulary::of(form).ok_or_else(|| FormError::BrokenData(form.format.clone()))?;
    let in_table = |section: usize, text: &str| {
        from_text.iter().any(|(which, _)| which.section() == section) && stream::is_part_of_a_table(text, &vocabularies)
    };
    let body = heading::body(document, form, vocabulary, in_table);
    let mut reader = Reader { form, vocabulary, report: AnnualReport::blank(form), findings };
    reader.report.organ = head.organ;
    reader.report.year = head.year;
    reader.report.preface = body.preface;
    reader.report.sections = body.sections;
    reader.findings.extend(body.findings);
    for which in Which::ALL {
        let (own, others): (Vec<Piece<'_>>, Vec<Piece<'_>>) = pieces.into_iter().partition(|p| p.which == which);
        pieces = others;
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
    reader.findings.extend(document.unread.iter().map(unread));
    Ok(Parsed { report: Some(reader.report), kind: Kind::AnnualReport, findings: reader.findings })
}

/// A page that nobody has read must not pass as checked; a picture beside the text is asked about.
fn unread(part: &documents::model::Unread) -> Finding {
    let (what, to_do) = part.reason.split_once('。').unwrap_or((&part.reason, "请用原稿另存后再检查"));
    let severity = if part.is_whole_page { Severity::Error } else { Severity::Question };
    Finding::new("report.unread", severity, what, part.place.clone()).hint(to_do.trim_end_matches('。'))
}

/// Whether the text has at least half of the section headings.
fn has_sections(document: &Document, section_of: impl Fn(&str) -> Option<usize>) -> bool {
    let mut seen: Vec<usize> = document.paragraphs().filter_map(|p| section_of(p.text().trim())).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() >= 3
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
        let number = match which {
            Which::Proactive => "表二",
            Which::Requests => "表三",
            Which::Review => "表四",
        };
        let section = which.section();
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
