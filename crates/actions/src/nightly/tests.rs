#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::testing::{COUNTY, town};
use jiff::civil::date;
use store::testing::on_both_engines;

fn fails(_: &Office, _: &str) -> Result<Done, ActionError> {
    Err(anyhow::anyhow!("the disk is full").into())
}

fn panics(_: &Office, _: &str) -> Result<Done, ActionError> {
    panic!("a bug")
}

fn works(_: &Office, _: &str) -> Result<Done, ActionError> {
    Ok(Done { says: "好".into(), errors: 2 })
}

fn has_nothing_to_do(_: &Office, _: &str) -> Result<Done, ActionError> {
    Err(ActionError::NotAllowed("没有设置".into()))
}

const FOUR: &[Step] = &[
    Step { name: "fails", title: "一", run: fails },
    Step { name: "panics", title: "二", run: panics },
    Step { name: "nothing", title: "三", run: has_nothing_to_do },
    Step { name: "works", title: "四", run: works },
];

#[test]
fn a_step_that_fails_stops_no_other_and_a_day_has_its_night_once() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2026, 11, 25));
        assert!(is_open(&t.office, COUNTY).unwrap() && last_report(&t.office, COUNTY).unwrap().is_none(), "{engine}");
        let report = run_steps(&t.office, COUNTY, FOUR).unwrap();
        let ended: Vec<Ended> = report.steps.iter().map(|s| s.ended).collect();
        assert_eq!(ended, [Ended::Failed, Ended::Failed, Ended::Skipped, Ended::Done], "{engine}");
        assert_eq!((report.has_failed(), report.errors()), (true, 2), "{engine}");
        assert_eq!(report.steps[2].says, "没有设置", "{engine}");
        assert_eq!(last_report(&t.office, COUNTY).unwrap(), Some(report), "{engine}");
        assert!(!is_open(&t.office, COUNTY).unwrap(), "{engine}: once a day");
        t.office.clock.move_to(date(2026, 11, 26));
        assert!(is_open(&t.office, COUNTY).unwrap(), "{engine}: the next day");
        let entries = t.office.store.read(|db| store::audit::entries(db, COUNTY)).unwrap();
        assert_eq!(store::audit::first_broken(&entries), None, "{engine}");
    });
}

#[test]
fn a_night_that_was_broken_off_is_begun_once_more() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2026, 11, 25));
        let begun = |attempts| {
            let night = Night { day: date(2026, 11, 25), attempts, report: None };
            t.office.store.write(|db| nights::replace(db, COUNTY, &night)).unwrap();
        };
        begun(1);
        assert!(is_open(&t.office, COUNTY).unwrap(), "{engine}");
        begun(2);
        assert!(!is_open(&t.office, COUNTY).unwrap(), "{engine}: what kills the server twice is left alone");
    });
}

#[test]
fn without_a_public_address_links_are_skipped_with_a_sentence() {
    on_both_engines(|engine, store, directory| {
        let t = town(store, directory, date(2026, 11, 25));
        let report = run(&t.office, COUNTY).unwrap();
        assert_eq!(report.steps[0].ended, Ended::Skipped, "{engine}");
        assert!(report.steps[0].says.contains("public_address"), "{engine}: {}", report.steps[0].says);
        assert!(report.steps[1..].iter().all(|s| s.ended == Ended::Done), "{engine}: {report:?}");
    });
}
