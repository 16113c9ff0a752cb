use super::*;
use domain::Severity;
use jiff::civil::date;
use report::Kind;

const REPORT: &str = "凤山乡2020年政府信息公开工作年度报告\n\n一、总体情况\n\n坚持公正、公平、便民的政府信息公开原则。\n\n二、主动公开政府信息情况\n\n第二十一条第（一）项\t\t\t\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t0\t/\t0\n规范性文件\t0\t0\t0\n";

fn against(only: &[Rules]) -> Against {
    Against {
        previous: Previous::None,
        siblings: Others::default(),
        units: Others::default(),
        published: None,
        only: only.to_vec(),
        allowed: Suppressions::default(),
        reader: proof::Reader::shared(),
        today: date(2026, 1, 10),
    }
}

fn checked(only: &[Rules]) -> FileResult {
    file::check_bytes(Path::new("a.txt"), REPORT.as_bytes(), &against(only)).unwrap()
}

fn printed(format: Format, files: &[FileResult]) -> String {
    let mut out = Vec::new();
    let mut printer = Printer::begin(format, &mut out).unwrap();
    let mut totals = Totals::default();
    for file in files {
        totals.add(file);
        printer.file(&format.of(Path::new(&file.path), file, false).unwrap()).unwrap();
    }
    printer.end(&totals, &[]).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_report_is_read_with_values_and_findings_in_the_order_of_its_lines() {
    let result = checked(&[]);
    let report = result.report.unwrap();
    assert_eq!((result.kind, &report["year"], &report["format"]), (Kind::AnnualReport, &2020.into(), &"2019".into()));
    assert_eq!(report["proactive"]["regulations"]["made"], 0);
    assert!(report["proactive"]["regulations"]["published"].is_null());
    assert_eq!(report["raw"]["proactive.regulations.published"], "/");
    let lines: Vec<u32> = result.findings.iter().filter_map(|f| f.place.line).collect();
    assert!(lines.is_sorted(), "{lines:?}");
    assert!(result.findings.iter().any(|f| f.rule == "report.citation" && f.place.line == Some(9)));
}

#[test]
fn only_picks_the_kinds_of_rules() {
    assert!(checked(&[Rules::Proof]).findings.iter().all(|f| f.rule.starts_with("proof.")));
    assert!(checked(&[Rules::Report]).findings.iter().all(|f| f.rule.starts_with("report.")));
}

#[test]
fn a_result_comes_back_from_its_json_as_it_was() {
    let result = checked(&[]);
    let back: FileResult = serde_json::from_str(&serde_json::to_string(&result).unwrap()).unwrap();
    assert!(!result.findings.is_empty());
    assert_eq!(back, result);
}

#[test]
fn a_text_line_begins_with_the_place_and_the_summary_is_last() {
    let out = printed(Format::Text, &[checked(&[])]);
    assert!(out.contains("a.txt:9:1 error report.citation "), "{out}");
    assert!(out.lines().last().unwrap().starts_with("检查1个文件（年度报告1份）："), "{out}");
    assert!(!out.contains('\u{1b}'));
}

#[test]
fn a_file_without_findings_leaves_no_gap_in_any_format() {
    let clean = FileResult { findings: Vec::new(), ..checked(&[]) };
    for files in [vec![], vec![clean.clone()], vec![clean.clone(), checked(&[]), clean, checked(&[])]] {
        let json: serde_json::Value = serde_json::from_str(&printed(Format::Json, &files)).unwrap();
        assert_eq!(json["files"].as_array().unwrap().len(), files.len());
        let sarif: serde_json::Value = serde_json::from_str(&printed(Format::Sarif, &files)).unwrap();
        let findings = files.iter().map(|f| f.findings.len()).sum::<usize>();
        assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), findings);
        assert_eq!(printed(Format::Jsonl, &files).lines().count(), files.len());
    }
}

#[test]
fn the_summary_counts_cells_and_findings() {
    let result = checked(&[]);
    let errors = result.findings.iter().filter(|f| f.severity == Severity::Error).count();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("汇总.xlsx");
    let mut summary = Summary::default();
    summary.add(&result);
    summary.fail(&Failure { path: "b.doc".to_owned(), error: "旧版".to_owned() });
    summary.write(&path).unwrap();
    let document = documents::read::read("汇总.xlsx", &fs::read(&path).unwrap()).unwrap();
    let texts: Vec<&str> = document.tables().flat_map(|t| &t.cells).map(|c| c.text.as_str()).collect();
    for expected in ["a.txt", "凤山乡", "2020", &errors.to_string(), "b.doc", "旧版", "report.citation"] {
        assert!(texts.contains(&expected), "{expected}: {texts:?}");
    }
}
