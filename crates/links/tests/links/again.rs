//! What a crawl remembers: failures that may pass become findings only when they return, what is in order is not asked again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::civil::date;
use links::State;

use crate::support::*;

#[test]
fn a_failing_server_is_tried_again_within_a_run() {
    let failures = Arc::new(AtomicUsize::new(2));
    let left = Arc::clone(&failures);
    let web = Web::serve(move |asked| match (asked.host.as_str(), asked.path.as_str()) {
        ("county.test", "/") => html("<a href=http://partner.test:PORT/x>x</a>"),
        (_, "/robots.txt") => missing(),
        _ if left.load(Ordering::SeqCst) > 0 => {
            left.fetch_sub(1, Ordering::SeqCst);
            reply(503, "text/html", "忙")
        }
        _ => html("好"),
    });
    let outcome = web.crawl();
    assert_eq!((outcome.found.len(), outcome.summary.waiting, failures.load(Ordering::SeqCst)), (0, 0, 0));
}

#[test]
fn what_may_pass_is_a_finding_only_after_the_second_run_and_is_forgiven_when_it_passes() {
    let fails = Arc::new(AtomicUsize::new(1));
    let failing = Arc::clone(&fails);
    let web = Web::serve(move |asked| {
        let fails = failing.load(Ordering::SeqCst) == 1;
        match (asked.host.as_str(), asked.path.as_str()) {
            ("county.test", "/") => html(
                "<a href=http://partner.test:PORT/down>1</a><a href=/broken>2</a><a href=http://nobody.test:PORT/>3</a>\
                 <a href=http://other.test:PORT/slow>4</a><a href=http://stranger.test:PORT/cut>5</a><a href=http://closed.test:9/>6</a>",
            ),
            (_, "/robots.txt") => missing(),
            ("other.test", _) if fails => Reply { wait: Duration::from_secs(600), ..html("慢") },
            ("stranger.test", _) if fails => Reply { body: Body::HangUp, ..html("") },
            _ if fails => reply(500, "text/html", "出错"),
            _ => html("好"),
        }
    });
    let mut settings = web.settings();
    settings.patience.request = Duration::from_millis(500);
    settings.patience.retries = 1;
    settings.names.insert("closed.test".into(), [127, 0, 0, 9].into());
    settings.inside.push([127, 0, 0, 9].into());

    let first = web.crawl_with(&settings, State::default());
    assert_eq!(lines(&first.found), [""; 0]);
    assert_eq!(first.summary.waiting, 6, "{}", first.summary);

    settings.today = date(2026, 11, 26);
    let state = State::from_json(&first.state.to_json().unwrap()).unwrap();
    let second = web.crawl_with(&settings, state);
    let p = web.port;
    assert_eq!(
        lines(&second.found),
        [
            "links.dead warning /broken",
            "links.dead warning http://closed.test:9/",
            &format!("links.dead warning http://nobody.test:{p}/"),
            &format!("links.dead warning http://other.test:{p}/slow"),
            &format!("links.dead warning http://partner.test:{p}/down"),
            &format!("links.dead warning http://stranger.test:{p}/cut"),
        ]
    );
    let messages: String = second.found.iter().map(|f| f.finding.message.as_str()).collect();
    for word in ["出错（500）", "拒绝连接", "解析不了", "没有按时回答", "不完整", "自2026年11月25日起接连2次"]
    {
        assert!(messages.contains(word), "{word}: {messages}");
    }

    fails.store(0, Ordering::SeqCst);
    let third = web.crawl_with(&settings, second.state);
    assert_eq!(third.found.len(), 2, "the closed port and the name that nobody has stay");
}

#[test]
fn the_second_run_asks_less_and_sends_what_the_server_needs_to_say_unchanged() {
    let web = Web::serve(|asked| match (asked.host.as_str(), asked.path.as_str()) {
        ("county.test", "/") => html(
            "<a href=http://partner.test:PORT/tagged>1</a><a href=http://partner.test:PORT/plain>2</a><a href=http://partner.test:PORT/gone>3</a><a href=/a.pdf>4</a>",
        ),
        ("county.test", _) => reply(200, "application/pdf", "%PDF"),
        ("partner.test", "/tagged") if asked.headers.get("if-none-match").is_some_and(|tag| tag == "\"v1\"") => {
            reply(304, "text/html", "")
        }
        ("partner.test", "/tagged") => {
            html("好").with("ETag", "\"v1\"").with("Last-Modified", "Mon, 23 Nov 2026 00:00:00 GMT")
        }
        ("partner.test", "/plain") => html("好"),
        _ => missing(),
    });
    let mut settings = web.settings();
    let first = web.crawl_with(&settings, State::default());
    // Robots; HEAD and GET of each stranger's page and of the one that is missing; the page, the file.
    assert_eq!(first.summary.requests, 1 + 6 + 2);
    web.requests();

    settings.today = date(2026, 11, 28);
    let second = web.crawl_with(&settings, first.state.clone());
    assert_eq!(lines(&second.found), lines(&first.found), "what is wrong is asked for and found again");
    assert_eq!(
        web.asked(),
        ["GET county.test/", "GET partner.test/robots.txt", "HEAD partner.test/gone", "GET partner.test/gone"]
    );
    assert_eq!(second.summary.fresh, 3);

    settings.today = date(2026, 12, 28);
    let third = web.crawl_with(&settings, second.state);
    let asked = web.requests();
    let tagged: Vec<_> = asked.iter().filter(|a| a.path == "/tagged").collect();
    assert_eq!(tagged.len(), 1, "unchanged, so its text is not fetched again");
    assert!(tagged[0].headers.contains_key("if-modified-since"));
    assert_eq!(third.summary.fresh, 0);
    assert!(third.state.to_json().unwrap().contains("\"ok\":\"2026-12-28\",\"etag\":\"\\\"v1\\\"\""));
}

#[test]
fn what_is_linked_to_no_longer_is_forgotten_after_a_full_crawl_only() {
    let web = Web::serve(|asked| match asked.path.as_str() {
        "/" => html("<a href=http://partner.test:PORT/now>1</a><a href=/more>2</a>"),
        _ => html("好"),
    });
    let old = r#"{"version":2,"links":{"http://partner.test/old":{"ok":"2026-11-01"}}}"#;
    let mut settings = web.settings();
    settings.limits.pages = 1;
    let partial = web.crawl_with(&settings, State::from_json(old).unwrap());
    assert!(!partial.summary.is_complete() && partial.state.to_json().unwrap().contains("/old"));
    settings.limits.pages = 10;
    let full = web.crawl_with(&settings, partial.state);
    assert!(full.summary.is_complete() && !full.state.to_json().unwrap().contains("/old"));
}
