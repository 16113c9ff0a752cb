//! Files beside a publication: add, take off, look at.

use std::sync::Arc;

use actions::ActionError;
use actions::publications::{attach_file, detach_file};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use store::publications;

use super::{load, path_of};
use crate::access::Signed;
use crate::cookies;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::site::Site;

/// Adds the posted file to a draft.
pub async fn attach(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let path = path_of(&id);
    let done = site.run(move |s| {
        // Without a file the action says what is missing.
        let (name, media_type, bytes) =
            form.files.into_iter().next_back().map_or_else(Default::default, |f| (f.name, f.media_type, f.bytes));
        Ok(attach_file(&s.office, &signed.actor, &id, &name, &media_type, &bytes))
    });
    frame::after(&site, &path, done.await?, "附件已添加")
}

/// Takes a file off a draft.
pub async fn detach(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((id, file)): Path<(String, String)>,
    _form: Form,
) -> Result<Response, PageError> {
    let path = path_of(&id);
    let done = site.run(move |s| Ok(detach_file(&s.office, &signed.actor, &id, &file)));
    frame::after(&site, &path, done.await?, "附件已移除")
}

/// A file as it was uploaded, always as a download: what staff upload is never run by a browser.
pub async fn file(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let found = site.run(move |s| {
        let attachment = s.office.store.read(|db| {
            let publication = load(db, &signed.actor, &id)?;
            let files = publications::attachments(db, &s.county.slug, &publication.id)?;
            files.into_iter().find(|f| f.id == file).ok_or(ActionError::NotFound)
        })?;
        let bytes = s.office.blobs.get(&attachment.digest)?;
        Ok((attachment, bytes))
    });
    let (attachment, bytes) = found.await?;
    let text = |value: &str, otherwise| HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static(otherwise));
    let name = format!("attachment; filename*=UTF-8''{}", cookies::encode(&attachment.name));
    let headers = [
        (header::CONTENT_TYPE, text(&attachment.media_type, "application/octet-stream")),
        (header::CONTENT_DISPOSITION, text(&name, "attachment")),
    ];
    Ok((headers, bytes).into_response())
}
