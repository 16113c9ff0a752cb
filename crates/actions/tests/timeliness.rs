//! How requests kept to their day, counted from the events of our own records.

#![allow(clippy::unwrap_used)]

use actions::requests::{receive_request, record_step};
use actions::testing::{COUNTY, application, town};
use actions::timeliness::timeliness;
use domain::request::{Channel, Event, Outcome};
use jiff::civil::{Date, date};
use report::charts::Timeliness;
use store::testing::on_both_engines;

#[test]
fn answers_are_on_time_within_the_extension_or_late_and_what_was_not_answered_is_not_counted() {
    on_both_engines(|engine, store, directory| {
        let start = date(2024, 3, 4);
        let t = town(store, directory, start);
        let receive = || receive_request(&t.office, &t.clerk, &application(Channel::Counter, start)).unwrap().id;
        let step = |actor, id: &str, on: Date, event| {
            t.office.clock.move_to(on);
            record_step(&t.office, actor, id, on, event).unwrap();
        };
        let reply = || Event::Replied { outcome: Some(Outcome::Granted), text: "予以公开。".into() };
        let [early, extended, late, withdrawn, next_year] = [receive(), receive(), receive(), receive(), receive()];
        let extension =
            Event::Extended { working_days: 10, approver: String::new(), reason: "需要查找档案".into() };
        step(&t.clerk, &early, date(2024, 3, 20), reply());
        step(&t.clerk, &withdrawn, date(2024, 3, 21), Event::Withdrawn {});
        step(&t.head, &extended, date(2024, 3, 22), extension);
        // The twentieth working day was 1 April; as extended, 16 April.
        step(&t.clerk, &extended, date(2024, 4, 10), reply());
        step(&t.clerk, &late, date(2024, 4, 10), reply());
        step(&t.clerk, &next_year, date(2025, 1, 10), reply());
        let hewan = ["hewan".to_owned()];
        let of = |year| timeliness(&t.office, COUNTY, &hewan, year).unwrap();
        assert_eq!(of(2024), Timeliness { on_time: 1, extended: 1, late: 1, unknown: 0 }, "{engine}");
        assert_eq!(of(2025), Timeliness { late: 1, ..Timeliness::default() }, "{engine}");
        assert_eq!(of(2023), Timeliness::default(), "{engine}");
        let nobody = timeliness(&t.office, COUNTY, &["shiling".to_owned()], 2024).unwrap();
        assert_eq!(nobody, Timeliness::default(), "{engine}");
    });
}
