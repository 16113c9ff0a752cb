//! `proof.document_number`: 发文字号 is 机关代字 + 〔year in full〕 + number + 号 (GB/T 9704—2012, 7.2.5).
//!
//! The brackets are 〔〕 (U+3014, U+3015); no 第, no leading zero, no blanks. Only what can be nothing else is read: a
//! bracketed year directly behind Chinese characters and a number with 号 behind it. Court case numbers
//! （2021）甘29行初1号, note marks [1] and 国务院令第711号 are something else.

use super::Entry;
use crate::passage::Passage;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 发文字号
const RULE: Rule = Rule {
    id: "proof.document_number",
    title: "发文字号的写法",
    severities: &[Severity::Error, Severity::Warning],
    what: "发文字号由机关代字、六角括号“〔〕”括起的四位年份、顺序号和“号”组成；不加“第”，不编虚位，中间不留空格。法院案号、门牌号和脚注号不在此列。",
    why: "发文字号是引用文件的依据，写错了查不到文件。",
    basis: "GB/T 9704—2012《党政机关公文格式》7.2.5",
    good: &[
        Example::text("民发〔2021〕57号"),
        Example::text("根据《办法》[1]的规定"),
        Example::text("国务院令第711号"),
        Example::text("（2021）甘2926行初12号行政判决书"),
        Example::text("详见附件（2）3号表"),
        Example::text("幸福小区（2021）3号楼"),
        Example::text("2021年第3号公告"),
        Example::text("土地证号东国用（2013）第0389号"),
        Example::text("财政部公告〔2023〕第5号"),
        Example::text("GB/T 9704-2012"),
        Example::text("会议（2021年12月）第3项"),
        Example::text("国办公开办函〔2019〕60号、国办公开办函〔2021〕30号"),
    ],
    bad: &[
        Example::text("⟦东凤府发[2021]20号→东凤府发〔2021〕20号⟧"),
        Example::text("（⟦青政发（2025）3号→青政发〔2025〕3号⟧）"),
        Example::text("⟦东凤府发〔2021〕第20号→东凤府发〔2021〕20号⟧"),
        Example::text("⟦东凤府发〔2021〕020号→东凤府发〔2021〕20号⟧"),
        Example::text("⟦东凤府发〔21〕20号→东凤府发〔2021〕20号⟧"),
        Example::text("⟦东凤府发【2021】20号→东凤府发〔2021〕20号⟧"),
        Example::text("⟦东凤府发〔2021〕 20号→东凤府发〔2021〕20号⟧"),
        Example::text("⟦东凤府发﹝2021﹞20号→东凤府发〔2021〕20号⟧"),
        Example::text("⟦东凤府发〔2021年〕21号→东凤府发〔2021〕21号⟧"),
    ],
};

pub(super) const ENTRY: Entry = Entry::everywhere(&RULE, &["号"], check);

const OPENING: &str = "〔[［【(（﹝〈<《「{｛";
const CLOSING: &str = "〕]］】)）﹞〉>》」}｝";
/// 号 belongs to these words, not to a document.
const NOT_A_DOCUMENT: &str = "楼院线门机库桥店房车窗井地船街";
/// What a 机关代字 ends with.
const CODES: &str = "发函办党政府人大委组宣纪监财教农民社林水环建规交卫市综住自安审统商文旅应信扶振退医残妇团工公司检法字通呈复批阅督任干议函电明秘通告令城土资能科体药食质计价物粮供气地震生";
/// How much of what stands before the bracket is quoted as 机关代字.
const LONGEST_MARK: usize = 10;

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    if !passage.text.contains(|c| OPENING.contains(c)) {
        return;
    }
    let chars: Vec<(usize, char)> = passage.text.char_indices().collect();
    let mut at = 0;
    while at < chars.len() {
        match read(&chars, at) {
            Some(number) => {
                at = number.end;
                findings.extend(finding(passage, &chars, &number));
            }
            None => at += 1,
        }
    }
}

/// A document number whose opening bracket stands at some character.
struct Number {
    /// First character of 机关代字.
    start: usize,
    opening: usize,
    /// Behind 号.
    end: usize,
    year: String,
    digits: String,
    wrong: Vec<&'static str>,
    /// The only thing wrong is ﹝﹞ for 〔〕.
    is_small: bool,
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn plain_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

fn read(chars: &[(usize, char)], opening: usize) -> Option<Number> {
    let get = |i: usize| chars.get(i).map(|(_, c)| *c);
    let open = get(opening).filter(|c| OPENING.contains(*c))?;
    let blank_before = get(opening.checked_sub(1)?)?.is_whitespace();
    let mark_end = if blank_before { opening.checked_sub(2)? } else { opening - 1 };
    get(mark_end).filter(|c| is_chinese(*c))?;
    let mut wrong = Vec::new();
    let mut blanks = blank_before;
    let mut i = opening + 1;
    let mut skip_blanks = |i: &mut usize| {
        while get(*i).is_some_and(char::is_whitespace) {
            blanks = true;
            *i += 1;
        }
    };
    let mut wide = false;
    let mut digits_from = |i: &mut usize| {
        let mut digits = String::new();
        while let Some(d) = get(*i).and_then(plain_digit) {
            wide |= get(*i) != Some(d);
            digits.push(d);
            *i += 1;
        }
        digits
    };
    skip_blanks(&mut i);
    let year = digits_from(&mut i);
    let full = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    if !full && year.len() != 2 {
        return None;
    }
    skip_blanks(&mut i);
    if get(i) == Some('年') {
        wrong.push("年份后不写“年”");
        i += 1;
    }
    let close = get(i).filter(|c| CLOSING.contains(*c))?;
    i += 1;
    skip_blanks(&mut i);
    if get(i) == Some('第') {
        wrong.push("不加“第”");
        i += 1;
        skip_blanks(&mut i);
    }
    let digits = digits_from(&mut i);
    if digits.is_empty() {
        return None;
    }
    skip_blanks(&mut i);
    get(i).filter(|c| *c == '号')?;
    // 公告〔2023〕第5号 is numbered so.
    if get(mark_end) == Some('告') {
        wrong.retain(|w| *w != "不加“第”");
    }
    // 国用（2008）第0456号, 房权证: numbers of certificates have brackets and 第 of their own.
    if matches!(get(mark_end), Some('用' | '证' | '字' | '权' | '登')) && wrong.contains(&"不加“第”") {
        return None;
    }
    if get(i + 1).is_some_and(|c| NOT_A_DOCUMENT.contains(c)) {
        return None;
    }
    if (open, close) != ('〔', '〕') {
        wrong.insert(0, "年份应使用六角括号“〔〕”");
    }
    if !full {
        wrong.push("年份应写全四位");
    }
    if digits.starts_with('0') {
        wrong.push("序号不编虚位（1不编为01）");
    }
    if blanks {
        wrong.push("中间不留空格");
    }
    if wide {
        wrong.push("数字应使用半角阿拉伯数字");
    }
    let mut start = mark_end;
    while mark_end - start + 1 < LONGEST_MARK && start > 0 && get(start - 1).is_some_and(is_chinese) {
        start -= 1;
    }
    let is_small = (open, close) == ('﹝', '﹞') && wrong.len() == 1;
    Some(Number { is_small, start, opening, end: i + 1, year, digits, wrong })
}

fn finding(passage: &Passage<'_>, chars: &[(usize, char)], number: &Number) -> Option<Finding> {
    if number.wrong.is_empty() {
        return None;
    }
    let byte = |i: usize| chars.get(i).map_or(passage.text.len(), |(at, _)| *at);
    let range = byte(number.start)..byte(number.end);
    let mark: String = chars.get(number.start..number.opening)?.iter().map(|(_, c)| *c).collect();
    let digits = match number.digits.trim_start_matches('0') {
        "" => number.digits.as_str(),
        digits => digits,
    };
    let year = if number.year.len() == 4 { number.year.clone() } else { format!("20{}", number.year) };
    let right = format!("{}〔{year}〕{digits}号", mark.trim_end());
    let wrong = number.wrong.join("；");
    let message = format!("发文字号“{}”不合格式：{wrong}", passage.get(range.clone()));
    let finding = passage.finding(&RULE, Severity::Error, range, message);
    // ﹝﹞ look the same and are other characters: they only make the number hard to find.
    let finding = if number.is_small { Finding { severity: Severity::Warning, ..finding } } else { finding };
    // Behind an ordinary word it may be a number of something else: 声明（2023）第5号.
    if !mark.trim_end().ends_with(|c| CODES.contains(c)) {
        return Some(Finding { severity: Severity::Warning, ..finding }.hint(format!("是发文字号的，应写为“{right}”")));
    }
    Some(finding.hint(format!("应写为“{right}”")).replace_by(right))
}
