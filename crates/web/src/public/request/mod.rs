//! 依申请公开 for the public: how it works, the application form, and the receipt. Whether an application is in order is
//! the action's business; this page only asks, and says all that is to mend at once.

mod application;

use std::sync::Arc;

use actions::ActionError;
use actions::requests::{Receipt, submit_request};
use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use store::organs::Organ;

use self::application::Questions;
use crate::components::{Crumb, Problem, SummaryRow};
use crate::cookies;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::listing::Wanted;
use crate::public::organs::contact_rows;
use crate::site::Site;

/// Cookie that carries number and query code from the form to the receipt; neither may stand in an address.
const RECEIPT_COOKIE: &str = "gk_receipt";
/// How long the receipt can be shown again, in seconds.
const RECEIPT_SECONDS: i64 = 600;

#[derive(Template)]
#[template(path = "public/request/about.html")]
struct About {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    organs: Vec<Receiver>,
}

/// An organ that receives requests.
struct Receiver {
    name: String,
    form: String,
    contacts: Vec<SummaryRow>,
}

#[derive(Template)]
#[template(path = "public/request/form.html")]
struct FormPage {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    ask: Questions,
    problems: Vec<Problem>,
    max_content: usize,
}

#[derive(Template)]
#[template(path = "public/request/receipt.html")]
struct ReceiptPage {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    /// Number and query code; `None` once the time is over.
    receipt: Option<(String, String)>,
}

fn crumbs(site: &Site, here: &str) -> Vec<Crumb> {
    vec![Crumb::link("首页", site.url("/")), Crumb::link("依申请公开", site.url("/requests")), Crumb::here(here)]
}

fn receivers(organs: Vec<Organ>) -> Vec<Organ> {
    organs.into_iter().filter(|o| o.level.is_organ_of_government()).collect()
}

/// How it works.
pub async fn about(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let organs = receivers(s.organs()?).into_iter().map(|o| Receiver {
            form: s.url(&format!("/requests/new?organ={}", o.id)),
            contacts: contact_rows(&o.contacts),
            name: o.name,
        });
        Ok(About {
            page: frame::public(s, &headers, &uri, "/requests"),
            crumbs: vec![Crumb::link("首页", s.url("/")), Crumb::here("依申请公开")],
            organs: organs.collect(),
        })
    });
    frame::html(&page.await?)
}

fn form_page(site: &Site, headers: &HeaderMap, uri: &Uri, ask: Questions) -> FormPage {
    FormPage {
        page: frame::public(site, headers, uri, "/requests"),
        crumbs: crumbs(site, "网上申请"),
        problems: ask.problems(),
        ask,
        max_content: actions::requests::MAX_CONTENT,
    }
}

/// The empty form; `?organ=` chooses who is asked.
pub async fn form(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let organ = Wanted::of(&uri).organ;
    let page = site.run(move |s| {
        let organs = receivers(s.organs()?);
        Ok(form_page(s, &headers, &uri, Questions::new(&organs, &application::empty(organ), &[])))
    });
    frame::html(&page.await?)
}

/// Hands the application in and goes to the receipt, or shows the form again with everything that is to mend.
pub async fn submit(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    form: Form,
) -> Result<Response, PageError> {
    let done: Result<Receipt, FormPage> = site
        .run(move |s| {
            let organs = receivers(s.organs()?);
            let today = s.office.clock.today();
            let handed_in = application::read(&form, &organs, today)
                .and_then(|application| submit_request(&s.office, &s.county.slug, &application));
            match handed_in {
                Ok(receipt) => Ok(Ok(receipt)),
                Err(ActionError::Invalid(problems)) => {
                    Ok(Err(form_page(s, &headers, &uri, Questions::new(&organs, &form, &problems))))
                }
                Err(other) => Err(other),
            }
        })
        .await?;
    match done {
        Err(page) => {
            let mut response = frame::html(&page)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Ok(receipt) => {
            let mut response = Redirect::to(&site.url("/requests/receipt")).into_response();
            let value = format!("{}|{}", receipt.number, receipt.code);
            let secure = site.settings.secure_cookies;
            let cookie = cookies::set(RECEIPT_COOKIE, &value, &site.base, RECEIPT_SECONDS, secure);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
    }
}

/// Number and query code, to keep.
pub async fn receipt(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let kept = cookies::get(&headers, RECEIPT_COOKIE);
    let receipt = kept.and_then(|v| v.split_once('|').map(|(number, code)| (number.to_owned(), code.to_owned())));
    frame::html(&ReceiptPage {
        page: frame::public(&site, &headers, &uri, "/requests"),
        crumbs: crumbs(&site, "申请回执"),
        receipt,
    })
}
