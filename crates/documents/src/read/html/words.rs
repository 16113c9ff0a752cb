//! Text as a browser collapses it, with its look.
//!
//! Runs of blanks become one; a line break in the source between two Chinese characters is none on the page (CSS Text
//! 3, segment break transformation). U+00A0 and U+3000 are characters and stay.

use crate::model::Run;

/// Collects the text of one paragraph or cell.
#[derive(Debug, Default)]
pub(super) struct Words {
    runs: Vec<Run>,
    /// Look of each open element.
    looks: Vec<Look>,
    /// A collapsed blank that is owed if more text follows.
    blank: Option<Blank>,
    /// Line ends that are owed if more text follows.
    breaks: usize,
    last: Option<char>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Look {
    bold: bool,
    link: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blank {
    Space,
    SourceLine,
}

fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Characters of East Asian scripts and their punctuation, between which a source line break is no blank.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2018..=0x201d | 0x2026 | 0x2e80..=0x9fff | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xff60
        | 0x20000..=0x3ffff)
}

impl Words {
    /// An element opens: inner looks add to outer ones.
    pub fn open(&mut self, bold: bool, link: Option<&str>) {
        let outer = self.looks.last().cloned().unwrap_or_default();
        let link = link.map(|l| l.trim().to_owned()).filter(|l| !l.is_empty());
        self.looks.push(Look { bold: bold || outer.bold, link: link.or(outer.link) });
    }

    /// An element closes.
    pub fn close(&mut self) {
        self.looks.pop();
    }

    /// `<br>`.
    pub fn new_line(&mut self) {
        self.blank = None;
        self.breaks += 1;
    }

    /// A block begins or ends: what follows stands on a line of its own.
    pub fn boundary(&mut self) {
        self.blank = None;
        self.breaks = self.breaks.max(1);
    }

    /// Text of the page.
    pub fn push(&mut self, text: &str) {
        for c in text.chars() {
            if is_collapsible(c) {
                let line = matches!(c, '\n' | '\r');
                self.blank = match self.blank {
                    Some(Blank::SourceLine) => Some(Blank::SourceLine),
                    _ if line => Some(Blank::SourceLine),
                    _ => Some(Blank::Space),
                };
                continue;
            }
            self.owed(c);
            self.put(c);
        }
    }

    /// Writes the line ends or the blank that stand before `next`.
    fn owed(&mut self, next: char) {
        let blank = self.blank.take();
        let breaks = std::mem::take(&mut self.breaks);
        let Some(last) = self.last else { return };
        if breaks > 0 {
            (0..breaks).for_each(|_| self.put('\n'));
        } else if let Some(blank) = blank
            && last != '\n'
            && !(blank == Blank::SourceLine && is_wide(last) && is_wide(next))
        {
            self.put(' ');
        }
    }

    fn put(&mut self, c: char) {
        self.last = Some(c);
        let (bold, link) = self.looks.last().map_or((false, None), |l| (l.bold, l.link.as_deref()));
        match self.runs.last_mut() {
            Some(run) if run.bold == bold && run.link.as_deref() == link => run.text.push(c),
            _ => self.runs.push(Run { text: c.into(), bold, link: link.map(str::to_owned) }),
        }
    }

    /// The text so far; the open looks stay for what follows.
    pub fn take_runs(&mut self) -> Vec<Run> {
        self.blank = None;
        self.breaks = 0;
        self.last = None;
        std::mem::take(&mut self.runs)
    }

    /// The text so far without its look.
    pub fn take_text(&mut self) -> String {
        self.take_runs().into_iter().map(|r| r.text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[&str]) -> String {
        let mut words = Words::default();
        parts.iter().for_each(|p| words.push(p));
        words.take_text()
    }

    #[test]
    fn blanks_collapse_and_source_lines_between_chinese_vanish() {
        assert_eq!(text(&["  政府信息\n    公开 ", " 工作 "]), "政府信息公开 工作");
        assert_eq!(text(&["open\n", "data"]), "open data");
        assert_eq!(text(&["\u{a0}\u{3000}缩进"]), "\u{a0}\u{3000}缩进");
    }
}
