//! The store's promises, told on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used)]

use domain::organ::OrganLevel;
use domain::publication::{PublicationState, Shelf};
use domain::request::{ApplicantKind, Channel, Dated, Event};
use jiff::civil::date;
use store::accounts::{self, Account};
use store::organs::{self, Contacts, County, Organ};
use store::publications::{self, Publication};
use store::requests::{self, Recorded, Request, Requester};
use store::testing::on_both_engines;
use store::{Db, StoreError, audit, ids, public};

const COUNTY: &str = "qingshan";

fn county(c: &mut Db, slug: &str) {
    organs::insert_county(c, &County { slug: slug.into(), name: format!("{slug}县"), note: None }).unwrap();
    let organ = Organ {
        id: "hewan".into(),
        name: "河湾镇人民政府".into(),
        short: "河湾镇".into(),
        level: OrganLevel::Township,
        parent: None,
        code: "HW".into(),
        contacts: Contacts { phone: Some("0000-1234567".into()), ..Contacts::default() },
    };
    organs::insert(c, slug, &organ).unwrap();
    let account = Account {
        id: "zhou".into(),
        login: "zhouming".into(),
        name: "周明".into(),
        organ: "hewan".into(),
        roles: vec!["clerk".into()],
        password_hash: "x".into(),
        active: true,
        failures: 0,
        locked_until: 0,
    };
    accounts::insert(c, slug, &account).unwrap();
}

fn publication(n: i64, state: PublicationState) -> Publication {
    Publication {
        id: format!("p{n}"),
        organ: "hewan".into(),
        index_number: format!("HW-2026-{n:04}"),
        shelf: Shelf::Statutory,
        obligation: Some("subsidy-01".into()),
        genre: "公示".into(),
        normative: None,
        title: format!("耕地地力保护补贴100%发放公示{n}"),
        document_number: (n == 1).then(|| "河政发〔2026〕42号".into()),
        formed_on: date(2026, 9, 8),
        summary: "摘要".into(),
        body: "正文".into(),
        state,
        author: "zhou".into(),
        reviewer: None,
        secrecy_opinion: None,
        return_reason: None,
        published_on: (state == PublicationState::Published).then_some(date(2026, 9, 10)),
        repealed_on: None,
        withdrawn_on: None,
        withdrawn_reason: None,
        valid_until: None,
    }
}

fn request(id: &str, number: &str) -> Request {
    Request {
        id: id.into(),
        organ: "hewan".into(),
        number: number.into(),
        code_digest: audit::sm3_hex(b"code"),
        applicant_kind: ApplicantKind::NaturalPerson,
        requester: Requester { name: "王秀兰".into(), delivery: "self".into(), ..Requester::default() },
        subject: "补贴".into(),
        content: "2024年补贴名单".into(),
        arrived_on: date(2026, 9, 1),
        handler: None,
        state: "open".into(),
        due: Some(date(2026, 9, 29)),
    }
}

#[test]
fn rows_come_back_as_they_went_in() {
    on_both_engines(|engine, store, _| {
        store
            .write(|c| {
                county(c, COUNTY);
                publications::insert(c, COUNTY, &publication(1, PublicationState::Published))?;
                requests::insert(c, COUNTY, &request("r1", "YSQ-2026-0001"))?;
                let received = Event::Received { channel: Channel::Counter, confirmed_on: None };
                let first = Recorded { dated: Dated::new(date(2026, 9, 1), received), account: Some("zhou".into()) };
                requests::append_event(c, COUNTY, "r1", &first)
            })
            .unwrap();
        store
            .read(|c| {
                assert_eq!(organs::list(c, COUNTY)?[0].contacts.phone.as_deref(), Some("0000-1234567"), "{engine}");
                let p = publications::find(c, COUNTY, "p1")?.unwrap();
                assert_eq!(p, publication(1, PublicationState::Published), "{engine}");
                assert_eq!(requests::find(c, COUNTY, "r1")?.unwrap(), request("r1", "YSQ-2026-0001"), "{engine}");
                assert_eq!(requests::events(c, COUNTY, "r1")?.len(), 1, "{engine}");
                let all = requests::events_of_organs(c, COUNTY, &["hewan".into()])?;
                assert_eq!(all["r1"].len(), 1, "{engine}");
                Ok::<(), StoreError>(())
            })
            .unwrap();
    });
}

#[test]
fn the_public_finds_only_what_is_published_in_its_county() {
    on_both_engines(|engine, store, _| {
        store
            .write(|c| {
                county(c, COUNTY);
                county(c, "other");
                for (n, state) in (1..).zip([
                    PublicationState::Published,
                    PublicationState::Draft,
                    PublicationState::Submitted,
                    PublicationState::Approved,
                    PublicationState::Withdrawn,
                ]) {
                    publications::insert(c, COUNTY, &publication(n, state))?;
                }
                Ok::<(), StoreError>(())
            })
            .unwrap();
        store
            .read(|c| {
                let found = public::publications(c, COUNTY, &public::Filter::default())?;
                assert_eq!(found.len(), 1, "{engine}");
                assert!(public::publications(c, "other", &public::Filter::default())?.is_empty(), "{engine}");
                for (words, n) in
                    [("补贴", 1), ("100%", 1), ("10_%", 0), ("〔2026〕42", 1), ("补贴 摘要", 1), ("没有", 0)]
                {
                    let words = words.split_whitespace().map(str::to_owned).collect();
                    let filter = public::Filter { words, ..public::Filter::default() };
                    assert_eq!(public::publications(c, COUNTY, &filter)?.len(), n, "{engine} {filter:?}");
                }
                for n in 2..=5 {
                    let index = format!("HW-2026-{n:04}");
                    assert_eq!(public::publication(c, COUNTY, &index)?, None, "{engine}");
                    assert!(public::attachments(c, COUNTY, &index)?.is_empty(), "{engine}");
                }
                assert_eq!(public::count_by_obligation(c, COUNTY)?, [("subsidy-01".to_owned(), 1)], "{engine}");
                Ok::<(), StoreError>(())
            })
            .unwrap();
    });
}

#[test]
fn a_failed_write_leaves_nothing_behind() {
    on_both_engines(|engine, store, _| {
        store
            .write(|c| {
                county(c, COUNTY);
                Ok::<(), StoreError>(())
            })
            .unwrap();
        let failed = store.write(|c| {
            requests::insert(c, COUNTY, &request("r1", "YSQ-2026-0001"))?;
            requests::insert(c, COUNTY, &request("r2", "YSQ-2026-0001"))
        });
        assert!(matches!(failed, Err(StoreError::Taken(_))), "{engine}: {failed:?}");
        let left = store.read(|c| requests::list(c, COUNTY, &["hewan".into()])).unwrap();
        assert!(left.is_empty(), "{engine}");
    });
}

#[test]
fn writes_at_the_same_time_keep_the_audit_chain_whole() {
    on_both_engines(|engine, store, _| {
        store
            .write(|c| {
                county(c, COUNTY);
                Ok::<(), StoreError>(())
            })
            .unwrap();
        std::thread::scope(|scope| {
            for worker in 0..4 {
                let store = store.clone();
                scope.spawn(move || {
                    for i in 0..10 {
                        store
                            .write(|c| {
                                audit::lock(c, COUNTY)?;
                                organs::next_number(c, COUNTY, "n")?;
                                audit::append(
                                    c,
                                    COUNTY,
                                    "2026-11-23T00:00:00Z",
                                    None,
                                    "try",
                                    &format!("{worker}/{i}"),
                                    "{}",
                                )
                            })
                            .unwrap();
                    }
                });
            }
        });
        let mut entries = store.read(|c| audit::entries(c, COUNTY)).unwrap();
        assert_eq!(entries.len(), 40, "{engine}");
        assert_eq!(audit::first_broken(&entries), None, "{engine}");
        entries[7].subject.push('!');
        assert_eq!(audit::first_broken(&entries), Some(8), "{engine}");
        entries.remove(3);
        assert_eq!(audit::first_broken(&entries), Some(4), "{engine}");
        assert_eq!(store.write(|c| organs::next_number(c, COUNTY, "n")).unwrap(), 41, "{engine}");
    });
}

#[test]
fn ids_are_ordered_by_time_and_distinct() {
    let ids: Vec<String> = (0..50).map(|_| ids::new_id().unwrap()).collect();
    assert!(ids.windows(2).all(|w| w[0] < w[1]), "{ids:?}");
}
