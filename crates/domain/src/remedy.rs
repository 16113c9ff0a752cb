//! 救济途径: what a final reply must say about review and litigation, by the day and kind of the decision.

use jiff::civil::Date;
use serde::Deserialize;

use crate::request::Outcome;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clause {
    review_first: bool,
    #[serde(deserialize_with = "crate::toml_date::deserialize")]
    from: Date,
    text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    clause: Vec<Clause>,
}

/// The clauses with their dates.
#[derive(Debug, Clone)]
pub struct Remedies(Vec<Clause>);

/// The compiled-in clauses could not be read; a test rules it out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("救济途径数据无法读取：{0}")]
pub struct RemedyError(String);

impl Remedies {
    /// The clauses that ship with the program.
    ///
    /// # Errors
    /// Only if the compiled-in data is broken.
    pub fn standard() -> Result<Remedies, RemedyError> {
        let file: File =
            toml::from_str(include_str!("../data/remedies.toml")).map_err(|e| RemedyError(e.to_string()))?;
        Ok(Remedies(file.clause))
    }

    /// The clause of a reply given on a day: `review` is the organ that reviews, `court` the court that has jurisdiction.
    /// `None` before the oldest clause.
    ///
    /// Refusals under Arts. 14–16, in full or in part, go to review first since 2024-01-01; before that, and for all other
    /// replies, review and litigation are a free choice.
    pub fn clause(&self, outcome: Outcome, on: Date, review: &str, court: &str) -> Option<String> {
        let first = outcome.review_comes_first();
        let found = self.0.iter().find(|c| c.from <= on && c.review_first == first);
        let found = found.or_else(|| self.0.iter().find(|c| c.from <= on && !c.review_first))?;
        Some(found.text.replace("{review}", review).replace("{court}", court))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_refusal_goes_to_review_first_since_2024_and_only_a_refusal() {
        let remedies = Remedies::standard().unwrap();
        let clause = |outcome, on| remedies.clause(outcome, on, "青山县人民政府", "有管辖权的人民法院").unwrap();
        let refused = Outcome::RefusedThirdParty;
        assert!(clause(refused, date(2024, 1, 1)).contains("先向青山县人民政府申请行政复议"));
        assert!(clause(refused, date(2023, 12, 31)).contains("或者自收到本答复书之日起6个月内"));
        assert!(clause(Outcome::PartlyGranted, date(2026, 7, 1)).contains("先向"));
        for free in [Outcome::Granted, Outcome::NotHeld, Outcome::RefusedSpecialAccess, Outcome::Repeated] {
            assert!(clause(free, date(2026, 7, 1)).contains("有管辖权的人民法院"), "{free:?}");
        }
    }
}
