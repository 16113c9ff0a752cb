//! How fast texts are read with all rules on one core, and in how much memory:
//! `cargo run --release -p proof --example speed -- FILE…`

use proof::{Context, Reader};
use std::time::Instant;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[allow(clippy::print_stdout)]
fn main() -> std::io::Result<()> {
    let start = Instant::now();
    let reader = Reader::built_in();
    println!("lists and automaton: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut documents = Vec::new();
    let mut bytes = 0;
    for path in std::env::args().skip(1) {
        let text = std::fs::read(&path)?;
        bytes += text.len();
        documents.extend(documents::read::read(&path, &text));
    }
    let context = Context { today: "2026-11-24".parse().ok(), ..Context::default() };
    let mut best = f64::MAX;
    let mut found = 0;
    for _ in 0..5 {
        let start = Instant::now();
        found = documents.iter().map(|d| reader.read(d, &context).len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{found} findings in {:.2} MB: {:.1} MB/s", bytes as f64 / 1e6, bytes as f64 / 1e6 / best);
    let status = std::fs::read_to_string("/proc/self/status")?;
    println!("{}", status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default());
    Ok(())
}
