//! Checks the links of an installation's own pages: dead ones, lapsed domains in strangers' hands, missing files, addresses
//! of the office's own network, http inside https, and anchors that are not there.
//!
//! [`crawl`] reads the pages of the installation's own origins and asks every other address once, politely. [`check_page`] looks at
//! one page without the network. Both answer with [`domain::Finding`]s; how they look, who is to act and when a crawl runs is
//! decided above. Not here: addresses in scripts and style sheets, links inside PDF and Word files, and pages that exist only after a
//! script has run.

mod address;
mod check;
mod crawl;
mod fetch;
mod ledger;
mod page;
mod robots;
mod rules;
mod settings;
mod state;
mod summary;
mod takeover;

pub use crawl::{check_page, crawl};
pub use rules::RULES;
pub use settings::{Limits, Manners, Patience, Settings};
pub use state::{State, StateError};
pub use summary::{Bound, Found, Outcome, Summary, Undecided};

/// Why no crawl took place.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A seed does not lie on one of the own origins.
    #[error("{0} is no address on one of the own origins")]
    Seed(url::Url),
    /// The client for HTTP and TLS could not be set up.
    #[error("the client for links cannot be set up: {0}")]
    Client(String),
    /// The machine gave no timers or threads.
    #[error("the link check cannot run: {0}")]
    Runtime(#[from] std::io::Error),
}
