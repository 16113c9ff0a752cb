//! The county's report room on SQLite and on PostgreSQL: a file received, checked, decided on, replaced; where reports stand;
//! what an organ's own report takes from all that.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed step fails the test")]

use actions::decisions::{counts, decide_finding, undo_decision};
use actions::error::ActionError;
use actions::received::{confirm_report, note_elsewhere, open_received, receive_report, set_aside_report};
use actions::reports::{draw_up_report, override_cell, publish_report};
use actions::room::{room, tally};
use actions::testing::{COUNTY, Town, town};
use actions::today::today;
use actions::{Actor, Permission};
use domain::report_standing::{ReportState, Stage};
use jiff::civil::{Date, date};
use report::layout::{Layout, layout};
use report::{AnnualReport, CellName, Form, Number};
use store::Store;
use store::decisions::Verdict;
use store::testing::on_both_engines;

/// A report of 河湾镇 as a text file: every cell 0, except what is given.
fn file(year: i16, cells: &[(&str, i64)]) -> Vec<u8> {
    let mut report = AnnualReport::blank(Form::for_year(year).unwrap());
    report.organ = Some("河湾镇人民政府".into());
    report.year = Some(year);
    report::Narrative { opening: Some("本镇情况如下。".into()), ..report::Narrative::default() }
        .write_into(&mut report);
    let names: Vec<CellName> = report.cells().into_iter().map(|(name, _)| name).collect();
    for name in names {
        let given = cells.iter().find(|(cell, _)| *cell == name.to_string()).map_or(0, |(_, n)| *n);
        report.cell_mut(name).unwrap().value = Some(Number::from(given));
    }
    let document = layout(&report, &Layout::default());
    documents::write::html::page(&document).into_bytes()
}

/// 3 came in, 2 were granted, and the carried-out row says 0: out of balance by one.
const WRONG: [(&str, i64); 6] = [
    ("requests.new[0]", 3),
    ("requests.new[6]", 3),
    ("requests.granted[0]", 2),
    ("requests.granted[6]", 2),
    ("requests.total[0]", 2),
    ("requests.total[6]", 2),
];

fn at(store: Store, directory: &std::path::Path, today: Date) -> Town {
    town(store, directory, today)
}

fn receive(t: &Town, name: &str, bytes: &[u8], year: i16) -> String {
    let receipt = receive_report(&t.office, &t.officer, name, "text/html", bytes).unwrap();
    assert_eq!((receipt.organ.as_deref(), receipt.year), (Some("hewan"), Some(year)), "recognised from the title");
    confirm_report(&t.office, &t.officer, &receipt.id, "hewan", year).unwrap();
    receipt.id
}

/// The fingerprint of the finding of a rule at a cell.
fn fingerprint(t: &Town, actor: &Actor, id: &str, rule: &str, cell: &str) -> String {
    let opened = open_received(&t.office, actor, id).unwrap();
    let found =
        opened.checked.judged.iter().find(|j| j.finding.rule == rule && j.finding.place.cell.as_deref() == Some(cell));
    found.unwrap_or_else(|| panic!("no {rule} at {cell}: {:#?}", opened.checked.judged)).fingerprint.clone()
}

#[test]
fn a_decision_survives_a_new_upload_while_the_values_are_the_same() {
    on_both_engines(|engine, store, directory| {
        let t = at(store, directory, date(2026, 1, 20));
        let first = receive(&t, "河湾镇.html", &file(2025, &WRONG), 2025);
        let opened = open_received(&t.office, &t.officer, &first).unwrap();
        let wrong = opened.checked.judged.iter().find(|j| j.finding.rule == "report.balance").unwrap();
        let (key, cell) = (wrong.fingerprint.clone(), wrong.finding.place.cell.clone().unwrap());
        assert!(wrong.blocks() && wrong.decision.is_none(), "{engine}");
        assert!(wrong.finding.place.area.is_some(), "{engine}: the cell can be marked");

        // A dismissal owes a reason; others may not decide at all.
        let decide = |actor: &Actor, verdict, reason: &str| {
            decide_finding(&t.office, actor, "hewan", 2025, &key, verdict, reason)
        };
        let refused = decide(&t.officer, Verdict::Dismissed, "  ");
        assert!(matches!(refused, Err(ActionError::Invalid(ref p)) if p[0].field == "reason"), "{engine}: {refused:?}");
        let refused = decide(&t.clerk, Verdict::Dismissed, "可以");
        assert!(matches!(refused, Err(ActionError::Forbidden(Permission::DecideFindings))), "{engine}: {refused:?}");
        let refused = decide(&t.other, Verdict::Dismissed, "可以");
        assert!(matches!(refused, Err(ActionError::NotFound)), "{engine}: another township's head: {refused:?}");
        decide(&t.officer, Verdict::Dismissed, "有1件并入另一件，第六部分已说明").unwrap();

        // Other bytes, the same values: the decision stands, and says who and why.
        let mut again = file(2025, &WRONG);
        again.extend_from_slice(b"<!-- saved again -->\n");
        let second = receive(&t, "河湾镇（改版式）.html", &again, 2025);
        assert_eq!(fingerprint(&t, &t.officer, &second, "report.balance", &cell), key, "{engine}");
        let opened = open_received(&t.office, &t.officer, &second).unwrap();
        let kept = opened.checked.judged.iter().find(|j| j.fingerprint == key).unwrap();
        let decision = kept.decision.clone().unwrap();
        assert!(kept.is_dismissed() && !kept.blocks(), "{engine}");
        assert_eq!((decision.account, decision.decided_on), (t.officer.account.clone(), date(2026, 1, 20)), "{engine}");

        // Another value: it is asked again.
        let mut changed = WRONG;
        changed[0].1 = 4;
        changed[1].1 = 4;
        let third = receive(&t, "河湾镇（再改）.html", &file(2025, &changed), 2025);
        let opened = open_received(&t.office, &t.officer, &third).unwrap();
        assert!(opened.checked.judged.iter().all(|j| j.decision.is_none()), "{engine}");
        // The older file stays, and the decision with it.
        let older = open_received(&t.office, &t.officer, &second).unwrap();
        assert_eq!(older.superseded_by.as_ref().map(|f| f.id.clone()), Some(third), "{engine}");
        assert!(older.checked.judged.iter().any(|j| j.is_dismissed()), "{engine}");

        undo_decision(&t.office, &t.officer, "hewan", 2025, &key).unwrap();
        let undone = open_received(&t.office, &t.officer, &second).unwrap();
        assert!(undone.checked.judged.iter().all(|j| j.decision.is_none()), "{engine}");
        assert!(
            matches!(undo_decision(&t.office, &t.officer, "hewan", 2025, &key), Err(ActionError::NotFound)),
            "{engine}"
        );
    });
}

#[test]
fn what_is_no_report_is_refused_with_a_sentence_and_the_same_file_is_noticed() {
    on_both_engines(|engine, store, directory| {
        let t = at(store, directory, date(2026, 1, 20));
        let refused = |name: &str, bytes: &[u8]| match receive_report(&t.office, &t.officer, name, "", bytes) {
            Err(ActionError::NotAllowed(sentence)) => sentence,
            other => panic!("{engine} {name}: {other:?}"),
        };
        assert!(refused("空.txt", b"").contains("文件是空的"));
        assert!(refused("照片.png", b"\x89PNG\r\n\x1a\n0000").contains("这是图片"));
        assert!(
            refused("通知.txt", "关于召开会议的通知\n各村：\n请准时参加。".as_bytes())
                .contains("没有认出这是政府信息公开工作年度报告")
        );
        assert!(refused("大.txt", &vec![b' '; actions::received::MAX_RECEIVED + 1]).contains("文件太大"));
        let bytes = file(2025, &[]);
        receive(&t, "甲.html", &bytes, 2025);
        assert!(refused("乙.html", &bytes).contains("这个文件已经收到过"));
        let files = t.office.store.read(|db| store::received::list(db, COUNTY)).unwrap();
        assert_eq!(files.len(), 1, "{engine}: nothing refused is kept");
        let clerk = receive_report(&t.office, &t.clerk, "丙.html", "", &bytes);
        assert!(matches!(clerk, Err(ActionError::Forbidden(Permission::WatchReports))), "{engine}");
    });
}

#[test]
fn the_room_follows_the_work_of_an_organ_to_the_end() {
    on_both_engines(|engine, store, directory| {
        let t = at(store, directory, date(2026, 1, 20));
        let state = |organ: &str| {
            let rows = room(&t.office, &t.officer, &[2025]).unwrap();
            let row = rows.into_iter().find(|r| r.organ.id == organ).unwrap();
            let square = row.squares.into_iter().next().unwrap();
            (square.standing.state(), square)
        };
        assert_eq!(state("hewan").0, ReportState::NotStarted, "{engine}");
        // A correction by hand makes a draft; its texts are still to be filled in.
        let cell: CellName = "proactive.licences.decisions".parse().unwrap();
        let change = Some((Number::from(2), "台账漏登".to_owned()));
        override_cell(&t.office, &t.clerk, "hewan", 2025, cell, change).unwrap();
        assert_eq!(state("hewan").0, ReportState::Drafted, "{engine}");
        // A received file is a whole text, checked at once.
        let id = receive(&t, "河湾镇.html", &file(2025, &WRONG), 2025);
        let (now, square) = state("hewan");
        assert_eq!(
            (now, square.file.as_deref(), square.files),
            (ReportState::Checked, Some(id.as_str()), 1),
            "{engine}"
        );
        assert!(square.counts.unwrap().errors > 0, "{engine}");
        // On 31 January it is in time, the day after it is late; the county government has until the end of March.
        t.office.clock.move_to(date(2026, 1, 31));
        assert_eq!(state("hewan").0, ReportState::Checked, "{engine}");
        t.office.clock.move_to(date(2026, 2, 1));
        let (now, square) = state("hewan");
        assert_eq!((now, square.standing.stage), (ReportState::Late, Stage::Checked), "{engine}");
        assert_eq!(state("county").0, ReportState::NotStarted, "{engine}");
        let note = |signed, published, place: &str| {
            note_elsewhere(&t.office, &t.officer, "hewan", 2025, signed, published, place)
        };
        let refused = note(Some(date(2026, 2, 1)), Some(date(2026, 1, 31)), "");
        let Err(ActionError::Invalid(problems)) = refused else { panic!("{engine}: {refused:?}") };
        assert_eq!(problems.iter().map(|p| p.field).collect::<Vec<_>>(), ["published_on", "address"], "{engine}");
        note(Some(date(2026, 2, 1)), None, "").unwrap();
        assert_eq!(state("hewan").1.standing.stage, Stage::Signed, "{engine}");
        let waits = || today(&t.office, &t.clerk).unwrap().iter().any(|task| task.id == "hewan/2025");
        assert!(waits(), "{engine}: signed is not published");
        note(Some(date(2026, 2, 1)), Some(date(2026, 2, 1)), "镇政府公示栏").unwrap();
        assert!(!waits(), "{engine}: what went out elsewhere is done");
        let (now, square) = state("hewan");
        assert_eq!((now, square.standing.published_late), (ReportState::Published, true), "{engine}");
        // Villages owe none; the counts cover every organ once.
        let rows = room(&t.office, &t.officer, &[2025, 2024]).unwrap();
        assert_eq!(
            rows.iter().map(|r| r.organ.id.as_str()).collect::<Vec<_>>(),
            ["county", "hewan", "shiling"],
            "{engine}"
        );
        assert_eq!(tally(rows.iter().map(|r| &r.squares[0])).iter().map(|(_, n)| n).sum::<usize>(), 3, "{engine}");
        // A file set aside counts no more and cannot be set aside twice.
        set_aside_report(&t.office, &t.officer, &id, "收错了年度").unwrap();
        assert_eq!(state("hewan").1.file, None, "{engine}");
        let twice = set_aside_report(&t.office, &t.officer, &id, "再次");
        assert!(matches!(twice, Err(ActionError::NotAllowed(ref m)) if m.contains("已经停用")), "{engine}");
    });
}

#[test]
fn the_due_date_of_townships_is_the_countys_setting() {
    on_both_engines(|engine, store, directory| {
        let mut t = at(store, directory, date(2026, 2, 10));
        let late = |t: &Town| {
            let rows = room(&t.office, &t.officer, &[2025]).unwrap();
            rows.iter().find(|r| r.organ.id == "hewan").unwrap().squares[0].standing.late
        };
        assert!(late(&t), "{engine}: 31 January unless set");
        t.office.practice.township_report_due = (2, 15);
        assert!(!late(&t), "{engine}");
    });
}

#[test]
fn a_received_report_of_last_year_is_what_this_year_is_compared_with() {
    on_both_engines(|engine, store, directory| {
        let t = at(store, directory, date(2026, 1, 20));
        let last = [
            ("requests.carried_out[0]", 5),
            ("requests.carried_out[6]", 5),
            ("requests.new[0]", 5),
            ("requests.new[6]", 5),
        ];
        receive(&t, "2024.html", &file(2024, &last), 2024);
        let this = receive(&t, "2025.html", &file(2025, &[]), 2025);
        let opened = open_received(&t.office, &t.officer, &this).unwrap();
        assert!(opened.checked.compared, "{engine}");
        let carried = |rule: &str| opened.checked.judged.iter().any(|j| j.finding.rule == rule);
        assert!(carried("report.carry_over"), "{engine}");
        // The organ's own report of 2025 is held against it as well.
        let drawn = draw_up_report(&t.office, COUNTY, "hewan", 2025).unwrap();
        assert!(drawn.compared && drawn.judged.iter().any(|j| j.finding.rule == "report.carry_over"), "{engine}");
    });
}

/// Enough text to compare, the same in every report but for the name.
const OPENING: &str = "一是完善公示栏管理办法，明确专人负责日常更新和维护。二是围绕惠民补贴、农村建房、救灾救助等群众关心的领域及时公开办理结果。三是在便民服务大厅设置政府信息查阅点，配备电脑和工作人员，方便老人查询。四是定期检查各村公开栏，发现内容过期的当场提醒更换并限期报告。五是把公开工作列入村干部培训课程，组织学习典型案例，提高公开意识和操作水平。";

#[test]
fn a_report_is_held_against_its_neighbours_and_the_countys_against_their_sum() {
    on_both_engines(|engine, store, directory| {
        let t = at(store, directory, date(2026, 1, 20));
        let give = |name: &str, organ: &str, cells: &[(&str, i64)]| {
            let text = String::from_utf8(file(2025, cells)).unwrap();
            let text = text.replace("本镇情况如下。", OPENING).replace("河湾镇", name);
            let bytes = text.into_bytes();
            let receipt = receive_report(&t.office, &t.officer, &format!("{organ}.html"), "text/html", &bytes).unwrap();
            confirm_report(&t.office, &t.officer, &receipt.id, organ, 2025).unwrap();
            receipt.id
        };
        let rules = |id: &str| {
            let opened = open_received(&t.office, &t.officer, id).unwrap();
            let judged = opened.checked.judged.into_iter().map(|j| j.finding);
            let similar: Vec<String> = judged.filter(|f| f.rule == "report.similar").map(|f| f.message).collect();
            (similar, opened.against_sum)
        };
        let own = [("requests.new[0]", 3), ("requests.new[6]", 3)];
        let first = give("河湾镇", "hewan", &own);
        assert_eq!(rules(&first), (Vec::new(), None), "{engine}: there is nobody to compare with");
        let second = give("石岭乡", "shiling", &own);
        let (similar, _) = rules(&first);
        assert!(matches!(&*similar, [one] if one.contains("石岭乡人民政府")), "{engine}: {similar:?}");
        let square =
            |organ: &str| room(&t.office, &t.officer, &[2025]).unwrap().into_iter().find(|r| r.organ.id == organ);
        let seen = square("shiling").unwrap().squares.remove(0);
        assert!(seen.counts.is_some_and(|c| c.warnings > 0), "{engine}: the grid counts it too");
        // A decision on it is kept like any other.
        let key = open_received(&t.office, &t.officer, &second).unwrap().checked.judged;
        let key = key.into_iter().find(|j| j.finding.rule == "report.similar").unwrap().fingerprint;
        decide_finding(&t.office, &t.officer, "shiling", 2025, &key, Verdict::Confirmed, "").unwrap();

        // The county's report: 3 and 3 are more than 5.
        let county = give("青山县", "county", &[("requests.new[0]", 5), ("requests.new[6]", 6)]);
        let (similar, sum) = rules(&county);
        assert_eq!(similar, Vec::<String>::new(), "{engine}: a county's text is not held against a township's");
        let sum = sum.unwrap();
        assert_eq!((sum.counted.len(), sum.absent.len()), (2, 0), "{engine}");
        let cells: Vec<_> = sum.findings.iter().filter_map(|f| f.place.cell.as_deref()).collect();
        assert_eq!(cells, ["requests.new[0]"], "{engine}");
    });
}

#[test]
fn a_dismissed_error_lets_the_report_go_out_and_a_confirmed_one_does_not() {
    on_both_engines(|engine, store, directory| {
        let t = at(store, directory, date(2026, 1, 20));
        let texts = report::Narrative {
            proactive: Some("主动公开信息。".into()),
            management: Some("管理规范。".into()),
            platform: Some("平台完好。".into()),
            supervision: Some("监督到位。".into()),
            problems: Some("1.更新不够及时。".into()),
            improvements: Some("1.每周检查一次。".into()),
            ..report::Narrative::default()
        };
        actions::reports::edit_narrative(&t.office, &t.clerk, "hewan", 2025, &texts).unwrap();
        let cell: CellName = "requests.new[0]".parse().unwrap();
        let change = Some((Number::from(1), "并入另一件，未单独登记".to_owned()));
        override_cell(&t.office, &t.clerk, "hewan", 2025, cell, change).unwrap();
        let blocking = || {
            let drawn = draw_up_report(&t.office, COUNTY, "hewan", 2025).unwrap();
            drawn.judged.into_iter().filter(|j| j.blocks()).collect::<Vec<_>>()
        };
        let errors = blocking();
        assert!(!errors.is_empty(), "{engine}");
        assert!(
            matches!(publish_report(&t.office, &t.head, "hewan", 2025), Err(ActionError::NotAllowed(_))),
            "{engine}"
        );
        for error in &errors {
            decide_finding(&t.office, &t.head, "hewan", 2025, &error.fingerprint, Verdict::Confirmed, "").unwrap();
        }
        assert_eq!(blocking().len(), errors.len(), "{engine}: true errors block until mended");
        for error in &errors {
            let why = "第六部分已说明";
            decide_finding(&t.office, &t.head, "hewan", 2025, &error.fingerprint, Verdict::Dismissed, why).unwrap();
        }
        let drawn = draw_up_report(&t.office, COUNTY, "hewan", 2025).unwrap();
        assert_eq!(counts(&drawn.judged).errors, 0, "{engine}");
        publish_report(&t.office, &t.head, "hewan", 2025).unwrap();
        let trail = t.office.store.read(|db| store::audit::entries(db, COUNTY)).unwrap();
        assert_eq!(store::audit::first_broken(&trail), None, "{engine}");
        let decided = trail.iter().filter(|e| e.action == "decide_finding").count();
        assert_eq!(decided, errors.len() * 2, "{engine}: both decisions stay in the trail");
    });
}
