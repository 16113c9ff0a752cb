//! The crawl: own pages first in, first out; strangers beside them, one line for each host; until everything is done or a
//! bound is reached.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;
use std::time::Duration;

use domain::Finding;
use tokio::task::{self, JoinSet, LocalSet};
use tokio::time::{Instant, sleep_until};
use url::Url;

use crate::Failure;
use crate::address;
use crate::check::{self, Read, Verdict};
use crate::fetch::{Fetcher, host};
use crate::ledger::{Id, Ledger};
use crate::page::{How, Page};
use crate::settings::Settings;
use crate::state::{Failed, Known, State};
use crate::summary::{Bound, Found, Outcome, Summary, Undecided};

/// Crawls from the seeds of `settings`, with what the last crawl left in `state`. `organ` tells whose page an address is.
///
/// It blocks until it is done and brings its own runtime, so it is called from plain threads, never from an async task.
pub fn crawl(settings: &Settings, state: State, organ: &dyn Fn(&Url) -> Option<String>) -> Result<Outcome, Failure> {
    if let Some(seed) = settings.seeds.iter().find(|seed| !settings.is_own(seed)) {
        return Err(Failure::Seed(seed.clone()));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let settings = Rc::new(settings.clone());
    let fetcher = Rc::new(Fetcher::new(Rc::clone(&settings))?);
    let mut crawl = Crawl {
        ledger: Ledger::new(Rc::clone(&settings), organ),
        settings,
        fetcher,
        known: Rc::new(state),
        lines: HashMap::new(),
        ready: VecDeque::new(),
        depths: Vec::new(),
        turns: (0, 0),
        early: BTreeMap::new(),
        jobs: HashMap::new(),
        tally: Tally::default(),
    };
    LocalSet::new().block_on(&runtime, crawl.run());
    Ok(crawl.finish())
}

/// What is wrong on one page as far as it can be seen without the network: addresses of the inside, http inside https,
/// addresses no browser understands, anchors of the page itself that are not there.
pub fn check_page(settings: &Settings, at: &Url, html: &str) -> Vec<Finding> {
    let mut ledger = Ledger::new(Rc::new(settings.clone()), &|_| None);
    let at = address::normal(at);
    if let Some((id, _)) = ledger.target(&at, How::Link, false) {
        ledger.record(id, &at, &Page::from_html(html), false);
    }
    ledger.findings(&State::default()).into_iter().map(|Found { finding, .. }| finding).collect()
}

struct Crawl<'a> {
    settings: Rc<Settings>,
    fetcher: Rc<Fetcher>,
    known: Rc<State>,
    ledger: Ledger<'a>,
    /// The line of addresses before each host, own ones under an empty name.
    lines: HashMap<String, Line>,
    /// Strangers' hosts of which one more may be asked.
    ready: VecDeque<String>,
    /// Steps from a seed, by target.
    depths: Vec<u16>,
    /// Pages begun so far, and how many of them were taken in.
    turns: (usize, usize),
    /// Pages that were read before their turn.
    early: BTreeMap<usize, (Id, Result<Box<Read>, Verdict>)>,
    jobs: HashMap<task::Id, Job>,
    tally: Tally,
}

#[derive(Default)]
struct Line {
    waiting: VecDeque<Id>,
    under_way: usize,
    is_ready: bool,
}

#[derive(Default)]
struct Tally {
    read: usize,
    taken_up: usize,
    too_many: usize,
    too_deep: usize,
    cut: usize,
    fresh: usize,
    too_long: usize,
    time_is_up: bool,
}

/// Pages that may wait for a slower one before them. Pages are taken in in the order in which they were met, not in which they were
/// answered, so that two crawls of the same site come out the same and findings can be compared.
const WINDOW: usize = 32;

/// Own origins share one line: they are one installation.
const OWN: &str = "";

/// A request under way: before whom, for which address, and when its turn comes if it is for a page.
struct Job {
    line: String,
    id: Id,
    turn: Option<usize>,
}

enum Done {
    Read(Box<Read>),
    Checked(Verdict),
}

impl Crawl<'_> {
    async fn run(&mut self) {
        let begin = Instant::now();
        // More time than the clock can count is no bound.
        let end = begin.checked_add(self.settings.limits.time).unwrap_or(begin + Duration::from_secs(u32::MAX.into()));
        for seed in self.settings.seeds.clone() {
            if let Some((id, true)) = self.ledger.target(&address::normal(&seed), How::Link, false) {
                self.take_up(id, 0);
            }
        }
        let mut jobs = JoinSet::new();
        loop {
            self.begin(&mut jobs);
            if jobs.is_empty() {
                break;
            }
            tokio::select! {
                biased;
                () = sleep_until(end) => {
                    self.tally.time_is_up = true;
                    break;
                }
                done = jobs.join_next_with_id() => match done {
                    Some(Ok((task, done))) => self.take_in(task, done),
                    // What a library stumbles over costs one address, not the crawl.
                    Some(Err(error)) => self.take_in(error.id(), Done::Checked(Verdict::Undecided(Undecided::Fault))),
                    None => {}
                },
            }
        }
    }

    /// Puts a new address into its line, unless it needs no request or a bound forbids it.
    fn take_up(&mut self, id: Id, depth: u16) {
        let slot = id as usize;
        if self.depths.len() <= slot {
            self.depths.resize(slot + 1, u16::MAX);
        }
        if let Some(known) = self.depths.get_mut(slot) {
            *known = depth;
        }
        let Some(target) = self.ledger.targets.get_mut(slot) else { return };
        if target.done {
            return;
        }
        if target.url.len() > address::LONGEST {
            target.done = true;
            self.tally.too_long += 1;
            return;
        }
        if target.page {
            if depth > self.settings.limits.depth {
                target.done = true;
                self.tally.too_deep += 1;
                return;
            }
            if self.tally.taken_up >= self.settings.limits.pages {
                target.done = true;
                self.tally.too_many += 1;
                return;
            }
            self.tally.taken_up += 1;
        } else if self
            .known
            .links
            .get(&*target.url)
            .is_some_and(|known| known.is_fresh(self.settings.today, self.settings.patience.fresh_days))
        {
            target.done = true;
            self.tally.fresh += 1;
            return;
        }
        let line = match Url::parse(&target.url) {
            Ok(url) if !target.own => host(&url).to_owned(),
            _ => OWN.to_owned(),
        };
        self.lines.entry(line.clone()).or_default().waiting.push_back(id);
        self.make_ready(line);
    }

    fn make_ready(&mut self, name: String) {
        if name != OWN
            && let Some(line) = self.lines.get_mut(&name)
            && !line.is_ready
            && !line.waiting.is_empty()
            && line.under_way < self.settings.manners.at_once.max(1)
        {
            line.is_ready = true;
            self.ready.push_back(name);
        }
    }

    /// Begins as many jobs as manners allow.
    fn begin(&mut self, jobs: &mut JoinSet<Done>) {
        while self.lines.get(OWN).is_some_and(|line| line.under_way < self.settings.own_manners.at_once.max(1)) {
            if !self.begin_one(OWN.to_owned(), jobs) {
                break;
            }
        }
        let own = self.lines.get(OWN).map_or(0, |line| line.under_way);
        while jobs.len().saturating_sub(own) < self.settings.hosts_at_once.max(1) {
            let Some(name) = self.ready.pop_front() else { break };
            if let Some(line) = self.lines.get_mut(&name) {
                line.is_ready = false;
            }
            self.begin_one(name.clone(), jobs);
            self.make_ready(name);
        }
    }

    fn begin_one(&mut self, name: String, jobs: &mut JoinSet<Done>) -> bool {
        let Some(line) = self.lines.get_mut(&name) else { return false };
        let Some(id) = line.waiting.front().copied() else { return false };
        let Some(target) = self.ledger.targets.get(id as usize) else { return false };
        let (page, file) = (target.page, target.file);
        let (turn, taken) = self.turns;
        if page && turn - taken >= WINDOW {
            return false;
        }
        line.waiting.pop_front();
        let Ok(url) = Url::parse(&target.url) else { return false };
        line.under_way += 1;
        self.turns.0 += usize::from(page);
        let (fetcher, settings, known) = (Rc::clone(&self.fetcher), Rc::clone(&self.settings), Rc::clone(&self.known));
        let task = jobs.spawn_local(async move {
            if page {
                Done::Read(Box::new(check::read(&fetcher, &settings, &url).await))
            } else {
                let known = known.links.get(url.as_str()).filter(|known| known.ok.is_some());
                Done::Checked(check::check(&fetcher, &settings, &url, file, known).await)
            }
        });
        self.jobs.insert(task.id(), Job { line: name, id, turn: page.then_some(turn) });
        true
    }

    fn take_in(&mut self, task: task::Id, done: Done) {
        let Some(Job { line, id, turn }) = self.jobs.remove(&task) else { return };
        if let Some(line) = self.lines.get_mut(&line) {
            line.under_way = line.under_way.saturating_sub(1);
        }
        self.make_ready(line);
        let read = match (done, turn) {
            (Done::Checked(verdict), None) => return self.judge(id, verdict),
            (Done::Checked(verdict), Some(turn)) => (turn, Err(verdict)),
            (Done::Read(read), turn) => (turn.unwrap_or(self.turns.1), Ok(read)),
        };
        self.early.insert(read.0, (id, read.1));
        while let Some((id, read)) = self.early.remove(&self.turns.1) {
            self.turns.1 += 1;
            match read {
                Ok(read) => self.take_in_page(id, *read),
                Err(verdict) => self.judge(id, verdict),
            }
        }
    }

    fn take_in_page(&mut self, id: Id, read: Read) {
        let Read { verdict, page, at, cut } = read;
        self.judge(id, verdict);
        let Some(page) = page else { return };
        // What redirects to a page that is read anyway is not read twice.
        let Some(real) = self.ledger.alias(id, &at) else { return };
        self.tally.read += 1;
        self.tally.cut += usize::from(cut);
        let depth = self.depths.get(id as usize).copied().unwrap_or_default();
        for new in self.ledger.record(real, &at, &page, cut) {
            self.take_up(new, depth.saturating_add(1));
        }
    }

    fn judge(&mut self, id: Id, verdict: Verdict) {
        if let Some(target) = self.ledger.targets.get_mut(id as usize) {
            target.done = true;
            // Pages are read every time, so there is nothing to remember of those in order.
            let keep = !(target.page && matches!(verdict, Verdict::Fine { .. }));
            target.verdict = keep.then(|| Box::new(verdict));
        }
    }

    fn finish(self) -> Outcome {
        let Crawl { settings, fetcher, known, ledger, tally, .. } = self;
        let limits = &settings.limits;
        let left = ledger.targets.iter().filter(|target| !target.done).count();
        let bounds = [
            (tally.too_many > 0).then_some(Bound::Pages { limit: limits.pages, left: tally.too_many }),
            (tally.too_deep > 0).then_some(Bound::Depth { limit: limits.depth, left: tally.too_deep }),
            (ledger.dropped > 0).then_some(Bound::Links { limit: limits.links, left: ledger.dropped }),
            tally.time_is_up.then_some(Bound::Time { limit: limits.time, left }),
            (tally.cut > 0).then_some(Bound::PageBytes { limit: limits.page_bytes, cut: tally.cut }),
        ];
        let mut summary = Summary {
            pages: tally.read,
            links: ledger.targets.len(),
            fresh: tally.fresh,
            requests: fetcher.requests(),
            bounds: bounds.into_iter().flatten().collect(),
            ..Summary::default()
        };
        if tally.too_long > 0 {
            summary.undecided.insert(Undecided::Length, tally.too_long);
        }
        let mut state = State::default();
        // After a full crawl, what was not met is linked to no longer; after a partial one nobody knows.
        if !summary.is_complete() {
            state.links.clone_from(&known.links);
        }
        for target in &ledger.targets {
            let before = known.links.get(&*target.url);
            let after = match target.verdict.as_deref() {
                None if target.page && target.done => None,
                None => before.cloned(),
                Some(Verdict::Fine { etag, modified }) => Some(Known {
                    ok: Some(settings.today),
                    etag: etag.clone(),
                    modified: modified.clone(),
                    failed: None,
                }),
                Some(Verdict::Undecided(why)) => {
                    *summary.undecided.entry(*why).or_default() += 1;
                    before.cloned()
                }
                Some(Verdict::Failing(_)) => {
                    let failed = Failed::again(before.and_then(|known| known.failed), settings.today);
                    summary.waiting += usize::from(failed.runs < settings.patience.runs);
                    Some(Known { failed: Some(failed), ..before.cloned().unwrap_or_default() })
                }
                // It is a finding already, and must be asked for anew next time.
                Some(_) => None,
            };
            match after {
                Some(known) => state.links.insert(target.url.to_string(), known),
                None => state.links.remove(&*target.url),
            };
        }
        Outcome { found: ledger.findings(&state), state, summary }
    }
}
