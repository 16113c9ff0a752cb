//! For tests: a small county — a township with a clerk, a reviewer and a head, another township, a village, a county office.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "only tests call this; a failed step fails the test"
)]

use std::path::Path;

use crate::requests::Application;
use crate::set_up::{NewAccount, add_account, add_county, add_organ};
use crate::{Actor, Clock, Office};
use domain::organ::OrganLevel;
use domain::request::{ApplicantKind, Channel};
use jiff::civil::Date;
use store::Store;
use store::organs::{Contacts, County, Organ};
use store::requests::Requester;

/// The county's slug.
pub const COUNTY: &str = "qingshan";

/// Password of everybody in it.
pub const PASSWORD: &str = "Gongkai-2026";

/// The office and its people; each login is the name of the field.
#[derive(Debug)]
pub struct Town {
    /// Rules and records, with a clock that can be moved.
    pub office: Office,
    /// 经办人 of 河湾镇.
    pub clerk: Actor,
    /// 审核人 of 河湾镇.
    pub reviewer: Actor,
    /// 负责人 of 河湾镇.
    pub head: Actor,
    /// 县级主管部门.
    pub officer: Actor,
    /// 负责人 of 石岭乡.
    pub other: Actor,
    /// 经办人 of 石岭乡.
    pub other_clerk: Actor,
}

/// The county on a day.
pub fn town(store: Store, directory: &Path, today: Date) -> Town {
    let office = Office::with_store(store, directory, Clock::practice(today)).unwrap();
    add_county(&office, &County { slug: COUNTY.into(), name: "青山县".into(), note: None }).unwrap();
    let organ = |id: &str, name: &str, level, parent: Option<&str>| Organ {
        id: id.into(),
        name: name.into(),
        short: name.into(),
        level,
        parent: parent.map(str::to_owned),
        code: id.to_ascii_uppercase(),
        contacts: Contacts::default(),
    };
    add_organ(&office, COUNTY, &organ("county", "青山县人民政府办公室", OrganLevel::CountyOffice, None)).unwrap();
    add_organ(&office, COUNTY, &organ("hewan", "河湾镇人民政府", OrganLevel::Township, Some("county"))).unwrap();
    add_organ(&office, COUNTY, &organ("shiling", "石岭乡人民政府", OrganLevel::Township, Some("county"))).unwrap();
    add_organ(&office, COUNTY, &organ("shanghe", "上河村村民委员会", OrganLevel::Village, Some("hewan"))).unwrap();
    let account = |login: &str, organ: &str, role: &str| {
        let new = NewAccount {
            login: login.into(),
            name: login.into(),
            organ: organ.into(),
            roles: vec![role.into()],
            password: PASSWORD.into(),
        };
        let id = add_account(&office, COUNTY, &new).unwrap();
        office.actor(COUNTY, &id).unwrap()
    };
    let clerk = account("clerk", "hewan", "clerk");
    let reviewer = account("reviewer", "hewan", "reviewer");
    let head = account("head", "hewan", "head");
    let officer = account("officer", "county", "county_officer");
    account("auditor", "county", "auditor");
    account("admin", "county", "admin");
    let other = account("other", "shiling", "head");
    let other_clerk = account("other_clerk", "shiling", "clerk");
    Town { office, clerk, reviewer, head, officer, other, other_clerk }
}

/// A request of an invented person to 河湾镇.
pub fn application(channel: Channel, arrived_on: Date) -> Application {
    Application {
        organ: "hewan".into(),
        applicant_kind: ApplicantKind::NaturalPerson,
        requester: Requester {
            name: "王秀兰".into(),
            id_number: Some("622926199001010018".into()),
            phone: Some("13800000000".into()),
            delivery: "self".into(),
            address: None,
            email: None,
        },
        subject: String::new(),
        content: "2023年上河村耕地地力保护补贴发放名单".into(),
        channel,
        arrived_on,
        confirmed_on: None,
    }
}
