//! One county's site: what every handler needs, and the way from an async handler to the synchronous office.

use std::path::PathBuf;
use std::sync::Arc;

use actions::{ActionError, Office};
use store::organs::{County, Organ};

use crate::error::PageError;

/// Settings of the pages.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Whether cookies are marked Secure (the site is reached over https).
    pub secure_cookies: bool,
    /// Folder searched for fonts before the system's.
    pub fonts: Option<PathBuf>,
    /// Demo accounts offered on the sign-in page: login, name and duty. Empty in real use.
    pub demo_accounts: Vec<DemoAccount>,
    /// Password of the demo accounts.
    pub demo_password: String,
}

/// An account shown on the demo's sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// County it belongs to.
    pub county: String,
    /// What to type.
    pub login: String,
    /// Who it is and what for.
    pub about: String,
}

/// A county's site under its base path.
#[derive(Debug)]
pub struct Site {
    /// Rules and records.
    pub office: Arc<Office>,
    /// The county.
    pub county: County,
    /// Path inside the portal, empty at the root, no slash at its end.
    pub base: String,
    /// Settings.
    pub settings: Settings,
}

impl Site {
    /// A site for a county under a base path (`""` or `"/zfxxgk"`).
    pub fn new(office: Arc<Office>, county: County, base: &str, settings: Settings) -> Site {
        let base = base.trim_end_matches('/').to_owned();
        Site { office, county, base, settings }
    }

    /// The address of a path of this site.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Runs a synchronous piece of work on a blocking thread.
    ///
    /// # Errors
    /// What the work returns; a panic in it becomes a failure with a reference number.
    pub async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Site) -> Result<T, ActionError> + Send + 'static,
    ) -> Result<T, PageError> {
        let site = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || work(&site)).await;
        match done {
            Ok(result) => result.map_err(PageError::from),
            Err(e) => Err(PageError::from(ActionError::Failure(anyhow::anyhow!("the work did not finish: {e}")))),
        }
    }

    /// All organs of the county.
    ///
    /// # Errors
    /// The database fails.
    pub fn organs(&self) -> Result<Vec<Organ>, ActionError> {
        Ok(self.office.store.read(|db| store::organs::list(db, &self.county.slug))?)
    }
}

/// The full name of an organ, or its id where it is unknown.
pub fn organ_name(organs: &[Organ], id: &str) -> String {
    organs.iter().find(|o| o.id == id).map_or_else(|| id.to_owned(), |o| o.name.clone())
}

/// The short name of an organ, for lists, or its id where it is unknown.
pub fn organ_short(organs: &[Organ], id: &str) -> String {
    organs.iter().find(|o| o.id == id).map_or_else(|| id.to_owned(), |o| o.short.clone())
}
