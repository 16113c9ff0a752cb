//! A report that went out and was amended: what it says now, that it says so, and that nothing else moved.

#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;
use report::amendment::{AmendError, Amendment, Change, amended, note, text_of};
use report::frozen::from_full_json;
use report::json::to_full_json;
use report::layout::{Layout, layout};
use report::{AnnualReport, CellName, Form, Narrative, Number};

fn published() -> AnnualReport {
    let mut report = AnnualReport::blank(Form::for_year(2025).unwrap());
    report.organ = Some("河湾镇人民政府".into());
    report.year = Some(2025);
    report.as_of = Some(date(2025, 12, 31));
    let names: Vec<CellName> = report.cells().into_iter().map(|(name, _)| name).collect();
    for name in names {
        report.cell_mut(name).unwrap().value = Some(Number::from(0));
    }
    Narrative { proactive: Some("公开12条。\n其中公示3条。".into()), ..Narrative::default() }.write_into(&mut report);
    report
}

fn amendment(changes: Vec<Change>) -> Amendment {
    Amendment { number: 1, on: date(2026, 3, 2), reason: "漏计一件。".into(), changes }
}

fn cell(name: &str, before: i64, after: i64) -> Change {
    Change::Cell { cell: name.parse().unwrap(), before: Some(Number::from(before)), after: Number::from(after) }
}

#[test]
fn an_amended_report_says_what_was_changed_when_and_why_and_comes_back_from_its_json() {
    let before = published();
    let text = Change::Text {
        section: 0,
        part: Some(0),
        before: "公开12条。\n其中公示3条。".into(),
        after: "公开13条。".into(),
    };
    let made = amendment(vec![cell("requests.new[0]", 0, 1), text]);
    let now = amended(&before, &made).unwrap();
    assert_eq!(now.value("requests.new[0]".parse().unwrap()), Some(Number::from(1)));
    assert_eq!(text_of(&now, 0, Some(0)).as_deref(), Some("公开13条。"));
    let said = note(&now, &made);
    assert_eq!(
        said,
        "【更正说明】本报告于2026年3月2日第1次更正：表三“一、本年新收政府信息公开申请数量”的“自然人”栏由“0”更正为“1”；“一、总体情况（一）主动公开”的文字由“公开12条。其中公示3条。”更正为“公开13条。”。更正理由：漏计一件。"
    );
    let document = layout(&now, &Layout::default());
    assert!(document.paragraphs().any(|p| p.text() == said), "every format prints the note");
    assert!(!layout(&before, &Layout::default()).paragraphs().any(|p| p.text().contains("更正说明")));
    let back = from_full_json(&to_full_json(&now)).unwrap();
    assert_eq!((back.amendments.clone(), to_full_json(&back)), (now.amendments.clone(), to_full_json(&now)));
    assert!(to_full_json(&before).get("amendments").is_none(), "what was never amended reads as before");
}

#[test]
fn changes_fit_only_what_they_were_made_for() {
    let report = published();
    let wrong = amended(&report, &amendment(vec![cell("requests.new[0]", 7, 8)]));
    assert!(matches!(wrong, Err(AmendError::Different { ref now, .. }) if now == "0"), "{wrong:?}");
    let gone = Change::Text { section: 9, part: None, before: String::new(), after: "甲".into() };
    assert!(matches!(amended(&report, &amendment(vec![gone])), Err(AmendError::NoSuchPlace(_))));
    // A second amendment builds on the first.
    let first = amended(&report, &amendment(vec![cell("requests.new[0]", 0, 1)])).unwrap();
    let again = Amendment { number: 2, ..amendment(vec![cell("requests.new[0]", 0, 2)]) };
    assert!(amended(&first, &again).is_err());
    let second = Amendment { number: 2, ..amendment(vec![cell("requests.new[0]", 1, 2)]) };
    assert_eq!(amended(&first, &second).unwrap().amendments.len(), 2);
}

proptest! {
    #[test]
    fn every_other_cell_stays_as_it_was(pick in 0usize..200, after in 0i64..1000) {
        let before = published();
        let names: Vec<CellName> = before.cells().into_iter().map(|(name, _)| name).collect();
        let name = names[pick % names.len()];
        let change = Change::Cell { cell: name, before: Some(Number::from(0)), after: Number::from(after) };
        let now = amended(&before, &amendment(vec![change])).unwrap();
        for other in names {
            let expected = if other == name { Number::from(after) } else { Number::from(0) };
            prop_assert_eq!(now.value(other), Some(expected));
        }
    }
}
