//! What the text of an annual report says beside its subject: another period, another topic, fees that nobody asked for.

use super::Entry;
use crate::passage::{Passage, begins, has, head};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 年度报告的起止
const SINCE: Rule = Rule {
    id: "proof.report_year",
    title: "年度报告写的是一个年度",
    severities: &[Severity::Question],
    what: "年度报告正文用“2020年以来”“今年以来”“近年来”说本年度的情况。报告的是一个完整年度，写“2020年”。",
    why: "“以来”没有终点，与统计期限不一致。",
    basis: "《中华人民共和国政府信息公开条例》第四十九条、第五十条",
    good: &[
        Example::text("凤山乡2020年政府信息公开工作年度报告\n\n2020年，全乡公开信息52条。"),
        Example::text("凤山乡2020年政府信息公开工作年度报告\n\n2019年以来建立的制度继续执行。"),
        Example::text("关于2020年工作的通知\n\n2020年以来，全乡公开信息52条。"),
        Example::text("凤山乡2021年政府信息公开工作年度报告\n\n《条例》施行以来，全乡公开工作逐步规范。"),
        Example::text("凤山乡2021年政府信息公开工作年度报告\n\n2021年以前的文件已经清理。"),
    ],
    bad: &[
        Example::text("凤山乡2020年政府信息公开工作年度报告\n\n⟦2020年以来⟧，全乡公开信息52条。"),
        Example::text("马家镇2022年政府信息公开工作年度报告\n\n⟦今年以来⟧，全镇公开信息52条。"),
        Example::text("县财政局2021年政府信息公开工作年度报告\n\n⟦2021年以来⟧，我局完善制度。"),
        Example::text("城关街道2023年政府信息公开工作年度报告\n\n⟦2023年以来⟧公开工作有所进步。"),
        Example::text("凤山乡2024年政府信息公开年度报告\n\n自⟦今年以来⟧，公开栏更新及时。"),
    ],
};

pub(super) const SINCE_ENTRY: Entry = Entry::prose(&SINCE, &["年以来"], since);

static PERIOD: Pattern = Pattern::new(r"(20\d\d|今)年以来");

fn since(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = reading.facts.report_year else { return };
    for groups in PERIOD.groups(&passage.text) {
        let (Some(whole), Some(said)) = (groups.get(0), groups.get(1)) else { continue };
        if said.as_str() == "今" || said.as_str() == year.to_string() {
            let message = format!("报告的是{year}年一个年度，不用“以来”");
            let finding = passage.finding(&SINCE, Severity::Question, whole.range(), message);
            findings.push(finding.hint(format!("写“{year}年”")));
        }
    }
}

/// 标题与内容一致
const TOPIC: Rule = Rule {
    id: "proof.topic",
    title: "标题与内容一致",
    severities: &[Severity::Question],
    what: "一段的小标题说一件事（依申请公开、政策解读、平台建设、监督保障…），这一段的正文却没有再提到它，说的是另一件。",
    why: "多半是改了标题没有改正文，或者粘贴错了位置。",
    basis: "《党政机关公文处理工作条例》（中办发〔2012〕14号）第十九条（内容充实、条理清楚）",
    good: &[
        Example::text("2.规范依申请公开。完善申请受理、答复流程，按时答复申请人。"),
        Example::text("1.加强政策解读。综合运用图解、视频解读政策。"),
        Example::text("3.加强主动公开。及时更新公开目录。"),
        Example::text("（三）监督保障工作。开展检查考核，接受社会评议。"),
        Example::text("2.规范依申请公开。继续做好有关工作。"),
    ],
    bad: &[
        Example::text("2.⟦规范依申请公开⟧。继续完善主动公开机制，及时更新公开的目录和内容。"),
        Example::text("（二）⟦依申请公开工作⟧。全年主动公开信息52条，更新栏目12个。"),
        Example::text("1.⟦加强政策解读⟧。畅通依申请公开渠道，按时答复申请人。"),
        Example::text("3.⟦推进平台建设⟧。主动公开财政预算、决算，更新公开目录。"),
        Example::text("4.⟦强化监督保障⟧。加强政策解读，运用图表、动画、视频等形式。"),
    ],
};

pub(super) const TOPIC_ENTRY: Entry = Entry::prose(&TOPIC, &["公开", "解读", "平台", "监督"], topic);

/// A topic: how a heading names it, and the words one of which its text must have.
const TOPICS: [(&str, &[&str]); 5] = [
    ("依申请公开", &["申请", "答复", "受理"]),
    ("政策解读", &["解读", "图解", "解释"]),
    ("平台建设", &["平台", "网站", "栏目", "新媒体", "公众号", "渠道", "专区", "公开栏", "载体"]),
    ("监督保障", &["监督", "检查", "考核", "评议", "培训", "督查", "督导", "问责", "责任", "测评", "组织", "保障"]),
    ("主动公开", &["主动公开", "公开目录", "公开信息", "发布", "公示", "更新"]),
];

fn topic(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    // A heading of its own in front: up to the first stop, short, without a comma.
    let Some((heading, body)) = passage.text.split_once('。') else { return };
    let bare = heading.trim_start_matches(|c: char| "（）()一二三四五六七八九十、.0123456789 　".contains(c));
    if !(4..=16).contains(&bare.chars().count())
        || bare.contains(['，', '：'])
        || heading.len() == bare.len()
        || body.chars().count() < 16
    {
        return;
    }
    let named: Vec<&(&str, &[&str])> = TOPICS.iter().filter(|(name, _)| bare.contains(name)).collect();
    let [(name, words)] = named.as_slice() else { return };
    if has(body, words) {
        return;
    }
    let Some((other, _)) = TOPICS.iter().find(|(other, words)| {
        other != name && (words.iter().filter(|w| body.contains(*w)).count() >= 2 || body.contains(other))
    }) else {
        return;
    };
    let start = heading.len() - bare.len();
    let message = format!("标题说的是“{name}”，正文没有提到，说的像是“{other}”");
    let finding = passage.finding(&TOPIC, Severity::Question, start..heading.len(), message);
    findings.push(finding.hint("核对标题和正文，改成一致"));
}

/// 免费提供的说法
const FREE: Rule = Rule {
    id: "proof.fee_wording",
    title: "收费的规范说法",
    severities: &[Severity::Question],
    what: "用“免费”“实行免费”说明提供政府信息不收费。条例的规定是不收取费用；申请的数量、频次明显超过合理范围的可以收取信息处理费。",
    why: "没有收到申请却说“全部免费提供”自相矛盾；规范的说法是“未收取信息处理费”。",
    basis: "《中华人民共和国政府信息公开条例》第四十二条；国办函〔2020〕109号",
    good: &[
        Example::text("2020年未收取信息处理费。"),
        Example::text("图书馆免费开放，免费提供阅览。"),
        Example::text("提供政府信息，不收取费用。"),
        Example::text("为老人免费体检，公开政府信息52条。"),
        Example::text("义务教育阶段免费提供教科书。"),
    ],
    bad: &[
        Example::text("提供的政府信息，全部⟦实行免费⟧。"),
        Example::text("依申请提供政府信息一律⟦免费⟧。"),
        Example::text("乡政府⟦免费提供政府信息⟧。"),
        Example::text("政府信息公开⟦实行免费⟧制度。"),
        Example::text("向公民提供政府信息全部⟦免费⟧。"),
    ],
};

pub(super) const FREE_ENTRY: Entry = Entry::prose(&FREE, &["免费"], free);

static FREELY: Pattern = Pattern::new(r"实行免费|免费提供政府信息|(?:全部|一律|均为|均)(免费)(?:[，。；]|$)");

fn free(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for groups in FREELY.groups(&passage.text) {
        let Some(found) = groups.get(1).or_else(|| groups.get(0)) else { continue };
        let sentence = passage.around(found.start(), &['。', '；', '\n']);
        if !sentence.text.contains("政府信息") || begins(passage.after(found.end()), &["开放", "教育", "体检"])
        {
            continue;
        }
        let message = format!("“{}”不是条例的说法", head(found.as_str(), 4));
        let finding = passage.finding(&FREE, Severity::Question, found.range(), message);
        findings.push(finding.hint("写“未收取信息处理费”；没有收到申请的，删去这一句"));
    }
}

/// 法定公开事项的名称
const ITEMS: Rule = Rule {
    id: "proof.statutory_items",
    title: "法定公开事项的说法",
    severities: &[Severity::Question],
    what: "列举机关基本信息时与条例的说法不同：条例列的是机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名。检查“工作地点”“工作时间”“职能、职责”与机构设置并列，以及中间漏掉顿号的。",
    why: "法定事项用法定的说法，检查时才对得上；漏掉顿号，两项就成了一项。",
    basis: "《中华人民共和国政府信息公开条例》第二十条第（二）项",
    good: &[
        Example::text("公开机关职能、机构设置、办公地址、办公时间、联系方式。"),
        Example::text("公开机构设置和负责人姓名。"),
        Example::text("工作时间为每日8时至18时。"),
        Example::text("调整了部门职能、职责和人员编制。"),
        Example::text("公告工作地点、招聘岗位和报名时间。"),
    ],
    bad: &[
        Example::text("公开了乡政府⟦职能、职责、机构设置工作地点和工作时间⟧。"),
        Example::text("公开⟦机构设置、工作地点、联系电话⟧。"),
        Example::text("主动公开⟦机构设置、工作时间⟧等信息。"),
        Example::text("公开⟦职能、机构设置、办公地点和工作时间⟧。"),
        Example::text("更新⟦机构职能、机构设置办公地址⟧等内容。"),
    ],
};

pub(super) const ITEMS_ENTRY: Entry = Entry::prose(&ITEMS, &["机构设置"], items);

static LISTED: Pattern = Pattern::new(
    r"(?:(?:机构|机关)?职能、)?(?:职责、)?机构设置(?:、|和)?(?:(?:工作|办公)(?:地点|地址|时间)|联系电话|联系方式|负责人姓名)(?:(?:、|和)(?:(?:工作|办公)(?:地点|地址|时间)|联系电话|联系方式|负责人姓名))*",
);

fn items(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    for found in LISTED.all(&passage.text) {
        let text = found.as_str();
        let joined = text.split("机构设置").nth(1).is_some_and(|t| !t.starts_with(['、', '和']));
        let other = has(text, &["工作地点", "工作时间", "办公地点", "职责、"]);
        if !joined && !other {
            continue;
        }
        let message = match joined {
            true => "法定公开事项之间漏了顿号",
            false => "法定公开事项与条例的说法不同",
        };
        let finding = passage.finding(&ITEMS, Severity::Question, found.range(), message);
        findings.push(finding.hint("条例的说法：机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名"));
    }
}
