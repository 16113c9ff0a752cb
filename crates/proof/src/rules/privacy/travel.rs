//! 护照、通行证号码.

use super::super::Entry;
use super::numbers::DIGITS;
use super::view::View;
use super::{LAW, behind, cue};
use crate::passage::{Passage, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 护照和其他证件
const PASSPORT: Rule = Rule {
    id: "privacy.passport",
    title: "护照、通行证号码",
    severities: &[Severity::Error],
    what: "写明是护照、港澳通行证、台胞证、军官证的证件号码。",
    why: "证件号码与姓名一起公开，可以被冒用。",
    basis: LAW,
    good: &[
        Example::text("护照号：E1*****78"),
        Example::text("G30连霍高速公路12345678"),
        Example::text("申办护照需要15个工作日。"),
        Example::text("设备编号E12345678"),
        Example::text("持港澳通行证可以自助签注。"),
    ],
    bad: &[
        Example::text("护照号码：⟦E12345678⟧"),
        Example::text("持⟦G12345678⟧号护照出境"),
        Example::text("港澳通行证：⟦C12345678⟧"),
        Example::text("姓名\t护照号\n马明\t⟦EA1234567⟧"),
        Example::text("军官证号⟦南字第1234567号⟧"),
        Example::text("护照：⟦Ｅ１２３４５６７８⟧ 马占海"),
    ],
};

pub(in super::super) const PASSPORT_ENTRY: Entry = Entry::everywhere(&PASSPORT, DIGITS, passport);

static PASSPORT_NUMBER: Pattern = Pattern::new(r"E[A-HJ-NP-Z][ \-]?\d{7}|[EGDSPCHMW][ \-]?\d[ \-]?\d{7}");
static OFFICER: Pattern = Pattern::new(r"[\p{Han}]字第\d{6,8}号");

fn passport(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    let named = |start: usize, end: usize, words: &[&str]| {
        has(&cue(passage, reading, start), words) || has(behind(passage, end), words)
    };
    for found in PASSPORT_NUMBER.all(&passage.text) {
        let alone = !passage.before(found.start()).ends_with(|c: char| c.is_ascii_alphanumeric())
            && !passage.after(found.end()).starts_with(|c: char| c.is_ascii_alphanumeric());
        if alone && named(found.start(), found.end(), &["护照", "通行证", "台胞证", "旅行证"]) {
            let finding = passage.finding(&PASSPORT, Severity::Error, found.range(), "护照、通行证号码不得公开");
            findings.push(finding.hint("删去，或者只留首尾各两位"));
        }
    }
    for found in OFFICER.all(&passage.text) {
        if named(found.start(), found.end(), &["军官证", "士兵证", "警官证"]) {
            let finding = passage.finding(&PASSPORT, Severity::Error, found.range(), "军官证一类的证件号码不得公开");
            findings.push(finding.hint("删去"));
        }
    }
}
