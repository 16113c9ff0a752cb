//! A small web of several hosts on one loopback port: who asked what, how many at once, and any answer one may want to give.

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::civil::{Date, date};
use links::{Found, Outcome, Settings, State, crawl};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

/// The installation under test.
pub const OWN: &str = "county.test";
pub const TODAY: Date = date(2026, 11, 25);

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub host: String,
    pub path: String,
    pub headers: HashMap<String, String>,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Body,
    /// Before anything is sent.
    pub wait: Duration,
}

#[derive(Debug, Clone)]
pub enum Body {
    Bytes(Vec<u8>),
    /// So many times the same bytes.
    Repeated(Vec<u8>, usize),
    /// The bytes one by one, with a pause after each.
    Drip(Vec<u8>, Duration),
    /// The connection is closed without a word.
    HangUp,
}

pub fn reply(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Reply {
    let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
    Reply { status, headers, body: Body::Bytes(body.into()), wait: Duration::ZERO }
}

pub fn html(body: impl Into<Vec<u8>>) -> Reply {
    reply(200, "text/html; charset=utf-8", body)
}

pub fn missing() -> Reply {
    reply(404, "text/html", "<html>没有这个页面</html>")
}

pub fn redirect(to: impl Into<String>) -> Reply {
    Reply { status: 302, ..reply(302, "text/html", "") }.with("Location", to)
}

impl Reply {
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Reply {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

#[derive(Debug, Default)]
struct Seen {
    asked: Vec<Asked>,
    under_way: HashMap<String, (usize, usize)>,
}

/// The web under test.
pub struct Web {
    pub port: u16,
    seen: Arc<Mutex<Seen>>,
}

type Answer = dyn Fn(&Asked) -> Reply + Send + Sync;

impl Web {
    pub fn serve(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Web {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let listener = std::net::TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (answer, shared): (Arc<Answer>, _) = (Arc::new(answer), Arc::clone(&seen));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener).unwrap();
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(connection(stream, Arc::clone(&answer), Arc::clone(&shared)));
                }
            });
        });
        Web { port, seen }
    }

    /// Pages by address, as `host/path`; anything else is missing. `PORT` in bodies and targets is the port.
    pub fn of<const N: usize>(pages: [(&str, Reply); N]) -> Web {
        let pages: BTreeMap<String, Reply> = pages.into_iter().map(|(at, reply)| (at.to_owned(), reply)).collect();
        Web::serve(move |asked| pages.get(&format!("{}{}", asked.host, asked.path)).cloned().unwrap_or_else(missing))
    }

    pub fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{OWN}:{}{path}", self.port)).unwrap()
    }

    /// Settings without pauses; every `*.test` name that is used has a loopback address of its own.
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::new(TODAY, self.url("/"));
        let names =
            ["county.test", "partner.test", "www.partner.test", "stranger.test", "other.test", "gaj.county.gov.cn"];
        for (name, last) in names.into_iter().zip(1..) {
            let ip = IpAddr::from([127, 0, 0, last]);
            settings.names.insert(name.to_owned(), ip);
            settings.inside.push(ip);
        }
        settings.own_manners.delay = Duration::ZERO;
        settings.manners.delay = Duration::ZERO;
        settings.patience.backoff = Duration::from_millis(1);
        settings
    }

    pub fn crawl(&self) -> Outcome {
        self.crawl_with(&self.settings(), State::default())
    }

    pub fn crawl_with(&self, settings: &Settings, state: State) -> Outcome {
        crawl(settings, state, &|page| {
            page.path().split('/').nth(1).filter(|o| o.starts_with("organ")).map(str::to_owned)
        })
        .unwrap()
    }

    /// `METHOD host/path` of every request so far; forgotten with this.
    pub fn asked(&self) -> Vec<String> {
        self.requests().iter().map(|a| format!("{} {}{}", a.method, a.host, a.path)).collect()
    }

    pub fn requests(&self) -> Vec<Asked> {
        std::mem::take(&mut self.seen.lock().unwrap().asked)
    }

    /// The most requests of one host that were under way together.
    pub fn most_at_once(&self, host: &str) -> usize {
        self.seen.lock().unwrap().under_way.get(host).map_or(0, |(_, most)| *most)
    }
}

/// `rule severity text` of findings.
pub fn lines(found: &[Found]) -> Vec<String> {
    found
        .iter()
        .map(|f| format!("{} {} {}", f.finding.rule, f.finding.severity.as_str(), f.finding.place.text))
        .collect()
}

async fn connection(mut stream: TcpStream, answer: Arc<Answer>, seen: Arc<Mutex<Seen>>) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut buffer = Vec::new();
    let port = stream.local_addr().ok()?.port();
    loop {
        let end = loop {
            if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                break end;
            }
            if stream.read_buf(&mut buffer).await.ok()? == 0 {
                return None;
            }
            // Somebody speaks TLS here; web servers answer that in plain words.
            if buffer.first() == Some(&0x16) {
                stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.ok()?;
                return None;
            }
        };
        let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
        buffer.drain(..end + 4);
        let mut rows = head.lines();
        let mut first = rows.next()?.split(' ');
        let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
        let headers: HashMap<String, String> = rows
            .filter_map(|row| row.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let host = headers.get("host")?.split(':').next()?.to_owned();
        let asked = Asked { method, host, path, headers };
        {
            let mut seen = seen.lock().unwrap();
            seen.asked.push(asked.clone());
            let (now, most) = seen.under_way.entry(asked.host.clone()).or_default();
            *now += 1;
            *most = (*most).max(*now);
        }
        let reply = answer(&asked);
        let sent = send(&mut stream, &asked, reply, port).await;
        seen.lock().unwrap().under_way.entry(asked.host).or_default().0 -= 1;
        sent?;
    }
}

async fn send(stream: &mut TcpStream, asked: &Asked, reply: Reply, port: u16) -> Option<()> {
    if !reply.wait.is_zero() {
        tokio::time::sleep(reply.wait).await;
    }
    let port = port.to_string();
    let body = match reply.body {
        Body::Bytes(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Body::Bytes(text.replace("PORT", &port).into_bytes()),
            Err(bytes) => Body::Bytes(bytes.into_bytes()),
        },
        other => other,
    };
    let length = match &body {
        Body::Bytes(bytes) | Body::Drip(bytes, _) => bytes.len(),
        Body::Repeated(bytes, times) => bytes.len() * times,
        Body::HangUp => return None,
    };
    let mut head = format!("HTTP/1.1 {} X\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {}\r\n", value.replace("PORT", &port)));
    }
    if reply.status != 304 {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).await.ok()?;
    if asked.method == "HEAD" || reply.status == 304 {
        return Some(());
    }
    match body {
        Body::Bytes(bytes) => stream.write_all(&bytes).await.ok()?,
        Body::Repeated(bytes, times) => {
            for _ in 0..times {
                stream.write_all(&bytes).await.ok()?;
            }
        }
        Body::Drip(bytes, pause) => {
            for byte in bytes {
                stream.write_all(&[byte]).await.ok()?;
                tokio::time::sleep(pause).await;
            }
        }
        Body::HangUp => return None,
    }
    Some(())
}
