//! Why an action did not happen: a sentence for the person, a list of fields to mend, or a failure for the log.

use domain::calendar::CalendarMissing;
use domain::not_allowed::{NotAllowed, Refused};
use domain::publication::PublicationRefused;
use report::DrawUpError;
use store::StoreError;

use crate::permission::Permission;

/// One field to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name of the field.
    pub field: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
}

impl Problem {
    /// Shorthand.
    pub fn new(field: &'static str, message: impl Into<String>) -> Problem {
        Problem { field, message: message.into() }
    }
}

/// Why an action did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// The rules say no.
    #[error("{0}")]
    NotAllowed(String),
    /// Fields to mend, all of them.
    #[error("有{}处需要修改", .0.len())]
    Invalid(Vec<Problem>),
    /// The account lacks the permission.
    #[error("您的账号没有“{}”的权限，请联系系统管理员或有权限的同事办理", .0.label())]
    Forbidden(Permission),
    /// There is no such thing, or it belongs to somebody else.
    #[error("没有找到这条记录，可能已经删除，或者不属于您所在的机关")]
    NotFound,
    /// Name and password do not match, or the account is closed.
    #[error("{0}")]
    SignIn(String),
    /// Disk, database, bug.
    #[error(transparent)]
    Failure(#[from] anyhow::Error),
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        ActionError::Failure(error.into())
    }
}

impl From<Refused> for ActionError {
    /// The person is at the step now, so its number in the list is left out.
    fn from(refused: Refused) -> Self {
        ActionError::NotAllowed(refused.reason.to_string())
    }
}

impl From<NotAllowed> for ActionError {
    fn from(reason: NotAllowed) -> Self {
        ActionError::NotAllowed(reason.to_string())
    }
}

impl From<PublicationRefused> for ActionError {
    fn from(reason: PublicationRefused) -> Self {
        ActionError::NotAllowed(reason.to_string())
    }
}

impl From<CalendarMissing> for ActionError {
    fn from(reason: CalendarMissing) -> Self {
        ActionError::NotAllowed(reason.to_string())
    }
}

impl From<DrawUpError> for ActionError {
    fn from(reason: DrawUpError) -> Self {
        ActionError::NotAllowed(reason.to_string())
    }
}
