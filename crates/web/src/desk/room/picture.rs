//! Pages of a received PDF as pictures, and which rectangles on them are marked. Other formats have no pages.

use std::sync::Arc;

use actions::ActionError;
use actions::received::{Opened, open_received};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use documents::picture;

use super::file::{Marked, Sheet, by_page};
use crate::access::Signed;
use crate::error::PageError;
use crate::site::Site;

/// How wide a picture is in pixels: sharp on a wide screen, readable when enlarged on a phone.
const WIDTH: u32 = 1400;

/// Enough to learn how large a page is.
const SMALL: u32 = 32;

/// A little room around a marked cell, in tenths of a point.
const ROOM_AROUND: i32 = 15;

/// The pages that findings are about; none for a format without pages.
pub(super) fn sheets(s: &Site, here: &str, opened: &Opened) -> Result<Vec<Sheet>, ActionError> {
    let mut sheets = Vec::new();
    for (number, found) in by_page(&opened.checked.judged) {
        // A page that cannot be drawn: its findings still name it in words.
        let Ok(page) = picture::page(&opened.bytes, number, SMALL) else { continue };
        let boxes = found.iter().filter_map(|(n, j)| {
            let area = j.finding.place.area?;
            Some(Marked {
                id: format!("mark-{n}"),
                n: *n,
                left: area.left - ROOM_AROUND,
                top: area.top - ROOM_AROUND,
                width: area.width + 2 * ROOM_AROUND,
                height: area.height + 2 * ROOM_AROUND,
                message: j.finding.message.clone(),
            })
        });
        sheets.push(Sheet {
            number,
            src: s.url(&format!("{here}/pages/{number}")),
            width: page.width_pt10,
            height: page.height_pt10,
            boxes: boxes.collect(),
        });
    }
    Ok(sheets)
}

/// A page as a picture.
pub async fn page(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((id, number)): Path<(String, u32)>,
) -> Result<Response, PageError> {
    let png = site.run(move |s| {
        let opened = open_received(&s.office, &signed.actor, &id)?;
        let page = picture::page(&opened.bytes, number, WIDTH).map_err(|e| ActionError::NotAllowed(e.to_string()))?;
        Ok(page.png)
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        // The file behind an address never changes; it is for this reader alone.
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400")),
    ];
    Ok((headers, png.await?).into_response())
}
