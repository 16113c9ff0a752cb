//! Characters and words that stand twice by a slip: 的的, 进行进行, 工作工作.

use super::Entry;
use crate::passage::{Passage, is_han};
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 字词重复
const RULE: Rule = Rule {
    id: "proof.doubled_word",
    title: "字词重复",
    severities: &[Severity::Error, Severity::Warning],
    what: "同一个字或者词连写两遍：“的的”“在在”“工作工作”。“研究研究”“干干净净”“家家户户”“常常”“人人”这样的叠词和数词、人名、地名不提示。",
    why: "多半是输入或者粘贴时多打了一遍。",
    basis: "现代汉语语法常规（叠词除外）",
    good: &[
        Example::text("家家户户常常议论，人人参与。"),
        Example::text("慢慢推进，渐渐见效，天天更新。"),
        Example::text("奶奶和爸爸都来了，叔叔也来了。"),
        Example::text("会议会务由办公室负责，公开公开栏的内容。"),
        Example::text("该项目目前已经完工，主体工程程序合法。"),
        Example::text("研究研究再答复，大家商量商量。"),
        Example::text("要认真对待这种种问题，层层压实责任。"),
        Example::text("党的的确确做到了。"),
    ],
    bad: &[
        Example::text("各村⟦的的→的⟧公开栏已经更新。"),
        Example::text("资金⟦在在→在⟧月底以前到位。"),
        Example::text("做好信息公开⟦工作工作→工作⟧。"),
        Example::text("群众⟦反映反映→反映⟧的问题已经解决。"),
        Example::text("全面⟦推进推进→推进⟧政务公开。"),
        Example::text("县人民政府⟦办公室办公室→办公室⟧印发。"),
        Example::text("已经完成⟦了了→了⟧。"),
    ],
};

pub(super) const ENTRY: Entry = Entry::prose(&RULE, &[], check);

/// Function words of one character that never stand twice.
const ONCE: &str = "的了在和与及对把被将由从向为是有并或且于";
/// Words that begin or end with such a character, so that two meet: 有的的确, 为了了解.
const MEET: [&str; 40] = [
    "的的确", "的的士", "了了解", "了了结", "了了望", "对对子", "对对联", "和和气", "和和美", "和和睦", "有有", "为为民", "从从容", "将将军",
    "并并", "在在建", "在在校", "在在职", "在在册", "在在线", "在在编", "现在在", "实在在", "存在在", "所在在", "正在在", "内在在", "自在在", "一对对", "成对对",
    "由由", "是是非", "向向", "于于", "及及", "及及格", "及及时", "作为为", "是是否", "来了了",
];
/// Verbs that people double to make light of them.
const LIGHT: [&str; 12] =
    ["研究", "商量", "讨论", "考虑", "学习", "休息", "了解", "打听", "锻炼", "检查", "收拾", "准备"];

fn check(passage: &Passage<'_>, _: &Reading<'_>, findings: &mut Vec<Finding>) {
    let text: &str = &passage.text;
    let mut skip_to = 0;
    let mut window: [(usize, char); 6] = [(0, ' '); 6];
    let mut filled = 0;
    for (at, c) in text.char_indices() {
        window.rotate_left(1);
        if let Some(last) = window.last_mut() {
            *last = (at, c);
        }
        filled += 1;
        let [_, _, (a, w), (_, x), (b, y), (e, z)] = window;
        if filled >= 2 && y == z && ONCE.contains(z) && b >= skip_to {
            let end = e + z.len_utf8();
            let context: String = text.get(..b).and_then(|t| t.chars().next_back()).into_iter().chain(text.get(b..).unwrap_or_default().chars().take(4)).collect();
            if !MEET.iter().any(|m| context.contains(m)) && !before_verb(text, end, z) {
                let message = format!("“{z}”重复");
                findings.push(passage.finding(&RULE, Severity::Error, b..end, message).replace_by(z.to_string()));
                skip_to = end;
            }
            continue;
        }
        // Two characters twice: 工作工作.
        if filled >= 4 && w == y && x == z && w != x && is_han(w) && is_han(x) && a >= skip_to {
            let end = e + z.len_utf8();
            let word: String = [w, x].iter().collect();
            if is_slip(text, &word, a, end) {
                let message = format!("“{word}”重复");
                findings.push(passage.finding(&RULE, Severity::Warning, a..end, message).replace_by(word));
                skip_to = end;
            }
        }
        if filled >= 6 {
            let [(p, a1), (_, a2), (_, a3), (_, b1), (_, b2), (_, b3)] = window;
            if (a1, a2, a3) == (b1, b2, b3) && a1 != a2 && p >= skip_to && [a1, a2, a3].iter().all(|c| is_han(*c)) {
                let word: String = [a1, a2, a3].iter().collect();
                let end = e + z.len_utf8();
                let message = format!("“{word}”重复");
                findings.push(passage.finding(&RULE, Severity::Warning, p..end, message).replace_by(word));
                skip_to = end;
            }
        }
    }
}

/// 为了了解: 了 begins the next word.
fn before_verb(text: &str, end: usize, z: char) -> bool {
    let behind = text.get(end..).and_then(|t| t.chars().next());
    match (z, behind) {
        ('了', Some('解' | '结' | '却' | '断' | '望' | '不')) => true,
        ('的', Some('确' | '士')) => true,
        ('对', Some('象' | '外' | '接' | '口' | '比' | '策' | '照' | '话' | '方' | '待' | '标' | '于' | '立' | '应')) => true,
        ('有', Some('效' | '关' | '利' | '力' | '序' | '机' | '无' | '限' | '害' | '权' | '条' | '偿' | '意' | '劳' | '些' | '益')) => true,
        ('为', Some('民' | '主' | '期' | '了' | '人' | '止')) => true,
        ('与', Some('会' | '否')) => true,
        ('和', Some('谐' | '平' | '睦' | '解')) => true,
        ('将', Some('来' | '要' | '近' | '于' | '军')) => true,
        ('在', Some('册' | '线' | '建' | '校' | '岗' | '编' | '职' | '于' | '此' | '外' | '内' | '家')) => true,
        ('及', Some('时' | '格' | '早' | '第' | '其')) => true,
        ('由', Some('此' | '于')) => true,
        ('并', Some('存' | '列' | '轨' | '举' | '联' | '网' | '购')) => true,
        ('从', Some('事' | '业' | '严' | '重' | '轻' | '优' | '而')) => true,
        ('于', _) => behind.is_some_and(|c| "是".contains(c)),
        ('是', Some('否' | '非')) => true,
        ('向', Some('上' | '下' | '前' | '导')) => true,
        _ => false,
    }
}

/// Whether the word stands twice by a slip: doubled verbs and words that meet at their ends are not.
fn is_slip(text: &str, word: &str, start: usize, end: usize) -> bool {
    // Only words that are certain: others meet in 公开公开栏, 项目目前.
    const WORDS: [&str; 44] = [
        "工作", "推进", "反映", "进行", "开展", "落实", "加强", "提高", "完善", "政府", "信息", "群众", "部门", "单位", "项目",
        "资金", "情况", "问题", "通过", "按照", "根据", "以及", "我们", "他们", "我县", "我乡", "我镇", "全县", "全乡", "全镇", "人民",
        "村民", "管理", "服务", "建设", "发展", "社会", "经济", "组织", "有关", "相关", "切实", "及时", "认真",
    ];
    if LIGHT.contains(&word) || !WORDS.contains(&word) {
        return false;
    }
    let behind = text.get(end..).unwrap_or_default();
    let before = text.get(..start).unwrap_or_default();
    // 加强群众工作工作队的: the second is the head of another word.
    let compound = ["队", "组", "者", "员", "站", "室", "人员", "部", "会", "制度", "机制", "报告", "单位", "日"];
    !compound.iter().any(|w| behind.starts_with(w)) && !before.ends_with(['社', '非'])
}
