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

/// Each entry, not only each list, says what it rests on and as of when.
#[test]
fn every_entry_has_its_source_and_its_day() {
    for file in Lists::files() {
        let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        let columns: Vec<&str> = lines.next().unwrap().split('\t').collect();
        let column = |names: [&str; 2]| names.into_iter().find_map(|n| columns.iter().position(|c| *c == n)).unwrap();
        let (source, day) = (column(["source", "basis"]), column(["date", "as_of"]));
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), columns.len(), "{file}: {line}");
            assert!(!fields[source].trim().is_empty(), "{file} has an entry without source: {line}");
            assert!(fields[day].starts_with("20") && fields[day].len() >= 7, "{file} has an entry without day: {line}");
        }
    }
}
