//! Organ and year of a report from its title line, and the six sections of its text.

use super::vocabulary::Vocabulary;
use crate::{
    form::Form,
    model::{Part, Section, Text},
};
use documents::model::{Block, Document, Paragraph, Role};
use domain::{Finding, Place, Severity};

/// What the head of a file says.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// Whether there is a title of an annual report.
    pub titled: bool,
    pub organ: Option<String>,
    pub year: Option<i16>,
    /// Where the title stands.
    pub place: Place,
}

/// How many paragraphs at the top are searched for the title: pages begin with menus.
const TOP: usize = 120;
/// A title is set in up to so many lines.
const TITLE_LINES: usize = 3;

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_title(text: &str) -> bool {
    text.contains("政府信息公开")
        && ["年度报告", "年报", "工作报告"].iter().any(|w| text.contains(w))
        && text.chars().count() <= 60
        && !text.contains(['。', '，'])
}

/// A candidate for the title and how likely it is one.
struct Candidate {
    title: String,
    /// Index of its first line.
    at: usize,
    likelihood: i32,
}

fn candidate(lines: &[(Role, String)], at: usize, count: usize) -> Option<Candidate> {
    let own = lines.get(at..at + count)?;
    let title: String = own.iter().map(|(_, text)| text.as_str()).collect();
    // Further lines belong to the title only if it needs them.
    let needed = count == 1 || !own.iter().any(|(_, text)| is_title(text)) && own.iter().all(|(_, t)| !t.is_empty());
    if !needed || !is_title(&title) {
        return None;
    }
    let (organ, year) = organ_and_year(&title);
    let is_menu = title.contains(['>', '＞', '：', ':', '|', '»', '《', '_']) || title.contains("首页");
    let likelihood = 4 * i32::from(organ.is_some())
        + 4 * i32::from(year.is_some())
        + 3 * i32::from(own.first().is_some_and(|(role, _)| *role == Role::Title))
        + 2 * i32::from(title.ends_with("年度报告") || title.ends_with("年报") || title.ends_with('）'))
        - 6 * i32::from(is_menu)
        - i32::from(count > 1);
    Some(Candidate { title, at, likelihood })
}

pub(super) fn head(document: &Document) -> Head {
    let top: Vec<&Paragraph> = document.paragraphs().filter(|p| !p.text().trim().is_empty()).take(TOP).collect();
    let lines: Vec<(Role, String)> = top.iter().map(|p| (p.role, squeezed(&p.text()))).collect();
    let mut best: Option<Candidate> = None;
    for at in 0..lines.len() {
        for count in 1..=TITLE_LINES {
            let found = candidate(&lines, at, count);
            if let Some(found) = found.filter(|f| best.as_ref().is_none_or(|b| f.likelihood > b.likelihood)) {
                best = Some(found);
            }
        }
    }
    let at = best.as_ref().map(|b| b.at);
    let (title, place) = match &best {
        Some(found) => {
            let place = top.get(found.at).map(|p| Place { text: p.text().trim().to_owned(), ..p.place.clone() });
            (found.title.clone(), place.unwrap_or_default())
        }
        None => match window_title(document) {
            Some(title) => (title.clone(), Place { text: title, ..Place::default() }),
            None => return Head::default(),
        },
    };
    let (organ, year) = organ_and_year(&title);
    let line_above = at.and_then(|i| i.checked_sub(1)).and_then(|i| lines.get(i));
    let organ = organ
        .or_else(|| line_above.and_then(|(_, text)| organ_line(text)))
        .or_else(|| lines.iter().find_map(|(_, text)| text.strip_suffix("文件").and_then(organ_line)))
        .or_else(|| window_title(document).and_then(|t| organ_and_year(&t).0))
        .or_else(|| signature(document));
    let year = year.or_else(|| window_title(document).and_then(|t| organ_and_year(&t).1));
    Head { titled: true, organ, year, place }
}

/// The title of the window, without what the site adds to it.
fn window_title(document: &Document) -> Option<String> {
    let title = document.title.as_deref().map(squeezed)?;
    title.split(['_', '|', '-', '—', '–']).find(|part| is_title(part)).map(str::to_owned)
}

/// The name under the text.
fn signature(document: &Document) -> Option<String> {
    let last: Vec<String> = document.paragraphs().map(|p| squeezed(&p.text())).filter(|t| !t.is_empty()).collect();
    last.iter().rev().take(6).find_map(|text| organ_line(text))
}

/// Splits 凤山乡2020年政府信息公开工作年度报告 (or 2020年凤山乡政府信息公开…) into organ and year.
fn organ_and_year(title: &str) -> (Option<String>, Option<i16>) {
    let before = title.split("政府信息公开").next().unwrap_or_default();
    let before = before.trim_start_matches("关于");
    let some = |t: &str| Some(t.to_owned()).filter(|t| !t.is_empty());
    match find_year(before) {
        Some((start, end, year)) => {
            let (left, right) = (before.get(..start).unwrap_or_default(), before.get(end..).unwrap_or_default());
            let right = right.trim_start_matches("年度").trim_start_matches('年');
            (some(left).or_else(|| some(right)), Some(year))
        }
        None => {
            // A year behind the words: 政府信息公开工作年度报告（2020年）
            let year = find_year(title).map(|(_, _, y)| y);
            (some(before), year)
        }
    }
}

/// The first four-digit year with its byte range; also in full-width or Chinese digits.
fn find_year(text: &str) -> Option<(usize, usize, i16)> {
    let digits: Vec<(usize, char, Option<u32>)> = text.char_indices().map(|(i, c)| (i, c, digit(c))).collect();
    digits.windows(4).find_map(|w| {
        let mut year: i16 = 0;
        for (_, _, d) in w {
            year = year.checked_mul(10)?.checked_add(i16::try_from((*d)?).ok()?)?;
        }
        let (last, c, _) = w.last()?;
        (2000..2100).contains(&year).then(|| w.first().map(|(start, _, _)| (*start, last + c.len_utf8(), year)))?
    })
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九".chars().position(|d| d == c).and_then(|i| u32::try_from(i + 1).ok()),
    }
}

/// A line that is nothing but the name of an organ.
fn organ_line(text: &str) -> Option<String> {
    let text = squeezed(text);
    let ends = ["政府", "局", "委员会", "办公室", "乡", "镇", "街道", "办事处", "县", "区", "市", "厅", "中心", "大队"];
    (text.chars().count() <= 30 && ends.iter().any(|e| text.ends_with(e)) && !text.contains(['：', '，', '。']))
        .then_some(text)
}

/// The text of a report by sections, with what is wrong with the headings.
pub(super) struct Body {
    pub preface: Vec<Text>,
    pub sections: Vec<Section>,
    pub findings: Vec<Finding>,
}

/// `in_table` says whether a line of a section (from 0) is part of a table that arrived as text.
pub(super) fn body(
    document: &Document,
    form: &'static Form,
    vocabulary: &Vocabulary,
    in_table: impl Fn(usize, &str) -> bool,
) -> Body {
    let mut sections: Vec<Section> = vec![Section::default(); form.sections.len()];
    let mut preface = Vec::new();
    let mut findings = Vec::new();
    let mut current: Option<usize> = None;
    for block in &document.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = paragraph.text().trim().to_owned();
        if text.is_empty() || matches!(paragraph.role, Role::Signature | Role::Date) {
            continue;
        }
        if let Some(i) = section_of(&text, vocabulary) {
            current = Some(i);
            findings.extend(heading_finding(&text, i, paragraph, form));
            if let Some(section) = sections.get_mut(i) {
                // A table of contents has the headings too, but nothing under them.
                let has_text = !section.texts.is_empty() || !section.parts.is_empty();
                if has_text {
                    findings.push(twice(&text, paragraph));
                } else {
                    section.title = text;
                    section.place = paragraph.place.clone();
                }
            }
            continue;
        }
        if current.is_some_and(|section| in_table(section, &text)) {
            continue;
        }
        let whole = paragraph.text();
        let indent = whole.chars().take_while(|c| c.is_whitespace()).count();
        let column = paragraph.place.column.map(|c| c.saturating_add(u32::try_from(indent).unwrap_or(0)));
        let text = Text { text, place: Place { column, ..paragraph.place.clone() } };
        match current.and_then(|i| sections.get_mut(i)) {
            Some(section) => add(section, text),
            None if paragraph.role == Role::Title || is_title(&squeezed(&text.text)) => {}
            None => preface.push(text),
        }
    }
    Body { preface, sections, findings }
}

fn add(section: &mut Section, text: Text) {
    if let Some(title) = part_title(&text.text) {
        let whole = title.chars().count() == text.text.chars().count();
        let place = text.place.clone();
        section.parts.push(Part { title, place, texts: if whole { Vec::new() } else { vec![text] } });
    } else if let Some(part) = section.parts.last_mut() {
        part.texts.push(text);
    } else {
        section.texts.push(text);
    }
}

/// （一）主动公开: a short line of its own, or the first sentence of a paragraph.
fn part_title(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let opens = matches!(chars.next(), Some('（' | '('));
    let numeral = chars.next().is_some_and(|c| "一二三四五六七八九十".contains(c));
    if !opens || !numeral {
        return None;
    }
    let first = text.split_once('。').map_or(text, |(first, _)| first);
    (first.chars().count() <= 30).then(|| if text == format!("{first}。") { text.to_owned() } else { first.to_owned() })
}

/// The section a line is the heading of, from 0.
pub(super) fn section_of(text: &str, vocabulary: &Vocabulary) -> Option<usize> {
    if text.len() > LONGEST_HEADING || text.starts_with(['（', '(']) {
        return None;
    }
    // Without its number only the very words are a heading: 其他需要报告的事项 may begin a sentence.
    let first = text.chars().next()?;
    let numbered = ("一二三四五六七八九".contains(first) || first.is_ascii_digit())
        && text.chars().nth(1).is_some_and(|c| matches!(c, '、' | '.' | '．' | ' ' | '\u{3000}' | '，' | ','));
    let sections = &vocabulary.sections;
    if numbered { sections.find(text).map(|f| f.meaning) } else { sections.find_exactly(text).map(|f| f.meaning) }
}

/// A heading has no more than forty characters of three bytes.
const LONGEST_HEADING: usize = 120;

fn heading_finding(text: &str, i: usize, paragraph: &Paragraph, form: &Form) -> Option<Finding> {
    let official = form.sections.get(i)?;
    if squeezed(text) == official.title || official.also.iter().any(|a| *a == squeezed(text)) {
        return None;
    }
    let place = Place { text: text.to_owned(), ..paragraph.place.clone() };
    Some(
        Finding::new("report.heading", Severity::Warning, format!("标题“{text}”与规定的名称不同"), place)
            .hint(format!("应为“{}”", official.title))
            .basis(form.basis.clone()),
    )
}

/// A section that begins a second time; the text under both is read as one.
fn twice(text: &str, paragraph: &Paragraph) -> Finding {
    let place = Place { text: text.to_owned(), ..paragraph.place.clone() };
    Finding::new("report.section", Severity::Error, format!("“{text}”出现了两次"), place)
        .hint("删去重复的部分，或者把两处文字合在一处")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organ_and_year_are_read_from_titles_as_they_are_written() {
        for (title, organ, year) in [
            ("东乡县凤山乡2020年政府信息公开工作年度报告", Some("东乡县凤山乡"), Some(2020)),
            ("2023年洪泽区政府信息公开工作年度报告", Some("洪泽区"), Some(2023)),
            ("青山县二〇二五年度政府信息公开工作年度报告", Some("青山县"), Some(2025)),
            ("凤山乡政府信息公开工作年度报告（2021年）", Some("凤山乡"), Some(2021)),
            ("政府信息公开工作年度报告格式模板", None, None),
        ] {
            let (o, y) = organ_and_year(title);
            assert_eq!((o.as_deref(), y), (organ, year), "{title}");
        }
    }
}
