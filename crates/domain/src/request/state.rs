//! What the events of a request amount to on a given day: its state, its clock, and whether a next step is allowed.
//!
//! [`assess`] is the one place that knows the procedure of Arts. 29–40. It replays the events, refuses the first that the
//! law does not allow, and derives everything else. Lapse (视为放弃) is derived from the passing of a day; nobody records it.
//!
//! Readings taken: after clarification or payment the clock starts anew from zero, and so does the right to extend, because
//! an extension belongs to the period that it lengthened. While a consultation is open the due date shown is the one that
//! would hold if the answer came today, so that it can only move later.

use jiff::civil::Date;

use super::event::{Dated, Event};
use super::outcome::Outcome;
use crate::calendar::{Calendar, CalendarMissing};
use crate::clock::{self, Pause, Step};
use crate::date::chinese;
use crate::law::{Law, Period, PeriodKey};
use crate::not_allowed::{NotAllowed, Refused};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 待确认: arrived by a channel that needs confirmation (Art. 31); no clock runs.
    AwaitingConfirmation,
    /// 办理中
    Open,
    /// 补正中
    AwaitingClarification,
    /// 征求意见中: the clock is paused.
    Paused,
    /// 待缴费
    AwaitingPayment,
    /// 已答复
    Answered,
    /// 已送达
    Served,
    /// 视为放弃
    Abandoned,
    /// 已撤回
    Withdrawn,
    /// 已移送
    Transferred,
}

impl State {
    /// Whether the organ is done with it.
    pub fn is_closed(self) -> bool {
        matches!(self, State::Answered | State::Served | State::Abandoned | State::Withdrawn | State::Transferred)
    }

    /// Key in JSON and in the stored index.
    pub fn key(self) -> &'static str {
        match self {
            State::AwaitingConfirmation => "awaiting_confirmation",
            State::Open => "open",
            State::AwaitingClarification => "awaiting_clarification",
            State::Paused => "paused",
            State::AwaitingPayment => "awaiting_payment",
            State::Answered => "answered",
            State::Served => "served",
            State::Abandoned => "abandoned",
            State::Withdrawn => "withdrawn",
            State::Transferred => "transferred",
        }
    }

    /// Official name.
    pub fn label(self) -> &'static str {
        match self {
            State::AwaitingConfirmation => "待确认",
            State::Open => "办理中",
            State::AwaitingClarification => "补正中",
            State::Paused => "征求意见中",
            State::AwaitingPayment => "待缴费",
            State::Answered => "已答复",
            State::Served => "已送达",
            State::Abandoned => "视为放弃",
            State::Withdrawn => "已撤回",
            State::Transferred => "已移送",
        }
    }
}

/// How and when a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// The day it ended.
    pub on: Date,
    /// The row of table 3; `None` only for a scenario whose reply names no outcome.
    pub outcome: Option<Outcome>,
}

/// Everything that follows from the events on a given day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Where it stands.
    pub state: State,
    /// 收到之日 (Art. 31), once it is fixed.
    pub received_on: Option<Date>,
    /// Due date of the reply; `None` while no clock runs.
    pub due: Option<Date>,
    /// Working days left (0 = today is the last day); if overdue, minus the natural days since; `None` if nothing is due.
    pub days_left: Option<i64>,
    /// The due date has passed without (or before) the reply.
    pub overdue: bool,
    /// Every day of the running count.
    pub steps: Vec<Step>,
    /// What else matters, with articles.
    pub notes: Vec<String>,
    /// The end, if it has come.
    pub ending: Option<Ending>,
    /// Last day on which clarification may still be asked (Art. 30), while that is open.
    pub clarify_by: Option<Date>,
    /// Last day for the requester to clarify or pay, while that is awaited.
    pub requester_by: Option<Date>,
    /// Last day for the open consultation (Arts. 32, 34).
    pub consulted_by: Option<Date>,
    /// Most working days by which the period may still be extended; 0 if not at all.
    pub may_extend_by: u32,
    /// A year whose calendar a date needs: that date is not given, and nothing is guessed. What happened stays recorded.
    pub missing: Option<CalendarMissing>,
}

/// One run of the reply clock.
#[derive(Debug, Clone)]
struct Run {
    start: Date,
    extension: Option<(Date, u32)>,
}

#[derive(Debug, Clone)]
struct Consultation {
    asked: Date,
    limit: Date,
    answered: Option<Date>,
    third_party: bool,
}

#[derive(Debug, Clone)]
enum Phase {
    NotReceived,
    AwaitingConfirmation,
    Running,
    AwaitingClarification { reply_by: Date },
    AwaitingPayment { pay_by: Date },
    Ended { state: State, ending: Ending },
}

/// The replay so far.
struct Replay<'a> {
    law: &'a Law,
    calendar: &'a Calendar,
    phase: Phase,
    arrived_on: Option<Date>,
    received_on: Option<Date>,
    run: Option<Run>,
    consultations: Vec<Consultation>,
    clarification_asked: Option<Date>,
    fee_notified: bool,
    notes: Vec<String>,
    missing: Option<CalendarMissing>,
}

/// Replays the events and says what they amount to on `today`.
///
/// # Errors
/// [`Refused`]: the first event that the law does not allow, with its number and the article. A missing calendar refuses
/// nothing that happened: [`Assessment::missing`] names the year, and the dates that need it are left out.
pub fn assess(events: &[Dated], today: Date, law: &Law, calendar: &Calendar) -> Result<Assessment, Refused> {
    let mut replay = Replay {
        law,
        calendar,
        phase: Phase::NotReceived,
        arrived_on: None,
        received_on: None,
        run: None,
        consultations: Vec::new(),
        clarification_asked: None,
        fee_notified: false,
        notes: Vec::new(),
        missing: None,
    };
    let mut previous: Option<Date> = None;
    for (i, dated) in events.iter().enumerate() {
        let refused = |reason| Refused { number: i + 1, on: dated.on, label: dated.event.label(), reason };
        if let Some(previous) = previous.filter(|p| dated.on < *p) {
            return Err(refused(NotAllowed::OutOfOrder { on: dated.on, previous }));
        }
        if dated.on > today {
            return Err(refused(NotAllowed::InFuture { on: dated.on, today }));
        }
        if let Event::Received { confirmed_on: Some(on), .. } = dated.event
            && on > today
        {
            return Err(refused(NotAllowed::InFuture { on, today }));
        }
        replay.lapse(dated.on, matches!(dated.event, Event::Clarified { late_reason: Some(_) }));
        replay.apply(dated).map_err(refused)?;
        previous = Some(dated.on);
    }
    let number = events.len();
    let last = |reason| Refused {
        number,
        on: events.last().map_or(today, |e| e.on),
        label: events.last().map_or("无", |e| e.event.label()),
        reason,
    };
    replay.lapse(today, false);
    replay.conclude(today).map_err(last)
}

impl Replay<'_> {
    /// Ends the case if the requester let the time pass (视为放弃, Art. 30; fee rules). `excused` keeps it open.
    fn lapse(&mut self, on: Date, excused: bool) {
        let (deadline, outcome, note) = match self.phase {
            Phase::AwaitingClarification { reply_by } if on > reply_by && !excused => (
                reply_by,
                Outcome::ClarificationLapsed,
                "申请人逾期不补正，视为放弃申请，不再处理（《政府信息公开条例》第三十条）",
            ),
            Phase::AwaitingPayment { pay_by } if on > pay_by => {
                (pay_by, Outcome::FeeUnpaid, "申请人逾期未缴费，视为放弃申请，不再处理（国办函〔2020〕109号）")
            }
            _ => return,
        };
        self.notes.push(note.to_owned());
        let ending = Ending { on: deadline.tomorrow().unwrap_or(deadline), outcome: Some(outcome) };
        self.phase = Phase::Ended { state: State::Abandoned, ending };
    }

    fn apply(&mut self, dated: &Dated) -> Result<(), NotAllowed> {
        let on = dated.on;
        match (&self.phase, &dated.event) {
            (Phase::NotReceived, Event::Received { channel, confirmed_on }) => {
                self.receive(on, *channel, *confirmed_on)
            }
            (Phase::NotReceived, _) | (_, Event::Received { .. }) => Err(NotAllowed::ReceiptMisplaced),
            (Phase::Ended { state: State::Answered, ending }, Event::Served {}) => {
                self.phase = Phase::Ended { state: State::Served, ending: *ending };
                Ok(())
            }
            (Phase::Ended { state, ending }, _) => Err(NotAllowed::Ended { on: ending.on, how: state.label() }),
            (_, Event::Served {}) => Err(NotAllowed::NothingToServe),
            (_, Event::Withdrawn {}) => self.end(State::Withdrawn, on, Some(Outcome::OtherHandling)),
            (Phase::AwaitingConfirmation, Event::Confirmed {}) => {
                self.start(on);
                Ok(())
            }
            (_, Event::Confirmed {}) => Err(NotAllowed::NoConfirmationDue),
            (Phase::AwaitingConfirmation, _) => Err(NotAllowed::NotConfirmedYet),
            (Phase::AwaitingClarification { reply_by }, Event::Clarified { late_reason }) => {
                if on > *reply_by && late_reason.as_deref().is_none_or(|r| r.trim().is_empty()) {
                    return Err(NotAllowed::ClarifiedTooLate { reply_by: *reply_by });
                }
                self.note(format!(
                    "{}收到补正，答复期限自收到补正之日起重新计算（《政府信息公开条例》第三十条）",
                    chinese(on)
                ));
                self.restart(on);
                Ok(())
            }
            (Phase::AwaitingClarification { reply_by }, _) => {
                Err(NotAllowed::AwaitingClarification { reply_by: *reply_by })
            }
            (_, Event::Clarified { .. }) => Err(NotAllowed::NoClarificationPending),
            (Phase::AwaitingPayment { .. }, Event::FeePaid {}) => {
                self.note(format!("{}缴费，办理期限自缴费次日起重新计算（国办函〔2020〕109号）", chinese(on)));
                self.restart(on);
                Ok(())
            }
            (Phase::AwaitingPayment { pay_by }, _) => Err(NotAllowed::AwaitingPayment { pay_by: *pay_by }),
            (_, Event::FeePaid {}) => Err(NotAllowed::NoFeePending),
            (_, Event::ClarificationAsked { reply_by, .. }) => self.ask_clarification(on, *reply_by),
            (_, Event::ThirdPartyAsked { .. }) => self.consult(on, PeriodKey::ThirdParty),
            (_, Event::AgencyAsked { .. }) => self.consult(on, PeriodKey::OtherAgency),
            (_, Event::ThirdPartyReplied { .. }) => self.consulted(on, true),
            (_, Event::AgencyReplied {}) => self.consulted(on, false),
            (_, Event::Extended { working_days, approver, .. }) => self.extend(on, *working_days, approver),
            (_, Event::FeeNotified { .. }) => self.notify_fee(on),
            (_, Event::Replied { outcome, .. }) => self.end(State::Answered, on, *outcome),
            (_, Event::Transferred { .. }) => self.end(State::Transferred, on, Some(Outcome::OtherHandling)),
        }
    }

    fn receive(&mut self, on: Date, channel: super::Channel, confirmed_on: Option<Date>) -> Result<(), NotAllowed> {
        self.arrived_on = Some(on);
        match (channel.needs_confirmation(), confirmed_on) {
            (true, Some(confirmed_on)) if confirmed_on < on => {
                return Err(NotAllowed::ConfirmedBeforeArrival { confirmed_on, on });
            }
            (true, Some(confirmed_on)) => self.start(confirmed_on),
            (true, None) => self.phase = Phase::AwaitingConfirmation,
            (false, Some(_)) => return Err(NotAllowed::NoConfirmationDue),
            (false, None) => self.start(on),
        }
        Ok(())
    }

    /// The day of receipt is fixed: the clock begins.
    fn start(&mut self, received_on: Date) {
        if self.arrived_on != Some(received_on) {
            self.note(format!(
                "以双方确认之日{}为收到申请之日（《政府信息公开条例》第三十一条）",
                chinese(received_on)
            ));
        }
        self.received_on = Some(received_on);
        self.restart(received_on);
    }

    fn restart(&mut self, on: Date) {
        self.run = Some(Run { start: on, extension: None });
        self.consultations.clear();
        self.phase = Phase::Running;
    }

    fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// Law of the day of receipt: old cases keep it.
    fn period(&self, key: PeriodKey, on: Date) -> Result<&Period, NotAllowed> {
        Ok(self.law.period(key, self.received_on.unwrap_or(on))?)
    }

    fn ask_clarification(&mut self, on: Date, reply_by: Date) -> Result<(), NotAllowed> {
        if let Some(asked_on) = self.clarification_asked {
            return Err(NotAllowed::AlreadyAskedToClarify { asked_on });
        }
        let days = self.period(PeriodKey::Clarification, on)?.days;
        let last = self.calendar.add_working_days(self.received_on.unwrap_or(on), days);
        if let Some(last) = self.known(last).filter(|last| on > *last) {
            return Err(NotAllowed::TooLateToAskToClarify { days, last });
        }
        if reply_by <= on {
            return Err(NotAllowed::ReplyByNotAfter { reply_by, on });
        }
        self.clarification_asked = Some(on);
        self.note(format!(
            "{}一次性告知补正，补正截止{}，等待补正期间不计算答复期限（《政府信息公开条例》第三十条）",
            chinese(on),
            chinese(reply_by)
        ));
        self.phase = Phase::AwaitingClarification { reply_by };
        Ok(())
    }

    /// Last day on which clarification may still be asked, if that day has not passed and the law of the case knows one.
    fn last_day_to_ask(&self, received_on: Date, today: Date) -> Result<Option<Date>, NotAllowed> {
        let Ok(period) = self.law.period(PeriodKey::Clarification, received_on) else { return Ok(None) };
        let last = self.calendar.add_working_days(received_on, period.days);
        Ok(last.ok().filter(|last| today <= *last))
    }

    fn consult(&mut self, on: Date, key: PeriodKey) -> Result<(), NotAllowed> {
        let limit = self.calendar.add_working_days(on, self.period(key, on)?.days);
        let limit = self.known(limit).unwrap_or(Date::MAX);
        let third_party = key == PeriodKey::ThirdParty;
        self.consultations.push(Consultation { asked: on, limit, answered: None, third_party });
        Ok(())
    }

    fn consulted(&mut self, on: Date, third_party: bool) -> Result<(), NotAllowed> {
        let open = self.consultations.iter_mut().find(|c| c.third_party == third_party && c.answered.is_none());
        open.ok_or(NotAllowed::NoConsultationPending)?.answered = Some(on);
        Ok(())
    }

    fn extend(&mut self, on: Date, asked: u32, approver: &str) -> Result<(), NotAllowed> {
        let period = self.period(PeriodKey::Extension, on)?;
        let (max, basis) = (period.days, period.basis.clone());
        if let Some((on, _)) = self.run.as_ref().and_then(|r| r.extension) {
            return Err(NotAllowed::AlreadyExtended { on });
        }
        if asked == 0 {
            return Err(NotAllowed::ExtensionEmpty { max });
        }
        if asked > max {
            return Err(NotAllowed::ExtensionTooLong { asked, max, basis });
        }
        if approver.trim().is_empty() {
            return Err(NotAllowed::NoApprover);
        }
        if let Some(due) = self.due(on)?.filter(|due| on > *due) {
            return Err(NotAllowed::TooLateToExtend { due });
        }
        if let Some(run) = &mut self.run {
            run.extension = Some((on, asked));
        }
        self.note(format!("{}经{approver}同意，延长答复期限{asked}个工作日（{basis}）", chinese(on)));
        Ok(())
    }

    fn notify_fee(&mut self, on: Date) -> Result<(), NotAllowed> {
        if self.fee_notified {
            return Err(NotAllowed::FeeAlreadyNotified);
        }
        if let Some(due) = self.due(on)?.filter(|due| on > *due) {
            return Err(NotAllowed::TooLateForFee { due });
        }
        let days = self.law.period(PeriodKey::FeePayment, on)?.days;
        let last = self.calendar.add_working_days(on, days);
        let last = self.known(last);
        let by = last.map_or_else(String::new, |last| format!("（{}前）", chinese(last)));
        let pay_by = last.unwrap_or(Date::MAX);
        self.fee_notified = true;
        self.note(format!(
            "{}送达收费通知，申请人应自次日起{days}个工作日内{by}缴费（国办函〔2020〕109号）",
            chinese(on)
        ));
        self.phase = Phase::AwaitingPayment { pay_by };
        Ok(())
    }

    fn end(&mut self, state: State, on: Date, outcome: Option<Outcome>) -> Result<(), NotAllowed> {
        self.phase = Phase::Ended { state, ending: Ending { on, outcome } };
        Ok(())
    }

    /// Pauses as they stand on a day: an open consultation lasts until that day, at most until its limit.
    fn pauses(&self, on: Date) -> Vec<Pause> {
        self.consultations
            .iter()
            .map(|c| Pause { after: c.asked, through: c.answered.unwrap_or(on).min(c.limit) })
            .collect()
    }

    /// Counted days of the current run.
    fn length(&self, run: &Run) -> Result<u32, NotAllowed> {
        Ok(self.period(PeriodKey::Reply, run.start)?.days + run.extension.map_or(0, |(_, days)| days))
    }

    /// The due date as of a day, if the calendars reach that far; where they do not, it lies beyond them.
    fn due(&mut self, on: Date) -> Result<Option<Date>, NotAllowed> {
        let Some(run) = &self.run else { return Err(NotAllowed::NotConfirmedYet) };
        let due = clock::due_date(self.calendar, run.start, self.length(run)?, &self.pauses(on));
        Ok(self.known(due))
    }

    /// The value, or nothing and the year that it would need.
    fn known<T>(&mut self, value: Result<T, CalendarMissing>) -> Option<T> {
        value.map_err(|missing| self.missing = Some(missing)).ok()
    }

    fn conclude(mut self, today: Date) -> Result<Assessment, NotAllowed> {
        if matches!(self.phase, Phase::NotReceived) {
            return Err(NotAllowed::NothingReceived);
        }
        let mut steps = Vec::new();
        let mut due = None;
        let (ended, clock_stands) = match &self.phase {
            Phase::Ended { state, ending } => (Some((*state, *ending)), *state == State::Abandoned),
            Phase::AwaitingClarification { .. } | Phase::AwaitingPayment { .. } => (None, true),
            _ => (None, false),
        };
        let as_of = ended.map_or(today, |(_, e)| e.on);
        if let Some(run) = self.run.clone().filter(|_| !clock_stands) {
            let n = self.length(&run)?;
            let basis = self.period(PeriodKey::Reply, run.start)?.basis.clone();
            let counted = clock::count(self.calendar, run.start, n, &self.pauses(as_of));
            steps = self.known(counted).unwrap_or_default();
            due = steps.last().map(|s| s.date);
            let base = self.period(PeriodKey::Reply, run.start)?.days;
            let extended =
                run.extension.map_or_else(String::new, |(_, days)| format!("，延长{days}个工作日，共{n}个工作日"));
            self.note(format!("答复期限{base}个工作日{extended}，自{}的次日起计算（{basis}）", chinese(run.start)));
        }
        let open_consultation =
            self.consultations.iter().filter(|c| c.answered.is_none() && today <= c.limit).map(|c| c.limit).max();
        let state = match (&self.phase, open_consultation) {
            (Phase::Ended { state, .. }, _) => *state,
            (Phase::NotReceived | Phase::AwaitingConfirmation, _) => State::AwaitingConfirmation,
            (Phase::AwaitingClarification { .. }, _) => State::AwaitingClarification,
            (Phase::AwaitingPayment { .. }, _) => State::AwaitingPayment,
            (Phase::Running, Some(_)) => State::Paused,
            (Phase::Running, None) => State::Open,
        };
        if let (State::Paused, Some(limit)) = (state, open_consultation) {
            self.note(format!(
                "正在征求意见{}；期间不计入答复期限，以下按今天收到意见估算，实际届满日不会早于此日（《政府信息公开条例》第三十二条至第三十四条）",
                if limit == Date::MAX { String::new() } else { format!("，对方应在{}前答复", chinese(limit)) }
            ));
        }
        let answered_on = ended.map(|(_, e)| e.on);
        let overdue = due.is_some_and(|due| answered_on.unwrap_or(today) > due);
        let days_left = match due {
            Some(due) if ended.is_none() => self.known(days_left(self.calendar, today, due)),
            _ => None,
        };
        let clarify_by = match (&self.phase, self.received_on, self.clarification_asked) {
            (Phase::Running, Some(received_on), None) => self.last_day_to_ask(received_on, today)?,
            _ => None,
        };
        let requester_by = match self.phase {
            Phase::AwaitingClarification { reply_by } => Some(reply_by),
            Phase::AwaitingPayment { pay_by } => Some(pay_by),
            _ => None,
        };
        let requester_by = requester_by.filter(|by| *by != Date::MAX);
        let may_extend = matches!(self.phase, Phase::Running)
            && !overdue
            && self.run.as_ref().is_some_and(|run| run.extension.is_none());
        let may_extend_by = if may_extend { self.period(PeriodKey::Extension, today)?.days } else { 0 };
        Ok(Assessment {
            state,
            received_on: self.received_on,
            due,
            days_left,
            overdue,
            steps,
            notes: self.notes,
            ending: ended.map(|(_, e)| e),
            clarify_by,
            requester_by,
            consulted_by: open_consultation.filter(|_| state == State::Paused),
            may_extend_by,
            // What the case needed on its way matters only while it runs; a closed case is shown without its dates.
            missing: self.missing.filter(|_| ended.is_none() || due.is_none()),
        })
    }
}

/// Working days from today to a due date; if it has passed, minus the natural days since.
///
/// # Errors
/// [`CalendarMissing`] if the due date lies beyond the loaded years.
pub fn days_left(calendar: &Calendar, today: Date, due: Date) -> Result<i64, CalendarMissing> {
    if today > due {
        return Ok(-i64::from((today - due).get_days()));
    }
    calendar.working_days_between(today, due).map(i64::from)
}
