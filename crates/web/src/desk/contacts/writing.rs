//! Entering a number, taking it off, and the result of a call. A form that is refused comes back opened, with what was typed.

use std::sync::Arc;

use actions::contacts::{NewCall, NewContact, add_contact, record_call, remove_contact};
use actions::{ActionError, Problem as Wrong};
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::contact::CallResult;

use super::PATH;
use super::listing::{Filter, Refused, key, page};
use crate::access::Signed;
use crate::components::FlashKind;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::site::Site;

/// Enters a number.
pub async fn add(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let new = NewContact {
            organ: form.text("new_organ"),
            label: form.text("label"),
            phone: form.text("phone"),
            purpose: form.text("purpose"),
        };
        match add_contact(&s.office, &signed.actor, &new) {
            Err(ActionError::Invalid(wrong)) => {
                page(s, &signed, &headers, &Filter::default(), Some(&Refused::Contact(form, wrong))).map(Err)
            }
            other => other.map(Ok),
        }
    });
    match done.await? {
        Ok(None) => Ok(frame::go(&site, PATH, FlashKind::Success, "联系电话已登记，列入拨测")),
        Ok(Some(warning)) => {
            Ok(frame::go(&site, PATH, FlashKind::Notice, &format!("联系电话已登记。请核实：{warning}。")))
        }
        Err(page) => frame::html(&page),
    }
}

/// Takes a number off the list.
pub async fn remove(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    form: Form,
) -> Result<Response, PageError> {
    let done =
        site.run(move |s| Ok(remove_contact(&s.office, &signed.actor, form.text("organ"), form.text("phone")))).await?;
    frame::after(&site, PATH, done, "已停用这个号码，以前的拨测记录仍然保留")
}

/// Notes the result of a call.
pub async fn call(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let (organ, phone) = (form.text("organ").to_owned(), form.text("phone").to_owned());
        let key = key(&organ, &phone);
        let on = match form.date(&format!("called_on-{key}")) {
            Ok(None) => Err("请填写拨打日期".to_owned()),
            Ok(Some(on)) => Ok(on),
            Err(message) => Err(message),
        };
        let result = CallResult::from_key(form.text(&format!("result-{key}")));
        let taken = match (on, result) {
            (Ok(on), Some(result)) => {
                let note = form.text(&format!("note-{key}"));
                record_call(&s.office, &signed.actor, &NewCall { organ: &organ, phone: &phone, on, result, note })
            }
            (on, result) => {
                let on = on.err().map(|m| Wrong::new("called_on", m));
                let result = result.is_none().then(|| Wrong::new("result", "请选择结果"));
                Err(ActionError::Invalid(on.into_iter().chain(result).collect()))
            }
        };
        match taken {
            Err(ActionError::Invalid(wrong)) => {
                page(s, &signed, &headers, &Filter::default(), Some(&Refused::Call(key, form, wrong))).map(Err)
            }
            other => Ok(Ok(other)),
        }
    });
    match done.await? {
        Ok(taken) => frame::after(&site, PATH, taken, "拨测结果已登记"),
        Err(page) => frame::html(&page),
    }
}
