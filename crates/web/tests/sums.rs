//! The sum over all organs as the public and as an officer see it, its charts, files and open data.

#![allow(clippy::unwrap_used)]

mod support;

use std::io::{Cursor, Read};

use actions::received::{confirm_report, receive_report};
use actions::records::{record_ledger, record_work};
use actions::reports::publish_report;
use actions::requests::{receive_request, record_step};
use actions::testing::application;
use axum::http::StatusCode;
use domain::request::{Channel, Event, Outcome};
use jiff::civil::date;
use report::records::{LedgerEntry, LedgerItem, WorkPart};
use report::{AnnualReport, CellName, Form, Layout, Number, layout};
use serde_json::Value;
use support::{App, Client};

/// 河湾镇 has published 2024 and 2025; 石岭乡 has figures of 2025 and has published nothing; the county office nothing.
fn county() -> App {
    let app = App::new(date(2024, 3, 1), "");
    let t = &app.town;
    let licences = |count| LedgerEntry::Decisions { item: LedgerItem::Licence, count };
    for (year, month) in [(2024, 3), (2025, 4)] {
        t.office.clock.move_to(date(year, month, 1));
        let asked = receive_request(&t.office, &t.clerk, &application(Channel::Counter, date(year, month, 1))).unwrap();
        let reply = Event::Replied { outcome: Some(Outcome::Granted), text: "予以公开。".into() };
        t.office.clock.move_to(date(year, month, 10));
        record_step(&t.office, &t.clerk, &asked.id, date(year, month, 10), reply).unwrap();
        for part in [
            WorkPart::Proactive,
            WorkPart::Management,
            WorkPart::Platform,
            WorkPart::Supervision,
            WorkPart::Problem,
            WorkPart::Improvement,
        ] {
            record_work(&t.office, &t.clerk, "hewan", date(year, 3, 6), part, "按目录公开补贴信息", None).unwrap();
        }
        record_ledger(&t.office, &t.clerk, "hewan", date(year, 3, 6), &licences(12), "上半年").unwrap();
        t.office.clock.move_to(date(year + 1, 1, 20));
        publish_report(&t.office, &t.head, "hewan", year).unwrap();
    }
    record_ledger(&t.office, &t.other_clerk, "shiling", date(2025, 6, 6), &licences(30), "上半年").unwrap();
    app
}

const LICENCES: &str = "proactive.licences.decisions";

#[tokio::test]
async fn the_public_sum_adds_what_is_published_and_names_who_is_missing() {
    let app = county();
    let mut client = Client::default();
    let page = app.get(&mut client, "/reports/all/2025").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    assert!(text.contains("应当编制年度报告的机关 3 个，已公布 1 个"), "{text}");
    assert!(text.contains("/reports/all/2025/cells/proactive.licences.decisions"));
    assert!(text.contains("还有2个单位没有计入"));
    // The trend over both published years is drawn.
    assert!(text.contains("2024—2025年政府信息公开申请办理情况") && text.contains("role=\"img\""));
    assert!(!text.contains(" style=") && !text.contains("<style"));
    let cell = app.get(&mut client, &format!("/reports/all/2025/cells/{LICENCES}")).await.text();
    assert!(cell.contains("河湾镇人民政府") && cell.contains(">12<"), "{cell}");
    assert!(cell.contains("石岭乡人民政府：没有本年度的年度报告"), "{cell}");
    assert!(!cell.contains("30"), "nothing of a draft is public");
    for path in [
        "/reports/all/2023",
        "/reports/all/none",
        "/reports/all/2025/cells/none",
        "/reports/all/2025/sum.exe",
        "/reports/all/2025/x.pdf",
    ] {
        assert_eq!(app.get(&mut client, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let list = app.get(&mut client, "/reports").await.text();
    assert!(list.contains("href=\"/reports/all/2025\"") && list.contains("href=\"/reports/open-data\""));
}

#[tokio::test]
async fn a_report_page_shows_charts_and_offers_them_as_files() {
    let app = county();
    let mut client = Client::default();
    let text = app.get(&mut client, "/reports/hewan/2025").await.text();
    for title in ["2024—2025年政府信息公开申请办理情况", "2025年申请办理结果", "2025年新收申请的申请人构成"]
    {
        assert!(text.contains(title), "{title}");
    }
    assert!(text.contains("各项均为0，不画图。"), "no review in that year");
    // How requests kept their day stands in no report and is not told in public.
    assert!(!text.contains("答复是否按期"));
    for (file, begins) in [("charts.docx", "PK"), ("charts.pdf", "%PDF-")] {
        let page = app.get(&mut client, &format!("/reports/hewan/2025/{file}")).await;
        assert_eq!(page.status, StatusCode::OK, "{file}");
        assert!(page.bytes.starts_with(begins.as_bytes()), "{file}");
    }
    assert_eq!(app.get(&mut client, "/reports/hewan/2025/charts.json").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_desk_sums_drafts_too_within_reach() {
    let app = county();
    let mut officer = app.signed_in("officer").await;
    let text = app.get(&mut officer, "/desk/sums/2025").await.text();
    assert!(text.contains("青山县2025年数据汇总"), "{text}");
    assert!(text.contains("其中 1 个单位的报告还没有在本网站公布"), "{text}");
    assert!(text.contains("应报 3 个单位，计入 2 个") && text.contains("没有记录，也没有开始编制"));
    assert!(text.contains("2025年答复是否按期"));
    let cell = app.get(&mut officer, &format!("/desk/sums/2025/cells/{LICENCES}")).await.text();
    assert!(cell.contains("：42</h1>"), "{cell}");
    // A clerk of one town sees that town only.
    let mut clerk = app.signed_in("clerk").await;
    let own = app.get(&mut clerk, &format!("/desk/sums/2025/cells/{LICENCES}")).await.text();
    assert!(own.contains("：12</h1>") && !own.contains("石岭乡"), "{own}");
    assert!(app.get(&mut clerk, "/desk/sums").await.text().contains("河湾镇人民政府2025年数据汇总"));
    for path in ["/desk/sums/2018", "/desk/sums/2027", "/desk/sums/2025/files/sum.exe"] {
        assert_eq!(app.get(&mut officer, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_received_file_counts_for_an_organ_that_keeps_no_records_here() {
    let app = county();
    let t = &app.town;
    let mut report = AnnualReport::blank(Form::for_year(2025).unwrap());
    report.organ = Some("青山县人民政府办公室".into());
    report.year = Some(2025);
    for (section, title) in report.sections.iter_mut().zip(&report.form.sections) {
        section.title.clone_from(&title.title);
    }
    let names: Vec<CellName> = report.cells().into_iter().map(|(name, _)| name).collect();
    for name in names {
        report.cell_mut(name).unwrap().value = Some(Number::ZERO);
    }
    report.cell_mut(LICENCES.parse().unwrap()).unwrap().value = Some(Number::from(5));
    // A slash stays a slash: the sum of that cell is undecided.
    let slash = report.cell_mut("requests.new[0]".parse().unwrap()).unwrap();
    (slash.value, slash.raw) = (None, Some("/".into()));
    let file = documents::write::docx::write(&layout(&report, &Layout::default())).unwrap();
    let receipt = receive_report(&t.office, &t.officer, "年报.docx", "application/octet-stream", &file).unwrap();
    confirm_report(&t.office, &t.officer, &receipt.id, "county", 2025).unwrap();
    let mut officer = app.signed_in("officer").await;
    let cell = app.get(&mut officer, &format!("/desk/sums/2025/cells/{LICENCES}")).await.text();
    assert!(cell.contains("：47</h1>"), "{cell}");
    let undecided = app.get(&mut officer, "/desk/sums/2025/cells/requests.new%5B0%5D").await.text();
    assert!(undecided.contains("：未定</h1>") && undecided.contains("已经确定的各单位合计是 1"), "{undecided}");
    assert!(undecided.contains("“/”，不是数字（需要核实）"), "{undecided}");
    assert!(app.get(&mut officer, "/desk/sums/2025").await.text().contains("按收到的报告文件"));
    let mut nobody = Client::default();
    let public = app.get(&mut nobody, &format!("/reports/all/2025/cells/{LICENCES}")).await.text();
    assert!(public.contains("：12</h1>"), "what was received is not public: {public}");
}

#[tokio::test]
async fn the_files_of_a_sum_open() {
    let app = county();
    let mut officer = app.signed_in("officer").await;
    let book = app.get(&mut officer, "/desk/sums/2025/files/sum.xlsx").await;
    assert_eq!(book.status, StatusCode::OK);
    let mut zip = zip::ZipArchive::new(Cursor::new(book.bytes)).unwrap();
    let mut sheets = String::new();
    zip.by_name("xl/workbook.xml").unwrap().read_to_string(&mut sheets).unwrap();
    for name in ["汇总", "河湾镇人民政府", "石岭乡人民政府", "缺报", "说明"] {
        assert!(sheets.contains(&format!("name=\"{name}\"")), "{name}: {sheets}");
    }
    let mut nobody = Client::default();
    for (file, begins) in [("sum.xlsx", "PK"), ("sum.docx", "PK"), ("sum.pdf", "%PDF-")] {
        let page = app.get(&mut nobody, &format!("/reports/all/2025/{file}")).await;
        assert_eq!(page.status, StatusCode::OK, "{file}");
        assert!(page.bytes.starts_with(begins.as_bytes()), "{file}");
    }
}

#[tokio::test]
async fn open_data_holds_every_cell_of_every_published_report_in_a_fixed_order() {
    let app = county();
    let mut client = Client::default();
    let page = app.get(&mut client, "/reports/open-data").await.text();
    for path in ["/reports/data.csv", "/reports/reports.csv", "/reports/data.json", "/reports/data.schema.json"] {
        assert!(page.contains(&format!("href=\"{path}\"")), "{path}");
    }
    let long = app.get(&mut client, "/reports/data.csv").await.text();
    let lines: Vec<&str> = long.strip_prefix('\u{FEFF}').unwrap().split_terminator("\r\n").collect();
    assert_eq!(lines[0], "organ,organ_name,level,year,format,published_on,amended_on,cell,label,value,raw");
    let cells = 10 + 25 * 7 + 15;
    assert_eq!(lines.len(), 1 + 2 * cells, "newest year first");
    assert!(lines[1].starts_with("hewan,河湾镇人民政府,township,2025,2021,2026-01-20,,proactive.regulations.made,"));
    assert!(
        lines.iter().any(|l| l.contains(",2024,2021,2025-01-20,,proactive.licences.decisions,") && l.ends_with(",12,"))
    );
    assert!(!long.contains("shiling"));
    let wide = app.get(&mut client, "/reports/reports.csv").await.text();
    let lines: Vec<&str> = wide.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 3);
    let count = |l: &str| l.split(',').count();
    assert_eq!(count(lines[0]), count(lines[1]));
    // A cell that only the older form has is empty, not zero.
    let at = lines[0].split(',').position(|f| f == "proactive.procurement.items").unwrap();
    assert_eq!(lines[1].split(',').nth(at), Some(""));
}

/// Whether a value fits a schema, as far as our schema uses the language.
fn fits(schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let known = [
        "$schema",
        "title",
        "description",
        "type",
        "required",
        "additionalProperties",
        "properties",
        "items",
        "enum",
        "const",
        "pattern",
    ];
    for key in schema.as_object().unwrap().keys() {
        if !known.contains(&key.as_str()) {
            return Err(format!("{at}: the test does not know “{key}”"));
        }
    }
    let is = |kind: &Value| match kind.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("null") => value.is_null(),
        _ => false,
    };
    let right = match &schema["type"] {
        Value::Null => true,
        Value::Array(kinds) => kinds.iter().any(is),
        kind => is(kind),
    };
    let listed = schema["enum"].as_array().is_none_or(|all| all.contains(value));
    let same = schema.get("const").is_none_or(|c| c == value);
    let date = schema["pattern"]
        .as_str()
        .is_none_or(|p| !p.starts_with("^[0-9]") || value.as_str().unwrap().parse::<jiff::civil::Date>().is_ok());
    let cell = schema["pattern"]
        .as_str()
        .is_none_or(|p| !p.starts_with("^(") || value.as_str().unwrap().parse::<report::CellName>().is_ok());
    if !(right && listed && same && date && cell) {
        return Err(format!("{at}: {value} does not fit {schema}"));
    }
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(name.as_str().unwrap()) {
                return Err(format!("{at}: {name} is missing"));
            }
        }
        for (name, inner) in object {
            let Some(of) = schema["properties"].get(name) else { return Err(format!("{at}: {name} is not promised")) };
            fits(of, inner, &format!("{at}.{name}"))?;
        }
    }
    for (i, inner) in value.as_array().into_iter().flatten().enumerate() {
        fits(&schema["items"], inner, &format!("{at}[{i}]"))?;
    }
    Ok(())
}

#[tokio::test]
async fn the_json_keeps_what_its_schema_promises() {
    let app = county();
    let mut client = Client::default();
    let json = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap();
    let schema = json(&app.get(&mut client, "/reports/data.schema.json").await.bytes);
    let data = json(&app.get(&mut client, "/reports/data.json").await.bytes);
    assert_eq!(fits(&schema, &data, "data"), Ok(()));
    assert_eq!(data["reports"].as_array().unwrap().len(), 2);
    let cells = data["reports"][0]["cells"].as_array().unwrap();
    let licences = cells.iter().find(|c| c["cell"] == LICENCES).unwrap();
    assert_eq!((&licences["value"], &licences["raw"]), (&Value::from(12), &Value::Null));
    // The test can fail: what is not promised is noticed.
    let mut wrong = data.clone();
    wrong["reports"][0]["requester"] = Value::from("x");
    assert!(fits(&schema, &wrong, "data").is_err());
    wrong = data;
    wrong["reports"][0]["cells"][0]["value"] = Value::from("12");
    assert!(fits(&schema, &wrong, "data").is_err());
}
