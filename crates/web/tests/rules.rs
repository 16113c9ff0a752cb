//! The guides to the rules, as the public reads them.

#![allow(clippy::unwrap_used)]

mod support;

use axum::http::StatusCode;
use jiff::civil::date;
use support::{App, Client};

#[tokio::test]
async fn every_rule_has_its_place_on_its_page_and_says_why() {
    let app = App::new(date(2026, 11, 23), "/zfxxgk");
    let guides: [(&str, Vec<&domain::Rule>); 3] = [
        ("report", report::rules::all().collect()),
        ("proof", proof::guide::all().collect()),
        ("upkeep", actions::upkeep::all().collect()),
    ];
    for (guide, rules) in guides {
        let page = app.get(&mut Client::default(), &format!("/zfxxgk/rules/{guide}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let html = page.text();
        for rule in rules {
            assert!(html.contains(&format!("id=\"{}\"", rule.id)), "{} cannot be linked to", rule.id);
            assert!(html.contains(rule.title), "{}", rule.id);
        }
        for other in ["report", "proof", "upkeep"] {
            let leads = html.contains(&format!("href=\"/zfxxgk/rules/{other}\""));
            assert_eq!(leads, other != guide, "from {guide} to {other}");
        }
    }
    let html = app.get(&mut Client::default(), "/zfxxgk/rules/report").await.text();
    assert!(
        html.contains("表三“一、本年新收政府信息公开申请数量”的“自然人”栏填写“2”"),
        "examples are told in the words of the form"
    );
    let html = app.get(&mut Client::default(), "/zfxxgk/rules/proof").await.text();
    assert!(html.contains("使用的词表：程序自带的词表，2026年11月25日版。"));
    let html = app.get(&mut Client::default(), "/zfxxgk/rules/upkeep").await.text();
    assert!(html.contains("2021年1月1日起施行，有效期5年，没有登记。"));
}
