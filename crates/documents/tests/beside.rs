//! What stands beside the body of an office file: kept apart from it, or said to be unread.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use documents::{Block, Document, read::read};
use std::io::{Read as _, Write as _};

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const BODY: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>公示</w:t></w:r></w:p></w:body></w:document>"#;

/// A Word file of one paragraph with these parts besides.
fn with(more: &[(&str, &[u8])]) -> Document {
    let mut parts: Vec<(&str, &[u8])> = vec![("word/document.xml", BODY.as_bytes())];
    parts.extend(more);
    read("a.docx", &zipped(&parts)).unwrap()
}

fn asides(document: &Document) -> Vec<(String, String)> {
    let text = |b: &Block| match b {
        Block::Paragraph(p) => p.text(),
        Block::Table(t) => t.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("|"),
        _ => String::new(),
    };
    document.asides.iter().flat_map(|a| a.content.blocks.iter().map(|b| (a.label.clone(), text(b)))).collect()
}

fn reasons(document: &Document) -> Vec<&str> {
    document.unread.iter().map(|u| u.reason.as_str()).collect()
}

/// The file with more parts in it.
fn enlarged(bytes: &[u8], more: &[(&str, &str)]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let name = file.name().unwrap().to_string();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.push((name, content));
    }
    parts.extend(more.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
    zipped(&parts)
}

#[test]
fn a_report_is_its_body_whatever_stands_beside_it() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/blank-form-2021.docx")).unwrap();
    let plain = read("a.docx", &bytes).unwrap();
    let part = |root: &str, text: &str| {
        format!(
            r#"<w:{root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{root}>"#
        )
    };
    let (header, note) = (part("hdr", "一、总体情况"), part("footnotes", "二、主动公开政府信息情况"));
    let more =
        read("a.docx", &enlarged(&bytes, &[("word/header77.xml", &header), ("word/notes77.xml", &note)])).unwrap();
    assert_eq!((&more.blocks, &more.title, &more.unread), (&plain.blocks, &plain.title, &plain.unread));
    let all = asides(&more);
    for expected in [("页眉", "一、总体情况"), ("脚注", "二、主动公开政府信息情况")] {
        assert!(all.iter().any(|(label, text)| (label.as_str(), text.as_str()) == expected), "{all:?}");
    }
}

#[test]
fn pictures_and_objects_are_said_to_be_unread() {
    let document = with(&[
        ("word/media/image1.png", b"\x89PNG\r\n\x1a\n"),
        ("word/media/image2.emf", b"\x01\0\0\0"),
        ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("word/afchunk.rtf", b"{\\rtf1 a}"),
        ("word/fonts/font1.odttf", b"\x01\x02"),
        ("docProps/thumbnail.jpeg", b"\xff\xd8\xff"),
    ]);
    let reasons = reasons(&document);
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons[0].starts_with("文件里有2张图片，图片里的文字没有读取。"), "{reasons:?}");
    assert!(reasons[1].contains("2个读不了的文件或者对象（oleObject1.bin、afchunk.rtf）"), "{reasons:?}");
    assert!(document.unread.iter().all(|u| !u.is_whole_page));
}

#[test]
fn broken_parts_beside_the_body_are_said_and_do_not_hide_the_others() {
    let deep = "<a>".repeat(100_000);
    let zeros = vec![b'0'; 100 << 20];
    let document = with(&[
        ("word/header1.xml", b"<w:hdr><w:p>"),
        ("word/header2.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><w:hdr>&a;</w:hdr>"),
        ("word/header3.xml", b"\xff\xfe\x00"),
        ("word/header4.xml", deep.as_bytes()),
        ("word/header5.xml", &zeros),
        ("word/footer1.xml", "<w:ftr xmlns:w=\"w\"><w:p><w:r><w:t>第一页</w:t></w:r></w:p></w:ftr>".as_bytes()),
    ]);
    assert_eq!(asides(&document), [("页脚".to_owned(), "第一页".to_owned())]);
    let reasons = reasons(&document);
    assert!(reasons.len() == 1 && reasons[0].contains("部分已损坏或者过大（"), "{reasons:?}");
    assert!(reasons[0].contains("header2.xml"), "{reasons:?}");
}

#[test]
fn files_in_files_are_read_one_deep() {
    let inner = zipped(&[("word/document.xml", BODY.as_bytes()), ("word/media/a.png", b"\x89PNG")]);
    let middle = zipped(&[("word/document.xml", BODY.as_bytes()), ("word/embeddings/in.docx", &inner)]);
    let document = with(&[("word/embeddings/out.docx", &middle)]);
    assert_eq!(asides(&document), [("嵌入的文件“out.docx”".to_owned(), "公示".to_owned())]);
    let reasons = reasons(&document);
    assert!(reasons.len() == 1 && reasons[0].starts_with("嵌入的文件“out.docx”：文件里嵌有1个"), "{reasons:?}");
}
