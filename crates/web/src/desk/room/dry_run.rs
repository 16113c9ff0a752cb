//! 试编: what the running year would look like if it closed today, for one organ and for all.

use std::sync::Arc;

use actions::decisions::{Counts, counts};
use actions::dry_run::{DryRun, dry_run, dry_run_all};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;

use super::ROOM;
use crate::access::Signed;
use crate::components::Deadline;
use crate::error::PageError;
use crate::layout::DeskPage;
use crate::site::Site;
use crate::{frame, labels};

/// A case that would be carried over.
struct Case {
    href: String,
    number: String,
    subject: String,
    stage: String,
    due: String,
    badge: Option<Deadline>,
}

/// What the checks say, without decisions: those are made on the findings page.
struct Finding {
    severity: &'static str,
    label: &'static str,
    message: String,
}

#[derive(Template)]
#[template(path = "desk/room/dry_run.html")]
struct Page {
    page: DeskPage,
    organ: String,
    year: i16,
    as_of: String,
    report: String,
    cases: Vec<Case>,
    blank: Vec<String>,
    to_fill: Vec<String>,
    findings: Vec<Finding>,
}

/// One organ.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(organ): Path<String>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let run = dry_run(&s.office, &signed.actor, &organ)?;
        let cases = run.open.iter().map(|c| Case {
            href: s.url(&format!("/desk/requests/{}", c.id)),
            number: c.number.clone(),
            subject: c.subject.clone(),
            stage: c.stage.clone(),
            due: match (c.due, &c.trouble) {
                (Some(due), _) => chinese(due),
                (None, Some(why)) => format!("无法计算：{why}"),
                (None, None) => "不计期限".to_owned(),
            },
            badge: c.days_left.map(Deadline::days_left),
        });
        let findings = run.judged.iter().filter(|j| !j.is_dismissed()).map(|j| Finding {
            severity: j.finding.severity.as_str(),
            label: labels::severity(j.finding.severity),
            message: j.finding.message.clone(),
        });
        Ok(Page {
            report: s.url(&format!("/desk/reports/{}/{}", run.organ, run.year)),
            as_of: chinese(run.as_of),
            cases: cases.collect(),
            findings: findings.collect(),
            organ: run.name,
            year: run.year,
            blank: run.blank,
            to_fill: run.to_fill,
            page: frame::desk(s, &signed, &headers, "/desk/reports")?,
        })
    });
    frame::html(&page.await?)
}

/// A line of the overview.
struct Line {
    organ: String,
    href: String,
    open: usize,
    nearest: String,
    blank: usize,
    to_fill: usize,
    counts: Counts,
    trouble: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/room/dry_runs.html")]
struct All {
    page: DeskPage,
    room: String,
    as_of: String,
    year: i16,
    open: usize,
    lines: Vec<Line>,
}

fn line(s: &Site, name: String, run: Result<DryRun, String>) -> Line {
    match run {
        Ok(run) => Line {
            organ: name,
            href: s.url(&format!("/desk/dry-run/{}", run.organ)),
            open: run.open.len(),
            nearest: run.open.iter().find_map(|c| c.due).map_or_else(String::new, chinese),
            blank: run.blank.len(),
            to_fill: run.to_fill.len(),
            counts: counts(&run.judged),
            trouble: None,
        },
        Err(why) => Line {
            organ: name,
            href: String::new(),
            open: 0,
            nearest: String::new(),
            blank: 0,
            to_fill: 0,
            counts: Counts::default(),
            trouble: Some(why),
        },
    }
}

/// All organs.
pub async fn all(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let today = s.office.clock.today();
        let runs = dry_run_all(&s.office, &signed.actor)?;
        let lines: Vec<Line> = runs.into_iter().map(|(name, run)| line(s, name, run)).collect();
        Ok(All {
            room: s.url(ROOM),
            as_of: chinese(today),
            year: today.year(),
            open: lines.iter().map(|l| l.open).sum(),
            lines,
            page: frame::desk(s, &signed, &headers, ROOM)?,
        })
    });
    frame::html(&page.await?)
}
