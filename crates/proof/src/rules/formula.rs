//! 固定提法 and names that have only one form: one character missing, added or changed is found.
//!
//! A phrase is looked up by its halves: whoever changes one character leaves one half as it is. The rest is compared. A
//! change at the first or last character, and function words put in between, are left alone: they may be other phrases.
//! The list says of which phrases nothing else is near; of those the last character is compared too.

use super::Entry;
use crate::lists::{Closed, Formula, Hit, List};
use crate::mention::is_mentioned;
use crate::passage::{Passage, is_han};
use domain::{Example, Finding, Rule, Severity};
use std::ops::Range;

/// 固定提法
const FORMULA: Rule = Rule {
    id: "proof.formula",
    title: "固定提法和专有名词",
    severities: &[Severity::Error],
    what: "按词表查找固定提法、专有名词中漏字、多字、错字各一处的情况，如“高标准农田建设”写成“高标淮农田建设”。",
    why: "固定提法只有一种写法，差一个字就是错误。",
    basis: "提法的出处（每条另列）",
    good: &[
        Example::text("坚持以人民为中心的发展思想。"),
        Example::text("实施高标准农田建设项目。"),
        Example::text("城乡居民基本医疗保险参保率达到95%。"),
        Example::text("铸牢中华民族共同体意识。"),
        Example::text("推进农村人居环境整治提升。"),
        Example::text("落实最低生活保障制度。"),
        Example::text("落实政府信息公开审查制度。"),
        Example::text("取得农村宅基地批准书。"),
        Example::text("公开政府性基金决算和一般公共决算。"),
        Example::text("请将第3页“高标淮农田建设”更正为“高标准农田建设”。"),
        Example::text("当年的表述是培养德智体美全面发展的建设者。"),
        Example::text("实行“双随机、一公开”监管，开展打黑除恶。"),
    ],
    bad: &[
        Example::text("坚持⟦以人民中心的发展思想→以人民为中心的发展思想⟧。"),
        Example::text("实施⟦高标淮农田建设→高标准农田建设⟧项目。"),
        Example::text("⟦铸牢中华民族共体意识→铸牢中华民族共同体意识⟧。"),
        Example::text("推进⟦农村人居环镜整治提升→农村人居环境整治提升⟧。"),
        Example::text("编制⟦一般公用预算→一般公共预算⟧。"),
        Example::text("落实⟦最低生活保保障→最低生活保障⟧制度。"),
        Example::text("推行⟦双随机、一公布→双随机、一公开⟧监管。"),
        Example::text("⟦扫黑除厄→扫黑除恶⟧常态化。"),
        Example::text("学习推广⟦枫乔经验→枫桥经验⟧。"),
    ],
};

/// 国家、政党和国家机关名称
const NAME: Rule = Rule {
    id: "proof.serious_name",
    title: "国家、政党、国家机关名称和重要思想的表述",
    severities: &[Severity::Error],
    what: "按词表查找国家、政党、国家机关名称和党的指导思想中漏字、多字、错字各一处的情况。",
    why: "国家的网站检查把“严重表述错误”列为单项否决，一处就不合格。",
    basis: "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
    good: &[
        Example::text("《中华人民共和国政府信息公开条例》"),
        Example::text("在中国共产党的领导下"),
        Example::text("以习近平新时代中国特色社会主义思想为指导"),
        Example::text("全国人民代表大会常务委员会通过"),
        Example::text("国务院办公厅印发通知"),
        Example::text("中国人民政治协商会议全国委员会"),
        Example::text("中国人民解放事业的胜利"),
        Example::text("“中华人名共和国”应为“中华人民共和国”。"),
    ],
    bad: &[
        Example::text("《⟦中华人名共和国→中华人民共和国⟧政府信息公开条例》"),
        Example::text("《⟦中华人共和国→中华人民共和国⟧预算法》"),
        Example::text("以⟦习近平新时代中国特社会主义思想→习近平新时代中国特色社会主义思想⟧为指导"),
        Example::text("⟦全国人民代表大会常务委会→全国人民代表大会常务委员会⟧通过"),
        Example::text("⟦国务院办厅→国务院办公厅⟧印发通知"),
        Example::text("⟦中华人民民共和国→中华人民共和国⟧成立以来"),
        Example::text("学习⟦邓小平理沦→邓小平理论⟧"),
        Example::text("⟦中国人民政治协商会意→中国人民政治协商会议⟧某县委员会"),
    ],
};

pub(super) const FORMULA_ENTRY: Entry = Entry::listed(&FORMULA, List::Formulas, |passage, hit, reading, findings| {
    check(&FORMULA, reading.lists.formulas.get(hit.row), passage, hit, findings);
});

pub(super) const NAME_ENTRY: Entry = Entry::listed(&NAME, List::Names, |passage, hit, reading, findings| {
    check(&NAME, reading.lists.names.get(hit.row), passage, hit, findings);
});

fn check(rule: &Rule, formula: Option<&Formula>, passage: &Passage<'_>, hit: &Hit, findings: &mut Vec<Finding>) {
    let Some(formula) = formula else { return };
    // A name is long and has no neighbours; a phrase needs two right characters behind the change, or 宅基地批准 is found
    // for 宅基地审批.
    let is_alone = rule.id == NAME.id || formula.closed != Closed::No || formula.phrase.chars().count() >= LONG;
    let least = if is_alone { 1 } else { 2 };
    let Some(range) = slip(formula, &passage.text, hit, least) else { return };
    let text = passage.get(range.clone());
    let right = &formula.phrase;
    let is_variant = |v: &String| v == text || crate::lists::stands_around(&passage.text, range.start, v, text);
    if text == right
        || formula.variants.iter().any(is_variant)
        || !same_marks(text, right)
        || is_sibling(text, right)
        // 网格管理 is a word as well as 网格化管理.
        || text.chars().count() + 1 == right.chars().count() && right.replacen('化', "", 1) == text
        // 审查制度 has its own word where 审查机制 seems to lack a character.
        || text.ends_with('制') && passage.after(range.end).starts_with('度')
        || is_mentioned(passage, &range)
    {
        return;
    }
    let message = format!("“{text}”应为“{right}”");
    let finding = passage.finding(rule, Severity::Error, range, message).basis(formula.basis.clone());
    findings.push(finding.replace_by(right.clone()));
}

/// From this length on nothing else is near a phrase.
const LONG: usize = 8;

/// Whether only Chinese characters differ: another mark is the business of other rules.
fn same_marks(text: &str, phrase: &str) -> bool {
    let marks = |t: &str| t.chars().filter(|c| !is_han(*c)).collect::<String>();
    marks(text) == marks(phrase)
}

/// 预算 and 决算, 省 and 县: one of a series for another makes another thing, not a slip.
fn is_sibling(text: &str, phrase: &str) -> bool {
    const SERIES: [&str; 10] = [
        "预决",
        "省市县区乡镇村",
        "一二两三四五六七八九十",
        "上下",
        "东南西北",
        "前后",
        "内外",
        "男女老少",
        "年月日",
        "左右",
    ];
    let same_length = text.chars().count() == phrase.chars().count();
    let differ = text.chars().zip(phrase.chars()).find(|(a, b)| a != b);
    same_length && differ.is_some_and(|(a, b)| SERIES.iter().any(|s| s.contains(a) && s.contains(b)))
}

/// The stretch that is one change away from the phrase; none where the phrase itself stands.
fn slip(formula: &Formula, text: &str, hit: &Hit, least: usize) -> Option<Range<usize>> {
    let (left, right) = formula.halves();
    if hit.piece == 0 {
        let rest = text.get(hit.range.end..)?;
        if rest.starts_with(right) {
            return None;
        }
        let want: Vec<char> = right.chars().collect();
        let have: Vec<char> = rest.chars().take(want.len() + 1).collect();
        let taken = matched(&want, &have, least).or_else(|| ends_otherwise(formula, &want, &have))?;
        let end = hit.range.end + have.iter().take(taken).map(|c| c.len_utf8()).sum::<usize>();
        Some(hit.range.start..end)
    } else {
        let before = text.get(..hit.range.start)?;
        if before.ends_with(left) {
            return None;
        }
        let want: Vec<char> = left.chars().rev().collect();
        let have: Vec<char> = before.chars().rev().take(want.len() + 1).collect();
        let taken = matched(&want, &have, least)?;
        let start = hit.range.start - have.iter().take(taken).map(|c| c.len_utf8()).sum::<usize>();
        Some(start..hit.range.end)
    }
}

/// 邓小平理伦: all but the last character.
fn ends_otherwise(formula: &Formula, want: &[char], have: &[char]) -> Option<usize> {
    let (last, rest) = want.split_last()?;
    let is_end = formula.closed == Closed::End && have.get(..rest.len()) == Some(rest);
    (is_end && have.get(rest.len()).is_some_and(|c| c != last && is_han(*c))).then_some(want.len())
}

/// Characters that may come or go without making a name wrong: function words, and words of size or part.
const LOOSE: &str = "的和与及或、等大小总分中各新本我了以并";

/// How many characters of `have` are `want` with one inner change; at least so many behind it are the same.
fn matched(want: &[char], have: &[char], least: usize) -> Option<usize> {
    let n = want.len();
    let same = want.iter().zip(have).take_while(|(a, b)| a == b).count();
    if n < 2 || same >= n {
        return None;
    }
    let rest = want.get(same..)?;
    let enough = n - same > least;
    // Changed: the next is another, the rest the same.
    if enough && have.get(same + 1..n) == want.get(same + 1..) {
        return Some(n);
    }
    // Missing: the rest without its first. Words that set a size or part are left out at will: 执法大队, 执法队.
    let missing = rest.first()?;
    if enough && !LOOSE.contains(*missing) && have.get(same..n - 1) == rest.get(1..) {
        return Some(n - 1);
    }
    // Added: one more, and no word that may stand between words.
    let added = have.get(same)?;
    // A character that stands twice is a slip wherever it stands.
    let twice = same.checked_sub(1).and_then(|i| want.get(i)) == Some(added);
    ((n - same >= least || twice) && !LOOSE.contains(*added) && have.get(same + 1..n + 1) == Some(rest))
        .then_some(n + 1)
}
