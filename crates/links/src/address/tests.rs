use super::*;
use proptest::prelude::*;

fn base() -> Url {
    Url::parse("https://www.county.gov.cn/a/b.html").unwrap()
}

fn web(text: &str) -> String {
    match read(text, &base()) {
        Written::Web(url) => url.to_string(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn addresses_are_read_as_a_browser_reads_them() {
    assert_eq!(web("c.html"), "https://www.county.gov.cn/a/c.html");
    assert_eq!(web("  ../x y.html\n"), "https://www.county.gov.cn/x%20y.html");
    assert_eq!(web("//Partner.COM/x"), "https://partner.com/x");
    assert_eq!(web("HTTP://例子.中国/"), "http://xn--fsqu00a.xn--fiqs8s/");
    assert_eq!(web("\\\\www.partner.com\\x"), "https://www.partner.com/x");
    for other in ["mailto:a@b.cn", "tel:110", "JavaScript:void(0)", "data:text/html,x", "about:blank", "weixin://x"] {
        assert_eq!(read(other, &base()), Written::Other, "{other}");
    }
    for broken in ["http://", "http://[1/", "http://a b/", "http://http://www.x.cn/"] {
        assert_eq!(read(broken, &base()), Written::Malformed, "{broken}");
    }
}

#[test]
fn places_of_the_writers_own_machine_or_network_are_known_by_their_spelling() {
    for (text, kind) in [
        ("C:\\Users\\通知.doc", Inside::Disk),
        ("d:/通知.doc", Inside::Disk),
        ("file:///C:/通知.doc", Inside::Disk),
        ("\\\\server\\share\\通知.doc", Inside::Share),
        ("\\\\192.168.1.2\\share", Inside::Share),
    ] {
        assert_eq!(read(text, &base()), Written::Inside(kind), "{text}");
    }
    for (text, kind) in [
        ("http://localhost:8080/x", Inside::Loopback),
        ("http://127.3.2.1/", Inside::Loopback),
        ("http://2130706433/", Inside::Loopback),
        ("http://0x7f.1/", Inside::Loopback),
        ("http://[::1]/", Inside::Loopback),
        ("http://[::ffff:10.0.0.1]/", Inside::Private),
        ("http://10.1.2.3/", Inside::Private),
        ("http://172.31.0.1/", Inside::Private),
        ("http://192.168.1.5:8080/oa", Inside::Private),
        ("http://169.254.1.1/", Inside::Private),
        ("http://100.64.0.1/", Inside::Private),
        ("http://[fe80::1]/", Inside::Private),
        ("http://[fd00::1]/", Inside::Private),
        ("http://[64:ff9b::10.0.0.1]/", Inside::Private),
        ("http://[2002:c0a8:101::]/", Inside::Private),
        ("http://oa/login", Inside::Name),
        ("http://oa.county.local/", Inside::Name),
    ] {
        assert_eq!(inside(&Url::parse(&web(text)).unwrap()), Some(kind), "{text}");
    }
    for public in
        ["http://172.32.0.1/", "http://11.0.0.1/", "http://www.gov.cn/", "http://[2400:da00::1]/", "http://8.8.8.8/"]
    {
        assert_eq!(inside(&Url::parse(public).unwrap()), None, "{public}");
    }
}

#[test]
fn one_resource_has_one_spelling() {
    for (a, b) in [
        ("HTTP://WWW.County.gov.cn:80/a/../b", "http://www.county.gov.cn/b#top"),
        ("http://user:secret@www.county.gov.cn/", "http://www.county.gov.cn./"),
        ("http://www.county.gov.cn/%e4%b8%ad%7ex", "http://www.county.gov.cn/中~x"),
        ("http://www.county.gov.cn/?q=%e4%b8%ad", "http://www.county.gov.cn/?q=%E4%B8%AD"),
    ] {
        assert_eq!(normal(&Url::parse(a).unwrap()), normal(&Url::parse(b).unwrap()));
    }
    let different = ["http://a.cn/x", "http://a.cn/X", "http://a.cn/x/", "http://a.cn/x%2Fy", "http://a.cn/x?"];
    for (i, a) in different.iter().enumerate() {
        for b in &different[i + 1..] {
            assert_ne!(normal(&Url::parse(a).unwrap()), normal(&Url::parse(b).unwrap()));
        }
    }
}

#[test]
fn holders_of_hosts_are_told_apart_by_their_registered_names() {
    for (a, b) in [("www.x.gov.cn", "x.gov.cn"), ("a.x.com", "b.x.com"), ("x.cn", "www.x.cn"), ("a.b.co.uk", "b.co.uk")]
    {
        assert!(same_site(a, b), "{a} {b}");
    }
    for (a, b) in [
        ("x.gov.cn", "y.gov.cn"),
        ("x.com.cn", "y.com.cn"),
        ("x.bj.cn", "y.bj.cn"),
        ("x.com", "y.com"),
        ("1.2.3.4", "9.9.3.4"),
        ("x.co.uk", "y.co.uk"),
    ] {
        assert!(!same_site(a, b), "{a} {b}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic_and_normal_is_normal(text in "\\PC{0,60}") {
        if let Written::Web(url) = read(&text, &base()) {
            let once = normal(&url);
            prop_assert_eq!(&normal(&once), &once);
            prop_assert_eq!(&Url::parse(once.as_str()).unwrap(), &once);
            prop_assert!(once.fragment().is_none() && once.username().is_empty() && once.password().is_none());
            prop_assert_eq!(once.scheme(), url.scheme());
        }
        let _ = (decoded(&text), same_site(&text, "a.gov.cn"), is_government(&text));
    }

    #[test]
    fn spelling_of_scheme_host_port_escapes_and_fragment_does_not_matter(
        host in "[a-z]{1,8}\\.(cn|com|gov\\.cn)", path in "(/[a-z0-9~_.%-]{0,6}){0,4}", query in "([a-z]=[a-z0-9]{0,4})?",
        fragment in "[a-z]{0,5}",
    ) {
        let path = path.replace('%', "%e4");
        let plain = format!("http://{host}{path}?{query}");
        let other = format!("HTTP://u:p@{}:80{}?{query}#{fragment}", host.to_uppercase(), path.replace("%e4", "%E4"));
        prop_assert_eq!(normal(&Url::parse(&plain).unwrap()), normal(&Url::parse(&other).unwrap()));
    }
}
