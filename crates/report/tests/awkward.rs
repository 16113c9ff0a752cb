//! Reports as other offices write them: what is certain is read, everything else stays blank with a finding.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

mod support;

use documents::model::{Block, Document, Table};
use domain::organ::OrganLevel;
use jiff::civil::date;
use report::{AnnualReport, Form, Kind, Layout, Overrides, check, draw_up, layout, parse, records::Records};

fn zeros(year: i16) -> AnnualReport {
    let records = Records::empty("清水镇人民政府", OrganLevel::Township);
    draw_up(&records, year, date(2030, 1, 1), &Overrides::default()).unwrap()
}

/// The laid-out report of zeros after a change to one of its tables.
fn changed(year: i16, table: usize, change: impl FnOnce(&mut Table)) -> Document {
    let mut document = layout(&zeros(year), &Layout::default());
    let tables = document.blocks.iter_mut().filter_map(|b| match b {
        Block::Table(t) => Some(t),
        _ => None,
    });
    change(tables.into_iter().nth(table).unwrap());
    document
}

/// Blank cells, and the rules of the findings.
fn read(document: &Document) -> (AnnualReport, Vec<String>, Vec<String>) {
    let parsed = parse(document).unwrap();
    let report = parsed.report.unwrap();
    let blank = report.cells().iter().filter(|(_, c)| c.value.is_none()).map(|(n, _)| n.to_string()).collect();
    let mut rules: Vec<String> = parsed.findings.into_iter().map(|f| f.rule).collect();
    rules.extend(check(&report, None).into_iter().map(|f| f.rule).filter(|r| r != "report.to_fill"));
    rules.dedup();
    (report, blank, rules)
}

fn printed(table: &mut Table, label: &str) -> usize {
    table.cells.iter().position(|c| c.text == label).unwrap_or_else(|| panic!("no {label}"))
}

#[test]
fn an_empty_form_is_recognised_and_every_cell_stays_blank() {
    for form in Form::all().unwrap() {
        let document = layout(&AnnualReport::blank(form), &Layout::default());
        let (report, blank, rules) = read(&document);
        assert_eq!(report.form.format, form.format);
        assert_eq!((report.year, report.organ.as_deref()), (None, None));
        assert_eq!(blank.len(), report.cells().len());
        assert!(rules.contains(&"report.unfilled".to_owned()), "{rules:?}");
        assert!(rules.contains(&"report.blank".to_owned()), "{rules:?}");
    }
}

#[test]
fn the_national_template_is_read_as_an_empty_form() {
    let bytes = include_bytes!("fixtures/blank-form-2021.docx");
    let document = documents::read::read("blank-form-2021.docx", bytes).unwrap();
    let (report, blank, rules) = read(&document);
    assert_eq!((report.form.format.as_str(), report.year, report.organ), ("2021", None, None));
    assert_eq!((report.requests.len(), blank.len()), (25, 200));
    let wrong = ["report.label", "report.label_form", "report.structure", "report.form"];
    assert!(rules.iter().all(|r| !wrong.contains(&r.as_str())), "the template is the form: {rules:?}");
    assert!(rules.contains(&"report.unfilled".to_owned()));
}

#[test]
fn a_text_that_is_no_report_is_left_alone() {
    let letter = parse(&support::text("关于开展工作的通知\n\n姓名\t数量\n甲\t1\n")).unwrap();
    assert_eq!((letter.kind, letter.findings.len()), (Kind::Document, 0));
    assert_eq!(parse(&Document::default()).unwrap().kind, Kind::Unknown);
}

#[test]
fn the_form_of_other_years_is_refused_and_a_mixture_named() {
    let mut old = zeros(2020);
    old.year = Some(2022);
    let (report, _, rules) = read(&layout(&old, &Layout::default()));
    // Its text still speaks of 2020 and of the form of that year.
    let expected = ["report.form", "report.period", "report.form_cited", "report.fee_statement"];
    assert_eq!((report.form.format.as_str(), rules), ("2019", expected.map(str::to_owned).to_vec()));

    let mixed = changed(2022, 0, |t| {
        for (new, old) in [("本年制发件数", "本年新制作数量"), ("现行有效件数", "对外公开总数量")]
        {
            let at = printed(t, new);
            t.cells[at].text = old.to_owned();
        }
    });
    let (report, _, rules) = read(&mixed);
    assert_eq!(report.form.format, "2021");
    assert!(rules.contains(&"report.form".to_owned()), "{rules:?}");
}

#[test]
fn the_last_group_printed_as_one_row_is_kept_as_one_row() {
    // As a county published it in 2023: （六） as one merged row of a form that has three.
    let document = changed(2023, 1, |t| {
        let part = printed(t, "（六）其他处理");
        let row = t.cells[part].row;
        t.cells.retain(|c| !((c.row == row && c.col == 2) || c.row == row + 1 || c.row == row + 2));
        for cell in &mut t.cells {
            if cell.row > row {
                cell.row -= 2;
            }
            if cell.text == "（六）其他处理" {
                (cell.rowspan, cell.colspan) = (1, 2);
            }
            if cell.text == "三、本年度办理结果" {
                cell.rowspan -= 2;
            }
        }
        t.rows -= 2;
    });
    let (report, blank, rules) = read(&document);
    assert_eq!(report.requests.len(), 23);
    assert_eq!((blank, rules), (vec![], vec!["report.form".to_owned()]));
}

#[test]
fn a_number_over_several_columns_belongs_to_none_of_them() {
    let document = changed(2023, 1, |t| {
        let label = printed(t, "2.重复申请");
        let row = t.cells[label].row;
        t.cells.retain(|c| c.row != row || c.col <= 3);
        let value = t.cells.iter_mut().find(|c| c.row == row && c.col == 3).unwrap();
        value.colspan = 7;
    });
    let (report, blank, rules) = read(&document);
    assert_eq!(blank.len(), 7);
    assert!(blank.iter().all(|name| name.starts_with("requests.not_processed.2")), "{blank:?}");
    assert!(rules.contains(&"report.not_a_number".to_owned()), "{rules:?}");
    assert_eq!(report.cell("requests.not_processed.2[0]".parse().unwrap()).unwrap().raw.as_deref(), Some("0"));
}

#[test]
fn notes_dashes_and_wide_digits_in_cells_are_kept_as_printed() {
    let document = changed(2023, 1, |t| {
        for (label, texts) in
            [("3.其他", ["/", "—", "１２", "1,234"]), ("2.重复申请", ["22（其中3件撤回）", "无", "", "7"])]
        {
            let row = t.cells.iter().find(|c| c.text == label).unwrap().row;
            for (i, text) in texts.into_iter().enumerate() {
                t.cells.iter_mut().find(|c| c.row == row && c.col == 3 + i).unwrap().text = text.to_owned();
            }
        }
    });
    let (report, blank, _) = read(&document);
    let cell = |name: &str| {
        let cell = report.cell(name.parse().unwrap()).unwrap();
        (cell.value.map(|v| v.to_string()), cell.raw.clone())
    };
    assert_eq!(cell("requests.other.3[0]"), (None, Some("/".to_owned())));
    assert_eq!(cell("requests.other.3[2]"), (Some("12".to_owned()), Some("１２".to_owned())));
    assert_eq!(cell("requests.other.3[3]"), (Some("1234".to_owned()), Some("1,234".to_owned())));
    assert_eq!(cell("requests.not_processed.2[2]"), (None, None));
    assert_eq!(cell("requests.not_processed.2[3]"), (Some("7".to_owned()), None));
    assert_eq!(blank.len(), 5, "{blank:?}");
}

#[test]
fn a_ragged_row_with_too_few_numbers_is_not_guessed() {
    let seed = include_str!("fixtures/fengshan-2020.txt");
    let ragged = seed.replace("(六) 其他处理\t\t0\t0\t0\t0\t0\t0\t0\t", "(六) 其他处理\t\t0\t0\t0\t0\t0\t1\t");
    assert_ne!(seed, ragged);
    let (report, blank, rules) = read(&support::text(&ragged));
    assert_eq!(blank.iter().filter(|n| n.starts_with("requests.other[")).count(), 7);
    assert_eq!(report.cell("requests.other[0]".parse().unwrap()).unwrap().raw.as_deref(), Some("0 0 0 0 0 1"));
    assert!(rules.contains(&"report.structure".to_owned()));
}

#[test]
fn a_wrong_unit_gives_no_number_and_a_unit_in_the_cell_is_enough() {
    let wrong = changed(2023, 0, |t| {
        let at = printed(t, "本年收费金额（单位：万元）");
        t.cells[at].text = "本年收费金额（单位：元）".to_owned();
    });
    let (_, blank, rules) = read(&wrong);
    assert_eq!(blank, ["proactive.fees.amount_wan"]);
    assert!(rules.contains(&"report.unit".to_owned()), "{rules:?}");

    let inside = changed(2020, 0, |t| {
        let at = printed(t, "采购总金额（单位：万元）");
        t.cells[at].text = "采购总金额".to_owned();
        let row = t.cells[at].row + 1;
        let value = t.cells.iter_mut().rfind(|c| c.row == row).unwrap();
        value.text = "12.5万元".to_owned();
    });
    let (report, blank, rules) = read(&inside);
    assert_eq!((blank, rules), (vec![], vec![]));
    let amount = report.cell("proactive.procurement.amount".parse().unwrap()).unwrap();
    assert_eq!((amount.value.unwrap().to_string(), amount.raw.as_deref()), ("12.5".to_owned(), Some("12.5万元")));
}

#[test]
fn missing_and_foreign_rows_are_named() {
    let document = changed(2023, 1, |t| {
        let at = printed(t, "2.重复申请");
        t.cells[at].text = "2.其他自定义情形".to_owned();
    });
    let parsed = parse(&document).unwrap();
    let messages: Vec<String> = parsed.findings.into_iter().map(|f| f.message).collect();
    assert!(messages.iter().any(|m| m.contains("“2.其他自定义情形”不在2021年版格式之内")), "{messages:?}");
    assert!(messages.iter().any(|m| m.contains("没有“（五）不予处理2.重复申请”一行")), "{messages:?}");
}

#[test]
fn a_report_without_one_of_its_tables_says_which() {
    let mut document = layout(&zeros(2023), &Layout::default());
    let last = document.blocks.iter().rposition(|b| matches!(b, Block::Table(_))).unwrap();
    document.blocks.remove(last);
    let parsed = parse(&document).unwrap();
    assert!(parsed.findings.iter().any(|f| f.message.contains("没有找到表四")));
    assert_eq!(parsed.report.unwrap().cells().iter().filter(|(_, c)| c.value.is_none()).count(), 15);
}

#[test]
fn a_page_break_puts_no_row_outside_the_cell_it_cuts() {
    for (file, bytes) in [
        ("huaian-2024.pdf", include_bytes!("fixtures/huaian-2024.pdf").as_slice()),
        ("hongze-2023.pdf", include_bytes!("fixtures/hongze-2023.pdf").as_slice()),
    ] {
        let parsed = parse(&documents::read::read(file, bytes).unwrap()).unwrap();
        let structure: Vec<&str> =
            parsed.findings.iter().filter(|f| f.rule == "report.structure").map(|f| f.message.as_str()).collect();
        assert_eq!(structure, Vec::<&str>::new(), "{file}");
        // Huai'an's （四）无法提供 is cut in two by the page.
        assert!(parsed.findings.iter().all(|f| !f.message.contains("不在2021年版格式之内")), "{file}");
    }
}

#[test]
fn a_section_that_stands_twice_is_told_and_a_table_of_contents_is_not_one() {
    let report = zeros(2024);
    let mut document = layout(&report, &Layout::default());
    let headings: Vec<usize> = (document.blocks.iter().enumerate())
        .filter_map(|(i, b)| matches!(b, Block::Paragraph(p) if p.text() == "六、其他需要报告的事项").then_some(i))
        .collect();
    let section = document.blocks.split_off(headings[0]);
    document.blocks.extend([section.clone(), section.clone()].concat());
    let twice = |d: &Document| {
        let findings = parse(d).unwrap().findings;
        findings.iter().filter(|f| f.message.contains("出现了两次")).map(|f| f.rule.clone()).collect::<Vec<_>>()
    };
    assert_eq!(twice(&document), ["report.section"]);
    let mut document = layout(&report, &Layout::default());
    let contents: Vec<Block> = (document.paragraphs())
        .filter(|p| report.form.sections.iter().any(|s| s.title == p.text()))
        .map(|p| Block::Paragraph(p.clone()))
        .collect();
    assert_eq!(contents.len(), 6);
    document.blocks.splice(1..1, contents);
    assert_eq!(twice(&document), Vec::<String>::new());
    assert_eq!(parse(&document).unwrap().report.unwrap().sections.len(), 6);
}
