//! Dates: their form, whether they exist, and whether their weekday is right.

use super::Entry;
use crate::passage::{Passage, has, head, tail};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};
use jiff::civil::{Date, Weekday};

/// 日期的写法
const FORM: Rule = Rule {
    id: "proof.date_form",
    title: "日期的写法",
    severities: &[Severity::Error, Severity::Warning],
    what: "日期用阿拉伯数字，年份写四位，月、日不编虚位（1不编为01）；汉字年份用“〇”不用“零”；正文中不用“2021.1.22”“2021/1/22”代替年月日。表格和编号中的日期不查形式。",
    why: "日期是计算期限的起点，写法不统一容易误读。",
    basis: "GB/T 9704—2012《党政机关公文格式》7.3.5.4；GB/T 15835—2011《出版物上数字用法》5.1.4",
    good: &[
        Example::text("2021年1月22日，凤山乡召开会议。"),
        Example::text("二〇二一年一月二十二日"),
        Example::text("版本号2021.1.22已经发布。"),
        Example::text("“十四五”时期（2021—2025年）"),
        Example::text("二十一世纪二十年代"),
        Example::text("电话：2021-01-22之后请拨打0930-1234567"),
    ],
    bad: &[
        Example::text("⟦2021年01月05日→2021年1月5日⟧，凤山乡召开会议。"),
        Example::text("自⟦2021年3月08日→2021年3月8日⟧起受理申请。"),
        Example::text("⟦二零二一年→二〇二一年⟧一月二十二日"),
        Example::text("截至⟦2021.12.31→2021年12月31日⟧，全乡公开信息52条。"),
        Example::text("公示时间从⟦2021/6/1→2021年6月1日⟧开始，请村民监督。"),
        Example::text("自⟦21年5月→2021年5月⟧起，全乡实行清单管理。"),
    ],
};

pub(super) const FORM_ENTRY: Entry = Entry::prose(&FORM, &["年", "月0", ".", "/"], form);

static NULLS: Pattern = Pattern::new(r"((?:19|20)\d{2})年(0?\d{1,2})月(?:(0?\d{1,2})日)?");
static NULL_DAY: Pattern = Pattern::new(r"(?:^|[^\d年])((?:1[0-2]|[1-9])月)0([1-9])日");
static MIXED: Pattern =
    Pattern::new(r"(?:19|20)\d{2}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?");
static MONTH: Pattern = Pattern::new(
    r"(?:^|[^\d.\-/版本号vV年])((?:19|20)\d{2})\.(0?[1-9]|1[0-2])(?:开工|动工|竣工|完工|建成|启用|通过|参加|出生|生|入学|毕业|任|起|至今)",
);
static LAST: Pattern =
    Pattern::new(r"^[\s　]*(?:19|20)\d{2}[./](?:0?[1-9]|1[0-2])[./](?:0?[1-9]|[12]\d|3[01])[\s　]*$");
static ZERO: Pattern = Pattern::new(r"[一二][零〇○０九]{1,2}[零一二三四五六七八九〇○０]{1,2}年");
static DOTS: Pattern = Pattern::new(
    r"(^|[^\d.\-/年版本号vV])((?:19|20)\d{2})([./])(0?[1-9]|1[0-2])[./](0?[1-9]|[12]\d|3[01])($|[^\d./\-])",
);
static SHORT: Pattern = Pattern::new(r"(?:自|从|于|至|在|到|截至|截止)(\d{2})年(1[0-2]|0?[1-9])月");

fn form(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in NULLS.groups(&passage.text) {
        let Some(whole) = groups.get(0) else { continue };
        let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
        if !get(2).starts_with('0') && !get(3).starts_with('0') {
            continue;
        }
        let day = if get(3).is_empty() { String::new() } else { format!("{}日", get(3).trim_start_matches('0')) };
        let right = format!("{}年{}月{day}", get(1), get(2).trim_start_matches('0'));
        let message = "日期的月、日不编虚位";
        findings.push(passage.finding(&FORM, Severity::Error, whole.range(), message).replace_by(right));
    }
    for groups in NULL_DAY.groups(&passage.text) {
        let (Some(month), Some(day)) = (groups.get(1), groups.get(2)) else { continue };
        let range = month.start()..day.end() + '日'.len_utf8();
        let right = format!("{}{}日", month.as_str(), day.as_str());
        let message = "日期的月、日不编虚位";
        findings.push(passage.finding(&FORM, Severity::Error, range, message).replace_by(right));
    }
    for mixed in MIXED.all(&passage.text) {
        let message = "年、月、日都用阿拉伯数字，或者都用汉字";
        findings.push(passage.finding(&FORM, Severity::Error, mixed.range(), message).hint("写作“2021年3月8日”"));
    }
    if let Some(day) = LAST.first(&passage.text).and_then(|g| g.get(0)) {
        let (text, blanks) = (day.as_str().trim(), day.as_str().len() - day.as_str().trim_start().len());
        let numbers: Vec<&str> = text.split(['.', '/']).map(|n| n.trim_start_matches('0')).collect();
        if let [year, month, day] = numbers.as_slice() {
            let right = format!("{year}年{month}月{day}日");
            let message = "成文日期写明年、月、日";
            let range = blanks..blanks + text.len();
            findings.push(passage.finding(&FORM, Severity::Warning, range, message).replace_by(right));
        }
    }
    for groups in MONTH.groups(&passage.text) {
        let (Some(year), Some(month)) = (groups.get(1), groups.get(2)) else { continue };
        let right = format!("{}年{}月", year.as_str(), month.as_str().trim_start_matches('0'));
        let message = "正文中的日期写作“年、月”";
        let range = year.start()..month.end();
        findings.push(passage.finding(&FORM, Severity::Warning, range, message).replace_by(right));
    }
    for year in
        ZERO.all(&passage.text).filter(|m| m.as_str().contains(['零', '○', '０']) && m.as_str().chars().count() == 5)
    {
        let right: String = year.as_str().chars().map(|c| if "零○０".contains(c) { '〇' } else { c }).collect();
        let message = "汉字年份中的零写作“〇”";
        // ○ looks like 〇 and is widely used; 零 is another word.
        let severity = if year.as_str().contains('零') { Severity::Error } else { Severity::Warning };
        findings.push(passage.finding(&FORM, severity, year.range(), message).replace_by(right));
    }
    let is_sentence = passage.text.contains(['，', '。', '；']);
    for groups in DOTS.groups(&passage.text).filter(|_| is_sentence) {
        let (Some(from), Some(to)) = (groups.get(2), groups.get(5)) else { continue };
        let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
        // Versions, numbers of standards and addresses of pages.
        if has(tail(passage.before(from.start()), 40), &["版本", "http", "编号", "GB", "www"])
            || has(
                head(passage.after(to.end()), 40).split(['”', '，', '。']).next().unwrap_or_default(),
                &[".doc", ".pdf", ".xls", ".jpg"],
            )
        {
            continue;
        }
        let bare = |i: usize| get(i).trim_start_matches('0').to_owned();
        let right = format!("{}年{}月{}日", get(2), bare(4), bare(5));
        let message = "正文中的日期写作“年、月、日”";
        findings.push(passage.finding(&FORM, Severity::Warning, from.start()..to.end(), message).replace_by(right));
    }
    for groups in SHORT.groups(&passage.text) {
        let (Some(year), Some(month)) = (groups.get(1), groups.get(2)) else { continue };
        let range = year.start()..month.end() + '月'.len_utf8();
        let right = format!("20{}年{}月", year.as_str(), month.as_str().trim_start_matches('0'));
        findings.push(passage.finding(&FORM, Severity::Error, range, "年份写四位").replace_by(right));
    }
}

/// 日期存在
const EXISTS: Rule = Rule {
    id: "proof.date",
    title: "日期真实存在、与星期相符",
    severities: &[Severity::Error],
    what: "检查日期是否存在（2月30日、13月、4月31日），注明星期的是否相符，起止日期是否颠倒（“自5月1日至4月30日”）。",
    why: "写错的日期会让公示期、申请期限无法计算。",
    basis: "历法；起止时间的常理",
    good: &[
        Example::text("2024年2月29日，全镇完成普查。"),
        Example::text("2021年1月22日（星期五）上午9时召开会议。"),
        Example::text("公示时间：2021年6月1日至2021年6月7日。"),
        Example::text("申请时间为12月25日至1月10日。"),
        Example::text("2020年12月28日至2021年1月3日为公示期。"),
        Example::text("会议定于3月31日至4月2日召开。"),
        Example::text("供暖期为2022年11月1日至3月31日。"),
        Example::text("工期为2022年11月至2023年2月。"),
    ],
    bad: &[
        Example::text("请于⟦2021年2月29日⟧前报送材料。"),
        Example::text("公示期自⟦6月31日⟧起计算。"),
        Example::text("会议定于⟦2021年13月5日⟧召开。"),
        Example::text("⟦2021年1月22日（星期四）⟧上午9时召开会议。"),
        Example::text("公示时间：⟦2021年6月8日至2021年6月1日⟧。"),
        Example::text("自⟦2022年5月1日起至2022年4月30日⟧止，免收费用。"),
        Example::text("会议定于⟦2021年1月22日星期六⟧召开。"),
        Example::text("申报时间为⟦9月20日至9月10日⟧。"),
        Example::text("公示期为⟦2023年5月12日至5月6日⟧。"),
        Example::text("工期为⟦2024年5月至2024年2月⟧，共计8个月。"),
        Example::text("自⟦2022年13月⟧起停发。"),
    ],
};

pub(super) const EXISTS_ENTRY: Entry = Entry::everywhere(&EXISTS, &["月"], exists);

static DAY: Pattern =
    Pattern::new(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:[（(]?(?:星期|周)([一二三四五六日天])[）)]?)?");
/// 5月12日至5月6日: within one month the end cannot come first, whatever the year.
static WITHIN_MONTH: Pattern = Pattern::new(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:起|开始)?，?(?:至|到|—|－|-|～)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日",
);
/// 2024年5月至2024年2月
static MONTHS: Pattern = Pattern::new(r"(\d{4})年(\d{1,2})月起?(?:至|到|—|－|-|～)(\d{4})年(\d{1,2})月(?:[^\d]|$)");
/// 2022年13月, without a day.
static NO_MONTH: Pattern = Pattern::new(r"\d{4}年(\d{2})月");
static PERIOD: Pattern = Pattern::new(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:\d{1,2}[时点:：]\d{0,2}分?)?起?[至到—－-]+(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日",
);

fn exists(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in DAY.groups(&passage.text) {
        let Some(whole) = groups.get(0) else { continue };
        let number = |i: usize| groups.get(i).and_then(|m| m.as_str().parse::<i16>().ok());
        let (Some(month), Some(day)) = (number(2), number(3)) else { continue };
        // Without a year, February may have 29 days.
        let date = civil(number(1).unwrap_or(2024), month, day);
        let Some(date) = date else {
            let message = format!("“{}”这一天不存在", whole.as_str());
            findings.push(passage.finding(&EXISTS, Severity::Error, whole.range(), message).hint("核对月和日"));
            continue;
        };
        if let (Some(said), Some(_)) = (groups.get(4), number(1)) {
            let right = weekday(date.weekday());
            let said = if said.as_str() == "天" { "日" } else { said.as_str() };
            if said != right {
                let message = format!("{}年{month}月{day}日是星期{right}，不是星期{said}", date.year());
                let hint = "核对日期和星期，哪一个写错改哪一个";
                findings.push(passage.finding(&EXISTS, Severity::Error, whole.range(), message).hint(hint));
            }
        }
    }
    let number = |groups: &regex::Captures<'_>, i: usize| groups.get(i).and_then(|m| m.as_str().parse::<i16>().ok());
    for groups in NO_MONTH.groups(&passage.text) {
        if let (Some(whole), Some(13..)) = (groups.get(0), number(&groups, 1))
            && !passage.after(whole.end()).starts_with(|c: char| c.is_ascii_digit())
        {
            let message = format!("“{}”这个月不存在", whole.as_str());
            findings.push(passage.finding(&EXISTS, Severity::Error, whole.range(), message).hint("核对月份"));
        }
    }
    for groups in WITHIN_MONTH.groups(&passage.text) {
        let years = (number(&groups, 1), number(&groups, 4));
        // Of two full dates the rule below speaks.
        let same_year = years.1.is_none() || years.0.is_none();
        if let Some(whole) = groups.get(0)
            && same_year
            && number(&groups, 2) == number(&groups, 5)
            && number(&groups, 6) < number(&groups, 3)
            && years.0.is_none()
        {
            let message = "结束的日期早于开始的日期";
            findings.push(passage.finding(&EXISTS, Severity::Error, whole.range(), message).hint("核对起止日期"));
        }
    }
    for groups in MONTHS.groups(&passage.text) {
        let (Some(from), Some(to)) = (groups.get(1), groups.get(4)) else { continue };
        let [y1, m1, y2, m2] = [1, 2, 3, 4].map(|i| number(&groups, i));
        if (y2, m2) < (y1, m1) {
            let message = "结束的月份早于开始的月份";
            let range = from.start()..to.end() + '月'.len_utf8();
            findings.push(passage.finding(&EXISTS, Severity::Error, range, message).hint("核对起止月份"));
        }
    }
    for groups in PERIOD.groups(&passage.text) {
        let Some(whole) = groups.get(0) else { continue };
        let number = |i: usize| groups.get(i).and_then(|m| m.as_str().parse::<i16>().ok());
        let from = number(1).zip(number(2)).zip(number(3)).and_then(|((y, m), d)| civil(y, m, d));
        // An end without a year is of the same year where month and day leave no doubt: in one month.
        let year = number(4).or_else(|| number(1).filter(|_| number(2) == number(5)));
        let to = number(5).zip(number(6)).and_then(|(m, d)| civil(year?, m, d));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let message = "结束的日期早于开始的日期";
            findings.push(passage.finding(&EXISTS, Severity::Error, whole.range(), message).hint("核对起止日期"));
        }
    }
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "一",
        Weekday::Tuesday => "二",
        Weekday::Wednesday => "三",
        Weekday::Thursday => "四",
        Weekday::Friday => "五",
        Weekday::Saturday => "六",
        Weekday::Sunday => "日",
    }
}
