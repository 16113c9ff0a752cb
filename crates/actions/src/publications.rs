//! Publications from draft to public and back: write, submit, review, publish, withdraw.
//!
//! Which step is possible is decided by `domain::publication`; here it is permitted, recorded and numbered.

use domain::publication::{PublicationMove, PublicationState, Shelf, publication_move};
use jiff::civil::Date;
use serde_json::json;
use store::publications::{self, Attachment, Publication};
use store::{ids, organs};

use crate::error::{ActionError, Problem};
use crate::office::{Actor, Office, Write};
use crate::permission::Permission;
use crate::proofreading::{of_publication, require_clean};

/// 体裁 that can be chosen.
pub const GENRES: [&str; 12] =
    ["规范性文件", "通知", "公告", "通告", "公示", "意见", "办法", "预算", "决算", "指南", "报告", "其他"];

/// Largest attachment in bytes.
pub const MAX_ATTACHMENT: usize = 20 * 1024 * 1024;

/// What the author writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Publishing organ.
    pub organ: String,
    /// Part of the platform.
    pub shelf: Shelf,
    /// Catalogue item, required on the statutory shelf.
    pub obligation: Option<String>,
    /// 体裁
    pub genre: String,
    /// Whether it is a 行政规范性文件.
    pub normative: bool,
    /// 标题
    pub title: String,
    /// 发文字号
    pub document_number: Option<String>,
    /// 成文日期
    pub formed_on: Date,
    /// 内容概述
    pub summary: String,
    /// 正文
    pub body: String,
}

impl Draft {
    fn problems(&self, office: &Office, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(Problem::new("title", "请填写标题"));
        } else if self.title.chars().count() > 120 {
            problems.push(Problem::new("title", "标题请控制在 120 个字以内"));
        }
        match (self.shelf, self.obligation.as_deref()) {
            (Shelf::Statutory, None) => problems.push(Problem::new("obligation", "请选择公开事项")),
            (Shelf::Statutory, Some(code)) if office.rules.catalogue.item(code).is_none() => {
                problems.push(Problem::new("obligation", "公开事项不在标准目录中，请重新选择"));
            }
            _ => {}
        }
        if !GENRES.contains(&self.genre.as_str()) {
            problems.push(Problem::new("genre", "请选择体裁"));
        }
        if self.formed_on > today {
            problems.push(Problem::new("formed_on", "成文日期不能晚于今天"));
        }
        if self.summary.trim().is_empty() {
            problems
                .push(Problem::new("summary", "请用一两句话概括内容，目录中要显示（《政府信息公开条例》第十二条）"));
        }
        if self.body.trim().is_empty() {
            problems.push(Problem::new("body", "请填写正文"));
        }
        problems
    }

    fn write_to(&self, publication: &mut Publication) {
        publication.organ.clone_from(&self.organ);
        publication.shelf = self.shelf;
        publication.obligation = self.obligation.clone().filter(|_| self.shelf == Shelf::Statutory);
        publication.genre.clone_from(&self.genre);
        publication.normative = self.normative.then(|| "normative_document".to_owned());
        publication.title = self.title.trim().to_owned();
        publication.document_number = self.document_number.clone().filter(|n| !n.trim().is_empty());
        publication.formed_on = self.formed_on;
        publication.summary = self.summary.trim().to_owned();
        publication.body.clone_from(&self.body);
    }
}

/// Begins a draft and returns its id. Its 索引号 is fixed from now on: organ code, year, number.
///
/// # Errors
/// Missing fields (all at once), an organ out of reach, no permission.
pub fn write_publication(office: &Office, actor: &Actor, draft: &Draft) -> Result<String, ActionError> {
    office.perform(actor, Permission::WritePublication, "write_publication", |w| {
        let organ = organs::find(w.db, w.county, &draft.organ)?;
        let organ = organ.filter(|o| actor.reaches(&o.id)).ok_or(ActionError::NotFound)?;
        valid(draft, w)?;
        let year = draft.formed_on.year();
        let n = organs::next_number(w.db, w.county, &format!("publication/{}/{year}", organ.code))?;
        let mut publication = Publication {
            id: ids::new_id()?,
            organ: organ.id,
            index_number: format!("{}-{year}-{n:04}", organ.code),
            shelf: draft.shelf,
            obligation: None,
            genre: String::new(),
            normative: None,
            title: String::new(),
            document_number: None,
            formed_on: draft.formed_on,
            summary: String::new(),
            body: String::new(),
            state: PublicationState::Draft,
            author: actor.account.clone(),
            reviewer: None,
            secrecy_opinion: None,
            return_reason: None,
            published_on: None,
            repealed_on: None,
            withdrawn_on: None,
            withdrawn_reason: None,
            valid_until: None,
        };
        draft.write_to(&mut publication);
        publications::insert(w.db, w.county, &publication)?;
        w.audit(&publication.index_number, &json!({ "title": publication.title }));
        Ok(publication.id)
    })
}

/// Changes a draft.
///
/// # Errors
/// It is no draft any more, missing fields, out of reach, no permission.
pub fn edit_publication(office: &Office, actor: &Actor, id: &str, draft: &Draft) -> Result<(), ActionError> {
    office.perform(actor, Permission::WritePublication, "edit_publication", |w| {
        let mut publication = load(w, actor, id)?;
        publication_move(publication.state, &publication.author, PublicationMove::Edit)?;
        if !actor.reaches(&draft.organ) {
            return Err(ActionError::NotFound);
        }
        valid(draft, w)?;
        draft.write_to(&mut publication);
        publications::update(w.db, w.county, &publication)?;
        w.audit(&publication.index_number, &json!({ "title": publication.title }));
        Ok(())
    })
}

/// Hands a draft to the reviewers.
///
/// # Errors
/// It is no draft, proofreading has errors or warnings without a reason, out of reach, no permission.
pub fn submit_publication(office: &Office, actor: &Actor, id: &str) -> Result<(), ActionError> {
    step(office, actor, id, Permission::WritePublication, "submit_publication", PublicationMove::Submit, |p, w| {
        p.return_reason = None;
        require_clean(&of_publication(w.office, w.db, w.county, p)?)
    })
}

/// Reviews with the 保密审查 opinion: it may be published now.
///
/// # Errors
/// The reviewer is the author, the opinion is empty, the state is wrong, proofreading has come to know an error since, no
/// permission.
pub fn approve_publication(office: &Office, actor: &Actor, id: &str, opinion: &str) -> Result<(), ActionError> {
    let step_to_take = PublicationMove::Approve { reviewer: &actor.account, secrecy_opinion: opinion };
    step(office, actor, id, Permission::ReviewPublication, "approve_publication", step_to_take, |p, w| {
        p.reviewer = Some(actor.account.clone());
        p.secrecy_opinion = Some(opinion.trim().to_owned());
        require_clean(&of_publication(w.office, w.db, w.county, p)?)
    })
}

/// Returns it to the author with a reason; an earlier approval is void.
///
/// # Errors
/// No reason, the state is wrong, no permission.
pub fn return_publication(office: &Office, actor: &Actor, id: &str, reason: &str) -> Result<(), ActionError> {
    let step_to_take = PublicationMove::Return { reason };
    step(office, actor, id, Permission::ReviewPublication, "return_publication", step_to_take, |p, _| {
        p.reviewer = None;
        p.secrecy_opinion = None;
        p.return_reason = Some(reason.trim().to_owned());
        Ok(())
    })
}

/// Makes it public.
///
/// # Errors
/// It has not been reviewed, out of reach, no permission.
pub fn publish(office: &Office, actor: &Actor, id: &str) -> Result<(), ActionError> {
    step(office, actor, id, Permission::Publish, "publish", PublicationMove::Publish, |p, w| {
        p.published_on = Some(w.today);
        require_clean(&of_publication(w.office, w.db, w.county, p)?)
    })
}

/// Takes it off the public site; its address says since when and why.
///
/// # Errors
/// It is not public, no reason, no permission.
pub fn withdraw_publication(office: &Office, actor: &Actor, id: &str, reason: &str) -> Result<(), ActionError> {
    let step_to_take = PublicationMove::Withdraw { reason };
    step(office, actor, id, Permission::WithdrawPublication, "withdraw_publication", step_to_take, |p, w| {
        p.withdrawn_on = Some(w.today);
        p.withdrawn_reason = Some(reason.trim().to_owned());
        Ok(())
    })
}

/// Marks a published 规范性文件 as repealed: it stays public, its validity changes, the annual report counts it.
///
/// # Errors
/// It is not public, the day lies before it was formed or after today, no permission.
pub fn repeal_publication(office: &Office, actor: &Actor, id: &str, on: Date) -> Result<(), ActionError> {
    office.perform(actor, Permission::Publish, "repeal_publication", |w| {
        let mut publication = load(w, actor, id)?;
        if publication.state != PublicationState::Published {
            return Err(ActionError::NotAllowed("只有已发布的信息才能标注废止".to_owned()));
        }
        if on < publication.formed_on || on > w.today {
            let message = "废止日期应当在成文日期之后，不晚于今天";
            return Err(ActionError::Invalid(vec![Problem::new("repealed_on", message)]));
        }
        publication.repealed_on = Some(on);
        publications::update(w.db, w.county, &publication)?;
        w.audit(&publication.index_number, &json!({ "repealed_on": on }));
        Ok(())
    })
}

/// Notes the last day on which a public text holds (有效期), or that none is given any more.
///
/// # Errors
/// It is not public, the day lies before it was formed, no permission.
pub fn set_valid_until(office: &Office, actor: &Actor, id: &str, until: Option<Date>) -> Result<(), ActionError> {
    office.perform(actor, Permission::Publish, "set_valid_until", |w| {
        let mut publication = load(w, actor, id)?;
        if publication.state != PublicationState::Published {
            return Err(ActionError::NotAllowed("只有已发布的信息才能标注有效期".to_owned()));
        }
        if until.is_some_and(|until| until < publication.formed_on) {
            let message = "有效期届满的日期不能早于成文日期";
            return Err(ActionError::Invalid(vec![Problem::new("valid_until", message)]));
        }
        publication.valid_until = until;
        publications::update(w.db, w.county, &publication)?;
        w.audit(&publication.index_number, &json!({ "valid_until": until }));
        Ok(())
    })
}

/// Adds a file to a draft.
///
/// # Errors
/// It is no draft, the file is empty, too large or without a name, no permission.
pub fn attach_file(
    office: &Office,
    actor: &Actor,
    id: &str,
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<(), ActionError> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    let mut problems = Vec::new();
    if name.is_empty() || bytes.is_empty() {
        problems.push(Problem::new("file", "请选择要上传的文件，文件不能为空"));
    }
    if bytes.len() > MAX_ATTACHMENT {
        problems.push(Problem::new("file", "文件超过 20 MB，请压缩或拆分后再上传"));
    }
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    office.perform(actor, Permission::WritePublication, "attach_file", |w| {
        let publication = load(w, actor, id)?;
        publication_move(publication.state, &publication.author, PublicationMove::Edit)?;
        let attachment = Attachment {
            county: w.county.to_owned(),
            id: ids::new_id()?,
            publication: publication.id,
            name,
            media_type: media_type.to_owned(),
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            digest: office.blobs.put(bytes)?,
        };
        publications::insert_attachment(w.db, &attachment)?;
        w.audit(&publication.index_number, &json!({ "file": attachment.name, "digest": attachment.digest }));
        Ok(())
    })
}

/// Takes a file off a draft.
///
/// # Errors
/// It is no draft, there is no such file, no permission.
pub fn detach_file(office: &Office, actor: &Actor, id: &str, attachment: &str) -> Result<(), ActionError> {
    office.perform(actor, Permission::WritePublication, "detach_file", |w| {
        let publication = load(w, actor, id)?;
        publication_move(publication.state, &publication.author, PublicationMove::Edit)?;
        let files = publications::attachments(w.db, w.county, id)?;
        let file = files.into_iter().find(|f| f.id == attachment).ok_or(ActionError::NotFound)?;
        publications::delete_attachment(w.db, w.county, attachment)?;
        w.audit(&publication.index_number, &json!({ "file": file.name, "digest": file.digest }));
        Ok(())
    })
}

fn valid(draft: &Draft, w: &Write<'_>) -> Result<(), ActionError> {
    let problems = draft.problems(w.office, w.today);
    if problems.is_empty() { Ok(()) } else { Err(ActionError::Invalid(problems)) }
}

/// A publication within reach.
pub(crate) fn load(w: &mut Write<'_>, actor: &Actor, id: &str) -> Result<Publication, ActionError> {
    publications::find(w.db, w.county, id)?.filter(|p| actor.reaches(&p.organ)).ok_or(ActionError::NotFound)
}

fn step(
    office: &Office,
    actor: &Actor,
    id: &str,
    permission: Permission,
    action: &str,
    to_take: PublicationMove<'_>,
    change: impl FnOnce(&mut Publication, &mut Write<'_>) -> Result<(), ActionError>,
) -> Result<(), ActionError> {
    office.perform(actor, permission, action, |w| {
        let mut publication = load(w, actor, id)?;
        publication.state = publication_move(publication.state, &publication.author, to_take)?;
        change(&mut publication, w)?;
        publications::update(w.db, w.county, &publication)?;
        w.audit(&publication.index_number, &json!({ "state": publication.state.key() }));
        Ok(())
    })
}
