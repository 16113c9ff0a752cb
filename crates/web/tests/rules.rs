//! The guide to the rules of the annual report, as the public reads it.

#![allow(clippy::unwrap_used)]

mod support;

use axum::http::StatusCode;
use jiff::civil::date;
use support::{App, Client};

#[tokio::test]
async fn every_rule_has_its_place_on_the_page_and_says_why() {
    let app = App::new(date(2026, 11, 23), "/zfxxgk");
    let page = app.get(&mut Client::default(), "/zfxxgk/rules/report").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    for rule in report::rules::all() {
        assert!(html.contains(&format!("id=\"{}\"", rule.id)), "{} cannot be linked to", rule.id);
        assert!(html.contains(rule.title) && html.contains(rule.why), "{}", rule.id);
    }
    assert!(
        html.contains("表三“一、本年新收政府信息公开申请数量”的“自然人”栏填写“2”"),
        "examples are told in the words of the form"
    );
}
