//! Addresses as they stand in pages: what they mean to a browser, which of them lead inside an office's own network, and
//! one spelling for each, so that nothing is asked for twice.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Longer ones are not followed: they come from loops that append to themselves.
pub(crate) const LONGEST: usize = 2_000;

/// What the text of a link means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// An address of the web, fragment included.
    Web(Url),
    /// A place that only the writer's own machine or network has.
    Inside(Inside),
    /// No browser can make an address of it.
    Malformed,
    /// Mail, telephone, script, embedded data and other things that are no address of a page.
    Other,
}

/// Why an address leads inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    /// `localhost`, `127.0.0.1`, `::1`.
    Loopback,
    /// An address of a private, link-local or otherwise unroutable range.
    Private,
    /// A name without a dot or under a suffix that only a local network knows.
    Name,
    /// `file:`, `C:\…`.
    Disk,
    /// `\\server\share`.
    Share,
}

/// Reads the text of a link in a page whose base address is `base`.
pub(crate) fn read(text: &str, base: &Url) -> Written {
    let text = text.trim_matches(|c: char| c <= ' ');
    let mut start = text.chars();
    if let (Some(drive), Some(':'), Some('\\' | '/')) = (start.next(), start.next(), start.next())
        && drive.is_ascii_alphabetic()
    {
        return Written::Inside(Inside::Disk);
    }
    if let Some(rest) = text.strip_prefix("\\\\") {
        let server = rest.split(['\\', '/']).next().unwrap_or_default();
        let inside = match Host::parse(server) {
            Ok(Host::Domain(name)) => inside_name(&name).is_some(),
            Ok(Host::Ipv4(ip)) => is_private(ip.into()),
            Ok(Host::Ipv6(ip)) => is_private(ip.into()),
            Err(_) => true,
        };
        if inside {
            return Written::Inside(Inside::Share);
        }
    }
    let Ok(url) = Url::options().base_url(Some(base)).parse(text) else {
        return Written::Malformed;
    };
    match url.scheme() {
        // `http://http://www…` is read by browsers as a host called http.
        "http" | "https" if matches!(url.host_str(), Some("http" | "https")) => Written::Malformed,
        "http" | "https" => Written::Web(url),
        "file" => Written::Inside(Inside::Disk),
        "ftp" => inside(&url).map_or(Written::Other, Written::Inside),
        _ => Written::Other,
    }
}

/// Whether the host of an address can only be meant inside, as far as its spelling tells.
pub(crate) fn inside(url: &Url) -> Option<Inside> {
    match url.host()? {
        Host::Domain(name) => inside_name(name),
        Host::Ipv4(ip) => inside_ip(ip.into()),
        Host::Ipv6(ip) => inside_ip(ip.into()),
    }
}

fn inside_ip(ip: IpAddr) -> Option<Inside> {
    is_private(ip).then_some(if ip.to_canonical().is_loopback() { Inside::Loopback } else { Inside::Private })
}

fn inside_name(name: &str) -> Option<Inside> {
    const LOCAL: [&str; 9] = ["local", "localdomain", "lan", "internal", "intranet", "intra", "corp", "home", "arpa"];
    let name = name.trim_end_matches('.');
    match name.rsplit_once('.') {
        _ if name == "localhost" || name.ends_with(".localhost") => Some(Inside::Loopback),
        None => Some(Inside::Name),
        Some((_, last)) => LOCAL.contains(&last).then_some(Inside::Name),
    }
}

/// Whether an address is none of the public Internet: private, loopback, link-local, shared, reserved, or one that carries
/// such an IPv4 address inside IPv6.
pub(crate) fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => private_v4(ip),
        IpAddr::V6(ip) => private_v6(ip),
    }
}

fn private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (b == 18 || b == 19))
        || (a == 192 && b == 0 && c == 0)
}

fn private_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let low = || {
        let [.., a, b, c, d] = ip.octets();
        private_v4(Ipv4Addr::new(a, b, c, d))
    };
    let second = || {
        let [_, _, a, b, c, d, ..] = ip.octets();
        private_v4(Ipv4Addr::new(a, b, c, d))
    };
    match s[0] {
        // ::, ::1, IPv4-mapped and the old IPv4-compatible form.
        0 if s[1..5] == [0; 4] => low(),
        // NAT64 carries the IPv4 address at its end, 6to4 behind its prefix.
        0x64 if s[1] == 0xff9b => low(),
        0x2002 => second(),
        0x2001 => s[1] == 0xdb8 || s[1] < 0x200,
        // Only 2000::/3 is given out.
        first => !(0x2000..0x4000).contains(&first),
    }
}

/// One spelling for one resource: without fragment and user name, with upper-case escapes and none that are not needed.
/// Scheme, host, default port and dots in the path are normal already in a parsed [`Url`].
pub(crate) fn normal(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if let Some(host) = url.host_str().and_then(|h| h.strip_suffix('.')).map(str::to_owned)
        && !host.is_empty()
    {
        let _ = url.set_host(Some(&host));
    }
    if url.as_str().contains('%') {
        let path = escapes(url.path());
        url.set_path(&path);
        if let Some(query) = url.query().map(escapes) {
            url.set_query(Some(&query));
        }
    }
    url
}

fn escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let byte = rest.get(at + 1..at + 3).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()));
        match byte.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~') => out.push(byte.into()),
            Some(byte) => out.push_str(&format!("%{byte:02X}")),
            None => {
                out.push('%');
                rest = &rest[at + 1..];
                continue;
            }
        }
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    out
}

/// The fragment as an element may carry it: decoded where it is escaped.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let byte = match tail {
            [a, b, ..] if *first == b'%' => hex(*a).zip(hex(*b)).map(|(a, b)| a * 16 + b),
            _ => None,
        };
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

/// 64 bits that stand for a text. With a million texts two are the same once in thirty million crawls.
pub(crate) fn key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Whether two hosts belong to one holder: one is the other's subdomain, or both are under one registered name.
pub(crate) fn same_site(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    a == b || (a.parse::<IpAddr>().is_err() && b.parse::<IpAddr>().is_err() && site(a) == site(b))
}

/// The registered name of a host, by the public suffixes that Chinese pages link to. Any other suffix counts as one label,
/// which calls two holders one rather than one holder two.
fn site(host: &str) -> &str {
    // Second-level domains of .cn: the categories and the provinces (CNNIC).
    const CN: &str = " ac com edu gov net org mil ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj ";
    let labels: Vec<&str> = host.rsplitn(4, '.').collect();
    let wide = match labels.as_slice() {
        ["cn", second, ..] => CN.contains(&format!(" {second} ")),
        ["hk" | "mo" | "tw" | "uk" | "jp" | "kr" | "au" | "nz", second, ..] => {
            ["com", "gov", "org", "net", "edu", "idv", "co", "ac", "go", "or", "ne"].contains(second)
        }
        _ => false,
    };
    let wanted = if wide { 3 } else { 2 };
    let length: usize = labels.iter().take(wanted).map(|label| label.len() + 1).sum();
    // The fourth piece holds all that is left of it, so at most three are counted.
    &host[host.len().saturating_sub(length.saturating_sub(1))..]
}

/// Whether a host is a government's (`.gov.cn`).
pub(crate) fn is_government(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    host == "gov.cn" || host.ends_with(".gov.cn")
}

#[cfg(test)]
mod tests;
