//! The same said twice in one paragraph, one adverb again and again, items of a list that are not alike.

use super::Entry;
use crate::passage::{CLAUSE, Passage, Span, begins, ends};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 一段之内重复
const REPETITION: Rule = Rule {
    id: "proof.repetition",
    title: "一段之内重复说同一件事",
    severities: &[Severity::Question],
    what: "同一段里两个分句去掉“自觉”“主动”“进一步”一类的状语以后完全相同；或者一句话里同一个状语（及时、积极、不断、进一步…）用了三次以上。",
    why: "重复的话多半是拼凑或者修改时留下的，删去更清楚。",
    basis: "《党政机关公文处理工作条例》（中办发〔2012〕14号）第十九条（文字精练）",
    good: &[
        Example::text("自觉接受社会监督，主动回应群众关切。"),
        Example::text("及时公开信息，认真答复申请，定期更新栏目。"),
        Example::text("加强领导，加强学习，加强检查。"),
        Example::text("坚持公开为常态、不公开为例外。坚持及时、准确公开。"),
        Example::text("不断提高认识，不断改进工作。"),
    ],
    bad: &[
        Example::text("自觉接受社会监督，让群众评议。⟦主动接受社会监督⟧，改进工作。"),
        Example::text("主动公开意识不足。主要是信息报送、⟦主动公开的意识不够⟧。"),
        Example::text("要进一步加强组织领导，明确责任；⟦切实加强组织领导⟧，狠抓落实。"),
        Example::text("及时收集信息，⟦及时整理信息，并做到及时⟧更新。"),
        Example::text("积极组织培训，积极参加学习，⟦积极⟧查找问题，积极整改。"),
        Example::text("不断完善政策解读机制，开展宣传。⟦进一步完善政策解读机制⟧。"),
    ],
};

pub(super) const REPETITION_ENTRY: Entry = Entry::prose(&REPETITION, &[], repetition);

const ADVERBS: [&str; 22] = [
    "进一步",
    "自觉",
    "主动",
    "积极",
    "切实",
    "认真",
    "不断",
    "大力",
    "全面",
    "及时",
    "持续",
    "继续",
    "要",
    "应当",
    "必须",
    "将",
    "着力",
    "严格",
    "深入",
    "扎实",
    "充分",
    "努力",
];
/// Words that say the same of something lacking.
const LACKING: [&str; 6] = ["不足", "不够", "不强", "欠缺", "薄弱", "淡薄"];

/// A clause without adverbs, 的 and numbers of order; words for lacking are one word.
fn core(clause: &str) -> String {
    let mut rest = clause.trim().trim_start_matches(|c: char| "（）()一二三四五六七八九十.0123456789 　".contains(c));
    rest = rest.strip_prefix('是').unwrap_or(rest);
    while let Some(shorter) = ADVERBS.iter().find_map(|a| rest.strip_prefix(a)) {
        rest = shorter;
    }
    let mut core: String = rest.chars().filter(|c| *c != '的' && *c != '地').collect();
    for word in LACKING {
        if let Some(stem) = core.strip_suffix(word) {
            core = format!("{stem}不足");
            break;
        }
    }
    core
}

fn repetition(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    const MARKS: &[char] = &['。', '！', '？', '；', '\n', '，', '：', '、'];
    let mut seen: Vec<(String, bool)> = Vec::new();
    for clause in passage.whole().split(MARKS) {
        let clause = clause.trim();
        let core = core(clause.text);
        let bare = core.chars().count() == clause.text.chars().count();
        if !(6..=24).contains(&core.chars().count()) || core.contains(|c: char| c.is_ascii_digit()) || passage.is_cell()
        {
            continue;
        }
        match seen.iter().find(|(c, _)| *c == core) {
            // Twice word for word is often a figure of speech or a name; with other adverbs it is a slip.
            Some((_, before)) if !(bare && *before) => {
                let message = format!("与本段前面的话重复（“{core}”）");
                let finding = passage.finding(&REPETITION, Severity::Question, clause.range(), message);
                findings.push(finding.hint("删去一处，或者把两处合并"));
            }
            Some(_) => {}
            None => seen.push((core, bare)),
        }
    }
    adverbs(passage, findings);
}

/// One adverb three times in a sentence; parallel clauses that all begin with it are a figure of speech.
fn adverbs(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    const FULL: &[char] = &['。', '！', '？', '\n'];
    for sentence in passage.whole().split(FULL) {
        if sentence.text.chars().count() < 14 {
            continue;
        }
        for adverb in ["及时", "积极", "切实", "认真"] {
            let places: Vec<usize> = sentence.text.match_indices(adverb).map(|(at, _)| sentence.start + at).collect();
            let [_, second, third, ..] = places.as_slice() else { continue };
            let starts =
                |at: usize| passage.before(at).chars().next_back().is_none_or(|c| CLAUSE.contains(&c) || c == '、');
            // 及时、准确 is the wording of the law.
            let quoted = |at: usize| passage.after(at).starts_with("及时、") || passage.before(at).ends_with('、');
            if places.iter().all(|at| starts(*at)) && places.len() == 3 || places.iter().any(|at| quoted(*at)) {
                continue;
            }
            let (from, to) = if places.len() > 3 { (*third, *third) } else { (*second, *third) };
            let message = format!("一句话里“{adverb}”用了{}次", places.len());
            let finding = passage.finding(&REPETITION, Severity::Question, from..to + adverb.len(), message);
            findings.push(finding.hint("删去重复的，或者换一种说法"));
        }
    }
}

/// 并列项目不一致
const PARALLEL: Rule = Rule {
    id: "proof.parallel",
    title: "并列的项目说法一致",
    severities: &[Severity::Question],
    what: "“一是…二是…”和同级标题，其他各项都以动词开头，只有一项是“…情况”“…工作”这样的名词，或者其他各项都不带动词，只有一项带。",
    why: "并列的项目结构一致，读者才看得出层次。",
    basis: "《党政机关公文处理工作条例》（中办发〔2012〕14号）第十九条（结构严谨、条理清楚）",
    good: &[
        Example::text("一是推进信息公开。二是加强政策解读。三是回应社会关切。"),
        Example::text("一是主动公开情况。二是依申请公开情况。"),
        Example::text("一是人员不足。二是经费不足。三是推进力度不够。"),
        Example::text(
            "（一）主动公开工作。今年主动公开52条。\n（二）依申请公开工作。今年收到1件。\n（三）监督保障工作。开展检查。",
        ),
        Example::text("一是加强领导。二是开展监督检查工作。"),
    ],
    bad: &[
        Example::text("一是推进信息公开。二是加强政策解读。三是⟦回应社会关切情况⟧。"),
        Example::text("一是完善制度，规范流程；二是开展培训，提高能力；三是⟦落实责任情况⟧，定期通报。"),
        Example::text("一是健全机制。二是⟦开展宣传情况⟧。三是强化督查。四是组织评议。"),
        Example::text(
            "（一）主动公开工作。今年主动公开52条。\n（二）依申请公开工作。今年收到1件。\n（三）政府信息管理工作。健全制度。\n（四）⟦加强监督保障工作⟧。开展检查。",
        ),
        Example::text("（一）政策解读工作\n（二）⟦推进平台建设工作⟧\n（三）公众参与工作\n（四）监督保障工作"),
    ],
};

pub(super) const PARALLEL_ENTRY: Entry = Entry::document(&PARALLEL, parallel);

const VERBS: [&str; 34] = [
    "推进", "加强", "完善", "健全", "开展", "落实", "强化", "回应", "规范", "提高", "提升", "抓好", "做好", "推动",
    "深化", "优化", "拓宽", "拓展", "建立", "组织", "加大", "严格", "坚持", "聚焦", "丰富", "创新", "细化", "明确",
    "压实", "扩大", "狠抓", "突出", "积极", "认真",
];

static ITEM: Pattern = Pattern::new(r"(?:^|[。；：，\s*])\**([一二三四五六七八九十])是\**([^，。；：\n*]{2,24})");
static HEADING: Pattern = Pattern::new(r"^[\s　]*（([一二三四五六七八九十]{1,2})）\s*([^，。；：\n]{2,20})(?:。|$)");

/// An item: where it stands, and its first clause.
struct Item<'a> {
    passage: &'a Passage<'a>,
    number: u32,
    span: Span<'a>,
}

impl Item<'_> {
    fn begins_with_verb(&self) -> bool {
        begins(self.span.text, &VERBS)
    }
}

fn parallel(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let mut said: Vec<Item<'_>> = Vec::new();
    let mut headed: Vec<Item<'_>> = Vec::new();
    for passage in reading.passages.iter().filter(|p| p.role().is_some()) {
        let span = |m: Option<regex::Match<'_>>| m.map(|m| Span { start: m.start(), text: passage.get(m.range()) });
        for groups in ITEM.groups(&passage.text) {
            let number = groups.get(1).and_then(|m| domain::numeral::read(m.as_str()));
            let (Some(number), Some(span)) = (number, span(groups.get(2))) else { continue };
            if number == 1 {
                judge_said(&said, findings);
                said.clear();
            }
            said.push(Item { passage, number, span });
        }
        if matches!(passage.role(), Some(documents::model::Role::Heading1)) {
            judge_headed(&headed, findings);
            headed.clear();
        }
        if let Some(groups) = HEADING.first(&passage.text) {
            let number = groups.get(1).and_then(|m| domain::numeral::read(m.as_str()));
            if let (Some(number), Some(span)) = (number, span(groups.get(2))) {
                if number == 1 {
                    judge_headed(&headed, findings);
                    headed.clear();
                }
                headed.push(Item { passage, number, span });
            }
        }
    }
    judge_said(&said, findings);
    judge_headed(&headed, findings);
}

/// 一是…二是…: all begin with a verb and one of them ends as a noun, …情况.
fn judge_said(items: &[Item<'_>], findings: &mut Vec<Finding>) {
    if items.len() < 3 || !items.iter().zip(1..).all(|(item, n)| item.number == n) {
        return;
    }
    let odd: Vec<&Item<'_>> = items.iter().filter(|i| i.begins_with_verb() && ends(i.span.text, &["情况"])).collect();
    let [one] = odd.as_slice() else { return };
    if items.iter().filter(|i| i.begins_with_verb()).count() < items.len() {
        return;
    }
    say(one, "其他各项都是“动词＋宾语”，这一项以“情况”结尾成了名词", "删去“情况”", findings);
}

/// Headings that all end in 工作 or 情况: all but one are names, one begins with a verb.
fn judge_headed(items: &[Item<'_>], findings: &mut Vec<Finding>) {
    if items.len() < 3 || !items.iter().zip(1..).all(|(item, n)| item.number == n) {
        return;
    }
    if !["工作", "情况"].iter().any(|end| items.iter().all(|i| i.span.text.ends_with(end))) {
        return;
    }
    let odd: Vec<&Item<'_>> = items.iter().filter(|i| i.begins_with_verb()).collect();
    if let [one] = odd.as_slice() {
        say(one, "其他标题都是名词，只有这一个以动词开头", "删去开头的动词，与其他标题一致", findings);
    }
}

fn say(item: &Item<'_>, message: &str, hint: &str, findings: &mut Vec<Finding>) {
    findings.push(item.passage.finding(&PARALLEL, Severity::Question, item.span.range(), message).hint(hint));
}
