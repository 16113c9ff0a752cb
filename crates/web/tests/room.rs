//! The report room in process: what the county officer sees and does, from an empty room to a decided finding.

#![allow(clippy::unwrap_used)]

mod support;

use axum::http::StatusCode;
use jiff::civil::date;
use report::layout::{Layout, layout};
use report::{AnnualReport, CellName, Form, Number};
use support::{App, between};

/// A report of 河湾镇 for 2025 as a text file, every cell 0 but one that breaks the balance.
fn file() -> Vec<u8> {
    let mut report = AnnualReport::blank(Form::for_year(2025).unwrap());
    report.organ = Some("河湾镇人民政府".into());
    report.year = Some(2025);
    report::Narrative { opening: Some("本镇情况如下。".into()), ..report::Narrative::default() }
        .write_into(&mut report);
    let names: Vec<CellName> = report.cells().into_iter().map(|(name, _)| name).collect();
    for name in names {
        let wrong = ["requests.new[0]", "requests.new[6]"].contains(&name.to_string().as_str());
        report.cell_mut(name).unwrap().value = Some(Number::from(i64::from(wrong)));
    }
    documents::write::html::page(&layout(&report, &Layout::default())).into_bytes()
}

#[tokio::test]
async fn an_officer_receives_a_file_decides_a_finding_and_takes_it_back() {
    let app = App::new(date(2026, 2, 3), "/zfxxgk");
    let mut officer = app.signed_in("officer").await;
    let room = app.get(&mut officer, "/zfxxgk/desk/report-room").await.text();
    assert!(room.contains("2025年度，3个机关：1个未开始，2个逾期"), "{room}");
    assert!(room.contains("超期 3 天") && room.contains("进度：未开始"), "{room}");

    // One is read, one is refused with the reader's sentence, the third is the first again.
    let bytes = file();
    let picture = b"\x89PNG\r\n\x1a\n0000".as_slice();
    let posted = [("河湾镇.html", bytes.as_slice()), ("扫描.png", picture), ("副本.html", bytes.as_slice())];
    let page = app.post_files(&mut officer, "/zfxxgk/desk/report-room/files", &posted).await;
    let text = page.text();
    assert_eq!(page.status, StatusCode::OK, "{text}");
    assert!(text.contains("已接收：河湾镇.html"), "{text}");
    assert!(text.contains("这是图片") && text.contains("这个文件已经收到过"), "{text}");
    assert!(text.contains("认出是河湾镇人民政府2025年的报告"), "{text}");

    // Without an organ it is asked for; what was chosen stays.
    let id = between(&text, "name=\"file\" value=\"", "\"");
    let (organ, year) = (format!("organ-{id}"), format!("year-{id}"));
    let confirm = "/zfxxgk/desk/report-room/files/confirm";
    let page = app.post(&mut officer, confirm, &[("file", &id), (&organ, ""), (&year, "2025")]).await.text();
    assert!(page.contains("请选择报告所属的机关") && page.contains("aria-invalid"), "{page}");
    let page = app.post(&mut officer, confirm, &[("file", &id), (&organ, "hewan"), (&year, "2025")]).await;
    assert_eq!(page.location(), format!("/zfxxgk/desk/report-room/files/{id}"));

    // The finding leads to the marked cell and the cell leads back.
    let here = page.location();
    let text = app.get(&mut officer, &here).await.text();
    assert!(text.contains("<mark class=\"gk-mark\" id=\"mark-"), "{text}");
    assert!(text.contains("href=\"#finding-1\"") && text.contains("id=\"finding-1\""), "{text}");
    let balance = between(&text, "勾稽", "</li>");
    assert!(!balance.is_empty(), "{text}");
    let key = between(&text, "name=\"fingerprint\" value=\"", "\"");
    let back = here.strip_prefix("/zfxxgk").unwrap().to_owned();
    let decisions = "/zfxxgk/desk/reports/hewan/2025/decisions";
    let decide = |verdict: &'static str, reason: &'static str| {
        vec![
            ("fingerprint", key.clone()),
            ("back", back.clone()),
            ("verdict", verdict.into()),
            ("reason", reason.into()),
        ]
    };
    fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
        fields.iter().map(|(n, v)| (*n, v.as_str())).collect()
    }
    app.post(&mut officer, decisions, &pairs(&decide("dismissed", ""))).await;
    let text = app.get(&mut officer, &here).await.text();
    assert!(text.contains("请写明理由"), "{text}");
    let done = app.post(&mut officer, decisions, &pairs(&decide("dismissed", "第六部分<已说明>"))).await;
    assert_eq!(done.location(), here, "back to the file");
    let text = app.get(&mut officer, &here).await.text();
    assert!(
        text.contains("已认定不属实或者可以接受的（1）") && text.contains("理由：第六部分&#60;已说明&#62;"),
        "{text}"
    );
    app.post(&mut officer, decisions, &pairs(&decide("undo", ""))).await;
    let text = app.get(&mut officer, &here).await.text();
    assert!(!text.contains("已认定不属实或者可以接受的"), "{text}");

    // The room knows; so does its table for spreadsheets; the original comes back byte by byte.
    let room = app.get(&mut officer, "/zfxxgk/desk/report-room?state=late").await.text();
    assert!(room.contains("进度：已检查") && room.contains("条待认定"), "{room}");
    let csv = app.get(&mut officer, "/zfxxgk/desk/report-room/export.csv?state=late").await;
    assert!(
        csv.text().starts_with('\u{feff}') && csv.text().contains("河湾镇人民政府,乡镇,2025,逾期,已检查,2026-01-31"),
        "{}",
        csv.text()
    );
    let original = app.get(&mut officer, &format!("{here}/original")).await;
    assert_eq!(original.bytes, bytes);
    assert!(original.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let square = app.get(&mut officer, "/zfxxgk/desk/report-room/organs/hewan/2025").await.text();
    assert!(square.contains("河湾镇.html") && square.contains("现用"), "{square}");
}

#[tokio::test]
async fn pages_of_the_room_refuse_what_is_out_of_place_with_a_sentence() {
    let app = App::new(date(2026, 2, 3), "");
    let mut officer = app.signed_in("officer").await;
    let none = app.post_files(&mut officer, "/desk/report-room/files", &[]).await;
    assert_eq!(none.status, StatusCode::SEE_OTHER);
    let page = app.get(&mut officer, "/desk/report-room/files").await.text();
    assert!(page.contains("请先选择文件") && page.contains("还没有确认过的文件"), "{page}");
    let village = app.get(&mut officer, "/desk/report-room/organs/shanghe/2025").await;
    assert_eq!(village.status, StatusCode::NOT_FOUND, "a village owes no report");
    let wrong = [("signed_on", "2026-02-30"), ("published_on", "2026-02-01"), ("address", "")];
    let page = app.post(&mut officer, "/desk/report-room/organs/hewan/2025/elsewhere", &wrong).await.text();
    assert!(page.contains("日期应写成") && page.contains("value=\"2026-02-30\""), "{page}");
    let compare = "/desk/report-room/compare?left=hewan&left_year=2024&right=hewan&right_year=2025";
    let page = app.get(&mut officer, compare).await.text();
    assert!(page.contains("按今天的记录试编") && page.contains("表格中有 0 处不同"), "{page}");
    let page = app.get(&mut officer, "/desk/report-room/dry-run").await.text();
    assert!(page.contains("假如2026年度今天结束"), "{page}");
    // A decision cannot lead the browser elsewhere.
    let fields = [("fingerprint", "x"), ("verdict", "undo"), ("back", "/desk/reports//evil.example/..//")];
    let page = app.post(&mut officer, "/desk/reports/hewan/2025/decisions", &fields).await;
    assert_ne!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn letters_can_be_printed_and_taken_home_in_every_format() {
    let app = App::new(date(2026, 2, 3), "");
    let mut officer = app.signed_in("officer").await;
    let page = app.get(&mut officer, "/desk/report-room/reminders?year=2025").await.text();
    assert!(page.contains("value=\"hewan/2025\" checked") && !page.contains("value=\"county/"), "{page}");
    let made =
        app.post(&mut officer, "/desk/report-room/reminders", &[("to", "hewan/2025"), ("to", "shiling/2025")]).await;
    let batch = made.location();
    let page = app.get(&mut officer, &batch).await.text();
    assert!(page.contains("河湾镇人民政府：") && page.contains("石岭乡人民政府："), "{page}");
    for (extension, begins) in [("docx", "PK"), ("html", "<!DOCTYPE html>"), ("pdf", "%PDF-")] {
        let file = app.get(&mut officer, &format!("{batch}/letters.{extension}")).await;
        assert!(file.bytes.starts_with(begins.as_bytes()), "{extension}");
    }
    let other = app.get(&mut officer, &format!("{batch}/letters.exe")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}
