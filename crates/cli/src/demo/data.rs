//! The demo's data files (`demo/`), as they are written. Unknown keys are refused, so that a typing error shows.

use domain::organ::OrganLevel;
use domain::publication::Shelf;
use domain::request::ApplicantKind;
use domain::review::{ReviewKind, ReviewResult};
use domain::toml_date;
use jiff::civil::Date;
use report::records::{LedgerItem, WorkPart};
use serde::Deserialize;
use store::decisions::Verdict;

/// Everything of one county.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountyData {
    pub county: County,
    #[serde(default)]
    pub organ: Vec<Organ>,
    #[serde(default)]
    pub account: Vec<Account>,
    #[serde(default)]
    pub publication: Vec<Publication>,
    #[serde(default)]
    pub request: Vec<Request>,
    #[serde(default)]
    pub review: Vec<Review>,
    #[serde(default)]
    pub ledger: Vec<Ledger>,
    #[serde(default)]
    pub work: Vec<Work>,
    #[serde(default)]
    pub report: Vec<Report>,
    #[serde(default)]
    pub elsewhere: Vec<Elsewhere>,
    #[serde(default)]
    pub received: Vec<Received>,
    #[serde(default)]
    pub decision: Vec<Decision>,
    #[serde(default)]
    pub reminder: Vec<Reminder>,
    #[serde(default)]
    pub draft: Vec<Draft>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct County {
    pub slug: String,
    pub name: String,
    pub note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    pub key: String,
    pub name: String,
    pub short: String,
    pub level: OrganLevel,
    pub parent: Option<String>,
    pub code: String,
    pub address: Option<String>,
    pub hours: Option<String>,
    pub phone: Option<String>,
    pub fax: Option<String>,
    pub email: Option<String>,
    pub postcode: Option<String>,
    pub head: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    pub login: String,
    pub name: String,
    pub organ: String,
    pub roles: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    pub key: String,
    pub organ: String,
    pub shelf: Shelf,
    pub obligation: Option<String>,
    pub genre: String,
    pub normative: Option<String>,
    pub title: String,
    pub number: Option<String>,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub formed_on: Date,
    #[serde(default, deserialize_with = "toml_date::option::deserialize")]
    pub published_on: Option<Date>,
    pub summary: String,
    pub body: String,
    pub author: String,
    pub reviewer: Option<String>,
    pub secrecy_note: Option<String>,
    #[serde(default, deserialize_with = "toml_date::option::deserialize")]
    pub repealed_on: Option<Date>,
    #[serde(default)]
    pub attachment: Vec<Attachment>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    pub name: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub key: String,
    pub organ: String,
    pub applicant_kind: ApplicantKind,
    pub name: String,
    pub id_number: Option<String>,
    pub phone: Option<String>,
    pub subject: String,
    pub content: String,
    pub delivery: String,
    pub address: Option<String>,
    pub email: Option<String>,
    pub clerk: String,
    pub head: Option<String>,
    /// As in a scenario, with a few words more (see [`super::replay`]).
    pub event: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    pub key: String,
    pub organ: String,
    pub kind: ReviewKind,
    pub request: Option<String>,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub filed_on: Date,
    pub body: String,
    #[serde(default, deserialize_with = "toml_date::option::deserialize")]
    pub concluded_on: Option<Date>,
    pub result: Option<ReviewResult>,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    Decisions,
    ItemChange,
    FeeCharged,
    Procurement,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    pub organ: String,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub on: Date,
    pub entry: Entry,
    pub item: Option<LedgerItem>,
    pub count: Option<i64>,
    pub change: Option<i64>,
    pub amount_yuan: Option<f64>,
    pub items: Option<i64>,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    pub organ: String,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub on: Date,
    pub part: WorkPart,
    pub text: String,
    pub count: Option<i64>,
    pub unit: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub organ: String,
    pub year: i16,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub published_on: Date,
    pub signer: String,
}

/// A report that went out on another site or on paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    pub organ: String,
    pub year: i16,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub on: Date,
    #[serde(default, deserialize_with = "toml_date::option::deserialize")]
    pub signed_on: Option<Date>,
    #[serde(default, deserialize_with = "toml_date::option::deserialize")]
    pub published_on: Option<Date>,
    pub address: String,
    pub officer: String,
}

/// A file that the county received; `file` is one of [`RECEIVED`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    pub organ: String,
    pub year: i16,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub on: Date,
    pub file: String,
    pub name: String,
    pub officer: String,
}

/// A decision on the findings of a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub organ: String,
    pub year: i16,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub on: Date,
    pub rule: String,
    pub verdict: Verdict,
    pub reason: String,
    pub officer: String,
}

/// A letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    pub organ: String,
    pub year: i16,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub on: Date,
    pub officer: String,
}

/// A report that somebody has begun to write.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    pub organ: String,
    pub year: i16,
    #[serde(deserialize_with = "toml_date::deserialize")]
    pub on: Date,
    pub clerk: String,
    pub other: String,
}

/// The files that the county received.
pub const RECEIVED: [(&str, &str); 2] = [
    ("minzheng-2024.txt", include_str!("../../demo/qingshan/received/minzheng-2024.txt")),
    ("minzheng-2025.txt", include_str!("../../demo/qingshan/received/minzheng-2025.txt")),
];

impl CountyData {
    /// Both demo counties.
    ///
    /// # Errors
    /// A data file does not read.
    pub fn all() -> anyhow::Result<Vec<CountyData>> {
        // One county may be spread over files; each table begins in one of them.
        let qingshan = [
            include_str!("../../demo/qingshan/organs.toml"),
            include_str!("../../demo/qingshan/publications.toml"),
            include_str!("../../demo/qingshan/requests.toml"),
            include_str!("../../demo/qingshan/records.toml"),
        ];
        Ok(vec![toml::from_str(&qingshan.join("\n"))?, toml::from_str(include_str!("../../demo/dongxiang.toml"))?])
    }
}
