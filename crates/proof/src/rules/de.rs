//! 的, 地, 得.
//!
//! Only what the words around settle: an adverb before a verb with its object takes 地, a verb before a judgement at the
//! end of the clause takes 得, an adjective before a noun takes 的.

use super::Entry;
use crate::passage::{Passage, begins, first, has, is_han};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 的、地、得
const RULE: Rule = Rule {
    id: "proof.de",
    title: "“的”“地”“得”",
    severities: &[Severity::Error, Severity::Warning],
    what: "状语和动词之间用“地”（更好地服务群众），动词和补语之间用“得”（做得不够），定语和名词之间用“的”。只提示由前后的词可以断定的。",
    why: "“的”“地”“得”不分，影响对句子成分的理解。",
    basis: "现代汉语语法常规；《现代汉语词典》“的”“地”“得”条",
    good: &[
        Example::text("为群众提供更好的服务。"),
        Example::text("更好地服务群众，更加直观地感受变化。"),
        Example::text("取得的较大成绩得到肯定。"),
        Example::text("工作做得不够，落实得不好。"),
        Example::text("形成良好的社会风气。"),
        Example::text("存在的不足主要有两个方面。"),
        Example::text("给群众带来更加直观的感受。"),
        Example::text("有效的推动力量来自基层。"),
        Example::text("投入的较多资金用于道路。"),
        Example::text("发挥积极的协调作用，有深刻的认识。"),
        Example::text("采取及时的救治措施，不断的完善过程也是学习过程。"),
        Example::text("学校组织的非常规检查，知道的很少。"),
        Example::text("取得成绩，使得问题得到明显改善。"),
    ],
    bad: &[
        Example::text("为了⟦更好的服务→更好地服务⟧群众，推行帮办代办。"),
        Example::text("让群众⟦更加直观的感受→更加直观地感受⟧工作流程。"),
        Example::text("图解⟦运用的较少→运用得较少⟧。"),
        Example::text("主动公开⟦做的不够→做得不够⟧，更新不及时。"),
        Example::text("⟦有效的推动了→有效地推动了⟧工作落实。"),
        Example::text("⟦全面的贯彻了→全面地贯彻了⟧上级要求。"),
        Example::text("形成⟦良好地秩序→良好的秩序⟧。"),
        Example::text("制度⟦落实的不好→落实得不好⟧。"),
        Example::text("要⟦不断的完善→不断地完善⟧应急预案。"),
        Example::text("⟦深刻的认识到→深刻地认识到⟧差距。"),
        Example::text("文化活动⟦办的红红火火→办得红红火火⟧。"),
        Example::text("道路改造⟦进展的非常顺利→进展得非常顺利⟧。"),
        Example::text("取得了⟦良好得效果→良好的效果⟧。"),
        Example::text("⟦清醒得认识到→清醒地认识到⟧不足。"),
        Example::text("环境⟦得到了明显地改善→得到了明显的改善⟧。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &["的", "地", "得"], check);

/// Adverbial 的 before a verb that is hardly a noun, or a verb with its object.
static ADVERB: Pattern = Pattern::new(
    r"(?:更好|更加(?:有效|直观|深入|全面|准确|及时|积极|主动|自觉|清晰|方便|快捷|精准|扎实)|更(?:有效|直观|深入|全面|准确|及时|清晰|方便|快捷|精准)|有效|深入|全面|认真|切实|及时|准确|积极|主动|自觉|严格|充分|快速|迅速|不断|逐步|扎实|有力|显著|进一步|系统|统一|集中|真正|清楚|直观)的(?:推动|推进|促进|发挥|满足|保障|落实|贯彻|履行|做好|完成|掌握|反映|解决|提高|提升|增强|维护|执行|服务|感受|了解|认识|展示|体现|开展|改善|调动|引导|帮助|回应|查找|公开|宣传)",
);
/// Verbs that are as well nouns behind 的: an object must follow.
const NOUNS: [&str; 24] = [
    "服务", "感受", "了解", "认识", "保障", "体现", "反映", "帮助", "回应", "引导", "宣传", "公开", "展示", "维护",
    "执行", "落实", "改善", "推动", "促进", "提升", "提高", "推进", "贯彻", "掌握",
];
/// How objects begin.
const OBJECTS: [&str; 48] = [
    "群众",
    "人民",
    "百姓",
    "居民",
    "村民",
    "企业",
    "社会",
    "经济",
    "公众",
    "农民",
    "市民",
    "职工",
    "学生",
    "党员",
    "干部",
    "基层",
    "发展",
    "工作",
    "政府",
    "政策",
    "法律",
    "权力",
    "全乡",
    "全镇",
    "全县",
    "全市",
    "我乡",
    "我镇",
    "我县",
    "各项",
    "各村",
    "各类",
    "上级",
    "中央",
    "党的",
    "国家",
    "情况",
    "问题",
    "民生",
    "大局",
    "改革",
    "项目",
    "信息",
    "公民",
    "对象",
    "家乡",
    "办事群众",
    "办事企业",
];
/// A judgement at the end of a clause.
static RESULT: Pattern = Pattern::new(
    r"(?:运用|使用|落实|做|抓|管|干|办|学|写|说|想|看|走|管理|掌握|执行|完成|发挥|开展|宣传|了解|投入|公开|更新|解读|回应|研究|考虑|发展|进行|利用|把握|结合|坚持|推进)的(?:还)?(?:较|很|非常|十分|比较|还|更|不够|不太|不|太)?(?:少|多|好|快|慢|深|紧|实|细|够|到位|充分|透|严|早|晚|及时|深入|全面|扎实|彻底|明显|具体|顺利)[，。；！、]",
);
/// Adverbs that hardly describe a noun, and verbs that take an object at once.
static PLAIN_ADVERB: Pattern = Pattern::new(
    r"(?:不断|切实|逐步|充分|积极|及时|认真|严肃|严厉|深刻|清醒|耐心|细致|耐心细致|科学合理|一以贯之|自觉|主动|迅速|果断|坚决|坚定不移|大力|努力|千方百计|因地制宜|持之以恒|循序渐进|全面|更好)的(?:完善|减轻|协调|编制|救治|打击|解答|说明|看到|认识到|感受到|体会到|意识到|抓好|做好|优化|规范|强化|加强|健全|改进|破解|纠正|整治|化解|处置|查处|遏制|消除|安排|部署|落实|推行|推进|维护|保护|服务|争取|调整|扩大|增加|减少|提高|提升|组织|参加|投入到|配合|支持|学习)",
);
/// Verbs that are no nouns: an object may follow, or 了.
const NO_NOUNS: [&str; 10] = ["看到", "认识到", "感受到", "体会到", "意识到", "抓好", "做好", "投入到", "减轻", "说明"];
/// Nouns that follow such a verb and make one word with it: 积极的协调作用, 及时的救治措施.
const HEADS: [&str; 42] = [
    "作用", "措施", "工作", "过程", "办法", "方案", "机制", "制度", "能力", "水平", "力度", "力", "性", "率", "度",
    "者", "人员", "体系", "方式", "方法", "手段", "态度", "精神", "意识", "活动", "行动", "政策", "计划", "服务",
    "条件", "环境", "效果", "需要", "要求", "任务", "问题", "部门", "机构", "单位", "情况", "经验", "氛围",
];
/// 像爱护眼睛一样的爱护…: the verb is said before.
static LIKE: Pattern = Pattern::new(r"像(\p{Han}{2})[^，。；]{1,10}(?:一样|那样)的(\p{Han}{2})");
/// 忘我的工作在: a verb with its place.
static PLACE: Pattern = Pattern::new(
    r"(?:忘我|默默|辛勤|日夜|夜以继日|默默无闻|义无反顾|毫不退缩|始终如一|无私)的(?:工作|战斗|奋战|坚守|奋斗|守护)在",
);
/// 进展的十分顺利, 组织的非常周密: a degree and a judgement behind a verb; numbers are left out, for 知道的很少 is a noun.
static JUDGED: Pattern = Pattern::new(
    r"(?:融化|增长|进展|组织|部署|准备|衔接|配合|处理|变化|恢复|生长|谋划|设计|布置|下降|上升|回升|扩散|蔓延|搞|长|做|办|抓|干|管护|解释|贯彻|保护|种植|打理)的(?:很|非常|十分|比较|特别|较|还|更|极其|相当)(?:不)?(?:快|慢|好|差|早|晚|紧|实|细|严|透|周密|严密|顺利|圆满|缓慢|迅速|及时|到位|充分|扎实|彻底|细致|周到|清楚|明确|具体|规范|平稳|红火|热闹|漂亮|旺盛)[，。；！]",
);
/// 搞的有声有色: a set phrase behind a verb.
static IDIOM: Pattern = Pattern::new(
    r"(?:搞|做|办|抓|干|管|堆|弄|打理|治理|收拾|布置|过|发展|组织)的(?:有声有色|到处都是|井井有条|红红火火|风生水起|一塌糊涂|有条不紊|如火如荼|扎扎实实|明明白白|清清楚楚|干干净净|整整齐齐|热热闹闹)",
);
/// 较好得效果, 提出得问题: 得 before a noun.
static NOUN_BEHIND_DE: Pattern = Pattern::new(
    r"(?:较好|良好|显著|明显|重大|巨大|突出|丰硕|优异)得(?:效果|成效|成绩|成果|进展|问题|作用|变化|影响|贡献)|(?:群众|提出|反映|存在|发现|面临|遇到|关心|关注)得(?:问题|意见|建议|困难|隐患|诉求|热点)",
);
/// 清醒得看到: 得 before a verb.
static VERB_BEHIND_DE: Pattern =
    Pattern::new(r"(?:清醒|深刻|清楚|充分|强烈|切实|真切)得(?:看到|认识到|认识|感受到|体会到|意识到)");
/// 得到了明显地改善: the verb has an object already; 先锋模范地作用.
static NOUN_BEHIND_ADVERB: Pattern = Pattern::new(
    r"(?:得到|取得|获得|有|受到)了?(?:很大|较大|极大|明显|显著|有效|全面|充分|切实|根本|普遍)地(?:改善|提高|提升|增强|发展|进步|变化|解决|保障|加强|好转|改观|好评)[，。；！]|(?:先锋模范|模范带头|带头|骨干|桥梁|纽带|桥梁纽带|示范|引领|战斗堡垒|主体)地作用",
);
static NOUN: Pattern = Pattern::new(
    r"(?:良好|优良|巨大|重要|重大|主要|全新|崭新|丰硕|显著|突出|优异)地(?:秩序|环境|局面|氛围|成绩|成效|效果|作用|问题|意义|变化|影响|基础|形象|关系|条件|社会|风气|成果|贡献)",
);

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in ADVERB.all(&passage.text) {
        let Some((adverb, verb)) = found.as_str().split_once('的') else { continue };
        let behind = passage.after(found.end());
        let governs = match NOUNS.contains(&verb) {
            true => begins(behind, &OBJECTS) || begins(behind, &["了"]),
            false => first(behind).is_some_and(|c| is_han(c) && !"和与及的是有不为对在等、".contains(c)),
        };
        // 有效的推动力量: the verb is part of a noun.
        let part_of_noun = begins(
            behind,
            &[
                "力",
                "性",
                "率",
                "度",
                "工作的",
                "问题的",
                "情况的",
                "者",
                "人",
                "机制",
                "措施",
                "办法",
                "方案",
                "渠道",
                "平台",
                "能力",
                "方式",
                "水平",
                "体系",
                "活动",
                "作用",
            ],
        );
        if !governs || part_of_noun || is_attribute(passage, found.end(), behind) {
            continue;
        }
        let mut end = found.end();
        if behind.starts_with('了') {
            end += "了".len();
        }
        let tail = passage.get(found.end()..end);
        let right = format!("{adverb}地{verb}{tail}");
        let message = "状语和动词之间用“地”";
        findings.push(passage.finding(&RULE, Severity::Error, found.start()..end, message).replace_by(right));
    }
    for found in RESULT.all(&passage.text) {
        let text = found.as_str();
        let end = found.end() - text.chars().next_back().map_or(0, char::len_utf8);
        let text = passage.get(found.start()..end);
        let Some((verb, result)) = text.split_once('的') else { continue };
        // 做的少，说的多 without a degree is a noun too; so is a single adjective behind a long verb.
        let degree = begins(result, &["较", "很", "非常", "十分", "比较", "还", "更", "不", "太"]);
        let before = passage.before(found.start());
        if !degree || before.ends_with(['所', '应', '该', '要', '想']) || before.ends_with("需要") {
            continue;
        }
        let right = format!("{verb}得{result}");
        let message = "动词和补语之间用“得”";
        findings.push(passage.finding(&RULE, Severity::Warning, found.start()..end, message).replace_by(right));
    }
    for found in NOUN.all(&passage.text) {
        let right = found.as_str().replacen('地', "的", 1);
        let message = "定语和名词之间用“的”";
        findings.push(passage.finding(&RULE, Severity::Error, found.range(), message).replace_by(right));
    }
    plain_adverbs(passage, findings);
    set_forms(passage, findings);
}

/// 不断的完善…体系, 深刻的认识到.
fn plain_adverbs(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for found in PLAIN_ADVERB.all(&passage.text) {
        let Some((adverb, verb)) = found.as_str().split_once('的') else { continue };
        if ADVERB.all(found.as_str()).next().is_some() {
            continue;
        }
        let behind = passage.after(found.end());
        let is_verb = NO_NOUNS.contains(&verb) || behind.starts_with('了');
        let has_object = first(behind).is_some_and(|c| is_han(c) && !"和与及的是有不为对在等并以使也都还".contains(c));
        // 是积极的, 有及时的: an attribute, whatever follows.
        let clause = passage.around(found.start(), crate::passage::CLAUSE);
        let before = passage.get(clause.start..found.start());
        let is_object = has(
            before,
            &["有", "是", "作出", "做出", "给予", "提供", "得到", "采取", "进行", "一个", "一种", "一项", "这", "那"],
        );
        let rest = passage.get(found.end()..clause.end().max(found.end()));
        let makes_noun = begins(behind, &HEADS)
            || !is_verb && (HEADS.iter().any(|h| rest.ends_with(h)) && rest.chars().count() <= 4 || has(rest, &["的"]));
        if !(is_verb || has_object) || is_object || makes_noun {
            continue;
        }
        let end = found.end() + if behind.starts_with('了') { "了".len() } else { 0 };
        let right = format!("{adverb}地{verb}{}", passage.get(found.end()..end));
        let message = "状语和动词之间用“地”";
        findings.push(passage.finding(&RULE, Severity::Warning, found.start()..end, message).replace_by(right));
    }
}

/// Forms that are certain by themselves.
fn set_forms(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let text = &passage.text;
    let mut say = |range: std::ops::Range<usize>, from: char, to: &str, message: &str| {
        let right = passage.get(range.clone()).replacen(from, to, 1);
        findings.push(passage.finding(&RULE, Severity::Warning, range, message).replace_by(right));
    };
    let [adverbial, complement, attribute] = ["状语和动词之间用“地”", "动词和补语之间用“得”", "定语和名词之间用“的”"];
    if text.contains('的') {
        for groups in LIKE.groups(text) {
            let (Some(all), Some(verb), Some(again)) = (groups.get(0), groups.get(1), groups.get(2)) else { continue };
            if verb.as_str() == again.as_str() {
                let from = passage.before(again.start()).rfind('的').unwrap_or(all.start());
                say(from..again.end(), '的', "地", adverbial);
            }
        }
        PLACE.all(text).for_each(|found| say(found.range(), '的', "地", adverbial));
        for found in JUDGED.all(text) {
            let before = passage.before(found.start());
            let is_noun = before.ends_with([
                '所', '应', '该', '要', '想', '需', '校', '处', '市', '县', '镇', '乡', '村', '院', '局', '部', '会',
            ]);
            let end = found.end() - found.as_str().chars().next_back().map_or(0, char::len_utf8);
            if !is_noun && !RESULT.is_in(passage.get(found.start()..found.end())) {
                say(found.start()..end, '的', "得", complement);
            }
        }
        for found in IDIOM.all(text) {
            if !passage.before(found.start()).ends_with('所') {
                say(found.range(), '的', "得", complement);
            }
        }
    }
    if text.contains('得') {
        NOUN_BEHIND_DE.all(text).for_each(|found| say(found.range(), '得', "的", attribute));
        VERB_BEHIND_DE.all(text).for_each(|found| say(found.range(), '得', "地", adverbial));
    }
    if text.contains('地') {
        for found in NOUN_BEHIND_ADVERB.all(text) {
            let text = found.as_str();
            let mark = text.chars().next_back().filter(|c| !is_han(*c)).map_or(0, char::len_utf8);
            say(found.start()..found.end() - mark, '地', "的", attribute);
        }
    }
}

/// 有效的解决办法的…: what follows the verb goes on with another 的 and a noun, so the whole is an attribute.
fn is_attribute(passage: &Passage<'_>, end: usize, behind: &str) -> bool {
    let clause = passage.around(end, crate::passage::CLAUSE);
    let rest = passage.get(end..clause.end());
    // 更好的服务群众的办法
    !behind.starts_with('了') && rest.chars().take(8).any(|c| c == '的')
}
