//! Both parts of the ledger, newest first, with the forms to add to them.

use std::collections::BTreeSet;
use std::sync::Arc;

use actions::{ActionError, Permission, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use report::records::LedgerEntry;
use serde::Deserialize;
use store::organs::Organ;
use store::records;

use super::kinds::{self, Kind, PARTS};
use crate::access::Signed;
use crate::components::{Choice, Field, Pagination, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::layout::DeskPage;
use crate::site::{Site, organ_name};
use crate::{cookies, frame};

const PER_PAGE: usize = 20;

/// How the lists are narrowed; each has its own page number.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    organ: String,
    year: String,
    page: Option<usize>,
    work_page: Option<usize>,
}

/// A form that was refused: what was typed and what is wrong with it.
pub(super) enum Refused {
    /// The form of a figure.
    Figure(Form, Vec<Wrong>),
    /// The form of a piece of work.
    Work(Form, Vec<Wrong>),
}

struct FigureLine {
    on: String,
    organ: String,
    what: String,
    amount: String,
    note: String,
}

struct WorkLine {
    on: String,
    organ: String,
    part: String,
    content: String,
    quantity: String,
}

/// The form of a figure.
struct FigureForm {
    open: bool,
    organ: Field,
    on: Field,
    kind: Field,
    count: Field,
    amount: Field,
    note: Field,
}

/// The form of a piece of work.
struct WorkForm {
    open: bool,
    organ: Field,
    on: Field,
    part: Field,
    content: Field,
    quantity: Field,
    unit: Field,
}

#[derive(Template)]
#[template(path = "desk/records/page.html")]
struct Page {
    page: DeskPage,
    may_keep: bool,
    narrowed: bool,
    problems: Vec<Problem>,
    organ: Field,
    organs: Vec<Choice>,
    year: Field,
    years: Vec<Choice>,
    own_organs: Vec<Choice>,
    kinds: Vec<Choice>,
    parts: Vec<Choice>,
    figure: FigureForm,
    work: WorkForm,
    figures: Vec<FigureLine>,
    figure_pages: Pagination,
    works: Vec<WorkLine>,
    work_pages: Pagination,
}

/// A fresh form dated today, or the refused one.
struct Typed<'a>(Form, &'a [Wrong]);

impl Typed<'_> {
    fn field(&self, name: &'static str, label: &str) -> Field {
        let error = self.1.iter().find(|w| w.field == name).map(|w| w.message.clone());
        Field::new(name, label).value(self.0.text(name)).error(error)
    }
}

fn figure_form(today: String, refused: Option<&Refused>) -> FigureForm {
    let typed = match refused {
        Some(Refused::Figure(form, wrong)) => Typed(form.clone(), wrong),
        _ => Typed(Form::of([("figure_on", today)]), &[]),
    };
    FigureForm {
        open: matches!(refused, Some(Refused::Figure(..))),
        organ: typed.field("figure_organ", "机关"),
        on: typed.field("figure_on", "日期").hint("计入这一天所在年度的报告"),
        kind: typed.field("figure_kind", "事项"),
        count: typed
            .field("figure_count", "数量")
            .hint("件数或者项数。项目增减：增加两项填 2，减少两项填 -2；收费留空"),
        amount: typed
            .field("figure_amount", "金额（元）")
            .hint("只有收费和政府集中采购填写，最多两位小数；其他事项留空"),
        note: typed.field("figure_note", "备注（选填）"),
    }
}

fn work_form(today: String, refused: Option<&Refused>) -> WorkForm {
    let typed = match refused {
        Some(Refused::Work(form, wrong)) => Typed(form.clone(), wrong),
        _ => Typed(Form::of([("work_on", today)]), &[]),
    };
    WorkForm {
        open: matches!(refused, Some(Refused::Work(..))),
        organ: typed.field("work_organ", "机关"),
        on: typed.field("work_on", "日期"),
        part: typed.field("work_part", "写进报告的哪一部分"),
        content: typed.field("work_content", "内容").hint("一句话，如：举办政府信息公开业务培训"),
        quantity: typed.field("work_quantity", "数量（不计数的不填）"),
        unit: typed.field("work_unit", "单位（不计数的不填）").hint("如：次、条、人次"),
    }
}

/// The items of one page of a list, with the row of pages.
fn turn<T>(items: Vec<T>, wanted: Option<usize>, href: impl Fn(usize) -> String) -> (Vec<T>, Pagination) {
    let last = items.len().div_ceil(PER_PAGE).max(1);
    let current = wanted.unwrap_or(1).clamp(1, last);
    let shown = items.into_iter().skip((current - 1) * PER_PAGE).take(PER_PAGE).collect();
    (shown, Pagination::new(current, last, href))
}

fn figure_line(organs: &[Organ], row: records::LedgerEntry) -> Result<FigureLine, ActionError> {
    let entry: LedgerEntry = serde_json::from_str(&row.entry).map_err(anyhow::Error::from)?;
    let (what, amount) = kinds::entry(&entry);
    Ok(FigureLine { on: chinese(row.on), organ: organ_name(organs, &row.organ), what, amount, note: row.note })
}

fn work_line(organs: &[Organ], row: records::WorkRecord) -> WorkLine {
    let part = kinds::part_from_key(&row.part).map_or(row.part, |part| kinds::part_label(part).to_owned());
    let quantity = row.quantity.map_or_else(String::new, |n| format!("{n} {}", row.unit.unwrap_or_default()));
    WorkLine { on: chinese(row.on), organ: organ_name(organs, &row.organ), part, content: row.content, quantity }
}

/// The page; a refused form stands in it as it was typed.
pub(super) fn page(
    site: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    filter: &Filter,
    refused: Option<&Refused>,
) -> Result<impl Template + use<>, ActionError> {
    let actor = &signed.actor;
    let today = site.office.clock.today();
    let organs = site.organs()?;
    let chosen = if actor.reaches(&filter.organ) { vec![filter.organ.clone()] } else { actor.organs.clone() };
    let (mut figures, mut works) = site.office.store.read(|db| {
        let figures = records::ledger(db, &site.county.slug, &chosen)?;
        Ok::<_, ActionError>((figures, records::work(db, &site.county.slug, &chosen)?))
    })?;
    let days = figures.iter().map(|f| f.on).chain(works.iter().map(|w| w.on)).chain([today]);
    let years: BTreeSet<i16> = days.map(|on| on.year()).collect();
    let year = filter.year.parse::<i16>().ok();
    if let Some(year) = year {
        figures.retain(|f| f.on.year() == year);
        works.retain(|w| w.on.year() == year);
    }
    figures.reverse();
    works.reverse();
    let address = |page: usize, work_page: usize| {
        let [organ, year] = [&filter.organ, &filter.year].map(|v| cookies::encode(v));
        site.url(&format!("/desk/records?organ={organ}&year={year}&page={page}&work_page={work_page}"))
    };
    let (here, there) = (filter.page.unwrap_or(1), filter.work_page.unwrap_or(1));
    let (figures, figure_pages) = turn(figures, filter.page, |n| address(n, there));
    let (works, work_pages) = turn(works, filter.work_page, |n| format!("{}#work", address(here, n)));
    let reach: Vec<&Organ> = organs.iter().filter(|o| actor.reaches(&o.id)).collect();
    // Only organs of government report, so only their figures and work are kept.
    let own = reach.iter().filter(|o| o.level.is_organ_of_government());
    let all = std::iter::once(Choice::new("", "全部"));
    let ask = std::iter::once(Choice::new("", "请选择"));
    let mut page = Page {
        page: frame::desk(site, signed, headers, "/desk/records")?,
        may_keep: site.office.rules.roles.allow(&actor.roles, Permission::KeepRecords),
        narrowed: actor.reaches(&filter.organ) || year.is_some(),
        problems: Vec::new(),
        organ: Field::new("organ", "机关").value(&*filter.organ),
        organs: all.clone().chain(reach.iter().map(|o| Choice::new(&*o.id, &*o.name))).collect(),
        year: Field::new("year", "年度").value(&*filter.year),
        years: all.chain(years.iter().rev().map(|y| Choice::new(y.to_string(), format!("{y}年")))).collect(),
        own_organs: own.map(|o| Choice::new(&*o.id, &*o.name)).collect(),
        kinds: ask.clone().chain(Kind::ALL.map(|k| Choice::new(k.key(), k.label()))).collect(),
        parts: ask.chain(PARTS.map(|p| Choice::new(kinds::part_key(p), kinds::part_label(p)))).collect(),
        figure: figure_form(today.to_string(), refused),
        work: work_form(today.to_string(), refused),
        figures: figures.into_iter().map(|row| figure_line(&organs, row)).collect::<Result<_, _>>()?,
        figure_pages,
        works: works.into_iter().map(|row| work_line(&organs, row)).collect(),
        work_pages,
    };
    let (f, w) = (&page.figure, &page.work);
    page.problems = problems(&[
        &f.organ,
        &f.on,
        &f.kind,
        &f.count,
        &f.amount,
        &f.note,
        &w.organ,
        &w.on,
        &w.part,
        &w.content,
        &w.quantity,
        &w.unit,
    ]);
    Ok(page)
}

/// The lists.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Query(filter): Query<Filter>,
) -> Result<Response, PageError> {
    frame::html(&site.run(move |s| page(s, &signed, &headers, &filter, None)).await?)
}
