//! The links of the public site: one check of all of it, and its findings kept for the organs that are to mend them.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use ::links::{Limits, Outcome, Settings, State, crawl};
use domain::Severity;
use domain::organ::OrganLevel;
use domain::publication::PublicationState;
use jiff::civil::Date;
use serde_json::json;
use store::links::{self, LinkFinding, LinkRun};
use store::{Db, StoreError, organs, publications};
use url::Url;

use crate::error::ActionError;
use crate::office::{Office, PublicSite};

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What was done and what was left, in sentences.
    pub summary: String,
    /// Findings kept, by severity: errors, warnings, questions.
    pub counts: [usize; 3],
}

/// How many findings there are of each severity: errors, warnings, questions.
pub fn counts(findings: &[LinkFinding]) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Question]
        .map(|severity| findings.iter().filter(|f| f.severity == severity).count())
}

/// Crawls the county's public site and puts what it finds in the place of what was found before. The crawl takes as long as its
/// bounds allow and holds no transaction; it blocks, so it is called from a plain thread.
///
/// # Errors
/// No public address is set, the crawl cannot begin, or the database fails.
pub fn check_links(office: &Office, county: &str) -> Result<Checked, ActionError> {
    let Some(site) = office.practice.sites.get(county) else {
        let reason = "没有设置公众打开网站的地址（[server] public_address），不能检查链接";
        return Err(ActionError::NotAllowed(reason.to_owned()));
    };
    let today = office.clock.today();
    let (pages, kept) = office.store.read(|db| {
        let pages = Pages::load(db, county, site)?;
        Ok::<_, StoreError>((pages, links::state(db, county)?))
    })?;
    // A state of another version costs one run in which nothing is fresh, no more.
    let state = kept.map(|text| State::from_json(&text)).transpose().unwrap_or_else(|e| {
        tracing::warn!(county, error = %e, "the link check begins anew");
        None
    });
    let outcome = crawl(&settings(site, &pages, today), state.unwrap_or_default(), &|url| Some(pages.organ(url)))
        .map_err(anyhow::Error::from)?;
    let state = outcome.state.to_json().map_err(anyhow::Error::from)?;
    let run = LinkRun {
        ran_on: today,
        address: site.address.to_string(),
        pages: outcome.summary.pages as u64,
        complete: outcome.summary.is_complete(),
        summary: outcome.summary.to_string(),
    };
    office.write(county, None, "check_links", |w| {
        let before = links::findings(w.db, w.county, &pages.all_organs)?;
        let found = merge(&pages, &outcome, before, today);
        links::replace(w.db, w.county, &run, &state, &found)?;
        let counts = counts(&found);
        w.audit(run.address.clone(), &json!({ "pages": run.pages, "findings": counts }));
        Ok(Checked { summary: run.summary.clone(), counts })
    })
}

fn settings(site: &PublicSite, pages: &Pages, today: Date) -> Settings {
    let below = |path: &str| format!("{}{path}", pages.base);
    let mut settings = Settings::new(today, site.address.clone());
    settings.seeds.extend(pages.addresses.iter().cloned());
    settings.within.clone_from(&pages.base);
    settings.skip = vec![below("/desk")];
    settings.ignore = vec![below("/preferences")];
    settings.partners.clone_from(&site.partners);
    settings.limits =
        Limits { pages: site.pages, time: Duration::from_secs(site.minutes.saturating_mul(60)), ..settings.limits };
    settings
}

/// Whose page an address of the public site is.
struct Pages {
    base: String,
    /// By the path of its page.
    publications: HashMap<String, (String, String)>,
    all_organs: Vec<String>,
    /// Who answers for what belongs to nobody else: the county's office, or the township where it stands alone.
    root: String,
    /// Where reading begins besides the front page.
    addresses: Vec<Url>,
}

impl Pages {
    fn load(db: &mut Db, county: &str, site: &PublicSite) -> Result<Pages, StoreError> {
        let organs = organs::list(db, county)?;
        let root = organs.iter().find(|o| o.level == OrganLevel::CountyOffice).or(organs.first());
        let mut pages = Pages {
            base: site.address.path().trim_end_matches('/').to_owned(),
            publications: HashMap::new(),
            root: root.map(|o| o.id.clone()).unwrap_or_default(),
            all_organs: organs.into_iter().map(|o| o.id).collect(),
            addresses: Vec::new(),
        };
        let public = Some(PublicationState::Published);
        for p in publications::list(db, county, &pages.all_organs, public, "")? {
            if let Ok(url) = site.address.join(&format!("{}/publications/{}", pages.base, p.index_number)) {
                pages.publications.insert(url.path().to_owned(), (p.organ, p.id));
                pages.addresses.push(url);
            }
        }
        for organ in &pages.all_organs {
            pages.addresses.extend(site.address.join(&format!("{}/organs/{organ}", pages.base)));
        }
        Ok(pages)
    }

    /// The publication whose page or file an address is: organ and id.
    fn publication(&self, url: &Url) -> Option<&(String, String)> {
        let rest = url.path().strip_prefix(self.base.as_str())?.strip_prefix("/publications/")?;
        let index = rest.split('/').next()?;
        self.publications.get(&format!("{}/publications/{index}", self.base))
    }

    fn organ(&self, url: &Url) -> String {
        if let Some((organ, _)) = self.publication(url) {
            return organ.clone();
        }
        let mut parts = url.path().strip_prefix(self.base.as_str()).unwrap_or_default().split('/').skip(1);
        let named = match (parts.next(), parts.next()) {
            (Some("organs" | "reports"), Some(organ)) => self.all_organs.iter().find(|o| *o == organ),
            _ => None,
        };
        named.unwrap_or(&self.root).clone()
    }
}

/// What a run found, with since when; of an incomplete run also what was found before and not met again, because it may not have
/// been looked at.
fn merge(pages: &Pages, outcome: &Outcome, before: Vec<LinkFinding>, today: Date) -> Vec<LinkFinding> {
    let key = |f: &LinkFinding| (f.organ.clone(), f.rule.clone(), f.address.clone());
    let mut before: BTreeMap<_, LinkFinding> = before.into_iter().map(|f| (key(&f), f)).collect();
    let mut all: Vec<LinkFinding> = Vec::new();
    for found in &outcome.found {
        let finding = &found.finding;
        all.push(LinkFinding {
            organ: found.organ.clone().unwrap_or_else(|| pages.root.clone()),
            page: found.page.to_string(),
            pages: found.pages,
            publication: pages.publication(&found.page).map(|(_, id)| id.clone()),
            address: finding.place.text.clone(),
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: finding.message.clone(),
            hint: finding.hint.clone(),
            basis: finding.basis.clone(),
            first_seen: today,
            last_seen: today,
            failures: 1,
        });
    }
    for finding in &mut all {
        if let Some(known) = before.get(&key(finding)) {
            finding.first_seen = known.first_seen;
            finding.failures = known.failures.saturating_add(u32::from(known.last_seen < today));
        }
    }
    if !outcome.summary.is_complete() || outcome.summary.pages == 0 {
        all.iter().for_each(|f| drop(before.remove(&key(f))));
        all.extend(before.into_values());
    }
    all
}
