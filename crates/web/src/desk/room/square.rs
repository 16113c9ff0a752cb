//! One organ and year: where the report stands, its files and letters, and where it went out if not here.

use std::sync::Arc;

use actions::ActionError;
use actions::received::note_elsewhere;
use actions::room;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use store::received::{Elsewhere, ReceivedReport};

use super::{ROOM, badge, colour, remarks, square_path};
use crate::access::Signed;
use crate::components::{Deadline, Field, FlashKind, ListItem, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::DeskPage;
use crate::site::Site;

#[derive(Template)]
#[template(path = "desk/room/square.html")]
struct Page {
    page: DeskPage,
    problems: Vec<Problem>,
    room: String,
    here: String,
    report: String,
    dry_run: String,
    compare: String,
    running: bool,
    organ: String,
    year: i16,
    state: &'static str,
    colour: &'static str,
    badge: Option<Deadline>,
    remarks: Vec<String>,
    due: String,
    published: String,
    published_here: bool,
    files: Vec<ListItem>,
    letters: Vec<String>,
    signed_on: Field,
    published_on: Field,
    address: Field,
}

fn page(
    s: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    (organ, year): (&str, i16),
    typed: Option<&Form>,
    wrong: &[actions::Problem],
) -> Result<Page, ActionError> {
    let (organ, square) = room::square(&s.office, &signed.actor, organ, year)?;
    let (files, elsewhere, letters) = s.office.store.read(|db| {
        let files = store::received::of_square(db, &s.county.slug, &organ.id, year)?;
        let elsewhere = store::received::elsewhere(db, &s.county.slug)?;
        Ok::<_, ActionError>((files, elsewhere, store::reminders::list(db, &s.county.slug)?))
    })?;
    let noted = elsewhere.into_iter().find(|e| e.organ == organ.id && e.year == year);
    let stored = |f: fn(&Elsewhere) -> String| noted.as_ref().map(f).unwrap_or_default();
    let field = |name: &'static str, label: &str, stored: String| {
        let value = typed.map_or(stored, |f| f.text(name).to_owned());
        let error = wrong.iter().find(|p| p.field == name).map(|p| p.message.clone());
        Field::new(name, label).value(value).error(error)
    };
    let iso = |on: Option<jiff::civil::Date>| on.map(|d| d.to_string()).unwrap_or_default();
    let signed_on = field("signed_on", "签发日期", stored(|e| e.signed_on.map(|d| d.to_string()).unwrap_or_default()));
    let published_on = field("published_on", "公布日期", iso(noted.as_ref().and_then(|e| e.published_on)));
    let address = field("address", "在哪里公布的", stored(|e| e.address.clone()));
    let address = Field { hint: Some("网址，或者公示栏、公报等".to_owned()), ..address };
    let newest = files.iter().find(|f| f.counts()).map(|f| f.id.clone());
    let state = |f: &ReceivedReport| match (&f.set_aside, newest.as_deref() == Some(f.id.as_str())) {
        (Some(why), _) => format!("已停用：{why}"),
        (None, true) => "现用".to_owned(),
        (None, false) => "已被新文件代替".to_owned(),
    };
    let list = files.iter().filter(|f| f.confirmed).map(|f| ListItem {
        title: f.name.clone(),
        href: s.url(&format!("{ROOM}/files/{}", f.id)),
        date_text: chinese(f.received_on),
        date_iso: f.received_on.to_string(),
        note: Some(state(f)),
    });
    let own = letters.iter().filter(|l| l.organ == organ.id && l.year == year);
    Ok(Page {
        problems: problems(&[&signed_on, &published_on, &address]),
        room: s.url(ROOM),
        here: s.url(&square_path(&organ.id, year)),
        report: s.url(&format!("/desk/reports/{}/{year}", organ.id)),
        dry_run: s.url(&format!("/desk/dry-run/{}", organ.id)),
        compare: s.url(&format!(
            "{ROOM}/compare?left={id}&left_year={}&right={id}&right_year={year}",
            year - 1,
            id = crate::cookies::encode(&organ.id)
        )),
        running: year == s.office.clock.today().year(),
        state: square.standing.state().label(),
        colour: colour(square.standing.state()),
        badge: badge(&square),
        remarks: remarks(&square),
        due: square.due.map_or_else(|| "不需要编制".to_owned(), chinese),
        published: square.published_on.map_or_else(String::new, chinese),
        published_here: square.published_here,
        files: list.collect(),
        letters: own.map(|l| chinese(l.made_on)).collect(),
        organ: organ.name,
        year,
        signed_on,
        published_on,
        address,
        page: frame::desk(s, signed, headers, ROOM)?,
    })
}

/// The square.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year)): Path<(String, i16)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| page(s, &signed, &headers, (&organ, year), None, &[]));
    frame::html(&page.await?)
}

/// Notes that the report was signed or published elsewhere.
pub async fn note(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year)): Path<(String, i16)>,
    form: Form,
) -> Result<Response, PageError> {
    let back = square_path(&organ, year);
    let done = site.run(move |s| {
        let mut wrong = Vec::new();
        let mut date = |field: &'static str| match form.date(field) {
            Ok(on) => on,
            Err(message) => {
                wrong.push(actions::Problem::new(field, message));
                None
            }
        };
        let (signed_on, published_on) = (date("signed_on"), date("published_on"));
        if wrong.is_empty() {
            let address = form.text("address");
            match note_elsewhere(&s.office, &signed.actor, &organ, year, signed_on, published_on, address) {
                Ok(()) => return Ok(Ok((FlashKind::Success, "已登记".to_owned()))),
                Err(ActionError::NotAllowed(reason)) => return Ok(Ok((FlashKind::Problem, reason))),
                Err(ActionError::Invalid(problems)) => wrong = problems,
                Err(e) => return Err(e),
            }
        }
        page(s, &signed, &headers, (&organ, year), Some(&form), &wrong).map(Err)
    });
    match done.await? {
        Ok((kind, text)) => Ok(frame::go(&site, &back, kind, &text)),
        Err(page) => frame::html(&page),
    }
}
