//! 本地校对词语和例外: words that a county does not want to see in what it publishes, and findings that it has decided to leave
//! wherever they stand. Both hold at once: in the editor, at the gate, in the night's reading.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{Finding, Severity};
use jiff::civil::Date;
use proof::{LocalWord, Reader, guide};
use serde_json::json;
use store::publications;
use store::wording::{self, Exception, Word};
use store::{Db, StoreError};

use crate::error::{ActionError, Problem};
use crate::office::{Actor, Office};
use crate::permission::Permission;

/// The words a reader was made with, and the reader.
type Made = (Vec<LocalWord>, Arc<Reader>);

/// The readers of counties with words of their own.
#[derive(Debug, Default)]
pub struct Readers(Mutex<HashMap<String, Made>>);

/// The reader of a county. It is made anew when the words have changed, also if another process changed them.
///
/// # Errors
/// The database fails.
pub fn reader(office: &Office, db: &mut Db, county: &str) -> Result<Arc<Reader>, StoreError> {
    let words: Vec<LocalWord> = wording::words(db, county)?.into_iter().map(local).collect();
    if words.is_empty() {
        return Ok(Arc::clone(&office.reader));
    }
    let mut readers = office.readers.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((with, reader)) = readers.get(county)
        && *with == words
    {
        return Ok(Arc::clone(reader));
    }
    let reader = Arc::new(Reader::new(office.reader.lists().clone().with_words(&words)));
    readers.insert(county.to_owned(), (words, Arc::clone(&reader)));
    Ok(reader)
}

fn local(word: Word) -> LocalWord {
    LocalWord { word: word.word, severity: word.severity, instead: word.instead, source: word.source }
}

/// The exceptions that hold on a day.
///
/// # Errors
/// The database fails.
pub(crate) fn in_force(db: &mut Db, county: &str, today: Date) -> Result<Vec<Exception>, StoreError> {
    let all = wording::exceptions(db, county)?;
    Ok(all.into_iter().filter(|e| e.until.is_none_or(|until| today <= until)).collect())
}

/// The exception that meets a finding.
pub(crate) fn excepted<'a>(exceptions: &'a [Exception], finding: &Finding) -> Option<&'a Exception> {
    exceptions.iter().find(|e| e.rule == finding.rule && e.text == finding.place.text)
}

/// What staff enter as a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWord<'a> {
    /// The word.
    pub word: &'a str,
    /// Whether it is not to be used at all.
    pub is_banned: bool,
    /// What to write.
    pub instead: &'a str,
    /// What that rests on.
    pub source: &'a str,
}

/// Enters a word; in how many published texts it stands.
///
/// # Errors
/// Something is missing or too long, it is there already, no permission.
pub fn add_word(office: &Office, actor: &Actor, new: &NewWord<'_>) -> Result<usize, ActionError> {
    office.perform(actor, Permission::KeepWording, "add_word", |w| {
        let [word, instead, source] = [new.word, new.instead, new.source].map(str::trim);
        let mut problems = Vec::new();
        let length = word.chars().count();
        if !(2..=40).contains(&length) || word.chars().any(|c| c.is_control() || c.is_whitespace()) {
            problems.push(Problem::new("word", "请填写词语，2到40个字，中间不留空格；一个字会误报太多，不能登记"));
        } else if wording::words(w.db, w.county)?.iter().any(|known| known.word == word) {
            problems.push(Problem::new("word", format!("“{word}”已经登记过")));
        }
        if instead.chars().count() > 40 {
            problems.push(Problem::new("instead", "改用的说法请控制在40个字以内"));
        } else if instead == word && !word.is_empty() {
            problems.push(Problem::new("instead", "改用的说法与词语相同"));
        }
        if source.is_empty() || source.chars().count() > 100 {
            problems.push(Problem::new("source", "请填写依据，如文件名称和文号、会议要求，不超过100个字"));
        }
        if !problems.is_empty() {
            return Err(ActionError::Invalid(problems));
        }
        let severity = if new.is_banned { Severity::Error } else { Severity::Warning };
        let stored = Word {
            word: word.to_owned(),
            severity,
            instead: instead.to_owned(),
            source: source.to_owned(),
            added_on: w.today,
            account: actor.account.clone(),
        };
        wording::add_word(w.db, w.county, &stored)?;
        w.audit(word, &json!({ "severity": severity.as_str(), "instead": instead, "source": source }));
        let organs: Vec<String> = store::organs::list(w.db, w.county)?.into_iter().map(|o| o.id).collect();
        let public = Some(domain::publication::PublicationState::Published);
        let texts = publications::list(w.db, w.county, &organs, public, "")?;
        Ok(texts.iter().filter(|p| [&p.title, &p.summary, &p.body].iter().any(|t| t.contains(word))).count())
    })
}

/// Takes a word away.
///
/// # Errors
/// It is not there, no permission.
pub fn remove_word(office: &Office, actor: &Actor, word: &str) -> Result<(), ActionError> {
    office.perform(actor, Permission::KeepWording, "remove_word", |w| {
        if !wording::remove_word(w.db, w.county, word)? {
            return Err(ActionError::NotFound);
        }
        w.audit(word, &json!({}));
        Ok(())
    })
}

/// What staff enter as an exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewException<'a> {
    /// The rule.
    pub rule: &'a str,
    /// The very text.
    pub text: &'a str,
    /// Why.
    pub reason: &'a str,
    /// The last day.
    pub until: Option<Date>,
}

/// Enters an exception.
///
/// # Errors
/// No such rule, something is missing or too long, a last day that has passed, it is there already, no permission.
pub fn add_exception(office: &Office, actor: &Actor, new: &NewException<'_>) -> Result<(), ActionError> {
    office.perform(actor, Permission::KeepWording, "add_exception", |w| {
        let [text, reason] = [new.text, new.reason].map(str::trim);
        let mut problems = Vec::new();
        if guide::find(new.rule).is_none() {
            problems.push(Problem::new("rule", "请选择规则"));
        }
        if text.is_empty() || text.chars().count() > 200 {
            problems.push(Problem::new("text", "请填写提示所指的原文，一字不差，不超过200个字"));
        }
        if reason.is_empty() || reason.chars().count() > 200 {
            problems.push(Problem::new("reason", "请写明为什么可以不改，不超过200个字"));
        }
        if new.until.is_some_and(|until| until < w.today) {
            problems.push(Problem::new("until", "截止日期已经过去"));
        }
        let known = wording::exceptions(w.db, w.county)?;
        if known.iter().any(|e| e.rule == new.rule && e.text == text) {
            problems.push(Problem::new("text", "这条规则对这段文字的例外已经登记过"));
        }
        if !problems.is_empty() {
            return Err(ActionError::Invalid(problems));
        }
        let stored = Exception {
            rule: new.rule.to_owned(),
            text: text.to_owned(),
            reason: reason.to_owned(),
            until: new.until,
            added_on: w.today,
            account: actor.account.clone(),
        };
        wording::add_exception(w.db, w.county, &stored)?;
        w.audit(new.rule, &json!({ "text": text, "reason": reason }));
        Ok(())
    })
}

/// Takes an exception away.
///
/// # Errors
/// It is not there, no permission.
pub fn remove_exception(office: &Office, actor: &Actor, rule: &str, text: &str) -> Result<(), ActionError> {
    office.perform(actor, Permission::KeepWording, "remove_exception", |w| {
        if !wording::remove_exception(w.db, w.county, rule, text)? {
            return Err(ActionError::NotFound);
        }
        w.audit(rule, &json!({ "text": text }));
        Ok(())
    })
}
