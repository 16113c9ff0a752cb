//! Every Chinese label of an enum that a page shows and that is not the law's own wording (that stands in `domain`).

use actions::room::Source;
use actions::today::TaskKind;
use domain::organ::OrganLevel;
use domain::request::{Channel, Outcome};
use domain::review::{ReviewKind, ReviewResult};
use domain::{Severity, date};
use jiff::civil::Date;

use crate::components::{Deadline, Step};

/// 类型 of a task.
pub fn task_kind(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Request => "依申请公开",
        TaskKind::Publication => "主动公开",
        TaskKind::Report => "年度报告",
        TaskKind::Basis => "依据复核",
        TaskKind::Contact => "联系电话",
        TaskKind::Sweep => "内容巡查",
        TaskKind::Link => "链接检查",
    }
}

/// 收到方式
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "当面提交",
        Channel::RegisteredPost => "邮寄（签收）",
        Channel::OrdinaryPost => "平常信函",
        Channel::Online => "互联网",
        Channel::Fax => "传真",
        Channel::Oral => "口头（代为填写）",
    }
}

/// Key of a channel in forms.
pub fn channel_key(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "counter",
        Channel::RegisteredPost => "registered_post",
        Channel::OrdinaryPost => "ordinary_post",
        Channel::Online => "online",
        Channel::Fax => "fax",
        Channel::Oral => "oral",
    }
}

/// 办理结果, with the heading of its group and the article a reply rests on.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "予以公开（第三十六条第一、二项）",
        Outcome::PartlyGranted => "部分公开（第三十七条）",
        Outcome::RefusedStateSecret => "不予公开：属于国家秘密（第十四条）",
        Outcome::RefusedForbiddenByLaw => "不予公开：其他法律行政法规禁止公开（第十四条）",
        Outcome::RefusedPublicSafety => "不予公开：危及“三安全一稳定”（第十四条）",
        Outcome::RefusedThirdParty => "不予公开：保护第三方合法权益（第十五条）",
        Outcome::RefusedInternalAffairs => "不予公开：属于三类内部事务信息（第十六条第一款）",
        Outcome::RefusedDeliberative => "不予公开：属于四类过程性信息（第十六条第二款）",
        Outcome::RefusedEnforcementFile => "不予公开：属于行政执法案卷（第十六条第二款）",
        Outcome::RefusedSpecialAccess => "不予公开：属于行政查询事项（第三十六条第七项）",
        Outcome::NotHeld => "无法提供：本机关不掌握相关政府信息（第三十六条第四、五项）",
        Outcome::NeedsCreation => "无法提供：没有现成信息需要另行制作（第三十八条）",
        Outcome::StillUnclear => "无法提供：补正后申请内容仍不明确（第三十条）",
        Outcome::PetitionOrComplaint => "不予处理：信访举报投诉类申请（第三十九条第一款）",
        Outcome::Repeated => "不予处理：重复申请（第三十六条第六项）",
        Outcome::PublicationRequested => "不予处理：要求提供公开出版物（第三十九条第二款）",
        Outcome::ExcessiveWithoutReason => "不予处理：无正当理由大量反复申请（第三十五条）",
        Outcome::ReconfirmationRequested => "不予处理：要求行政机关确认或重新出具已获取信息",
        Outcome::ClarificationLapsed => "其他处理：申请人无正当理由逾期不补正（第三十条）",
        Outcome::FeeUnpaid => "其他处理：申请人逾期未按收费通知要求缴纳费用",
        Outcome::OtherHandling => "其他处理：其他",
    }
}

/// 案件类型
pub fn review_kind(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Reconsideration => "行政复议",
        ReviewKind::LitigationDirect => "行政诉讼（未经复议直接起诉）",
        ReviewKind::LitigationAfterReview => "行政诉讼（复议后起诉）",
    }
}

/// 审理结果
pub fn review_result(result: ReviewResult) -> &'static str {
    match result {
        ReviewResult::Upheld => "结果维持",
        ReviewResult::Corrected => "结果纠正",
        ReviewResult::Other => "其他结果",
    }
}

/// 机关类别
pub fn organ_level(level: OrganLevel) -> &'static str {
    match level {
        OrganLevel::CountyOffice => "县级政府",
        OrganLevel::Department => "县级部门",
        OrganLevel::Township => "乡镇",
        OrganLevel::Village => "村",
    }
}

/// Where the text of a report comes from.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::Published => "本系统公布的报告",
        Source::Received => "收到的文件",
        Source::DrawnUp => "按今天的记录试编",
    }
}

/// How grave a finding is.
pub fn severity(severity: Severity) -> &'static str {
    severity.word()
}

/// The colour that repeats the word of a severity.
pub fn severity_colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "red",
        Severity::Warning => "yellow",
        Severity::Question => "grey",
    }
}

/// How the reply is given.
pub fn delivery(key: &str) -> &'static str {
    match key {
        "self" => "自行领取",
        "post" => "邮寄",
        "email" => "电子邮件",
        "online" => "在本网站查看",
        _ => "未说明",
    }
}

/// 2026年9月10日, or 无.
pub fn optional_date(on: Option<Date>) -> String {
    on.map_or_else(|| "无".to_owned(), date::chinese)
}

/// The badge of a deadline; without one, the stage says why nothing runs.
pub fn deadline(days_left: Option<i64>, stage: &str) -> Deadline {
    days_left.map_or_else(|| Deadline::still(stage), Deadline::days_left)
}

/// The counted days as the page lists them.
pub fn steps(steps: &[domain::clock::Step]) -> Vec<Step> {
    let mut counted = 0;
    let last = steps.len().saturating_sub(1);
    let lines = steps.iter().enumerate().map(|(i, step)| {
        if step.counted {
            counted += 1;
        }
        Step {
            date_text: date::chinese(step.date),
            weekday: date::weekday(step.date).to_owned(),
            counted: step.counted.then_some(counted),
            reason: step.note.clone(),
            due: i == last && step.counted,
        }
    });
    lines.collect()
}
