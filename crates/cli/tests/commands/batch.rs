//! `gongkai check` over many files: the same result on any number of cores, after a kill, and with last year's folder.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{command, folder, gongkai, path, sample, with_ending, write_report};

/// So many copies of the sample, each with its number in it.
fn copies(count: usize, into: &Path) {
    let text = fs::read_to_string(sample()).unwrap();
    for n in 0..count {
        fs::write(into.join(format!("{n:04}.txt")), format!("{text}\n第{n}份\n")).unwrap();
    }
}

#[test]
fn the_output_does_not_depend_on_the_number_of_cores() {
    let out = folder();
    copies(150, out.path());
    for format in ["json", "sarif", "text"] {
        let one = gongkai(&["check", path(out.path()), "--format", format, "--jobs", "1"]);
        let many = gongkai(&["check", path(out.path()), "--format", format, "--jobs", "7"]);
        assert_eq!((one.code, many.code), (1, 1));
        assert!(one.out == many.out, "{format} differs");
    }
    assert_eq!(gongkai(&["check", path(out.path()), "--jobs", "0"]).code, 2);
}

#[test]
fn a_check_that_was_killed_goes_on_and_its_output_is_complete() {
    let out = folder();
    let files = out.path().join("files");
    fs::create_dir(&files).unwrap();
    copies(400, &files);
    let journal = out.path().join("journal");
    let arguments = ["check", path(&files), "--format", "json", "--jobs", "1", "--resume", path(&journal)];
    let whole = gongkai(&arguments[..6]);
    let lines = || fs::read_to_string(&journal).map_or(0, |t| t.lines().count());

    let mut child = command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // What it prints must be read, or it would wait instead of working.
    let mut printed = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || std::io::copy(&mut printed.by_ref(), &mut std::io::sink()));
    let begun = Instant::now();
    while lines() < 20 {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing was written down");
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap().unwrap();
    let kept = fs::read(&journal).unwrap();
    let (kept_lines, kept_whole) = (lines(), kept.iter().rposition(|b| *b == b'\n').unwrap() + 1);

    let run = gongkai(&arguments);
    assert_eq!(run.code, 1);
    assert!(run.out == whole.out, "the output differs from that of one run");
    // What was done was not done again: its lines stand where they stood, and only the rest came behind them.
    let after = fs::read(&journal).unwrap();
    assert_eq!(after[..kept_whole], kept[..kept_whole]);
    assert!(kept_lines >= 20);
    assert_eq!(lines(), 1 + 400);

    // A third run has nothing to do, unless a file has changed.
    assert!(gongkai(&arguments).out == whole.out);
    assert_eq!(lines(), 1 + 400);
    fs::write(files.join("0007.txt"), "一封信").unwrap();
    let changed = gongkai(&arguments).json();
    assert_eq!((&changed["files"][7]["kind"], lines()), (&json!("document"), 1 + 401));
}

#[test]
fn a_journal_of_other_options_is_refused() {
    let out = folder();
    let journal = out.path().join("journal");
    let run = |more: &[&str]| gongkai(&[&["check", &sample(), "--resume", path(&journal)], more].concat());
    assert_eq!(run(&[]).code, 1);
    let refused = run(&["--only", "proof"]);
    assert!(refused.refusal().contains("另一组选项"), "{refused:?}");
    let notes = out.path().join("notes.txt");
    fs::write(&notes, "我的笔记").unwrap();
    let refused = gongkai(&["check", &sample(), "--resume", path(&notes)]);
    assert!(refused.refusal().contains("不是续查记录"), "{refused:?}");
    assert_eq!(fs::read_to_string(&notes).unwrap(), "我的笔记");
}

#[test]
fn a_folder_of_old_word_files_does_not_look_complete() {
    let out = folder();
    fs::copy(sample(), out.path().join("a.txt")).unwrap();
    fs::write(out.path().join("b.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0").unwrap();
    fs::write(out.path().join("c.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    let run = gongkai(&["check", path(out.path()), "--format", "json"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.json()["failures"].as_array().unwrap().len(), 1);
    assert!(run.err.contains("b.doc：") && run.err.contains(".png1个"), "{}", run.err);
    let run = gongkai(&["check", path(out.path())]);
    assert!(run.out.trim_end().ends_with("无法读取1处"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_unicode_is_checked_and_pointed_at() {
    use std::os::unix::ffi::OsStrExt;
    let out = folder();
    let name = std::ffi::OsStr::from_bytes(b"\xc4\xea\xb1\xa8.txt");
    fs::copy(sample(), out.path().join(name)).unwrap();
    let journal = out.path().join("journal");
    let run = gongkai(&["check", path(out.path()), "--format", "sarif", "--resume", path(&journal)]);
    let uri =
        run.json()["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert!(uri.as_str().unwrap().ends_with("/%C4%EA%B1%A8.txt"), "{uri}");
}

#[test]
fn last_years_reports_are_found_in_a_folder_by_organ_and_year() {
    let (this, last) = (folder(), folder());
    write_report("河湾镇", 2025, "html", this.path());
    let before = write_report("河湾镇", 2024, "html,docx", last.path());
    let run =
        |format: &str| gongkai(&["check", path(this.path()), "--previous", path(last.path()), "--format", format]);
    let rules = |run: Value| -> Vec<String> {
        let findings = run["files"][0]["findings"].as_array().unwrap().clone();
        findings.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
    };
    // Two files of one year say the same, so either will do.
    assert!(!rules(run("json").json()).contains(&"report.previous".to_owned()));
    // Two that contradict each other do not.
    let html = fs::read_to_string(with_ending(&before, "html")).unwrap();
    let other = html.replacen("<td>0</td>", "<td>7</td>", 1).replacen(">0<", ">7<", 1);
    assert_ne!(html, other);
    fs::write(with_ending(&before, "second.html"), other).unwrap();
    let contradictory = run("json").json();
    assert!(rules(contradictory.clone()).contains(&"report.previous".to_owned()), "{contradictory}");
    assert!(contradictory.to_string().contains("互不相同"));
    // And a folder without the year is said.
    let none = gongkai(&["check", path(this.path()), "--previous", path(this.path()), "--format", "json"]).json();
    assert!(none.to_string().contains("2024年的报告，未与上年核对"), "{none}");
}

#[test]
fn other_organs_reports_are_compared_with_and_added_up() {
    let (out, units) = (folder(), folder());
    let text = fs::read_to_string(sample()).unwrap();
    let with = |organ: &str, published: u8| {
        let row = format!("规范性文件\t0\t0\t{published}");
        text.replace("凤山乡", organ).replace("规范性文件\t0\t0\t0", &row)
    };
    let own = out.path().join("own.txt");
    fs::write(&own, with("青山县", 3)).unwrap();
    for (name, organ) in [("a.txt", "石桥乡"), ("b.txt", "柳河乡")] {
        fs::write(units.path().join(name), with(organ, 3)).unwrap();
    }
    let messages = |option: &str, rule: &str| -> Vec<String> {
        let run = gongkai(&["check", path(&own), option, path(units.path()), "--format", "json"]).json();
        let findings = run["files"][0]["findings"].as_array().unwrap().clone();
        let of_rule = findings.iter().filter(|f| f["rule"] == rule);
        of_rule.map(|f| f["message"].as_str().unwrap().to_owned()).collect()
    };
    let copied = messages("--siblings", "report.similar");
    assert_eq!(copied.len(), 2, "{copied:?}");
    assert!(copied[0].contains("99%") && copied[0].contains("石桥乡") && copied[1].contains("柳河乡"), "{copied:?}");
    let added = messages("--units", "report.sum_of_units");
    assert!(matches!(&*added, [one] if one.contains("2个单位") && one.contains('6')), "{added:?}");
    // A file that is no report is a unit whose report is missing; what is there is no more than the report.
    fs::write(units.path().join("b.txt"), "一封信").unwrap();
    assert_eq!(messages("--units", "report.sum_of_units"), Vec::<String>::new());
    fs::write(units.path().join("a.txt"), with("石桥乡", 4)).unwrap();
    let more = messages("--units", "report.sum_of_units");
    assert!(matches!(&*more, [one] if one.contains("还没有计入的有") && one.contains("b.txt")), "{more:?}");
    let refused = gongkai(&["check", path(&own), "--siblings", "/nowhere"]);
    assert!(refused.refusal().contains("没有这个目录"), "{refused:?}");
}

#[test]
fn a_year_that_is_not_over_is_asked_about() {
    let out = folder();
    let report = with_ending(&write_report("河湾镇", 2025, "html", out.path()), "html");
    let rules = |today: &str| gongkai(&["check", path(&report), "--today", today, "--format", "json"]).out;
    assert!(rules("2025-12-31").contains("report.year_not_over"));
    assert!(!rules("2026-01-01").contains("report.year_not_over"));
    assert_eq!(gongkai(&["check", path(&report), "--today", "2025-13-01"]).code, 2);
}

#[test]
fn the_summary_is_a_workbook_with_a_row_for_every_file() {
    let out = folder();
    copies(3, out.path());
    fs::write(out.path().join("z.txt"), "").unwrap();
    let book = out.path().join("汇总.xlsx");
    let run = gongkai(&["check", path(out.path()), "--summary", path(&book)]);
    assert_eq!(run.code, 2);
    let document = documents::read::read("汇总.xlsx", &fs::read(&book).unwrap()).unwrap();
    let tables: Vec<_> = document.tables().collect();
    let files = tables.iter().find(|t| t.caption.as_deref() == Some("逐个文件")).unwrap();
    assert_eq!(files.rows, 1 + 4);
    let row =
        |row: usize| (0..files.cols).map(|c| files.at(row, c).map_or("", |c| c.text.as_str())).collect::<Vec<_>>();
    assert_eq!(row(0)[..4], ["文件", "种类", "机关", "年份"]);
    assert!(
        row(1)[0].ends_with("0000.txt") && row(1)[1..5] == ["年度报告", "东乡县凤山乡", "2020", "2019"],
        "{:?}",
        row(1)
    );
    assert!(row(4)[1] == "无法读取" && row(4)[10].contains("文件是空的"), "{:?}", row(4));
    assert!(tables.iter().any(|t| t.caption.as_deref() == Some("逐条规则") && t.rows > 2));
}
