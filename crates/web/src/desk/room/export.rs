//! The room as a table for spreadsheets: one line an organ and year, what the page shows and no more.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;

use super::grid::{View, seen};
use crate::access::Signed;
use crate::error::PageError;
use crate::site::Site;
use crate::{csv, labels};

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

/// The table.
pub async fn csv(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Query(view): Query<View>,
) -> Result<Response, PageError> {
    let text = site.run(move |s| {
        let seen = seen(s, &signed, &view)?;
        let mut text = csv::begin(&HEAD);
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
                csv::line(&mut text, &fields);
            }
        }
        Ok((text, seen.focus))
    });
    let (text, focus) = text.await?;
    Ok(csv::file(&format!("年报进度-{focus}年度.csv"), text))
}
