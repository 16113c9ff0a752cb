//! What can happen to a request, each on a day: the only thing that is stored about its course.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Outcome;

/// How the request came in; it decides which day is the day of receipt (Art. 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 当面提交: that day.
    Counter,
    /// 邮寄签收: the day the organ signs for it.
    RegisteredPost,
    /// 平常信函等无需签收: the day of confirmation with the requester.
    OrdinaryPost,
    /// 互联网渠道: the day both sides confirm.
    Online,
    /// 传真: the day both sides confirm.
    Fax,
    /// 口头提出，由工作机构代为填写 (Art. 29): that day.
    Oral,
}

impl Channel {
    /// All channels.
    pub const ALL: [Channel; 6] = [
        Channel::Counter,
        Channel::RegisteredPost,
        Channel::OrdinaryPost,
        Channel::Online,
        Channel::Fax,
        Channel::Oral,
    ];

    /// Whether Art. 31 makes the day of confirmation, not of arrival, the day of receipt.
    pub fn needs_confirmation(self) -> bool {
        matches!(self, Channel::OrdinaryPost | Channel::Online | Channel::Fax)
    }
}

/// An event in the life of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// 收到申请: the request arrived; with `confirmed_on` where Art. 31 needs it and it is known.
    Received {
        /// How it came in.
        channel: Channel,
        /// Day both sides confirmed receipt.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_on: Option<Date>,
    },
    /// 双方确认: receipt was confirmed with the requester (Art. 31).
    Confirmed {},
    /// 要求补正 (Art. 30).
    ClarificationAsked {
        /// Day until which the requester may answer.
        reply_by: Date,
        /// What is to be clarified.
        #[serde(default)]
        what: String,
    },
    /// 收到补正.
    Clarified {
        /// Why a late answer is accepted (正当理由); required after `reply_by`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_reason: Option<String>,
    },
    /// 征求第三方意见 (Art. 32).
    ThirdPartyAsked {
        /// The third party; never published.
        #[serde(default)]
        whom: String,
    },
    /// 收到第三方意见.
    ThirdPartyReplied {
        /// Whether it agrees to disclosure.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consents: Option<bool>,
    },
    /// 征求其他行政机关意见 (Art. 34).
    AgencyAsked {
        /// The other agency.
        #[serde(default)]
        whom: String,
    },
    /// 收到其他行政机关意见.
    AgencyReplied {},
    /// 延长答复期限 (Art. 33).
    Extended {
        /// By how many working days, at most the period of law.
        working_days: u32,
        /// Head of the 工作机构 who approved it.
        #[serde(default)]
        approver: String,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// 送达收费通知 (国办函〔2020〕109号).
    FeeNotified {
        /// Sum in 元.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount_yuan: Option<u64>,
    },
    /// 申请人缴费.
    FeePaid {},
    /// 答复.
    Replied {
        /// 办理结果. A scenario file may leave it out; a case on record never does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Outcome>,
        /// Wording of the reply.
        #[serde(default)]
        text: String,
    },
    /// 送达.
    Served {},
    /// 申请人撤回.
    Withdrawn {},
    /// 移送其他机关.
    Transferred {
        /// To whom.
        #[serde(default)]
        to: String,
    },
}

impl Event {
    /// Official name of the step.
    pub fn label(&self) -> &'static str {
        match self {
            Event::Received { .. } => "收到申请",
            Event::Confirmed {} => "双方确认收到",
            Event::ClarificationAsked { .. } => "要求补正",
            Event::Clarified { .. } => "收到补正",
            Event::ThirdPartyAsked { .. } => "征求第三方意见",
            Event::ThirdPartyReplied { .. } => "收到第三方意见",
            Event::AgencyAsked { .. } => "征求其他行政机关意见",
            Event::AgencyReplied {} => "收到其他行政机关意见",
            Event::Extended { .. } => "延长答复期限",
            Event::FeeNotified { .. } => "送达收费通知",
            Event::FeePaid {} => "缴纳信息处理费",
            Event::Replied { .. } => "作出答复",
            Event::Served {} => "送达答复",
            Event::Withdrawn {} => "撤回申请",
            Event::Transferred { .. } => "移送",
        }
    }
}

/// An event and its day (China civil date).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub on: Date,
    /// What happened.
    pub event: Event,
}

impl Dated {
    /// Shorthand.
    pub fn new(on: Date, event: Event) -> Self {
        Dated { on, event }
    }
}
