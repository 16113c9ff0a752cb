//! 演练模式: moving today. With the real clock there is nothing to move.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use domain::date::chinese;

use crate::components::FlashKind;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::site::Site;

/// Takes another day for today and brings what depends on it up to date.
pub async fn move_today(State(site): State<Arc<Site>>, form: Form) -> Result<Response, PageError> {
    let day = match form.date("today") {
        Ok(Some(day)) => day,
        Ok(None) => return Ok(frame::go(&site, "/desk", FlashKind::Problem, "请选择日期")),
        Err(message) => return Ok(frame::go(&site, "/desk", FlashKind::Problem, &message)),
    };
    if !site.office.clock.move_to(day) {
        return Ok(frame::go(&site, "/desk", FlashKind::Problem, "现在不是演练模式，不能改动今天的日期"));
    }
    site.run(|s| actions::requests::refresh_index(&s.office, &s.county.slug)).await?;
    Ok(frame::go(&site, "/desk", FlashKind::Success, &format!("演练日期已改为{}", chinese(day))))
}
