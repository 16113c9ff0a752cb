//! Names of people in running text: a surname and what is given, or a name of a people that has no surnames.
//!
//! Chinese does not part words, so a name is believed only where something parts it from what stands before: a mark, the
//! beginning, a word for a person (户主, 村民), or a word behind which people are named (村, 经鉴定).

use super::surnames::{self, NEVER_GIVEN};
use crate::passage::{ends, is_han};

/// By these a name without a surname is known: Tibetan, Uyghur, Kazakh, Mongolian, Yugur.
const ELEMENTS: &[&str] = &[
    "扎西",
    "卓玛",
    "才让",
    "才旦",
    "多杰",
    "次仁",
    "次旦",
    "尼玛",
    "达瓦",
    "边巴",
    "拉毛",
    "拉姆",
    "央金",
    "央宗",
    "桑吉",
    "旦正",
    "旦增",
    "丹增",
    "格桑",
    "仁青",
    "仁增",
    "索南",
    "贡保",
    "贡布",
    "加措",
    "嘉措",
    "白玛",
    "德吉",
    "曲珍",
    "卓嘎",
    "罗布",
    "普布",
    "平措",
    "东珠",
    "顿珠",
    "华青",
    "华旦",
    "完么",
    "完玛",
    "道吉",
    "道杰",
    "多吉",
    "闹日",
    "南木",
    "羊毛草",
    "勒毛",
    "娘毛",
    "阿依",
    "古丽",
    "麦麦提",
    "买买提",
    "买合木提",
    "艾合买提",
    "阿不都",
    "阿卜杜",
    "阿布都",
    "热合曼",
    "热依",
    "吐尔",
    "吐逊",
    "依布拉",
    "伊布拉",
    "努尔",
    "木沙",
    "玉素",
    "艾尔肯",
    "艾山",
    "艾买提",
    "帕提",
    "米热",
    "哈丽",
    "再努",
    "阿孜",
    "叶尔",
    "巴合",
    "加娜",
    "巴特尔",
    "其其格",
    "乌云",
    "斯琴",
    "格日",
    "苏日",
    "那仁",
    "布和",
    "额尔",
    "朝鲁",
    "宝音",
    "安吉斯",
    "阿尔斯",
    "赛里",
    "库尔班",
    "凯赛尔",
    "图尔",
    "依明",
    "赛买提",
    "肉孜",
    "迪丽",
    "才仁",
    "热依汗",
    "祖力",
    "吾甫",
    "阿迪力",
    "穆合塔",
    "居来提",
    "帕夏",
    "茹仙",
    "亚森",
    "艾比",
    "达娃",
    "罗桑",
    "洛桑",
    "强巴",
    "曲扎",
    "巴桑",
    "拉巴",
    "措姆",
    "噶玛",
    "坚赞",
    "贡嘎",
    "俄色",
    "昂旺",
    "阿旺",
    "班玛",
    "更登",
    "万玛",
    "尕藏",
    "尕玛",
    "娜仁",
    "乌兰",
    "巴图",
    "孟和",
    "呼和",
    "萨仁",
    "哈斯",
    "托娅",
    "敖登",
    "阿拉坦",
    "特木尔",
];
/// Words for a person, behind which a name stands.
const ROLES: [&str; 54] = [
    "户主",
    "村民",
    "患者",
    "学生",
    "居民",
    "对象",
    "老人",
    "儿童",
    "之子",
    "之女",
    "其子",
    "其女",
    "其妻",
    "其夫",
    "其父",
    "其母",
    "儿子",
    "女儿",
    "妻子",
    "丈夫",
    "父亲",
    "母亲",
    "本人",
    "申请人",
    "低保户",
    "特困户",
    "五保户",
    "脱贫户",
    "监测户",
    "贫困户",
    "农户",
    "幼儿",
    "孤儿",
    "弃婴",
    "当事人",
    "被监护人",
    "职工",
    "农民",
    "群众",
    "社员",
    "牧民",
    "未成年人",
    "小学生",
    "特困人员",
    "低保人员",
    "困难群众",
    "姐姐",
    "弟弟",
    "孩子",
    "病人",
    "孙子",
    "孙女",
    "长子",
    "次子",
];
/// Behind these, too, people are named.
const BEFORE: [&str; 25] = [
    "村", "社", "组", "队", "镇", "乡", "县", "户", "了", "对", "给", "将", "由", "和", "与", "及", "鉴定", "核查",
    "核实", "调查", "人员", "认定", "同意", "批准", "叫",
];
fn is_of_a_name(c: char) -> bool {
    is_han(c) || is_dot(c)
}

/// The dot within 麦麦提·艾力 and what is typed for it.
fn is_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '‧')
}

fn can_be_given(given: &str) -> bool {
    (1..=2).contains(&given.chars().count()) && given.chars().all(|c| is_han(c) && !NEVER_GIVEN.contains(c))
}

fn has_element(text: &str) -> bool {
    ELEMENTS.iter().any(|e| text.starts_with(e)) && text.chars().all(|c| is_of_a_name(c) && !NEVER_GIVEN.contains(c))
}

/// 迪力夏提, 阿卜杜拉·吾甫尔: written with the characters that stand for foreign sounds.
fn is_transcribed(text: &str) -> bool {
    let has_dot = text.contains(is_dot);
    let sounds = text.chars().filter(|c| surnames::is_of_sounds(*c)).count();
    let all = text.chars().filter(|c| !is_dot(*c)).count();
    let is_whole = !text.starts_with(is_dot) && !text.ends_with(is_dot);
    is_whole
        && text.chars().all(|c| is_of_a_name(c) && !NEVER_GIVEN.contains(c))
        && if has_dot { sounds * 3 >= all * 2 } else { sounds == all }
}

/// How far a surname and what follows it are a name by themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surname {
    /// Hardly anything else.
    Sure,
    /// The surname is an ordinary character of prose, and what follows is what people are given.
    Likely,
}

fn surname_of(text: &str) -> Option<Surname> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let given = chars.as_str();
    if surnames::compound().any(|s| text.strip_prefix(s).is_some_and(can_be_given)) {
        return Some(Surname::Sure);
    }
    if !can_be_given(given) || surnames::is_a_word(text) {
        return None;
    }
    match () {
        () if surnames::is_sure(first) => Some(Surname::Sure),
        () if surnames::is_ordinary(first) && given.chars().all(surnames::is_given) => Some(Surname::Likely),
        () => None,
    }
}

fn has_no_surname(text: &str) -> bool {
    let length = text.chars().count();
    !ROLES.iter().any(|r| text.starts_with(r))
        && ((3..=8).contains(&length) && has_element(text) || (3..=15).contains(&length) && is_transcribed(text))
}

/// 才仁拉毛: known by what stands at the end, where something else says where it begins.
fn ends_in_element(text: &str) -> bool {
    (3..=6).contains(&text.chars().count())
        && ELEMENTS.iter().any(|e| text.ends_with(e))
        && text.chars().all(|c| is_of_a_name(c) && !NEVER_GIVEN.contains(c))
}

/// Whether the whole text is a name in full. Two characters of prose (和平, 全新) are none.
pub(super) fn is_name(text: &str) -> bool {
    match surname_of(text) {
        Some(Surname::Sure) => true,
        Some(Surname::Likely) => text.chars().count() > 2,
        None => has_no_surname(text),
    }
}

/// Whether it is a name where names are expected, as in a column of people: every surname counts, the rare ones too.
pub(super) fn is_listed(text: &str) -> bool {
    let name: String = text.chars().take_while(|c| !matches!(c, '（' | '(')).filter(|c| !c.is_whitespace()).collect();
    let is_any = || {
        let mut chars = name.chars();
        chars.next().is_some_and(surnames::is_any) && can_be_given(chars.as_str()) && !surnames::is_a_word(&name)
    };
    is_name(&name) || is_any() || ends_in_element(&name)
}

/// Where the name begins with which the text ends. A masked name (张某某) is none.
pub(super) fn at_end(text: &str) -> Option<usize> {
    let starts: Vec<usize> = text.char_indices().rev().map(|(at, _)| at).take(16).collect();
    // The longest first: 欧阳国林 is no 阳国林. Without a surname nothing but what stands before says where it begins.
    // An ordinary character begins a name only behind a mark or a word for a person.
    let of_surname = |before: &str, name: &str| match surname_of(name) {
        Some(Surname::Sure) => is_parted(before),
        Some(Surname::Likely) => is_parted(before) && (name.chars().count() > 2 || is_marked_off(before)),
        None => false,
    };
    let find = |is_one: &dyn Fn(&str, &str) -> bool| {
        starts.iter().skip(1).rev().copied().find(|start| {
            let (before, name) = text.split_at(*start);
            is_one(before, name)
        })
    };
    find(&of_surname)
        .or_else(|| find(&|before, name| has_no_surname(name) && is_parted(before)))
        .or_else(|| find(&|before, name| ends_in_element(name) && is_marked_off(before)))
}

/// Whether the text ends in a name, wherever it begins: what stands right before a number (订单已送达马成林138…).
pub(super) fn is_at_end(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !is_of_a_name(c));
    let is_one = |n: usize| {
        let name = crate::passage::tail(text, n);
        name.chars().count() == n && is_name(name)
    };
    at_end(text).is_some() || is_one(3) || is_one(4)
}

/// Where the name ends with which the text begins, if what follows shows that it ends there.
pub(super) fn at_start(text: &str) -> Option<usize> {
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(16).collect();
    // 患者于当日, 儿童向社会: more often another word than a surname.
    let is_doubtful = text.starts_with(['于', '向', '万', '任']);
    ends.iter().skip(1).rev().copied().find(|end| {
        let (name, rest) = text.split_at(*end);
        let is_one = match surname_of(name) {
            Some(Surname::Likely) => name.chars().count() > 2 || rest.chars().next().is_none_or(|c| !is_of_a_name(c)),
            _ => is_name(name) && (!is_doubtful || name.chars().skip(1).all(surnames::is_given)),
        };
        name.chars().all(is_of_a_name)
            && is_one
            && rest.chars().next().is_none_or(|c| !is_of_a_name(c) || FOLLOW.contains(c))
    })
}

/// What stands behind a name in a sentence.
const FOLLOW: &str = "今正由已因纳在上于系为是被每获就入享患等与和同向从随住父母及现自家的将经曾未到来把给年男女";

/// Whether a mark, a word for a person or nothing stands at the end.
fn is_marked_off(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| !is_of_a_name(c)) || ends(before, &ROLES)
}

fn is_parted(before: &str) -> bool {
    match before.chars().next_back() {
        None => true,
        Some(c) => !is_of_a_name(c) || ends(before, &ROLES) || ends(before, &BEFORE),
    }
}

/// Whether a word for a person stands at the end, e.g. of a label: 申请人.
pub(super) fn ends_with_role(text: &str) -> bool {
    ends(text.trim_end_matches(['：', ':', ' ', '　']), &ROLES)
}

/// Whether somebody is named in the text, or a word for a person stands in it.
pub(super) fn is_about_a_person(text: &str) -> bool {
    ROLES.iter().any(|r| text.contains(r))
        || text.split(|c: char| !is_of_a_name(c)).any(|piece| {
            is_name(piece)
                || piece.char_indices().any(|(at, _)| {
                    let (before, rest) = piece.split_at(at);
                    (before.is_empty() || ends(before, &BEFORE))
                        && surnames::compound().any(|s| rest.starts_with(s))
                        && at_start(rest).is_some()
                        || before.is_empty() && at_start(rest).is_some_and(|end| end < rest.len())
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_peoples_are_names_and_words_are_not() {
        for name in [
            "马占海",
            "祁玉兰",
            "冶成林",
            "妥福祥",
            "撒小英",
            "拜芳",
            "喇丽娟",
            "牟忠",
            "欧阳国林",
            "司马文清",
            "东方忠",
            "尉迟芳",
            "马月娥",
            "王家俊",
            "扎西东珠",
            "才让卓玛",
            "阿依古丽",
            "麦麦提·艾力",
            "阿卜杜热合曼·吾甫尔",
            "迪丽热巴",
            "乔建国",
            "文建国",
            "施玉兰",
            "和志强",
            "水小英",
            "缪国林",
            "宗政文清",
        ] {
            assert!(is_name(name), "{name}");
        }
        for word in [
            "高血压",
            "马铃薯",
            "妥善",
            "祁连山",
            "安全",
            "白血病",
            "张某某",
            "马家村",
            "严重",
            "东乡县",
            "康复",
            "冶金",
            "唐氏",
            "文化站",
            "成立后",
            "施工队",
            "申请人",
            "齐抓共",
            "时间",
            "水利局",
            "农业",
            "和谐",
            "明确",
            "从业者",
            "应当",
            "全面",
            "平安",
            "平均值",
        ] {
            assert!(!is_name(word), "{word}");
        }
    }

    #[test]
    fn a_name_is_taken_whole_and_only_where_it_is_parted() {
        let found = |text: &'static str| at_end(text).map(|at| text.split_at(at).1);
        for (text, name) in [
            ("户主欧阳国林", "欧阳国林"),
            ("村民才让卓玛", "才让卓玛"),
            ("百和村三社冶成林", "冶成林"),
            ("会议研究了东方丽娟", "东方丽娟"),
            ("（妥忠", "妥忠"),
            ("经鉴定马占海", "马占海"),
        ] {
            assert_eq!(found(text), Some(name), "{text}");
        }
        assert_eq!(found("严格落实责任"), None);
        assert_eq!(at_start("马小龙由祖父抚养"), Some("马小龙".len()));
        assert_eq!(at_start("康复训练"), None);
    }
}
