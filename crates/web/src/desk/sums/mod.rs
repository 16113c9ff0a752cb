//! 数据汇总 on the desk: the sum over all organs within reach, received files and drafts included, so that it can be seen
//! before anything is published. A county officer sees the county, a clerk their own organ.

use std::sync::Arc;

use actions::ActionError;
use actions::received::report_of;
use actions::reports::{draw_up_report, published_report, went_out};
use actions::timeliness::timeliness;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use jiff::civil::Date;
use report::aggregate::Aggregate;
use report::form::Form;
use report::{AnnualReport, CellName};
use store::reports::StoredReport;

use crate::access::Signed;
use crate::components::FileLink;
use crate::cookies;
use crate::error::PageError;
use crate::frame;
use crate::layout::DeskPage;
use crate::public::download;
use crate::report_sums::{self as sums, CellParts, OrganRow, Source, SumFile};
use crate::site::Site;

/// First year of the first national form.
const FIRST_YEAR: i16 = 2019;

#[derive(Template)]
#[template(path = "desk/sums/show.html")]
struct Show {
    page: DeskPage,
    name: String,
    year: i16,
    years: Vec<(i16, String)>,
    counted: usize,
    expected: usize,
    unpublished: usize,
    how: Vec<String>,
    rows: Vec<OrganRow>,
    totals: [String; 3],
    body: String,
    charts: String,
    files: Vec<FileLink>,
}

#[derive(Template)]
#[template(path = "desk/sums/cell.html")]
struct CellPage {
    page: DeskPage,
    name: String,
    year: i16,
    back: String,
    cell: CellParts,
}

/// The sum of what somebody may see.
struct Year {
    sum: Aggregate,
    sources: Vec<Source>,
    unpublished: usize,
}

/// A report as it went out here, with what was amended since.
fn published(s: &Site, kept: Option<&StoredReport>) -> Result<Option<(Date, AnnualReport)>, ActionError> {
    let Some((kept, on)) = kept.and_then(|k| Some((k, k.published_on?))) else { return Ok(None) };
    let json = s.office.store.read(|db| went_out(db, &s.county.slug, kept))?;
    Ok(json.map(|json| published_report(&json)).transpose()?.map(|report| (on, report)))
}

fn find(s: &Site, signed: &Signed, year: i16) -> Result<Year, ActionError> {
    if Form::for_year(year).is_err() || year > s.office.clock.today().year() {
        return Err(ActionError::NotFound);
    }
    let slug = &s.county.slug;
    let stored = s.office.store.read(|db| store::reports::list(db, slug, &signed.actor.organs))?;
    let organs = s.organs()?.into_iter().filter(|o| signed.actor.reaches(&o.id) && o.level.is_organ_of_government());
    let mut unpublished = 0;
    let mut sources = Vec::new();
    for organ in organs {
        let href = Some(s.url(&format!("/desk/reports/{}/{year}", organ.id)));
        let kept = stored.iter().find(|r| r.organ == organ.id && r.year == year);
        let published = published(s, kept)?;
        let received = match published {
            Some(_) => None,
            None => s.office.store.read(|db| report_of(&s.office, db, slug, &organ.id, year))?,
        };
        let (report, standing) = match (published, received) {
            (Some((on, report)), _) => (Some(report), format!("{}公布", chinese(on))),
            (None, Some(report)) => {
                unpublished += 1;
                (Some(report), "按收到的报告文件".to_owned())
            }
            (None, None) => match draw_up_report(&s.office, slug, &organ.id, year) {
                // An organ that has recorded nothing and begun nothing has no report; a draft of zeros would claim one.
                Ok(drawn) if kept.is_none() && drawn.report.cells().iter().all(|(_, c)| c.cases.is_empty()) => {
                    (None, "没有记录，也没有开始编制".to_owned())
                }
                Ok(drawn) => {
                    unpublished += 1;
                    (Some(drawn.report), "草稿，未公布".to_owned())
                }
                Err(ActionError::NotAllowed(why)) => (None, format!("不能编制：{why}")),
                Err(other) => return Err(other),
            },
        };
        sources.push(Source { organ, report, standing, href });
    }
    Ok(Year { sum: sums::add_up(year, &sources)?, sources, unpublished })
}

/// Whose sum it is: the county's for those who see all of it, else that of the own organ.
fn name(s: &Site, signed: &Signed) -> Result<String, ActionError> {
    let organs: Vec<_> = s.organs()?.into_iter().filter(|o| o.level.is_organ_of_government()).collect();
    let all = organs.iter().all(|o| signed.actor.reaches(&o.id));
    let own = organs.iter().find(|o| o.id == signed.actor.organ).map(|o| o.name.clone());
    Ok(if all { s.county.name.clone() } else { own.unwrap_or_else(|| s.county.name.clone()) })
}

/// The sums of earlier years for the trend, as they were published: drafts of years long past say nothing.
fn published_before(s: &Site, signed: &Signed, year: i16, name: &str) -> Result<Vec<AnnualReport>, ActionError> {
    let slug = &s.county.slug;
    let stored = s.office.store.read(|db| store::reports::list(db, slug, &signed.actor.organs))?;
    let organs: Vec<_> = s.organs()?.into_iter().filter(|o| o.level.is_organ_of_government()).collect();
    let mut before = Vec::new();
    for earlier in (year - 4).max(FIRST_YEAR)..year {
        let mut sources = Vec::new();
        for kept in stored.iter().filter(|r| r.year == earlier) {
            let organ = organs.iter().find(|o| o.id == kept.organ);
            if let Some((organ, (_, report))) = organ.zip(published(s, Some(kept))?) {
                let report = Some(report);
                sources.push(Source { organ: organ.clone(), report, standing: String::new(), href: None });
            }
        }
        if !sources.is_empty() {
            before.push(sums::add_up(earlier, &sources)?.report(name));
        }
    }
    Ok(before)
}

fn charts(s: &Site, signed: &Signed, of: &Year, name: &str) -> Result<Vec<documents::Chart>, ActionError> {
    let year = of.sum.year;
    let mut charts = sums::charts_of(&of.sum, name, &published_before(s, signed, year, name)?);
    let organs: Vec<String> = of.sources.iter().map(|s| s.organ.id.clone()).collect();
    charts.push(report::charts::timeliness(year, timeliness(&s.office, &s.county.slug, &organs, year)?));
    Ok(charts)
}

/// The sum of the last finished year.
pub async fn latest(
    state: State<Arc<Site>>,
    signed: Extension<Signed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let year = state.office.clock.today().year() - 1;
    show(state, signed, headers, Path(year)).await
}

/// The sum of a year.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(year): Path<i16>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let found = find(s, &signed, year)?;
        let name = name(s, &signed)?;
        let base = s.url(&format!("/desk/sums/{year}"));
        let link = |cell: &CellName| Some(format!("{base}/cells/{}", cookies::encode(&cell.to_string())));
        let today = s.office.clock.today();
        let years = ((today.year() - 4).max(FIRST_YEAR)..=today.year()).rev();
        Ok(Show {
            years: years.filter(|y| *y != year).map(|y| (y, s.url(&format!("/desk/sums/{y}")))).collect(),
            counted: found.sum.counted.len(),
            expected: found.sources.len(),
            unpublished: found.unpublished,
            how: report::book::how(&found.sum, &name, today),
            rows: sums::organ_rows(&found.sources),
            totals: sums::totals(&found.sum),
            body: sums::tables(&found.sum, &name, &link),
            charts: sums::charts_fragment(charts(s, &signed, &found, &name)?),
            files: sums::file_links(&format!("{base}/files")),
            page: frame::desk(s, &signed, &headers, "/desk/sums")?,
            name,
            year,
        })
    });
    frame::html(&page.await?)
}

/// What a number of the sum is made of.
pub async fn cell(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path((year, cell)): Path<(i16, String)>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let found = find(s, &signed, year)?;
        let name = name(s, &signed)?;
        let wanted: CellName = cell.parse().map_err(|_| ActionError::NotFound)?;
        Ok(CellPage {
            cell: sums::cell_parts(&found.sum, &name, wanted).ok_or(ActionError::NotFound)?,
            back: s.url(&format!("/desk/sums/{year}")),
            page: frame::desk(s, &signed, &headers, "/desk/sums")?,
            name,
            year,
        })
    });
    frame::html(&page.await?)
}

/// The sum as a file, `sum.<extension>`.
pub async fn file(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    Path((year, file)): Path<(i16, String)>,
) -> Result<Response, PageError> {
    let made = site.run(move |s| {
        let found = find(s, &signed, year)?;
        let name = name(s, &signed)?;
        let of = SumFile {
            sum: &found.sum,
            organ: &name,
            on: s.office.clock.today(),
            demo: s.county.note.as_deref(),
            charts: charts(s, &signed, &found, &name)?,
        };
        sums::file(s.settings.fonts.as_deref(), of, &file)
    });
    let (name, media_type, bytes) = made.await?;
    Ok(download::attachment(&name, media_type, bytes))
}
