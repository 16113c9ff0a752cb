//! 催报函: letters to organs whose report is late or nearly due, written in due form, with a record that they were made.

use documents::model::{Block, Document, Role};
use domain::date::chinese;
use domain::organ::OrganLevel;
use domain::report_standing::{ReportState, Stage};
use serde_json::json;
use store::organs::Organ;
use store::reminders::{self, Reminder};
use store::{ids, organs};

use crate::decisions::within_reach;
use crate::error::ActionError;
use crate::office::{Actor, Office};
use crate::permission::Permission;
use crate::room::{self, Square};

/// From how many days before the due date a letter may be written.
pub const AHEAD: i32 = 30;

/// Whether an organ may be reminded of a report today: it is not public, and late or nearly due.
pub fn may_remind(square: &Square, today: jiff::civil::Date) -> bool {
    square.standing.stage != Stage::Published && square.due.is_some_and(|due| (due - today).get_days() <= AHEAD)
}

/// Makes letters and records them; returns the batch they are found under.
///
/// # Errors
/// Nobody chosen, one's own organ, a report that is public or not nearly due, out of reach, no permission.
pub fn make_reminders(office: &Office, actor: &Actor, to: &[(String, i16)]) -> Result<String, ActionError> {
    office.require(actor, Permission::WatchReports)?;
    if to.is_empty() {
        return Err(ActionError::NotAllowed("请先勾选要催报的机关".to_owned()));
    }
    let today = office.clock.today();
    let mut letters = Vec::new();
    let batch = ids::new_id()?;
    for (organ, year) in to {
        let (organ, square) = room::square(office, actor, organ, *year)?;
        if organ.id == actor.organ {
            return Err(ActionError::NotAllowed(format!("{}是您自己的机关，不需要发函催报", organ.name)));
        }
        let Some(due) = square.due.filter(|_| may_remind(&square, today)) else {
            let message = format!("{}{year}年度报告已经公布，或者离期限还有{AHEAD}天以上，不需要催报", organ.name);
            return Err(ActionError::NotAllowed(message));
        };
        let stage = match square.standing.stage {
            Stage::NotStarted => ReportState::NotStarted,
            Stage::Drafted => ReportState::Drafted,
            Stage::Checked => ReportState::Checked,
            Stage::Signed => ReportState::Signed,
            Stage::Published => ReportState::Published,
        };
        letters.push(Reminder {
            id: ids::new_id()?,
            batch: batch.clone(),
            organ: organ.id,
            year: *year,
            due,
            stage: stage.key().to_owned(),
            made_on: today,
            account: actor.account.clone(),
        });
    }
    office.perform(actor, Permission::WatchReports, "make_reminders", |w| {
        for letter in &letters {
            reminders::insert(w.db, w.county, letter)?;
        }
        let listed: Vec<String> = letters.iter().map(|l| format!("{}/{}", l.organ, l.year)).collect();
        w.audit("催报函", &json!({ "name": listed.join("、"), "batch": batch }));
        Ok(())
    })?;
    Ok(batch)
}

/// The letters of a batch as one document, each on a page of its own; only one of them where an organ is named.
///
/// # Errors
/// There are none, or no permission.
pub fn letters(office: &Office, actor: &Actor, batch: &str, only: Option<&str>) -> Result<Document, ActionError> {
    office.require(actor, Permission::WatchReports)?;
    office.store.read(|db| {
        let made = reminders::list(db, &actor.county)?;
        let mut wanted: Vec<&Reminder> =
            made.iter().filter(|l| l.batch == batch && only.is_none_or(|o| l.organ == o)).collect();
        wanted.sort_by_key(|l| &l.id);
        let Some(first) = wanted.first() else { return Err(ActionError::NotFound) };
        let from = store::accounts::find(db, &actor.county, &first.account)?.ok_or(ActionError::NotFound)?.organ;
        let from = organs::find(db, &actor.county, &from)?.ok_or(ActionError::NotFound)?;
        let mut document = Document {
            title: Some(format!("政府信息公开工作年度报告催报函（{}）", chinese(first.made_on))),
            author: Some(from.name.clone()),
            ..Document::default()
        };
        for (i, letter) in wanted.into_iter().enumerate() {
            let to = within_reach(db, actor, &letter.organ)?;
            if i > 0 {
                document.blocks.push(Block::PageBreak);
            }
            write(&mut document, &from, &to, letter);
        }
        Ok(document)
    })
}

/// One letter: title, addressee, body, signature, date (GB/T 9704).
fn write(document: &mut Document, from: &Organ, to: &Organ, letter: &Reminder) {
    let (year, due, today) = (letter.year, chinese(letter.due), chinese(letter.made_on));
    let late = letter.made_on > letter.due;
    let title = if late { "关于尽快公布" } else { "关于按时公布" };
    document.push(Role::Title, format!("{title}{year}年政府信息公开工作年度报告的催报函"));
    document.push(Role::Addressee, format!("{}：", to.name));
    let rule = match to.level {
        OrganLevel::CountyOffice => format!(
            "《中华人民共和国政府信息公开条例》第四十九条规定，县级以上地方人民政府的政府信息公开工作主管部门应当在每年3月31日前向社会公布本级政府上一年度政府信息公开工作年度报告。{year}年度报告的公布期限为{due}。"
        ),
        OrganLevel::Department => format!(
            "《中华人民共和国政府信息公开条例》第四十九条规定，县级以上人民政府部门应当在每年1月31日前向本级政府信息公开工作主管部门提交本行政机关上一年度政府信息公开工作年度报告并向社会公布。{year}年度报告的公布期限为{due}。"
        ),
        OrganLevel::Township | OrganLevel::Village => format!(
            "根据《中华人民共和国政府信息公开条例》关于政府信息公开工作年度报告的规定和本县的工作安排，乡镇人民政府{year}年度报告的公布期限为{due}。"
        ),
    };
    document.push(Role::Body, rule);
    let progress = ReportState::from_key(&letter.stage).map_or("未开始", ReportState::label);
    let stands = if late {
        let days = (letter.made_on - letter.due).get_days();
        format!(
            "截至{today}，你单位{year}年度报告尚未公布（目前进度：{progress}），已超过期限{days}天。请于收到本函之日起5个工作日内完成编制、核对、签发并向社会公布。"
        )
    } else {
        let days = (letter.due - letter.made_on).get_days();
        let left = if days == 0 {
            "今天是期限的最后一天".to_owned()
        } else {
            format!("距离期限还有{days}天")
        };
        format!(
            "截至{today}，你单位{year}年度报告尚未公布（目前进度：{progress}），{left}。请抓紧编制、核对、签发，在期限届满前向社会公布。"
        )
    };
    document.push(Role::Body, stands);
    document.push(
        Role::Body,
        "公布后，请将公布的网址或者其他公布方式告知我单位；确有困难不能按要求完成的，请书面说明原因和预计完成的日期。",
    );
    if let Some(phone) = from.contacts.phone.as_deref().filter(|p| !p.is_empty()) {
        document.push(Role::Body, format!("联系电话：{phone}。"));
    }
    document.push(Role::Signature, from.name.clone());
    document.push(Role::Date, today);
}
