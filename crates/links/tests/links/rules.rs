//! The guide never shows what does not happen: every example of a rule is crawled.

use std::collections::BTreeMap;

use crate::support::*;

#[test]
fn every_example_of_every_rule_comes_out_as_the_guide_says() {
    for rule in links::RULES {
        assert!(rule.id.starts_with("links.") && !rule.good.is_empty() && !rule.bad.is_empty());
        for (example, is_bad) in rule.good.iter().map(|e| (e, false)).chain(rule.bad.iter().map(|e| (e, true))) {
            let found = crawl_example(example.given, rule.id == "links.insecure");
            let has = found.iter().any(|line| line.starts_with(rule.id));
            assert_eq!(has, is_bad, "{}: {}: {found:?}", rule.id, example.says);
            assert!(is_bad || found.is_empty(), "{}: {}: {found:?}", rule.id, example.says);
        }
    }
}

fn crawl_example(given: &str, offline: bool) -> Vec<String> {
    let mut rows = given.lines();
    let body = rows.next().unwrap().to_owned();
    if offline {
        let at = url::Url::parse("https://www.county.gov.cn/").unwrap();
        let found = links::check_page(&links::Settings::new(TODAY, at.clone()), &at, &body);
        return found.into_iter().map(|f| f.rule).collect();
    }
    let mut pages: BTreeMap<String, Reply> = [("county.test/".to_owned(), html(with_port(&body)))].into();
    for row in rows {
        let mut fields = row.splitn(4, ' ');
        let mut field = || fields.next().unwrap_or_default();
        let (at, status, kind, body) = (field(), field().parse().unwrap(), field(), field());
        let at = at.strip_prefix("http://").map_or_else(|| format!("county.test{at}"), str::to_owned);
        let answer = match status {
            301 | 302 => Reply { status, ..redirect(with_port(kind)) },
            _ => reply(status, if kind == "text/html" { "text/html; charset=utf-8" } else { kind }, body),
        };
        pages.insert(at, answer);
    }
    let web =
        Web::serve(move |asked| pages.get(&format!("{}{}", asked.host, asked.path)).cloned().unwrap_or_else(missing));
    lines(&web.crawl().found)
}

/// The hosts of the examples stand on the port of the test.
fn with_port(text: &str) -> String {
    [".test/", ".gov.cn/"].iter().fold(text.to_owned(), |text, end| text.replace(end, &end.replace('/', ":PORT/")))
}
