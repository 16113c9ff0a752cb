//! Ruling lines put in order: pieces of one line joined, lines drawn twice made one, and those that meet gathered into
//! frames, each of which may be a table.

use super::matrix::Rect;
use super::page::Rule;

/// Lines this near each other are the same line: drawn twice, or a little out of place.
pub(super) const NEAR: f32 = 2.6;
/// Pieces of a line with no more than this between them are one line: dashes, and gaps where lines cross.
const GAP: f32 = 4.0;
/// A line shorter than this is a dash, a tick or a stroke of a character drawn as a path.
const SHORTEST: f32 = 6.0;
/// A page with more lines than this is a drawing.
const MOST_RULES: usize = 6000;

/// Lines that meet.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    pub horizontal: Vec<Rule>,
    pub vertical: Vec<Rule>,
}

impl Frame {
    /// The rectangle around all of its lines.
    pub fn area(&self) -> Rect {
        let points = self
            .horizontal
            .iter()
            .flat_map(|r| [(r.from, r.at), (r.to, r.at)])
            .chain(self.vertical.iter().flat_map(|r| [(r.at, r.from), (r.at, r.to)]));
        Rect::around(points.map(|(x, y)| (f64::from(x), f64::from(y))))
    }
}

/// The whole lines of a page. None if there are so many that they are a drawing and no tables.
pub(super) fn whole(rules: &[Rule]) -> Option<(Vec<Rule>, Vec<Rule>)> {
    let join = |is_horizontal: bool| {
        let mut own: Vec<Rule> = rules.iter().filter(|r| r.is_horizontal == is_horizontal).copied().collect();
        own.sort_by(|a, b| a.at.total_cmp(&b.at));
        let mut out: Vec<Rule> = Vec::new();
        // Lines at nearly the same height are joined along their length. Dashes of one line are nearer still.
        let mut rest = own.as_mut_slice();
        while let Some(first) = rest.first().copied() {
            let count = rest.iter().take_while(|r| r.at - first.at <= 0.8).count();
            let (band, behind) = rest.split_at_mut(count);
            band.sort_by(|a, b| a.from.total_cmp(&b.from));
            let mut current: Option<Rule> = None;
            for rule in band.iter() {
                match &mut current {
                    Some(line) if rule.from - line.to <= GAP => line.to = line.to.max(rule.to),
                    _ => {
                        out.extend(current);
                        current = Some(*rule);
                    }
                }
            }
            out.extend(current);
            rest = behind;
        }
        out.retain(|r| r.to - r.from >= SHORTEST);
        out
    };
    let (horizontal, vertical) = (join(true), join(false));
    (horizontal.len() + vertical.len() <= MOST_RULES).then_some((horizontal, vertical))
}

/// Gathers lines that meet or cross.
pub(super) fn frames(horizontal: &[Rule], vertical: &[Rule]) -> Vec<Frame> {
    let count = horizontal.len() + vertical.len();
    let mut parents: Vec<usize> = (0..count).collect();
    let meets = |h: &Rule, v: &Rule| {
        v.at >= h.from - NEAR && v.at <= h.to + NEAR && h.at >= v.from - NEAR && h.at <= v.to + NEAR
    };
    for (i, h) in horizontal.iter().enumerate() {
        for (j, v) in vertical.iter().enumerate() {
            if meets(h, v) {
                union(&mut parents, i, horizontal.len() + j);
            }
        }
    }
    let mut frames: Vec<(usize, Frame)> = Vec::new();
    for i in 0..count {
        let root = find(&mut parents, i);
        let at = match frames.iter().position(|(r, _)| *r == root) {
            Some(at) => at,
            None => {
                frames.push((root, Frame::default()));
                frames.len() - 1
            }
        };
        if let Some((_, frame)) = frames.get_mut(at) {
            match i.checked_sub(horizontal.len()) {
                None => frame.horizontal.extend(horizontal.get(i)),
                Some(j) => frame.vertical.extend(vertical.get(j)),
            }
        }
    }
    frames.into_iter().map(|(_, frame)| frame).collect()
}

/// The first of the group that `i` belongs to.
pub(super) fn find(parents: &mut [usize], i: usize) -> usize {
    let mut i = i;
    while let Some(&parent) = parents.get(i) {
        if parent == i {
            break;
        }
        let grand = parents.get(parent).copied().unwrap_or(parent);
        if let Some(slot) = parents.get_mut(i) {
            *slot = grand;
        }
        i = grand;
    }
    i
}

/// Makes two groups one.
pub(super) fn union(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(parents, a), find(parents, b));
    if let Some(slot) = parents.get_mut(a.max(b)) {
        *slot = a.min(b);
    }
}

/// Positions with those near each other made one; a run of them is never wider than [`NEAR`].
pub(super) fn snapped(mut positions: Vec<f32>) -> Vec<f32> {
    positions.sort_by(f32::total_cmp);
    let mut out: Vec<(f32, f32, f32)> = Vec::new();
    for p in positions {
        match out.last_mut() {
            Some((first, sum, n)) if p - *first <= NEAR => {
                *sum += p;
                *n += 1.0;
            }
            _ => out.push((p, p, 1.0)),
        }
    }
    out.into_iter().map(|(_, sum, n)| sum / n).collect()
}
