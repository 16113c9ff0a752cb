//! 首页: the five fixed entries of the platform, what is new, and the way to every township and village.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::organ::OrganLevel;
use store::public::{self, Filter};

use crate::components::ListItem;
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::listing::{is_village_of, line};
use crate::public::reports;
use crate::site::Site;

/// How many publications are called new.
const NEWEST: usize = 10;
/// How many annual reports.
const NEWEST_REPORTS: usize = 5;

#[derive(Template)]
#[template(path = "public/home/page.html")]
struct Page {
    page: PublicPage,
    newest: Vec<ListItem>,
    townships: Vec<Township>,
    /// County offices and departments: name and address.
    offices: Vec<(String, String)>,
    reports: Vec<ListItem>,
}

/// A township with its villages, each with name and address.
struct Township {
    name: String,
    href: String,
    villages: Vec<(String, String)>,
}

/// The page.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let organs = s.organs()?;
        let (newest, published) = s.office.store.read(|db| {
            let newest = public::publications(db, &s.county.slug, &Filter::default())?;
            Ok::<_, actions::ActionError>((newest, public::reports(db, &s.county.slug)?))
        })?;
        let address = |id: &str| s.url(&format!("/organs/{id}"));
        let townships = organs.iter().filter(|o| o.level == OrganLevel::Township).map(|t| Township {
            name: t.name.clone(),
            href: address(&t.id),
            villages: organs
                .iter()
                .filter(|v| is_village_of(v, t))
                .map(|v| (v.short.clone(), address(&v.id)))
                .collect(),
        });
        let offices = organs
            .iter()
            .filter(|o| matches!(o.level, OrganLevel::CountyOffice | OrganLevel::Department))
            .map(|o| (o.name.clone(), address(&o.id)));
        Ok(Page {
            page: frame::public(s, &headers, &uri, "/"),
            newest: newest.into_iter().take(NEWEST).map(|p| line(s, &organs, p)).collect(),
            townships: townships.collect(),
            offices: offices.collect(),
            reports: published.iter().take(NEWEST_REPORTS).map(|r| reports::line(s, &organs, r)).collect(),
        })
    });
    frame::html(&page.await?)
}
