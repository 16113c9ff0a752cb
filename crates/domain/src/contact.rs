//! 联系电话核实: which telephone numbers an office may give, when each is to be called again, and what two unanswered calls mean.
//!
//! The guide of every organ names its telephone (Art. 12). No rule says how often it is to be tried; the months between two calls are
//! a setting of the county. That one unanswered call proves nothing and is repeated after two working days is ours.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, CalendarMissing};
use crate::{Example, Finding, Place, Rule, Severity};

/// Working days after which an unanswered number is called again.
pub const AGAIN: u32 = 2;

const BASIS: &str = "《政府信息公开条例》第十二条、第二十条（公开办公地址、联系电话等联系方式，并及时更新）";

/// 电话无人接听
pub const UNANSWERED: Rule = Rule {
    id: "contact.unanswered",
    title: "公布的电话无人接听",
    severities: &[Severity::Warning],
    what: "对公布的电话进行拨测，一次无人接听，两个工作日以后再拨；再次无人接听的，予以提示。没有隔满两个工作日又拨的，不算第二次。",
    why: "电话打不通，群众就找不到人；无人接听的办公电话也是政府网站检查常见的问题。",
    basis: BASIS,
    good: &[
        Example { says: "只有一次无人接听。", given: "2026-11-23 unanswered" },
        Example { says: "没有隔满两个工作日。", given: "2026-11-23 unanswered\n2026-11-24 unanswered" },
        Example { says: "第二次有人接听。", given: "2026-11-23 unanswered\n2026-11-25 answered" },
    ],
    bad: &[Example {
        says: "隔两个工作日再拨，仍然无人接听。", given: "2026-11-23 unanswered\n2026-11-25 unanswered"
    }],
};

/// 号码有误
pub const WRONG_NUMBER: Rule = Rule {
    id: "contact.wrong_number",
    title: "公布的电话号码有误",
    severities: &[Severity::Error],
    what: "拨通以后不是所写的单位，或者是空号的，予以提示。",
    why: "错误的号码既误导群众，也打扰别人。",
    basis: BASIS,
    good: &[Example { says: "有人接听。", given: "2026-11-23 answered" }],
    bad: &[Example { says: "接电话的不是这个单位。", given: "2026-11-23 wrong_number" }],
};

/// The rules of this module.
pub const RULES: &[&Rule] = &[&UNANSWERED, &WRONG_NUMBER];

/// How a test call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallResult {
    /// 有人接听
    Answered,
    /// 无人接听
    Unanswered,
    /// 号码有误
    WrongNumber,
}

impl CallResult {
    /// All results in the order of a form.
    pub const ALL: [CallResult; 3] = [CallResult::Answered, CallResult::Unanswered, CallResult::WrongNumber];

    /// Key used in storage and forms.
    pub fn key(self) -> &'static str {
        match self {
            CallResult::Answered => "answered",
            CallResult::Unanswered => "unanswered",
            CallResult::WrongNumber => "wrong_number",
        }
    }

    /// The result behind a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.key() == key)
    }

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            CallResult::Answered => "有人接听",
            CallResult::Unanswered => "无人接听",
            CallResult::WrongNumber => "号码有误",
        }
    }
}

/// Where a number stands after its calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has called it yet.
    Untried,
    /// It was answered; to be tried again on a day.
    Fine {
        /// When to call again.
        again_on: Date,
    },
    /// It was not answered, so many times in a row that count.
    Missed {
        /// Calls that count.
        times: u32,
        /// The first of them.
        since: Date,
        /// When to call again.
        again_on: Date,
    },
    /// It is somebody else's or nobody's: to be corrected, not to be called.
    Wrong {
        /// Since when this is known.
        since: Date,
    },
}

impl Standing {
    /// When it is to be called, if on a known day.
    pub fn due(self) -> Option<Date> {
        match self {
            Standing::Fine { again_on } | Standing::Missed { again_on, .. } => Some(again_on),
            Standing::Untried | Standing::Wrong { .. } => None,
        }
    }

    /// Whether it is to be called today.
    pub fn is_due(self, today: Date) -> bool {
        match self {
            Standing::Untried => true,
            Standing::Wrong { .. } => false,
            _ => self.due().is_some_and(|due| due <= today),
        }
    }

    /// What is wrong with the number.
    pub fn finding(self, phone: &str) -> Option<Finding> {
        let place = Place { text: phone.to_owned(), ..Place::default() };
        let day = |on: Date| format!("{}年{}月{}日", on.year(), on.month(), on.day());
        match self {
            Standing::Missed { times, since, .. } if times >= 2 => {
                let message = format!("公布的电话{phone}自{}起接连{times}次拨打无人接听", day(since));
                let hint = "安排人员在办公时间接听；号码已经停用的，更正公布的号码";
                Some(UNANSWERED.finding(Severity::Warning, message, place).hint(hint).basis(UNANSWERED.basis))
            }
            Standing::Wrong { since } => {
                let message = format!("公布的电话{phone}有误：{}拨测时不是所写的单位，或者是空号", day(since));
                let hint = "更正公布的号码：登记新的号码，停用这个号码";
                Some(WRONG_NUMBER.finding(Severity::Error, message, place).hint(hint).basis(WRONG_NUMBER.basis))
            }
            _ => None,
        }
    }
}

/// Replays the calls of one number, oldest first; one that is in order is called again after `months`.
///
/// # Errors
/// [`CalendarMissing`] if a day on which to call again lies beyond the loaded years.
pub fn assess(calls: &[(Date, CallResult)], months: u8, calendar: &Calendar) -> Result<Standing, CalendarMissing> {
    let mut standing = Standing::Untried;
    for &(on, result) in calls {
        standing = match (result, standing) {
            (CallResult::Answered, _) => {
                Standing::Fine { again_on: on.checked_add(i32::from(months).months()).unwrap_or(on) }
            }
            (CallResult::WrongNumber, Standing::Wrong { since }) => Standing::Wrong { since },
            (CallResult::WrongNumber, _) => Standing::Wrong { since: on },
            // Too soon: it says no more than the call before.
            (CallResult::Unanswered, Standing::Missed { again_on, .. }) if on < again_on => standing,
            (CallResult::Unanswered, before) => {
                let (times, since) = match before {
                    Standing::Missed { times, since, .. } => (times + 1, since),
                    _ => (1, on),
                };
                Standing::Missed { times, since, again_on: calendar.add_working_days(on, AGAIN)? }
            }
        };
    }
    Ok(standing)
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneKind {
    /// 固定电话, with its area code.
    Landline,
    /// 12345, 95598, 400…
    Service,
    /// 手机: perhaps somebody's own, which is personal information.
    Mobile,
}

/// Why a text is no number to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Not a telephone number.
    #[error("电话号码应写成“0938-1234567”的样子，有分机的写成“0938-1234567转802”")]
    Unreadable,
    /// A local number.
    #[error("请在电话号码前加上区号，外地的人也要能拨打")]
    NoAreaCode,
}

/// Reads a number as people write it; the answer is its one spelling, digits and hyphens.
///
/// # Errors
/// [`PhoneError`] with the sentence to show.
pub fn read_phone(text: &str) -> Result<(String, PhoneKind), PhoneError> {
    let mut plain = String::new();
    for c in text.trim().trim_start_matches("+86").chars() {
        match c {
            '0'..='9' => plain.push(c),
            '０'..='９' => plain.extend(char::from_u32(u32::from(c) - 0xff10 + 0x30)),
            '-' | '－' | '—' | '–' | '‐' | '转' | '）' | ')' => plain.push('-'),
            '（' | '(' => {}
            c if c.is_whitespace() => {}
            _ => return Err(PhoneError::Unreadable),
        }
    }
    let parts: Vec<&str> = plain.split('-').filter(|p| !p.is_empty()).collect();
    let digits = parts.concat();
    let length = digits.len();
    let second = digits.as_bytes().get(1).copied().unwrap_or_default();
    if digits.starts_with('1') && length == 11 && second >= b'3' {
        return Ok((digits, PhoneKind::Mobile));
    }
    if (digits.starts_with("400") || digits.starts_with("800")) && length == 10 {
        return Ok((digits, PhoneKind::Service));
    }
    if digits.starts_with(['1', '9']) && (3..=6).contains(&length) {
        return Ok((digits, PhoneKind::Service));
    }
    if !digits.starts_with('0') {
        let local = parts.first().is_some_and(|p| matches!(p.len(), 7 | 8));
        return Err(if local { PhoneError::NoAreaCode } else { PhoneError::Unreadable });
    }
    // 010 and 02x have three digits, all others four.
    let area = if matches!(second, b'1' | b'2') { 3 } else { 4 };
    let (first, rest) = parts.split_first().ok_or(PhoneError::Unreadable)?;
    let (number, extension) = match (first.len() == area, rest) {
        (true, [number]) => (*number, None),
        (true, [number, extension]) => (*number, Some(*extension)),
        (false, []) => (first.get(area..).ok_or(PhoneError::Unreadable)?, None),
        (false, [extension]) => (first.get(area..).ok_or(PhoneError::Unreadable)?, Some(*extension)),
        _ => return Err(PhoneError::Unreadable),
    };
    if !matches!(number.len(), 7 | 8) || extension.is_some_and(|e| e.len() > 6) {
        return Err(PhoneError::Unreadable);
    }
    let area = first.get(..area).ok_or(PhoneError::Unreadable)?;
    let extension = extension.map_or_else(String::new, |e| format!("-{e}"));
    Ok((format!("{area}-{number}{extension}"), PhoneKind::Landline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn standing(given: &str) -> Standing {
        let calls = given.lines().map(|line| {
            let (on, result) = line.split_once(' ').unwrap();
            (on.parse().unwrap(), CallResult::from_key(result).unwrap())
        });
        assess(&calls.collect::<Vec<_>>(), 3, &Calendar::national().unwrap()).unwrap()
    }

    #[test]
    fn every_example_of_the_rules_comes_out_as_it_says() {
        for rule in RULES {
            for bad in rule.bad {
                assert_eq!(standing(bad.given).finding("0938-1234567").map(|f| f.rule).as_deref(), Some(rule.id));
            }
            for good in rule.good {
                assert_eq!(standing(good.given).finding("0938-1234567"), None, "{}", good.given);
            }
        }
    }

    #[test]
    fn a_number_is_due_again_after_two_working_days_or_three_months() {
        assert!(Standing::Untried.is_due(date(2026, 11, 23)));
        // 2026-11-20 is a Friday.
        let missed = standing("2026-11-20 unanswered");
        assert_eq!(missed.due(), Some(date(2026, 11, 24)));
        assert!(!missed.is_due(date(2026, 11, 23)) && missed.is_due(date(2026, 11, 24)));
        assert_eq!(standing("2026-08-31 answered").due(), Some(date(2026, 11, 30)));
        let wrong = standing("2026-11-20 wrong_number\n2026-11-23 wrong_number");
        assert_eq!(wrong, Standing::Wrong { since: date(2026, 11, 20) });
        assert!(!wrong.is_due(date(2026, 12, 31)));
        assert_eq!(
            assess(&[(date(2026, 12, 31), CallResult::Unanswered)], 3, &Calendar::national().unwrap()).ok(),
            None
        );
    }

    #[test]
    fn an_answer_ends_the_row_of_unanswered_calls() {
        let again =
            standing("2026-11-16 unanswered\n2026-11-18 unanswered\n2026-11-20 answered\n2026-11-23 unanswered");
        assert!(matches!(again, Standing::Missed { times: 1, .. }), "{again:?}");
    }

    #[test]
    fn numbers_have_one_spelling_and_mobiles_are_known() {
        for (written, spelt, kind) in [
            ("0938-1234567", "0938-1234567", PhoneKind::Landline),
            ("（0938）1234567", "0938-1234567", PhoneKind::Landline),
            ("09381234567", "0938-1234567", PhoneKind::Landline),
            ("010－66012399", "010-66012399", PhoneKind::Landline),
            ("0938 1234567转802", "0938-1234567-802", PhoneKind::Landline),
            ("12345", "12345", PhoneKind::Service),
            ("400-810-0000", "4008100000", PhoneKind::Service),
            ("138 0000 0000", "13800000000", PhoneKind::Mobile),
        ] {
            assert_eq!(read_phone(written), Ok((spelt.to_owned(), kind)), "{written}");
        }
        assert_eq!(read_phone("2234567"), Err(PhoneError::NoAreaCode));
        for wrong in ["", "办公室", "0938-12345", "0938-1234567-1-2", "12"] {
            assert_eq!(read_phone(wrong), Err(PhoneError::Unreadable), "{wrong}");
        }
    }
}
