//! Text as a browser collapses it, with its look.
//!
//! Runs of blanks become one; a line break in the source between two Chinese characters is none on the page (CSS Text
//! 3, segment break transformation). U+00A0 and U+3000 are characters and stay.

use crate::model::Run;

/// Collects the text of one paragraph.
#[derive(Debug, Default)]
pub(super) struct Words {
    runs: Vec<Run>,
    /// A collapsed blank that is owed if more text follows.
    blank: Option<Blank>,
    last: Option<char>,
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
    /// Text of the page with its look.
    pub fn push(&mut self, text: &str, bold: bool, link: Option<&str>) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if is_collapsible(c) {
                let line = matches!(c, '\n' | '\r');
                self.blank = match self.blank {
                    Some(Blank::SourceLine) => Some(Blank::SourceLine),
                    _ if line => Some(Blank::SourceLine),
                    _ => Some(Blank::Space),
                };
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let length = rest.find(is_collapsible).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(length);
            let owed = self.owed(c);
            let run = self.run(bold, link);
            if owed {
                run.text.push(' ');
            }
            run.text.push_str(word);
            self.last = word.chars().next_back();
            rest = behind;
        }
    }

    /// Whether a blank stands before `next`.
    fn owed(&mut self, next: char) -> bool {
        let (Some(blank), Some(last)) = (self.blank.take(), self.last) else { return false };
        !(blank == Blank::SourceLine && is_wide(last) && is_wide(next))
    }

    fn run(&mut self, bold: bool, link: Option<&str>) -> &mut Run {
        let fits = self.runs.last().is_some_and(|run| run.bold == bold && run.link.as_deref() == link);
        if !fits {
            self.runs.push(Run { text: String::new(), bold, link: link.map(str::to_owned) });
        }
        let last = self.runs.len() - 1;
        &mut self.runs[last]
    }

    /// The text so far.
    pub fn take_runs(&mut self) -> Vec<Run> {
        self.blank = None;
        self.last = None;
        std::mem::take(&mut self.runs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[&str]) -> String {
        let mut words = Words::default();
        parts.iter().for_each(|p| words.push(p, false, None));
        words.take_runs().into_iter().map(|r| r.text).collect()
    }

    #[test]
    fn blanks_collapse_and_source_lines_between_chinese_vanish() {
        assert_eq!(text(&["  政府信息\n    公开 ", " 工作 "]), "政府信息公开 工作");
        assert_eq!(text(&["open\n", "data"]), "open data");
        assert_eq!(text(&["\u{a0}\u{3000}缩进"]), "\u{a0}\u{3000}缩进");
    }
}
