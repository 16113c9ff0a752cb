//! 校对词语 at the desk, and the button that begins the checks.

#![allow(clippy::unwrap_used)]

mod support;

use axum::http::StatusCode;
use jiff::civil::date;
use support::{App, Client};

#[tokio::test]
async fn an_officer_keeps_words_and_exceptions_and_a_clerk_reads_them() {
    let app = App::new(date(2026, 11, 23), "/zfxxgk");
    let mut officer = app.signed_in("officer").await;
    let refused = app.post(&mut officer, "/zfxxgk/desk/wording", &[("word", "一"), ("class", "banned")]).await;
    assert_eq!(refused.status, StatusCode::OK);
    let html = refused.text();
    assert!(html.contains("一个字会误报太多") && html.contains("请填写依据"), "all that is wrong at once");
    let word = [("word", "飞地园区"), ("class", "banned"), ("instead", "合作园区"), ("source", "县政府办公室通知")];
    app.post(&mut officer, "/zfxxgk/desk/wording", &word).await;
    let wrong = [("rule", ""), ("text", "信访案件"), ("reason", "文书名称"), ("until", "明天")];
    let refused = app.post(&mut officer, "/zfxxgk/desk/wording/exceptions", &wrong).await.text();
    assert!(refused.contains("日期应写成"), "a day that is none is told, and what was typed stays");
    assert!(refused.contains("value=\"信访案件\""));
    let exception = [("rule", "proof.term"), ("text", "信访案件"), ("reason", "文书名称"), ("until", "")];
    app.post(&mut officer, "/zfxxgk/desk/wording/exceptions", &exception).await;

    let mut clerk = app.signed_in("clerk").await;
    let html = app.get(&mut clerk, "/zfxxgk/desk/wording").await.text();
    for part in ["飞地园区", "合作园区", "县政府办公室通知", "信访案件", "文书名称", "规范用语", "长期"]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("登记词语</button>"), "a clerk cannot enter any");
    let body = r#"{"body":"建设飞地园区。根据县信访案件台账办理。"}"#;
    let answer = app.post_json(&mut Client::default(), "/zfxxgk/api/v1/proof", body).await.text();
    assert!(answer.contains("飞地园区") && !answer.contains("proof.term"), "{answer}");

    app.post(&mut officer, "/zfxxgk/desk/wording/remove", &[("word", "飞地园区")]).await;
    let html = app.get(&mut clerk, "/zfxxgk/desk/wording").await.text();
    assert!(!html.contains("飞地园区") && html.contains("还没有登记本地词语"));
}

#[tokio::test]
async fn checks_are_begun_from_the_page_and_their_report_stands_there() {
    let app = App::new(date(2026, 11, 23), "/zfxxgk");
    let mut clerk = app.signed_in("clerk").await;
    assert!(!app.get(&mut clerk, "/zfxxgk/desk/sweep").await.text().contains("立即检查"));
    let mut officer = app.signed_in("officer").await;
    assert!(app.get(&mut officer, "/zfxxgk/desk/sweep").await.text().contains("立即检查"));
    let sent = app.post(&mut officer, "/zfxxgk/desk/checks", &[("from", "sweep")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let html = loop {
        let html = app.get(&mut officer, "/zfxxgk/desk/sweep").await.text();
        if !html.contains("正在进行：") {
            break html;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    };
    assert!(html.contains("2026年11月23日检查的情况（有的检查没有完成）"), "no public address is set");
    assert!(html.contains("内容巡查：已完成。") && html.contains("检查链接：没有进行。"));
}
