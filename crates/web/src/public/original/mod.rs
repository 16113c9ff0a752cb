//! An annual report as it went out, for one that was amended since: what was published stays open to everybody.

use std::sync::Arc;

use actions::ActionError;
use actions::reports::published_report;
use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use report::layout::{Layout, layout};
use store::organs::Organ;
use store::public::{self, PublicReport};

use crate::components::{Crumb, FileLink};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::download;
use crate::report_files as files;
use crate::site::Site;

#[derive(Template)]
#[template(path = "public/original/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    title: String,
    now: String,
    published_text: String,
    amended_text: String,
    body: String,
    files: Vec<FileLink>,
}

/// An amended report: its organ, the report, and its text before.
fn find(site: &Site, organ: &str, year: &str) -> Result<(Organ, PublicReport, String), ActionError> {
    let organ = site.organs()?.into_iter().find(|o| o.id == organ).ok_or(ActionError::NotFound)?;
    let year: i16 = year.parse().map_err(|_| ActionError::NotFound)?;
    let reports = site.office.store.read(|db| public::reports(db, &site.county.slug))?;
    let report = reports.into_iter().find(|r| r.organ == organ.id && r.year == year).ok_or(ActionError::NotFound)?;
    let original = report.original.clone().ok_or(ActionError::NotFound)?;
    Ok((organ, report, original))
}

/// The page.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Path((organ, year)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let (organ, published, original) = find(s, &organ, &year)?;
        let report = published_report(&original)?;
        let options = Layout { signature: Some(&organ.name), date: Some(published.published_on), link: None };
        let mut document = layout(&report, &options);
        document.blocks.retain(|block| !files::is_title(block));
        let now = s.url(&format!("/reports/{}/{}", organ.id, published.year));
        let links = files::FORMATS.iter().map(|format| FileLink {
            label: format!("下载原报告{}", format.name),
            href: format!("{now}/original/report.{}", format.extension),
            kind: format.extension.to_uppercase(),
            size: String::new(),
        });
        Ok(Page {
            page: frame::public(s, &headers, &uri, "/reports"),
            crumbs: vec![
                Crumb::link("首页", s.url("/")),
                Crumb::link("政府信息公开年报", s.url("/reports")),
                Crumb::link(format!("{}{}年", organ.name, published.year), now.clone()),
                Crumb::here("更正前的原报告"),
            ],
            title: report::layout::title(&report),
            published_text: chinese(published.published_on),
            amended_text: published.amended_on.map_or_else(String::new, chinese),
            body: documents::write::html::fragment(&document),
            files: links.collect(),
            now,
        })
    });
    frame::html(&page.await?)
}

/// The report as it went out as a file.
pub async fn file(
    State(site): State<Arc<Site>>,
    Path((organ, year, file)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let extension = file.strip_prefix("report.").ok_or_else(PageError::not_found)?.to_owned();
    let made = site.run(move |s| {
        let (organ, published, original) = find(s, &organ, &year)?;
        let report = published_report(&original)?;
        let (fonts, date) = (s.settings.fonts.as_deref(), Some(published.published_on));
        let note = s.county.note.as_deref();
        let (bytes, media_type) = files::render(fonts, &report, &organ.name, date, note, &extension)?;
        let name = format!("{}{}年度报告（更正前）.{extension}", organ.name, published.year);
        Ok((name, media_type, bytes))
    });
    let (name, media_type, bytes) = made.await?;
    Ok(download::attachment(&name, media_type, bytes))
}
