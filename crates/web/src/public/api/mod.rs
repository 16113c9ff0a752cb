//! The interface for other programs, and for the editor of the desk: JSON in, JSON out, nothing kept.
//!
//! An address begins with /api/v1; within a version keys are only added. Refusals are JSON too: `{"error": "…"}`.

use std::sync::{Arc, LazyLock};

use actions::proofreading::{Found, Text, read_typed};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Finding;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use crate::error::PageError;
use crate::site::Site;

/// Longest text in bytes: a report of a hundred pages is a quarter of it.
const LONGEST: usize = 1 << 20;
/// How many findings are told at most: nobody reads more of one text.
const MOST: usize = 2000;
/// How many texts are read at once; others wait.
static READERS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// What is to be read: a publication with its parts, or a plain text as `body`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Ask {
    title: String,
    document_number: String,
    summary: String,
    body: String,
    formed_on: Option<Date>,
    organ: String,
}

/// A finding with the part it is in.
#[derive(Debug, Serialize)]
struct Told {
    /// `title`, `document_number`, `summary` or `body`.
    part: &'static str,
    #[serde(flatten)]
    finding: Finding,
}

#[derive(Debug, Serialize)]
struct Answer {
    version: u32,
    /// How many there are; of more than [`MOST`] the first are told.
    total: usize,
    findings: Vec<Told>,
}

/// Proofreads a text: `application/json` with its parts, or `text/plain` as the body. Lines and columns count characters
/// of the part, from 1.
pub async fn proof(State(site): State<Arc<Site>>, headers: HeaderMap, bytes: Bytes) -> Result<Response, PageError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if bytes.len() > LONGEST {
        return Ok(refused(StatusCode::PAYLOAD_TOO_LARGE, "文字超过1MB，请分成几次核对"));
    }
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Ok(refused(StatusCode::BAD_REQUEST, "文字应当是UTF-8编码"));
    };
    let ask = match kind.split(';').next().unwrap_or_default().trim() {
        "text/plain" => Ask { body: text.to_owned(), ..Ask::default() },
        "application/json" => match serde_json::from_str(text) {
            Ok(ask) => ask,
            Err(error) => return Ok(refused(StatusCode::BAD_REQUEST, &unclear(&error))),
        },
        _ => {
            let message = "请求的类型应当是application/json或者text/plain";
            return Ok(refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
        }
    };
    // A closed semaphore would be a bug; then nobody is kept waiting. The turn ends with the work, also when the client is gone.
    let turn = READERS.acquire().await.ok();
    let answer = site.run(move |s| {
        let _turn = turn;
        let Ask { title, document_number, summary, body, formed_on, organ } = ask;
        let text = Text { title, document_number, summary, body, formed_on, organ, as_of: None };
        let found = read_typed(&s.office, &s.county.slug, &text)?;
        let told = |f: Found| Told { part: f.part.key(), finding: f.finding };
        Ok(Answer { version: 1, total: found.len(), findings: found.into_iter().take(MOST).map(told).collect() })
    });
    Ok(Json(answer.await?).into_response())
}

/// Why a JSON was not understood, in a sentence.
fn unclear(error: &serde_json::Error) -> String {
    let at = format!("第{}行第{}列", error.line(), error.column());
    match error.classify() {
        serde_json::error::Category::Data => format!(
            "JSON的内容无法识别（{at}）：键只能是title、document_number、summary、body、formed_on、organ，值是文字，formed_on写成2026-11-23的样子"
        ),
        _ => format!("JSON的写法有误（{at}）"),
    }
}

#[derive(Serialize)]
struct Refusal<'a> {
    error: &'a str,
}

fn refused(status: StatusCode, message: &str) -> Response {
    (status, Json(Refusal { error: message })).into_response()
}
