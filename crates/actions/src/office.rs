//! The office: rules, records, clock, and the one door through which every write passes (I3).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::calendar::Calendar;
use domain::fee::FeeSchedule;
use domain::law::Law;
use domain::obligation::Catalogue;
use domain::organ::OrganLevel;
use domain::remedy::Remedies;
use jiff::civil::Date;
use store::blobs::Blobs;
use store::organs::Organ;
use store::{Db, Store, audit};
use url::Url;

use crate::clock::Clock;
use crate::error::ActionError;
use crate::neighbours::Alike;
use crate::nightly::Running;
use crate::permission::{Permission, Roles, Scope};
use crate::proofreading::Proofs;
use crate::received::Reads;
use crate::wording::Readers;

/// The rules that ship with the program.
#[derive(Debug)]
pub struct Rules {
    /// Dated periods.
    pub law: Law,
    /// Working days.
    pub calendar: Calendar,
    /// 政务公开事项标准目录
    pub catalogue: Catalogue,
    /// 信息处理费
    pub fees: FeeSchedule,
    /// 救济途径
    pub remedies: Remedies,
    /// Roles and permissions.
    pub roles: Roles,
}

impl Rules {
    /// Loads the compiled-in data.
    ///
    /// # Errors
    /// Only if that data is broken.
    pub fn standard() -> anyhow::Result<Rules> {
        Ok(Rules {
            law: Law::standard()?,
            calendar: Calendar::national()?,
            catalogue: Catalogue::standard()?,
            fees: FeeSchedule::standard()?,
            remedies: Remedies::standard()?,
            roles: Roles::standard().map_err(anyhow::Error::msg)?,
        })
    }
}

/// Settings of procedure that counties decide.
#[derive(Debug, Clone)]
pub struct Practice {
    /// Month and day by which townships publish their annual report; no law names one (0.2 of the rule book).
    pub township_report_due: (i8, i8),
    /// Months after which a telephone number that was answered is called again; no law names them.
    pub contact_months: u8,
    /// Where the public reads the site of a county; without it links are not checked.
    pub sites: BTreeMap<String, PublicSite>,
}

/// The public site as its readers reach it, and how far its links are checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicSite {
    /// Its address with the base path, e.g. `https://www.example.gov.cn/zfxxgk`.
    pub address: Url,
    /// Hosts to which a link may be redirected.
    pub partners: Vec<String>,
    /// Own pages read in a run.
    pub pages: usize,
    /// Minutes of a run.
    pub minutes: u64,
}

impl PublicSite {
    /// The site at an address, with every default.
    pub fn new(address: Url) -> PublicSite {
        PublicSite { address, partners: Vec::new(), pages: 20_000, minutes: 240 }
    }
}

impl Default for Practice {
    fn default() -> Self {
        Practice { township_report_due: (1, 31), contact_months: 3, sites: BTreeMap::new() }
    }
}

/// Everything an action needs.
#[derive(Debug)]
pub struct Office {
    /// Rules.
    pub rules: Rules,
    /// Records.
    pub store: Store,
    /// Files.
    pub blobs: Blobs,
    /// Today.
    pub clock: Clock,
    /// Settings.
    pub practice: Practice,
    /// The second reader, with the lists of the release or those of an installed bundle.
    pub reader: Arc<proof::Reader>,
    /// Files read lately.
    pub reads: Reads,
    /// Attachments proofread lately.
    pub proofs: Proofs,
    /// Texts compared lately.
    pub alike: Alike,
    /// Readers of counties with words of their own.
    pub readers: Readers,
    /// Daily checks that are running.
    pub running: Running,
}

impl AsRef<Office> for Office {
    fn as_ref(&self) -> &Office {
        self
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Tenant.
    pub county: String,
    /// Account id.
    pub account: String,
    /// 姓名
    pub name: String,
    /// Organ of the account.
    pub organ: String,
    /// Role keys.
    pub roles: Vec<String>,
    /// Organs within reach, own first.
    pub organs: Vec<String>,
}

impl Actor {
    /// Whether an organ is within reach.
    pub fn reaches(&self, organ: &str) -> bool {
        self.organs.iter().any(|o| o == organ)
    }
}

/// A write in progress: the transaction with the actor and today.
pub struct Write<'a> {
    /// The transaction.
    pub db: &'a mut Db,
    /// The office.
    pub office: &'a Office,
    /// Tenant.
    pub county: &'a str,
    /// Account id, `None` for a requester on the public site.
    pub account: Option<&'a str>,
    /// Today.
    pub today: Date,
    audited: Option<(String, String)>,
}

impl Write<'_> {
    /// Says what the audit entry is about; an action that does not say is a bug and fails.
    pub fn audit(&mut self, subject: impl Into<String>, detail: &serde_json::Value) {
        self.audited = Some((subject.into(), detail.to_string()));
    }
}

impl Office {
    /// Opens the embedded records of a data directory.
    ///
    /// # Errors
    /// The directory or the database cannot be opened.
    pub fn open(directory: &Path, clock: Clock) -> anyhow::Result<Office> {
        Office::with_store(Store::open_embedded(directory)?, directory, clock)
    }

    /// An office over a store, with its files in `directory`.
    ///
    /// # Errors
    /// Only if compiled-in data is broken.
    pub fn with_store(store: Store, directory: &Path, clock: Clock) -> anyhow::Result<Office> {
        Ok(Office {
            rules: Rules::standard()?,
            store,
            blobs: Blobs::new(directory),
            clock,
            practice: Practice::default(),
            reader: proof::Reader::shared(),
            reads: Reads::default(),
            proofs: Proofs::default(),
            alike: Alike::default(),
            readers: Readers::default(),
            running: Running::default(),
        })
    }

    /// Refuses an actor without the permission.
    ///
    /// # Errors
    /// [`ActionError::Forbidden`].
    pub fn require(&self, actor: &Actor, permission: Permission) -> Result<(), ActionError> {
        if self.rules.roles.allow(&actor.roles, permission) { Ok(()) } else { Err(ActionError::Forbidden(permission)) }
    }

    /// The one door of a write by staff: permission, transaction, audit entry.
    ///
    /// # Errors
    /// No permission, what `f` returns (nothing is changed then), or a failure.
    pub fn perform<T>(
        &self,
        actor: &Actor,
        permission: Permission,
        action: &str,
        f: impl FnOnce(&mut Write<'_>) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        self.require(actor, permission)?;
        self.write(&actor.county, Some(&actor.account), action, f)
    }

    /// The same door for what needs no account: a request by the public, signing in, setting up.
    ///
    /// # Errors
    /// What `f` returns (nothing is changed then), or a failure.
    pub(crate) fn write<T>(
        &self,
        county: &str,
        account: Option<&str>,
        action: &str,
        f: impl FnOnce(&mut Write<'_>) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        self.store.write(|db| {
            audit::lock(db, county)?;
            let mut write = Write { db, office: self, county, account, today: self.clock.today(), audited: None };
            let value = f(&mut write)?;
            let Some((subject, detail)) = write.audited.take() else {
                return Err(anyhow::anyhow!("action {action} wrote no audit entry").into());
            };
            audit::append(db, county, &self.clock.now().to_string(), account, action, &subject, &detail)?;
            Ok(value)
        })
    }

    /// The actor behind an account.
    ///
    /// # Errors
    /// [`ActionError::NotFound`] for an unknown or closed account.
    pub fn actor(&self, county: &str, account: &str) -> Result<Actor, ActionError> {
        self.store.read(|db| {
            let found =
                store::accounts::find(db, county, account)?.filter(|a| a.active).ok_or(ActionError::NotFound)?;
            let organs = store::organs::list(db, county)?;
            Ok(Actor {
                county: county.to_owned(),
                organs: match self.rules.roles.scope(&found.roles) {
                    Scope::County => {
                        let others = organs.iter().map(|o| o.id.clone()).filter(|id| *id != found.organ);
                        std::iter::once(found.organ.clone()).chain(others).collect()
                    }
                    Scope::Own => with_descendants(&organs, &found.organ),
                },
                account: found.id,
                name: found.name,
                organ: found.organ,
                roles: found.roles,
            })
        })
    }
}

/// An organ and everything below it.
pub fn with_descendants(organs: &[Organ], root: &str) -> Vec<String> {
    let mut all = vec![root.to_owned()];
    let mut i = 0;
    while i < all.len() {
        let children = organs.iter().filter(|o| o.parent.as_deref() == Some(all[i].as_str())).map(|o| o.id.clone());
        let children: Vec<String> = children.filter(|id| !all.contains(id)).collect();
        all.extend(children);
        i += 1;
    }
    all
}

/// The organ that answers and reports for an account: villages belong to their township.
pub fn reporting_organ<'a>(organs: &'a [Organ], id: &str) -> Option<&'a Organ> {
    let mut organ = organs.iter().find(|o| o.id == id)?;
    while organ.level == OrganLevel::Village {
        let parent = organ.parent.as_deref()?;
        organ = organs.iter().find(|o| o.id == parent)?;
    }
    Some(organ)
}
