//! What people suffer from, and children: illness, disability and age beside a name.

use super::super::Entry;

use crate::passage::{Passage, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// The most frequent surnames; with one of them a word of two or three characters behind a mark may be a name.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤妥牟祁冶敏米鲜虎喇海撒鲁杭汝";
/// Words that begin like a name.
const NO_NAMES: [&str; 30] = [
    "高度", "高标", "高质", "马上", "方面", "方便", "方式", "白天", "石油", "金额", "金融", "江苏", "江西", "黄河",
    "万元", "万人", "龙头", "海南", "武装", "史上", "任务", "任何", "于是", "何时", "向上", "贺信", "成都", "毛利",
    "严格", "严重",
];

/// A name at the end of a text: surname and one or two characters, parted from what stands before.
pub(super) fn ends_with_name(text: &str) -> bool {
    let chars: Vec<char> = text.chars().rev().take(12).collect();
    let is_han = |i: usize| chars.get(i).copied().is_some_and(crate::passage::is_han);
    [2usize, 3].into_iter().any(|n| {
        let all_han = (0..n).all(is_han);
        let surname = chars.get(n - 1).is_some_and(|c| SURNAMES.contains(*c));
        let name: String = chars.iter().take(n).rev().collect();
        let before: String = chars.iter().skip(n).rev().collect();
        // Masked names are no names: 张某某.
        let masked = name.contains('某');
        let parted = !is_han(n)
            || [
                "户主",
                "村民",
                "患者",
                "学生",
                "居民",
                "同志",
                "对象",
                "老人",
                "儿童",
                "之子",
                "之女",
                "儿子",
                "女儿",
                "妻子",
                "丈夫",
                "本人",
                "申请人",
                "低保户",
                "特困户",
                "五保户",
                "脱贫户",
                "监测户",
                "幼儿",
            ]
            .iter()
            .any(|w| before.ends_with(w));
        all_han && surname && parted && !masked && !NO_NAMES.iter().any(|w| name.starts_with(w))
    })
}

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
    ],
    bad: &[
        Example::text("王秀兰，⟦患尿毒症⟧，救助5000元。"),
        Example::text("户主马明（⟦肢体残疾二级⟧），享受低保。"),
        Example::text("李娟因⟦患乳腺癌⟧住院治疗"),
        Example::text("张小明，男，⟦精神分裂症⟧，监护人张强。"),
        Example::text("村民马强，⟦艾滋病⟧患者"),
        Example::text("王秀兰　⟦智力残疾三级⟧　每月120元"),
    ],
};

pub(in super::super) const HEALTH_ENTRY: Entry =
    Entry::everywhere(&HEALTH, &["患", "残疾", "病", "癌", "症", "偏瘫", "瘫痪"], health);

static CONDITION: Pattern = Pattern::new(
    r"(?:肢体|视力|听力|言语|智力|精神|多重)(?:重度)?残疾[（(]?[一二三四1234]级|(?:身)?患(?:有)?[\p{Han}]{0,8}?(?:癌|瘤|病|症|炎)|(?:乳腺|肺|肝|胃|食道|宫颈|直肠|结肠|甲状腺)癌|白血病|尿毒症|艾滋病|精神分裂症|精神病|抑郁症|癫痫|肺结核|糖尿病|脑瘫|偏瘫|瘫痪|肝硬化|乙肝|尘肺病|血友病|唐氏综合征|自闭症",
);

fn health(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let mut last = 0;
    for found in CONDITION.all(&passage.text).filter(|f| !f.as_str().ends_with("疾病")) {
        if found.start() < last || !is_beside_a_name(passage, found.start()) {
            continue;
        }
        last = found.end();
        let finding = passage.finding(&HEALTH, Severity::Error, found.range(), "姓名旁写着疾病或者残疾情况");
        findings.push(finding.hint("删去病情和残疾情况，只写救助类别和金额"));
    }
}

/// The clause begins with a name, or the name stands a few short pieces before: 张小明，男，精神分裂症.
fn is_beside_a_name(passage: &Passage<'_>, start: usize) -> bool {
    let before = passage.before(start);
    let pieces: Vec<&str> = before.rsplit(['，', '（', '(', '　', ' ', ',', '、', '：', '\t']).take(4).collect();
    for piece in pieces {
        if piece.contains(['。', '；', '\n']) {
            let tail = piece.rsplit(['。', '；', '\n']).next().unwrap_or_default();
            return is_name_piece(tail);
        }
        if is_name_piece(piece) {
            return true;
        }
        // 男, 女, 62岁, 二社 may stand between; a longer piece parts them.
        if piece.chars().count() > 6 {
            return false;
        }
    }
    false
}

/// 户主马明, 李娟因: a name, and nothing but a word that names or joins.
fn is_name_piece(piece: &str) -> bool {
    let piece = piece.trim().trim_end_matches(['因', '系', '为', '是', '现', '身', '曾', '已']);
    let bare = [
        "户主",
        "村民",
        "患者",
        "学生",
        "居民",
        "申请人",
        "低保户",
        "特困户",
        "五保户",
        "脱贫户",
        "监测户",
        "对象",
        "儿童",
        "其子",
        "其女",
    ]
    .iter()
    .fold(piece, |p, w| p.strip_prefix(w).unwrap_or(p));
    (2..=3).contains(&bare.chars().count()) && ends_with_name(bare)
}

/// 未成年人
const MINOR: Rule = Rule {
    id: "privacy.minor",
    title: "未成年人的姓名",
    severities: &[Severity::Error, Severity::Warning],
    what: "全名与不满十八周岁的年龄、学校班级，或者与孤儿、留守儿童、困境儿童、事实无人抚养儿童的身份写在一起。不满十四周岁的作错误。隐去名字（张某某、张*）的不提示。",
    why: "不满十四周岁未成年人的个人信息是敏感个人信息，公开要有监护人同意和专门规则。",
    basis: "《中华人民共和国个人信息保护法》第二十八条、第三十一条；《中华人民共和国未成年人保护法》第四条",
    good: &[
        Example::text("张某某，男，8岁，每月补助1200元。"),
        Example::text("全乡有孤儿3人、困境儿童12人。"),
        Example::text("王秀兰，女，62岁。"),
        Example::text("6至14岁儿童可以接种。"),
        Example::text("留守儿童关爱活动在李家村举行。"),
        Example::text("张*（10岁），事实无人抚养儿童"),
    ],
    bad: &[
        Example::text("⟦张小明，男，8岁⟧，每月补助1200元。"),
        Example::text("孤儿⟦马小兰⟧，每月补助1200元。"),
        Example::text("⟦李强，13周岁⟧，由祖母监护。"),
        Example::text("事实无人抚养儿童：⟦马小军⟧"),
        Example::text("⟦王小红，女，16岁⟧，高中在读。"),
        Example::text("留守儿童⟦张小龙⟧，父母外出务工。"),
    ],
};

pub(in super::super) const MINOR_ENTRY: Entry =
    Entry::everywhere(&MINOR, &["岁", "孤儿", "留守儿童", "困境儿童", "无人抚养儿童"], minor);

static AGED: Pattern =
    Pattern::new(r"(\p{Han}{2,3})[，,（( 　](?:[男女][，, 　])?(?:现年|今年|年龄)?[：:]?(\d{1,2})(?:周)?岁");
static CHILD: Pattern =
    Pattern::new(r"(?:孤儿|留守儿童|困境儿童|无人抚养儿童)(?:姓名)?[：:]?(\p{Han}{2,3})(?:[，、。；（(\s　]|$)");

fn minor(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in AGED.groups(&passage.text) {
        let (Some(whole), Some(name)) = (groups.get(0), groups.get(1)) else { continue };
        let Some(age) = groups.get(2).and_then(|m| m.as_str().parse::<u8>().ok()) else { continue };
        let parted = passage.before(name.start()).chars().next_back().is_none_or(|c| !crate::passage::is_han(c));
        if age >= 18
            || !ends_with_name(name.as_str())
            || !parted
                && name.as_str().chars().count() == 3
                && !has(passage.before(name.start()), &["户主", "儿童", "学生"])
        {
            continue;
        }
        let severity = if age < 14 { Severity::Error } else { Severity::Warning };
        let message = format!("未成年人（{age}岁）的姓名不得公开");
        let finding = passage.finding(&MINOR, severity, whole.range(), message);
        findings.push(finding.hint("隐去名字，如“张某某”"));
    }
    for name in CHILD.groups(&passage.text).filter_map(|g| g.get(1)) {
        if ends_with_name(name.as_str()) && !has(name.as_str(), &["某", "保障", "救助", "关爱", "基本"]) {
            let finding = passage.finding(&MINOR, Severity::Error, name.range(), "儿童的姓名和处境不得一起公开");
            findings.push(finding.hint("隐去名字，如“张某某”"));
        }
    }
}
