//! Files of annual reports that were handed in: received, recognised, given to an organ and a year by a person, checked with
//! today's rules each time they are opened, set aside.
//!
//! A newer file for the same organ and year takes the place of the older one, which stays listed. What the reader cannot
//! read is refused with the reader's own sentence and not kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use documents::model::{Block, Document};
use domain::{Area, Finding, Place, Severity};
use jiff::civil::Date;
use proof::Reader;
use report::aggregate::{Aggregate, Member};
use report::similarity::Sketch;
use report::sum_of_units;
use report::{AnnualReport, Kind, Parsed};
use serde_json::json;
use store::organs::{self, Organ};
use store::received::{self, Elsewhere, ReceivedReport};
use store::{Db, audit, ids};

use crate::decisions::{Judged, judge, within_reach};
use crate::error::{ActionError, Problem};
use crate::neighbours::{Neighbours, may_cover_all};
use crate::office::{Actor, Office, Write};
use crate::permission::Permission;
use crate::reports;

/// Largest file in bytes.
pub const MAX_RECEIVED: usize = 20 * 1024 * 1024;

/// First report year of the first national form.
pub const FIRST_YEAR: i16 = 2019;

/// How many read files are kept in memory.
const KEPT: usize = 256;

/// What stands in a file, without the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// What the parser made of it.
    pub parsed: Parsed,
    /// What proofreading says.
    pub language: Vec<Finding>,
    /// The text, for comparing it with many others.
    pub sketch: Sketch,
}

/// Files read lately, by name and digest. Only the reading is kept, which does not change; checks run anew each time.
#[derive(Debug, Default)]
pub struct Reads(Mutex<HashMap<(String, String), Arc<Read>>>);

impl Reads {
    fn get(&self, key: &(String, String)) -> Option<Arc<Read>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn put(&self, key: (String, String), read: Arc<Read>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, read);
    }
}

/// Reads a file into the document model and into a report.
///
/// Every paragraph and cell of a format without pages gets a running number in place of a rectangle, so that a finding can
/// lead to the very cell it is about.
///
/// # Errors
/// The reader's sentence, or that the text is no annual report.
pub fn read_report(reader: &Reader, name: &str, bytes: &[u8]) -> Result<(Document, Read), ActionError> {
    let mut document = documents::read::read(name, bytes).map_err(|e| ActionError::NotAllowed(e.to_string()))?;
    number(&mut document);
    let parsed = report::parse(&document).map_err(anyhow::Error::from)?;
    if parsed.report.is_none() {
        let message = match parsed.kind {
            Kind::Unknown => "文件里没有可以识别的文字，可能是扫描件或者图片。请找到原稿，另存为 .docx 后再试。",
            _ => {
                "没有认出这是政府信息公开工作年度报告：没有找到年度报告的标题、六个部分和规定的表格。请检查是否选错了文件。"
            }
        };
        return Err(ActionError::NotAllowed(message.to_owned()));
    }
    let language = reader.read(&document, &proof::Context::default());
    let sketch = parsed.report.as_ref().map(Sketch::of).unwrap_or_default();
    Ok((document, Read { parsed, language, sketch }))
}

fn number(document: &mut Document) {
    let mut n = 0;
    let mut mark = |place: &mut Place| {
        n += 1;
        if place.page.is_none() && place.area.is_none() {
            place.area = Some(Area { top: n, ..Area::default() });
        }
    };
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => mark(&mut paragraph.place),
            Block::Table(table) => {
                mark(&mut table.place);
                table.cells.iter_mut().for_each(|cell| mark(&mut cell.place));
            }
            Block::PageBreak | Block::Chart(_) => {}
        }
    }
}

/// What stands in a stored file.
pub(crate) fn read_stored(office: &Office, file: &ReceivedReport) -> Result<Arc<Read>, ActionError> {
    let key = (file.digest.clone(), file.name.clone());
    if let Some(read) = office.reads.get(&key) {
        return Ok(read);
    }
    let (_, read) = read_report(&office.reader, &file.name, &office.blobs.get(&file.digest)?)?;
    let read = Arc::new(read);
    office.reads.put(key, Arc::clone(&read));
    Ok(read)
}

/// What was recognised in a file that was just received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Row id.
    pub id: String,
    /// The organ proposed, if one of the county's fits the title.
    pub organ: Option<String>,
    /// The year proposed, if the title names it.
    pub year: Option<i16>,
}

/// Keeps a file of somebody's report and proposes whose and of which year it is.
///
/// # Errors
/// Too large, unreadable, no annual report, the same file is here already, no permission.
pub fn receive_report(
    office: &Office,
    actor: &Actor,
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<Receipt, ActionError> {
    office.require(actor, Permission::WatchReports)?;
    if bytes.len() > MAX_RECEIVED {
        let message = format!("文件太大，不能超过 {} MB，请压缩其中的图片后再试。", MAX_RECEIVED / 1024 / 1024);
        return Err(ActionError::NotAllowed(message));
    }
    let (_, read) = read_report(&office.reader, name, bytes)?;
    let digest = audit::sm3_hex(bytes);
    office.perform(actor, Permission::WatchReports, "receive_report", |w| {
        let known = received::list(w.db, w.county)?;
        if let Some(twin) = known.into_iter().find(|f| f.digest == digest && f.set_aside.is_none()) {
            let message = format!(
                "这个文件已经收到过：与{}收到的“{}”内容完全相同，没有重复保存。",
                domain::date::chinese(twin.received_on),
                twin.name
            );
            return Err(ActionError::NotAllowed(message));
        }
        let said = read.parsed.report.as_ref();
        let organs = organs::list(w.db, w.county)?;
        let organ = said.and_then(|r| propose(&organs, r.organ.as_deref()?)).map(|o| o.id.clone());
        let year = said.and_then(|r| r.year).filter(|y| (FIRST_YEAR..=w.today.year()).contains(y));
        let file = ReceivedReport {
            id: ids::new_id()?,
            organ: organ.filter(|id| actor.reaches(id)),
            year,
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            digest: office.blobs.put(bytes)?,
            received_on: w.today,
            account: actor.account.clone(),
            confirmed: false,
            set_aside: None,
        };
        received::insert(w.db, w.county, &file)?;
        w.audit(name, &json!({ "file": name, "id": file.id, "digest": digest, "organ": file.organ, "year": year }));
        Ok(Receipt { id: file.id, organ: file.organ, year })
    })
}

/// The organ a title means: its full name, or its name without the county before it, or its short name. `None` where
/// nothing or more than one thing fits.
pub fn propose<'a>(organs: &'a [Organ], said: &str) -> Option<&'a Organ> {
    let said: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    let reporting = || organs.iter().filter(|o| o.level.is_organ_of_government());
    let one = |fits: &dyn Fn(&Organ) -> bool| {
        let mut found = reporting().filter(|o| fits(o));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    if said.is_empty() {
        return None;
    }
    one(&|o| o.name == said)
        .or_else(|| one(&|o| o.name.ends_with(&said) || said.ends_with(&o.name)))
        .or_else(|| one(&|o| o.short == said || said.ends_with(&o.short)))
}

/// Gives a file to an organ and a year; corrects an earlier choice as well.
///
/// # Errors
/// The organ writes no report, the year has no form or has not begun, the file was set aside, no permission.
pub fn confirm_report(office: &Office, actor: &Actor, id: &str, organ: &str, year: i16) -> Result<(), ActionError> {
    office.perform(actor, Permission::WatchReports, "confirm_report", |w| {
        let mut file = open(w, id)?;
        let mut problems = Vec::new();
        let chosen = within_reach(w.db, actor, organ).ok();
        if chosen.is_none() {
            problems.push(Problem::new("organ", "请选择报告所属的机关"));
        }
        if !(FIRST_YEAR..=w.today.year()).contains(&year) {
            let message = format!("报告年度应在{FIRST_YEAR}年至{}年之间", w.today.year());
            problems.push(Problem::new("year", message));
        }
        let Some(organ) = chosen.filter(|_| problems.is_empty()) else { return Err(ActionError::Invalid(problems)) };
        file.organ = Some(organ.id.clone());
        file.year = Some(year);
        file.confirmed = true;
        received::update(w.db, w.county, &file)?;
        w.audit(format!("{}{year}年", organ.name), &json!({ "file": file.name, "id": file.id, "digest": file.digest }));
        Ok(())
    })
}

/// Sets a file aside that was received by mistake. It stays stored, with the reason.
///
/// # Errors
/// No reason, it is set aside already, no permission.
pub fn set_aside_report(office: &Office, actor: &Actor, id: &str, reason: &str) -> Result<(), ActionError> {
    office.perform(actor, Permission::WatchReports, "set_aside_report", |w| {
        let mut file = open(w, id)?;
        if reason.trim().is_empty() {
            return Err(ActionError::Invalid(vec![Problem::new("reason", "请写明为什么不用这份文件")]));
        }
        file.set_aside = Some(reason.trim().to_owned());
        received::update(w.db, w.county, &file)?;
        w.audit(&file.name, &json!({ "file": file.name, "id": file.id, "reason": reason.trim() }));
        Ok(())
    })
}

fn open(w: &mut Write<'_>, id: &str) -> Result<ReceivedReport, ActionError> {
    let file = received::find(w.db, w.county, id)?.ok_or(ActionError::NotFound)?;
    match &file.set_aside {
        Some(reason) => Err(ActionError::NotAllowed(format!("这份文件已经停用（{reason}），不能再改动"))),
        None => Ok(file),
    }
}

/// Notes that a report was signed or published on paper or on another site.
///
/// # Errors
/// Dates in the wrong order or after today, published without a place, out of reach, no permission.
pub fn note_elsewhere(
    office: &Office,
    actor: &Actor,
    organ: &str,
    year: i16,
    signed_on: Option<Date>,
    published_on: Option<Date>,
    address: &str,
) -> Result<(), ActionError> {
    office.perform(actor, Permission::WatchReports, "note_elsewhere", |w| {
        let organ = within_reach(w.db, actor, organ)?;
        let mut problems = Vec::new();
        for (field, on) in [("signed_on", signed_on), ("published_on", published_on)] {
            match on {
                Some(on) if on > w.today => problems.push(Problem::new(field, "日期不能晚于今天")),
                Some(on) if on.year() <= year => {
                    let message = format!("{year}年结束以后才能签发公布，请核对日期");
                    problems.push(Problem::new(field, message));
                }
                _ => {}
            }
        }
        if signed_on.zip(published_on).is_some_and(|(signed, published)| published < signed) {
            problems.push(Problem::new("published_on", "公布日期不能早于签发日期"));
        }
        if published_on.is_some() && address.trim().is_empty() {
            problems.push(Problem::new("address", "请写明在哪里公布的（网址，或者公示栏、公报等）"));
        }
        if store::reports::find(w.db, w.county, &organ.id, year)?.is_some_and(|r| r.published_on.is_some()) {
            return Err(ActionError::NotAllowed(format!("{year}年的报告已经在本系统公布，不需要另外登记")));
        }
        if !problems.is_empty() {
            return Err(ActionError::Invalid(problems));
        }
        let note = Elsewhere {
            organ: organ.id.clone(),
            year,
            signed_on,
            published_on,
            address: address.trim().to_owned(),
            account: actor.account.clone(),
        };
        received::put_elsewhere(w.db, w.county, &note)?;
        let detail = json!({ "name": note.address, "signed_on": signed_on, "published_on": published_on });
        w.audit(format!("{}{year}年", organ.name), &detail);
        Ok(())
    })
}

/// A received report with what today's rules say about it.
#[derive(Debug)]
pub struct Checked {
    /// The report as it was read.
    pub report: AnnualReport,
    /// What is wrong or doubtful, with what was decided.
    pub judged: Vec<Judged>,
    /// Whether there was a report of the year before to compare with.
    pub compared: bool,
}

/// Checks a stored file as the report of an organ and year, among the reports of that year.
///
/// # Errors
/// The stored file cannot be read, or the database fails.
pub(crate) fn checked(
    office: &Office,
    db: &mut Db,
    county: &str,
    organ: &Organ,
    file: &ReceivedReport,
    neighbours: &Neighbours,
) -> Result<Checked, ActionError> {
    let year = neighbours.year();
    let read = read_stored(office, file)?;
    let mut report = read.parsed.report.clone().ok_or(ActionError::NotFound)?;
    // The checks ask what kind of organ it is; a title does not tell, the list of organs does.
    report.organ_level = Some(organ.level);
    let previous = reports::year_before(office, db, county, &organ.id, year)?;
    let mut findings = read.parsed.findings.clone();
    findings.extend(given_to(&report, organ, year));
    findings.extend(neighbours.check(&office.alike, organ, &report, previous.as_ref()));
    findings.extend(read.language.iter().cloned());
    let judged = judge(db, county, &organ.id, year, findings)?;
    Ok(Checked { report, judged, compared: previous.is_some() })
}

/// The received report that counts for an organ and year, if there is one.
///
/// # Errors
/// The stored file cannot be read, or the database fails.
pub fn report_of(
    office: &Office,
    db: &mut Db,
    county: &str,
    organ: &str,
    year: i16,
) -> Result<Option<AnnualReport>, ActionError> {
    let files = received::of_square(db, county, organ, year)?;
    let Some(file) = files.iter().find(|f| f.counts()) else { return Ok(None) };
    Ok(read_stored(office, file)?.parsed.report.clone())
}

/// What the title says against what somebody chose.
fn given_to(report: &AnnualReport, organ: &Organ, year: i16) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |message: String, text: &str| {
        let place = Place { text: text.to_owned(), ..Place::default() };
        let finding = Finding::new("report.given_to", Severity::Warning, message, place);
        findings.push(finding.hint("核对是否选错了机关或者年度；选对了的，请机关改正标题"));
    };
    if let Some(said) = report.year.filter(|said| *said != year) {
        say(format!("标题写的是{said}年，登记的是{year}年"), &said.to_string());
    }
    if let Some(said) = report.organ.as_deref().filter(|said| propose(std::slice::from_ref(organ), said).is_none()) {
        say(format!("标题写的机关是“{said}”，登记的是“{}”", organ.name), said);
    }
    findings
}

/// A report that may be that of the whole county, held against the sum of the other organs' reports.
///
/// Not among the findings: whether the file is the county's sum or the office's own report, only people know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgainstSum {
    /// Organs whose reports are added.
    pub counted: Vec<String>,
    /// Organs that have none yet, or whose report cannot be added.
    pub absent: Vec<String>,
    /// Cells that cannot be right if it is the sum.
    pub findings: Vec<Finding>,
}

impl AgainstSum {
    fn of(report: &AnnualReport, sum: &Aggregate) -> Self {
        let name = |m: &Member| m.name.clone();
        AgainstSum {
            counted: sum.counted.iter().map(name).collect(),
            absent: sum.absent().map(name).collect(),
            findings: sum_of_units(report, sum),
        }
    }
}

/// A received file within reach, opened.
#[derive(Debug)]
pub struct Opened {
    /// The file.
    pub file: ReceivedReport,
    /// Its organ.
    pub organ: Organ,
    /// Its year.
    pub year: i16,
    /// What stands in it, for showing it.
    pub document: Document,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The report and its findings.
    pub checked: Checked,
    /// The report against the sum of the other organs, where it may be that of the whole county.
    pub against_sum: Option<AgainstSum>,
    /// A newer file that counts in its place.
    pub superseded_by: Option<ReceivedReport>,
}

/// Opens a confirmed file: reads and checks it with today's rules.
///
/// # Errors
/// There is none, nobody confirmed whose it is, out of reach, no permission.
pub fn open_received(office: &Office, actor: &Actor, id: &str) -> Result<Opened, ActionError> {
    office.require(actor, Permission::WatchReports)?;
    office.store.read(|db| {
        let file = received::find(db, &actor.county, id)?.ok_or(ActionError::NotFound)?;
        let (Some(organ), Some(year), true) = (&file.organ, file.year, file.confirmed) else {
            return Err(ActionError::NotAllowed("请先确认这份文件是哪个机关、哪一年的报告".to_owned()));
        };
        let organ = within_reach(db, actor, organ)?;
        let bytes = office.blobs.get(&file.digest)?;
        let (document, _) = read_report(&office.reader, &file.name, &bytes)?;
        let neighbours = Neighbours::load(office, db, &actor.county, year)?;
        let checked = checked(office, db, &actor.county, &organ, &file, &neighbours)?;
        let against_sum = if may_cover_all(&organ) {
            Some(AgainstSum::of(&checked.report, &neighbours.sum_without(&organ)?))
        } else {
            None
        };
        let newest = received::of_square(db, &actor.county, &organ.id, year)?.into_iter().find(ReceivedReport::counts);
        let superseded_by = newest.filter(|n| n.id != file.id && file.set_aside.is_none());
        Ok(Opened { file, organ, year, document, bytes, checked, against_sum, superseded_by })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::organ::OrganLevel;
    use store::organs::Contacts;

    fn organ(id: &str, name: &str, short: &str, level: OrganLevel) -> Organ {
        Organ {
            id: id.into(),
            name: name.into(),
            short: short.into(),
            level,
            parent: None,
            code: id.into(),
            contacts: Contacts::default(),
        }
    }

    #[test]
    fn a_title_means_one_organ_or_none() {
        let organs = [
            organ("hewan", "青山县河湾镇人民政府", "河湾镇", OrganLevel::Township),
            organ("shiling", "青山县石岭乡人民政府", "石岭乡", OrganLevel::Township),
            organ("village", "青山县河湾镇上河村村民委员会", "上河村", OrganLevel::Village),
        ];
        let id = |said: &str| propose(&organs, said).map(|o| o.id.as_str());
        assert_eq!(id("青山县河湾镇人民政府"), Some("hewan"));
        assert_eq!(id("青山县 河湾镇人民政府"), Some("hewan"));
        assert_eq!(id("河湾镇人民政府"), Some("hewan"));
        assert_eq!(id("某市青山县河湾镇人民政府"), Some("hewan"));
        assert_eq!(id("青山县石岭乡"), Some("shiling"));
        // Fits two, fits none, or is no organ that reports.
        assert_eq!(id("人民政府"), None);
        assert_eq!(id("云台乡人民政府"), None);
        assert_eq!(id("上河村"), None);
        assert_eq!(id(""), None);
    }
}
