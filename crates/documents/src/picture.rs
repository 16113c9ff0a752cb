//! Pictures of the pages of a PDF file, for showing where on a page a finding is.
//!
//! The sizes that come with a picture are those of [`domain::Area`], so that a rectangle of a reader can be laid over
//! it: `width_pt10` tenths of a point are as wide as the picture. Only PDF has pages that look the same everywhere;
//! other formats have no pictures.

use crate::fonts::{Fonts, Role};
use crate::read::ReadError;
use crate::read::pdf::{door, weight};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::{FallbackFontQuery, FontData, FontQuery, StandardFont};
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use std::sync::{Arc, OnceLock};

/// The widest picture that is made.
const WIDEST: u32 = 3000;
/// No picture has more pixels (a page may be a strip of paper of any length).
const MOST_PIXELS: f32 = 12_000_000.0;
/// Neither side is longer than the renderer can address.
const LONGEST: f32 = 16_000.0;

/// A page as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file, in PNG.
    pub png: Vec<u8>,
    /// Width of the page as it is shown, in tenths of a point.
    pub width_pt10: i32,
    /// Height of the page as it is shown, in tenths of a point.
    pub height_pt10: i32,
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Not a PDF, or one that cannot be opened.
    #[error(transparent)]
    File(#[from] ReadError),
    /// No page of that number.
    #[error("文件没有第{0}页。")]
    NoPage(u32),
    /// Drawing the page would take more work or memory than any page is worth.
    #[error("第{0}页的内容过大，为了安全没有生成图片。请下载原文件，用 PDF 阅读器打开查看。")]
    TooLarge(u32),
    /// The page cannot be drawn.
    #[error("第{0}页无法生成图片。请下载原文件，用 PDF 阅读器打开查看。")]
    NotDrawn(u32),
}

/// Draws a page, counted from 1, `width_px` pixels wide (at most 3000, and fewer if the page is very long).
///
/// Fonts that the file does not carry are taken from those installed; see [`crate::fonts`].
pub fn page(bytes: &[u8], page: u32, width_px: u32) -> Result<Picture, PictureError> {
    let pdf = door::open(bytes)?;
    door::guarded(|| draw(&pdf, bytes.len(), page, width_px)).unwrap_or(Err(PictureError::NotDrawn(page)))
}

fn draw(pdf: &hayro_syntax::Pdf, file_length: usize, number: u32, width_px: u32) -> Result<Picture, PictureError> {
    let index = (number as usize).checked_sub(1).ok_or(PictureError::NoPage(number))?;
    let page = pdf.pages().get(index).ok_or(PictureError::NoPage(number))?;
    if !weight::is_bearable(pdf, index, file_length) {
        return Err(PictureError::TooLarge(number));
    }
    let (width, height) = page.render_dimensions();
    if !(width.is_finite() && height.is_finite() && width >= 1.0 && height >= 1.0) {
        return Err(PictureError::NotDrawn(number));
    }
    let wanted = width_px.clamp(1, WIDEST) as f32 / width;
    let scale = wanted.min((MOST_PIXELS / (width * height)).sqrt()).min(LONGEST / width.max(height));
    let pixmap =
        PixmapSettings { x_scale: scale, y_scale: scale, bg_color: hayro::vello_cpu::color::palette::css::WHITE };
    let interpreter = InterpreterSettings { font_resolver: Arc::new(font), ..InterpreterSettings::default() };
    let pixels = hayro::render(page, &RenderCache::new(), &interpreter, &RenderSettings::default(), &pixmap);
    let png = pixels.into_png().map_err(|_| PictureError::NotDrawn(number))?;
    let tenths = |side: f32| (side * 10.0).round() as i32;
    Ok(Picture { png, width_pt10: tenths(width), height_pt10: tenths(height) })
}

/// The font for text whose own is not in the file.
fn font(query: &FontQuery) -> Option<(FontData, u32)> {
    match query {
        FontQuery::Standard(standard) => Some(standard.get_font_data()),
        FontQuery::Fallback(wanted) => installed(role(wanted)).or_else(|| Some(latin(wanted).get_font_data())),
    }
}

fn latin(wanted: &FallbackFontQuery) -> StandardFont {
    wanted.pick_standard_font()
}

/// The typeface that a font's name speaks of; 宋体 where it says nothing.
fn role(wanted: &FallbackFontQuery) -> Role {
    let names = [&wanted.post_script_name, &wanted.font_name, &wanted.font_family];
    let name: String = names.into_iter().flatten().map(|n| n.to_lowercase()).collect();
    let has = |words: &[&str]| words.iter().any(|w| name.contains(w));
    if has(&["xiaobiaosong", "小标宋", "zhongsong", "中宋"]) {
        Role::BiaoSong
    } else if has(&["fangsong", "仿宋"]) {
        Role::FangSong
    } else if has(&["kai", "楷"]) {
        Role::KaiTi
    } else if has(&["hei", "黑", "gothic", "sans"]) {
        Role::HeiTi
    } else {
        Role::SongTi
    }
}

/// A face of the first installed family of a role. The folders of the machine are read once, and only if a file asks.
fn installed(role: Role) -> Option<(FontData, u32)> {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::discover(None)).bytes(role)
}
