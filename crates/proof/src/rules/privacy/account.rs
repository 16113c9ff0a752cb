//! 个人银行账号: told apart from the accounts of organisations.

use super::super::Entry;
use super::numbers::{DIGITS, digits_of, is_in_address, is_no_number, other_number};
use super::view::View;
use super::{LAW, cue};
use crate::passage::{Passage, begins, has, tail};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::identifiers::{check_identity_number, has_luhn_digit, is_province_code, mask_bank_card};
use domain::{Example, Finding, Rule, Severity};

/// 银行账号
const BANK: Rule = Rule {
    id: "privacy.bank_card",
    title: "个人银行账号",
    severities: &[Severity::Error, Severity::Question],
    what: "16至19位、校验正确的银行卡号，或者写明是卡号、账号、一卡通的12至19位数字。户名是单位的收款账户只提请核实。",
    why: "账号和姓名一起公开，容易被冒领、诈骗。",
    basis: LAW,
    good: &[
        Example::text("卡号：**** **** **** 2444"),
        Example::text("项目代码：2106-622926-04-01-123456"),
        Example::text("流水号6222600260001072445"),
        Example::text("统一社会信用代码11622926MB12345676"),
        Example::text("编号：6222600260001072444"),
        Example::text("资金总额6217000000000000元"),
    ],
    bad: &[
        Example::text("马明，⟦6222600260001072444→**** **** **** 2444⟧，500元"),
        Example::text("姓名\t一卡通账号\t金额\n马明\t⟦6217000000000000004→**** **** **** 0004⟧\t500"),
        Example::text("银行卡号：⟦6217 0000 0000 0000 004→**** **** **** 0004⟧"),
        Example::text("开户行：农村信用社，账号⟦270010123456789012→**** **** **** 9012⟧"),
        Example::text("存折账号：⟦2700101234567890→**** **** **** 7890⟧"),
        Example::text("户名：凤山乡人民政府，账号：⟦2700101234567891⟧"),
        Example::text("户名：百和乡财政所\n开户行：农商银行\n账号：⟦6217000000000000004⟧"),
    ],
};

pub(in super::super) const BANK_ENTRY: Entry = Entry::everywhere(&BANK, DIGITS, bank);

const BANK_CUES: [&str; 11] =
    ["卡：", "卡号", "账号", "帐号", "账户", "帐户", "开户", "银行", "一卡通", "存折", "一折通"];

/// Whose account it is, where the text says so.
static HOLDER: Pattern = Pattern::new(
    r"(?:户名|名称|收款人|收款单位|收款方|收款账户|捐款账户|保证金账户|缴款账户|开户单位|账户)[：:\s]*([^，,；;。\n]{2,40})",
);

/// Organs and companies give out their accounts on purpose.
fn is_account_of_an_organisation(passage: &Passage<'_>, reading: &Reading<'_>, start: usize) -> bool {
    let own = passage.around(start, &['。']);
    let at = passage.number;
    // 户名 stands in the same sentence, or in one of the lines above.
    let above = reading.passages.get(at.saturating_sub(3)..at).unwrap_or_default();
    let is_public = |text: &str| {
        HOLDER.groups(text).filter_map(|g| g.get(1)).any(|holder| {
            let holder = holder.as_str().trim();
            has(holder, &["政府", "财政", "委员会", "公司", "中心", "国库", "法院", "学校", "医院", "合作社", "协会"])
                || has(holder, &["基金会", "红十字", "慈善", "企业", "集团", "小学", "中学", "大学"])
                || holder.ends_with(['局', '所', '厅', '院', '站', '办'])
        })
    };
    is_public(own.text)
        || has(passage.around(start, &['\n']).text, &["国库"]) && has(own.text, &["缴款", "国库"])
        || above.iter().filter(|p| !p.is_cell()).any(|p| is_public(tail(&p.text, 200)))
}

fn bank(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::joined(passage, reading);
    let Some(digits) = digits_of(passage, 12) else { return };
    let mut last = 0;
    let mut numbers = digits.numbers(12..20);
    // The longest reading of neighbours first.
    numbers.sort_by_key(|n| (n.range.start, std::cmp::Reverse(n.digits.len())));
    for number in numbers {
        let text = number.digits.as_str();
        if number.range.start < last
            || text.contains('X')
            || is_no_number(passage, &number)
            || !passage.is_own(&number.range)
        {
            continue;
        }
        if text.len() == 18 && check_identity_number(text).is_ok() && text.get(..2).is_some_and(is_province_code) {
            continue;
        }
        let named = cue(passage, reading, number.range.start);
        let is_named = has(&named, &BANK_CUES) && !has(&named, &["联行号", "登录账号", "公众号"]);
        let is_other = || other_number(passage, reading, &number).is_some();
        let is_card = matches!(text.len(), 16 | 17 | 19)
            && has_luhn_digit(text)
            && (text.starts_with("62") || text.len() == 16 && begins(text, &["4", "51", "52", "53", "54", "55", "35"]))
            && !is_other()
            && !number.is_split
            || matches!(text.len(), 16 | 19) && text.starts_with("62") && has_luhn_digit(text) && !is_other();
        if !is_named && !is_card || is_named && has(&named, &["编号", "流水号"]) || is_in_address(passage, &number)
        {
            continue;
        }
        last = number.range.end;
        let is_public = is_account_of_an_organisation(passage, reading, number.range.start);
        let severity = if is_public { Severity::Question } else { Severity::Error };
        let message = match is_public {
            true => "这是银行账号；单位收款账户可以公开，个人账户不得公开",
            false => "个人银行账号不得公开",
        };
        let finding = passage.finding(&BANK, severity, number.range.clone(), message);
        findings.push(match is_public {
            true => finding.hint("核对户名"),
            false => passage.replaced(finding.hint("删去，或者只留后4位"), &number.range, mask_bank_card(text)),
        });
    }
}
