//! `gongkai report`: the files it writes, that they read back, and that the years of the demo hang together.

use std::collections::BTreeSet;
use std::fs;

use actions::requests::{CaseFile, case_files};
use actions::{ActionError, Clock, Office};
use domain::request::{Event, Outcome, State};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::support::{demo, folder, gongkai, path, read_json, report_json, sample, with_ending, write_report};

/// Every report of the demo that is published, with the short name that its files carry.
const PUBLISHED: [(&str, &str, i16); 5] = [
    ("凤山乡", "凤山乡", 2020),
    ("青山县人民政府办公室", "县政府办公室", 2025),
    ("河湾镇", "河湾镇", 2025),
    ("石岭乡", "石岭乡", 2025),
    ("云台乡", "云台乡", 2025),
];

/// Organs of the invented county that report.
const REPORTING: [&str; 4] = ["青山县人民政府办公室", "河湾镇", "石岭乡", "云台乡"];

/// Years of the invented county: two published, one to date.
const YEARS: [i16; 3] = [2024, 2025, 2026];

#[track_caller]
fn assert_same_tables(name: &str, read: &Value, written: &Value) {
    for part in ["organ", "year", "format", "proactive", "requests", "review"] {
        assert_eq!(read[part], written[part], "{name}: {part}");
    }
}

fn findings<'a>(file: &'a Value, prefix: &str) -> Vec<&'a Value> {
    let of = |f: &&Value| f["rule"].as_str().unwrap().starts_with(prefix);
    file["findings"].as_array().unwrap().iter().filter(of).collect()
}

/// The values of all cells of the three tables.
fn cells(report: &Value) -> Vec<&Value> {
    fn leaves<'a>(value: &'a Value, into: &mut Vec<&'a Value>) {
        match value {
            Value::Object(map) => map.values().for_each(|v| leaves(v, into)),
            Value::Array(items) => items.iter().for_each(|v| leaves(v, into)),
            leaf => into.push(leaf),
        }
    }
    let mut all = Vec::new();
    ["proactive", "requests", "review"].iter().for_each(|part| leaves(&report[part], &mut all));
    all
}

/// All cases of the invented county as they stand on the last day of the demo, whatever day the test runs on.
fn cases() -> Vec<CaseFile> {
    let office = Office::open(demo().as_ref(), Clock::practice(date(2026, 11, 23))).unwrap();
    let read = office.store.read(|db| {
        let organs = store::organs::list(db, "qingshan")?.into_iter().map(|o| o.id).collect::<Vec<_>>();
        case_files(&office, db, "qingshan", &organs)
    });
    read.unwrap_or_else(|e: ActionError| panic!("{e}"))
}

#[test]
fn fengshan_2020_is_written_as_five_files_and_as_text_on_demand() {
    let out = folder();
    let data = demo();
    let arguments = ["report", "--data", &data, "--organ", "凤山乡", "--year", "2020", "--out", path(out.path())];
    let run = gongkai(&arguments);
    assert_eq!(run.code, 0, "{run:?}");
    let names = || -> BTreeSet<String> {
        fs::read_dir(out.path()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect()
    };
    let expected = ["docx", "html", "json", "pdf", "xlsx"].map(|e| format!("凤山乡-2020-annual-report.{e}"));
    assert_eq!(names(), BTreeSet::from(expected.clone()));
    for name in &expected {
        assert!(run.out.lines().any(|line| line.ends_with(name.as_str())), "{name} is not named in {run:?}");
        let bytes = fs::read(out.path().join(name)).unwrap();
        let begins: &[u8] = match name.rsplit_once('.').unwrap().1 {
            "html" => b"<!DOCTYPE html",
            "json" => b"{",
            "pdf" => b"%PDF-",
            _ => b"PK\x03\x04",
        };
        assert!(bytes.starts_with(begins), "{name} begins with {:?}", &bytes[..bytes.len().min(20)]);
    }
    assert_eq!(gongkai(&[&arguments[..], &["--formats", "txt"]].concat()).code, 0);
    assert!(names().contains("凤山乡-2020-annual-report.txt"));
}

#[test]
fn a_written_report_reads_back_with_the_same_tables_and_without_a_finding_about_the_report() {
    for (organ, short, year) in PUBLISHED {
        let out = folder();
        let stem = write_report(organ, year, "html,docx,json,txt", out.path());
        assert!(stem.ends_with(format!("{short}-{year}-annual-report")), "{}", stem.display());
        let written = read_json(&with_ending(&stem, "json"));
        for ending in ["html", "docx", "txt"] {
            let run = gongkai(&["check", path(&with_ending(&stem, ending)), "--format", "json"]);
            let file = run.file();
            let name = format!("{short} {year} {ending}");
            assert_eq!(file["kind"], "annual_report", "{name}");
            assert_same_tables(&name, &file["report"], &written);
            assert_eq!(file["report"]["raw"], json!({}), "{name}");
            // What the townships have written, or not, about accountability and about measures is theirs.
            let theirs = ["report.accountability", "report.problems"];
            let known = |f: &&Value| theirs.iter().any(|rule| f["rule"] == *rule) && f["severity"] != "error";
            let others: Vec<&Value> = findings(&file, "report.").into_iter().filter(|f| !known(f)).collect();
            assert_eq!(others, Vec::<&Value>::new(), "{name}");
            assert_eq!(run.code, 0, "{name}: {}", file["findings"]);
        }
    }
}

#[test]
fn a_year_takes_over_what_the_year_before_left_in_all_seven_columns() {
    for organ in REPORTING {
        let reports = YEARS.map(|year| report_json(organ, year));
        for pair in reports.windows(2) {
            let (before, after) = (&pair[0]["requests"]["carried_out"], &pair[1]["requests"]["carried_in"]);
            assert_eq!(before.as_array().unwrap().len(), 7);
            assert_eq!(before, after, "{organ} {} to {}", pair[0]["year"], pair[1]["year"]);
        }
    }
}

#[test]
fn check_with_last_years_report_finds_nothing_about_the_carry_over_until_a_number_is_changed() {
    for organ in REPORTING {
        let out = folder();
        let stems = YEARS.map(|year| write_report(organ, year, "txt", out.path()));
        for pair in stems.windows(2) {
            let (before, after) = (with_ending(&pair[0], "txt"), with_ending(&pair[1], "txt"));
            let run = gongkai(&["check", path(&after), "--previous", path(&before), "--format", "json"]);
            assert_eq!(findings(&run.file(), "report.carry_over"), Vec::<&Value>::new(), "{}", after.display());
        }
    }
    let out = folder();
    let before = with_ending(&write_report("河湾镇", 2024, "txt", out.path()), "txt");
    let after = with_ending(&write_report("河湾镇", 2025, "txt", out.path()), "txt");
    let text = fs::read_to_string(&before).unwrap();
    let row = text.lines().find(|l| l.starts_with("四、结转下年度继续办理")).unwrap();
    fs::write(&before, text.replace(row, "四、结转下年度继续办理\t\t\t3\t0\t0\t0\t0\t0\t3")).unwrap();
    let run = gongkai(&["check", path(&after), "--previous", path(&before), "--format", "json"]);
    let file = run.file();
    let places: Vec<&Value> = findings(&file, "report.carry_over").iter().map(|f| &f["place"]["cell"]).collect();
    assert!(places.contains(&&json!("requests.carried_in[0]")), "{places:?}");
    assert_eq!(run.code, 1);
}

#[test]
fn fengshan_2020_states_zeros_and_98_petitions_and_nothing_is_invented_beside_them() {
    let report = report_json("凤山乡", 2020);
    assert_eq!((&report["format"], &report["notes"], &report["raw"]), (&json!("2019"), &json!([]), &json!({})));
    let cells = cells(&report);
    // 22 of table 2, 23 rows of seven in table 3, 15 of table 4.
    assert_eq!(cells.len(), 22 + 23 * 7 + 15);
    assert!(cells.iter().all(|c| **c == json!(0)), "{cells:?}");

    let sections = report["sections"].to_string();
    assert!(sections.contains("98件"), "{sections}");
    let characters: Vec<char> = sections.chars().collect();
    let counted = characters.windows(2).filter(|w| w[0].is_ascii_digit() && "件次个项条期人场份处篇元%".contains(w[1]));
    assert_eq!(counted.count(), 1, "more is counted than the petitions: {sections}");

    let office = Office::open(demo().as_ref(), Clock::practice(date(2026, 11, 23))).unwrap();
    let counts = office.store.read(|db| {
        let county = "dongxiang";
        let organs: Vec<String> = store::organs::list(db, county)?.into_iter().map(|o| o.id).collect();
        let requests = store::requests::list(db, county, &organs)?.len();
        let reviews = store::reviews::list(db, county, &organs)?.len();
        let figures = store::records::ledger(db, county, &organs)?.len();
        let publications = store::publications::list(db, county, &organs, None, "")?.len();
        Ok::<_, store::StoreError>((organs.len(), requests, reviews, figures, publications))
    });
    assert_eq!(counts.unwrap(), (1, 0, 0, 0, 0));
}

#[test]
fn the_text_tells_the_work_of_fengshan_in_the_order_in_which_it_was_recorded() {
    // All of it is recorded on one day, within a few milliseconds.
    let sections = report_json("凤山乡", 2020)["sections"].to_string();
    let order =
        ["推进重大建设项目", "推进扶贫脱贫", "推进社会救助", "推进危房改造", "推进本级人大", "积极回应社会关切"];
    let at = order.map(|words| sections.find(words).unwrap_or_else(|| panic!("{words} is missing")));
    assert!(at.is_sorted(), "{sections}");
}

#[test]
fn the_report_of_fengshan_holds_the_numbers_that_its_published_one_prints() {
    let published = gongkai(&["check", &sample(), "--format", "json"]).file()["report"].clone();
    let ours = report_json("凤山乡", 2020);
    for part in ["proactive", "requests", "review"] {
        for (row, printed) in published[part].as_object().unwrap() {
            let drawn_up = &ours[part][row];
            let pairs: Vec<(&Value, &Value)> = match (printed, drawn_up) {
                (Value::Array(a), Value::Array(b)) => a.iter().zip(b).collect(),
                (Value::Object(a), Value::Object(b)) => a.iter().map(|(k, v)| (v, &b[k])).collect(),
                other => panic!("{part}.{row}: {other:?}"),
            };
            for (printed, drawn_up) in pairs.into_iter().filter(|(printed, _)| !printed.is_null()) {
                assert_eq!(printed, drawn_up, "{part}.{row}");
            }
        }
    }
}

#[test]
fn every_outcome_of_the_form_occurs_in_the_reports_of_the_demo() {
    let reports: Vec<Value> = REPORTING.iter().flat_map(|organ| YEARS.map(|year| report_json(organ, year))).collect();
    for outcome in Outcome::ALL {
        let total: i64 = reports.iter().map(|r| r["requests"][outcome.row_key()][6].as_i64().unwrap()).sum();
        assert!(total > 0, "{} ({outcome:?}) never occurs", outcome.row_key());
    }
    for row in ["carried_in", "carried_out"] {
        let total: i64 = reports.iter().map(|r| r["requests"][row][6].as_i64().unwrap()).sum();
        assert!(total > 0, "{row}");
    }
    for kind in ["reconsideration", "litigation_direct", "litigation_after_review"] {
        let total: i64 = reports.iter().map(|r| r["review"][kind][4].as_i64().unwrap()).sum();
        assert!(total > 0, "{kind}");
    }
}

#[test]
fn every_situation_of_the_clock_is_on_record_in_the_demo() {
    let cases = cases();
    assert!(cases.len() >= 25, "{}", cases.len());
    let has = |case: &CaseFile, what: fn(&Event) -> bool| case.events.iter().any(|e| what(&e.dated.event));
    let count = |what: &dyn Fn(&CaseFile) -> bool| cases.iter().filter(|case| what(case)).count();
    let state = |case: &CaseFile, state| case.standing.as_ref().unwrap().state == state;
    let asked = |e: &Event| matches!(e, Event::ClarificationAsked { .. });
    let clarified = |e: &Event| matches!(e, Event::Clarified { .. });
    let third_party = |e: &Event| matches!(e, Event::ThirdPartyAsked { .. });
    let third_party_replied = |e: &Event| matches!(e, Event::ThirdPartyReplied { .. });
    let agency = |e: &Event| matches!(e, Event::AgencyReplied {});
    let extended = |e: &Event| matches!(e, Event::Extended { .. });
    let fee = |e: &Event| matches!(e, Event::FeeNotified { .. });
    let paid = |e: &Event| matches!(e, Event::FeePaid {});
    type Situation<'a> = (&'a str, &'a dyn Fn(&CaseFile) -> bool);
    let situations: [Situation<'_>; 17] = [
        ("corrected", &|c| has(c, clarified)),
        ("waiting for the correction", &|c| state(c, State::AwaitingClarification)),
        ("never corrected", &|c| has(c, asked) && state(c, State::Abandoned)),
        ("third party replied", &|c| has(c, third_party_replied)),
        ("third party silent, answered", &|c| {
            has(c, third_party) && !has(c, third_party_replied) && state(c, State::Served)
        }),
        ("third party being asked", &|c| has(c, third_party) && state(c, State::Paused)),
        ("agency replied", &|c| has(c, agency)),
        ("extended and answered", &|c| has(c, extended) && state(c, State::Served)),
        ("extended and open", &|c| has(c, extended) && state(c, State::Open)),
        ("corrected, then extended", &|c| has(c, clarified) && has(c, extended)),
        ("fee paid", &|c| has(c, paid)),
        ("fee awaited", &|c| state(c, State::AwaitingPayment)),
        ("fee never paid", &|c| has(c, fee) && !has(c, paid) && state(c, State::Abandoned)),
        ("overdue and open", &|c| state(c, State::Open) && c.standing.as_ref().unwrap().overdue),
        ("answered too late", &|c| state(c, State::Served) && c.standing.as_ref().unwrap().overdue),
        ("withdrawn", &|c| state(c, State::Withdrawn)),
        ("awaiting confirmation", &|c| state(c, State::AwaitingConfirmation)),
    ];
    for (name, situation) in situations {
        assert!(count(situation) > 0, "no case is {name}");
    }
    for case in &cases {
        let standing = case.standing.as_ref().unwrap();
        assert_eq!(case.request.state, standing.state.key(), "index of {}", case.request.number);
        assert_eq!(case.request.due, standing.due, "index of {}", case.request.number);
    }
}

#[test]
fn what_cannot_be_written_is_refused_with_a_sentence() {
    let out = folder();
    let data = demo();
    let empty = folder();
    let refused = |data: &str, organ: &str, year: &str| {
        let run = gongkai(&["report", "--data", data, "--organ", organ, "--year", year, "--out", path(out.path())]);
        run.refusal().to_owned()
    };
    assert!(refused(&data, "火星镇", "2025").contains("没有找到机关“火星镇”"));
    let ambiguous = refused(&data, "村民委员会", "2025");
    assert!(ambiguous.contains("请写全称") && ambiguous.contains("青山县河湾镇上河村村民委员会"), "{ambiguous}");
    assert!(refused(&data, "河湾镇", "2018").contains("2018年没有适用的全国统一年度报告格式"));
    assert!(refused(&data, "河湾镇", "2999").contains("2999年尚未开始"));
    assert!(refused(path(empty.path()), "河湾镇", "2025").contains("不是数据目录"));
    assert!(fs::read_dir(empty.path()).unwrap().next().is_none(), "a refusal left files in what is no data directory");
    refused(&data, "上河村", "2025");
    assert!(fs::read_dir(out.path()).unwrap().next().is_none(), "a refusal wrote files");
    let run =
        gongkai(&["report", "--data", &data, "--organ", "河湾镇", "--year", "2025", "--out", "x", "--formats", "doc"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
}
