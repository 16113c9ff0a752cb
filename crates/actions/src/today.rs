//! 今日待办: everything with a deadline within an actor's reach, nearest first.

use domain::contact::Standing;
use domain::law::PeriodKey;
use domain::publication::PublicationState;
use domain::request::State;
use domain::request::state::days_left;
use domain::{Severity, clock};
use jiff::civil::Date;
use store::{Db, organs};

use crate::error::ActionError;
use crate::office::{Actor, Office};
use crate::permission::Permission;
use crate::requests::case_files;
use crate::{bindings, contacts, sweep};

/// What kind of work waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// 依申请公开
    Request,
    /// 主动公开
    Publication,
    /// 年度报告
    Report,
    /// 依据的政策失效，需要复核
    Basis,
    /// 联系电话
    Contact,
    /// 内容巡查发现的问题
    Sweep,
    /// 链接检查发现的问题
    Link,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Which kind.
    pub kind: TaskKind,
    /// Id of the record, for its address (`organ/year` for a report, nothing for telephone numbers, which have one page).
    pub id: String,
    /// Number shown.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Organ id.
    pub organ: String,
    /// Where it stands, in a word or two: it may stand in a badge.
    pub stage: String,
    /// Due date, if a clock runs.
    pub due: Option<Date>,
    /// Working days left; negative: natural days overdue.
    pub days_left: Option<i64>,
    /// What to do next, in a few words.
    pub next: String,
    /// Account in charge.
    pub handler: Option<String>,
    /// Why no date can be given, if one should be.
    pub trouble: Option<String>,
}

impl Task {
    /// A matter without a date, without words for where it stands.
    fn undated(kind: TaskKind, id: String, number: String, title: String, organ: String) -> Task {
        Task {
            kind,
            id,
            number,
            title,
            organ,
            stage: String::new(),
            due: None,
            days_left: None,
            next: String::new(),
            handler: None,
            trouble: None,
        }
    }

    /// Nearest deadline first; what has no date but needs a hand now comes before what has time.
    fn order(&self) -> (i64, Option<Date>, String) {
        let pressing = if self.trouble.is_some() { -1 } else { self.days_left.unwrap_or(0) };
        (pressing, self.due, self.number.clone())
    }
}

/// Numbers to call as one matter, because one makes the calls in a row; numbers to be mended one by one, because each is
/// another's work.
fn telephone(office: &Office, db: &mut Db, actor: &Actor, now: Date) -> Result<Vec<Task>, ActionError> {
    let may = |permission| office.rules.roles.allow(&actor.roles, permission);
    let mut tasks = Vec::new();
    if !may(Permission::CheckContacts) {
        return Ok(tasks);
    }
    let numbers = contacts::numbers(office, db, &actor.county, &actor.organs)?;
    let due: Vec<&contacts::Number> = numbers.iter().filter(|n| n.is_due(now)).collect();
    if !due.is_empty() {
        let day = due.iter().filter_map(|n| n.standing.as_ref().ok()?.due()).min();
        tasks.push(Task {
            stage: "到期".to_owned(),
            next: "拨打并登记结果".to_owned(),
            due: day,
            days_left: day.and_then(|day| days_left(&office.rules.calendar, now, day).ok()),
            ..Task::undated(
                TaskKind::Contact,
                String::new(),
                format!("{}个号码", due.len()),
                "拨测公布的联系电话".to_owned(),
                actor.organ.clone(),
            )
        });
    }
    if may(Permission::KeepRecords) {
        for number in &numbers {
            let Some(finding) = number.finding() else { continue };
            let stage =
                if matches!(number.standing, Ok(Standing::Wrong { .. })) { "号码有误" } else { "无人接听" };
            tasks.push(Task {
                stage: stage.to_owned(),
                next: finding.hint.unwrap_or_default(),
                ..Task::undated(
                    TaskKind::Contact,
                    String::new(),
                    number.phone.clone(),
                    format!("更正或者安排接听：{}", number.label),
                    number.organ.clone(),
                )
            });
        }
    }
    Ok(tasks)
}

/// What the checks of the night found, for those who are to mend it: a task for each text, and one for an organ's links.
fn found_at_night(office: &Office, db: &mut Db, actor: &Actor) -> Result<Vec<Task>, ActionError> {
    let may = |permission| office.rules.roles.allow(&actor.roles, permission);
    let mut tasks = Vec::new();
    if may(Permission::WritePublication) || may(Permission::WithdrawPublication) {
        for (p, findings) in sweep::listed(db, actor)? {
            let Some(gravest) = findings.iter().max_by_key(|f| f.severity) else { continue };
            let more = if findings.len() > 1 { format!("等{}处", findings.len()) } else { String::new() };
            tasks.push(Task {
                stage: "巡查发现问题".to_owned(),
                next: format!("{}{more}", gravest.message),
                handler: Some(p.author),
                ..Task::undated(TaskKind::Sweep, p.id, p.index_number, p.title, p.organ)
            });
        }
    }
    if may(Permission::KeepRecords) {
        let all = store::links::findings(db, &actor.county, &actor.organs)?;
        for organ in &actor.organs {
            let own: Vec<_> = all.iter().filter(|f| f.organ == *organ && f.severity != Severity::Question).collect();
            let Some(first) = own.first() else { continue };
            tasks.push(Task {
                stage: "链接有问题".to_owned(),
                next: first.message.clone(),
                ..Task::undated(
                    TaskKind::Link,
                    organ.clone(),
                    format!("{}处", own.len()),
                    "改正打不开、有风险的链接".to_owned(),
                    organ.clone(),
                )
            });
        }
    }
    Ok(tasks)
}

/// The list for today.
///
/// # Errors
/// The database fails.
pub fn today(office: &Office, actor: &Actor) -> Result<Vec<Task>, ActionError> {
    let now = office.clock.today();
    office.store.read(|db| {
        let mut tasks = Vec::new();
        for file in case_files(office, db, &actor.county, &actor.organs)? {
            let r = file.request;
            let mut task = Task {
                kind: TaskKind::Request,
                id: r.id,
                number: r.number,
                title: r.subject,
                organ: r.organ,
                stage: String::new(),
                due: None,
                days_left: None,
                next: String::new(),
                handler: r.handler,
                trouble: None,
            };
            match file.standing {
                Err(reason) => {
                    task.stage = "期限无法计算".to_owned();
                    task.next = "载入日历".to_owned();
                    task.trouble = Some(reason);
                }
                Ok(s) if s.state.is_closed() && s.state != State::Answered => continue,
                Ok(s) if s.missing.is_some() => {
                    task.stage = s.state.label().to_owned();
                    task.next = "期限暂不能计算".to_owned();
                    task.trouble = s.missing.map(|m| m.to_string());
                }
                Ok(s) => {
                    task.stage = s.state.label().to_owned();
                    let (due, left, next) = match s.state {
                        State::AwaitingConfirmation => (None, None, "与申请人确认收到"),
                        State::AwaitingClarification => (s.requester_by, None, "等待申请人补正"),
                        State::AwaitingPayment => (s.requester_by, None, "等待申请人缴费"),
                        State::Paused => (s.due, s.days_left, "等待征求意见的答复"),
                        State::Answered => (None, None, "送达答复"),
                        _ => (s.due, s.days_left, "办理并答复"),
                    };
                    task.due = due;
                    // What the requester has to do in time is counted here; the reply's own days come with the assessment.
                    task.days_left = left.or_else(|| days_left(&office.rules.calendar, now, due?).ok());
                    task.next = next.to_owned();
                }
            }
            tasks.push(task);
        }
        for p in store::publications::list(db, &actor.county, &actor.organs, None, "")? {
            let next = match p.state {
                PublicationState::Draft => "修改并提交审核",
                PublicationState::Submitted => "审核",
                PublicationState::Approved => "发布",
                PublicationState::Published | PublicationState::Withdrawn => continue,
            };
            let due = publication_due(office, p.formed_on);
            let left = due.as_ref().ok().and_then(|due| days_left(&office.rules.calendar, now, *due).ok());
            tasks.push(Task {
                kind: TaskKind::Publication,
                id: p.id,
                number: p.index_number,
                title: p.title,
                organ: p.organ,
                stage: p.state.label().to_owned(),
                due: due.as_ref().ok().copied(),
                days_left: left,
                next: next.to_owned(),
                handler: Some(p.author),
                trouble: due.err(),
            });
        }
        if office.rules.roles.allow(&actor.roles, Permission::DrawUpReport) {
            let elsewhere = store::received::elsewhere(db, &actor.county)?;
            for organ in organs::list(db, &actor.county)?.into_iter().filter(|o| actor.reaches(&o.id)) {
                let year = now.year() - 1;
                let Some(due) = organ.level.report_due(year, office.practice.township_report_due) else { continue };
                let stored = store::reports::find(db, &actor.county, &organ.id, year)?;
                let noted = elsewhere.iter().find(|e| e.organ == organ.id && e.year == year);
                let published = stored.and_then(|s| s.published_on).or_else(|| noted.and_then(|e| e.published_on));
                if published.is_some() {
                    continue;
                }
                tasks.push(Task {
                    kind: TaskKind::Report,
                    id: format!("{}/{year}", organ.id),
                    number: format!("{year}年度"),
                    title: format!("{}{year}年政府信息公开工作年度报告", organ.name),
                    organ: organ.id,
                    stage: "未公布".to_owned(),
                    due: Some(due),
                    days_left: days_left(&office.rules.calendar, now, due).ok(),
                    next: "编制、核对并签发".to_owned(),
                    handler: None,
                    trouble: None,
                });
            }
        }
        for stale in bindings::stale(db, &actor.county, &actor.organs, now)? {
            tasks.push(Task {
                stage: "依据失效".to_owned(),
                next: format!("所依据的《{}》{}，复核内容，更新依据", stale.policy.title, stale.lapse.label()),
                handler: Some(stale.text.author),
                ..Task::undated(
                    TaskKind::Basis,
                    stale.text.id,
                    stale.text.index_number,
                    stale.text.title,
                    stale.text.organ,
                )
            });
        }
        tasks.extend(telephone(office, db, actor, now)?);
        tasks.extend(found_at_night(office, db, actor)?);
        tasks.sort_by_key(Task::order);
        Ok(tasks)
    })
}

/// Day by which something formed on a day must be public (Art. 26), or why that cannot be computed.
///
/// # Errors
/// A sentence: no law for that day, or a missing calendar.
pub fn publication_due(office: &Office, formed_on: Date) -> Result<Date, String> {
    let period = office.rules.law.period(PeriodKey::Publication, formed_on).map_err(|e| e.to_string())?;
    clock::due_date(&office.rules.calendar, formed_on, period.days, &[]).map_err(|e| e.to_string())
}
