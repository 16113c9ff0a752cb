//! Characters that a font names by their looks, turned into those a text is written with.
//!
//! Fonts made for Chinese often map the glyph of a common character to the radical that looks the same (⼀ for 一), and
//! Latin fonts to a ligature. Full-width forms, circled numbers and the like are characters in their own right and stay.

use unicode_normalization::UnicodeNormalization;

/// Radicals of simplified characters; those of the Kangxi dictionary (⼀ to ⿕) are compatible with theirs by standard.
const RADICALS: [(char, char); 35] = [
    ('⺁', '厂'),
    ('⺊', '卜'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻒', '邑'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
    ('⺮', '竹'),
    ('⺬', '示'),
    ('⺼', '肉'),
    ('⻌', '辶'),
];

/// Whether a character is written as it is: nearly all are.
pub(super) fn is_plain(c: char) -> bool {
    !matches!(c as u32, 0..=0x1f | 0x7f..=0xa0 | 0xad | 0x200b..=0x200f | 0x2028..=0x202f | 0x2060..=0x206f
        | 0x2e80..=0x2fdf | 0xf900..=0xfaff | 0xfb00..=0xfb4f | 0xfe00..=0xfe0f | 0xfeff | 0x2f800..=0x2fa1f)
}

/// The characters of a piece of text as they are written; marks without width are left out.
pub(super) fn written(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c as u32 {
            _ if is_plain(c) => out.push(c),
            0xa0 | 0x202f | 9..=13 => out.push(' '),
            0x2e80..=0x2fdf if RADICALS.iter().any(|(radical, _)| *radical == c) => {
                out.extend(RADICALS.iter().find(|(radical, _)| *radical == c).map(|(_, written)| *written));
            }
            0x2e80..=0x2fdf | 0xf900..=0xfaff | 0xfb00..=0xfb4f | 0x2f800..=0x2fa1f => out.extend(c.nfkc()),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        written(text).into_iter().collect()
    }

    #[test]
    fn radicals_and_ligatures_become_the_characters_they_look_like() {
        assert_eq!(text("⼀⼆⼤⼩⽅⾏⻓⺠"), "一二大小方行长民");
        assert_eq!(text("oﬃcial ﬁle"), "official file");
        assert_eq!(text("\u{f9dd}"), "利");
    }

    #[test]
    fn what_is_written_on_purpose_stays() {
        assert_eq!(text("①１２％（）Ａ㎡℃"), "①１２％（）Ａ㎡℃");
        assert_eq!(text("a\u{200b}b\u{ad}c\u{a0}d"), "abc d");
    }
}
