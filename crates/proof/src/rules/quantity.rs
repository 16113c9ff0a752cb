//! Numbers that do not agree with the words around them: approximations said twice, ranges, percentages, multiples, money.

use super::Entry;
use crate::passage::{Passage, begins, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 约数重复
const APPROXIMATE: Rule = Rule {
    id: "proof.approximate",
    title: "约数重复或者矛盾",
    severities: &[Severity::Error],
    what: "同一个数用两种方式表示约数或者界限：“约…左右”“近…余”“超过…以上”“不足…以下”“最多…以上”“至少…以上”。",
    why: "一个数只能有一种界限，重复或者矛盾的说法让人无从判断。",
    basis: "GB/T 15835—2011《出版物上数字用法》5.2；现代汉语语法常规",
    good: &[
        Example::text("全乡约3000人参加。"),
        Example::text("参加人数在3000人左右。"),
        Example::text("超过3000人，其中60岁以上的占三成。"),
        Example::text("近年来共投入200万元以上。"),
        Example::text("至少提前5日通知65周岁以上老人。"),
        Example::text("约定每年6月左右交付。"),
    ],
    bad: &[
        Example::text("全乡⟦约3000人左右⟧参加活动。"),
        Example::text("补贴资金⟦大约50万元上下⟧。"),
        Example::text("惠及群众⟦近2000余人⟧。"),
        Example::text("参保率⟦超过95%以上⟧。"),
        Example::text("每户补助⟦不低于500元以上⟧。"),
        Example::text("公示时间⟦至少7天以上⟧。"),
        Example::text("每个村民小组⟦至少配备1名以上⟧信息员。"),
        Example::text("项目⟦大概需要3个月左右⟧的时间。"),
        Example::text("灌区现有渠道⟦约120余公里⟧。"),
        Example::text("日均办件⟦近百余件⟧。"),
        Example::text("总投资⟦近500万元左右⟧，参保率⟦超过了98%以上⟧。"),
        Example::text("损失⟦将近100多万元⟧。"),
    ],
};

pub(super) const APPROXIMATE_ENTRY: Entry = Entry::prose(
    &APPROXIMATE,
    &[
        "约", "近", "大概", "大致", "超过", "超出", "不足", "不到", "低于", "少于", "至少", "最少", "至多", "最多",
        "高于", "大于", "多于",
    ],
    approximate,
);

/// The number in between and its unit.
macro_rules! number {
    () => {
        concat!(
            r"\d[\d,.]*(?:多|余)?(?:%|％|个|千|百|万|亿|多|余)*",
            "(?:元|人次|人|户|件|条|天|日|亩|公里|米|吨|平方米|立方米|公顷|公斤|千克|斤|个月|个工作日|个|名|位|起|次|家|处|台|套|辆|艘|架|头|只|株",
            "|棵|节|课时|学时|小时|分钟|年|周|层|栋|座|间|所|宗|份|篇|场|批|项|种|倍)?"
        )
    };
}

/// Words that stand between a limit and its number.
macro_rules! holds {
    () => {
        "了?(?:配备|需要|需|负责|满|达到|达|有|为|安排|提供|具有|具备|从事|保留|储备)?"
    };
}

static TWICE: [Pattern; 6] = [
    Pattern::new(concat!(
        "(?:大约|大概|大致|约|将近|接近|近)(?:占[^，。；、\\d]{0,6}的|有|在|为|占|需要?)?",
        number!(),
        "(?:左右|上下)"
    )),
    // 近 and 余 say the opposite.
    Pattern::new(
        r"(?:将近|接近|近)\d[\d,.]*(?:百|千|万|亿)?[多余](?:万|亿)?(?:元|人次|人|户|件|条|亩|名|个|吨|公里)|近[百千万](?:多|余)(?:万|亿)?(?:元|人次|人|户|件|条|亩|名|个|吨|公里)",
    ),
    Pattern::new(concat!(
        "(?:大约|大概|约)(?:有|为)?\\d[\\d,.]*[百千万亿]*余[百千万亿]*",
        "(?:元|人次|人|户|件|条|亩|名|个|吨|公里|艘|头|只|辆|台|套)"
    )),
    Pattern::new(concat!(
        "(?:超过|超出|不低于|不得低于|不少于|不得少于|高于|大于|多于|至少|最少)",
        holds!(),
        number!(),
        "以上"
    )),
    Pattern::new(concat!("(?:不足|不到|不超过|低于|少于|至多|最多)", holds!(), number!(), "以下")),
    Pattern::new(concat!("(?:至多|最多|不超过)", holds!(), number!(), "以上")),
];

fn approximate(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in TWICE.iter().flat_map(|form| form.all(&passage.text)) {
        let before = passage.before(found.start());
        // 近3年左右 may mean the last years.
        if found.as_str().starts_with('近') && has(found.as_str(), &["年", "月", "天"]) {
            continue;
        }
        // 条约, 最近, 附近, 60周岁以上的.
        let word = before.ends_with(['条', '合', '公', '制', '节', '预', '最', '附', '临', '靠', '签', '违', '履']);
        if word || begins(passage.after(found.end()), &["的老", "老人", "的未成年"]) {
            continue;
        }
        let message = format!("“{}”重复表示约数或者界限", found.as_str());
        findings.push(passage.finding(&APPROXIMATE, Severity::Error, found.range(), message).hint("只保留一种说法"));
    }
}

/// 数值范围
const RANGE: Rule = Rule {
    id: "proof.range",
    title: "数值范围的写法",
    severities: &[Severity::Warning],
    what: "百分数的范围前一个数也写百分号（5%～10%）；起止年份之间用一字线“—”或者浪纹“～”，不用半角连字符。",
    why: "“5-10%”读成从5到10%，差了一百倍。",
    basis: "GB/T 15835—2011《出版物上数字用法》5.1.3、5.1.4；GB/T 15834—2011《标点符号用法》4.13",
    good: &[
        Example::text("降幅为5%～10%。"),
        Example::text("“十四五”规划（2021—2025年）"),
        Example::text("电话0930-1234567"),
        Example::text("依据GB/T 9704-2012执行。"),
        Example::text("每户补助500—1000元。"),
        Example::text("编号2021-2025-003"),
    ],
    bad: &[
        Example::text("降幅为⟦5-10%→5%～10%⟧。"),
        Example::text("入学率提高⟦3～5%→3%～5%⟧。"),
        Example::text("规划期为⟦2021-2025年→2021—2025年⟧。"),
        Example::text("⟦2019-2020年→2019—2020年⟧度工作总结"),
        Example::text("比例控制在⟦10—15%→10%—15%⟧之间。"),
    ],
};

pub(super) const RANGE_ENTRY: Entry = Entry::prose(&RANGE, &["%", "％", "年"], range);

static PERCENT: Pattern = Pattern::new(r"(\d+(?:\.\d+)?)([-–—～~－至]|——)(\d+(?:\.\d+)?)([%％])");
static YEARS: Pattern = Pattern::new(r"((?:19|20)\d{2})[-－–]((?:19|20)\d{2})年");

fn range(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in PERCENT.groups(&passage.text) {
        let Some(whole) = groups.get(0) else { continue };
        let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
        if passage.before(whole.start()).ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == '年')
            || get(1).len() >= 4
        {
            continue;
        }
        let mark = match get(2) {
            "-" | "~" | "－" | "–" => "～",
            mark => mark,
        };
        let right = format!("{}%{mark}{}%", get(1), get(3));
        let message = "百分数的范围，前一个数也写百分号";
        findings.push(passage.finding(&RANGE, Severity::Warning, whole.range(), message).replace_by(right));
    }
    for groups in YEARS.groups(&passage.text) {
        let Some(whole) = groups.get(0) else { continue };
        let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
        let right = format!("{}—{}年", get(1), get(2));
        let message = "起止年份之间用“—”，不用连字符";
        findings.push(passage.finding(&RANGE, Severity::Warning, whole.range(), message).replace_by(right));
    }
}

/// 倍数和百分点
const MULTIPLE: Rule = Rule {
    id: "proof.multiple",
    title: "倍数、百分比和金额",
    severities: &[Severity::Error, Severity::Warning],
    what: "减少、下降不能用“倍”；“%”不与“个百分点”连用；“百分之”后用汉字数字；金额单位不重复（“万元元”“万元万元”）；“元钱”提醒。",
    why: "减少一倍就没有了，“减少2倍”无法理解。",
    basis: "GB/T 15835—2011《出版物上数字用法》4.1、5.1；现代汉语语法常规",
    good: &[
        Example::text("同比下降20%，降低3个百分点。"),
        Example::text("产量增加2倍。"),
        Example::text("下降到原来的三分之一，是同期的1.5倍。"),
        Example::text("支付百分之三十的费用。"),
        Example::text("每亩补助120元整。"),
        Example::text("安排5万元元旦、春节慰问金。"),
        Example::text("能耗下降幅度为全国平均水平的1.8倍。"),
    ],
    bad: &[
        Example::text("投诉数量同比⟦减少2倍⟧。"),
        Example::text("事故起数⟦下降了1.5倍⟧。"),
        Example::text("入学率提高⟦3%个百分点⟧。"),
        Example::text("每户补助⟦500元元⟧。"),
        Example::text("参保率达到⟦百分之98⟧。"),
        Example::text("支出⟦120万元元⟧。"),
        Example::text("安排资金⟦35万元万元⟧。"),
        Example::text("每人每天补助⟦40元钱⟧。"),
        Example::text("用工需求比去年⟦缩减了3倍⟧。"),
        Example::text("成本比上年⟦降低三倍⟧。"),
    ],
};

pub(super) const MULTIPLE_ENTRY: Entry = Entry::everywhere(
    &MULTIPLE,
    &["倍", "百分点", "百分之", "元元", "元钱", "万元万元", "亿元亿元", "人民币元", "亿万元", "万万元"],
    multiple,
);

static FEWER: Pattern = Pattern::new(
    r"(?:减少|下降|降低|缩短|缩小|缩减|削减|压缩|减轻|节省|少了)(?:了|近|约|超过)?(?:\d+(?:\.\d+)?|[一二三四五六七八九十两几数]+)(?:多)?倍",
);
static POINTS: Pattern = Pattern::new(
    r"\d+(?:\.\d+)?[%％]个?百分点|百分之\d+(?:\.\d+)?|(?:\d|[百千万亿])元元|\d(?:万元万元|亿元亿元)|\d[万亿]?元人民币元|\d(?:亿|万)万元|\d元钱",
);

fn multiple(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in FEWER.all(&passage.text) {
        let hint = "改用百分比或者分数，如“减少三分之二”“下降60%”";
        let message = "减少、下降不能用“倍”表示";
        findings.push(passage.finding(&MULTIPLE, Severity::Error, found.range(), message).hint(hint));
    }
    for found in POINTS.all(&passage.text) {
        let mut start = found.start();
        let (message, hint) = match found.as_str() {
            text if text.ends_with("百分点") => ("“%”和“百分点”不连用", "写作“3个百分点”或者“3%”"),
            text if text.starts_with("百分之") => ("“百分之”后用汉字数字", "写作“98%”或者“百分之九十八”"),
            text => {
                // 2万元元旦慰问金.
                if passage.after(found.end()).starts_with('旦') {
                    continue;
                }
                // The whole number belongs to it.
                let digits = passage.before(found.start());
                let number = digits.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
                start = number.len();
                match text.ends_with('钱') {
                    true => ("公文中不说“元钱”", "删去“钱”"),
                    false => ("金额单位重复", "只保留一个单位"),
                }
            }
        };
        let severity = if found.as_str().ends_with('钱') { Severity::Warning } else { Severity::Error };
        findings.push(passage.finding(&MULTIPLE, severity, start..found.end(), message).hint(hint));
    }
}

/// 增减方向
const DIRECTION: Rule = Rule {
    id: "proof.direction",
    title: "增减与数字相符",
    severities: &[Severity::Error, Severity::Question],
    what: "“由A增加到B”而B小于A，“由A下降到B”而B大于A；“增长-5%”“下降-3%”一类把方向说了两次的提请核实。",
    why: "方向写反，结论就反了。",
    basis: "数字之间的常理",
    good: &[
        Example::text("由30件增加到52件。"),
        Example::text("从120户减少到98户。"),
        Example::text("由2020年的1.2亿元提高到1.5亿元。"),
        Example::text("增速由5%回落到3%。"),
        Example::text("排名由369位上升到235位。"),
        Example::text("资质由三级升为二级，信用由4级提升到2级。"),
        Example::text("从9时延长到17时。"),
        Example::text("由1.2亿元增加到9800万元以上另有口径。"),
    ],
    bad: &[
        Example::text("信息公开数量⟦由52件增加到30件⟧。"),
        Example::text("低保户⟦从98户减少到120户⟧。"),
        Example::text("参保率⟦由95%提高到93.5%⟧。"),
        Example::text("投诉⟦由12件下降至15件⟧。"),
        Example::text("同比⟦增长-5.2%⟧。"),
        Example::text("贫困发生率⟦从3.2%上升到2.1%⟧。"),
        Example::text("办理时限⟦由5天压缩到7天⟧。"),
        Example::text("集体收入⟦由2021年的8.2万元增长到2023年的7.6万元⟧。"),
        Example::text("编制⟦从42个精简为48个⟧。"),
    ],
};

pub(super) const DIRECTION_ENTRY: Entry =
    Entry::prose(&DIRECTION, &["到", "至", "为", "增长-", "增加-", "下降-", "减少-", "增长－", "下降－"], direction);

static FROM_TO: Pattern = Pattern::new(
    r"[由从](?:[^，。；、：\d]{0,8}(?:年|年初|年底)的?[^，。；、：\d]{0,4}|\d{4}年的?[^，。；、：\d]{0,4}|[每原][\p{Han}]{1,6})?(\d+(?:\.\d+)?)([%％]|[\p{Han}]{0,5}?)(增加|增长|增|提高|上升|扩大|提升|上调|上涨|攀升|发展壮大|壮大|减少|下降|降低|降|缩短|缩减|压缩|精简|下调|回落|缩小|压减)(?:到|至|为)(?:\d{4}年的)?(\d+(?:\.\d+)?)([%％]|[\p{Han}]{0,5})",
);
static NEGATIVE: Pattern = Pattern::new(r"(增长|增加|下降|减少|降低)[-－]\d+(?:\.\d+)?[%％]");

fn direction(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in FROM_TO.groups(&passage.text) {
        let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
        let (Some(whole), Ok(from), Ok(to)) = (groups.get(0), get(1).parse::<f64>(), get(4).parse::<f64>()) else {
            continue;
        };
        // 1.2亿元 and 9800万元 are not compared: the same unit must stand behind both.
        let unit = get(2);
        // A grade or a place gets better as its number falls; of things counted 名 may be a place too.
        if unit.starts_with(['位', '名', '级', '等', '类', '档', '度'])
            || !get(5).starts_with(unit)
            || unit.is_empty() && get(5).starts_with(['万', '亿', '千', '百'])
        {
            continue;
        }
        let up = has(get(3), &["增", "提", "上", "扩大", "攀升", "壮大"]);
        if up && to < from || !up && to > from {
            let end = whole.end() - get(5).len() + unit.len();
            let message = format!("“{}”与数字不符：{}比{}{}", get(3), get(4), get(1), if up { "小" } else { "大" });
            let finding = passage.finding(&DIRECTION, Severity::Error, whole.start()..end, message);
            findings.push(finding.hint("核对两个数字，或者改正增减的说法"));
        }
    }
    for groups in NEGATIVE.groups(&passage.text) {
        let (Some(found), Some(verb)) = (groups.get(0), groups.get(1)) else { continue };
        let message = format!("“{}”把方向说了两次", found.as_str());
        let amount = passage.get(verb.end()..found.end()).trim_start_matches(['-', '－']);
        let hint = match has(verb.as_str(), &["增"]) {
            true => format!("是下降的，写作“下降{amount}”；是增长的，删去负号"),
            false => format!("写作“{}{amount}”", verb.as_str()),
        };
        findings.push(passage.finding(&DIRECTION, Severity::Question, found.range(), message).hint(hint));
    }
}
