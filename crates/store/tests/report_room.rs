//! Rows of the report room on SQLite and on PostgreSQL: what goes in comes back, counties stay apart, and the public reads the
//! newest signed amendment and nothing that is only prepared.

#![allow(clippy::unwrap_used)]

use domain::organ::OrganLevel;
use jiff::civil::date;
use store::accounts::{self, Account};
use store::amendments::{self, StoredAmendment};
use store::decisions::{self, Decision, Verdict};
use store::organs::{self, Contacts, County, Organ};
use store::received::{self, Elsewhere, ReceivedReport};
use store::reminders::{self, Reminder};
use store::reports::{self, StoredReport};
use store::testing::on_both_engines;
use store::{Db, StoreError, public};

fn county(c: &mut Db, slug: &str) {
    organs::insert_county(c, &County { slug: slug.into(), name: slug.into(), note: None }).unwrap();
    let organ = Organ {
        id: "hewan".into(),
        name: "河湾镇人民政府".into(),
        short: "河湾镇".into(),
        level: OrganLevel::Township,
        parent: None,
        code: "HW".into(),
        contacts: Contacts::default(),
    };
    organs::insert(c, slug, &organ).unwrap();
    let account = Account {
        id: "a".into(),
        login: "a".into(),
        name: "甲".into(),
        organ: "hewan".into(),
        roles: vec![],
        password_hash: String::new(),
        active: true,
        failures: 0,
        locked_until: 0,
    };
    accounts::insert(c, slug, &account).unwrap();
}

fn file(id: &str, organ: Option<&str>, year: Option<i16>) -> ReceivedReport {
    ReceivedReport {
        id: id.into(),
        organ: organ.map(str::to_owned),
        year,
        name: "年报.docx".into(),
        media_type: "text/plain".into(),
        size: 12,
        digest: "ab".into(),
        received_on: date(2026, 1, 20),
        account: "a".into(),
        confirmed: organ.is_some(),
        set_aside: None,
    }
}

#[test]
fn rows_of_the_room_come_back_as_they_went_in() {
    on_both_engines(|engine, store, _| {
        store
            .write(|c| {
                county(c, "qingshan");
                county(c, "other");
                let (first, second) = (file("1", None, None), file("2", Some("hewan"), Some(2025)));
                received::insert(c, "qingshan", &first)?;
                received::insert(c, "qingshan", &second)?;
                assert_eq!(received::list(c, "qingshan")?, [second.clone(), first.clone()], "{engine}: newest first");
                assert_eq!(
                    received::of_square(c, "qingshan", "hewan", 2025)?,
                    std::slice::from_ref(&second),
                    "{engine}"
                );
                let aside = ReceivedReport { set_aside: Some("收错".into()), organ: None, ..second };
                received::update(c, "qingshan", &aside)?;
                assert_eq!(
                    received::find(c, "qingshan", "2")?,
                    Some(aside.clone()),
                    "{engine}: what is taken back is null"
                );
                assert!(!aside.counts());
                assert_eq!(received::find(c, "other", "2")?, None, "{engine}");

                let mut note = Elsewhere {
                    organ: "hewan".into(),
                    year: 2025,
                    signed_on: Some(date(2026, 1, 20)),
                    published_on: None,
                    address: String::new(),
                    account: "a".into(),
                };
                received::put_elsewhere(c, "qingshan", &note)?;
                note.published_on = Some(date(2026, 1, 22));
                received::put_elsewhere(c, "qingshan", &note)?;
                assert_eq!(received::elsewhere(c, "qingshan")?, [note], "{engine}: the later note counts");

                let mut decision = Decision {
                    fingerprint: "f".into(),
                    verdict: Verdict::Confirmed,
                    reason: String::new(),
                    message: "总计不符".into(),
                    decided_on: date(2026, 1, 21),
                    account: "a".into(),
                };
                decisions::put(c, "qingshan", "hewan", 2025, &decision)?;
                decision.verdict = Verdict::Dismissed;
                decision.reason = "已说明".into();
                decisions::put(c, "qingshan", "hewan", 2025, &decision)?;
                assert_eq!(decisions::list(c, "qingshan", "hewan", 2025)?, [decision], "{engine}");
                assert!(decisions::list(c, "qingshan", "hewan", 2024)?.is_empty(), "{engine}");
                assert!(decisions::remove(c, "qingshan", "hewan", 2025, "f")?, "{engine}");
                assert!(!decisions::remove(c, "qingshan", "hewan", 2025, "f")?, "{engine}");

                let letter = Reminder {
                    id: "r".into(),
                    batch: "b".into(),
                    organ: "hewan".into(),
                    year: 2025,
                    due: date(2026, 1, 31),
                    stage: "checked".into(),
                    made_on: date(2026, 2, 3),
                    account: "a".into(),
                };
                reminders::insert(c, "qingshan", &letter)?;
                assert_eq!(reminders::list(c, "qingshan")?, [letter], "{engine}");
                assert!(reminders::list(c, "other")?.is_empty(), "{engine}");
                Ok::<_, StoreError>(())
            })
            .unwrap();
    });
}

#[test]
fn the_public_reads_the_newest_signed_amendment_and_can_read_the_original() {
    on_both_engines(|engine, store, _| {
        store
            .write(|c| {
                county(c, "qingshan");
                let published = StoredReport {
                    id: "p".into(),
                    organ: "hewan".into(),
                    year: 2025,
                    narrative: "{}".into(),
                    overrides: "[]".into(),
                    published_on: Some(date(2026, 1, 22)),
                    signer: Some("a".into()),
                    published: Some("first".into()),
                };
                reports::insert(c, "qingshan", &published)?;
                let amendment = |number: i64, signed: bool| StoredAmendment {
                    organ: "hewan".into(),
                    year: 2025,
                    number,
                    changes: "[]".into(),
                    reason: "漏计".into(),
                    prepared_on: date(2026, 3, 1),
                    author: "a".into(),
                    signed_on: signed.then_some(date(2026, 3, 2)),
                    signer: signed.then(|| "a".into()),
                    amended: signed.then(|| format!("amended {number}")),
                };
                let read = |c: &mut Db| public::reports(c, "qingshan").unwrap().remove(0);
                amendments::insert(c, "qingshan", &amendment(1, false))?;
                assert_eq!(
                    (read(c).content.as_str(), read(c).original),
                    ("first", None),
                    "{engine}: prepared is not public"
                );
                amendments::update(c, "qingshan", &amendment(1, true))?;
                amendments::insert(c, "qingshan", &amendment(2, true))?;
                amendments::insert(c, "qingshan", &amendment(3, false))?;
                let now = read(c);
                assert_eq!((now.content.as_str(), now.original.as_deref()), ("amended 2", Some("first")), "{engine}");
                assert_eq!(now.amended_on, Some(date(2026, 3, 2)), "{engine}");
                assert!(
                    !amendments::remove_unsigned(c, "qingshan", "hewan", 2025, 2)?,
                    "{engine}: what is signed stays"
                );
                assert!(amendments::remove_unsigned(c, "qingshan", "hewan", 2025, 3)?, "{engine}");
                assert_eq!(amendments::list(c, "qingshan", "hewan", 2025)?.len(), 2, "{engine}");
                Ok::<_, StoreError>(())
            })
            .unwrap();
    });
}
