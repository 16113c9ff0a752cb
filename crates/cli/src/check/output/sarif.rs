//! SARIF 2.1.0 (OASIS), for tools that show findings beside the text.
//!
//! A finding stands at its line and column (characters), and where a format has no lines, at its cell, paragraph or page
//! as a logical location. Fingerprints hold on to a finding while lines move: they are made of the rule, the cell and the
//! text, not of the line. Results come first and the tool last, because its rules are known only then.

use super::{super::rules, Failure, FileResult};
use domain::{Finding, Severity};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, HashMap},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Before the first result.
pub(super) const BEGIN: &str = "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\
    \"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"results\":[\n";

/// The results of a file, parted by commas.
pub(super) fn of(path: &Path, file: &FileResult) -> serde_json::Result<String> {
    let uri = uri(path);
    // The same finding may stand twice in a file: the second gets a number.
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let results = file.findings.iter().map(|finding| {
        let hash = hash(finding);
        let nth = seen.entry(hash).or_default();
        *nth += 1;
        serde_json::to_string(&result(&uri, finding, &format!("{hash:016x}:{nth}")))
    });
    Ok(results.collect::<serde_json::Result<Vec<_>>>()?.join(",\n"))
}

/// Behind the last result.
pub(super) fn end(out: &mut impl Write, rules: &BTreeMap<String, usize>, failures: &[Failure]) -> io::Result<()> {
    let rules: Vec<Value> = rules.keys().map(|id| described(id)).collect();
    let driver = json!({
        "name": "gongkai",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": "zh-CN",
        "rules": rules,
    });
    let notifications: Vec<Value> = failures
        .iter()
        .map(|failure| {
            let uri = uri(Path::new(&failure.path));
            json!({
                "level": "error",
                "message": { "text": failure.error },
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri } } }],
            })
        })
        .collect();
    let invocation = json!({ "executionSuccessful": failures.is_empty(), "toolExecutionNotifications": notifications });
    write!(out, "\n],\"tool\":")?;
    serde_json::to_writer(&mut *out, &json!({ "driver": driver }))?;
    write!(out, ",\"invocations\":")?;
    serde_json::to_writer(&mut *out, &json!([invocation]))?;
    out.write_all(b"}]}\n")
}

/// A rule with what is known about it: rules of other kinds than the report's have only their names.
fn described(id: &str) -> Value {
    let Some(rule) = rules::find(id) else { return json!({ "id": id }) };
    json!({
        "id": id,
        "name": rule.title,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.what },
        "help": { "text": format!("为什么：{}\n依据：{}", rule.why, rule.basis) },
    })
}

fn result(uri: &str, finding: &Finding, fingerprint: &str) -> Value {
    let place = &finding.place;
    let mut physical = json!({ "artifactLocation": { "uri": uri } });
    // Lines of a page or a sheet are no lines of the file.
    if let Some(line) = place.line.filter(|l| *l > 0 && place.page.is_none()) {
        let mut region = json!({ "startLine": line });
        if let Some(column) = place.column.filter(|c| *c > 0) {
            region["startColumn"] = json!(column);
            let length = u32::try_from(place.text.chars().count()).unwrap_or(u32::MAX);
            if length > 0 && !place.text.contains('\n') {
                region["endColumn"] = json!(column.saturating_add(length));
            }
        }
        if !place.text.is_empty() {
            region["snippet"] = json!({ "text": place.text });
        }
        physical["region"] = region;
    }
    let mut location = json!({ "physicalLocation": physical });
    let logical = logical(finding);
    if !logical.is_empty() {
        location["logicalLocations"] = json!(logical);
    }
    let mut properties = Map::new();
    for (name, value) in [("hint", &finding.hint), ("basis", &finding.basis)] {
        properties.extend(value.as_ref().map(|v| (name.to_owned(), json!(v))));
    }
    let hint = finding.hint.as_ref().map(|h| format!("（{h}）")).unwrap_or_default();
    json!({
        "ruleId": finding.rule,
        "level": match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Question => "note",
        },
        "message": { "text": format!("{}{hint}", finding.message) },
        "locations": [location],
        "partialFingerprints": { "findingHash/v1": fingerprint },
        "properties": properties,
    })
}

/// Cell, paragraph, page (or sheet) and line in it, whichever there are.
fn logical(finding: &Finding) -> Vec<Value> {
    let place = &finding.place;
    let numbered = |kind: &str, n: Option<u32>| {
        n.map(|n| json!({ "name": n.to_string(), "fullyQualifiedName": format!("{kind}[{n}]"), "kind": kind }))
    };
    let cell = place.cell.as_ref().map(|cell| json!({ "fullyQualifiedName": cell, "kind": "cell" }));
    let line = place.line.filter(|_| place.page.is_some());
    let numbers = [("paragraph", place.paragraph), ("page", place.page), ("line", line)];
    cell.into_iter().chain(numbers.into_iter().filter_map(|(kind, n)| numbered(kind, n))).collect()
}

/// FNV-1a over what a finding is about. Not over its message, whose numbers change when a cell beside it is corrected.
fn hash(finding: &Finding) -> u64 {
    let cell = finding.place.cell.as_deref().unwrap_or_default();
    let parts = [finding.rule.as_str(), cell, finding.place.text.as_str()];
    let bytes = parts.iter().flat_map(|p| p.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The path as a URI reference: relative where it lies under the current folder, and percent-encoded.
fn uri(path: &Path) -> String {
    let relative = std::env::current_dir().ok().and_then(|here| path.strip_prefix(here).ok().map(PathBuf::from));
    let path = relative.as_deref().unwrap_or(path);
    let mut uri = String::from(if path.is_absolute() { "file://" } else { "" });
    if cfg!(windows) && path.is_absolute() {
        uri.push('/');
    }
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(*byte)),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Place;

    #[test]
    fn a_uri_is_relative_where_it_can_be_and_always_encoded() {
        assert_eq!(uri(Path::new("年报/a b:c%.txt")), "%E5%B9%B4%E6%8A%A5/a%20b%3Ac%25.txt");
        assert_eq!(uri(&std::env::current_dir().unwrap().join("x/y.txt")), "x/y.txt");
        assert!(uri(&std::env::temp_dir().join("z.txt")).starts_with("file:///"));
    }

    #[test]
    fn a_fingerprint_stays_when_lines_and_messages_move() {
        let finding = |line, text: &str, message: &str| {
            let place = Place { line: Some(line), text: text.to_owned(), ..Place::default() };
            Finding::new("report.label", Severity::Error, message, place)
        };
        assert_eq!(hash(&finding(3, "甲", "一")), hash(&finding(9, "甲", "二")));
        assert_ne!(hash(&finding(3, "甲", "一")), hash(&finding(3, "乙", "一")));
    }
}
