//! What the text says about itself: its title, its organ and level, its date, the year it reports on.
//!
//! Read once, before the rules. What is not said stays unknown; rules that need it keep silent then.

use crate::passage::{Passage, is_han};
use crate::pattern::Pattern;
use documents::model::Role;
use jiff::civil::Date;

/// The level of the organ that issued a text, as its name tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// 村民委员会, 居民委员会
    Village,
    /// 乡、镇人民政府, 街道办事处
    Township,
    /// County, city, province and their departments.
    Above,
}

/// What a text says about itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// 标题, as printed.
    pub title: Option<String>,
    /// Which passage it is.
    pub title_at: Option<usize>,
    /// The issuing organ: from the red head, the title or the signature.
    pub organ: Option<String>,
    /// Its level.
    pub level: Option<Level>,
    /// 成文日期, or the day of printing in 版记.
    pub date: Option<Date>,
    /// The year of a 政府信息公开工作年度报告.
    pub report_year: Option<i16>,
    /// Which passage is the red head (发文机关标志).
    pub mark_at: Option<usize>,
    /// Which passage is the document number (发文字号) of this text.
    pub number_at: Option<usize>,
}

static DAY: Pattern = Pattern::new(r"^\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:印发)?\s*$");
static NUMBER: Pattern =
    Pattern::new(r"^\s*[\p{Han}]{2,12}\s*[〔\[［【（(﹝]\s*(?:19|20)?\d{2}年?\s*[〕\]］】）)﹞]\s*第?\s*\d+\s*号\s*$");
static REPORT: Pattern = Pattern::new(r"(20\d\d)\s*年?(?:度)?.*政府信息公开.*(?:报\s*告|年报)");
static ORGAN: Pattern = Pattern::new(
    r"[\p{Han}]{2,30}?(?:人民政府(?:办公室|办公厅)?|街道办事处|村民委员会|居民委员会|委员会|管理局|[\p{Han}]局|[\p{Han}]厅)",
);

/// Words that end the title of an official text (15 kinds and what else is published).
pub(crate) const KINDS: [&str; 36] = [
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函",
    "纪要", "办法", "细则", "规定", "方案", "规划", "计划", "总结", "公示", "制度", "条例", "指南", "目录", "年报",
    "预案", "章程", "规则", "要点", "清单", "简报", "说明",
];

impl Facts {
    pub fn of(passages: &[Passage<'_>]) -> Self {
        let mut facts = Facts::default();
        let paragraphs = || passages.iter().enumerate().filter(|(_, p)| p.role().is_some());
        for (at, passage) in paragraphs().take(12) {
            let text = passage.text.trim();
            if text.is_empty() {
                continue;
            }
            if facts.mark_at.is_none() && text.chars().count() <= 40 && text.ends_with("文件") && !text.contains('，')
            {
                facts.mark_at = Some(at);
                facts.organ = Some(compact(text.trim_end_matches("文件")));
            } else if facts.number_at.is_none() && NUMBER.is_in(text) {
                facts.number_at = Some(at);
            } else if facts.title_at.is_none() && is_title(passage, text) {
                facts.title_at = Some(at);
                facts.title = Some(text.to_owned());
            }
            if matches!(passage.role(), Some(Role::Heading1 | Role::Heading2)) {
                break;
            }
        }
        let day = |passage: &Passage<'_>| {
            let groups = DAY.first(&passage.text)?;
            let number = |i: usize| groups.get(i).and_then(|m| m.as_str().parse::<i16>().ok());
            Date::new(number(1)?, i8::try_from(number(2)?).ok()?, i8::try_from(number(3)?).ok()?).ok()
        };
        facts.date = passages.iter().rev().filter(|p| !p.is_cell()).find_map(day);
        let title = facts.title.as_deref().map(compact).unwrap_or_default();
        facts.report_year =
            REPORT.first(&title).and_then(|groups| groups.get(1)).and_then(|year| year.as_str().parse().ok());
        if facts.organ.is_none() {
            facts.organ = ORGAN.first(&title).and_then(|m| m.get(0)).map(|m| m.as_str().to_owned());
        }
        if facts.organ.is_none() {
            facts.organ = paragraphs().rev().take(6).map(|(_, p)| compact(&p.text)).find(|text| {
                (4..=30).contains(&text.chars().count())
                    && text.chars().all(is_han)
                    && ["人民政府", "办事处", "委员会", "局", "办公室"].iter().any(|w| text.ends_with(w))
            });
        }
        facts.level = facts.organ.as_deref().and_then(level).or_else(|| level(&title));
        facts
    }
}

/// The level that a name tells; a village has its own word, a township its kind before 人民政府.
pub(crate) fn level(name: &str) -> Option<Level> {
    let before = |word: &str| name.find(word).and_then(|at| name.get(..at));
    if name.contains("村民委员会") || name.contains("居民委员会") || name.contains("村委会") {
        return Some(Level::Village);
    }
    if name.contains("街道办事处") {
        return Some(Level::Township);
    }
    if let Some(before) = before("人民政府") {
        return Some(if before.ends_with(['乡', '镇']) { Level::Township } else { Level::Above });
    }
    // A title without 人民政府: 东乡县凤山乡2020年….
    let place: String = name.chars().take_while(|c| is_han(*c)).collect();
    if place.ends_with(['乡', '镇']) {
        return Some(Level::Township);
    }
    (name.ends_with('局') || name.ends_with('厅') || place.ends_with(['县', '市', '区'])).then_some(Level::Above)
}

fn is_title(passage: &Passage<'_>, text: &str) -> bool {
    if passage.role() == Some(Role::Title) {
        return true;
    }
    let length = text.chars().count();
    if !(5..=80).contains(&length) || text.contains(['。', '；', '：', '，']) || passage.role() != Some(Role::Body)
    {
        return false;
    }
    let bare = compact(text);
    let bare = bare.trim_end_matches(['）', '（', '稿']).trim_end_matches("试行");
    KINDS.iter().any(|kind| bare.ends_with(kind))
}

/// Without blanks.
pub(crate) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
