//! Names of people in running text: a surname and what is given, or a name of a people that has no surnames.
//!
//! Chinese does not part words, so a name is believed only where something parts it from what stands before: a mark, the
//! beginning, a word for a person (户主, 村民), or a word behind which people are named (村, 经鉴定).

use crate::passage::{begins, ends, is_han};

/// Surnames of one character: the frequent ones of the country and those of 河湟 and 临夏 (马, 祁, 冶, 妥, 撒, 拜 …).
/// Surnames that are mostly another word (时, 成, 全, 关) are left out.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤妥牟祁冶敏米鲜虎喇海撒鲁杭汝安康常温易柳柯翟裴沙哈穆仝亥东拜闵买陕脱苟靳蔺霍骆詹滕欧耿焦甘葛祝裘岳包左路庞樊兰殷倪窦聂卓翁牛尚洪丛鲍柴蒙牧桑党尤俞郎冉赖岑邢卜邸宁漆寇把";
/// Surnames of two characters.
const COMPOUND: [&str; 24] = [
    "欧阳", "司马", "东方", "上官", "诸葛", "尉迟", "夏侯", "皇甫", "令狐", "慕容", "长孙", "宇文", "司徒", "公孙",
    "轩辕", "端木", "南宫", "独孤", "拓跋", "呼延", "闻人", "司空", "澹台", "赫连",
];
/// By these a name without a surname is known: Tibetan, Uyghur, Kazakh, Mongolian, Yugur.
const ELEMENTS: [&str; 96] = [
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
/// Characters that nobody is given.
const NEVER_GIVEN: &str = "的了是与及等对将被把或不未无该各每患病残疾费款员者级类项号率数量所局厅院校站某个们你我他她它也都又还但且因这那哪些么吗呢吧啊很更最只仅乡镇县市区州省村社组氏姓岁癌症炎疫压糖";
/// Words that begin as a name does.
const WORDS: &str = "高度 高标 高质 高血 高中 高等 高校 高龄 高新 高级 高发 高危 高风 高原 高温 高效 高额 马上 马铃 马鞍 马拉 马鼻 马传 马路 马匹 马尾 马凡 白天 白血 白内 白癜 白塞 白银 白条 黄河 黄疸 黄热 黄金 黄牌 黄色 黄土 黄牛 安全 安置 安排 安宁 安康 安装 安心 安徽 安居 安定 安保 安葬 康复 康乐 康养 严重 严格 严厉 严肃 严控 严防 严禁 严打 严查 方面 方便 方式 方案 方法 方向 方可 方能 方舱 石油 石棉 石材 石料 江苏 江西 江河 金额 金融 金昌 金银 金属 万元 万人 万名 任务 任何 任职 任期 任教 于是 何时 何种 何处 向上 向全 向社 向残 向困 向特 向农 向低 武装 武汉 武警 武威 海南 海拔 海关 海洋 龙头 史上 贺信 贺电 毛利 毛重 常见 常年 常规 常住 常务 常态 张掖 张贴 东乡 东部 东西 东风 东南 东北 东莞 东至 唐氏 唐山 沙漠 沙石 沙眼 哈密 穆斯 鲁班 鲁布 喇叭 喇嘛 拜访 拜年 撒拉 撒播 祁连 冶金 冶炼 妥善 妥当 妥否 妥协 牟利 牟取 米面 温度 温室 温馨 温饱 田间 田园 田地 林业 林木 林区 林草 林地 程序 程度 雷电 雷雨 易地 易返 易感 易致 顾客 余名 余人 余万 苏州 付款 付出 付费 夏季 夏粮 夏河 曾经 曾任 买卖 买房 敏感 鲜活 鲜花 杜绝 周边 周期 周一 周年 周末 孙子 孙女 谢谢 董事 陆地 陆续 陶瓷 成都 宁夏 兰州 甘肃 甘南 路面 路段 路口 把握 把好 包括 包含 包村 包抓 左右 尚在 尚有 牛羊 桑葚 党员 党委 党支 党组 党政 党风 洪涝 洪水 欧盟 卓有 祝贺 岳父 岳母 蒙古 牧区 牧民 关爱";

fn is_of_a_name(c: char) -> bool {
    is_han(c) || c == '·'
}

fn can_be_given(given: &str) -> bool {
    (1..=2).contains(&given.chars().count()) && given.chars().all(|c| is_han(c) && !NEVER_GIVEN.contains(c))
}

fn has_element(text: &str) -> bool {
    ELEMENTS.iter().any(|e| text.starts_with(e)) && text.chars().all(|c| is_of_a_name(c) && !NEVER_GIVEN.contains(c))
}

fn is_a_word(text: &str) -> bool {
    WORDS.split(' ').any(|w| text.starts_with(w))
}

fn has_surname(text: &str) -> bool {
    COMPOUND.iter().any(|s| text.strip_prefix(s).is_some_and(can_be_given)) || {
        let mut chars = text.chars();
        chars.next().is_some_and(|c| SURNAMES.contains(c)) && can_be_given(chars.as_str()) && !is_a_word(text)
    }
}

fn has_no_surname(text: &str) -> bool {
    (3..=8).contains(&text.chars().count()) && has_element(text) && !ROLES.iter().any(|r| text.starts_with(r))
}

/// Whether the whole text is a name in full.
pub(super) fn is_name(text: &str) -> bool {
    has_surname(text) || has_no_surname(text)
}

/// Where the name begins with which the text ends. A masked name (张某某) is none.
pub(super) fn at_end(text: &str) -> Option<usize> {
    let starts: Vec<usize> = text.char_indices().rev().map(|(at, _)| at).take(8).collect();
    // The longest first: 欧阳国林 is no 阳国林. Without a surname nothing but what stands before says where it begins.
    let of_kind = |with_surname: bool| {
        starts.iter().skip(1).rev().copied().find(|start| {
            let (before, name) = text.split_at(*start);
            let is_one = if with_surname { has_surname(name) } else { has_no_surname(name) };
            is_one && is_parted(before)
        })
    };
    of_kind(true).or_else(|| of_kind(false))
}

/// Where the name ends with which the text begins, if what follows shows that it ends there.
pub(super) fn at_start(text: &str) -> Option<usize> {
    // 患者于当日, 儿童向社会: more often another word than a surname.
    if text.starts_with(['于', '向', '万', '任']) {
        return None;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(8).collect();
    ends.iter().skip(1).rev().copied().find(|end| {
        let (name, rest) = text.split_at(*end);
        name.chars().all(is_of_a_name)
            && is_name(name)
            && rest.chars().next().is_none_or(|c| !is_of_a_name(c) || FOLLOW.contains(c))
    })
}

/// What stands behind a name in a sentence.
const FOLLOW: &str = "今正由已因纳在上于系为是被每获就入享患等与和同向从随住父母及现自家的将经曾未到来把给年男女";

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
                    (before.is_empty() || ends(before, &BEFORE)) && begins(rest, &COMPOUND) && at_start(rest).is_some()
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
