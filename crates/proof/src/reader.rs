//! The reader: every rule over every passage, in one pass for all words that rules and lists wait for.
//!
//! One automaton holds all words: the triggers of the rules and the entries of the lists. A passage without a trigger of
//! a rule is not shown to that rule, so a rule costs nothing where it has nothing to say.

use crate::facts::{Facts, level};
use crate::lists::{Hit, List, Lists, Owner};
use crate::passage::{Kind, Passage};
use crate::rules::{self, Check, Entry, Grids};
use aho_corasick::AhoCorasick;
use documents::model::{Block, Document};
use domain::{Finding, Place, Rule};
use jiff::civil::Date;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

/// What is known besides the text.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The day on which it is read; without it, and without a date in the text, nothing is said about what has changed
    /// since.
    pub today: Option<Date>,
    /// The organ whose text it is, where the text does not say.
    pub organ: Option<String>,
    /// Its 成文日期, where the text does not say.
    pub formed_on: Option<Date>,
    /// The day whose law and names the text must keep, whatever its own date: a guide must be right today.
    pub as_of: Option<Date>,
}

/// A paragraph or cell with what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundIn {
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// What was found, in the order of the text.
    pub findings: Vec<Finding>,
}

/// A document as the rules see it.
pub(crate) struct Reading<'a> {
    pub document: &'a Document,
    pub passages: Vec<Passage<'a>>,
    pub facts: Facts,
    pub lists: &'a Lists,
    pub today: Option<Date>,
    pub as_of: Option<Date>,
    /// Its tables as lists of people.
    pub grids: Grids,
    /// The first passage of each place.
    numbers: OnceCell<HashMap<Spot, usize>>,
}

/// Page, line and paragraph.
type Spot = (Option<u32>, Option<u32>, Option<u32>);

impl Reading<'_> {
    /// The day whose law and names the text must keep: its own date, else the day of reading.
    pub fn day(&self) -> Option<Date> {
        self.as_of.or(self.facts.date).or(self.today)
    }
}

/// The rules with their lists, ready to read.
#[derive(Debug)]
pub struct Reader {
    lists: Lists,
    words: Option<AhoCorasick>,
    /// For each word of the automaton, who waits for it.
    owners: Vec<Vec<Owner>>,
    /// Rules that are shown every passage.
    always: Vec<usize>,
    rules: Vec<&'static Entry>,
}

static BUILT_IN: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::new(Lists::built_in())));

impl Reader {
    /// The reader with the lists of this release.
    pub fn built_in() -> &'static Reader {
        &BUILT_IN
    }

    /// The same, for those who may hold one with other lists instead.
    pub fn shared() -> Arc<Reader> {
        Arc::clone(&BUILT_IN)
    }

    /// A reader with other lists.
    pub fn new(lists: Lists) -> Reader {
        let rules: Vec<&'static Entry> = rules::all().collect();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut words: Vec<&str> = Vec::new();
        let mut owners: Vec<Vec<Owner>> = Vec::new();
        let mut wait = |word, owner| {
            let at = *numbers.entry(word).or_insert_with(|| {
                words.push(word);
                owners.push(Vec::new());
                words.len() - 1
            });
            if let Some(list) = owners.get_mut(at) {
                list.push(owner);
            }
        };
        let mut always = Vec::new();
        for (at, entry) in rules.iter().enumerate() {
            match entry.check {
                Check::Passage { when: [], .. } => always.push(at),
                Check::Passage { when, .. } => when.iter().for_each(|word| wait(word, Owner::Rule(at))),
                Check::Listed(..) | Check::Document(_) => {}
            }
        }
        for (word, owner) in lists.words() {
            wait(word, owner);
        }
        let automaton =
            AhoCorasick::builder().kind(Some(aho_corasick::AhoCorasickKind::ContiguousNFA)).build(&words).ok();
        Reader { words: automaton, owners, always, rules, lists }
    }

    /// The lists it reads with.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Every finding of every rule, in the order of the text.
    pub fn read(&self, document: &Document, context: &Context) -> Vec<Finding> {
        let mut findings: Vec<Finding> =
            self.judge(document, context, false, |_, found| found.into_iter().map(|(_, finding)| finding).collect());
        let beside = self.beside(document, context, &findings);
        findings.extend(beside.into_iter().flat_map(|passage| passage.findings));
        findings
    }

    /// The findings by paragraph and cell; those in which nothing was found are left out.
    pub fn by_passage(&self, document: &Document, context: &Context) -> Vec<FoundIn> {
        let mut all = self.judge(document, context, false, by_passage);
        let own: Vec<Finding> = all.iter().flat_map(|passage| &passage.findings).cloned().collect();
        all.extend(self.beside(document, context, &own));
        all
    }

    /// What stands beside the body: only what must not be published at all. Page numbers and notes are no prose, and
    /// nobody proofreads what was deleted; an identity number there is as public as one in the text.
    fn beside(&self, document: &Document, context: &Context, own: &[Finding]) -> Vec<FoundIn> {
        // A table with hidden columns is read whole, so it may meet again what its shown cells have told already.
        let key = |f: &Finding| (f.rule.clone(), f.place.page, f.place.line, f.place.column, f.place.text.clone());
        let told: HashSet<_> = match document.asides.is_empty() {
            true => HashSet::new(),
            false => own.iter().filter(|f| f.place.line.is_some()).map(key).collect(),
        };
        let mut all = Vec::new();
        for aside in &document.asides {
            let found = self.judge(&aside.content, context, true, by_passage);
            for mut passage in found {
                passage.findings.retain(|f| !told.contains(&key(f)));
                for finding in &mut passage.findings {
                    finding.message = format!("{}：{}", aside.label, finding.message);
                    // Corrections are made in the body; nothing is to be changed there for what stands elsewhere.
                    finding.replacement = None;
                }
                if !passage.findings.is_empty() {
                    all.push(passage);
                }
            }
        }
        all
    }

    /// Applies every rule, or those for what stands beside a body, and hands on the findings, each with the number of its
    /// passage.
    fn judge<T>(
        &self,
        document: &Document,
        context: &Context,
        is_aside: bool,
        then: impl FnOnce(&Reading<'_>, Vec<(usize, Finding)>) -> T,
    ) -> T {
        let nowhere = Place::default();
        let passages = passages(document, &nowhere);
        let mut facts = Facts::of(&passages);
        if facts.organ.is_none() {
            facts.organ.clone_from(&context.organ);
            facts.level = facts.level.or_else(|| facts.organ.as_deref().and_then(level));
        }
        facts.date = facts.date.or(context.formed_on);
        let reading = Reading {
            document,
            passages,
            facts,
            lists: &self.lists,
            today: context.today,
            as_of: context.as_of,
            grids: Grids::default(),
            numbers: OnceCell::new(),
        };
        let mut found: Vec<(usize, Finding)> = Vec::new();
        let mut waking = Waking { fired: vec![false; self.rules.len()], hits: Vec::new() };
        let mut findings = Vec::new();
        for (at, passage) in reading.passages.iter().enumerate() {
            self.look_up(&passage.text, &mut waking);
            for (entry, fired) in self.rules.iter().zip(&waking.fired) {
                match entry.check {
                    _ if is_aside && !counts_beside(entry.rule) => {}
                    Check::Passage { check, cells, .. } if *fired && (cells || !passage.is_cell()) => {
                        check(passage, &reading, &mut findings);
                    }
                    Check::Listed(list, check) => {
                        let before = findings.len();
                        for (_, hit) in waking.hits.iter().filter(|(l, _)| *l == list) {
                            check(passage, hit, &reading, &mut findings);
                        }
                        keep_longest(&mut findings, before);
                    }
                    _ => {}
                }
            }
            found.extend(findings.drain(..).map(|f| (at, f)));
        }
        for entry in self.rules.iter().filter(|e| !is_aside || counts_beside(e.rule)) {
            if let Check::Document(check) = entry.check {
                check(&reading, &mut findings);
                found.extend(findings.drain(..).map(|f| (reading.index_of(&f.place), f)));
            }
        }
        found.sort_by(|(a, f), (b, g)| (a, f.place.column).cmp(&(b, g.place.column)));
        then(&reading, found)
    }

    /// Finds what stands in a passage: which rules it concerns, and which entries of lists.
    fn look_up(&self, text: &str, waking: &mut Waking) {
        waking.fired.fill(false);
        waking.hits.clear();
        let mut fire = |rule: usize| waking.fired.get_mut(rule).into_iter().for_each(|f| *f = true);
        self.always.iter().for_each(|rule| fire(*rule));
        let Some(words) = &self.words else { return };
        for found in words.find_overlapping_iter(text) {
            for owner in self.owners.get(found.pattern().as_usize()).into_iter().flatten() {
                match *owner {
                    Owner::Rule(rule) => fire(rule),
                    Owner::Entry { list, row, piece } => {
                        waking.hits.push((list, Hit { row, piece, range: found.start()..found.end() }));
                    }
                }
            }
        }
    }
}

/// Whether a rule is for everything in a file, wherever it stands.
fn counts_beside(rule: &Rule) -> bool {
    rule.id.starts_with("privacy.") || matches!(rule.id, "proof.serious_name" | "proof.secret_mark")
}

/// The passages in which something was found.
fn by_passage(reading: &Reading<'_>, found: Vec<(usize, Finding)>) -> Vec<FoundIn> {
    let nothing = |p: &Passage<'_>| FoundIn { text: p.text.to_string(), place: p.place.clone(), findings: Vec::new() };
    let mut all: Vec<FoundIn> = reading.passages.iter().map(nothing).collect();
    for (at, finding) in found {
        if let Some(passage) = all.get_mut(at) {
            passage.findings.push(finding);
        }
    }
    all.retain(|passage| !passage.findings.is_empty());
    all
}

/// What a passage concerns.
struct Waking {
    /// For each rule, whether it is shown the passage.
    fired: Vec<bool>,
    hits: Vec<(List, Hit)>,
}

/// Of two entries of a list at one place the longer says more; of two of the same length the first.
fn keep_longest(findings: &mut Vec<Finding>, from: usize) {
    let range = |f: &Finding| {
        let start = f.place.column.unwrap_or(1);
        start..start.saturating_add(u32::try_from(f.place.text.chars().count()).unwrap_or(u32::MAX))
    };
    let mut all: Vec<Finding> = findings.drain(from..).collect();
    if all.len() < 2 {
        findings.extend(all);
        return;
    }
    all.sort_by_key(|f| std::cmp::Reverse(f.place.text.len()));
    // Those that are kept do not meet, so only the last that begins before the end of another can meet it.
    let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
    all.retain(|finding| {
        let own = range(finding);
        let meets = taken.range(..(own.end, 0)).next_back().is_some_and(|(_, end)| *end > own.start);
        !meets && taken.insert((own.start, own.end))
    });
    all.sort_by_key(|f| f.place.column);
    findings.extend(all);
}

impl Reading<'_> {
    /// The passage that a place lies in, for the order of the findings.
    fn index_of(&self, place: &Place) -> usize {
        let spot = |p: &Place| (p.page, p.line, p.paragraph);
        let numbers = self.numbers.get_or_init(|| {
            let mut numbers = HashMap::new();
            for passage in &self.passages {
                numbers.entry(spot(passage.place)).or_insert(passage.number);
            }
            numbers
        });
        numbers.get(&spot(place)).copied().unwrap_or(usize::MAX)
    }
}

fn passages<'a>(document: &'a Document, nowhere: &'a Place) -> Vec<Passage<'a>> {
    let mut passages: Vec<Passage<'a>> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => {
                let text = match paragraph.runs.as_slice() {
                    [run] => Cow::Borrowed(run.text.as_str()),
                    _ => Cow::Owned(paragraph.text()),
                };
                let kind = Kind::Paragraph(paragraph.role);
                passages.push(Passage::new(text, &paragraph.place, kind, passages.len()));
            }
            Block::Table(table) => {
                for cell in &table.cells {
                    let kind = Kind::Cell { table: index, row: cell.row, col: cell.col };
                    passages.push(Passage::new(cell.text.as_str(), &cell.place, kind, passages.len()));
                }
            }
            Block::Chart(chart) => {
                for text in [Some(&chart.title), Some(&chart.description), chart.note.as_ref()].into_iter().flatten() {
                    passages.push(Passage::new(text.as_str(), nowhere, Kind::Chart, passages.len()));
                }
            }
            Block::PageBreak => {}
        }
    }
    passages
}
