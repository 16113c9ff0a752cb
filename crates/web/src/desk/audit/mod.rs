//! 审计记录: who did what when, newest first, and whether the chain of digests holds. It only reads; entries are written
//! by the one door of `actions`.

mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use store::accounts::{self, Account};
use store::audit::{self, Entry};

use crate::access::Signed;
use crate::components::{Choice, Field, Pagination};
use crate::error::PageError;
use crate::layout::DeskPage;
use crate::site::Site;
use crate::{cookies, frame};

const PER_PAGE: usize = 20;

/// How the list is narrowed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    account: String,
    action: String,
    q: String,
    page: Option<usize>,
}

struct Line {
    seq: i64,
    at: String,
    who: String,
    action: String,
    subject: String,
    about: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/audit/page.html")]
struct Page {
    page: DeskPage,
    total: usize,
    broken: Option<i64>,
    account: Field,
    accounts: Vec<Choice>,
    action: Field,
    actions: Vec<Choice>,
    words: Field,
    lines: Vec<Line>,
    pagination: Pagination,
}

/// Who acted; without an account it was a requester on the public site, or the program itself.
fn who(people: &[Account], entry: &Entry) -> String {
    match &entry.account {
        Some(id) => {
            people.iter().find(|a| a.id == *id).map_or_else(|| id.clone(), |a| format!("{}（{}）", a.name, a.login))
        }
        None if entry.action == "submit_request" => "申请人（网上提交）".to_owned(),
        None => "系统".to_owned(),
    }
}

/// The page.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let (entries, people) = s.office.store.read(|db| {
            let entries = audit::entries(db, &s.county.slug)?;
            Ok::<_, actions::ActionError>((entries, accounts::list(db, &s.county.slug)?))
        })?;
        let names: BTreeSet<&str> = entries.iter().map(|e| e.action.as_str()).collect();
        let chosen: Vec<&Entry> = entries
            .iter()
            .rev()
            .filter(|e| filter.account.is_empty() || e.account.as_deref() == Some(&filter.account))
            .filter(|e| filter.action.is_empty() || e.action == filter.action)
            .filter(|e| filter.q.split_whitespace().all(|w| e.subject.contains(w) || e.detail.contains(w)))
            .collect();
        let last = chosen.len().div_ceil(PER_PAGE).max(1);
        let current = filter.page.unwrap_or(1).clamp(1, last);
        let address = |n: usize| {
            let [account, action, q] = [&filter.account, &filter.action, &filter.q].map(|v| cookies::encode(v));
            s.url(&format!("/desk/audit?account={account}&action={action}&q={q}&page={n}"))
        };
        let lines = chosen.iter().skip((current - 1) * PER_PAGE).take(PER_PAGE).map(|e| Line {
            seq: e.seq,
            at: words::china_time(&e.at),
            who: who(&people, e),
            action: words::action(&e.action).to_owned(),
            subject: e.subject.clone(),
            about: words::about(&e.detail),
        });
        let all = |choices: Vec<Choice>| std::iter::once(Choice::new("", "全部")).chain(choices).collect();
        Ok(Page {
            page: frame::desk(s, &signed, &headers, "/desk/audit")?,
            total: entries.len(),
            broken: audit::first_broken(&entries),
            account: Field::new("account", "人员").value(&*filter.account),
            accounts: all(people.iter().map(|a| Choice::new(&*a.id, format!("{}（{}）", a.name, a.login))).collect()),
            action: Field::new("action", "操作").value(&*filter.action),
            actions: all(names.iter().map(|name| Choice::new(*name, words::action(name))).collect()),
            words: Field::new("q", "对象").value(&*filter.q),
            lines: lines.collect(),
            pagination: Pagination::new(current, last, address),
        })
    });
    frame::html(&page.await?)
}
