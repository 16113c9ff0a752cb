//! What became of a request (办理结果) and who asked (申请人情况): the rows and columns of table 3 of the annual report.

use serde::{Deserialize, Serialize};

/// 申请人: the six kinds of requester that the national form counts, in the form's column order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// 自然人
    NaturalPerson,
    /// 商业企业
    Business,
    /// 科研机构
    Research,
    /// 社会公益组织
    SocialWelfare,
    /// 法律服务机构
    LegalService,
    /// 其他
    Other,
}

impl ApplicantKind {
    /// All kinds in column order.
    pub const ALL: [ApplicantKind; 6] = [
        ApplicantKind::NaturalPerson,
        ApplicantKind::Business,
        ApplicantKind::Research,
        ApplicantKind::SocialWelfare,
        ApplicantKind::LegalService,
        ApplicantKind::Other,
    ];

    /// Column of table 3, 0 to 5.
    pub fn column(self) -> usize {
        Self::ALL.iter().position(|k| *k == self).unwrap_or(5)
    }

    /// The form's column heading.
    pub fn label(self) -> &'static str {
        match self {
            ApplicantKind::NaturalPerson => "自然人",
            ApplicantKind::Business => "商业企业",
            ApplicantKind::Research => "科研机构",
            ApplicantKind::SocialWelfare => "社会公益组织",
            ApplicantKind::LegalService => "法律服务机构",
            ApplicantKind::Other => "其他",
        }
    }
}

/// 办理结果: how a request ended. One variant for each row of 三、本年度办理结果 (2021 form).
///
/// The 2019 form has the same rows except that its （六）其他处理 is one row: [`Outcome::is_other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// （一）予以公开, Art. 36(1)(2).
    Granted,
    /// （二）部分公开, Art. 37.
    PartlyGranted,
    /// 不予公开 1.属于国家秘密, Art. 14.
    RefusedStateSecret,
    /// 不予公开 2.其他法律行政法规禁止公开, Art. 14.
    RefusedForbiddenByLaw,
    /// 不予公开 3.危及“三安全一稳定”, Art. 14.
    RefusedPublicSafety,
    /// 不予公开 4.保护第三方合法权益, Art. 15.
    RefusedThirdParty,
    /// 不予公开 5.属于三类内部事务信息, Art. 16(1).
    RefusedInternalAffairs,
    /// 不予公开 6.属于四类过程性信息, Art. 16(2).
    RefusedDeliberative,
    /// 不予公开 7.属于行政执法案卷, Art. 16(2).
    RefusedEnforcementFile,
    /// 不予公开 8.属于行政查询事项, Art. 36(7).
    RefusedSpecialAccess,
    /// 无法提供 1.本机关不掌握相关政府信息, Art. 36(4)(5).
    NotHeld,
    /// 无法提供 2.没有现成信息需要另行制作, Art. 38.
    NeedsCreation,
    /// 无法提供 3.补正后申请内容仍不明确, Art. 30.
    StillUnclear,
    /// 不予处理 1.信访举报投诉类申请, Art. 39(1).
    PetitionOrComplaint,
    /// 不予处理 2.重复申请, Art. 36(6).
    Repeated,
    /// 不予处理 3.要求提供公开出版物, Art. 39(2).
    PublicationRequested,
    /// 不予处理 4.无正当理由大量反复申请, Art. 35.
    ExcessiveWithoutReason,
    /// 不予处理 5.要求行政机关确认或重新出具已获取信息.
    ReconfirmationRequested,
    /// 其他处理 1.申请人无正当理由逾期不补正, Art. 30.
    ClarificationLapsed,
    /// 其他处理 2.申请人逾期未按收费通知要求缴纳费用 (国办函〔2020〕109号).
    FeeUnpaid,
    /// 其他处理 3.其他, e.g. withdrawn.
    OtherHandling,
}

impl Outcome {
    /// All outcomes in the form's row order.
    pub const ALL: [Outcome; 21] = [
        Outcome::Granted,
        Outcome::PartlyGranted,
        Outcome::RefusedStateSecret,
        Outcome::RefusedForbiddenByLaw,
        Outcome::RefusedPublicSafety,
        Outcome::RefusedThirdParty,
        Outcome::RefusedInternalAffairs,
        Outcome::RefusedDeliberative,
        Outcome::RefusedEnforcementFile,
        Outcome::RefusedSpecialAccess,
        Outcome::NotHeld,
        Outcome::NeedsCreation,
        Outcome::StillUnclear,
        Outcome::PetitionOrComplaint,
        Outcome::Repeated,
        Outcome::PublicationRequested,
        Outcome::ExcessiveWithoutReason,
        Outcome::ReconfirmationRequested,
        Outcome::ClarificationLapsed,
        Outcome::FeeUnpaid,
        Outcome::OtherHandling,
    ];

    /// Row key of the 2021 form in the canonical JSON (`refused.4`, `other.1`, …).
    pub fn row_key(self) -> &'static str {
        match self {
            Outcome::Granted => "granted",
            Outcome::PartlyGranted => "partly_granted",
            Outcome::RefusedStateSecret => "refused.1",
            Outcome::RefusedForbiddenByLaw => "refused.2",
            Outcome::RefusedPublicSafety => "refused.3",
            Outcome::RefusedThirdParty => "refused.4",
            Outcome::RefusedInternalAffairs => "refused.5",
            Outcome::RefusedDeliberative => "refused.6",
            Outcome::RefusedEnforcementFile => "refused.7",
            Outcome::RefusedSpecialAccess => "refused.8",
            Outcome::NotHeld => "cannot_provide.1",
            Outcome::NeedsCreation => "cannot_provide.2",
            Outcome::StillUnclear => "cannot_provide.3",
            Outcome::PetitionOrComplaint => "not_processed.1",
            Outcome::Repeated => "not_processed.2",
            Outcome::PublicationRequested => "not_processed.3",
            Outcome::ExcessiveWithoutReason => "not_processed.4",
            Outcome::ReconfirmationRequested => "not_processed.5",
            Outcome::ClarificationLapsed => "other.1",
            Outcome::FeeUnpaid => "other.2",
            Outcome::OtherHandling => "other.3",
        }
    }

    /// Whether it belongs to （六）其他处理, which the 2019 form prints as one row.
    pub fn is_other(self) -> bool {
        matches!(self, Outcome::ClarificationLapsed | Outcome::FeeUnpaid | Outcome::OtherHandling)
    }

    /// Whether it is a refusal (不予公开), in full or in part, for which administrative review must come first
    /// since 2024-01-01 (行政复议法 Art. 23(1)(4); scope by 法释〔2025〕8号: 条例 Arts. 14, 15, 16).
    pub fn review_comes_first(self) -> bool {
        matches!(
            self,
            Outcome::PartlyGranted
                | Outcome::RefusedStateSecret
                | Outcome::RefusedForbiddenByLaw
                | Outcome::RefusedPublicSafety
                | Outcome::RefusedThirdParty
                | Outcome::RefusedInternalAffairs
                | Outcome::RefusedDeliberative
                | Outcome::RefusedEnforcementFile
        )
    }
}
