//! 文字核对: what the second reader says about a text before it is published, and why a finding is left.
//!
//! An error keeps a text from being submitted, a warning needs a word of reason (a question does not). Who wrote the text
//! says why a warning may stand; that an error is none, only a second person can say. A reason belongs to the very text
//! and the characters around it: a changed sentence is asked about anew. Attachments are read as well.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use documents::model::{Block, Document, Paragraph, Role};
use domain::publication::PublicationState;
use domain::{Example, Finding, Place, Rule, Severity};
use jiff::civil::Date;
use proof::{Context, FoundIn, Reader};
use report::{AnnualReport, Layout};
use serde_json::json;
use store::publications::{self, Attachment, Publication};
use store::reasons::{self, Reason};
use store::{Db, audit};

use crate::error::{ActionError, Problem};
use crate::office::{Actor, Office};
use crate::permission::Permission;
use crate::publications::load;
use crate::{sweep, wording};

/// Which part of a publication a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// 标题
    Title,
    /// 发文字号
    DocumentNumber,
    /// 内容概述
    Summary,
    /// 正文
    Body,
    /// 附件, by name.
    Attachment(String),
}

impl Part {
    /// Its name for people.
    pub fn label(&self) -> &str {
        match self {
            Part::Title => "标题",
            Part::DocumentNumber => "发文字号",
            Part::Summary => "内容概述",
            Part::Body => "正文",
            Part::Attachment(name) => name,
        }
    }

    /// Key of the field it stands in; attachments have none.
    pub fn key(&self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::DocumentNumber => "document_number",
            Part::Summary => "summary",
            Part::Body => "body",
            Part::Attachment(_) => "",
        }
    }
}

/// A finding with where it stands and why it is left.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// In which part.
    pub part: Part,
    /// What is wrong; places count lines and columns of the part.
    pub finding: Finding,
    /// What a reason is remembered by.
    pub fingerprint: String,
    /// Why it is left, if somebody said so.
    pub reason: Option<Reason>,
    /// Whether that was said for the whole county.
    pub is_county_wide: bool,
}

impl Found {
    /// Whether it keeps the text from being submitted.
    pub fn blocks(&self) -> bool {
        self.reason.is_none() && self.finding.severity != Severity::Question
    }

    /// Where it stands, in words: 正文第3行.
    pub fn at(&self) -> String {
        let place = &self.finding.place;
        let label = self.part.label();
        match (&self.part, place.line, place.page, place.paragraph) {
            (Part::Body, Some(line), _, _) => format!("{label}第{line}行"),
            (Part::Attachment(_), Some(line), None, _) => format!("附件“{label}”第{line}行"),
            (Part::Attachment(_), _, Some(page), _) => format!("附件“{label}”第{page}页"),
            (Part::Attachment(_), _, _, Some(paragraph)) => format!("附件“{label}”第{paragraph}段"),
            (Part::Attachment(_), ..) => format!("附件“{label}”"),
            _ => label.to_owned(),
        }
    }
}

/// A text as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// 标题
    pub title: String,
    /// 发文字号, may be empty.
    pub document_number: String,
    /// 内容概述
    pub summary: String,
    /// 正文
    pub body: String,
    /// 成文日期
    pub formed_on: Option<Date>,
    /// 发布机关, its name.
    pub organ: String,
    /// The day whose law it must keep, where that is not its own.
    pub as_of: Option<Date>,
}

/// Digest, name and 成文日期 of an attachment.
type Key = (String, String, Option<Date>);
/// What was found, and by which reader: one with other words reads anew.
type Kept = (Arc<Reader>, Arc<Vec<FoundIn>>);

/// Attachments read lately, by digest and name. Only what was found is kept.
#[derive(Debug, Default)]
pub struct Proofs(Mutex<HashMap<Key, Kept>>);

/// How many read attachments are kept in memory.
const KEPT: usize = 256;
/// How many characters around a stretch belong to what is remembered of it.
const CONTEXT: usize = 6;

/// Reads a text that somebody types at a county's desk: with its words, without what it leaves.
///
/// # Errors
/// The database fails.
pub fn read_typed(office: &Office, county: &str, text: &Text) -> Result<Vec<Found>, ActionError> {
    let today = office.clock.today();
    let (reader, exceptions) = office.store.read(|db| {
        Ok::<_, ActionError>((wording::reader(office, db, county)?, wording::in_force(db, county, today)?))
    })?;
    let all = read_text(&reader, text, today);
    Ok(all.into_iter().filter(|f| wording::excepted(&exceptions, &f.finding).is_none()).collect())
}

/// Reads a text that is being written.
pub fn read_text(reader: &Reader, text: &Text, today: Date) -> Vec<Found> {
    let context = Context {
        today: Some(today),
        organ: Some(text.organ.clone()).filter(|o| !o.is_empty()),
        formed_on: text.formed_on,
        as_of: text.as_of,
    };
    let mut all = Vec::new();
    // Title and body are one text, so that names and dates of the one are known in the other.
    let mut document = Document::default();
    if !text.title.trim().is_empty() {
        document.blocks.push(paragraph(Role::Title, &text.title, Part::Title.key()));
    }
    document.blocks.extend(documents::read::typed(&text.body).blocks);
    for found in reader.by_passage(&document, &context) {
        let part = if found.place.cell.is_some() { Part::Title } else { Part::Body };
        collect(&mut all, &part, found, &|f| scope_in_body(&text.body, f));
    }
    for (part, text) in [(Part::DocumentNumber, &text.document_number), (Part::Summary, &text.summary)] {
        let mut document = Document::default();
        document.blocks.push(paragraph(Role::Note, text, part.key()));
        for mut found in reader.by_passage(&document, &context) {
            // What these lack of a whole document (a signature) is no concern of theirs.
            found.findings.retain(|f| f.rule != "proof.signature");
            collect(&mut all, &part, found, &|_| String::new());
        }
    }
    all.sort_by(|a, b| {
        let key = |f: &Found| (f.part.clone(), f.finding.place.line, f.finding.place.column);
        key(a).cmp(&key(b))
    });
    all
}

fn paragraph(role: Role, text: &str, part: &str) -> Block {
    let mut paragraph = Paragraph::new(role, text.trim());
    paragraph.place.cell = Some(part.to_owned());
    Block::Paragraph(paragraph)
}

/// `scope`: of which text a reason is good; empty where it is good wherever the sentence stands.
fn collect(all: &mut Vec<Found>, part: &Part, found: FoundIn, scope: &dyn Fn(&Finding) -> String) {
    let FoundIn { text, place, findings } = found;
    for finding in findings {
        let fingerprint = fingerprint(part, &finding, &text, place.column, scope);
        all.push(Found { part: part.clone(), finding, fingerprint, reason: None, is_county_wide: false });
    }
}

/// What a reason given for personal data in a body is good for: a row of a table for what stands in it, the whole for a column,
/// because what was looked at is more than the cell.
fn scope_in_body(body: &str, finding: &Finding) -> String {
    match finding.rule.as_str() {
        "privacy.column" => audit::sm3_hex(body.as_bytes()),
        rule if rule.starts_with("privacy.") => {
            let line = finding.place.line.and_then(|line| body.lines().nth((line as usize).saturating_sub(1)));
            line.unwrap_or(body).to_owned()
        }
        _ => String::new(),
    }
}

/// Of the part, the rule, the text and what stands around it.
fn fingerprint(
    part: &Part,
    finding: &Finding,
    passage: &str,
    first: Option<u32>,
    scope: &dyn Fn(&Finding) -> String,
) -> String {
    let offset = finding.place.column.unwrap_or(1).saturating_sub(first.unwrap_or(1)) as usize;
    let length = finding.place.text.chars().count();
    let from = offset.saturating_sub(CONTEXT);
    let around: String = passage.chars().skip(from).take(offset - from + length + CONTEXT).collect();
    let (label, scope) = (part.label(), scope(finding));
    audit::sm3_hex(format!("{label}\n{}\n{}\n{around}\n{scope}", finding.rule, finding.place.text).as_bytes())
}

/// Everything found in a publication and its attachments, with the reasons given.
///
/// # Errors
/// The database or the files fail. An attachment that cannot be read is no error: pictures and archives are attached too.
pub(crate) fn of_publication(
    office: &Office,
    db: &mut Db,
    county: &str,
    p: &Publication,
) -> Result<Vec<Found>, ActionError> {
    as_of(office, db, county, p, None)
}

/// The same, read by the law of another day than its own.
pub(crate) fn as_of(
    office: &Office,
    db: &mut Db,
    county: &str,
    p: &Publication,
    as_of: Option<Date>,
) -> Result<Vec<Found>, ActionError> {
    let organ = store::organs::find(db, county, &p.organ)?.map(|o| o.name).unwrap_or_default();
    let text = Text {
        title: p.title.clone(),
        document_number: p.document_number.clone().unwrap_or_default(),
        summary: p.summary.clone(),
        body: p.body.clone(),
        formed_on: Some(p.formed_on),
        organ,
        as_of,
    };
    let today = office.clock.today();
    let reader = wording::reader(office, db, county)?;
    let mut all = read_text(&reader, &text, today);
    for attachment in publications::attachments(db, county, &p.id)? {
        // A reason is good for the file that was looked at, not for another of its name.
        let scope = |_: &Finding| attachment.digest.clone();
        for found in of_attachment(office, &reader, &attachment, p.formed_on)?.iter() {
            collect(&mut all, &Part::Attachment(attachment.name.clone()), found.clone(), &scope);
        }
    }
    answer(db, county, p, &mut all, today)?;
    Ok(all)
}

/// Puts beside each finding why it is left: what somebody said of it, or of its like in the whole county.
///
/// # Errors
/// The database fails.
pub(crate) fn answer(
    db: &mut Db,
    county: &str,
    p: &Publication,
    all: &mut [Found],
    today: Date,
) -> Result<(), ActionError> {
    let reasons = reasons::list(db, county, &p.id)?;
    let exceptions = wording::in_force(db, county, today)?;
    for found in all {
        let own = reasons.iter().find(|r| r.fingerprint == found.fingerprint).cloned();
        let wide = wording::excepted(&exceptions, &found.finding).filter(|_| own.is_none());
        found.is_county_wide = wide.is_some();
        found.reason = own.or_else(|| {
            wide.map(|e| Reason {
                fingerprint: found.fingerprint.clone(),
                rule: e.rule.clone(),
                message: found.finding.message.clone(),
                text: e.text.clone(),
                reason: format!("全县例外：{}", e.reason),
                decided_on: e.added_on,
                account: e.account.clone(),
            })
        });
    }
    Ok(())
}

fn of_attachment(
    office: &Office,
    reader: &Arc<Reader>,
    file: &Attachment,
    formed_on: Date,
) -> Result<Arc<Vec<FoundIn>>, ActionError> {
    let key = (file.digest.clone(), file.name.clone(), Some(formed_on));
    if let Some((by, found)) = office.proofs.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key)
        && Arc::ptr_eq(by, reader)
    {
        return Ok(Arc::clone(found));
    }
    let context = Context { today: Some(office.clock.today()), formed_on: Some(formed_on), ..Context::default() };
    let bytes = office.blobs.get(&file.digest)?;
    let found = match documents::read::read(&file.name, &bytes) {
        Ok(document) => {
            let mut found = reader.by_passage(&document, &context);
            found.extend(document.unread.iter().map(|part| unread(&part.reason, part.place.clone())));
            found
        }
        Err(why) => vec![unread(&why.to_string(), Place::default())],
    };
    let found = Arc::new(found);
    let mut kept = office.proofs.0.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(key, (Arc::clone(reader), Arc::clone(&found)));
    Ok(found)
}

/// 没有核对的附件
const UNREAD: Rule = Rule {
    id: "proof.unread",
    title: "没有核对的附件",
    severities: &[Severity::Warning],
    what: "附件是图片、扫描件或者读不出文字的格式，程序没有核对其中的文字和个人信息。人工核对以后写明理由，才能提交。",
    why: "没有核对的内容不能当作没有问题。",
    basis: "核对方法，没有单独的条文",
    good: &[Example { says: "附件是文档、表格或者带文字的PDF。", given: "" }],
    bad: &[
        Example { says: "附件是拍的照片。", given: "" },
        Example { says: "附件是扫描的PDF，只有图，没有文字。", given: "" },
    ],
};

/// The rules of this module; those of the texts themselves are in [`proof`].
pub const RULES: &[&Rule] = &[&UNREAD];

/// What could not be read is said, so that it does not pass for clean.
fn unread(why: &str, place: Place) -> FoundIn {
    FoundIn { text: String::new(), place: place.clone(), findings: vec![not_read(why, place)] }
}

fn not_read(why: &str, place: Place) -> Finding {
    let message = "没有核对这部分内容，请人工核对文字和个人信息";
    UNREAD.finding(Severity::Warning, message, place).hint(why)
}

/// The parts of a document that no rule has seen: pictures, objects of other programs.
pub fn unread_parts(document: &Document) -> impl Iterator<Item = Finding> {
    document.unread.iter().map(|part| not_read(&part.reason, part.place.clone()))
}

/// Personal data in a text that is to be published beside a report: what is found first, in a sentence.
pub(crate) fn personal_data(office: &Office, text: &str) -> Option<String> {
    let context = Context { today: Some(office.clock.today()), ..Context::default() };
    let found = office.reader.read(&documents::read::typed(text), &context);
    let leaks = |f: &&Finding| f.rule.starts_with("privacy.") && f.severity == Severity::Error;
    found.iter().find(leaks).map(|f| format!("“{}”：{}", f.place.text, f.message))
}

/// What the second reader says about an annual report as it is laid out.
///
/// # Errors
/// The database fails.
pub(crate) fn of_report(
    office: &Office,
    db: &mut Db,
    county: &str,
    report: &AnnualReport,
) -> Result<Vec<Finding>, ActionError> {
    let today = office.clock.today();
    let context = Context { today: Some(today), ..Context::default() };
    let exceptions = wording::in_force(db, county, today)?;
    let mut found = wording::reader(office, db, county)?.read(&report::layout(report, &Layout::default()), &context);
    found.retain(|f| wording::excepted(&exceptions, f).is_none());
    Ok(found)
}

/// What was found in a publication within reach.
///
/// # Errors
/// There is none, or the database fails.
pub fn proofread(office: &Office, actor: &Actor, id: &str) -> Result<Vec<Found>, ActionError> {
    office.store.read(|db| {
        let p = publications::find(db, &actor.county, id)?;
        let p = p.filter(|p| actor.reaches(&p.organ)).ok_or(ActionError::NotFound)?;
        of_publication(office, db, &actor.county, &p)
    })
}

/// Refuses a text with errors, or with warnings that nobody gave a reason for.
pub(crate) fn require_clean(found: &[Found]) -> Result<(), ActionError> {
    let blocking: Vec<&Found> = found.iter().filter(|f| f.blocks()).collect();
    let Some(first) = blocking.first() else { return Ok(()) };
    let errors = blocking.iter().filter(|f| f.finding.severity == Severity::Error).count();
    let warnings = blocking.len() - errors;
    let mut counted = Vec::new();
    if errors > 0 {
        counted.push(format!("{errors}处错误没有改正"));
    }
    if warnings > 0 {
        counted.push(format!("{warnings}处提醒没有处理"));
    }
    let hint = first.finding.hint.as_ref().map(|h| format!("（{h}）")).unwrap_or_default();
    let basis = first.finding.basis.as_ref().map(|b| format!("依据：{b}。")).unwrap_or_default();
    Err(ActionError::NotAllowed(format!(
        "文字核对还有{}，不能提交。{}：{}{hint}。{basis}请改正，或者在“文字核对”里逐条写明理由",
        counted.join("、"),
        first.at(),
        first.finding.message,
    )))
}

/// Says why a finding is left. A warning: whoever may write. An error, and whatever the night's reading found in a public text:
/// whoever may review, of an error but not the author.
///
/// # Errors
/// No reason, no such finding any more, an error that the author would wave through, the text was taken off, no permission.
pub fn give_reason(
    office: &Office,
    actor: &Actor,
    id: &str,
    fingerprint: &str,
    reason: &str,
) -> Result<(), ActionError> {
    office.perform(actor, Permission::UseDesk, "give_reason", |w| {
        let p = load(w, actor, id)?;
        still_there(p.state)?;
        let is_public = p.state == PublicationState::Published;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(ActionError::Invalid(vec![Problem::new("reason", "请写明为什么可以不改，理由会一直保留")]));
        }
        let all = match is_public {
            true => sweep::found_in(office, w.db, w.county, &p)?,
            false => of_publication(office, w.db, w.county, &p)?,
        };
        let found = all
            .into_iter()
            .find(|f| f.fingerprint == fingerprint)
            .ok_or_else(|| ActionError::NotAllowed("这一处已经改动或者不再出现，请刷新页面".to_owned()))?;
        match found.finding.severity {
            Severity::Error => {
                office.require(actor, Permission::ReviewPublication)?;
                if p.author == actor.account {
                    let message =
                        "这是错误级别的问题，起草人不能自己放行；请改正，或者请有审核权限的另一位同事核实后写明理由";
                    return Err(ActionError::NotAllowed(message.to_owned()));
                }
            }
            _ if is_public => office.require(actor, Permission::ReviewPublication)?,
            _ => {
                let writes = office.require(actor, Permission::WritePublication);
                writes.or_else(|_| office.require(actor, Permission::ReviewPublication))?;
            }
        }
        let new = Reason {
            fingerprint: fingerprint.to_owned(),
            rule: found.finding.rule,
            message: found.finding.message,
            text: found.finding.place.text,
            reason: reason.to_owned(),
            decided_on: w.today,
            account: actor.account.clone(),
        };
        reasons::put(w.db, w.county, &p.id, &new)?;
        if is_public {
            store::sweeps::remove(w.db, w.county, &p.id, fingerprint)?;
        }
        w.audit(&p.index_number, &json!({ "name": p.title, "rule": new.rule, "text": new.text, "reason": new.reason }));
        Ok(())
    })
}

/// Takes a reason back: the finding stands again.
///
/// # Errors
/// There was none, the text is public, no permission.
pub fn take_back_reason(office: &Office, actor: &Actor, id: &str, fingerprint: &str) -> Result<(), ActionError> {
    office.perform(actor, Permission::UseDesk, "take_back_reason", |w| {
        let p = load(w, actor, id)?;
        still_there(p.state)?;
        let reviews = office.require(actor, Permission::ReviewPublication);
        match p.state {
            PublicationState::Published => reviews?,
            _ => office.require(actor, Permission::WritePublication).or(reviews)?,
        }
        let before = reasons::list(w.db, w.county, &p.id)?.into_iter().find(|r| r.fingerprint == fingerprint);
        let before = before.ok_or(ActionError::NotFound)?;
        reasons::remove(w.db, w.county, &p.id, fingerprint)?;
        w.audit(
            &p.index_number,
            &json!({ "name": p.title, "rule": before.rule, "text": before.text, "reason": before.reason }),
        );
        Ok(())
    })
}

fn still_there(state: PublicationState) -> Result<(), ActionError> {
    match state {
        PublicationState::Withdrawn => Err(ActionError::NotAllowed("已经撤下的信息不再认定".to_owned())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_typed_for_itself_is_read_as_one() {
        let text = Text {
            title: "河湾镇人民政府关于做好村务公开工作".to_owned(),
            body: "各村民委员会：\n现将有关事项通知如下。".to_owned(),
            ..Text::default()
        };
        let found = read_text(Reader::built_in(), &text, jiff::civil::date(2026, 11, 25));
        let told: Vec<_> = found.iter().map(|f| (f.part.key(), f.finding.message.as_str())).collect();
        assert_eq!(told, [("title", "标题没有文种")]);
    }
}
