//! A scenario a clerk can read and write: the events of one request as TOML, the input of `gongkai deadline`.
//!
//! ```toml
//! law = "information_request"
//! today = 2020-10-01
//! [[event]]
//! on = 2020-09-21
//! kind = "received"
//! channel = "counter"
//! ```

use jiff::civil::Date;
use serde::Deserialize;

use super::event::{Dated, Event};

/// A parsed scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The day to look from, if the file says.
    pub today: Option<Date>,
    /// The events in the order written.
    pub events: Vec<Dated>,
}

/// What is wrong with a scenario file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// Not TOML, or an unknown key.
    #[error("情景文件无法读取：{0}")]
    Unreadable(String),
    /// Unknown law.
    #[error("law 应当是 \"information_request\"，文件里写的是 \"{0}\"")]
    UnknownLaw(String),
    /// One event is malformed.
    #[error("第{number}个事件写得不对：{message}")]
    Event {
        /// 1-based number.
        number: usize,
        /// What is wrong.
        message: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    law: String,
    #[serde(default, deserialize_with = "crate::toml_date::option::deserialize")]
    today: Option<Date>,
    #[serde(default)]
    event: Vec<toml::Table>,
}

impl Scenario {
    /// Reads a scenario; all malformed events are not reported at once because the first usually explains the rest.
    ///
    /// # Errors
    /// [`ScenarioError`] with the number of the event where one is at fault.
    pub fn parse(text: &str) -> Result<Scenario, ScenarioError> {
        let file: File = toml::from_str(text).map_err(|e| ScenarioError::Unreadable(e.to_string()))?;
        if file.law != "information_request" {
            return Err(ScenarioError::UnknownLaw(file.law));
        }
        let mut events = Vec::new();
        for (i, table) in file.event.into_iter().enumerate() {
            events.push(event(table).map_err(|message| ScenarioError::Event { number: i + 1, message })?);
        }
        Ok(Scenario { today: file.today, events })
    }
}

/// One `[[event]]` table.
///
/// # Errors
/// What is wrong with it, as text.
pub fn event(mut table: toml::Table) -> Result<Dated, String> {
    let on = table.remove("on").ok_or("缺少日期 on，应写成 on = 2020-09-21")?;
    let on = crate::toml_date::deserialize(on).map_err(|e| e.message().to_owned())?;
    // Event reads its dates from text, because that is how they are stored; TOML's own dates are written out first.
    for (_, value) in table.iter_mut() {
        if let toml::Value::Datetime(d) = value {
            *value = toml::Value::String(d.to_string());
        }
    }
    let event: Event = toml::Value::Table(table).try_into().map_err(|e: toml::de::Error| e.message().to_owned())?;
    Ok(Dated { on, event })
}
