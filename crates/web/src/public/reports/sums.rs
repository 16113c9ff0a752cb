//! 全县汇总: all organs with their published reports of a year, their sum, and what each number of the sum is made of.

use std::sync::Arc;

use actions::ActionError;
use actions::reports::published_report;
use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use report::aggregate::Aggregate;
use report::{AnnualReport, CellName};
use store::organs::Organ;
use store::public::{self, PublicReport};

use crate::components::{Crumb, FileLink};
use crate::cookies;
use crate::error::PageError;
use crate::frame;
use crate::layout::PublicPage;
use crate::public::download;
use crate::report_sums::{self as sums, CellParts, OrganRow, Source, SumFile};
use crate::site::Site;

#[derive(Template)]
#[template(path = "public/reports/sum.html")]
struct Overview {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    county: String,
    year: i16,
    other_years: Vec<(i16, String)>,
    counted: usize,
    expected: usize,
    how: Vec<String>,
    rows: Vec<OrganRow>,
    totals: [String; 3],
    body: String,
    charts: String,
    files: Vec<FileLink>,
}

#[derive(Template)]
#[template(path = "public/reports/sum_cell.html")]
struct CellPage {
    page: PublicPage,
    crumbs: Vec<Crumb>,
    county: String,
    year: i16,
    back: String,
    cell: CellParts,
}

/// The year's sum with the reports it is made of, and what is needed for those of other years.
struct Year {
    sum: Aggregate,
    sources: Vec<Source>,
    organs: Vec<Organ>,
    published: Vec<PublicReport>,
}

/// The sum of the published reports of a year; an address of a year without any is not found.
fn find(s: &Site, year: &str) -> Result<Year, ActionError> {
    let year: i16 = year.parse().map_err(|_| ActionError::NotFound)?;
    let published = s.office.store.read(|db| public::reports(db, &s.county.slug))?;
    if !published.iter().any(|r| r.year == year) {
        return Err(ActionError::NotFound);
    }
    let organs: Vec<Organ> = s.organs()?.into_iter().filter(|o| o.level.is_organ_of_government()).collect();
    let sources = sources(s, &organs, &published, year)?;
    Ok(Year { sum: sums::add_up(year, &sources)?, sources, organs, published })
}

fn sources(s: &Site, organs: &[Organ], published: &[PublicReport], year: i16) -> Result<Vec<Source>, ActionError> {
    let source = |organ: &Organ| {
        let found = published.iter().find(|r| r.organ == organ.id && r.year == year);
        Ok(Source {
            report: found.map(|r| published_report(&r.content)).transpose()?,
            standing: found.map_or_else(|| "未公布".to_owned(), |r| format!("{}公布", chinese(r.published_on))),
            href: found.map(|r| super::address(s, r)),
            organ: organ.clone(),
        })
    };
    organs.iter().map(source).collect()
}

impl Year {
    /// The other years in which anything was published, newest first.
    fn others(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.published.iter().map(|r| r.year).filter(|y| *y != self.sum.year).collect();
        years.dedup();
        years
    }

    /// The charts, with the trend over all published years.
    fn charts(&self, s: &Site) -> Result<Vec<documents::Chart>, ActionError> {
        let county = &s.county.name;
        let sum = |year: i16| Ok(sums::add_up(year, &sources(s, &self.organs, &self.published, year)?)?.report(county));
        let years = self.others().into_iter().map(sum).collect::<Result<Vec<AnnualReport>, ActionError>>()?;
        Ok(sums::charts_of(&self.sum, county, &years))
    }
}

fn at(s: &Site, year: i16) -> String {
    s.url(&format!("/reports/all/{year}"))
}

fn trail(s: &Site, more: Vec<Crumb>) -> Vec<Crumb> {
    let mut crumbs = vec![Crumb::link("首页", s.url("/")), Crumb::link("政府信息公开年报", s.url("/reports"))];
    crumbs.extend(more);
    crumbs
}

/// The overview of a year.
pub async fn overview(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Path(year): Path<String>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let found = find(s, &year)?;
        let (sum, county) = (&found.sum, &s.county.name);
        let base = at(s, sum.year);
        let link = |cell: &CellName| Some(format!("{base}/cells/{}", cookies::encode(&cell.to_string())));
        Ok(Overview {
            page: frame::public(s, &headers, &uri, "/reports"),
            crumbs: trail(s, vec![Crumb::here(format!("{}年全县汇总", sum.year))]),
            county: county.clone(),
            year: sum.year,
            other_years: found.others().into_iter().map(|y| (y, at(s, y))).collect(),
            counted: sum.counted.len(),
            expected: found.sources.len(),
            how: report::book::how(sum, county, s.office.clock.today()),
            rows: sums::organ_rows(&found.sources),
            totals: sums::totals(sum),
            body: sums::tables(sum, county, &link),
            charts: sums::charts_fragment(found.charts(s)?),
            files: sums::file_links(&base),
        })
    });
    frame::html(&page.await?)
}

/// What a number of the sum is made of.
pub async fn cell(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    Path((year, cell)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let found = find(s, &year)?;
        let name: CellName = cell.parse().map_err(|_| ActionError::NotFound)?;
        let year = found.sum.year;
        let cell = sums::cell_parts(&found.sum, &s.county.name, name).ok_or(ActionError::NotFound)?;
        Ok(CellPage {
            page: frame::public(s, &headers, &uri, "/reports"),
            crumbs: trail(s, vec![Crumb::link(format!("{year}年全县汇总"), at(s, year)), Crumb::here("数据来源")]),
            county: s.county.name.clone(),
            year,
            back: at(s, year),
            cell,
        })
    });
    frame::html(&page.await?)
}

/// The sum as a file, `sum.<extension>`.
pub async fn file(
    State(site): State<Arc<Site>>,
    Path((year, file)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let made = site.run(move |s| {
        let found = find(s, &year)?;
        let county = &s.county.name;
        let of = SumFile {
            sum: &found.sum,
            organ: county,
            on: s.office.clock.today(),
            demo: s.county.note.as_deref(),
            charts: found.charts(s)?,
        };
        sums::file(s.settings.fonts.as_deref(), of, &file)
    });
    let (name, media_type, bytes) = made.await?;
    Ok(download::attachment(&name, media_type, bytes))
}
