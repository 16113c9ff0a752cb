//! Words and exceptions of a county, and answers to what the night found in public texts: on SQLite and PostgreSQL.

#![allow(clippy::unwrap_used, clippy::panic)]

use actions::proofreading::{self, Text, give_reason, read_typed};
use actions::publications::{self, Draft};
use actions::testing::{COUNTY, Town, town};
use actions::today::{TaskKind, today};
use actions::wording::{NewException, NewWord, add_exception, add_word, remove_exception, remove_word};
use actions::{ActionError, nightly, sweep};
use domain::Severity;
use domain::publication::Shelf;
use jiff::civil::date;
use store::testing::on_both_engines;

fn draft(body: &str) -> Draft {
    Draft {
        organ: "hewan".into(),
        shelf: Shelf::Rules,
        obligation: None,
        genre: "办法".into(),
        normative: true,
        title: "河湾镇村务公开管理办法".into(),
        document_number: Some("河政发〔2025〕3号".into()),
        formed_on: date(2025, 3, 3),
        summary: "规定村务公开的内容和时间。".into(),
        body: body.into(),
    }
}

fn publish(t: &Town, draft: &Draft) -> String {
    let id = publications::write_publication(&t.office, &t.clerk, draft).unwrap();
    publications::submit_publication(&t.office, &t.clerk, &id).unwrap();
    publications::approve_publication(&t.office, &t.reviewer, &id, "同意公开").unwrap();
    publications::publish(&t.office, &t.head, &id).unwrap();
    id
}

fn fields(refused: Result<impl std::fmt::Debug, ActionError>) -> Vec<String> {
    match refused {
        Err(ActionError::Invalid(problems)) => problems.into_iter().map(|p| p.field.to_string()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_word_of_the_county_holds_at_once_in_editor_gate_and_night() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let public = publish(&t, &draft("为推进飞地园区建设，制定本办法。"));
        let new =
            NewWord {
                word: "飞地园区", is_banned: true, instead: "合作园区", source: "县政府办公室通知（2025年3月）"
            };
        let clerk = add_word(&t.office, &t.clerk, &new);
        assert!(matches!(clerk, Err(ActionError::Forbidden(_))), "{engine}: {clerk:?}");
        let typed = || {
            let text = Text { body: "建设飞地园区。".into(), ..Text::default() };
            let found = read_typed(&t.office, COUNTY, &text).unwrap();
            found.into_iter().map(|f| (f.finding.severity, f.finding.replacement)).collect::<Vec<_>>()
        };
        assert_eq!(typed(), [], "{engine}");
        assert_eq!(add_word(&t.office, &t.officer, &new).unwrap(), 1, "{engine}: one public text has it");
        assert_eq!(typed(), [(Severity::Error, Some("合作园区".to_owned()))], "{engine}");

        let id = publications::write_publication(&t.office, &t.clerk, &draft("为建设飞地园区，制定本办法。")).unwrap();
        let refused = publications::submit_publication(&t.office, &t.clerk, &id);
        let says = matches!(&refused, Err(ActionError::NotAllowed(m)) if m.contains("“飞地园区”不得使用") && m.contains("县政府办公室通知"));
        assert!(says, "{engine}: {refused:?}");
        sweep::sweep(&t.office, COUNTY).unwrap();
        let found = sweep::findings(&t.office, &t.clerk).unwrap();
        assert_eq!(found.iter().map(|(p, _)| p.id.as_str()).collect::<Vec<_>>(), [public.as_str()], "{engine}");

        // All that is wrong with a form at once; the same word twice is refused; a word that is gone holds no more.
        let empty = NewWord { word: "一", is_banned: false, instead: "", source: " " };
        assert_eq!(fields(add_word(&t.office, &t.officer, &empty)), ["word", "source"], "{engine}");
        assert_eq!(fields(add_word(&t.office, &t.officer, &new)), ["word"], "{engine}");
        remove_word(&t.office, &t.officer, "飞地园区").unwrap();
        assert!(matches!(remove_word(&t.office, &t.officer, "飞地园区"), Err(ActionError::NotFound)), "{engine}");
        assert_eq!(typed(), [], "{engine}");
        publications::submit_publication(&t.office, &t.clerk, &id).unwrap();
    });
}

#[test]
fn an_exception_answers_for_every_text_until_its_day() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let id =
            publications::write_publication(&t.office, &t.clerk, &draft("根据县信访案件台账，制定本办法。")).unwrap();
        let warned = publications::submit_publication(&t.office, &t.clerk, &id);
        assert!(matches!(warned, Err(ActionError::NotAllowed(_))), "{engine}: {warned:?}");
        let until = Some(date(2025, 12, 31));
        let new = NewException { rule: "proof.term", text: "信访案件", reason: "县法院文书的名称", until };
        let clerk = add_exception(&t.office, &t.clerk, &new);
        assert!(matches!(clerk, Err(ActionError::Forbidden(_))), "{engine}: {clerk:?}");
        add_exception(&t.office, &t.officer, &new).unwrap();
        let found = proofreading::proofread(&t.office, &t.clerk, &id).unwrap();
        let reason = found.iter().find_map(|f| f.reason.as_ref().map(|r| (r.reason.as_str(), f.is_county_wide)));
        assert_eq!(reason, Some(("全县例外：县法院文书的名称", true)), "{engine}: it is listed with its reason");
        publications::submit_publication(&t.office, &t.clerk, &id).unwrap();

        let wrong = NewException { rule: "proof.none", text: "", reason: "", until: Some(date(2025, 1, 1)) };
        assert_eq!(
            fields(add_exception(&t.office, &t.officer, &wrong)),
            ["rule", "text", "reason", "until"],
            "{engine}"
        );
        assert_eq!(fields(add_exception(&t.office, &t.officer, &new)), ["text"], "{engine}");
        t.office.clock.move_to(date(2026, 1, 1));
        let found = proofreading::proofread(&t.office, &t.clerk, &id).unwrap();
        assert!(found.iter().all(|f| f.reason.is_none()), "{engine}: its day is over");
        remove_exception(&t.office, &t.officer, "proof.term", "信访案件").unwrap();
    });
}

#[test]
fn what_the_night_finds_is_answered_by_a_reviewer_and_stays_answered() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let cited = Draft {
            document_number: Some("河政发〔2025〕1号".into()), ..draft("为了规范用水，制定本办法。")
        };
        let old = publish(&t, &cited);
        let id = publish(&t, &draft("补助标准按照河政发〔2025〕1号执行。"));
        let swept = || {
            sweep::sweep(&t.office, COUNTY).unwrap();
            let found = sweep::findings(&t.office, &t.clerk).unwrap();
            found.into_iter().flat_map(|(_, f)| f).collect::<Vec<_>>()
        };
        assert_eq!(swept(), [], "{engine}");
        publications::repeal_publication(&t.office, &t.head, &old, date(2025, 3, 5)).unwrap();
        let found = swept();
        assert_eq!(found.len(), 1, "{engine}: {found:?}");
        assert_eq!(found[0].rule, "sweep.cites_lapsed", "{engine}");
        assert!(found[0].message.contains("已废止"), "{engine}: {}", found[0].message);

        let waiting = || {
            let all = today(&t.office, &t.clerk).unwrap();
            all.into_iter().filter(|task| task.kind == TaskKind::Sweep).map(|task| task.id).collect::<Vec<_>>()
        };
        assert_eq!(waiting(), [id.as_str()], "{engine}: it stands among today's work of its author");

        let key = &found[0].fingerprint;
        let author = give_reason(&t.office, &t.clerk, &id, key, "过渡期内仍按原标准");
        assert!(matches!(author, Err(ActionError::Forbidden(_))), "{engine}: {author:?}");
        give_reason(&t.office, &t.reviewer, &id, key, "过渡期内仍按原标准").unwrap();
        assert_eq!(sweep::findings(&t.office, &t.clerk).unwrap(), [], "{engine}: it leaves the list at once");
        assert_eq!((swept(), waiting()), (vec![], vec![]), "{engine}: and does not come back");
    });
}

#[test]
fn a_reason_for_a_file_is_not_good_for_another_of_its_name() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let id = publications::write_publication(&t.office, &t.clerk, &draft("为了规范用水，制定本办法。")).unwrap();
        let attach = |bytes: &[u8]| {
            publications::attach_file(&t.office, &t.clerk, &id, "现场.png", "image/png", bytes).unwrap();
        };
        let found = || {
            let all = proofreading::proofread(&t.office, &t.clerk, &id).unwrap();
            all.into_iter().find(|f| f.finding.rule == "proof.unread").unwrap()
        };
        attach(b"\x89PNG\r\n\x1a\n1");
        assert!(found().blocks(), "{engine}: what was not read needs a word");
        give_reason(&t.office, &t.clerk, &id, &found().fingerprint, "已人工核对，没有个人信息").unwrap();
        assert!(!found().blocks(), "{engine}");
        let file = t.office.store.read(|db| store::publications::attachments(db, COUNTY, &id)).unwrap().remove(0);
        publications::detach_file(&t.office, &t.clerk, &id, &file.id).unwrap();
        attach(b"\x89PNG\r\n\x1a\n2");
        assert!(found().blocks(), "{engine}: another picture was not looked at");
    });
}

#[test]
fn checks_are_begun_by_those_who_may_and_run_once_at_a_time() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let (clerk, officer) = (t.clerk.clone(), t.officer.clone());
        let office = std::sync::Arc::new(t.office);
        assert!(matches!(nightly::begin(&office, &clerk), Err(ActionError::Forbidden(_))), "{engine}");
        nightly::begin(&office, &officer).unwrap();
        // The thread holds the county's turn until its report is written.
        while office.running.step(COUNTY).is_some() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let report = nightly::last_report(&office, COUNTY).unwrap().unwrap();
        assert_eq!((report.day, report.has_failed()), (date(2025, 3, 5), false), "{engine}: {report:?}");
        assert!(!nightly::is_due(&office, COUNTY, 0).unwrap(), "{engine}: the day has had its checks");
    });
}
