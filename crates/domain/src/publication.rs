//! 主动公开信息: the way from draft to public, and who may do which step.
//!
//! Nothing becomes public without a review by a second person and a recorded 保密审查 (Art. 17; 保守国家秘密法 Art. 35).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where a publication stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicationState {
    /// 起草中
    Draft,
    /// 待审核
    Submitted,
    /// 已审核，待发布
    Approved,
    /// 已发布
    Published,
    /// 已撤下
    Withdrawn,
}

impl PublicationState {
    /// Key used in storage.
    pub fn key(self) -> &'static str {
        match self {
            PublicationState::Draft => "draft",
            PublicationState::Submitted => "submitted",
            PublicationState::Approved => "approved",
            PublicationState::Published => "published",
            PublicationState::Withdrawn => "withdrawn",
        }
    }

    /// The state behind a key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Draft, Self::Submitted, Self::Approved, Self::Published, Self::Withdrawn]
            .into_iter()
            .find(|s| s.key() == key)
    }

    /// Official name.
    pub fn label(self) -> &'static str {
        match self {
            PublicationState::Draft => "起草中",
            PublicationState::Submitted => "待审核",
            PublicationState::Approved => "待发布",
            PublicationState::Published => "已发布",
            PublicationState::Withdrawn => "已撤下",
        }
    }
}

/// Which part of the platform (政府信息公开平台) a publication stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// 政府信息公开指南
    Guide,
    /// 政府信息公开制度
    Rules,
    /// 法定主动公开内容
    Statutory,
}

impl Shelf {
    /// All shelves in the order of the platform.
    pub const ALL: [Shelf; 3] = [Shelf::Guide, Shelf::Rules, Shelf::Statutory];

    /// Key used in storage and URLs.
    pub fn key(self) -> &'static str {
        match self {
            Shelf::Guide => "guide",
            Shelf::Rules => "rules",
            Shelf::Statutory => "statutory",
        }
    }

    /// The shelf behind a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }

    /// Official name.
    pub fn label(self) -> &'static str {
        match self {
            Shelf::Guide => "政府信息公开指南",
            Shelf::Rules => "政府信息公开制度",
            Shelf::Statutory => "法定主动公开内容",
        }
    }
}

/// Why a published text holds no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lapse {
    /// 废止 on this day.
    Repealed(Date),
    /// 撤下 on this day.
    Withdrawn(Date),
    /// 有效期届满: this was its last day.
    Expired(Date),
}

impl Lapse {
    /// The first day on which it holds no more. A repealed text holds no more on the day itself.
    pub fn since(self) -> Date {
        match self {
            Lapse::Repealed(on) | Lapse::Withdrawn(on) => on,
            Lapse::Expired(last) => last.tomorrow().unwrap_or(last),
        }
    }

    /// Words for people: 已废止, 已撤下, 有效期已满.
    pub fn label(self) -> &'static str {
        match self {
            Lapse::Repealed(_) => "已废止",
            Lapse::Withdrawn(_) => "已撤下",
            Lapse::Expired(_) => "有效期已满",
        }
    }
}

/// Whether a text holds no more today, by what happened first.
pub fn lapse(
    repealed_on: Option<Date>,
    withdrawn_on: Option<Date>,
    valid_until: Option<Date>,
    today: Date,
) -> Option<Lapse> {
    let all = [repealed_on.map(Lapse::Repealed), withdrawn_on.map(Lapse::Withdrawn), valid_until.map(Lapse::Expired)];
    all.into_iter().flatten().filter(|lapse| lapse.since() <= today).min_by_key(|lapse| lapse.since())
}

/// A step somebody wants to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicationMove<'a> {
    /// 修改
    Edit,
    /// 提交审核
    Submit,
    /// 审核通过, with the 保密审查 opinion.
    Approve {
        /// Who reviews.
        reviewer: &'a str,
        /// Opinion of the 保密审查.
        secrecy_opinion: &'a str,
    },
    /// 退回修改
    Return {
        /// Why.
        reason: &'a str,
    },
    /// 发布
    Publish,
    /// 撤下
    Withdraw {
        /// Why.
        reason: &'a str,
    },
}

/// Why a step on a publication is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicationRefused {
    /// Not possible from this state.
    #[error("这条信息现在是“{}”，不能{step}", .state.label())]
    WrongState {
        /// Where it stands.
        state: PublicationState,
        /// The step, in Chinese.
        step: &'static str,
    },
    /// The author reviewed.
    #[error("起草人不能审核自己起草的信息，请由另一位有审核权限的人员审核（《政府信息公开条例》第十七条）")]
    AuthorReviews,
    /// No opinion.
    #[error(
        "请写明保密审查意见；没有保密审查记录的信息不能发布（《政府信息公开条例》第十七条、《保守国家秘密法》第三十五条）"
    )]
    NoSecrecyOpinion,
    /// No reason.
    #[error("请写明原因，让{0}知道为什么")]
    NoReason(&'static str),
}

/// Where a step leads, or why it is refused.
///
/// # Errors
/// [`PublicationRefused`] with the sentence to show.
pub fn publication_move(
    state: PublicationState,
    author: &str,
    step: PublicationMove<'_>,
) -> Result<PublicationState, PublicationRefused> {
    use PublicationState::{Approved, Draft, Published, Submitted, Withdrawn};
    let wrong = |step| Err(PublicationRefused::WrongState { state, step });
    match step {
        PublicationMove::Edit => {
            if state == Draft {
                Ok(Draft)
            } else {
                wrong("修改；请先退回修改")
            }
        }
        PublicationMove::Submit => {
            if state == Draft {
                Ok(Submitted)
            } else {
                wrong("提交审核")
            }
        }
        PublicationMove::Approve { .. } if state != Submitted => wrong("审核"),
        PublicationMove::Approve { reviewer, .. } if reviewer == author => Err(PublicationRefused::AuthorReviews),
        PublicationMove::Approve { secrecy_opinion, .. } if secrecy_opinion.trim().is_empty() => {
            Err(PublicationRefused::NoSecrecyOpinion)
        }
        PublicationMove::Approve { .. } => Ok(Approved),
        PublicationMove::Return { .. } if !matches!(state, Submitted | Approved) => wrong("退回"),
        PublicationMove::Return { reason } if reason.trim().is_empty() => Err(PublicationRefused::NoReason("起草人")),
        PublicationMove::Return { .. } => Ok(Draft),
        PublicationMove::Publish => {
            if state == Approved {
                Ok(Published)
            } else {
                wrong("发布；发布前要经过审核和保密审查")
            }
        }
        PublicationMove::Withdraw { .. } if state != Published => wrong("撤下"),
        PublicationMove::Withdraw { reason } if reason.trim().is_empty() => {
            Err(PublicationRefused::NoReason("以后查阅的人"))
        }
        PublicationMove::Withdraw { .. } => Ok(Withdrawn),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_text_holds_to_the_end_of_its_last_day_and_until_the_day_it_is_repealed() {
        let last = date(2026, 11, 25);
        assert_eq!(lapse(None, None, Some(last), last), None);
        assert_eq!(lapse(None, None, Some(last), date(2026, 11, 26)), Some(Lapse::Expired(last)));
        assert_eq!(lapse(Some(last), None, None, date(2026, 11, 24)), None);
        assert_eq!(lapse(Some(last), None, None, last), Some(Lapse::Repealed(last)));
        let both = lapse(Some(last), Some(date(2026, 11, 20)), Some(date(2026, 11, 22)), date(2026, 12, 1));
        assert_eq!(both, Some(Lapse::Withdrawn(date(2026, 11, 20))), "what happened first");
    }

    #[test]
    fn nothing_is_published_without_a_second_person_and_a_secrecy_review() {
        use PublicationState::{Approved, Draft, Published, Submitted, Withdrawn};
        let approve = |reviewer, secrecy_opinion| {
            publication_move(Submitted, "zhou", PublicationMove::Approve { reviewer, secrecy_opinion })
        };
        assert_eq!(approve("li", "不涉密，可以公开"), Ok(Approved));
        assert_eq!(approve("zhou", "不涉密"), Err(PublicationRefused::AuthorReviews));
        assert_eq!(approve("li", "  "), Err(PublicationRefused::NoSecrecyOpinion));
        for state in [Draft, Submitted, Published, Withdrawn] {
            assert!(publication_move(state, "zhou", PublicationMove::Publish).is_err(), "{state:?}");
        }
        assert_eq!(publication_move(Approved, "zhou", PublicationMove::Publish), Ok(Published));
    }
}
