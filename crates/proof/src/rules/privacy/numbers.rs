//! Numbers that identify a person: identity card, mobile telephone, bank card, passport, number plate.

use super::super::Entry;
use super::digits::{Digits, Number};
use super::grid::Spot;
use super::view::{View, narrow};
use super::{LAW, behind, column_head, cue, governs, names};
use crate::passage::{Passage, begins, ends, has, head, tail};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::identifiers::{
    IdentityError, check_credit_code, check_identity_number, has_luhn_digit, is_province_code, mask_bank_card,
    mask_identity_number, mask_phone,
};
use domain::{Example, Finding, Rule, Severity};
use jiff::civil::Date;

/// Words that name numbers of other things.
const OTHER_NUMBERS: [&str; 38] = [
    "代码",
    "编码",
    "标识码",
    "编号",
    "序号",
    "登记号",
    "批准号",
    "计划号",
    "期号",
    "档案号",
    "单号",
    "订单",
    "合同号",
    "招标",
    "采购",
    "标段",
    "文号",
    "发票",
    "纳税人识别号",
    "税号",
    "许可证",
    "备案号",
    "流水号",
    "批号",
    "索引号",
    "条码",
    "条形码",
    "ISBN",
    "ISSN",
    "坐标",
    "宗地号",
    "不动产单元号",
    "不动产权",
    "图号",
    "设备号",
    "资产",
    "运单",
    "案号",
];
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

/// Every digit, half and full width.
pub(super) const DIGITS: &[&str] =
    &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９"];

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

/// The word that says that a number is another one: right before it, or at the head of its column if nobody is named
/// beside it.
fn other_number(passage: &Passage<'_>, reading: &Reading<'_>, number: &Number) -> Option<&'static str> {
    let start = number.range.start;
    let said = OTHER_NUMBERS.iter().find(|word| governs(&[**word], passage, start));
    let heads = || {
        let head = column_head(passage, reading);
        OTHER_NUMBERS.iter().find(|w| head.contains(**w)).filter(|_| !super::is_beside_a_name(passage, reading))
    };
    said.or_else(heads).copied()
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

/// 马占海（622926199001010019）: area, date and a name before it, only the check digit is not right.
fn is_beside_a_name(passage: &Passage<'_>, number: &Number) -> bool {
    let before = passage.before(number.range.start).trim_end_matches(['（', '(', '，', '、', '：', ' ', '　', '【']);
    number.digits.get(..2).is_some_and(is_province_code)
        && check_identity_number(&number.digits) == Err(IdentityError::CheckDigit)
        && names::at_end(before).is_some()
}

/// The digits of a passage, if there are enough of them to matter.
fn digits_of(passage: &Passage<'_>, least: usize) -> Option<Digits> {
    let count = passage.text.chars().filter(char::is_ascii_digit).take(least).count();
    (count >= least).then(|| Digits::of(&passage.text))
}

/// 6 area + yymmdd + 3.
fn is_old_number(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<i8>().ok());
    let date = number(6..8).zip(number(8..10)).zip(number(10..12));
    digits.get(..2).is_some_and(is_province_code)
        && date.is_some_and(|((y, m), d)| Date::new(1900 + i16::from(y), m, d).is_ok())
}

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
/// What is counted or measured stands before its unit.
const UNITS: [&str; 24] = [
    "元", "万", "亿", "亩", "平方", "立方", "吨", "公斤", "千克", "斤", "公顷", "公里", "千米", "米", "㎡", "m²", "m³",
    "千瓦", "次", "人次", "株", "只", "头", "%",
];
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

/// An amount (13800008000.50, ¥13800008000, 13800008000元), or part of a number that is masked.
fn is_no_number(passage: &Passage<'_>, number: &Number) -> bool {
    let after = passage.after(number.range.end);
    let before = passage.before(number.range.start);
    let decimal = after.strip_prefix('.').is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    // What goes on in stars is masked; whether enough is the business of another rule.
    let is_masked = begins(after, &["*", "×", "●"]) || before.ends_with(['*', '×', '●']);
    let is_sum = before.ends_with(['.', '¥', '￥', '第', '№']) || begins(after, &UNITS) || begins(after, &["号文"]);
    decimal || is_masked || is_sum
}

/// Part of an address on the web or of the name of a file.
fn is_in_address(passage: &Passage<'_>, number: &Number) -> bool {
    let is_of_it = |c: char| c.is_ascii_graphic();
    // Addresses are not longer than this.
    let before = tail(passage.before(number.range.start), 200);
    let after = head(passage.after(number.range.end), 200);
    let start = number.range.start - before.len() + before.trim_end_matches(is_of_it).len();
    let end = number.range.end + after.len() - after.trim_start_matches(is_of_it).len();
    let word = passage.get(start..end);
    has(word, &["://", "www.", ".htm", ".pdf", ".doc", ".xls", ".jpg", ".png", ".zip", ".rar", "?"])
        || ends(before, &["_", "="])
}

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

/// 车牌号码
const PLATE: Rule = Rule {
    id: "privacy.plate",
    title: "车牌号码",
    severities: &[Severity::Warning],
    what: "完整的机动车号牌。公务用车、执法车辆、处置报废车辆的公示可以写明理由后公开。",
    why: "车牌可以查到车主。",
    basis: LAW,
    good: &[
        Example::text("车牌号甘N××345"),
        Example::text("甘N·***45的车主请移车。"),
        Example::text("京津冀A类企业100家"),
        Example::text("公务用车甘N12345已经报废。"),
        Example::text("甘政发〔2021〕12345号"),
        Example::text("救护车甘N12345由县人民医院使用。"),
        Example::text("号牌\t车型\t使用单位\n甘N00138\t轿车\t县财政局"),
    ],
    bad: &[
        Example::text("车牌⟦甘N12345⟧的车主请移车。"),
        Example::text("号牌为⟦京A·12345⟧的小型客车"),
        Example::text("⟦粤BD12345⟧新能源汽车"),
        Example::text("姓名\t车辆\n马明\t⟦甘N8A123⟧"),
        Example::text("⟦甘 N12345⟧涉嫌超限"),
        Example::text("马占海驾驶⟦甘Ｎ—１２３４５⟧小型轿车"),
    ],
};

pub(in super::super) const PLATE_ENTRY: Entry = Entry::everywhere(&PLATE, DIGITS, plate);

static PLATE_NUMBER: Pattern = Pattern::new(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][ 　]?[A-HJ-NP-Z][·•・\-—.． 　]?[A-HJ-NP-Z0-9]{5,6}",
);

/// Cars of the public, and cars that are sold or scrapped by it.
const PUBLIC_CARS: [&str; 20] = [
    "公务用车",
    "公务车",
    "执法车",
    "执勤车",
    "公车",
    "警车",
    "报废",
    "校车",
    "公交",
    "救护车",
    "消防车",
    "环卫",
    "洒水车",
    "应急",
    "清扫车",
    "垃圾清运",
    "班车",
    "拍卖",
    "车辆处置",
    "保障用车",
];

/// Whether the list says whose cars they are.
fn is_of_an_office(passage: &Passage<'_>, reading: &Reading<'_>) -> bool {
    let says = |spot: Spot<'_>| has(spot.grid.head_row(spot.table), &["使用单位", "车辆所属", "所属单位"]);
    Spot::of(passage, reading).is_some_and(says)
}

fn plate(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    for found in PLATE_NUMBER.all(&passage.text) {
        let digits = found.as_str().chars().filter(char::is_ascii_digit).count();
        let alone = !passage.after(found.end()).starts_with(|c: char| c.is_ascii_alphanumeric());
        let clause = passage.around(found.start(), &['。', '；', '\n']);
        let named = cue(passage, reading, found.start());
        let is_public = has(clause.text, &PUBLIC_CARS)
            || has(&named, &["编号", "型号"])
            || passage.is_cell() && is_of_an_office(passage, reading);
        if digits < 3 || !alone || is_public {
            continue;
        }
        let finding = passage.finding(&PLATE, Severity::Warning, found.range(), "车牌号码能够识别个人");
        findings.push(finding.hint("隐去中间几位，如“甘N·***45”"));
    }
}
