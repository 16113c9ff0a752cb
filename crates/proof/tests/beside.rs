//! Personal data that stands beside the body of a Word file or a workbook: found, with where it stands.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use documents::read::read;
use proof::{Context, Reader};
use std::io::Write as _;

/// An invented identity number whose check digit is right.
const ID: &str = "622926199001010018";
/// The rule that finds it.
const RULE: &str = "privacy.identity_number";

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

/// A Word file with this body and these parts besides.
fn docx(body: &str, more: &[(&str, String)]) -> Vec<u8> {
    let body = format!(
        "<w:document {NAMESPACES}><w:body>{}{body}</w:body></w:document>",
        paragraph(&run("关于发放补助的公示"))
    );
    let mut parts = vec![("word/document.xml", body)];
    parts.extend(more.iter().cloned());
    zipped(&parts)
}

fn part(root: &str, inner: &str) -> String {
    format!("<w:{root} {NAMESPACES}>{inner}</w:{root}>")
}

/// What the second reader says about a file, `rule message` each.
fn said(name: &str, bytes: &[u8]) -> Vec<String> {
    let document = read(name, bytes).unwrap();
    let findings = Reader::built_in().read(&document, &Context::default());
    findings.iter().map(|f| format!("{} {}", f.rule, f.message)).collect()
}

/// Expects the number once, said to stand there, and nothing else.
#[track_caller]
fn stands(label: &str, name: &str, bytes: &[u8]) {
    let said = said(name, bytes);
    assert_eq!(said.len(), 1, "{label}: {said:?}");
    assert!(said[0].starts_with("privacy.") && said[0].contains(&format!(" {label}：")), "{label}: {said:?}");
}

#[test]
fn parts_of_a_word_file_beside_its_body_are_read() {
    let number = paragraph(&(run("王秀兰，身份证号") + &run(ID)));
    let note = |kind: &str| format!("<w:{kind} w:id=\"2\">{number}</w:{kind}>");
    let cases = [
        ("页眉", "word/header1.xml", part("hdr", &number)),
        ("页脚", "word/footer1.xml", part("ftr", &number)),
        ("脚注", "word/footnotes.xml", part("footnotes", &note("footnote"))),
        ("尾注", "word/endnotes.xml", part("endnotes", &note("endnote"))),
        ("批注", "word/comments.xml", part("comments", &note("comment"))),
        ("自动图文集", "word/glossary/document.xml", part("glossaryDocument", &number)),
        ("图片说明", "word/header1.xml", part("hdr", &format!("<w:p><v:shape alt=\"身份证号{ID}\"/></w:p>"))),
        ("艺术字", "word/header1.xml", part("hdr", &format!("<w:p><v:textpath string=\"{ID}\"/></w:p>"))),
        (
            "文档属性",
            "docProps/core.xml",
            format!("<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:description>{ID}</dc:description></cp:coreProperties>"),
        ),
        (
            "文档属性",
            "docProps/custom.xml",
            format!("<Properties xmlns:vt=\"v\"><property name=\"甲\"><vt:lpwstr>{ID}</vt:lpwstr></property></Properties>"),
        ),
        ("文件的其他部分", "customXml/item1.xml", format!("<data><field value=\"{ID}\"/></data>")),
        (
            "图表",
            "word/charts/chart1.xml",
            format!("<c:chartSpace xmlns:c=\"c\"><c:pt><c:v>{ID}</c:v></c:pt></c:chartSpace>"),
        ),
        (
            "链接地址",
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"t/hyperlink\" Target=\"tel:13893012345\" TargetMode=\"External\"/></Relationships>".to_owned(),
        ),
        ("嵌入的文件“afchunk.html”", "word/afchunk.html", format!("<html><body><p>王秀兰{ID}</p></body></html>")),
        (
            "修订人和批注人",
            "word/comments.xml",
            part("comments", &format!("<w:comment w:id=\"2\" w:author=\"{ID}\"/>")),
        ),
    ];
    for (label, name, content) in cases {
        stands(label, "a.docx", &docx("", &[(name, content)]));
    }
}

#[test]
fn what_the_body_of_a_word_file_hides_is_read() {
    let hidden = |text: &str| format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>");
    let deleted = |text: &str| format!("<w:del w:id=\"1\"><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    let (front, back) = ID.split_at(9);
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(&run(text)));
    let words = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run(text)));
    let cases = [
        ("隐藏文字", paragraph(&hidden(ID))),
        ("隐藏文字", paragraph(&(hidden(front) + &run("公示") + &hidden(back)))),
        ("删除的修订内容", paragraph(&(run("公示") + &deleted(front) + &deleted(back)))),
        (
            "删除的修订内容",
            format!(
                "<w:tbl><w:tr>{0}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{1}</w:tr></w:tbl>",
                cell("", "甲"),
                cell("", ID)
            ),
        ),
        ("删除的修订内容", paragraph(&format!("<w:moveFrom>{}</w:moveFrom>", run(ID)))),
        (
            "合并单元格盖住的文字",
            format!(
                "<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
                cell("<w:vMerge w:val=\"restart\"/>", "甲"),
                cell("<w:vMerge/>", ID)
            ),
        ),
        (
            "文本框（旧式写法）",
            format!(
                "<w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
                words("甲"),
                words(ID)
            ),
        ),
        ("图片说明", format!("<w:p><w:r><wp:docPr id=\"1\" descr=\"王秀兰{ID}\"/></w:r></w:p>")),
        ("公式", paragraph(&format!("<m:oMath><m:r><m:t>{ID}</m:t></m:r></m:oMath>"))),
        ("图形和其他内容", paragraph(&format!("<w:r><a:p><a:r><a:t>{ID}</a:t></a:r></a:p></w:r>"))),
        ("域代码", paragraph(&format!("<w:r><w:instrText>TITLE \"{ID}\"</w:instrText></w:r>"))),
        (
            "符号字体",
            paragraph(&ID.bytes().map(|d| format!("<w:r><w:sym w:char=\"F0{d:02X}\"/></w:r>")).collect::<String>()),
        ),
    ];
    for (label, body) in cases {
        stands(label, "a.docx", &docx(&body, &[]));
    }
    // In the body, as before, without a label.
    let own = said("a.docx", &docx(&paragraph(&run(&format!("身份证号{ID}"))), &[]));
    assert!(own.len() == 1 && !own[0].contains('：'), "{own:?}");
}

#[test]
fn a_text_box_that_is_written_twice_is_told_once() {
    let words = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run(&format!("身份证号{ID}"))));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{words}</mc:Choice><mc:Fallback>{words}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(said("a.docx", &docx(&body, &[])).len(), 1);
}

#[test]
fn page_numbers_and_notes_are_no_prose() {
    let field = "<w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>";
    let number = paragraph(&(run("— ") + field + &run("12") + &run(" —")));
    let sloppy = paragraph(&run("凤山乡发[2023]5号,2023年5月6号 ，的的"));
    let more = [("word/footer1.xml", part("ftr", &number)), ("word/header1.xml", part("hdr", &sloppy))];
    assert_eq!(said("a.docx", &docx("", &more)), Vec::<String>::new());
    let secret = [("word/header1.xml", part("hdr", &paragraph(&run("秘密★"))))];
    let told = said("a.docx", &docx("", &secret));
    assert!(told.len() == 1 && told[0].starts_with("proof.secret_mark 页眉："), "{told:?}");
}

/// A workbook of sheets: name, attributes, XML of the part; and more parts.
fn xlsx(sheets: &[(&str, &str, String)], more: &[(&str, String)]) -> Vec<u8> {
    let (mut list, mut targets) = (String::new(), String::new());
    let names: Vec<String> = (1..=sheets.len()).map(|n| format!("xl/worksheets/sheet{n}.xml")).collect();
    for (n, (name, attributes, _)) in sheets.iter().enumerate() {
        list += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\" {attributes}/>");
        targets += &format!("<Relationship Id=\"r{n}\" Type=\"t/worksheet\" Target=\"/{}\"/>", names[n]);
    }
    let mut parts = vec![
        ("xl/workbook.xml", format!("<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{targets}</Relationships>")),
    ];
    parts.extend(names.iter().zip(sheets).map(|(name, (_, _, part))| (name.as_str(), part.clone())));
    parts.extend(more.iter().cloned());
    zipped(&parts)
}

/// The part of a sheet: what stands before its rows, the cells (a row with `*` is hidden), what stands behind.
fn sheet(before: &str, rows: &[&[&str]], behind: &str) -> String {
    let mut xml = String::new();
    for (r, row) in (1..).zip(rows) {
        let hidden = if row[0].starts_with('*') { "hidden=\"1\"" } else { "" };
        xml += &format!("<row r=\"{r}\" {hidden}>");
        for (column, text) in ('A'..='Z').zip(*row) {
            let text = text.trim_start_matches('*');
            xml += &format!("<c r=\"{column}{r}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        }
        xml += "</row>";
    }
    format!("<worksheet>{before}<sheetData>{xml}</sheetData>{behind}</worksheet>")
}

#[test]
fn hidden_sheets_rows_and_columns_are_read_with_their_heads() {
    let open = || sheet("", &[&["姓名", "村组"], &["王秀兰", "一社"]], "");
    let full: &[&[&str]] = &[&["姓名", "村组", "身份证号"], &["王秀兰", "一社", ID]];
    let column = r#"<cols><col min="3" max="3" hidden="1"/></cols>"#;
    let cases = [
        (
            "隐藏的工作表“底表”",
            xlsx(&[("公示", "", open()), ("底表", "state=\"veryHidden\"", sheet("", full, ""))], &[]),
        ),
        ("工作表“名单”中隐藏的列", xlsx(&[("名单", "", sheet(column, full, ""))], &[])),
        (
            "工作表“名单”中隐藏的行",
            xlsx(&[("名单", "", sheet("", &[&["姓名", "村组", "身份证号"], &["*王秀兰", "一社", ID]], ""))], &[]),
        ),
    ];
    for (label, bytes) in cases {
        let told = said("a.xlsx", &bytes);
        assert!(told.iter().any(|t| t.starts_with("privacy.column ")), "{told:?}");
        assert!(told.len() == 2 && told.iter().all(|t| t.contains(&format!(" {label}："))), "{told:?}");
    }
    // Cells that are seen are told once, as before, though the table is read again for its hidden column.
    let also = r#"<cols><col min="2" max="2" hidden="1"/></cols>"#;
    let told = said("a.xlsx", &xlsx(&[("名单", "", sheet(also, full, ""))], &[]));
    assert!(told.len() == 2 && told.iter().all(|t| !t.contains('：')), "{told:?}");
    // What is hidden and harmless stays quiet.
    let harmless = sheet(column, &[&["姓名", "村组", "金额"], &["王秀兰", "一社", "500"]], "");
    assert_eq!(said("a.xlsx", &xlsx(&[("名单", "", harmless)], &[])), Vec::<String>::new());
}

#[test]
fn what_stands_in_a_workbook_beside_its_cells_is_read() {
    let open = || sheet("", &[&["姓名", "村组"], &["王秀兰", "一社"]], "");
    let with = |behind: &str| sheet("", &[&["姓名", "村组"], &["王秀兰", "一社"]], behind);
    let comment = format!(
        "<comments><authors><author>甲</author></authors><commentList><comment ref=\"B2\"><text><r><t>身份</t></r><r><t>证号{ID}</t></r></text></comment></commentList></comments>"
    );
    let threaded =
        format!("<ThreadedComments><threadedComment ref=\"B2\"><text>{ID}</text></threadedComment></ThreadedComments>");
    let drawing = format!("<xdr:wsDr xmlns:xdr=\"x\" xmlns:a=\"a\"><a:p><a:r><a:t>{ID}</a:t></a:r></a:p></xdr:wsDr>");
    let vml = format!("<xml xmlns:v=\"v\"><v:textbox><div>甲<br>{ID}</div></v:textbox></xml>");
    let cache = format!("<pivotCacheRecords><r><s v=\"{ID}\"/></r></pivotCacheRecords>");
    let strings = format!("<sst><si><t>{ID}</t></si></sst>");
    let formats = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\";;;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    let blanked = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>手机号</t></is></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>13893012345</v></c></row></sheetData></worksheet>";
    let merged = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>";
    let one = |part: String, more: &[(&str, String)]| xlsx(&[("名单", "", part)], more);
    let cases = [
        ("工作表名称", xlsx(&[(ID, "", open())], &[])),
        ("单元格批注（B2）", one(open(), &[("xl/comments1.xml", comment)])),
        ("单元格批注（B2）", one(open(), &[("xl/threadedComments/threadedComment1.xml", threaded)])),
        ("文本框", one(open(), &[("xl/drawings/drawing1.xml", drawing)])),
        ("文本框", one(open(), &[("xl/drawings/vmlDrawing1.vml", vml)])),
        ("数据透视表的缓存", one(open(), &[("xl/pivotCache/pivotCacheRecords1.xml", cache)])),
        ("不再显示的旧文字", one(open(), &[("xl/sharedStrings.xml", strings)])),
        ("页眉和页脚", one(with(&format!("<headerFooter><oddHeader>&amp;C{ID}</oddHeader></headerFooter>")), &[])),
        (
            "单元格提示",
            one(with(&format!("<dataValidations><dataValidation prompt=\"{ID}\"/></dataValidations>")), &[]),
        ),
        ("链接说明", one(with(&format!("<hyperlinks><hyperlink ref=\"A1\" tooltip=\"{ID}\"/></hyperlinks>")), &[])),
        ("合并单元格盖住的文字", one(sheet("", &[&["姓名", ID], &["王秀兰", "一社"]], merged), &[])),
        ("工作表“名单”中格式设为不显示的单元格", one(blanked.to_owned(), &[("xl/styles.xml", formats.to_owned())])),
    ];
    for (label, bytes) in cases {
        stands(label, "a.xlsx", &bytes);
    }
}

#[test]
fn nothing_beside_the_body_is_put_right_by_a_program() {
    let bytes = docx("", &[("word/header1.xml", part("hdr", &paragraph(&run(&format!("身份证号{ID}")))))]);
    let document = read("a.docx", &bytes).unwrap();
    let all = proof::fix::corrections(Reader::built_in(), &document, &Context::default(), |_| true);
    assert!(all.is_empty(), "{all:?}");
    let found = Reader::built_in().by_passage(&document, &Context::default());
    assert!(found.len() == 1 && found[0].findings[0].rule == RULE, "{found:?}");
}
