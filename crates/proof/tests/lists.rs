//! What the documents say about the lists.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

use proof::Lists;

/// Rows of a list without remarks, blank lines and the head.
fn rows(file: &str) -> usize {
    let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).count() - 1
}

#[test]
fn the_document_of_the_lists_names_each_with_its_rows_and_its_version() {
    let document = include_str!("../../../docs/lists.md");
    for file in Lists::files() {
        let line = document.lines().find(|l| l.starts_with(&format!("| {file} |")));
        let line = line.unwrap_or_else(|| panic!("{file} is not in docs/lists.md"));
        assert!(line.contains(&format!("| {} |", rows(file))), "{file} has {} rows: {line}", rows(file));
    }
    let version = Lists::version().strftime("%Y年%-m月%-d日").to_string();
    assert!(document.contains(&version), "{version}");
}

#[test]
fn every_list_says_where_it_is_from() {
    for file in Lists::files() {
        let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.starts_with('#'), "{file} begins without a remark on its sources");
    }
}
