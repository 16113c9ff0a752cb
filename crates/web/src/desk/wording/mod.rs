//! 校对词语: the words that the county adds to proofreading, and the findings it leaves wherever they stand. Everybody at the desk may
//! read them; a form that is refused comes back opened, with what was typed.

use std::sync::Arc;

use actions::wording::{NewException, NewWord, add_exception, add_word, remove_exception, remove_word};
use actions::{ActionError, Permission, Problem as Wrong};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use proof::guide;
use store::accounts::{self, Account};
use store::wording;

use crate::access::Signed;
use crate::components::{Choice, Field, FlashKind, Problem, problems};
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::labels;
use crate::layout::DeskPage;
use crate::public::rules;
use crate::site::Site;

const PATH: &str = "/desk/wording";

/// A word of the list.
struct Word {
    word: String,
    kind: &'static str,
    colour: &'static str,
    instead: String,
    source: String,
    since: String,
    by: String,
}

/// An exception of the list.
struct Exception {
    rule: String,
    title: &'static str,
    rule_href: Option<String>,
    text: String,
    reason: String,
    until: Option<String>,
    has_ended: bool,
    since: String,
    by: String,
}

/// A form that was refused.
enum Refused {
    Word(Form, Vec<Wrong>),
    Exception(Form, Vec<Wrong>),
}

#[derive(Template)]
#[template(path = "desk/wording/page.html")]
struct Page {
    page: DeskPage,
    here: String,
    guide: String,
    may: bool,
    problems: Vec<Problem>,
    words: Vec<Word>,
    exceptions: Vec<Exception>,
    word_open: bool,
    word: Field,
    class: Field,
    classes: Vec<Choice>,
    instead: Field,
    source: Field,
    exception_open: bool,
    rule: Field,
    rules: Vec<Choice>,
    text: Field,
    reason: Field,
    until: Field,
}

fn page(
    site: &Site,
    signed: &Signed,
    headers: &HeaderMap,
    refused: Option<&Refused>,
) -> Result<impl Template + use<>, ActionError> {
    let office = &site.office;
    office.require(&signed.actor, Permission::UseDesk)?;
    let (county, today) = (&site.county.slug, office.clock.today());
    let (words, exceptions, people) = office.store.read(|db| {
        let words = wording::words(db, county)?;
        Ok::<_, ActionError>((words, wording::exceptions(db, county)?, accounts::list(db, county)?))
    })?;
    let by = |id: &str| people.iter().find(|a: &&Account| a.id == id).map_or_else(String::new, |a| a.name.clone());
    let nothing = (Form::default(), Vec::new());
    let (word_form, word_wrong) = match refused {
        Some(Refused::Word(form, wrong)) => (form, wrong),
        _ => (&nothing.0, &nothing.1),
    };
    let (exception_form, exception_wrong) = match refused {
        Some(Refused::Exception(form, wrong)) => (form, wrong),
        _ => (&nothing.0, &nothing.1),
    };
    let field = |form: &Form, wrong: &[Wrong], name: &'static str, label: &str| {
        let error = wrong.iter().find(|w| w.field == name).map(|w| w.message.clone());
        Field::new(name, label).value(form.text(name)).error(error)
    };
    let word = |name, label| field(word_form, word_wrong, name, label);
    let exception = |name, label| field(exception_form, exception_wrong, name, label);
    let rules_of_text =
        guide::chapters().into_iter().flat_map(|c| c.rules.into_iter().map(move |rule| (c.title, rule)));
    let class = match word_form.text("class") {
        "" => "cautious",
        typed => typed,
    };
    let mut page = Page {
        page: frame::desk(site, signed, headers, PATH)?,
        here: site.url(PATH),
        guide: site.url("/rules/proof"),
        may: office.require(&signed.actor, Permission::KeepWording).is_ok(),
        problems: Vec::new(),
        words: words
            .into_iter()
            .map(|w| Word {
                kind: if w.severity == domain::Severity::Error { "禁用" } else { "慎用" },
                colour: labels::severity_colour(w.severity),
                since: chinese(w.added_on),
                by: by(&w.account),
                word: w.word,
                instead: w.instead,
                source: w.source,
            })
            .collect(),
        exceptions: exceptions
            .into_iter()
            .map(|e| Exception {
                title: guide::find(&e.rule).map_or("（规则已不存在）", |rule| rule.title),
                rule_href: rules::address(site, &e.rule),
                until: e.until.map(chinese),
                has_ended: e.until.is_some_and(|until| until < today),
                since: chinese(e.added_on),
                by: by(&e.account),
                rule: e.rule,
                text: e.text,
                reason: e.reason,
            })
            .collect(),
        word_open: matches!(refused, Some(Refused::Word(..))),
        word: word("word", "词语").hint("2到40个字，与要查找的写法一字不差"),
        class: word("class", "程度").value(class),
        classes: vec![
            Choice::new("cautious", "慎用：提醒，写明理由可以保留"),
            Choice::new("banned", "禁用：错误，要改正才能提交"),
        ],
        instead: word("instead", "改用的说法（选填）").hint("填写以后，编辑时可以一键替换"),
        source: word("source", "依据").hint("如：某文件的名称和文号、某次会议的要求"),
        exception_open: matches!(refused, Some(Refused::Exception(..))),
        rule: exception("rule", "规则"),
        rules: std::iter::once(Choice::new("", "请选择"))
            .chain(rules_of_text.map(|(chapter, rule)| Choice::new(rule.id, format!("{chapter}：{}", rule.title))))
            .collect(),
        text: exception("text", "提示所指的原文").hint("一字不差，只对这段文字有效"),
        reason: exception("reason", "为什么可以不改"),
        until: exception("until", "有效到哪一天（选填）"),
    };
    page.problems = problems(&[
        &page.word,
        &page.class,
        &page.instead,
        &page.source,
        &page.rule,
        &page.text,
        &page.reason,
        &page.until,
    ]);
    Ok(page)
}

/// The lists.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    frame::html(&site.run(move |s| page(s, &signed, &headers, None)).await?)
}

/// Enters a word.
pub async fn add(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let new = NewWord {
            word: form.text("word"),
            is_banned: form.text("class") == "banned",
            instead: form.text("instead"),
            source: form.text("source"),
        };
        match add_word(&s.office, &signed.actor, &new) {
            Err(ActionError::Invalid(wrong)) => page(s, &signed, &headers, Some(&Refused::Word(form, wrong))).map(Err),
            other => other.map(Ok),
        }
    });
    match done.await? {
        Ok(0) => {
            Ok(frame::go(&site, PATH, FlashKind::Success, "词语已登记，从现在起用于校对。已经发布的信息里没有用到"))
        }
        Ok(texts) => {
            let news = format!("词语已登记，从现在起用于校对。已经发布的信息里有{texts}条用到，下次内容巡查时列出");
            Ok(frame::go(&site, PATH, FlashKind::Success, &news))
        }
        Err(page) => frame::html(&page),
    }
}

/// Takes a word away.
pub async fn remove(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| Ok(remove_word(&s.office, &signed.actor, form.text("word")))).await?;
    frame::after(&site, PATH, done, "词语已删除，不再用于校对")
}

/// Enters an exception.
pub async fn except(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let taken = match form.date("until") {
            Err(message) => Err(ActionError::Invalid(vec![Wrong::new("until", message)])),
            Ok(until) => {
                let new = NewException {
                    rule: form.text("rule"),
                    text: form.text("text"),
                    reason: form.text("reason"),
                    until,
                };
                add_exception(&s.office, &signed.actor, &new)
            }
        };
        match taken {
            Err(ActionError::Invalid(wrong)) => {
                page(s, &signed, &headers, Some(&Refused::Exception(form, wrong))).map(Err)
            }
            other => other.map(Ok),
        }
    });
    match done.await? {
        Ok(()) => Ok(frame::go(&site, PATH, FlashKind::Success, "例外已登记，从现在起有效")),
        Err(page) => frame::html(&page),
    }
}

/// Takes an exception away.
pub async fn remove_except(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    form: Form,
) -> Result<Response, PageError> {
    let done =
        site.run(move |s| Ok(remove_exception(&s.office, &signed.actor, form.text("rule"), form.text("text")))).await?;
    frame::after(&site, PATH, done, "例外已取消，以后照常提示")
}
