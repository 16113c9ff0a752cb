//! A rule of checking as its readers meet it: what is looked for, why, by which provision, and how right and wrong look.
//!
//! The code that applies a rule stands beside its [`Rule`], so that guide and code change together. An example is text in
//! the notation of the crate that owns the rule, which can read it and run it: a guide never shows what does not happen.

use crate::{Finding, Place, Severity};

/// One rule of checking. All texts are Chinese sentences for the people who write reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable identifier that findings carry, e.g. `report.balance`.
    pub id: &'static str,
    /// A heading of a few words.
    pub title: &'static str,
    /// The severities its findings may have, gravest first.
    pub severities: &'static [Severity],
    /// What is compared or looked for, and when the rule keeps silent.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The provision it rests on; where it is only practice, it says so.
    pub basis: &'static str,
    /// Situations that it leaves alone.
    pub good: &'static [Example],
    /// Situations that it reports.
    pub bad: &'static [Example],
}

/// A small situation that shows a rule at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// What is to be seen, in one sentence; empty where the situation shows it.
    pub says: &'static str,
    /// The situation itself, in the notation of the crate that owns the rule.
    pub given: &'static str,
}

impl Example {
    /// An example that needs no words: the text shows it.
    pub const fn text(given: &'static str) -> Self {
        Example { says: "", given }
    }
}

impl Rule {
    /// A finding of this rule.
    pub fn finding(&self, severity: Severity, message: impl Into<String>, place: Place) -> Finding {
        debug_assert!(self.severities.contains(&severity), "{} does not promise {severity:?}", self.id);
        Finding::new(self.id, severity, message, place)
    }
}
