//! Servers and pages that mean no good: every crawl ends, stays small, and reaches nothing it must not.

use std::time::Duration;

use links::{Bound, Failure, Settings, State, Undecided, crawl};
use url::Url;

use crate::support::*;

#[test]
fn an_endless_calendar_ends_at_the_depth_and_an_endless_site_at_the_pages() {
    let web = Web::serve(|asked| {
        let n: u64 = asked.path.trim_start_matches("/m").parse().unwrap_or_default();
        html(format!("<a href=/m{}>下月</a>", n + 1))
    });
    let mut settings = web.settings();
    settings.limits.depth = 20;
    let deep = web.crawl_with(&settings, State::default()).summary;
    assert_eq!((deep.pages, deep.bounds), (21, vec![Bound::Depth { limit: 20, left: 1 }]));

    let web =
        Web::serve(|asked| html((0..9).map(|i| format!("<a href=/{}{i}>x</a>", &asked.path[1..])).collect::<String>()));
    let mut settings = web.settings();
    settings.limits.pages = 50;
    let wide = web.crawl_with(&settings, State::default()).summary;
    assert_eq!((wide.pages, wide.bounds.len()), (50, 1));
    assert!(wide.to_string().contains("已达到页面上限50个"), "{wide}");
    settings.limits.links = 100;
    settings.limits.pages = 1_000;
    let wide = web.crawl_with(&settings, State::default()).summary;
    assert_eq!((wide.pages, wide.links), (100, 100));
    assert!(matches!(wide.bounds[..], [Bound::Links { limit: 100, left: 801 }]), "{:?}", wide.bounds);
}

#[test]
fn addresses_that_append_to_themselves_end_with_their_length() {
    let web = Web::serve(|asked| html(format!("<a href='{}{}/'>x</a>", asked.path, "x".repeat(400))));
    let summary = web.crawl().summary;
    assert_eq!(summary.undecided.into_iter().collect::<Vec<_>>(), [(Undecided::Length, 1)]);
}

#[test]
fn redirects_in_a_circle_or_without_end_are_left() {
    let web = Web::serve(|asked| match (asked.host.as_str(), asked.path.as_str()) {
        ("county.test", "/") => html(
            "<a href=/a>1</a><a href=http://partner.test:PORT/long/1>2</a><a href=http://partner.test:PORT/cookie>3</a><a href=http://partner.test:PORT/app>4</a>",
        ),
        ("county.test", "/a") => redirect("/b"),
        ("county.test", "/b") => redirect("/a"),
        (_, "/robots.txt") => missing(),
        (_, "/cookie") => redirect("/cookie").with("Set-Cookie", "proof=1"),
        (_, "/app") => redirect("weixin://open"),
        (_, path) => redirect(format!("{path}1")),
    });
    let first = web.crawl();
    assert_eq!((first.found.len(), first.summary.waiting), (0, 1));
    assert_eq!(first.summary.undecided.into_iter().collect::<Vec<_>>(), [(Undecided::Redirects, 3)]);
    let long = web.asked().iter().filter(|a| a.starts_with("HEAD partner.test/long")).count();
    assert_eq!(long, 6, "five redirects and no more");
    let settings = Settings { today: web.settings().today.tomorrow().unwrap(), ..web.settings() };
    let second = web.crawl_with(&settings, first.state);
    assert_eq!(lines(&second.found), ["links.dead warning /a"]);
    assert!(second.found[0].finding.message.contains("来回跳转"));
}

#[test]
fn a_body_without_end_is_read_to_the_limit_only() {
    const GIGABYTE: usize = 16 << 10;
    let endless = |kind: &str| Reply { body: Body::Repeated(vec![b' '; 64 << 10], GIGABYTE), ..reply(200, kind, "") };
    let web = Web::of([
        ("county.test/", html("<a href=/big>1</a><a href=/big.bin>2</a><a href=http://partner.test:PORT/>3</a>")),
        ("county.test/big", endless("text/html")),
        ("county.test/big.bin", endless("application/octet-stream")),
        ("partner.test/", endless("text/html")),
    ]);
    let summary = web.crawl().summary;
    assert_eq!(summary.bounds, [Bound::PageBytes { limit: 2 << 20, cut: 1 }]);
    assert!(web.asked().contains(&"GET partner.test/".into()));
}

#[test]
fn a_small_body_that_unpacks_to_a_big_one_is_read_to_the_limit_only() {
    // Ten megabytes in fewer than fifty thousand bytes.
    let packed: Vec<u8> = gzip_of_spaces(160);
    let web = Web::of([("county.test/", reply(200, "text/html", packed).with("Content-Encoding", "gzip"))]);
    let mut settings = web.settings();
    settings.limits.page_bytes = 1 << 20;
    let summary = web.crawl_with(&settings, State::default()).summary;
    assert_eq!(summary.bounds, [Bound::PageBytes { limit: 1 << 20, cut: 1 }]);
}

/// So many times 64 KiB of spaces, each a deflate block of fixed codes: one space and 254 matches of 258 bytes at distance one.
fn gzip_of_spaces(blocks: usize) -> Vec<u8> {
    struct Bits(Vec<u8>, u32);
    impl Bits {
        fn push(&mut self, value: u32, count: u32) {
            for i in 0..count {
                if self.1.is_multiple_of(8) {
                    self.0.push(0);
                }
                *self.0.last_mut().unwrap() |= u8::try_from(value >> i & 1).unwrap() << (self.1 % 8);
                self.1 += 1;
            }
        }
    }
    let mut bits = Bits(vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255], 0);
    for block in 0..blocks {
        bits.push(u32::from(block + 1 == blocks), 1);
        bits.push(1, 2);
        // Space is 0x20 + 0x30 in eight bits, length 258 is 0b11000101, distance one is five zero bits; codes go highest bit first.
        bits.push(u32::from(0x50_u8.reverse_bits()), 8);
        for _ in 0..254 {
            bits.push(u32::from(0b1100_0101_u8.reverse_bits()), 8);
            bits.push(0, 5);
        }
        bits.push(0, 7);
    }
    bits.0
}

#[test]
fn a_body_that_drips_is_given_up_in_time() {
    let drip = Reply { body: Body::Drip(vec![b'x'; 100_000], Duration::from_millis(20)), ..html("") };
    let web = Web::of([
        ("county.test/", html("<a href=/drip>1</a><a href=/fine>2</a>")),
        ("county.test/drip", drip),
        ("county.test/fine", html("好")),
    ]);
    let mut settings = web.settings();
    settings.patience.request = Duration::from_secs(1);
    settings.patience.retries = 0;
    let outcome = web.crawl_with(&settings, State::default());
    assert_eq!((outcome.summary.pages, outcome.summary.waiting), (2, 1));
}

#[test]
fn a_host_that_never_answers_is_given_up_as_a_whole() {
    let web = Web::serve(|asked| match asked.host.as_str() {
        "county.test" => {
            html((0..50).map(|i| format!("<a href=http://partner.test:PORT/{i}>x</a>")).collect::<String>())
        }
        _ if asked.path == "/robots.txt" => missing(),
        _ => Reply { wait: Duration::from_secs(600), ..html("") },
    });
    let mut settings = web.settings();
    settings.patience.request = Duration::from_millis(400);
    settings.patience.retries = 1;
    let summary = web.crawl_with(&settings, State::default()).summary;
    assert_eq!(summary.waiting, 50);
    assert_eq!(web.asked().iter().filter(|a| a.starts_with("HEAD")).count(), 4, "two addresses, twice each");
}

#[test]
fn the_time_of_a_crawl_is_bounded_and_it_says_what_is_left() {
    let web = Web::serve(|asked| match asked.path.as_str() {
        "/" => html("<a href=/1>1</a><a href=/2>2</a><a href=/3>3</a>"),
        _ => Reply { wait: Duration::from_secs(600), ..html("") },
    });
    let mut settings = web.settings();
    settings.limits.time = Duration::from_secs(1);
    let outcome = web.crawl_with(&settings, State::default());
    assert_eq!(outcome.summary.bounds, [Bound::Time { limit: settings.limits.time, left: 3 }]);
    assert!(outcome.summary.to_string().contains("3个地址没有检查"));
}

#[test]
fn private_addresses_are_not_reached_by_a_name_a_redirect_or_a_page() {
    let web = Web::of([
        (
            "county.test/",
            html(
                "<a href=http://evil.test:PORT/secret>1</a><a href=http://partner.test:PORT/redirect>2</a><a href=http://partner.test:PORT/literal>3</a>\
                               <a href=http://partner.test:PORT/page>4</a><a href=http://county.test:9/admin>5</a>",
            ),
        ),
        ("partner.test/redirect", redirect("http://evil.test:PORT/secret")),
        ("partner.test/literal", redirect("http://127.0.0.77:PORT/secret")),
        ("partner.test/page", html("<meta http-equiv=refresh content='0;url=http://127.0.0.77:PORT/secret'>")),
        ("evil.test/secret", html("秘密")),
        ("127.0.0.77/secret", html("秘密")),
    ]);
    let mut settings = web.settings();
    settings.names.insert("evil.test".into(), [127, 0, 0, 66].into());
    // The host of an own origin may be private, but not its other ports.
    settings.inside.retain(|ip| *ip != std::net::IpAddr::from([127, 0, 0, 1]));
    let outcome = web.crawl_with(&settings, State::default());
    let p = web.port;
    assert_eq!(
        lines(&outcome.found),
        [
            "links.internal question http://county.test:9/admin".to_owned(),
            format!("links.internal question http://evil.test:{p}/secret"),
            format!("links.internal question http://partner.test:{p}/literal"),
            format!("links.internal question http://partner.test:{p}/page"),
            format!("links.internal question http://partner.test:{p}/redirect"),
        ]
    );
    assert!(!web.asked().iter().any(|a| a.contains("secret") || a.contains("evil")));
}

#[test]
fn strange_pages_are_read_as_far_as_they_make_sense() {
    let mut bytes =
        b"<base href='/deep/'><a href='a&amp;b?x=1&#38;y=2'>1</a>\xff\xfe\x80<a href=//COUNTY.test:PORT/upper>2</a>"
            .to_vec();
    bytes.extend_from_slice("<a href='http://user:secret@county.test:PORT/user'>3</a><a href=HTTP://County.TEST:PORT/%7Etilde>4</a>\
        <a href=data:text/html,x>5</a><a href=javascript:void(0)>6</a><a href=mailto:a@b.cn>7</a><a href=tel:110>8</a><a href=' \n'>9</a>\
        <a href='/sp ace'>10</a><a href='/中文'>11</a><a href=http://例子.test:PORT/>12</a><a href".as_bytes());
    // Bytes that are no UTF-8 are sent as they are, so the port is put in here.
    let web = Web::serve(move |asked| match asked.path.as_str() {
        "/" => {
            let port = asked.headers["host"].rsplit(':').next().unwrap().to_owned();
            let text = bytes.iter().map(|b| char::from(*b)).collect::<String>().replace("PORT", &port);
            html(text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>())
        }
        _ => html("好"),
    });
    let mut settings = web.settings();
    settings.names.insert("xn--fsqu00a.test".into(), [127, 0, 0, 8].into());
    settings.inside.push([127, 0, 0, 8].into());
    let outcome = web.crawl_with(&settings, State::default());
    assert_eq!(lines(&outcome.found), [""; 0]);
    let requests = web.requests();
    assert!(requests.iter().all(|a| !a.headers.contains_key("authorization")), "no secret of an address is sent");
    let mut asked: Vec<_> = requests.iter().map(|a| format!("{} {}{}", a.method, a.host, a.path)).collect();
    asked.sort();
    assert_eq!(
        asked,
        [
            "GET county.test/",
            "GET county.test/%E4%B8%AD%E6%96%87",
            "GET county.test/deep/a&b?x=1&y=2",
            "GET county.test/sp%20ace",
            "GET county.test/upper",
            "GET county.test/user",
            "GET county.test/~tilde",
            "GET xn--fsqu00a.test/",
            "GET xn--fsqu00a.test/robots.txt",
            "HEAD xn--fsqu00a.test/",
        ]
    );
}

#[test]
fn two_crawls_of_one_site_say_the_same_in_the_same_order() {
    let web = Web::serve(|asked| {
        // Answers come in an order of their own.
        let n: usize = asked.path.bytes().map(usize::from).sum();
        let wait = Duration::from_millis((n as u64 * 7) % 5);
        let page = match asked.path.len() {
            1..=3 => html(
                (0..6).map(|i| format!("<a href={0}{i}>x</a><a href=/gone/{i}>x</a>", asked.path)).collect::<String>(),
            ),
            _ if asked.path.starts_with("/gone") => missing(),
            _ => html("<a href=/gone/last>x</a><a href=http://10.0.0.1/>x</a>"),
        };
        Reply { wait, ..page }
    });
    let mut settings = web.settings();
    settings.own_manners.at_once = 6;
    let first = web.crawl_with(&settings, State::default());
    settings.own_manners.at_once = 2;
    let second = web.crawl_with(&settings, State::default());
    assert_eq!(first.found, second.found);
    assert_eq!(first.found.len(), 8);
}

#[test]
fn a_seed_of_somebody_else_is_refused_and_a_dead_one_is_a_finding() {
    let own = Url::parse("http://county.test/").unwrap();
    let mut settings = Settings::new(TODAY, own);
    settings.seeds.push(Url::parse("http://county.test:8080/").unwrap());
    assert!(matches!(crawl(&settings, State::default(), &|_| None), Err(Failure::Seed(_))));

    let web = Web::of([]);
    let found = web.crawl().found;
    assert_eq!(
        (lines(&found), found[0].page.clone()),
        (vec![format!("links.dead error {}", web.url("/"))], web.url("/"))
    );
}
