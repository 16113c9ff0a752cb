//! What was met on the pages read: every address once, where it stands, and what is wrong that needs no request.
//!
//! For each address and organ only the first page is kept and a count, so that a footer is one entry and ten thousand pages stay
//! small. Bodies are never kept.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use domain::Finding;
use url::Url;

use crate::address::{self, Written};
use crate::check::Verdict;
use crate::fetch::host;
use crate::page::{How, Link, Page};
use crate::rules;
use crate::settings::Settings;
use crate::state::State;
use crate::summary::Found;

/// Endings of names of files that are offered to be kept.
const FILES: &str =
    " pdf doc docx wps xls xlsx et csv ppt pptx dps ofd rtf txt zip rar 7z gz tar ceb mp3 mp4 avi wmv mov apk exe ";
/// Endings of names of what belongs to pages and is not one.
const PARTS: &str = " css js mjs json xml rss png jpg jpeg gif webp svg ico bmp woff woff2 ttf eot map ";

pub(crate) type Id = u32;

/// One address that was met.
pub(crate) struct Target {
    pub url: Box<str>,
    pub own: bool,
    /// A file is expected there.
    pub file: bool,
    /// It is to be read for its links, not only checked.
    pub page: bool,
    /// It was judged, or found to need no judgement.
    pub done: bool,
    /// Only what is not in order is kept.
    pub verdict: Option<Box<Verdict>>,
    places: Vec<Spot>,
}

/// Where something stands: the first page of an organ, and on how many of its pages.
struct Spot {
    organ: u32,
    page: u32,
    last: u32,
    pages: u32,
    /// As written, where that differs from the address of the target.
    text: Option<Box<str>>,
}

struct Note {
    spot: Spot,
    finding: Finding,
}

/// Everything met so far.
pub(crate) struct Ledger<'a> {
    settings: Rc<Settings>,
    organ_of: &'a dyn Fn(&Url) -> Option<String>,
    organs: Vec<Option<String>>,
    organ_ids: HashMap<Option<String>, u32>,
    pages: Vec<Box<str>>,
    pub targets: Vec<Target>,
    index: HashMap<u64, Id>,
    notes: HashMap<u64, Note>,
    /// Anchors of the pages read.
    anchors: HashMap<Id, Box<[u64]>>,
    /// Pages that are other pages, by redirect.
    aliases: HashMap<Id, Id>,
    /// Fragments that are pointed at.
    fragments: BTreeMap<(Id, String), Vec<Spot>>,
    /// Occurrences of addresses beyond the bound.
    pub dropped: usize,
}

impl<'a> Ledger<'a> {
    pub fn new(settings: Rc<Settings>, organ_of: &'a dyn Fn(&Url) -> Option<String>) -> Ledger<'a> {
        Ledger {
            settings,
            organ_of,
            organs: Vec::new(),
            organ_ids: HashMap::new(),
            pages: Vec::new(),
            targets: Vec::new(),
            index: HashMap::new(),
            notes: HashMap::new(),
            anchors: HashMap::new(),
            aliases: HashMap::new(),
            fragments: BTreeMap::new(),
            dropped: 0,
        }
    }

    /// The number of an address that is met; new tells whether for the first time. `None` beyond the bound.
    pub fn target(&mut self, url: &Url, how: How, download: bool) -> Option<(Id, bool)> {
        let key = address::key(url.as_str());
        if let Some(id) = self.index.get(&key) {
            return Some((*id, false));
        }
        let id = Id::try_from(self.targets.len()).ok().filter(|_| self.targets.len() < self.settings.limits.links);
        let Some(id) = id else {
            self.dropped += 1;
            return None;
        };
        let own = self.settings.is_own(url);
        let ending = ending(url);
        let file = download || (how == How::Link && is_one_of(FILES, &ending));
        let page = own
            && !file
            && matches!(how, How::Link | How::Run)
            && self.settings.enters(url)
            && !is_one_of(FILES, &ending)
            && !is_one_of(PARTS, &ending);
        self.targets.push(Target {
            url: url.as_str().into(),
            own,
            file,
            page,
            done: false,
            verdict: None,
            places: Vec::new(),
        });
        self.index.insert(key, id);
        Some((id, true))
    }

    /// Takes down what stands on a page that was read; the answer is the addresses that are new.
    pub fn record(&mut self, id: Id, at: &Url, page: &Page, cut: bool) -> Vec<Id> {
        let organ = self.organ(at);
        let number = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        self.pages.push(at.as_str().into());
        if !cut {
            self.anchors.insert(id, page.anchors.clone().into_boxed_slice());
        }
        let base = page.base.as_deref().and_then(|b| at.join(b).ok()).unwrap_or_else(|| at.clone());
        let spot =
            |text: Option<&str>| Spot { organ, page: number, last: number, pages: 1, text: text.map(Into::into) };
        let (mut new, mut linked) = (Vec::new(), HashSet::new());
        let refresh = page.refresh.iter().map(|text| Link { text: text.clone(), how: How::Link, download: false });
        for link in page.links.iter().cloned().chain(refresh) {
            let text = link.text.as_str();
            linked.insert(address::key(text));
            let url = match address::read(text, &base) {
                Written::Web(url) => url,
                Written::Other => continue,
                Written::Malformed => {
                    self.note(spot(None), rules::malformed(text));
                    continue;
                }
                Written::Inside(inside) => {
                    self.note(spot(None), rules::internal(text, inside));
                    continue;
                }
            };
            let own = self.settings.is_own(&url);
            if let Some(inside) = address::inside(&url).filter(|_| !own && !self.is_known_name(&url)) {
                self.note(spot(None), rules::internal(text, inside));
                continue;
            }
            self.note_insecure(spot(None), at, &url, &link, own);
            if link.how == How::Form || (own && self.settings.ignores(&url)) {
                continue;
            }
            let normal = address::normal(&url);
            let Some((target, is_new)) = self.target(&normal, link.how, link.download) else { continue };
            if is_new {
                new.push(target);
            }
            let as_written = (text != normal.as_str()).then_some(text);
            if let Some(target) = self.targets.get_mut(target as usize) {
                put(&mut target.places, spot(as_written));
            }
            let fragment = url.fragment().filter(|f| own && link.how == How::Link && is_anchor(f));
            if let Some(fragment) = fragment {
                put(self.fragments.entry((target, fragment.to_owned())).or_default(), spot(Some(text)));
            }
        }
        for (text, inside) in addresses_inside(&page.text) {
            let own = Url::parse(text).is_ok_and(|url| self.settings.is_own(&url));
            if !own && !linked.contains(&address::key(text)) {
                self.note(spot(None), rules::internal_in_text(text, inside));
            }
        }
        new
    }

    /// Says that an address is, by redirect, another one; whether that one is new and so to be recorded as this page.
    pub fn alias(&mut self, id: Id, at: &Url) -> Option<Id> {
        let (real, is_new) = self.target(&address::normal(at), How::Link, false)?;
        if real == id {
            return Some(id);
        }
        self.aliases.insert(id, real);
        is_new.then(|| {
            if let Some(target) = self.targets.get_mut(real as usize) {
                target.done = true;
            }
            real
        })
    }

    fn is_known_name(&self, url: &Url) -> bool {
        self.settings.names.contains_key(host(url))
    }

    fn organ(&mut self, page: &Url) -> u32 {
        let organ = (self.organ_of)(page);
        let next = u32::try_from(self.organs.len()).unwrap_or(u32::MAX);
        *self.organ_ids.entry(organ).or_insert_with_key(|organ| {
            self.organs.push(organ.clone());
            next
        })
    }

    fn note_insecure(&mut self, spot: Spot, page: &Url, url: &Url, link: &Link, own: bool) {
        let https = page.scheme() == "https"
            || (self.settings.https_outside
                && link.text.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:")));
        if !https || url.scheme() != "http" {
            return;
        }
        // Many sites have no https yet: each is asked about once, not each of its pages.
        let ours = own || self.settings.own.iter().any(|o| o.host() == url.host());
        let about = if link.how == How::Link && !ours { format!("http://{}", host(url)) } else { link.text.clone() };
        self.note(spot, rules::insecure(&about, link.how, ours));
    }

    fn note(&mut self, spot: Spot, finding: Finding) {
        let key = address::key(&format!("{} {} {}", spot.organ, finding.message, finding.place.text));
        match self.notes.get_mut(&key) {
            Some(note) => again(&mut note.spot, &spot),
            None => {
                // Notes are part of what is kept, so the same bound holds for them.
                if self.notes.len() < self.settings.limits.links {
                    self.notes.insert(key, Note { spot, finding });
                } else {
                    self.dropped += 1;
                }
            }
        }
    }

    /// All findings, in the order of their pages.
    pub fn findings(&self, state: &State) -> Vec<Found> {
        let mut found: Vec<(u32, Found)> = Vec::new();
        let mut add = |spot: &Spot, finding: Finding| {
            let page = self.pages.get(spot.page as usize).and_then(|page| Url::parse(page).ok());
            let organ = self.organs.get(spot.organ as usize).cloned().flatten();
            if let Some(page) = page {
                found.push((spot.page, Found { page, organ, pages: spot.pages, finding }));
            }
        };
        for note in self.notes.values() {
            add(&note.spot, note.finding.clone());
        }
        for ((id, fragment), spots) in &self.fragments {
            let page = self.aliases.get(id).unwrap_or(id);
            let Some(anchors) = self.anchors.get(page) else { continue };
            let has = |name: &str| anchors.binary_search(&address::key(name)).is_ok();
            if !has(fragment) && !has(&address::decoded(fragment)) {
                for spot in spots {
                    add(spot, rules::anchor(spot.text.as_deref().unwrap_or_default()));
                }
            }
        }
        let mut seeds = Vec::new();
        for target in &self.targets {
            for spot in &target.places {
                let text = spot.text.as_deref().unwrap_or(&target.url);
                if let Some(finding) = self.finding(target, text, state) {
                    add(spot, finding);
                }
            }
            // A seed that no page links to is itself the place.
            if target.places.is_empty()
                && let (Some(finding), Ok(page)) = (self.finding(target, &target.url, state), Url::parse(&target.url))
            {
                seeds.push(Found { organ: (self.organ_of)(&page), page, pages: 1, finding });
            }
        }
        found.sort_by(|(a, x), (b, y)| {
            (a, &x.finding.rule, &x.finding.place.text, &x.organ).cmp(&(
                b,
                &y.finding.rule,
                &y.finding.place.text,
                &y.organ,
            ))
        });
        seeds.into_iter().chain(found.into_iter().map(|(_, found)| found)).collect()
    }

    fn finding(&self, target: &Target, text: &str, state: &State) -> Option<Finding> {
        Some(match target.verdict.as_deref()? {
            Verdict::Fine { .. } | Verdict::Undecided(_) => return None,
            Verdict::Gone { status } => rules::gone(text, *status, target.own),
            Verdict::Failing(fault) => {
                let failed = state.links.get(&*target.url)?.failed?;
                if failed.runs < self.settings.patience.runs {
                    return None;
                }
                rules::failing(text, *fault, failed.runs, failed.since)
            }
            Verdict::Strayed { to } => rules::strayed(text, to),
            Verdict::Taken { to, takeover } => rules::taken(text, to, takeover),
            Verdict::Private { to } => rules::private(text, to),
            Verdict::File(fault) => rules::file(text, *fault, target.own),
        })
    }
}

fn again(spot: &mut Spot, other: &Spot) {
    if spot.last != other.page {
        spot.pages += 1;
        spot.last = other.page;
    }
}

fn put(spots: &mut Vec<Spot>, spot: Spot) {
    match spots.iter_mut().find(|s| s.organ == spot.organ) {
        Some(old) => again(old, &spot),
        None => spots.push(spot),
    }
}

/// Whether a fragment means a place in the page: not the top, a route of a script or a search for a text.
fn is_anchor(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !fragment.starts_with(['!', '/', ':'])
}

fn ending(url: &Url) -> String {
    let name = url.path().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

fn is_one_of(list: &str, ending: &str) -> bool {
    !ending.is_empty() && list.contains(&format!(" {ending} "))
}

/// Addresses of the inside that are written out in a text.
fn addresses_inside(text: &str) -> Vec<(&str, address::Inside)> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let start = rest[..at]
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |i| i + rest[i..].chars().next().map_or(1, char::len_utf8));
        let length = rest[at..].find(|c: char| c.is_whitespace() || !c.is_ascii() || "\"'<>()[]{},;".contains(c));
        let end = length.map_or(rest.len(), |length| at + length);
        let address = rest[start..end].trim_end_matches(['.', '!', '?', ':']);
        let inside = match Url::parse(address) {
            Ok(url) if matches!(url.scheme(), "http" | "https" | "ftp") => address::inside(&url),
            Ok(url) if url.scheme() == "file" => Some(address::Inside::Disk),
            _ => None,
        };
        // A single label before a path may be an example (“http://域名/路径”); numbers are not.
        if let Some(inside) = inside.filter(|inside| *inside != address::Inside::Name) {
            all.push((address, inside));
        }
        rest = &rest[(at + 3).max(end)..];
    }
    all
}
