//! 公开内容巡查: everything published is read again each night, because what was right when it went out need not be right
//! today: a law is repealed, a posting period ends, the lists of words grow.
//!
//! Guides and rules of procedure must keep today's law; other texts the law of their own day. A list of names stays public
//! no longer than its posting period and a time to put it away (RULES, section 10).

use documents::model::Document;
use domain::calendar::Calendar;
use domain::date::chinese;
use domain::publication::{Lapse, PublicationState, Shelf, lapse};
use domain::stated_end::{StatedEnd, stated_end};
use domain::{Example, Finding, Place, Rule, Severity};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;
use store::publications::{self, Attachment, Publication};
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
    what: "公示写明的期限（到哪一天，或者几天、几个工作日）已经过去30天以上，正文或者附件的表格仍有成列的姓名。按规定长期公开的名单写明理由后可以保留。",
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

/// 引用了已经失效的文件
pub const CITES_LAPSED: Rule = Rule {
    id: "sweep.cites_lapsed",
    title: "引用了已经失效的文件",
    severities: &[Severity::Warning],
    what: "指南、制度和规范性文件引用的文件（按发文字号），在本县已经登记废止、撤下或者有效期届满。写明“废止”“失效”的句子不提示。",
    why: "群众照着失效的文件办事会白跑。",
    basis: "《中华人民共和国政府信息公开条例》第六条（准确、及时公开）",
    good: &[
        Example { says: "引用的文件仍然有效。", given: "按照青政发〔2024〕9号办理。" },
        Example { says: "说明文件已经废止。", given: "青政发〔2021〕3号同时废止。" },
    ],
    bad: &[Example {
        says: "引用的文件已经登记废止。", given: "补助标准按照青政发〔2021〕3号执行。"
    }],
};

/// The rules of this module.
pub const RULES: &[&Rule] = &[&POSTING_ENDED, &EXPIRED, &CITES_LAPSED, &UNREADABLE];

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
        let lapsed = Lapsed::of(db, county, today)?;
        for p in publications::list(db, county, &organs, Some(PublicationState::Published), "")? {
            read += 1;
            let standing = with(office, db, county, &p, &lapsed)?.into_iter().filter(|f| f.reason.is_none());
            let first = found.len();
            found.extend(standing.map(|f| row(&p, &f, today)));
            // One and the same stretch can stand twice in a text.
            let own = found.split_off(first);
            found.extend(distinct(own));
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

/// What the night's reading finds in a public text now, with the reasons given.
///
/// # Errors
/// The database or the files fail.
pub(crate) fn found_in(office: &Office, db: &mut Db, county: &str, p: &Publication) -> Result<Vec<Found>, ActionError> {
    let lapsed = Lapsed::of(db, county, office.clock.today())?;
    with(office, db, county, p, &lapsed)
}

fn with(
    office: &Office,
    db: &mut Db,
    county: &str,
    p: &Publication,
    lapsed: &Lapsed,
) -> Result<Vec<Found>, ActionError> {
    let today = office.clock.today();
    // A document that holds no more keeps the law of its day and says so.
    let holds = lapse(p.repealed_on, p.withdrawn_on, p.valid_until, today).is_none();
    let lives = holds && (matches!(p.shelf, Shelf::Guide | Shelf::Rules) || p.normative.is_some() || is_guide(p));
    let mut all = match proofreading::as_of(office, db, county, p, lives.then_some(today)) {
        Ok(all) => all,
        // One lost file must not keep the night from the rest.
        Err(ActionError::Failure(cause)) => {
            tracing::error!(publication = p.index_number, error = ?cause, "a publication could not be read again");
            let message = "没有能重新核对，附件可能缺失或者损坏";
            let finding =
                UNREADABLE.finding(Severity::Error, message, Place::default()).hint("打开附件检查，重新上传后再发布");
            return Ok(vec![own(Part::Attachment("附件".to_owned()), finding)]);
        }
        Err(other) => return Err(other),
    };
    let calendar = &office.rules.calendar;
    let mut found: Vec<Finding> = Vec::new();
    if is_posting(p) {
        found.extend(posting_ended(p, &attached(office, db, county, p)?, &all, today, calendar));
    }
    found.extend(expired(p, today, calendar));
    if lives {
        found.extend(lapsed.cited_in(p));
    }
    all.retain(|f| f.finding.severity != Severity::Question || AGEING.contains(&f.finding.rule.as_str()));
    all.extend(found.into_iter().map(|finding| own(Part::Body, finding)));
    proofreading::answer(db, county, p, &mut all, today)?;
    Ok(all)
}

/// 办事指南, 办法, 规定: texts by which people act today, whatever the shelf.
fn is_guide(p: &Publication) -> bool {
    ["指南", "办法", "规定", "细则", "制度", "解读", "问答"].iter().any(|w| p.genre == *w || p.title.ends_with(w))
}

/// A finding of this module, of which a text has but one for each thing quoted.
fn own(part: Part, finding: Finding) -> Found {
    let fingerprint =
        audit::sm3_hex(format!("{}\n{}\n{}", finding.rule, finding.place.text, finding.message).as_bytes());
    Found { part, finding, fingerprint, reason: None, is_county_wide: false }
}

fn distinct(mut found: Vec<SweepFinding>) -> Vec<SweepFinding> {
    found.sort_by(|a, b| a.fingerprint.cmp(&b.fingerprint));
    found.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    found
}

fn row(p: &Publication, found: &Found, today: Date) -> SweepFinding {
    SweepFinding {
        publication: p.id.clone(),
        fingerprint: found.fingerprint.clone(),
        part: found.at(),
        rule: found.finding.rule.clone(),
        severity: found.finding.severity,
        message: found.finding.message.clone(),
        hint: found.finding.hint.clone().unwrap_or_default(),
        text: found.finding.place.text.clone(),
        first_seen: today,
        last_seen: today,
    }
}

/// Documents of the county that hold no more, by 发文字号.
#[derive(Debug, Default)]
struct Lapsed(Vec<(String, String, Lapse)>);

impl Lapsed {
    fn of(db: &mut Db, county: &str, today: Date) -> Result<Lapsed, ActionError> {
        let organs: Vec<String> = store::organs::list(db, county)?.into_iter().map(|o| o.id).collect();
        let all = publications::list(db, county, &organs, None, "")?.into_iter();
        let gone = all.filter_map(|p| {
            let lapse = lapse(p.repealed_on, p.withdrawn_on, p.valid_until, today)?;
            Some((p.document_number.filter(|n| n.ends_with('号'))?, p.title, lapse))
        });
        Ok(Lapsed(gone.collect()))
    }

    /// Those that a text goes by.
    fn cited_in(&self, p: &Publication) -> Vec<Finding> {
        let cited = |number: &str| {
            p.document_number.as_deref() != Some(number)
                && p.body.split(['。', '；', '\n']).any(|sentence| {
                    sentence.contains(number) && !["废止", "失效", "停止执行"].iter().any(|w| sentence.contains(w))
                })
        };
        let gone = self.0.iter().filter(|(number, ..)| cited(number));
        gone.map(|(number, title, lapse)| {
            let message = format!("引用的《{title}》（{number}）{}（{}）", lapse.label(), chinese(lapse.since()));
            CITES_LAPSED
                .finding(Severity::Warning, message, Place { text: number.clone(), ..Place::default() })
                .hint("改引现行的文件；内容也要随之修改的，修改以后重新发布")
                .basis(CITES_LAPSED.basis)
        })
        .collect()
    }
}

fn is_posting(p: &Publication) -> bool {
    p.genre == "公示" || p.title.contains("公示")
}

/// A posting whose period is over, with names still in it.
fn posting_ended(
    p: &Publication,
    lists: &[Document],
    all: &[Found],
    today: Date,
    calendar: &Calendar,
) -> Option<Finding> {
    let out = p.published_on.unwrap_or(p.formed_on);
    let end = stated_end(&p.body, &["公示期", "公示时间", "公示日期"], out, calendar)?;
    if today < end.last.checked_add(GRACE.days()).ok()? {
        return None;
    }
    let named = proof::lists_people(&documents::read::typed(&p.body))
        || lists.iter().any(proof::lists_people)
        || all.iter().any(|f| f.finding.rule.starts_with("privacy."));
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

/// The lists that are attached; a file that cannot be read has none.
fn attached(office: &Office, db: &mut Db, county: &str, p: &Publication) -> Result<Vec<Document>, ActionError> {
    let files = publications::attachments(db, county, &p.id)?;
    let read = |file: &Attachment| documents::read::read(&file.name, &office.blobs.get(&file.digest).ok()?).ok();
    Ok(files.iter().filter_map(read).collect())
}

/// What the last reading found within an actor's reach, with the publications it is about.
///
/// # Errors
/// The database fails.
pub fn findings(office: &Office, actor: &Actor) -> Result<Vec<(Publication, Vec<SweepFinding>)>, ActionError> {
    office.store.read(|db| listed(db, actor))
}

/// The same, within a view of the records.
///
/// # Errors
/// The database fails.
pub(crate) fn listed(db: &mut Db, actor: &Actor) -> Result<Vec<(Publication, Vec<SweepFinding>)>, ActionError> {
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
            [(&POSTING_ENDED, |p, today, calendar| posting_ended(p, &[], &[], today, calendar)), (&EXPIRED, expired)];
        for (rule, check) in checks {
            for (examples, found) in [(rule.bad, true), (rule.good, false)] {
                for example in examples {
                    assert_eq!(check(&posting(example.given), today, &calendar).is_some(), found, "{}", example.says);
                }
            }
        }
    }

    #[test]
    fn a_document_that_holds_no_more_is_cited_in_vain() {
        let gone = |number: &str| (number.to_owned(), "旧办法".to_owned(), Lapse::Repealed(date(2025, 1, 1)));
        let lapsed = Lapsed(vec![gone("青政发〔2021〕3号")]);
        for (examples, found) in [(CITES_LAPSED.bad, 1), (CITES_LAPSED.good, 0)] {
            for example in examples {
                assert_eq!(lapsed.cited_in(&posting(example.given)).len(), found, "{}", example.says);
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
}
