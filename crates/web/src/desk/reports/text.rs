//! The text of the six sections: the draft written from the records, edited part by part. A part left empty goes back to
//! the draft.

use std::sync::Arc;

use actions::ActionError;
use actions::reports::edit_narrative;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use report::Narrative;

use super::drawn;
use crate::access::Signed;
use crate::components::Field;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::DeskPage;
use crate::site::Site;

#[derive(Template)]
#[template(path = "desk/reports/text.html")]
struct Page {
    page: DeskPage,
    base: String,
    title: String,
    parts: Vec<Field>,
}

/// Field name, heading, and the place in a narrative.
type Part = (&'static str, &'static str, fn(&mut Narrative) -> &mut Option<String>);

const PARTS: [Part; 9] = [
    ("opening", "一、总体情况：开头", |n| &mut n.opening),
    ("proactive", "（一）主动公开", |n| &mut n.proactive),
    ("on_request", "（二）依申请公开", |n| &mut n.on_request),
    ("management", "（三）政府信息管理", |n| &mut n.management),
    ("platform", "（四）政府信息公开平台建设", |n| &mut n.platform),
    ("supervision", "（五）监督保障", |n| &mut n.supervision),
    ("problems", "五、（一）存在的主要问题", |n| &mut n.problems),
    ("improvements", "五、（二）改进情况", |n| &mut n.improvements),
    ("other", "六、其他需要报告的事项", |n| &mut n.other),
];

/// The form with the text as it stands.
pub async fn edit(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year)): Path<(String, i16)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let drawn = drawn(s, &signed, &organ, year)?;
        let edited: Narrative = match &drawn.stored {
            Some(stored) => serde_json::from_str(&stored.narrative).map_err(anyhow::Error::from)?,
            None => Narrative::default(),
        };
        let mut shown = edited.over(&drawn.draft);
        let mut edited = edited;
        let parts = PARTS.iter().map(|(name, label, place)| {
            let state = if place(&mut edited).is_some() { "已修改" } else { "由记录生成" };
            let text = place(&mut shown).clone().unwrap_or_default();
            Field::new(*name, *label).hint(state).value(text)
        });
        Ok(Page {
            parts: parts.collect(),
            base: s.url(&format!("/desk/reports/{organ}/{year}")),
            title: report::layout::title(&drawn.report),
            page: frame::desk(s, &signed, &headers, "/desk/reports")?,
        })
    });
    frame::html(&page.await?)
}

/// Keeps what differs from the draft.
pub async fn save(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((organ, year)): Path<(String, i16)>,
    form: Form,
) -> Result<Response, PageError> {
    let back = format!("/desk/reports/{organ}/{year}");
    let done = site.run(move |s| {
        let mut draft = drawn(s, &signed, &organ, year)?.draft;
        let mut narrative = Narrative::default();
        for (name, _, place) in PARTS {
            let typed = form.filled(name);
            let unchanged = typed.as_deref() == place(&mut draft).as_deref().map(str::trim);
            *place(&mut narrative) = typed.filter(|_| !unchanged);
        }
        match edit_narrative(&s.office, &signed.actor, &organ, year, &narrative) {
            Err(e @ (ActionError::NotAllowed(_) | ActionError::Invalid(_))) => Ok(Err(e)),
            other => other.map(Ok),
        }
    });
    let done = done.await?;
    frame::after(&site, &back, done, "文字已保存，请重新核对报告")
}
