//! One page for each defect, and a twin that must not be reported.

use domain::Severity;
use links::{Settings, Undecided, check_page};
use url::Url;

use crate::support::*;

#[test]
fn dead_links_are_found_and_living_ones_are_not() {
    let web = Web::of([
        (
            "county.test/",
            html(
                "<a href=/gone>1</a><a href=/moved>2</a><a href=http://partner.test:PORT/x>3</a><img src=/no.png><a href=/ok>4</a><a href=http://>5</a>",
            ),
        ),
        ("county.test/moved", redirect("/ok")),
        ("county.test/ok", html("<a href=http://partner.test:PORT/fine>x</a>")),
        ("partner.test/fine", html("正常")),
    ]);
    let outcome = web.crawl();
    let p = web.port;
    assert_eq!(
        lines(&outcome.found),
        [
            "links.dead error /gone",
            "links.dead error /no.png",
            "links.dead error http://",
            &format!("links.dead warning http://partner.test:{p}/x"),
        ]
    );
    let partner = &outcome.found[3];
    assert!(
        partner.finding.message.contains("404") && partner.finding.hint.is_some() && partner.finding.basis.is_some()
    );
    assert_eq!(partner.page, web.url("/"));
    let asked = web.asked();
    // A stranger's 404 is confirmed by a GET; what is fine by HEAD is read only to see what it is.
    assert!(asked.contains(&"HEAD partner.test/x".into()) && asked.contains(&"GET partner.test/x".into()), "{asked:?}");
    assert_eq!((outcome.summary.pages, outcome.summary.is_complete()), (2, true));
}

#[test]
fn answers_that_say_neither_yes_nor_no_are_counted_and_not_reported() {
    let web = Web::serve(|asked| match (asked.host.as_str(), asked.path.as_str()) {
        ("county.test", "/") => {
            html((401..=521).map(|s| format!("<a href=http://partner.test:PORT/{s}>x</a>")).collect::<String>())
        }
        (_, "/robots.txt") => missing(),
        (_, path) => match path.trim_start_matches('/').parse() {
            Ok(status @ (401 | 403 | 405 | 407 | 412 | 429 | 451 | 521)) => {
                reply(status, "text/html", "<html>不行</html>")
            }
            _ => html("好"),
        },
    });
    let outcome = web.crawl();
    assert_eq!(lines(&outcome.found), [""; 0]);
    let undecided: Vec<_> = outcome.summary.undecided.into_iter().collect();
    assert_eq!(undecided, [(Undecided::Forbidden, 3), (Undecided::TooOften, 1), (Undecided::Answer, 4)]);
}

#[test]
fn a_head_that_is_refused_or_answered_wrongly_is_asked_again_by_get() {
    let web = Web::serve(|asked| match (asked.host.as_str(), asked.method.as_str()) {
        ("county.test", _) => html(
            "<a href=http://partner.test:PORT/404>x</a><a href=http://partner.test:PORT/405>x</a><a href=http://partner.test:PORT/501>x</a>",
        ),
        (_, "HEAD") => reply(asked.path[1..].parse().unwrap(), "text/html", ""),
        _ => html("好"),
    });
    let outcome = web.crawl();
    assert_eq!(lines(&outcome.found), [""; 0]);
    assert!(outcome.summary.undecided.is_empty());
}

#[test]
fn redirects_to_strangers_are_found_and_those_to_ourselves_partners_and_governments_are_not() {
    let web = Web::of([
        (
            "county.test/",
            html(
                "<a href=http://partner.test:PORT/away>1</a><a href=http://partner.test:PORT/www>2</a><a href=http://partner.test:PORT/gov>3</a>\
                               <a href=http://partner.test:PORT/home>4</a><a href=http://partner.test:PORT/other>5</a><a href=/out>6</a><a href=http://partner.test:PORT/script>7</a>",
            ),
        ),
        ("county.test/out", redirect("http://stranger.test:PORT/")),
        ("partner.test/away", redirect("http://stranger.test:PORT/")),
        ("partner.test/www", redirect("http://www.partner.test:PORT/")),
        ("partner.test/gov", redirect("http://gaj.county.gov.cn:PORT/")),
        ("partner.test/home", redirect("http://county.test:PORT/")),
        ("partner.test/other", redirect("http://other.test:PORT/")),
        ("partner.test/script", html("<meta http-equiv=refresh content='0;url=http://stranger.test:PORT/'>")),
        ("www.partner.test/", html("好")),
        ("gaj.county.gov.cn/", html("好")),
        ("other.test/", html("好")),
        ("stranger.test/", html("商城")),
    ]);
    let mut settings = web.settings();
    settings.partners = vec!["other.test".into()];
    let p = web.port;
    let found = web.crawl_with(&settings, Default::default()).found;
    assert_eq!(
        lines(&found),
        [
            "links.stranger warning /out",
            &format!("links.stranger warning http://partner.test:{p}/away"),
            &format!("links.stranger warning http://partner.test:{p}/script"),
        ]
    );
    assert!(found[1].finding.message.contains("stranger.test"));
}

#[test]
fn domains_in_strangers_hands_are_found_in_any_character_set() {
    let gambling = "<title>澳门新葡京娱乐城</title>真人荷官 百家乐 注册送彩金";
    let (gbk, ..) = encoding_rs::GBK.encode(gambling);
    let web = Web::of([
        (
            "county.test/",
            html(
                "<a href=http://partner.test:PORT/>1</a><a href=http://other.test:PORT/old>2</a><a href=http://stranger.test:PORT/>3</a>\
                               <a href=http://gaj.county.gov.cn:PORT/>4</a><a href=/own>5</a>",
            ),
        ),
        ("county.test/own", html(gambling)),
        ("partner.test/", reply(200, "text/html", gbk.into_owned())),
        ("other.test/old", redirect("http://www.partner.test:PORT/")),
        ("www.partner.test/", html("<title>色</title><p>成人视频 无码 av在线 三级片</p>")),
        ("stranger.test/", html("<title>stranger.test 域名出售</title>This domain is for sale")),
        ("gaj.county.gov.cn/", html("<title>反赌宣传</title>百家乐 老虎机 首存 返水 时时彩 都是骗局,民警提醒远离赌博")),
    ]);
    let found = web.crawl().found;
    let p = web.port;
    assert_eq!(
        lines(&found),
        [
            format!("links.takeover warning http://other.test:{p}/old"),
            format!("links.takeover error http://partner.test:{p}/"),
            format!("links.takeover warning http://stranger.test:{p}/"),
        ]
    );
    assert!(found[1].finding.message.contains("赌博") && found[1].finding.message.contains("partner.test"));
    assert!(found[0].finding.basis.as_ref().unwrap().contains("单项否决"), "pornography is a veto");
}

#[test]
fn files_that_are_missing_empty_or_pages_are_found_and_real_ones_are_not() {
    let web = Web::of([
        (
            "county.test/",
            html(
                "<a href=/gone.pdf>1</a><a href=/empty.xls>2</a><a href=/error.doc>3</a><a href=/good.pdf>4</a><a href=/odd.pdf>5</a>\
                               <a href=/word.doc>6</a><a href=/download/7 download>7</a><a href=/blob/8>8</a><a href=http://partner.test:PORT/a.zip>9</a>\
                               <a href=http://partner.test:PORT/b.zip>10</a><a href=/login.docx>11</a>",
            ),
        ),
        ("county.test/empty.xls", reply(200, "application/octet-stream", "")),
        ("county.test/error.doc", html("\u{feff} <!DOCTYPE html><html>出错了")),
        ("county.test/good.pdf", reply(200, "application/pdf", "%PDF-1.7")),
        ("county.test/odd.pdf", html("%PDF-1.7 under a wrong name")),
        ("county.test/word.doc", reply(200, "application/msword", "<html>written by an office program</html>")),
        ("county.test/download/7", html("<html>请登录</html>")),
        ("county.test/blob/8", reply(200, "application/octet-stream", "")),
        ("county.test/login.docx", redirect("/login")),
        ("county.test/login", html("<html>请登录</html>")),
        ("partner.test/a.zip", html("<html>下载页</html>")),
    ]);
    let outcome = web.crawl();
    let p = web.port;
    assert_eq!(
        lines(&outcome.found),
        [
            "links.attachment error /blob/8",
            "links.attachment error /download/7",
            "links.attachment error /empty.xls",
            "links.attachment error /error.doc",
            "links.attachment error /gone.pdf",
            "links.attachment error /login.docx",
            &format!("links.attachment question http://partner.test:{p}/a.zip"),
            &format!("links.attachment warning http://partner.test:{p}/b.zip"),
        ]
    );
    assert!(
        !web.asked().contains(&"GET county.test/good.pdf".into()),
        "a file that HEAD shows to be one is not fetched"
    );
}

#[test]
fn addresses_of_the_inside_are_found_without_a_request() {
    let web = Web::of([
        (
            "county.test/",
            html(
                "<a href=http://127.0.0.9:PORT/>1</a><a href=http://localhost:PORT/x>2</a><a href='C:\\通知.doc'>3</a><a href=\"\\\\oa\\share\">4</a>\
              <a href=file:///d:/x>5</a><img src=http://10.1.2.3/a.png><a href=http://[fd00::1]/>7</a><a href=http://oa/x>8</a>\
              <form action=http://192.168.0.9/go></form><p>见http://172.16.3.4:8080/a/b。另见http://8.8.8.8/x,http://域名/路径</p>\
              <a href=/fine>10</a><a href=http://county.test:PORT/fine>11</a>",
            ),
        ),
        ("county.test/fine", html("好")),
    ]);
    let outcome = web.crawl();
    let p = web.port;
    assert_eq!(
        lines(&outcome.found),
        [
            "links.internal error C:\\通知.doc",
            "links.internal error \\\\oa\\share",
            "links.internal error file:///d:/x",
            "links.internal error http://10.1.2.3/a.png",
            &format!("links.internal error http://127.0.0.9:{p}/"),
            "links.internal warning http://172.16.3.4:8080/a/b",
            "links.internal error http://192.168.0.9/go",
            "links.internal error http://[fd00::1]/",
            &format!("links.internal error http://localhost:{p}/x"),
            "links.internal error http://oa/x",
        ]
    );
    assert_eq!(web.asked(), ["GET county.test/", "GET county.test/fine"]);
}

#[test]
fn http_inside_https_is_found_by_what_a_browser_does_with_it() {
    let at = Url::parse("https://www.county.gov.cn/a/").unwrap();
    let mut settings = Settings::new(TODAY, at.clone());
    let html = "<script src=http://x.cn/a.js></script><img src=http://x.cn/a.png><form action=http://www.county.gov.cn/go></form>\
                <a href=http://www.county.gov.cn/b>1</a><a href=http://y.cn/1>2</a><a href=http://y.cn/2>3</a><a href=https://y.cn/3>4</a>\
                <script src=/own.js></script><img src=//x.cn/b.png>";
    let found = |settings: &Settings, at: &Url| -> Vec<String> {
        let all = check_page(settings, at, html);
        all.iter().map(|f| format!("{} {} {}", f.rule, f.severity.as_str(), f.place.text)).collect()
    };
    let expected = [
        "links.insecure error http://x.cn/a.js",
        "links.insecure warning http://www.county.gov.cn/b",
        "links.insecure warning http://www.county.gov.cn/go",
        "links.insecure warning http://x.cn/a.png",
        "links.insecure question http://y.cn",
    ];
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    assert_eq!(sorted(found(&settings, &at)), sorted(expected.map(str::to_owned).to_vec()));
    // Behind a gateway the pages are read over http, and what is written as https-relative is in order.
    let inside = Url::parse("http://www.county.gov.cn/a/").unwrap();
    settings.own = vec![inside.clone()];
    assert_eq!(found(&settings, &inside), [""; 0]);
    settings.https_outside = true;
    assert_eq!(sorted(found(&settings, &inside)), sorted(expected.map(str::to_owned).to_vec()));
}

#[test]
fn anchors_that_are_not_there_are_asked_about() {
    let web = Web::of([
        (
            "county.test/",
            html(
                "<a href=#here>1</a><a href=#nowhere>2</a><a href=/b#there>3</a><a href=/b#lost>4</a><a href=/b#%E6%94%B6%E8%B4%B9>5</a>\
                               <a href=#>6</a><a href=#top>7</a><a href=#/route>8</a><a href=/c#there>9</a><a href='#:~:text=x'>10</a><i id=here></i>\
                               <a href=http://partner.test:PORT/#lost>11</a>",
            ),
        ),
        ("county.test/b", html("<a name=there></a><h2 id=收费></h2>")),
        ("county.test/c", redirect("/b")),
        ("partner.test/", html("好")),
    ]);
    assert_eq!(lines(&web.crawl().found), ["links.anchor question #nowhere", "links.anchor question /b#lost"]);
}

#[test]
fn findings_name_the_organ_and_a_footer_is_one_finding_for_each_organ() {
    let web = Web::of([
        ("county.test/", html("<a href=/organ1/a>1</a><a href=/organ1/b>2</a><a href=/organ2/a>3</a>")),
        ("county.test/organ1/a", html("<footer><a href=/gone>x</a><a href=/gone>x</a></footer>")),
        ("county.test/organ1/b", html("<footer><a href=/gone>x</a></footer>")),
        ("county.test/organ2/a", html("<footer><a href=/gone>x</a></footer>")),
    ]);
    let found = web.crawl().found;
    let told: Vec<_> = found.iter().map(|f| (f.organ.as_deref(), f.pages, f.page.path())).collect();
    assert_eq!(told, [(Some("organ1"), 2, "/organ1/a"), (Some("organ2"), 1, "/organ2/a")]);
    assert!(found.iter().all(|f| f.finding.severity == Severity::Error));
}
