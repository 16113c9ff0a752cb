//! 居民身份证号码, whole, split over cells, and of the old form.

use super::super::Entry;
use super::cue;
use super::grid::Spot;
use super::numbers::{DIGITS, digits_of, is_beside_a_name, is_in_address, other_number};
use super::view::{View, narrow};
use crate::passage::{Passage, has};
use crate::reader::Reading;
use domain::identifiers::{check_credit_code, check_identity_number, is_province_code, mask_identity_number};
use domain::{Example, Finding, Rule, Severity};
use jiff::civil::Date;

/// Words that name an identity number.
const IDENTITY_CUES: [&str; 5] = ["身份证", "身份号码", "证件号", "身份证明", "公民号码"];

/// 居民身份证号码
const IDENTITY: Rule = Rule {
    id: "privacy.identity_number",
    title: "居民身份证号码",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "18位居民身份证号码（出生日期和校验码都对），全角、加空格、加连字符、分成两行、分在表格几格里的也查；写明是身份证号码或者紧跟姓名而校验不对的、15位的旧号码也提示。紧接着“编号”“代码”一类的字而出生日期和校验码都对的，提请核实；中间隔着姓名、别的号码的，仍作错误。统一社会信用代码、校验不符的项目编号不提示。",
    why: "身份证号码一公开就收不回来，可以被用来冒名贷款、办卡。",
    basis: "《中华人民共和国个人信息保护法》第六条、第二十五条；《中华人民共和国政府信息公开条例》第十五条；GB 11643—1999",
    good: &[
        Example::text("身份证号：622926********0018"),
        Example::text("统一社会信用代码：91350100M000100Y43"),
        Example::text("项目编号：622926202105120018"),
        Example::text("请携带身份证到便民服务大厅办理。"),
        Example::text("公文索引号 620000202100010021 已公开。"),
        Example::text("采购编号110105194912310020"),
        Example::text("项目\t编号\n道路硬化\t622926202105120018"),
        Example::text("详见https://www.example.gov.cn/view?id=622926199001010018"),
        Example::text("投资项目统一代码：622926202105120018"),
    ],
    bad: &[
        Example::text("户主王秀兰，身份证号⟦622926199001010018→622926********0018⟧。"),
        Example::text("身份证号⟦６２２９２６１９９００１０１００１８→622926********0018⟧"),
        Example::text("⟦622926 19900101 0018→622926********0018⟧，已核实。"),
        Example::text("马某某⟦62292619851231123x→622926********123X⟧"),
        Example::text("姓名\t证件号\n王秀兰\t⟦622926201506010021→622926********0021⟧"),
        Example::text("身份证号码：⟦110105194912310021⟧"),
        Example::text("居民身份证⟦622926900101001⟧"),
        Example::text("撒海龙（⟦622926199001010019⟧）"),
        Example::text("马占海，男，⟦622926650101001⟧，农民"),
        Example::text("马占海⟦622926199001010018→622926********0018⟧13800008000"),
        Example::text("祁玉兰，身份证号⟦62292619900⟧\n1010018，百和村。"),
        Example::text("身份证号：⟦622926\u{200b}199001010018→622926********0018⟧"),
        Example::text("档案编号12，乔建国，⟦622926199001010018→622926********0018⟧。"),
        Example::text("登记编号：3　姓名：施玉兰　⟦622926199001010018→622926********0018⟧"),
        Example::text("编号\t姓名\n⟦622926199001010018→622926********0018⟧\t申海龙"),
        Example::text("采购编号⟦622926199001010018⟧"),
        Example::text("姓名\t号码\t\n文小英\t⟦62292619900101⟧\t0018"),
    ],
};

pub(in super::super) const IDENTITY_ENTRY: Entry = Entry::everywhere(&IDENTITY, DIGITS, identity);

fn identity(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::joined_surely(passage, reading);
    over_cells(passage, reading, findings);
    let Some(digits) = digits_of(passage, 15) else { return };
    for number in digits.numbers(18..19) {
        if !passage.is_own(&number.range) || is_in_address(passage, &number) {
            continue;
        }
        let text = number.digits.as_str();
        let named = cue(passage, reading, number.range.start);
        let is_named = has(&named, &IDENTITY_CUES);
        match check_identity_number(text) {
            Ok(()) if text.get(..2).is_some_and(is_province_code) => {
                let other = other_number(passage, reading, &number);
                if !is_named && other.is_some_and(|word| word == "代码") && check_credit_code(text).is_ok() {
                    continue;
                }
                let severity = if other.is_some() && !is_named { Severity::Question } else { Severity::Error };
                let message = match severity {
                    Severity::Question => "写明是别的号码，但出生日期和校验码与居民身份证号码相符；请核实",
                    _ => "居民身份证号码不得公开",
                };
                let finding = passage.finding(&IDENTITY, severity, number.range.clone(), message);
                let masked = mask_identity_number(text);
                findings.push(match severity {
                    Severity::Question => finding.hint("是身份证号码的，删去或者隐去中间"),
                    _ => {
                        let finding = finding.hint(format!("删去，或者隐去中间，写成{masked}"));
                        passage.replaced(finding, &number.range, masked)
                    }
                });
            }
            _ if is_named || is_beside_a_name(passage, &number) => {
                let message = "像是身份证号码，但校验不符；是真实号码的不得公开";
                let finding = passage.finding(&IDENTITY, Severity::Warning, number.range.clone(), message);
                findings.push(finding.hint("核对后删去，或者只留前6位和后4位"));
            }
            _ => {}
        }
    }
    for number in digits.numbers(15..16) {
        // What costs least is asked first: rows of figures are full of fifteen digits.
        if !passage.is_own(&number.range) || !is_old_number(&number.digits) {
            continue;
        }
        let named = cue(passage, reading, number.range.start);
        // Without a label: 马占海，男，622926….
        let clause = passage.around(number.range.start, &['。', '；', '\n']);
        let is_of_a_person =
            has(clause.text, &["，男，", "，女，"]) && other_number(passage, reading, &number).is_none();
        let is_named = has(&named, &IDENTITY_CUES) || is_of_a_person;
        if is_named {
            let message = "15位的旧身份证号码不得公开";
            let finding = passage.finding(&IDENTITY, Severity::Error, number.range.clone(), message);
            findings.push(finding.hint("删去，或者只留前6位和后3位"));
        }
    }
}

/// An identity number that is spread over cells: one digit in each, or its parts beside or below each other, in a row
/// that names somebody or in a column whose head says what it is.
fn over_cells(passage: &View<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let is_part = |text: &str| {
        let text = text.trim();
        (1..18).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'))
    };
    if !is_part(&passage.text) {
        return;
    }
    let Some(spot) = Spot::of(passage, reading) else { return };
    let is_told = || spot.is_beside_a_name() || has(&spot.head(), &IDENTITY_CUES);
    let follows = |down: bool| {
        let mut digits = passage.text.trim().to_owned();
        let (mut row, mut col) = (spot.row, spot.col);
        while digits.len() < 18 {
            let Some(own) = spot.grid.at(spot.table, row, col).and_then(|at| spot.table.cells.get(at)) else { break };
            (row, col) = if down { (row + own.rowspan.max(1), col) } else { (row, col + own.colspan.max(1)) };
            let next = spot.grid.at(spot.table, row, col).and_then(|at| spot.table.cells.get(at));
            // Longer texts are no part; they are not worth being read anew for each cell.
            let Some(next) = next.filter(|c| c.text.len() <= 60) else { break };
            let text: String = next.text.trim().chars().map(narrow).collect();
            if !is_part(&text) {
                break;
            }
            digits.push_str(&text);
        }
        let digits = digits.to_ascii_uppercase();
        digits.get(..2).is_some_and(is_province_code) && check_identity_number(&digits).is_ok()
    };
    if (follows(false) || follows(true)) && is_told() {
        let message = "居民身份证号码分在几格里，连起来仍是完整的号码，不得公开";
        let finding = passage.finding(&IDENTITY, Severity::Error, passage.whole().trim().range(), message);
        findings.push(finding.hint("删去，或者隐去第7至14位"));
    }
}

/// 6 area + yymmdd + 3.
fn is_old_number(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<i8>().ok());
    let date = number(6..8).zip(number(8..10)).zip(number(10..12));
    digits.get(..2).is_some_and(is_province_code)
        && date.is_some_and(|((y, m), d)| Date::new(1900 + i16::from(y), m, d).is_ok())
}
