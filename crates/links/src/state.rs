//! What one crawl leaves for the next: when a link was last in order, what its server needs to say “unchanged”, and how
//! often it has failed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

const VERSION: u32 = 2;

/// The memory between crawls. Keep it as the text of [`State::to_json`]; begin with [`State::default`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    pub(crate) links: BTreeMap<String, Known>,
}

/// Why a kept state cannot be used. Whoever meets one begins anew and loses nothing but the memory.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// It is no text that this or another version wrote.
    #[error("the state of the link check cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A later version wrote it.
    #[error("the state of the link check is of version {0}, this program knows version {VERSION}")]
    Version(u32),
}

/// What is known of one address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    /// The last day on which it was in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// Failures in a row that may pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<Failed>,
}

/// Failures of one address in a row. Several runs on one day are one: what fails now may fail again in five minutes for the same
/// passing reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Failed {
    pub runs: u32,
    pub since: Date,
    pub last: Date,
}

impl Failed {
    /// What was known, and that it failed on a day.
    pub fn again(before: Option<Failed>, today: Date) -> Failed {
        match before {
            Some(failed) if failed.last == today => failed,
            Some(failed) => Failed { runs: failed.runs.saturating_add(1), last: today, ..failed },
            None => Failed { runs: 1, since: today, last: today },
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Versioned<L> {
    version: u32,
    links: L,
}

impl State {
    /// Reads what [`State::to_json`] wrote.
    pub fn from_json(text: &str) -> Result<State, StateError> {
        // The version first: what another version means by its links is not ours to read.
        let version: Versioned<serde::de::IgnoredAny> = serde_json::from_str(text)?;
        if version.version != VERSION {
            return Err(StateError::Version(version.version));
        }
        let read: Versioned<BTreeMap<String, Known>> = serde_json::from_str(text)?;
        Ok(State { links: read.links })
    }

    /// The state as text.
    pub fn to_json(&self) -> Result<String, StateError> {
        Ok(serde_json::to_string(&Versioned { version: VERSION, links: &self.links })?)
    }
}

impl Known {
    /// Whether it was in order on one of the last `days` days.
    pub fn is_fresh(&self, today: Date, days: u32) -> bool {
        let age = self.ok.and_then(|ok| today.since(ok).ok()).map(|span| i64::from(span.get_days()));
        self.failed.is_none() && age.is_some_and(|age| age >= 0 && age < i64::from(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn several_failures_on_one_day_are_one() {
        let first = Failed::again(None, date(2026, 11, 23));
        assert_eq!(Failed::again(Some(first), date(2026, 11, 23)), first);
        let next = Failed::again(Some(first), date(2026, 11, 24));
        assert_eq!((next.runs, next.since, next.last), (2, date(2026, 11, 23), date(2026, 11, 24)));
    }

    #[test]
    fn a_state_survives_its_text_and_another_version_is_refused() {
        let failed = Failed::again(None, date(2026, 11, 23));
        let known =
            Known { ok: Some(date(2026, 11, 1)), etag: Some("\"x\"".into()), modified: None, failed: Some(failed) };
        let state = State { links: [("https://a.cn/".to_owned(), known)].into() };
        let text = state.to_json().unwrap();
        assert_eq!(State::from_json(&text).unwrap(), state);
        assert!(matches!(State::from_json(&text.replace(":2,\"links", ":3,\"links")), Err(StateError::Version(3))));
        assert!(matches!(State::from_json("{}"), Err(StateError::Unreadable(_))));
    }

    #[test]
    fn a_link_is_fresh_for_the_days_set_and_not_once_it_failed() {
        let mut known = Known { ok: Some(date(2026, 11, 20)), ..Known::default() };
        assert!(known.is_fresh(date(2026, 11, 26), 7));
        assert!(!known.is_fresh(date(2026, 11, 27), 7));
        assert!(!known.is_fresh(date(2026, 11, 19), 7), "a day in the future proves nothing");
        assert!(!known.is_fresh(date(2026, 11, 20), 0));
        known.failed = Some(Failed::again(None, date(2026, 11, 21)));
        assert!(!known.is_fresh(date(2026, 11, 22), 7));
    }
}
