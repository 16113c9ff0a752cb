//! The text of the six sections: a draft written from the records, which the office edits.
//!
//! Every number in the draft is taken from the tables as shown, so that text and tables agree. Where there is no
//! record the draft says what the office has to fill in; the checks ask about such places, nothing is made up.

use crate::{
    cell_name::{CellName, Field, Group, REQUEST_TOTAL, REVIEW_TOTAL, Row},
    model::{AnnualReport, Part, Section, Text},
    number::Number,
    records::{PublishedRecord, Records, WorkPart, WorkRecord},
};
use domain::{date::chinese, numeral, request::outcome::Outcome, review::ReviewKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Begins every place that the office has to fill in.
pub const TO_FILL: &str = "（请填写";

/// 信息处理费 exists since this report year (国办函〔2020〕109号, in force 2021-01-01).
pub const FEE_SINCE: i16 = 2021;

/// The texts of a report. A line break separates paragraphs; a text left out keeps the draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Narrative {
    /// 一、总体情况 before its parts.
    pub opening: Option<String>,
    /// （一）主动公开
    pub proactive: Option<String>,
    /// （二）依申请公开
    pub on_request: Option<String>,
    /// （三）政府信息管理
    pub management: Option<String>,
    /// （四）政府信息公开平台建设
    pub platform: Option<String>,
    /// （五）监督保障
    pub supervision: Option<String>,
    /// 五、（一）存在的主要问题
    pub problems: Option<String>,
    /// 五、（二）改进情况
    pub improvements: Option<String>,
    /// 六、其他需要报告的事项
    pub other: Option<String>,
}

impl Narrative {
    /// The edited texts, and where there is none the draft's.
    #[must_use]
    pub fn over(&self, draft: &Narrative) -> Narrative {
        let pick = |a: &Option<String>, b: &Option<String>| a.clone().or_else(|| b.clone());
        Narrative {
            opening: pick(&self.opening, &draft.opening),
            proactive: pick(&self.proactive, &draft.proactive),
            on_request: pick(&self.on_request, &draft.on_request),
            management: pick(&self.management, &draft.management),
            platform: pick(&self.platform, &draft.platform),
            supervision: pick(&self.supervision, &draft.supervision),
            problems: pick(&self.problems, &draft.problems),
            improvements: pick(&self.improvements, &draft.improvements),
            other: pick(&self.other, &draft.other),
        }
    }

    /// Puts the texts into a report; texts left out stay as they are in the report.
    pub fn write_into(&self, report: &mut AnnualReport) {
        let form = report.form;
        for (section, title) in report.sections.iter_mut().zip(&form.sections) {
            section.title = title.title.clone();
        }
        let parts = [&self.proactive, &self.on_request, &self.management, &self.platform, &self.supervision];
        if let Some(section) = report.sections.get_mut(0) {
            write(&self.opening, &mut section.texts);
            write_parts(section, form.parts.iter().map(String::as_str), &parts);
        }
        if let Some(section) = report.sections.get_mut(4) {
            write_parts(section, ["存在的主要问题", "改进情况"].into_iter(), &[&self.problems, &self.improvements]);
        }
        if let Some(section) = report.sections.get_mut(5) {
            write(&self.other, &mut section.texts);
        }
    }
}

fn write(text: &Option<String>, into: &mut Vec<Text>) {
    if let Some(text) = text {
        *into = text.lines().map(str::trim).filter(|l| !l.is_empty()).map(Text::from).collect();
    }
}

fn write_parts<'a>(section: &mut Section, titles: impl Iterator<Item = &'a str>, texts: &[&Option<String>]) {
    for (i, (title, text)) in titles.zip(texts).enumerate() {
        if section.parts.len() <= i {
            let title = format!("（{}）{title}", numeral::write(i + 1));
            section.parts.push(Part { title, ..Part::default() });
        }
        if let Some(part) = section.parts.get_mut(i) {
            write(text, &mut part.texts);
        }
    }
}

/// Writes the draft from the records and the tables drawn up from them.
pub fn draft(records: &Records, report: &AnnualReport) -> Narrative {
    let Some(year) = report.year else { return Narrative::default() };
    let end = report.as_of.unwrap_or(jiff::civil::date(year, 12, 31));
    let writer = Writer { records, report, year, end };
    Narrative {
        opening: Some(writer.opening()),
        proactive: Some(writer.proactive()),
        on_request: Some(writer.on_request()),
        management: Some(writer.work_or(WorkPart::Management, "政府信息的制作、审查、更新、归档等管理工作情况")),
        platform: Some(writer.work_or(WorkPart::Platform, "政府信息公开专栏、公示栏等平台建设情况")),
        supervision: Some(
            writer.work_or(WorkPart::Supervision, "工作考核、社会评议和责任追究结果以及业务培训等监督保障情况"),
        ),
        problems: Some(writer.numbered(WorkPart::Problem, "本年度政府信息公开工作存在的主要问题")),
        improvements: Some(writer.numbered(WorkPart::Improvement, "针对上述问题逐项采取的改进措施及其效果")),
        other: Some(writer.other()),
    }
}

struct Writer<'a> {
    records: &'a Records,
    report: &'a AnnualReport,
    year: i16,
    end: Date,
}

impl Writer<'_> {
    fn opening(&self) -> String {
        let form = self.report.form;
        format!(
            "根据《中华人民共和国政府信息公开条例》和{}（{}）的要求，现公布{}{}年政府信息公开工作年度报告。本报告所列数据的统计期限为{}年1月1日至{}。",
            form.title,
            form.basis,
            self.records.organ,
            self.year,
            self.year,
            chinese(self.end),
        )
    }

    fn proactive(&self) -> String {
        let mut paragraphs = Vec::new();
        let published: Vec<&PublishedRecord> =
            self.records.published.iter().filter(|p| p.on.year() == self.year && p.on <= self.end).collect();
        let mut sentences = String::new();
        if !published.is_empty() {
            let mut fields: Vec<(&str, usize)> = Vec::new();
            for item in &published {
                match fields.iter_mut().find(|(field, _)| *field == item.field) {
                    Some((_, n)) => *n += 1,
                    None => fields.push((&item.field, 1)),
                }
            }
            fields.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            let listed: Vec<String> = fields.iter().map(|(field, n)| format!("{field}{n}条")).collect();
            sentences += &format!("本年度主动公开政府信息{}条，其中{}。", published.len(), listed.join("、"));
        }
        let documents = |field| self.shown(CellName::Proactive(Group::NormativeDocuments, field));
        match (documents(Field::Made), documents(Field::Repealed), documents(Field::InForce)) {
            (Some(made), Some(repealed), Some(in_force)) if !in_force.is_zero() || !made.is_zero() => {
                sentences += &format!("制发行政规范性文件{made}件，废止{repealed}件，现行有效{in_force}件。");
            }
            _ => {}
        }
        if !sentences.is_empty() {
            paragraphs.push(sentences);
        }
        paragraphs.extend(self.work(WorkPart::Proactive));
        or_fill(paragraphs, "本年度主动公开政府信息的数量、领域和主要做法")
    }

    fn on_request(&self) -> String {
        let total = |row| self.shown(CellName::Requests(row, REQUEST_TOTAL)).unwrap_or_default();
        let (new, carried_in, closed, carried_out) =
            (total(Row::New), total(Row::CarriedIn), total(Row::Total), total(Row::CarriedOut));
        let mut text = match (new.is_zero(), carried_in.is_zero()) {
            (true, true) => "本年度未收到政府信息公开申请，没有上年结转的申请。".to_owned(),
            (true, false) => format!("本年度未收到政府信息公开申请，上年结转申请{carried_in}件。"),
            (false, true) => format!("本年度新收政府信息公开申请{new}件，没有上年结转的申请。"),
            (false, false) => format!("本年度新收政府信息公开申请{new}件，上年结转申请{carried_in}件。"),
        };
        if !new.is_zero() || !carried_in.is_zero() {
            text += &self.outcomes(closed);
            text += &if carried_out.is_zero() {
                "没有结转下年度继续办理的申请。".to_owned()
            } else {
                format!("结转下年度继续办理{carried_out}件。")
            };
        }
        text += &self.reviews();
        let mut paragraphs = vec![text];
        paragraphs.extend(self.work(WorkPart::OnRequest));
        paragraphs.join("\n")
    }

    fn outcomes(&self, closed: Number) -> String {
        if closed.is_zero() {
            return "本年度尚无办结的申请。".to_owned();
        }
        let mut kinds: Vec<(&str, Number)> = Vec::new();
        for row in self.report.requests.iter().filter(|r| r.row.is_outcome()) {
            let name = match row.row {
                Row::Closed(outcome) => outcome_heading(outcome),
                _ => "其他处理",
            };
            let n = row.cells[REQUEST_TOTAL].value.unwrap_or_default();
            match kinds.iter_mut().find(|(k, _)| *k == name) {
                Some((_, sum)) => *sum = *sum + n,
                None => kinds.push((name, n)),
            }
        }
        let listed: Vec<String> =
            kinds.iter().filter(|(_, n)| !n.is_zero()).map(|(name, n)| format!("{name}{n}件")).collect();
        format!("本年度办结政府信息公开申请{closed}件，其中{}。", listed.join("、"))
    }

    fn reviews(&self) -> String {
        let total = |kind| self.shown(CellName::Review(kind, REVIEW_TOTAL)).unwrap_or_default();
        let reconsideration = total(ReviewKind::Reconsideration);
        let litigation = total(ReviewKind::LitigationDirect) + total(ReviewKind::LitigationAfterReview);
        match (reconsideration.is_zero(), litigation.is_zero()) {
            (true, true) => "因政府信息公开工作引起的行政复议、行政诉讼均为零。".to_owned(),
            (false, true) => format!("因政府信息公开工作引起的行政复议{reconsideration}件，没有行政诉讼。"),
            (true, false) => format!("因政府信息公开工作引起的行政诉讼{litigation}件，没有行政复议。"),
            (false, false) => {
                format!("因政府信息公开工作引起的行政复议{reconsideration}件、行政诉讼{litigation}件。")
            }
        }
    }

    fn other(&self) -> String {
        let mut paragraphs = Vec::new();
        if self.year >= FEE_SINCE {
            let fee = self.report.information_fee.unwrap_or_default();
            paragraphs.push(match (fee.notices, fee.received_yuan) {
                (0, 0) => "本年度未收取信息处理费。".to_owned(),
                (0, received) => format!("本年度未发出收费通知，实际收取信息处理费{received}元。"),
                (notices, 0) => {
                    format!("本年度发出收费通知{notices}件，通知金额共计{}元，未收取信息处理费。", fee.notified_yuan)
                }
                (notices, received) => format!(
                    "本年度发出收费通知{notices}件，通知金额共计{}元，实际收取信息处理费{received}元。",
                    fee.notified_yuan
                ),
            });
        }
        paragraphs.extend(self.work(WorkPart::Other));
        if paragraphs.is_empty() {
            paragraphs.push("无。".to_owned());
        }
        paragraphs.join("\n")
    }

    /// The shown number of a cell.
    fn shown(&self, name: CellName) -> Option<Number> {
        self.report.value(name)
    }

    fn pieces(&self, part: WorkPart) -> Vec<String> {
        let mut pieces: Vec<&WorkRecord> = self
            .records
            .work
            .iter()
            .filter(|w| w.part == part && w.on.year() == self.year && w.on <= self.end)
            .collect();
        pieces.sort_by_key(|w| w.on);
        pieces.into_iter().map(sentence).filter(|s| !s.is_empty()).collect()
    }

    /// One paragraph, listed 一是…二是… where there are several pieces.
    fn work(&self, part: WorkPart) -> Option<String> {
        let pieces = self.pieces(part);
        match pieces.as_slice() {
            [] => None,
            [one] => Some(format!("{one}。")),
            many => Some(many.iter().enumerate().map(|(i, s)| format!("{}是{s}。", numeral::write(i + 1))).collect()),
        }
    }

    fn work_or(&self, part: WorkPart, what: &str) -> String {
        or_fill(self.work(part).into_iter().collect(), what)
    }

    /// One paragraph a piece, numbered, so that problem 1 and measure 1 belong together.
    fn numbered(&self, part: WorkPart, what: &str) -> String {
        let pieces = self.pieces(part);
        let lines = pieces.iter().enumerate().map(|(i, s)| format!("{}.{s}。", i + 1)).collect();
        or_fill(lines, what)
    }
}

fn or_fill(paragraphs: Vec<String>, what: &str) -> String {
    if paragraphs.is_empty() { format!("{TO_FILL}{what}。）") } else { paragraphs.join("\n") }
}

/// The sentence of a piece of work without its end mark, with the count if the text does not give it already.
fn sentence(work: &WorkRecord) -> String {
    let text = work.text.trim().trim_end_matches(['。', '；', '，', ';', ',', '.']).replace(['\n', '\t'], "");
    match work.count {
        Some(n) if !text.is_empty() && !text.contains(&n.to_string()) => {
            format!("{text}，共{n}{}", work.unit.as_deref().unwrap_or("件"))
        }
        _ => text,
    }
}

fn outcome_heading(outcome: Outcome) -> &'static str {
    match outcome.row_key().split('.').next() {
        Some("granted") => "予以公开",
        Some("partly_granted") => "部分公开",
        Some("refused") => "不予公开",
        Some("cannot_provide") => "无法提供",
        Some("not_processed") => "不予处理",
        _ => "其他处理",
    }
}
