//! Links, telephone numbers, bindings and the nightly run on SQLite and on PostgreSQL: what goes in comes back, counties stay
//! apart, and a run takes the place of the one before.

#![allow(clippy::unwrap_used)]

use domain::Severity;
use domain::contact::CallResult;
use domain::organ::OrganLevel;
use domain::publication::{PublicationState, Shelf};
use jiff::civil::date;
use store::accounts::{self, Account};
use store::bindings::{self, Binding};
use store::contacts::{self, Call, Contact};
use store::links::{self, LinkFinding, LinkRun};
use store::nights::{self, Night};
use store::organs::{self, Contacts, County, Organ};
use store::publications::{self, Publication};
use store::testing::on_both_engines;
use store::{Db, StoreError};

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

fn publication(id: &str) -> Publication {
    Publication {
        id: id.into(),
        organ: "hewan".into(),
        index_number: format!("HW-2026-{id}"),
        shelf: Shelf::Statutory,
        obligation: None,
        genre: "通知".into(),
        normative: None,
        title: "标题".into(),
        document_number: None,
        formed_on: date(2026, 9, 8),
        summary: String::new(),
        body: String::new(),
        state: PublicationState::Published,
        author: "a".into(),
        reviewer: None,
        secrecy_opinion: None,
        return_reason: None,
        published_on: Some(date(2026, 9, 10)),
        repealed_on: None,
        withdrawn_on: None,
        withdrawn_reason: None,
        valid_until: Some(date(2026, 12, 31)),
    }
}

fn finding(address: &str) -> LinkFinding {
    LinkFinding {
        organ: "hewan".into(),
        page: "https://x.gov.cn/publications/HW-2026-p".into(),
        pages: 3,
        publication: Some("p".into()),
        address: address.into(),
        rule: "links.dead".into(),
        severity: Severity::Warning,
        message: "链接打不开".into(),
        hint: None,
        basis: Some("依据".into()),
        first_seen: date(2026, 11, 20),
        last_seen: date(2026, 11, 25),
        failures: 2,
    }
}

#[test]
fn a_link_check_takes_the_place_of_the_one_before() {
    on_both_engines(|engine, store, _| {
        let run = LinkRun {
            ran_on: date(2026, 11, 25),
            address: "https://x.gov.cn/".into(),
            pages: 12,
            complete: false,
            summary: "读取本站页面12个。".into(),
        };
        let organs = ["hewan".to_owned()];
        store
            .write(|c| {
                for slug in ["one", "two"] {
                    county(c, slug);
                    publications::insert(c, slug, &publication("p"))?;
                    links::replace(c, slug, &run, "{}", &[finding("http://a/"), finding("http://b/")])?;
                }
                let later = LinkRun { ran_on: date(2026, 11, 26), complete: true, ..run.clone() };
                links::replace(c, "one", &later, "{1}", &[finding("http://c/")])
            })
            .unwrap();
        store
            .read(|c| {
                assert_eq!(links::findings(c, "one", &organs)?, [finding("http://c/")], "{engine}");
                assert_eq!(links::findings(c, "two", &organs)?, [finding("http://a/"), finding("http://b/")]);
                assert_eq!(links::findings(c, "two", &[])?, []);
                assert!(links::last_run(c, "one")?.unwrap().complete, "{engine}");
                assert_eq!(links::last_run(c, "two")?, Some(run.clone()), "{engine}");
                assert_eq!(links::state(c, "one")?.as_deref(), Some("{1}"));
                assert_eq!((links::state(c, "none")?, links::last_run(c, "none")?), (None, None));
                Ok::<_, StoreError>(())
            })
            .unwrap();
    });
}

#[test]
fn numbers_calls_bindings_and_the_night_come_back_as_they_went_in() {
    on_both_engines(|engine, store, _| {
        let contact = Contact {
            organ: "hewan".into(),
            phone: "0938-1234567".into(),
            label: "党政办公室".into(),
            purpose: "政府信息公开".into(),
            since: date(2026, 11, 2),
            account: "a".into(),
        };
        let call = |id: &str, day: i8, result| Call {
            id: id.into(),
            organ: "hewan".into(),
            phone: "0938-1234567".into(),
            called_on: date(2026, 11, day),
            result,
            note: "上午九时".into(),
            account: "a".into(),
        };
        let (first, second) = (call("2", 20, CallResult::Unanswered), call("1", 24, CallResult::WrongNumber));
        let binding =
            Binding { publication: "p".into(), policy: "q".into(), bound_on: date(2026, 11, 2), account: "a".into() };
        let night = Night { day: date(2026, 11, 25), attempts: 1, report: None };
        let organs = ["hewan".to_owned()];
        store
            .write(|c| {
                for slug in ["one", "two"] {
                    county(c, slug);
                    publications::insert(c, slug, &publication("p"))?;
                    publications::insert(c, slug, &publication("q"))?;
                    contacts::insert(c, slug, &contact)?;
                    contacts::insert_call(c, slug, &second)?;
                    contacts::insert_call(c, slug, &first)?;
                    bindings::insert(c, slug, &binding)?;
                    nights::replace(c, slug, &night)?;
                }
                contacts::delete(c, "two", "hewan", "0938-1234567")?;
                assert!(bindings::delete(c, "two", "p", "q")? && !bindings::delete(c, "two", "p", "q")?);
                nights::replace(c, "two", &Night { attempts: 2, report: Some("{}".into()), ..night.clone() })
            })
            .unwrap();
        store
            .read(|c| {
                assert_eq!(contacts::list(c, "one", &organs)?, std::slice::from_ref(&contact), "{engine}");
                assert_eq!(contacts::list(c, "two", &organs)?, [], "{engine}");
                assert_eq!(contacts::calls(c, "two", &organs)?, [first.clone(), second.clone()], "{engine}");
                assert_eq!(bindings::list(c, "one")?, std::slice::from_ref(&binding), "{engine}");
                assert_eq!(bindings::of(c, "one", "q")?, std::slice::from_ref(&binding), "{engine}");
                assert_eq!(bindings::list(c, "two")?, [], "{engine}");
                assert_eq!(nights::last(c, "one")?, Some(night.clone()), "{engine}");
                assert_eq!(nights::last(c, "two")?.unwrap().attempts, 2, "{engine}");
                assert_eq!(nights::last(c, "none")?, None, "{engine}");
                let found = publications::find_by_index_number(c, "one", "HW-2026-p")?.unwrap();
                assert_eq!(found, publication("p"), "{engine}");
                Ok::<_, StoreError>(())
            })
            .unwrap();
        let twice = store.write(|c| contacts::insert(c, "one", &contact));
        assert!(matches!(twice, Err(StoreError::Taken(_))), "{engine}: {twice:?}");
    });
}
