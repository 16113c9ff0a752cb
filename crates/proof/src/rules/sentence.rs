//! Sentences that lost a part or have one too many: 通过…使, 由于…导致, 越X越X, stacked 在…上, double negation.

use super::Entry;
use crate::mention::is_mentioned;
use crate::passage::{CLAUSE, Passage, Span, begins, ends, has, head};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 缺少主语
const SUBJECT: Rule = Rule {
    id: "proof.subject",
    title: "“通过…使”缺少主语",
    severities: &[Severity::Warning],
    what: "句子以“通过…”“经过…”“在…下”开头，后面直接用“使”“让”，或者整句以“使”“让”开头而前面没有主语。",
    why: "介词结构不能作主语，“使”的前面没有谁，是最常见的病句。",
    basis: "现代汉语语法常规（成分残缺）",
    good: &[
        Example::text("通过开展培训，全乡信息公开水平明显提高。"),
        Example::text("培训的开展使全乡信息公开水平明显提高。"),
        Example::text("通过网络申请，可以使用电子签名。"),
        Example::text("我乡通过开展培训，使干部的业务能力得到提高。"),
        Example::text("使用统一格式。让座是美德。"),
        Example::text("使用前应当阅读说明。"),
        Example::text("乡政府公开办事流程，让群众看得懂。"),
    ],
    bad: &[
        Example::text("⟦通过开展培训，使⟧全乡信息公开水平明显提高。"),
        Example::text("⟦经过一年的努力，使⟧村容村貌发生了变化。"),
        Example::text("⟦在上级的支持下，使⟧我镇道路建设取得进展。"),
        Example::text("公示名单张贴到村。⟦使⟧各项惠民政策宣传到户。"),
        Example::text("⟦通过落实制度、加强宣传，让⟧群众及时了解政策。"),
        Example::text("⟦随着网络的普及，使⟧办事更加方便。"),
    ],
};

pub(super) const SUBJECT_ENTRY: Entry = Entry::prose(&SUBJECT, &["使", "让"], subject);

const OPENINGS: [&str; 7] = ["通过", "经过", "随着", "在", "经", "按照", "根据"];

/// 使 that is a verb of its own, not part of 使用, 大使.
fn causes(clause: &str) -> Option<&'static str> {
    let verb = ["使", "让"].into_iter().find(|v| clause.starts_with(v))?;
    let behind = clause.get(verb.len()..)?;
    let word = begins(behind, &["用", "命", "者", "馆", "节", "劲", "唤", "座", "步", "利", "路", "渡", "位"]);
    (!word && behind.chars().count() >= 4).then_some(verb)
}

fn subject(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    const FULL: &[char] = &['。', '！', '？', '；', '\n'];
    let message = "“使”“让”的前面没有主语";
    let hint = "删去“通过”一类的介词，或者删去“使”“让”";
    let mut first = true;
    for sentence in passage.whole().split(FULL) {
        let sentence = sentence.trim();
        let body = strip_number(sentence);
        let clauses: Vec<Span<'_>> = body.split(&['，']).collect();
        let Some(opening) = clauses.first() else { continue };
        // 使…, with nothing before it: only behind a full stop, so that the list of a plan is left alone.
        if !first
            && let Some(verb) = causes(body.text)
            && body.start == sentence.start
            && verb == "使"
        {
            let range = body.start..body.start + verb.len();
            findings.push(
                passage.finding(&SUBJECT, Severity::Warning, range, message).hint("与前一句连成一句，或者补上主语"),
            );
        } else if begins(opening.text, &OPENINGS) && is_frame(opening.text) {
            // Nobody acts between the opening and 使.
            let causing = clauses.iter().enumerate().skip(1).find_map(|(at, c)| causes(c.text).map(|v| (at, c, v)));
            if let Some((at, clause, verb)) = causing
                && clauses.iter().take(at).skip(1).all(|c| is_continuation(c.text))
            {
                let range = body.start..clause.start + verb.len();
                findings.push(passage.finding(&SUBJECT, Severity::Warning, range, message).hint(hint));
            }
        }
        first = false;
    }
}

/// Behind 一是, （一）, 同时，.
fn strip_number(sentence: Span<'_>) -> Span<'_> {
    let text = sentence.text;
    let mut rest = text.trim_start_matches(|c: char| "（）()一二三四五六七八九十、.0123456789 　".contains(c));
    if rest.len() < text.len() {
        rest = rest.strip_prefix('是').unwrap_or(rest);
    }
    Span { start: sentence.start + text.len() - rest.len(), text: rest }
}

/// 在…下, 随着…: an opening that cannot be a subject; 在校学生 can.
fn is_frame(text: &str) -> bool {
    !text.starts_with('在') || ends(text, &["下", "中", "上", "后", "后，", "基础上", "过程中"])
}

/// A clause of the opening: it goes on with a verb, nobody is named.
fn is_continuation(clause: &str) -> bool {
    const VERBS: [&str; 22] = [
        "加强",
        "完善",
        "开展",
        "落实",
        "建立",
        "健全",
        "强化",
        "推进",
        "组织",
        "增强",
        "提高",
        "加大",
        "规范",
        "创新",
        "优化",
        "深化",
        "宣传",
        "制定",
        "采取",
        "实行",
        "并",
        "进一步",
    ];
    begins(clause.trim(), &VERBS)
}

/// 由于…导致
const CAUSE: Rule = Rule {
    id: "proof.cause",
    title: "“由于…导致”重复",
    severities: &[Severity::Warning],
    what: "“由于”“因为”开头的分句后面直接用“导致”“致使”“造成”“使得”，两个表示因果的词重复，而且后面缺少主语。",
    why: "“由于”和“导致”只用一个，句子才完整。",
    basis: "现代汉语语法常规（成分残缺、句式杂糅）",
    good: &[
        Example::text("由于缺乏学习，工作人员的业务能力不足。"),
        Example::text("缺乏学习导致业务能力不足。"),
        Example::text("由于连日降雨，山洪导致道路中断。"),
        Example::text("因故障造成的损失由承运人承担。"),
        Example::text("因为人手少，工作人员造成的差错较多。"),
        Example::text("因气象原因，致使合同无法履行的，双方另行协商。"),
    ],
    bad: &[
        Example::text("⟦由于缺乏学习，导致⟧业务能力不足。"),
        Example::text("⟦由于人员变动频繁，致使⟧信息更新不及时。"),
        Example::text("⟦因为宣传不到位，造成⟧群众知晓率不高。"),
        Example::text("⟦因为经费紧张，使得⟧公开栏建设滞后。"),
        Example::text("⟦由于对政策理解不透，从而导致⟧答复不够准确。"),
    ],
};

pub(super) const CAUSE_ENTRY: Entry = Entry::prose(&CAUSE, &["由于", "因为"], cause);

const RESULTS: [&str; 9] = ["导致", "致使", "造成", "使得", "从而导致", "从而使", "从而造成", "进而导致", "最终导致"];

fn cause(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    const FULL: &[char] = &['。', '！', '？', '；', '\n'];
    for sentence in passage.whole().split(FULL) {
        let clauses: Vec<Span<'_>> = sentence.split(&['，']).collect();
        for pair in clauses.windows(2) {
            let [reason, result] = pair else { continue };
            let opening = ["由于", "因为"].into_iter().find_map(|w| {
                let at = reason.text.find(w)?;
                // Nobody stands before it; 且, 一是 may.
                let before = reason.text.get(..at)?;
                let bare =
                    before.trim_start_matches(|c: char| "（）()一二三四五六七八九十、.0123456789 　".contains(c));
                let fits = bare.chars().count() <= 2;
                fits.then_some(at)
            });
            let Some(at) = opening else { continue };
            let Some(word) = RESULTS.into_iter().filter(|r| result.text.starts_with(r)).max_by_key(|r| r.len()) else {
                continue;
            };
            if result.text.get(word.len()..).is_some_and(|t| t.starts_with('的')) {
                continue;
            }
            let range = reason.start + at..result.start + word.len();
            let message = format!("“由于”一类的词与“{word}”重复，后面缺少主语");
            let finding = passage.finding(&CAUSE, Severity::Warning, range, message);
            findings.push(finding.hint("两个词删去一个"));
        }
    }
}

/// 越X越X
const MORE: Rule = Rule {
    id: "proof.more_and_more",
    title: "“越来越…”误写",
    severities: &[Severity::Error],
    what: "“越X越X”两处是同一个词（“越多越多”“越好越好”）。“越来越多”“越多越好”“越快越好”是对的。",
    why: "“越…越…”表示后一项随前一项变化，两项相同没有意义，多半是“越来越…”之误。",
    basis: "《现代汉语词典》“越”条",
    good: &[
        Example::text("公开的内容越来越多。"),
        Example::text("办理时间越短越好。"),
        Example::text("越是艰险越向前。"),
        Example::text("发展得越快，要求越高。"),
        Example::text("越过障碍，卓越的成绩。"),
        Example::text("第二段的“越重越重”应为“越来越重”。"),
        Example::text("“越好越好”一词有误，已请承办人更正。"),
    ],
    bad: &[
        Example::text("信息公开的内容⟦越多越多→越来越多⟧。"),
        Example::text("群众的期待⟦越高越高→越来越高⟧。"),
        Example::text("参与的人⟦越少越少→越来越少⟧。"),
        Example::text("要求⟦越严越严→越来越严⟧，任务越来越重。"),
        Example::text("服务⟦越好越好→越来越好⟧，群众满意。"),
    ],
};

pub(super) const MORE_ENTRY: Entry = Entry::everywhere(&MORE, &["越"], more);

static MORE_WORDS: Pattern = Pattern::new(r"越(\p{Han}{1,2}?)越(\p{Han}{1,2})");

fn more(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in MORE_WORDS.groups(&passage.text) {
        let get = |i: usize| groups.get(i).map_or("", |m| m.as_str());
        let (Some(whole), one) = (groups.get(0), get(1)) else { continue };
        if one == "来" || !get(2).starts_with(one) {
            continue;
        }
        let range = whole.start()..whole.end() - get(2).len() + one.len();
        if is_mentioned(passage, &range) {
            continue;
        }
        let right = format!("越来越{one}");
        let message = format!("“越{one}越{one}”应为“{right}”");
        findings.push(passage.finding(&MORE, Severity::Error, range, message).replace_by(right));
    }
}

/// 重叠的状语
const STACKED: Rule = Rule {
    id: "proof.stacked_frame",
    title: "“在…上”重叠",
    severities: &[Severity::Question, Severity::Warning],
    what: "两个“在…上”“在…的基础上”接连出现而中间没有谓语；“在…上”后面直接用“不多”“较少”而没有主语；前面没有“在”却用“…上下功夫”“…上功夫下得”。",
    why: "状语一层套一层，读者找不到主语。",
    basis: "现代汉语语法常规（句式杂糅、成分残缺）",
    good: &[
        Example::text("在规范化的基础上，细化公开内容。"),
        Example::text("在公开内容上做到全面，在公开时间上做到及时。"),
        Example::text("在运用群众语言上下功夫。"),
        Example::text("在标准化、规范化上下功夫、求实效。"),
        Example::text("展现形式不多，数量较少。"),
        Example::text("要在落实上狠下功夫。"),
    ],
    bad: &[
        Example::text("⟦在信息公开规范化的基础上，在落实的细节上⟧工作不够精细。"),
        Example::text("⟦在全面公开的基础上，在重点领域的公开上⟧还有差距。"),
        Example::text("解读材料⟦在展现形式上不多⟧。"),
        Example::text("政策图解⟦在数量上较少⟧，群众不了解。"),
        Example::text("⟦运用群众语言上功夫下得⟧不够深。"),
        Example::text("⟦政策解读上功夫下得⟧还不够。"),
    ],
};

pub(super) const STACKED_ENTRY: Entry = Entry::prose(&STACKED, &["在", "功夫下"], stacked);

static FRAMES: Pattern = Pattern::new(r"在[^，。；：]{2,16}(?:的)?基础上，在[^，。；：]{2,14}上");
static AMOUNT: Pattern =
    Pattern::new(r"在[^，。；：、在]{0,8}(?:形式|内容|数量|种类|方式|手段)上(?:不多|较少|很少|不少|偏少)");
static EFFORT: Pattern = Pattern::new(r"[^，。；：、在]{2,12}上功夫下得");

fn stacked(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in FRAMES.all(&passage.text) {
        let message = "两个“在…上”重叠，中间没有谓语";
        let finding = passage.finding(&STACKED, Severity::Question, found.range(), message);
        findings.push(finding.hint("合并成一个状语，或者补上主语和谓语"));
    }
    for found in AMOUNT.all(&passage.text) {
        let inner = found.as_str().trim_start_matches('在').replace('上', "");
        let message = "“在…上”后面没有主语";
        let finding = passage.finding(&STACKED, Severity::Warning, found.range(), message);
        findings.push(finding.hint(format!("改为“{inner}”")));
    }
    for found in EFFORT.all(&passage.text) {
        let clause = passage.around(found.start(), CLAUSE);
        if clause.text.contains('在') {
            continue;
        }
        let message = "“…上功夫下得”前面缺少“在”，语序也不顺";
        let finding = passage.finding(&STACKED, Severity::Warning, found.range(), message);
        findings.push(finding.hint("写作“在…上下的功夫不够”"));
    }
}

/// 双重否定误用
const NEGATION: Rule = Rule {
    id: "proof.negation",
    title: "否定误用",
    severities: &[Severity::Error],
    what: "“防止…不再”“避免…不”“切忌不要”“以防…不”“严禁不得”：两个否定相消，意思正好相反。“防止…不被重视”“避免…不对称”不提示。",
    why: "“防止类似事件不再发生”说成了希望它发生。",
    basis: "现代汉语语法常规（否定失当）",
    good: &[
        Example::text("防止类似事件再次发生。"),
        Example::text("避免重复建设，不搞一刀切。"),
        Example::text("防止不合格产品流入市场。"),
        Example::text("切忌形式主义。"),
        Example::text("避免不必要的损失。"),
        Example::text("防止因不当操作引发事故。"),
        Example::text("防止群众意见不被重视，避免信息不对称。"),
        Example::text("严防死守不发生火灾，杜绝隐患确保不发生事故。"),
        Example::text("防止因措施不到位发生溺水。"),
        Example::text("“防止隐患不再发生”应改为“防止隐患再次发生”。"),
    ],
    bad: &[
        Example::text("⟦防止类似事件不再发生⟧。"),
        Example::text("⟦避免同类问题不再出现⟧。"),
        Example::text("⟦杜绝安全事故不再发生⟧。"),
        Example::text("检查中⟦切忌不要→切忌⟧走过场。"),
        Example::text("⟦防止公开信息不泄露⟧个人隐私。"),
        Example::text("⟦以免今后不再发生⟧此类现象。"),
        Example::text("⟦严禁不准→严禁⟧携带火种进山。"),
        Example::text("⟦谨防老人不受骗⟧。"),
        Example::text("⟦避免惠农资金不被截留⟧。"),
        Example::text("⟦杜绝污水不流入⟧河道。"),
    ],
};

pub(super) const NEGATION_ENTRY: Entry = Entry::everywhere(
    &NEGATION,
    &["防止", "避免", "杜绝", "切忌", "以免", "以防", "严防", "谨防", "切勿", "禁止", "严禁"],
    negation,
);

/// What nobody wants: that it should not happen is what 防止 already says.
static NO_MORE: Pattern = Pattern::new(concat!(
    r"(?:防止|避免|杜绝|以免|以防|严防|谨防)([^，。；：、]{0,14}?)(?:",
    r"不再(?:重复)?(?:发生|出现|产生|反弹|回潮|重演|抬头|蔓延|泛滥|滋生|复发)",
    r"|不(?:交叉感染|泄露|外泄|泄密|发生|出现|流入|传入|误入|闯入|混入|进入|流失|扩散|蔓延|聚集|追尾|冒领|践踏|损坏|坍塌|倒塌|溺水|受骗|上当|中毒)",
    r"|不被(?:泄露|挪用|侵占|截留|冒领|冒用|盗|压塌|压坏|损坏|毁坏|破坏|污染|骗|窃取|侵害|滥用|占用)",
    r")",
));
static ADJACENT: Pattern = Pattern::new(r"(切忌|切勿|谨防|禁止|严禁)(?:不要|不能|不可|不得|不准|不许|勿)");

fn negation(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let message = "两个否定相消，意思正好相反";
    for groups in NO_MORE.groups(&passage.text) {
        let (Some(found), between) = (groups.get(0), groups.get(1).map_or("", |m| m.as_str())) else { continue };
        // 严防死守不发生, 防止事故确保不发生: another verb governs the negation; 防止因监管不…: a reason.
        let governs =
            ["死守", "确保", "保证", "力争", "做到", "实现", "努力", "必须", "要求", "因", "由于", "如果", "若"];
        // 防止不符合条件的人员进入, 无关人员不进入: nobody must enter who is not meant to.
        let wanted = found.as_str().ends_with("不进入") && !has(between, &["无关", "闲杂", "外来", "未经"]);
        if has(between, &governs) || wanted || is_mentioned(passage, &found.range()) {
            continue;
        }
        let finding = passage.finding(&NEGATION, Severity::Error, found.range(), message);
        findings.push(finding.hint("删去一个否定，如“防止类似事件再次发生”"));
    }
    for groups in ADJACENT.groups(&passage.text) {
        let (Some(found), Some(verb)) = (groups.get(0), groups.get(1)) else { continue };
        if is_mentioned(passage, &found.range()) {
            continue;
        }
        let finding = passage.finding(&NEGATION, Severity::Error, found.range(), message);
        findings.push(finding.replace_by(verb.as_str()));
    }
}

/// 时态矛盾
const ASPECT: Rule = Rule {
    id: "proof.aspect",
    title: "“在…”与“了”矛盾",
    severities: &[Severity::Warning],
    what: "同一分句里，前面用“在积极”“正在”“在不断”表示正在进行，后面又用“进行了”“开展了”表示已经完成。",
    why: "一件事不能同时正在进行又已经完成。",
    basis: "现代汉语语法常规（时体矛盾）",
    good: &[
        Example::text("乡政府积极组织干部开展了培训。"),
        Example::text("工作正在有序推进。"),
        Example::text("在积极开展宣传的同时，进行了检查。"),
        Example::text("在不断完善制度的基础上，开展了督查。"),
        Example::text("目前正在进行审核，已完成了登记。"),
    ],
    bad: &[
        Example::text("乡政府⟦在积极组织乡村两级干部进行了⟧培训。"),
        Example::text("我镇⟦正在组织各村开展了⟧自查。"),
        Example::text("县局⟦在不断加强监管并完成了⟧整改。"),
        Example::text("各村⟦正在按照要求更新了⟧公开栏。"),
        Example::text("全乡⟦在大力推进环境整治，取得了⟧明显成效。"),
    ],
};

pub(super) const ASPECT_ENTRY: Entry = Entry::prose(&ASPECT, &["在"], aspect);

static PROGRESS: Pattern = Pattern::new(
    r"(?:正在|在(?:积极|不断|大力|全力|认真|努力)(?:组织|推进|开展|加强|推动|落实|完善))[^，。；：]{0,16}?(?:进行了|开展了|完成了|更新了|取得了|建立了)|在(?:积极|不断|大力|全力|认真|努力)(?:组织|推进|开展|加强|推动)[^，。；：]{2,12}，取得了",
);

fn aspect(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in PROGRESS.all(&passage.text) {
        let text = found.as_str();
        // 在…的同时, 在…基础上, 在…中: a frame, not an aspect. 正在…的人.
        if has(text, &["同时", "基础上", "过程中", "前提下", "下，", "中，", "上，", "后，", "时，", "的"])
            || passage.before(found.start()).ends_with(['实', '存', '现', '所', '内', '自'])
        {
            continue;
        }
        let progress = if text.starts_with("正在") { "正在" } else { head(text, 3) };
        let message = format!("“{progress}”表示正在进行，与后面的“了”矛盾");
        let finding = passage.finding(&ASPECT, Severity::Warning, found.range(), message);
        findings.push(finding.hint("已经完成的删去“在”“正在”，正在进行的删去“了”"));
    }
}

/// 并列不当
const JOINED: Rule = Rule {
    id: "proof.joined_verbs",
    title: "动词之间的连词",
    severities: &[Severity::Warning],
    what: "两个动词或者动宾短语之间用“和不断”“和进一步”“和积极”连接（“建立和不断完善”），应当用“并”；“存在”后面直接用形容词而没有“问题”“现象”；“认识还不够足”一类不能成立的补语。",
    why: "“和”连接名词，后一个动词带着状语时用“并”。",
    basis: "现代汉语语法常规；《现代汉语词典》“和”“并”条",
    good: &[
        Example::text("建立并不断完善回应机制。"),
        Example::text("制度的建立和不断的完善需要时间。"),
        Example::text("和积极分子谈话。"),
        Example::text("宣传和进一步的解释工作。"),
        Example::text("存在不够规范的问题。"),
        Example::text("存在更新不及时、解读不够通俗等问题。"),
    ],
    bad: &[
        Example::text("我乡⟦建立和不断完善→建立并不断完善⟧了回应机制。"),
        Example::text("⟦健全和进一步规范→健全并进一步规范⟧公开流程。"),
        Example::text("⟦推进和不断深化→推进并不断深化⟧政务公开。"),
        Example::text("解读有时⟦存在不够直接明了⟧，群众看不懂。"),
        Example::text("信息更新⟦存在不够及时⟧。"),
        Example::text("对公开工作的重要性⟦认识还不够足⟧。"),
    ],
};

pub(super) const JOINED_ENTRY: Entry =
    Entry::prose(&JOINED, &["和不断", "和进一步", "和逐步", "和积极", "存在", "不够足"], joined);

static AND: Pattern = Pattern::new(
    r"(?:建立|健全|完善|推进|推动|规范|加强|巩固|落实|开展|形成|深化|优化|丰富|拓展|改进|提高|提升)和(?:不断|进一步|逐步|积极)(?:建立|健全|完善|推进|推动|规范|加强|巩固|落实|开展|深化|优化|丰富|拓展|改进|提高|提升|扩大)",
);
static LACKING: Pattern = Pattern::new(r"存在(?:着)?(?:不够|不太|不很|较为|比较)\p{Han}{2,4}");
static ENOUGH: Pattern = Pattern::new(r"(?:认识|意识|重视|力度|人员|经费|准备|能力|信心|动力)?(?:还|仍|依然)?不够足");

fn joined(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in AND.all(&passage.text) {
        let right = found.as_str().replacen('和', "并", 1);
        let message = "后一个动词带着状语，两个动词之间用“并”";
        findings.push(passage.finding(&JOINED, Severity::Warning, found.range(), message).replace_by(right));
    }
    for found in LACKING.all(&passage.text) {
        let clause = passage.around(found.start(), &['。', '；', '！', '？', '\n']);
        let rest = passage.get(found.end()..clause.end());
        let own = passage.around(found.end(), CLAUSE);
        let own = passage.get(found.end()..own.end().max(found.end()));
        // 存在不够规范的问题, 存在不够及时等现象; a list may name them at its end.
        let named = [
            "问题", "现象", "情况", "情形", "不足", "短板", "差距", "隐患", "困难", "之处", "地方", "缺陷", "弱项",
            "薄弱", "的",
        ];
        if has(own, &named)
            || has(found.as_str(), &["问题", "现象", "的"])
            || rest.starts_with('、') && has(rest, &named)
        {
            continue;
        }
        let message = "“存在”后面缺少“的问题”";
        findings.push(
            passage
                .finding(&JOINED, Severity::Warning, found.range(), message)
                .hint(format!("改为“{}的问题”", found.as_str())),
        );
    }
    for found in ENOUGH.all(&passage.text) {
        let message = "“不够足”不成词";
        findings
            .push(passage.finding(&JOINED, Severity::Warning, found.range(), message).hint("改为“不足”或者“不够充分”"));
    }
}

/// 缺少“的”
const MISSING_DE: Rule = Rule {
    id: "proof.missing_de",
    title: "定语后缺少“的”",
    severities: &[Severity::Warning],
    what: "主谓短语作定语时后面要用“的”：“成效良好的态势”“反响热烈的局面”，不能写“成效良好态势”。",
    why: "少了“的”，前后两个词组合成了不存在的词。",
    basis: "现代汉语语法常规（《现代汉语八百词》“的”条）",
    good: &[
        Example::text("呈现良好态势。"),
        Example::text("呈现成效良好的态势。"),
        Example::text("保持稳中向好态势。"),
        Example::text("形成齐抓共管的良好局面。"),
        Example::text("总体平稳态势没有改变。"),
    ],
    bad: &[
        Example::text("工作呈现出运行平稳、⟦成效良好态势→成效良好的态势⟧。"),
        Example::text("呈现出⟦秩序井然局面→秩序井然的局面⟧。"),
        Example::text("形成了⟦效果显著局面→效果显著的局面⟧。"),
        Example::text("保持了⟦质量优良势头→质量优良的势头⟧。"),
        Example::text("出现⟦反响热烈场面→反响热烈的场面⟧。"),
    ],
};

pub(super) const MISSING_DE_ENTRY: Entry =
    Entry::prose(&MISSING_DE, &["态势", "局面", "势头", "格局", "场面", "趋势"], missing_de);

static PHRASE: Pattern = Pattern::new(
    r"(?:成效|效果|成绩|反响|秩序|质量|环境|服务|关系|气氛|成果|业绩|作风|干劲)(?:良好|显著|明显|突出|优良|井然|热烈|优异|和谐|融洽|扎实|丰硕)(?:态势|局面|势头|格局|场面|趋势)",
);

fn missing_de(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in PHRASE.all(&passage.text) {
        let split = found.as_str().char_indices().nth(4).map_or(0, |(at, _)| at);
        let (front, noun) = found.as_str().split_at_checked(split).unwrap_or_default();
        let message = "主谓短语作定语，后面要用“的”";
        let finding = passage.finding(&MISSING_DE, Severity::Warning, found.range(), message);
        findings.push(finding.replace_by(format!("{front}的{noun}")));
    }
}
