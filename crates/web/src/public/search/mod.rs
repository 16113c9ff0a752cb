//! 搜索 over everything published: all words must occur, and where they occur nowhere together, what comes close is shown;
//! the address carries the search, so it can be passed on.

mod near;
mod snippet;

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use store::organs::Organ;
use store::public::{self, Filter, PublicPublication};

use crate::components::Crumb;
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::listing::{FilterForm, Listing, Wanted, note};
use crate::site::{Site, organ_name};

#[derive(Template)]
#[template(path = "public/search/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    words: String,
    /// Nothing has every word; the list holds what comes close.
    nearly: bool,
    narrowed: bool,
    filter: FilterForm,
    list: Listing<Hit>,
    /// The same search without filters.
    wider: String,
}

/// One result. Title and snippet are HTML with the words marked.
struct Hit {
    href: String,
    title: String,
    date_text: String,
    date_iso: String,
    note: String,
    snippet: String,
}

/// The page; without words it lists everything, newest first.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let wanted = Wanted::of(&uri);
    let page = site.run(move |s| {
        let organs = s.organs()?;
        let catalogue = &s.office.rules.catalogue;
        let words = wanted.each_word();
        let field = catalogue.field(&wanted.field);
        let filter = Filter {
            shelf: None,
            organs: wanted.organs(&organs),
            obligations: field.map(|f| f.items.iter().map(|i| i.code.clone()).collect()),
            year: None,
            words: words.clone(),
        };
        let mut found = s.office.store.read(|db| public::publications(db, &s.county.slug, &filter))?;
        let mut marks = words.clone();
        let nearly = found.is_empty() && !words.is_empty();
        if nearly {
            let anything = Filter { words: Vec::new(), ..filter };
            let all = s.office.store.read(|db| public::publications(db, &s.county.slug, &anything))?;
            (found, marks) = near::near(all, &words, |id| organ_name(&organs, id));
        }
        let nearly = nearly && !found.is_empty();
        // The years to choose from are those of the results, so the year narrows them only here.
        let years: BTreeSet<i16> = found.iter().map(|p| p.published_on.year()).collect();
        if let Some(year) = wanted.year() {
            found.retain(|p| p.published_on.year() == year);
        }
        let path = s.url("/search");
        let fields = catalogue.fields().iter().map(|f| (f.code.as_str(), f.name.as_str()));
        let form = FilterForm::new(&path).words(&wanted).organ(&wanted, &organs).field(&wanted, fields);
        let mut page = frame::public(s, &headers, &uri, "");
        page.query.clone_from(&wanted.words);
        Ok(Page {
            page,
            crumbs: vec![Crumb::link("首页", s.url("/")), Crumb::here("搜索")],
            nearly,
            narrowed: wanted.is_narrowed(),
            filter: form.year(&wanted, years),
            list: Listing::page(found, &wanted, &path, |p| hit(s, &organs, &marks, &p)),
            wider: Wanted { words: wanted.words.clone(), ..Wanted::default() }.address(&path, 1),
            words: wanted.words,
        })
    });
    frame::html(&page.await?)
}

fn hit(site: &Site, organs: &[Organ], words: &[String], publication: &PublicPublication) -> Hit {
    let mut note = note(organs, publication);
    if let Some(field) = publication.obligation.as_deref().and_then(|c| site.office.rules.catalogue.field_of(c)) {
        note = format!("{note}　{}", field.name);
    }
    Hit {
        href: site.url(&format!("/publications/{}", publication.index_number)),
        title: snippet::marked(&publication.title, words),
        date_text: chinese(publication.published_on),
        date_iso: publication.published_on.to_string(),
        snippet: snippet::snippet(&[&publication.body, &publication.summary], words),
        note: snippet::marked(&note, words),
    }
}
