//! 政府信息公开年报: which organ has published which year, each report as a page and as files. Shown is what went out, not
//! what the records say now. Sums over all organs are in [`sums`], data for programs in [`open_data`].

pub mod open_data;
pub mod sums;

use std::collections::BTreeSet;
use std::sync::Arc;

use actions::ActionError;
use actions::reports::published_report;
use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use documents::Chart;
use domain::date::chinese;
use report::AnnualReport;
use report::layout::{Layout, layout};
use store::organs::Organ;
use store::public::{self, PublicReport};

use crate::components::{Choice, Crumb, Field, FileLink, ListItem};
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::download;
use crate::public::listing::{FilterForm, Listing, Wanted};
use crate::report_files as files;
use crate::report_sums::charts_fragment;
use crate::site::{Site, organ_name};

/// What charts are offered in: the report itself keeps to the national form, which has none.
const CHART_FORMATS: [&str; 2] = ["pdf", "docx"];

#[derive(Template)]
#[template(path = "public/reports/index.html")]
struct Index {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    years: Vec<(i16, String)>,
    open_data: String,
    list: Listing<Row>,
    filter: FilterForm,
    narrowed: bool,
    total: usize,
}

/// An organ with its report of each year, if there is one.
struct Row {
    name: String,
    href: String,
    reports: Vec<Option<String>>,
}

#[derive(Template)]
#[template(path = "public/reports/page.html")]
struct Page {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    title: String,
    organ: String,
    organ_href: String,
    published_text: String,
    /// Day of the last amendment and the address of the report as it went out, if it was amended.
    amended: Option<(String, String)>,
    body: String,
    charts: String,
    chart_files: Vec<FileLink>,
    files: Vec<FileLink>,
}

fn address(site: &Site, report: &PublicReport) -> String {
    site.url(&format!("/reports/{}/{}", report.organ, report.year))
}

fn title(organs: &[Organ], report: &PublicReport) -> String {
    format!("{}{}年政府信息公开工作年度报告", organ_name(organs, &report.organ), report.year)
}

/// A report as a line of a list.
pub fn line(site: &Site, organs: &[Organ], report: &PublicReport) -> ListItem {
    ListItem {
        title: title(organs, report),
        href: address(site, report),
        date_text: chinese(report.published_on),
        date_iso: report.published_on.to_string(),
        note: None,
    }
}

/// Organs and years.
pub async fn index(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, PageError> {
    let wanted = Wanted::of(&uri);
    let page = site.run(move |s| {
        let organs: Vec<Organ> = s.organs()?.into_iter().filter(|o| o.level.is_organ_of_government()).collect();
        let reports = s.office.store.read(|db| public::reports(db, &s.county.slug))?;
        let path = s.url("/reports");
        let all_years: BTreeSet<i16> = reports.iter().map(|r| r.year).collect();
        let years: Vec<i16> =
            all_years.iter().rev().copied().filter(|y| wanted.year().is_none_or(|wanted| wanted == *y)).collect();
        let choices = organs.iter().map(|o| Choice::new(&o.id, &o.name));
        let mut filter = FilterForm::new(&path).year(&wanted, all_years.iter().copied());
        if let Some((field, _)) = filter.selects.first_mut() {
            "报告年度".clone_into(&mut field.label);
        }
        filter.selects.insert(
            0,
            (
                Field::new("organ", "机关").value(&wanted.organ),
                std::iter::once(Choice::new("", "全部机关")).chain(choices).collect(),
            ),
        );
        let one = organs.iter().any(|o| o.id == wanted.organ).then(|| wanted.organ.clone());
        let chosen: Vec<&Organ> = organs.iter().filter(|o| one.as_ref().is_none_or(|id| o.id == *id)).collect();
        let list = Listing::page(chosen, &wanted, &path, |organ| Row {
            name: organ.name.clone(),
            href: s.url(&format!("/organs/{}", organ.id)),
            reports: years
                .iter()
                .map(|year| reports.iter().find(|r| r.organ == organ.id && r.year == *year).map(|r| address(s, r)))
                .collect(),
        });
        Ok(Index {
            page: frame::public(s, &headers, &uri, "/reports"),
            crumbs: vec![
                Crumb::link("首页", s.url("/")),
                Crumb::link("政府信息公开", s.url("/platform")),
                Crumb::here("政府信息公开年报"),
            ],
            narrowed: one.is_some() || wanted.year().is_some(),
            total: reports.len(),
            years: years.into_iter().map(|year| (year, s.url(&format!("/reports/all/{year}")))).collect(),
            open_data: s.url("/reports/open-data"),
            list,
            filter,
        })
    });
    frame::html(&page.await?)
}

/// A published report with its organ.
fn find(site: &Site, organ: &str, year: &str) -> Result<(Organ, PublicReport), ActionError> {
    let organ = site.organs()?.into_iter().find(|o| o.id == organ).ok_or(ActionError::NotFound)?;
    let year: i16 = year.parse().map_err(|_| ActionError::NotFound)?;
    let reports = site.office.store.read(|db| public::reports(db, &site.county.slug))?;
    let report = reports.into_iter().find(|r| r.organ == organ.id && r.year == year).ok_or(ActionError::NotFound)?;
    Ok((organ, report))
}

/// The charts of a published report, with the trend over all years its organ has published.
fn charts(s: &Site, organ: &Organ, report: &AnnualReport) -> Result<Vec<Chart>, ActionError> {
    let all = s.office.store.read(|db| public::reports(db, &s.county.slug))?;
    let own = all.iter().filter(|r| r.organ == organ.id);
    let years = own.map(|r| published_report(&r.content)).collect::<Result<Vec<AnnualReport>, _>>()?;
    Ok(report::charts::of_report(report, &years.iter().collect::<Vec<_>>()))
}

/// One report.
pub async fn show(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Path((organ, year)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let (organ, published) = find(s, &organ, &year)?;
        let report = published_report(&published.content)?;
        let options = Layout { signature: Some(&organ.name), date: Some(published.published_on), link: None };
        let mut document = layout(&report, &options);
        // The page has the title above its downloads.
        document.blocks.retain(|block| !files::is_title(block));
        let at = address(s, &published);
        let links = files::FORMATS.iter().map(|format| FileLink {
            label: format!("下载{}", format.name),
            href: format!("{at}/report.{}", format.extension),
            kind: format.extension.to_uppercase(),
            size: String::new(),
        });
        let chart_formats = files::FORMATS.iter().filter(|f| CHART_FORMATS.contains(&f.extension));
        let chart_links = chart_formats.map(|format| FileLink {
            label: format!("下载图表（{}）", format.name),
            href: format!("{at}/charts.{}", format.extension),
            kind: format.extension.to_uppercase(),
            size: String::new(),
        });
        Ok(Page {
            page: frame::public(s, &headers, &uri, "/reports"),
            crumbs: vec![
                Crumb::link("首页", s.url("/")),
                Crumb::link("政府信息公开年报", s.url("/reports")),
                Crumb::here(format!("{}{}年", organ.name, published.year)),
            ],
            title: report::layout::title(&report),
            organ_href: s.url(&format!("/organs/{}", organ.id)),
            organ: organ.name.clone(),
            published_text: chinese(published.published_on),
            amended: published.amended_on.map(|on| (chinese(on), format!("{at}/original"))),
            body: documents::write::html::fragment(&document),
            charts: charts_fragment(charts(s, &organ, &report)?),
            chart_files: chart_links.collect(),
            files: links.collect(),
        })
    });
    frame::html(&page.await?)
}

/// One report as a file, `report.<extension>`, or its charts, `charts.<extension>`.
pub async fn file(
    State(site): State<Arc<Site>>,
    Path((organ, year, file)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let (name, media_type, bytes) = site
        .run(move |s| {
            let (organ, published) = find(s, &organ, &year)?;
            let report = published_report(&published.content)?;
            if let Some(extension) = file.strip_prefix("charts.") {
                return chart_file(s, &organ, &report, extension);
            }
            let extension = file.strip_prefix("report.").ok_or(ActionError::NotFound)?;
            let date = Some(published.published_on);
            let (bytes, media_type) = files::render(
                s.settings.fonts.as_deref(),
                &report,
                &organ.name,
                date,
                s.county.note.as_deref(),
                extension,
            )?;
            Ok((files::name(&organ.name, published.year, extension), media_type, bytes))
        })
        .await?;
    Ok(download::attachment(&name, media_type, bytes))
}

/// The charts as a file of their own.
fn chart_file(
    s: &Site,
    organ: &Organ,
    report: &AnnualReport,
    extension: &str,
) -> Result<(String, &'static str, Vec<u8>), ActionError> {
    if !CHART_FORMATS.contains(&extension) {
        return Err(ActionError::NotFound);
    }
    let year = report.year.map(|y| y.to_string()).unwrap_or_default();
    let title = format!("{}{year}年政府信息公开工作年度报告图表", organ.name);
    let mut document = report::charts::document(&title, Some(&organ.name), charts(s, organ, report)?);
    if let Some(why) = &s.county.note {
        let demo = documents::Paragraph::new(documents::Role::Body, format!("【示例数据】{why}"));
        document.blocks.insert(1, documents::Block::Paragraph(demo));
    }
    let (bytes, media_type) = files::write(s.settings.fonts.as_deref(), &document, extension)?;
    Ok((format!("{}-{year}-charts.{extension}", organ.name), media_type, bytes))
}
