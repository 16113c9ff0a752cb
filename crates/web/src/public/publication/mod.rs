//! One publication: its index, its text, its files. Withdrawn ones say when and why instead of vanishing.

pub(crate) mod body;

use std::sync::Arc;

use actions::ActionError;
use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use domain::publication::{Lapse, Shelf, lapse};
use store::organs::Organ;
use store::public::{self, PublicAttachment, PublicPublication};

use crate::components::{CatalogueEntry, Crumb, FileLink, IndexRow};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::tree::{self, Counts};
use crate::public::{catalogue, download};
use crate::site::{Site, organ_name};

#[derive(Template)]
#[template(path = "public/publication/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    tree: Vec<CatalogueEntry>,
    index: Vec<IndexRow>,
    title: String,
    summary: String,
    published_text: String,
    organ: String,
    organ_href: String,
    lapsed_text: Option<String>,
    body: String,
    files: Vec<FileLink>,
}

/// What stands at an address.
enum There {
    Published(Box<Page>),
    Withdrawn(String),
    Nothing,
}

/// The page.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Path(index): Path<String>,
) -> Result<Response, PageError> {
    let there = site
        .run(move |s| {
            let county = &s.county.slug;
            let organs = s.organs()?;
            s.office.store.read(|db| {
                let Some(publication) = public::publication(db, county, &index)? else {
                    let withdrawn = public::withdrawn(db, county, &index)?;
                    return Ok(withdrawn.map_or(There::Nothing, |(on, reason)| There::Withdrawn(gone(on, &reason))));
                };
                let counts = Counts::new(public::count_by_obligation(db, county)?);
                let files = public::attachments(db, county, &index)?;
                let frame = frame::public(s, &headers, &uri, "/platform");
                Ok::<_, ActionError>(There::Published(Box::new(page(s, frame, &organs, &counts, publication, &files))))
            })
        })
        .await?;
    match there {
        There::Published(page) => frame::html(&*page),
        There::Withdrawn(sentence) => Err(PageError::gone(sentence)),
        There::Nothing => Err(PageError::not_found()),
    }
}

fn gone(on: jiff::civil::Date, reason: &str) -> String {
    let reason = reason.trim().trim_end_matches('。');
    if reason.is_empty() {
        format!("这条信息已于{}撤下。", chinese(on))
    } else {
        format!("这条信息已于{}撤下，原因：{reason}。", chinese(on))
    }
}

fn page(
    site: &Site,
    page: PublicPage,
    organs: &[Organ],
    counts: &Counts,
    publication: PublicPublication,
    files: &[PublicAttachment],
) -> Page {
    let catalogue = &site.office.rules.catalogue;
    let field = publication.obligation.as_deref().and_then(|code| catalogue.field_of(code));
    let mut crumbs = vec![Crumb::link("首页", site.url("/")), Crumb::link("政府信息公开", site.url("/platform"))];
    let current = match (publication.shelf, field) {
        (Shelf::Statutory, Some(field)) => {
            let path = format!("/catalogue/{}", field.code);
            crumbs.push(Crumb::link(Shelf::Statutory.label(), site.url("/catalogue")));
            crumbs.push(Crumb::link(&field.name, site.url(&path)));
            path
        }
        (Shelf::Statutory, None) => {
            crumbs.push(Crumb::link(Shelf::Statutory.label(), site.url("/catalogue")));
            "/catalogue".to_owned()
        }
        (shelf, _) => {
            let path = format!("/platform/{}", shelf.key());
            crumbs.push(Crumb::link(shelf.label(), site.url(&path)));
            path
        }
    };
    crumbs.push(Crumb::here("正文"));
    let address = format!("/publications/{}", publication.index_number);
    let files = files.iter().map(|f| FileLink {
        label: f.name.clone(),
        href: site.url(&format!("{address}/files/{}", f.id)),
        kind: download::kind(&f.name),
        size: download::size_text(f.size),
    });
    Page {
        page,
        crumbs,
        tree: tree::entries(site, counts, &current),
        index: index(site, organs, &publication),
        files: files.collect(),
        body: body::html(&publication.body),
        published_text: chinese(publication.published_on),
        organ: organ_name(organs, &publication.organ),
        organ_href: site.url(&format!("/organs/{}", publication.organ)),
        lapsed_text: lapsed(site, &publication).map(|lapse| match lapse {
            Lapse::Repealed(on) | Lapse::Withdrawn(on) => format!("本文件已于{}废止", chinese(on)),
            Lapse::Expired(last) => format!("本文件的有效期至{}，已满", chinese(last)),
        }),
        title: publication.title,
        summary: publication.summary,
    }
}

/// Whether it holds no more today. What is read here is public, so it was not withdrawn.
fn lapsed(site: &Site, publication: &PublicPublication) -> Option<Lapse> {
    lapse(publication.repealed_on, None, publication.valid_until, site.office.clock.today())
}

/// 信息索引 (Art. 12: 索引、名称、内容概述、生成日期, and what portals commonly add).
fn index(site: &Site, organs: &[Organ], publication: &PublicPublication) -> Vec<IndexRow> {
    let catalogue = &site.office.rules.catalogue;
    let code = publication.obligation.as_deref();
    let subject = match (code.and_then(|c| catalogue.field_of(c)), code.and_then(|c| catalogue.item(c))) {
        (Some(field), Some(item)) => format!("{} / {}", field.name, catalogue::title(item)),
        _ => publication.shelf.label().to_owned(),
    };
    let validity = match (lapsed(site, publication), publication.valid_until) {
        (Some(Lapse::Expired(last)), _) => format!("有效期已满（至{}）", chinese(last)),
        (Some(lapse), _) => format!("{}（{}）", lapse.label(), chinese(lapse.since())),
        (None, Some(until)) => format!("有效（至{}）", chinese(until)),
        (None, None) => "有效".to_owned(),
    };
    vec![
        IndexRow::new("索引号", &publication.index_number),
        IndexRow::new("主题分类", subject),
        IndexRow::new("发文机关", organ_name(organs, &publication.organ)),
        IndexRow::new("成文日期", chinese(publication.formed_on)),
        IndexRow::new("发文字号", publication.document_number.as_deref().unwrap_or("无")),
        IndexRow::new("发布日期", chinese(publication.published_on)),
        IndexRow::new("标题", &publication.title),
        IndexRow::new("有效性", validity),
        IndexRow::new("体裁", &publication.genre),
        IndexRow::new("内容概述", &publication.summary),
    ]
}

/// One of its files.
pub async fn file(
    State(site): State<Arc<Site>>,
    Path((index, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (attachment, bytes) = site
        .run(move |s| {
            let files = s.office.store.read(|db| public::attachments(db, &s.county.slug, &index))?;
            let attachment = files.into_iter().find(|f| f.id == id).ok_or(ActionError::NotFound)?;
            let bytes = s.office.blobs.get(&attachment.digest)?;
            Ok((attachment, bytes))
        })
        .await?;
    Ok(download::attachment(&attachment.name, &attachment.media_type, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_says_when_and_why() {
        let on = jiff::civil::date(2026, 9, 10);
        assert_eq!(gone(on, "金额有误。"), "这条信息已于2026年9月10日撤下，原因：金额有误。");
        assert_eq!(gone(on, " "), "这条信息已于2026年9月10日撤下。");
    }
}
