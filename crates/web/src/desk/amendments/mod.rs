//! 更正 on the desk: what was changed in a published report since, a change that is prepared, and the form to prepare one.

use std::sync::Arc;

use actions::amendments::{Amended, Proposal, amendments_of, prepare_amendment, sign_amendment, withdraw_amendment};
use actions::{ActionError, Permission, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use report::amendment::{Change, in_words, passage, text_of};
use report::{AnnualReport, CellName, Number};

use crate::access::Signed;
use crate::components::{Choice, Field, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::site::Site;
use crate::{frame, labels};

/// How many numbers the form has room for: a cell, its row, its column, and the same once more.
const ROWS: usize = 8;

/// An amendment in words.
struct Shown {
    number: i64,
    changes: Vec<String>,
    reason: String,
    prepared: String,
    signed: String,
}

struct Finding {
    severity: &'static str,
    label: &'static str,
    message: String,
}

#[derive(Template)]
#[template(path = "desk/amendments/page.html")]
struct Page {
    page: DeskPage,
    problems: Vec<Problem>,
    title: String,
    base: String,
    here: String,
    original: String,
    published: String,
    signed: Vec<Shown>,
    open: Option<Shown>,
    findings: Vec<Finding>,
    errors: usize,
    may_prepare: bool,
    may_sign: bool,
    cells: Field,
    rows: Vec<(Field, Field)>,
    choices: Vec<Choice>,
    text: Field,
    passages: Vec<Choice>,
    new_text: Field,
    reason: Field,
}

/// The passages of a report that can be changed, as `section` or `section.part`.
fn passages(report: &AnnualReport) -> Vec<(String, usize, Option<usize>)> {
    let mut all = Vec::new();
    for (s, section) in report.sections.iter().enumerate() {
        if section.parts.is_empty() || !section.texts.is_empty() {
            all.push((s.to_string(), s, None));
        }
        all.extend((0..section.parts.len()).map(|p| (format!("{s}.{p}"), s, Some(p))));
    }
    all
}

fn page(
    s: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    (organ, year): (&str, i16),
    form: &Form,
    wrong: &[Wrong],
) -> Result<Page, ActionError> {
    let found = amendments_of(&s.office, &signed.actor, organ, year)?;
    let people = s.office.store.read(|db| store::accounts::list(db, &s.county.slug))?;
    let name =
        |id: &str| people.iter().find(|p| p.id == id).map_or_else(|| "已停用的账号".to_owned(), |p| p.name.clone());
    let shown = |a: &store::amendments::StoredAmendment| -> Result<Shown, ActionError> {
        let changes: Vec<Change> = serde_json::from_str(&a.changes).map_err(anyhow::Error::from)?;
        let by = a.signer.as_deref().map(&name).unwrap_or_default();
        Ok(Shown {
            number: a.number,
            changes: changes.iter().map(|c| in_words(&found.report, c)).collect(),
            reason: a.reason.clone(),
            prepared: format!("{}{}准备", name(&a.author), chinese(a.prepared_on)),
            signed: a.signed_on.map_or_else(String::new, |on| format!("{by}{}签发", chinese(on))),
        })
    };
    let problem = |name: &str| wrong.iter().find(|p| p.field == name).map(|p| p.message.clone());
    let field = |name: String, label: &str| Field::new(&*name, label).value(form.text(&name));
    let Amended { report, stored, open, .. } = &found;
    let choices = report.cells().into_iter().map(|(name, cell)| {
        let now = cell.value.map_or_else(|| "空白".to_owned(), |n| n.to_string());
        Choice::new(name.to_string(), format!("{}（现为{now}）", report.spoken(name)))
    });
    let texts = passages(report).into_iter().map(|(key, s, p)| Choice::new(key, passage(report, s, p)));
    let reason = field("reason".to_owned(), "更正理由").hint("随更正说明一起公布").error(problem("reason"));
    let cells = Field::new("cell-1", "数据").error(problem("cells"));
    let chosen = passages(report).into_iter().find(|(key, ..)| key == form.text("text"));
    let about = chosen.map_or_else(String::new, |(_, s, p)| passage(report, s, p));
    let new_text = field("new_text".to_owned(), &format!("{about}：改为"))
        .hint("在现在的文字上改，写出改动以后的整个部分")
        .error(problem("texts"));
    let may = |p| s.office.rules.roles.allow(&signed.actor.roles, p);
    let any = |label: &str| std::iter::once(Choice::new("", label));
    Ok(Page {
        problems: problems(&[&cells, &new_text, &reason]),
        title: report::layout::title(report),
        base: s.url(&format!("/desk/reports/{organ}/{year}")),
        here: s.url(&format!("/desk/reports/{organ}/{year}/amendments")),
        original: s.url(&format!("/reports/{organ}/{year}/original")),
        published: stored.published_on.map_or_else(String::new, chinese),
        signed: found.signed.iter().map(&shown).collect::<Result<_, _>>()?,
        findings: open
            .iter()
            .flat_map(|o| &o.judged)
            .filter(|j| !j.is_dismissed())
            .map(|j| Finding {
                severity: j.finding.severity.as_str(),
                label: labels::severity(j.finding.severity),
                message: j.finding.message.clone(),
            })
            .collect(),
        errors: open.iter().flat_map(|o| &o.judged).filter(|j| j.blocks()).count(),
        open: open.as_ref().map(|o| shown(&o.stored)).transpose()?,
        may_prepare: may(Permission::DrawUpReport),
        may_sign: may(Permission::PublishReport),
        rows: (1..=ROWS).map(|n| (field(format!("cell-{n}"), "数据"), field(format!("value-{n}"), "改为"))).collect(),
        choices: any("不改数据").chain(choices).collect(),
        text: field("text".to_owned(), "文字所在的部分"),
        passages: any("不改文字").chain(texts).collect(),
        cells,
        new_text,
        reason,
        page: frame::desk(s, signed, headers, "/desk/reports")?,
    })
}

/// The amendments and the form; `?text=` brings the present text of a passage into the form.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year)): Path<(String, i16)>,
    axum::extract::Query(asked): axum::extract::Query<std::collections::HashMap<String, String>>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let mut form = Form::default();
        if let Some(key) = asked.get("text") {
            let found = amendments_of(&s.office, &signed.actor, &organ, year)?;
            let passage = passages(&found.report).into_iter().find(|(k, ..)| k == key);
            if let Some((key, section, part)) = passage {
                let now = text_of(&found.report, section, part).unwrap_or_default();
                form = Form::of([("text", key), ("new_text", now)]);
            }
        }
        page(s, &signed, &headers, (&organ, year), &form, &[])
    });
    frame::html(&page.await?)
}

/// Reads the form; what does not read is told with what else is wrong.
fn proposal(form: &Form) -> Result<Proposal, Vec<Wrong>> {
    let (mut cells, mut texts, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for n in 1..=ROWS {
        let (cell, value) = (form.filled(&format!("cell-{n}")), form.filled(&format!("value-{n}")));
        match (cell, value) {
            (None, None) => {}
            (Some(cell), Some(value)) => match (cell.parse::<CellName>(), value.parse::<Number>()) {
                (Ok(cell), Ok(value)) => cells.push((cell, value)),
                _ => wrong.push(Wrong::new("cells", format!("第{n}行“改为”应是数字，例如 12 或者 3.5"))),
            },
            (Some(_), None) => wrong.push(Wrong::new("cells", format!("第{n}行请填写改成多少；没有的填 0"))),
            (None, Some(_)) => wrong.push(Wrong::new("cells", format!("第{n}行请选择要改的数据"))),
        }
    }
    match (form.filled("text"), form.filled("new_text")) {
        (Some(key), Some(text)) => {
            let (section, part) = key.split_once('.').map_or((key.as_str(), None), |(s, p)| (s, p.parse().ok()));
            match section.parse() {
                Ok(section) => texts.push((section, part, text)),
                Err(_) => wrong.push(Wrong::new("texts", "请选择文字所在的部分")),
            }
        }
        (None, Some(_)) => wrong.push(Wrong::new("texts", "请选择文字所在的部分")),
        (Some(_), None) => wrong.push(Wrong::new("texts", "请填写改动以后的文字")),
        (None, None) => {}
    }
    if wrong.is_empty() { Ok(Proposal { cells, texts, reason: form.text("reason").to_owned() }) } else { Err(wrong) }
}

/// Prepares an amendment.
pub async fn prepare(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((organ, year)): Path<(String, i16)>,
    form: Form,
) -> Result<Response, PageError> {
    let back = format!("/desk/reports/{organ}/{year}/amendments");
    let done = site.run(move |s| {
        let wrong = match proposal(&form) {
            Err(wrong) => wrong,
            Ok(proposal) => match prepare_amendment(&s.office, &signed.actor, &organ, year, &proposal) {
                Ok(()) => return Ok(Ok(Ok(()))),
                Err(ActionError::Invalid(wrong)) => wrong,
                Err(e @ ActionError::NotAllowed(_)) => return Ok(Ok(Err(e))),
                Err(e) => return Err(e),
            },
        };
        page(s, &signed, &headers, (&organ, year), &form, &wrong).map(Err)
    });
    match done.await? {
        Ok(done) => frame::after(&site, &back, done, "更正已准备好，由负责人核对后签发"),
        Err(page) => frame::html(&page),
    }
}

/// Takes a prepared amendment back.
pub async fn withdraw(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((organ, year)): Path<(String, i16)>,
    _form: Form,
) -> Result<Response, PageError> {
    let back = format!("/desk/reports/{organ}/{year}/amendments");
    let done = site.run(move |s| Ok(withdraw_amendment(&s.office, &signed.actor, &organ, year)));
    frame::after(&site, &back, done.await?, "准备的更正已撤销")
}

/// Signs it: from now on the public reads the amended report.
pub async fn sign(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((organ, year)): Path<(String, i16)>,
    form: Form,
) -> Result<Response, PageError> {
    let back = format!("/desk/reports/{organ}/{year}/amendments");
    let done = site.run(move |s| {
        if !form.ticked("sure") {
            let message = "签发后更正立即公布，请先勾选“我已核对更正的内容和理由”";
            return Ok(Err(ActionError::NotAllowed(message.to_owned())));
        }
        Ok(sign_amendment(&s.office, &signed.actor, &organ, year))
    });
    frame::after(&site, &back, done.await?, "更正已签发公布，原报告仍可查阅")
}
