//! `gongkai check` for other programs: the published schema, lines of JSON, and SARIF.

use std::fs;

use serde_json::{Value, json};

use crate::support::{folder, gongkai, path, sample, with_ending, write_report};

/// Asserts that a value follows a schema, and shows every place where it does not.
#[track_caller]
fn follows(schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).take(10).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

fn published() -> Value {
    let run = gongkai(&["check", "--schema"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.json()
}

/// A folder with every kind of result: good, faulty and blank reports, another text, an empty file and a `.doc`.
fn everything() -> tempfile::TempDir {
    let out = folder();
    write_report("河湾镇", 2025, "html,docx,txt", out.path());
    fs::copy(sample(), out.path().join("年报 2020.txt")).unwrap();
    let form = concat!(env!("CARGO_MANIFEST_DIR"), "/../documents/tests/fixtures/blank-form-2021.docx");
    fs::copy(form, out.path().join("空表.docx")).unwrap();
    fs::write(out.path().join("便函.txt"), "关于报送材料的函\n\n依据江办发[2026]3号文件，请于本周五前报送。\n")
        .unwrap();
    fs::write(out.path().join("空.txt"), "").unwrap();
    fs::write(out.path().join("旧.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0").unwrap();
    out
}

#[test]
fn every_result_follows_the_published_schema() {
    let schema = published();
    assert!(jsonschema::meta::is_valid(&schema));
    let out = everything();
    let run = gongkai(&["check", path(out.path()), "--format", "json"]);
    let json = run.json();
    follows(&schema, &json);
    let kinds: Vec<&Value> = json["files"].as_array().unwrap().iter().map(|f| &f["kind"]).collect();
    assert!(kinds.contains(&&json!("document")) && kinds.contains(&&json!("annual_report")), "{kinds:?}");
    assert_eq!((run.code, json["failures"].as_array().unwrap().len()), (2, 2));
}

#[test]
fn the_schema_refuses_what_the_program_does_not_promise() {
    let validator = jsonschema::validator_for(&published()).unwrap();
    let good = gongkai(&["check", &sample(), "--format", "json"]).json();
    assert!(validator.is_valid(&good));
    let changes: [fn(&mut Value); 5] = [
        |v| v["version"] = json!(2),
        |v| v["files"][0]["report"]["requests"]["new"] = json!([1, 2, 3]),
        |v| v["files"][0]["report"]["requests"]["total"][6] = json!("0"),
        |v| v["files"][0]["findings"][0]["severity"] = json!("fatal"),
        |v| v["files"][0]["kind"] = json!("document"),
    ];
    for change in changes {
        let mut bad = good.clone();
        change(&mut bad);
        assert!(!validator.is_valid(&bad));
    }
}

#[test]
fn lines_of_json_are_the_files_of_the_object() {
    let out = everything();
    let object = gongkai(&["check", path(out.path()), "--format", "json"]).json();
    let run = gongkai(&["check", path(out.path()), "--format", "jsonl"]);
    let lines: Vec<Value> = run.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let (failures, files): (Vec<Value>, Vec<Value>) = lines.into_iter().partition(|l| l.get("error").is_some());
    assert_eq!((json!(files), json!(failures)), (object["files"].clone(), object["failures"].clone()));
}

#[test]
fn sarif_follows_the_schema_of_oasis_and_carries_every_finding() {
    let schema = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sarif-2.1.0.schema.json"));
    // The published schema has a bracket too many in the pattern of a language, which no regular expression may have.
    let schema = schema.unwrap().replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let out = everything();
    let sarif = gongkai(&["check", path(out.path()), "--format", "sarif"]).json();
    follows(&schema, &sarif);
    let json = gongkai(&["check", path(out.path()), "--format", "json"]).json();
    let findings: Vec<&Value> =
        json["files"].as_array().unwrap().iter().flat_map(|f| f["findings"].as_array().unwrap()).collect();
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings.len());
    let levels = json!({ "error": "error", "warning": "warning", "question": "note" });
    for (result, finding) in results.iter().zip(findings) {
        assert_eq!(result["ruleId"], finding["rule"]);
        assert_eq!(result["level"], levels[finding["severity"].as_str().unwrap()]);
        assert!(result["message"]["text"].as_str().unwrap().starts_with(finding["message"].as_str().unwrap()));
        let location = &result["locations"][0];
        assert_eq!(location["physicalLocation"]["region"]["startLine"], finding["place"]["line"]);
        if let Some(cell) = finding["place"]["cell"].as_str() {
            assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], cell);
        }
    }
    // Every rule is described once, every failure told.
    let rules: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert!(results.iter().all(|r| rules.contains(&r["ruleId"].as_str().unwrap())));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], json!(false));
    assert_eq!(invocation["toolExecutionNotifications"].as_array().unwrap().len(), 2);
}

#[test]
fn sarif_points_at_the_characters_of_the_finding() {
    let run = gongkai(&["check", &sample(), "--format", "sarif"]);
    let sarif = run.json();
    let text = fs::read_to_string(sample()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut pointed = 0;
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let (Some(line), Some(from), Some(to)) =
            (region["startLine"].as_u64(), region["startColumn"].as_u64(), region["endColumn"].as_u64())
        else {
            continue;
        };
        let (line, from, to) = (line as usize, from as usize, to as usize);
        let shown: String = lines[line - 1].chars().skip(from - 1).take(to - from).collect();
        assert_eq!(json!(shown), region["snippet"]["text"], "{result}");
        pointed += 1;
    }
    assert!(pointed > 0);
    // The same finding keeps its fingerprint when a line is put above it.
    let out = folder();
    let moved = out.path().join("a.txt");
    fs::write(&moved, format!("\n\n{text}")).unwrap();
    let again = gongkai(&["check", path(&moved), "--format", "sarif"]).json();
    let prints = |sarif: &Value| -> Vec<Value> {
        sarif["runs"][0]["results"].as_array().unwrap().iter().map(|r| r["partialFingerprints"].clone()).collect()
    };
    assert_eq!(prints(&sarif), prints(&again));
}

#[test]
fn a_clean_report_is_clean_in_every_format() {
    let out = folder();
    let clean = with_ending(&write_report("河湾镇", 2025, "html", out.path()), "html");
    for format in ["text", "json", "jsonl", "sarif"] {
        let run = gongkai(&["check", path(&clean), "--format", format]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}: {run:?}");
    }
}

#[test]
fn every_rule_that_is_found_can_be_explained_in_sarif_and_on_the_terminal() {
    let sarif = gongkai(&["check", &sample(), "--format", "sarif", "--only", "report", "--today", "2020-06-01"]).json();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().clone();
    assert!(rules.iter().any(|r| r["id"] == "report.year_not_over") && rules.len() > 5, "{rules:?}");
    for rule in rules {
        let title = rule["shortDescription"]["text"].as_str().unwrap_or_else(|| panic!("{rule}"));
        let run = gongkai(&["check", "--explain", rule["id"].as_str().unwrap()]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains(title) && run.out.contains("依据："), "{run:?}");
    }
    let unknown = gongkai(&["check", "--explain", "report.nothing"]);
    assert!(unknown.refusal().contains("report.balance"), "{unknown:?}");
}
