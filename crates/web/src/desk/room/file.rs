//! One received file: its findings beside the page they are on, the original, and setting it aside.

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::ActionError;
use actions::decisions::Judged;
use actions::received::{AgainstSum, Opened, open_received, set_aside_report};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Place;
use domain::date::chinese;

use super::findings::{List, list, marks, spot};
use super::{ROOM, square_path};
use crate::access::Signed;
use crate::components::{Field, SummaryRow};
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::DeskPage;
use crate::public::download;
use crate::site::Site;

/// A page of the file as a picture with what is marked on it.
pub(super) struct Sheet {
    pub(super) number: u32,
    pub(super) src: String,
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) boxes: Vec<Marked>,
}

/// A marked rectangle.
pub(super) struct Marked {
    pub(super) id: String,
    pub(super) n: usize,
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) message: String,
}

#[derive(Template)]
#[template(path = "desk/room/file.html")]
struct Page {
    page: DeskPage,
    room: String,
    here: String,
    title: String,
    facts: Vec<SummaryRow>,
    newer: Option<String>,
    set_aside: Option<String>,
    compared: bool,
    list: List,
    sum: Option<AgainstSum>,
    sheets: Vec<Sheet>,
    body: String,
    reason: Field,
}

/// The findings with the file.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let opened = open_received(&s.office, &signed.actor, &id)?;
        let here = format!("{ROOM}/files/{}", opened.file.id);
        let judged = &opened.checked.judged;
        let sheets = super::picture::sheets(s, &here, &opened)?;
        let drawn: Vec<usize> = sheets.iter().flat_map(|sheet| &sheet.boxes).map(|b| b.n).collect();
        // Where the file has no pages, the place of a paragraph or cell is its running number.
        let place = |j: &Judged| Some(j.finding.place.clone()).filter(|p| sheets.is_empty() && p.area.is_some());
        let marks = marks(judged, place);
        let mark = |n: usize, j: &Judged| {
            if drawn.contains(&n) {
                return Some((format!("#mark-{n}"), "看页面上的位置"));
            }
            let mark = marks.get(&spot(&place(j)?))?;
            Some((format!("#{}", mark.id), "看原文中的位置"))
        };
        let body = if sheets.is_empty() {
            documents::write::html::marked_fragment(&opened.document, &|at: &Place| {
                at.area.and_then(|_| marks.get(&spot(at))).cloned()
            })
        } else {
            String::new()
        };
        let newer = opened.superseded_by.as_ref();
        Ok(Page {
            room: s.url(ROOM),
            title: opened.file.name.clone(),
            facts: facts(s, &opened),
            newer: newer.map(|f| s.url(&format!("{ROOM}/files/{}", f.id))),
            set_aside: opened.file.set_aside.clone(),
            compared: opened.checked.compared,
            list: list(s, &signed, (&opened.organ.id, opened.year), &opened.checked.report, judged, &here, mark)?,
            sum: opened.against_sum.clone(),
            sheets,
            body,
            reason: Field::new("reason", "为什么不用这份文件").hint("停用以后不再计入进度，文件和理由一直保留"),
            here: s.url(&here),
            page: frame::desk(s, &signed, &headers, ROOM)?,
        })
    });
    frame::html(&page.await?)
}

fn facts(s: &Site, opened: &Opened) -> Vec<SummaryRow> {
    let square = s.url(&square_path(&opened.organ.id, opened.year));
    let read = &opened.checked.report;
    let said = |said: Option<String>| said.unwrap_or_else(|| "没有认出".to_owned());
    vec![
        SummaryRow::new("登记为", format!("{}　{}年度", opened.organ.name, opened.year)).action(
            "看这一格",
            square,
            "机关和年度",
        ),
        SummaryRow::new(
            "标题写的是",
            format!("{}　{}", said(read.organ.clone()), said(read.year.map(|y| format!("{y}年")))),
        ),
        SummaryRow::new("格式", format!("{}年版格式（{}）", read.form.format, read.form.basis)),
        SummaryRow::new(
            "收到",
            format!("{}，{}", chinese(opened.file.received_on), download::size_text(opened.file.size)),
        ),
    ]
}

/// The file as it was received, always as a download.
pub async fn original(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let found = site.run(move |s| {
        let file = s.office.store.read(|db| store::received::find(db, &s.county.slug, &id))?;
        // A file that nobody has given to an organ yet belongs to the room.
        let within = |organ: &Option<String>| organ.as_deref().is_none_or(|o| signed.actor.reaches(o));
        let file = file.filter(|f| within(&f.organ)).ok_or(ActionError::NotFound)?;
        let bytes = s.office.blobs.get(&file.digest)?;
        Ok((file, bytes))
    });
    let (file, bytes) = found.await?;
    Ok(download::attachment(&file.name, &file.media_type, bytes))
}

/// Sets the file aside.
pub async fn set_aside(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let back = format!("{ROOM}/files");
    let done = site.run(move |s| Ok(set_aside_report(&s.office, &signed.actor, &id, form.text("reason"))));
    frame::after(&site, &back, done.await?, "已停用这份文件")
}

/// Which findings are on which page.
pub(super) fn by_page(judged: &[Judged]) -> BTreeMap<u32, Vec<(usize, &Judged)>> {
    let mut pages: BTreeMap<u32, Vec<(usize, &Judged)>> = BTreeMap::new();
    for (i, j) in judged.iter().enumerate().filter(|(_, j)| !j.is_dismissed()) {
        if let (Some(page), Some(_)) = (j.finding.place.page, j.finding.place.area) {
            pages.entry(page).or_default().push((i + 1, j));
        }
    }
    pages
}
