//! The steps that can be recorded on a request: what each asks for, and the event a filled form becomes.

use actions::{Actor, Office, Permission, Problem as Wrong};
use domain::date::chinese;
use domain::request::{Assessment, Event, Outcome, State};
use jiff::civil::Date;

use crate::components::{Choice, Field};
use crate::forms::Form;
use crate::labels;

/// A step as the page offers it.
#[derive(Debug, Clone)]
pub struct Step {
    /// Last part of the address it posts to.
    pub path: String,
    /// What it is.
    pub title: &'static str,
    /// By which rule, and until when.
    pub about: String,
    /// The button.
    pub verb: &'static str,
    /// The fields, with what was typed if it was refused.
    pub inputs: Vec<Input>,
    /// Whether it opens by itself: it was refused, or it is the usual next step.
    pub open: bool,
}

/// One field of a step.
#[derive(Debug, Clone)]
pub enum Input {
    /// A day.
    Day(Field),
    /// One line.
    Line(Field),
    /// Several lines.
    Text(Field),
    /// One of several.
    Pick(Field, Vec<Choice>),
}

/// A form that was refused: which step, what was typed, what is wrong.
pub struct Refused<'a> {
    /// Last part of the address.
    pub path: &'a str,
    /// As typed.
    pub form: &'a Form,
    /// All of it.
    pub wrong: &'a [Wrong],
}

struct Maker<'a> {
    today: Date,
    refused: Option<&'a Refused<'a>>,
    steps: Vec<Step>,
}

impl Maker<'_> {
    fn field(&self, path: &str, name: &'static str, label: &str, given: &str) -> Field {
        let id = field_id(path, name);
        match self.refused.filter(|r| r.path == path) {
            None => Field::new(id, label).value(given),
            Some(refused) => {
                let error = refused.wrong.iter().find(|p| p.field == name).map(|p| p.message.clone());
                let typed = refused.form.text(&id).to_owned();
                Field::new(id, label).value(typed).error(error)
            }
        }
    }

    fn add(
        &mut self,
        path: &str,
        title: &'static str,
        verb: &'static str,
        about: impl Into<String>,
        inputs: Vec<Input>,
        usual: bool,
    ) {
        let refused = self.refused.is_some_and(|r| r.path == path);
        let mut all = vec![Input::Day(self.field(path, "on", "日期", &self.today.to_string()))];
        all.extend(inputs);
        let open = refused || (usual && self.refused.is_none());
        self.steps.push(Step { path: path.to_owned(), title, about: about.into(), verb, inputs: all, open });
    }
}

/// Several steps stand on one page: the name of a field, which is also its id, begins with its step.
fn field_id(path: &str, name: &str) -> String {
    format!("{}-{name}", path.rsplit('/').next().unwrap_or(path))
}

/// What can be recorded now, by this actor.
pub fn offered(office: &Office, actor: &Actor, standing: &Assessment, refused: Option<&Refused<'_>>) -> Vec<Step> {
    let may = |p| office.rules.roles.allow(&actor.roles, p);
    let mut m = Maker { today: office.clock.today(), refused, steps: Vec::new() };
    if may(Permission::HandleRequest) {
        handling(&mut m, standing);
    }
    if may(Permission::ApproveExtension) && standing.may_extend_by > 0 {
        let about = format!(
            "由政府信息公开工作机构负责人同意，最多 {} 个工作日，并告知申请人（《政府信息公开条例》第三十三条）。登记后不能再次延长。",
            standing.may_extend_by
        );
        let inputs = vec![
            Input::Line(m.field("extend", "working_days", "延长的工作日数", "")),
            Input::Text(m.field("extend", "reason", "理由", "")),
        ];
        m.add("extend", "延长答复期限", "同意延长", about, inputs, false);
    }
    m.steps
}

fn handling(m: &mut Maker<'_>, standing: &Assessment) {
    match standing.state {
        State::AwaitingConfirmation => {
            let about =
                "与申请人联系，双方确认之日就是收到申请之日，答复期限从次日起算（《政府信息公开条例》第三十一条）。";
            m.add("steps/confirm", "确认收到", "登记确认", about, vec![], true);
        }
        State::Open | State::Paused => working(m, standing),
        State::AwaitingClarification => {
            let by = standing.requester_by.map(chinese).unwrap_or_default();
            let about = format!("补正截止{by}。收到补正之日起，答复期限重新计算（《政府信息公开条例》第三十条）。");
            let late = m.field("steps/clarified", "late_reason", "逾期补正的正当理由（逾期才填）", "");
            m.add("steps/clarified", "收到补正", "登记收到补正", about, vec![Input::Line(late)], true);
        }
        State::AwaitingPayment => {
            let by = standing.requester_by.map(chinese).unwrap_or_default();
            let about = format!("缴费截止{by}。缴费次日起，办理期限重新计算（国办函〔2020〕109号）。");
            m.add("steps/fee-paid", "申请人缴费", "登记缴费", about, vec![], true);
        }
        State::Answered => {
            m.add("steps/serve", "送达", "登记送达", "登记申请人收到答复书的日期。", vec![], true);
        }
        State::Served | State::Abandoned | State::Withdrawn | State::Transferred => {}
    }
    if !standing.state.is_closed() {
        m.add("steps/withdraw", "申请人撤回", "登记撤回", "申请人自愿撤回的，登记后办结，不能恢复。", vec![], false);
    }
}

fn working(m: &mut Maker<'_>, standing: &Assessment) {
    let outcomes = Outcome::ALL
        .into_iter()
        // Lapse and an unpaid fee come about by the passing of a day; nobody replies so.
        .filter(|o| !matches!(o, Outcome::ClarificationLapsed | Outcome::FeeUnpaid))
        .map(|o| Choice::new(o.row_key(), labels::outcome(o)));
    let outcomes = std::iter::once(Choice::new("", "请选择")).chain(outcomes).collect();
    let reply = vec![
        Input::Pick(m.field("steps/reply", "outcome", "办理结果", ""), outcomes),
        Input::Text(
            m.field("steps/reply", "text", "答复内容", "")
                .hint("写明决定、依据的条款和理由；救济途径由系统按办理结果和日期附在末尾"),
        ),
    ];
    let about = "答复申请人。登记后不能改动。";
    m.add("steps/reply", "答复", "登记答复", about, reply, standing.state == State::Open);
    if let Some(by) = standing.clarify_by {
        let about = format!("内容不明确的，一次性告知补正，最迟{}（《政府信息公开条例》第三十条）。", chinese(by));
        let inputs = vec![
            Input::Text(m.field("steps/clarify", "what", "需要补正的内容", "")),
            Input::Day(m.field("steps/clarify", "reply_by", "补正截止日期", "").hint("给申请人合理的期限")),
        ];
        m.add("steps/clarify", "要求补正", "登记要求补正", about, inputs, false);
    }
    if standing.consulted_by.is_some() {
        let consents =
            vec![Choice::new("yes", "同意公开"), Choice::new("no", "不同意公开"), Choice::new("", "没有表明")];
        let inputs = vec![Input::Pick(m.field("steps/third-party-reply", "consents", "第三方意见", ""), consents)];
        m.add("steps/third-party-reply", "收到第三方意见", "登记意见", "收到之日起，期限继续计算。", inputs, true);
        m.add("steps/agency-reply", "收到其他机关意见", "登记意见", "收到之日起，期限继续计算。", vec![], false);
    }
    let inputs = vec![Input::Line(m.field("steps/third-party", "whom", "第三方", ""))];
    let about = "公开会损害第三方合法权益的，书面征求意见；第三方 15 个工作日内答复，期间不计入答复期限（第三十二条、第三十三条）。";
    m.add("steps/third-party", "征求第三方意见", "登记发出", about, inputs, false);
    let inputs = vec![Input::Line(m.field("steps/agency", "whom", "行政机关", ""))];
    let about = "共同制作的信息，征求其他机关意见；15 个工作日内不答复视为同意公开，期间不计入答复期限（第三十四条、第三十三条）。";
    m.add("steps/agency", "征求其他机关意见", "登记发出", about, inputs, false);
    let inputs = vec![Input::Line(m.field("steps/fee", "amount_yuan", "金额（元）", ""))];
    let about =
        "数量、频次明显超过合理范围的，可以收取信息处理费（第四十二条，国办函〔2020〕109号）。日期填送达申请人的日期。";
    m.add("steps/fee", "收费通知", "登记送达收费通知", about, inputs, false);
    let inputs = vec![Input::Line(m.field("steps/transfer", "to", "移送的机关", ""))];
    m.add("steps/transfer", "移送", "登记移送", "登记后办结，不能恢复。", inputs, false);
}

/// The event a filled form describes.
///
/// # Errors
/// All fields that do not read; whether the step is allowed is not judged here. `None` inside: there is no such step.
pub fn event(step: &str, form: &Form) -> Result<(Date, Option<Event>), Vec<Wrong>> {
    let mut wrong = Vec::new();
    let form = &StepForm { step, form };
    let on = day(form, "on", &mut wrong);
    let event = match step {
        "confirm" => Some(Event::Confirmed {}),
        "clarify" => {
            let reply_by = day(form, "reply_by", &mut wrong);
            Some(Event::ClarificationAsked {
                reply_by: reply_by.unwrap_or_default(),
                what: form.text("what").trim().to_owned(),
            })
        }
        "clarified" => Some(Event::Clarified { late_reason: form.filled("late_reason") }),
        "third-party" => Some(Event::ThirdPartyAsked { whom: form.text("whom").trim().to_owned() }),
        "third-party-reply" => Some(Event::ThirdPartyReplied {
            consents: match form.text("consents") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
        }),
        "agency" => Some(Event::AgencyAsked { whom: form.text("whom").trim().to_owned() }),
        "agency-reply" => Some(Event::AgencyReplied {}),
        "fee" => {
            Some(Event::FeeNotified { amount_yuan: number(form, "amount_yuan", "金额应是整数元", &mut wrong) })
        }
        "fee-paid" => Some(Event::FeePaid {}),
        "reply" => {
            let outcome = Outcome::ALL.into_iter().find(|o| o.row_key() == form.text("outcome"));
            Some(Event::Replied { outcome, text: form.text("text").trim().to_owned() })
        }
        "serve" => Some(Event::Served {}),
        "withdraw" => Some(Event::Withdrawn {}),
        "transfer" => Some(Event::Transferred { to: form.text("to").trim().to_owned() }),
        "extend" => Some(Event::Extended {
            working_days: number(form, "working_days", "工作日数应是整数", &mut wrong).unwrap_or(0),
            approver: String::new(),
            reason: form.text("reason").trim().to_owned(),
        }),
        _ => None,
    };
    match on {
        Some(on) if wrong.is_empty() => Ok((on, event)),
        _ => Err(wrong),
    }
}

/// A form whose field names begin with its step.
struct StepForm<'a> {
    step: &'a str,
    form: &'a Form,
}

impl StepForm<'_> {
    fn text(&self, name: &str) -> &str {
        self.form.text(&field_id(self.step, name))
    }

    fn filled(&self, name: &str) -> Option<String> {
        self.form.filled(&field_id(self.step, name))
    }
}

fn day(form: &StepForm<'_>, name: &'static str, wrong: &mut Vec<Wrong>) -> Option<Date> {
    match form.form.date(&field_id(form.step, name)) {
        Ok(Some(day)) => Some(day),
        Ok(None) => {
            wrong.push(Wrong::new(name, "请填写日期"));
            None
        }
        Err(message) => {
            wrong.push(Wrong::new(name, message));
            None
        }
    }
}

fn number<T: std::str::FromStr>(
    form: &StepForm<'_>,
    name: &'static str,
    message: &str,
    wrong: &mut Vec<Wrong>,
) -> Option<T> {
    let text = form.filled(name)?;
    let parsed = text.parse().ok();
    if parsed.is_none() {
        wrong.push(Wrong::new(name, message));
    }
    parsed
}
