//! What must hold for every history of requests, reviews, rules and numbers: the tables add up within a year and from
//! year to year, and what is laid out reads back as the same report without a finding.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

mod support;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use report::{AnnualReport, Layout, Overrides, check, draw_up, layout, parse, records::Records, to_json};

fn report(records: &Records, year: i16) -> AnnualReport {
    draw_up(records, year, date(2030, 1, 1), &Overrides::default()).unwrap()
}

fn rules(report: &AnnualReport, previous: Option<&AnnualReport>) -> Vec<String> {
    check(report, previous).into_iter().map(|f| format!("{} {}", f.rule, f.message)).collect()
}

/// First years so that both forms, and the change from one to the other, are met.
fn first_year() -> impl Strategy<Value = i16> {
    prop_oneof![Just(2019i16), Just(2020), Just(2022)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_tables_of_every_history_add_up_within_and_between_years(
        (first, records) in first_year().prop_flat_map(|y| (Just(y), support::random::records(y)))
    ) {
        let years: Vec<AnnualReport> = (0..3).map(|i| report(&records, first + i)).collect();
        prop_assert_eq!(rules(&years[0], None), Vec::<String>::new());
        for pair in years.windows(2) {
            prop_assert_eq!(rules(&pair[1], Some(&pair[0])), Vec::<String>::new());
        }
    }

    #[test]
    fn a_year_that_is_not_over_adds_up_too(
        (first, records) in first_year().prop_flat_map(|y| (Just(y), support::random::records(y))),
        month in 1..=12i8,
        day in 1..=28i8,
    ) {
        let as_of: Date = date(first + 1, month, day);
        let last = report(&records, first);
        let this = draw_up(&records, first + 1, as_of, &Overrides::default()).unwrap();
        prop_assert_eq!(rules(&this, Some(&last)), Vec::<String>::new());
    }

    #[test]
    fn what_is_laid_out_reads_back_the_same_without_a_finding(
        (first, records) in first_year().prop_flat_map(|y| (Just(y), support::random::records(y)))
    ) {
        for year in first..first + 3 {
            let drawn = report(&records, year);
            let document = layout(&drawn, &Layout::default());
            let parsed = parse(&document).unwrap();
            let read = parsed.report.unwrap();
            prop_assert_eq!(to_json(&read), to_json(&drawn));
            prop_assert_eq!(&read.sections, &drawn.sections);
            let findings: Vec<String> = parsed.findings.into_iter().map(|f| f.message).chain(rules(&read, None)).collect();
            prop_assert_eq!(findings, Vec::<String>::new());
        }
    }
}

/// The report as files, each read back through the door that checks use.
fn as_files(report: &AnnualReport) -> Vec<(&'static str, Vec<u8>)> {
    let document = layout(report, &Layout::default());
    vec![
        ("report.txt", documents::write::text::write(&document).into_bytes()),
        ("report.html", documents::write::html::page(&document).into_bytes()),
        ("report.docx", documents::write::docx::write(&document).unwrap()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_file_format_reads_back_the_same_without_a_finding(
        (first, records) in first_year().prop_flat_map(|y| (Just(y), support::random::records(y)))
    ) {
        for year in [first, first + 2] {
            let drawn = report(&records, year);
            for (name, bytes) in as_files(&drawn) {
                let parsed = parse(&documents::read::read(name, &bytes).unwrap()).unwrap();
                let read = parsed.report.unwrap();
                prop_assert_eq!(to_json(&read), to_json(&drawn), "{}", name);
                let findings: Vec<String> =
                    parsed.findings.into_iter().map(|f| f.message).chain(rules(&read, None)).collect();
                prop_assert_eq!(findings, Vec::<String>::new(), "{}", name);
            }
        }
    }
}
