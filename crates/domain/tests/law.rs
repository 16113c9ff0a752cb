//! Every situation in `tests/law/*.toml`: a scenario a clerk can read, and what must come of it.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::path::Path;

use domain::calendar::Calendar;
use domain::law::Law;
use domain::request::{assess, scenario};
use domain::toml_date;
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Situations {
    situation: Vec<Situation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Situation {
    name: String,
    #[serde(deserialize_with = "toml_date::deserialize")]
    today: Date,
    #[serde(default)]
    event: Vec<toml::Table>,
    state: Option<String>,
    #[serde(default, deserialize_with = "toml_date::option::deserialize")]
    due: Option<Date>,
    days_left: Option<i64>,
    overdue: Option<bool>,
    #[serde(default, deserialize_with = "toml_date::option::deserialize")]
    ended_on: Option<Date>,
    outcome: Option<String>,
    refused: Option<String>,
    refused_event: Option<usize>,
    #[serde(default)]
    no_due: bool,
}

#[test]
fn every_situation_comes_out_as_written() {
    let (law, calendar) = (Law::standard().unwrap(), Calendar::national().unwrap());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/law");
    let (mut count, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file: Situations = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for s in file.situation {
            count += 1;
            if let Err(e) = check(&s, &law, &calendar) {
                wrong.push(format!("{} · {}: {e}", path.file_name().unwrap().to_string_lossy(), s.name));
            }
        }
    }
    assert!(count >= 60, "only {count} situations were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(s: &Situation, law: &Law, calendar: &Calendar) -> Result<(), String> {
    let events = s.event.iter().map(|t| scenario::event(t.clone())).collect::<Result<Vec<_>, _>>()?;
    let got = match (assess(&events, s.today, law, calendar), &s.refused) {
        (Err(e), Some(part)) => {
            let text = e.to_string();
            if !text.contains(part.as_str()) {
                return Err(format!("refused with “{text}”, expected “{part}”"));
            }
            return match s.refused_event {
                Some(n) if n != e.number => Err(format!("event {} refused, expected {n}", e.number)),
                _ => Ok(()),
            };
        }
        (Err(e), None) => return Err(e.to_string()),
        (Ok(a), Some(part)) if a.missing.is_some_and(|m| m.to_string().contains(part.as_str())) => return Ok(()),
        (Ok(a), Some(part)) => return Err(format!("allowed ({}), expected “{part}”", a.state.key())),
        // A date that needs a missing calendar is not given; a situation that asks for it is refused.
        (Ok(a), None) if a.missing.is_some() => return Err(a.missing.unwrap().to_string()),
        (Ok(a), None) => a,
    };
    let mut wrong = Vec::new();
    let mut expect = |what: &str, got: String, want: String| {
        if got != want {
            wrong.push(format!("{what} {got}, expected {want}"));
        }
    };
    if let Some(state) = &s.state {
        expect("state", got.state.key().to_owned(), state.clone());
    }
    if s.due.is_some() || s.no_due {
        expect("due", format!("{:?}", got.due), format!("{:?}", s.due));
    }
    if s.days_left.is_some() {
        expect("days left", format!("{:?}", got.days_left), format!("{:?}", s.days_left));
    }
    if let Some(overdue) = s.overdue {
        expect("overdue", got.overdue.to_string(), overdue.to_string());
    }
    if s.ended_on.is_some() {
        expect("ended on", format!("{:?}", got.ending.map(|e| e.on)), format!("{:?}", s.ended_on));
    }
    if let Some(outcome) = &s.outcome {
        let row = got.ending.and_then(|e| e.outcome).map_or("none", |o| o.row_key());
        expect("outcome", row.to_owned(), outcome.clone());
    }
    // I2: the due date is always the last day of the count that explains it.
    if let Some(due) = got.due {
        expect("last step", format!("{:?}", got.steps.last().map(|x| x.date)), format!("{:?}", Some(due)));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
}
