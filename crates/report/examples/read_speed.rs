//! How long reading, parsing and checking a file takes in one process:
//! `cargo run --release -p report --example read_speed -- FILE…`

use std::io::Write;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    const RUNS: usize = 60;
    let mut out = std::io::stdout().lock();
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name)?;
        let mut times: [Vec<Duration>; 3] = Default::default();
        for _ in 0..RUNS {
            let start = Instant::now();
            let document = documents::read::read(&name, &bytes)?;
            let read = start.elapsed();
            let parsed = report::parse(&document)?;
            let parse = start.elapsed();
            let findings = parsed.report.as_ref().map_or(0, |report| report::check(report, None).len());
            let whole = start.elapsed();
            std::hint::black_box(findings);
            for (list, time) in times.iter_mut().zip([read, parse - read, whole]) {
                list.push(time);
            }
        }
        write!(out, "{name}: {} kB", bytes.len() / 1000)?;
        for (list, what) in times.iter_mut().zip(["read", "parse", "read + parse + check"]) {
            list.sort_unstable();
            let at = |i: usize| list.get(i).copied().unwrap_or_default().as_secs_f64() * 1000.0;
            write!(out, "; {what} {:.2} ({:.2}–{:.2}) ms", at(RUNS / 2), at(0), at(RUNS - 1))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
