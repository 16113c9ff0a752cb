//! Noting a figure or a piece of work. A form that is refused comes back in the list, opened, with what was typed.

use std::sync::Arc;

use actions::records::{record_ledger, record_work};
use actions::{ActionError, Problem as Wrong};
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use report::records::{LedgerEntry, WorkPart};

use super::amounts::{change, count, yuan};
use super::kinds::{Kind, part_from_key};
use super::listing::{Filter, Refused, page};
use crate::access::Signed;
use crate::components::FlashKind;
use crate::error::PageError;
use crate::forms::Form;
use crate::frame;
use crate::site::Site;

const PATH: &str = "/desk/records";

/// Problems in the order of the form, with the value only if there is none.
struct Check(Vec<Wrong>);

impl Check {
    fn keep<T>(&mut self, field: &'static str, read: Result<T, impl Into<String>>) -> Option<T> {
        read.map_err(|message| self.0.push(Wrong::new(field, message))).ok()
    }
}

fn day(form: &Form, name: &str, today: Date) -> Result<Date, String> {
    match form.date(name)? {
        None => Err("请填写日期".to_owned()),
        Some(on) if on > today => Err("日期不能晚于今天".to_owned()),
        Some(on) => Ok(on),
    }
}

/// A number that a kind needs, or must not have: what is typed in the wrong place is not dropped in silence.
fn number(
    text: &str,
    read: fn(&str) -> Result<Option<i64>, &'static str>,
    wanted: bool,
    missing: &'static str,
    surplus: &'static str,
) -> Result<i64, &'static str> {
    match (read(text)?, wanted) {
        (Some(n), true) => Ok(n),
        (None, true) => Err(missing),
        (None, false) => Ok(0),
        (Some(_), false) => Err(surplus),
    }
}

struct Figure {
    organ: String,
    on: Date,
    entry: LedgerEntry,
}

fn figure(form: &Form, today: Date) -> Result<Figure, Vec<Wrong>> {
    let mut check = Check(Vec::new());
    let organ = check.keep("figure_organ", form.filled("figure_organ").ok_or("请选择机关"));
    let on = check.keep("figure_on", day(form, "figure_on", today));
    let kind = check.keep("figure_kind", Kind::from_key(form.text("figure_kind")).ok_or("请选择事项"));
    let read = if matches!(kind, Some(Kind::ItemChange(_))) { change } else { count };
    let (takes_count, takes_amount) = kind.map_or((true, false), |k| (k.takes_count(), k.takes_amount()));
    let n = check.keep(
        "figure_count",
        number(form.text("figure_count"), read, takes_count, "请填写数量，没有发生的填 0", "收费只填金额，这里请留空"),
    );
    let amount = form.text("figure_amount");
    let fen = match kind {
        None => check.keep("figure_amount", yuan(amount).map(|fen| fen.unwrap_or(0))),
        Some(_) => {
            let read = number(amount, yuan, takes_amount, "请填写金额，没有发生的填 0", "这个事项没有金额，这里请留空");
            check.keep("figure_amount", read)
        }
    };
    let (Some(organ), Some(on), Some(kind), Some(n), Some(fen)) = (organ, on, kind, n, fen) else {
        return Err(check.0);
    };
    let entry = match kind {
        Kind::Decisions(item) => LedgerEntry::Decisions { item, count: n },
        Kind::ItemChange(item) => LedgerEntry::ItemChange { item, change: n },
        Kind::Fee => LedgerEntry::FeeCharged { fen },
        Kind::Procurement => LedgerEntry::Procurement { items: n, fen },
    };
    Ok(Figure { organ, on, entry })
}

struct Work {
    organ: String,
    on: Date,
    part: WorkPart,
    content: String,
    quantity: Option<(i64, String)>,
}

fn work(form: &Form, today: Date) -> Result<Work, Vec<Wrong>> {
    let mut check = Check(Vec::new());
    let organ = check.keep("work_organ", form.filled("work_organ").ok_or("请选择机关"));
    let on = check.keep("work_on", day(form, "work_on", today));
    let part = check.keep("work_part", part_from_key(form.text("work_part")).ok_or("请选择写进报告的哪一部分"));
    let content = check.keep("work_content", form.filled("work_content").ok_or("请填写工作内容"));
    let quantity = check.keep("work_quantity", count(form.text("work_quantity")));
    let unit = form.filled("work_unit");
    let quantity = match (quantity, unit) {
        (Some(Some(n)), Some(unit)) => Some(Some((n, unit))),
        (Some(Some(_)), None) => check.keep("work_unit", Err("请填写数量的单位，如：次、条、人次")),
        (Some(None), Some(_)) => check.keep("work_quantity", Err("填了单位，还要填写数量；不计数的都留空")),
        (Some(None), None) => Some(None),
        (None, _) => None,
    };
    match (organ, on, part, content, quantity) {
        (Some(organ), Some(on), Some(part), Some(content), Some(quantity)) => {
            Ok(Work { organ, on, part, content, quantity })
        }
        _ => Err(check.0),
    }
}

/// What the action found wrong, under the names that this page's form uses.
fn renamed(wrong: Vec<Wrong>, names: &[(&str, &'static str)]) -> Vec<Wrong> {
    let name = |field| names.iter().find(|(theirs, _)| *theirs == field).map_or(field, |(_, ours)| *ours);
    wrong.into_iter().map(|w| Wrong { field: name(w.field), message: w.message }).collect()
}

/// Notes a figure.
pub async fn add_figure(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let taken = figure(&form, s.office.clock.today())
            .map_err(ActionError::Invalid)
            .and_then(|f| record_ledger(&s.office, &signed.actor, &f.organ, f.on, &f.entry, form.text("figure_note")));
        match taken {
            Err(ActionError::Invalid(wrong)) => {
                let wrong = renamed(wrong, &[("on", "figure_on"), ("count", "figure_count")]);
                page(s, &signed, &headers, &Filter::default(), Some(&Refused::Figure(form, wrong))).map(Some)
            }
            other => other.map(|_| None),
        }
    });
    match done.await? {
        None => Ok(frame::go(&site, PATH, FlashKind::Success, "数据已登记")),
        Some(page) => frame::html(&page),
    }
}

/// Notes a piece of work.
pub async fn add_work(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, PageError> {
    let done = site.run(move |s| {
        let taken = work(&form, s.office.clock.today())
            .map_err(ActionError::Invalid)
            .and_then(|w| record_work(&s.office, &signed.actor, &w.organ, w.on, w.part, &w.content, w.quantity));
        match taken {
            Err(ActionError::Invalid(wrong)) => {
                let names = [("on", "work_on"), ("content", "work_content"), ("quantity", "work_quantity")];
                let wrong = renamed(wrong, &names);
                page(s, &signed, &headers, &Filter::default(), Some(&Refused::Work(form, wrong))).map(Some)
            }
            other => other.map(|_| None),
        }
    });
    match done.await? {
        None => Ok(frame::go(&site, PATH, FlashKind::Success, "工作记录已登记")),
        Some(page) => frame::html(&page),
    }
}

#[cfg(test)]
mod tests {
    use report::records::LedgerItem;

    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn form(pairs: &[(&'static str, &str)]) -> Form {
        Form::of(pairs.iter().map(|(name, value)| (*name, (*value).to_owned())))
    }

    fn figure_of(kind: &str, count: &str, amount: &str) -> Result<LedgerEntry, Vec<&'static str>> {
        let pairs = [
            ("figure_organ", "qingshui"),
            ("figure_on", "2026-11-23"),
            ("figure_kind", kind),
            ("figure_count", count),
            ("figure_amount", amount),
        ];
        figure(&form(&pairs), TODAY).map(|f| f.entry).map_err(|w| w.iter().map(|w| w.field).collect())
    }

    #[test]
    fn each_kind_takes_its_own_numbers_and_refuses_the_others() {
        let licence = LedgerItem::Licence;
        assert_eq!(figure_of("decisions.licence", "12", ""), Ok(LedgerEntry::Decisions { item: licence, count: 12 }));
        assert_eq!(
            figure_of("item_change.licence", "-2", ""),
            Ok(LedgerEntry::ItemChange { item: licence, change: -2 })
        );
        assert_eq!(figure_of("fee", "", "0"), Ok(LedgerEntry::FeeCharged { fen: 0 }));
        assert_eq!(figure_of("procurement", "1", "98.5"), Ok(LedgerEntry::Procurement { items: 1, fen: 9850 }));
        assert_eq!(figure_of("decisions.licence", "-2", "5"), Err(vec!["figure_count", "figure_amount"]));
        assert_eq!(figure_of("fee", "3", ""), Err(vec!["figure_count", "figure_amount"]));
        assert_eq!(figure_of("procurement", "", ""), Err(vec!["figure_count", "figure_amount"]));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let wrong = figure(&form(&[("figure_on", "2026-11-24"), ("figure_amount", "x")]), TODAY).err().unwrap();
        let fields: Vec<_> = wrong.iter().map(|w| w.field).collect();
        assert_eq!(fields, ["figure_organ", "figure_on", "figure_kind", "figure_count", "figure_amount"]);
        let wrong = work(&form(&[("work_quantity", "3")]), TODAY).err().unwrap();
        let fields: Vec<_> = wrong.iter().map(|w| w.field).collect();
        assert_eq!(fields, ["work_organ", "work_on", "work_part", "work_content", "work_unit"]);
    }

    #[test]
    fn work_is_counted_or_not() {
        let base = [
            ("work_organ", "qingshui"),
            ("work_on", "2026-11-02"),
            ("work_part", "platform"),
            ("work_content", "改版公开专栏"),
        ];
        assert_eq!(work(&form(&base), TODAY).ok().unwrap().quantity, None);
        let counted = [&base[..], &[("work_quantity", "0"), ("work_unit", "次")]].concat();
        assert_eq!(work(&form(&counted), TODAY).ok().unwrap().quantity, Some((0, "次".to_owned())));
    }
}
