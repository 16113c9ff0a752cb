//! A published report is amended, on both engines: prepared by the clerk, signed by the head, the one that went out untouched;
//! letters are written and recorded; a dry run tells what would be carried over.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed step fails the test")]

use actions::Permission;
use actions::amendments::{Proposal, amendments_of, prepare_amendment, sign_amendment, withdraw_amendment};
use actions::dry_run::dry_run;
use actions::error::ActionError;
use actions::reminders::{letters, make_reminders};
use actions::reports::{draw_up_report, edit_narrative, publish_report, published_report};
use actions::requests::receive_request;
use actions::room::{Source, report_of, room};
use actions::testing::{COUNTY, Town, application, town};
use documents::model::{Block, Role};
use domain::request::Channel;
use jiff::civil::date;
use report::{CellName, Number};
use store::public;
use store::testing::on_both_engines;

fn published(t: &Town) {
    let texts = report::Narrative {
        proactive: Some("主动公开信息。".into()),
        management: Some("管理规范。".into()),
        platform: Some("平台完好。".into()),
        supervision: Some("监督到位。".into()),
        problems: Some("1.更新不够及时。".into()),
        improvements: Some("1.每周检查一次。".into()),
        ..report::Narrative::default()
    };
    edit_narrative(&t.office, &t.clerk, "hewan", 2025, &texts).unwrap();
    publish_report(&t.office, &t.head, "hewan", 2025).unwrap();
}

fn cell(name: &str, value: i64) -> (CellName, Number) {
    (name.parse().unwrap(), Number::from(value))
}

#[test]
fn an_amendment_is_prepared_signed_and_public_and_the_original_stays() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2026, 1, 20));
        let licences = || Proposal {
            cells: vec![cell("proactive.licences.decisions", 7)],
            texts: vec![(0, Some(0), "主动公开信息9条。\n\n".into())],
            reason: "许可台账漏登".into(),
        };
        let early = prepare_amendment(&t.office, &t.clerk, "hewan", 2025, &licences());
        assert!(
            matches!(early, Err(ActionError::NotAllowed(ref m)) if m.contains("还没有公布")),
            "{engine}: {early:?}"
        );
        published(&t);
        let frozen = |t: &Town| {
            t.office
                .store
                .read(|db| store::reports::find(db, COUNTY, "hewan", 2025))
                .unwrap()
                .unwrap()
                .published
                .unwrap()
        };
        let before = frozen(&t);
        t.office.clock.move_to(date(2026, 3, 2));

        // All problems at once: the same as now, no reason.
        let empty = Proposal { cells: vec![cell("proactive.licences.decisions", 0)], ..Proposal::default() };
        let Err(ActionError::Invalid(problems)) = prepare_amendment(&t.office, &t.clerk, "hewan", 2025, &empty) else {
            panic!("{engine}: accepted")
        };
        assert_eq!(problems.iter().map(|p| p.field).collect::<Vec<_>>(), ["reason"], "{engine}");
        let leak = Proposal { reason: "王秀兰622926199001010018来电".into(), ..licences() };
        let leaked = prepare_amendment(&t.office, &t.clerk, "hewan", 2025, &leak);
        assert!(matches!(leaked, Err(ActionError::Invalid(ref p)) if p[0].message.contains("身份证号码")), "{engine}");

        prepare_amendment(&t.office, &t.clerk, "hewan", 2025, &licences()).unwrap();
        let twice = prepare_amendment(&t.office, &t.clerk, "hewan", 2025, &licences());
        assert!(matches!(twice, Err(ActionError::NotAllowed(_))), "{engine}: one at a time");
        let public = |t: &Town| t.office.store.read(|db| public::reports(db, COUNTY)).unwrap().remove(0);
        assert_eq!(
            (public(&t).amended_on, public(&t).content == before),
            (None, true),
            "{engine}: not public before it is signed"
        );
        let clerk = sign_amendment(&t.office, &t.clerk, "hewan", 2025);
        assert!(matches!(clerk, Err(ActionError::Forbidden(Permission::PublishReport))), "{engine}");
        sign_amendment(&t.office, &t.head, "hewan", 2025).unwrap();

        let now = public(&t);
        assert_eq!(
            (now.amended_on, now.original.as_deref()),
            (Some(date(2026, 3, 2)), Some(before.as_str())),
            "{engine}"
        );
        assert_eq!(frozen(&t), before, "{engine}: what went out is never written again");
        let read = published_report(&now.content).unwrap();
        assert_eq!(read.value("proactive.licences.decisions".parse().unwrap()), Some(Number::from(7)), "{engine}");
        assert_eq!((read.amendments.len(), read.amendments[0].changes.len()), (1, 2), "{engine}");
        // The desk, the room and the year after read it as it is now.
        assert_eq!(
            draw_up_report(&t.office, COUNTY, "hewan", 2025).unwrap().public.unwrap().amendments.len(),
            1,
            "{engine}"
        );
        let (_, known, source) = report_of(&t.office, &t.officer, "hewan", 2025).unwrap();
        assert_eq!((known.amendments.len(), source), (1, Source::Published), "{engine}");

        // A second one builds on the first; a prepared one can be taken back.
        let second = Proposal {
            cells: vec![cell("proactive.licences.decisions", 8)],
            reason: "再漏一件".into(),
            ..Proposal::default()
        };
        prepare_amendment(&t.office, &t.clerk, "hewan", 2025, &second).unwrap();
        assert_eq!(
            amendments_of(&t.office, &t.head, "hewan", 2025).unwrap().open.unwrap().stored.number,
            2,
            "{engine}"
        );
        withdraw_amendment(&t.office, &t.clerk, "hewan", 2025).unwrap();
        assert!(amendments_of(&t.office, &t.head, "hewan", 2025).unwrap().open.is_none(), "{engine}");
        let foreign = amendments_of(&t.office, &t.other, "hewan", 2025);
        assert!(matches!(foreign, Err(ActionError::NotFound)), "{engine}");
    });
}

#[test]
fn an_amendment_that_breaks_a_sum_is_not_signed() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2026, 1, 20));
        published(&t);
        let half =
            Proposal { cells: vec![cell("requests.new[0]", 1)], reason: "漏计一件".into(), ..Proposal::default() };
        prepare_amendment(&t.office, &t.clerk, "hewan", 2025, &half).unwrap();
        let refused = sign_amendment(&t.office, &t.head, "hewan", 2025);
        assert!(
            matches!(refused, Err(ActionError::NotAllowed(ref m)) if m.contains("处错误需要先处理")),
            "{engine}: {refused:?}"
        );
        let public = t.office.store.read(|db| public::reports(db, COUNTY)).unwrap();
        assert!(public[0].original.is_none(), "{engine}");
    });
}

#[test]
fn letters_are_written_to_those_who_owe_and_recorded() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 12, 1));
        let to = |organ: &str| vec![(organ.to_owned(), 2025)];
        let early = make_reminders(&t.office, &t.officer, &to("hewan"));
        assert!(matches!(early, Err(ActionError::NotAllowed(_))), "{engine}: {early:?}");
        t.office.clock.move_to(date(2026, 2, 3));
        assert!(matches!(make_reminders(&t.office, &t.officer, &[]), Err(ActionError::NotAllowed(_))), "{engine}");
        let own = make_reminders(&t.office, &t.officer, &to("county"));
        assert!(matches!(own, Err(ActionError::NotAllowed(ref m)) if m.contains("您自己的机关")), "{engine}: {own:?}");
        let clerk = make_reminders(&t.office, &t.clerk, &to("hewan"));
        assert!(matches!(clerk, Err(ActionError::Forbidden(Permission::WatchReports))), "{engine}");
        let both = [("hewan".to_owned(), 2025), ("shiling".to_owned(), 2025)];
        let batch = make_reminders(&t.office, &t.officer, &both).unwrap();
        let document = letters(&t.office, &t.officer, &batch, None).unwrap();
        let said: Vec<(Role, String)> = document.paragraphs().map(|p| (p.role, p.text())).collect();
        assert_eq!(said[0], (Role::Title, "关于尽快公布2025年政府信息公开工作年度报告的催报函".to_owned()), "{engine}");
        assert_eq!(said[1], (Role::Addressee, "河湾镇人民政府：".to_owned()), "{engine}");
        assert!(said.iter().any(|(_, t)| t.contains("公布期限为2026年1月31日")), "{engine}: {said:?}");
        assert!(said.iter().any(|(_, t)| t.contains("已超过期限3天") && t.contains("未开始")), "{engine}: {said:?}");
        assert!(said.contains(&(Role::Signature, "青山县人民政府办公室".to_owned())), "{engine}");
        assert!(said.contains(&(Role::Date, "2026年2月3日".to_owned())), "{engine}");
        assert_eq!(document.blocks.iter().filter(|b| **b == Block::PageBreak).count(), 1, "{engine}: a page a letter");
        let one = letters(&t.office, &t.officer, &batch, Some("shiling")).unwrap();
        assert!(one.paragraphs().any(|p| p.text() == "石岭乡人民政府："), "{engine}");
        assert!(matches!(letters(&t.office, &t.officer, "none", None), Err(ActionError::NotFound)), "{engine}");
        // The room shows it, and the letter stays as it was when the work goes on.
        let rows = room(&t.office, &t.officer, &[2025]).unwrap();
        assert_eq!(rows[1].squares[0].reminded_on, Some(date(2026, 2, 3)), "{engine}");
        t.office.clock.move_to(date(2026, 2, 10));
        assert_eq!(letters(&t.office, &t.officer, &batch, None).unwrap(), document, "{engine}");
    });
}

#[test]
fn a_dry_run_lists_what_would_be_carried_over_today() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2025, 11, 24));
        let open = receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(2025, 11, 24))).unwrap();
        t.office.clock.move_to(date(2025, 12, 1));
        let run = dry_run(&t.office, &t.clerk, "hewan").unwrap();
        assert_eq!((run.year, run.as_of), (2025, date(2025, 12, 1)), "{engine}");
        assert_eq!(run.open.iter().map(|c| c.number.as_str()).collect::<Vec<_>>(), [open.number.as_str()], "{engine}");
        assert_eq!(run.open[0].due, Some(date(2025, 12, 22)), "{engine}");
        assert!(run.blank.is_empty() && !run.to_fill.is_empty(), "{engine}: {:?} {:?}", run.blank, run.to_fill);
        // Nothing is stored, and what is out of reach stays so.
        let stored = t.office.store.read(|db| store::reports::find(db, COUNTY, "hewan", 2025)).unwrap();
        assert!(stored.is_none(), "{engine}");
        assert!(matches!(dry_run(&t.office, &t.other, "hewan"), Err(ActionError::NotFound)), "{engine}");
        let all = actions::dry_run::dry_run_all(&t.office, &t.officer).unwrap();
        assert_eq!(all.iter().map(|(_, r)| r.as_ref().unwrap().open.len()).collect::<Vec<_>>(), [0, 1, 0], "{engine}");
    });
}
