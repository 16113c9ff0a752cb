//! What a crawl may do and how long it may take. Every number has a default that suits a county's own site.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

use jiff::civil::Date;
use url::Url;

/// Everything a crawl needs to be told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Today in China; the crawler reads no calendar.
    pub today: Date,
    /// The installation's own origins (`https://www.example.gov.cn`). Only their pages are read for further links.
    pub own: Vec<Url>,
    /// Where reading begins. Addresses of publications that no list leads to belong here.
    pub seeds: Vec<Url>,
    /// Beginnings of paths on own origins that are checked but not entered, such as `/desk`.
    pub skip: Vec<String>,
    /// The only paths on own origins that are entered begin so, where an installation is one part of a portal; others are
    /// checked. Empty for all.
    pub within: String,
    /// Beginnings of paths on own origins that are not even checked, such as `/preferences`, which stands on every page with
    /// another query and only sets a cookie.
    pub ignore: Vec<String>,
    /// Pages reach their readers over https although they are read over http here, behind a gateway.
    pub https_outside: bool,
    /// Hosts to which a link may be redirected; a host covers its subdomains. Government hosts need not be named.
    pub partners: Vec<String>,
    /// How the crawler names itself to servers, and by its first word to `robots.txt`.
    pub user_agent: String,
    /// Bounds. None of them is reached silently: see [`crate::Bound`].
    pub limits: Limits,
    /// How often own servers may be asked.
    pub own_manners: Manners,
    /// How often everybody else's servers may be asked.
    pub manners: Manners,
    /// Strangers' hosts that are asked at the same time.
    pub hosts_at_once: usize,
    /// When an answer has not come, and when it is missed.
    pub patience: Patience,
    /// Names that resolve to these addresses instead of asking the system, like a line of `/etc/hosts`.
    pub names: BTreeMap<String, IpAddr>,
    /// Private addresses that may be asked all the same. Own origins may always be.
    pub inside: Vec<IpAddr>,
}

/// Bounds of one crawl.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Own pages read.
    pub pages: usize,
    /// Steps from a seed; what ends a calendar that goes on for ever.
    pub depth: u16,
    /// Different addresses kept, and with them the memory.
    pub links: usize,
    /// Bytes read of an own page, after decompression.
    pub page_bytes: usize,
    /// Bytes read of a stranger's page, which is only looked through for what it is.
    pub stranger_bytes: usize,
    /// The whole crawl.
    pub time: Duration,
    /// Redirects followed for one link.
    pub redirects: usize,
}

/// What one host has to bear.
#[derive(Debug, Clone)]
pub struct Manners {
    /// Requests under way at the same time.
    pub at_once: usize,
    /// From the beginning of one request to the beginning of the next.
    pub delay: Duration,
}

/// How long an answer is waited for, and how often it may be missed.
#[derive(Debug, Clone)]
pub struct Patience {
    /// To connect.
    pub connect: Duration,
    /// One request with its whole body.
    pub request: Duration,
    /// Further attempts within a run when a server fails or does not answer.
    pub retries: u32,
    /// Before the first further attempt; doubled each time.
    pub backoff: Duration,
    /// Runs in a row that must fail before it is a finding.
    pub runs: u32,
    /// A link that was in order is not asked for again for so many days. Failures always are.
    pub fresh_days: u32,
}

impl Settings {
    /// A crawl of one origin from its front page, with every default.
    pub fn new(today: Date, origin: Url) -> Settings {
        Settings {
            today,
            own: vec![origin.clone()],
            seeds: vec![origin],
            skip: Vec::new(),
            within: String::new(),
            ignore: Vec::new(),
            https_outside: false,
            partners: Vec::new(),
            user_agent: concat!("GongkaiLinks/", env!("CARGO_PKG_VERSION"), " (link check of a government website)")
                .into(),
            limits: Limits {
                pages: 20_000,
                depth: 60,
                links: 200_000,
                page_bytes: 2 << 20,
                stranger_bytes: 128 << 10,
                time: Duration::from_secs(4 * 3600),
                redirects: 5,
            },
            own_manners: Manners { at_once: 2, delay: Duration::from_millis(50) },
            manners: Manners { at_once: 1, delay: Duration::from_secs(1) },
            hosts_at_once: 16,
            patience: Patience {
                connect: Duration::from_secs(10),
                request: Duration::from_secs(30),
                retries: 2,
                backoff: Duration::from_secs(2),
                runs: 2,
                fresh_days: 7,
            },
            names: BTreeMap::new(),
            inside: Vec::new(),
        }
    }

    /// Whether an address belongs to the installation itself.
    pub(crate) fn is_own(&self, url: &Url) -> bool {
        self.own.iter().any(|own| own.origin() == url.origin())
    }

    /// Whether a page of an own origin is to be read for its links.
    pub(crate) fn enters(&self, url: &Url) -> bool {
        let is_within = self.within.is_empty() || lies_below(url, &self.within);
        is_within && !self.skip.iter().any(|path| url.path().starts_with(path.as_str()))
    }

    /// Whether an address of an own origin is left alone.
    pub(crate) fn ignores(&self, url: &Url) -> bool {
        self.ignore.iter().any(|path| lies_below(url, path))
    }

    /// Whether a host is named as a partner, itself or as a subdomain.
    pub(crate) fn is_partner(&self, host: &str) -> bool {
        self.partners.iter().any(|partner| {
            host.strip_suffix(partner.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }
}

/// Whether an address is at a path or below it: `/zfxxgk` covers `/zfxxgk/a` and not `/zfxxgkml`.
fn lies_below(url: &Url, path: &str) -> bool {
    url.path().strip_prefix(path.trim_end_matches('/')).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
