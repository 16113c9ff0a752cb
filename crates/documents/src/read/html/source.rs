//! Lines and columns of a page's source for bytes that are asked for in rising order.

use domain::Place;
use memchr::{memchr_iter, memrchr};

/// Counts once through the page, however many places are asked for.
pub(super) struct Source<'a> {
    page: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

fn counted(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'a> Source<'a> {
    pub fn new(page: &'a str) -> Self {
        Source { page, at: 0, line: 1, column: 1 }
    }

    /// The place of a byte; what was passed already counts as the last place.
    pub fn place(&mut self, at: usize) -> Place {
        if let Some(passed) = self.page.get(self.at..at) {
            let lines = memchr_iter(b'\n', passed.as_bytes()).count();
            self.line = self.line.saturating_add(counted(lines));
            match memrchr(b'\n', passed.as_bytes()) {
                Some(last) => {
                    self.column = counted(passed.get(last + 1..).map_or(0, |t| t.chars().count())).saturating_add(1);
                }
                None => self.column = self.column.saturating_add(counted(passed.chars().count())),
            }
            self.at = at;
        }
        Place { line: Some(self.line), column: Some(self.column), ..Place::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_characters_are_counted_from_one() {
        let mut source = Source::new("公开\n一二<p>\n三");
        let mut at = |byte| {
            let place = source.place(byte);
            (place.line.unwrap(), place.column.unwrap())
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 2));
        assert_eq!(at(13), (2, 3));
        assert_eq!(at(17), (3, 1));
        assert_eq!(at(17), (3, 1));
    }
}
