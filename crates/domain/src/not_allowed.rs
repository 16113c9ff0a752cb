//! Moves the law does not allow, as facts with one Chinese sentence each: what, by which rule, what to do next.

use jiff::civil::Date;

use crate::calendar::CalendarMissing;
use crate::date::chinese;
use crate::law::NoSuchLaw;

/// Why a step on a request is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// The list of events is empty.
    #[error("还没有任何事件。第一个事件应当是收到申请（kind = \"received\"）")]
    NothingReceived,
    /// The first event must be receipt and there is only one.
    #[error("第一个事件应当是收到申请，而且只能有一次；一件申请对应一份记录")]
    ReceiptMisplaced,
    /// An event lies before the one in front of it.
    #[error("日期{}早于上一个事件的日期{}，事件应当按先后顺序排列", chinese(.on), chinese(.previous))]
    OutOfOrder {
        /// Day of the event.
        on: Date,
        /// Day of the event before.
        previous: Date,
    },
    /// An event lies after today.
    #[error("日期{}晚于今天（{}），还没有发生的事情不能登记", chinese(.on), chinese(.today))]
    InFuture {
        /// Day of the event.
        on: Date,
        /// Today.
        today: Date,
    },
    /// Confirmation cannot precede arrival.
    #[error("双方确认的日期{}早于收到的日期{}，请核对（《政府信息公开条例》第三十一条）", chinese(.confirmed_on), chinese(.on))]
    ConfirmedBeforeArrival {
        /// Day of confirmation.
        confirmed_on: Date,
        /// Day of arrival.
        on: Date,
    },
    /// Confirmation is only for channels that need it, once.
    #[error(
        "这件申请不需要（或者已经完成）双方确认；当面、签收邮件、口头申请以当日为收到之日（《政府信息公开条例》第三十一条）"
    )]
    NoConfirmationDue,
    /// Art. 31: the clock has not begun.
    #[error(
        "通过互联网、传真或平常信函提出的申请，以双方确认之日为收到之日；请先与申请人确认，再办理这一步（《政府信息公开条例》第三十一条）"
    )]
    NotConfirmedYet,
    /// Art. 30: once only.
    #[error("补正只能一次性告知，这件申请已在{}要求补正过；仍不明确的，可以按“补正后申请内容仍不明确”答复（《政府信息公开条例》第三十条）", chinese(.asked_on))]
    AlreadyAskedToClarify {
        /// When it was asked.
        asked_on: Date,
    },
    /// Art. 30: within seven working days.
    #[error("要求补正应当在收到申请之日起{days}个工作日内，最迟{}；现在已经超过，请在答复期限内直接答复（《政府信息公开条例》第三十条）", chinese(.last))]
    TooLateToAskToClarify {
        /// The period.
        days: u32,
        /// Last day.
        last: Date,
    },
    /// The time to answer must lie ahead.
    #[error("补正的最后日期{}应当晚于要求补正的日期{}，并给申请人合理的期限（《政府信息公开条例》第三十条）", chinese(.reply_by), chinese(.on))]
    ReplyByNotAfter {
        /// Last day given.
        reply_by: Date,
        /// Day asked.
        on: Date,
    },
    /// Late clarification needs a reason.
    #[error("补正期限到{}为止，逾期补正需要写明正当理由才能继续办理，否则视为放弃申请（《政府信息公开条例》第三十条）", chinese(.reply_by))]
    ClarifiedTooLate {
        /// Last day given.
        reply_by: Date,
    },
    /// There is nothing to clarify.
    #[error("没有正在等待的补正，不能登记收到补正；申请人补充的材料可以直接附在申请上")]
    NoClarificationPending,
    /// Waiting for the requester.
    #[error("正在等待申请人补正（截止{}），收到补正后答复期限重新计算；补正前不能办理这一步（《政府信息公开条例》第三十条）", chinese(.reply_by))]
    AwaitingClarification {
        /// Last day given.
        reply_by: Date,
    },
    /// Waiting for payment.
    #[error("正在等待申请人缴费（截止{}），缴费后答复期限重新计算；缴费前不能办理这一步（国办函〔2020〕109号）", chinese(.pay_by))]
    AwaitingPayment {
        /// Last day to pay.
        pay_by: Date,
    },
    /// A reply to a consultation that was not sent.
    #[error("没有正在进行的征求意见，不能登记收到意见；请先登记发出征求意见的日期")]
    NoConsultationPending,
    /// Art. 33: once.
    #[error("这件申请已经在{}延长过答复期限，不能再次延长（《政府信息公开条例》第三十三条）", chinese(.on))]
    AlreadyExtended {
        /// When.
        on: Date,
    },
    /// Art. 33: the cap.
    #[error("延长答复期限最多{max}个工作日，不能延长{asked}个工作日（{basis}）")]
    ExtensionTooLong {
        /// Days asked for.
        asked: u32,
        /// Cap.
        max: u32,
        /// Article.
        basis: String,
    },
    /// Nothing to extend by.
    #[error("延长的天数应当在1到{max}个工作日之间（《政府信息公开条例》第三十三条）")]
    ExtensionEmpty {
        /// Cap.
        max: u32,
    },
    /// Art. 33: in time.
    #[error("答复期限{}已过，不能再延长；请尽快答复并说明情况（《政府信息公开条例》第三十三条）", chinese(.due))]
    TooLateToExtend {
        /// The due date.
        due: Date,
    },
    /// Art. 33: approval.
    #[error("延长答复期限需要政府信息公开工作机构负责人同意，请写明同意人（《政府信息公开条例》第三十三条）")]
    NoApprover,
    /// The fee notice must come within the handling period.
    #[error("收费通知应当在办理期限内发出，期限{}已过（国办函〔2020〕109号）", chinese(.due))]
    TooLateForFee {
        /// The due date.
        due: Date,
    },
    /// One fee decision per request.
    #[error("这件申请已经发过收费通知，同一件申请不能再次收费（国办函〔2020〕109号）")]
    FeeAlreadyNotified,
    /// No fee is due.
    #[error("没有发出过收费通知，不能登记缴费")]
    NoFeePending,
    /// The case is over.
    #[error("这件申请已经在{}办结（{how}），不能再办理这一步；如需更正，请另行登记", chinese(.on))]
    Ended {
        /// When.
        on: Date,
        /// How, in Chinese.
        how: &'static str,
    },
    /// Service needs a reply.
    #[error("还没有作出答复，不能登记送达")]
    NothingToServe,
    /// A date falls outside the law data.
    #[error(transparent)]
    NoSuchLaw(#[from] NoSuchLaw),
    /// A date falls outside the calendars.
    #[error(transparent)]
    CalendarMissing(#[from] CalendarMissing),
}

/// A refused event with its place in the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第{number}个事件（{} {label}）：{reason}", chinese(.on))]
pub struct Refused {
    /// 1-based number of the event.
    pub number: usize,
    /// Its day.
    pub on: Date,
    /// Its official name.
    pub label: &'static str,
    /// Why it is refused; its words are part of ours, so it is no further cause.
    pub reason: NotAllowed,
}
