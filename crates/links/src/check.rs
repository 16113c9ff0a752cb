//! What one address is: asked for by HEAD, confirmed by GET, followed through its redirects, and judged.

use reqwest::Method;
use reqwest::header;
use url::Url;

use crate::address;
use crate::fetch::{Answer, Ask, Fetcher, Trouble, host};
use crate::page::Page;
use crate::settings::Settings;
use crate::state::Known;
use crate::summary::Undecided;
use crate::takeover::{self, Takeover};

/// Read of a file, to see whether it is one.
const FILE_BYTES: usize = 1024;

/// The judgement on one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// In order, with what a server needs to say “unchanged” next time.
    Fine { etag: Option<String>, modified: Option<String> },
    /// The server says that there is nothing, twice.
    Gone { status: u16 },
    /// A failure that may pass.
    Failing(Fault),
    /// Nothing can be said.
    Undecided(Undecided),
    /// It leads to somebody else.
    Strayed { to: Url },
    /// It leads to a page that took over the place.
    Taken { to: Url, takeover: Takeover },
    /// It leads to a private address.
    Private { to: Url },
    /// A file that is none.
    File(FileFault),
}

/// A failure that may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Trouble(Trouble),
    /// The server said that it failed.
    Status(u16),
    /// Redirects lead back to where they began.
    Circle,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileFault {
    Gone(u16),
    Empty,
    /// A web page answers in its place.
    Page,
}

/// An own address, read.
pub(crate) struct Read {
    pub verdict: Verdict,
    pub page: Option<Page>,
    /// Where its redirects ended.
    pub at: Url,
    /// The page was longer than what is read of one.
    pub cut: bool,
}

/// The way from the address of a link to where it ends.
struct Way<'a> {
    fetcher: &'a Fetcher,
    settings: &'a Settings,
    from: &'a Url,
    at: Url,
    seen: Vec<Url>,
    /// Some server wanted to be recognised again, which we never are.
    cookies: bool,
}

impl<'a> Way<'a> {
    fn new(fetcher: &'a Fetcher, settings: &'a Settings, from: &'a Url) -> Way<'a> {
        Way { fetcher, settings, from, at: from.clone(), seen: vec![from.clone()], cookies: false }
    }

    /// Whether it has come to somebody who is neither the one linked to, nor ourselves, a partner or a government.
    fn is_stray(&self) -> bool {
        let (from, at) = (host(self.from), host(&self.at));
        !address::same_site(from, at)
            && !self.settings.is_own(&self.at)
            && !self.settings.is_partner(at)
            && !address::is_government(at)
    }

    fn stray_or(&self, verdict: Verdict) -> Verdict {
        if self.is_stray() { Verdict::Strayed { to: self.at.clone() } } else { verdict }
    }

    /// Steps on to where an answer or a page sends its reader.
    fn step(&mut self, to: &str) -> Result<(), Verdict> {
        let Ok(next) = self.at.join(to) else { return Err(self.stray_or(Verdict::Undecided(Undecided::Redirects))) };
        if !matches!(next.scheme(), "http" | "https") {
            return Err(self.stray_or(Verdict::Undecided(Undecided::Redirects)));
        }
        let next = address::normal(&next);
        if self.seen.contains(&next) {
            let circle = Verdict::Failing(Fault::Circle);
            return Err(if self.cookies { Verdict::Undecided(Undecided::Redirects) } else { circle });
        }
        if self.seen.len() > self.settings.limits.redirects {
            return Err(Verdict::Undecided(Undecided::Redirects));
        }
        self.at = next.clone();
        self.seen.push(next);
        Ok(())
    }

    fn failed(&self, trouble: Trouble) -> Verdict {
        match trouble {
            Trouble::Private => Verdict::Private { to: self.at.clone() },
            Trouble::Certificate => self.stray_or(Verdict::Undecided(Undecided::Certificate)),
            other => Verdict::Failing(Fault::Trouble(other)),
        }
    }

    /// Where an answer redirects to.
    fn redirect(&mut self, answer: &Answer) -> Option<String> {
        self.cookies |= answer.headers.contains_key(header::SET_COOKIE);
        let redirects = matches!(answer.status, 301 | 302 | 303 | 307 | 308);
        // Raw UTF-8 and GBK stand there as well; like browsers we pass on the bytes as they are.
        let location = answer.headers.get(header::LOCATION).filter(|_| redirects)?;
        let byte = |b: &u8| if b.is_ascii() { char::from(*b).to_string() } else { format!("%{b:02X}") };
        Some(location.as_bytes().iter().map(byte).collect())
    }

    /// The judgement on an answer that is neither in order nor a redirect.
    fn refused(&self, answer: &Answer) -> Verdict {
        match answer.status {
            status @ (404 | 410) => Verdict::Gone { status },
            status if answer.is_failing() => Verdict::Failing(Fault::Status(status)),
            401 | 403 | 407 => self.stray_or(Verdict::Undecided(Undecided::Forbidden)),
            429 => self.stray_or(Verdict::Undecided(Undecided::TooOften)),
            _ => self.stray_or(Verdict::Undecided(Undecided::Answer)),
        }
    }

    fn fine(&self, answer: &Answer) -> Verdict {
        // What a server says of another address is no answer about this one.
        let direct = self.seen.len() == 1;
        let header = |name| answer.header(name).filter(|v| direct && v.len() <= 200).map(str::to_owned);
        self.stray_or(Verdict::Fine { etag: header(header::ETAG), modified: header(header::LAST_MODIFIED) })
    }

    /// Asks by HEAD and, where that is not enough, by a GET of the beginning.
    async fn ask(&self, file: bool, known: Option<&Known>) -> Result<Answer, Trouble> {
        let limit = if file { FILE_BYTES } else { self.settings.limits.stranger_bytes };
        let known = known.filter(|_| self.seen.len() == 1);
        let head = Ask { url: &self.at, method: Method::HEAD, limit, ranged: false, known };
        let answer = self.fetcher.ask(&head).await?;
        let enough = match answer.status {
            304 | 429 => true,
            301 | 302 | 303 | 307 | 308 => answer.headers.contains_key(header::LOCATION),
            200..=299 if file => !answer.is_html() && answer.length().is_some_and(|length| length > 0),
            200..=299 => self.settings.is_own(&self.at) || !answer.is_html(),
            _ => false,
        };
        if enough {
            return Ok(answer);
        }
        let get = Ask { url: &self.at, method: Method::GET, limit, ranged: true, known: None };
        let answer = self.fetcher.ask(&get).await?;
        // Of an empty file there is no beginning.
        if answer.status == 416 {
            return self.fetcher.ask(&Ask { ranged: false, ..get }).await;
        }
        Ok(answer)
    }
}

/// Judges an address without reading its links. `file` says that a file is expected there.
pub(crate) async fn check(
    fetcher: &Fetcher,
    settings: &Settings,
    url: &Url,
    file: bool,
    known: Option<&Known>,
) -> Verdict {
    follow(Way::new(fetcher, settings, url), file, known).await
}

async fn follow(mut way: Way<'_>, file: bool, known: Option<&Known>) -> Verdict {
    loop {
        match way.fetcher.may_ask(&way.at).await {
            Ok(true) => {}
            Ok(false) => return way.stray_or(Verdict::Undecided(Undecided::Robots)),
            Err(trouble) => return way.failed(trouble),
        }
        let answer = match way.ask(file, known).await {
            Ok(answer) => answer,
            Err(trouble) => return way.failed(trouble),
        };
        if let Some(to) = way.redirect(&answer) {
            match way.step(&to) {
                Ok(()) => continue,
                Err(verdict) => return verdict,
            }
        }
        if answer.status == 304 {
            return Verdict::Fine {
                etag: known.and_then(|k| k.etag.clone()),
                modified: known.and_then(|k| k.modified.clone()),
            };
        }
        if !(200..300).contains(&answer.status) {
            return match way.refused(&answer) {
                Verdict::Gone { status } if file => Verdict::File(FileFault::Gone(status)),
                verdict => verdict,
            };
        }
        let own = way.settings.is_own(&way.at);
        let page = (answer.is_html() && !own).then(|| Page::read(&answer.body, answer.content_type()));
        if let Some(page) = &page {
            if let Some(takeover) = takeover::judge(page, host(&way.at)) {
                return Verdict::Taken { to: way.at.clone(), takeover };
            }
            // A page that sends its reader on at once is a redirect to the reader; one that loads itself anew is not.
            let next = page.refresh.as_deref().and_then(|to| way.at.join(to).ok()).map(|to| address::normal(&to));
            if let Some(next) = next.filter(|next| !way.seen.contains(next)) {
                match way.step(next.as_str()) {
                    Ok(()) => continue,
                    Err(verdict) => return verdict,
                }
            }
        }
        if file && let Some(fault) = file_fault(&answer) {
            return way.stray_or(Verdict::File(fault));
        }
        return way.fine(&answer);
    }
}

/// What is wrong with the answer to a request for a file.
fn file_fault(answer: &Answer) -> Option<FileFault> {
    let was_read = !answer.body.is_empty() || answer.length().is_none_or(|length| length == 0) || answer.is_html();
    if was_read && answer.body.is_empty() {
        return Some(FileFault::Empty);
    }
    // Many servers call every file text/html; only what also looks like a page is one.
    let start = answer.body.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let looks = start.first() == Some(&b'<') && !start.starts_with(b"<?xml");
    (answer.is_html() && looks).then_some(FileFault::Page)
}

/// Reads an own page for its links.
pub(crate) async fn read(fetcher: &Fetcher, settings: &Settings, url: &Url) -> Read {
    let mut way = Way::new(fetcher, settings, url);
    let (verdict, page, cut) = loop {
        let limit = settings.limits.page_bytes;
        let ask = Ask { url: &way.at, method: Method::GET, limit, ranged: false, known: None };
        let answer = match fetcher.ask(&ask).await {
            Ok(answer) => answer,
            Err(trouble) => break (way.failed(trouble), None, false),
        };
        if let Some(to) = way.redirect(&answer) {
            match way.step(&to) {
                Ok(()) if !settings.is_own(&way.at) => {
                    let at = way.at.clone();
                    return Read { verdict: follow(way, false, None).await, page: None, at, cut: false };
                }
                Ok(()) if !settings.enters(&way.at) => {
                    break (Verdict::Fine { etag: None, modified: None }, None, false);
                }
                Ok(()) => continue,
                Err(verdict) => break (verdict, None, false),
            }
        }
        if !(200..300).contains(&answer.status) {
            break (way.refused(&answer), None, false);
        }
        if answer.is_html() {
            let page = Page::read(&answer.body, answer.content_type());
            break (way.fine(&answer), Some(page), answer.cut);
        }
        match file_fault(&answer) {
            Some(fault) => break (Verdict::File(fault), None, false),
            None => break (way.fine(&answer), None, false),
        }
    };
    Read { verdict, page, at: way.at, cut }
}
