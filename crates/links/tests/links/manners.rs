//! How others are treated: never more requests of a host at once than allowed, `robots.txt` obeyed, a name given.

use std::time::Duration;

use links::Undecided;

use crate::support::*;

fn many(host: &str, count: usize) -> String {
    (0..count).map(|i| format!("<a href=http://{host}:PORT/{i}>x</a>")).collect()
}

#[test]
fn a_host_never_gets_more_requests_at_once_than_allowed() {
    for at_once in [1, 2] {
        let web = Web::serve(|asked| {
            let slow = Reply { wait: Duration::from_millis(3), ..html("好") };
            match (asked.host.as_str(), asked.path.as_str()) {
                ("county.test", "/") => html(
                    many("partner.test", 20)
                        + &many("stranger.test", 20)
                        + &(0..20).map(|i| format!("<a href=/p{i}>x</a>")).collect::<String>(),
                ),
                // Redirects pass the same gate as everything else.
                ("partner.test", path) if path.len() == 2 => redirect(format!("http://stranger.test:PORT/from{path}")),
                _ => slow,
            }
        });
        let mut settings = web.settings();
        settings.partners = vec!["stranger.test".into()];
        settings.manners.at_once = at_once;
        settings.own_manners.at_once = 3;
        let outcome = web.crawl_with(&settings, Default::default());
        assert_eq!(lines(&outcome.found), [""; 0]);
        assert!(web.most_at_once("partner.test") <= at_once);
        assert!(web.most_at_once("stranger.test") <= at_once);
        assert!((2..=3).contains(&web.most_at_once("county.test")), "own pages are read side by side");
        let all = web.requests();
        assert_eq!(all.len() as u64, outcome.summary.requests);
        assert!(all.iter().all(|a| a.headers["user-agent"].starts_with("GongkaiLinks/")));
        assert_eq!(all.iter().filter(|a| a.path == "/robots.txt").count(), 2, "once a host, and never of ourselves");
    }
}

#[test]
fn robots_txt_of_strangers_is_obeyed_also_behind_redirects_and_its_failure_forbids() {
    let web = Web::of([
        (
            "county.test/",
            html(
                "<a href=http://partner.test:PORT/open>1</a><a href=http://partner.test:PORT/closed/x>2</a><a href=http://other.test:PORT/x>3</a>\
                               <a href=http://www.partner.test:PORT/x>4</a><a href=/robots-of-our-own>5</a>",
            ),
        ),
        ("county.test/robots.txt", reply(200, "text/plain", "User-agent: *\nDisallow: /")),
        ("county.test/robots-of-our-own", html("好")),
        (
            "partner.test/robots.txt",
            reply(200, "text/plain", "User-agent: *\nDisallow: /\n\nUser-agent: GongkaiLinks\nDisallow: /closed"),
        ),
        ("partner.test/open", html("好")),
        ("other.test/robots.txt", reply(503, "text/plain", "")),
        ("www.partner.test/x", redirect("http://partner.test:PORT/closed/y")),
    ]);
    let outcome = web.crawl();
    assert_eq!(lines(&outcome.found), [""; 0]);
    assert_eq!(outcome.summary.undecided.into_iter().collect::<Vec<_>>(), [(Undecided::Robots, 3)]);
    let asked = web.asked();
    assert!(asked.contains(&"GET county.test/robots-of-our-own".into()));
    assert!(!asked.iter().any(|a| a.contains("closed") || a.contains("other.test/x")), "{asked:?}");
}

#[test]
fn strangers_are_never_expanded_and_skipped_paths_never_entered() {
    let web = Web::of([
        ("county.test/", html("<a href=http://partner.test:PORT/>1</a><a href=/desk/a>2</a><a href=/login>3</a>")),
        ("county.test/desk/a", html("<a href=/gone>x</a>")),
        ("county.test/login", redirect("/desk/sign-in")),
        ("county.test/desk/sign-in", html("<a href=/gone>x</a>")),
        ("partner.test/", html("<a href=http://stranger.test:PORT/>x</a><a href=/gone>x</a>")),
    ]);
    let mut settings = web.settings();
    settings.skip = vec!["/desk".into()];
    assert_eq!(lines(&web.crawl_with(&settings, Default::default()).found), [""; 0]);
    let asked = web.asked();
    assert!(!asked.iter().any(|a| a.contains("gone") || a.contains("stranger") || a.contains("sign-in")), "{asked:?}");
}

#[test]
fn only_the_own_part_of_a_portal_is_read_and_what_is_ignored_is_not_asked_for() {
    let web = Web::of([
        (
            "county.test/zfxxgk",
            html("<a href=/zfxxgk/a>1</a><a href=/news>2</a><a href=/zfxxgkml>3</a><a href=/>4</a>"),
        ),
        ("county.test/zfxxgk/a", html("<a href=/zfxxgk/set?size=large>x</a><a href=/zfxxgk/settings>x</a>")),
        ("county.test/news", html("<a href=/gone>x</a>")),
        ("county.test/zfxxgkml", html("<a href=/gone>x</a>")),
        ("county.test/zfxxgk/settings", html("好")),
        ("county.test/", html("<a href=/gone>x</a>")),
    ]);
    let mut settings = web.settings();
    settings.seeds = vec![web.url("/zfxxgk")];
    settings.within = "/zfxxgk".into();
    settings.ignore = vec!["/zfxxgk/set".into()];
    assert_eq!(lines(&web.crawl_with(&settings, Default::default()).found), [""; 0]);
    let asked = web.asked();
    assert!(asked.contains(&"HEAD county.test/news".into()) || asked.contains(&"GET county.test/news".into()));
    assert!(asked.iter().any(|a| a.ends_with("/zfxxgk/settings")), "{asked:?}");
    assert!(!asked.iter().any(|a| a.contains("gone") || a.contains("size=")), "{asked:?}");
}
