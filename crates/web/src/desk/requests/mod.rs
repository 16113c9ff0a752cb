//! 依申请公开 on the desk: the list, registering, and the case with its counted days and next steps.

mod case;
mod new;
mod steps;

use std::sync::Arc;

use actions::requests::{CaseFile, case_files};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use domain::request::State as Stage;
use serde::Deserialize;

pub use case::{extend, record, show};
pub use new::{create, new};

use crate::access::Signed;
use crate::components::{Choice, Field, Pagination, Task};
use crate::cookies;
use crate::error::PageError;
use crate::layout::DeskPage;
use crate::site::{Site, organ_short};
use crate::{frame, labels};

const PER_PAGE: usize = 20;

/// How the list is narrowed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    q: String,
    organ: String,
    state: String,
    year: String,
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "desk/requests/list.html")]
struct List {
    page: DeskPage,
    total: usize,
    may_register: bool,
    words: Field,
    organ: Field,
    organs: Vec<Choice>,
    state: Field,
    states: Vec<Choice>,
    year: Field,
    years: Vec<Choice>,
    tasks: Vec<Task>,
    pagination: Pagination,
}

const STAGES: [Stage; 10] = [
    Stage::AwaitingConfirmation,
    Stage::Open,
    Stage::AwaitingClarification,
    Stage::Paused,
    Stage::AwaitingPayment,
    Stage::Answered,
    Stage::Served,
    Stage::Abandoned,
    Stage::Withdrawn,
    Stage::Transferred,
];

impl Filter {
    fn admits(&self, file: &CaseFile) -> bool {
        let r = &file.request;
        let stage = file.standing.as_ref().map_or("", |s| s.state.key());
        self.q.split_whitespace().all(|w| r.subject.contains(w) || r.number.contains(w) || r.requester.name.contains(w))
            && (self.organ.is_empty() || r.organ == self.organ)
            && (self.state.is_empty() || stage == self.state)
            && (self.year.is_empty() || r.arrived_on.year().to_string() == self.year)
    }
}

/// All requests within reach, newest first.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let organs = s.organs()?;
        let accounts = s.office.store.read(|db| store::accounts::list(db, &s.county.slug))?;
        let all = s.office.store.read(|db| case_files(&s.office, db, &s.county.slug, &signed.actor.organs))?;
        let mut years: Vec<i16> = all.iter().map(|f| f.request.arrived_on.year()).collect();
        years.sort_unstable();
        years.dedup();
        let chosen: Vec<&CaseFile> = all.iter().filter(|f| filter.admits(f)).collect();
        let last = chosen.len().div_ceil(PER_PAGE).max(1);
        let current = filter.page.unwrap_or(1).clamp(1, last);
        let address = |n: usize| {
            let [q, o, st, y] = [&filter.q, &filter.organ, &filter.state, &filter.year].map(|v| cookies::encode(v));
            s.url(&format!("/desk/requests?q={q}&organ={o}&state={st}&year={y}&page={n}"))
        };
        let tasks = chosen.iter().skip((current - 1) * PER_PAGE).take(PER_PAGE).map(|f| {
            let (days, stage, due) = match &f.standing {
                Ok(s) => (s.days_left, s.state.label(), s.due.filter(|_| !s.state.is_closed())),
                Err(_) => (None, "期限无法计算", None),
            };
            Task {
                deadline: Some(labels::deadline(days, stage)),
                title: f.request.subject.clone(),
                href: s.url(&format!("/desk/requests/{}", f.request.id)),
                number: format!("{}　{}", f.request.number, organ_short(&organs, &f.request.organ)),
                kind: f.request.applicant_kind.label().to_owned(),
                state: stage.to_owned(),
                due_text: due.map_or_else(String::new, chinese),
                handler: f
                    .request
                    .handler
                    .as_ref()
                    .and_then(|id| accounts.iter().find(|a| a.id == *id))
                    .map_or_else(String::new, |a| a.name.clone()),
                verb: "打开".to_owned(),
            }
        });
        let own = organs.iter().filter(|o| signed.actor.reaches(&o.id) && o.level.is_organ_of_government());
        let any = || std::iter::once(Choice::new("", "全部"));
        Ok(List {
            tasks: tasks.collect(),
            page: frame::desk(s, &signed, &headers, "/desk/requests")?,
            total: all.len(),
            may_register: s.office.rules.roles.allow(&signed.actor.roles, actions::Permission::HandleRequest),
            words: Field::new("q", "关键词").value(filter.q.clone()),
            organ: Field::new("organ", "机关").value(filter.organ.clone()),
            organs: any().chain(own.map(|o| Choice::new(&o.id, &o.short))).collect(),
            state: Field::new("state", "当前环节").value(filter.state.clone()),
            states: any().chain(STAGES.map(|st| Choice::new(st.key(), st.label()))).collect(),
            year: Field::new("year", "收到年份").value(filter.year.clone()),
            years: any().chain(years.iter().rev().map(|y| Choice::new(y.to_string(), format!("{y}年")))).collect(),
            pagination: Pagination::new(current, last, address),
        })
    });
    frame::html(&page.await?)
}
