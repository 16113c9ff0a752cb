//! The rules as their readers meet them: for the page, for `--explain`, and as a file in the repository.
//!
//! Examples are text in which ⟦…⟧ marks what is found, and ⟦wrong→right⟧ what is put in its place; they are the tests of
//! the rules, so a guide never shows what does not happen.

use crate::rules::{self, CHAPTERS};
use domain::Rule;

/// A part of the guide with its rules.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its heading.
    pub title: &'static str,
    /// Its rules.
    pub rules: Vec<&'static Rule>,
}

/// The guide.
pub fn chapters() -> Vec<Chapter> {
    CHAPTERS.iter().map(|c| Chapter { title: c.title, rules: c.rules.iter().map(|e| e.rule).collect() }).collect()
}

/// All rules in the order of the guide.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    rules::all().map(|entry| entry.rule)
}

/// The rule behind an identifier, e.g. `proof.document_number`.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// An example as it is read: its text without marks, and what is found in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What is found, in the order of the text.
    pub found: Vec<Found>,
}

/// A stretch that a rule finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text that the finding quotes.
    pub text: String,
    /// What replaces it, where that is certain.
    pub replacement: Option<String>,
}

/// Takes the marks out of an example. A stray mark stays text.
pub fn marked(given: &str) -> Marked {
    let mut marked = Marked::default();
    let mut rest = given;
    while let Some((before, behind)) = rest.split_once('⟦') {
        let Some((inner, after)) = behind.split_once('⟧') else { break };
        let (text, replacement) = match inner.split_once('→') {
            Some((text, replacement)) => (text, Some(replacement.to_owned())),
            None => (inner, None),
        };
        marked.text += before;
        marked.text += text;
        marked.found.push(Found { text: text.to_owned(), replacement });
        rest = after;
    }
    marked.text += rest;
    marked
}
