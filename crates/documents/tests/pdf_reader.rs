//! PDF files set as many programs set them, read back.

#![allow(clippy::expect_used, clippy::panic)]

#[allow(dead_code, reason = "the report is for other tests")]
mod common;
mod paper;

use common::{requests_2021, shape};
use documents::picture::PictureError;
use documents::read::{ReadError, read};
use documents::{Block, Cell, Document, Role, Table};
use paper::{FONT, HEIGHT, Lines, Paper, WIDTH, file, file_with, stream};

fn document(bytes: &[u8]) -> Document {
    read("report.pdf", bytes).expect("it is read")
}

fn texts(document: &Document) -> Vec<String> {
    document.paragraphs().map(|p| p.text()).collect()
}

/// Columns and rows in which the national form fits a page.
fn places(table: &Table) -> (Vec<f64>, Vec<f64>) {
    let widths = [40.0, 70.0, 130.0, 40.0, 40.0, 40.0, 40.0, 40.0, 40.0, 40.0];
    let mut xs = vec![40.0];
    xs.extend(widths.iter().scan(40.0, |x, w| {
        *x += w;
        Some(*x)
    }));
    let ys = (0..=table.rows).map(|i| 60.0 + 25.0 * i as f64).collect();
    (xs, ys)
}

fn small() -> Table {
    let mut table = Table { rows: 3, cols: 3, ..Table::default() };
    for (i, text) in ["项目", "本年", "上年", "行政许可", "12", "—", "行政处罚", "", "/"].iter().enumerate()
    {
        table.cells.push(Cell::new(i / 3, i % 3, *text));
    }
    table
}

#[test]
fn the_national_form_is_read_however_its_lines_are_drawn() {
    let table = requests_2021();
    let (xs, ys) = places(&table);
    for lines in Lines::ALL {
        let mut page = Paper::new();
        page.table(&table, &xs, &ys, 9.0, lines);
        let read = document(&file(&[page]));
        let tables: Vec<&Table> = read.tables().collect();
        assert_eq!(tables.len(), 1, "{lines:?}");
        assert_eq!(shape(tables[0]), shape(&table), "{lines:?}");
    }
}

#[test]
fn a_cell_knows_its_page_and_its_rectangle() {
    let mut page = Paper::new();
    page.table(&small(), &[100.0, 200.0, 300.0, 400.0], &[100.0, 130.0, 160.0, 190.0], 10.0, Lines::Strokes);
    let read = document(&file(&[Paper::new(), page]));
    let table = read.tables().next().expect("a table");
    let place = &table.at(1, 1).expect("a cell").place;
    let area = place.area.expect("an area");
    assert_eq!(place.page, Some(2));
    assert_eq!((area.left, area.top, area.width, area.height), (2000, 1300, 1000, 300));
}

#[test]
fn blank_dash_and_slash_stay_different() {
    let mut page = Paper::new();
    page.table(&small(), &[100.0, 200.0, 300.0, 400.0], &[100.0, 130.0, 160.0, 190.0], 10.0, Lines::Bars);
    let read = document(&file(&[page]));
    assert_eq!(shape(read.tables().next().expect("a table")), shape(&small()));
}

#[test]
fn a_page_is_read_as_it_is_shown_however_it_is_turned() {
    let table = small();
    let (xs, ys) = ([100.0, 200.0, 300.0, 400.0], [100.0, 130.0, 160.0, 190.0]);
    // The content is drawn so that it stands upright when the page is turned.
    let turns = [
        (90, format!("0 1 -1 0 {HEIGHT} 0 cm"), (xs[1], ys[1])),
        (180, format!("-1 0 0 -1 {WIDTH} {HEIGHT} cm"), (xs[1], ys[1])),
        (270, format!("0 -1 1 0 0 {WIDTH} cm"), (xs[1], ys[1])),
    ];
    for (turn, matrix, (left, top)) in turns {
        let mut page = Paper::new();
        page.table(&table, &xs, &ys, 10.0, Lines::Strokes);
        page.content = format!("q {matrix}\n{}Q", page.content);
        let sideways = turn != 180;
        page.entries = format!("/Rotate {turn}");
        if sideways {
            page.entries += &format!("/MediaBox[0 0 {HEIGHT} {WIDTH}]");
        }
        let read = document(&file(&[page]));
        let read = read.tables().next().unwrap_or_else(|| panic!("a table at {turn}"));
        assert_eq!(shape(read), shape(&table), "{turn}");
        let area = read.at(1, 1).and_then(|c| c.place.area).expect("an area");
        assert_eq!((area.left, area.top), ((left * 10.0) as i32, (top * 10.0) as i32), "{turn}");
    }
}

#[test]
fn a_table_drawn_on_its_side_is_read_and_marked_where_it_stands() {
    let table = small();
    let (xs, ys) = ([100.0, 200.0, 300.0, 400.0], [100.0, 130.0, 160.0, 190.0]);
    let mut page = Paper::new();
    page.table(&table, &xs, &ys, 10.0, Lines::Strokes);
    // Turned a quarter to the left about the lower left corner and moved back onto the page.
    page.content = format!("q 0 1 -1 0 {HEIGHT} 0 cm\n{}Q", page.content);
    let read = document(&file(&[page]));
    let read = read.tables().next().expect("a table");
    assert_eq!(shape(read), shape(&table));
    let area = read.at(1, 1).and_then(|c| c.place.area).expect("an area");
    assert_eq!((area.width, area.height), (300, 1000));
}

#[test]
fn what_is_cropped_off_is_not_read_and_places_count_from_the_crop() {
    let mut page = Paper::new();
    page.text(20.0, 20.0, 10.0, "裁掉的文字");
    page.table(&small(), &[100.0, 200.0, 300.0, 400.0], &[100.0, 130.0, 160.0, 190.0], 10.0, Lines::Strokes);
    page.entries = format!("/CropBox[50 0 {WIDTH} {}]", HEIGHT - 50.0);
    let read = document(&file(&[page]));
    assert_eq!(texts(&read), Vec::<String>::new());
    let area = read.tables().next().and_then(|t| t.at(0, 0)).and_then(|c| c.place.area).expect("an area");
    assert_eq!((area.left, area.top), (500, 500));
}

#[test]
fn tables_that_do_not_touch_are_kept_apart() {
    let mut page = Paper::new();
    page.table(&small(), &[50.0, 120.0, 190.0, 260.0], &[100.0, 130.0, 160.0, 190.0], 10.0, Lines::Strokes);
    page.table(&small(), &[300.0, 370.0, 440.0, 510.0], &[104.0, 134.0, 164.0, 194.0], 10.0, Lines::Strokes);
    page.text(50.0, 210.0, 12.0, "二、下一张表");
    page.table(&small(), &[50.0, 120.0, 190.0, 260.0], &[240.0, 270.0, 300.0, 330.0], 10.0, Lines::Strokes);
    let read = document(&file(&[page]));
    assert_eq!(read.tables().count(), 3);
    for table in read.tables() {
        assert_eq!(shape(table), shape(&small()));
    }
    let kinds: Vec<&str> = read
        .blocks
        .iter()
        .map(|b| match b {
            Block::Table(_) => "table",
            Block::Paragraph(_) => "text",
            _ => "break",
        })
        .collect();
    assert_eq!(kinds, ["table", "table", "text", "table"]);
}

#[test]
fn a_frame_around_text_is_no_table() {
    let mut page = Paper::new();
    page.content = format!("50 50 {} {} re S\n", WIDTH - 100.0, HEIGHT - 100.0);
    page.text(100.0, 100.0, 16.0, "政府信息公开工作年度报告");
    page.table(&small(), &[100.0, 200.0, 300.0, 400.0], &[200.0, 230.0, 260.0, 290.0], 10.0, Lines::Strokes);
    let read = document(&file(&[page]));
    assert_eq!(texts(&read), ["政府信息公开工作年度报告"]);
    assert_eq!(shape(read.tables().next().expect("a table")), shape(&small()));
}

#[test]
fn columns_without_lines_are_a_table_and_prose_is_not() {
    let rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "0", "11"],
        ["行政规范性文件", "8", "26", "66"],
        ["行政许可", "447228", "", "3"],
    ];
    let mut page = Paper::new();
    page.text(60.0, 60.0, 12.0, "一、本机关全年主动公开政府信息情况如下，并按照规定公布。");
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate() {
            page.text(60.0 + 120.0 * c as f64, 100.0 + 24.0 * r as f64, 12.0, text);
        }
    }
    let mut table = Table { rows: 4, cols: 4, ..Table::default() };
    for (r, row) in rows.iter().enumerate() {
        table.cells.extend(row.iter().enumerate().map(|(c, text)| Cell::new(r, c, *text)));
    }
    let read = document(&file(&[page]));
    assert_eq!(shape(read.tables().next().expect("a table")), shape(&table));

    let mut prose = Paper::new();
    prose.spacing = 6.0;
    for i in 0..6 {
        prose.text(60.0, 100.0 + 24.0 * f64::from(i), 12.0, "全年收到申请二十一件，均已在期限内答复");
    }
    let read = document(&file(&[prose]));
    assert_eq!(read.tables().count(), 0);
}

#[test]
fn wide_letters_and_wide_lines_invent_no_blanks() {
    let mut page = Paper::new();
    page.spacing = 9.0;
    page.text(60.0, 100.0, 12.0, "邮编223001");
    page.spacing = 0.0;
    page.text(60.0, 130.0, 12.0, "联系 hzzwgk at example com");
    page.table(&small(), &[100.0, 200.0, 300.0, 400.0], &[200.0, 230.0, 260.0, 290.0], 10.0, Lines::Strokes);
    let read = document(&file(&[page]));
    assert_eq!(texts(&read), ["邮编223001", "联系hzzwgk at example com"]);
}

#[test]
fn lines_become_paragraphs_titles_headings_and_page_numbers_do_not() {
    let mut first = Paper::new();
    first.centred(WIDTH / 2.0, 80.0, 22.0, &["青山县人民政府".into(), "2024年政府信息公开工作年度报告".into()]);
    let lines = [
        "　　根据《中华人民共和国政府信息公开条例》的规定，编制本报告。全年",
        "公开信息一千二百条，办理申请二十一件，没有因为政府信息公开被申请行",
        "政复议。",
        "一、总体情况",
        "　　各部门认真落实要求，及时发布信息，接受社会监督，并在年底前对全",
    ];
    for (i, line) in lines.iter().enumerate() {
        let (indent, text) = match line.strip_prefix("　　") {
            Some(text) => (28.0, text),
            None => (if i == 3 { 28.0 } else { 0.0 }, *line),
        };
        first.text(60.0 + indent, 150.0 + 28.0 * i as f64, 14.0, text);
    }
    first.text(WIDTH / 2.0 - 10.0, 790.0, 10.0, "- 1 -");
    let mut second = Paper::new();
    second.text(60.0, 80.0, 14.0, "部栏目进行了检查。");
    second.text(60.0 + 28.0, 108.0, 14.0, "（一）主动公开。全年公开信息一千二百条，其中规章一件，在网站公");
    second.text(60.0, 136.0, 14.0, "布。");
    second.text(WIDTH / 2.0 - 10.0, 790.0, 10.0, "- 2 -");
    let read = document(&file(&[first, second]));
    let got: Vec<(Role, String)> = read.paragraphs().map(|p| (p.role, p.text())).collect();
    let expected = [
        (Role::Title, "青山县人民政府2024年政府信息公开工作年度报告"),
        (
            Role::Body,
            "根据《中华人民共和国政府信息公开条例》的规定，编制本报告。全年公开信息一千二百条，办理申请二十一件，没有因为政府信息公开被申请行政复议。",
        ),
        (Role::Heading1, "一、总体情况"),
        (Role::Body, "各部门认真落实要求，及时发布信息，接受社会监督，并在年底前对全部栏目进行了检查。"),
        (Role::Body, "（一）主动公开。全年公开信息一千二百条，其中规章一件，在网站公布。"),
    ];
    assert_eq!(got, expected.map(|(role, text)| (role, text.to_owned())));
    assert_eq!(read.blocks.iter().filter(|b| matches!(b, Block::PageBreak)).count(), 1);
}

#[test]
fn characters_one_under_the_other_are_read_downwards() {
    let mut table = Table { rows: 2, cols: 2, ..Table::default() };
    table.cells.push(Cell { rowspan: 2, ..Cell::new(0, 0, "三、本年度办理结果") });
    table.cells.push(Cell::new(0, 1, "（一）予以公开"));
    table.cells.push(Cell::new(1, 1, "（二）部分公开"));
    for width in [16.0, 40.0] {
        let (xs, ys) = ([100.0, 100.0 + width, 300.0], [100.0, 170.0, 240.0]);
        let mut page = Paper::new();
        let mut empty = table.clone();
        empty.cells[0].text.clear();
        page.table(&empty, &xs, &ys, 10.0, Lines::Strokes);
        let stack: Vec<String> = "三、本年度办理结果".chars().map(String::from).collect();
        page.centred(100.0 + width / 2.0, 170.0, 10.0, &stack);
        let read = document(&file(&[page]));
        assert_eq!(shape(read.tables().next().expect("a table")), shape(&table), "{width}");
    }
}

#[test]
fn a_font_that_sets_downwards_is_read_downwards() {
    let font = FONT.replace("UniGB-UCS2-H", "UniGB-UCS2-V");
    let mut page = Paper::new();
    page.content = "100 600 m 160 600 l 160 800 l 100 800 l s 160 600 200 200 re S\n".into();
    page.content += "BT /F1 12 Tf 1 0 0 1 130 790 Tm <4E094E01672C5E745EA6> Tj ET\n";
    let read = document(&file_with(&[page], &font, &[]));
    let table = read.tables().next().expect("a table");
    assert_eq!(table.at(0, 0).map(|c| c.text.as_str()), Some("三丁本年度"));
}

#[test]
fn bold_drawn_twice_is_read_once() {
    let mut page = Paper::new();
    for shift in [0.0, 0.3, 0.6] {
        page.text(100.0 + shift, 100.0, 12.0, "二、上年结转11件");
    }
    let read = document(&file(&[page]));
    assert_eq!(texts(&read), ["二、上年结转11件"]);
}

#[test]
fn white_text_is_read_only_on_colour() {
    let mut page = Paper::new();
    page.content += "0.2 0.3 0.8 rg\n";
    page.fill(90.0, 90.0, 300.0, 130.0);
    page.content += "1 g\n";
    page.text(100.0, 100.0, 12.0, "蓝底白字的表头");
    page.text(100.0, 300.0, 12.0, "看不见的白字");
    page.content += "0 g\n";
    page.text(100.0, 200.0, 12.0, "黑字");
    let read = document(&file(&[page]));
    assert_eq!(texts(&read), ["蓝底白字的表头", "黑字"]);
}

#[test]
fn text_outside_the_clip_or_the_page_is_left_out() {
    let mut page = Paper::new();
    page.content += &format!("q 90 {} 200 40 re W n\n", HEIGHT - 130.0);
    page.text(100.0, 100.0, 12.0, "框里");
    page.text(100.0, 200.0, 12.0, "框外");
    page.content += "Q\n";
    page.text(100.0, -60.0, 12.0, "页外");
    page.text(100.0, 300.0, 12.0, "正文");
    assert_eq!(texts(&document(&file(&[page]))), ["框里", "正文"]);
}

#[test]
fn a_number_that_the_edge_of_the_page_cuts_is_no_number() {
    let mut page = Paper::new();
    page.text(WIDTH - 11.0, 100.0, 10.0, "1198");
    page.text(-11.0, 200.0, 10.0, "1198");
    page.text(100.0, 300.0, 10.0, "1198");
    assert_eq!(texts(&document(&file(&[page]))), ["1\u{fffd}", "\u{fffd}8", "1198"]);
}

fn picture() -> Vec<u8> {
    stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\x80")
}

#[test]
fn a_scan_is_refused_unless_text_lies_over_it() {
    let mut page = Paper::new();
    page.content = format!("q {WIDTH} 0 0 {HEIGHT} 0 0 cm /X1 Do Q\n");
    let scan = file_with(&[page.clone()], FONT, &[picture()]);
    assert_eq!(read("scan.pdf", &scan), Err(ReadError::PdfScanned));
    page.content += "3 Tr\n";
    page.text(100.0, 100.0, 12.0, "识别出来的文字");
    assert_eq!(texts(&document(&file_with(&[page], FONT, &[picture()]))), ["识别出来的文字"]);
}

#[test]
fn older_encodings_of_chinese_are_known_without_a_map() {
    for (encoding, codes) in [("GBK-EUC-H", "D5FEB8AE3132"), ("GB-EUC-H", "D5FEB8AE3132")] {
        let font = FONT.replace("UniGB-UCS2-H", encoding);
        let mut page = Paper::new();
        page.content = format!("BT /F1 12 Tf 1 0 0 1 100 700 Tm <{codes}> Tj ET");
        assert_eq!(texts(&document(&file_with(&[page], &font, &[]))), ["政府12"], "{encoding}");
    }
    // The numbers of glyphs in Adobe's collection.
    let font = FONT.replace("UniGB-UCS2-H", "Identity-H");
    let mut page = Paper::new();
    page.content = "BT /F1 12 Tf 1 0 0 1 100 700 Tm <00220023> Tj ET".into();
    assert_eq!(texts(&document(&file_with(&[page], &font, &[]))), ["AB"]);
}

#[test]
fn a_font_that_names_no_characters_is_said_and_a_single_sign_becomes_a_mark() {
    let font = FONT.replace("UniGB-UCS2-H", "Identity-H").replace("(GB1)", "(Identity)");
    let mut page = Paper::new();
    page.content = "BT /F1 12 Tf 1 0 0 1 100 700 Tm <0001000200030004> Tj ET".into();
    assert_eq!(read("no.pdf", &file_with(&[page.clone()], &font, &[])), Err(ReadError::PdfNoCharacters));
    let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> \
               endcodespacerange 4 beginbfchar <0001> <2F00> <0002> <2F22> <0003> <FB01> <0005> <0000> endbfchar \
               endcmap end end";
    let font = font.replace("/DescendantFonts", "/ToUnicode 4 0 R/DescendantFonts");
    page.content = "BT /F1 12 Tf 1 0 0 1 100 700 Tm <00010002000300010001000100010001000100010005> Tj ET".into();
    let read = document(&file_with(&[page], &font, &[stream("", map.as_bytes())]));
    assert_eq!(texts(&read), ["一夊fi一一一一一一一\u{fffd}"]);
}

#[test]
fn forms_are_followed_and_bombs_of_forms_are_refused() {
    let mut page = Paper::new();
    page.content = "/X1 Do".into();
    let mut inner = Paper::new();
    inner.text(100.0, 100.0, 12.0, "表单里的文字");
    let form = |content: &str, next: &str| {
        let entries = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F1 3 0 R>>/XObject<</X1 {next}>>>>"
        );
        stream(&entries, content.as_bytes())
    };
    let read_back = document(&file_with(&[page.clone()], FONT, &[form(&inner.content, "4 0 R")]));
    assert_eq!(texts(&read_back), ["表单里的文字"]);
    // Each of ten forms draws the next ten times: ten to the tenth in all.
    let ten = "/X1 Do ".repeat(10);
    let chain: Vec<Vec<u8>> = (0..10).map(|i| form(&ten, &format!("{} 0 R", 5 + i))).collect();
    let start = std::time::Instant::now();
    assert_eq!(read("bomb.pdf", &file_with(&[page], FONT, &chain)), Err(ReadError::PdfTooLarge));
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn nested_arrays_and_circles_do_no_harm() {
    let mut page = Paper::new();
    page.text(100.0, 100.0, 12.0, "文字");
    page.content += &("[".repeat(100_000) + &"]".repeat(100_000) + " TJ");
    assert_eq!(texts(&document(&file(&[page.clone()]))), ["文字"]);
    let circle =
        paper::assemble(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[2 0 R]/Count 1>>".to_vec()]);
    assert!(read("circle.pdf", &circle).is_err());
    page.entries = format!("/X {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let _ = read("deep.pdf", &file(&[page]));
}

#[test]
fn a_damaged_reference_table_is_mended_and_rubbish_is_refused() {
    let mut page = Paper::new();
    page.text(100.0, 100.0, 12.0, "文字");
    let mut bytes = file(&[page]);
    let at = bytes.windows(9).rposition(|w| w == b"startxref").expect("it is there");
    bytes.truncate(at);
    assert_eq!(texts(&document(&bytes)), ["文字"]);
    assert_eq!(read("x.pdf", b"%PDF-1.7 and nothing else"), Err(ReadError::PdfDamaged));
}

#[test]
fn a_scanned_page_among_others_is_said_and_does_not_pass_for_blank() {
    let mut text = Paper::new();
    text.text(100.0, 100.0, 12.0, "一、总体情况");
    let mut scan = Paper::new();
    scan.content = format!("q {WIDTH} 0 0 {HEIGHT} 0 0 cm /X1 Do Q\n");
    let mut pasted = Paper::new();
    pasted.text(100.0, 100.0, 12.0, "二、主动公开政府信息情况");
    pasted.content += "q 400 0 0 300 100 200 cm /X1 Do Q q 50 0 0 50 10 10 cm /X1 Do Q\n";
    let read = document(&file_with(&[text, scan, pasted], FONT, &[picture()]));
    let unread: Vec<(Option<u32>, bool)> =
        read.unread.iter().map(|u| (u.place.page, u.reason.contains("扫描件"))).collect();
    assert_eq!(unread, [(Some(2), true), (Some(3), false)]);
}

#[test]
fn a_watermark_across_a_table_is_not_read_into_its_cells() {
    let mut page = Paper::new();
    page.table(&small(), &[100.0, 200.0, 300.0, 400.0], &[100.0, 130.0, 160.0, 190.0], 10.0, Lines::Strokes);
    page.content += "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 150 640 Tm <68377A3F68377A3F> Tj ET\n";
    let read = document(&file(&[page]));
    assert_eq!(shape(read.tables().next().expect("a table")), shape(&small()));
    assert_eq!(texts(&read), Vec::<String>::new());
}

#[test]
fn a_page_is_drawn_in_the_size_asked_and_a_cell_lies_where_its_area_says() {
    let mut page = Paper::new();
    page.content += "0 0 0 rg\n";
    page.table(&small(), &[100.0, 200.0, 300.0, 400.0], &[100.0, 130.0, 160.0, 190.0], 10.0, Lines::Bars);
    let bytes = file(&[Paper::new(), page]);
    let picture = documents::picture::page(&bytes, 2, 1190).expect("it is drawn");
    assert_eq!((picture.width_pt10, picture.height_pt10), (5950, 8420));
    assert!(picture.png.starts_with(b"\x89PNG"));
    let side = |at: usize| u32::from_be_bytes(picture.png[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((side(16), side(20)), (1190, 1684));
    assert_eq!(documents::picture::page(&bytes, 3, 1190), Err(PictureError::NoPage(3)));
    assert_eq!(documents::picture::page(&bytes, 0, 1190), Err(PictureError::NoPage(0)));
    assert_eq!(documents::picture::page(b"no PDF", 1, 100), Err(PictureError::File(ReadError::PdfDamaged)));
}

#[test]
fn a_page_that_would_never_be_drawn_to_its_end_is_refused() {
    let entries =
        |next: usize| format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X1 {next} 0 R>>>>");
    let chain: Vec<Vec<u8>> = (0..10).map(|i| stream(&entries(5 + i), "/X1 Do ".repeat(10).as_bytes())).collect();
    let page = Paper { content: "/X1 Do".into(), ..Paper::new() };
    let bytes = file_with(&[page], FONT, &chain);
    assert_eq!(documents::picture::page(&bytes, 1, 600), Err(PictureError::TooLarge(1)));
    let huge =
        stream("/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceGray", b"");
    let page = Paper { content: "/X1 Do".into(), ..Paper::new() };
    assert_eq!(documents::picture::page(&file_with(&[page], FONT, &[huge]), 1, 600), Err(PictureError::TooLarge(1)));
}

fn office(name: &str) -> Document {
    let path = format!("{}/tests/fixtures/pdf/{name}.pdf", env!("CARGO_MANIFEST_DIR"));
    document(&std::fs::read(path).expect("the fixture is there"))
}

#[test]
fn the_national_form_of_an_office_program_is_read_whole() {
    let read = office("office-portrait");
    let tables: Vec<&Table> = read.tables().collect();
    assert_eq!(tables.len(), 1);
    assert_eq!(shape(tables[0]), shape(&requests_2021()));
}

#[test]
fn a_form_over_two_pages_is_read_in_pieces_with_a_break_between() {
    let read = office("office-over-pages");
    let pieces: Vec<&Table> = read.tables().collect();
    assert_eq!(pieces.iter().map(|t| t.rows).collect::<Vec<_>>(), [26, 2]);
    let numbers = |t: &Table| t.cells.iter().filter_map(|c| c.text.parse::<u32>().ok()).collect::<Vec<_>>();
    let mut all = numbers(pieces[0]);
    all.extend(numbers(pieces[1]));
    assert_eq!(all, numbers(&requests_2021()));
    let kinds: Vec<bool> = read
        .blocks
        .iter()
        .filter(|b| !matches!(b, Block::Paragraph(_)))
        .map(|b| matches!(b, Block::Table(_)))
        .collect();
    assert_eq!(kinds, [false, true, false, true]);
}

#[test]
fn an_office_table_without_lines_is_a_table() {
    let read = office("office-borderless");
    let table = read.tables().next().expect("a table");
    assert_eq!(table.at(1, 3).map(|c| c.text.as_str()), Some("11"));
    assert_eq!(table.at(3, 2).map(|c| c.text.as_str()), Some("—"));
    assert_eq!(read.tables().count(), 1);
}

#[test]
fn a_number_too_long_for_its_column_is_one_number_and_two_short_ones_are_two() {
    let mut table = Table { rows: 2, cols: 3, ..Table::default() };
    for (i, text) in ["维持", "纠正", "总计", "", "", "7"].iter().enumerate() {
        table.cells.push(Cell::new(i / 3, i % 3, *text));
    }
    let xs = [40.0, 68.4, 96.8, 125.2];
    let mut page = Paper::new();
    page.table(&table, &xs, &[60.0, 90.0, 130.0], 10.5, Lines::Strokes);
    // As a word processor breaks 1225, and as somebody writes 12 and 3 below each other.
    page.centred((xs[0] + xs[1]) / 2.0, 110.0, 10.5, &["122".to_owned(), "5".to_owned()]);
    page.centred((xs[1] + xs[2]) / 2.0, 110.0, 10.5, &["12".to_owned(), "3".to_owned()]);
    let read = document(&file(&[page]));
    let cells: Vec<&str> = read.tables().flat_map(|t| &t.cells).map(|c| c.text.as_str()).collect();
    assert_eq!(cells, ["维持", "纠正", "总计", "1225", "12\n3", "7"]);
}
