//! Characters and words that stand twice by a slip: 的的, 进行进行, 工作工作.

use super::Entry;
use crate::passage::{Passage, is_han};
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 字词重复
const RULE: Rule = Rule {
    id: "proof.doubled_word",
    title: "字词重复",
    severities: &[Severity::Error, Severity::Warning],
    what: "同一个字或者词连写两遍：“的的”“在在”“工作工作”。“研究研究”“干干净净”“家家户户”“常常”“人人”这样的叠词和数词、人名、地名不提示。",
    why: "多半是输入或者粘贴时多打了一遍。",
    basis: "现代汉语语法常规（叠词除外）",
    good: &[
        Example::text("县政府将将乐村列为示范村。"),
        Example::text("家家户户常常议论，人人参与。"),
        Example::text("慢慢推进，渐渐见效，天天更新。"),
        Example::text("奶奶和爸爸都来了，叔叔也来了。"),
        Example::text("会议会务由办公室负责，公开公开栏的内容。"),
        Example::text("该项目目前已经完工，主体工程程序合法。"),
        Example::text("研究研究再答复，大家商量商量。"),
        Example::text("要认真对待这种种问题，层层压实责任。"),
        Example::text("党的的确确做到了。"),
        Example::text("以营利为目的的活动，拍卖标的的价格，共和和统一。"),
        Example::text("一件事一件事地办。"),
        Example::text("和和美美过日子，实实在在办好事。"),
        Example::text("发现没有有效证件的，不得放行。"),
        Example::text("河湾镇人民政府政府信息公开指南"),
        Example::text("干部向向荣村、向东村的群众宣讲。"),
        Example::text("根据实际需要要求补正，提出重要要求。"),
        Example::text("日前前往现场，落实责任责任人。"),
    ],
    bad: &[
        Example::text("各村⟦的的→的⟧公开栏已经更新。"),
        Example::text("资金⟦在在→在⟧月底以前到位。"),
        Example::text("做好信息公开⟦工作工作→工作⟧。"),
        Example::text("群众⟦反映反映→反映⟧的问题已经解决。"),
        Example::text("全面⟦推进推进→推进⟧政务公开。"),
        Example::text("县人民政府⟦办公室办公室→办公室⟧印发。"),
        Example::text("已经完成⟦了了→了⟧。"),
        Example::text("⟦关于关于→关于⟧拨付资金的请示"),
        Example::text("施工单位⟦应当应当→应当⟧设置围挡。"),
        Example::text("请于6月1日⟦前前→前⟧报送。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &[], check);

/// Function words of one character that never stand twice.
const ONCE: &str = "的了在和与及对被将由从向为是有并或且于之前共要";
/// What stands before such a character where it ends a word: 目的的, 现在在, 作为为.
const ENDS_A_WORD: [(char, &str); 24] = [
    ('的', "目标有是真别似"),
    ('了', "为除罢到"),
    ('在', "存现正实所内潜外自好旨仍还"),
    ('和', "共温平饱总缓暖祥调柔中谐随"),
    ('与', "参给赋授付干"),
    ('及', "以涉普危顾惠遍提触波企言累推"),
    ('对', "针面相绝应反核成配结校敌一"),
    ('把', "一大"),
    ('被', "棉"),
    ('将', "即必麻大武上中少"),
    ('由', "自理事缘案经"),
    ('从', "服跟听随自盲主"),
    ('向', "方面导意取趋定走双单流去朝志倾"),
    ('为', "作成行认以人视更最尤称较分极列定转变改设名评选大无何因"),
    ('是', "但于还可凡正不就都或总只而其要若"),
    ('有', "所没具国拥享占持还只含共公私现原固特富设附带载另掺"),
    ('并', "合兼归吞一"),
    ('或', "抑间"),
    ('且', "并而况暂"),
    ('之', "反总久"),
    ('前', "目提从先空当事战生之以眼跟面"),
    ('共', "公总一中国"),
    ('要', "重主需必首只想还若摘提概纪简次显紧扼险不就都也快将索"),
    ('于', "由关对属等位处用鉴低高善至便基勇忠大小多少优源终归限急"),
];
/// Verbs that people double to make light of them.
const LIGHT: [&str; 12] =
    ["研究", "商量", "讨论", "考虑", "学习", "休息", "了解", "打听", "锻炼", "检查", "收拾", "准备"];

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let text: &str = &passage.text;
    let mut skip_to = 0;
    let mut window: [(usize, char); 6] = [(0, ' '); 6];
    let mut filled = 0;
    for (at, c) in text.char_indices() {
        window.rotate_left(1);
        if let Some(last) = window.last_mut() {
            *last = (at, c);
        }
        filled += 1;
        let [_, _, (a, w), (_, x), (b, y), (e, z)] = window;
        if filled >= 2 && y == z && ONCE.contains(z) && b >= skip_to {
            let end = e + z.len_utf8();
            let before = text.get(..b).and_then(|t| t.chars().next_back());
            let word = |c: char| ENDS_A_WORD.iter().any(|(end, first)| *end == z && first.contains(c));
            if !before.is_some_and(word)
                && !begins_a_place(text, e)
                && !before_verb(text, end, z)
                && !is_pair_of_pairs(text, b, end)
            {
                let message = format!("“{z}”重复");
                findings.push(passage.finding(&RULE, Severity::Error, b..end, message).replace_by(z.to_string()));
                skip_to = end;
            }
            continue;
        }
        // Two characters twice: 工作工作.
        if filled >= 4 && w == y && x == z && w != x && is_han(w) && is_han(x) && a >= skip_to {
            let end = e + z.len_utf8();
            let word: String = [w, x].iter().collect();
            if is_slip(text, &word, a, end) {
                let message = format!("“{word}”重复");
                findings.push(passage.finding(&RULE, Severity::Warning, a..end, message).replace_by(word));
                skip_to = end;
            }
        }
        if filled >= 6 {
            let [(p, a1), (_, a2), (_, a3), (_, b1), (_, b2), (_, b3)] = window;
            if (a1, a2, a3) == (b1, b2, b3)
                && a1 != a2
                && !"一几多两三每".contains(a1)
                && p >= skip_to
                && [a1, a2, a3].iter().all(|c| is_han(*c))
            {
                let word: String = [a1, a2, a3].iter().collect();
                let end = e + z.len_utf8();
                let message = format!("“{word}”重复");
                findings.push(passage.finding(&RULE, Severity::Warning, p..end, message).replace_by(word));
                skip_to = end;
            }
        }
    }
}

/// 和和美美, 实实在在: two doubled characters make a word.
fn is_pair_of_pairs(text: &str, start: usize, end: usize) -> bool {
    let twice = |mut chars: std::str::Chars<'_>, back: bool| {
        let (one, two) = if back { (chars.next_back(), chars.next_back()) } else { (chars.next(), chars.next()) };
        one.is_some() && one == two
    };
    text.get(..start).is_some_and(|t| twice(t.chars(), true))
        || text.get(end..).is_some_and(|t| twice(t.chars(), false))
}

/// 为了了解: 了 begins the next word.
fn before_verb(text: &str, end: usize, z: char) -> bool {
    let behind = text.get(end..).and_then(|t| t.chars().next());
    match (z, behind) {
        ('了', Some('解' | '结' | '却' | '断' | '望' | '不' | '之')) => true,
        ('的', Some('确' | '士')) => true,
        (
            '对',
            Some('象' | '外' | '接' | '口' | '比' | '策' | '照' | '话' | '方' | '待' | '标' | '于' | '立' | '应'),
        ) => true,
        (
            '有',
            Some(
                '效' | '毒' | '组' | '关' | '利' | '力' | '序' | '机' | '无' | '限' | '害' | '权' | '条' | '偿' | '意'
                | '劳' | '些' | '益',
            ),
        ) => true,
        ('为', Some('民' | '主' | '期' | '了' | '人' | '止')) => true,
        ('与', Some('会' | '否')) => true,
        ('和', Some('谐' | '平' | '睦' | '解')) => true,
        ('将', Some('来' | '要' | '近' | '于' | '军')) => true,
        ('在', Some('册' | '线' | '建' | '校' | '岗' | '编' | '职' | '于' | '此' | '外' | '内' | '家')) => {
            true
        }
        ('及', Some('时' | '格' | '早' | '第' | '其')) => true,
        ('由', Some('此' | '于')) => true,
        ('并', Some('存' | '列' | '轨' | '举' | '联' | '网' | '购')) => true,
        ('从', Some('事' | '业' | '严' | '重' | '轻' | '优' | '而')) => true,
        (
            '前',
            Some(
                '来' | '往' | '后' | '锋' | '沿' | '期' | '任' | '身' | '述' | '三' | '两' | '提' | '景' | '途' | '面'
                | '夕' | '列' | '进' | '前' | '些' | '不' | '去' | '赴' | '者' | '段' | '年' | '几',
            ),
        ) => true,
        (
            '共',
            Some(
                '同' | '产' | '和' | '享' | '建' | '识' | '青' | '有' | '计' | '性' | '鸣' | '振' | '创' | '赢' | '济'
                | '治',
            ),
        ) => true,
        ('之', Some('前' | '后' | '间' | '一' | '外' | '内' | '初' | '所' | '中' | '上' | '下')) => true,
        (
            '要',
            Some('求' | '素' | '点' | '领' | '件' | '义' | '害' | '闻' | '塞' | '是' | '强' | '约' | '隘' | '紧'),
        ) => true,
        // 向阳, 向东: places.
        (
            '向',
            Some('阳' | '东' | '西' | '南' | '北' | '荣' | '红' | '日' | '心' | '学' | '善' | '海' | '明' | '家'),
        ) => true,
        ('于', _) => behind.is_some_and(|c| "是".contains(c)),
        ('是', Some('否' | '非')) => true,
        ('向', Some('上' | '下' | '前' | '导')) => true,
        _ => false,
    }
}

/// Whether the word stands twice by a slip: doubled verbs and words that meet at their ends are not.
fn is_slip(text: &str, word: &str, start: usize, end: usize) -> bool {
    // Only words that are certain: others meet in 公开公开栏, 项目目前.
    const WORDS: &[&str] = &[
        "工作",
        "推进",
        "反映",
        "进行",
        "开展",
        "落实",
        "加强",
        "提高",
        "完善",
        "信息",
        "群众",
        "部门",
        "单位",
        "项目",
        "资金",
        "情况",
        "问题",
        "通过",
        "按照",
        "根据",
        "以及",
        "我们",
        "他们",
        "我县",
        "我乡",
        "我镇",
        "全县",
        "全乡",
        "全镇",
        "人民",
        "村民",
        "管理",
        "服务",
        "建设",
        "发展",
        "社会",
        "经济",
        "有关",
        "相关",
        "切实",
        "及时",
        "认真",
        "关于",
        "对于",
        "由于",
        "为了",
        "并且",
        "或者",
        "但是",
        "因此",
        "因为",
        "所以",
        "如果",
        "虽然",
        "其中",
        "其他",
        "应当",
        "应该",
        "必须",
        "可以",
        "能够",
        "不得",
        "需要",
        "已经",
        "正在",
        "位于",
        "属于",
        "用于",
        "达到",
        "具有",
        "包括",
        "成为",
        "作为",
        "实施",
        "执行",
        "制定",
        "负责",
        "主持",
        "召开",
        "举行",
        "印发",
        "同意",
        "批准",
        "特此",
        "现将",
        "截至",
        "之日",
        "以上",
        "以下",
        "以内",
        "以来",
        "目前",
        "今年",
        "去年",
        "本次",
        "我局",
        "我市",
        "我省",
        "全市",
        "全省",
        "妥否",
        "保障",
        "确保",
        "坚持",
        "积极",
        "进一步",
        "不断",
        "倾倒",
        "审核",
        "审批",
        "受理",
        "办理",
        "答复",
        "提供",
        "取得",
        "实现",
        "形成",
        "建立",
        "健全",
        "制度",
        "措施",
        "方案",
        "任务",
        "责任",
        "企业",
        "农村",
        "居民",
        "设施",
        "材料",
        "标准",
        "要求",
        "各级",
        "各村",
        "按时",
        "严格",
        "全面",
        "深入",
        "主要",
        "重点",
        "共同",
        "随着",
        "围绕",
        "针对",
        "结合",
        "符合",
        "使用",
        "采取",
        "存在",
        "发生",
        "造成",
        "组成",
        "参加",
        "参与",
        "明确",
    ];
    if LIGHT.contains(&word) || !WORDS.contains(&word) {
        return false;
    }
    let behind = text.get(end..).unwrap_or_default();
    let before = text.get(..start).unwrap_or_default();
    // 加强群众工作工作队的: the second is the head of another word.
    let compound = [
        "地", "队", "组", "者", "员", "站", "室", "人员", "部", "会", "制度", "机制", "报告", "单位", "日内", "日起",
        "日期", "化", "性", "人", "区", "科", "局", "厅", "委", "书", "表", "型", "物", "方",
    ];
    !compound.iter().any(|w| behind.starts_with(w)) && !before.ends_with(['社', '非'])
}

/// 将台乡 behind 将: the second character begins the name of a place.
fn begins_a_place(text: &str, second: usize) -> bool {
    let mut name = text.get(second..).unwrap_or_default().chars();
    let first = name.next().is_some_and(|c| !"的了在和是与及为".contains(c));
    first && name.next().is_some_and(is_han) && name.next().is_some_and(|c| "乡镇村寨堡".contains(c))
}
