//! 开放数据: every number of every published report, in a long table, a wide table and JSON, for anybody's programs.
//!
//! Rows come in a fixed order: newest year first, then organ, then the order of the form. A blank cell has an empty value
//! (`null` in JSON), never 0; what stood there as text is in `raw`. CSV is UTF-8 with a byte order mark, because without it
//! the spreadsheets in use here open Chinese as garbage.

use std::collections::BTreeSet;
use std::sync::Arc;

use actions::ActionError;
use actions::reports::published_report;
use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use report::{AnnualReport, CellName, Form};
use serde_json::{Value, json};
use store::organs::Organ;
use store::public::{self, PublicReport};

use crate::components::{Crumb, FileLink};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::download;
use crate::site::Site;

/// The version of the fields; it changes when a field changes its meaning or goes.
const VERSION: i64 = 1;
/// The schema of the JSON, as published beside the program.
const SCHEMA: &str = include_str!("../../../../../docs/schema/open-data.schema.json");
/// What may be done with the data, in plain words.
const USE: &str = "数据来自各机关已公布的政府信息公开工作年度报告，任何人都可以查阅、下载和使用；使用时请注明来源、机关和年度，不得歪曲原意。";

const LONG: [&str; 11] =
    ["organ", "organ_name", "level", "year", "format", "published_on", "amended_on", "cell", "label", "value", "raw"];
const ABOUT: [&str; 7] = ["organ", "organ_name", "level", "year", "format", "published_on", "amended_on"];

#[derive(Template)]
#[template(path = "public/reports/open_data.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    total: usize,
    years: String,
    usage: &'static str,
    files: Vec<FileLink>,
    schema: String,
    long: Vec<(&'static str, &'static str)>,
}

/// A published report with its organ, ready to be told.
struct Row {
    organ: Organ,
    published: PublicReport,
    report: AnnualReport,
}

fn rows(s: &Site) -> Result<Vec<Row>, ActionError> {
    let organs = s.organs()?;
    let mut all = s.office.store.read(|db| public::reports(db, &s.county.slug))?;
    all.sort_by(|a, b| (b.year, &a.organ).cmp(&(a.year, &b.organ)));
    all.into_iter()
        .filter_map(|published| Some((organs.iter().find(|o| o.id == published.organ)?.clone(), published)))
        .map(|(organ, published)| {
            let report = published_report(&published.content)?;
            Ok(Row { organ, published, report })
        })
        .collect()
}

impl Row {
    fn about(&self) -> [String; 7] {
        [
            self.organ.id.clone(),
            self.organ.name.clone(),
            self.organ.level.key().to_owned(),
            self.published.year.to_string(),
            self.report.form.format.clone(),
            self.published.published_on.to_string(),
            self.published.amended_on.map(|d| d.to_string()).unwrap_or_default(),
        ]
    }
}

/// A field of a line: quoted where it must be. Text that a spreadsheet would run as a formula gets an apostrophe.
fn field(out: &mut String, text: &str, is_number: bool) {
    let runs = !is_number && text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if runs { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

fn line<'a>(out: &mut String, fields: impl IntoIterator<Item = (&'a str, bool)>) {
    for (i, (text, is_number)) in fields.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        field(out, text, is_number);
    }
    out.push_str("\r\n");
}

fn csv() -> String {
    "\u{FEFF}".to_owned()
}

/// A line for every cell of every report.
fn long(rows: &[Row]) -> String {
    let mut out = csv();
    line(&mut out, LONG.map(|f| (f, false)));
    for row in rows {
        let about = row.about();
        for (name, cell) in row.report.cells() {
            let (name, label) = (name.to_string(), row.report.spoken(name));
            let value = cell.value.map(|v| v.to_string()).unwrap_or_default();
            let raw = cell.raw.clone().unwrap_or_default();
            let about = about.iter().map(|t| (t.as_str(), false));
            line(&mut out, about.chain([(name.as_str(), false), (&label, false), (&value, true), (&raw, false)]));
        }
    }
    out
}

/// Every cell that any form has, in the order of the forms, oldest first; （六） as one row where it was printed so.
fn columns(rows: &[Row]) -> Result<Vec<CellName>, ActionError> {
    let forms = Form::all().map_err(|e| ActionError::NotAllowed(e.to_string()))?;
    let blanks: Vec<AnnualReport> = forms.iter().map(AnnualReport::blank).collect();
    let mut seen = BTreeSet::new();
    let all = blanks.iter().chain(rows.iter().map(|r| &r.report)).flat_map(|r| r.cells().into_iter().map(|(n, _)| n));
    Ok(all.filter(|name| seen.insert(*name)).collect())
}

/// A line for every report. A cell that the report's form does not have is empty too; `format` tells which form it is.
fn wide(rows: &[Row]) -> Result<String, ActionError> {
    let columns = columns(rows)?;
    let mut out = csv();
    let names: Vec<String> = columns.iter().map(CellName::to_string).collect();
    line(&mut out, ABOUT.into_iter().chain(names.iter().map(String::as_str)).map(|f| (f, false)));
    for row in rows {
        let about = row.about();
        let values: Vec<String> =
            columns.iter().map(|c| row.report.value(*c).map(|v| v.to_string()).unwrap_or_default()).collect();
        line(&mut out, about.iter().map(|t| (t.as_str(), false)).chain(values.iter().map(|v| (v.as_str(), true))));
    }
    Ok(out)
}

/// All of it as one JSON object.
fn all(s: &Site, rows: &[Row]) -> Value {
    let reports: Vec<Value> = rows
        .iter()
        .map(|row| {
            let cells: Vec<Value> = row
                .report
                .cells()
                .into_iter()
                .map(|(name, cell)| json!({ "cell": name.to_string(), "value": cell.value, "raw": cell.raw }))
                .collect();
            json!({
                "organ": row.organ.id,
                "organ_name": row.organ.name,
                "level": row.organ.level.key(),
                "year": row.published.year,
                "format": row.report.form.format,
                "published_on": row.published.published_on,
                "amended_on": row.published.amended_on,
                "cells": cells,
            })
        })
        .collect();
    json!({ "version": VERSION, "county": s.county.name, "use": USE, "note": s.county.note, "reports": reports })
}

/// The page that says what there is.
pub async fn page(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let reports = s.office.store.read(|db| public::reports(db, &s.county.slug))?;
        let years: BTreeSet<i16> = reports.iter().map(|r| r.year).collect();
        let link = |label: &str, path: &str, kind: &str| FileLink {
            label: label.to_owned(),
            href: s.url(path),
            kind: kind.to_owned(),
            size: String::new(),
        };
        Ok(Page {
            page: frame::public(s, &headers, &uri, "/reports"),
            crumbs: vec![
                Crumb::link("首页", s.url("/")),
                Crumb::link("政府信息公开年报", s.url("/reports")),
                Crumb::here("开放数据"),
            ],
            total: reports.len(),
            years: years.into_iter().map(|y| format!("{y}年")).collect::<Vec<_>>().join("、"),
            usage: USE,
            files: vec![
                link("明细表：每个数据一行", "/reports/data.csv", "CSV"),
                link("宽表：每份报告一行", "/reports/reports.csv", "CSV"),
                link("全部数据，供程序读取", "/reports/data.json", "JSON"),
            ],
            schema: s.url("/reports/data.schema.json"),
            long: vec![
                ("organ", "机关代码，与网址中的相同"),
                ("organ_name", "机关名称"),
                ("level", "机关类别：county_office 县级主管部门，department 县级部门，township 乡镇"),
                ("year", "报告年度"),
                ("format", "报告格式：2019 或者 2021。两种格式的表二口径不同，不能直接比较或者相加"),
                ("published_on", "公布日期"),
                ("amended_on", "最近一次更正的日期，没有更正的为空；有更正的，数据是更正后的"),
                ("cell", "数据的代码，如 requests.new[6]，方括号内是从0起的列号"),
                ("label", "数据的中文名称"),
                ("value", "数值；报告中空白或者不是数字的，这里为空，不是0"),
                ("raw", "报告中的原文，只在原文不是单纯的数字时填写"),
            ],
        })
    });
    frame::html(&page.await?)
}

/// `data.csv`: a line for every cell.
pub async fn long_csv(State(site): State<Arc<Site>>) -> Result<Response, PageError> {
    let text = site.run(|s| Ok(long(&rows(s)?))).await?;
    Ok(download::attachment("annual-report-data.csv", "text/csv; charset=utf-8", text.into_bytes()))
}

/// `reports.csv`: a line for every report.
pub async fn wide_csv(State(site): State<Arc<Site>>) -> Result<Response, PageError> {
    let text = site.run(|s| wide(&rows(s)?)).await?;
    Ok(download::attachment("annual-reports.csv", "text/csv; charset=utf-8", text.into_bytes()))
}

/// `data.json`: everything.
pub async fn as_json(State(site): State<Arc<Site>>) -> Result<Response, PageError> {
    let bytes = site.run(|s| Ok(serde_json::to_vec_pretty(&all(s, &rows(s)?)).map_err(anyhow::Error::from)?)).await?;
    Ok(download::attachment("annual-report-data.json", "application/json", bytes))
}

/// `data.schema.json`: what the JSON promises.
pub async fn schema() -> Response {
    download::attachment("annual-report-data.schema.json", "application/schema+json", SCHEMA.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_nothing_runs_as_a_formula() {
        let mut out = String::new();
        line(&mut out, [("甲,乙", false), ("=1+1", false), ("-3", true), ("-", false), ("他说\"无\"", false)]);
        assert_eq!(out, "\"甲,乙\",'=1+1,-3,-,\"他说\"\"无\"\"\"\r\n");
    }
}
