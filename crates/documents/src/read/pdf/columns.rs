//! Tables without lines: rows of text whose pieces stand under each other.
//!
//! Prose has no pieces: its gaps are no wider than a character. A table is taken only where three rows or more, one
//! under the other, are each in three pieces or more and agree where the columns are.

use super::lattice::Lattice;
use super::lines::{Line, Piece};
use super::matrix::Rect;
use crate::model::{Cell, Table};

/// A table has at least so many rows in pieces.
const FEWEST_ROWS: usize = 3;
/// And rows have so many pieces.
const FEWEST_PIECES: usize = 3;

/// The tables among some lines, and the lines that are left.
pub(super) fn tables(lines: Vec<Line>) -> (Vec<Lattice>, Vec<Line>) {
    let mut tables = Vec::new();
    let mut rest = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    for line in lines {
        let breaks = run.last().is_some_and(|before: &Line| {
            line.area.top - before.area.bottom > 2.5 * before.size.max(line.size) || before.turn != line.turn
        });
        if breaks {
            close(&mut run, &mut tables, &mut rest);
        }
        let is_row = line.pieces.len() >= FEWEST_PIECES;
        // A row may be short of pieces once it is inside: a label that wraps, a blank row.
        if is_row || (!run.is_empty() && line.pieces.len() < FEWEST_PIECES && fits_a_column(&line, &run)) {
            run.push(line);
        } else {
            close(&mut run, &mut tables, &mut rest);
            rest.push(line);
        }
    }
    close(&mut run, &mut tables, &mut rest);
    (tables, rest)
}

fn fits_a_column(line: &Line, run: &[Line]) -> bool {
    let bands = bands(run);
    !bands.is_empty() && line.pieces.iter().all(|p| bands.iter().filter(|b| overlaps(&p.area, b)).count() == 1)
}

fn overlaps(area: &Rect, band: &(f32, f32)) -> bool {
    area.left < band.1 && band.0 < area.right
}

/// The columns: stretches of the width that pieces of the rows cover, with clear space between them.
fn bands(rows: &[Line]) -> Vec<(f32, f32)> {
    let mut spans: Vec<(f32, f32)> = rows
        .iter()
        .filter(|l| l.pieces.len() >= FEWEST_PIECES)
        .flat_map(|l| l.pieces.iter().map(|p| (p.area.left, p.area.right)))
        .collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (from, to) in spans {
        match out.last_mut() {
            Some((_, end)) if from <= *end + 1.0 => *end = end.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// Makes a table of the lines gathered, or gives them back as text.
fn close(run: &mut Vec<Line>, tables: &mut Vec<Lattice>, rest: &mut Vec<Line>) {
    let mut lines = std::mem::take(run);
    // What follows the last row in pieces is text again.
    let end = lines.iter().rposition(|l| l.pieces.len() >= FEWEST_PIECES).map_or(0, |i| i + 1);
    let behind = lines.split_off(end);
    match table(&lines) {
        Some(table) => tables.push(table),
        None => rest.extend(lines),
    }
    rest.extend(behind);
}

fn table(lines: &[Line]) -> Option<Lattice> {
    let rows = lines.iter().filter(|l| l.pieces.len() >= FEWEST_PIECES).count();
    let bands = bands(lines);
    if rows < FEWEST_ROWS || bands.len() < FEWEST_PIECES {
        return None;
    }
    // Rows that agree have about as many pieces as there are columns.
    let full = lines.iter().filter(|l| l.pieces.len() * 2 > bands.len()).count();
    if full * 3 < rows * 2 {
        return None;
    }
    let mut table = Table { rows: lines.len(), cols: bands.len(), ..Table::default() };
    let mut areas = Vec::new();
    let mut whole = Rect::NOTHING;
    for (row, line) in lines.iter().enumerate() {
        whole = whole.join(&line.area);
        for (col, band) in bands.iter().enumerate() {
            let own: Vec<&Piece> = line.pieces.iter().filter(|p| overlaps(&p.area, band)).collect();
            // A piece over two columns belongs to the first.
            let own = own.into_iter().filter(|p| !bands.iter().take(col).any(|b| overlaps(&p.area, b)));
            let (mut text, mut area) = (String::new(), Rect::NOTHING);
            for piece in own {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&piece.text);
                area = area.join(&piece.area);
            }
            if area.is_empty() {
                area = Rect { left: band.0, right: band.1, top: line.area.top, bottom: line.area.bottom };
            }
            table.cells.push(Cell::new(row, col, text));
            areas.push(area);
        }
    }
    Some(Lattice { area: whole, table, areas })
}
