//! Copied text is found though years, numbers and names were changed; what every report has does not count; and both
//! passages are shown in their places.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use domain::Place;
use proptest::prelude::*;
use report::{
    AnnualReport, Form,
    model::{Section, Text},
    similarity::{Fingerprint, Sketch, compare},
};

fn report(organ: &str, year: i16, text: &str) -> AnnualReport {
    let mut report = AnnualReport::blank(Form::for_year(year).unwrap());
    (report.organ, report.year) = (Some(organ.to_owned()), Some(year));
    let texts = text
        .lines()
        .enumerate()
        .map(|(i, line)| Text {
            text: line.to_owned(),
            place: Place { line: u32::try_from(i + 1).ok(), ..Place::default() },
        })
        .collect();
    report.sections[0] = Section { title: "一、总体情况".to_owned(), texts, ..Section::default() };
    report
}

const TEXT: &str = "2024年，清水镇人民政府明确专人负责公示栏的日常更新和维护。围绕惠民补贴、农村建房等群众关心的领域公开办理结果58条。\n一是在便民服务大厅设置查阅点，配备电脑和工作人员。";
const COPIED: &str = "2023年，石桥镇人民政府明确专人负责公示栏的日常更新和维护。围绕惠民补贴、农村建房等群众关心的领域公开办理结果7条。\n二是在便民服务大厅设置查阅点，配备电脑和工作人员。";

#[test]
fn changed_years_numbers_and_names_are_still_the_same_text() {
    let alike = compare(&report("清水镇人民政府", 2024, TEXT), &report("石桥镇人民政府", 2024, COPIED));
    assert_eq!(alike.percent(), 100);
    assert_eq!(alike.passages.len(), 2, "sentences that follow each other on both sides are one passage");
    let (here, there) = &alike.passages[1];
    assert!(here.text.starts_with("一是") && there.text.starts_with("二是"));
    assert_eq!((here.place.line, here.place.column), (Some(2), Some(1)));
}

#[test]
fn other_words_about_the_same_matter_are_not_the_same_text() {
    let other = "镇里安排两名干部轮流管理祠堂门口的公告墙。补贴发到哪一户、建房批到哪一步，逢集日用广播念给村民听。\n大厅里新添一台触摸屏，老人由志愿者帮着查。";
    let alike = compare(&report("清水镇人民政府", 2024, TEXT), &report("石桥镇人民政府", 2024, other));
    assert_eq!((alike.percent(), alike.passages.len()), (0, 0));
}

#[test]
fn what_stands_in_every_report_does_not_count() {
    let usual = "根据《中华人民共和国政府信息公开条例》的要求编制本报告，统计期限为2024年1月1日至12月31日。\n2024年未收到政府信息公开申请，未发生行政复议和行政诉讼。\n本年度公开信息12条，其中社会救助3条、财政4条。";
    let alike = compare(&report("清水镇人民政府", 2024, usual), &report("石桥镇人民政府", 2024, usual));
    assert_eq!((alike.characters, alike.percent()), (0, 0));
}

#[test]
fn one_fingerprint_serves_many_comparisons() {
    let long: String =
        (0..60).map(|i| format!("{}第{i}村安排值班人员记录群众诉求并逐条回访落实情况。\n", TEXT)).collect();
    let own = report("清水镇人民政府", 2024, &long);
    let own = Fingerprint::of(&own);
    let others: Vec<AnnualReport> = (0..20).map(|_| report("石桥镇人民政府", 2024, &long)).collect();
    for other in &others {
        assert_eq!(own.compare(&Fingerprint::of(other)).percent(), 100);
    }
}

#[test]
fn a_text_of_its_own_is_ruled_out_without_comparing() {
    let other = "镇里安排两名干部轮流管理祠堂门口的公告墙。补贴发到哪一户、建房批到哪一步，逢集日用广播念给村民听。";
    let (a, b) = (report("清水镇人民政府", 2024, TEXT), report("石桥镇人民政府", 2024, other));
    assert!(!Sketch::of(&a).may_share(&Sketch::of(&b), 50));
    assert!(Sketch::of(&a).may_share(&Sketch::of(&report("石桥镇人民政府", 2024, COPIED)), 50));
}

proptest! {
    #[test]
    fn a_share_is_between_nothing_and_everything_and_a_text_is_like_itself(
        a in "[明确专人负责公示栏更新维护群众关心领域结果。，]{0,200}",
        b in "[明确专人负责公示栏更新维护群众关心领域结果。，]{0,200}",
    ) {
        let (a, b) = (report("清水镇人民政府", 2024, &a), report("石桥镇人民政府", 2024, &b));
        let alike = compare(&a, &b);
        prop_assert!((0.0..=1.0).contains(&alike.share));
        let (sketch, other) = (Sketch::of(&a), Sketch::of(&b));
        prop_assert!(sketch.may_share(&other, alike.percent()), "a share that is there is never ruled out");
        prop_assert!(sketch.may_share(&sketch, 100));
        let same = compare(&a, &a);
        prop_assert!(same.characters == 0 || same.percent() == 100);
    }
}
