//! Prints what a reader makes of a file: `cargo run -p documents --example read_file FILE`.

use documents::model::Block;
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).ok_or("usage: read_file FILE")?;
    let bytes = std::fs::read(&name)?;
    let start = std::time::Instant::now();
    let document = documents::read::read(&name, &bytes)?;
    let took = start.elapsed();
    let mut out = std::io::stdout().lock();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => writeln!(out, "{:?} p{:?} {:?}", p.role, p.place.page, p.text())?,
            Block::Table(t) => {
                writeln!(out, "TABLE {}x{} p{:?} {:?}", t.rows, t.cols, t.place.page, t.place.area)?;
                for c in &t.cells {
                    let (r, k) = (c.rowspan, c.colspan);
                    writeln!(out, "  r{} c{} {r}x{k} {:?}", c.row, c.col, c.text)?;
                }
            }
            _ => writeln!(out, "----")?,
        }
    }
    writeln!(out, "read in {took:?}")?;
    Ok(())
}
