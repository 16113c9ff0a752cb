//! A page's characters and lines into its tables and its lines of text, seen upright.

use super::columns;
use super::lattice::{self, Lattice};
use super::lines::{self, Line};
use super::matrix::{Rect, Turn};
use super::page::{Glyph, Page, Rule};
use super::rules;

/// What a page holds, seen so that most of its text runs to the right.
#[derive(Debug, Clone)]
pub(super) struct Laid {
    /// How the page was turned to be read.
    pub turn: Turn,
    /// The page itself, turned likewise.
    pub frame: Rect,
    pub lines: Vec<Line>,
    pub tables: Vec<Lattice>,
}

impl Laid {
    /// The tables of the page and the lines between them, without the heads and feet that every page repeats.
    pub fn of(page: Page) -> Laid {
        let glyphs = lines::printed_once(page.glyphs);
        let turn = reading_turn(&glyphs);
        let frame = turn.upright(&Rect { left: 0.0, top: 0.0, right: page.width, bottom: page.height });
        let glyphs: Vec<Glyph> = glyphs
            .into_iter()
            .map(|g| Glyph { area: turn.upright(&g.area), turn: turn.relative(g.turn), ..g })
            .collect();
        let ruled: Vec<Rule> = page.rules.iter().map(|r| turned(r, turn)).collect();
        let (tables, rest) = tables(&ruled, glyphs);
        let text = lines::lines(&rest);
        let (more, text) = columns::tables(text);
        let mut tables = tables;
        tables.extend(more);
        tables.sort_by(|a, b| a.area.top.total_cmp(&b.area.top));
        Laid { turn, frame, lines: text, tables }
    }
}

/// The direction most characters have; pages of tables are often printed on their side.
fn reading_turn(glyphs: &[Glyph]) -> Turn {
    let all = glyphs.iter().filter(|g| !g.is_blank() && !g.is_vertical);
    let mut counts = [(Turn::Right, 0usize), (Turn::Down, 0), (Turn::Left, 0), (Turn::Up, 0)];
    for glyph in all {
        if let Some((_, n)) = counts.iter_mut().find(|(t, _)| *t == glyph.turn) {
            *n += 1;
        }
    }
    let total: usize = counts.iter().map(|(_, n)| n).sum();
    counts.into_iter().find(|(_, n)| *n * 5 > total * 3).map_or(Turn::Right, |(turn, _)| turn)
}

fn turned(rule: &Rule, turn: Turn) -> Rule {
    let r = if rule.is_horizontal {
        Rect { left: rule.from, right: rule.to, top: rule.at, bottom: rule.at }
    } else {
        Rect { left: rule.at, right: rule.at, top: rule.from, bottom: rule.to }
    };
    let r = turn.upright(&r);
    if rule.is_horizontal == matches!(turn, Turn::Right | Turn::Left) {
        Rule { is_horizontal: true, at: r.top, from: r.left, to: r.right }
    } else {
        Rule { is_horizontal: false, at: r.left, from: r.top, to: r.bottom }
    }
}

/// The ruled tables and the characters outside of them.
fn tables(ruled: &[Rule], mut glyphs: Vec<Glyph>) -> (Vec<Lattice>, Vec<Glyph>) {
    let Some((horizontal, vertical)) = rules::whole(ruled) else { return (Vec::new(), glyphs) };
    let mut frames = rules::frames(&horizontal, &vertical);
    // A table inside a cell of another takes its characters first.
    frames.retain(|f| f.horizontal.len() + f.vertical.len() >= 3);
    frames.sort_by(|a, b| {
        let size = |r: Rect| r.width() * r.height();
        size(a.area()).total_cmp(&size(b.area()))
    });
    let mut out = Vec::new();
    for frame in &frames {
        let Some(table) = lattice::read(frame, &glyphs) else { continue };
        if table.table.cells.iter().all(|c| c.text.is_empty()) {
            continue;
        }
        glyphs.retain(|g| !table.area.contains(g.area.middle()));
        out.push(table);
    }
    (out, glyphs)
}
