//! Organs × years, counted, narrowed and sorted by the year one looks at.

use std::sync::Arc;

use actions::ActionError;
use actions::room::{self, Row, Square};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use domain::organ::OrganLevel;
use domain::report_standing::ReportState;
use serde::Deserialize;

use super::{ROOM, badge, colour, remarks, square_path};
use crate::access::Signed;
use crate::components::{Choice, Deadline, Field};
use crate::error::PageError;
use crate::layout::DeskPage;
use crate::site::Site;
use crate::{frame, labels};

/// How the room is looked at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct View {
    year: String,
    state: String,
    level: String,
    sort: String,
}

/// The rows to show, and the year they are counted and sorted by.
pub(super) struct Seen {
    pub(super) years: Vec<i16>,
    pub(super) focus: i16,
    pub(super) rows: Vec<Row>,
    all: Vec<Row>,
}

fn focused(row: &Row, focus: i16) -> Option<&Square> {
    row.squares.iter().find(|q| q.year == focus)
}

/// Narrows and sorts the room.
pub(super) fn seen(s: &Site, signed: &Signed, view: &View) -> Result<Seen, ActionError> {
    let today = s.office.clock.today();
    let mut years = room::years(today);
    let wanted = view.year.parse().ok();
    // The report that is due now is the one of the year before.
    let focus =
        wanted.filter(|y| (actions::received::FIRST_YEAR..=today.year()).contains(y)).unwrap_or(today.year() - 1);
    if !years.contains(&focus) {
        years.push(focus);
    }
    let all = room::room(&s.office, &signed.actor, &years)?;
    let state = ReportState::from_key(&view.state);
    let level = OrganLevel::from_key(&view.level);
    let mut rows: Vec<Row> = all
        .iter()
        .filter(|r| level.is_none_or(|l| r.organ.level == l))
        .filter(|r| state.is_none_or(|st| focused(r, focus).is_some_and(|q| q.standing.state() == st)))
        .cloned()
        .collect();
    match view.sort.as_str() {
        // The states are in the order of their urgency; within one the nearest due date comes first.
        "urgent" => rows.sort_by_key(|r| focused(r, focus).map(|q| (q.standing.state(), q.due))),
        "findings" => rows.sort_by_key(|r| {
            let counts = focused(r, focus).and_then(|q| q.counts).unwrap_or_default();
            std::cmp::Reverse((counts.errors, counts.warnings, counts.questions))
        }),
        _ => {}
    }
    Ok(Seen { years, focus, rows, all })
}

struct Cell {
    year: i16,
    href: String,
    state: &'static str,
    colour: &'static str,
    badge: Option<Deadline>,
    remarks: Vec<String>,
    reminded: Option<String>,
    current: bool,
}

struct Line {
    organ: String,
    level: &'static str,
    cells: Vec<Cell>,
}

struct Count {
    n: usize,
    label: &'static str,
    href: String,
    light: &'static str,
    current: bool,
}

#[derive(Template)]
#[template(path = "desk/room/page.html")]
struct Page {
    page: DeskPage,
    room: String,
    sentence: String,
    due_text: String,
    narrowed: bool,
    counts: Vec<Count>,
    year: Field,
    years: Vec<Choice>,
    state: Field,
    states: Vec<Choice>,
    level: Field,
    levels: Vec<Choice>,
    sort: Field,
    sorts: Vec<Choice>,
    columns: Vec<i16>,
    focus: i16,
    lines: Vec<Line>,
    export: String,
}

/// `40个机关：12个已公布，3个逾期`: what there is of each state, the finished ones first.
fn sentence(organs: usize, tally: &[(ReportState, usize)]) -> String {
    let said: Vec<String> =
        tally.iter().rev().filter(|(_, n)| *n > 0).map(|(state, n)| format!("{n}个{}", state.label())).collect();
    format!("{organs}个机关：{}", said.join("，"))
}

/// The room.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(view): Query<View>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let seen = seen(s, &signed, &view)?;
        let today = s.office.clock.today();
        let tally = room::tally(seen.all.iter().filter_map(|r| focused(r, seen.focus)));
        let query = |state: &str| {
            let (focus, level, sort) = (seen.focus, &view.level, &view.sort);
            let [level, sort] = [level, sort].map(|v| crate::cookies::encode(v));
            format!("year={focus}&state={state}&level={level}&sort={sort}")
        };
        let chosen = ReportState::from_key(&view.state);
        let counts = std::iter::once(Count {
            n: seen.all.len(),
            label: "全部机关",
            href: s.url(&format!("{ROOM}?{}", query(""))),
            light: "",
            current: chosen.is_none(),
        })
        .chain(tally.iter().map(|(state, n)| Count {
            n: *n,
            label: state.label(),
            href: s.url(&format!("{ROOM}?{}", query(state.key()))),
            light: match state {
                ReportState::Late => "late",
                ReportState::Published => "ok",
                _ => "",
            },
            current: chosen == Some(*state),
        }));
        let lines = seen.rows.iter().map(|row| Line {
            organ: row.organ.short.clone(),
            level: labels::organ_level(row.organ.level),
            cells: row
                .squares
                .iter()
                .map(|q| Cell {
                    year: q.year,
                    href: s.url(&square_path(&row.organ.id, q.year)),
                    state: q.standing.state().label(),
                    colour: colour(q.standing.state()),
                    badge: badge(q),
                    remarks: remarks(q),
                    reminded: q.reminded_on.map(chinese),
                    current: q.year == seen.focus,
                })
                .collect(),
        });
        let due = |level: OrganLevel| {
            level.report_due(seen.focus, s.office.practice.township_report_due).map_or_else(String::new, chinese)
        };
        let any = |label: &str| std::iter::once(Choice::new("", label));
        let levels = [OrganLevel::CountyOffice, OrganLevel::Department, OrganLevel::Township];
        let past = (actions::received::FIRST_YEAR..=today.year()).rev();
        Ok(Page {
            room: s.url(ROOM),
            sentence: sentence(seen.all.len(), &tally),
            due_text: format!(
                "{}年度报告的公布期限：县级部门{}，县级政府{}（《政府信息公开条例》第四十九条）；乡镇{}（由县确定）。",
                seen.focus,
                due(OrganLevel::Department),
                due(OrganLevel::CountyOffice),
                due(OrganLevel::Township)
            ),
            narrowed: chosen.is_some() || OrganLevel::from_key(&view.level).is_some(),
            counts: counts.collect(),
            year: Field::new("year", "报告年度").value(seen.focus.to_string()),
            years: past.map(|y| Choice::new(y.to_string(), format!("{y}年度"))).collect(),
            state: Field::new("state", "状态").value(&*view.state),
            states: any("全部").chain(ReportState::ALL.map(|st| Choice::new(st.key(), st.label()))).collect(),
            level: Field::new("level", "机关类别").value(&*view.level),
            levels: any("全部").chain(levels.map(|l| Choice::new(l.key(), labels::organ_level(l)))).collect(),
            sort: Field::new("sort", "排列").value(&*view.sort),
            sorts: vec![
                Choice::new("", "按机关顺序"),
                Choice::new("urgent", "最急的在前"),
                Choice::new("findings", "问题多的在前"),
            ],
            columns: seen.years.clone(),
            focus: seen.focus,
            export: s.url(&format!("{ROOM}/export.csv?{}", query(&view.state))),
            lines: lines.collect(),
            page: frame::desk(s, &signed, &headers, ROOM)?,
        })
    });
    frame::html(&page.await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_make_one_sentence() {
        let tally = [(ReportState::Late, 3), (ReportState::NotStarted, 0), (ReportState::Published, 12)];
        assert_eq!(sentence(15, &tally), "15个机关：12个已公布，3个逾期");
    }
}
