//! 催报函: whom to remind, the letters that were made, and each batch to print or take home.

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::ActionError;
use actions::reminders::{AHEAD, letters, make_reminders, may_remind};
use actions::room::{self, Row, Square};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use serde::Deserialize;
use store::reminders::Reminder;

use super::{ROOM, badge, colour};
use crate::access::Signed;
use crate::components::{Deadline, FileLink, FlashKind};
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::DeskPage;
use crate::public::download;
use crate::report_files as files;
use crate::site::{Site, organ_short};

/// The formats a letter can be taken home in.
const FORMATS: [&str; 3] = ["docx", "pdf", "html"];

/// An organ and year that may be reminded.
struct Candidate {
    value: String,
    id: String,
    organ: String,
    year: i16,
    state: &'static str,
    colour: &'static str,
    badge: Option<Deadline>,
    due: String,
    reminded: String,
    checked: bool,
}

/// Letters made together.
struct Batch {
    href: String,
    on: String,
    to: String,
    count: usize,
}

#[derive(Template)]
#[template(path = "desk/room/reminders.html")]
struct Page {
    page: DeskPage,
    room: String,
    here: String,
    ahead: i32,
    candidates: Vec<Candidate>,
    batches: Vec<Batch>,
}

/// What the list begins with: ticked boxes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    year: String,
}

fn path() -> String {
    format!("{ROOM}/reminders")
}

fn candidate(row: &Row, q: &Square, own: &str, wanted: Option<i16>) -> Option<Candidate> {
    let due = q.due?;
    (row.organ.id != own).then(|| Candidate {
        value: format!("{}/{}", row.organ.id, q.year),
        id: format!("to-{}-{}", row.organ.id, q.year),
        organ: row.organ.name.clone(),
        year: q.year,
        state: q.standing.state().label(),
        colour: colour(q.standing.state()),
        badge: badge(q),
        due: chinese(due),
        reminded: q.reminded_on.map_or_else(|| "没有催报过".to_owned(), chinese),
        checked: wanted == Some(q.year) && q.reminded_on.is_none(),
    })
}

/// Whom to remind.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let today = s.office.clock.today();
        let organs = s.organs()?;
        let rows = room::room(&s.office, &signed.actor, &room::years(today))?;
        let wanted = wanted.year.parse().ok();
        let mut candidates: Vec<(jiff::civil::Date, Candidate)> = Vec::new();
        for row in &rows {
            for q in row.squares.iter().filter(|q| may_remind(q, today)) {
                candidates.extend(q.due.zip(candidate(row, q, &signed.actor.organ, wanted)));
            }
        }
        // The report that is due now first; among those of one day in the order of the organs.
        candidates.sort_by_key(|(due, _)| std::cmp::Reverse(*due));
        let mut made: BTreeMap<String, Vec<Reminder>> = BTreeMap::new();
        for letter in s.office.store.read(|db| store::reminders::list(db, &s.county.slug))? {
            if signed.actor.reaches(&letter.organ) {
                made.entry(letter.batch.clone()).or_default().push(letter);
            }
        }
        let batches = made.iter().rev().filter_map(|(batch, letters)| {
            let first = letters.first()?;
            let to: Vec<String> =
                letters.iter().rev().map(|l| format!("{}{}年度", organ_short(&organs, &l.organ), l.year)).collect();
            Some(Batch {
                href: s.url(&format!("{}/{batch}", path())),
                on: chinese(first.made_on),
                to: to.join("、"),
                count: letters.len(),
            })
        });
        Ok(Page {
            room: s.url(ROOM),
            here: s.url(&path()),
            ahead: AHEAD,
            batches: batches.collect(),
            candidates: candidates.into_iter().map(|(_, c)| c).collect(),
            page: frame::desk(s, &signed, &headers, ROOM)?,
        })
    });
    frame::html(&page.await?)
}

/// Makes the letters.
pub async fn make(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let parts = form.all("to").iter().filter_map(|v| v.rsplit_once('/'));
        let to: Vec<(String, i16)> =
            parts.filter_map(|(organ, year)| Some((organ.to_owned(), year.parse().ok()?))).collect();
        match make_reminders(&s.office, &signed.actor, &to) {
            Ok(batch) => Ok(Ok((batch, to.len()))),
            Err(ActionError::NotAllowed(reason)) => Ok(Err(reason)),
            Err(e) => Err(e),
        }
    });
    match done.await? {
        Ok((batch, n)) => {
            let news = format!("已生成{n}份催报函并记录，可以打印或者下载");
            Ok(frame::go(&site, &format!("{}/{batch}", path()), FlashKind::Success, &news))
        }
        Err(reason) => Ok(frame::go(&site, &path(), FlashKind::Problem, &reason)),
    }
}

#[derive(Template)]
#[template(path = "desk/room/letters.html")]
struct Letters {
    page: DeskPage,
    room: String,
    list: String,
    title: String,
    body: String,
    files: Vec<FileLink>,
}

/// The letters of a batch, to be printed.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(batch): Path<String>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let document = letters(&s.office, &signed.actor, &batch, None)?;
        let links = FORMATS.iter().filter_map(|extension| {
            let format = files::FORMATS.iter().find(|f| f.extension == *extension)?;
            Some(FileLink {
                label: format.name.to_owned(),
                href: s.url(&format!("{}/{batch}/letters.{extension}", path())),
                kind: extension.to_uppercase(),
                size: String::new(),
            })
        });
        Ok(Letters {
            room: s.url(ROOM),
            list: s.url(&path()),
            title: document.title.clone().unwrap_or_default(),
            body: documents::write::html::fragment(&document),
            files: links.collect(),
            page: frame::desk(s, &signed, &headers, ROOM)?,
        })
    });
    frame::html(&page.await?)
}

/// The letters of a batch as a file.
pub async fn file(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((batch, file)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let extension = file.strip_prefix("letters.").filter(|e| FORMATS.contains(e));
    let extension = extension.ok_or_else(PageError::not_found)?.to_owned();
    let made = site.run(move |s| {
        let document = letters(&s.office, &signed.actor, &batch, None)?;
        let name = format!("{}.{extension}", document.title.as_deref().unwrap_or("催报函"));
        let (bytes, media_type) = files::write(s.settings.fonts.as_deref(), &document, &extension)?;
        Ok((name, bytes, media_type))
    });
    let (name, bytes, media_type) = made.await?;
    Ok(download::attachment(&name, media_type, bytes))
}
