//! 手机号码: told apart from the numbers of offices.

use super::super::Entry;
use super::digits::Number;
use super::numbers::{DIGITS, OTHER_NUMBERS, digits_of, is_in_address, is_no_number};
use super::view::View;
use super::{LAW, column_head, cue, governs};
use crate::passage::{Passage, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::identifiers::mask_phone;
use domain::{Example, Finding, Rule, Severity};

/// 手机号码
const MOBILE: Rule = Rule {
    id: "privacy.mobile",
    title: "手机号码",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "11位手机号码，全角、加空格或者连字符的也查。写明是咨询、监督、值班电话的作提醒，其余作错误；名单里表头写作编号、金额而像是手机号码的，提请核实。固定电话、12345等公用号码、项目编号中的数字不提示。",
    why: "名单里的手机号码会招来骚扰和诈骗；工作联系宜用办公电话。",
    basis: LAW,
    good: &[
        Example::text("联系电话：138****8000"),
        Example::text("咨询电话：0930-7123456"),
        Example::text("请拨打12345或者110。"),
        Example::text("项目编号：13800008000"),
        Example::text("统一社会信用代码：91350100M000100Y43"),
        Example::text("全年收入13800008000.50元"),
        Example::text("订单号202113800008000"),
        Example::text("合计　13900000000"),
        Example::text("1380 2345 6789 1202 3301"),
        Example::text("下载13824906594次，发电13812895409千瓦时。"),
        Example::text("http://www.example.gov.cn/content/13912345678.htm"),
    ],
    bad: &[
        Example::text("王秀兰，⟦13800008000→138****8000⟧，二社。"),
        Example::text("电话⟦１３９１２３４５６７８→139****5678⟧（本人）"),
        Example::text("本人手机：⟦138 0000 8000→138****8000⟧"),
        Example::text("姓名\t电话\n王秀兰\t⟦15012345678→150****5678⟧"),
        Example::text("监督电话：⟦13800008000⟧"),
        Example::text("⟦186-1234-5678→186****5678⟧为申请人号码"),
        Example::text("申请人联系方式：⟦+86 13800008000→138****8000⟧"),
        Example::text("马占海/⟦13893012345→138****2345⟧/养羊20只"),
        Example::text("祁玉兰，电话：⟦013893012345→138****2345⟧。"),
        Example::text("本人手机号⟦138.9301.2345→138****2345⟧"),
        Example::text("妥福祥，电话⟦138930⟧\n12345，百和村。"),
        Example::text("收据编号0012水成林⟦13893012345→138****2345⟧"),
        Example::text("收入证明：齐海明⟦13893012345→138****2345⟧，500元"),
        Example::text("姓名\t编号\n巩小军\t⟦13893012345⟧"),
    ],
};

pub(in super::super) const MOBILE_ENTRY: Entry = Entry::everywhere(&MOBILE, DIGITS, mobile);

/// Telephones that are given out on purpose.
const OFFICE_CUES: [&str; 16] = [
    "咨询电话",
    "监督电话",
    "举报电话",
    "投诉电话",
    "值班电话",
    "服务电话",
    "办公电话",
    "热线",
    "联系人",
    "受理电话",
    "报名电话",
    "救援电话",
    "客服",
    "负责人",
    "窗口电话",
    "公开电话",
];

/// Words that name a telephone.
const TELEPHONE: [&str; 7] = ["电话", "手机", "联系方式", "Tel", "TEL", "tel", "号码"];
/// Words before sums.
const SUMS: [&str; 16] = [
    "合计", "总计", "共计", "小计", "金额", "总额", "收入", "支出", "预算", "决算", "投资", "资金", "报价", "产值",
    "元", "余额",
];

static DOTTED: Pattern = Pattern::new(r"1[3-9]\d\.\d{4}\.\d{4}");

fn mobile(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::joined(passage, reading);
    let Some(digits) = digits_of(passage, 11) else { return };
    let mut numbers: Vec<Number> = digits.numbers(11..16);
    for found in DOTTED.all(&passage.text) {
        let digits = found.as_str().replace('.', "");
        numbers.push(Number { digits, range: found.range(), is_split: true, is_in_row: false });
    }
    numbers.sort_by_key(|n| (n.range.start, std::cmp::Reverse(n.digits.len())));
    let mut last = 0;
    // With the number of the country before it first, so that it belongs to the finding.
    for number in numbers {
        let prefix = match number.digits.len() {
            11 => "",
            12 => "0",
            13 => "86",
            15 => "0086",
            _ => continue,
        };
        let Some(text) = number.digits.strip_prefix(prefix) else { continue };
        let mut range = number.range.clone();
        if range.start < last || !is_mobile(text) || is_no_number(passage, &number) || !passage.is_own(&range) {
            continue;
        }
        let named = cue(passage, reading, range.start);
        let is_telephone = has(&named, &TELEPHONE);
        let is_said = |words: &[&str]| governs(words, passage, range.start);
        let head = column_head(passage, reading);
        let is_headed = has(&head, &OTHER_NUMBERS) || has(&head, &SUMS);
        let is_other = is_said(&OTHER_NUMBERS) || is_said(&SUMS) || text.ends_with("000000");
        // Beside a name the head of a column may be wrong; a person tells.
        let is_asked = is_headed && !is_telephone && super::is_beside_a_name(passage, reading);
        let is_other = is_other || is_headed && !is_asked;
        if is_in_address(passage, &number) || (number.is_in_row && number.is_split || is_other) && !is_telephone {
            continue;
        }
        if prefix == "86" && passage.before(range.start).ends_with('+') {
            range.start -= 1;
        }
        last = range.end;
        if is_asked {
            let message = "表头写明是别的号码或者金额，但像是手机号码；请核实";
            let finding = passage.finding(&MOBILE, Severity::Question, range.clone(), message);
            findings.push(finding.hint("是手机号码的，删去或者隐去中间4位"));
            continue;
        }
        let is_office = has(&named, &OFFICE_CUES);
        let (severity, message) = match is_office {
            true => (Severity::Warning, "工作联系宜用办公电话，公开手机号码要本人同意"),
            false => (Severity::Error, "个人手机号码不得公开"),
        };
        let finding = passage.finding(&MOBILE, severity, range.clone(), message);
        findings.push(match is_office {
            true => finding.hint("改用办公电话；确需公开的，写明理由"),
            false => passage.replaced(finding.hint("删去，或者隐去中间4位"), &range, mask_phone(text)),
        });
    }
}

fn is_mobile(text: &str) -> bool {
    let mut chars = text.chars();
    text.len() == 11
        && chars.next() == Some('1')
        && chars.next().is_some_and(|c| ('3'..='9').contains(&c))
        && chars.all(|c| c.is_ascii_digit())
}
