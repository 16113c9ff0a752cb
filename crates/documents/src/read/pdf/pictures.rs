//! Pictures that may hold what a reader is looking for: scanned pages, and tables pasted as pictures.

use super::matrix::Rect;
use super::page::Page;
use crate::model::Unread;
use domain::Place;

/// A picture that covers less of the page than this is a stamp or an ornament.
const SMALLEST: f32 = 0.12;
/// A picture with more characters on it than this is a background.
const CHARACTERS: usize = 3;

/// The large pictures of a page on which no text lies.
pub(super) fn unread(page: &Page, number: u32) -> Vec<Unread> {
    let whole = page.width * page.height;
    let is_large = |r: &&Rect| r.width() * r.height() > whole * SMALLEST;
    let on =
        |r: &Rect| page.glyphs.iter().filter(|g| !g.is_blank() && r.contains(g.area.middle())).take(CHARACTERS).count();
    let has_text = page.glyphs.iter().any(|g| !g.is_blank());
    let mut large: Vec<&Rect> = page.pictures.iter().filter(is_large).take(100).collect();
    if !has_text && large.is_empty() {
        // A scan is often cut into strips; together they cover the page.
        let strips = page.pictures.iter().map(|r| r.width() * r.height()).sum::<f32>();
        let all = page.pictures.iter().fold(Rect::NOTHING, |all, r| all.join(r));
        if strips > whole * SMALLEST && !all.is_empty() {
            return vec![scanned(&all, number)];
        }
    }
    large.retain(|r| on(r) < CHARACTERS);
    if has_text {
        large.into_iter().map(|r| pasted(r, number)).collect()
    } else {
        large.first().map(|r| scanned(r, number)).into_iter().collect()
    }
}

fn scanned(area: &Rect, page: u32) -> Unread {
    let reason = format!("第{page}页是图片（扫描件），里面的文字没有读取。请改用原稿，或者逐项人工核对这一页。");
    Unread { is_whole_page: true, ..note(area, page, reason) }
}

fn pasted(area: &Rect, page: u32) -> Unread {
    note(
        area,
        page,
        format!("第{page}页有一张图片，里面的文字没有读取。如果图片中有表格或者数字，请改用原稿，或者人工核对。"),
    )
}

fn note(area: &Rect, page: u32, reason: String) -> Unread {
    Unread {
        place: Place { page: Some(page), area: Some(area.area()), ..Place::default() },
        reason,
        is_whole_page: false,
    }
}
