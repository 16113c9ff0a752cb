//! 公开内容巡查: everything published is read again each night, because what was right when it went out need not be right
//! today: a law is repealed, a posting period ends, the lists of words grow.
//!
//! Guides and rules of procedure must keep today's law; other texts the law of their own day. A list of names stays public
//! no longer than its posting period and a time to put it away (RULES, section 10).

use domain::publication::{PublicationState, Shelf};
use domain::{Finding, Place, Rule, Severity};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;
use store::publications::{self, Publication};
use store::sweeps::{self, SweepFinding};
use store::{Db, audit};

use crate::error::ActionError;
use crate::office::{Actor, Office};
use crate::proofreading::{self, Found, Part};

/// 公示期满
pub const POSTING_ENDED: Rule = Rule {
    id: "sweep.posting_ended",
    title: "公示期满，名单还在网上",
    severities: &[Severity::Warning],
    what: "公示写明的期限已经过去30天以上，正文仍有成列的姓名。按规定长期公开的名单写明理由后可以保留。",
    why: "个人信息的保存期限应当是实现目的所必要的最短时间，公示期满就应当撤下或者隐去姓名。",
    basis: "《中华人民共和国个人信息保护法》第十九条",
    good: &[],
    bad: &[],
};

/// 有效期满
pub const EXPIRED: Rule = Rule {
    id: "sweep.expired",
    title: "有效期满，没有登记",
    severities: &[Severity::Warning],
    what: "正文写明的有效期已经届满，信息页却没有登记有效期，公众看到的仍是有效。登记了的由公开页面自己说明，不再提示。",
    why: "群众会照已经失效的文件办事。",
    basis: "《中华人民共和国政府信息公开条例》第六条（准确、及时公开）",
    good: &[],
    bad: &[],
};

/// 重新核对不成
pub const UNREADABLE: Rule = Rule {
    id: "sweep.unreadable",
    title: "没有能重新核对",
    severities: &[Severity::Error],
    what: "已经发布的信息有附件读不出来，可能缺失或者损坏，公众也下载不了。",
    why: "附件缺失，公开就不完整。",
    basis: "《中华人民共和国政府信息公开条例》第六条（准确、及时公开）",
    good: &[],
    bad: &[],
};

/// Rules about what time changes: of them questions are kept too.
const AGEING: [&str; 3] = ["proof.repealed", "proof.moved", "proof.institution"];

/// How long a list may stay after its posting period, in days: time to put it away.
const GRACE: i64 = 30;

/// What a night's reading came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Publications read.
    pub read: usize,
    /// Findings kept.
    pub found: usize,
    /// Of them errors.
    pub errors: usize,
}

/// Reads everything a county has published and keeps what is found in place of the last night's.
///
/// # Errors
/// The database or the files fail.
pub fn sweep(office: &Office, county: &str) -> Result<Swept, ActionError> {
    let today = office.clock.today();
    // Read first, in one view of the records; write then, briefly.
    let (read, found) = office.store.read(|db| {
        let organs: Vec<String> = store::organs::list(db, county)?.into_iter().map(|o| o.id).collect();
        let mut read = 0;
        let mut found = Vec::new();
        for p in publications::list(db, county, &organs, Some(PublicationState::Published), "")? {
            read += 1;
            found.extend(of(office, db, county, &p, today)?);
        }
        Ok::<_, ActionError>((read, found))
    })?;
    let errors = found.iter().filter(|f| f.severity == Severity::Error).count();
    let swept = Swept { read, found: found.len(), errors };
    office.write(county, None, "sweep", |w| {
        sweeps::replace(w.db, w.county, &found)?;
        w.audit("公开内容巡查", &json!({ "read": swept.read, "found": swept.found }));
        Ok(())
    })?;
    Ok(swept)
}

/// What is found in one publication today.
fn of(
    office: &Office,
    db: &mut Db,
    county: &str,
    p: &Publication,
    today: Date,
) -> Result<Vec<SweepFinding>, ActionError> {
    // A repealed document keeps the law of its day and says so.
    let lives = matches!(p.shelf, Shelf::Guide | Shelf::Rules) && p.repealed_on.is_none();
    let all = match proofreading::as_of(office, db, county, p, lives.then_some(today)) {
        Ok(all) => all,
        // One lost file must not keep the night from the rest.
        Err(ActionError::Failure(cause)) => {
            tracing::error!(publication = p.index_number, error = ?cause, "a publication could not be read again");
            let message = "没有能重新核对，附件可能缺失或者损坏";
            let finding =
                UNREADABLE.finding(Severity::Error, message, Place::default()).hint("打开附件检查，重新上传后再发布");
            return Ok(vec![row(p, "附件", &finding, fingerprint(&finding), today)]);
        }
        Err(other) => return Err(other),
    };
    let mut found: Vec<SweepFinding> = Vec::new();
    let stays = |f: &Found| {
        f.reason.is_none() && (f.finding.severity != Severity::Question || AGEING.contains(&f.finding.rule.as_str()))
    };
    for f in all.iter().filter(|f| stays(f)) {
        found.push(row(p, &f.at(), &f.finding, f.fingerprint.clone(), today));
    }
    for finding in [posting_ended(p, &all, today), expired(p, today)].into_iter().flatten() {
        found.push(row(p, Part::Body.label(), &finding, fingerprint(&finding), today));
    }
    // One and the same stretch can stand twice in a text.
    found.sort_by(|a, b| a.fingerprint.cmp(&b.fingerprint));
    found.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    Ok(found)
}

/// Of what a publication can have but one.
fn fingerprint(finding: &Finding) -> String {
    audit::sm3_hex(finding.rule.as_bytes())
}

fn row(p: &Publication, part: &str, finding: &Finding, fingerprint: String, today: Date) -> SweepFinding {
    SweepFinding {
        publication: p.id.clone(),
        fingerprint,
        part: part.to_owned(),
        rule: finding.rule.clone(),
        severity: finding.severity,
        message: finding.message.clone(),
        hint: finding.hint.clone().unwrap_or_default(),
        text: finding.place.text.clone(),
        first_seen: today,
        last_seen: today,
    }
}

/// A posting whose period is over, with names still in it.
fn posting_ended(p: &Publication, all: &[Found], today: Date) -> Option<Finding> {
    if p.genre != "公示" && !p.title.contains("公示") {
        return None;
    }
    let end = day_behind(&p.body, &["公示期", "公示时间", "公示日期"])?;
    if today < end.checked_add(GRACE.days()).ok()? {
        return None;
    }
    let named = has_names(&p.body) || all.iter().any(|f| f.finding.rule.starts_with("privacy."));
    named.then(|| {
        let message = format!("公示期已于{}结束，名单还在网上", domain::date::chinese(end));
        POSTING_ENDED
            .finding(Severity::Warning, message, Place::default())
            .hint("撤下，或者隐去姓名；按规定要长期公开的，写明依据")
            .basis(POSTING_ENDED.basis)
    })
}

/// A document whose text says that its term is over, while nobody registered the term; where it is registered, the page says
/// so itself.
fn expired(p: &Publication, today: Date) -> Option<Finding> {
    if p.repealed_on.is_some() || p.valid_until.is_some() {
        return None;
    }
    let end = day_behind(&p.body, &["有效期至", "有效期为", "有效期自", "有效期限"])?;
    (end < today).then(|| {
        let message = format!("正文写的有效期已于{}届满，信息页没有登记有效期", domain::date::chinese(end));
        EXPIRED
            .finding(Severity::Warning, message, Place::default())
            .hint("在信息页登记有效期；已经延长的，登记延长以后的日期")
            .basis(EXPIRED.basis)
    })
}

/// The last day that stands within a sentence behind one of the words.
fn day_behind(body: &str, words: &[&str]) -> Option<Date> {
    let at = words.iter().filter_map(|w| body.find(w)).min()?;
    let sentence = body.get(at..)?.split(['。', '\n', '；']).next()?;
    let mut last = None;
    let mut year = None;
    for (index, _) in sentence.match_indices('月') {
        let digits = |text: &str| -> Option<i16> {
            let start = text.len() - text.chars().rev().take_while(char::is_ascii_digit).count();
            text.get(start..)?.parse().ok()
        };
        let before = sentence.get(..index)?;
        let Some(month) = digits(before) else { continue };
        let stem = before.trim_end_matches(|c: char| c.is_ascii_digit());
        year = stem.strip_suffix('年').and_then(digits).or(year);
        let behind = sentence.get(index + '月'.len_utf8()..)?;
        let day: String = behind.chars().take_while(char::is_ascii_digit).collect();
        let date = Date::new(year?, i8::try_from(month).ok()?, day.parse().ok()?).ok();
        last = date.or(last);
    }
    last
}

/// A table with a column of names that are not hidden.
fn has_names(body: &str) -> bool {
    let rows: Vec<Vec<&str>> = body
        .lines()
        .filter(|l| l.contains('|'))
        .map(|l| l.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let Some(head) = rows.first() else { return false };
    let Some(column) = head.iter().position(|c| ["姓名", "户主", "对象", "申请人"].iter().any(|w| c.contains(w)))
    else {
        return false;
    };
    rows.iter().skip(1).filter_map(|r| r.get(column)).any(|name| {
        let plain = !name.contains(['*', '某', '×', '-']) && !name.is_empty();
        plain && (2..=4).contains(&name.chars().count())
    })
}

/// What the last reading found within an actor's reach, with the publications it is about.
///
/// # Errors
/// The database fails.
pub fn findings(office: &Office, actor: &Actor) -> Result<Vec<(Publication, Vec<SweepFinding>)>, ActionError> {
    office.store.read(|db| {
        let mut groups: Vec<(Publication, Vec<SweepFinding>)> = Vec::new();
        for finding in sweeps::list(db, &actor.county)? {
            match groups.iter_mut().find(|(p, _)| p.id == finding.publication) {
                Some((_, list)) => list.push(finding),
                None => {
                    let found = publications::find(db, &actor.county, &finding.publication)?;
                    // Withdrawn since the last night: mended.
                    let public = |p: &Publication| p.state == PublicationState::Published && actor.reaches(&p.organ);
                    if let Some(p) = found.filter(public) {
                        groups.push((p, vec![finding]));
                    }
                }
            }
        }
        Ok(groups)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_day_of_a_period_is_read() {
        let end = |text: &str| day_behind(text, &["公示期", "有效期至"]);
        assert_eq!(end("公示期为2026年9月8日至2026年9月14日。联系人：王某，2027年1月1日。"), Some(date(2026, 9, 14)));
        assert_eq!(end("公示期：2026年9月8日至9月14日，欢迎监督。"), Some(date(2026, 9, 14)));
        assert_eq!(end("有效期至2026年12月31日。"), Some(date(2026, 12, 31)));
        assert_eq!(end("公示期7天。"), None);
        assert_eq!(end("2026年9月14日"), None);
    }

    #[test]
    fn names_that_are_hidden_are_no_names() {
        assert!(has_names("名单：\n| 姓名 | 金额 |\n| --- | --- |\n| 王秀兰 | 500 |"));
        assert!(!has_names("名单：\n| 姓名 | 金额 |\n| --- | --- |\n| 王某某 | 500 |\n| 李* | 3 |"));
        assert!(!has_names("| 村名 | 金额 |\n| --- | --- |\n| 上河村 | 500 |"));
    }
}
