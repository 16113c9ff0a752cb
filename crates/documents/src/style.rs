//! The numbers of GB/T 9704-2012 (党政机关公文格式) in one place: page, line, fonts and what each role looks like.
//!
//! The writers of DOCX, PDF and the printable page read these and nothing else, so the three agree. Clause numbers
//! stand beside the values. The standard fixes paper for print; screens are styled by the web pages themselves.

use crate::model::{Align, Block, Document, Role};

/// A4 (5.1).
pub const PAGE_WIDTH_MM: f32 = 210.0;
/// A4 (5.1).
pub const PAGE_HEIGHT_MM: f32 = 297.0;
/// 天头 (5.2.1).
pub const MARGIN_TOP_MM: f32 = 37.0;
/// 订口 (5.2.1).
pub const MARGIN_LEFT_MM: f32 = 28.0;
/// What 版心 156 mm leaves on the right (5.2.1).
pub const MARGIN_RIGHT_MM: f32 = 26.0;
/// What 版心 225 mm leaves at the bottom (5.2.1).
pub const MARGIN_BOTTOM_MM: f32 = 35.0;
/// Width of the 版心 (5.2.1).
pub const BODY_WIDTH_MM: f32 = 156.0;
/// Lines on a page (5.2.3).
pub const LINES: u32 = 22;
/// Characters in a line (5.2.3).
pub const CHARACTERS: u32 = 28;
/// 版心 225 mm over 22 lines, in points (5.2.3): 三号 and 7/8 of it.
pub const LINE_PT: f32 = 28.95;
/// 三号 (5.2.2).
pub const BODY_PT: f32 = 16.0;
/// 二号 (7.3.1).
pub const TITLE_PT: f32 = 22.0;
/// 四号, page number (7.5).
pub const PAGE_NUMBER_PT: f32 = 14.0;
/// The page number stands this far below the 版心 (7.5).
pub const PAGE_NUMBER_BELOW_MM: f32 = 7.0;
/// Font size of tables. The standard leaves it open; ten columns of figures fit at 小五 to 五号.
pub const TABLE_PT: f32 = 9.5;
/// Font size of a table with few columns (五号).
pub const ROOMY_TABLE_PT: f32 = 10.5;
/// A table of at most this many columns is set in [`ROOMY_TABLE_PT`].
pub const ROOMY_COLUMNS: usize = 6;
/// Thickness of the rules of a table.
pub const TABLE_RULE_PT: f32 = 0.5;
/// The font of digits and Latin letters, which the standard leaves open and offices set so.
pub const LATIN: &str = "Times New Roman";
/// Red of the 发文机关标志 and the line below it.
pub const RED: &str = "e60012";

/// A kind of type, filled by whatever face of that kind is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// 宋体: tables and page numbers.
    Song,
    /// 仿宋: body.
    FangSong,
    /// 楷体: headings of level 2.
    Kai,
    /// 黑体: headings of level 1.
    Hei,
    /// 小标宋: titles and the red head.
    XiaoBiaoSong,
}

impl Face {
    /// All of them.
    pub const ALL: [Face; 5] = [Face::Song, Face::FangSong, Face::Kai, Face::Hei, Face::XiaoBiaoSong];

    /// The name offices use for it.
    pub fn label(self) -> &'static str {
        match self {
            Face::Song => "宋体",
            Face::FangSong => "仿宋",
            Face::Kai => "楷体",
            Face::Hei => "黑体",
            Face::XiaoBiaoSong => "小标宋",
        }
    }

    /// The font that a DOCX names: what is installed on the machines of Chinese offices.
    pub fn office_name(self) -> &'static str {
        match self {
            Face::Song => "宋体",
            Face::FangSong => "仿宋_GB2312",
            Face::Kai => "楷体_GB2312",
            Face::Hei => "黑体",
            Face::XiaoBiaoSong => "方正小标宋简体",
        }
    }
}

/// How a paragraph of some role is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Its type.
    pub face: Face,
    /// Size in points.
    pub size_pt: f32,
    /// Height of a line in points.
    pub line_pt: f32,
    /// Where the lines stand; `None` is justified.
    pub align: Option<Align>,
    /// Indent of the first line in characters.
    pub first_line: f32,
    /// Empty lines before.
    pub lines_before: f32,
    /// Empty lines after.
    pub lines_after: f32,
    /// Stays on one page with what follows.
    pub keep_next: bool,
    /// Printed red.
    pub red: bool,
}

const BODY: Look = Look {
    face: Face::FangSong,
    size_pt: BODY_PT,
    line_pt: LINE_PT,
    align: None,
    first_line: 2.0,
    lines_before: 0.0,
    lines_after: 0.0,
    keep_next: false,
    red: false,
};

/// How a role is set (7.2.4–7.3.6).
pub fn look(role: Role) -> Look {
    match role {
        Role::IssuerMark => Look {
            face: Face::XiaoBiaoSong,
            size_pt: 36.0,
            line_pt: 54.0,
            align: Some(Align::Center),
            first_line: 0.0,
            lines_after: 1.0,
            keep_next: true,
            red: true,
            ..BODY
        },
        Role::DocumentNumber => Look { align: Some(Align::Center), first_line: 0.0, keep_next: true, ..BODY },
        // Two lines stand between the red line and the title; without a red head the title opens the page.
        Role::Title => Look {
            face: Face::XiaoBiaoSong,
            size_pt: TITLE_PT,
            line_pt: 34.0,
            align: Some(Align::Center),
            first_line: 0.0,
            lines_after: 1.0,
            keep_next: true,
            ..BODY
        },
        Role::Addressee => Look { align: Some(Align::Left), first_line: 0.0, ..BODY },
        Role::Heading1 => Look { face: Face::Hei, keep_next: true, ..BODY },
        Role::Heading2 => Look { face: Face::Kai, keep_next: true, ..BODY },
        Role::Heading3 | Role::Heading4 => Look { keep_next: true, ..BODY },
        Role::Body | Role::Note => BODY,
        Role::Caption => Look { align: Some(Align::Center), first_line: 0.0, keep_next: true, ..BODY },
        Role::AttachmentNote => Look { lines_before: 1.0, ..BODY },
        Role::Signature => {
            Look { align: Some(Align::Right), first_line: 0.0, lines_before: 1.0, keep_next: true, ..BODY }
        }
        Role::Date => Look { align: Some(Align::Right), first_line: 0.0, ..BODY },
    }
}

/// Width of a text in Chinese characters: Latin letters and digits take half a character.
pub fn width(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// Where a title that is too long for a line is broken: the byte at which its second line begins (7.3.1: 词意完整，
/// 长短适宜). Behind the name of an organ or a year reads best; a number is never cut. `None` leaves it to the program.
pub fn title_break(text: &str) -> Option<usize> {
    const ENDS_A_PHRASE: &str = "府年局委会办室厅院乡镇村街道区县市于的和与及、》）”";
    const NEVER_BEGINS: &str = "年月日号的、，；：》）〕”";
    let room = (PAGE_WIDTH_MM - MARGIN_LEFT_MM - MARGIN_RIGHT_MM) / 25.4 * 72.0 / TITLE_PT;
    if width(text) <= room || text.contains('\n') {
        return None;
    }
    let mut best: Option<(f32, usize)> = None;
    let mut before = None;
    for (at, next) in text.char_indices() {
        let (left, right) = text.split_at(at);
        let cuts = before.is_some_and(|b: char| b.is_ascii_alphanumeric()) && next.is_ascii_alphanumeric();
        if at > 0 && !cuts && !NEVER_BEGINS.contains(next) && width(left) <= room && width(right) <= room {
            let meaning = if before.is_some_and(|b| ENDS_A_PHRASE.contains(b)) { 0.0 } else { room / 2.0 };
            let cost = (width(left) - width(right)).abs() + meaning;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, at));
            }
        }
        before = Some(next);
    }
    best.map(|(_, at)| at)
}

/// Size of the 发文机关标志: one line of the 版心, whatever the length of the name (7.2.4 leaves it to the eye).
pub fn issuer_pt(text: &str) -> f32 {
    let points = (PAGE_WIDTH_MM - MARGIN_LEFT_MM - MARGIN_RIGHT_MM) / 25.4 * 72.0;
    (points / width(text).max(1.0)).floor().clamp(TITLE_PT, look(Role::IssuerMark).size_pt)
}

/// Whether the document has a red head, and with it the red line under its number.
pub fn has_red_head(document: &Document) -> bool {
    document.paragraphs().any(|p| p.role == Role::IssuerMark)
}

/// Right indents in characters of 署名 and 成文日期 without a seal (7.3.5): the name stands two characters from the
/// right edge and the date begins two characters further right than the name; if there is no room for that, the date
/// stands two characters from the edge and the name moves left.
pub fn sign_off(signature: &str, date: &str) -> (f32, f32) {
    let spare = width(signature) - width(date);
    if spare >= 2.0 { (2.0, spare) } else { (4.0 - spare, 2.0) }
}

/// Where a paragraph stands between the edges, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Indent {
    /// As its role says.
    #[default]
    None,
    /// It ends this far from the right edge.
    Right(f32),
    /// It begins this far from the left edge.
    Left(f32),
}

/// The indent of every block: those of 署名 and 成文日期 (7.3.5). A date behind its name is placed by where it begins,
/// because digits are not of the same width in every font.
pub(crate) fn indents(document: &Document) -> Vec<Indent> {
    let mut indents = vec![Indent::None; document.blocks.len()];
    let mut name: Option<String> = None;
    for (index, (block, indent)) in document.blocks.iter().zip(&mut indents).enumerate() {
        let Block::Paragraph(paragraph) = block else {
            name = None;
            continue;
        };
        let next = match document.blocks.get(index + 1) {
            Some(Block::Paragraph(p)) if p.role == Role::Date => Some(p.text()),
            _ => None,
        };
        let text = paragraph.text();
        *indent = match (paragraph.role, next, &name) {
            (Role::Signature, Some(date), _) => Indent::Right(sign_off(text.trim(), date.trim()).0),
            (Role::Date, _, Some(name)) if sign_off(name, text.trim()).0 == 2.0 => {
                Indent::Left(CHARACTERS as f32 - width(name))
            }
            (Role::Signature | Role::Date, ..) => Indent::Right(2.0),
            _ => Indent::None,
        };
        name = (paragraph.role == Role::Signature).then(|| text.trim().to_owned());
    }
    indents
}

/// Font size of a table in points.
pub fn table_pt(cols: usize) -> f32 {
    if cols > ROOMY_COLUMNS { TABLE_PT } else { ROOMY_TABLE_PT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_begins_two_characters_right_of_the_signature() {
        // 凤山乡人民政府: 7 wide, date 2021年1月22日: 7 digits and 3 characters, 6.5 wide.
        assert_eq!(width("2021年1月22日"), 6.5);
        assert_eq!(sign_off("凤山乡人民政府", "2021年1月22日"), (3.5, 2.0));
        let (name, date) = sign_off("东乡族自治县凤山乡人民政府", "2021年1月22日");
        assert_eq!((name, date), (2.0, 6.5));
        // Left edges: name at 2 + 13, date at 6.5 + 6.5 from the right, two characters apart.
        assert_eq!((name + 13.0) - (date + 6.5), 2.0);
    }

    #[test]
    fn a_long_title_is_broken_behind_a_name_or_a_year() {
        let title = "东乡族自治县凤山乡人民政府2020年政府信息公开工作年度报告";
        assert_eq!(
            title_break(title).map(|at| title.split_at(at)),
            Some(("东乡族自治县凤山乡人民政府", "2020年政府信息公开工作年度报告"))
        );
        assert_eq!(title_break("凤山乡2020年政府信息公开工作年度报告"), None);
        assert_eq!(title_break(&"长".repeat(60)), None);
    }

    #[test]
    fn the_type_area_is_that_of_the_standard() {
        assert_eq!(PAGE_WIDTH_MM - MARGIN_LEFT_MM - MARGIN_RIGHT_MM, 156.0);
        assert_eq!(PAGE_HEIGHT_MM - MARGIN_TOP_MM - MARGIN_BOTTOM_MM, 225.0);
        let lines = 225.0 / 25.4 * 72.0 / LINE_PT;
        assert!((22.0..22.1).contains(&lines), "{lines} lines");
    }
}
