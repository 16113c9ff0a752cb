//! 信息发布: the list, the draft and its files, and the steps from draft to public and back.
//!
//! Which step is possible is said by `domain::publication` and done by `actions::publications`; these pages offer only
//! what the role and the state allow, and explain the rest in words.

mod files;
mod listing;
mod proof;
mod showing;
mod steps;
#[cfg(test)]
mod story;
mod writing;

pub use files::{attach, detach, file};
pub use listing::list;
pub use proof::reason;
pub use showing::show;
pub use steps::{approve, bind, publish, repeal, send_back, submit, unbind, validity, withdraw};
pub use writing::{create, edit, new, save};

use actions::ActionError;
use actions::office::Actor;
use domain::publication::PublicationState;
use store::Db;
use store::accounts::Account;
use store::publications::{self, Publication};

/// A publication within reach.
fn load(db: &mut Db, actor: &Actor, id: &str) -> Result<Publication, ActionError> {
    publications::find(db, &actor.county, id)?.filter(|p| actor.reaches(&p.organ)).ok_or(ActionError::NotFound)
}

/// The colour that repeats the state's word.
fn state_colour(state: PublicationState) -> &'static str {
    match state {
        PublicationState::Draft => "grey",
        PublicationState::Submitted => "yellow",
        PublicationState::Approved => "",
        PublicationState::Published => "green",
        PublicationState::Withdrawn => "red",
    }
}

/// The address of a publication on the desk, below the site's base.
fn path_of(id: &str) -> String {
    format!("/desk/publications/{id}")
}

/// The name of an account, or that nobody is known by it any more.
fn person(people: &[Account], id: &str) -> String {
    people.iter().find(|a| a.id == id).map_or_else(|| "（账号已不存在）".to_owned(), |a| a.name.clone())
}
