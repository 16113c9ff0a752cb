//! Names of institutions and divisions, and what only organs of a level say.

use super::Entry;
use crate::facts::Level;
use crate::lists::{Hit, List, stands_around};
use crate::passage::{Passage, begins, has, is_han};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 机构名称
const INSTITUTION: Rule = Rule {
    id: "proof.institution",
    title: "机构改革以后的名称",
    severities: &[Severity::Warning, Severity::Question],
    what: "文件成文时已经更名或者合并的机构仍用旧称（国土资源局、卫计委、食药监局、扶贫办…）。“原国土资源局”、书名号里的文件名称、叙述历史的不提示；地方机构只提请核实。",
    why: "用旧称，群众找不到办事的部门。",
    basis: "国务院机构改革方案（2018年、2023年）及地方机构改革",
    good: &[
        Example::text("由县自然资源局负责办理。\n\n2021年5月6日"),
        Example::text("由县国土资源局负责办理。\n\n2016年5月6日"),
        Example::text("原县国土资源局的档案已经移交。\n\n2021年5月6日"),
        Example::text("按照《国土资源部关于加强管理的通知》执行。\n\n2021年5月6日"),
        Example::text("由县文化和旅游局、县林业和草原局负责。\n\n2021年5月6日"),
        Example::text("加强文化部门和农业部门的配合。\n\n2021年5月6日"),
    ],
    bad: &[
        Example::text("由县⟦国土资源局⟧负责办理。\n\n2021年5月6日"),
        Example::text("向县⟦卫计局⟧报告疫情。\n\n2021年5月6日"),
        Example::text("经⟦国家卫生和计划生育委员会⟧批准\n\n2021年5月6日"),
        Example::text("由⟦环境保护部⟧统一发布。\n\n2020年5月6日"),
        Example::text("由县⟦食药监局⟧抽检。"),
        Example::text("报县⟦扶贫办⟧备案。\n\n2024年5月6日"),
    ],
};

pub(super) const INSTITUTION_ENTRY: Entry = Entry::listed(&INSTITUTION, List::Institutions, institution);

fn institution(passage: &Passage<'_>, hit: &Hit, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let (Some(day), Some(known)) = (reading.day(), reading.lists.institutions.get(hit.row)) else { return };
    if known.changed_on > day {
        return;
    }
    let (at, old) = (hit.range.start, known.old.as_str());
    let before = passage.before(at);
    let behind = passage.after(at + old.len());
    let longer = known.unless.iter().any(|u| stands_around(&passage.text, at, u, old))
        || stands_around(&passage.text, at, &known.new, old);
    let clause = passage.around(at, &['。', '；', '，', '\n']);
    let told = ["改革前", "更名", "撤销", "合并", "划入", "划转", "不再保留", "组建", "曾任", "时任", "前身"];
    let history = before.chars().rev().take(6).any(|c| c == '原') || has(clause.text, &told);
    let quoted = before.rfind('《').is_some_and(|open| !before.get(open..).is_some_and(|t| t.contains('》')));
    // A longer name: 文化和旅游局, 林业局党委.
    let compound = behind.starts_with(|c: char| "党令".contains(c))
        || known.is_local && before.ends_with(['和', '及']) && !before.ends_with("局和");
    if longer || history || quoted || compound {
        return;
    }
    let (severity, when) = match (known.is_local, reading.facts.date) {
        (false, Some(formed)) if known.changed_on <= formed => (Severity::Warning, "成文以前"),
        _ => (Severity::Question, "现在"),
    };
    let message = format!("“{old}”{when}已经更名或者合并，现称“{}”", known.new);
    let finding = passage.finding(&INSTITUTION, severity, hit.range.clone(), message).basis(known.basis.clone());
    findings.push(finding.hint(match known.is_local {
        true => format!("核对本地的机构名称，一般为“{}”", known.new),
        false => format!("改为“{}”；指改革以前的，写“原{old}”", known.new),
    }));
}

/// 行政区划
const DIVISION: Rule = Rule {
    id: "proof.division",
    title: "行政区划名称",
    severities: &[Severity::Error, Severity::Warning],
    what: "省、市、县连写时上下级不符（“甘肃省定西市东乡族自治县”）；标题和发文机关名称中自治县没有写全称。",
    why: "区划名称是行政机关名称的一部分，写错了就是另一个地方。",
    basis: "《行政区划管理条例》；民政部公布的县以上行政区划代码",
    good: &[
        Example::text("甘肃省临夏回族自治州东乡族自治县"),
        Example::text("东乡族自治县凤山乡2020年政府信息公开工作年度报告\n\n一、总体情况"),
        Example::text("甘肃省东乡族自治县"),
        Example::text("东乡县城区道路已经通车。"),
        Example::text("定西市、东乡族自治县等地代表参加。"),
        Example::text("2010年，安徽省巢湖市庐江县与我县结对；2011年，庐江县划归合肥市。"),
    ],
    bad: &[
        Example::text("⟦甘肃省定西市东乡族自治县⟧"),
        Example::text("⟦东乡县→东乡族自治县⟧凤山乡2020年政府信息公开工作年度报告\n\n一、总体情况"),
        Example::text("⟦四川省兰州市⟧城关区"),
        Example::text("⟦积石山县→积石山保安族东乡族撒拉族自治县⟧人民政府办公室关于防汛的通知\n\n各乡镇："),
        Example::text("⟦陕西省太原市⟧小店区"),
        Example::text("由河北省⟦大厂县→大厂回族自治县⟧人民政府批准"),
    ],
};

pub(super) const DIVISION_ENTRY: Entry = Entry::everywhere(&DIVISION, &["省", "市", "县", "州", "区", "旗"], division);

static CHAIN: Pattern = Pattern::new(
    r"([\p{Han}]{2,7}?(?:省|自治区))([\p{Han}]{2,10}?(?:市|自治州|地区|盟))([\p{Han}]{1,18}?(?:自治县|自治旗|县|区|旗|市))?",
);

fn division(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let divisions = &reading.lists.divisions;
    // What belonged elsewhere once is told with its old chain.
    let told = ["划归", "划入", "划转", "改隶", "改属", "代管", "区划调整", "时属", "原属"];
    let chains = if has(&passage.text, &told) { "" } else { &*passage.text };
    for groups in CHAIN.groups(chains) {
        let (Some(province), Some(city)) = (groups.get(1), groups.get(2)) else { continue };
        // 据甘肃省: the name may begin later than the match.
        let Some((trim, _)) = known_suffix(province.as_str(), |n| divisions.parents(n).is_some()) else { continue };
        let start = province.start() + trim;
        let province = passage.get(start..province.end());
        let lies_in = |name: &str, above: &str| {
            divisions.parents(name).map(|chains| chains.iter().any(|c| c.iter().any(|p| p == above)))
        };
        match lies_in(city.as_str(), province) {
            Some(false) => {
                let message = format!("{}不属于{province}", city.as_str());
                findings.push(
                    passage
                        .finding(&DIVISION, Severity::Error, start..city.end(), message)
                        .hint("核对省、市、县的隶属关系"),
                );
                continue;
            }
            None => continue,
            Some(true) => {}
        }
        if let Some(county) = groups.get(3)
            && lies_in(county.as_str(), city.as_str()) == Some(false)
        {
            let message = format!("{}不属于{}", county.as_str(), city.as_str());
            findings.push(
                passage
                    .finding(&DIVISION, Severity::Error, start..county.end(), message)
                    .hint("核对省、市、县的隶属关系"),
            );
        }
    }
    short_names(passage, reading, findings);
}

/// The longest ending that is a known name.
fn known_suffix(text: &str, known: impl Fn(&str) -> bool) -> Option<(usize, &str)> {
    text.char_indices().filter_map(|(at, _)| text.get(at..).map(|t| (at, t))).find(|(_, t)| known(t))
}

/// 东乡县 where the full name is due: in a title, and before 人民政府.
fn short_names(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let is_title = reading.facts.title.as_deref() == Some(passage.text.trim());
    for (at, mark) in passage.text.match_indices(['县', '旗']) {
        let end = at + mark.len();
        let before = passage.before(end);
        let name = (3..=6).rev().find_map(|n| {
            let text = crate::passage::tail(before, n);
            reading.lists.divisions.full_name(text).map(|full| (end - text.len(), full))
        });
        let Some((start, full)) = name else { continue };
        let behind = passage.after(end);
        let is_organ = begins(behind, &["人民政府", "人民代表大会", "人民法院", "人民检察院"]);
        if !is_title && !is_organ {
            continue;
        }
        let severity = if is_title { Severity::Warning } else { Severity::Error };
        let message = format!("标题和机关名称中用全称“{full}”");
        findings.push(passage.finding(&DIVISION, severity, start..end, message).replace_by(full));
    }
}

/// 已经变更的区划
const RENAMED: Rule = Rule {
    id: "proof.renamed_division",
    title: "已经撤销或者更名的行政区划",
    severities: &[Severity::Question],
    what: "文件成文的年份以前已经撤销或者更名的县级以上行政区划。叙述历史、籍贯和“原××县”不提示。",
    why: "区划变更以后沿用旧名，文件的效力范围不清楚。",
    basis: "民政部公布的历年县以上行政区划代码",
    good: &[
        Example::text("原襄樊市的档案已经移交。\n\n2021年5月6日"),
        Example::text("由襄阳市人民政府负责。\n\n2021年5月6日"),
        Example::text("2010年撤销襄樊市，设立襄阳市。\n\n2021年5月6日"),
        Example::text("由监利县人民政府负责。\n\n2019年5月6日"),
        Example::text("李某，籍贯襄樊市。\n\n2021年5月6日"),
    ],
    bad: &[
        Example::text("由⟦襄樊市⟧人民政府负责。\n\n2021年5月6日"),
        Example::text("项目由⟦监利县⟧农业技术推广中心承担。\n\n2024年5月6日"),
        Example::text("考察组赴⟦祁阳县⟧学习村务公开经验。\n\n2023年9月1日"),
        Example::text("供应商住所地：⟦海门市⟧工业园区\n\n2022年5月6日"),
        Example::text("⟦龙南县⟧代表参加会议，交流经验。\n\n2024年5月6日"),
    ],
};

pub(super) const RENAMED_ENTRY: Entry = Entry::listed(&RENAMED, List::Renamed, renamed);

fn renamed(passage: &Passage<'_>, hit: &Hit, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let (Some(day), Some(old)) = (reading.day(), reading.lists.divisions.renamed().get(hit.row)) else { return };
    if old.year >= day.year() {
        return;
    }
    let before = passage.before(hit.range.start);
    let text = old.old.as_str();
    // Part of a longer name, or history.
    let last = before.chars().next_back();
    let longer = last.is_some_and(is_han)
        && !before.ends_with(['市', '省', '州', '区', '在', '由', '到', '从', '、', '至', '赴', '与', '和', '向']);
    let clause = passage.around(hit.range.start, &['。', '；', '，', '\n']);
    if longer || has(clause.text, &["原", "撤销", "设立", "更名", "撤县", "历史", "时称", "籍"]) {
        return;
    }
    let message = format!("“{text}”在{}年已经不是现行的行政区划名称", old.year);
    let finding = passage.finding(&RENAMED, Severity::Question, hit.range.clone(), message).basis(old.source.clone());
    findings.push(match old.new.as_str() {
        "" => finding.hint("核对现行名称"),
        new => finding.hint(format!("现为“{new}”；指当时的，写“原{text}”")),
    });
}

/// 与机关级别不符
const LEVEL: Rule = Rule {
    id: "proof.level",
    title: "与机关级别不符的说法",
    severities: &[Severity::Question],
    what: "乡镇的文件里出现只有县级以上才有的说法：各职能部门、县直各部门、政协提案、组成部门；或者以政府自己的名义说“与政府的要求有差距”。",
    why: "多半是照抄县里的文件，没有改成自己的情况。",
    basis: "《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》；《中国人民政治协商会议章程》",
    good: &[
        Example::text("凤山乡人民政府关于防汛的通知\n\n乡属各站（所）按照职责分工落实。"),
        Example::text("东乡族自治县人民政府关于防汛的通知\n\n县政府各职能部门按照职责分工落实。"),
        Example::text("凤山乡人民政府关于防汛的通知\n\n配合县直有关部门开展检查。"),
        Example::text("凤山乡人民政府关于防汛的通知\n\n公开人大代表建议办理结果。"),
        Example::text("凤山乡2020年政府信息公开工作年度报告\n\n与上级的要求还有差距。"),
    ],
    bad: &[
        Example::text("凤山乡人民政府关于防汛的通知\n\n政府及⟦各职能部门⟧按照职责分工落实。"),
        Example::text("凤山乡2020年政府信息公开工作年度报告\n\n推进各级人大代表建议、⟦政协提案⟧办理结果公开。"),
        Example::text("凤山乡2020年政府信息公开工作年度报告\n\n⟦与政府的要求⟧和群众的期望还有差距。"),
        Example::text("马家镇人民政府关于防汛的通知\n\n镇政府⟦各组成部门⟧要落实责任。"),
        Example::text("城关街道办事处关于防汛的通知\n\n街道⟦各职能部门⟧要落实责任。"),
    ],
};

pub(super) const LEVEL_ENTRY: Entry =
    Entry::prose(&LEVEL, &["职能部门", "组成部门", "政协", "政府的要求", "政府要求"], level);

const ABOVE: [(&str, &str); 5] = [
    ("各职能部门", "乡镇没有职能部门，写作“各站（所、办）”"),
    ("政府职能部门", "乡镇没有职能部门，写作“各站（所、办）”"),
    ("各组成部门", "乡镇没有组成部门，写作“各站（所、办）”"),
    ("政协提案", "乡镇没有政协；乡镇办理的是本级人大代表建议，协办县政协提案的请写明"),
    ("与政府的要求", "本文就是政府的文件；与上级的要求相比，写作“与上级的要求”"),
];

fn level(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    if reading.facts.level != Some(Level::Township) {
        return;
    }
    for (word, hint) in ABOVE {
        for (at, _) in passage.text.match_indices(word) {
            let before = passage.before(at);
            let clause = passage.around(at, &['。', '；', '，', '\n']);
            let of_above = passage.get(clause.start..at);
            // 县政府各职能部门, 协助县直职能部门
            if has(of_above, &["县", "市", "区", "上级", "省", "州"]) || before.ends_with("协办") {
                continue;
            }
            let message = format!("“{word}”与乡镇（街道）的情况不符");
            findings.push(passage.finding(&LEVEL, Severity::Question, at..at + word.len(), message).hint(hint));
        }
    }
}
