//! The pages of this part told through the router: who is shown what, what a post changes, what comes back refused.

use std::sync::Arc;

use actions::set_up::{NewAccount, add_account, add_county, add_organ};
use actions::{Clock, Office, sign_in};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::organ::OrganLevel;
use store::organs::{Contacts, County, Organ};
use tower::ServiceExt;

use crate::{Settings, Site, cookies, routes};

const PASSWORD: &str = "gongkai-2026-lianxi";

/// A township with its desk, and a browser for each account.
struct House {
    _folder: tempfile::TempDir,
    site: Arc<Site>,
    router: Router,
}

struct Answer {
    status: StatusCode,
    place: String,
    disposition: String,
    text: String,
}

impl House {
    fn new() -> House {
        let folder = tempfile::tempdir().unwrap();
        let office = Office::open(folder.path(), Clock::practice(jiff::civil::date(2026, 11, 23))).unwrap();
        let county = County { slug: "qingshan".to_owned(), name: "青山县".to_owned(), note: None };
        add_county(&office, &county).unwrap();
        for (id, name, parent) in [("qingshui", "清水镇人民政府", None), ("baishi", "白石乡人民政府", None)]
        {
            let organ = Organ {
                id: id.to_owned(),
                name: name.to_owned(),
                short: name.to_owned(),
                level: OrganLevel::Township,
                parent,
                code: id.to_uppercase(),
                contacts: Contacts::default(),
            };
            add_organ(&office, "qingshan", &organ).unwrap();
        }
        for (login, name, organ, roles) in [
            ("zhou", "周明", "qingshui", &["clerk", "reviewer"][..]),
            ("li", "李红", "qingshui", &["head"]),
            ("chen", "陈刚", "baishi", &["head"]),
            ("sun", "孙静", "qingshui", &["auditor"]),
        ] {
            let roles = roles.iter().map(|r| (*r).to_owned()).collect();
            let (login, name) = (login.to_owned(), name.to_owned());
            let account = NewAccount { login, name, organ: organ.to_owned(), roles, password: PASSWORD.to_owned() };
            add_account(&office, "qingshan", &account).unwrap();
        }
        let site = Arc::new(Site::new(Arc::new(office), county, "/gk", Settings::default()));
        House { _folder: folder, router: routes::router(&site), site }
    }

    /// Uploads a file as a browser does.
    async fn upload(&self, login: &str, path: &str, name: &str, content: &str) -> Answer {
        let signed = sign_in::sign_in(&self.site.office, "qingshan", login, PASSWORD).unwrap();
        let part = |head: &str, body: &str| format!("--gk\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
        let file = format!("name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html");
        let body = format!("{}{}--gk--\r\n", part("name=\"csrf\"", &signed.csrf), part(&file, content));
        let request = Request::builder()
            .uri(self.site.url(path))
            .method("POST")
            .header(header::COOKIE, format!("gk_session={}", signed.token))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=gk");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn ask(&self, login: &str, path: &str, form: Option<&[(&str, &str)]>) -> Answer {
        let signed = sign_in::sign_in(&self.site.office, "qingshan", login, PASSWORD).unwrap();
        let request =
            Request::builder().uri(self.site.url(path)).header(header::COOKIE, format!("gk_session={}", signed.token));
        let request = match form {
            None => request.body(Body::empty()),
            Some(fields) => {
                let mut body = format!("csrf={}", signed.csrf);
                for (name, value) in fields {
                    body.push_str(&format!("&{name}={}", cookies::encode(value)));
                }
                let kind = "application/x-www-form-urlencoded";
                request.method("POST").header(header::CONTENT_TYPE, kind).body(Body::from(body))
            }
        };
        self.send(request.unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let disposition = response.headers().get(header::CONTENT_DISPOSITION);
        let disposition = disposition.map_or("", |v| v.to_str().unwrap()).to_owned();
        let status = response.status();
        let place = response.headers().get(header::LOCATION).map_or("", |v| v.to_str().unwrap()).to_owned();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, place, disposition, text: String::from_utf8(bytes.into()).unwrap() }
    }

    async fn get(&self, login: &str, path: &str) -> String {
        let answer = self.ask(login, path, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.text
    }

    /// Posts a form that must be taken; where it leads, below the base.
    async fn post(&self, login: &str, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.ask(login, path, Some(form)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text);
        answer.place.strip_prefix("/gk").unwrap().to_owned()
    }
}

const DRAFT: [(&str, &str); 7] = [
    ("organ", "qingshui"),
    ("shelf", "rules"),
    ("genre", "通知"),
    ("normative", "yes"),
    ("title", "清水镇防汛值班制度"),
    ("summary", "规定汛期值班的人员和时间"),
    ("body", "各村：\n一、值班时间\n1<每天"),
];

#[tokio::test]
async fn a_draft_becomes_public_only_through_a_second_person() {
    let house = House::new();
    let refused = house.ask("zhou", "/desk/publications/new", Some(&DRAFT)).await;
    assert_eq!(refused.status, StatusCode::OK);
    assert!(refused.text.contains("有 1 处需要改一下") && refused.text.contains("请填写成文日期"), "{}", refused.text);
    assert!(refused.text.contains("清水镇防汛值班制度"), "what was typed is kept");

    let form = [&DRAFT[..], &[("formed_on", "2026-11-02")]].concat();
    let path = house.post("zhou", "/desk/publications/new", &form).await;
    let list = house.get("zhou", "/desk/publications?q=防汛&state=draft").await;
    assert!(list.contains("QINGSHUI-2026-0001") && list.contains("周明") && list.contains("个工作日"), "{list}");
    assert!(house.get("chen", "/desk/publications").await.contains("还没有信息"), "out of reach");
    assert_eq!(house.ask("chen", &path, None).await.status, StatusCode::NOT_FOUND);

    let page = house.get("zhou", &path).await;
    assert!(page.contains("提交审核") && page.contains("<h2>一、值班时间</h2>") && !page.contains("<每天"), "{page}");
    assert!(house.get("zhou", &format!("{path}/edit")).await.contains("修改信息"));
    house.post("zhou", &format!("{path}/submit"), &[]).await;

    let page = house.get("zhou", &path).await;
    assert!(page.contains("这条信息是您起草的") && !page.contains("/approve"), "{page}");
    house.post("zhou", &format!("{path}/approve"), &[("secrecy_opinion", "不涉密")]).await;
    assert!(house.get("zhou", &path).await.contains("待审核"), "the author cannot approve");

    house.post("li", &format!("{path}/approve"), &[("secrecy_opinion", "不涉及国家秘密，可以公开")]).await;
    house.post("li", &format!("{path}/publish"), &[]).await;
    let page = house.get("li", &path).await;
    assert!(
        page.contains("/gk/publications/QINGSHUI-2026-0001") && page.contains("不涉及国家秘密，可以公开"),
        "{page}"
    );
    assert!(page.contains("/repeal") && page.contains("/withdraw") && !page.contains("/publish\""), "{page}");

    house.post("li", &format!("{path}/repeal"), &[("repealed_on", "2026-11-20")]).await;
    house.post("li", &format!("{path}/withdraw"), &[("withdraw_reason", "内容有误")]).await;
    let page = house.get("li", &path).await;
    assert!(page.contains("已撤下") && page.contains("内容有误") && page.contains("已废止"), "{page}");
}

#[tokio::test]
async fn files_stay_with_the_draft_and_are_only_downloaded() {
    let house = House::new();
    let path =
        house.post("zhou", "/desk/publications/new", &[&DRAFT[..], &[("formed_on", "2026-11-02")]].concat()).await;
    let files = format!("{path}/files");
    let none = house.upload("zhou", &files, "", "").await;
    assert_eq!(none.status, StatusCode::SEE_OTHER);
    assert!(house.get("zhou", &path).await.contains("没有附件"));
    house.upload("zhou", &files, "值班表.html", "<script>1</script>").await;
    let page = house.get("zhou", &path).await;
    let (_, rest) = page.split_once(&format!("/gk{files}/")).unwrap();
    let file = format!("{files}/{}", rest.split('"').next().unwrap());
    assert!(page.contains("值班表.html") && page.contains("18 字节"), "{page}");
    let answer = house.ask("li", &file, None).await;
    assert_eq!(answer.text, "<script>1</script>");
    assert!(answer.disposition.starts_with("attachment; filename*=UTF-8''%E5%80%BC"), "{}", answer.disposition);
    assert_eq!(house.ask("chen", &file, None).await.status, StatusCode::NOT_FOUND, "out of reach");

    house.post("zhou", &format!("{path}/submit"), &[]).await;
    house.post("zhou", &format!("{file}/remove"), &[]).await;
    assert!(house.get("zhou", &path).await.contains("值班表.html"), "what is under review does not change");
    house.post("li", &format!("{path}/return"), &[("return_reason", "附件有误")]).await;
    assert!(house.get("zhou", &path).await.contains("已退回修改，原因：附件有误"));
    house.post("zhou", &format!("{file}/remove"), &[]).await;
    assert!(house.get("zhou", &path).await.contains("没有附件"));
}

#[tokio::test]
async fn figures_and_work_are_kept_or_come_back_with_every_problem() {
    let house = House::new();
    let path = "/desk/records/ledger";
    let refused = house.ask("zhou", path, Some(&[("figure_kind", "fee"), ("figure_count", "3")])).await.text;
    assert!(refused.contains("<details class=\"gkui-details\" open>"), "{refused}");
    assert!(
        refused.contains("收费只填金额") && refused.contains("请填写日期") && refused.contains("请填写金额"),
        "{refused}"
    );
    let figure = [("figure_organ", "qingshui"), ("figure_on", "2026-11-20"), ("figure_kind", "procurement")];
    let figure = [&figure[..], &[("figure_count", "2"), ("figure_amount", "1582860.5")]].concat();
    house.post("zhou", path, &figure).await;
    let work = [("work_organ", "qingshui"), ("work_on", "2025-03-01"), ("work_part", "supervision")];
    let work = [&work[..], &[("work_content", "举办业务培训"), ("work_quantity", "1"), ("work_unit", "次")]].concat();
    house.post("zhou", "/desk/records/work", &work).await;
    let all = house.get("zhou", "/desk/records").await;
    assert!(all.contains("2 项，1,582,860.50 元") && all.contains("举办业务培训"), "{all}");
    let year = house.get("zhou", "/desk/records?year=2025").await;
    assert!(!year.contains("1,582,860.50") && year.contains("举办业务培训"), "{year}");
    assert!(!house.get("sun", "/desk/records").await.contains("登记一项数据"), "an auditor reads only");
}

#[tokio::test]
async fn a_case_is_noted_and_concluded_and_the_trail_shows_it() {
    let house = House::new();
    let refused = house.ask("zhou", "/desk/reviews", Some(&[("request", "YSQ-1")])).await.text;
    assert!(refused.contains("没有找到这个登记号") && refused.contains("请选择案件类型"), "{refused}");
    let case = [("case_organ", "qingshui"), ("kind", "reconsideration"), ("authority", "青山县人民政府")];
    house.post("zhou", "/desk/reviews", &[&case[..], &[("filed_on", "2026-10-09")]].concat()).await;
    let page = house.get("zhou", "/desk/reviews?state=pending").await;
    assert!(page.contains("青山县人民政府") && page.contains("尚未审结"), "{page}");
    let (_, rest) = page.split_once("/gk/desk/reviews/").unwrap();
    let id = rest.split('/').next().unwrap();
    let (on, result) = (format!("concluded_on-{id}"), format!("result-{id}"));
    let path = format!("/desk/reviews/{id}/conclude");
    let early = house.ask("zhou", &path, Some(&[(&*on, "2026-10-01"), (&*result, "upheld")])).await.text;
    assert!(early.contains("审结日期不能早于受理日期") && early.contains("value=\"2026-10-01\""), "{early}");
    house.post("zhou", &path, &[(&*on, "2026-11-20"), (&*result, "corrected")]).await;
    assert!(house.get("zhou", "/desk/reviews?state=concluded").await.contains("2026年11月20日　结果纠正"));

    let trail = house.get("sun", "/desk/audit").await;
    assert!(
        trail.contains("记录链完整") && trail.contains("登记审理结果") && trail.contains("周明（zhou）"),
        "{trail}"
    );
    assert_eq!(house.ask("zhou", "/desk/audit", None).await.status, StatusCode::FORBIDDEN);
}
