//! Findings that a person has looked at and left: with a reason, for one text or for a whole site, and until when.
//!
//! Nothing is dropped silently: what is suppressed is handed back with its reason. A suppression that no longer meets
//! anything is told too, so that lists of exceptions do not grow old unseen.

use domain::Finding;
use jiff::civil::Date;
use serde::Deserialize;

/// One exception.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// The rule, e.g. `proof.term`.
    pub rule: String,
    /// The very text that is found; without it the rule is silent altogether.
    pub text: Option<String>,
    /// Only in files whose path ends with this.
    pub path: Option<String>,
    /// Why: a sentence, not blank.
    pub reason: String,
    /// The last day on which it holds.
    #[serde(default, deserialize_with = "domain::toml_date::option::deserialize")]
    pub until: Option<Date>,
}

/// A list of exceptions, as an administrator writes it (TOML, `[[allow]]`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppressions {
    /// The exceptions, in the order of the file.
    #[serde(default)]
    pub allow: Vec<Suppression>,
}

/// A finding with the reason why it is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// What was found.
    pub finding: Finding,
    /// Which exception met it: its number in the list.
    pub by: usize,
}

/// Why a list of exceptions cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SuppressionError {
    /// It is no TOML, or has unknown keys.
    #[error("例外清单无法读取：{0}")]
    Form(String),
    /// An exception without a reason.
    #[error("例外清单第{0}条没有写理由（reason）")]
    Reason(usize),
    /// An exception for a rule that does not exist.
    #[error("例外清单第{0}条：没有“{1}”这条规则")]
    Rule(usize, String),
    /// An exception for the gravest rules without a text.
    #[error("例外清单第{0}条：“{1}”不能整条关闭，请写明具体的文字（text）")]
    TooWide(usize, String),
}

impl Suppressions {
    /// Reads a list.
    ///
    /// # Errors
    /// See [`SuppressionError`]; the whole list is refused. Personal data and grave errors cannot be switched off whole.
    pub fn read(text: &str) -> Result<Suppressions, SuppressionError> {
        let list: Suppressions = toml::from_str(text).map_err(|e| SuppressionError::Form(e.to_string()))?;
        for (at, one) in (1..).zip(&list.allow) {
            if one.reason.trim().is_empty() {
                return Err(SuppressionError::Reason(at));
            }
            if crate::guide::find(&one.rule).is_none() && !one.rule.starts_with("report.") {
                return Err(SuppressionError::Rule(at, one.rule.clone()));
            }
            let grave = one.rule.starts_with("privacy.")
                || ["proof.serious_name", "proof.secret_mark"].contains(&one.rule.as_str());
            if grave && one.text.as_deref().unwrap_or_default().is_empty() {
                return Err(SuppressionError::TooWide(at, one.rule.clone()));
            }
        }
        Ok(list)
    }

    /// Parts findings of a file into those that stand and those that are excepted today.
    pub fn split(&self, path: &str, today: Date, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Suppressed>) {
        let mut standing = Vec::new();
        let mut suppressed = Vec::new();
        for finding in findings {
            let by = self.allow.iter().position(|one| one.meets(path, today, &finding));
            match by {
                Some(by) => suppressed.push(Suppressed { finding, by }),
                None => standing.push(finding),
            }
        }
        (standing, suppressed)
    }
}

impl Suppression {
    /// Whether it excepts a finding of a file on a day.
    pub fn meets(&self, path: &str, today: Date, finding: &Finding) -> bool {
        self.rule == finding.rule
            && self.text.as_ref().is_none_or(|text| *text == finding.place.text)
            && self.path.as_ref().is_none_or(|end| path.ends_with(end.as_str()))
            && self.until.is_none_or(|until| today <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Place, Severity};
    use jiff::civil::date;

    fn finding(rule: &str, text: &str) -> Finding {
        Finding::new(rule, Severity::Warning, "", Place { text: text.to_owned(), ..Place::default() })
    }

    #[test]
    fn an_exception_holds_for_its_text_its_file_and_its_time() {
        let list = "[[allow]]\nrule = \"proof.term\"\ntext = \"信访案件\"\nreason = \"引用县法院的文书名称\"\nuntil = 2026-12-31\n\n[[allow]]\nrule = \"proof.redundant\"\npath = \"指南.docx\"\nreason = \"固定用语\"\n";
        let list = Suppressions::read(list).unwrap();
        let findings = || {
            vec![
                finding("proof.term", "信访案件"),
                finding("proof.term", "政务信息公开"),
                finding("proof.redundant", "公开公示"),
            ]
        };
        let left = |path, today| -> Vec<String> {
            let (standing, suppressed) = list.split(path, today, findings());
            assert_eq!(standing.len() + suppressed.len(), 3);
            standing.into_iter().map(|f| f.place.text).collect()
        };
        assert_eq!(left("a/通知.docx", date(2026, 12, 31)), ["政务信息公开", "公开公示"]);
        assert_eq!(left("a/通知.docx", date(2027, 1, 1)), ["信访案件", "政务信息公开", "公开公示"]);
        assert_eq!(left("办事指南.docx", date(2026, 1, 1)), ["政务信息公开"]);
    }

    #[test]
    fn a_list_without_reasons_or_with_too_wide_exceptions_is_refused() {
        let refused = |text: &str| Suppressions::read(text).unwrap_err().to_string();
        assert_eq!(refused("[[allow]]\nrule = \"proof.term\"\nreason = \" \"\n"), "例外清单第1条没有写理由（reason）");
        assert_eq!(
            refused("[[allow]]\nrule = \"proof.nothing\"\nreason = \"x\"\n"),
            "例外清单第1条：没有“proof.nothing”这条规则"
        );
        assert_eq!(
            refused("[[allow]]\nrule = \"privacy.mobile\"\nreason = \"x\"\n"),
            "例外清单第1条：“privacy.mobile”不能整条关闭，请写明具体的文字（text）"
        );
        assert!(refused("allow = 3").starts_with("例外清单无法读取"));
    }
}
