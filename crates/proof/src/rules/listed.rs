//! Rules whose knowledge is a list: misspellings, pleonasms, wrong terms, words to be careful with.

use super::Entry;
use crate::lists::{Hit, List, Wording};
use crate::mention::{is_copied, is_mentioned};
use crate::passage::{Passage, SENTENCE, has};
use domain::{Example, Finding, Rule, Severity};

/// 错别字
const MISSPELLING: Rule = Rule {
    id: "proof.misspelling",
    title: "错别字和异形词",
    severities: &[Severity::Error, Severity::Warning],
    what: "按词表查找常见的错别字（音近、形近、输入法选错）和《第一批异形词整理表》不推荐的词形。同样的字在别的词里是对的，不提示。",
    why: "错别字是网站检查中最常见的扣分项，有的会改变文件的意思。",
    basis: "《中华人民共和国国家通用语言文字法》；《第一批异形词整理表》（GF 1001—2001）",
    good: &[
        Example::text("截至2021年1月22日，共收到申请52件。"),
        Example::text("即使使用同一账户，也应当分别登记。"),
        Example::text("反映问题的群众已经得到答复。"),
        Example::text("部署安全生产工作，排查隐患。"),
        Example::text("标点符号使用准确。"),
        Example::text("拨付资金及时，未发现错别字。"),
        Example::text("第3页的“布署”应为“部署”，请更正。"),
    ],
    bad: &[
        Example::text("全乡⟦布署→部署⟧安全生产工作。"),
        Example::text("⟦截止目前→截至目前⟧，共收到申请52件。"),
        Example::text("偶尔出现个别⟦错误字→错别字⟧。"),
        Example::text("⟦标点符合→标点符号⟧使用不准确。"),
        Example::text("资金按时⟦拔付→拨付⟧到户。"),
        Example::text("⟦群众反应的→群众反映的⟧问题已经答复。"),
        Example::text("⟦按装→安装⟧路灯20盏。"),
        Example::text("为群众开设银行⟦帐户→账户⟧。"),
    ],
};

pub(super) const MISSPELLING_ENTRY: Entry =
    Entry::listed(&MISSPELLING, List::Misspellings, |passage, hit, reading, findings| {
        let Some(wording) = reading.lists.misspellings.get(hit.row) else { return };
        let message = |w: &Wording| match w.severity {
            Severity::Error => format!("“{}”应为“{}”", w.wrong, w.right),
            _ => format!("“{}”宜写作“{}”", w.wrong, w.right),
        };
        found(&MISSPELLING, passage, hit, wording, message(wording), findings);
    });

/// 重复累赘
const REDUNDANT: Rule = Rule {
    id: "proof.redundant",
    title: "重复累赘",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "按词表查找意思重复的词语连用，如“公开公示”“第一时间快速”“各方面的相关”。",
    why: "公文要求简明，重复的词语使句子拖沓，也常是粘贴拼凑的痕迹。",
    basis: "《党政机关公文处理工作条例》（中办发〔2012〕14号）第十九条（表述准确、文字精练）",
    good: &[
        Example::text("公开办事流程，公示救助名单。"),
        Example::text("第一时间答复群众。"),
        Example::text("对现状进行分析研究，涉及多个部门。"),
        Example::text("各方面的培训有序开展。"),
        Example::text("共计52件。"),
    ],
    bad: &[
        Example::text("各村按时⟦公开公示→公开⟧惠农补贴。"),
        Example::text("逐级⟦公布公示→公示⟧救助名单。"),
        Example::text("确保⟦第一时间快速→第一时间⟧解决问题。"),
        Example::text("开展了⟦各方面的相关→各方面的⟧培训。"),
        Example::text("本次调整⟦涉及到→涉及⟧三个村。"),
        Example::text("⟦目前当前→目前⟧全乡形势稳定。"),
    ],
};

pub(super) const REDUNDANT_ENTRY: Entry =
    Entry::listed(&REDUNDANT, List::Redundant, |passage, hit, reading, findings| {
        let Some(wording) = reading.lists.redundant.get(hit.row) else { return };
        found(&REDUNDANT, passage, hit, wording, format!("“{}”意思重复", wording.wrong), findings);
    });

/// 禁用词和慎用词
const CAUTIOUS: Rule = Rule {
    id: "proof.cautious",
    title: "禁用词和慎用词",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "按词表查找不得使用或者应当慎用的说法：对残疾人等群体的不当称谓，时间和历史的错误表述，涉及港澳台、民族、宗教的不规范说法。词表由管理员维护，每条有来源。",
    why: "国家的网站检查把“严重表述错误”列为单项否决。",
    basis: "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）；新华社《新闻信息报道中的禁用词和慎用词》",
    good: &[
        Example::text("残疾人两项补贴已经发放。"),
        Example::text("新中国成立以来，全乡面貌发生巨大变化。"),
        Example::text("盲人按摩店纳入就业扶持。"),
        Example::text("听力残疾人可以申请辅助器具。"),
        Example::text("港澳台同胞凭有效证件办理。"),
        Example::text("公文中不使用“残废人”“弱智”一类的称谓。"),
        Example::text("该自然村原称“聋子坡”，现已更名。"),
        Example::text("《县志》载：“建国以来，修渠三条。”"),
        Example::text("把教师从琐事中解放后，家长对耳聋子女的康复更有信心。"),
    ],
    bad: &[
        Example::text("为⟦残废人→残疾人⟧办理补贴。"),
        Example::text("⟦建国以来→新中国成立以来⟧，全乡面貌发生巨大变化。"),
        Example::text("对⟦弱智→智力残疾⟧儿童入学给予帮助。"),
        Example::text("⟦解放前→新中国成立前⟧，这里没有一条公路。"),
        Example::text("庆祝⟦祖国70周年→新中国成立70周年⟧活动圆满结束。"),
        Example::text("⟦聋哑人→听力言语残疾人⟧可以预约手语服务。"),
    ],
};

pub(super) const CAUTIOUS_ENTRY: Entry = Entry::listed(&CAUTIOUS, List::Cautious, |passage, hit, reading, findings| {
    let Some(wording) = reading.lists.cautious.get(hit.row) else { return };
    let message = match wording.severity {
        Severity::Error => format!("“{}”不得使用", wording.wrong),
        _ => format!("“{}”应当慎用", wording.wrong),
    };
    found(&CAUTIOUS, passage, hit, wording, message, findings);
});

/// 政府信息公开的规范用语
const TERM: Rule = Rule {
    id: "proof.term",
    title: "规范用语",
    severities: &[Severity::Error, Severity::Warning, Severity::Question],
    what: "按词表查找与条例和有关文件不一致的用语，如“政务信息公开”“信访案件”“政府信息公开发布机制”。",
    why: "同一件事用不同的名称，读者会以为是两件事，统计口径也会混乱。",
    basis: "《中华人民共和国政府信息公开条例》及有关文件（每条另列）",
    good: &[
        Example::text("政府信息公开工作有专人负责。"),
        Example::text("办理信访事项98件。"),
        Example::text("未收到政府信息公开申请。"),
        Example::text("建立健全政府信息发布机制。"),
        Example::text("办公地址、办公时间、联系方式已经公开。"),
        Example::text("原新农合与城镇居民医保整合以后，统一称为城乡居民医保。"),
        Example::text("馆藏1990年农村五保供养对象登记表12卷。"),
        Example::text("2014年，为流动人口办理暂住证320本。\n\n2014年12月30日"),
        Example::text("2020年，建档立卡贫困户全部脱贫。\n\n2022年3月1日"),
    ],
    bad: &[
        Example::text("⟦政务信息公开⟧工作无专职人员。"),
        Example::text("2020年办理⟦信访案件→信访事项⟧98件。"),
        Example::text("全年未收到⟦要求政府信息公开的申请→政府信息公开申请⟧。"),
        Example::text("建立健全⟦政府信息公开发布机制→政府信息发布机制⟧。"),
        Example::text("不服⟦行政复议判决→行政复议决定⟧的，可以起诉。"),
        Example::text("⟦办公地点→办公地址⟧在街道东侧。"),
        Example::text("向派出所申领⟦暂住证→居住证⟧。\n\n2023年5月6日"),
        Example::text("提交⟦村民代表大会→村民代表会议⟧讨论。"),
        Example::text("切实做到相关信息⟦依规公开→依法依规公开⟧。"),
    ],
};

pub(super) const TERM_ENTRY: Entry = Entry::listed(&TERM, List::Terms, |passage, hit, reading, findings| {
    let Some(wording) = reading.lists.terms.get(hit.row) else { return };
    let is_due = wording.since.is_none_or(|since| reading.day().is_some_and(|day| since <= day));
    let is_outdated = wording.since.is_some() || wording.severity == Severity::Question;
    if !is_due || is_outdated && tells_history(passage, hit) {
        return;
    }
    let message = match wording.right.as_str() {
        right if right.is_empty() || right.starts_with('（') => format!("“{}”不是规范用语", wording.wrong),
        right => format!("“{}”不是规范用语，应为“{right}”", wording.wrong),
    };
    found(&TERM, passage, hit, wording, message, findings);
});

/// 原新农合, 整合以后, 馆藏: what a thing was called once is told by its old name.
fn tells_history(passage: &Passage<'_>, hit: &Hit) -> bool {
    let told = [
        "整合",
        "合并",
        "改称",
        "更名",
        "统一为",
        "统一称",
        "馆藏",
        "旧称",
        "曾称",
        "历史",
        "当时",
        "废止",
        "取消",
        "停止",
        "不再",
        "脱贫",
        "摘帽",
        "名册",
        "改革前",
        "沿革",
        "志载",
    ];
    let sentence = passage.around(hit.range.start, SENTENCE);
    passage.before(hit.range.start).ends_with('原') || has(sentence.text, &told)
}

/// One entry where it stands, unless the same characters are part of something that is right.
fn found(
    rule: &Rule,
    passage: &Passage<'_>,
    hit: &Hit,
    wording: &Wording,
    message: String,
    findings: &mut Vec<Finding>,
) {
    if wording.is_excused(&passage.text, hit.range.start)
        || is_mentioned(passage, &hit.range)
        || wording.severity != Severity::Error && is_copied(passage, &hit.range)
    {
        return;
    }
    let mut finding = passage.finding(rule, wording.severity, hit.range.clone(), message).basis(wording.basis.clone());
    // Two ways to write it, or an instruction: a person must choose.
    if wording.right.contains('或')
        || wording.right.starts_with('（')
        || wording.right.contains('／')
        || wording.right.contains('/')
    {
        finding = finding.hint(format!("改为“{}”", wording.right));
    } else if !wording.right.is_empty() {
        finding = finding.replace_by(wording.right.clone());
    }
    findings.push(finding);
}
