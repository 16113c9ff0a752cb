//! One request at a time: which addresses may be reached at all, how often a host is asked, how much of an answer is read,
//! and what a missing answer means.
//!
//! Redirects are not followed here; whoever judges a link sees every step and every step passes the same gate.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap};
use reqwest::{Client, Method, redirect};
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, sleep_until};
use url::{Host, Url};

use crate::Failure;
use crate::address;
use crate::robots::Robots;
use crate::settings::{Manners, Settings};
use crate::state::Known;

/// A `robots.txt` is read so far (RFC 9309 asks for 500 KiB at least).
const ROBOTS_BYTES: usize = 512 << 10;

/// Addresses of one host in a row that may time out, each with all its attempts, before the host counts as down.
const TIMES_OUT: u32 = 2;

/// Whoever sets a longer pause between two requests means not to ask at all.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The name has no address.
    Name,
    /// Nobody takes the connection.
    Connection,
    /// It took too long.
    Time,
    /// The answer broke off or is none.
    Broken,
    /// The certificate or the encryption was not accepted; a browser may see it otherwise.
    Certificate,
    /// The name leads to a private address.
    Private,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Ask<'a> {
    pub url: &'a Url,
    pub method: Method,
    /// Bytes of a web page that are read; of anything else only the beginning.
    pub limit: usize,
    /// Whether only that much is asked for.
    pub ranged: bool,
    /// What makes a server answer “unchanged”.
    pub known: Option<&'a Known>,
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// There was more than the limit.
    pub cut: bool,
}

impl Answer {
    pub fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub fn content_type(&self) -> Option<&str> {
        self.header(header::CONTENT_TYPE)
    }

    pub fn length(&self) -> Option<u64> {
        self.header(header::CONTENT_LENGTH).and_then(|l| l.trim().parse().ok())
    }

    pub fn is_html(&self) -> bool {
        is_html(&self.headers)
    }

    /// A failure of the server that may pass. 521 is not one: with it a widespread protection asks browsers for a proof.
    pub fn is_failing(&self) -> bool {
        self.status >= 500 && !matches!(self.status, 501 | 505 | 521)
    }
}

fn is_html(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "text/html" || kind == "application/xhtml+xml"
}

/// The only way out to the network.
pub(crate) struct Fetcher {
    own: Client,
    strangers: Client,
    settings: Rc<Settings>,
    hosts: RefCell<HashMap<String, Rc<Line>>>,
    /// By origin; whoever comes first asks for all.
    robots: RefCell<HashMap<String, Rc<AskedRobots>>>,
    /// Hosts that could not be reached after every attempt, by host and port.
    down: RefCell<HashMap<String, Trouble>>,
    /// Requests in a row that a stranger's host let time out.
    slow: RefCell<HashMap<String, u32>>,
    requests: Cell<u64>,
}

type AskedRobots = OnceCell<Result<Robots, Trouble>>;

/// The line before one host.
struct Line {
    places: Arc<Semaphore>,
    next: Cell<Instant>,
}

impl Fetcher {
    pub fn new(settings: Rc<Settings>) -> Result<Fetcher, Failure> {
        let client = |strangers: bool| {
            let resolver =
                Resolver { names: settings.names.clone(), inside: strangers.then(|| settings.inside.clone()) };
            Client::builder()
                .tls_backend_preconfigured(tls()?)
                .dns_resolver(Arc::new(resolver))
                .user_agent(&settings.user_agent)
                .redirect(redirect::Policy::none())
                .referer(false)
                // A proxy would resolve names for us and reach what we must not.
                .no_proxy()
                .connect_timeout(settings.patience.connect)
                .timeout(settings.patience.request)
                .pool_idle_timeout(Duration::from_secs(20))
                .pool_max_idle_per_host(2)
                .build()
                .map_err(|error| Failure::Client(error.to_string()))
        };
        Ok(Fetcher {
            own: client(false)?,
            strangers: client(true)?,
            settings,
            hosts: RefCell::default(),
            robots: RefCell::default(),
            down: RefCell::default(),
            slow: RefCell::default(),
            requests: Cell::new(0),
        })
    }

    /// Requests sent so far.
    pub fn requests(&self) -> u64 {
        self.requests.get()
    }

    /// Whether a stranger's `robots.txt` lets us ask for an address; an error if the host cannot be reached at all.
    pub async fn may_ask(&self, url: &Url) -> Result<bool, Trouble> {
        if self.settings.is_own(url) {
            return Ok(true);
        }
        let cell = self.robots.borrow_mut().entry(url.origin().ascii_serialization()).or_default().clone();
        let robots = cell.get_or_init(|| self.robots_of(url)).await;
        let mut path = url.path().to_owned();
        if let Some(query) = url.query() {
            path.push('?');
            path.push_str(query);
        }
        robots.as_ref().map(|robots| robots.allows(&path)).map_err(|trouble| *trouble)
    }

    async fn robots_of(&self, url: &Url) -> Result<Robots, Trouble> {
        let Ok(mut url) = url.join("/robots.txt") else { return Ok(Robots::nothing()) };
        for _ in 0..=self.settings.limits.redirects {
            let ask = Ask { url: &url, method: Method::GET, limit: ROBOTS_BYTES, ranged: false, known: None };
            let answer = self.ask(&ask).await?;
            match answer.status {
                300..=399 => {
                    let next = answer.header(header::LOCATION).and_then(|to| url.join(to).ok());
                    let Some(next) = next.filter(|u| matches!(u.scheme(), "http" | "https")) else { break };
                    url = next;
                }
                200..=299 => {
                    let robots = Robots::read(&String::from_utf8_lossy(&answer.body), &self.settings.user_agent);
                    return Ok(robots);
                }
                // A failing server forbids everything for now, a missing file nothing.
                500..=599 => return Ok(Robots::nothing()),
                _ => break,
            }
        }
        Ok(Robots::default())
    }

    /// Asks, and asks again while the failure is one that may pass.
    pub async fn ask(&self, ask: &Ask<'_>) -> Result<Answer, Trouble> {
        let place = format!("{}:{}", host(ask.url), ask.url.port_or_known_default().unwrap_or(0));
        let mut attempt = 0;
        loop {
            if let Some(trouble) = self.down.borrow().get(&place) {
                return Err(*trouble);
            }
            let result = self.once(ask).await;
            let may_pass = match &result {
                Ok(answer) => answer.is_failing(),
                Err(trouble) => !matches!(trouble, Trouble::Certificate | Trouble::Private),
            };
            if !may_pass || attempt >= self.settings.patience.retries {
                self.remember(ask.url, place, &result);
                return result;
            }
            sleep(self.settings.patience.backoff.saturating_mul(2_u32.saturating_pow(attempt))).await;
            attempt += 1;
        }
    }

    /// A host that is not there is not asked for its other pages: a hundred links to it would take hours to find out.
    fn remember(&self, url: &Url, place: String, result: &Result<Answer, Trouble>) {
        let down = match result {
            Err(trouble @ (Trouble::Name | Trouble::Connection | Trouble::Private)) => Some(*trouble),
            Err(Trouble::Time) if !self.settings.is_own(url) => {
                let mut slow = self.slow.borrow_mut();
                let times = slow.entry(place.clone()).or_default();
                *times += 1;
                (*times >= TIMES_OUT).then_some(Trouble::Time)
            }
            _ => {
                self.slow.borrow_mut().remove(&place);
                None
            }
        };
        if let Some(trouble) = down {
            self.down.borrow_mut().insert(place, trouble);
        }
    }

    async fn once(&self, ask: &Ask<'_>) -> Result<Answer, Trouble> {
        let own = self.settings.is_own(ask.url);
        // A literal address is not resolved, so the resolver does not see it.
        if !own && literal(ask.url).is_some_and(|ip| address::is_private(ip) && !self.settings.inside.contains(&ip)) {
            return Err(Trouble::Private);
        }
        let _place = self.wait_for_a_place(ask.url, own).await;
        self.requests.set(self.requests.get() + 1);
        let client = if own { &self.own } else { &self.strangers };
        let mut request = client.request(ask.method.clone(), ask.url.clone()).header(header::ACCEPT, "*/*");
        if ask.ranged {
            request = request.header(header::RANGE, format!("bytes=0-{}", ask.limit.saturating_sub(1)));
        }
        if let Some(known) = ask.known {
            for (name, value) in [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.modified)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        let mut response = request.send().await.map_err(|error| trouble(&error))?;
        let headers = std::mem::take(response.headers_mut());
        let mut answer = Answer { status: response.status().as_u16(), headers, body: Vec::new(), cut: false };
        if ask.method == Method::HEAD {
            return Ok(answer);
        }
        let limit = if answer.is_html() || ask.limit == ROBOTS_BYTES { ask.limit } else { ask.limit.min(1024) };
        while answer.body.len() < limit {
            match response.chunk().await {
                Ok(Some(chunk)) => {
                    let room = limit - answer.body.len();
                    answer.cut = chunk.len() > room;
                    answer.body.extend_from_slice(&chunk[..chunk.len().min(room)]);
                }
                Ok(None) => return Ok(answer),
                Err(error) => return Err(trouble(&error)),
            }
        }
        answer.cut = answer.cut || !matches!(response.chunk().await, Ok(None));
        Ok(answer)
    }

    async fn wait_for_a_place(&self, url: &Url, own: bool) -> Option<OwnedSemaphorePermit> {
        let manners: &Manners = if own { &self.settings.own_manners } else { &self.settings.manners };
        let line = {
            let mut hosts = self.hosts.borrow_mut();
            let line = hosts.entry(host(url).to_owned()).or_insert_with(|| {
                Rc::new(Line {
                    places: Arc::new(Semaphore::new(manners.at_once.max(1))),
                    next: Cell::new(Instant::now()),
                })
            });
            Rc::clone(line)
        };
        let place = Arc::clone(&line.places).acquire_owned().await.ok();
        let asked = self.robots.borrow().get(&url.origin().ascii_serialization()).cloned();
        let asked = asked.and_then(|cell| cell.get().and_then(|r| r.as_ref().ok().and_then(|r| r.delay)));
        let now = Instant::now();
        let begin = line.next.get().max(now);
        let delay = manners.delay.max(asked.unwrap_or_default()).min(LONGEST_PAUSE);
        line.next.set(begin + delay);
        // A sleep of nothing still takes a millisecond.
        if begin > now {
            sleep_until(begin).await;
        }
        place
    }
}

/// The host of an address as text.
pub(crate) fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(ip) => Some(ip.into()),
        Host::Ipv6(ip) => Some(ip.into()),
        Host::Domain(_) => None,
    }
}

/// Rustls on ring with the system's certificates. Without any, every https address stays undecided.
fn tls() -> Result<rustls::ClientConfig, Failure> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::Client(error.to_string()))?;
    Ok(match rustls_platform_verifier::Verifier::new(provider) {
        Ok(verifier) => builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth(),
        Err(_) => builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth(),
    })
}

/// Resolves names, and for strangers keeps back every private address, whoever's name server gave it out.
struct Resolver {
    names: BTreeMap<String, IpAddr>,
    /// Private addresses that are allowed; `None` allows all.
    inside: Option<Vec<IpAddr>>,
}

#[derive(Debug, thiserror::Error)]
enum NotResolved {
    #[error("no address")]
    Nothing,
    #[error("only private addresses")]
    Private,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let known = self.names.get(name.as_str().trim_end_matches('.')).copied();
        let inside = self.inside.clone();
        Box::pin(async move {
            let found: Vec<IpAddr> = match known {
                Some(ip) => vec![ip],
                None => match tokio::net::lookup_host((name.as_str(), 0)).await {
                    Ok(found) => found.map(|a| a.ip()).collect(),
                    Err(_) => Vec::new(),
                },
            };
            if found.is_empty() {
                return Err(NotResolved::Nothing.into());
            }
            let allowed = |ip: &IpAddr| inside.as_ref().is_none_or(|i| !address::is_private(*ip) || i.contains(ip));
            let allowed: Vec<SocketAddr> = found.into_iter().filter(allowed).map(|ip| SocketAddr::new(ip, 0)).collect();
            if allowed.is_empty() {
                return Err(NotResolved::Private.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

fn trouble(error: &reqwest::Error) -> Trouble {
    let mut source: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = source {
        if let Some(not) = cause.downcast_ref::<NotResolved>() {
            return match not {
                NotResolved::Nothing => Trouble::Name,
                NotResolved::Private => Trouble::Private,
            };
        }
        if cause.is::<rustls::Error>() {
            return Trouble::Certificate;
        }
        // An input error passes over what it holds when it is asked for its source.
        source = match cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(held) => Some(held),
            None => cause.source(),
        };
    }
    match () {
        () if error.is_timeout() => Trouble::Time,
        () if error.is_connect() => Trouble::Connection,
        () => Trouble::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn fetcher() -> Fetcher {
        let own = Url::parse("http://county.test/").unwrap();
        let mut settings = Settings::new(date(2026, 11, 25), own);
        settings.manners = Manners { at_once: 2, delay: Duration::from_secs(3) };
        settings.own_manners = Manners { at_once: 1, delay: Duration::ZERO };
        Fetcher::new(Rc::new(settings)).unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn requests_to_one_host_begin_no_closer_than_the_delay_whatever_the_port() {
        let fetcher = fetcher();
        let begin = Instant::now();
        for (url, after) in
            [("http://a.test/", 0), ("http://a.test:81/", 3), ("https://a.test/x", 6), ("http://b.test/", 6)]
        {
            drop(fetcher.wait_for_a_place(&Url::parse(url).unwrap(), false).await);
            assert_eq!(begin.elapsed().as_secs(), after, "{url}");
        }
        for _ in 0..3 {
            drop(fetcher.wait_for_a_place(&Url::parse("http://county.test/").unwrap(), true).await);
        }
        assert_eq!(begin.elapsed().as_secs(), 6);
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_asks_for_a_longer_delay_gets_it() {
        let fetcher = fetcher();
        let url = Url::parse("http://a.test/").unwrap();
        let robots = Robots::read("User-agent: *\nCrawl-delay: 20", "us");
        let cell = Rc::new(OnceCell::new_with(Some(Ok(robots))));
        fetcher.robots.borrow_mut().insert(url.origin().ascii_serialization(), cell);
        let begin = Instant::now();
        drop(fetcher.wait_for_a_place(&url, false).await);
        drop(fetcher.wait_for_a_place(&url, false).await);
        assert_eq!(begin.elapsed().as_secs(), 20);
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_is_tried_again_after_pauses_that_double() {
        let fetcher = fetcher();
        let url = Url::parse("http://name-that-nobody-has.invalid/").unwrap();
        let ask = Ask { url: &url, method: Method::HEAD, limit: 0, ranged: false, known: None };
        let begin = Instant::now();
        assert_eq!(fetcher.ask(&ask).await.unwrap_err(), Trouble::Name);
        assert_eq!(fetcher.requests(), 3);
        assert!(begin.elapsed() >= Duration::from_secs(2 + 4));
        assert_eq!(fetcher.ask(&ask).await.unwrap_err(), Trouble::Name);
        assert_eq!(fetcher.requests(), 3, "a host that is not there is not asked again");
    }
}
