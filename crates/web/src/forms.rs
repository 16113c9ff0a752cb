//! Posted forms: fields as text, files, and the form token; a field keeps what was typed until the page shows it again.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use jiff::civil::Date;

use crate::access::Signed;
use crate::error::PageError;
use crate::site::Site;

/// Largest form without files, in bytes.
const MAX_FORM: usize = 2 * 1024 * 1024;

/// A posted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Name as the browser sent it.
    pub name: String,
    /// Media type as the browser sent it.
    pub media_type: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// The fields of a posted form. On the desk its token has been checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    fields: BTreeMap<String, Vec<String>>,
    /// The posted files that have a name, in order.
    pub files: Vec<Upload>,
}

impl Form {
    /// A form from pairs, for pages that begin with given values and for tests.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Form {
        let mut form = Form::default();
        for (name, value) in pairs {
            form.fields.entry(name.to_owned()).or_default().push(value);
        }
        form
    }

    /// A field as typed, empty if it was not posted. Line ends are `\n`.
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|v| v.first()).map_or("", String::as_str)
    }

    /// A field without blanks around it, `None` if nothing was typed.
    pub fn filled(&self, name: &str) -> Option<String> {
        let text = self.text(name).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A date field: `Ok(None)` if empty.
    ///
    /// # Errors
    /// The sentence to show beside the field.
    pub fn date(&self, name: &str) -> Result<Option<Date>, String> {
        let Some(text) = self.filled(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| "日期应写成 2026-11-23 的样子，请核对".to_owned())
    }

    /// Whether a checkbox is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Every value of a field that may be given several times.
    pub fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    fn push(&mut self, name: &str, value: &str) {
        self.fields.entry(name.to_owned()).or_default().push(value.replace("\r\n", "\n"));
    }
}

impl FromRequest<Arc<Site>> for Form {
    type Rejection = PageError;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Form, PageError> {
        let signed = request.extensions().get::<Signed>().cloned();
        let multipart = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.starts_with("multipart/form-data"));
        let form = if multipart { read_multipart(request, site).await? } else { read_urlencoded(request).await? };
        if signed.is_some_and(|s| s.session.csrf != form.text("csrf")) {
            return Err(PageError::forbidden("这个表单已经过期（可能在别处重新登录过）。请返回上一页，刷新后再提交。"));
        }
        Ok(form)
    }
}

async fn read_urlencoded(request: Request) -> Result<Form, PageError> {
    let too_large = || PageError::bad_request("提交的内容太长，请精简后再提交。");
    let bytes = axum::body::to_bytes(request.into_body(), MAX_FORM).await.map_err(|_| too_large())?;
    let mut form = Form::default();
    for (name, value) in form_urlencoded::parse(&bytes) {
        form.push(&name, &value);
    }
    Ok(form)
}

async fn read_multipart(request: Request, site: &Arc<Site>) -> Result<Form, PageError> {
    let unreadable = |_| PageError::bad_request("上传没有完成，请检查文件大小（不超过 20 MB）后重试。");
    let mut multipart = Multipart::from_request(request, site)
        .await
        .map_err(|_| PageError::bad_request("上传的表单无法读取，请重试。"))?;
    let mut form = Form::default();
    while let Some(field) = multipart.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file_name) = field.file_name().map(str::to_owned) {
            let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
            let bytes = field.bytes().await.map_err(unreadable)?.to_vec();
            if !file_name.is_empty() {
                form.files.push(Upload { name: file_name, media_type, bytes });
            }
        } else {
            let value = field.text().await.map_err(unreadable)?;
            form.push(&name, &value);
        }
    }
    Ok(form)
}
