//! Many pages, counted.

use links::State;

use crate::support::*;

#[test]
fn two_thousand_pages_are_all_read_and_every_defect_among_them_is_found() {
    const PAGES: usize = 2_000;
    let web = Web::serve(|asked| {
        let own = asked.host == "county.test";
        let number: Option<usize> = asked.path.strip_prefix("/p/").and_then(|n| n.parse().ok());
        match (asked.path.as_str(), number) {
            _ if !own => html("好"),
            ("/", _) => html("<a href=/p/0>x</a>"),
            // A tree of ten branches, with a footer, a stranger's page and every hundredth time a dead link.
            (_, Some(n)) if n < PAGES => html(
                (1..=10)
                    .map(|i| n * 10 + i)
                    .filter(|child| *child < PAGES)
                    .map(|child| format!("<a href=/p/{child}>x</a>"))
                    .collect::<String>()
                    + &format!("<a href=/>首页</a><a href=http://partner.test:PORT/{}>x</a>", n % 50)
                    + &(if n % 100 == 7 { format!("<a href=/gone/{n}>x</a>") } else { String::new() }),
            ),
            _ => missing(),
        }
    });
    let outcome = web.crawl_with(&web.settings(), State::default());
    assert_eq!((outcome.summary.pages, outcome.summary.links), (PAGES + 1, PAGES + 1 + 50 + 20));
    assert!(outcome.summary.is_complete());
    assert_eq!(outcome.found.len(), 20);
    // Pages and dead links once; robots, HEAD and GET of fifty pages.
    assert_eq!(outcome.summary.requests as usize, PAGES + 1 + 20 + 1 + 100);
}
