//! 发文机关署名 and 成文日期: a formal document has both; a document upward has its addressee.

use super::Entry;
use crate::facts::compact;
use crate::passage::{Passage, is_han};
use crate::pattern::Pattern;
use crate::reader::Reading;
use domain::{Example, Finding, Rule, Severity};

/// 署名和成文日期
const RULE: Rule = Rule {
    id: "proof.signature",
    title: "署名、成文日期和主送机关",
    severities: &[Severity::Error, Severity::Warning],
    what: "有发文机关标志（红头）或者发文字号的公文，正文之后应当有发文机关署名和成文日期；有“签发人”的是上行文，应当有主送机关。版记中的印发日期不是成文日期。",
    why: "没有署名和日期的公文不能确定由谁、从哪一天起负责。",
    basis: "《党政机关公文处理工作条例》（中办发〔2012〕14号）第九条；GB/T 9704—2012《党政机关公文格式》7.2.6、7.3.2、7.3.5",
    good: &[
        Example::text(
            "凤山乡人民政府文件\n\n东凤府发〔2021〕20号\n\n关于做好防汛工作的通知\n\n各村民委员会：\n\n请做好防汛工作。\n\n凤山乡人民政府\n\n2021年6月2日",
        ),
        Example::text("关于做好防汛工作的通知\n\n请做好防汛工作。"),
        Example::text(
            "东凤府发〔2021〕21号\n\n签发人：马占祥\n\n关于申请防汛资金的请示\n\n东乡族自治县人民政府：\n\n现申请防汛资金。\n\n凤山乡人民政府\n\n2021年6月2日",
        ),
        Example::text(
            "东凤府函〔2021〕3号\n\n关于同意修建水渠的批复\n\n李家村民委员会：\n\n同意修建。\n\n凤山乡人民政府\n\n二〇二一年六月二日",
        ),
        Example::text("2021年政府信息公开目录\n\n东凤府发〔2021〕20号文件要求公开目录。"),
    ],
    bad: &[
        Example::text("⟦东凤府发〔2021〕20号⟧\n\n关于做好防汛工作的通知\n\n各村民委员会：\n\n请做好防汛工作。"),
        Example::text(
            "⟦凤山乡人民政府文件⟧\n\n关于做好春耕工作的通知\n\n各村民委员会：\n\n请做好春耕工作。\n\n凤山乡党政综合办公室\n\n2021年3月22日印发",
        ),
        Example::text("⟦东凤府发〔2021〕22号⟧\n\n关于表彰先进的决定\n\n各村民委员会：\n\n决定表彰。\n\n凤山乡人民政府"),
        Example::text("⟦东凤府发〔2021〕23号⟧\n\n关于开展清查的通知\n\n各村民委员会：\n\n请开展清查。\n\n2021年6月2日"),
        Example::text(
            "东凤府发〔2021〕24号\n\n⟦签发人：马占祥⟧\n\n关于申请防汛资金的请示\n\n现申请防汛资金。\n\n凤山乡人民政府\n\n2021年6月2日",
        ),
    ],
};

pub(super) const ENTRY: Entry = Entry::document(&RULE, check);

static DATE: Pattern = Pattern::new(
    r"^(?:\d{4}年\d{1,2}月\d{1,2}日|[二一][〇○零Ｏ0O九八][〇○零Ｏ0O一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$",
);
static LAST_DATE: Pattern = Pattern::new(r"^[\p{Han}（）]{3,}\d{4}年\d{1,2}月\d{1,2}日$");
static ISSUER: Pattern = Pattern::new(
    r"(?:人民政府|办公室|办公厅|委员会|办事处|[\p{Han}]局|[\p{Han}]厅|[\p{Han}]部|[\p{Han}]院|[\p{Han}]会|[\p{Han}]办|[\p{Han}]队|领导小组|公司|学校|中学|小学|联社|中心|[\p{Han}]站|[\p{Han}]所)(?:（[^）]*）)?$",
);

fn check(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let facts = &reading.facts;
    let Some(first) = facts.mark_at.or(facts.number_at) else { return };
    let Some(head) = reading.passages.get(first) else { return };
    let body = facts.title_at.unwrap_or(first);
    let below: Vec<String> =
        reading.passages.iter().skip(body + 1).filter(|p| p.role().is_some()).map(|p| compact(&p.text)).collect();
    // 版记: 印发机关 stands right above the day of printing.
    let printed = below.iter().rposition(|text| text.ends_with("印发"));
    let dated = below.iter().any(|text| DATE.is_in(text));
    // Name and day in one line are there, though they should stand in two.
    let lines = below.iter().map(|text| match text.find(|c: char| c.is_ascii_digit()) {
        Some(at) if text.get(at..).is_some_and(|day| DATE.is_in(day)) => text.get(..at).unwrap_or_default(),
        _ => text.as_str(),
    });
    let dated = dated || below.iter().any(|text| LAST_DATE.is_in(text) && text.chars().count() <= 50);
    let signed = lines.enumerate().any(|(at, text)| {
        let printer = printed.is_some_and(|p| p == at || p == at + 1);
        !printer
            && (3..=40).contains(&text.chars().count())
            && text.chars().all(|c| is_han(c) || "（）".contains(c))
            && ISSUER.is_in(text)
    });
    let missing = match (signed, dated) {
        (true, true) => None,
        (false, true) => Some("发文机关署名"),
        (true, false) => Some("成文日期"),
        (false, false) => Some("发文机关署名和成文日期"),
    };
    if let Some(missing) = missing {
        let message = format!("正文之后没有{missing}");
        findings.push(
            whole(head, Severity::Error, message)
                .hint("在正文之后写明发文机关名称，下一行写成文日期，如“2021年1月22日”；版记中的印发日期不能代替"),
        );
    }
    let upward = reading.passages.iter().take(body + 3).find(|p| compact(&p.text).contains("签发人："));
    if let Some(signer) = upward {
        let addressed = below.iter().take(4).any(|text| text.ends_with('：') && text.chars().count() <= 60);
        if !addressed {
            findings.push(
                whole(signer, Severity::Warning, "有“签发人”的是上行文，没有看到主送机关".to_owned())
                    .hint("在标题之下顶格写主送机关；不是上行文的，去掉“签发人”"),
            );
        }
    }
}

fn whole(passage: &Passage<'_>, severity: Severity, message: String) -> Finding {
    let text = passage.text.trim();
    let start = passage.text.len() - passage.text.trim_start().len();
    passage.finding(&RULE, severity, start..start + text.len(), message)
}
