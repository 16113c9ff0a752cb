//! The numbers of GB/T 9704-2012 《党政机关公文格式》, once, for every format with pages.
//!
//! Clauses are named beside the numbers. Red heads, seals and the imprint at the foot (版记) are left to the letters
//! that need them.

use crate::model::{Align, Role};

/// Page width, A4 (5.1).
pub const PAGE_WIDTH_MM: f32 = 210.0;
/// Page height, A4 (5.1).
pub const PAGE_HEIGHT_MM: f32 = 297.0;
/// 天头: top margin (5.2.1).
pub const MARGIN_TOP_MM: f32 = 37.0;
/// 订口: left margin (5.2.1).
pub const MARGIN_LEFT_MM: f32 = 28.0;
/// Right margin: what the page leaves beside the 版心.
pub const MARGIN_RIGHT_MM: f32 = 26.0;
/// Bottom margin: what the page leaves below the 版心.
pub const MARGIN_BOTTOM_MM: f32 = 35.0;
/// Width of the 版心 (5.2.1).
pub const BODY_WIDTH_MM: f32 = 156.0;
/// Height of the 版心 (5.2.1).
pub const BODY_HEIGHT_MM: f32 = 225.0;
/// Lines on a page (5.2.3).
pub const LINES_PER_PAGE: u32 = 22;
/// Characters in a line (5.2.3).
pub const CHARACTERS_PER_LINE: u32 = 28;
/// 三号 (5.2.2).
pub const BODY_PT: f32 = 16.0;
/// Distance between lines: 22 of them fill the 版心 (5.2.3).
pub const LINE_PT: f32 = 28.95;
/// 四号, of page numbers (7.5).
pub const PAGE_NUMBER_PT: f32 = 14.0;
/// Upper edge of the page number below the 版心 (7.5).
pub const PAGE_NUMBER_GAP_MM: f32 = 7.0;
/// 小五, of tables; the standard leaves their size open, and the widest form has fifteen columns.
pub const TABLE_PT: f32 = 9.0;
/// Distance between lines in a table.
pub const TABLE_LINE_PT: f32 = 13.0;
/// Rules of a table.
pub const TABLE_RULE_PT: f32 = 0.5;
/// Colour of the 发文机关标志 (7.2.4), as RRGGBB.
pub const RED: &str = "E60012";

/// The families of type that a document uses; every format finds its own fonts for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// 仿宋
    FangSong,
    /// 小标宋
    XiaoBiaoSong,
    /// 黑体
    Hei,
    /// 楷体
    Kai,
    /// 宋体
    Song,
}

impl Face {
    /// The name under which Chinese offices have the font installed.
    pub fn office_name(self) -> &'static str {
        match self {
            Face::FangSong => "仿宋_GB2312",
            Face::XiaoBiaoSong => "方正小标宋简体",
            Face::Hei => "黑体",
            Face::Kai => "楷体_GB2312",
            Face::Song => "宋体",
        }
    }
}

/// The font of digits and Latin letters, which the standard leaves open and offices set so.
pub const LATIN: &str = "Times New Roman";

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Both edges even.
    Justified,
    /// By this edge or centred.
    Aligned(Align),
}

/// How a paragraph of a role is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Type.
    pub face: Face,
    /// Size of the type.
    pub size_pt: f32,
    /// Distance of the lines.
    pub line_pt: f32,
    /// Where the lines stand.
    pub setting: Setting,
    /// Indent of the first line in characters.
    pub first_line_chars: f32,
    /// Space kept free at the right, in characters.
    pub right_chars: f32,
    /// Empty lines before.
    pub lines_before: f32,
    /// Printed red.
    pub red: bool,
    /// Never the last line of a page.
    pub keep_with_next: bool,
}

/// Body text (5.2.2, 7.3.3).
const BODY: Look = Look {
    face: Face::FangSong,
    size_pt: BODY_PT,
    line_pt: LINE_PT,
    setting: Setting::Justified,
    first_line_chars: 2.0,
    right_chars: 0.0,
    lines_before: 0.0,
    red: false,
    keep_with_next: false,
};

const CENTRED: Look = Look { setting: Setting::Aligned(Align::Center), first_line_chars: 0.0, ..BODY };

/// How paragraphs of a role look.
pub const fn look(role: Role) -> Look {
    match role {
        // 7.2.4: the size is the organ's choice, never so large that it would fill the width.
        Role::IssuerMark => {
            Look { face: Face::XiaoBiaoSong, size_pt: 32.0, line_pt: 40.0, red: true, keep_with_next: true, ..CENTRED }
        }
        // 7.2.5: two lines below the mark.
        Role::DocumentNumber => Look { lines_before: 2.0, ..CENTRED },
        // 7.3.1: 二号.
        Role::Title => Look {
            face: Face::XiaoBiaoSong,
            size_pt: 22.0,
            line_pt: 34.0,
            lines_before: 1.0,
            keep_with_next: true,
            ..CENTRED
        },
        // 7.3.2: one line below the title, by the edge.
        Role::Addressee => Look { first_line_chars: 0.0, lines_before: 1.0, ..BODY },
        Role::Heading1 => Look { face: Face::Hei, keep_with_next: true, ..BODY },
        Role::Heading2 => Look { face: Face::Kai, keep_with_next: true, ..BODY },
        Role::Heading3 | Role::Heading4 => Look { keep_with_next: true, ..BODY },
        Role::Body => BODY,
        Role::Caption => Look { face: Face::Hei, size_pt: 12.0, line_pt: 20.0, keep_with_next: true, ..CENTRED },
        // 7.3.4: one line below the text.
        Role::AttachmentNote => Look { lines_before: 1.0, ..BODY },
        // 7.3.5: without a seal the name stands two characters from the edge; the date begins two further right.
        Role::Signature => Look {
            setting: Setting::Aligned(Align::Right),
            first_line_chars: 0.0,
            right_chars: 4.0,
            lines_before: 1.0,
            keep_with_next: true,
            ..BODY
        },
        Role::Date => Look { setting: Setting::Aligned(Align::Right), first_line_chars: 0.0, right_chars: 2.0, ..BODY },
        Role::Note => BODY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_area_is_what_the_margins_leave() {
        assert_eq!(PAGE_WIDTH_MM - MARGIN_LEFT_MM - MARGIN_RIGHT_MM, BODY_WIDTH_MM);
        assert_eq!(PAGE_HEIGHT_MM - MARGIN_TOP_MM - MARGIN_BOTTOM_MM, BODY_HEIGHT_MM);
    }

    #[test]
    fn twenty_two_lines_of_twenty_eight_characters_fit() {
        let pt = |mm: f32| mm / 25.4 * 72.0;
        let lines = pt(BODY_HEIGHT_MM) / LINE_PT;
        assert!((22.0..23.0).contains(&lines), "{lines}");
        // 28 characters of 16 pt are 158 mm: the standard rounds, Word squeezes them.
        assert!((pt(BODY_WIDTH_MM) / BODY_PT).round() as u32 == CHARACTERS_PER_LINE);
    }
}
