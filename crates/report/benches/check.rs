//! What a check of somebody's report costs, from bytes to findings: `cargo bench -p report --bench check`.
//!
//! The page is a township's report as WPS saves it (26 kB); the PDF is the published report of a city (400 kB).

use divan::{Bencher, black_box};
use documents::{Document, read::read};

const PAGE: (&str, &[u8]) = ("wps-2024.html", include_bytes!("../tests/fixtures/wps-2024.html"));
const PDF: (&str, &[u8]) = ("huaian-2024.pdf", include_bytes!("../tests/fixtures/huaian-2024.pdf"));
const TEXT: (&str, &[u8]) = ("fengshan-2020.txt", include_bytes!("../tests/fixtures/fengshan-2020.txt"));

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

fn document(file: (&str, &[u8])) -> Document {
    read(file.0, file.1).unwrap_or_default()
}

/// Bytes to findings, as `gongkai check --only report` does for each file.
fn whole(file: (&str, &[u8])) -> usize {
    let document = document(file);
    let Ok(parsed) = report::parse(&document) else { return 0 };
    let findings = parsed.report.iter().flat_map(|r| report::check(r, None)).count();
    parsed.findings.len() + findings
}

#[divan::bench]
fn page_whole(bencher: Bencher<'_, '_>) {
    bencher.bench(|| whole(black_box(PAGE)));
}

#[divan::bench]
fn page_read(bencher: Bencher<'_, '_>) {
    bencher.bench(|| document(black_box(PAGE)));
}

#[divan::bench]
fn page_parse(bencher: Bencher<'_, '_>) {
    let document = document(PAGE);
    bencher.bench(|| report::parse(black_box(&document)));
}

#[divan::bench]
fn page_checks(bencher: Bencher<'_, '_>) {
    let report = report::parse(&document(PAGE)).ok().and_then(|p| p.report);
    bencher.bench(|| report.as_ref().map(|r| report::check(black_box(r), None)));
}

#[divan::bench]
fn text_whole(bencher: Bencher<'_, '_>) {
    bencher.bench(|| whole(black_box(TEXT)));
}

#[divan::bench]
fn pdf_whole(bencher: Bencher<'_, '_>) {
    bencher.bench(|| whole(black_box(PDF)));
}
