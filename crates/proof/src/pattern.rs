//! Regular expressions that are compiled when first used.

use regex::{Captures, Match, Regex, RegexBuilder};
use std::sync::OnceLock;

/// Bytes that a regular expression keeps of the states it has been in. There are more than a hundred of them: the library's two
/// megabytes for each are 6 MB more in all and make reading a seventh faster; a small server has the time and not the memory.
const STATES: usize = 700 << 10;

/// A regular expression as a constant. Every one stands in a rule whose examples need it, so a slip of the pen in one
/// fails that rule's tests.
pub(crate) struct Pattern {
    text: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub const fn new(text: &'static str) -> Self {
        Pattern { text, regex: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| RegexBuilder::new(self.text).dfa_size_limit(STATES).build().ok()).as_ref()
    }

    /// All matches.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.regex().into_iter().flat_map(move |r| r.find_iter(text))
    }

    /// All matches with their groups.
    pub fn groups<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.regex().into_iter().flat_map(move |r| r.captures_iter(text))
    }

    /// Whether there is a match.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|r| r.is_match(text))
    }

    /// The first match with its groups.
    pub fn first<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex().and_then(|r| r.captures(text))
    }
}
