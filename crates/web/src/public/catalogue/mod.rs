//! 法定主动公开内容, arranged by the standard catalogue: the fields, and each field's items with what is published under
//! them. An item with nothing under it is shown too: people may ask why.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::obligation::Obligation;
use domain::publication::Shelf;
use store::public::{self, Filter};

use crate::components::{CatalogueEntry, Crumb, ListItem, Pagination, SummaryRow};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::listing::{FilterForm, Listing, Wanted, line};
use crate::public::tree::{self, Counts};
use crate::site::Site;

#[derive(Template)]
#[template(path = "public/catalogue/index.html")]
struct Index {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    tree: Vec<CatalogueEntry>,
    total: usize,
    /// Fields with something in them, and those without.
    filled: Vec<FieldLine>,
    empty: Vec<FieldLine>,
}

/// A field in the list of fields.
struct FieldLine {
    name: String,
    href: String,
    items: usize,
    count: usize,
}

#[derive(Template)]
#[template(path = "public/catalogue/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    tree: Vec<CatalogueEntry>,
    name: String,
    basis: String,
    filter: FilterForm,
    narrowed: bool,
    total: usize,
    items: Vec<Item>,
    pagination: Pagination,
}

/// An item of the field with what is published under it on this page of the list.
struct Item {
    code: String,
    title: String,
    facts: Vec<SummaryRow>,
    count: usize,
    publications: Vec<ListItem>,
}

/// All fields.
pub async fn index(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let catalogue = &s.office.rules.catalogue;
        let counts = s.office.store.read(|db| public::count_by_obligation(db, &s.county.slug)).map(Counts::new)?;
        let fields = catalogue.fields().iter().map(|field| FieldLine {
            name: field.name.clone(),
            href: s.url(&format!("/catalogue/{}", field.code)),
            items: field.items.len(),
            count: counts.field(field),
        });
        let (filled, empty) = fields.partition(|f: &FieldLine| f.count > 0);
        Ok(Index {
            page: frame::public(s, &headers, &uri, "/platform"),
            crumbs: vec![
                Crumb::link("首页", s.url("/")),
                Crumb::link("政府信息公开", s.url("/platform")),
                Crumb::here(Shelf::Statutory.label()),
            ],
            tree: tree::entries(s, &counts, "/catalogue"),
            total: counts.all(catalogue),
            filled,
            empty,
        })
    });
    frame::html(&page.await?)
}

/// One field.
pub async fn field(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let wanted = Wanted::of(&uri);
    let page = site.run(move |s| {
        let Some(field) = s.office.rules.catalogue.field(&code) else { return Ok(None) };
        let organs = s.organs()?;
        let everything = Filter {
            shelf: Some(Shelf::Statutory),
            obligations: Some(field.items.iter().map(|i| i.code.clone()).collect()),
            ..Filter::default()
        };
        let (mut found, counts) = s.office.store.read(|db| {
            let found = public::publications(db, &s.county.slug, &everything)?;
            let counts = Counts::new(public::count_by_obligation(db, &s.county.slug)?);
            Ok::<_, actions::ActionError>((found, counts))
        })?;
        let below = format!("/catalogue/{}", field.code);
        let path = s.url(&below);
        let years: Vec<i16> = found.iter().map(|p| p.published_on.year()).collect();
        let chosen = wanted.organs(&organs);
        found.retain(|p| {
            chosen.as_ref().is_none_or(|ids| ids.contains(&p.organ))
                && wanted.year().is_none_or(|year| p.published_on.year() == year)
        });
        // In the order of the catalogue, and within an item newest first, so that pages follow the items.
        found.sort_by_key(|p| field.items.iter().position(|i| Some(&i.code) == p.obligation.as_ref()));
        let mut per_item: BTreeMap<String, usize> = BTreeMap::new();
        for code in found.iter().filter_map(|p| p.obligation.clone()) {
            *per_item.entry(code).or_default() += 1;
        }
        let list = Listing::page(found, &wanted, &path, |p| (p.obligation.clone(), line(s, &organs, p)));
        let mut on_page: BTreeMap<String, Vec<ListItem>> = BTreeMap::new();
        for (code, line) in list.items {
            on_page.entry(code.unwrap_or_default()).or_default().push(line);
        }
        let items = field.items.iter().map(|item| Item {
            code: item.code.clone(),
            title: title(item),
            facts: facts(item),
            count: per_item.get(&item.code).copied().unwrap_or(0),
            publications: on_page.remove(&item.code).unwrap_or_default(),
        });
        Ok(Some(Page {
            page: frame::public(s, &headers, &uri, "/platform"),
            crumbs: vec![
                Crumb::link("首页", s.url("/")),
                Crumb::link("政府信息公开", s.url("/platform")),
                Crumb::link(Shelf::Statutory.label(), s.url("/catalogue")),
                Crumb::here(&field.name),
            ],
            tree: tree::entries(s, &counts, &below),
            name: field.name.clone(),
            basis: field.basis.clone(),
            narrowed: chosen.is_some() || wanted.year().is_some(),
            filter: FilterForm::new(&path).organ(&wanted, &organs).year(&wanted, years),
            total: list.total,
            items: items.collect(),
            pagination: list.pagination,
        }))
    });
    frame::html(&page.await?.ok_or_else(PageError::not_found)?)
}

/// 一级事项·二级事项; where both say the same, once.
pub fn title(item: &Obligation) -> String {
    if item.level1 == item.level2 { item.level2.clone() } else { format!("{}·{}", item.level1, item.level2) }
}

/// The columns of the catalogue (国办发〔2019〕54号).
fn facts(item: &Obligation) -> Vec<SummaryRow> {
    let levels: Vec<&str> = item.levels.iter().map(|l| l.label()).collect();
    vec![
        SummaryRow::new("公开内容（要素）", item.elements.join("；")),
        SummaryRow::new("公开依据", &item.basis),
        SummaryRow::new("公开时限", &item.time_limit),
        SummaryRow::new("公开主体", &item.subject),
        SummaryRow::new("公开渠道和载体", item.channels.join("、")),
        SummaryRow::new("公开对象", item.audience.label()),
        SummaryRow::new("公开方式", item.mode.label()),
        SummaryRow::new("公开层级", levels.join("、")),
    ]
}
