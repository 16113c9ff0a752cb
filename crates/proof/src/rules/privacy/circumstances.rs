//! What people suffer from, and children: illness, disability and age beside a name.

use super::super::Entry;
use super::names;
use super::view::View;
use crate::passage::{Passage, begins, ends, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};
use std::collections::BTreeSet;
use std::ops::Range;

/// 疾病、残疾
const HEALTH: Rule = Rule {
    id: "privacy.health",
    title: "姓名旁的疾病、残疾情况",
    severities: &[Severity::Error],
    what: "姓名之后写明所患疾病、残疾类别和等级、精神状况。叙述政策（“患大病的家庭可以申请”）的不提示。",
    why: "医疗健康信息是敏感个人信息，公开救助名单不需要写病情。",
    basis: "《中华人民共和国个人信息保护法》第二十八条；《中华人民共和国传染病防治法》；《中华人民共和国精神卫生法》第四条",
    good: &[
        Example::text("患重大疾病的家庭可以申请临时救助。"),
        Example::text("肢体残疾二级以上的残疾人享受护理补贴。"),
        Example::text("王某某，患病住院，给予临时救助。"),
        Example::text("王秀兰，李家村三社，临时救助500元。"),
        Example::text("县医院开展白血病筛查。"),
        Example::text("高度近视、糖尿病等慢性病纳入管理。"),
        Example::text("县残联理事长马占海看望慰问残疾人家庭。"),
        Example::text("马占海为重度残疾人送去轮椅。"),
        Example::text("乡长祁玉兰为精神残疾人家庭协调住房。"),
        Example::text("肿瘤科主任冶成林擅长肺癌的诊治。"),
        Example::text("妥善救治尿毒症患者，马铃薯晚疫病得到控制。"),
        Example::text("文化站成立后，肢体残疾二级的会员增多。"),
        Example::text("全面落实，患尿毒症的家庭应保尽保。"),
    ],
    bad: &[
        Example::text("王秀兰，⟦患尿毒症⟧，救助5000元。"),
        Example::text("户主马明（⟦肢体残疾二级⟧），享受低保。"),
        Example::text("李娟⟦因患乳腺癌住院⟧治疗"),
        Example::text("张小明，男，⟦精神分裂症⟧，监护人张强。"),
        Example::text("村民马强，⟦艾滋病⟧患者"),
        Example::text("王秀兰　⟦智力残疾三级⟧　每月120元"),
        Example::text("百和村冶成林，因⟦乙肝⟧住院治疗，自付4.2万元。"),
        Example::text("救助对象欧阳国林⟦肝癌晚期⟧，救助3000元。"),
        Example::text("脱贫户才让卓玛⟦确诊包虫病⟧"),
        Example::text("妥福祥\t百和村\t⟦一级精神残疾⟧\t100"),
        Example::text("乔玉兰，⟦患肺癌⟧，救助5000元。"),
        Example::text("贫困户文建国，⟦肢体残疾二级⟧。"),
        Example::text("姓名\t事由\t金额\n施海龙\t⟦患肺癌⟧晚期，住院化疗\t3000"),
    ],
};

pub(in super::super) const HEALTH_ENTRY: Entry = Entry::everywhere(
    &HEALTH,
    &["患", "残疾", "病", "癌", "症", "瘫", "级", "肝", "血压", "炎", "脑", "坏死", "衰竭", "癫痫"],
    health,
);

static CONDITION: Pattern = Pattern::new(concat!(
    // Disability with its degree.
    r"(?:肢体|视力|听力|言语|智力|精神|多重)(?:重度)?残疾(?:[（(][一二三四1234]级[)）]|[一二三四1234]级|人)?",
    r"|[一二三四1234]级(?:肢体|视力|听力|言语|智力|精神|多重)(?:残疾人?)?",
    r"|(?:肢体|视力|听力|言语|智力|精神|多重)[一二三四1234]级(?:残疾人?)?|重度残疾人?|残疾[一二三四1234]级|[一二三四]级残疾",
    // Whoever has or is found to have something.
    r"|(?:身?患(?:有|上)?|确诊(?:为|患有?)?|查出(?:患有?)?|诊断为|得了)[\p{Han}]{0,10}?(?:癌|瘤|病|症|炎|坏死|衰竭|硬化|梗死|梗塞)",
    r"|因[\p{Han}]{1,10}?(?:癌|瘤|病|症|炎|坏死|衰竭|硬化|梗死|梗塞|骨折|中风)(?:住院|手术|治疗|致贫|返贫)",
    // What is known by its name.
    r"|[乳腺肺肝胃食道管宫颈直肠结甲状膀胱前列鼻咽喉胰淋巴骨脑肾卵巢]{1,4}癌(?:[早中晚]期)?",
    r"|白血病|尿毒症|艾滋病|精神分裂症|精神病|抑郁症|癫痫|肺结核|糖尿病|脑瘫|偏瘫|瘫痪|肝硬化|乙肝|丙肝|尘肺病|血友病|唐氏综合征|自闭症",
    r"|高血压|冠心病|(?:先天性)?心脏病|脑梗死?|脑梗塞|脑出血|脑溢血|股骨头坏死|类风湿性?关节炎|包虫病|类风湿|心肌梗死|心梗|中风|肾病|红斑狼疮|帕金森|老年痴呆|阿尔茨海默病|哮喘|肺气肿|慢阻肺|强直性脊柱炎|布鲁氏菌病|布病|肾衰竭",
));

/// Behind it the condition is not that of the person named: work with it, a club, a department.
const WORK: [&str; 28] = [
    "协会",
    "联合会",
    "事业",
    "工作",
    "康复",
    "服务",
    "托养",
    "防治",
    "专家",
    "门诊",
    "科",
    "筛查",
    "管理",
    "研究",
    "医院",
    "诊疗",
    "报销",
    "救治",
    "项目",
    "预防",
    "监测",
    "控制",
    "标准",
    "补贴标准",
    "代表",
    "发放",
    "送",
    "学校",
];

fn health(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    let mut last = 0;
    for found in CONDITION.all(&passage.text) {
        let text = found.as_str();
        let rest = passage.after(found.end());
        let is_general = text.ends_with("疾病") || ends(text, &["患病", "患症", "因病", "大病", "重病"]);
        if found.start() < last || is_general || begins(rest.trim_start_matches(['患', '者', '人']), &WORK) {
            continue;
        }
        let is_verb = begins(text, &["身患", "患", "确诊", "查出", "诊断", "得了", "因"]);
        // 肺结核患者马成祥
        let sufferer = ["患者", "病人", "感染者", "残疾人"].iter().find_map(|w| rest.strip_prefix(w));
        if !is_said_of_a_person(passage.before(found.start()), rest, is_verb)
            && sufferer.is_none_or(|name| names::at_start(name).is_none())
            && !is_alone_beside_a_name(passage, reading, found.range())
        {
            continue;
        }
        last = found.end();
        let finding = passage.finding(&HEALTH, Severity::Error, found.range(), "姓名旁写着疾病或者残疾情况");
        findings.push(finding.hint("删去病情和残疾情况，只写救助类别和金额"));
    }
}

/// What joins a name and what is said of the person.
const LINKS: [&str; 46] = [
    "诊断为",
    "诊断",
    "查出",
    "得了",
    "因",
    "系",
    "为",
    "是",
    "属于",
    "属",
    "身",
    "现",
    "已",
    "曾",
    "经",
    "被",
    "也",
    "持有",
    "持",
    "有",
    "确诊",
    "妻子",
    "丈夫",
    "儿子",
    "女儿",
    "父亲",
    "母亲",
    "之子",
    "之女",
    "其子",
    "其女",
    "长子",
    "次子",
    "之妻",
    "的",
    "本人",
    "患",
    "妻",
    "家属",
    "孙子",
    "孙女",
    "不幸",
    "长期",
    "常年",
    "突发",
    "多年",
];
/// What may stand between marks behind a name: sex, people, age, birth, where from.
static BETWEEN: Pattern = Pattern::new(
    r"(?:男|女|[\p{Han}]{1,6}族|(?:现年|今年|年龄)?\d{1,3}周?岁|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?出?生?|[\p{Han}]{2,5}村[\p{Han}\d]{0,3}[社组]?|[一二三四五六七八九十\d]{1,3}[社组])$",
);

/// Whether a name ends the text, with nothing behind it but what joins.
fn is_said_of_a_person(before: &str, rest: &str, is_verb: bool) -> bool {
    let mut text = crate::passage::tail(before, 40);
    let mut is_joined = is_verb;
    let mut by_copula = false;
    loop {
        let bare = text.trim_end_matches(['，', ',', '（', '(', ' ', '　', '：', ':', '\t']);
        if bare.len() < text.len() {
            (text, is_joined) = (bare, true);
            continue;
        }
        // A word that joins may also be the end of a name; then the name decides.
        if is_joined && names::at_end(text).is_some() {
            break;
        }
        if let Some(link) = LINKS.iter().find(|link| text.ends_with(*link)) {
            by_copula |= matches!(*link, "为" | "是" | "有");
            text = text.strip_suffix(link).unwrap_or(text);
            is_joined = true;
            continue;
        }
        match BETWEEN.first(text).and_then(|g| g.get(0)) {
            Some(piece) if is_joined => text = text.get(..piece.start()).unwrap_or_default(),
            _ => break,
        }
    }
    let Some(start) = names::at_end(text) else { return false };
    // 马占海为重度残疾人送去轮椅: he is not the one.
    let ends_there =
        rest.trim_start_matches(['患', '者', '证']).chars().next().is_none_or(|c| !crate::passage::is_han(c));
    let is_led = names::ends_with_role(text.get(..start).unwrap_or_default());
    !by_copula && is_joined || by_copula && ends_there || is_led || rest.is_empty() && is_joined
}

/// A cell that holds nothing else or begins with what somebody suffers from, in a row in which a name stands; the head
/// of such a column is found by itself.
fn is_alone_beside_a_name(passage: &View<'_>, reading: &Reading<'_>, range: Range<usize>) -> bool {
    let is_all = passage.text.trim() == passage.get(range.clone());
    let begins_so = passage.before(range.start).trim().is_empty()
        && begins(passage.get(range), &["身患", "患", "确诊", "查出", "诊断", "得了", "因"]);
    passage.is_cell()
        && (is_all || begins_so)
        && !has(&super::column_head(passage, reading), &["病", "残疾", "原因", "健康", "诊断"])
        && super::is_beside_a_name(passage, reading)
}

/// 未成年人
const MINOR: Rule = Rule {
    id: "privacy.minor",
    title: "未成年人的姓名",
    severities: &[Severity::Error, Severity::Warning],
    what: "全名与不满十八周岁的年龄、出生年份、学校班级，或者与孤儿、留守儿童、困境儿童、事实无人抚养儿童的身份写在一起。不满十四周岁的作错误。隐去名字（张某某、张*）的不提示。",
    why: "不满十四周岁未成年人的个人信息是敏感个人信息，公开要有监护人同意和专门规则。",
    basis: "《中华人民共和国个人信息保护法》第二十八条、第三十一条；《中华人民共和国未成年人保护法》第四条",
    good: &[
        Example::text("张某某，男，8岁，每月补助1200元。"),
        Example::text("全乡有孤儿3人、困境儿童12人。"),
        Example::text("王秀兰，女，62岁。"),
        Example::text("6至14岁儿童可以接种。"),
        Example::text("留守儿童关爱活动在李家村举行。"),
        Example::text("张*（10岁），事实无人抚养儿童"),
        Example::text("三年级一班班主任祁玉兰被评为优秀教师。"),
        Example::text("孤儿安置、留守儿童关爱、未成年人严重不良行为矫治"),
        Example::text("马占海，男，1980年5月生，拟任乡党委副书记。"),
    ],
    bad: &[
        Example::text("⟦张小明，男，8岁⟧，每月补助1200元。"),
        Example::text("孤儿⟦马小兰⟧，每月补助1200元。"),
        Example::text("⟦李强，13周岁⟧，由祖母监护。"),
        Example::text("事实无人抚养儿童：⟦马小军⟧"),
        Example::text("⟦王小红，女，16岁⟧，高中在读。"),
        Example::text("留守儿童⟦张小龙⟧，父母外出务工。"),
        Example::text("学生⟦祁小燕，就读于百和小学三年级一班⟧。"),
        Example::text("弃婴⟦欧阳思源⟧由县福利院收养。"),
        Example::text("百和小学五年级学生⟦妥小龙⟧获奖。"),
        Example::text("孤儿⟦巩小军⟧，每月补助1200元。"),
    ],
};

pub(in super::super) const MINOR_ENTRY: Entry = Entry::everywhere(
    &MINOR,
    &[
        "岁",
        "儿童",
        "孤儿",
        "弃婴",
        "幼儿",
        "小学",
        "中学",
        "年级",
        "出生",
        "年生",
        "月生",
        "日生",
        "初一",
        "初二",
        "初三",
        "未成年人",
        "患儿",
    ],
    minor,
);

static AGED: Pattern = Pattern::new(
    r"(?:[，,（( 　](?:(?:[男女]|女儿|儿子|[长次]子|[长次]女|孙子|孙女|之子|之女)[，,、 　]?)?(?:[\p{Han}]{1,6}族[，,、])?(?:现年|今年|年龄)?[：:]?|今年|现年)(\d{1,2})(?:周)?岁",
);
static BORN: Pattern = Pattern::new(
    r"[，,（( 　](?:[男女][，,、 　]?)?(?:[\p{Han}]{1,6}族[，,、])?((?:19|20)\d{2})年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出?生)",
);
/// 就读于百和小学三年级一班, 百和中心幼儿园大班
static IN_CLASS: Pattern = Pattern::new(
    r"[，,（( 　](?:[男女][，,、 　]?)?(?:现?就读于?|系|为|在)?[\p{Han}]{0,16}?(?:小学|中学|幼儿园|学校|初中|高中)[\p{Han}]{0,4}?(?:[一二三四五六七八九\d]年级(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）]?班)?|[大中小]班|[（(]?[一二三四五六七八九十\d]{1,2}[)）]?班)",
);
/// 马俊杰（初二学生）
static PUPIL: Pattern = Pattern::new(
    r"[，,（( 　](?:[男女][，,、 　]?)?[系为]?[\p{Han}]{0,10}?(?:初[一二三]|小学|初中|幼儿园|[一二三四五六七八九]年级)(?:在校)?(?:学生|幼儿|在读)",
);
/// 三年级二班的拜小龙同学
static IN_CLASS_OF: Pattern =
    Pattern::new(r"(?:[一二三四五六七八九]年级|[大中小]班)(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）]?班)?的?");
static CLASS_OF: Pattern = Pattern::new(
    r"(?:[一二三四五六七八九]年级|[大中小]班)(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）]?班)?的?(?:学生|幼儿|小朋友|同学)",
);
static CHILD: Pattern = Pattern::new(
    r"(?:孤儿|弃婴|弃儿|留守儿童|困境儿童|无人抚养儿童|流浪儿童|残疾儿童|患儿|病童|小学生|未成年人|幼儿)(?:姓名)?[：:（(]?",
);
/// The year to count from where neither the text nor the reader knows the day: the year of this release.
const THIS_YEAR: i16 = 2026;

fn minor(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let passage = &View::of(passage);
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut tell = |range: Range<usize>, severity, message: String| {
        // Those that are told do not meet, so only the last that begins before the end of another can meet it.
        let last = told.range(..(range.end, 0)).next_back();
        if last.is_none_or(|(_, end)| *end <= range.start) {
            told.insert((range.start, range.end));
            let finding = passage.finding(&MINOR, severity, range, message);
            findings.push(finding.hint("隐去名字，如“张某某”"));
        }
    };
    // From the name to the words that tell the age.
    let named = |at: usize| names::at_end(passage.before(at));
    let of_age = |age: i16| (age < 18).then_some(if age < 14 { Severity::Error } else { Severity::Warning });
    for groups in AGED.groups(&passage.text) {
        let (Some(whole), Some(age)) = (groups.get(0), groups.get(1)) else { continue };
        let Ok(age) = age.as_str().parse::<i16>() else { continue };
        let is_limit = begins(passage.after(whole.end()), &["以", "及以", "儿童"]);
        if let (Some(start), Some(severity), false) = (named(whole.start()), of_age(age), is_limit) {
            tell(start..whole.end(), severity, format!("未成年人（{age}岁）的姓名不得公开"));
        }
    }
    let year = reading.day().map_or(THIS_YEAR, |day| day.year());
    for groups in BORN.groups(&passage.text) {
        let (Some(whole), Some(born)) = (groups.get(0), groups.get(1)) else { continue };
        let Ok(born) = born.as_str().parse::<i16>() else { continue };
        if let (Some(start), Some(severity)) = (named(whole.start()), of_age(year - born)) {
            tell(start..whole.end(), severity, format!("未成年人（{born}年出生）的姓名不得公开"));
        }
    }
    const TEACHERS: [&str; 7] = ["教师", "老师", "校长", "园长", "主任", "任教", "教学"];
    for found in IN_CLASS.all(&passage.text).chain(PUPIL.all(&passage.text)) {
        let teaches = has(found.as_str(), &TEACHERS)
            || begins(passage.after(found.end()), &["班主任", "主任", "教", "老师", "语文", "数学", "组", "副"]);
        let Some(start) = named(found.start()).filter(|_| !teaches) else { continue };
        if !ends(passage.before(start), &TEACHERS) {
            tell(start..found.end(), Severity::Error, "学生的姓名和学校班级不得一起公开".to_owned());
        }
    }
    for found in IN_CLASS_OF.all(&passage.text) {
        let rest = passage.after(found.end());
        let end = names::at_start(rest).unwrap_or_default();
        if end > 0 && begins(rest.get(end..).unwrap_or_default(), &["同学", "小朋友", "学生"]) {
            let message = "学生的姓名和学校班级不得一起公开".to_owned();
            tell(found.end()..found.end() + end, Severity::Error, message);
        }
    }
    for found in CLASS_OF.all(&passage.text).chain(CHILD.all(&passage.text)) {
        let rest = passage.after(found.end());
        if let Some(end) = names::at_start(rest) {
            tell(found.end()..found.end() + end, Severity::Error, "儿童的姓名和处境不得一起公开".to_owned());
        }
    }
}
