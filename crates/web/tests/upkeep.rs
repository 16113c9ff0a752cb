//! Links, telephone numbers and the policies texts rest on, as pages: told from the forms to what the next reader sees.

#![allow(clippy::unwrap_used)]

mod support;

use actions::publications::{self, Draft};
use actions::testing::COUNTY;
use axum::http::StatusCode;
use domain::Severity;
use domain::publication::Shelf;
use jiff::civil::date;
use store::links::{LinkFinding, LinkRun};
use support::App;

fn public(app: &App, genre: &str, title: &str) -> String {
    let t = &app.town;
    let draft = Draft {
        organ: "hewan".into(),
        shelf: Shelf::Rules,
        obligation: None,
        genre: genre.into(),
        normative: genre == "规范性文件",
        title: title.into(),
        document_number: None,
        formed_on: date(2025, 3, 3),
        summary: "概述。".into(),
        body: "正文。".into(),
    };
    let id = publications::write_publication(&t.office, &t.clerk, &draft).unwrap();
    publications::submit_publication(&t.office, &t.clerk, &id).unwrap();
    publications::approve_publication(&t.office, &t.reviewer, &id, "不涉密").unwrap();
    publications::publish(&t.office, &t.clerk, &id).unwrap();
    id
}

fn finding(organ: &str, publication: Option<&str>, severity: Severity, address: &str) -> LinkFinding {
    LinkFinding {
        organ: organ.into(),
        page: "https://x.gov.cn/publications/HEWAN-2025-0001".into(),
        pages: 3,
        publication: publication.map(str::to_owned),
        address: address.into(),
        rule: "links.dead".into(),
        severity,
        message: "链接打不开：本站回答这个地址不存在（404）".into(),
        hint: Some("更正地址".into()),
        basis: None,
        first_seen: date(2026, 11, 20),
        last_seen: date(2026, 11, 22),
        failures: 2,
    }
}

#[tokio::test]
async fn links_stand_by_organ_with_the_author_and_only_within_reach() {
    let app = App::new(date(2026, 11, 23), "");
    let mut clerk = app.signed_in("clerk").await;
    let empty = app.get(&mut clerk, "/desk/links").await.text();
    assert!(empty.contains("还没有检查过") && empty.contains("public_address"), "{empty}");

    let id = public(&app, "指南", "办事指南");
    let run = LinkRun {
        ran_on: date(2026, 11, 23),
        address: "https://x.gov.cn/".into(),
        pages: 12,
        complete: false,
        summary: "读取本站页面12个。已达到页面上限12个，另有7个页面没有读取。".into(),
    };
    let findings = [
        finding("shiling", None, Severity::Warning, "http://shiling.test/"),
        finding("hewan", Some(&id), Severity::Error, "/old<b>"),
        finding("hewan", None, Severity::Question, "=1+1"),
    ];
    app.town.office.store.write(|db| store::links::replace(db, COUNTY, &run, "{}", &findings)).unwrap();
    let page = app.get(&mut clerk, "/desk/links").await.text();
    for expected in [
        "/old&#60;b&#62;",
        "起草人：clerk",
        "办事指南",
        "另有 2 个页面",
        "页面上限12个",
        "没有检查完",
        "最近见到：2026年11月22日",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(!page.contains("shiling.test"), "another organ's findings: {page}");
    let errors = app.get(&mut clerk, "/desk/links?severity=error").await.text();
    assert!(errors.contains("/old") && !errors.contains("=1+1"), "{errors}");
    let none = app.get(&mut clerk, "/desk/links?severity=warning").await.text();
    assert!(none.contains("没有符合条件的问题"), "{none}");

    let mut officer = app.signed_in("officer").await;
    let page = app.get(&mut officer, "/desk/links").await.text();
    assert!(page.contains("<h2>河湾镇人民政府</h2>") && page.contains("<h2>石岭乡人民政府</h2>"), "{page}");
    let table = app.get(&mut officer, "/desk/links/export.csv?organ=hewan").await;
    assert!(table.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    let text = table.text();
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.contains(",'=1+1,") && text.contains("河湾镇人民政府,clerk,错误,"), "{text}");
    let foreign = app.get(&mut clerk, "/desk/links/export.csv?organ=shiling").await.text();
    assert_eq!(foreign.lines().count(), 1, "{foreign}");
}

#[tokio::test]
async fn a_number_is_entered_called_twice_and_comes_back_to_its_organ() {
    let app = App::new(date(2026, 11, 20), "");
    let mut clerk = app.signed_in("clerk").await;
    let page = app.get(&mut clerk, "/desk/contacts").await.text();
    assert!(page.contains("还没有联系电话") && page.contains("登记一个联系电话"), "{page}");
    let typed = [("new_organ", "hewan"), ("label", ""), ("phone", "2234567"), ("purpose", "信息公开咨询")];
    let refused = app.post(&mut clerk, "/desk/contacts", &typed).await;
    let text = refused.text();
    assert_eq!(refused.status, StatusCode::OK);
    assert!(
        text.contains("有 2 处需要改一下") && text.contains("区号") && text.contains("value=\"2234567\""),
        "{text}"
    );
    let typed = [("new_organ", "hewan"), ("label", "党政办"), ("phone", "(0938)2234567"), ("purpose", "咨询")];
    assert_eq!(app.post(&mut clerk, "/desk/contacts", &typed).await.status, StatusCode::SEE_OTHER);
    let mobile = [("new_organ", "hewan"), ("label", "值班"), ("phone", "13800000000"), ("purpose", "值班")];
    app.post(&mut clerk, "/desk/contacts", &mobile).await;
    let page = app.get(&mut clerk, "/desk/contacts").await.text();
    assert!(page.contains("是手机号码") && page.contains("0938-2234567") && page.contains("尚未拨测"), "{page}");
    let gone = [("organ", "hewan"), ("phone", "13800000000")];
    assert_eq!(app.post(&mut clerk, "/desk/contacts/remove", &gone).await.status, StatusCode::SEE_OTHER);

    let mut officer = app.signed_in("officer").await;
    let tasks = app.get(&mut officer, "/desk").await.text();
    assert!(tasks.contains("拨测公布的联系电话") && tasks.contains("href=\"/desk/contacts\""), "{tasks}");
    let key = "hewan-0938-2234567";
    let (on, result) = (format!("called_on-{key}"), format!("result-{key}"));
    let number = [("organ", "hewan"), ("phone", "0938-2234567")];
    let refused = app.post(&mut officer, "/desk/contacts/calls", &[number[0], number[1], (&on, "2026-11-21")]).await;
    assert!(refused.text().contains("请选择结果"), "{}", refused.text());
    for (day, said) in [("2026-11-20", "无人接听一次"), ("2026-11-24", "两次以上无人接听")] {
        app.town.office.clock.move_to(day.parse().unwrap());
        let fields = [number[0], number[1], (on.as_str(), day), (result.as_str(), "unanswered")];
        assert_eq!(app.post(&mut officer, "/desk/contacts/calls", &fields).await.status, StatusCode::SEE_OTHER);
        let page = app.get(&mut officer, "/desk/contacts").await.text();
        assert!(page.contains(said), "{said}: {page}");
    }
    let page = app.get(&mut clerk, "/desk/contacts?state=faulty").await.text();
    assert!(page.contains("接连2次拨打无人接听") && page.contains("拨测记录（2次）"), "{page}");
    let tasks = app.get(&mut clerk, "/desk?kind=contact").await.text();
    assert!(tasks.contains("更正或者安排接听：党政办"), "{tasks}");
    let mut reviewer = app.signed_in("reviewer").await;
    let page = app.get(&mut reviewer, "/desk/contacts").await.text();
    assert!(
        page.contains("0938-2234567") && !page.contains("/desk/contacts/calls") && !page.contains("停用这个号码"),
        "{page}"
    );
}

#[tokio::test]
async fn a_text_is_bound_to_a_policy_and_comes_up_when_it_expires() {
    let app = App::new(date(2026, 11, 20), "/zfxxgk");
    let policy = public(&app, "规范性文件", "临时救助办法");
    let text = public(&app, "指南", "临时救助问答");
    let mut clerk = app.signed_in("clerk").await;
    let (text_path, policy_path) = (format!("/desk/publications/{text}"), format!("/desk/publications/{policy}"));
    let at = |path: &str| format!("/zfxxgk{path}");
    let bind = at(&format!("{text_path}/basis"));
    app.post(&mut clerk, &bind, &[("policy", "HEWAN-2025-0009")]).await;
    let page = app.get(&mut clerk, &at(&text_path)).await.text();
    assert!(page.contains("没有找到索引号为HEWAN-2025-0009"), "{page}");
    app.post(&mut clerk, &bind, &[("policy", "HEWAN-2025-0001")]).await;
    let page = app.get(&mut clerk, &at(&text_path)).await.text();
    assert!(page.contains(&format!("<a href=\"{}\">临时救助办法</a>", at(&policy_path))), "{page}");
    let page = app.get(&mut clerk, &at(&policy_path)).await.text();
    assert!(page.contains("以本文为依据的信息") && page.contains("临时救助问答"), "{page}");

    app.post(&mut clerk, &at(&format!("{policy_path}/validity")), &[("valid_until", "2026-11-21")]).await;
    let mut nobody = support::Client::default();
    let public_page = at("/publications/HEWAN-2025-0001");
    assert!(app.get(&mut nobody, &public_page).await.text().contains("有效（至2026年11月21日）"));
    assert!(!app.get(&mut clerk, &at("/desk")).await.text().contains("依据复核</td>"));
    app.town.office.clock.move_to(date(2026, 11, 22));
    let tasks = app.get(&mut clerk, &at("/desk")).await.text();
    assert!(tasks.contains(&format!("{}#basis", at(&text_path))) && tasks.contains("有效期已满"), "{tasks}");
    assert!(app.get(&mut nobody, &public_page).await.text().contains("本文件的有效期至2026年11月21日，已满"));
    let page = app.get(&mut clerk, &at(&text_path)).await.text();
    assert!(page.contains("1项已经失效"), "{page}");
    let remove = at(&format!("{text_path}/basis/{policy}/remove"));
    assert_eq!(app.post(&mut clerk, &remove, &[]).await.status, StatusCode::SEE_OTHER);
    let page = app.get(&mut clerk, &at(&text_path)).await.text();
    assert!(page.contains("已取消这项依据") && page.contains("没有登记。问答、指南"), "{page}");
}
