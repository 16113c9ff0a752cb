//! The small parts of the container: types, relationships, properties, settings and page numbers.

use super::xml::Xml;
use crate::{
    model::Document,
    style::{self, Face},
    write::WriteError,
};

/// Chart parts are added before the end ([`content_types`]).
const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>"#,
    "</Types>"
);

/// The types of all parts, with those of so many charts and their workbooks.
pub(super) fn content_types(charts: usize) -> String {
    if charts == 0 {
        return CONTENT_TYPES.to_owned();
    }
    const XLSX: &str = r#"<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>"#;
    let mut more = XLSX.to_owned();
    for number in 1..=charts {
        more.push_str(&format!(
            r#"<Override PartName="/word/charts/chart{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>"#
        ));
    }
    CONTENT_TYPES.replace("</Types>", &format!("{more}</Types>"))
}

pub(super) const RELATIONSHIPS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    "</Relationships>"
);

pub(super) const APP: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
    "<Application>Gongkai</Application></Properties>"
);

/// Compatibility mode 15 is that of current Word; without it the file opens as one of Word 2007.
pub(super) const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>"#,
    r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
    r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#
);

/// The name space of WordprocessingML.
pub(super) const W: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
/// The name space of relationships.
pub(super) const R: (&str, &str) = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

/// Title and issuing organ. No dates: the same document gives the same file.
pub(super) fn core(document: &Document) -> Result<String, WriteError> {
    let mut xml = Xml::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    if let Some(title) = &document.title {
        xml.element("dc:title", title);
    }
    if let Some(author) = &document.author {
        xml.element("dc:creator", author);
    }
    xml.element("dc:language", "zh-CN");
    xml.close("cp:coreProperties");
    xml.finish()
}

/// The id of the first link; lower ones are the fixed parts.
pub(super) const FIRST_LINK: usize = 10;

/// The beginning of the ids of charts.
pub(super) const CHART: &str = "rIdChart";

/// Relationships of the main text: its fixed parts, its charts and the targets of its links.
pub(super) fn links(targets: &[String], charts: usize) -> Result<String, WriteError> {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")]);
    let fixed = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        ("rId3", "footer", "footer1.xml"),
        ("rId4", "footer", "footer2.xml"),
    ];
    for (id, kind, target) in fixed {
        xml.empty("Relationship", &[("Id", id), ("Type", &format!("{TYPE}/{kind}")), ("Target", target)]);
    }
    for number in 1..=charts {
        let (id, target) = (format!("{CHART}{number}"), format!("charts/chart{number}.xml"));
        xml.empty("Relationship", &[("Id", &id), ("Type", &format!("{TYPE}/chart")), ("Target", &target)]);
    }
    for (index, target) in targets.iter().enumerate() {
        let id = format!("rId{}", FIRST_LINK + index);
        let kind = format!("{TYPE}/hyperlink");
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target), ("TargetMode", "External")]);
    }
    xml.close("Relationships");
    xml.finish()
}

/// Which pages a footer is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Odd,
    Even,
}

/// — 1 — on the outer side, one character from the edge (7.5).
pub(super) fn footer(side: Side) -> Result<String, WriteError> {
    let mut xml = Xml::new();
    xml.open("w:ftr", &[W]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    let character = (style::PAGE_NUMBER_PT * 20.0).round().to_string();
    let (edge, edge_chars, jc) = match side {
        Side::Odd => ("w:right", "w:rightChars", "right"),
        Side::Even => ("w:left", "w:leftChars", "left"),
    };
    xml.empty("w:snapToGrid", &[("w:val", "0")]);
    xml.empty("w:ind", &[(edge_chars, "100"), (edge, &character)]);
    xml.value("w:jc", jc);
    xml.close("w:pPr");
    let run = |xml: &mut Xml, content: &dyn Fn(&mut Xml)| {
        xml.open("w:r", &[]);
        xml.open("w:rPr", &[]);
        let song = Face::Song.office_name();
        xml.empty("w:rFonts", &[("w:ascii", song), ("w:hAnsi", song), ("w:eastAsia", song)]);
        let size = (style::PAGE_NUMBER_PT * 2.0).round().to_string();
        xml.value("w:sz", &size);
        xml.value("w:szCs", &size);
        xml.close("w:rPr");
        content(xml);
        xml.close("w:r");
    };
    let text = |text: &'static str| {
        move |xml: &mut Xml| {
            xml.open("w:t", &[("xml:space", "preserve")]);
            xml.text(text);
            xml.close("w:t");
        }
    };
    run(&mut xml, &text("— "));
    run(&mut xml, &|xml| xml.empty("w:fldChar", &[("w:fldCharType", "begin")]));
    run(&mut xml, &|xml| {
        xml.open("w:instrText", &[("xml:space", "preserve")]);
        xml.text(" PAGE ");
        xml.close("w:instrText");
    });
    run(&mut xml, &|xml| xml.empty("w:fldChar", &[("w:fldCharType", "separate")]));
    run(&mut xml, &text("1"));
    run(&mut xml, &|xml| xml.empty("w:fldChar", &[("w:fldCharType", "end")]));
    run(&mut xml, &text(" —"));
    xml.close("w:p");
    xml.close("w:ftr");
    xml.finish()
}
