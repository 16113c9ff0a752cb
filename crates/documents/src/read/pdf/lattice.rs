//! Ruled tables: the lines of a frame make a grid, and fields with no line between them are one cell.

use super::cell_text;
use super::matrix::Rect;
use super::page::{Glyph, Rule};
use super::rules::{Frame, NEAR, find, snapped, union};
use crate::model::{Cell, Table};

/// A field thinner than this holds no text: it lies between the lines of a double border.
const THINNEST: f32 = 4.5;
/// No frame has more fields; beyond it is a drawing.
const MOST_FIELDS: usize = 60_000;

/// A ruled table before it becomes one of the model.
#[derive(Debug, Clone)]
pub(super) struct Lattice {
    pub area: Rect,
    pub table: Table,
    /// Where each cell of the table stands, in the same order.
    pub areas: Vec<Rect>,
}

/// The table of a frame, with the characters inside it; none if its lines enclose fewer than two cells.
pub(super) fn read(frame: &Frame, glyphs: &[Glyph]) -> Option<Lattice> {
    let grid = Grid::of(frame)?;
    let own: Vec<&Glyph> = glyphs.iter().filter(|g| grid.area().contains(g.area.middle())).collect();
    let boxes = grid.cells(&own);
    if boxes.len() < 2 {
        return None;
    }
    // Which cell each field belongs to, so that characters find theirs quickly.
    let (rows, cols) = (grid.rows(), grid.cols());
    let mut owner = vec![usize::MAX; rows * cols];
    for (i, b) in boxes.iter().enumerate() {
        for r in b.row..b.row + b.rowspan {
            for c in b.col..b.col + b.colspan {
                if let Some(slot) = owner.get_mut(r * cols + c) {
                    *slot = i;
                }
            }
        }
    }
    let mut texts: Vec<Vec<Glyph>> = vec![Vec::new(); boxes.len()];
    for glyph in own {
        let (x, y) = glyph.area.middle();
        if let (Some(row), Some(col)) = (field(&grid.ys, y), field(&grid.xs, x))
            && let Some(list) = owner.get(row * cols + col).and_then(|i| texts.get_mut(*i))
        {
            list.push(*glyph);
        }
    }
    let cells: Vec<(Span, String, Rect)> = boxes
        .into_iter()
        .zip(texts)
        .map(|(span, glyphs)| {
            let area = grid.span_area(&span);
            let text = cell_text::text(&glyphs, &area);
            (span, text, area)
        })
        .collect();
    grid.finish(cells)
}

/// The field of a position between sorted lines.
fn field(lines: &[f32], at: f32) -> Option<usize> {
    lines.partition_point(|l| *l <= at).checked_sub(1).filter(|i| i + 1 < lines.len())
}

/// A rectangle of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    row: usize,
    col: usize,
    rowspan: usize,
    colspan: usize,
}

struct Grid {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each field, whether a line is on its right.
    right: Vec<bool>,
    /// For each field, whether a line is below it.
    below: Vec<bool>,
}

impl Grid {
    fn of(frame: &Frame) -> Option<Grid> {
        if frame.horizontal.len() < 2 && frame.vertical.len() < 2 {
            return None;
        }
        let (mut horizontal, mut vertical) = (frame.horizontal.clone(), frame.vertical.clone());
        close_open_sides(&mut horizontal, &mut vertical);
        let xs = snapped(vertical.iter().map(|r| r.at).collect());
        let ys = snapped(horizontal.iter().map(|r| r.at).collect());
        let (cols, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if cols == 0 || rows == 0 || cols.saturating_mul(rows) > MOST_FIELDS {
            return None;
        }
        let mut grid = Grid { right: vec![false; rows * cols], below: vec![false; rows * cols], xs, ys };
        grid.mark(&vertical, true);
        grid.mark(&horizontal, false);
        Some(grid)
    }

    fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    fn cols(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    fn area(&self) -> Rect {
        let (first, last) =
            (|v: &[f32]| v.first().copied().unwrap_or(0.0), |v: &[f32]| v.last().copied().unwrap_or(0.0));
        Rect { left: first(&self.xs), right: last(&self.xs), top: first(&self.ys), bottom: last(&self.ys) }
    }

    /// Notes along which fields lines run: those they cover more than half of.
    fn mark(&mut self, lines: &[Rule], is_vertical: bool) {
        let cols = self.cols();
        let (positions, sides) = if is_vertical { (&self.xs, &self.ys) } else { (&self.ys, &self.xs) };
        let marks = if is_vertical { &mut self.right } else { &mut self.below };
        for (p, at) in positions.iter().enumerate().skip(1) {
            let mut own: Vec<&Rule> = lines.iter().filter(|l| (l.at - at).abs() <= NEAR).collect();
            own.sort_by(|a, b| a.from.total_cmp(&b.from));
            for (s, (a, b)) in sides.iter().zip(sides.iter().skip(1)).enumerate() {
                let mut covered = 0.0;
                let mut reached = *a;
                for line in &own {
                    let (from, to) = (line.from.max(reached), line.to.min(*b));
                    if to > from {
                        covered += to - from;
                        reached = to;
                    }
                }
                let index = if is_vertical { s * cols + p - 1 } else { (p - 1) * cols + s };
                if covered * 2.0 > b - a
                    && let Some(mark) = marks.get_mut(index)
                {
                    *mark = true;
                }
            }
        }
    }

    /// The cells: fields united where no line is between them.
    fn cells(&self, glyphs: &[&Glyph]) -> Vec<Span> {
        let (rows, cols) = (self.rows(), self.cols());
        let mut parents: Vec<usize> = (0..rows * cols).collect();
        let is = |marks: &[bool], i: usize| marks.get(i).copied().unwrap_or(true);
        for row in 0..rows {
            for col in 0..cols {
                let i = row * cols + col;
                if col + 1 < cols && !is(&self.right, i) {
                    union(&mut parents, i, i + 1);
                }
                if row + 1 < rows && !is(&self.below, i) {
                    union(&mut parents, i, i + cols);
                }
            }
        }
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); rows * cols];
        for i in 0..rows * cols {
            let root = find(&mut parents, i);
            if let Some(group) = groups.get_mut(root) {
                group.push(i);
            }
        }
        let mut has_text = vec![false; rows * cols];
        for glyph in glyphs.iter().filter(|g| !g.is_blank()) {
            let (x, y) = glyph.area.middle();
            if let (Some(row), Some(col)) = (field(&self.ys, y), field(&self.xs, x))
                && let Some(slot) = has_text.get_mut(row * cols + col)
            {
                *slot = true;
            }
        }
        let mut spans = Vec::new();
        for group in groups.into_iter().filter(|g| !g.is_empty()) {
            spans.extend(rectangles(&group, cols, &has_text));
        }
        spans.sort_by_key(|s| (s.row, s.col));
        spans
    }

    fn span_area(&self, span: &Span) -> Rect {
        let at = |v: &[f32], i: usize| v.get(i).copied().unwrap_or(0.0);
        Rect {
            left: at(&self.xs, span.col),
            right: at(&self.xs, span.col + span.colspan),
            top: at(&self.ys, span.row),
            bottom: at(&self.ys, span.row + span.rowspan),
        }
    }

    /// The table, without the grid lines at which no cell begins and the bands that are too thin to hold anything.
    fn finish(&self, mut cells: Vec<(Span, String, Rect)>) -> Option<Lattice> {
        let thin = |lines: &[f32], i: usize| lines.get(i + 1).zip(lines.get(i)).is_some_and(|(b, a)| b - a < THINNEST);
        // Cells that lie wholly in a thin band are the space inside a double line.
        cells.retain(|(s, text, _)| {
            let flat = (s.row..s.row + s.rowspan).all(|r| thin(&self.ys, r));
            let narrow = (s.col..s.col + s.colspan).all(|c| thin(&self.xs, c));
            !text.is_empty() || !(flat || narrow)
        });
        let row_starts = starts(cells.iter().map(|(s, ..)| s.row));
        let col_starts = starts(cells.iter().map(|(s, ..)| s.col));
        let index = |starts: &[usize], at: usize| starts.partition_point(|s| *s < at);
        let mut table = Table { rows: row_starts.len(), cols: col_starts.len(), ..Table::default() };
        let mut areas = Vec::with_capacity(cells.len());
        for (span, text, area) in cells {
            let (row, col) = (index(&row_starts, span.row), index(&col_starts, span.col));
            let rowspan = index(&row_starts, span.row + span.rowspan).saturating_sub(row).max(1);
            let colspan = index(&col_starts, span.col + span.colspan).saturating_sub(col).max(1);
            table.cells.push(Cell { rowspan, colspan, ..Cell::new(row, col, text) });
            areas.push(area);
        }
        (table.cells.len() >= 2).then(|| Lattice { area: self.area(), table, areas })
    }
}

fn starts(values: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out: Vec<usize> = values.collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// A table without its outermost lines ends where the lines that cross it end.
fn close_open_sides(horizontal: &mut Vec<Rule>, vertical: &mut Vec<Rule>) {
    let extent =
        |rules: &[Rule]| rules.iter().fold((f32::MAX, f32::MIN), |(low, high), r| (low.min(r.from), high.max(r.to)));
    let ends =
        |rules: &[Rule]| rules.iter().fold((f32::MAX, f32::MIN), |(low, high), r| (low.min(r.at), high.max(r.at)));
    let ((left, right), (top, bottom)) = (extent(horizontal), extent(vertical));
    let ((first_x, last_x), (first_y, last_y)) = (ends(vertical), ends(horizontal));
    let (top, bottom) = (top.min(first_y), bottom.max(last_y));
    let (left, right) = (left.min(first_x), right.max(last_x));
    // Ends that stick out a little are no columns.
    const OUT: f32 = 8.0;
    if first_x - left > OUT {
        vertical.push(Rule { is_horizontal: false, at: left, from: top, to: bottom });
    }
    if right - last_x > OUT {
        vertical.push(Rule { is_horizontal: false, at: right, from: top, to: bottom });
    }
    if first_y - top > OUT {
        horizontal.push(Rule { is_horizontal: true, at: top, from: left, to: right });
    }
    if bottom - last_y > OUT {
        horizontal.push(Rule { is_horizontal: true, at: bottom, from: left, to: right });
    }
}

/// The rectangles that fields with no line between them make up. Where a line is missing in part, they make up more
/// than one: then the tallest runs of equal width are taken, from above.
fn rectangles(group: &[usize], cols: usize, has_text: &[bool]) -> Vec<Span> {
    let (mut top, mut bottom, mut left, mut right) = (usize::MAX, 0, usize::MAX, 0);
    for i in group {
        let (row, col) = (i / cols, i % cols);
        (top, bottom, left, right) = (top.min(row), bottom.max(row), left.min(col), right.max(col));
    }
    let whole = Span { row: top, col: left, rowspan: bottom - top + 1, colspan: right - left + 1 };
    if whole.rowspan * whole.colspan == group.len() {
        return vec![whole];
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    let mut fields = group.iter().copied().peekable();
    for row in top..=bottom {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        while let Some(i) = fields.next_if(|i| i / cols == row) {
            let col = i % cols;
            match runs.last_mut() {
                Some((from, length)) if *from + *length == col => *length += 1,
                _ => runs.push((col, 1)),
            }
        }
        let mut next = Vec::new();
        for (col, colspan) in runs {
            match open.iter().position(|s| s.col == col && s.colspan == colspan) {
                Some(at) => {
                    let span = open.swap_remove(at);
                    next.push(Span { rowspan: span.rowspan + 1, ..span });
                }
                None => next.push(Span { row, col, rowspan: 1, colspan }),
            }
        }
        spans.append(&mut open);
        open = next;
    }
    spans.append(&mut open);
    // What is open to the outside and holds nothing is no cell.
    spans.retain(|s| {
        (s.row..s.row + s.rowspan)
            .any(|r| (s.col..s.col + s.colspan).any(|c| has_text.get(r * cols + c).copied().unwrap_or(false)))
    });
    spans
}
