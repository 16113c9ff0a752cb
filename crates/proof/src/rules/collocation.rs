//! 动宾搭配: a verb and an object in one clause that do not go together.

use super::Entry;
use crate::lists::{Hit, List};
use crate::passage::{CLAUSE, Passage, has, head, tail};
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 搭配不当
const RULE: Rule = Rule {
    id: "proof.collocation",
    title: "动词和宾语搭配不当",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "按词表查找同一分句里不能搭配的动词和宾语，如“扩大…深度”“实行…程序”“提高…力度”。",
    why: "搭配不当的句子意思不清，是公文语病中最多的一类。",
    basis: "现代汉语语法常规；《党政机关公文处理工作条例》（中办发〔2012〕14号）第十九条",
    good: &[
        Example::text("拓展政府信息的深度和广度。"),
        Example::text("严格执行认定程序。"),
        Example::text("加大公开力度，提高服务水平。"),
        Example::text("编制政务公开事项标准目录。"),
        Example::text("扩大公开范围，深化公开内容。"),
        Example::text("缩小城乡差距，改善办学条件。"),
        Example::text("扩大深度合作的领域，改善水平井的采收条件。"),
        Example::text("加强监管的同时提高水平，召开动员会部署宣传活动。"),
        Example::text("开展安全措施落实情况检查。"),
    ],
    bad: &[
        Example::text("⟦扩大政府信息的深度⟧和广度。"),
        Example::text("严格⟦实行认定程序⟧，确保公平。"),
        Example::text("进一步⟦提高公开力度⟧，接受监督。"),
        Example::text("对照标准指引⟦制定政务公开事项目录⟧。"),
        Example::text("逐步⟦扩大服务质量⟧。"),
        Example::text("不断⟦加强服务水平⟧。"),
        Example::text("⟦提高对违法建设的查处力度⟧。"),
        Example::text("各村⟦召开义诊活动⟧。"),
        Example::text("⟦降低群众排队时间⟧。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::listed(&RULE, List::Collocations, check);

/// Words that begin with an object: 水平梯田, 深度贫困.
const LONGER: [(&str, &[&str]); 4] = [
    ("水平", &["梯", "方向", "面", "距", "线", "井", "位", "移", "投", "较高", "较低"]),
    (
        "深度",
        &["贫", "合", "融", "参", "开发", "调", "加工", "学", "报", "挖", "游", "体验", "嵌", "对接", "治理", "净化"],
    ),
    ("规模", &["以上", "化", "养", "经", "种"]),
    ("秩序", &["册"]),
];

fn is_longer(object: &str, behind: &str) -> bool {
    LONGER.iter().any(|(word, tails)| *word == object && tails.iter().any(|t| behind.starts_with(t)))
}

/// How far the object stands from the verb. What stands before the last 的 only describes the object: 提高对黑作坊的打击力度.
fn distance(between: &str, gap: usize) -> usize {
    const FARTHEST: usize = 12;
    let between = between.trim_start_matches(['了', '着', '过']);
    let whole = between.chars().count();
    // 加强…的同时, 开展情况的: the verb has another object.
    let is_verb_noun = ["时", "前提", "基础", "过程", "情况", "到"].iter().any(|w| between.contains(w));
    match between.rsplit_once('的') {
        Some((described, rest)) if gap >= 3 && whole <= FARTHEST && !is_verb_noun && !described.is_empty() => {
            rest.chars().count()
        }
        _ => whole,
    }
}

fn check(passage: &Passage<'_>, hit: &Hit, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let Some(pair) = reading.lists.collocations.get(hit.row) else { return };
    let clause = passage.around(hit.range.start, CLAUSE);
    let behind = passage.get(hit.range.end..clause.end());
    let Some(gap) = behind.find(&pair.object) else { return };
    let between = behind.get(..gap).unwrap_or_default();
    // 、 begins another object, another verb governs it: 加强管理、提高水平.
    const VERBS: [&str; 12] =
        ["加快", "加大", "加强", "提高", "提升", "增强", "推进", "扩大", "改善", "完善", "优化", "缩小"];
    if has(between, &VERBS) {
        return;
    }
    if is_longer(&pair.object, behind.get(gap + pair.object.len()..).unwrap_or_default())
        || distance(between, pair.gap) > pair.gap
        || between.contains(['、', '“', '《', '（', '和', '并'])
    {
        return;
    }
    let range = hit.range.start..hit.range.end + gap + pair.object.len();
    // Another verb may govern the object, or the object be part of a longer word: a few characters around tell.
    let window = format!(
        "{}{}{}",
        tail(passage.before(range.start), 8),
        passage.get(range.clone()),
        head(passage.after(range.end), 4)
    );
    if pair.unless.iter().any(|u| window.contains(u.as_str())) {
        return;
    }
    // Far from its verb an object may belong to another.
    let severity = match pair.severity {
        Severity::Error if between.chars().count() > pair.gap => Severity::Warning,
        severity => severity,
    };
    let message = format!("“{}”与“{}”搭配不当", pair.verb, pair.object);
    let finding = passage.finding(&RULE, severity, range, message).basis(pair.basis.clone());
    findings.push(match pair.right.as_str() {
        "" => finding,
        right => finding.hint(format!("改为“{right}”")),
    });
}
