//! Whole stories on SQLite and on PostgreSQL: a request from the web to its answer, a publication from draft to public,
//! a year to its report, signing in and being locked out.

#![allow(clippy::unwrap_used)]

use actions::error::ActionError;
use actions::publications::{self, Draft};
use actions::records::{NewReviewCase, conclude_review_case, record_ledger, record_review_case, record_work};
use actions::reports::{draw_up_report, override_cell, publish_report};
use actions::requests::{look_up, receive_request, record_step, submit_request};
use actions::testing::{COUNTY, application, town};
use actions::today::{TaskKind, today};
use actions::{Permission, proofreading, sign_in, sweep};
use domain::publication::Shelf;
use domain::request::{Channel, Event, Outcome, State};
use domain::review::{ReviewKind, ReviewResult};
use jiff::civil::date;
use report::records::{LedgerEntry, LedgerItem, WorkPart};
use report::{CellName, Number};
use store::testing::on_both_engines;
use store::{audit, public};

#[test]
fn a_request_goes_from_the_web_to_its_answer() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2024, 3, 1));
        let receipt = submit_request(&t.office, COUNTY, &application(Channel::Online, date(2024, 3, 1))).unwrap();
        assert_eq!(receipt.number, "HEWAN-YSQ-2024-0001", "{engine}");
        let waiting = look_up(&t.office, COUNTY, &receipt.number, &receipt.code).unwrap();
        assert_eq!((waiting.standing.state, waiting.standing.due), (State::AwaitingConfirmation, None), "{engine}");

        t.office.clock.move_to(date(2024, 3, 4));
        let standing = record_step(&t.office, &t.clerk, &receipt.id, date(2024, 3, 4), Event::Confirmed {}).unwrap();
        assert_eq!(standing.due, Some(date(2024, 4, 1)), "{engine}");

        // The clerk may not extend; the head may, and is named as approver.
        let extension =
            || Event::Extended { working_days: 10, approver: String::new(), reason: "需要查找档案".into() };
        let refused = record_step(&t.office, &t.clerk, &receipt.id, date(2024, 3, 4), extension());
        assert!(matches!(refused, Err(ActionError::Forbidden(Permission::ApproveExtension))), "{engine}: {refused:?}");
        let standing = record_step(&t.office, &t.head, &receipt.id, date(2024, 3, 4), extension()).unwrap();
        assert_eq!(standing.due, Some(date(2024, 4, 16)), "{engine}");
        assert!(standing.notes.iter().any(|n| n.contains("head")), "{engine}: {:?}", standing.notes);

        // A second extension is refused and leaves nothing behind.
        let again = record_step(&t.office, &t.head, &receipt.id, date(2024, 3, 4), extension());
        assert!(
            matches!(again, Err(ActionError::NotAllowed(ref m)) if m.contains("不能再次延长")),
            "{engine}: {again:?}"
        );
        let events = t.office.store.read(|db| store::requests::events(db, COUNTY, &receipt.id)).unwrap();
        assert_eq!(events.len(), 3, "{engine}");

        t.office.clock.move_to(date(2024, 3, 20));
        let reply =
            Event::Replied { outcome: Some(Outcome::RefusedThirdParty), text: "经审查，不予公开。".into() };
        record_step(&t.office, &t.clerk, &receipt.id, date(2024, 3, 20), reply).unwrap();
        let answered =
            look_up(&t.office, COUNTY, &receipt.number.to_lowercase(), &receipt.code.to_lowercase()).unwrap();
        assert_eq!(answered.standing.state, State::Answered, "{engine}");
        let (_, text) = answered.reply.unwrap();
        assert!(text.contains("先向青山县人民政府申请行政复议"), "{engine}: {text}");

        for (number, code) in [(receipt.number.as_str(), "AAAAAAAAAA"), ("HEWAN-YSQ-2024-9999", receipt.code.as_str())]
        {
            assert!(matches!(look_up(&t.office, COUNTY, number, code), Err(ActionError::NotFound)), "{engine}");
        }
    });
}

#[test]
fn nobody_reaches_the_requests_of_another_organ() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2024, 3, 4));
        let receipt = receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(2024, 3, 4))).unwrap();
        let foreign = receive_request(&t.office, &t.other, &application(Channel::Counter, date(2024, 3, 4)));
        assert!(matches!(foreign, Err(ActionError::NotFound)), "{engine}");
        let step = record_step(&t.office, &t.other, &receipt.id, date(2024, 3, 4), Event::Withdrawn {});
        assert!(matches!(step, Err(ActionError::NotFound)), "{engine}");
        assert!(actions::requests::case_file(&t.office, &t.other, &receipt.id).is_err(), "{engine}");
        // The county officer sees it but handles nothing.
        assert!(actions::requests::case_file(&t.office, &t.officer, &receipt.id).is_ok(), "{engine}");
        let step = record_step(&t.office, &t.officer, &receipt.id, date(2024, 3, 4), Event::Withdrawn {});
        assert!(matches!(step, Err(ActionError::Forbidden(Permission::HandleRequest))), "{engine}");
    });
}

#[test]
fn all_problems_of_an_application_are_told_at_once() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2024, 3, 4));
        let mut wrong = application(Channel::Counter, date(2024, 3, 5));
        wrong.requester.name.clear();
        wrong.requester.id_number = Some("62292619900101001".into());
        wrong.requester.phone = None;
        wrong.requester.delivery = "email".into();
        wrong.requester.email = Some("不是邮箱".into());
        wrong.content = " ".into();
        let Err(ActionError::Invalid(problems)) = receive_request(&t.office, &t.clerk, &wrong) else {
            panic!("{engine}: accepted")
        };
        let fields: Vec<&str> = problems.iter().map(|p| p.field).collect();
        assert_eq!(fields, ["name", "content", "id_number", "email", "arrived_on"], "{engine}: {problems:?}");
        let none = t.office.store.read(|db| store::requests::list(db, COUNTY, &["hewan".into()])).unwrap();
        assert!(none.is_empty(), "{engine}");
    });
}

fn draft() -> Draft {
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
        body: "一、总则\n为规范村务公开，制定本办法。".into(),
    }
}

#[test]
fn nothing_becomes_public_without_a_second_person_and_a_secrecy_review() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let public = || t.office.store.read(|db| public::publications(db, COUNTY, &public::Filter::default())).unwrap();
        let id = publications::write_publication(&t.office, &t.head, &draft()).err();
        assert!(matches!(id, Some(ActionError::Forbidden(Permission::WritePublication))), "{engine}");
        let id = publications::write_publication(&t.office, &t.clerk, &draft()).unwrap();
        assert!(matches!(publications::publish(&t.office, &t.clerk, &id), Err(ActionError::NotAllowed(_))), "{engine}");
        publications::submit_publication(&t.office, &t.clerk, &id).unwrap();
        assert!(publications::publish(&t.office, &t.clerk, &id).is_err(), "{engine}");
        let no_opinion = publications::approve_publication(&t.office, &t.reviewer, &id, " ");
        assert!(matches!(no_opinion, Err(ActionError::NotAllowed(ref m)) if m.contains("保密审查")), "{engine}");
        assert!(publications::approve_publication(&t.office, &t.clerk, &id, "不涉密").is_err(), "{engine}");
        publications::return_publication(&t.office, &t.reviewer, &id, "请补充监督电话").unwrap();
        publications::edit_publication(&t.office, &t.clerk, &id, &draft()).unwrap();
        publications::submit_publication(&t.office, &t.clerk, &id).unwrap();
        publications::approve_publication(&t.office, &t.reviewer, &id, "经审查不涉密，可以公开").unwrap();
        assert!(public().is_empty(), "{engine}");
        publications::publish(&t.office, &t.clerk, &id).unwrap();
        assert_eq!(public()[0].published_on, date(2025, 3, 5), "{engine}");
        assert!(publications::edit_publication(&t.office, &t.clerk, &id, &draft()).is_err(), "{engine}");
        assert!(publications::withdraw_publication(&t.office, &t.head, &id, "").is_err(), "{engine}");
        publications::withdraw_publication(&t.office, &t.head, &id, "内容有误").unwrap();
        assert!(public().is_empty(), "{engine}");
        let gone = t.office.store.read(|db| public::withdrawn(db, COUNTY, "HEWAN-2025-0001")).unwrap();
        assert_eq!(gone, Some((date(2025, 3, 5), "内容有误".into())), "{engine}");
    });
}

#[test]
fn a_year_becomes_a_report_that_adds_up_and_is_frozen_when_published() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2024, 12, 20));
        // Carried over from 2024 into 2025, answered there; one received and open.
        let carried = receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(2024, 12, 20))).unwrap();
        t.office.clock.move_to(date(2025, 1, 10));
        let reply = Event::Replied { outcome: Some(Outcome::Granted), text: "予以公开。".into() };
        record_step(&t.office, &t.clerk, &carried.id, date(2025, 1, 10), reply).unwrap();
        t.office.clock.move_to(date(2025, 12, 30));
        receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(2025, 12, 30))).unwrap();
        let permits = LedgerEntry::Decisions { item: LedgerItem::Licence, count: 12 };
        record_ledger(&t.office, &t.clerk, "hewan", date(2025, 6, 30), &permits, "上半年").unwrap();
        for (part, text) in [
            (WorkPart::Proactive, "按目录公开补贴信息"),
            (WorkPart::Management, "修订公开制度"),
            (WorkPart::Platform, "升级公开平台"),
            (WorkPart::Supervision, "开展社会评议"),
            (WorkPart::Problem, "公开不够及时"),
        ] {
            record_work(&t.office, &t.clerk, "hewan", date(2025, 5, 6), part, text, None).unwrap();
        }
        let case = NewReviewCase {
            organ: "hewan",
            kind: ReviewKind::Reconsideration,
            request: Some(&carried.id),
            authority: "青山县人民政府",
            filed_on: date(2025, 2, 1),
            note: "",
        };
        let case = record_review_case(&t.office, &t.clerk, &case).unwrap();
        conclude_review_case(&t.office, &t.clerk, &case, date(2025, 4, 1), ReviewResult::Upheld).unwrap();
        assert!(conclude_review_case(&t.office, &t.clerk, &case, date(2025, 4, 2), ReviewResult::Other).is_err());

        let drawn = draw_up_report(&t.office, COUNTY, "hewan", 2025).unwrap();
        let value = |name: &str| drawn.report.value(name.parse::<CellName>().unwrap());
        for (name, want) in [
            ("requests.new[6]", 1),
            ("requests.carried_in[0]", 1),
            ("requests.granted[0]", 1),
            ("requests.total[6]", 1),
            ("requests.carried_out[6]", 1),
            ("review.reconsideration[0]", 1),
            ("proactive.licences.decisions", 12),
        ] {
            assert_eq!(value(name), Some(Number::from(want)), "{engine} {name}");
        }
        let cell: CellName = "requests.granted[0]".parse().unwrap();
        assert_eq!(drawn.report.cell(cell).unwrap().cases, std::slice::from_ref(&carried.id), "{engine}");
        let errors: Vec<_> =
            drawn.judged.iter().map(|j| &j.finding).filter(|f| f.severity == domain::Severity::Error).collect();
        assert!(errors.is_empty(), "{engine}: {errors:?}");

        // The year must be over; a correction needs a note and shows as unbalanced until it is taken back.
        assert!(publish_report(&t.office, &t.head, "hewan", 2025).is_err(), "{engine}");
        let no_note = override_cell(&t.office, &t.clerk, "hewan", 2025, cell, Some((Number::from(2), " ".into())));
        assert!(matches!(no_note, Err(ActionError::Invalid(_))), "{engine}");
        t.office.clock.move_to(date(2026, 1, 20));
        override_cell(&t.office, &t.clerk, "hewan", 2025, cell, Some((Number::from(2), "漏登一件".into()))).unwrap();
        let refused = publish_report(&t.office, &t.head, "hewan", 2025);
        assert!(matches!(refused, Err(ActionError::NotAllowed(ref m)) if m.contains("错误")), "{engine}: {refused:?}");
        override_cell(&t.office, &t.clerk, "hewan", 2025, cell, None).unwrap();
        // A text that asks to be filled in does not go out either.
        let unfilled = publish_report(&t.office, &t.head, "hewan", 2025);
        assert!(
            matches!(unfilled, Err(ActionError::NotAllowed(ref m)) if m.contains("请填写")),
            "{engine}: {unfilled:?}"
        );
        let measure = "每季度检查一次公开时限";
        record_work(&t.office, &t.clerk, "hewan", date(2025, 11, 6), WorkPart::Improvement, measure, None).unwrap();
        assert!(
            matches!(publish_report(&t.office, &t.clerk, "hewan", 2025), Err(ActionError::Forbidden(_))),
            "{engine}"
        );
        publish_report(&t.office, &t.head, "hewan", 2025).unwrap();

        // What is published does not follow the records any more.
        let permits = LedgerEntry::Decisions { item: LedgerItem::Licence, count: 5 };
        record_ledger(&t.office, &t.clerk, "hewan", date(2025, 12, 31), &permits, "补登").unwrap();
        let out = t.office.store.read(|db| public::reports(db, COUNTY)).unwrap();
        let frozen = actions::reports::published_report(&out[0].content).unwrap();
        assert_eq!(frozen.value("proactive.licences.decisions".parse().unwrap()), Some(Number::from(12)), "{engine}");
        assert!(!out[0].content.contains(&carried.id), "{engine}: the public report names a case");
        let changed = override_cell(&t.office, &t.clerk, "hewan", 2025, cell, None);
        assert!(matches!(changed, Err(ActionError::NotAllowed(_))), "{engine}");
    });
}

#[test]
fn todays_list_puts_the_nearest_deadline_first() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2024, 3, 1));
        receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(2024, 3, 1))).unwrap();
        t.office.clock.move_to(date(2024, 3, 4));
        submit_request(&t.office, COUNTY, &application(Channel::Online, date(2024, 3, 4))).unwrap();
        let mut early = draft();
        early.formed_on = date(2024, 2, 1);
        publications::write_publication(&t.office, &t.clerk, &early).unwrap();
        let list = today(&t.office, &t.clerk).unwrap();
        let kinds: Vec<(TaskKind, Option<i64>)> = list.iter().map(|task| (task.kind, task.days_left)).collect();
        let want = [
            (TaskKind::Report, Some(-33)),
            (TaskKind::Request, None),
            (TaskKind::Publication, Some(1)),
            (TaskKind::Request, Some(19)),
        ];
        assert_eq!(kinds, want, "{engine}");
        assert!(today(&t.office, &t.other).unwrap().iter().all(|task| task.kind == TaskKind::Report), "{engine}");
    });
}

#[test]
fn the_stored_due_date_is_what_the_events_say() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2024, 3, 1));
        let receipt = receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(2024, 3, 1))).unwrap();
        let ask = Event::ClarificationAsked { reply_by: date(2024, 3, 20), what: "请写明年份".into() };
        t.office.clock.move_to(date(2024, 3, 6));
        record_step(&t.office, &t.clerk, &receipt.id, date(2024, 3, 6), ask).unwrap();
        // Nobody does anything, the day passes: the index follows.
        t.office.clock.move_to(date(2024, 3, 21));
        assert_eq!(actions::requests::refresh_index(&t.office, COUNTY).unwrap(), 1, "{engine}");
        let stored = t.office.store.read(|db| store::requests::find(db, COUNTY, &receipt.id)).unwrap().unwrap();
        let file = actions::requests::case_file(&t.office, &t.clerk, &receipt.id).unwrap();
        let standing = file.standing.unwrap();
        assert_eq!((stored.state.as_str(), stored.due), (standing.state.key(), standing.due), "{engine}");
        assert_eq!(standing.state, State::Abandoned, "{engine}");
        assert_eq!(actions::requests::refresh_index(&t.office, COUNTY).unwrap(), 0, "{engine}");
    });
}

#[test]
fn a_missing_calendar_hides_a_date_and_stops_nobody() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2026, 12, 20));
        let receipt = receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(2026, 12, 20))).unwrap();
        let list = today(&t.office, &t.clerk).unwrap();
        let task = list.iter().find(|task| task.id == receipt.id).unwrap();
        assert!(task.trouble.as_deref().is_some_and(|m| m.contains("2027")), "{engine}: {task:?}");
        assert_eq!((task.due, task.days_left), (None, None), "{engine}");
        // In the year without a calendar the desk still opens and the answer is recorded.
        t.office.clock.move_to(date(2027, 1, 15));
        assert!(today(&t.office, &t.clerk).unwrap().iter().any(|task| task.id == receipt.id), "{engine}");
        let reply = Event::Replied { outcome: Some(Outcome::Granted), text: "予以公开。".into() };
        let standing = record_step(&t.office, &t.clerk, &receipt.id, date(2027, 1, 15), reply).unwrap();
        assert_eq!((standing.state, standing.due), (State::Answered, None), "{engine}");
    });
}

#[test]
fn an_identity_number_does_not_reach_the_reviewer() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let mut leaking = draft();
        leaking.body = "名单如下。\n| 王秀兰 | 622926199001010018 |".into();
        let id = publications::write_publication(&t.office, &t.clerk, &leaking).unwrap();
        let refused = publications::submit_publication(&t.office, &t.clerk, &id);
        let told = matches!(&refused, Err(ActionError::NotAllowed(m)) if m.contains("正文第2行") && m.contains("622926********0018"));
        assert!(told, "{engine}: {refused:?}");
        // The summary is public as well, and nobody out of reach learns what a draft holds.
        let mut leaking = draft();
        leaking.summary = "王秀兰（62292619851231123X）".into();
        publications::edit_publication(&t.office, &t.clerk, &id, &leaking).unwrap();
        let refused = publications::submit_publication(&t.office, &t.clerk, &id);
        assert!(matches!(&refused, Err(ActionError::NotAllowed(m)) if m.contains("内容概述")), "{engine}: {refused:?}");
        let stranger = publications::submit_publication(&t.office, &t.other_clerk, &id);
        assert!(matches!(stranger, Err(ActionError::NotFound)), "{engine}: {stranger:?}");
    });
}

#[test]
fn warnings_need_a_word_of_reason_and_errors_a_second_person() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let text = "一、总则\n根据县信访案件台账，制定本办法。\n二、附则\n全镇布署公开工作。";
        let doubtful = Draft { body: text.into(), ..draft() };
        let id = publications::write_publication(&t.office, &t.clerk, &doubtful).unwrap();
        let found = || proofreading::proofread(&t.office, &t.clerk, &id).unwrap();
        let key = |rule: &str| found().into_iter().find(|f| f.finding.rule == rule).map(|f| f.fingerprint).unwrap();
        let refusal = || match publications::submit_publication(&t.office, &t.clerk, &id) {
            Err(ActionError::NotAllowed(message)) => message,
            other => panic!("{engine}: {other:?}"),
        };
        assert!(refusal().contains("1处错误没有改正、1处提醒没有处理"), "{engine}: {}", refusal());

        // A warning: the author says why, and may take it back; a blank is no reason.
        let (warning, error) = (key("proof.term"), key("proof.misspelling"));
        let blank = proofreading::give_reason(&t.office, &t.clerk, &id, &warning, " ");
        assert!(matches!(blank, Err(ActionError::Invalid(_))), "{engine}");
        proofreading::give_reason(&t.office, &t.clerk, &id, &warning, "引用台账的名称").unwrap();
        assert!(refusal().contains("还有1处错误没有改正，"), "{engine}: {}", refusal());
        proofreading::take_back_reason(&t.office, &t.clerk, &id, &warning).unwrap();
        assert!(refusal().contains("1处提醒"), "{engine}");
        proofreading::give_reason(&t.office, &t.clerk, &id, &warning, "引用台账的名称").unwrap();

        // An error: not the author, not somebody out of reach, but a second person.
        let own = proofreading::give_reason(&t.office, &t.clerk, &id, &error, "没有错");
        assert!(matches!(own, Err(ActionError::Forbidden(_) | ActionError::NotAllowed(_))), "{engine}: {own:?}");
        let stranger = proofreading::give_reason(&t.office, &t.other_clerk, &id, &error, "没有错");
        assert!(matches!(stranger, Err(ActionError::NotFound)), "{engine}: {stranger:?}");
        proofreading::give_reason(&t.office, &t.reviewer, &id, &error, "原文如此，系引文").unwrap();
        publications::submit_publication(&t.office, &t.clerk, &id).unwrap();

        // The sentence changes: what was said about it holds no more.
        publications::return_publication(&t.office, &t.reviewer, &id, "改写第四行").unwrap();
        let changed = Draft { body: text.replace("全镇布署", "我镇重新布署"), ..draft() };
        publications::edit_publication(&t.office, &t.clerk, &id, &changed).unwrap();
        assert!(refusal().contains("还有1处错误没有改正，"), "{engine}: {}", refusal());
        let told = proofreading::give_reason(&t.office, &t.reviewer, &id, &error, "x");
        assert!(matches!(&told, Err(ActionError::NotAllowed(m)) if m.contains("不再出现")), "{engine}: {told:?}");
    });
}

#[test]
fn the_sweep_finds_what_time_has_made_wrong() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2020, 11, 5));
        let publish = |draft: &Draft| {
            let id = publications::write_publication(&t.office, &t.clerk, draft).unwrap();
            publications::submit_publication(&t.office, &t.clerk, &id).unwrap();
            publications::approve_publication(&t.office, &t.reviewer, &id, "不涉密，可以公开").unwrap();
            publications::publish(&t.office, &t.clerk, &id).unwrap();
            id
        };
        let guide = Draft {
            shelf: Shelf::Guide,
            genre: "指南".into(),
            normative: false,
            title: "河湾镇婚姻登记办事指南".into(),
            document_number: None,
            formed_on: date(2020, 11, 3),
            body: "根据《中华人民共和国婚姻法》办理。".into(),
            ..draft()
        };
        let rules = Draft { shelf: Shelf::Statutory, obligation: Some("disaster-relief-01".into()), ..guide.clone() };
        let posting = Draft {
            genre: "公示".into(),
            title: "河湾镇临时救助对象公示".into(),
            body: "公示期为2020年11月6日至2020年11月12日。\n| 姓名 | 金额 |\n| --- | --- |\n| 王秀兰 | 500 |".into(),
            ..rules.clone()
        };
        let (guide, posting) = (publish(&guide), publish(&Draft { obligation: posting.obligation.clone(), ..posting }));
        let sweep = || {
            sweep::sweep(&t.office, COUNTY).unwrap();
            sweep::findings(&t.office, &t.clerk).unwrap()
        };
        assert_eq!(sweep(), [], "{engine}: the law is in force, the posting runs");

        // The law is repealed; the posting period is over, with a month to put the list away.
        t.office.clock.move_to(date(2021, 1, 5));
        let found = sweep();
        let of = |id: &str| found.iter().find(|(p, _)| p.id == id).map(|(_, f)| f.clone()).unwrap();
        assert_eq!(of(&guide).iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["proof.repealed"], "{engine}");
        assert_eq!(
            of(&posting).iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(),
            ["sweep.posting_ended"],
            "{engine}"
        );
        let since = of(&guide)[0].first_seen;

        // It keeps its first day, nobody out of reach sees it, and what is withdrawn is mended.
        t.office.clock.move_to(date(2021, 1, 6));
        assert_eq!(sweep().iter().flat_map(|(_, f)| f).map(|f| f.first_seen).min(), Some(since), "{engine}");
        assert_eq!(sweep::findings(&t.office, &t.other_clerk).unwrap(), [], "{engine}");
        publications::withdraw_publication(&t.office, &t.head, &posting, "公示期满").unwrap();
        assert!(sweep::findings(&t.office, &t.clerk).unwrap().iter().all(|(p, _)| p.id != posting), "{engine}");
        assert_eq!(sweep().len(), 1, "{engine}");
    });
}

#[test]
fn attachments_are_read_before_a_text_goes_out() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 3, 5));
        let id = publications::write_publication(&t.office, &t.clerk, &draft()).unwrap();
        let list = "姓名\t身份证号\n王秀兰\t622926199001010018\n";
        publications::attach_file(&t.office, &t.clerk, &id, "名单.txt", "text/plain", list.as_bytes()).unwrap();
        let refused = publications::submit_publication(&t.office, &t.clerk, &id);
        let told = matches!(&refused, Err(ActionError::NotAllowed(m)) if m.contains("附件“名单.txt”第"));
        assert!(told, "{engine}: {refused:?}");
        let found = proofreading::proofread(&t.office, &t.clerk, &id).unwrap();
        assert!(
            found.iter().any(|f| f.at() == "附件“名单.txt”第2行" && f.finding.rule == "privacy.identity_number"),
            "{engine}"
        );
        // A picture cannot be read: that is said, and needs a word of somebody who looked at it.
        publications::attach_file(&t.office, &t.clerk, &id, "现场.png", "image/png", b"\x89PNG\r\n\x1a\n").unwrap();
        let more = proofreading::proofread(&t.office, &t.clerk, &id).unwrap();
        let unread = more.iter().find(|f| f.finding.rule == "proof.unread").unwrap();
        assert!(
            unread.at().contains("现场.png") && unread.blocks() && more.len() == found.len() + 1,
            "{engine}: {more:?}"
        );
    });
}

#[test]
fn signing_in_locks_after_five_failures_and_tells_nothing() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2024, 3, 1));
        let unknown = sign_in::sign_in(&t.office, COUNTY, "nobody", "x").unwrap_err().to_string();
        let wrong = sign_in::sign_in(&t.office, COUNTY, "clerk", "x").unwrap_err().to_string();
        assert_eq!(unknown, wrong, "{engine}");
        let signed = sign_in::sign_in(&t.office, COUNTY, " clerk ", "Gongkai-2026").unwrap();
        let (actor, session) = sign_in::resume(&t.office, COUNTY, &signed.token).unwrap().unwrap();
        assert_eq!((actor.name.as_str(), session.csrf == signed.csrf), ("clerk", true), "{engine}");
        assert_eq!(sign_in::resume(&t.office, "other", &signed.token).unwrap(), None, "{engine}");
        assert_eq!(sign_in::resume(&t.office, COUNTY, &session.token_hash).unwrap(), None, "{engine}");
        sign_in::sign_out(&t.office, &session).unwrap();
        assert_eq!(sign_in::resume(&t.office, COUNTY, &signed.token).unwrap(), None, "{engine}");
        for _ in 0..5 {
            assert!(sign_in::sign_in(&t.office, COUNTY, "clerk", "x").is_err(), "{engine}");
        }
        let locked = sign_in::sign_in(&t.office, COUNTY, "clerk", "Gongkai-2026").unwrap_err().to_string();
        assert!(locked.contains("锁定"), "{engine}: {locked}");
    });
}

#[test]
fn every_write_leaves_an_audit_entry_in_an_unbroken_chain() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2024, 3, 4));
        let entries = || t.office.store.read(|db| audit::entries(db, COUNTY)).unwrap();
        let before = entries().len();
        let receipt = receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(2024, 3, 4))).unwrap();
        record_step(&t.office, &t.clerk, &receipt.id, date(2024, 3, 4), Event::Withdrawn {}).unwrap();
        let all = entries();
        let actions: Vec<&str> = all[before..].iter().map(|e| e.action.as_str()).collect();
        assert_eq!(actions, ["receive_request", "record_step"], "{engine}");
        assert_eq!(audit::first_broken(&all), None, "{engine}");
        let trail: String = all.iter().map(|e| format!("{}{}", e.subject, e.detail)).collect();
        assert!(!trail.contains("王秀兰") && !trail.contains("622926"), "{engine}: the trail names the requester");
    });
}
