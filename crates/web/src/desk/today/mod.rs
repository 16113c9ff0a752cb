//! 今日待办: what waits within reach, nearest deadline first.

use std::sync::Arc;

use actions::today::{Task as Waiting, TaskKind, today};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::{chinese, weekday};
use serde::Deserialize;

use crate::access::Signed;
use crate::components::{Choice, Field, Light, Pagination, Task};
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
    light: String,
    kind: String,
    q: String,
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "desk/today/page.html")]
struct Page {
    page: DeskPage,
    today_text: String,
    counts: [usize; 4],
    nothing: bool,
    light: String,
    words: Field,
    kind: Field,
    kinds: Vec<Choice>,
    tasks: Vec<Task>,
    troubles: Vec<String>,
    pagination: Pagination,
}

fn light(task: &Waiting) -> Light {
    labels::deadline(task.days_left, "").light
}

fn kind_code(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Request => "request",
        TaskKind::Publication => "publication",
        TaskKind::Report => "report",
        TaskKind::Basis => "basis",
        TaskKind::Contact => "contact",
        TaskKind::Sweep => "sweep",
        TaskKind::Link => "link",
    }
}

/// The list.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let all = today(&s.office, &signed.actor)?;
        let organs = s.organs()?;
        let accounts = s.office.store.read(|db| store::accounts::list(db, &s.county.slug))?;
        let count = |l: Light| all.iter().filter(|t| light(t) == l).count();
        let counts = [all.len(), count(Light::Late), count(Light::Soon), count(Light::Ok)];
        let mut troubles: Vec<String> = all.iter().filter_map(|t| t.trouble.clone()).collect();
        troubles.sort();
        troubles.dedup();
        let chosen: Vec<&Waiting> = all
            .iter()
            .filter(|t| filter.light.is_empty() || light(t).code() == filter.light)
            .filter(|t| filter.kind.is_empty() || kind_code(t.kind) == filter.kind)
            .filter(|t| filter.q.split_whitespace().all(|w| t.title.contains(w) || t.number.contains(w)))
            .collect();
        let last = chosen.len().div_ceil(PER_PAGE).max(1);
        let current = filter.page.unwrap_or(1).clamp(1, last);
        let address = |n: usize| {
            let [l, k, q] = [&filter.light, &filter.kind, &filter.q].map(|v| cookies::encode(v));
            s.url(&format!("/desk?light={l}&kind={k}&q={q}&page={n}"))
        };
        let wide = signed.actor.organs.len() > 1;
        let tasks = chosen.iter().skip((current - 1) * PER_PAGE).take(PER_PAGE).map(|t| Task {
            deadline: Some(labels::deadline(t.days_left, &t.stage)),
            title: t.title.clone(),
            href: s.url(&match t.kind {
                TaskKind::Request => format!("/desk/requests/{}", t.id),
                TaskKind::Publication => format!("/desk/publications/{}", t.id),
                TaskKind::Report => format!("/desk/reports/{}", t.id),
                TaskKind::Basis => format!("/desk/publications/{}#basis", t.id),
                TaskKind::Contact => "/desk/contacts".to_owned(),
                TaskKind::Sweep => format!("/desk/publications/{}", t.id),
                TaskKind::Link => format!("/desk/links?organ={}", t.id),
            }),
            number: if wide { format!("{}　{}", t.number, organ_short(&organs, &t.organ)) } else { t.number.clone() },
            kind: labels::task_kind(t.kind).to_owned(),
            state: format!("{}：{}", t.stage, t.next),
            due_text: t.due.map_or_else(String::new, chinese),
            handler: t
                .handler
                .as_ref()
                .and_then(|id| accounts.iter().find(|a| a.id == *id))
                .map_or_else(String::new, |a| a.name.clone()),
            verb: "办理".to_owned(),
        });
        let now = s.office.clock.today();
        let kinds = [
            TaskKind::Request,
            TaskKind::Publication,
            TaskKind::Report,
            TaskKind::Basis,
            TaskKind::Contact,
            TaskKind::Sweep,
            TaskKind::Link,
        ];
        let choices = kinds.map(|k| Choice::new(kind_code(k), labels::task_kind(k)));
        let mut page = frame::desk(s, &signed, &headers, "/desk")?;
        if let Some(item) = page.menu.first_mut() {
            item.count = Some(all.len());
        }
        Ok(Page {
            page,
            today_text: format!("{}，{}", chinese(now), weekday(now)),
            counts,
            nothing: all.is_empty(),
            light: filter.light.clone(),
            words: Field::new("q", "关键词").value(filter.q.clone()),
            kind: Field::new("kind", "事项类型").value(filter.kind.clone()),
            kinds: std::iter::once(Choice::new("", "全部")).chain(choices).collect(),
            tasks: tasks.collect(),
            troubles,
            pagination: Pagination::new(current, last, address),
        })
    });
    frame::html(&page.await?)
}
