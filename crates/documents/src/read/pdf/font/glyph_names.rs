//! Names of glyphs that simple fonts use in place of codes (Adobe Glyph List), as far as documents of offices use them.

use super::Text;

/// Names that are not built by rule. Letters and digits of ASCII are: a letter is its own name.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("sfthyphen", '-'),
    ("minus", '−'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quotesinglbase", '‚'),
    ("quotedblbase", '„'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("degree", '°'),
    ("plusminus", '±'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("perthousand", '‰'),
    ("yen", '¥'),
    ("sterling", '£'),
    ("cent", '¢'),
    ("Euro", '€'),
    ("currency", '¤'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("fraction", '⁄'),
    ("onehalf", '½'),
    ("onequarter", '¼'),
    ("threequarters", '¾'),
    ("onesuperior", '¹'),
    ("twosuperior", '²'),
    ("threesuperior", '³'),
    ("mu", 'µ'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("ff", 'ﬀ'),
    ("ffi", 'ﬃ'),
    ("ffl", 'ﬄ'),
    ("germandbls", 'ß'),
    ("lessequal", '≤'),
    ("greaterequal", '≥'),
    ("notequal", '≠'),
    ("check", '✓'),
    ("square", '□'),
    ("filledbox", '■'),
];

/// The characters of a name; none if it says nothing, as the `g12` and `cid12` of subset fonts.
pub(super) fn text(name: &str) -> Option<Text> {
    // What follows a point is a variant of the same character.
    let base = name.split('.').next().filter(|b| !b.is_empty())?;
    let mut chars = base.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && c.is_ascii_alphabetic()
    {
        return Some(Text::Char(c));
    }
    if let Some((_, c)) = NAMES.iter().find(|(n, _)| *n == base) {
        return Some(Text::Char(*c));
    }
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).filter(|c| *c != '\0');
    if let Some(digits) = base.strip_prefix("uni")
        && digits.len() >= 4
        && digits.is_ascii()
        && digits.len().is_multiple_of(4)
    {
        let text: Option<String> = digits.as_bytes().chunks(4).map(|c| hex(std::str::from_utf8(c).ok()?)).collect();
        let text = text?;
        return match (text.chars().next(), text.chars().nth(1)) {
            (Some(c), None) => Some(Text::Char(c)),
            _ => Some(Text::Several(text.into())),
        };
    }
    let digits = base.strip_prefix('u').filter(|d| (4..=6).contains(&d.len()))?;
    hex(digits).map(Text::Char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_list_and_by_rule_are_known_and_numbers_of_glyphs_are_not() {
        assert_eq!(text("A"), Some(Text::Char('A')));
        assert_eq!(text("seven"), Some(Text::Char('7')));
        assert_eq!(text("seven.oldstyle"), Some(Text::Char('7')));
        assert_eq!(text("uni4E2D"), Some(Text::Char('中')));
        assert_eq!(text("uni4E2D56FD"), Some(Text::Several("中国".into())));
        assert_eq!(text("u20000"), Some(Text::Char('\u{20000}')));
        for nothing in ["g12", "cid00012", ".notdef", "", "G07", "uniXYZW"] {
            assert_eq!(text(nothing), None, "{nothing}");
        }
    }
}
