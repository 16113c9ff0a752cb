//! Masks that hide too little.

use super::super::Entry;
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
    ],
    bad: &[
        Example::text("身份证号：⟦62292619900101****⟧"),
        Example::text("身份证号：⟦622926199001010***⟧"),
        Example::text("⟦6229261990****0018⟧，王某某"),
        Example::text("电话：⟦138000080**⟧"),
        Example::text("手机⟦1380000*000⟧"),
        Example::text("卡号：⟦62170000000000000**⟧"),
    ],
};

pub(in super::super) const ENTRY: Entry = Entry::everywhere(&RULE, &["*", "＊", "×", "X", "x"], check);

static MASKED: Pattern = Pattern::new(r"[\d*＊×Xx]{11,19}");

fn check(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in MASKED.all(&passage.text) {
        let signs: Vec<char> = found.as_str().chars().collect();
        let is_star = |c: &char| matches!(c, '*' | '＊' | '×' | 'X' | 'x');
        let last_is_check = signs.len() == 18 && matches!(signs.last(), Some('X' | 'x'));
        let hidden = signs.iter().filter(|c| is_star(c)).count() - usize::from(last_is_check);
        let shown = signs.len() - hidden;
        if hidden == 0 || shown < 6 || passage.before(found.start()).ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let named = cue(passage, reading, found.start());
        let all_shown =
            |range: std::ops::Range<usize>| signs.get(range).is_some_and(|s| s.iter().all(char::is_ascii_digit));
        let year = signs.get(6..10).map(|s| s.iter().collect::<String>()).unwrap_or_default();
        let is_identity = signs.len() == 18
            && all_shown(0..6)
            && (has(&named, &["身份证", "证件"]) || year.starts_with("19") || year.starts_with("20"));
        let is_mobile =
            signs.len() == 11 && signs.first() == Some(&'1') && signs.get(1).is_some_and(|c| ('3'..='9').contains(c));
        let is_card = (16..=19).contains(&signs.len()) && has(&named, &["卡号", "账号", "帐号", "银行"]);
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
