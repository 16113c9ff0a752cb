//! Section five: problems and measures, and each problem with its measure. Asked, not asserted: a measure may answer two
//! problems, and in other words.

use super::said;
use crate::model::{AnnualReport, Part, Section, Text};
use aho_corasick::AhoCorasick;
use domain::{Example, Finding, Place, Rule, Severity};
use std::sync::LazyLock;

/// 问题与改进措施对应
pub(super) const RULE: Rule = Rule {
    id: "report.problems",
    title: "问题与改进措施对应",
    severities: &[Severity::Warning, Severity::Question],
    what: "第五部分应当既写存在的主要问题，又写改进情况。只有一半的作提醒；问题逐条列出而改进措施条数较少，或者某个问题在措施里找不到相关内容的，作疑问提出。没有逐条列出的不逐条比较。",
    why: "只提问题不写改进，或者改进与问题无关，是“内容雷同、敷衍塞责”最常见的样子。",
    basis: "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    good: &[
        Example {
            says: "逐条对应。",
            given: "五（一）：1.公示栏更新不够及时。¶2.工作人员业务能力不足。\n五（二）：1.每月更新公示栏。¶2.开展业务培训两次。",
        },
        Example {
            says: "措施可以比问题多。",
            given: "五（一）：一是更新不够及时。\n五（二）：一是每月更新。二是加强检查。",
        },
        Example {
            says: "没有逐条列出，不逐条比较。",
            given: "五（一）：公示栏更新不够及时，业务能力还有不足。\n五（二）：加强培训。",
        },
    ],
    bad: &[
        Example { says: "只写了问题。", given: "五：存在的主要问题：公示栏更新不够及时。" },
        Example {
            says: "两个问题只有一条措施。",
            given: "五（一）：1.公示栏更新不够及时。¶2.工作人员业务能力不足。\n五（二）：1.每月更新公示栏。",
        },
        Example {
            says: "措施与第二个问题无关。",
            given: "五（一）：1.公示栏更新不够及时。¶2.政策解读形式单一。\n五（二）：1.每月更新公示栏。¶2.加强业务培训。",
        },
    ],
};

/// Words that belong together: a problem of one is answered by a measure of another.
const TOPICS: &[&[&str]] = &[
    &["人员", "力量", "队伍", "专职", "培训", "业务", "能力", "素质", "水平", "学习"],
    &["意识", "认识", "重视", "思想", "主动性", "积极性", "学习", "领导"],
    &["质量", "精细", "规范", "准确", "差错", "错别字", "审核", "校对", "完整"],
    &["解读", "形式", "图解", "动画", "视频", "通俗", "多样", "单一", "载体"],
    &["时效", "及时", "更新", "滞后", "按时", "时限", "动态"],
    &["平台", "网站", "栏目", "新媒体", "公众号", "渠道", "公示栏", "公开栏", "专区", "查阅点"],
    &["依申请", "答复", "申请人"],
    &["主动公开", "内容", "范围", "深度", "广度", "重点领域", "数量"],
    &["机制", "制度", "流程", "体系", "长效"],
    &["监督", "考核", "检查", "督查", "督导", "评议"],
    &["保密", "隐私", "审查", "安全"],
    &["互动", "回应", "关切", "参与", "沟通", "群众"],
    &["目录", "标准化", "标准", "分类"],
    &["宣传", "知晓", "知晓率", "引导"],
];
struct TopicWords {
    words: Option<AhoCorasick>,
    /// The topic of each word.
    topics: Vec<usize>,
}

static TOPIC_WORDS: LazyLock<TopicWords> = LazyLock::new(|| {
    let all = || TOPICS.iter().enumerate().flat_map(|(topic, words)| words.iter().map(move |word| (topic, *word)));
    TopicWords {
        words: AhoCorasick::new(all().map(|(_, word)| word)).ok(),
        topics: all().map(|(topic, _)| topic).collect(),
    }
});

/// Pairs of characters that stand in every problem and every measure.
const COMMON: [&str; 34] = [
    "政府", "信息", "公开", "政务", "工作", "进一", "一步", "加强", "提高", "提升", "完善", "不够", "不足", "有待",
    "存在", "问题", "还需", "需要", "方面", "仍需", "部分", "我镇", "我乡", "我局", "我县", "我区", "情况", "需进",
    "待进", "步加", "息公", "务公", "开工", "府信",
];

pub(super) fn check(report: &AnnualReport) -> Option<Finding> {
    let section = report.sections.get(4).filter(|s| !s.title.is_empty())?;
    let place = Place { text: section.title.clone(), ..section.place.clone() };
    let texts: usize = section.all_texts().map(|t| t.text.chars().count()).sum();
    // 无, a place to fill in, or nothing at all is said elsewhere.
    if texts < 8 || section.all_texts().any(|t| t.text.contains(crate::narrative::TO_FILL)) {
        return None;
    }
    let halves = halves(section);
    let (problems, measures) = match halves {
        Halves::Both(problems, measures) => (problems, measures),
        Halves::Only(missing) => {
            let message = format!("“{}”没有写{missing}", section.title);
            return Some(
                RULE.finding(Severity::Warning, message, place)
                    .hint("逐条写明存在的主要问题和相应的改进情况")
                    .basis(RULE.basis),
            );
        }
        Halves::Unclear => return None,
    };
    let (problems, measures) = (items(&problems), items(&measures));
    if problems.is_empty() || measures.is_empty() {
        return None;
    }
    let answers: String = measures.concat();
    let measured = topics(&answers);
    let open: Vec<&str> =
        problems.iter().map(|p| heading(p)).filter(|problem| !is_answered(problem, &answers, measured)).collect();
    let mut message = String::new();
    if measures.len() < problems.len() {
        message = format!("存在的问题有{}条，改进措施只有{}条", problems.len(), measures.len());
    }
    if !open.is_empty() {
        let listed: Vec<String> = open.iter().map(|o| format!("“{}”", said::quoted(o))).collect();
        let begins = if message.is_empty() { "" } else { "，" };
        message += &format!("{begins}改进措施中没有看到针对{}的内容", listed.join("、"));
    }
    if message.is_empty() {
        return None;
    }
    Some(
        RULE.finding(Severity::Question, message, place)
            .hint("逐条写明每个问题怎样改进、改进得怎样；一条措施针对几个问题的，写明是哪几个")
            .basis(RULE.basis),
    )
}

/// Section five by its halves.
enum Halves<'a> {
    Both(Vec<&'a str>, Vec<&'a str>),
    /// Only one half; which one is missing.
    Only(&'static str),
    Unclear,
}

const MEASURE_MARKS: [&str; 14] = [
    "改进措施",
    "改进情况",
    "整改措施",
    "整改情况",
    "下一步",
    "下步",
    "针对",
    "下阶段",
    "今后",
    "改进打算",
    "改进方向",
    "工作打算",
    "将采取",
    "改进",
];
const PROBLEM_MARKS: [&str; 6] = ["问题", "不足", "差距", "薄弱", "有待", "不够"];

fn halves(section: &Section) -> Halves<'_> {
    let is_measure = |title: &str| MEASURE_MARKS.iter().any(|m| title.contains(m));
    if section.parts.len() >= 2 {
        let split = section.parts.iter().position(|p| is_measure(&p.title));
        if let Some(at) = split.filter(|at| *at > 0) {
            let (before, after) = section.parts.split_at(at);
            return Halves::Both(texts_of_parts(before), texts_of_parts(after));
        }
        // One problem with its measure a part, or headings of their own: nothing to pair.
        return if split.is_some() { Halves::Unclear } else { whole(section) };
    }
    let own: Vec<&str> = texts_of(&section.texts).collect();
    if let Some(at) = own.iter().position(|t| is_measure(first_clause(t))).filter(|at| *at > 0) {
        let (before, after) = own.split_at(at);
        return Halves::Both(before.to_vec(), after.to_vec());
    }
    whole(section)
}

fn texts_of(texts: &[Text]) -> impl Iterator<Item = &str> {
    texts.iter().map(|t| t.text.as_str())
}

fn texts_of_parts(parts: &[Part]) -> Vec<&str> {
    parts.iter().flat_map(|p| texts_of(&p.texts)).collect()
}

/// Where the halves cannot be told apart: at least whether both are spoken of.
fn whole(section: &Section) -> Halves<'_> {
    let says = |marks: &[&str]| {
        section.all_texts().any(|t| marks.iter().any(|m| t.text.contains(m)))
            || section.parts.iter().any(|p| marks.iter().any(|m| p.title.contains(m)))
    };
    match (says(&PROBLEM_MARKS), says(&MEASURE_MARKS) || says(&["将", "加强", "加大", "推进", "完善", "优化"]))
    {
        (true, false) => Halves::Only("改进情况"),
        (false, true) => Halves::Only("存在的主要问题"),
        _ => Halves::Unclear,
    }
}

fn first_clause(text: &str) -> &str {
    text.split(['。', '：', ':', '，']).next().unwrap_or(text)
}

/// The items of a list: 一是…二是…, 1.…, （1）…; empty if there is no list.
fn items(texts: &[&str]) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for text in texts {
        for sentence in split_marks(text) {
            match list_mark(sentence) {
                Some(rest) => items.push(rest.to_owned()),
                None => {
                    if let Some(last) = items.last_mut() {
                        last.push_str(sentence);
                    }
                }
            }
        }
    }
    items
}

/// Pieces that begin at a list mark: 一是 and the like may stand in the middle of a paragraph.
fn split_marks(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    let mut after_stop = true;
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if at > begin && after_stop && list_mark(rest).is_some() {
            pieces.push(text.get(begin..at).unwrap_or_default());
            begin = at;
        }
        after_stop = matches!(c, '。' | '；' | '：' | ':' | ';' | '，') || after_stop && c.is_whitespace();
    }
    pieces.push(text.get(begin..).unwrap_or_default());
    pieces
}

/// What follows a list mark at the head of a text.
fn list_mark(text: &str) -> Option<&str> {
    let text = text.trim_start().trim_start_matches("**");
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let (open, inner) = match text.strip_prefix(['（', '(']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let number: usize = inner.chars().take_while(|c| c.is_ascii_digit() || numeral(*c)).map(char::len_utf8).sum();
    if number == 0 || number > 9 {
        return None;
    }
    let (head, rest) = (inner.get(..number)?, inner.get(number..)?);
    if open {
        return rest.strip_prefix(['）', ')']);
    }
    let chinese = head.chars().all(numeral);
    if chinese && let Some(rest) = rest.strip_prefix('是') {
        return Some(rest);
    }
    // A number with a fraction is no list: 1.5倍.
    rest.strip_prefix(['.', '．', '、'])
        .filter(|rest| !chinese || !rest.is_empty())
        .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The first clause of an item.
fn heading(item: &str) -> &str {
    let item = item.trim_start_matches(['*', ' ', '　']);
    item.split(['。', '，', '；', '：']).find(|c| !c.trim().is_empty()).unwrap_or(item).trim()
}

/// The topics that a text touches, one bit each.
fn topics(text: &str) -> u32 {
    let automaton = &*TOPIC_WORDS;
    let found = automaton.words.iter().flat_map(|a| a.find_overlapping_iter(text));
    found.filter_map(|m| automaton.topics.get(m.pattern().as_usize())).fold(0, |all, topic| all | 1 << topic)
}

/// Whether the measures speak of the problem's topic at all: by a word of the same topic, or by two characters.
fn is_answered(problem: &str, measures: &str, measured: u32) -> bool {
    let topics = topics(problem);
    if topics & measured != 0 {
        return true;
    }
    let chars: Vec<char> = problem.chars().filter(|c| c.is_alphabetic()).collect();
    let mut pairs =
        chars.windows(2).map(|w| w.iter().collect::<String>()).filter(|p| !COMMON.contains(&p.as_str())).peekable();
    // Nothing to go by: not asked.
    topics == 0 && pairs.peek().is_none() || pairs.any(|pair| measures.contains(&pair))
}
