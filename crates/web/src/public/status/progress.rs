//! Where a request stands, in the words its requester reads. States and days are the domain's; here they become
//! sentences, and no more is promised than the articles say.

use actions::requests::OwnRequest;
use domain::date::chinese;
use domain::request::{Assessment, State};

use crate::components::{Deadline, SummaryRow};
use crate::labels;

/// A step so far: day, name, what the requester was told.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    pub date_text: String,
    pub date_iso: String,
    pub label: String,
    pub told: Option<String>,
}

/// What the page shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Progress {
    pub number: String,
    pub subject: String,
    pub state: &'static str,
    pub deadline: Deadline,
    pub facts: Vec<SummaryRow>,
    pub next: String,
    pub steps: Vec<Done>,
    /// Day and paragraphs of the reply.
    pub reply: Option<(String, Vec<String>)>,
}

impl Progress {
    /// From what the requester may see.
    pub fn of(request: OwnRequest) -> Progress {
        let standing = &request.standing;
        let state = standing.state.label();
        let mut facts =
            vec![SummaryRow::new("受理机关", &request.organ), SummaryRow::new("提交日期", chinese(request.arrived_on))];
        facts.push(SummaryRow::new(
            "收到申请之日",
            standing.received_on.map_or_else(|| "等待双方确认".to_owned(), chinese),
        ));
        facts.extend(standing.due.map(|due| SummaryRow::new("答复期限届满日", chinese(due))));
        let steps = request.steps.iter().map(|(on, label, told)| Done {
            date_text: chinese(on),
            date_iso: on.to_string(),
            label: (*label).to_owned(),
            told: told.clone(),
        });
        let paragraphs =
            |text: &str| text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        Progress {
            deadline: labels::deadline(standing.days_left, state),
            state,
            facts,
            next: next(standing, request.reply.is_some()),
            steps: steps.collect(),
            reply: request.reply.as_ref().map(|(on, text)| (chinese(on), paragraphs(text))),
            number: request.number,
            subject: request.subject,
        }
    }
}

/// What happens next, and by whom.
fn next(standing: &Assessment, replied: bool) -> String {
    let by_you = |what: &str| match standing.requester_by {
        Some(day) => format!("请您在{}前{what}。", chinese(day)),
        None => format!("请您{what}。"),
    };
    match standing.state {
        State::AwaitingConfirmation => "工作人员会按您留下的联系方式与您联系。双方确认之日为收到申请之日，\
            自这一天起20个工作日内答复（《政府信息公开条例》第三十一条、第三十三条）。"
            .to_owned(),
        State::Open if standing.overdue => {
            "答复期限已过，我们还没有答复。请与受理机关联系；我们会尽快答复您。".to_owned()
        }
        State::Open => match standing.due {
            Some(due) => format!("正在办理，我们会在{}前（含当日）答复您。", chinese(due)),
            None => "正在办理。".to_owned(),
        },
        State::AwaitingClarification => format!(
            "{}收到补正后，答复期限从收到之日起重新计算；没有正当理由逾期不补正的，视为放弃申请（《政府信息公开条例》第三十条）。",
            by_you("按下面告知的内容补正")
        ),
        State::Paused => {
            "正在征求第三方或者其他机关的意见，所需时间不计算在答复期限内（《政府信息公开条例》第三十三条）。"
                .to_owned()
        }
        State::AwaitingPayment => {
            format!("{}缴费后继续办理；逾期不缴纳的，视为放弃申请。", by_you("按收费通知缴纳信息处理费"))
        }
        State::Answered => "已经作出答复，正按您选择的方式送达。".to_owned(),
        State::Served => "已经答复并送达，这份申请办理完毕。".to_owned(),
        State::Abandoned if replied => "这份申请已经办理完毕。".to_owned(),
        State::Abandoned => {
            "没有在规定的期限内补正或者缴费，视为放弃申请，不再处理。还需要的，可以重新提出申请。".to_owned()
        }
        State::Withdrawn => "您已撤回这份申请，不再处理。".to_owned(),
        State::Transferred => "这份申请已经移送，请看下面的说明。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn request(state: State) -> OwnRequest {
        OwnRequest {
            number: "HW-YSQ-2026-0001".to_owned(),
            organ: "河湾镇人民政府".to_owned(),
            subject: "征地补偿款明细".to_owned(),
            arrived_on: date(2026, 11, 20),
            standing: Assessment {
                missing: None,
                state,
                received_on: None,
                due: None,
                days_left: None,
                overdue: false,
                steps: Vec::new(),
                notes: Vec::new(),
                ending: None,
                clarify_by: None,
                requester_by: None,
                consulted_by: None,
                may_extend_by: 0,
            },
            steps: vec![(date(2026, 11, 20), "收到申请", None)],
            reply: None,
        }
    }

    #[test]
    fn before_the_confirmation_no_day_is_promised() {
        let shown = Progress::of(request(State::AwaitingConfirmation));
        assert_eq!(shown.state, "待确认");
        assert_eq!(shown.deadline, Deadline::still("待确认"));
        assert!(shown.facts.iter().any(|f| f.key == "收到申请之日" && f.value == "等待双方确认"));
        assert!(!shown.facts.iter().any(|f| f.key == "答复期限届满日"));
    }

    #[test]
    fn a_running_clock_names_its_last_day_and_a_missed_one_does_not_hide() {
        let mut open = request(State::Open);
        open.standing.received_on = Some(date(2026, 11, 23));
        open.standing.due = Some(date(2026, 12, 21));
        open.standing.days_left = Some(20);
        assert!(Progress::of(open.clone()).next.contains("2026年12月21日"));
        open.standing.overdue = true;
        assert!(Progress::of(open).next.contains("答复期限已过"));
    }

    #[test]
    fn the_reply_is_shown_in_its_own_paragraphs_and_nothing_is_added() {
        let mut answered = request(State::Served);
        answered.reply = Some((date(2026, 12, 1), "一、予以公开。\n\n　二、附件如下。\n".to_owned()));
        let reply = Progress::of(answered).reply.unwrap();
        assert_eq!(reply, ("2026年12月1日".to_owned(), vec!["一、予以公开。".to_owned(), "二、附件如下。".to_owned()]));
    }
}
