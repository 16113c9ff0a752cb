//! How much of a report's text also stands in another one: 内容雷同 (国办公开办函〔2021〕30号), with the passages side by side.
//!
//! Sentences are compared by their runs of five characters, after digits, numerals and the organ's own name are taken
//! out, so that a copied sentence with the year and the number changed still counts as the same. What the form, the law
//! or common usage puts into every report is left out: citations, the period, 未收到申请, statistics. Tables do not count.

use crate::model::{AnnualReport, Text};
use domain::Place;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// From which share on the text is asked about, in percent of the text that counts.
///
/// Nothing is said in law about a share. The figures are set so that a report that was written anew, in the usual words,
/// is not asked about, and one that was copied with changed years is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Against the organ's own report of the year before: much stays the same for good reason.
    pub last_year: u8,
    /// Against another organ's report of the same year.
    pub neighbour: u8,
    /// From here on a warning instead of a question.
    pub copied: u8,
    /// Texts with fewer characters that count are not compared.
    pub least_characters: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds { last_year: 70, neighbour: 50, copied: 90, least_characters: 150 }
    }
}

/// How alike two texts are.
#[derive(Debug, Clone, PartialEq)]
pub struct Similarity {
    /// Share of the first report's text that also stands in the second, from 0 to 1.
    pub share: f64,
    /// Characters of the first report's text that count.
    pub characters: usize,
    /// The passages that stand in both, as in the first report and as in the second.
    pub passages: Vec<(Text, Text)>,
}

impl Similarity {
    /// The share in whole percent, rounded down.
    pub fn percent(&self) -> u8 {
        // Between 0 and 100 by construction.
        (self.share * 100.0).clamp(0.0, 100.0) as u8
    }
}

/// Compares two reports.
pub fn compare(a: &AnnualReport, b: &AnnualReport) -> Similarity {
    Fingerprint::of(a).compare(&Fingerprint::of(b))
}

/// The runs of a report's text in order: enough to say quickly that two texts share too little to be compared in full.
/// A county has forty townships, and each may have copied from any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Sketch(Vec<u64>);

impl Sketch {
    /// Reads the sections of text.
    pub fn of(report: &AnnualReport) -> Self {
        let mut runs: Vec<u64> = Fingerprint::of(report).sentences.into_iter().flat_map(|s| s.runs).collect();
        runs.sort_unstable();
        Sketch(runs)
    }

    /// Whether this share of the text, in percent, may also stand in the other; never no where it does.
    pub fn may_share(&self, other: &Sketch, percent: u8) -> bool {
        let mut theirs = other.0.iter().peekable();
        let mut matched = 0;
        for run in &self.0 {
            while theirs.next_if(|t| *t < run).is_some() {}
            matched += usize::from(theirs.peek() == Some(&run));
        }
        // A sentence that is the same has at least SAME percent of its runs in the other text, and a sentence of n
        // characters has n + 1 - RUN runs, which is least for the shortest.
        let least = usize::from(percent) * SAME * (SHORTEST + 1 - RUN);
        matched * 100 * 100 * SHORTEST >= self.0.len() * least
    }
}

/// A report's text made ready for comparing, once for many comparisons.
#[derive(Debug)]
pub struct Fingerprint<'a> {
    sentences: Vec<Sentence<'a>>,
    /// In which sentences a run of characters stands.
    runs: HashMap<u64, Vec<u32>, BuildHasherDefault<AsItIs>>,
}

#[derive(Debug)]
struct Sentence<'a> {
    /// Its paragraph, counted over the report.
    paragraph: usize,
    text: &'a Text,
    /// Byte range in the paragraph.
    start: usize,
    end: usize,
    /// How many characters count.
    weight: usize,
    runs: Vec<u64>,
}

/// How many characters make a run.
const RUN: usize = 5;
/// Sentences with fewer characters that count say too little.
const SHORTEST: usize = 10;
/// Which share of its runs makes a sentence the same, in percent.
const SAME: usize = 70;
/// What stands in every report: cited law, period, address, the standard sentences of an office without cases.
const COMMON: [&str; 25] = [
    "条例》",
    "统计期限",
    "统计时限",
    "联系",
    "邮编",
    "电话",
    "地址",
    "国办",
    "格式",
    "习近平",
    "未收到",
    "没有收到",
    "未接到",
    "行政复议",
    "信息处理费",
    "结转",
    "部分组成",
    "以公开为常态",
    "编制本报告",
    "现公布",
    "主动公开政府信息",
    "收到政府信息公开申请",
    "电子版",
    "可在",
    "如下",
];

impl<'a> Fingerprint<'a> {
    /// Reads the sections of text.
    pub fn of(report: &'a AnnualReport) -> Self {
        let own = report.organ.as_deref().unwrap_or_default();
        let short = own.trim_end_matches("人民政府").trim_end_matches("办事处");
        let mut fingerprint = Fingerprint { sentences: Vec::new(), runs: HashMap::default() };
        let texts = report.sections.iter().flat_map(|s| s.all_texts());
        for (paragraph, text) in texts.enumerate() {
            for (start, end) in sentences(&text.text) {
                let said = text.text.get(start..end).unwrap_or_default();
                if COMMON.iter().any(|c| said.contains(c)) {
                    continue;
                }
                let Some(letters) = letters(said, &[own, short]) else { continue };
                let runs: Vec<u64> = letters.windows(RUN).map(hash).collect();
                let index = u32::try_from(fingerprint.sentences.len()).unwrap_or(u32::MAX);
                for run in &runs {
                    let at = fingerprint.runs.entry(*run).or_default();
                    if at.last() != Some(&index) {
                        at.push(index);
                    }
                }
                fingerprint.sentences.push(Sentence { paragraph, text, start, end, weight: letters.len(), runs });
            }
        }
        fingerprint
    }

    /// How much of this text stands in the other.
    pub fn compare(&self, other: &Fingerprint<'_>) -> Similarity {
        let characters: usize = self.sentences.iter().map(|s| s.weight).sum();
        let mut same = 0;
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut votes: Vec<usize> = vec![0; other.sentences.len()];
        for (i, sentence) in self.sentences.iter().enumerate() {
            votes.fill(0);
            for run in &sentence.runs {
                for at in other.runs.get(run).into_iter().flatten() {
                    if let Some(vote) = usize::try_from(*at).ok().and_then(|at| votes.get_mut(at)) {
                        *vote += 1;
                    }
                }
            }
            let best = votes.iter().enumerate().max_by_key(|(j, n)| (**n, std::cmp::Reverse(*j)));
            if let Some((j, n)) = best
                && n * 100 >= sentence.runs.len() * SAME
                && *n > 0
            {
                same += sentence.weight;
                pairs.push((i, j));
            }
        }
        let share = if characters == 0 { 0.0 } else { same as f64 / characters as f64 };
        Similarity { share, characters, passages: self.passages(other, &pairs) }
    }

    /// The pairs as passages: neighbours on both sides run together.
    fn passages(&self, other: &Fingerprint<'_>, pairs: &[(usize, usize)]) -> Vec<(Text, Text)> {
        let mut joined: Vec<((usize, usize), (usize, usize))> = Vec::new();
        for (i, j) in pairs {
            let next = joined.last_mut().filter(|((_, a), (_, b))| {
                a + 1 == *i && b + 1 == *j && self.together(*a, *i) && other.together(*b, *j)
            });
            match next {
                Some(((_, a), (_, b))) => (*a, *b) = (*i, *j),
                None => joined.push(((*i, *i), (*j, *j))),
            }
        }
        joined.into_iter().filter_map(|(a, b)| Some((self.stretch(a)?, other.stretch(b)?))).collect()
    }

    fn together(&self, a: usize, b: usize) -> bool {
        match (self.sentences.get(a), self.sentences.get(b)) {
            (Some(a), Some(b)) => a.paragraph == b.paragraph && a.end == b.start,
            _ => false,
        }
    }

    fn stretch(&self, (from, to): (usize, usize)) -> Option<Text> {
        let (from, to) = (self.sentences.get(from)?, self.sentences.get(to)?);
        let text = from.text.text.get(from.start..to.end)?.trim().to_owned();
        let before = from.text.text.get(..from.start)?.chars().count();
        let column = from.text.place.column.unwrap_or(1).saturating_add(u32::try_from(before).unwrap_or(u32::MAX));
        let place = Place { column: Some(column), text: text.clone(), ..from.text.place.clone() };
        Some(Text { text, place })
    }
}

/// Sentences as byte ranges with their end marks.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '。' | '；' | '！' | '？' | ';' | '\n') {
            let end = at + c.len_utf8();
            ranges.push((start, end));
            start = end;
        }
    }
    if start < text.len() {
        ranges.push((start, text.len()));
    }
    ranges
}

/// The characters that count; none if the sentence is too short or a row of statistics.
fn letters(sentence: &str, own: &[&str; 2]) -> Option<Vec<char>> {
    const US: [&str; 12] =
        ["我镇", "我乡", "我局", "我县", "我区", "我市", "我办", "我委", "我街道", "本机关", "本镇", "全镇"];
    let mut text = sentence.to_owned();
    for name in own.iter().filter(|n| n.chars().count() >= 2) {
        text = text.replace(name, "");
    }
    for us in US {
        if text.contains(us) {
            text = text.replace(us, "");
        }
    }
    let mut letters: Vec<char> = Vec::with_capacity(text.len() / 3);
    let mut numbers = 0;
    for c in text.chars() {
        let number = c.is_numeric() || "一二三四五六七八九十两百千万〇零".contains(c);
        if number {
            if letters.last() != Some(&'#') {
                letters.push('#');
                numbers += usize::from(c.is_ascii_digit());
            }
        } else if c.is_alphabetic() {
            letters.push(c);
        }
    }
    // A sentence of several figures is alike by nature: 公开信息12条，其中社会救助3条.
    (letters.len() >= SHORTEST && numbers < 3).then_some(letters)
}

fn hash(run: &[char]) -> u64 {
    run.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, c| (h ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3))
}

/// The runs are hashes already.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}
