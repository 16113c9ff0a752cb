//! One publication: what it says, where it stands, who has done what, and the steps that are open to the reader.

use std::sync::Arc;

use actions::{ActionError, Permission, bindings};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::date::chinese;
use domain::publication::{Lapse, PublicationState, Shelf};
use store::accounts::{self, Account};
use store::publications::{self, Attachment, Publication};

use super::listing::{Due, due};
use super::proof::{self, List};
use super::{load, path_of, person, state_colour};
use crate::access::Signed;
use crate::components::{Field, IndexRow, SummaryRow};
use crate::error::PageError;
use crate::frame;
use crate::labels::optional_date;
use crate::layout::DeskPage;
use crate::public::publication::body;
use crate::site::{Site, organ_name};

/// The steps that role and state allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Open {
    edit: bool,
    approve: bool,
    /// Could review, but wrote it.
    own_work: bool,
    send_back: bool,
    publish: bool,
    withdraw: bool,
    repeal: bool,
    valid_until: bool,
    bind: bool,
}

impl Open {
    fn new(p: &Publication, reader: &str, may: impl Fn(Permission) -> bool) -> Open {
        use PublicationState::{Approved, Draft, Published, Submitted};
        let reviews = may(Permission::ReviewPublication);
        Open {
            edit: p.state == Draft && may(Permission::WritePublication),
            approve: p.state == Submitted && reviews && p.author != reader,
            own_work: p.state == Submitted && reviews && p.author == reader,
            send_back: matches!(p.state, Submitted | Approved) && reviews,
            publish: p.state == Approved && may(Permission::Publish),
            withdraw: p.state == Published && may(Permission::WithdrawPublication),
            repeal: p.state == Published
                && p.normative.is_some()
                && p.repealed_on.is_none()
                && may(Permission::Publish),
            valid_until: p.state == Published && may(Permission::Publish),
            bind: p.state != PublicationState::Withdrawn && may(Permission::WritePublication),
        }
    }

    /// Whom it waits for, said to those who cannot take it further.
    fn waiting(self, state: PublicationState) -> Option<&'static str> {
        match state {
            PublicationState::Draft if !self.edit => Some("正在起草，等待起草人提交审核。"),
            PublicationState::Submitted if !self.approve => Some("等待另一位有审核权限的同事审核并作保密审查。"),
            PublicationState::Approved if !self.publish => Some("已经审核，等待有发布权限的同事发布。"),
            _ => None,
        }
    }
}

struct FileLine {
    kind: String,
    name: String,
    href: String,
    size: String,
    remove: String,
}

/// A policy this text rests on, or a text that rests on this one.
struct Basis {
    title: String,
    number: String,
    /// On the desk where the reader reaches it, else on the public site where it stands.
    href: Option<String>,
    /// Why it holds no more, with the day.
    lapse: Option<String>,
    remove: String,
}

#[derive(Template)]
#[template(path = "desk/publications/show.html")]
struct Page {
    page: DeskPage,
    title: String,
    address: String,
    state: &'static str,
    colour: &'static str,
    due: Option<Due>,
    public: Option<String>,
    index: Vec<IndexRow>,
    summary: String,
    preview: String,
    files: Vec<FileLine>,
    history: Vec<SummaryRow>,
    /// What proofreading says while it is not public yet.
    proof: Option<List>,
    returned: Option<String>,
    open: Open,
    waiting: Option<&'static str>,
    file: Field,
    secrecy_opinion: Field,
    return_reason: Field,
    withdraw_reason: Field,
    repealed_on: Field,
    valid_until: Field,
    rests_on: Vec<Basis>,
    supports: Vec<Basis>,
    lapsed: usize,
    policy: Field,
}

/// The size of a file as people read it.
fn size(bytes: i64) -> String {
    const KB: i64 = 1024;
    const MB: i64 = 1024 * KB;
    match bytes {
        MB.. => format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB),
        KB.. => format!("{} KB", bytes / KB),
        _ => format!("{bytes} 字节"),
    }
}

fn index(site: &Site, organ: String, p: &Publication) -> Vec<IndexRow> {
    let mut rows = vec![
        IndexRow::new("索引号", &*p.index_number),
        IndexRow::new("发布机关", organ),
        IndexRow::new("发文字号", p.document_number.as_deref().unwrap_or("无")),
        IndexRow::new("体裁", &*p.genre),
        IndexRow::new("成文日期", chinese(p.formed_on)),
        IndexRow::new("发布日期", p.published_on.map_or_else(|| "尚未发布".to_owned(), chinese)),
    ];
    if p.normative.is_some() {
        let validity = if p.repealed_on.is_some() { "已废止" } else { "未废止" };
        rows.push(IndexRow::new("规范性文件", validity));
        rows.push(IndexRow::new("废止日期", optional_date(p.repealed_on)));
    }
    rows.extend(p.valid_until.map(|until| IndexRow::new("有效期至", chinese(until))));
    rows.push(IndexRow::new("栏目", p.shelf.label()));
    if p.shelf == Shelf::Statutory {
        let code = p.obligation.as_deref().unwrap_or_default();
        let catalogue = &site.office.rules.catalogue;
        match (catalogue.field_of(code), catalogue.item(code)) {
            (Some(field), Some(item)) => {
                rows.push(IndexRow::new("公开事项", format!("{} · {} · {}", field.name, item.level1, item.level2)));
                rows.push(IndexRow::new("公开时限", &*item.time_limit));
            }
            _ => rows.push(IndexRow::new("公开事项", "不在现行标准目录中")),
        }
    }
    rows
}

fn history(p: &Publication, people: &[Account]) -> Vec<SummaryRow> {
    let mut rows = vec![SummaryRow::new("起草人", person(people, &p.author))];
    if let Some(reviewer) = &p.reviewer {
        rows.push(SummaryRow::new("审核人", person(people, reviewer)));
    }
    rows.extend(p.secrecy_opinion.as_ref().map(|opinion| SummaryRow::new("保密审查意见", &**opinion)));
    rows.extend(p.published_on.map(|on| SummaryRow::new("发布", chinese(on))));
    rows.extend(p.repealed_on.map(|on| SummaryRow::new("废止", chinese(on))));
    rows.extend(p.withdrawn_on.map(|on| {
        let reason = p.withdrawn_reason.as_deref().unwrap_or("没有记录");
        SummaryRow::new("撤下", format!("{}，原因：{reason}", chinese(on)))
    }));
    rows
}

fn file_line(site: &Site, path: &str, file: &Attachment) -> FileLine {
    let href = site.url(&format!("{path}/files/{}", file.id));
    let kind = file.name.rsplit_once('.').map_or_else(|| "文件".to_owned(), |(_, ending)| ending.to_uppercase());
    FileLine { kind, name: file.name.clone(), size: size(file.size), remove: format!("{href}/remove"), href }
}

fn basis(site: &Site, signed: &Signed, path: &str, p: &Publication, lapse: Option<Lapse>) -> Basis {
    let href = match p.state {
        _ if signed.actor.reaches(&p.organ) => Some(path_of(&p.id)),
        PublicationState::Published => Some(format!("/publications/{}", p.index_number)),
        _ => None,
    };
    Basis {
        title: p.title.clone(),
        number: p.index_number.clone(),
        href: href.map(|href| site.url(&href)),
        lapse: lapse.map(|lapse| match lapse {
            Lapse::Repealed(on) | Lapse::Withdrawn(on) => format!("{}{}", chinese(on), lapse.label()),
            Lapse::Expired(last) => format!("有效期至{}，已满", chinese(last)),
        }),
        remove: site.url(&format!("{path}/basis/{}/remove", p.id)),
    }
}

/// The page.
pub async fn show(
    State(site): State<Arc<Site>>,
    Extension(signed): Extension<Signed>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let page = site.run(move |s| {
        let (p, files, people, bound) = s.office.store.read(|db| {
            let p = load(db, &signed.actor, &id)?;
            let files = publications::attachments(db, &s.county.slug, &p.id)?;
            let bound = bindings::bound(db, &s.county.slug, &p.id, s.office.clock.today())?;
            Ok::<_, ActionError>((p, files, accounts::list(db, &s.county.slug)?, bound))
        })?;
        let organ = organ_name(&s.organs()?, &p.organ);
        let may = |permission| s.office.rules.roles.allow(&signed.actor.roles, permission);
        let open = Open::new(&p, &signed.actor.account, may);
        let path = path_of(&p.id);
        let is_public = p.state == PublicationState::Published;
        let deadline = due(s, &p);
        Ok(Page {
            page: frame::desk(s, &signed, &headers, "/desk/publications")?,
            address: s.url(&path),
            state: p.state.label(),
            colour: state_colour(p.state),
            due: (!matches!(p.state, PublicationState::Published | PublicationState::Withdrawn)).then_some(deadline),
            public: is_public.then(|| s.url(&format!("/publications/{}", p.index_number))),
            index: index(s, organ, &p),
            files: files.iter().map(|f| file_line(s, &path, f)).collect(),
            history: history(&p, &people),
            proof: match p.state {
                PublicationState::Published | PublicationState::Withdrawn => None,
                _ => Some(proof::list(s, &signed, &p, &people)?),
            },
            returned: p.return_reason.clone().filter(|_| p.state == PublicationState::Draft),
            waiting: open.waiting(p.state),
            open,
            file: Field::new("file", "添加附件").hint("不超过 20 MB。上传前请确认文件里没有涉密内容和不应公开的个人信息"),
            secrecy_opinion: Field::new("secrecy_opinion", "保密审查意见")
                .hint("写明是否涉及国家秘密、商业秘密、个人隐私，能不能公开，如：不涉及国家秘密、商业秘密和个人隐私，可以公开"),
            return_reason: Field::new("return_reason", "退回原因").hint("写明要改什么，起草人会看到"),
            withdraw_reason: Field::new("withdraw_reason", "撤下原因").hint("原网址会向公众显示这段文字"),
            repealed_on: Field::new("repealed_on", "废止日期").value(s.office.clock.today().to_string()),
            valid_until: Field::new("valid_until", "有效期至")
                .hint("最后一天；过了这一天，公开页面显示“有效期已满”。留空表示没有规定有效期")
                .value(p.valid_until.map_or_else(String::new, |on| on.to_string())),
            lapsed: bound.rests_on.iter().filter(|(_, lapse)| lapse.is_some()).count(),
            rests_on: bound.rests_on.iter().map(|(p, lapse)| basis(s, &signed, &path, p, *lapse)).collect(),
            // What another organ is still writing is not shown here.
            supports: bound
                .supports
                .iter()
                .filter(|p| p.state == PublicationState::Published || signed.actor.reaches(&p.organ))
                .map(|p| basis(s, &signed, &path, p, None))
                .collect(),
            policy: Field::new("policy", "所依据政策的索引号").hint("索引号在该政策的页面上，本县各机关的都可以"),
            title: p.title,
            summary: p.summary,
            preview: body::html(&p.body),
        })
    });
    frame::html(&page.await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, text) in [(0, "0 字节"), (1023, "1023 字节"), (1024, "1 KB"), (1_572_864, "1.5 MB")] {
            assert_eq!(size(bytes), text);
        }
    }

    fn publication(state: PublicationState) -> Publication {
        Publication {
            id: "1".to_owned(),
            organ: "qingshui".to_owned(),
            index_number: "QS-2026-0001".to_owned(),
            shelf: Shelf::Rules,
            obligation: None,
            genre: "通知".to_owned(),
            normative: None,
            title: "关于防汛值班的通知".to_owned(),
            document_number: None,
            formed_on: jiff::civil::date(2026, 11, 2),
            summary: "防汛值班安排".to_owned(),
            body: "各村：".to_owned(),
            state,
            author: "zhou".to_owned(),
            reviewer: None,
            secrecy_opinion: None,
            return_reason: None,
            published_on: None,
            repealed_on: None,
            withdrawn_on: None,
            withdrawn_reason: None,
            valid_until: None,
        }
    }

    #[test]
    fn the_author_is_not_offered_the_review_and_is_told_why() {
        let p = publication(PublicationState::Submitted);
        let author = Open::new(&p, "zhou", |_| true);
        assert!(author.own_work && !author.approve);
        assert!(author.waiting(p.state).is_some());
        let second = Open::new(&p, "li", |_| true);
        assert!(second.approve && !second.own_work && second.waiting(p.state).is_none());
    }

    #[test]
    fn nobody_is_offered_what_role_or_state_forbids() {
        use PublicationState::{Approved, Draft, Published, Submitted, Withdrawn};
        for state in [Draft, Submitted, Approved, Published, Withdrawn] {
            assert_eq!(Open::new(&publication(state), "li", |_| false), Open::default(), "{state:?}");
        }
        assert_eq!(Open::new(&publication(Withdrawn), "li", |_| true), Open::default());
        let published = publication(Published);
        assert!(!Open::new(&published, "li", |_| true).repeal, "only a 规范性文件 is repealed");
        let normative = Publication { normative: Some("normative_document".to_owned()), ..published };
        assert!(Open::new(&normative, "li", |_| true).repeal);
        let repealed = Publication { repealed_on: Some(normative.formed_on), ..normative };
        assert!(!Open::new(&repealed, "li", |_| true).repeal);
    }
}
