//! The list of publications in every state, with the day by which each must be public.

use std::sync::Arc;

use actions::{Permission, today};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use domain::publication::PublicationState;
use domain::request::state::days_left;
use serde::Deserialize;
use store::publications::Publication;
use store::{accounts, publications};

use super::{path_of, state_colour};
use crate::access::Signed;
use crate::components::{Choice, Deadline, Field, Pagination};
use crate::error::PageError;
use crate::layout::DeskPage;
use crate::site::{Site, organ_name};
use crate::{cookies, frame};

const PER_PAGE: usize = 20;

const STATES: [PublicationState; 5] = [
    PublicationState::Draft,
    PublicationState::Submitted,
    PublicationState::Approved,
    PublicationState::Published,
    PublicationState::Withdrawn,
];

/// How the list is narrowed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    state: String,
    organ: String,
    q: String,
    page: Option<usize>,
}

/// When it must be public, and how that stands.
pub(super) struct Due {
    pub(super) text: String,
    pub(super) badge: Option<Deadline>,
}

struct Line {
    title: String,
    href: String,
    number: String,
    organ: String,
    genre: String,
    state: &'static str,
    colour: &'static str,
    formed_on: String,
    due: Due,
    author: String,
}

#[derive(Template)]
#[template(path = "desk/publications/list.html")]
struct Page {
    page: DeskPage,
    may_write: bool,
    narrowed: bool,
    total: usize,
    words: Field,
    state: Field,
    states: Vec<Choice>,
    organ: Field,
    organs: Vec<Choice>,
    lines: Vec<Line>,
    pagination: Pagination,
}

/// The due date (Art. 26) of anything, with a badge while it is not public yet.
pub(super) fn due(site: &Site, publication: &Publication) -> Due {
    let open = !matches!(publication.state, PublicationState::Published | PublicationState::Withdrawn);
    let calendar = &site.office.rules.calendar;
    let counted = today::publication_due(&site.office, publication.formed_on).and_then(|due| {
        let left = open.then(|| days_left(calendar, site.office.clock.today(), due)).transpose();
        left.map(|left| (due, left)).map_err(|e| e.to_string())
    });
    match counted {
        Ok((due, left)) => Due { text: chinese(due), badge: left.map(Deadline::days_left) },
        Err(reason) => Due { text: format!("无法计算：{reason}"), badge: None },
    }
}

/// The list.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let actor = &signed.actor;
        let organs = s.organs()?;
        let chosen = if actor.reaches(&filter.organ) { vec![filter.organ.clone()] } else { actor.organs.clone() };
        let state = PublicationState::from_key(&filter.state);
        let (found, people) = s.office.store.read(|db| {
            let found = publications::list(db, &s.county.slug, &chosen, state, &filter.q)?;
            Ok::<_, actions::ActionError>((found, accounts::list(db, &s.county.slug)?))
        })?;
        let last = found.len().div_ceil(PER_PAGE).max(1);
        let current = filter.page.unwrap_or(1).clamp(1, last);
        let address = |n: usize| {
            let [state, organ, q] = [&filter.state, &filter.organ, &filter.q].map(|v| cookies::encode(v));
            s.url(&format!("/desk/publications?state={state}&organ={organ}&q={q}&page={n}"))
        };
        let lines = found.iter().skip((current - 1) * PER_PAGE).take(PER_PAGE).map(|p| Line {
            title: p.title.clone(),
            href: s.url(&path_of(&p.id)),
            number: p.index_number.clone(),
            organ: organ_name(&organs, &p.organ),
            genre: p.genre.clone(),
            state: p.state.label(),
            colour: state_colour(p.state),
            formed_on: chinese(p.formed_on),
            due: due(s, p),
            author: super::person(&people, &p.author),
        });
        let states = STATES.map(|state| Choice::new(state.key(), state.label()));
        let reach = organs.iter().filter(|o| actor.reaches(&o.id)).map(|o| Choice::new(&*o.id, &*o.name));
        Ok(Page {
            page: frame::desk(s, &signed, &headers, "/desk/publications")?,
            may_write: s.office.rules.roles.allow(&actor.roles, Permission::WritePublication),
            narrowed: state.is_some() || actor.reaches(&filter.organ) || !filter.q.trim().is_empty(),
            total: found.len(),
            words: Field::new("q", "标题中的词").value(&*filter.q),
            state: Field::new("state", "状态").value(&*filter.state),
            states: std::iter::once(Choice::new("", "全部")).chain(states).collect(),
            organ: Field::new("organ", "发布机关").value(&*filter.organ),
            organs: std::iter::once(Choice::new("", "全部")).chain(reach).collect(),
            lines: lines.collect(),
            pagination: Pagination::new(current, last, address),
        })
    });
    frame::html(&page.await?)
}
