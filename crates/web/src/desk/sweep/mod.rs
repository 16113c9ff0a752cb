//! 内容巡查: what the nightly reading of everything published found, by organ and publication, with who must mend it.

use std::sync::Arc;

use actions::{Permission, sweep};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use store::accounts;

use crate::access::Signed;
use crate::desk::checks::Checks;
use crate::error::PageError;
use crate::frame;
use crate::layout::DeskPage;
use crate::public::rules;
use crate::site::{Site, organ_name};

/// One finding.
struct Item {
    severity: &'static str,
    label: &'static str,
    message: String,
    hint: String,
    at: String,
    text: String,
    since: String,
    rule_href: Option<String>,
    fingerprint: String,
}

/// A publication with what was found in it.
struct Group {
    title: String,
    href: String,
    id: String,
    organ: String,
    author: String,
    items: Vec<Item>,
}

#[derive(Template)]
#[template(path = "desk/sweep/page.html")]
struct Page {
    page: DeskPage,
    groups: Vec<Group>,
    count: usize,
    checks: Checks,
    /// Whether the reader may say why something is left.
    may: bool,
}

/// The page.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let found = sweep::findings(&s.office, &signed.actor)?;
        let people = s.office.store.read(|db| accounts::list(db, &s.county.slug))?;
        let organs = s.organs()?;
        let count = found.iter().map(|(_, f)| f.len()).sum();
        let mut groups: Vec<Group> = found
            .into_iter()
            .map(|(p, findings)| Group {
                href: s.url(&format!("/desk/publications/{}", p.id)),
                id: p.id.clone(),
                organ: organ_name(&organs, &p.organ),
                author: people
                    .iter()
                    .find(|a| a.id == p.author)
                    .map_or_else(|| "（账号已不存在）".to_owned(), |a| a.name.clone()),
                title: p.title,
                items: findings
                    .into_iter()
                    .map(|f| Item {
                        label: f.severity.word(),
                        rule_href: rules::address(s, &f.rule),
                        since: chinese(f.first_seen),
                        severity: f.severity.as_str(),
                        message: f.message,
                        hint: f.hint,
                        at: f.part,
                        fingerprint: f.fingerprint,
                        text: f.text.chars().take(60).collect(),
                    })
                    .collect(),
            })
            .collect();
        groups.sort_by(|a, b| (&a.organ, &a.title).cmp(&(&b.organ, &b.title)));
        let page = frame::desk(s, &signed, &headers, "/desk/sweep")?;
        let may = s.office.require(&signed.actor, Permission::ReviewPublication).is_ok();
        Ok(Page { may, page, groups, count, checks: Checks::of(s, &signed, "sweep")? })
    });
    frame::html(&page.await?)
}
