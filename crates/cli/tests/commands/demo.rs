//! `gongkai demo` and `gongkai serve`: building, using again, another port, and what a power cut leaves behind.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use actions::{Clock, Office};
use domain::request::{Channel, Event};
use jiff::civil::date;
use store::audit::{Entry, entries, first_broken};

use crate::server::Server;
use crate::support::{demo, folder, gongkai, path};

fn open(data: &Path) -> Office {
    Office::open(data, Clock::practice(date(2026, 11, 23))).unwrap()
}

/// The audit trails of both counties.
fn trails(data: &Path) -> [Vec<Entry>; 2] {
    let office = open(data);
    ["qingshan", "dongxiang"].map(|county| office.store.read(|db| entries(db, county)).unwrap())
}

fn prepare(data: &Path) -> String {
    let run = gongkai(&["demo", "--data", path(data), "--prepare-only"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    run.out
}

#[test]
fn a_second_start_uses_the_data_of_the_first() {
    let out = folder();
    let data = out.path().join("demo");
    assert!(prepare(&data).contains("正在建立示例数据"));
    let first = trails(&data);
    assert!(first.iter().all(|trail| !trail.is_empty() && first_broken(trail).is_none()));
    assert_eq!(prepare(&data), "");
    assert_eq!(trails(&data), first);
}

#[test]
fn an_interrupted_build_is_built_again() {
    let out = folder();
    let data = out.path().join("demo");
    let part = out.path().join("demo.part");
    fs::create_dir(&part).unwrap();
    fs::write(part.join("gongkai.db"), "half a database").unwrap();
    assert!(prepare(&data).contains("示例数据已建立"));
    assert!(!part.exists());
    assert_eq!(trails(&data).map(|t| t.len()), trails(demo().as_ref()).map(|t| t.len()));
}

#[test]
fn a_directory_with_other_files_is_not_built_over() {
    let out = folder();
    fs::write(out.path().join("重要文件.txt"), "勿删").unwrap();
    let run = gongkai(&["demo", "--data", path(out.path()), "--prepare-only"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("已有别的文件"), "{run:?}");
    assert_eq!(fs::read_to_string(out.path().join("重要文件.txt")).unwrap(), "勿删");
    let part = format!("{}.part", path(out.path()));
    let _ = fs::remove_dir_all(part);
}

#[test]
fn on_a_taken_port_the_demo_says_so_and_takes_another() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let out = folder();
    let data = out.path().join("demo");
    let server = Server::start(&["--data", path(&data), "--port", &port]);
    assert!(server.said.contains(&format!("端口 {port} 已被占用，改用 ")), "{}", server.said);
    assert!(!server.address.ends_with(&format!(":{port}")), "{}", server.said);
    for words in ["按 Ctrl-C 停止（press Ctrl-C to stop）", "示例账号的密码都是", "东乡族自治县", "工作台"]
    {
        assert!(server.said.contains(words), "{words} is missing in {}", server.said);
    }
    let home = server.get("/");
    assert_eq!(home.status, 200);
    assert!(home.text.contains("青山县") && home.text.contains("示例"));
    assert_eq!(server.get("/dongxiang/reports/fengshan/2020").status, 200);
}

#[test]
fn a_day_before_the_end_of_the_demos_history_is_refused() {
    let run = gongkai(&["demo", "--data", &demo(), "--port", "0", "--today", "2026-11-22"]);
    assert!(run.refusal().contains("--today"), "{run:?}");
}

#[test]
fn an_application_is_on_record_once_its_receipt_is_given_even_if_the_server_is_killed_then() {
    let out = folder();
    let data = out.path().join("demo");
    prepare(&data);
    let [before, _] = trails(&data);
    let content = "申请公开河湾镇2026年冬春救助物资发放的村名和数量。";
    let server = Server::start(&["--data", path(&data), "--port", "0", "--today", "2026-11-23"]);
    let answer = server.post(
        "/requests/new",
        &[
            ("organ", "hewan"),
            ("applicant", "person"),
            ("name", "阎桂花"),
            ("id_number", "110105198503110500"),
            ("phone", "13800001350"),
            ("content", content),
            ("delivery", "online"),
        ],
    );
    server.kill();

    assert_eq!((answer.status, answer.header("location")), (303, Some("/requests/receipt")), "{answer:?}");
    let cookie = answer.header("set-cookie").unwrap();
    let value = cookie.split_once('=').unwrap().1;
    let number: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    assert!(number.contains("-YSQ-2026-"), "{cookie}");

    let office = open(&data);
    let (request, events) = office
        .store
        .read(|db| {
            let request = store::requests::find_by_number(db, "qingshan", &number)?.unwrap();
            let events = store::requests::events(db, "qingshan", &request.id)?;
            Ok::<_, store::StoreError>((request, events))
        })
        .unwrap();
    assert_eq!((request.content.as_str(), request.requester.name.as_str()), (content, "阎桂花"));
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].dated.event, Event::Received { channel: Channel::Online, confirmed_on: None });
    let [after, _] = trails(&data);
    assert_eq!(after[..before.len()], before[..]);
    let entry = after[before.len()..].iter().find(|e| e.subject == number);
    let entry = entry.unwrap_or_else(|| panic!("no entry about {number} in {:?}", &after[before.len()..]));
    assert_eq!((entry.action.as_str(), entry.account.as_deref()), ("submit_request", None));
    assert!(!entry.detail.contains("阎桂花") && !entry.detail.contains("110105"), "{}", entry.detail);
    assert_eq!(first_broken(&after), None);
}

#[test]
fn serve_refuses_what_it_cannot_serve_with_a_sentence() {
    let out = folder();
    let settings = out.path().join("gongkai.toml");
    fs::write(&settings, "[server]\ncolour = \"red\"\n").unwrap();
    let run = gongkai(&["serve", "--config", path(&settings)]);
    assert!(run.refusal().contains("设置文件") && run.err.contains("colour"), "{run:?}");
    let run = gongkai(&["serve", "--config", path(&out.path().join("none.toml"))]);
    assert!(run.refusal().contains("无法读取设置文件"), "{run:?}");
    let run = gongkai(&["serve", "--data", path(&out.path().join("empty")), "--port", "0"]);
    assert!(run.refusal().contains("还没有县"), "{run:?}");
}
