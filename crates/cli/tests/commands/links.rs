//! `gongkai links` and `gongkai nightly` against a server of the test, on the loopback.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use crate::support::{command, demo, folder, gongkai, path};

/// Serves pages by path; one that ends with `!` fails as a server does. Anything else is missing.
fn serve(pages: &'static [(&str, &str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut first, mut line) = (String::new(), String::new());
            let _ = reader.read_line(&mut first);
            while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
                line.clear();
            }
            let at = first.split(' ').nth(1).unwrap_or_default();
            let body = pages.iter().find(|(page, _)| *page == at).map(|(_, body)| *body);
            let status = match body {
                _ if at.ends_with('!') => "500 Internal Server Error",
                Some(_) => "200 OK",
                None => "404 Not Found",
            };
            let body = body.unwrap_or_default();
            let sent = if first.starts_with("HEAD") { "" } else { body };
            let head = format!("Content-Type: text/html\r\nContent-Length: {}\r\nConnection: close", body.len());
            let _ = write!(stream, "HTTP/1.1 {status}\r\n{head}\r\n\r\n{sent}");
        }
    });
    address
}

#[test]
fn a_site_with_a_dead_link_leaves_with_1_and_one_in_order_with_0() {
    let site = serve(&[("/", "<a href=/a>1</a><a href=/gone>2</a>"), ("/a", "<a href=/gone>2</a>"), ("/fine", "好")]);
    let run = gongkai(&["links", &format!("{site}/")]);
    assert_eq!((run.code, run.err.as_str()), (1, ""), "{run:?}");
    assert!(run.out.starts_with(&format!("{site}/: error links.dead 链接打不开")), "{}", run.out);
    assert!(run.out.contains("（共2个页面）") && run.out.contains("读取本站页面2个"), "{}", run.out);
    let run = gongkai(&["links", &format!("{site}/fine"), "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let json = run.json();
    assert_eq!((&json["version"], &json["summary"]["complete"]), (&1.into(), &true.into()), "{json}");
    assert_eq!(json["findings"].as_array().unwrap().len(), 0);
    let run = gongkai(&["links", &format!("{site}/"), "--pages", "1", "--format", "json"]);
    // An own page that was not read is not known to be dead.
    assert_eq!(run.json()["summary"]["complete"], false, "{run:?}");
    assert_eq!((run.code, run.json()["findings"].as_array().unwrap().len()), (0, 0), "{run:?}");
}

#[test]
fn what_may_pass_is_said_only_when_the_next_check_finds_it_again() {
    let site = serve(&[("/", "<a href=/x!>1</a>")]);
    let out = folder();
    let file = out.path().join("state.json");
    let run = |day| gongkai(&["links", &format!("{site}/"), "--state", path(&file), "--today", day]);
    for again in [run("2026-11-25"), run("2026-11-25")] {
        assert_eq!(again.code, 0, "{again:?}");
        assert!(again.out.contains("1个地址本次没有打开"), "twice on one day is once: {}", again.out);
    }
    let second = run("2026-11-26");
    assert!(second.out.contains("warning links.dead") && second.out.contains("接连2次"), "{}", second.out);
    assert_eq!(second.code, 0, "a warning is no error: {second:?}");
}

#[test]
fn what_is_no_address_or_no_state_is_refused_and_left_as_it_is() {
    assert!(gongkai(&["links", "www.example.gov.cn"]).refusal().contains("不是网址"));
    let site = serve(&[("/", "好")]);
    assert!(gongkai(&["links", &format!("{site}/"), "--own", "a b"]).refusal().contains("不是主机名"));
    let out = folder();
    let file = out.path().join("report.json");
    fs::write(&file, "{\"year\":2025}").unwrap();
    let run = gongkai(&["links", &format!("{site}/"), "--state", path(&file)]);
    assert!(run.refusal().contains("不是链接检查的记录文件"), "{run:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "{\"year\":2025}");
}

#[test]
fn the_rules_of_links_and_telephones_explain_themselves() {
    for id in ["links.dead", "links.takeover", "contact.unanswered"] {
        let run = gongkai(&["check", "--explain", id]);
        assert!(run.code == 0 && run.out.starts_with(id) && run.out.contains("会提示的例子"), "{run:?}");
    }
    let unknown = gongkai(&["check", "--explain", "links.none"]);
    assert!(unknown.refusal().contains("links.attachment"), "{unknown:?}");
}

/// A copy of the demo, because a night leaves its record.
fn copy_of_the_demo(to: &std::path::Path) {
    copy(std::path::Path::new(&demo()), to);
}

/// A folder with everything in it.
fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let new = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &new);
        } else {
            fs::copy(entry.path(), new).unwrap();
        }
    }
}

#[test]
fn the_work_of_the_night_can_be_done_by_hand() {
    let out = folder();
    let data = out.path().join("data");
    copy_of_the_demo(&data);
    let arguments = ["nightly", "--data", path(&data), "--county", "qingshan", "--today", "2026-11-25"];
    let run = gongkai(&arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 5, "{}", run.out);
    assert_eq!(lines[0], "青山县　2026年11月25日");
    assert!(lines[1].starts_with("检查链接：没有进行。没有设置公众打开网站的地址"), "{}", run.out);
    assert!(lines[2].starts_with("内容巡查：已完成。重新核对已经发布的信息"), "{}", run.out);
    assert!(lines[4].contains("联系电话15个"), "{}", run.out);

    let site = serve(&[("/", "<a href='http://192.168.1.5/oa'>办公网</a>")]);
    let run = command(&arguments).env("GONGKAI_PUBLIC_ADDRESS", &site).output().unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("检查链接：已完成。读取本站页面"), "{said}");
    assert!(gongkai(&["nightly", "--data", path(out.path())]).refusal().contains("不是数据目录"));
    assert!(gongkai(&["nightly", "--data", path(&data)]).refusal().contains("--county"));
}
