//! Regular expressions that are compiled when first used.

use regex::{Captures, Match, Regex};
use std::sync::OnceLock;

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
        self.regex.get_or_init(|| Regex::new(self.text).ok()).as_ref()
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
