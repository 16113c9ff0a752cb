//! 的, 地, 得.
//!
//! Only what the words around settle: an adverb before a verb with its object takes 地, a verb before a judgement at the
//! end of the clause takes 得, an adjective before a noun takes 的.

use super::Entry;
use crate::passage::{Passage, begins, first, is_han};
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
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &["的", "地"], check);

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
const OBJECTS: [&str; 46] = [
    "群众", "人民", "百姓", "居民", "村民", "企业", "社会", "经济", "公众", "农民", "市民", "职工", "学生", "党员",
    "干部", "基层", "发展", "工作", "政府", "政策", "法律", "权力", "全乡", "全镇", "全县", "全市", "我乡", "我镇",
    "我县", "各项", "各村", "各类", "上级", "中央", "党的", "国家", "情况", "问题", "民生", "大局", "改革", "项目",
    "信息", "公民", "对象", "家乡",
];
/// A judgement at the end of a clause.
static RESULT: Pattern = Pattern::new(
    r"(?:运用|使用|落实|做|抓|管|干|办|学|写|说|想|看|走|管理|掌握|执行|完成|发挥|开展|宣传|了解|投入|公开|更新|解读|回应|研究|考虑|发展|进行|利用|把握|结合|坚持|推进)的(?:还)?(?:较|很|非常|十分|比较|还|更|不够|不太|不|太)?(?:少|多|好|快|慢|深|紧|实|细|够|到位|充分|透|严|早|晚|及时|深入|全面|扎实|彻底|明显|具体|顺利)[，。；！、]",
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
}

/// 有效的解决办法的…: what follows the verb goes on with another 的 and a noun, so the whole is an attribute.
fn is_attribute(passage: &Passage<'_>, end: usize, behind: &str) -> bool {
    let clause = passage.around(end, crate::passage::CLAUSE);
    let rest = passage.get(end..clause.end());
    // 更好的服务群众的办法
    !behind.starts_with('了') && rest.chars().take(8).any(|c| c == '的')
}
