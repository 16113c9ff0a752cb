//! Who may open an address: sessions, form tokens and the origin of a post, in one place in front of every handler.

use std::sync::Arc;

use actions::{Actor, Permission, sign_in};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use store::accounts::Session;

use crate::cookies;
use crate::error::PageError;
use crate::site::Site;

/// Name of the session cookie.
pub const SESSION_COOKIE: &str = "gk_session";

/// What an address needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// A signed-in account with this permission.
    Desk(Permission),
}

/// The signed-in account of a request, put there by [`guard`].
#[derive(Debug, Clone)]
pub struct Signed {
    /// Who.
    pub actor: Actor,
    /// The session, with its form token.
    pub session: Session,
}

/// Refuses what an address does not allow, before its handler runs.
pub async fn guard(access: Access, State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    if request.method() == Method::POST && !same_origin(request.headers()) {
        return PageError::forbidden("这个请求不是从本网站的页面发出的，已拒绝。请回到本网站的页面重新操作。")
            .into_response();
    }
    if let Access::Desk(permission) = access {
        let token = cookies::get(request.headers(), SESSION_COOKIE);
        let resumed = match token {
            None => None,
            Some(token) => {
                let found = site.run(move |s| sign_in::resume(&s.office, &s.county.slug, &token)).await;
                match found {
                    Ok(found) => found,
                    Err(e) => return e.into_response(),
                }
            }
        };
        let Some((actor, session)) = resumed else {
            return Redirect::to(&site.url("/desk/sign-in")).into_response();
        };
        if let Err(e) = site.office.require(&actor, permission) {
            return PageError::from(e).into_response();
        }
        request.extensions_mut().insert(Signed { actor, session });
    }
    next.run(request).await
}

/// Whether a post comes from a page of this host. Browsers send Sec-Fetch-Site or Origin; a client that sends neither is
/// no browser and carries no one's cookies unasked.
fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), headers.get(header::HOST).and_then(|v| v.to_str().ok())) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, o)| o.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
    }
}
