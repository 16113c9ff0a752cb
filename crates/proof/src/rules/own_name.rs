//! The organ's own name, a character wrong: in the signature, or where the text speaks of the organ.
//!
//! Neighbours have names like one's own (柳树沟镇 and 榆树沟镇, 税务局 and 水务局), so in running text only what hardly
//! names anything else is found; a line that is nothing but the name is the signature.

use super::Entry;
use crate::facts::compact;
use crate::lists::is_one_away;
use crate::mention::is_mentioned;
use crate::passage::{CLAUSE, Passage, begins, is_han};
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};
use std::ops::Range;

/// 本机关名称
const RULE: Rule = Rule {
    id: "proof.own_name",
    title: "本机关名称前后一致",
    severities: &[Severity::Error, Severity::Warning],
    what: "正文、署名中的本机关名称与发文机关标志或者标题中的只差一个字。首字不同的地名、东西南北之类的邻近地名、别的部门（税务局、水务局）和主送机关不提示。",
    why: "机关名称写错，文件由谁负责就不清楚。",
    basis: "GB/T 9704—2012《党政机关公文格式》7.2.4（发文机关全称或者规范化简称）",
    good: &[
        Example::text("凤山乡人民政府文件\n\n关于防汛的通知\n\n凤山乡人民政府成立了领导小组。"),
        Example::text("凤山乡人民政府文件\n\n关于防汛的通知\n\n请到关山乡人民政府、县人民政府办理。"),
        Example::text("凤山乡人民政府关于防汛的通知\n\n报东乡族自治县人民政府批准。"),
        Example::text("凤山乡人民政府文件\n\n关于防汛的通知\n\n凤山乡政府组织排查。"),
        Example::text("关于防汛的通知\n\n风山乡人民政府组织排查。"),
        Example::text(
            "河湾镇人民政府关于会商的函\n\n石湾镇人民政府：\n\n请派员参加。\n\n河湾镇人民政府\n\n2021年6月2日",
        ),
        Example::text("青山县税务局关于移交资料的函\n\n青山县水务局局长参加会议。\n\n青山县税务局"),
        Example::text("东坪乡卫生院关于义诊的公告\n\n西坪乡卫生院协助。\n\n东坪乡卫生院"),
    ],
    bad: &[
        Example::text("凤山乡人民政府文件\n\n关于防汛的通知\n\n⟦风山乡人民政府→凤山乡人民政府⟧成立了领导小组。"),
        Example::text(
            "凤山乡人民政府文件\n\n关于防汛的通知\n\n请各村做好准备。\n\n⟦凤山乡人民政俯→凤山乡人民政府⟧\n\n2021年6月2日",
        ),
        Example::text("马家镇人民政府关于防汛的通知\n\n⟦马家镇人政府→马家镇人民政府⟧成立了领导小组。"),
        Example::text("城关镇人民政府文件\n\n关于防汛的通知\n\n⟦城关镇镇人民政府→城关镇人民政府⟧组织排查。"),
        Example::text("柳树镇人民政府文件\n\n关于防汛的通知\n\n⟦柳村镇人民政府→柳树镇人民政府⟧组织排查。"),
        Example::text(
            "双河县农业农村局关于培训的通知\n\n请按时参加。\n\n⟦双合县农业农村局→双河县农业农村局⟧\n\n2021年6月2日",
        ),
        Example::text("平川镇中心小学关于放假的通知\n\n⟦平川镇中心小校→平川镇中心小学⟧\n\n2021年6月2日"),
        Example::text(
            "安和县应急管理局关于演练的通知\n\n⟦安和县应急管里局→安和县应急管理局⟧统一组织。\n\n安和县应急管理局",
        ),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, check);

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let title = reading.facts.title.as_deref().map(compact).unwrap_or_default();
    let issuer = title.split_once("关于").map(|(issuer, _)| issuer.to_owned()).filter(|name| is_name(name));
    let Some(organ) = issuer.or_else(|| reading.facts.organ.as_deref().map(compact)).filter(|name| is_name(name))
    else {
        return;
    };
    let core = core(&organ);
    // Two who sign together: one's own name stands in a line as well.
    let signs = |passage: &Passage<'_>| compact(&passage.text) == organ;
    let is_signed = reading.passages.iter().any(signs);
    for (at, passage) in reading.passages.iter().enumerate() {
        if Some(at) == reading.facts.title_at || Some(at) == reading.facts.mark_at {
            continue;
        }
        let line = passage.whole().trim();
        let is_line = !passage.is_cell() && line.text.chars().all(is_han) && !line.text.is_empty();
        if is_line && is_one_away(line.text, &organ) {
            if !is_signed && !is_series(line.text, &organ) && !is_inside(line.text, &organ) {
                findings.push(said(passage, line.range(), &organ, Severity::Error));
            }
            continue;
        }
        // 小庄镇人民政府：: to whom it is sent.
        if line.text.ends_with(['：', ':']) {
            continue;
        }
        for range in slips(&passage.text, core) {
            let text = passage.get(range.clone());
            if let Some(severity) = certainty(text, core, passage, &range).filter(|_| !is_mentioned(passage, &range)) {
                findings.push(said(passage, range, core, severity));
            }
        }
    }
}

fn said(passage: &Passage<'_>, range: Range<usize>, name: &str, severity: Severity) -> Finding {
    passage.finding(&RULE, severity, range, format!("本机关是“{name}”")).replace_by(name.to_owned())
}

/// Whether it can be the name of an organ: Chinese characters, not too few and not too many.
fn is_name(name: &str) -> bool {
    (5..=24).contains(&name.chars().count()) && name.chars().all(is_han)
}

/// 东乡族自治县凤山乡人民政府 is called 凤山乡人民政府 as well.
fn core(organ: &str) -> &str {
    const GOVERNMENT: &str = "人民政府";
    if !organ.ends_with(GOVERNMENT) {
        return organ;
    }
    match organ.rfind(['县', '市', '区']).filter(|at| *at + 3 < organ.len() - GOVERNMENT.len()) {
        Some(at) => organ.get(at + 3..).filter(|core| core.chars().count() >= 5).unwrap_or(organ),
        None => organ,
    }
}

/// Stretches that are one character away from the name: whoever changes one character leaves one half as it is.
fn slips(text: &str, name: &str) -> Vec<Range<usize>> {
    let length = name.chars().count();
    let middle = name.char_indices().nth(length / 2).map_or(0, |(at, _)| at);
    let Some((left, right)) = name.split_at_checked(middle) else { return Vec::new() };
    let lengths = [length, length - 1, length + 1];
    let forward = text.match_indices(left).flat_map(|(start, _)| {
        lengths
            .iter()
            .map(move |n| start..start + crate::passage::head(text.get(start..).unwrap_or_default(), *n).len())
    });
    let backward = text.match_indices(right).flat_map(|(at, _)| {
        let end = at + right.len();
        lengths.iter().map(move |n| end - crate::passage::tail(text.get(..end).unwrap_or_default(), *n).len()..end)
    });
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in forward.chain(backward) {
        let Some(slip) = text.get(range.clone()) else { continue };
        let overlaps = found.iter().any(|f| f.start < range.end && range.start < f.end);
        if !overlaps && is_one_away(slip, name) && slip.chars().all(is_han) && !stands_whole(text, name, &range) {
            found.push(range);
        }
    }
    found
}

/// The name itself with a character before or behind.
fn stands_whole(text: &str, name: &str, range: &Range<usize>) -> bool {
    text.match_indices(name).any(|(at, _)| at < range.end && range.start < at + name.len())
}

/// How certain it is that nothing else is meant; none if another organ may be.
fn certainty(text: &str, name: &str, passage: &Passage<'_>, range: &Range<usize>) -> Option<Severity> {
    let (a, b): (Vec<char>, Vec<char>) = (text.chars().collect(), name.chars().collect());
    let at = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    // A part of the name that is shorter at an end is another name: 人民政府办公.
    let same_ends = a.first() == b.first() && a.last() == b.last();
    if is_series(text, name) || a.len() != b.len() && !same_ends || passage.before(range.start).ends_with('原') {
        return None;
    }
    let place = place_length(&b);
    if at < place {
        // In the place: another character in the middle, or one that looks like the first; 马家镇镇.
        let twice = a.len() > b.len() && at > 0 && a.get(at) == a.get(at - 1);
        let changed = a.len() == b.len() && (at > 0 || looks_alike(a.first(), b.first()));
        // 金塔镇 for 金塔寺镇 may be another town, unless it acts here.
        let dropped = a.len() < b.len() && at > 0 && acts(passage, range);
        let alike = looks_alike(a.get(at), b.get(at));
        return if twice || dropped || changed && alike && !is_neighbour(passage, range) {
            Some(Severity::Error)
        } else {
            // 沙河乡 may lie beside 沙坡乡.
            (changed && !is_neighbour(passage, range)).then_some(Severity::Warning)
        };
    }
    // In the office: 税务局 is no slip for 水务局.
    let office: String = a.iter().skip(place).collect();
    let is_office = OFFICES.iter().any(|known| office.starts_with(known));
    let is_other_kind = at + 1 == b.len() && a.last().is_some_and(|c| KINDS.contains(*c));
    (!is_office && !is_other_kind).then_some(Severity::Error)
}

/// How many characters of a name are its place: 青岚县, 马家堡镇, 会宁寨村.
fn place_length(name: &[char]) -> usize {
    name.iter()
        .skip(1)
        .rposition(|c| "县区乡镇村".contains(*c))
        .or_else(|| name.iter().skip(1).position(|c| *c == '市'))
        .map_or(2, |at| at + 2)
}

/// 东 for 西, 一 for 二, 县 for 市: one of a series names another organ.
fn is_series(text: &str, name: &str) -> bool {
    const SERIES: [&str; 7] = [
        "省市县区乡镇村",
        "一二两三四五六七八九十",
        "东南西北中",
        "上下前后内外",
        "大小新老高低",
        "局委办厅院所站处队会科股部庭",
        "左右",
    ];
    let same_length = text.chars().count() == name.chars().count();
    let differ = text.chars().zip(name.chars()).find(|(a, b)| a != b);
    same_length && differ.is_some_and(|(a, b)| SERIES.iter().any(|s| s.contains(a) && s.contains(b)))
}

/// 凤山乡人民政府 in 县凤山乡人民政府.
fn is_inside(text: &str, name: &str) -> bool {
    text.contains(name) || name.contains(text)
}

fn looks_alike(a: Option<&char>, b: Option<&char>) -> bool {
    const PAIRS: [&str; 10] = ["风凤", "未末", "土士", "干千", "己已巳", "人入八", "太犬", "夭天夫", "王玉", "田由甲"];
    let (Some(a), Some(b)) = (a, b) else { return false };
    PAIRS.iter().any(|pair| pair.contains(*a) && pair.contains(*b))
}

/// 请到关山乡人民政府、县人民政府: another organ among others.
fn is_neighbour(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    passage.before(range.start).ends_with(['、', '到', '与', '和', '向', '及', '赴', '送'])
        || passage.after(range.end).starts_with(['、', '和', '与', '及'])
}

/// Whether the organ does what only the one that writes says of itself: ，金塔镇人民政府决定….
fn acts(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let before = passage.before(range.start).trim_end();
    let begins_clause = before.is_empty() || before.ends_with(CLAUSE);
    begins_clause && begins(passage.after(range.end), &["决定", "成立", "研究决定", "定于", "拟于", "现将", "制定"])
}

/// How names of organs end.
const KINDS: &str = "局委办厅院所站处队会科股部庭";
/// Departments of counties, by the beginning of their names.
const OFFICES: [&str; 50] = [
    "农业",
    "粮食",
    "环保",
    "环境",
    "国土",
    "规划",
    "物价",
    "安全",
    "畜牧",
    "旅游",
    "广播",
    "工业",
    "经济",
    "人力",
    "财政",
    "民政",
    "税务",
    "水务",
    "水利",
    "教育",
    "体育",
    "司法",
    "审计",
    "统计",
    "林业",
    "农业农村",
    "农牧",
    "商务",
    "交通",
    "卫生健康局",
    "公安",
    "信访",
    "医疗",
    "气象",
    "烟草",
    "档案",
    "邮政",
    "自然资源",
    "生态",
    "住房",
    "应急管理局",
    "退役军人事务局",
    "市场监督管理局",
    "文化",
    "科技",
    "科学",
    "发展",
    "乡村",
    "人民检",
    "人民法",
];
