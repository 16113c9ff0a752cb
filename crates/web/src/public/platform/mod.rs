//! 政府信息公开 platform: its five parts with what stands in each (国办公开办函〔2019〕61号), and the two parts that are plain
//! shelves, 指南 and 制度. 法定主动公开内容 is arranged by the catalogue and has pages of its own.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use domain::publication::Shelf;
use store::organs::Organ;
use store::public::{self, Filter};

use crate::components::{CatalogueEntry, Crumb, ListItem};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::listing::{FilterForm, Listing, Wanted, line};
use crate::public::tree::{self, Counts};
use crate::site::Site;

#[derive(Template)]
#[template(path = "public/platform/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    tree: Vec<CatalogueEntry>,
    guides: usize,
    rules: usize,
    statutory: usize,
    reports: usize,
}

#[derive(Template)]
#[template(path = "public/platform/shelf.html")]
struct ShelfPage {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    tree: Vec<CatalogueEntry>,
    shelf: Shelf,
    list: Listing<ListItem>,
    filter: FilterForm,
    narrowed: bool,
    /// Organs of government with the contacts that the guide must name (Art. 12).
    contacts: Vec<Contact>,
}

/// A line of the guide's table of contacts.
struct Contact {
    name: String,
    href: String,
    /// 办公地址、办公时间、联系电话、传真号码、互联网联系方式
    facts: [String; 5],
}

impl Contact {
    fn of(site: &Site, organ: Organ) -> Contact {
        let c = organ.contacts;
        let facts = [c.address, c.hours, c.phone, c.fax, c.email];
        Contact {
            href: site.url(&format!("/organs/{}", organ.id)),
            name: organ.name,
            facts: facts.map(|fact| fact.unwrap_or_else(|| "未登记".to_owned())),
        }
    }
}

impl ShelfPage {
    fn is_guide(&self) -> bool {
        self.shelf == Shelf::Guide
    }
}

/// The five parts.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let county = &s.county.slug;
        let (all, counts, published) = s.office.store.read(|db| {
            let all = public::publications(db, county, &Filter::default())?;
            let counts = Counts::new(public::count_by_obligation(db, county)?);
            Ok::<_, actions::ActionError>((all, counts, public::reports(db, county)?))
        })?;
        let count = |shelf| all.iter().filter(|p| p.shelf == shelf).count();
        Ok(Page {
            page: frame::public(s, &headers, &uri, "/platform"),
            crumbs: vec![Crumb::link("首页", s.url("/")), Crumb::here("政府信息公开")],
            tree: tree::entries(s, &counts, "/platform"),
            guides: count(Shelf::Guide),
            rules: count(Shelf::Rules),
            statutory: count(Shelf::Statutory),
            reports: published.len(),
        })
    });
    frame::html(&page.await?)
}

/// 指南 or 制度.
pub async fn shelf(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Path(key): Path<String>,
) -> Result<Response, PageError> {
    let shelf = match Shelf::from_key(&key).ok_or_else(PageError::not_found)? {
        Shelf::Statutory => return Ok(Redirect::to(&site.url("/catalogue")).into_response()),
        shelf => shelf,
    };
    let wanted = Wanted::of(&uri);
    let page = site.run(move |s| {
        let organs = s.organs()?;
        let filter = Filter { shelf: Some(shelf), organs: wanted.organs(&organs), ..Filter::default() };
        let (found, counts) = s.office.store.read(|db| {
            let found = public::publications(db, &s.county.slug, &filter)?;
            let counts = Counts::new(public::count_by_obligation(db, &s.county.slug)?);
            Ok::<_, actions::ActionError>((found, counts))
        })?;
        let below = format!("/platform/{}", shelf.key());
        let path = s.url(&below);
        Ok(ShelfPage {
            page: frame::public(s, &headers, &uri, "/platform"),
            crumbs: vec![
                Crumb::link("首页", s.url("/")),
                Crumb::link("政府信息公开", s.url("/platform")),
                Crumb::here(shelf.label()),
            ],
            tree: tree::entries(s, &counts, &below),
            shelf,
            list: Listing::page(found, &wanted, &path, |p| line(s, &organs, p)),
            filter: FilterForm::new(&path).organ(&wanted, &organs),
            narrowed: filter.organs.is_some(),
            contacts: organs
                .into_iter()
                .filter(|o| o.level.is_organ_of_government())
                .map(|o| Contact::of(s, o))
                .collect(),
        })
    });
    frame::html(&page.await?)
}
