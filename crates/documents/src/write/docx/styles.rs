//! A paragraph style for every role, so that a clerk can change the look of all headings at once in Word.

use super::xml::Xml;
use crate::{
    model::{Align, Role},
    style::{self, Face, Look},
    write::WriteError,
};

/// Style of text in tables.
pub(super) const TABLE: &str = "GkTable";
/// Style of the empty paragraph that keeps two tables apart.
pub(super) const AFTER_TABLE: &str = "GkAfterTable";

/// Roles with the id and the name of their style. Word knows titles and headings by their English names.
const STYLES: [(Role, &str, &str); 14] = [
    (Role::IssuerMark, "GkIssuerMark", "发文机关标志"),
    (Role::DocumentNumber, "GkDocumentNumber", "发文字号"),
    (Role::Title, "Title", "Title"),
    (Role::Addressee, "GkAddressee", "主送机关"),
    (Role::Heading1, "Heading1", "heading 1"),
    (Role::Heading2, "Heading2", "heading 2"),
    (Role::Heading3, "Heading3", "heading 3"),
    (Role::Heading4, "Heading4", "heading 4"),
    (Role::Body, "GkBody", "公文正文"),
    (Role::Caption, "GkCaption", "表题"),
    (Role::AttachmentNote, "GkAttachmentNote", "附件说明"),
    (Role::Signature, "GkSignature", "发文机关署名"),
    (Role::Date, "GkDate", "成文日期"),
    (Role::Note, "GkNote", "附注"),
];

/// The style id of a role.
pub(super) fn id(role: Role) -> &'static str {
    STYLES.iter().find(|(r, ..)| *r == role).map_or("GkBody", |(_, id, _)| id)
}

/// The role of a style of ours; the reader asks.
pub(crate) fn role(id: &str) -> Option<Role> {
    STYLES.iter().find(|(_, i, _)| *i == id && id.starts_with("Gk")).map(|(role, ..)| *role)
}

/// Twentieths of a point.
pub(super) fn twips(points: f32) -> String {
    (points * 20.0).round().to_string()
}

pub(super) fn jc(align: Option<Align>) -> &'static str {
    match align {
        None => "both",
        Some(Align::Left) => "left",
        Some(Align::Center) => "center",
        Some(Align::Right) => "right",
    }
}

fn fonts(xml: &mut Xml, face: Face) {
    xml.empty(
        "w:rFonts",
        &[
            ("w:ascii", "Times New Roman"),
            ("w:hAnsi", "Times New Roman"),
            ("w:eastAsia", face.office_name()),
            ("w:cs", "Times New Roman"),
        ],
    );
}

fn size(xml: &mut Xml, points: f32) {
    let half = (points * 2.0).round().to_string();
    xml.value("w:sz", &half);
    xml.value("w:szCs", &half);
}

/// By how many twips characters of the body stand closer than their size: 28 of 16 pt are wider than 156 mm.
fn closer() -> String {
    let pitch = super::body::type_area() / style::CHARACTERS as f32;
    (pitch - style::BODY_PT * 20.0).floor().to_string()
}

/// The whole of styles.xml.
pub(super) fn write() -> Result<String, WriteError> {
    let mut xml = Xml::new();
    xml.open("w:styles", &[super::parts::W]);
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    fonts(&mut xml, Face::FangSong);
    size(&mut xml, style::BODY_PT);
    xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    xml.close("w:rPr");
    xml.close("w:rPrDefault");
    xml.empty("w:pPrDefault", &[]);
    xml.close("w:docDefaults");
    xml.open("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")]);
    xml.value("w:name", "Normal");
    xml.empty("w:qFormat", &[]);
    xml.close("w:style");
    for (role, id, name) in STYLES {
        paragraph(&mut xml, role, id, name);
    }
    table_text(&mut xml);
    after_table(&mut xml);
    xml.close("w:styles");
    xml.finish()
}

fn paragraph(xml: &mut Xml, role: Role, id: &str, name: &str) {
    let look = style::look(role);
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", id)]);
    xml.value("w:name", name);
    xml.value("w:basedOn", "Normal");
    if role != Role::Body {
        xml.value("w:next", "GkBody");
    }
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    if look.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    xml.value("w:widowControl", "0");
    // Name and date are placed by counting characters; the gap that Word puts beside digits would shift them.
    if matches!(role, Role::Signature | Role::Date) {
        xml.value("w:autoSpaceDE", "0");
        xml.value("w:autoSpaceDN", "0");
    }
    // Large type does not fit the grid of the body.
    if look.size_pt > style::BODY_PT {
        xml.value("w:snapToGrid", "0");
    }
    spacing(xml, &look);
    if look.first_line > 0.0 {
        let chars = (look.first_line * 100.0).round().to_string();
        let first = twips(look.first_line * look.size_pt);
        xml.empty("w:ind", &[("w:firstLineChars", &chars), ("w:firstLine", &first)]);
    }
    xml.value("w:jc", jc(look.align));
    let outline = match role {
        Role::Heading1 => Some("0"),
        Role::Heading2 => Some("1"),
        Role::Heading3 => Some("2"),
        Role::Heading4 => Some("3"),
        _ => None,
    };
    if let Some(level) = outline {
        xml.value("w:outlineLvl", level);
    }
    xml.close("w:pPr");
    xml.open("w:rPr", &[]);
    fonts(xml, look.face);
    if look.red {
        xml.value("w:color", style::RED);
    }
    if look.size_pt == style::BODY_PT {
        xml.value("w:spacing", &closer());
    }
    size(xml, look.size_pt);
    xml.close("w:rPr");
    xml.close("w:style");
}

fn spacing(xml: &mut Xml, look: &Look) {
    let (before, after) = (twips(look.lines_before * style::LINE_PT), twips(look.lines_after * style::LINE_PT));
    xml.empty(
        "w:spacing",
        &[("w:before", &before), ("w:after", &after), ("w:line", &twips(look.line_pt)), ("w:lineRule", "exact")],
    );
}

fn table_text(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", TABLE)]);
    xml.value("w:name", "表内文字");
    xml.value("w:basedOn", "Normal");
    xml.open("w:pPr", &[]);
    xml.value("w:widowControl", "0");
    xml.value("w:snapToGrid", "0");
    xml.empty("w:spacing", &[("w:before", "0"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")]);
    xml.value("w:jc", "center");
    xml.close("w:pPr");
    xml.open("w:rPr", &[]);
    fonts(xml, Face::Song);
    size(xml, style::ROOMY_TABLE_PT);
    xml.close("w:rPr");
    xml.close("w:style");
}

fn after_table(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", AFTER_TABLE)]);
    xml.value("w:name", "表后间隔");
    xml.value("w:basedOn", "Normal");
    xml.open("w:pPr", &[]);
    xml.value("w:snapToGrid", "0");
    xml.empty("w:spacing", &[("w:before", "0"), ("w:after", "0"), ("w:line", &twips(12.0)), ("w:lineRule", "exact")]);
    xml.close("w:pPr");
    xml.open("w:rPr", &[]);
    size(xml, 6.0);
    xml.close("w:rPr");
    xml.close("w:style");
}
