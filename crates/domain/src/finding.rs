//! One vocabulary for everything that is wrong with a text, a table, a deadline or an installation.
//!
//! Report checks, proofreading, personal-data detection, link checks and `doctor` all return [`Finding`]s;
//! they are collected, never thrown. How they look (terminal, JSON, page) is decided by the crates above.

use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Practice differs or only a person can know: asked, never asserted.
    Question,
    /// Probably wrong; publishing needs a word of reason.
    Warning,
    /// Certainly wrong by a cited rule.
    Error,
}

impl Severity {
    /// The word used in text and JSON output (`error`, `warning`, `question`).
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Question => "question",
        }
    }

    /// The Chinese word for people.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Question => "请核实",
        }
    }
}

/// A rectangle on a page in tenths of a point (1/720 inch), from the upper left corner of the page as it is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    /// Distance of the left edge from the left edge of the page.
    pub left: i32,
    /// Distance of the upper edge from the upper edge of the page.
    pub top: i32,
    /// How wide.
    pub width: i32,
    /// How high.
    pub height: i32,
}

/// Where something stands in a file. Every number is 1-based and physical; what a format does not have is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Page of a paged format.
    pub page: Option<u32>,
    /// Physical line of a text file.
    pub line: Option<u32>,
    /// Paragraph of a format without lines: paragraphs and tables are counted together, in reading order.
    pub paragraph: Option<u32>,
    /// Column in characters within the line (or paragraph).
    pub column: Option<u32>,
    /// Cell of an annual report, e.g. `requests.total[3]`.
    pub cell: Option<String>,
    /// The text that the finding is about, as it stands in the file.
    pub text: String,
    /// The rectangle it covers on its page, to be marked on a picture of the page; not part of the JSON.
    #[serde(skip)]
    pub area: Option<Area>,
}

/// One thing that is wrong or doubtful, with where, why and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// Stable identifier, e.g. `report.balance`.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// One Chinese sentence: what is wrong.
    pub message: String,
    /// What to do about it, where that is known.
    pub hint: Option<String>,
    /// The rule of law or standard it rests on.
    pub basis: Option<String>,
    /// What `place.text` becomes, only where that is certain: it can be applied without asking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
    /// Where.
    pub place: Place,
}

impl Finding {
    /// A finding with only the required parts; add the others with [`Finding::hint`] and [`Finding::basis`].
    pub fn new(rule: &str, severity: Severity, message: impl Into<String>, place: Place) -> Self {
        Finding {
            rule: rule.to_owned(),
            severity,
            message: message.into(),
            hint: None,
            basis: None,
            replacement: None,
            place,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says what the text becomes, beyond doubt; without a hint of its own the finding says so to people too.
    #[must_use]
    pub fn replace_by(mut self, replacement: impl Into<String>) -> Self {
        let replacement = replacement.into();
        self.hint.get_or_insert_with(|| match replacement.as_str() {
            "" => "删去".to_owned(),
            text => format!("改为“{text}”"),
        });
        self.replacement = Some(replacement);
        self
    }

    /// Names the article or clause.
    #[must_use]
    pub fn basis(mut self, basis: impl Into<String>) -> Self {
        self.basis = Some(basis.into());
        self
    }
}
