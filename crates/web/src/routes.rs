//! Every address in one table, each with what it needs. There is no other way to add a page, so none can be without a rule;
//! a test walks all of them for every role.

use std::sync::Arc;

use actions::Permission as P;
use axum::Router;
use axum::handler::Handler;
use axum::http::{HeaderValue, header};
use axum::middleware;
use axum::response::Redirect;
use axum::routing::{MethodRouter, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::access::{Access, guard};
use crate::site::Site;
use crate::{assets, desk, error, frame, public};

/// How an address is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Changes something, or carries what must not stand in an address.
    Post,
}

/// One address.
#[derive(Debug)]
pub struct Route {
    /// How it is asked for.
    pub verb: Verb,
    /// Path below the site's base, in axum's notation.
    pub path: &'static str,
    /// What it needs.
    pub access: Access,
    handler: MethodRouter<Arc<Site>>,
}

fn read<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, Arc<Site>>,
    T: 'static,
{
    Route { verb: Verb::Get, path, access, handler: get(handler) }
}

fn change<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, Arc<Site>>,
    T: 'static,
{
    Route { verb: Verb::Post, path, access, handler: post(handler) }
}

/// The table.
pub fn routes() -> Vec<Route> {
    use Access::{Desk, Public};
    vec![
        // Public site
        read("/", Public, public::home::show),
        read("/assets/{file}", Public, assets::serve),
        read("/preferences", Public, public::preferences::set),
        read("/platform", Public, public::platform::show),
        read("/platform/{shelf}", Public, public::platform::shelf),
        read("/catalogue", Public, public::catalogue::index),
        read("/catalogue/{field}", Public, public::catalogue::field),
        read("/publications/{index}", Public, public::publication::show),
        read("/publications/{index}/files/{file}", Public, public::publication::file),
        read("/organs", Public, public::organs::index),
        read("/organs/{organ}", Public, public::organs::show),
        read("/reports", Public, public::reports::index),
        read("/reports/open-data", Public, public::reports::open_data::page),
        read("/reports/data.csv", Public, public::reports::open_data::long_csv),
        read("/reports/reports.csv", Public, public::reports::open_data::wide_csv),
        read("/reports/data.json", Public, public::reports::open_data::as_json),
        read("/reports/data.schema.json", Public, public::reports::open_data::schema),
        read("/reports/all/{year}", Public, public::reports::sums::overview),
        read("/reports/all/{year}/{file}", Public, public::reports::sums::file),
        read("/reports/all/{year}/cells/{cell}", Public, public::reports::sums::cell),
        read("/reports/{organ}/{year}", Public, public::reports::show),
        read("/reports/{organ}/{year}/{file}", Public, public::reports::file),
        read("/rules/report", Public, public::rules::report),
        read("/rules/proof", Public, public::rules::proof),
        read("/rules/upkeep", Public, public::rules::upkeep),
        read("/reports/{organ}/{year}/original", Public, public::original::show),
        read("/reports/{organ}/{year}/original/{file}", Public, public::original::file),
        read("/requests", Public, public::request::about),
        read("/requests/new", Public, public::request::form),
        change("/requests/new", Public, public::request::submit),
        read("/requests/receipt", Public, public::request::receipt),
        read("/requests/status", Public, public::status::form),
        change("/requests/status", Public, public::status::show),
        read("/search", Public, public::search::show),
        change("/api/v1/proof", Public, public::api::proof),
        // Desk
        read("/desk/sign-in", Public, desk::sign_in::form),
        change("/desk/sign-in", Public, desk::sign_in::submit),
        change("/desk/sign-out", Desk(P::UseDesk), desk::sign_in::sign_out),
        change("/desk/practice", Desk(P::UseDesk), desk::practice::move_today),
        read("/desk", Desk(P::UseDesk), desk::today::show),
        read("/desk/publications", Desk(P::UseDesk), desk::publications::list),
        read("/desk/publications/new", Desk(P::WritePublication), desk::publications::new),
        change("/desk/publications/new", Desk(P::WritePublication), desk::publications::create),
        read("/desk/publications/{id}", Desk(P::UseDesk), desk::publications::show),
        read("/desk/publications/{id}/edit", Desk(P::WritePublication), desk::publications::edit),
        change("/desk/publications/{id}/edit", Desk(P::WritePublication), desk::publications::save),
        change("/desk/publications/{id}/files", Desk(P::WritePublication), desk::publications::attach),
        change("/desk/publications/{id}/files/{file}/remove", Desk(P::WritePublication), desk::publications::detach),
        read("/desk/publications/{id}/files/{file}", Desk(P::UseDesk), desk::publications::file),
        change("/desk/publications/{id}/reasons", Desk(P::UseDesk), desk::publications::reason),
        change("/desk/publications/{id}/submit", Desk(P::WritePublication), desk::publications::submit),
        change("/desk/publications/{id}/approve", Desk(P::ReviewPublication), desk::publications::approve),
        change("/desk/publications/{id}/return", Desk(P::ReviewPublication), desk::publications::send_back),
        change("/desk/publications/{id}/publish", Desk(P::Publish), desk::publications::publish),
        change("/desk/publications/{id}/withdraw", Desk(P::WithdrawPublication), desk::publications::withdraw),
        change("/desk/publications/{id}/repeal", Desk(P::Publish), desk::publications::repeal),
        change("/desk/publications/{id}/validity", Desk(P::Publish), desk::publications::validity),
        change("/desk/publications/{id}/basis", Desk(P::WritePublication), desk::publications::bind),
        change("/desk/publications/{id}/basis/{policy}/remove", Desk(P::WritePublication), desk::publications::unbind),
        read("/desk/requests", Desk(P::UseDesk), desk::requests::list),
        read("/desk/requests/new", Desk(P::HandleRequest), desk::requests::new),
        change("/desk/requests/new", Desk(P::HandleRequest), desk::requests::create),
        read("/desk/requests/{id}", Desk(P::UseDesk), desk::requests::show),
        change("/desk/requests/{id}/extend", Desk(P::ApproveExtension), desk::requests::extend),
        change("/desk/requests/{id}/steps/{step}", Desk(P::HandleRequest), desk::requests::record),
        read("/desk/reviews", Desk(P::UseDesk), desk::reviews::list),
        change("/desk/reviews", Desk(P::KeepRecords), desk::reviews::create),
        change("/desk/reviews/{id}/conclude", Desk(P::KeepRecords), desk::reviews::conclude),
        read("/desk/records", Desk(P::UseDesk), desk::records::list),
        change("/desk/records/ledger", Desk(P::KeepRecords), desk::records::add_figure),
        change("/desk/records/work", Desk(P::KeepRecords), desk::records::add_work),
        read("/desk/reports", Desk(P::UseDesk), desk::reports::list),
        read("/desk/reports/{organ}/{year}", Desk(P::UseDesk), desk::reports::show),
        read("/desk/reports/{organ}/{year}/text", Desk(P::DrawUpReport), desk::reports::edit),
        change("/desk/reports/{organ}/{year}/text", Desk(P::DrawUpReport), desk::reports::save),
        read("/desk/reports/{organ}/{year}/cells/{cell}", Desk(P::UseDesk), desk::reports::cell),
        change("/desk/reports/{organ}/{year}/cells/{cell}", Desk(P::DrawUpReport), desk::reports::correct),
        change("/desk/reports/{organ}/{year}/publish", Desk(P::PublishReport), desk::reports::publish),
        read("/desk/reports/{organ}/{year}/files/{file}", Desk(P::UseDesk), desk::reports::file),
        read("/desk/reports/{organ}/{year}/findings", Desk(P::UseDesk), desk::room::findings),
        change("/desk/reports/{organ}/{year}/decisions", Desk(P::DecideFindings), desk::room::decide),
        read("/desk/reports/{organ}/{year}/amendments", Desk(P::UseDesk), desk::amendments::show),
        change("/desk/reports/{organ}/{year}/amendments", Desk(P::DrawUpReport), desk::amendments::prepare),
        change("/desk/reports/{organ}/{year}/amendments/withdraw", Desk(P::DrawUpReport), desk::amendments::withdraw),
        change("/desk/reports/{organ}/{year}/amendments/sign", Desk(P::PublishReport), desk::amendments::sign),
        read("/desk/report-room", Desk(P::WatchReports), desk::room::show),
        read("/desk/report-room/export.csv", Desk(P::WatchReports), desk::room::csv),
        read("/desk/report-room/files", Desk(P::WatchReports), desk::room::files),
        change("/desk/report-room/files", Desk(P::WatchReports), desk::room::receive),
        change("/desk/report-room/files/confirm", Desk(P::WatchReports), desk::room::confirm),
        read("/desk/report-room/files/{id}", Desk(P::WatchReports), desk::room::file),
        read("/desk/report-room/files/{id}/original", Desk(P::WatchReports), desk::room::original),
        read("/desk/report-room/files/{id}/pages/{page}", Desk(P::WatchReports), desk::room::picture),
        change("/desk/report-room/files/{id}/set-aside", Desk(P::WatchReports), desk::room::set_aside),
        read("/desk/report-room/organs/{organ}/{year}", Desk(P::WatchReports), desk::room::square),
        change("/desk/report-room/organs/{organ}/{year}/elsewhere", Desk(P::WatchReports), desk::room::note),
        read("/desk/sums", Desk(P::UseDesk), desk::sums::latest),
        read("/desk/sums/{year}", Desk(P::UseDesk), desk::sums::show),
        read("/desk/sums/{year}/files/{file}", Desk(P::UseDesk), desk::sums::file),
        read("/desk/sums/{year}/cells/{cell}", Desk(P::UseDesk), desk::sums::cell),
        read("/desk/report-room/compare", Desk(P::WatchReports), desk::room::compare),
        read("/desk/report-room/dry-run", Desk(P::WatchReports), desk::room::dry_runs),
        read("/desk/dry-run/{organ}", Desk(P::UseDesk), desk::room::dry_run),
        read("/desk/report-room/reminders", Desk(P::WatchReports), desk::room::reminders),
        change("/desk/report-room/reminders", Desk(P::WatchReports), desk::room::remind),
        read("/desk/report-room/reminders/{batch}", Desk(P::WatchReports), desk::room::letters),
        read("/desk/report-room/reminders/{batch}/{file}", Desk(P::WatchReports), desk::room::letter_file),
        read("/desk/sweep", Desk(P::UseDesk), desk::sweep::show),
        read("/desk/links", Desk(P::UseDesk), desk::links::show),
        read("/desk/links/export.csv", Desk(P::UseDesk), desk::links::table),
        read("/desk/wording", Desk(P::UseDesk), desk::wording::show),
        change("/desk/wording", Desk(P::KeepWording), desk::wording::add),
        change("/desk/wording/remove", Desk(P::KeepWording), desk::wording::remove),
        change("/desk/wording/exceptions", Desk(P::KeepWording), desk::wording::except),
        change("/desk/wording/exceptions/remove", Desk(P::KeepWording), desk::wording::remove_except),
        change("/desk/checks", Desk(P::RunChecks), desk::checks::begin),
        read("/desk/contacts", Desk(P::UseDesk), desk::contacts::list),
        change("/desk/contacts", Desk(P::KeepRecords), desk::contacts::add),
        change("/desk/contacts/remove", Desk(P::KeepRecords), desk::contacts::remove),
        change("/desk/contacts/calls", Desk(P::CheckContacts), desk::contacts::call),
        read("/desk/audit", Desk(P::SeeAudit), desk::audit::show),
    ]
}

/// `default-src 'self'` and nothing inline: no page loads or runs anything that is not ours (I9).
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'self'";

/// Largest body of a post: an attachment and a little more.
const MAX_BODY: usize = 21 * 1024 * 1024;

/// The router of a site, to be nested under its base path.
pub fn router(site: &Arc<Site>) -> Router {
    let mut router = Router::new();
    for route in routes() {
        let access = route.access;
        let layer = middleware::from_fn_with_state(Arc::clone(site), move |state, request, next| {
            guard(access, state, request, next)
        });
        router = router.route(route.path, route.handler.layer(layer));
    }
    let header = |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    let router = router
        .fallback(async || error::PageError::not_found())
        .layer(middleware::from_fn_with_state(Arc::clone(site), frame::forget_flash))
        .layer(middleware::from_fn_with_state(Arc::clone(site), error::dress))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(header(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "same-origin"))
        .layer(header(header::X_FRAME_OPTIONS, "SAMEORIGIN"))
        // Pages change with cookies and sessions; assets set their own rule first.
        .layer(header(header::CACHE_CONTROL, "no-store"))
        .layer(CatchPanicLayer::new())
        .with_state(Arc::clone(site));
    if site.base.is_empty() {
        return router;
    }
    // Nested, the home page answers at the base path itself; with a slash at the end it is led there.
    let home = site.base.clone();
    let slash = format!("{home}/");
    Router::new().nest(&site.base, router).route(&slash, get(async move || Redirect::permanent(&home)))
}

/// A router without an address, to which sites are merged.
pub fn empty() -> Router {
    Router::new()
}

/// Serves a router until `stop` ends; running requests are finished.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listener: tokio::net::TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router).with_graceful_shutdown(stop).await
}
