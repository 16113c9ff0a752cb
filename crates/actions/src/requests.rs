//! Requests from receipt to service: receive, then one recorded step after another.
//!
//! A step is allowed exactly if `domain::request::assess` accepts the list of events with it at the end, as seen today.

use domain::identifiers::{check_credit_code, check_identity_number};
use domain::organ::OrganLevel;
use domain::request::{ApplicantKind, Assessment, Channel, Dated, Event, State, assess};
use jiff::civil::Date;
use serde_json::json;
use store::requests::{self, Recorded, Request, Requester};
use store::{Db, audit, ids, organs};

use crate::error::{ActionError, Problem};
use crate::office::{Actor, Office, Write};
use crate::permission::Permission;

/// Characters of a query code: none that can be mistaken for another when read aloud or copied by hand.
const CODE_ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Longest content of a request in characters.
pub const MAX_CONTENT: usize = 2000;

/// What a requester hands in (Art. 29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The organ asked.
    pub organ: String,
    /// Column of table 3.
    pub applicant_kind: ApplicantKind,
    /// Who asks and how to reach them.
    pub requester: Requester,
    /// Short title; made from the content if empty.
    pub subject: String,
    /// 名称、文号或者便于行政机关查询的其他特征性描述
    pub content: String,
    /// How it came in.
    pub channel: Channel,
    /// Day it arrived.
    pub arrived_on: Date,
    /// Day both sides confirmed, where Art. 31 needs it and it is known.
    pub confirmed_on: Option<Date>,
}

/// 登记回执
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Row id.
    pub id: String,
    /// 登记号
    pub number: String,
    /// 查询码; it is shown once, only its digest is stored.
    pub code: String,
}

impl Application {
    /// Everything that is to be mended, in the order of the form; the organ is not looked at here.
    pub fn problems(&self, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut need = |field, value: Option<&str>, message: &str| {
            if value.is_none_or(|v| v.trim().is_empty()) {
                problems.push(Problem::new(field, message));
            }
        };
        let r = &self.requester;
        let person = self.applicant_kind == ApplicantKind::NaturalPerson;
        need("name", Some(&r.name), if person { "请填写姓名" } else { "请填写单位名称" });
        let id_message = if person { "请填写身份证号码" } else { "请填写统一社会信用代码" };
        need("id_number", r.id_number.as_deref(), id_message);
        match r.delivery.as_str() {
            "post" => need("address", r.address.as_deref(), "选择邮寄的，请填写收件地址"),
            "email" => need("email", r.email.as_deref(), "选择电子邮件的，请填写电子邮箱"),
            "self" | "online" => {}
            _ => need("delivery", None, "请选择希望怎样拿到"),
        }
        if [&r.phone, &r.email, &r.address].into_iter().all(|v| v.as_deref().is_none_or(|v| v.trim().is_empty())) {
            need("phone", None, "请填写联系电话，便于我们与您确认（也可以填写电子邮箱或者地址）");
        }
        need("content", Some(&self.content), "请写明想要什么信息");
        let too_long = self.content.chars().count() > MAX_CONTENT;
        if too_long {
            problems.push(Problem::new("content", format!("内容请控制在 {MAX_CONTENT} 个字以内")));
        }
        if let Some(number) = r.id_number.as_deref().map(str::trim).filter(|n| !n.is_empty()) {
            let wrong = if person {
                check_identity_number(number).err().map(|e| e.to_string())
            } else {
                check_credit_code(&number.to_ascii_uppercase()).err().map(|e| e.to_string())
            };
            problems.extend(wrong.map(|message| Problem::new("id_number", message)));
        }
        if let Some(email) = r.email.as_deref().map(str::trim).filter(|e| !e.is_empty()) {
            let shaped =
                email.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.') && !b.ends_with('.'));
            if !shaped || email.chars().any(char::is_whitespace) {
                problems.push(Problem::new("email", "电子邮箱的格式不对，应当像 name@example.com"));
            }
        }
        if self.arrived_on > today {
            problems.push(Problem::new("arrived_on", "收到日期不能晚于今天"));
        }
        problems
    }
}

/// A member of the public hands in a request online. The clock begins when the office confirms (Art. 31).
///
/// # Errors
/// Fields to mend, all at once; an organ that receives no requests.
pub fn submit_request(office: &Office, county: &str, application: &Application) -> Result<Receipt, ActionError> {
    let online = application.channel == Channel::Online && application.confirmed_on.is_none();
    if !online || application.arrived_on != office.clock.today() {
        return Err(ActionError::NotAllowed("网上申请以提交当日为收到日期，由工作人员确认".to_owned()));
    }
    office.write(county, None, "submit_request", |w| register(w, application, None))
}

/// A clerk registers a request that came over the counter, by post, fax or word of mouth.
///
/// # Errors
/// Fields to mend, all at once; an organ out of reach; no permission.
pub fn receive_request(office: &Office, actor: &Actor, application: &Application) -> Result<Receipt, ActionError> {
    if !actor.reaches(&application.organ) {
        return Err(ActionError::NotFound);
    }
    office.perform(actor, Permission::HandleRequest, "receive_request", |w| {
        register(w, application, Some(actor.account.clone()))
    })
}

fn register(w: &mut Write<'_>, application: &Application, handler: Option<String>) -> Result<Receipt, ActionError> {
    let organ = organs::find(w.db, w.county, &application.organ)?;
    let organ = organ.filter(|o| o.level.is_organ_of_government()).ok_or(ActionError::NotFound)?;
    let problems = application.problems(w.today);
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let received = Event::Received { channel: application.channel, confirmed_on: application.confirmed_on };
    let dated = Dated::new(application.arrived_on, received);
    let standing = assess(std::slice::from_ref(&dated), w.today, &w.office.rules.law, &w.office.rules.calendar)?;
    let year = application.arrived_on.year();
    let n = organs::next_number(w.db, w.county, &format!("request/{}/{year}", organ.code))?;
    let number = format!("{}-YSQ-{year}-{n:04}", organ.code);
    let code = query_code()?;
    let content = application.content.trim().to_owned();
    let subject = match application.subject.trim() {
        "" => first_line(&content),
        subject => subject.to_owned(),
    };
    let request = Request {
        id: ids::new_id()?,
        organ: organ.id,
        code_digest: code_digest(&number, &code),
        number: number.clone(),
        applicant_kind: application.applicant_kind,
        requester: tidy(&application.requester),
        subject,
        content,
        arrived_on: application.arrived_on,
        handler: handler.clone(),
        state: standing.state.key().to_owned(),
        due: standing.due,
    };
    requests::insert(w.db, w.county, &request)?;
    requests::append_event(w.db, w.county, &request.id, &Recorded { dated, account: handler })?;
    w.audit(&number, &json!({ "channel": application.channel }));
    Ok(Receipt { id: request.id, number, code })
}

fn tidy(requester: &Requester) -> Requester {
    let trim = |v: &Option<String>| v.as_deref().map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned);
    Requester {
        name: requester.name.trim().to_owned(),
        id_number: trim(&requester.id_number).map(|n| n.to_ascii_uppercase()),
        phone: trim(&requester.phone),
        delivery: requester.delivery.clone(),
        address: trim(&requester.address),
        email: trim(&requester.email),
    }
}

fn first_line(content: &str) -> String {
    let line = content.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < line.len() { short + "…" } else { short }
}

fn query_code() -> Result<String, ActionError> {
    let mut bytes = [0u8; 10];
    getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("random source: {e}"))?;
    Ok(bytes.iter().map(|b| char::from(CODE_ALPHABET[usize::from(b % 32)])).collect())
}

/// Number and code together, so that equal codes have different digests.
fn code_digest(number: &str, code: &str) -> String {
    audit::sm3_hex(format!("{number}/{}", code.trim().to_ascii_uppercase()).as_bytes())
}

/// Records a step on a request, dated `on`, and returns where it stands now.
///
/// Extending needs the permission of the head of the 工作机构 (Art. 33), and the approver is whoever records it.
///
/// # Errors
/// The rules do not allow the step (with article), the request is out of reach, no permission.
pub fn record_step(
    office: &Office,
    actor: &Actor,
    id: &str,
    on: Date,
    event: Event,
) -> Result<Assessment, ActionError> {
    let (permission, action) = match &event {
        Event::Extended { .. } => (Permission::ApproveExtension, "extend_deadline"),
        Event::Confirmed {} => (Permission::HandleRequest, "confirm_receipt"),
        Event::ClarificationAsked { .. } => (Permission::HandleRequest, "ask_clarification"),
        Event::Replied { .. } => (Permission::HandleRequest, "answer_request"),
        Event::Served {} => (Permission::HandleRequest, "serve_reply"),
        Event::FeeNotified { .. } => (Permission::HandleRequest, "notify_fee"),
        Event::Received { .. } => return Err(ActionError::NotAllowed("收到申请请用“登记申请”".to_owned())),
        _ => (Permission::HandleRequest, "record_step"),
    };
    let event = match event {
        Event::Extended { working_days, reason, .. } => {
            Event::Extended { working_days, reason, approver: actor.name.clone() }
        }
        other => other,
    };
    office.perform(actor, permission, action, |w| {
        let request = requests::find(w.db, w.county, id)?;
        let request = request.filter(|r| actor.reaches(&r.organ)).ok_or(ActionError::NotFound)?;
        let problems = step_problems(&event);
        if !problems.is_empty() {
            return Err(ActionError::Invalid(problems));
        }
        let event = with_remedy(w, &request, on, event)?;
        let mut events: Vec<Dated> =
            requests::events(w.db, w.county, id)?.into_iter().map(|recorded| recorded.dated).collect();
        let label = event.label();
        events.push(Dated::new(on, event.clone()));
        let standing = assess(&events, w.today, &w.office.rules.law, &w.office.rules.calendar)?;
        let recorded = Recorded { dated: Dated::new(on, event), account: Some(actor.account.clone()) };
        requests::append_event(w.db, w.county, id, &recorded)?;
        requests::set_index(w.db, w.county, id, standing.state.key(), standing.due)?;
        if request.handler.is_none() {
            requests::set_handler(w.db, w.county, id, &actor.account)?;
        }
        w.audit(&request.number, &json!({ "step": label, "on": on }));
        Ok(standing)
    })
}

/// A reply with the remedy clause at its end, unless the author has written one.
fn with_remedy(w: &mut Write<'_>, request: &Request, on: Date, event: Event) -> Result<Event, ActionError> {
    let Event::Replied { outcome: Some(outcome), text } = event else { return Ok(event) };
    let text = text.trim().to_owned();
    if text.contains("申请行政复议") {
        return Ok(Event::Replied { outcome: Some(outcome), text });
    }
    let organs = organs::list(w.db, w.county)?;
    let level = organs.iter().find(|o| o.id == request.organ).map(|o| o.level);
    let county = organs::counties(w.db)?.into_iter().find(|c| c.slug == w.county);
    // Acts of townships and departments are reviewed by the county (行政复议法 Art. 24); the county's own by the level above.
    let review = match (level, county) {
        (Some(OrganLevel::Township | OrganLevel::Department), Some(county)) => format!("{}人民政府", county.name),
        _ => "上一级人民政府".to_owned(),
    };
    let clause = w.office.rules.remedies.clause(outcome, on, &review, "有管辖权的人民法院");
    let text = clause.map_or_else(|| text.clone(), |clause| format!("{text}\n{clause}"));
    Ok(Event::Replied { outcome: Some(outcome), text })
}

/// What a step on record must say beyond what the clock needs.
fn step_problems(event: &Event) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut need = |field, value: &str, message| {
        if value.trim().is_empty() {
            problems.push(Problem::new(field, message));
        }
    };
    match event {
        Event::ClarificationAsked { what, .. } => {
            need("what", what, "请写明需要补正的内容（《政府信息公开条例》第三十条）")
        }
        Event::ThirdPartyAsked { whom } => need("whom", whom, "请写明征求意见的第三方"),
        Event::AgencyAsked { whom } => need("whom", whom, "请写明征求意见的行政机关"),
        Event::Extended { reason, .. } => {
            need("reason", reason, "请写明延长答复期限的理由，告知书要用（《政府信息公开条例》第三十三条）")
        }
        Event::FeeNotified { amount_yuan } if amount_yuan.is_none_or(|a| a == 0) => {
            need("amount_yuan", "", "请填写收费金额（元）");
        }
        Event::Replied { outcome, text } => {
            if outcome.is_none() {
                need("outcome", "", "请选择办理结果");
            }
            need("text", text, "请填写答复内容：决定、依据的条款和理由");
        }
        Event::Transferred { to } => need("to", to, "请写明移送的机关"),
        _ => {}
    }
    problems
}

/// What a requester may see of the own request, by number and query code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRequest {
    /// 登记号
    pub number: String,
    /// The organ asked.
    pub organ: String,
    /// Short title.
    pub subject: String,
    /// Day it arrived.
    pub arrived_on: Date,
    /// Where it stands.
    pub standing: Assessment,
    /// The steps that concern the requester: day and name.
    pub steps: Vec<(Date, &'static str, Option<String>)>,
    /// The reply, once given: day and wording.
    pub reply: Option<(Date, String)>,
}

/// Looks up a request for its requester. A wrong number and a wrong code are answered alike.
///
/// # Errors
/// [`ActionError::NotFound`], or the database fails.
pub fn look_up(office: &Office, county: &str, number: &str, code: &str) -> Result<OwnRequest, ActionError> {
    let number = number.trim().to_ascii_uppercase();
    office.store.read(|db| {
        let request = requests::find_by_number(db, county, &number)?;
        let request = request.filter(|r| r.code_digest == code_digest(&number, code)).ok_or(ActionError::NotFound)?;
        let organ = organs::find(db, county, &request.organ)?.ok_or(ActionError::NotFound)?;
        let events: Vec<Dated> = requests::events(db, county, &request.id)?.into_iter().map(|r| r.dated).collect();
        let standing = standing(office, &events)?;
        let reply = events.iter().find_map(|d| match &d.event {
            Event::Replied { text, .. } => Some((d.on, text.clone())),
            _ => None,
        });
        let steps = events.iter().map(|d| (d.on, step_label(&d.event), told_to_requester(&d.event))).collect();
        Ok(OwnRequest {
            number: request.number,
            organ: organ.name,
            subject: request.subject,
            arrived_on: request.arrived_on,
            standing,
            steps,
            reply,
        })
    })
}

/// A step in the requester's words: what arrives online is handed in, and received only when both sides have confirmed.
fn step_label(event: &Event) -> &'static str {
    match event {
        Event::Received { channel, confirmed_on: None } if channel.needs_confirmation() => "提交申请",
        other => other.label(),
    }
}

/// What the requester was told at a step; names of third parties are not among it.
fn told_to_requester(event: &Event) -> Option<String> {
    match event {
        Event::ClarificationAsked { what, reply_by } => {
            Some(format!("{what}（请在{}前补正）", domain::date::chinese(reply_by)))
        }
        Event::Extended { working_days, reason, .. } => Some(format!("延长{working_days}个工作日，理由：{reason}")),
        Event::FeeNotified { amount_yuan: Some(amount) } => Some(format!("信息处理费{amount}元")),
        Event::Transferred { to } => Some(to.clone()),
        _ => None,
    }
}

/// Where a request stands today.
///
/// # Errors
/// The calendar of a year is missing, or a stored event is not allowed (which no action writes).
pub fn standing(office: &Office, events: &[Dated]) -> Result<Assessment, ActionError> {
    Ok(assess(events, office.clock.today(), &office.rules.law, &office.rules.calendar)?)
}

/// A request with its events and standing, for the desk.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// The request.
    pub request: Request,
    /// Its events.
    pub events: Vec<Recorded>,
    /// Where it stands, or why that cannot be computed (a missing calendar).
    pub standing: Result<Assessment, String>,
}

/// All requests within an actor's reach with their standing.
///
/// # Errors
/// The database fails.
pub fn case_files(office: &Office, db: &mut Db, county: &str, organs: &[String]) -> Result<Vec<CaseFile>, ActionError> {
    let mut events = requests::events_of_organs(db, county, organs)?;
    let files = requests::list(db, county, organs)?.into_iter().map(|request| {
        let dated = events.remove(&request.id).unwrap_or_default();
        let standing = standing(office, &dated).map_err(|e| e.to_string());
        let events = dated.into_iter().map(|dated| Recorded { dated, account: None }).collect();
        CaseFile { request, events, standing }
    });
    Ok(files.collect())
}

/// One request within reach.
///
/// # Errors
/// [`ActionError::NotFound`], or the database fails.
pub fn case_file(office: &Office, actor: &Actor, id: &str) -> Result<CaseFile, ActionError> {
    office.store.read(|db| {
        let request = requests::find(db, &actor.county, id)?;
        let request = request.filter(|r| actor.reaches(&r.organ)).ok_or(ActionError::NotFound)?;
        let events = requests::events(db, &actor.county, id)?;
        let dated: Vec<Dated> = events.iter().map(|r| r.dated.clone()).collect();
        let standing = standing(office, &dated).map_err(|e| e.to_string());
        Ok(CaseFile { request, events, standing })
    })
}

/// Brings the stored index of all requests up to date: a lapse or the end of a consultation happens without an event.
///
/// # Errors
/// The database fails.
pub fn refresh_index(office: &Office, county: &str) -> Result<usize, ActionError> {
    let organs: Vec<String> = office.store.read(|db| organs::list(db, county))?.into_iter().map(|o| o.id).collect();
    let files = office.store.read(|db| case_files(office, db, county, &organs))?;
    let stale: Vec<(&Request, State, Option<Date>)> = files
        .iter()
        .filter_map(|f| f.standing.as_ref().ok().map(|s| (&f.request, s.state, s.due)))
        .filter(|(r, state, due)| r.state != state.key() || r.due != *due)
        .collect();
    if !stale.is_empty() {
        office.write(county, None, "refresh_index", |w| {
            for (request, state, due) in &stale {
                requests::set_index(w.db, county, &request.id, state.key(), *due)?;
            }
            w.audit("request", &json!({ "changed": stale.len() }));
            Ok(())
        })?;
    }
    Ok(stale.len())
}
