//! Word's own numbering, workbooks and single-file pages, as the programs of others write them; and bombs.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[allow(dead_code, reason = "other tests use the rest")]
mod common;

use common::report;
use documents::{Block, Document, Role, Table, read::ReadError, read::read, write};
use std::io::Write as _;
use std::time::{Duration, Instant};

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#;

/// 一、 for Heading1, （一） for Heading2 under it, 1. for a list of its own; list 4 is list 3 started at 5.
const NUMBERING: &str = r#"
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="1"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="2"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="List"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="3"/></w:num>"#;

const STYLES: &str = r#"
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="numbering" w:styleId="List"><w:name w:val="list"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#;

fn docx(body: &str) -> Vec<u8> {
    let part = |name: &str, inner: &str| format!("<w:{name} {NAMESPACES}>{inner}</w:{name}>");
    zipped(&[
        ("word/document.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/numbering.xml", &part("numbering", NUMBERING)),
        ("word/styles.xml", &part("styles", STYLES)),
    ])
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), text)
}

fn listed(list: u32, level: u32, text: &str) -> String {
    paragraph(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

fn texts(document: &Document) -> Vec<String> {
    document.paragraphs().map(|p| p.text()).collect()
}

fn cells(table: &Table) -> Vec<(usize, usize, usize, usize, &str)> {
    table.cells.iter().map(|c| (c.row, c.col, c.rowspan, c.colspan, c.text.as_str())).collect()
}

#[test]
fn headings_that_word_numbers_read_with_their_numbers() {
    let body = [
        styled("1", "总体情况"),
        styled("2", "主动公开"),
        styled("2", "依申请公开"),
        styled("1", "主动公开政府信息情况"),
        styled("2", "其他"),
        listed(1, 2, "深一层"),
        styled("Own", "由样式继承"),
    ]
    .concat();
    let document = read("a.docx", &docx(&body)).unwrap();
    assert_eq!(
        texts(&document),
        [
            "一、总体情况",
            "（一）主动公开",
            "（二）依申请公开",
            "二、主动公开政府信息情况",
            "（一）其他",
            "2.1.1 深一层",
            "三、由样式继承"
        ]
    );
    let roles: Vec<Role> = document.paragraphs().map(|p| p.role).take(2).collect();
    assert_eq!(roles, [Role::Heading1, Role::Heading2]);
}

#[test]
fn lists_of_one_kind_count_on_until_one_has_a_start_of_its_own() {
    let gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>";
    let body = [
        listed(3, 0, "甲"),
        gone.to_owned(),
        listed(3, 0, "乙"),
        listed(6, 0, "丙"),
        listed(4, 0, "丁"),
        listed(4, 0, "戊"),
        listed(5, 0, "圆点"),
        listed(0, 0, "没有"),
        paragraph("<w:pStyle w:val=\"1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "标题不编号"),
        listed(99, 0, "没有这个列表"),
    ]
    .concat();
    let document = read("a.docx", &docx(&body)).unwrap();
    assert_eq!(
        texts(&document),
        ["1. 甲", "2. 乙", "3. 丙", "5. 丁", "6. 戊", "圆点", "没有", "标题不编号", "没有这个列表"]
    );
}

#[test]
fn a_text_box_is_read_once_whichever_way_it_is_written() {
    let words = |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let drawn = |ways: &str| format!("<w:p><w:r><mc:AlternateContent>{ways}</mc:AlternateContent></w:r></w:p>");
    let choice = |text: &str| format!("<mc:Choice Requires=\"wps\"><wps:txbx>{}</wps:txbx></mc:Choice>", words(text));
    let fallback = |text: &str| {
        format!("<mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback>", words(text))
    };
    let body = [
        drawn(&(choice("甲") + &choice("另一种") + &fallback("旧的"))),
        drawn(&fallback("乙")),
        format!("<w:p><w:r><w:pict><v:textbox>{}</v:textbox></w:pict></w:r></w:p>", words("丙")),
    ]
    .concat();
    assert_eq!(texts(&read("a.docx", &docx(&body)).unwrap()), ["甲", "乙", "丙"]);
}

#[test]
fn content_controls_are_looked_through_and_places_count_paragraphs_and_tables() {
    let control = |inner: &str| {
        format!("<w:sdt><w:sdtPr><w:id w:val=\"1\"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
    };
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = format!("<w:tr>{}{}</w:tr>", cell("甲"), control(&cell("乙")));
    let body = [
        control(&paragraph("", "一段")),
        "<w:p/>".to_owned(),
        format!("<w:tbl>{}{}</w:tbl>", row, control(&row)),
        format!("<w:p>{}</w:p>", control("<w:r><w:t>行内</w:t></w:r>")),
    ]
    .concat();
    let document = read("a.docx", &docx(&body)).unwrap();
    assert_eq!(texts(&document), ["一段", "行内"]);
    let table = document.tables().next().unwrap();
    assert_eq!(cells(table), [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "乙")]);
    let places: Vec<_> = document.paragraphs().map(|p| p.place.paragraph).collect();
    assert_eq!(places, [Some(1), Some(3)]);
    assert!(table.cells.iter().all(|c| c.place.paragraph == Some(2)));
}

/// A workbook with these rows (XML) on its first sheet, a second one and a hidden third.
fn xlsx(before: &str, rows: &str, behind: &str) -> Vec<u8> {
    let sheet = format!("<worksheet>{before}<sheetData>{rows}</sheetData>{behind}</worksheet>");
    zipped(&[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="年报" sheetId="1" r:id="a"/><sheet name="附表" sheetId="2" r:id="b"/><sheet name="底稿" sheetId="3" state="hidden" r:id="c"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="t/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="t/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="c" Type="t/worksheet" Target="worksheets/sheet3.xml"/></Relationships>"#,
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>总计</t></si><si><r><t>自然</t></r><r><t>人</t></r><rPh sb=\"0\" eb=\"1\"><t>读音</t></rPh></si></sst>",
        ),
        (
            "xl/styles.xml",
            r##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0&quot;件&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="3"/><xf numFmtId="31"/><xf numFmtId="164"/></cellXfs></styleSheet>"##,
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
        (
            "xl/worksheets/sheet2.xml",
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>二、附表</t></is></c></row></sheetData></worksheet>",
        ),
        ("xl/worksheets/sheet3.xml", "<worksheet><sheetData><row><c><v>404</v></c></row></sheetData></worksheet>"),
    ])
}

#[test]
fn a_sheet_is_read_as_it_is_seen() {
    let rows = r#"
        <row r="1"><c r="A1" t="inlineStr"><is><t>凤山乡2024年政府信息公开工作年度报告</t></is></c></row>
        <row r="2"><c r="A2" t="str"><v>本年度的工作很顺利。</v></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><t>项目</t></is></c><c r="B4" t="s"><v>1</v></c><c r="C4" t="s"><v>0</v></c></row>
        <row r="5"><c r="A5" t="inlineStr"><is><t>新收</t></is></c><c r="B5" s="1"><v>1234</v></c><c r="C5"><f>B5*1</f><v>1234</v></c></row>
        <row r="6" hidden="1"><c r="A6"><v>999</v></c></row>
        <row r="7"><c r="B7" t="e"><v>#DIV/0!</v></c><c r="C7"><f>SUM(B5:B6)</f></c></row>
        <row r="8"><c r="A8" s="2"><v>45292</v></c><c r="B8" s="3"><v>22</v></c><c r="C8"/><c r="D8"><v>7</v></c></row>"#;
    let before = r#"<cols><col min="4" max="4" hidden="1"/></cols>"#;
    let behind = r#"<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A5:A7"/></mergeCells>"#;
    let document = read("a.xlsx", &xlsx(before, rows, behind)).unwrap();
    assert_eq!(texts(&document), ["凤山乡2024年政府信息公开工作年度报告", "本年度的工作很顺利。", "二、附表"]);
    assert_eq!(document.title.as_deref(), Some("凤山乡2024年政府信息公开工作年度报告"));
    let table = document.tables().next().unwrap();
    assert_eq!(table.caption.as_deref(), Some("年报"));
    assert_eq!(
        cells(table),
        [
            (0, 0, 1, 1, "项目"),
            (0, 1, 1, 1, "自然人"),
            (0, 2, 1, 1, "总计"),
            (1, 0, 2, 1, "新收"),
            (1, 1, 1, 1, "1,234"),
            (1, 2, 1, 1, "1234"),
            (2, 1, 1, 1, "#DIV/0!"),
            // Never computed: not known, and not blank.
            (2, 2, 1, 1, "=SUM(B5:B6)"),
            (3, 0, 1, 1, "2024年1月1日"),
            (3, 1, 1, 1, "22件"),
            (3, 2, 1, 1, ""),
        ]
    );
    let place = &table.at(2, 1).unwrap().place;
    assert_eq!((place.page, place.line, place.column), (Some(1), Some(7), Some(2)));
    assert_eq!(document.paragraphs().last().unwrap().place.page, Some(2));
}

#[test]
fn a_citation_above_columns_belongs_to_the_table_and_a_heading_does_not() {
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |n: u32, cells: &str| format!("<row r=\"{n}\">{cells}</row>");
    let rows = [
        row(1, &cell("A1", "二、主动公开政府信息情况")),
        row(2, &cell("A2", "第二十条第（一）项")),
        row(3, &(cell("A3", "信息内容") + &cell("B3", "本年制发件数"))),
        row(4, &(cell("A4", "规章") + &cell("B4", "0"))),
        row(5, &cell("A5", "第二十条第（五）项")),
        row(6, &(cell("A6", "行政许可") + &cell("B6", "3"))),
        row(7, &cell("A7", "三、收到和处理政府信息公开申请情况")),
    ]
    .concat();
    let document = read("a.xlsx", &xlsx("", &rows, "")).unwrap();
    let shape: Vec<usize> = document
        .blocks
        .iter()
        .map(|b| match b {
            Block::Table(t) => t.rows,
            _ => 0,
        })
        .collect();
    assert_eq!(shape, [0, 5, 0, 0]);
}

#[test]
fn our_own_workbook_reads_back_in_its_order() {
    let document = report();
    let back = read("a.xlsx", &write::xlsx::write(&document).unwrap()).unwrap();
    let order = |d: &Document| -> Vec<String> {
        let seen = |b: &Block| match b {
            Block::Paragraph(p) => Some(p.text()).filter(|t| !t.trim().is_empty()),
            Block::Table(t) => Some(t.cells.iter().map(|c| c.text.trim().to_owned()).collect::<Vec<_>>().join("|")),
            Block::PageBreak | Block::Chart(_) => None,
        };
        d.blocks.iter().filter_map(seen).collect()
    };
    assert_eq!(order(&back), order(&document));
}

#[test]
fn a_page_in_one_file_is_read_whoever_saved_it() {
    let page = "<html><head><title>年报</title></head><body><p>凤山乡朱镕</p></body></html>";
    let (gbk, ..) = encoding_rs::GBK.encode(page);
    let quoted: String = gbk.iter().map(|b| format!("={b:02X}")).collect();
    let word = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_Next\"\r\n\r\nThis document is a Single File Web Page.\r\n\r\n------=_Next\r\nContent-Location: file:///C:/x.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\r\n{quoted}=\r\n\r\n------=_Next\r\nContent-Location: header.htm\r\nContent-Type: text/html\r\n\r\n<p>页眉</p>\r\n------=_Next--\r\n"
    );
    let browser = format!(
        "From: <Saved by Blink>\nSubject: =?utf-8?B?5bm05oql?=\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"--x--\"\n\n\n----x--\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n{page}\n----x--\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0=\n----x----\n"
    );
    let frames = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<html><frameset></frameset></html>\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+5Yek5bGx5Lmh5pyx6ZWVPC9wPg==\n--b--\n";
    for (name, bytes) in
        [("a.mht", word.as_str()), ("a.doc", &word), ("a.mhtml", &browser), ("没有扩展名", &browser), ("a.mht", frames)]
    {
        assert_eq!(texts(&read(name, bytes.as_bytes()).unwrap()), ["凤山乡朱镕"], "{name}");
    }
    let empty =
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n";
    assert_eq!(read("a.mht", empty.as_bytes()).unwrap_err(), ReadError::Damaged);
}

/// Reads a hostile file: the answer must come quickly.
#[track_caller]
fn refused(name: &str, bytes: &[u8]) -> ReadError {
    let begun = Instant::now();
    let error = read(name, bytes).unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    error
}

#[test]
fn bombs_in_zip_are_refused() {
    let zeros = "\0".repeat(100 << 20);
    assert_eq!(refused("a.docx", &zipped(&[("word/document.xml", &zeros)])), ReadError::TooLarge);
    assert_eq!(refused("a.xlsx", &zipped(&[("xl/workbook.xml", &zeros)])), ReadError::TooLarge);
    // A ZIP in a ZIP in a ZIP is never opened.
    let mut inner = zipped(&[("word/document.xml", &zeros)]);
    for _ in 0..3 {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("word.zip", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&inner).unwrap();
        inner = zip.finish().unwrap().into_inner();
    }
    assert_eq!(refused("a.docx", &inner), ReadError::Archive);
}

#[test]
fn bombs_in_xml_are_refused() {
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"#;
    let document =
        format!("{laughs}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>");
    assert_eq!(refused("a.docx", &zipped(&[("word/document.xml", &document)])), ReadError::Damaged);
    let styles = format!("{laughs}<w:styles {NAMESPACES}/>");
    let good = format!("<w:document {NAMESPACES}><w:body/></w:document>");
    assert_eq!(
        refused("a.docx", &zipped(&[("word/document.xml", &good), ("word/styles.xml", &styles)])),
        ReadError::Damaged
    );
    assert_eq!(refused("a.xlsx", &zipped(&[("xl/workbook.xml", &format!("{laughs}<workbook/>"))])), ReadError::Damaged);
    let deep = "<w:sdt><w:sdtContent>".repeat(100_000);
    assert_eq!(refused("a.docx", &docx(&deep)), ReadError::TooDeep);
}

#[test]
fn tables_beyond_any_document_are_refused() {
    let cells = "<w:tc><w:p/></w:tc>".repeat(1_000_000);
    assert_eq!(refused("a.docx", &docx(&format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))), ReadError::TableTooLarge);
    // One cell that claims to be two thousand million fields wide is one cell.
    let wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2147483648\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>";
    assert!(read("a.docx", &docx(wide)).is_ok_and(|d| d.tables().all(|t| t.cols <= 1000)));
    let row: String = (0..2000).map(|_| "<c><v>1</v></c>").collect();
    assert_eq!(refused("a.xlsx", &xlsx("", &format!("<row>{row}</row>"), "")), ReadError::TableTooLarge);
    let merged = "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    let two = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    assert_eq!(refused("a.xlsx", &xlsx("", two, merged)), ReadError::TableTooLarge);
    let level = |n: usize| format!("Content-Type: multipart/mixed; boundary=b{n}x\n\n--b{n}x\n");
    let nested = format!("MIME-Version: 1.0\n{}", (0..10_000).map(level).collect::<String>());
    assert_eq!(refused("a.mht", nested.as_bytes()), ReadError::TooDeep);
}
