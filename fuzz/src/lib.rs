//! What every fuzz target does with its input, and containers around fuzzed XML.
//!
//! A target succeeds if the input is read or refused; a panic, an overflow, a hang or too much memory is a find.

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Reads a file, recognises a report in it, and runs every check on what was read.
pub fn check(name: &str, bytes: &[u8]) {
    let Ok(document) = documents::read::read(name, bytes) else { return };
    let parsed = report::parse(&document).expect("the forms compiled in are readable");
    if let Some(report) = &parsed.report {
        report::check(report, None);
        report::check(report, Some(report));
        report::to_json(report);
    }
    proof::check(&document);
}

/// An office document whose parts are the input, cut at the bytes 0, which XML never has. A part that is left out gets
/// the text given for it, and a part without such a text is then absent.
pub fn package(input: &[u8], parts: &[(&str, &str)]) -> Vec<u8> {
    let mut fuzzed = input.split(|b| *b == 0);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, otherwise) in parts {
        let part = fuzzed.next().filter(|p| !p.is_empty()).unwrap_or(otherwise.as_bytes());
        if !part.is_empty() {
            zip.start_file(*name, options).expect("a ZIP in memory");
            zip.write_all(part).expect("a ZIP in memory");
        }
    }
    zip.finish().expect("a ZIP in memory").into_inner()
}
