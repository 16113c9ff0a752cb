//! 公开机关: who publishes here, how to reach them, and what they have published.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::organ::OrganLevel;
use store::organs::{Contacts, Organ};
use store::public::{self, Filter};

use crate::components::{Crumb, ListItem, SummaryRow};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::listing::{FilterForm, Listing, Wanted, is_village_of, line, with_villages};
use crate::public::reports;
use crate::site::Site;

#[derive(Template)]
#[template(path = "public/organs/index.html")]
struct Index {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    groups: Vec<Group>,
}

/// Organs of one kind, or the villages of a township; the heading may lead to the township.
struct Group {
    title: String,
    href: Option<String>,
    organs: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "public/organs/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    organ: Organ,
    contacts: Vec<SummaryRow>,
    /// What the organ above is to this one, its name and address.
    parent: Option<(&'static str, String, String)>,
    villages: Vec<(String, String)>,
    list: Listing<ListItem>,
    filter: FilterForm,
    narrowed: bool,
    reports: Vec<ListItem>,
    /// Who receives requests for it: name, and the address of the form.
    asked: Option<(String, String)>,
}

/// What is known of how to reach an organ, in the order Art. 12 names it.
pub fn contact_rows(contacts: &Contacts) -> Vec<SummaryRow> {
    let address = contacts.address.as_ref().map(|address| match &contacts.postcode {
        Some(postcode) => format!("{address}（邮政编码 {postcode}）"),
        None => address.clone(),
    });
    let known = [
        ("办公地址", address),
        ("办公时间", contacts.hours.clone()),
        ("联系电话", contacts.phone.clone()),
        ("传真号码", contacts.fax.clone()),
        ("互联网联系方式", contacts.email.clone()),
        ("负责人", contacts.head.clone()),
    ];
    known.into_iter().filter_map(|(key, value)| Some(SummaryRow::new(key, value?))).collect()
}

/// What an organ is to those below it; the county office is their 主管部门 for openness (Art. 3), not their superior.
fn above(level: OrganLevel) -> &'static str {
    match level {
        OrganLevel::CountyOffice => "政府信息公开工作主管部门",
        OrganLevel::Township => "所属乡镇",
        OrganLevel::Department | OrganLevel::Village => "上级机关",
    }
}

fn link(site: &Site, name: &str, id: &str) -> (String, String) {
    (name.to_owned(), site.url(&format!("/organs/{id}")))
}

/// All organs by kind, villages under their township.
pub async fn index(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let organs = s.organs()?;
        let of = |level| organs.iter().filter(move |o| o.level == level);
        let mut groups = Vec::new();
        for (title, level) in [("县级政府", OrganLevel::CountyOffice), ("县级部门", OrganLevel::Department)] {
            let organs = of(level).map(|o| link(s, &o.name, &o.id)).collect();
            groups.push(Group { title: title.to_owned(), href: None, organs });
        }
        groups.retain(|g| !g.organs.is_empty());
        for township in of(OrganLevel::Township) {
            let (title, href) = link(s, &township.name, &township.id);
            let villages = organs.iter().filter(|v| is_village_of(v, township)).map(|v| link(s, &v.name, &v.id));
            groups.push(Group { title, href: Some(href), organs: villages.collect() });
        }
        let crumbs = vec![Crumb::link("首页", s.url("/")), Crumb::here("公开机关")];
        Ok(Index { page: frame::public(s, &headers, &uri, ""), crumbs, groups })
    });
    frame::html(&page.await?)
}

/// One organ or village.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let wanted = Wanted::of(&uri);
    let page = site.run(move |s| {
        let organs = s.organs()?;
        let Some(organ) = organs.iter().find(|o| o.id == id) else { return Ok(None) };
        let own = Filter { organs: Some(with_villages(&organs, organ)), ..Filter::default() };
        let (mut publications, published) = s.office.store.read(|db| {
            let publications = public::publications(db, &s.county.slug, &own)?;
            Ok::<_, actions::ActionError>((publications, public::reports(db, &s.county.slug)?))
        })?;
        let path = s.url(&format!("/organs/{}", organ.id));
        let filter = FilterForm::new(&path).year(&wanted, publications.iter().map(|p| p.published_on.year()));
        if let Some(year) = wanted.year() {
            publications.retain(|p| p.published_on.year() == year);
        }
        let parent = organ.parent.as_ref().and_then(|id| organs.iter().find(|o| o.id == *id));
        // A village is no organ of government: its township answers (Art. 27).
        let asked = if organ.level.is_organ_of_government() { Some(organ) } else { parent };
        let asked = asked.filter(|o| o.level.is_organ_of_government());
        Ok(Some(Page {
            page: frame::public(s, &headers, &uri, ""),
            crumbs: vec![
                Crumb::link("首页", s.url("/")),
                Crumb::link("公开机关", s.url("/organs")),
                Crumb::here(&organ.name),
            ],
            contacts: contact_rows(&organ.contacts),
            parent: parent.map(|p| (above(p.level), p.name.clone(), s.url(&format!("/organs/{}", p.id)))),
            villages: organs.iter().filter(|v| is_village_of(v, organ)).map(|v| link(s, &v.name, &v.id)).collect(),
            list: Listing::page(publications, &wanted, &path, |p| line(s, &organs, p)),
            narrowed: wanted.year().is_some(),
            filter,
            reports: published.iter().filter(|r| r.organ == organ.id).map(|r| reports::line(s, &organs, r)).collect(),
            asked: asked.map(|o| (o.name.clone(), s.url(&format!("/requests/new?organ={}", o.id)))),
            organ: organ.clone(),
        }))
    });
    frame::html(&page.await?.ok_or_else(PageError::not_found)?)
}
