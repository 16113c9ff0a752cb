//! Two reports side by side: two years of one organ, or two organs of one year.

use std::sync::Arc;

use actions::ActionError;
use actions::received::FIRST_YEAR;
use actions::room::report_of;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use report::compare::{Pair, Passage, cells, passages};
use serde::Deserialize;

use super::ROOM;
use crate::access::Signed;
use crate::components::{Choice, Field};
use crate::error::PageError;
use crate::layout::DeskPage;
use crate::site::Site;
use crate::{frame, labels};

/// Which two.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    left: String,
    left_year: String,
    right: String,
    right_year: String,
    all: String,
}

/// One row of figures in words.
struct Row {
    label: String,
    left: String,
    right: String,
    difference: String,
    same: bool,
}

/// Both reports.
struct Both {
    left: String,
    right: String,
    differing: usize,
    rows: Vec<Row>,
    passages: Vec<Passage>,
    alike: Alike,
}

/// How much of the left text also stands in the right one.
struct Alike {
    percent: u8,
    characters: usize,
    passages: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "desk/room/compare.html")]
struct Page {
    page: DeskPage,
    room: String,
    here: String,
    left: Field,
    left_year: Field,
    right: Field,
    right_year: Field,
    organs: Vec<Choice>,
    years: Vec<Choice>,
    all: bool,
    toggle: String,
    refused: Option<String>,
    both: Option<Both>,
}

/// What a cell shows: absent from the form, blank, or as printed.
fn shown(text: &Option<String>) -> String {
    match text.as_deref() {
        None => "无此栏".to_owned(),
        Some("") => "空白".to_owned(),
        Some(text) => text.to_owned(),
    }
}

fn row(pair: &Pair) -> Row {
    let difference = match pair.difference {
        Some(d) if d.is_zero() => "0".to_owned(),
        Some(d) if d.is_negative() => d.to_string(),
        Some(d) => format!("+{d}"),
        None => "不能相减".to_owned(),
    };
    Row {
        label: pair.label.clone(),
        left: shown(&pair.left),
        right: shown(&pair.right),
        difference,
        same: pair.is_same(),
    }
}

fn both(s: &Site, signed: &Signed, wanted: &Wanted) -> Result<Both, ActionError> {
    let one = |organ: &str, year: &str| {
        let year = year.parse().map_err(|_| ActionError::NotFound)?;
        let (organ, report, source) = report_of(&s.office, &signed.actor, organ, year)?;
        Ok::<_, ActionError>((format!("{}{year}年（{}）", organ.short, labels::source(source)), report))
    };
    let (left, a) = one(&wanted.left, &wanted.left_year)?;
    let (right, b) = one(&wanted.right, &wanted.right_year)?;
    let pairs = cells(&a, &b);
    let alike = report::similarity::compare(&a, &b);
    let whole = wanted.all == "1";
    Ok(Both {
        left,
        right,
        differing: pairs.iter().filter(|p| !p.is_same()).count(),
        rows: pairs.iter().filter(|p| whole || !p.is_same()).map(row).collect(),
        passages: passages(&a, &b).into_iter().filter(|p| whole || !p.is_same()).collect(),
        alike: Alike {
            percent: alike.percent(),
            characters: alike.characters,
            passages: alike.passages.into_iter().map(|(l, r)| (l.text, r.text)).collect(),
        },
    })
}

/// The page.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let asked = [&wanted.left, &wanted.left_year, &wanted.right, &wanted.right_year].iter().all(|v| !v.is_empty());
        let (both, refused) = match asked.then(|| both(s, &signed, &wanted)) {
            None => (None, None),
            Some(Ok(both)) => (Some(both), None),
            Some(Err(ActionError::NotAllowed(why))) => (None, Some(why)),
            Some(Err(e)) => return Err(e),
        };
        let organs = s.organs()?;
        let owing = organs.iter().filter(|o| o.level.is_organ_of_government() && signed.actor.reaches(&o.id));
        let today = s.office.clock.today().year();
        let any = || std::iter::once(Choice::new("", "请选择"));
        let field = |name: &str, label: &str, value: &str| Field::new(name, label).value(value);
        let all = wanted.all == "1";
        let [l, ly, r, ry] =
            [&wanted.left, &wanted.left_year, &wanted.right, &wanted.right_year].map(|v| crate::cookies::encode(v));
        let other = if all { "" } else { "&all=1" };
        Ok(Page {
            room: s.url(ROOM),
            here: s.url(&format!("{ROOM}/compare")),
            left: field("left", "左边：机关", &wanted.left),
            left_year: field("left_year", "左边：年度", &wanted.left_year),
            right: field("right", "右边：机关", &wanted.right),
            right_year: field("right_year", "右边：年度", &wanted.right_year),
            organs: any().chain(owing.map(|o| Choice::new(&*o.id, &*o.name))).collect(),
            years: any()
                .chain((FIRST_YEAR..=today).rev().map(|y| Choice::new(y.to_string(), format!("{y}年"))))
                .collect(),
            toggle: s.url(&format!("{ROOM}/compare?left={l}&left_year={ly}&right={r}&right_year={ry}{other}")),
            all,
            refused,
            both,
            page: frame::desk(s, &signed, &headers, ROOM)?,
        })
    });
    frame::html(&page.await?)
}
