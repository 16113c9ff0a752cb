//! The examples of the rules: a small notation for a change to a report that has nothing wrong, and running it.
//!
//! One change a line. 年度：2021 · 机关：青山县人民政府 · 发布日期：2024-12-20 · `requests.new[0] = 3` (nothing behind the
//! sign leaves the cell blank) · 一（二）：text of a part · 六：text of a section · 前言：text · 删去 一（四） ·
//! 标题 一（四）：another heading · 改字 社会公益组织 → 社会组织, in the report as it is printed · 登记 发出1件通知380元收到0元, the
//! register of fees. A line that begins 上年 changes the report of the year before, 邻近 that of another organ, and
//! 下级甲镇 that of a subordinate organ
//! (下级乙镇 没有报告: it has none). 扫描 第3页: a page that could not be read.

use crate::{
    AnnualReport, CellName, DrawUpError, FormError, Layout, Narrative, Overrides,
    aggregate::{Covers, Unit, aggregate},
    checks::{Context, Sibling, check_with},
    draw_up, layout,
    model::{InformationFee, Text},
    number, parse,
    records::Records,
    similarity::Sketch,
};
use documents::model::{Block, Document, Run, Unread};
use domain::{Finding, Place, numeral, organ::OrganLevel};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// The report that every example starts from is of this year and organ.
const YEAR: i16 = 2024;
const ORGAN: &str = "清水镇人民政府";

/// Why an example cannot be read or run; a mistake of ours.
#[derive(Debug, thiserror::Error)]
pub enum SceneError {
    /// The notation has no such line.
    #[error("示例中的“{0}”不能识别")]
    Unknown(String),
    /// A cell that the report of the example does not have.
    #[error("示例中的报告没有单元格“{0}”")]
    NoCell(String),
    /// The report to start from cannot be drawn up.
    #[error(transparent)]
    DrawUp(#[from] DrawUpError),
    /// No form for the year.
    #[error(transparent)]
    Form(#[from] FormError),
    /// The printed report is not recognised.
    #[error("示例中的报告未能识别")]
    NotRead,
}

/// Whose report a line changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    This,
    LastYear,
    Neighbour,
    Child(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    Year(i16),
    Organ(String),
    Published(Date),
    Cell(CellName, String),
    /// Section (none is the preface), part, text.
    Words(Option<usize>, Option<usize>, String),
    Heading(usize, Option<usize>, String),
    Without(usize, Option<usize>),
    Printed(String, String),
    /// A page of the file that is a picture.
    Scanned(u32),
    Fees(InformationFee),
    /// A unit that has not written its report.
    NoReport,
}

/// An example that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    changes: Vec<(Whose, Change)>,
}

impl Scene {
    /// Reads the notation.
    pub fn read(given: &str) -> Result<Self, SceneError> {
        let lines = given.lines().map(str::trim).filter(|l| !l.is_empty());
        let changes = lines.map(line).collect::<Result<_, _>>()?;
        Ok(Scene { changes })
    }

    /// The changes as sentences for people.
    pub fn told(&self) -> Vec<String> {
        let form_of = |whose: &Whose| {
            let year = self.changes.iter().find_map(|(w, change)| match change {
                Change::Year(year) if w == whose || *w == Whose::This => Some(*year),
                _ => None,
            });
            crate::Form::for_year(year.unwrap_or(YEAR)).ok()
        };
        self.changes
            .iter()
            .map(|(whose, change)| {
                let who = match whose {
                    Whose::This => String::new(),
                    Whose::LastYear => "上年度报告：".to_owned(),
                    Whose::Neighbour => "另一机关的报告：".to_owned(),
                    Whose::Child(name) => format!("{name}的报告："),
                };
                format!("{who}{}", told(change, form_of(whose)))
            })
            .collect()
    }

    /// What reading and checking find.
    pub fn findings(&self) -> Result<Vec<Finding>, SceneError> {
        let year = self.year_of(&Whose::This).unwrap_or(YEAR);
        let this = self.report(&Whose::This, year, ORGAN)?;
        let mentions = |whose: &Whose| self.changes.iter().any(|(w, _)| w == whose);
        let last_year = Whose::LastYear;
        let previous = mentions(&last_year)
            .then(|| self.report(&last_year, self.year_of(&last_year).unwrap_or(year - 1), ORGAN))
            .transpose()?;
        let neighbour =
            mentions(&Whose::Neighbour).then(|| self.report(&Whose::Neighbour, year, "石桥镇人民政府")).transpose()?;
        let mut children: BTreeMap<&str, Option<AnnualReport>> = BTreeMap::new();
        for (whose, change) in &self.changes {
            if let Whose::Child(name) = whose
                && !children.contains_key(name.as_str())
            {
                let report = (*change != Change::NoReport).then(|| self.report(whose, year, name)).transpose()?;
                children.insert(name, report);
            }
        }
        let units: Vec<Unit<'_>> = children
            .iter()
            .map(|(name, report)| Unit {
                id: name,
                name,
                level: None,
                parent: None,
                report: report.as_ref(),
                covers: Covers::Own,
            })
            .collect();
        let units = (!units.is_empty()).then(|| aggregate(year, &units)).transpose()?;
        let printed: Vec<(&str, &str)> = self
            .changes
            .iter()
            .filter_map(|(_, change)| match change {
                Change::Printed(from, to) => Some((from.as_str(), to.as_str())),
                _ => None,
            })
            .collect();
        let scanned: Vec<u32> = self
            .changes
            .iter()
            .filter_map(|(_, change)| match change {
                Change::Scanned(page) => Some(*page),
                _ => None,
            })
            .collect();
        let as_made = printed.is_empty() && scanned.is_empty();
        let (this, mut findings) = if as_made { (this, Vec::new()) } else { reread(&this, &printed, &scanned)? };
        let sketch = neighbour.as_ref().map(Sketch::of).unwrap_or_default();
        let siblings: Vec<Sibling<'_>> = neighbour
            .iter()
            .map(|report| Sibling { organ: report.organ.as_deref().unwrap_or("另一机关"), report, sketch: &sketch })
            .collect();
        let published_on = self.changes.iter().find_map(|(_, change)| match change {
            Change::Published(on) => Some(*on),
            _ => None,
        });
        let context = Context {
            previous: previous.as_ref(),
            siblings: &siblings,
            units: units.as_ref(),
            published_on,
            ..Context::default()
        };
        findings.extend(check_with(&this, &context));
        Ok(findings)
    }

    fn year_of(&self, whose: &Whose) -> Option<i16> {
        self.changes.iter().find_map(|(w, change)| match change {
            Change::Year(year) if w == whose => Some(*year),
            _ => None,
        })
    }

    fn report(&self, whose: &Whose, year: i16, organ: &str) -> Result<AnnualReport, SceneError> {
        let mut report = faultless(organ, year)?;
        for (_, change) in self.changes.iter().filter(|(w, _)| w == whose) {
            apply(&mut report, change)?;
        }
        Ok(report)
    }
}

/// A report of zeros with nothing to find.
fn faultless(organ: &str, year: i16) -> Result<AnnualReport, SceneError> {
    let records = Records::empty(organ, OrganLevel::Township);
    let mut report = draw_up(&records, year, date(9999, 1, 1), &Overrides::default())?;
    let some = |text: &str| Some(text.to_owned());
    let narrative = Narrative {
        proactive: some("通过公示栏公开惠民补贴信息。"),
        management: some("发布前逐件进行保密审查。"),
        platform: some("更新政府信息公开专栏。"),
        supervision: some("全年开展工作考核和社会评议各一次，没有需要追究责任的情形。"),
        problems: some("1.惠民补贴信息更新不够及时。"),
        improvements: some("1.确定专人每月更新惠民补贴信息。"),
        ..Narrative::default()
    };
    narrative.write_into(&mut report);
    // What is known only from records is not known of somebody's file.
    report.organ_level = None;
    report.information_fee = None;
    report.as_of = None;
    Ok(report)
}

fn apply(report: &mut AnnualReport, change: &Change) -> Result<(), SceneError> {
    match change {
        Change::Year(_) | Change::Published(_) | Change::Printed(..) | Change::Scanned(_) | Change::NoReport => {}
        Change::Organ(name) => report.organ = Some(name.clone()),
        Change::Fees(fee) => report.information_fee = Some(*fee),
        Change::Cell(name, text) => {
            let reading = number::read(text);
            let cell = report.cell_mut(*name).ok_or_else(|| SceneError::NoCell(name.to_string()))?;
            (cell.value, cell.raw) = (reading.value, reading.raw);
        }
        Change::Words(section, part, text) => {
            let texts = text.split('¶').map(Text::from).collect();
            match (section.map(|s| report.sections.get_mut(s)), part) {
                (None, _) => report.preface = texts,
                // Section one keeps its five parts.
                (Some(Some(first)), None) if *section == Some(0) => first.texts = texts,
                (Some(Some(section)), None) => (section.texts, section.parts) = (texts, Vec::new()),
                (Some(Some(section)), Some(part)) => {
                    if let Some(part) = section.parts.get_mut(*part) {
                        part.texts = texts;
                    }
                }
                (Some(None), _) => {}
            }
        }
        Change::Heading(section, part, title) => {
            if let Some(section) = report.sections.get_mut(*section) {
                match part {
                    Some(part) => {
                        if let Some(part) = section.parts.get_mut(*part) {
                            part.title = title.clone();
                        }
                    }
                    None => section.title = title.clone(),
                }
            }
        }
        Change::Without(section, part) => {
            if let Some(section) = report.sections.get_mut(*section) {
                match part {
                    Some(part) if *part < section.parts.len() => {
                        section.parts.remove(*part);
                    }
                    _ => *section = crate::model::Section::default(),
                }
            }
        }
    }
    Ok(())
}

/// The report as it is printed, with words changed and pages as pictures, read again.
fn reread(
    report: &AnnualReport,
    words: &[(&str, &str)],
    scanned: &[u32],
) -> Result<(AnnualReport, Vec<Finding>), SceneError> {
    let mut document = layout(report, &Layout::default());
    document.unread.extend(scanned.iter().map(|page| Unread {
        place: Place { page: Some(*page), ..Place::default() },
        reason: format!("第{page}页是扫描图片，里面的文字没有读取。请改用原稿。"),
        is_whole_page: true,
    }));
    for (from, to) in words {
        replace(&mut document, from, to);
    }
    for (i, block) in document.blocks.iter_mut().enumerate() {
        if let Block::Paragraph(paragraph) = block {
            paragraph.place.paragraph = u32::try_from(i + 1).ok();
        }
    }
    let parsed = parse(&document).map_err(|_| SceneError::NotRead)?;
    Ok((parsed.report.ok_or(SceneError::NotRead)?, parsed.findings))
}

/// Changes the first place that says exactly this, else the first that contains it.
fn replace(document: &mut Document, from: &str, to: &str) {
    document.title = document.title.take().map(|title| title.replace(from, to));
    let mut done = false;
    for whole in [true, false] {
        for block in &mut document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let text = paragraph.text();
                    if !done && (text == from || !whole && text.contains(from)) {
                        paragraph.runs = vec![Run { text: text.replace(from, to), ..Run::default() }];
                        done = true;
                    }
                }
                Block::Table(table) => {
                    for cell in &mut table.cells {
                        if !done && (cell.text == from || !whole && cell.text.contains(from)) {
                            cell.text = cell.text.replace(from, to);
                            done = true;
                        }
                    }
                }
                Block::PageBreak | Block::Chart(_) => {}
            }
        }
    }
}

fn line(text: &str) -> Result<(Whose, Change), SceneError> {
    let no = || SceneError::Unknown(text.to_owned());
    let (whose, rest) = if let Some(rest) = text.strip_prefix("上年 ") {
        (Whose::LastYear, rest)
    } else if let Some(rest) = text.strip_prefix("邻近 ") {
        (Whose::Neighbour, rest)
    } else if let Some(rest) = text.strip_prefix("下级") {
        let (name, rest) = rest.split_once(' ').ok_or_else(no)?;
        (Whose::Child(name.to_owned()), rest)
    } else {
        (Whose::This, text)
    };
    let change = if rest == "没有报告" {
        Change::NoReport
    } else if let Some(rest) = rest.strip_prefix("改字 ") {
        let (from, to) = rest.split_once('→').ok_or_else(no)?;
        Change::Printed(from.trim().to_owned(), to.trim().to_owned())
    } else if let Some(page) = rest.strip_prefix("扫描 第").and_then(|rest| rest.strip_suffix('页')) {
        Change::Scanned(page.parse().map_err(|_| no())?)
    } else if let Some(place) = rest.strip_prefix("删去 ") {
        let (section, part) = place_in_text(place).ok_or_else(no)?;
        Change::Without(section.ok_or_else(no)?, part)
    } else if let Some(rest) = rest.strip_prefix("标题 ") {
        let (place, title) = rest.split_once('：').ok_or_else(no)?;
        let (section, part) = place_in_text(place).ok_or_else(no)?;
        Change::Heading(section.ok_or_else(no)?, part, title.to_owned())
    } else if let Some(rest) = rest.strip_prefix("登记 ") {
        Change::Fees(fees(rest).ok_or_else(no)?)
    } else if let Some((name, value)) = rest.split_once(" =") {
        Change::Cell(name.parse().map_err(|_| no())?, value.trim().to_owned())
    } else {
        let (key, value) = rest.split_once('：').ok_or_else(no)?;
        match key {
            "年度" => Change::Year(value.parse().map_err(|_| no())?),
            "机关" => Change::Organ(value.to_owned()),
            "发布日期" => Change::Published(value.parse().map_err(|_| no())?),
            place => {
                let (section, part) = place_in_text(place).ok_or_else(no)?;
                Change::Words(section, part, value.to_owned())
            }
        }
    };
    Ok((whose, change))
}

/// 前言, 六, 一（二）: section and part.
fn place_in_text(place: &str) -> Option<(Option<usize>, Option<usize>)> {
    let index = |c: char| numeral::read(c.encode_utf8(&mut [0; 4])).and_then(|n| usize::try_from(n - 1).ok());
    if place == "前言" {
        return Some((None, None));
    }
    let mut chars = place.chars();
    let section = index(chars.next()?)?;
    match chars.as_str().strip_prefix('（').and_then(|rest| rest.strip_suffix('）')) {
        Some(part) => Some((Some(section), Some(index(part.chars().next()?)?))),
        None if chars.as_str().is_empty() => Some((Some(section), None)),
        None => None,
    }
}

/// 发出1件通知380元收到0元
fn fees(text: &str) -> Option<InformationFee> {
    let (notices, rest) = text.strip_prefix("发出")?.split_once("件通知")?;
    let (notified, received) = rest.split_once("元收到")?;
    Some(InformationFee {
        notices: notices.parse().ok()?,
        notified_yuan: notified.parse().ok()?,
        received_yuan: received.strip_suffix('元')?.parse().ok()?,
    })
}

fn told(change: &Change, form: Option<&'static crate::Form>) -> String {
    let place = |section: usize, part: Option<usize>| {
        let part = part.map(|p| format!("（{}）", numeral::write(p + 1))).unwrap_or_default();
        format!("第{}部分{part}", numeral::write(section + 1))
    };
    match change {
        Change::Year(year) => format!("报告年度是{year}年"),
        Change::Organ(name) => format!("报告机关是{name}"),
        Change::Published(on) => format!("发布日期是{}", domain::date::chinese(*on)),
        Change::Cell(name, value) => {
            let spoken = form.map_or_else(|| name.to_string(), |form| AnnualReport::blank(form).spoken(*name));
            if value.is_empty() { format!("{spoken}没有填写") } else { format!("{spoken}填写“{value}”") }
        }
        Change::Words(section, part, text) => {
            let place = section.map_or_else(|| "前言".to_owned(), |s| place(s, *part));
            format!("{place}写“{}”", text.replace('“', "‘").replace('”', "’").replace('¶', ""))
        }
        Change::Heading(section, part, title) => format!("{}的标题写“{title}”", place(*section, *part)),
        Change::Without(section, part) => format!("没有{}", place(*section, *part)),
        Change::Printed(from, to) => format!("“{from}”印成“{to}”"),
        Change::Scanned(page) => format!("第{page}页是扫描图片"),
        Change::NoReport => "还没有编制".to_owned(),
        Change::Fees(fee) => format!(
            "收费登记：发出收费通知{}件，共{}元，实际收到{}元",
            fee.notices, fee.notified_yuan, fee.received_yuan
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_to_start_from_has_nothing_to_find() {
        for year in [2019, 2020, 2021, 2024] {
            let report = faultless(ORGAN, year).unwrap();
            assert_eq!(check_with(&report, &Context::default()), [], "{year}");
        }
    }

    #[test]
    fn an_example_is_told_in_the_words_of_the_form() {
        let scene = Scene::read("上年 requests.carried_out[0] = 2\n一（二）：未收到申请。\n删去 六").unwrap();
        assert_eq!(
            scene.told(),
            [
                "上年度报告：表三“四、结转下年度继续办理”的“自然人”栏填写“2”",
                "第一部分（二）写“未收到申请。”",
                "没有第六部分",
            ]
        );
        assert!(Scene::read("requests.new[9] = 1").is_err());
        assert!(Scene::read("随便").is_err());
    }
}
