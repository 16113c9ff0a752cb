//! What the fingerprint of a finding depends on, and what not.

use domain::{Area, Finding, Place, Severity};
use proptest::prelude::*;
use report::decision::fingerprints;

fn finding(rule: &str, cell: Option<&str>, text: &str, message: &str) -> Finding {
    let place = Place { cell: cell.map(str::to_owned), text: text.to_owned(), ..Place::default() };
    Finding::new(rule, Severity::Error, message, place)
}

fn one(finding: &Finding) -> String {
    fingerprints(std::slice::from_ref(finding))[0].as_str().to_owned()
}

proptest! {
    #[test]
    fn where_it_stands_on_the_page_does_not_matter(
        page in proptest::option::of(1u32..200), line in proptest::option::of(1u32..2000),
        column in proptest::option::of(1u32..80), left in 0i32..6000, value in 0i64..100_000,
    ) {
        let before = finding("report.balance", Some("requests.total[3]"), &value.to_string(), &format!("合计为{value}，应为7"));
        let mut after = before.clone();
        after.place.page = page;
        after.place.line = line;
        after.place.paragraph = line;
        after.place.column = column;
        after.place.area = Some(Area { left, top: 4, width: 3, height: 2 });
        after.hint = Some("核对".to_owned());
        after.basis = Some("依据".to_owned());
        prop_assert_eq!(one(&before), one(&after));
    }

    #[test]
    fn another_value_is_another_finding(a in 0i64..100_000, b in 0i64..100_000, c in 0i64..100_000) {
        let of = |printed: i64, sum: i64| {
            finding("report.balance", Some("requests.total[3]"), &printed.to_string(), &format!("合计为{printed}，各项之和为{sum}"))
        };
        prop_assert_eq!(a == c, one(&of(a, b)) == one(&of(c, b)));
        prop_assert_eq!(b == c, one(&of(a, b)) == one(&of(a, c)));
    }

    #[test]
    fn another_wording_with_the_same_values_is_the_same_finding(a in 0i64..100_000, b in 0i64..100_000) {
        let old = finding("report.balance", Some("requests.total[3]"), &a.to_string(), &format!("合计为{a}，各项之和为{b}"));
        let new = finding("report.balance", Some("requests.total[3]"), &a.to_string(), &format!("“总计”填{a}，相加得{b}，两者不等"));
        prop_assert_eq!(one(&old), one(&new));
    }

    #[test]
    fn another_rule_cell_or_gravity_is_another_finding(
        rules in ("[a-z]{1,8}", "[a-z]{1,8}"), cells in ("[a-z]{1,8}", "[a-z]{1,8}"), text in "[0-9一二三/—无 ]{0,6}",
    ) {
        let of = |rule: &str, cell: &str| finding(rule, Some(cell), &text, "为5");
        prop_assert_eq!(rules.0 == rules.1, one(&of(&rules.0, &cells.0)) == one(&of(&rules.1, &cells.0)));
        prop_assert_eq!(cells.0 == cells.1, one(&of(&rules.0, &cells.0)) == one(&of(&rules.0, &cells.1)));
        let asked = Finding { severity: Severity::Question, ..of(&rules.0, &cells.0) };
        prop_assert_ne!(one(&asked), one(&of(&rules.0, &cells.0)));
    }

    #[test]
    fn the_order_of_a_run_does_not_matter(texts in proptest::collection::vec("[甲乙丙0-9]{0,4}", 0..8)) {
        let run: Vec<Finding> = texts.iter().map(|t| finding("report.label", None, t, "不合格式")).collect();
        let mut turned = run.clone();
        turned.reverse();
        let mut back = fingerprints(&turned);
        back.reverse();
        prop_assert_eq!(fingerprints(&run), back);
    }
}

#[test]
fn blank_dash_slash_none_and_zero_are_different_findings() {
    let marks = ["", "/", "—", "无", "0"];
    let all: std::collections::BTreeSet<String> =
        marks.iter().map(|m| one(&finding("report.not_a_number", Some("requests.new[0]"), m, "不是数字"))).collect();
    assert_eq!(all.len(), marks.len());
}

#[test]
fn parts_do_not_run_into_each_other() {
    assert_ne!(one(&finding("report.a", Some("b"), "c", "")), one(&finding("report.ab", Some(""), "c", "")));
    // Without cell and text the sentence itself is the key.
    assert_ne!(one(&finding("r", None, "", "没有找到表二")), one(&finding("r", None, "", "没有找到表三")));
}
