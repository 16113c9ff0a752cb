//! The same reports in every layout that offices publish: each cell comes out right or blank with a finding, never wrong.
//!
//! A layout is a change of the official tables times a way to write them down. The numbers are those of two published
//! reports, and a report in which no number occurs twice, so that no two cells can be taken for each other.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop at what is not there")]

#[path = "layouts/changes.rs"]
mod changes;
#[path = "layouts/writers.rs"]
mod writers;

use report::{AnnualReport, CellName, Form, Kind, Layout, Number, layout};
use std::collections::BTreeMap;
use writers::Keeps;

/// A report with the numbers of `truth.json`.
fn published(key: &str) -> AnnualReport {
    let truth: serde_json::Value = serde_json::from_str(include_str!("fixtures/truth.json")).unwrap();
    let truth = &truth[key];
    let form = Form::for_year(i16::try_from(truth["year"].as_i64().unwrap()).unwrap()).unwrap();
    let mut report = AnnualReport::blank(form);
    if truth["requests"].get("other").is_some() {
        changes::merge_row_six(&mut report);
    }
    report.year = truth["year"].as_i64().map(|y| i16::try_from(y).unwrap());
    report.organ = truth["organ"].as_str().map(str::to_owned);
    for name in report.cells().into_iter().map(|(name, _)| name).collect::<Vec<_>>() {
        let text = name.to_string();
        let (table, rest) = text.split_once('.').unwrap();
        let value = match rest.split_once('[') {
            Some((row, column)) => &truth[table][row][column.trim_end_matches(']').parse::<usize>().unwrap()],
            None => {
                let (group, field) = rest.split_once('.').unwrap();
                &truth[table][group][field]
            }
        };
        report.cell_mut(name).unwrap().value = Some(value.to_string().parse().unwrap());
    }
    report
}

/// A report of a year in which every cell has another number.
fn distinct(year: i16) -> AnnualReport {
    let form = Form::for_year(year).unwrap();
    let mut report = AnnualReport::blank(form);
    report.year = Some(year);
    report.organ = Some("青山县清水镇人民政府".to_owned());
    for (i, name) in report.cells().into_iter().map(|(name, _)| name).collect::<Vec<_>>().into_iter().enumerate() {
        // Every seventh cell is zero: how a zero is written is what layouts differ in most.
        let value = if i % 7 == 3 { 0 } else { 1001 + i as i64 };
        report.cell_mut(name).unwrap().value = Some(Number::from(value));
    }
    report
}

fn with_sections(mut report: AnnualReport) -> AnnualReport {
    for (section, title) in report.sections.iter_mut().zip(&report.form.sections) {
        section.title.clone_from(&title.title);
        section.texts = vec!["本年度工作按要求完成。".into()];
    }
    for i in 1..4 {
        report.sections[i].texts.clear();
    }
    report
}

/// What a layout may do to reading.
struct Judged {
    cells: usize,
    right: usize,
    wrong: Vec<String>,
    silent: Vec<String>,
}

/// Compares what was read with what was written.
fn judge(truth: &AnnualReport, zero: changes::Zero, file: &str, bytes: &[u8]) -> Judged {
    let document = documents::read::read(file, bytes).unwrap();
    let parsed = report::parse(&document).unwrap();
    assert_eq!(parsed.kind, Kind::AnnualReport, "{file}");
    let read = parsed.report.unwrap();
    assert_eq!(read.form.format, truth.form.format);
    let mut findings = parsed.findings;
    findings.extend(report::check(&read, None));
    let told: Vec<&str> = findings.iter().filter_map(|f| f.place.cell.as_deref()).collect();
    let mut judged = Judged { cells: 0, right: 0, wrong: Vec::new(), silent: Vec::new() };
    let values: BTreeMap<CellName, Option<Number>> = read.cells().into_iter().map(|(n, c)| (n, c.value)).collect();
    let wanted: BTreeMap<CellName, Number> = truth.cells().into_iter().map(|(n, c)| (n, c.value.unwrap())).collect();
    for (name, want) in &wanted {
        judged.cells += 1;
        let got = values.get(name).copied().flatten();
        // A zero that is not written as one is none.
        let want = Some(*want).filter(|n| !n.is_zero() || zero.is_zero());
        match got {
            got if got == want => judged.right += 1,
            Some(got) => judged.wrong.push(format!("{name}: {got} for {want:?}")),
            None => {}
        }
        if got.is_none() && !told.contains(&name.to_string().as_str()) && values.contains_key(name) {
            judged.silent.push(name.to_string());
        }
    }
    judged.wrong.extend(
        values
            .iter()
            .filter(|(n, v)| v.is_some() && !wanted.contains_key(n))
            .map(|(n, v)| format!("{n}: {v:?} for nothing")),
    );
    judged
}

/// Writes a report down in every layout and reads it back.
fn every_layout_of(truth: AnnualReport) {
    let truth = with_sections(truth);
    let official = layout(&truth, &Layout::default());
    let mut layouts = 0;
    // Cells and right cells where every cell can be told, and where only those of plain rows can.
    let (mut of_grids, mut of_rows) = ((0, 0), (0, 0));
    let mut faults = Vec::new();
    let mut losses: BTreeMap<String, usize> = BTreeMap::new();
    for change in changes::all() {
        let changed = (change.make)(&official);
        for writer in writers::all() {
            let (file, bytes) = (writer.write)(&changed);
            let judged = judge(&truth, change.zero, file, &bytes);
            layouts += 1;
            let name = format!("{} / {}", change.name, writer.name);
            let sum = match (change.lossless, writer.keeps) {
                (true, Keeps::Grid) => &mut of_grids,
                (true, Keeps::Cells) => &mut of_rows,
                _ => &mut (0, 0),
            };
            (sum.0, sum.1) = (sum.0 + judged.cells, sum.1 + judged.right);
            if judged.right < judged.cells && change.lossless && writer.keeps != Keeps::Words {
                losses.insert(name.clone(), judged.cells - judged.right);
            }
            faults.extend(judged.wrong.into_iter().take(3).map(|fault| format!("{name}: WRONG {fault}")));
            faults.extend(
                judged.silent.into_iter().take(3).map(|cell| format!("{name}: no finding for the blank {cell}")),
            );
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults[..faults.len().min(60)].join("\n"));
    assert!(layouts >= 40, "{layouts}");
    let share = |(cells, right): (usize, usize), least: usize| right * 1000 >= cells * least;
    assert!(share(of_grids, 999), "{of_grids:?} cells and right ones; {losses:#?}");
    assert!(share(of_rows, 930), "{of_rows:?} cells and right ones; {losses:#?}");
}

#[test]
fn huaian_2024_in_every_layout_gives_every_cell_or_says_that_it_does_not() {
    every_layout_of(published("huaian-city-2024"));
}

#[test]
fn hongze_2023_in_every_layout_gives_every_cell_or_says_that_it_does_not() {
    every_layout_of(published("hongze-2023"));
}

#[test]
fn a_report_of_2020_in_every_layout_gives_every_cell_or_says_that_it_does_not() {
    every_layout_of(distinct(2020));
}

#[test]
fn a_report_of_2024_in_every_layout_gives_every_cell_or_says_that_it_does_not() {
    every_layout_of(distinct(2024));
}
