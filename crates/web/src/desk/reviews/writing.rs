//! Noting a case and how it ended. A form that is refused comes back in the list, opened, with what was typed.

use std::sync::Arc;

use actions::records::{NewReviewCase, conclude_review_case, record_review_case};
use actions::{ActionError, Problem as Wrong};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::review::{ReviewKind, ReviewResult};
use jiff::civil::Date;
use store::requests;

use super::listing::{Filter, Refused, page, result_key};
use crate::access::Signed;
use crate::components::FlashKind;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::site::Site;

const PATH: &str = "/desk/reviews";

struct Case {
    organ: String,
    kind: ReviewKind,
    authority: String,
    filed_on: Date,
}

/// A day that has come, or the sentence why it is none.
fn day(form: &Form, name: &str, empty: &str, today: Date) -> Result<Date, String> {
    match form.date(name)? {
        None => Err(empty.to_owned()),
        Some(on) if on > today => Err("日期不能晚于今天".to_owned()),
        Some(on) => Ok(on),
    }
}

/// The case that was typed, or everything that is wrong with it.
fn case(form: &Form, today: Date) -> Result<Case, Vec<Wrong>> {
    let organ = form.filled("case_organ").ok_or_else(|| Wrong::new("case_organ", "请选择机关"));
    let kind = ReviewKind::ALL.into_iter().find(|k| k.key() == form.text("kind"));
    let kind = kind.ok_or_else(|| Wrong::new("kind", "请选择案件类型"));
    let authority = form.filled("authority").ok_or_else(|| Wrong::new("authority", "请填写复议机关或者法院"));
    let filed_on = day(form, "filed_on", "请填写受理日期", today).map_err(|m| Wrong::new("filed_on", m));
    match (organ, kind, authority, filed_on) {
        (Ok(organ), Ok(kind), Ok(authority), Ok(filed_on)) => Ok(Case { organ, kind, authority, filed_on }),
        (organ, kind, authority, filed_on) => {
            Err([organ.err(), kind.err(), authority.err(), filed_on.err()].into_iter().flatten().collect())
        }
    }
}

/// Notes a case.
pub async fn create(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let actor = &signed.actor;
        let mut wrong = Vec::new();
        let number = form.filled("request");
        let request = s.office.store.read(|db| match &number {
            Some(number) => requests::find_by_number(db, &s.county.slug, number),
            None => Ok(None),
        })?;
        let request = request.filter(|r| actor.reaches(&r.organ)).map(|r| r.id);
        if number.is_some() && request.is_none() {
            wrong.push(Wrong::new("request", "没有找到这个登记号的申请，请核对；没有相关申请的不填"));
        }
        let typed = match case(&form, s.office.clock.today()) {
            Ok(typed) if wrong.is_empty() => typed,
            other => {
                wrong.extend(other.err().into_iter().flatten());
                return page(s, &signed, &headers, &Filter::default(), Some(&Refused::Case(form, wrong))).map(Some);
            }
        };
        let new = NewReviewCase {
            organ: &typed.organ,
            kind: typed.kind,
            request: request.as_deref(),
            authority: &typed.authority,
            filed_on: typed.filed_on,
            note: form.text("note"),
        };
        match record_review_case(&s.office, actor, &new) {
            Err(ActionError::Invalid(wrong)) => {
                page(s, &signed, &headers, &Filter::default(), Some(&Refused::Case(form, wrong))).map(Some)
            }
            other => other.map(|_| None),
        }
    });
    match done.await? {
        None => Ok(frame::go(&site, PATH, FlashKind::Success, "案件已登记")),
        Some(page) => frame::html(&page),
    }
}

/// Notes how a case ended.
pub async fn conclude(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let on = day(&form, &format!("concluded_on-{id}"), "请填写审结日期", s.office.clock.today());
        let key = form.text(&format!("result-{id}"));
        let result = ReviewResult::ALL.into_iter().find(|r| result_key(*r) == key);
        let taken = match (on, result) {
            (Ok(on), Some(result)) => conclude_review_case(&s.office, &signed.actor, &id, on, result),
            (on, result) => {
                let on = on.err().map(|m| Wrong::new("concluded_on", m));
                let result = result.is_none().then(|| Wrong::new("result", "请选择审理结果"));
                Err(ActionError::Invalid(on.into_iter().chain(result).collect()))
            }
        };
        match taken {
            Err(ActionError::Invalid(wrong)) => {
                page(s, &signed, &headers, &Filter::default(), Some(&Refused::Ending(id, form, wrong))).map(Err)
            }
            other => Ok(Ok(other)),
        }
    });
    match done.await? {
        Ok(taken) => frame::after(&site, PATH, taken, "审理结果已登记"),
        Err(page) => frame::html(&page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_with_a_case_is_said_at_once() {
        let today = jiff::civil::date(2026, 11, 23);
        let form = Form::of([("kind", "appeal".to_owned()), ("filed_on", "2026-11-24".to_owned())]);
        let wrong = case(&form, today).err().unwrap();
        assert_eq!(wrong.iter().map(|w| w.field).collect::<Vec<_>>(), ["case_organ", "kind", "authority", "filed_on"]);
        let form = Form::of([
            ("case_organ", "qingshui".to_owned()),
            ("kind", "reconsideration".to_owned()),
            ("authority", " 青山县人民政府 ".to_owned()),
            ("filed_on", "2026-11-23".to_owned()),
        ]);
        let case = case(&form, today).ok().unwrap();
        assert_eq!((case.kind, case.authority.as_str()), (ReviewKind::Reconsideration, "青山县人民政府"));
    }
}
