//! Civil dates in TOML: both a bare `2020-09-21` and a quoted `"2020-09-21"` are read, nothing else.
//!
//! jiff reads dates from strings, TOML has a date type of its own; law data and scenarios use the bare form because a
//! clerk writes them. Use with `#[serde(deserialize_with = "domain::toml_date::deserialize")]`.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error};

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Bare(toml::value::Datetime),
    Quoted(String),
}

impl Written {
    fn date(self) -> Result<Date, String> {
        let text = match &self {
            Written::Bare(d) => match (d.date, d.time) {
                (Some(date), None) => date.to_string(),
                _ => return Err(format!("“{d}”应当只写日期，如 2020-09-21")),
            },
            Written::Quoted(s) => s.clone(),
        };
        text.parse().map_err(|_| format!("“{text}”不是一个存在的日期，应写成 2020-09-21 的样子"))
    }
}

/// A required date.
///
/// # Errors
/// Anything that is not a calendar date.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    Written::deserialize(deserializer)?.date().map_err(D::Error::custom)
}

/// An optional date (use with `#[serde(default)]`).
pub mod option {
    use super::{Date, Deserialize, Deserializer, Error, Written};

    /// Absent is `None`.
    ///
    /// # Errors
    /// Anything present that is not a calendar date.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Option::<Written>::deserialize(deserializer)?.map(|w| w.date().map_err(D::Error::custom)).transpose()
    }
}

/// A list of dates.
pub mod list {
    use super::{Date, Deserialize, Deserializer, Error, Written};

    /// Every element must be a date.
    ///
    /// # Errors
    /// The first element that is not a calendar date.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Date>, D::Error> {
        Vec::<Written>::deserialize(deserializer)?.into_iter().map(|w| w.date().map_err(D::Error::custom)).collect()
    }
}
