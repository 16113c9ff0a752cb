//! The room as a table for spreadsheets: one line an organ and year, what the page shows and no more.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::grid::{View, seen};
use crate::access::Signed;
use crate::cookies;
use crate::error::PageError;
use crate::labels;
use crate::site::Site;

const HEAD: [&str; 14] = [
    "机关",
    "机关类别",
    "报告年度",
    "状态",
    "进度",
    "公布期限",
    "公布日期",
    "错误",
    "提醒",
    "请核实",
    "待认定",
    "收到的文件",
    "最近催报",
    "别处公布于",
];

/// A field as RFC 4180 writes it. What a spreadsheet would take for a formula is made text.
fn field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The table.
pub async fn csv(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Query(view): Query<View>,
) -> Result<Response, PageError> {
    let text = site.run(move |s| {
        let seen = seen(s, &signed, &view)?;
        // The mark at the beginning tells spreadsheets that it is UTF-8.
        let mut text = format!("\u{feff}{}\r\n", HEAD.join(","));
        for row in &seen.rows {
            for q in &row.squares {
                let date = |on: Option<jiff::civil::Date>| on.map(|d| d.to_string()).unwrap_or_default();
                let count = |f: fn(&actions::decisions::Counts) -> usize| {
                    q.counts.as_ref().map(|c| f(c).to_string()).unwrap_or_default()
                };
                let fields = [
                    row.organ.name.clone(),
                    labels::organ_level(row.organ.level).to_owned(),
                    q.year.to_string(),
                    q.standing.state().label().to_owned(),
                    q.standing.stage.label().to_owned(),
                    date(q.due),
                    date(q.published_on),
                    count(|c| c.errors),
                    count(|c| c.warnings),
                    count(|c| c.questions),
                    count(|c| c.undecided),
                    q.files.to_string(),
                    date(q.reminded_on),
                    q.address.clone(),
                ];
                text += &fields.map(|f| field(&f)).join(",");
                text += "\r\n";
            }
        }
        Ok((text, seen.focus))
    });
    let (text, focus) = text.await?;
    let name = format!("attachment; filename*=UTF-8''{}", cookies::encode(&format!("年报进度-{focus}年度.csv")));
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_are_quoted_and_no_formula_gets_through() {
        assert_eq!(field("河湾镇"), "河湾镇");
        assert_eq!(field("甲,乙\"丙"), "\"甲,乙\"\"丙\"");
        assert_eq!(field("=1+1"), "'=1+1");
    }
}
