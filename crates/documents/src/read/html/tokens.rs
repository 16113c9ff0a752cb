//! A page cut into tags and text, by the tokenizer of the HTML standard (13.2.5) as far as reading needs it.
//!
//! Linear in the length of the page whatever the page is: each search consumes what it passes over. Attributes that say
//! nothing about text or tables are passed over without being stored. Entities stay as written.

use memchr::memchr;

/// An element's name in lower case. Longer names than any that matters here are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    letters: [u8; Name::LONGEST],
    length: u8,
}

impl Name {
    const LONGEST: usize = 15;

    pub const fn new(name: &str) -> Name {
        let mut letters = [0; Name::LONGEST];
        let bytes = name.as_bytes();
        let mut length = 0;
        while length < bytes.len() && length < Name::LONGEST {
            letters[length] = bytes[length].to_ascii_lowercase();
            length += 1;
        }
        Name { letters, length: length as u8 }
    }

    pub fn as_str(&self) -> &str {
        self.letters.get(..usize::from(self.length)).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}

/// The attributes that the reader looks at, as written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Attributes<'a> {
    pub align: Option<&'a str>,
    pub aria_hidden: Option<&'a str>,
    pub class: Option<&'a str>,
    pub colspan: Option<&'a str>,
    pub hidden: Option<&'a str>,
    pub href: Option<&'a str>,
    pub rowspan: Option<&'a str>,
    pub style: Option<&'a str>,
}

impl<'a> Attributes<'a> {
    /// Keeps an attribute; of two with one name the first counts.
    fn keep(&mut self, name: &str, value: &'a str) {
        let slot = match name.len() {
            4 if name.eq_ignore_ascii_case("href") => &mut self.href,
            5 if name.eq_ignore_ascii_case("align") => &mut self.align,
            5 if name.eq_ignore_ascii_case("class") => &mut self.class,
            5 if name.eq_ignore_ascii_case("style") => &mut self.style,
            6 if name.eq_ignore_ascii_case("hidden") => &mut self.hidden,
            7 if name.eq_ignore_ascii_case("colspan") => &mut self.colspan,
            7 if name.eq_ignore_ascii_case("rowspan") => &mut self.rowspan,
            11 if name.eq_ignore_ascii_case("aria-hidden") => &mut self.aria_hidden,
            _ => return,
        };
        *slot = slot.or(Some(value));
    }
}

/// A piece of a page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a> {
    /// Characters, with entities as written.
    Text(&'a str),
    /// `<p class="a">`; `<p/>` is the same.
    Start(Name, Attributes<'a>),
    /// `</p>`
    End(Name),
}

/// The tokens of a page with the byte at which each begins.
pub(super) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    /// The element whose text is not markup, while its end has not come.
    verbatim: Option<Name>,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

impl<'a> Tokens<'a> {
    pub fn new(page: &'a str) -> Self {
        Tokens { page, at: 0, verbatim: None }
    }

    fn rest(&self) -> &'a str {
        self.page.get(self.at..).unwrap_or_default()
    }

    fn byte(&self, offset: usize) -> Option<u8> {
        self.page.as_bytes().get(self.at + offset).copied()
    }

    fn text(&self, from: usize, to: usize) -> &'a str {
        self.page.get(from..to).unwrap_or_default()
    }

    /// Moves behind the next `wanted` byte, or to the end of the page.
    fn skip_behind(&mut self, wanted: u8) {
        let rest = self.rest().as_bytes();
        self.at += memchr(wanted, rest).map_or(rest.len(), |i| i + 1);
    }

    /// `<!-- … -->`, a document type, a processing instruction and whatever else is no element.
    fn skip_comment(&mut self) {
        let Some(body) = self.rest().strip_prefix("<!--") else { return self.skip_behind(b'>') };
        // `<!-->` and `<!--->` are comments already.
        for short in [">", "->"] {
            if body.starts_with(short) {
                self.at += 4 + short.len();
                return;
            }
        }
        let mut searched = 0;
        while let Some(i) = body.get(searched..).and_then(|b| b.find("--")) {
            let behind = searched + i + 2;
            let tail = body.get(behind..).unwrap_or_default();
            for end in [">", "!>"] {
                if tail.starts_with(end) {
                    self.at += 4 + behind + end.len();
                    return;
                }
            }
            searched = behind - 1;
        }
        self.at = self.page.len();
    }

    /// The name of a tag whose letters begin `offset` bytes from here.
    fn name(&self, offset: usize) -> (Name, usize) {
        let name = self.page.get(self.at + offset..).unwrap_or_default();
        let length = name.bytes().position(|b| is_blank(b) || matches!(b, b'/' | b'>')).unwrap_or(name.len());
        (Name::new(name.get(..length).unwrap_or_default()), length)
    }

    /// Reads attributes up to and with `>`; none if the page ends before.
    fn attributes(&mut self) -> Option<Attributes<'a>> {
        let bytes = self.page.as_bytes();
        let mut attributes = Attributes::default();
        loop {
            match bytes.get(self.at)? {
                b'>' => {
                    self.at += 1;
                    return Some(attributes);
                }
                b if is_blank(*b) || *b == b'/' => self.at += 1,
                _ => {
                    let start = self.at;
                    // A leading `=` belongs to the name.
                    self.at += 1;
                    while bytes.get(self.at).is_some_and(|b| !is_blank(*b) && !matches!(b, b'/' | b'>' | b'=')) {
                        self.at += 1;
                    }
                    let name = self.text(start, self.at);
                    let value = self.value();
                    attributes.keep(name, value);
                }
            }
        }
    }

    /// The value behind an attribute's name, empty if there is none.
    fn value(&mut self) -> &'a str {
        let bytes = self.page.as_bytes();
        let mut at = self.at;
        while bytes.get(at).is_some_and(|b| is_blank(*b)) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'=') {
            return "";
        }
        at += 1;
        while bytes.get(at).is_some_and(|b| is_blank(*b)) {
            at += 1;
        }
        match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                self.at = at + 1;
                let start = self.at;
                self.skip_behind(*quote);
                self.text(start, self.at.saturating_sub(1).max(start))
            }
            _ => {
                let start = at;
                while bytes.get(at).is_some_and(|b| !is_blank(*b) && *b != b'>') {
                    at += 1;
                }
                self.at = at;
                self.text(start, at)
            }
        }
    }

    /// The text of an element like `<script>` or `<title>`, up to its end tag.
    fn verbatim_text(&mut self, name: Name) -> &'a str {
        let start = self.at;
        let bytes = self.page.as_bytes();
        let mut at = start;
        loop {
            let Some(i) = bytes.get(at..).and_then(|b| memchr(b'<', b)) else {
                self.at = self.page.len();
                break;
            };
            at += i;
            let wanted = name.as_str().as_bytes();
            let behind = at + 2 + wanted.len();
            let ends = bytes.get(at + 1) == Some(&b'/')
                && bytes.get(at + 2..behind).is_some_and(|b| b.eq_ignore_ascii_case(wanted))
                && bytes.get(behind).is_none_or(|b| is_blank(*b) || matches!(b, b'/' | b'>'));
            if ends {
                self.at = at;
                break;
            }
            at += 1;
        }
        self.text(start, self.at)
    }
}

/// Elements whose content is no markup.
fn is_verbatim(name: &str) -> bool {
    matches!(name, "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "textarea" | "title")
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.verbatim.take() {
            let start = self.at;
            let text = self.verbatim_text(name);
            if !text.is_empty() {
                return Some((start, Token::Text(text)));
            }
        }
        loop {
            let start = self.at;
            let rest = self.rest();
            match rest.as_bytes() {
                [] => return None,
                [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic() => {
                    let (name, length) = self.name(2);
                    self.at += 2 + length;
                    self.attributes()?;
                    return Some((start, Token::End(name)));
                }
                [b'<', letter, ..] if letter.is_ascii_alphabetic() => {
                    let (name, length) = self.name(1);
                    self.at += 1 + length;
                    let attributes = self.attributes()?;
                    if is_verbatim(name.as_str()) {
                        self.verbatim = Some(name);
                    }
                    return Some((start, Token::Start(name, attributes)));
                }
                [b'<', b'!', ..] => self.skip_comment(),
                [b'<', b'?', ..] | [b'<', b'/', ..] if self.byte(2).is_some() => self.skip_behind(b'>'),
                bytes => {
                    // The first byte is text, even a `<` that opens nothing.
                    let length = next_tag(bytes);
                    self.at += length;
                    return Some((start, Token::Text(self.text(start, self.at))));
                }
            }
        }
    }
}

/// Bytes before the next `<` that opens a tag or a comment.
fn next_tag(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(i) = bytes.get(at..).and_then(|b| memchr(b'<', b)) {
        at += i;
        match bytes.get(at + 1) {
            Some(b) if b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?') => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where the next character stands that a browser does not collapse.
pub(super) fn first_character(text: &str) -> Option<usize> {
    // Most text begins at once.
    text.bytes().position(|b| !is_blank(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(page: &str) -> Vec<String> {
        Tokens::new(page)
            .map(|(at, token)| match token {
                Token::Text(t) => format!("{at}:{t}"),
                Token::Start(n, a) => {
                    format!("{at}:<{}{}>", n.as_str(), a.style.map(|s| format!(" style={s}")).unwrap_or_default())
                }
                Token::End(n) => format!("{at}:</{}>", n.as_str()),
            })
            .collect()
    }

    #[test]
    fn tags_text_and_comments_are_told_apart() {
        assert_eq!(
            tokens("<P Style='a>b' x=1>一<!-- <p> -->二</P\n>< 三"),
            ["0:<p style=a>b>", "19:一", "34:二", "37:</p>", "42:< 三"]
        );
        assert_eq!(tokens("a<br/>b<o:p></o:p>"), ["0:a", "1:<br>", "6:b", "7:<o:p>", "12:</o:p>"]);
        assert_eq!(tokens("<![if !x]>a<![endif]><!-->b<?xml ?>c</>"), ["10:a", "26:b", "35:c"]);
        assert_eq!(tokens("<!--a--!>b<!--c"), ["9:b"]);
    }

    #[test]
    fn script_and_title_hold_no_markup() {
        assert_eq!(tokens("<script>a<b></script>c"), ["0:<script>", "8:a<b>", "12:</script>", "21:c"]);
        assert_eq!(tokens("<title>一<二</TITLE >"), ["0:<title>", "7:一<二", "14:</title>"]);
        assert_eq!(tokens("<style>x</styles>"), ["0:<style>", "7:x</styles>"]);
    }

    #[test]
    fn an_unfinished_tag_is_dropped_and_a_quote_opens_only_a_value() {
        assert_eq!(tokens("a<p style='x"), ["0:a"]);
        assert_eq!(tokens("<p \"style=b>c"), ["0:<p>", "12:c"]);
        assert_eq!(tokens("<p style = b>c"), ["0:<p style=b>", "13:c"]);
    }
}
