//! 起草 and 修改: one form for both.

use std::sync::Arc;

use actions::publications::{Draft, GENRES, edit_publication, write_publication};
use actions::{ActionError, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::publication::{PublicationMove, Shelf, publication_move};
use jiff::civil::Date;
use store::organs::Organ;
use store::publications::Publication;

use super::{load, path_of};
use crate::access::Signed;
use crate::components::{Choice, Field, FlashKind, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::layout::DeskPage;
use crate::site::Site;

#[derive(Template)]
#[template(path = "desk/publications/form.html")]
struct Page {
    page: DeskPage,
    heading: &'static str,
    action: String,
    back: String,
    problems: Vec<Problem>,
    organ: Field,
    organs: Vec<Choice>,
    shelf: Field,
    shelves: Vec<Choice>,
    obligation: Field,
    obligations: Vec<Choice>,
    genre: Field,
    genres: Vec<Choice>,
    normative: Field,
    normatives: Vec<Choice>,
    title: Field,
    document_number: Field,
    formed_on: Field,
    summary: Field,
    body: Field,
}

/// The catalogue items that some organ within reach has to publish, named by field and both levels.
fn obligations(site: &Site, reach: &[&Organ]) -> Vec<Choice> {
    let fields = site.office.rules.catalogue.fields().iter().flat_map(|f| f.items.iter().map(move |i| (f, i)));
    let ours = fields.filter(|(_, item)| reach.iter().any(|o| item.applies_to(o.level)));
    let named = ours.map(|(f, i)| Choice::new(&*i.code, format!("{} · {} · {}", f.name, i.level1, i.level2)));
    std::iter::once(Choice::new("", "请选择公开事项")).chain(named).collect()
}

/// The page for what was typed; `id` is the draft being changed, `None` for a new one.
fn page(
    site: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    id: Option<&str>,
    form: &Form,
    wrong: &[Wrong],
) -> Result<Page, ActionError> {
    let organs = site.organs()?;
    let reach: Vec<&Organ> = signed.actor.organs.iter().filter_map(|id| organs.iter().find(|o| o.id == *id)).collect();
    let field = |name: &'static str, label: &str| {
        let error = wrong.iter().find(|w| w.field == name).map(|w| w.message.clone());
        Field::new(name, label).value(form.text(name)).error(error)
    };
    let reveals = |shelf: Shelf| {
        let choice = Choice::new(shelf.key(), shelf.label());
        if shelf == Shelf::Statutory { choice.reveals() } else { choice }
    };
    let is_new = id.is_none();
    let mut page = Page {
        page: frame::desk(site, signed, headers, "/desk/publications")?,
        heading: if is_new { "起草信息" } else { "修改信息" },
        action: site.url(&id.map_or_else(|| path_of("new"), |id| format!("{}/edit", path_of(id)))),
        back: site.url(&id.map_or_else(|| "/desk/publications".to_owned(), path_of)),
        problems: Vec::new(),
        organ: field("organ", "发布机关"),
        organs: reach.iter().map(|o| Choice::new(&*o.id, &*o.name)).collect(),
        shelf: field("shelf", "放在平台的哪个栏目"),
        shelves: Shelf::ALL.map(reveals).into(),
        obligation: field("obligation", "公开事项").hint("按政务公开事项标准目录选择：领域 · 一级事项 · 二级事项"),
        obligations: obligations(site, &reach),
        genre: field("genre", "体裁"),
        genres: std::iter::once("").chain(GENRES).map(|g| Choice::new(g, if g.is_empty() { "请选择体裁" } else { g })).collect(),
        normative: Field::new("normative", "是否行政规范性文件"),
        normatives: vec![
            Choice::new("yes", "这是行政规范性文件")
                .hint("涉及公民、法人和其他组织权利义务，具有普遍约束力、在一定期限内反复适用的公文。年度报告要统计制发、废止和现行有效件数")
                .checked(form.ticked("normative")),
        ],
        title: field("title", "标题").hint("不超过 120 个字"),
        document_number: field("document_number", "发文字号（没有的不填）")
            .hint("年份用六角括号括起来，如：青政办发〔2026〕12号"),
        formed_on: field("formed_on", "成文日期").hint("20 个工作日的公开期限从这一天起算"),
        summary: field("summary", "内容概述").hint("用一两句话说清楚这条信息讲什么，目录里要显示"),
        body: field("body", "正文"),
    };
    page.problems = problems(&[
        &page.organ,
        &page.shelf,
        &page.obligation,
        &page.genre,
        &page.title,
        &page.document_number,
        &page.formed_on,
        &page.summary,
        &page.body,
    ]);
    Ok(page)
}

/// What was typed as a draft, with the day's own problem. An unreadable day stands in as one that the action is sure to
/// refuse: so it names every other problem too and writes nothing.
fn typed(form: &Form) -> Result<(Draft, Option<String>), PageError> {
    let (formed_on, problem) = match form.date("formed_on") {
        Ok(Some(day)) => (day, None),
        Ok(None) => (Date::MAX, Some("请填写成文日期".to_owned())),
        Err(message) => (Date::MAX, Some(message)),
    };
    let unknown_shelf = || PageError::bad_request("表单里没有选择栏目，请返回上一页重新选择。");
    let draft = Draft {
        organ: form.text("organ").to_owned(),
        shelf: Shelf::from_key(form.text("shelf")).ok_or_else(unknown_shelf)?,
        obligation: form.filled("obligation"),
        genre: form.text("genre").to_owned(),
        normative: form.ticked("normative"),
        title: form.text("title").to_owned(),
        document_number: form.filled("document_number"),
        formed_on,
        summary: form.text("summary").to_owned(),
        body: form.text("body").to_owned(),
    };
    Ok((draft, problem))
}

/// The same draft as fields of a form, to begin changing it.
fn fields(p: &Publication) -> Form {
    let pairs = [
        ("organ", p.organ.clone()),
        ("shelf", p.shelf.key().to_owned()),
        ("obligation", p.obligation.clone().unwrap_or_default()),
        ("genre", p.genre.clone()),
        ("title", p.title.clone()),
        ("document_number", p.document_number.clone().unwrap_or_default()),
        ("formed_on", p.formed_on.to_string()),
        ("summary", p.summary.clone()),
        ("body", p.body.clone()),
    ];
    Form::of(pairs.into_iter().chain(p.normative.as_ref().map(|_| ("normative", "yes".to_owned()))))
}

/// An empty form, dated today.
pub async fn new(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let today = s.office.clock.today().to_string();
        let shelf = Shelf::Statutory.key().to_owned();
        let form = Form::of([("organ", signed.actor.organ.clone()), ("shelf", shelf), ("formed_on", today)]);
        page(s, &signed, &headers, None, &form, &[])
    });
    frame::html(&page.await?)
}

/// Keeps a new draft and goes to it.
pub async fn create(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    keep(site, signed, headers, None, form).await
}

/// The form with a draft in it.
pub async fn edit(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let path = path_of(&id);
    let page = site.run(move |s| {
        let found = s.office.store.read(|db| load(db, &signed.actor, &id))?;
        match publication_move(found.state, &found.author, PublicationMove::Edit) {
            Err(refused) => Ok(Err(refused)),
            Ok(_) => page(s, &signed, &headers, Some(&id), &fields(&found), &[]).map(Ok),
        }
    });
    match page.await? {
        Ok(page) => frame::html(&page),
        Err(refused) => Ok(frame::go(&site, &path, FlashKind::Problem, &refused.to_string())),
    }
}

/// Keeps a changed draft and goes to it.
pub async fn save(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    keep(site, signed, headers, Some(id), form).await
}

async fn keep(
    site: Arc<Site>,
    signed: Signed,
    headers: HeaderMap,
    id: Option<String>,
    form: Form,
) -> Result<Response, PageError> {
    let (draft, unreadable_day) = typed(&form)?;
    let done = site.run(move |s| {
        let done = match &id {
            None => write_publication(&s.office, &signed.actor, &draft),
            Some(id) => edit_publication(&s.office, &signed.actor, id, &draft).map(|()| id.clone()),
        };
        match done {
            Err(ActionError::Invalid(mut wrong)) => {
                if let Some(message) = unreadable_day {
                    wrong.iter_mut().filter(|w| w.field == "formed_on").for_each(|w| w.message.clone_from(&message));
                }
                page(s, &signed, &headers, id.as_deref(), &form, &wrong).map(Err)
            }
            // Meanwhile somebody submitted it: what was typed stays on the page.
            Err(ActionError::NotAllowed(reason)) => {
                let mut page = page(s, &signed, &headers, id.as_deref(), &form, &[])?;
                page.problems.push(Problem { field: String::new(), message: reason });
                Ok(Err(page))
            }
            other => other.map(Ok),
        }
    });
    match done.await? {
        Ok(id) => Ok(frame::go(&site, &path_of(&id), FlashKind::Success, "草稿已保存。添加附件、核对无误后提交审核")),
        Err(page) => frame::html(&page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_cannot_be_read_is_refused_in_its_own_words() {
        let form = |day: &str| Form::of([("shelf", "guide".to_owned()), ("formed_on", day.to_owned())]);
        let (draft, problem) = typed(&form("2026-11-23")).unwrap();
        assert_eq!((draft.formed_on, problem), (jiff::civil::date(2026, 11, 23), None));
        for (day, words) in [("", "请填写成文日期"), ("2026-02-30", "日期应写成")] {
            let (draft, problem) = typed(&form(day)).unwrap();
            assert_eq!(draft.formed_on, Date::MAX, "{day}");
            assert!(problem.unwrap().starts_with(words), "{day}");
        }
        assert!(typed(&Form::default()).is_err());
    }
}
