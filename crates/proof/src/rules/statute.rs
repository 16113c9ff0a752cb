//! Citations of law: titles, repealed statutes, articles that do not exist, labels of items.

use super::Entry;
use crate::passage::{Passage, has};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};
use jiff::civil::Date;

/// 法律法规名称
const TITLE: Rule = Rule {
    id: "proof.statute_title",
    title: "法律法规名称",
    severities: &[Severity::Error],
    what: "书名号里的法律、行政法规、司法解释名称与全国公布的名称只差一个字的。词表里没有的名称（地方性法规、部门文件）不判断。",
    why: "法律名称写错，引用就落空。",
    basis: "全国人民代表大会及其常务委员会、国务院公布的名称",
    good: &[
        Example::text("根据《中华人民共和国政府信息公开条例》的规定"),
        Example::text("依照《行政处罚法》办理。"),
        Example::text("根据《甘肃省政务公开办法》的规定"),
        Example::text("按照《凤山乡防汛预案》执行。"),
        Example::text("《中华人民共和国民法典》自2021年1月1日起施行。"),
    ],
    bad: &[
        Example::text("根据《⟦中华人民共和国政府信息公开条列→中华人民共和国政府信息公开条例⟧》的规定"),
        Example::text("依照《⟦行政处法→行政处罚法⟧》办理。"),
        Example::text("根据《⟦中华人民共和国土地管埋法→中华人民共和国土地管理法⟧》的规定"),
        Example::text("违反《⟦中华人民共和国安全生产产法→中华人民共和国安全生产法⟧》的"),
        Example::text("根据《⟦社会救助暂行辨法→社会救助暂行办法⟧》的规定"),
    ],
};

pub(super) const TITLE_ENTRY: Entry = Entry::everywhere(&TITLE, &["《"], title);

static QUOTED: Pattern = Pattern::new("《([^《》\\n]{3,60})》");
/// How national statutes end, and how their misprints end.
const ENDINGS: [&str; 10] = ["法", "条例", "办法", "规定", "细则", "法典", "解释", "条列", "辨法", "规则"];

fn title(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for quoted in QUOTED.groups(&passage.text).filter_map(|g| g.get(1)) {
        let name = quoted.as_str();
        let bare = name.split('（').next().unwrap_or(name);
        if bare.chars().count() < 4
            || bare.contains("关于")
            || !ENDINGS.iter().any(|e| bare.ends_with(e))
            || reading.lists.statutes.find(bare).is_some()
        {
            continue;
        }
        let Some(right) = reading.lists.statutes.neighbour(bare) else { continue };
        // Local rules and ministries' orders have names like national ones: only a slip inside is certain.
        if is_another(bare, right) {
            continue;
        }
        let range = quoted.start()..quoted.start() + bare.len();
        let message = format!("没有《{bare}》，应为《{right}》");
        findings.push(passage.finding(&TITLE, Severity::Error, range, message).replace_by(right));
    }
}

/// 《中医药法》 and 《医药法》: a whole word more or less, or another first word, may be another text.
fn is_another(a: &str, b: &str) -> bool {
    a.chars().next() != b.chars().next() || a.chars().count() < 5 && a.chars().count() == b.chars().count()
}

/// 已经废止的法律法规
const REPEALED: Rule = Rule {
    id: "proof.repealed",
    title: "引用已经废止的法律法规",
    severities: &[Severity::Error, Severity::Question],
    what: "引用的法律法规在文件成文以前已经废止。文件没有日期的，按检查当天计算并提请核实。说明历史沿革的（“原”“废止”“当时”）不提示。",
    why: "依据已经失效，文件的合法性会受质疑。",
    basis: "《中华人民共和国民法典》第一千二百六十条；各法规的废止决定",
    good: &[
        Example::text("关于调解的通知\n\n依照《中华人民共和国合同法》的规定签订。\n\n2019年5月6日"),
        Example::text("原《中华人民共和国婚姻法》已经废止。\n\n2022年5月6日"),
        Example::text("《民法典》施行后，《继承法》同时废止。\n\n2022年5月6日"),
        Example::text("依照《中华人民共和国民法典》的规定签订。\n\n2022年5月6日"),
        Example::text("依照《信访工作条例》办理。\n\n2022年6月6日"),
        Example::text("1999年《中华人民共和国合同法》施行；2021年民法典施行，该法废止。\n\n2022年6月6日"),
    ],
    bad: &[
        Example::text("依照《⟦中华人民共和国合同法⟧》的规定签订。\n\n2022年5月6日"),
        Example::text("根据《⟦婚姻法⟧》的规定办理登记。\n\n2023年5月6日"),
        Example::text("依照《⟦信访条例⟧》办理信访事项。\n\n2023年5月6日"),
        Example::text("根据《⟦中华人民共和国继承法⟧》确定继承人。"),
        Example::text("违反《⟦中华人民共和国物权法⟧》的，依法处理。\n\n2021年3月1日"),
        Example::text("《⟦社会抚养费征收管理办法⟧》规定的标准\n\n2022年3月1日"),
    ],
};

pub(super) const REPEALED_ENTRY: Entry = Entry::everywhere(&REPEALED, &["《"], repealed);

fn repealed(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let Some(day) = reading.day() else { return };
    for quoted in QUOTED.groups(&passage.text).filter_map(|g| g.get(1)) {
        let Some(statute) = reading.lists.statutes.find(quoted.as_str()) else { continue };
        let Some(since) = statute.repealed_on.filter(|since| *since <= day) else { continue };
        // ；: the other half of the sentence may say that it was repealed.
        let sentence = passage.around(quoted.start(), &['。', '\n']);
        let before = passage.before(quoted.start()).trim_end_matches('《');
        if has(sentence.text, &["废止", "失效", "当时", "修订前", "沿革", "历史", "已被", "施行前"])
            || before.ends_with('原')
            || tells_history(sentence.text, since)
        {
            continue;
        }
        let (severity, dated) = match reading.facts.date {
            Some(formed) if since <= formed => (Severity::Error, "在成文日期以前已经废止"),
            _ => (Severity::Question, "现在已经废止"),
        };
        let message =
            format!("《{}》自{}年{}月{}日起废止，{dated}", quoted.as_str(), since.year(), since.month(), since.day());
        let finding = passage.finding(&REPEALED, severity, quoted.range(), message);
        findings.push(match statute.replaced_by.as_str() {
            "" => finding.hint("改用现行的依据"),
            new => finding.hint(format!("改用{new}的相应规定")),
        });
    }
}

/// 条款序号
const ARTICLE: Rule = Rule {
    id: "proof.article",
    title: "引用的条款存在、写法正确",
    severities: &[Severity::Error, Severity::Warning],
    what: "《××法》第N条的N大于这部法律的最后一条；“第（一）条”“第一项第二款”一类写错的条、款、项；条号用了阿拉伯数字。最后一条按已知各版本中最多的计算。",
    why: "引用不存在的条款等于没有依据。",
    basis: "各法律法规文本；《立法技术规范（试行）》关于条、款、项的规定",
    good: &[
        Example::text("《中华人民共和国政府信息公开条例》第五十六条"),
        Example::text("《政府信息公开条例》第二十条第（五）项"),
        Example::text("《中华人民共和国民法典》第一千二百六十条"),
        Example::text("《凤山乡村规民约》第二百条"),
        Example::text("第二十条第一款第（三）项"),
        Example::text("第3条生产线已经投产。"),
    ],
    bad: &[
        Example::text("《中华人民共和国政府信息公开条例》⟦第五十七条⟧"),
        Example::text("根据《预算法》⟦第一百二十条⟧的规定"),
        Example::text("《行政处罚法》⟦第一百条⟧规定的情形"),
        Example::text("《中华人民共和国政府信息公开条例》⟦第二十条第（三）项第一款⟧"),
        Example::text("《行政复议法》⟦第23条⟧"),
        Example::text("《政府信息公开条例》⟦第（二十）条⟧"),
        Example::text("《行政处罚法》第三十三条⟦第（二）款⟧"),
        Example::text("依照《行政许可法》⟦第二款第三十八条⟧作出决定"),
    ],
};

pub(super) const ARTICLE_ENTRY: Entry = Entry::everywhere(&ARTICLE, &["》"], article);

/// A paragraph with brackets, and an item before its article.
static LABELS: Pattern = Pattern::new(
    r"》(?:（[^）]{1,40}）)?(?:第[一二三四五六七八九十百千零〇两\d]+条[，、]?(第[（(][一二三四五六七八九十\d]{1,3}[）)]款)|(第[（(]?[一二三四五六七八九十]{1,3}[）)]?[款项]第[一二三四五六七八九十百零]+条))",
);

static CITED: Pattern = Pattern::new(
    r"《([^《》\n]{3,60})》(?:（[^）]{1,40}）)?(第(?:([一二三四五六七八九十百千零〇两]+)|(\d+)|[（(]([一二三四五六七八九十百]+)[）)])条)((?:第[（(]?[一二三四五六七八九十\d]+[）)]?[款项目])*)",
);

fn article(passage: &Passage<'_>, reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    labels(passage, findings);
    for groups in CITED.groups(&passage.text) {
        let (Some(name), Some(cited)) = (groups.get(1), groups.get(2)) else { continue };
        let parts = groups.get(6).map_or("", |m| m.as_str());
        let number = match (groups.get(3), groups.get(4), groups.get(5)) {
            (Some(han), _, _) | (_, _, Some(han)) => chinese(han.as_str()),
            (_, Some(digits), _) => digits.as_str().parse().ok(),
            _ => None,
        };
        let last = reading.lists.statutes.find(name.as_str()).and_then(|s| s.last_article);
        if let (Some(number), Some(last)) = (number, last)
            && number > last
        {
            let message = format!("《{}》一共{last}条，没有第{number}条", name.as_str());
            let finding = passage.finding(&ARTICLE, Severity::Error, cited.range(), message);
            findings.push(finding.hint("核对条号"));
            continue;
        }
        if groups.get(5).is_some() {
            let message = "“条”的序号不加括号，“项”的序号才加括号";
            let right = format!("第{}条", groups.get(5).map_or("", |m| m.as_str()));
            let finding = passage.finding(&ARTICLE, Severity::Error, cited.range(), message);
            findings.push(finding.hint(format!("改为“{right}”")));
        } else if groups.get(4).is_some() && last.is_some() {
            let message = "引用法律条文，条号用汉字数字";
            findings.push(passage.finding(&ARTICLE, Severity::Warning, cited.range(), message).hint("如“第二十三条”"));
        }
        let (paragraph, item) = (parts.find('款'), parts.find('项'));
        if let (Some(paragraph), Some(item)) = (paragraph, item)
            && item < paragraph
        {
            let range = cited.start()..cited.end() + parts.len();
            let message = "条、款、项的次序颠倒：项在款之下";
            let finding = passage.finding(&ARTICLE, Severity::Error, range, message);
            findings.push(finding.hint("写作“第×条第×款第（×）项”"));
        }
    }
}

fn labels(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for groups in LABELS.groups(&passage.text) {
        if let Some(paragraph) = groups.get(1) {
            let message = "“款”的序号不加括号，“项”的序号才加括号";
            let right = paragraph.as_str().replace(['（', '(', '）', ')'], "");
            let finding = passage.finding(&ARTICLE, Severity::Warning, paragraph.range(), message);
            findings.push(finding.hint(format!("指款的，写作“{right}”；指项的，写作“第（×）项”")));
        }
        if let Some(order) = groups.get(2) {
            let message = "条、款、项的次序颠倒：款、项在条之下";
            let finding = passage.finding(&ARTICLE, Severity::Error, order.range(), message);
            findings.push(finding.hint("写作“第×条第×款第（×）项”"));
        }
    }
}

/// 一千二百六十 as 1260.
pub(super) fn chinese(text: &str) -> Option<u32> {
    let mut total = 0u32;
    let mut digit = None;
    for c in text.chars() {
        let unit = match c {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            '零' | '〇' => {
                digit = None;
                continue;
            }
            '两' => {
                digit = Some(2);
                continue;
            }
            c => {
                digit = Some("一二三四五六七八九".chars().position(|d| d == c)? as u32 + 1);
                continue;
            }
        };
        total += digit.take().unwrap_or(1) * unit;
    }
    Some(total + digit.unwrap_or(0))
}

/// 1950年5月1日，《…法》公布施行: a sentence that says when a law came in names it for its own day.
fn tells_history(sentence: &str, repealed: Date) -> bool {
    let told = has(sentence, &["公布", "颁布", "施行", "通过", "实施"]);
    told && sentence.match_indices('年').any(|(at, _)| {
        let year = sentence.get(at.saturating_sub(4)..at).and_then(|y| y.parse::<i16>().ok());
        year.is_some_and(|y| (1949..repealed.year()).contains(&y))
    })
}
