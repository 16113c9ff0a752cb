//! Filling the two frames: what every public page and every desk page shows around its content.

use std::sync::Arc;

use actions::{ActionError, Permission};
use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::date::chinese;

use crate::access::Signed;
use crate::components::{Flash, FlashKind};
use crate::cookies;
use crate::error::PageError;
use crate::layout::{Contrast, DeskPage, MenuItem, Practice, PublicPage, TextSize};
use crate::site::Site;

/// Cookie of the text size.
pub const SIZE_COOKIE: &str = "gk_size";
/// Cookie of the colours.
pub const CONTRAST_COOKIE: &str = "gk_contrast";
/// Cookie of the news of the last action.
pub const FLASH_COOKIE: &str = "gk_flash";

/// A rendered page.
///
/// # Errors
/// The template fails, which no input should cause.
pub fn html(page: &impl Template) -> Result<Response, PageError> {
    Ok(Html(page.render()?).into_response())
}

fn practice(site: &Site, move_action: Option<String>) -> Option<Practice> {
    let today = site.office.clock.today();
    site.office.clock.is_practice().then(|| Practice {
        today_text: chinese(today),
        today_iso: today.to_string(),
        move_action,
    })
}

/// The frame of a public page; `section` is the address of its entry in the main navigation.
pub fn public(site: &Site, headers: &HeaderMap, uri: &Uri, section: &str) -> PublicPage {
    let read = |name| cookies::get(headers, name).unwrap_or_default();
    let here = uri.path_and_query().map_or("/", |p| p.as_str());
    PublicPage {
        base: site.base.clone(),
        here: site.url(here.strip_prefix(site.base.as_str()).unwrap_or(here)),
        site_name: "政府信息公开".to_owned(),
        organ_name: site.county.name.clone(),
        demo: site.county.note.clone(),
        practice: practice(site, None),
        size: TextSize::from_code(&read(SIZE_COOKIE)),
        contrast: Contrast::from_code(&read(CONTRAST_COOKIE)),
        nav: PublicPage::sections(&site.base, section),
        query: String::new(),
        footer: vec![format!("主办：{}人民政府办公室", site.county.name.trim_end_matches("人民政府"))],
    }
}

/// The desk's menu: label, address, and the permission without which an entry is not shown.
const MENU: [(&str, &str, Permission); 13] = [
    ("今日待办", "/desk", Permission::UseDesk),
    ("信息发布", "/desk/publications", Permission::UseDesk),
    ("依申请公开", "/desk/requests", Permission::UseDesk),
    ("复议诉讼", "/desk/reviews", Permission::UseDesk),
    ("工作台账", "/desk/records", Permission::UseDesk),
    ("年度报告", "/desk/reports", Permission::UseDesk),
    ("年报工作室", "/desk/report-room", Permission::WatchReports),
    ("数据汇总", "/desk/sums", Permission::UseDesk),
    ("内容巡查", "/desk/sweep", Permission::UseDesk),
    ("链接检查", "/desk/links", Permission::UseDesk),
    ("联系电话", "/desk/contacts", Permission::UseDesk),
    ("校对词语", "/desk/wording", Permission::UseDesk),
    ("审计记录", "/desk/audit", Permission::SeeAudit),
];

/// The frame of a desk page; `section` is the address of its menu entry, `tasks` the count beside 今日待办.
pub fn desk(site: &Site, signed: &Signed, headers: &HeaderMap, section: &str) -> Result<DeskPage, ActionError> {
    let organs = site.organs()?;
    let menu = MENU.iter().filter(|(_, _, p)| site.office.rules.roles.allow(&signed.actor.roles, *p));
    let menu = menu.map(|(label, path, _)| MenuItem {
        label: (*label).to_owned(),
        href: site.url(path),
        count: None,
        current: *path == section,
    });
    Ok(DeskPage {
        base: site.base.clone(),
        user_name: signed.actor.name.clone(),
        organ_name: organs.iter().find(|o| o.id == signed.actor.organ).map_or_else(String::new, |o| o.short.clone()),
        menu: menu.collect(),
        demo: site.county.note.clone(),
        practice: practice(site, Some(site.url("/desk/practice"))),
        csrf: signed.session.csrf.clone(),
        flash: flash(headers),
    })
}

/// The desk's frame before signing in.
pub fn desk_outside(site: &Site, headers: &HeaderMap) -> DeskPage {
    DeskPage {
        base: site.base.clone(),
        user_name: String::new(),
        organ_name: String::new(),
        menu: Vec::new(),
        demo: site.county.note.clone(),
        practice: practice(site, None),
        csrf: String::new(),
        flash: flash(headers),
    }
}

fn flash(headers: &HeaderMap) -> Option<Flash> {
    let value = cookies::get(headers, FLASH_COOKIE)?;
    let (kind, text) = value.split_once(':')?;
    let kind = match kind {
        "ok" => FlashKind::Success,
        "no" => FlashKind::Problem,
        _ => FlashKind::Notice,
    };
    Some(Flash { kind, text: text.to_owned() })
}

/// Goes to another page of the site, which shows the news once.
pub fn go(site: &Site, path: &str, kind: FlashKind, text: &str) -> Response {
    let code = match kind {
        FlashKind::Success => "ok",
        FlashKind::Problem => "no",
        FlashKind::Notice => "notice",
    };
    let mut response = Redirect::to(&site.url(path)).into_response();
    let cookie = cookies::set(FLASH_COOKIE, &format!("{code}:{text}"), &site.base, 60, site.settings.secure_cookies);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// After a step: its good news, or the sentence why it was refused, on the page it came from. Failures stay failures.
///
/// # Errors
/// What is neither done nor refused by a rule.
pub fn after(site: &Arc<Site>, path: &str, done: Result<(), ActionError>, news: &str) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(go(site, path, FlashKind::Success, news)),
        Err(ActionError::NotAllowed(reason)) => Ok(go(site, path, FlashKind::Problem, &reason)),
        Err(ActionError::Invalid(problems)) => {
            let text = problems.into_iter().map(|p| p.message).collect::<Vec<_>>().join("；");
            Ok(go(site, path, FlashKind::Problem, &text))
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes the news away once a page has shown it.
pub async fn forget_flash(
    axum::extract::State(site): axum::extract::State<Arc<Site>>,
    request: Request,
    next: Next,
) -> Response {
    let had = cookies::get(request.headers(), FLASH_COOKIE).is_some();
    let mut response = next.run(request).await;
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"));
    let sets_new =
        response.headers().get_all(header::SET_COOKIE).iter().any(|v| v.as_bytes().starts_with(b"gk_flash="));
    if had && is_page && !sets_new {
        let gone = cookies::set(FLASH_COOKIE, "", &site.base, 0, site.settings.secure_cookies);
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response
}
