//! 公开内容巡查: everything published is read again each night, because what was right when it went out need not be right
//! today: a law is repealed, a posting period ends, the lists of words grow.
//!
//! Guides and rules of procedure must keep today's law; other texts the law of their own day. A list of names stays public
//! no longer than its posting period and a time to put it away (RULES, section 10).

use domain::calendar::Calendar;
use domain::date::chinese;
use domain::publication::{PublicationState, Shelf};
use domain::stated_end::{StatedEnd, stated_end};
use domain::{Example, Finding, Place, Rule, Severity};
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
    what: "公示写明的期限（到哪一天，或者几天、几个工作日）已经过去30天以上，正文仍有成列的姓名。按规定长期公开的名单写明理由后可以保留。",
    why: "个人信息的保存期限应当是实现目的所必要的最短时间，公示期满就应当撤下或者隐去姓名。",
    basis: "《中华人民共和国个人信息保护法》第十九条",
    good: &[
        Example {
            says: "公示期还没有满，或者满了不到30天。",
            given: "公示期7天。\n| 姓名 | 金额 |\n| --- | --- |\n| 王秀兰 | 500 |",
        },
        Example {
            says: "姓名已经隐去。",
            given: "公示期为2026年8月1日至8月7日。\n| 姓名 | 金额 |\n| --- | --- |\n| 王某某 | 500 |",
        },
        Example { says: "没有写公示期。", given: "| 姓名 | 金额 |\n| --- | --- |\n| 王秀兰 | 500 |" },
        Example {
            says: "没有姓名。",
            given: "公示期为2026年8月1日至8月7日。\n| 村 | 金额 |\n| --- | --- |\n| 上河村 | 500 |",
        },
    ],
    bad: &[
        Example {
            says: "公示写到2026年8月7日，11月25日名单还在网上。",
            given: "公示期为2026年8月1日至8月7日。\n| 姓名 | 金额 |\n| --- | --- |\n| 王秀兰 | 500 |",
        },
        Example {
            says: "公示自2026年9月1日起五个工作日，11月25日名单还在网上。",
            given: "公示期自2026年9月1日起五个工作日。\n| 户主 | 面积 |\n| --- | --- |\n| 李德财 | 120 |",
        },
    ],
};

/// 有效期满
pub const EXPIRED: Rule = Rule {
    id: "sweep.expired",
    title: "有效期满，没有登记",
    severities: &[Severity::Warning],
    what: "正文写明的有效期已经届满，信息页却没有登记有效期，公众看到的仍是有效。登记了的由公开页面自己说明，不再提示。",
    why: "群众会照已经失效的文件办事。",
    basis: "《中华人民共和国政府信息公开条例》第六条（准确、及时公开）",
    good: &[
        Example { says: "有效期没有满。", given: "本办法自2026年1月1日起施行，有效期5年。" },
        Example { says: "没有写有效期。", given: "本办法自2021年1月1日起施行。" },
        Example {
            says: "自印发之日起算，还没有满。", given: "本办法自印发之日起施行，有效期一年。"
        },
    ],
    bad: &[
        Example {
            says: "有效期至2025年12月31日，没有登记。", given: "本办法有效期至2025年12月31日。"
        },
        Example {
            says: "2021年1月1日起施行，有效期5年，没有登记。",
            given: "本办法自2021年1月1日起施行，有效期五年。",
        },
    ],
};

/// 重新核对不成
pub const UNREADABLE: Rule = Rule {
    id: "sweep.unreadable",
    title: "没有能重新核对",
    severities: &[Severity::Error],
    what: "已经发布的信息有附件读不出来，可能缺失或者损坏，公众也下载不了。",
    why: "附件缺失，公开就不完整。",
    basis: "《中华人民共和国政府信息公开条例》第六条（准确、及时公开）",
    good: &[Example { says: "附件都读得出来。", given: "" }],
    bad: &[Example { says: "附件从磁盘上丢失了。", given: "" }],
};

/// The rules of this module.
pub const RULES: &[&Rule] = &[&POSTING_ENDED, &EXPIRED, &UNREADABLE];

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
    let calendar = &office.rules.calendar;
    for finding in [posting_ended(p, &all, today, calendar), expired(p, today, calendar)].into_iter().flatten() {
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
fn posting_ended(p: &Publication, all: &[Found], today: Date, calendar: &Calendar) -> Option<Finding> {
    if p.genre != "公示" && !p.title.contains("公示") {
        return None;
    }
    let out = p.published_on.unwrap_or(p.formed_on);
    let end = stated_end(&p.body, &["公示期", "公示时间", "公示日期"], out, calendar)?;
    if today < end.last.checked_add(GRACE.days()).ok()? {
        return None;
    }
    let named = has_names(&p.body) || all.iter().any(|f| f.finding.rule.starts_with("privacy."));
    named.then(|| {
        let message = format!("公示期{}，名单还在网上", over(end));
        POSTING_ENDED
            .finding(Severity::Warning, message, Place::default())
            .hint("撤下，或者隐去姓名；按规定要长期公开的，写明依据")
            .basis(POSTING_ENDED.basis)
    })
}

/// A document whose text says that its term is over, while nobody registered the term; where it is registered, the page says
/// so itself.
fn expired(p: &Publication, today: Date, calendar: &Calendar) -> Option<Finding> {
    if p.repealed_on.is_some() || p.valid_until.is_some() {
        return None;
    }
    let out = p.published_on.unwrap_or(p.formed_on);
    let end = stated_end(&p.body, &["有效期"], out, calendar)?;
    (end.last < today).then(|| {
        let message = format!("正文写的有效期{}，信息页没有登记有效期", over(end));
        EXPIRED
            .finding(Severity::Warning, message, Place::default())
            .hint("在信息页登记有效期；已经延长的，登记延长以后的日期")
            .basis(EXPIRED.basis)
    })
}

/// 已于…届满, with the day from which it was counted.
fn over(end: StatedEnd) -> String {
    let from = end.counted_from.map(|from| format!("从{}起算，", chinese(from))).unwrap_or_default();
    format!("{from}已于{}届满", chinese(end.last))
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

    /// A posting of 8 September 2026 with a text, on the day of the examples.
    fn posting(body: &str) -> Publication {
        Publication {
            id: "1".to_owned(),
            organ: "1".to_owned(),
            index_number: "1".to_owned(),
            shelf: Shelf::Statutory,
            obligation: None,
            genre: "公示".to_owned(),
            normative: None,
            title: "公示".to_owned(),
            document_number: None,
            formed_on: date(2026, 11, 20),
            summary: String::new(),
            body: body.to_owned(),
            state: PublicationState::Published,
            author: "1".to_owned(),
            reviewer: None,
            secrecy_opinion: None,
            return_reason: None,
            published_on: Some(date(2026, 11, 20)),
            repealed_on: None,
            withdrawn_on: None,
            withdrawn_reason: None,
            valid_until: None,
        }
    }

    #[test]
    fn the_examples_are_found_and_left_alone_as_they_say() {
        let calendar = Calendar::national().unwrap_or_else(|e| panic!("{e}"));
        let today = date(2026, 11, 25);
        type Check = fn(&Publication, Date, &Calendar) -> Option<Finding>;
        let checks: [(&Rule, Check); 2] =
            [(&POSTING_ENDED, |p, today, calendar| posting_ended(p, &[], today, calendar)), (&EXPIRED, expired)];
        for (rule, check) in checks {
            for (examples, found) in [(rule.bad, true), (rule.good, false)] {
                for example in examples {
                    assert_eq!(check(&posting(example.given), today, &calendar).is_some(), found, "{}", example.says);
                }
            }
        }
    }

    #[test]
    fn a_length_is_told_with_the_day_it_was_counted_from() {
        let calendar = Calendar::national().unwrap_or_else(|e| panic!("{e}"));
        let found =
            expired(&posting("自2021年1月1日起施行，有效期五年。"), date(2026, 11, 25), &calendar).map(|f| f.message);
        let says = "正文写的有效期从2021年1月1日起算，已于2026年1月1日届满，信息页没有登记有效期";
        assert_eq!(found.as_deref(), Some(says));
    }

    #[test]
    fn names_that_are_hidden_are_no_names() {
        assert!(has_names("名单：\n| 姓名 | 金额 |\n| --- | --- |\n| 王秀兰 | 500 |"));
        assert!(!has_names("名单：\n| 姓名 | 金额 |\n| --- | --- |\n| 王某某 | 500 |\n| 李* | 3 |"));
        assert!(!has_names("| 村名 | 金额 |\n| --- | --- |\n| 上河村 | 500 |"));
    }
}
