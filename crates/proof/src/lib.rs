//! The second reader: proofreading of official Chinese text, wording, citations and personal data.
//!
//! One rule a file in `rules`, each with the standard or article it rests on and the examples that are run as its tests.
//! Rules read the document model, so the format of the file does not matter. What is right today and wrong tomorrow
//! (words, names, statutes) is data in [`Lists`], which can be replaced without a rebuild. What adds up in an annual
//! report is the business of the report checks, not of this crate; so is what to do about a finding.

pub mod bundle;
mod facts;
pub mod fix;
pub mod guide;
mod lists;
mod mention;
mod passage;
mod pattern;
mod reader;
mod rules;
mod suppress;

pub use lists::{ListError, Lists, LocalWord, Origin};
pub use reader::{Context, FoundIn, Reader};
pub use rules::lists_people;
pub use suppress::{Suppressed, Suppression, SuppressionError, Suppressions};

use documents::model::Document;
use domain::Finding;

/// Reads a text with every rule and the built-in lists. Findings come in the order of the text.
pub fn check(document: &Document) -> Vec<Finding> {
    check_with(document, &Context::default())
}

/// Reads a text with every rule and the built-in lists, knowing more than the text says.
pub fn check_with(document: &Document, context: &Context) -> Vec<Finding> {
    Reader::built_in().read(document, context)
}
