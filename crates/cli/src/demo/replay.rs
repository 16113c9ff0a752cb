//! Replaying a county's history: every entry becomes the action that would have made it, in the order of days.

use std::collections::HashMap;

use actions::permission::Permission;
use actions::publications::{self, Draft};
use actions::requests::{Application, receive_request, record_step, submit_request};
use actions::set_up::{NewAccount, add_account, add_county, add_organ};
use actions::{Actor, Office, decisions, received, records, reminders, reports};
use anyhow::{Context, anyhow};
use domain::request::{Channel, Event, scenario};
use jiff::civil::Date;
use report::records::LedgerEntry;
use store::organs::{Contacts, County, Organ};
use store::requests::Requester;

use super::data::{self, CountyData, Entry};

/// What is to be done on a day. The order of the variants is the order within a day.
enum Deed<'a> {
    Publish(&'a data::Publication),
    Repeal(&'a data::Publication),
    Receive(&'a data::Request),
    Step(&'a data::Request, Event),
    File(&'a data::Review),
    Conclude(&'a data::Review),
    Figure(&'a data::Ledger),
    Work(&'a data::Work),
    Report(&'a data::Report),
    Elsewhere(&'a data::Elsewhere),
    Take(&'a data::Received),
    Decide(&'a data::Decision),
    Remind(&'a data::Reminder),
    Draft(&'a data::Draft),
}

struct Replay<'a> {
    office: &'a Office,
    slug: &'a str,
    accounts: HashMap<&'a str, String>,
    data: &'a CountyData,
    /// Row ids by key of the data file.
    publications: HashMap<&'a str, String>,
    requests: HashMap<&'a str, String>,
    reviews: HashMap<&'a str, String>,
}

/// Makes a county with its whole history; the practice clock ends where it began.
///
/// # Errors
/// An entry that an action refuses, with what it was.
pub fn county(office: &Office, data: &CountyData, password: &str) -> anyhow::Result<()> {
    let slug = data.county.slug.as_str();
    let end = office.clock.today();
    let note = Some(data.county.note.clone());
    add_county(office, &County { slug: slug.to_owned(), name: data.county.name.clone(), note })?;
    for organ in &data.organ {
        add_organ(office, slug, &organ_of(organ)).with_context(|| organ.name.clone())?;
    }
    let mut accounts = HashMap::new();
    for account in &data.account {
        let new = NewAccount {
            login: account.login.clone(),
            name: account.name.clone(),
            organ: account.organ.clone(),
            roles: account.roles.clone(),
            password: password.to_owned(),
        };
        let id = add_account(office, slug, &new).with_context(|| account.login.clone())?;
        accounts.insert(account.login.as_str(), id);
    }
    let (publications, requests, reviews) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut replay = Replay { office, slug, accounts, data, publications, requests, reviews };
    for (day, deed) in deeds(data)? {
        office.clock.move_to(day);
        let what = describe(&deed);
        replay.perform(day, deed).with_context(|| format!("{day} {what}"))?;
    }
    office.clock.move_to(end);
    actions::requests::refresh_index(office, slug)?;
    Ok(())
}

fn organ_of(o: &data::Organ) -> Organ {
    Organ {
        id: o.key.clone(),
        name: o.name.clone(),
        short: o.short.clone(),
        level: o.level,
        parent: o.parent.clone(),
        code: o.code.clone(),
        contacts: Contacts {
            address: o.address.clone(),
            hours: o.hours.clone(),
            phone: o.phone.clone(),
            fax: o.fax.clone(),
            email: o.email.clone(),
            postcode: o.postcode.clone(),
            head: o.head.clone(),
        },
    }
}

/// All deeds by day; within a day in the order of the files.
fn deeds(data: &CountyData) -> anyhow::Result<Vec<(Date, Deed<'_>)>> {
    let mut all = Vec::new();
    for p in &data.publication {
        all.push((p.published_on.unwrap_or(p.formed_on), Deed::Publish(p)));
        all.extend(p.repealed_on.map(|on| (on, Deed::Repeal(p))));
    }
    for r in &data.request {
        for (i, table) in r.event.iter().enumerate() {
            let (on, event) = event(table).map_err(|e| anyhow!("申请{}第{}个事件：{e}", r.key, i + 1))?;
            match event {
                Event::Received { channel, confirmed_on } => {
                    all.push((on, Deed::Receive(r)));
                    let confirmed = confirmed_on.filter(|_| channel.needs_confirmation());
                    all.extend(confirmed.map(|on| (on, Deed::Step(r, Event::Confirmed {}))));
                }
                event => all.push((on, Deed::Step(r, event))),
            }
        }
    }
    for r in &data.review {
        all.push((r.filed_on, Deed::File(r)));
        all.extend(r.concluded_on.map(|on| (on, Deed::Conclude(r))));
    }
    all.extend(data.ledger.iter().map(|l| (l.on, Deed::Figure(l))));
    all.extend(data.work.iter().map(|w| (w.on, Deed::Work(w))));
    all.extend(data.report.iter().map(|r| (r.published_on, Deed::Report(r))));
    all.extend(data.elsewhere.iter().map(|e| (e.on, Deed::Elsewhere(e))));
    all.extend(data.received.iter().map(|r| (r.on, Deed::Take(r))));
    all.extend(data.decision.iter().map(|d| (d.on, Deed::Decide(d))));
    all.extend(data.reminder.iter().map(|r| (r.on, Deed::Remind(r))));
    all.extend(data.draft.iter().map(|d| (d.on, Deed::Draft(d))));
    all.sort_by_key(|(day, _)| *day);
    Ok(all)
}

/// An event as the data files write it: remarks that no event holds are left out.
fn event(table: &toml::Table) -> Result<(Date, Event), String> {
    let mut table = table.clone();
    let kind = table.get("kind").and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    let remarks: &[&str] = match kind.as_str() {
        "clarified" | "third_party_replied" | "agency_replied" => &["note"],
        "fee_notified" => &["basis_note"],
        _ => &[],
    };
    for remark in remarks {
        table.remove(*remark);
    }
    let dated = scenario::event(table)?;
    Ok((dated.on, dated.event))
}

fn describe(deed: &Deed<'_>) -> String {
    match deed {
        Deed::Publish(p) | Deed::Repeal(p) => format!("信息{}", p.key),
        Deed::Receive(r) => format!("申请{}", r.key),
        Deed::Step(r, event) => format!("申请{} {}", r.key, event.label()),
        Deed::File(r) | Deed::Conclude(r) => format!("案件{}", r.key),
        Deed::Figure(l) => format!("台账{}", l.organ),
        Deed::Work(w) => format!("工作记录{}", w.text),
        Deed::Report(r) => format!("{}{}年报告", r.organ, r.year),
        Deed::Elsewhere(e) => format!("{}{}年报告在别处公布", e.organ, e.year),
        Deed::Take(r) => format!("收到文件{}", r.file),
        Deed::Decide(d) => format!("{}{}年报告的认定", d.organ, d.year),
        Deed::Remind(r) => format!("{}{}年报告的催报函", r.organ, r.year),
        Deed::Draft(d) => format!("{}{}年报告的草稿", d.organ, d.year),
    }
}

impl Replay<'_> {
    fn actor(&self, login: &str) -> anyhow::Result<Actor> {
        let id = self.accounts.get(login).with_context(|| format!("没有账号{login}"))?;
        Ok(self.office.actor(self.slug, id)?)
    }

    /// Somebody of the organ, or of the one above, who may do it.
    fn someone(&self, organ: &str, permission: Permission) -> anyhow::Result<Actor> {
        let roles = &self.office.rules.roles;
        let mut at = Some(organ);
        while let Some(organ) = at {
            let found = self.data.account.iter().find(|a| a.organ == organ && roles.allow(&a.roles, permission));
            if let Some(account) = found {
                return self.actor(&account.login);
            }
            at = self.data.organ.iter().find(|o| o.key == organ).and_then(|o| o.parent.as_deref());
        }
        Err(anyhow!("{organ}没有人可以{}", permission.label()))
    }

    fn perform(&mut self, day: Date, deed: Deed<'_>) -> anyhow::Result<()> {
        match deed {
            Deed::Publish(p) => self.publish(p),
            Deed::Repeal(p) => {
                let id = self.publications.get(p.key.as_str()).context("尚未发布")?;
                let actor = self.someone(&p.organ, Permission::Publish)?;
                Ok(publications::repeal_publication(self.office, &actor, id, day)?)
            }
            Deed::Receive(r) => self.receive(day, r),
            Deed::Step(r, event) => {
                let login = match event {
                    Event::Extended { .. } => r.head.as_deref().context("延期需要写明 head")?,
                    _ => r.clerk.as_str(),
                };
                let id = self.requests.get(r.key.as_str()).context("尚未收到")?;
                record_step(self.office, &self.actor(login)?, id, day, event)?;
                Ok(())
            }
            Deed::File(r) => {
                let actor = self.someone(&r.organ, Permission::KeepRecords)?;
                let about = r.request.as_deref().and_then(|key| self.requests.get(key)).map(String::as_str);
                let case = records::NewReviewCase {
                    organ: &r.organ,
                    kind: r.kind,
                    request: about,
                    authority: &r.body,
                    filed_on: day,
                    note: &r.note,
                };
                let id = records::record_review_case(self.office, &actor, &case)?;
                let key = self.data.review.iter().find(|x| x.key == r.key).map_or("", |x| x.key.as_str());
                self.reviews.insert(key, id);
                Ok(())
            }
            Deed::Conclude(r) => {
                let actor = self.someone(&r.organ, Permission::KeepRecords)?;
                let id = self.reviews.get(r.key.as_str()).context("尚未受理")?;
                let result = r.result.context("缺少 result")?;
                Ok(records::conclude_review_case(self.office, &actor, id, day, result)?)
            }
            Deed::Figure(l) => {
                let actor = self.someone(&l.organ, Permission::KeepRecords)?;
                records::record_ledger(self.office, &actor, &l.organ, day, &figure(l)?, &l.note)?;
                Ok(())
            }
            Deed::Work(w) => {
                let actor = self.someone(&w.organ, Permission::KeepRecords)?;
                let quantity = w.count.map(|n| (n, w.unit.clone().unwrap_or_default()));
                records::record_work(self.office, &actor, &w.organ, day, w.part, &w.text, quantity)?;
                Ok(())
            }
            Deed::Report(r) => {
                let actor = self.actor(&r.signer)?;
                Ok(reports::publish_report(self.office, &actor, &r.organ, r.year)?)
            }
            Deed::Elsewhere(e) => {
                let actor = self.actor(&e.officer)?;
                let (signed, published) = (e.signed_on, e.published_on);
                received::note_elsewhere(self.office, &actor, &e.organ, e.year, signed, published, &e.address)
                    .map_err(explained)
            }
            Deed::Take(r) => {
                let actor = self.actor(&r.officer)?;
                let text = data::RECEIVED.iter().find(|(name, _)| *name == r.file).context("没有这个文件")?.1;
                let receipt = received::receive_report(self.office, &actor, &r.name, "text/plain", text.as_bytes())?;
                received::confirm_report(self.office, &actor, &receipt.id, &r.organ, r.year).map_err(explained)
            }
            Deed::Decide(d) => self.decide(d),
            Deed::Remind(r) => {
                let actor = self.actor(&r.officer)?;
                reminders::make_reminders(self.office, &actor, &[(r.organ.clone(), r.year)])?;
                Ok(())
            }
            Deed::Draft(d) => {
                let actor = self.actor(&d.clerk)?;
                let narrative = report::Narrative { other: Some(d.other.clone()), ..report::Narrative::default() };
                Ok(reports::edit_narrative(self.office, &actor, &d.organ, d.year, &narrative)?)
            }
        }
    }

    /// Decides on every finding of a rule in the file that counts for an organ and year.
    fn decide(&self, d: &data::Decision) -> anyhow::Result<()> {
        let actor = self.actor(&d.officer)?;
        let (_, square) = actions::room::square(self.office, &actor, &d.organ, d.year)?;
        let opened = received::open_received(self.office, &actor, &square.file.context("没有收到文件")?)?;
        let found: Vec<&str> =
            opened.checked.judged.iter().filter(|j| j.finding.rule == d.rule).map(|j| j.fingerprint.as_str()).collect();
        anyhow::ensure!(!found.is_empty(), "核对没有指出{}", d.rule);
        for fingerprint in found {
            decisions::decide_finding(self.office, &actor, &d.organ, d.year, fingerprint, d.verdict, &d.reason)
                .map_err(explained)?;
        }
        Ok(())
    }

    fn publish(&mut self, p: &data::Publication) -> anyhow::Result<()> {
        let author = self.actor(&p.author)?;
        let draft = Draft {
            organ: p.organ.clone(),
            shelf: p.shelf,
            obligation: p.obligation.clone(),
            genre: p.genre.clone(),
            normative: p.normative.is_some(),
            title: p.title.clone(),
            document_number: p.number.clone(),
            formed_on: p.formed_on,
            summary: p.summary.clone(),
            body: p.body.trim().to_owned(),
        };
        let id = publications::write_publication(self.office, &author, &draft)?;
        for file in &p.attachment {
            let media_type = if file.name.ends_with(".csv") { "text/csv" } else { "text/plain" };
            publications::attach_file(self.office, &author, &id, &file.name, media_type, file.text.as_bytes())?;
        }
        if let Some(reviewer) = &p.reviewer {
            publications::submit_publication(self.office, &author, &id)?;
            if let Some(note) = &p.secrecy_note {
                publications::approve_publication(self.office, &self.actor(reviewer)?, &id, note)?;
            }
        }
        if p.published_on.is_some() {
            let actor = self.someone(&p.organ, Permission::Publish)?;
            publications::publish(self.office, &actor, &id)?;
        }
        let key = self.data.publication.iter().find(|x| x.key == p.key).map_or("", |x| x.key.as_str());
        self.publications.insert(key, id);
        Ok(())
    }

    fn receive(&mut self, day: Date, r: &data::Request) -> anyhow::Result<()> {
        let channel = match r.event.first().map(event) {
            Some(Ok((_, Event::Received { channel, .. }))) => channel,
            _ => return Err(anyhow!("第一个事件应当是收到申请")),
        };
        let application = Application {
            organ: r.organ.clone(),
            applicant_kind: r.applicant_kind,
            requester: Requester {
                name: r.name.clone(),
                id_number: r.id_number.clone(),
                phone: r.phone.clone(),
                delivery: r.delivery.clone(),
                address: r.address.clone(),
                email: r.email.clone(),
            },
            subject: r.subject.clone(),
            content: r.content.clone(),
            channel,
            arrived_on: day,
            confirmed_on: None,
        };
        let receipt = if channel == Channel::Online {
            submit_request(self.office, self.slug, &application)
        } else {
            receive_request(self.office, &self.actor(&r.clerk)?, &application)
        };
        let receipt = receipt.map_err(explained)?;
        let key = self.data.request.iter().find(|x| x.key == r.key).map_or("", |x| x.key.as_str());
        self.requests.insert(key, receipt.id);
        Ok(())
    }
}

/// Fields to mend, spelled out: a data file has no page to show them on.
fn explained(error: actions::ActionError) -> anyhow::Error {
    match error {
        actions::ActionError::Invalid(problems) => {
            anyhow!(problems.into_iter().map(|p| format!("{}：{}", p.field, p.message)).collect::<Vec<_>>().join("；"))
        }
        other => other.into(),
    }
}

fn figure(l: &data::Ledger) -> anyhow::Result<LedgerEntry> {
    // The files write 元 with at most two decimals; a double holds that exactly enough to round to 分.
    let fen = || l.amount_yuan.map(|yuan| (yuan * 100.0).round() as i64).context("缺少 amount_yuan");
    let item = || l.item.context("缺少 item");
    Ok(match l.entry {
        Entry::Decisions => LedgerEntry::Decisions { item: item()?, count: l.count.context("缺少 count")? },
        Entry::ItemChange => LedgerEntry::ItemChange { item: item()?, change: l.change.context("缺少 change")? },
        Entry::FeeCharged => LedgerEntry::FeeCharged { fen: fen()? },
        Entry::Procurement => LedgerEntry::Procurement { items: l.items.context("缺少 items")?, fen: fen()? },
    })
}
