//! Receiving files: the form, what became of each file, whose report each is, and all files that were ever received.

use std::sync::Arc;

use actions::ActionError;
use actions::received::{FIRST_YEAR, confirm_report, receive_report};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use store::received::ReceivedReport;

use super::{ROOM, square_path};
use crate::access::Signed;
use crate::components::{Choice, Field, FlashKind};
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::public::download::size_text;
use crate::site::{Site, organ_name};
use crate::{cookies, frame};

/// What became of one posted file.
struct Outcome {
    name: String,
    taken: bool,
    sentence: String,
}

/// A file whose organ and year a person has to confirm.
struct Pending {
    id: String,
    name: String,
    recognised: String,
    organ: Field,
    year: Field,
    original: String,
}

/// A file of the list.
struct Line {
    name: String,
    href: String,
    organ: String,
    square: String,
    year: i16,
    received_on: String,
    size: String,
    state: &'static str,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "desk/room/files.html")]
struct Page {
    page: DeskPage,
    room: String,
    files: Field,
    outcomes: Vec<Outcome>,
    wrong: Vec<(String, String)>,
    pending: Vec<Pending>,
    organs: Vec<Choice>,
    years: Vec<Choice>,
    lines: Vec<Line>,
}

fn page(
    s: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    outcomes: Vec<Outcome>,
    form: Option<&Form>,
    wrong: Vec<(String, String)>,
) -> Result<Page, ActionError> {
    let organs = s.organs()?;
    let all = s.office.store.read(|db| store::received::list(db, &s.county.slug))?;
    let typed = |name: &str, otherwise: String| form.map_or(otherwise, |f| f.text(name).to_owned());
    let problem = |name: &str| wrong.iter().find(|(field, _)| field == name).map(|(_, message)| message.clone());
    let pending = all.iter().filter(|f| !f.confirmed && f.set_aside.is_none()).map(|f| {
        let (organ, year) = (format!("organ-{}", f.id), format!("year-{}", f.id));
        let found = f.organ.as_deref().map(|id| organ_name(&organs, id));
        Pending {
            recognised: match (found, f.year) {
                (Some(organ), Some(year)) => format!("认出是{organ}{year}年的报告，请核对"),
                (Some(organ), None) => format!("认出是{organ}的报告，没有认出年度"),
                (None, Some(year)) => format!("认出是{year}年的报告，没有认出是本县哪个机关"),
                (None, None) => "没有认出机关和年度".to_owned(),
            },
            organ: Field::new(&*organ, "机关")
                .value(typed(&organ, f.organ.clone().unwrap_or_default()))
                .error(problem(&organ)),
            year: Field::new(&*year, "报告年度")
                .value(typed(&year, f.year.map(|y| y.to_string()).unwrap_or_default()))
                .error(problem(&year)),
            original: s.url(&format!("{ROOM}/files/{}/original", f.id)),
            id: f.id.clone(),
            name: f.name.clone(),
        }
    });
    let newest = |f: &ReceivedReport| {
        all.iter().find(|o| o.counts() && o.organ == f.organ && o.year == f.year).is_some_and(|o| o.id == f.id)
    };
    let lines = all.iter().filter(|f| f.confirmed || f.set_aside.is_some()).map(|f| {
        let (state, colour) = match (&f.set_aside, newest(f)) {
            (Some(_), _) => ("已停用", "grey"),
            (None, true) => ("现用", "green"),
            (None, false) => ("已被新文件代替", "yellow"),
        };
        let organ = f.organ.clone().unwrap_or_default();
        let year = f.year.unwrap_or_default();
        Line {
            name: f.name.clone(),
            href: if f.confirmed {
                s.url(&format!("{ROOM}/files/{}", f.id))
            } else {
                s.url(&format!("{ROOM}/files/{}/original", f.id))
            },
            organ: if organ.is_empty() { "未确认".to_owned() } else { organ_name(&organs, &organ) },
            square: if f.confirmed { s.url(&square_path(&organ, year)) } else { String::new() },
            year,
            received_on: chinese(f.received_on),
            size: size_text(f.size),
            state,
            colour,
        }
    });
    let today = s.office.clock.today();
    let owing = organs.iter().filter(|o| o.level.is_organ_of_government() && signed.actor.reaches(&o.id));
    Ok(Page {
        room: s.url(ROOM),
        files: Field::new("files", "选择报告文件")
            .hint("可以一次选择多个，合计不超过 20 MB。可以直接从电子邮件里保存的原件选择，不用改名。"),
        outcomes,
        pending: pending.collect(),
        organs: std::iter::once(Choice::new("", "请选择"))
            .chain(owing.map(|o| Choice::new(&*o.id, &*o.name)))
            .collect(),
        years: std::iter::once(Choice::new("", "请选择"))
            .chain((FIRST_YEAR..=today.year()).rev().map(|y| Choice::new(y.to_string(), format!("{y}年"))))
            .collect(),
        lines: lines.collect(),
        page: frame::desk(s, signed, headers, ROOM)?,
        wrong,
    })
}

/// The form and the files.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let page = site.run(move |s| page(s, &signed, &headers, Vec::new(), None, Vec::new()));
    frame::html(&page.await?)
}

/// Takes the posted files one by one; what cannot be read is refused with the reader's sentence and the others are taken.
pub async fn receive(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    if form.files.is_empty() {
        let sentence = "请先选择文件，再按“接收”";
        return Ok(frame::go(&site, &format!("{ROOM}/files"), FlashKind::Problem, sentence));
    }
    let page = site.run(move |s| {
        let mut outcomes = Vec::new();
        for file in form.files {
            let done = receive_report(&s.office, &signed.actor, &file.name, &file.media_type, &file.bytes);
            let (taken, sentence) = match done {
                Ok(_) => (true, "已接收，请在下面确认机关和年度。".to_owned()),
                Err(ActionError::NotAllowed(sentence)) => (false, sentence),
                Err(e) => return Err(e),
            };
            outcomes.push(Outcome { name: file.name, taken, sentence });
        }
        page(s, &signed, &headers, outcomes, None, Vec::new())
    });
    frame::html(&page.await?)
}

/// Confirms every posted file whose organ and year are chosen; the others stay where they are, with what is missing.
pub async fn confirm(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let mut wrong = Vec::new();
        let mut confirmed = Vec::new();
        for id in form.all("file") {
            let (organ, year) = (format!("organ-{id}"), format!("year-{id}"));
            let chosen = form.text(&year).parse().unwrap_or_default();
            match confirm_report(&s.office, &signed.actor, id, form.text(&organ), chosen) {
                Ok(()) => confirmed.push(id.clone()),
                Err(ActionError::Invalid(problems)) => {
                    let field = |p: &actions::Problem| if p.field == "organ" { organ.clone() } else { year.clone() };
                    wrong.extend(problems.iter().map(|p| (field(p), p.message.clone())));
                }
                Err(e) => return Err(e),
            }
        }
        if wrong.is_empty() {
            return Ok(Ok(confirmed));
        }
        page(s, &signed, &headers, Vec::new(), Some(&form), wrong).map(Err)
    });
    match done.await? {
        Ok(confirmed) if confirmed.is_empty() => {
            Ok(frame::go(&site, &format!("{ROOM}/files"), FlashKind::Problem, "没有要确认的文件"))
        }
        // One file: straight to what the checks say about it.
        Ok(confirmed) => {
            let path = match confirmed.as_slice() {
                [one] => format!("{ROOM}/files/{}", cookies::encode(one)),
                _ => format!("{ROOM}/files"),
            };
            let news = format!("已确认{}份文件并核对", confirmed.len());
            Ok(frame::go(&site, &path, FlashKind::Success, &news))
        }
        Err(page) => frame::html(&page),
    }
}
