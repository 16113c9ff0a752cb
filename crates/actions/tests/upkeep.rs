//! Links of the public site, telephone numbers and their calls, texts and the policies they rest on: on SQLite and PostgreSQL.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use actions::bindings::{bind_publication, bound, stale, stale_bound, unbind_publication};
use actions::contacts::{NewCall, NewContact, add_contact, plan_calls, record_call, remove_contact};
use actions::error::ActionError;
use actions::links::check_links;
use actions::office::{Actor, PublicSite};
use actions::publications::{self, Draft};
use actions::testing::{COUNTY, Town, town};
use actions::today::{TaskKind, today};
use actions::{Office, Permission};
use domain::contact::{CallResult, Standing};
use domain::publication::{Lapse, Shelf};
use jiff::civil::{Date, date};
use store::links::LinkFinding;
use store::testing::on_both_engines;

/// A site on the loopback: pages by path, which the test may change; anything else is missing.
struct Site {
    address: url::Url,
    pages: Arc<Mutex<Vec<(String, String)>>>,
}

impl Site {
    fn of(pages: &[(&str, &str)]) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/gk", listener.local_addr().unwrap()).parse().unwrap();
        let pages = pages.iter().map(|(path, body)| ((*path).to_owned(), (*body).to_owned())).collect();
        let pages: Arc<Mutex<Vec<(String, String)>>> = Arc::new(Mutex::new(pages));
        let shared = Arc::clone(&pages);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut stream = stream;
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut first = String::new();
                let _ = reader.read_line(&mut first);
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
                    line.clear();
                }
                let path = first.split(' ').nth(1).unwrap_or_default();
                let body = shared.lock().unwrap().iter().find(|(p, _)| p == path).map(|(_, body)| body.clone());
                let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
                let body = body.unwrap_or_default();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
                    body.len(),
                    if first.starts_with("HEAD") { "" } else { &body }
                );
            }
        });
        Site { address, pages }
    }

    fn set(&self, path: &str, body: &str) {
        let mut pages = self.pages.lock().unwrap();
        pages.retain(|(p, _)| p != path);
        pages.push((path.to_owned(), body.to_owned()));
    }
}

fn public(t: &Town, genre: &str, title: &str) -> String {
    let draft = Draft {
        organ: "hewan".into(),
        shelf: Shelf::Rules,
        obligation: None,
        genre: genre.into(),
        normative: genre == "规范性文件",
        title: title.into(),
        document_number: None,
        formed_on: date(2025, 3, 3),
        summary: "概述。".into(),
        body: "正文。".into(),
    };
    let id = publications::write_publication(&t.office, &t.clerk, &draft).unwrap();
    publications::submit_publication(&t.office, &t.clerk, &id).unwrap();
    publications::approve_publication(&t.office, &t.reviewer, &id, "不涉密").unwrap();
    publications::publish(&t.office, &t.clerk, &id).unwrap();
    id
}

fn found(office: &Office) -> Vec<LinkFinding> {
    let all = ["county", "hewan", "shiling", "shanghe"].map(str::to_owned);
    office.store.read(|db| store::links::findings(db, COUNTY, &all)).unwrap()
}

#[test]
fn a_dead_link_belongs_to_the_organ_and_author_of_its_page_and_goes_when_it_is_mended() {
    on_both_engines(|engine, store, directory| {
        let mut t = town(store, directory, date(2026, 11, 25));
        let id = public(&t, "指南", "办事指南");
        // Led to by no list: it is read all the same.
        let page = "<p><a href=/gk/gone>旧的</a><a href='http://10.1.2.3/oa'>办公网</a>";
        let site = Site::of(&[
            (
                "/gk",
                "<a href=/gk/organs/shiling>x</a><a href=/gk/missing.pdf>x</a><a href=/gk/preferences?size=x>x</a>",
            ),
            ("/gk/organs/shiling", "<a href=/gk/gone>x</a>"),
            ("/gk/organs/county", ""),
            ("/gk/organs/hewan", ""),
            ("/gk/organs/shanghe", ""),
            ("/gk/publications/HEWAN-2025-0001", page),
        ]);
        assert!(
            matches!(check_links(&t.office, COUNTY), Err(ActionError::NotAllowed(_))),
            "{engine}: no address is set"
        );
        t.office.practice.sites.insert(COUNTY.to_owned(), PublicSite::new(site.address.clone()));
        let checked = check_links(&t.office, COUNTY).unwrap();
        assert_eq!(checked.counts, [4, 0, 0], "{engine}: {:#?}", found(&t.office));
        let lines: Vec<(String, String, Option<String>)> =
            found(&t.office).into_iter().map(|f| (f.organ, f.rule, f.publication)).collect();
        for expected in [
            ("county", "links.attachment", None),
            ("shiling", "links.dead", None),
            ("hewan", "links.dead", Some(id.as_str())),
            ("hewan", "links.internal", Some(id.as_str())),
        ] {
            let expected = (expected.0.to_owned(), expected.1.to_owned(), expected.2.map(str::to_owned));
            assert!(lines.contains(&expected), "{engine}: {expected:?} in {lines:?}");
        }

        t.office.clock.move_to(date(2026, 11, 26));
        site.set("/gk/publications/HEWAN-2025-0001", "<a href=/gk/gone>旧的</a>");
        check_links(&t.office, COUNTY).unwrap();
        let mine: Vec<LinkFinding> = found(&t.office).into_iter().filter(|f| f.organ == "hewan").collect();
        assert_eq!(mine.len(), 1, "{engine}: {mine:#?}");
        assert_eq!(
            (mine[0].first_seen, mine[0].last_seen, mine[0].failures),
            (date(2026, 11, 25), date(2026, 11, 26), 2),
            "{engine}"
        );

        // A run that could not look at everything mends nothing.
        t.office.clock.move_to(date(2026, 11, 27));
        let one = PublicSite { pages: 1, ..PublicSite::new(site.address.clone()) };
        t.office.practice.sites.insert(COUNTY.to_owned(), one);
        let checked = check_links(&t.office, COUNTY).unwrap();
        assert!(checked.summary.contains("页面上限"), "{engine}: {}", checked.summary);
        assert!(found(&t.office).iter().any(|f| f.organ == "hewan" && f.last_seen == date(2026, 11, 26)), "{engine}");

        let entries = t.office.store.read(|db| store::audit::entries(db, COUNTY)).unwrap();
        assert_eq!(entries.iter().filter(|e| e.action == "check_links").count(), 3, "{engine}");
        assert_eq!(store::audit::first_broken(&entries), None, "{engine}");
    });
}

fn call<'a>(on: Date, result: CallResult) -> NewCall<'a> {
    NewCall { organ: "hewan", phone: "0938-1234567", on, result, note: " 上午九时 " }
}

fn number(t: &Town, actor: &Actor) -> actions::contacts::Number {
    plan_calls(&t.office, actor).unwrap().into_iter().find(|n| n.phone == "0938-1234567").unwrap()
}

#[test]
fn a_number_that_is_not_answered_twice_becomes_a_matter_of_its_organ() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2026, 11, 20));
        let new = NewContact {
            organ: "hewan", label: "党政办公室", phone: "（0938）1234567", purpose: "信息公开咨询"
        };
        assert_eq!(add_contact(&t.office, &t.clerk, &new).unwrap(), None, "{engine}");
        let Err(ActionError::Invalid(again)) = add_contact(&t.office, &t.clerk, &new) else {
            panic!("{engine}: the same number twice")
        };
        assert_eq!(again[0].field, "phone", "{engine}");
        let wrong = NewContact { label: "", phone: "1234567", purpose: " ", ..new.clone() };
        let Err(ActionError::Invalid(problems)) = add_contact(&t.office, &t.clerk, &wrong) else {
            panic!("{engine}: accepted")
        };
        assert_eq!(problems.iter().map(|p| p.field).collect::<Vec<_>>(), ["label", "phone", "purpose"], "{engine}");
        let own = NewContact { phone: "13800000000", ..new.clone() };
        let warning = add_contact(&t.office, &t.clerk, &own).unwrap();
        assert!(warning.is_some_and(|w| w.contains("手机号码")), "{engine}");
        remove_contact(&t.office, &t.clerk, "hewan", "13800000000").unwrap();
        assert!(matches!(add_contact(&t.office, &t.other_clerk, &new), Err(ActionError::NotFound)), "{engine}");
        let refused = add_contact(&t.office, &t.officer, &new);
        assert!(matches!(refused, Err(ActionError::Forbidden(Permission::KeepRecords))), "{engine}: {refused:?}");

        let calls_wait = |actor| today(&t.office, actor).unwrap().iter().any(|task| task.kind == TaskKind::Contact);
        assert!(calls_wait(&t.officer) && calls_wait(&t.clerk) && !calls_wait(&t.other_clerk), "{engine}");
        assert!(!calls_wait(&t.reviewer), "{engine}: a reviewer calls nobody");

        // 2026-11-20 is a Friday: two working days later is Tuesday.
        record_call(&t.office, &t.officer, &call(date(2026, 11, 20), CallResult::Unanswered)).unwrap();
        let n = number(&t, &t.officer);
        assert_eq!(n.standing.as_ref().unwrap().due(), Some(date(2026, 11, 24)), "{engine}");
        assert!(n.finding().is_none() && !n.is_due(date(2026, 11, 23)), "{engine}");
        assert_eq!(n.calls[0].note, "上午九时", "{engine}");
        assert!(!calls_wait(&t.officer), "{engine}");
        let tomorrow = record_call(&t.office, &t.officer, &call(date(2026, 11, 21), CallResult::Answered));
        assert!(matches!(tomorrow, Err(ActionError::Invalid(_))), "{engine}");

        t.office.clock.move_to(date(2026, 11, 24));
        record_call(&t.office, &t.clerk, &call(date(2026, 11, 24), CallResult::Unanswered)).unwrap();
        assert_eq!(number(&t, &t.clerk).finding().unwrap().rule, "contact.unanswered", "{engine}");
        let tasks = today(&t.office, &t.clerk).unwrap();
        let mine = tasks.iter().find(|task| task.kind == TaskKind::Contact).unwrap();
        assert!(mine.stage == "无人接听" && mine.organ == "hewan", "{engine}: {mine:?}");

        // Corrected: the number goes, its calls stay on record but not in the plan.
        record_call(&t.office, &t.clerk, &call(date(2026, 11, 24), CallResult::WrongNumber)).unwrap();
        assert!(matches!(number(&t, &t.clerk).standing, Ok(Standing::Wrong { .. })), "{engine}");
        remove_contact(&t.office, &t.clerk, "hewan", "0938-1234567").unwrap();
        assert_eq!(plan_calls(&t.office, &t.clerk).unwrap(), [], "{engine}");
        let gone = record_call(&t.office, &t.clerk, &call(date(2026, 11, 24), CallResult::Answered));
        assert!(matches!(gone, Err(ActionError::NotFound)), "{engine}");
        let calls = t.office.store.read(|db| store::contacts::calls(db, COUNTY, &["hewan".into()])).unwrap();
        assert_eq!(calls.len(), 3, "{engine}");
    });
}

#[test]
fn a_text_is_reviewed_when_the_policy_it_rests_on_holds_no_more() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2026, 11, 20));
        let policy = public(&t, "规范性文件", "临时救助办法");
        let second = public(&t, "规范性文件", "公益性岗位办法");
        let text = public(&t, "指南", "临时救助问答");
        let numbers = ["HEWAN-2025-0001", "HEWAN-2025-0002", "HEWAN-2025-0003"];
        bind_publication(&t.office, &t.clerk, &text, &format!(" {} ", numbers[0])).unwrap();
        bind_publication(&t.office, &t.clerk, &text, numbers[1]).unwrap();
        for (number, says) in
            [("", "请填写"), ("HEWAN-2025-9999", "没有找到"), (numbers[2], "自己"), (numbers[0], "已经登记")]
        {
            let Err(ActionError::Invalid(problems)) = bind_publication(&t.office, &t.clerk, &text, number) else {
                panic!("{engine}: {number} was bound")
            };
            assert!(problems[0].message.contains(says), "{engine}: {problems:?}");
        }
        let reviewer = bind_publication(&t.office, &t.reviewer, &text, numbers[0]);
        assert!(matches!(reviewer, Err(ActionError::Forbidden(Permission::WritePublication))), "{engine}");
        let foreign = bind_publication(&t.office, &t.other_clerk, &text, numbers[0]);
        assert!(matches!(foreign, Err(ActionError::NotFound)), "{engine}");

        let of = |id: &str| t.office.store.read(|db| bound(db, COUNTY, id, t.office.clock.today())).unwrap();
        assert_eq!(of(&text).rests_on.len(), 2, "{engine}");
        assert_eq!(of(&policy).supports[0].id, text, "{engine}");
        assert_eq!(stale_bound(&t.office, COUNTY).unwrap(), [], "{engine}");

        publications::set_valid_until(&t.office, &t.clerk, &second, Some(date(2026, 11, 30))).unwrap();
        let early = publications::set_valid_until(&t.office, &t.clerk, &second, Some(date(2025, 3, 2)));
        assert!(matches!(early, Err(ActionError::Invalid(_))), "{engine}");
        publications::repeal_publication(&t.office, &t.clerk, &policy, date(2026, 11, 20)).unwrap();
        let now = stale_bound(&t.office, COUNTY).unwrap();
        assert_eq!(now.len(), 1, "{engine}");
        assert_eq!((now[0].text.id.as_str(), now[0].lapse), (&*text, Lapse::Repealed(date(2026, 11, 20))), "{engine}");
        t.office.clock.move_to(date(2026, 12, 1));
        let now = stale_bound(&t.office, COUNTY).unwrap();
        assert_eq!(now[1].lapse, Lapse::Expired(date(2026, 11, 30)), "{engine}");
        let elsewhere = t.office.store.read(|db| stale(db, COUNTY, &["shiling".into()], date(2026, 12, 1))).unwrap();
        assert_eq!(elsewhere, [], "{engine}");
        let tasks = today(&t.office, &t.clerk).unwrap();
        let waits: Vec<&str> = tasks.iter().filter(|t| t.kind == TaskKind::Basis).map(|t| t.next.as_str()).collect();
        assert_eq!(
            waits,
            [
                "所依据的《临时救助办法》已废止，复核内容，更新依据",
                "所依据的《公益性岗位办法》有效期已满，复核内容，更新依据"
            ],
            "{engine}"
        );

        unbind_publication(&t.office, &t.clerk, &text, &policy).unwrap();
        assert!(matches!(unbind_publication(&t.office, &t.clerk, &text, &policy), Err(ActionError::NotFound)));
        assert_eq!(stale_bound(&t.office, COUNTY).unwrap().len(), 1, "{engine}");
        let again = bind_publication(&t.office, &t.clerk, &text, numbers[0]);
        assert!(matches!(again, Err(ActionError::Invalid(_))), "{engine}: a repealed policy is no basis");
        publications::withdraw_publication(&t.office, &t.head, &text, "内容过时").unwrap();
        assert_eq!(stale_bound(&t.office, COUNTY).unwrap(), [], "{engine}: what is not public misleads nobody");
    });
}
