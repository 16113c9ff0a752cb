//! Between rows and values: dates, enums and JSON are stored as text and read back strictly.

use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// A stored ISO date.
pub(crate) fn date(column: &'static str, text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt { column, value: text.to_owned() })
}

/// A stored optional ISO date.
pub(crate) fn optional_date(column: &'static str, text: Option<&str>) -> Result<Option<Date>, StoreError> {
    text.map(|t| date(column, t)).transpose()
}

/// A stored key of an enum.
pub(crate) fn key<T>(column: &'static str, text: &str, from: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    from(text).ok_or_else(|| StoreError::Corrupt { column, value: text.to_owned() })
}

/// Stored JSON.
pub(crate) fn json<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Corrupt { column, value: text.to_owned() })
}

/// JSON to store.
pub(crate) fn to_json<T: Serialize>(column: &'static str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Corrupt { column, value: e.to_string() })
}

/// A unit enum as serde names it (`snake_case`), for columns of one word.
pub(crate) fn word<T: Serialize>(column: &'static str, value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => Ok(s),
        other => Err(StoreError::Corrupt { column, value: format!("{other:?}") }),
    }
}

/// The unit enum behind a word.
pub(crate) fn from_word<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
        .map_err(|_| StoreError::Corrupt { column, value: text.to_owned() })
}

/// A stored report year.
pub(crate) fn year(column: &'static str, value: i64) -> Result<i16, StoreError> {
    i16::try_from(value).map_err(|_| StoreError::Corrupt { column, value: value.to_string() })
}
