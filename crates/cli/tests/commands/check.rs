//! `gongkai check`: exit codes, what is refused, the walk, and the shape of the JSON.

use std::fs;

use serde_json::{Value, json};

use crate::support::{folder, gongkai, path, sample, with_ending, write_report};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_exit_code_is_0_for_clean_1_for_errors_and_2_for_failures() {
    let out = folder();
    let clean = with_ending(&write_report("河湾镇", 2025, "html", out.path()), "html");
    let missing = out.path().join("没有这个文件.txt");
    assert_eq!(gongkai(&["check", path(&clean)]).code, 0);
    assert_eq!(gongkai(&["check", path(&clean), &sample()]).code, 1);
    let run = gongkai(&["check", path(&missing), &sample(), "--format", "json"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("没有这个文件.txt："), "{run:?}");
    // What can be read is still reported.
    assert_eq!(run.file()["report"]["year"], 2020);
    assert_eq!(gongkai(&["check"]).code, 2);
    assert_eq!(gongkai(&["check", &sample(), "--format", "sgml"]).code, 2);
}

#[test]
fn a_file_that_cannot_be_read_is_recognised_and_refused_with_what_to_do() {
    let out = folder();
    let cases: [(&str, &[u8], &str); 6] = [
        ("空.txt", b"", "文件是空的"),
        ("年报.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "旧版 Word 文档"),
        // What it is decides, not what it is called.
        ("改了名.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "旧版 Word 文档"),
        ("年报.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "WPS"),
        ("年报.pdf", b"%PDF-1.7\n1 0 obj\n", "PDF"),
        ("扫描.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片"),
    ];
    for (name, bytes, sentence) in cases {
        let file = out.path().join(name);
        fs::write(&file, bytes).unwrap();
        let run = gongkai(&["check", path(&file), "--format", "json"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert_eq!(run.json()["files"], json!([]), "{run:?}");
        let failure = run.json()["failures"][0].clone();
        assert_eq!(failure["path"], json!(path(&file)));
        assert!(failure["error"].as_str().unwrap().contains(sentence), "{failure}");
        assert!(run.err.contains(&format!("{name}：")) && run.err.contains(sentence), "{run:?}");
        assert!(run.err.contains("请"), "it does not say what to do: {run:?}");
    }
}

#[test]
fn a_directory_is_walked_in_the_order_of_names() {
    let out = folder();
    fs::create_dir(out.path().join("乡镇")).unwrap();
    for name in ["b.txt", "a.TXT", "乡镇/c.txt", ".hidden.txt", "notes.exe"] {
        fs::copy(sample(), out.path().join(name)).unwrap();
    }
    let run = gongkai(&["check", path(out.path()), "--format", "json"]);
    let files = run.json()["files"].as_array().unwrap().clone();
    let names: Vec<&str> = files.iter().map(|f| f["path"].as_str().unwrap()).collect();
    let expected = ["a.TXT", "b.txt", "乡镇/c.txt"].map(|n| format!("{}/{n}", path(out.path())));
    assert_eq!(names, expected);
    assert!(files.windows(2).all(|w| w[0]["findings"] == w[1]["findings"] && w[0]["report"] == w[1]["report"]));
}

#[test]
fn the_json_has_every_key_of_the_contract_and_no_other() {
    let run = gongkai(&["check", &sample(), "--format", "json"]);
    let json = run.json();
    assert_eq!((keys(&json), &json["version"]), (vec!["version", "files", "failures"], &json!(1)));
    let file = run.file();
    assert_eq!(keys(&file), ["path", "kind", "report", "findings"]);
    assert_eq!((&file["path"], &file["kind"]), (&json!(sample()), &json!("annual_report")));
    let report = &file["report"];
    assert_eq!(keys(report), ["organ", "year", "format", "proactive", "requests", "review", "raw"]);
    assert_eq!(
        keys(&report["proactive"]),
        [
            "regulations",
            "normative_documents",
            "licences",
            "services",
            "penalties",
            "coercive_measures",
            "fees",
            "procurement"
        ]
    );
    let mut rows = vec!["new".to_owned(), "carried_in".to_owned(), "granted".to_owned(), "partly_granted".to_owned()];
    rows.extend((1..=8).map(|n| format!("refused.{n}")));
    rows.extend((1..=3).map(|n| format!("cannot_provide.{n}")));
    rows.extend((1..=5).map(|n| format!("not_processed.{n}")));
    rows.extend(["other", "total", "carried_out"].map(str::to_owned));
    assert_eq!(keys(&report["requests"]), rows);
    assert!(report["requests"].as_object().unwrap().values().all(|row| row.as_array().unwrap().len() == 7));
    assert_eq!(keys(&report["review"]), ["reconsideration", "litigation_direct", "litigation_after_review"]);
    assert!(report["review"].as_object().unwrap().values().all(|row| row.as_array().unwrap().len() == 5));
    let findings = file["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        // `replacement` stands only where it is certain.
        let mut names = keys(finding);
        names.retain(|key| *key != "replacement");
        assert_eq!(names, ["rule", "severity", "message", "hint", "basis", "place"]);
        assert_eq!(keys(&finding["place"]), ["page", "line", "paragraph", "column", "cell", "text"]);
        assert!(matches!(finding["severity"].as_str(), Some("error" | "warning" | "question")), "{finding}");
        assert!(finding["rule"].as_str().unwrap().contains('.'), "{finding}");
        assert!(finding["message"].as_str().unwrap().chars().any(crate::support::is_chinese), "{finding}");
    }
}

#[test]
fn an_empty_form_has_null_in_every_cell_and_does_not_pass() {
    let form = concat!(env!("CARGO_MANIFEST_DIR"), "/../documents/tests/fixtures/blank-form-2021.docx");
    let run = gongkai(&["check", form, "--format", "json"]);
    let report = run.file()["report"].clone();
    assert_eq!((run.code, &report["format"]), (1, &json!("2021")));
    for part in ["proactive", "requests", "review"] {
        let text = report[part].to_string();
        assert!(text.contains("null") && !text.contains(":0") && !text.contains("[0"), "{part}: {text}");
    }
}

#[test]
fn the_text_has_a_finding_a_line_and_the_summary_last() {
    let run = gongkai(&["check", &sample()]);
    let json = gongkai(&["check", &sample(), "--format", "json"]).file();
    let findings = json["findings"].as_array().unwrap();
    let lines: Vec<&str> = run.out.lines().filter(|l| l.starts_with(&sample())).collect();
    assert_eq!(lines.len(), findings.len());
    assert!(run.out.lines().last().unwrap().starts_with("检查1个文件（年度报告1份）：错误"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn only_restricts_the_kinds_of_rules() {
    let rules = |only: &str| -> Vec<String> {
        let file = gongkai(&["check", &sample(), "--format", "json", "--only", only]).file();
        let findings = file["findings"].as_array().unwrap();
        findings.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
    };
    let (report, proof) = (rules("report"), rules("proof"));
    assert!(!report.is_empty() && report.iter().all(|r| r.starts_with("report.")), "{report:?}");
    assert!(!proof.is_empty() && proof.iter().all(|r| r.starts_with("proof.")), "{proof:?}");
    assert_eq!(rules("report,proof").len(), report.len() + proof.len());
}

#[test]
fn a_previous_report_that_is_none_is_refused() {
    let out = folder();
    let letter = out.path().join("便函.txt");
    fs::write(&letter, "关于报送材料的函\n\n请于本周五前报送。\n").unwrap();
    let run = gongkai(&["check", &sample(), "--previous", path(&letter)]);
    assert!(run.refusal().contains("不是政府信息公开工作年度报告"), "{run:?}");
    let run = gongkai(&["check", path(&letter), "--format", "json"]);
    assert_eq!((run.file()["kind"].clone(), run.file()["report"].clone()), (json!("document"), Value::Null));
}
