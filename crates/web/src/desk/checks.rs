//! 日常检查: what the last run of the night's work came to, and a button for those who do not want to wait for the night.

use std::sync::Arc;

use actions::nightly::{self, Ended};
use actions::{ActionError, Permission};
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::date::chinese;

use crate::access::Signed;
use crate::components::FlashKind;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::site::Site;

/// The pages that show this, by the key that their form sends.
const PAGES: [(&str, &str); 2] = [("sweep", "/desk/sweep"), ("links", "/desk/links")];

/// What stands above the findings of a check.
pub struct Checks {
    /// Where the form is sent.
    pub action: String,
    /// The page it stands on.
    pub from: &'static str,
    /// Its address.
    pub here: String,
    /// Whether the reader may begin it.
    pub may: bool,
    /// The step that runs now.
    pub running: Option<&'static str>,
    /// The day of the last run.
    pub last: Option<String>,
    /// The steps of the last run: what, how it ended, what it says.
    pub steps: Vec<(String, &'static str, String)>,
    /// Whether one of them did not come to its end.
    has_gap: bool,
}

impl Checks {
    /// What the heading of the last run adds.
    pub fn note(&self) -> &'static str {
        if self.has_gap { "（有的检查没有完成）" } else { "" }
    }

    /// For one of the pages that show it, by its key.
    pub fn of(site: &Site, signed: &Signed, from: &'static str) -> Result<Checks, ActionError> {
        let office = &site.office;
        let report = nightly::last_report(office, &site.county.slug)?;
        let path = PAGES.iter().find(|(key, _)| *key == from).map_or("/desk", |(_, path)| *path);
        let steps = report.iter().flat_map(|r| &r.steps);
        Ok(Checks {
            action: site.url("/desk/checks"),
            from,
            here: site.url(path),
            may: office.require(&signed.actor, Permission::RunChecks).is_ok(),
            running: office.running.step(&site.county.slug),
            has_gap: steps.clone().any(|s| s.ended != Ended::Done),
            steps: steps.map(|s| (s.title.clone(), s.ended.label(), s.says.clone())).collect(),
            last: report.map(|r| chinese(r.day)),
        })
    }
}

/// Begins the checks.
pub async fn begin(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    form: Form,
) -> Result<Response, PageError> {
    let from = form.text("from").to_owned();
    let path = PAGES.iter().find(|(key, _)| *key == from).map_or("/desk/sweep", |(_, path)| *path);
    match site.run(move |s| Ok(nightly::begin(&s.office, &signed.actor))).await? {
        Ok(()) => Ok(frame::go(&site, path, FlashKind::Notice, "检查已经开始，结束以后刷新页面看结果")),
        refused => frame::after(&site, path, refused, ""),
    }
}
