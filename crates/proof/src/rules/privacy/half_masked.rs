//! Masks that hide too little.

use super::super::Entry;
use super::view::View;
use super::{LAW, cue};
use crate::passage::{Passage, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 隐去不够
const RULE: Rule = Rule {
    id: "privacy.half_masked",
    title: "隐去不够的号码",
    severities: &[Severity::Error, Severity::Warning],
    what: "身份证号码隐去以后仍然看得出出生日期，或者只隐去不到4位；手机号码只隐去不到4位；银行账号只隐去不到6位。",
    why: "隐去两三位，用校验码一算就能还原。",
    basis: LAW,
    good: &[
        Example::text("身份证号：622926********0018"),
        Example::text("电话：138****8000"),
        Example::text("卡号：**** **** **** 2444"),
        Example::text("6***************8"),
        Example::text("规格12*34型，共5000*3件。"),
        Example::text("账号：621700*********0004"),
        Example::text("本人身份证号11010519491231002X"),
    ],
    bad: &[
        Example::text("身份证号：⟦62292619900101****⟧"),
        Example::text("身份证号：⟦622926199001010***⟧"),
        Example::text("⟦6229261990****0018⟧，王某某"),
        Example::text("电话：⟦138000080**⟧"),
        Example::text("手机⟦1380000*000⟧"),
        Example::text("卡号：⟦62170000000000000**⟧"),
        Example::text("马占海（⟦622926199001●●●●18⟧）"),
        Example::text("证件：⟦******19900101****⟧"),
    ],
};

pub(in super::super) const ENTRY: Entry = Entry::everywhere(&RULE, STARS, check);

const STARS: &[&str] = &["*", "＊", "×", "X", "x", "Ｘ", "ｘ", "●", "○", "•", "#", "＃", "※", "■", "□", "∗", "﹡", "✱"];

/// What people put over a digit.
fn is_star(c: char) -> bool {
    matches!(c, '*' | '×' | 'X' | 'x' | '●' | '○' | '•' | '#' | '※' | '■' | '□' | '∗' | '﹡' | '✱')
}

static MASKED: Pattern = Pattern::new(r"[\d*×Xx●○•#※■□∗﹡✱]{11,19}");

fn check(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    for found in MASKED.all(&passage.text) {
        let signs: Vec<char> = found.as_str().chars().collect();
        let last_is_check = signs.len() == 18 && matches!(signs.last(), Some('X' | 'x')) && !signs.contains(&'*');
        let hidden = signs.iter().filter(|c| is_star(**c)).count();
        let hidden = if last_is_check && hidden == 1 { 0 } else { hidden };
        let shown = signs.len() - hidden;
        if hidden == 0
            || shown < 6
            || passage.before(found.start()).ends_with(|c: char| c.is_ascii_alphanumeric())
            || passage.after(found.end()).starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            continue;
        }
        let named = cue(passage, reading, found.start());
        let all_shown =
            |range: std::ops::Range<usize>| signs.get(range).is_some_and(|s| s.iter().all(char::is_ascii_digit));
        let number = |range: std::ops::Range<usize>| -> Option<u32> {
            signs.get(range).map(|s| s.iter().collect::<String>()).and_then(|s| s.parse().ok())
        };
        let is_born = number(6..10).is_some_and(|year| (1900..2100).contains(&year));
        let shows_birthday = is_born
            && number(10..12).is_some_and(|month| (1..=12).contains(&month))
            && number(12..14).is_some_and(|day| (1..=31).contains(&day));
        let is_identity =
            signs.len() == 18 && (all_shown(0..6) && (has(&named, &["身份证", "证件"]) || is_born) || shows_birthday);
        let is_mobile =
            signs.len() == 11 && signs.first() == Some(&'1') && signs.get(1).is_some_and(|c| ('3'..='9').contains(c));
        let begins_as_card = all_shown(0..6) && matches!(signs.first(), Some('6' | '4' | '5')) && shown >= 12;
        let is_card = (16..=19).contains(&signs.len())
            && (has(&named, &["卡号", "账号", "帐号", "银行"]) || begins_as_card && signs.len() != 18);
        let (severity, message, hint) = if is_identity && all_shown(6..10) {
            (Severity::Error, "身份证号码隐去以后仍看得出出生年份", "隐去第7至14位，如“622926********0018”")
        } else if is_identity && hidden < 4 {
            (Severity::Error, "身份证号码隐去的位数太少", "隐去第7至14位，如“622926********0018”")
        } else if is_mobile && hidden < 4 {
            (Severity::Warning, "手机号码隐去的位数太少", "隐去中间4位，如“138****8000”")
        } else if is_card && hidden < 6 {
            (Severity::Warning, "银行账号隐去的位数太少", "只留后4位")
        } else {
            continue;
        };
        findings.push(passage.finding(&RULE, severity, found.range(), message).hint(hint));
    }
}
