//! A web page as far as links go: what it points at, which anchors it has, and the words by which a takeover is known.
//!
//! Only the tokens of HTML are read, without building a tree: that is linear whatever a stranger sends, and neither links
//! nor words need to know what contains what. Addresses inside style sheets and scripts are not found.

use std::cell::RefCell;

use encoding_rs::Encoding;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::address;

/// Blanks and quotes in one tag beyond which a page is cut: comparing so many attributes would take minutes.
const SEPARATORS: usize = 20_000;

/// What was read of a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub title: String,
    /// Visible text and the page's own keywords and description.
    pub text: String,
    pub links: Vec<Link>,
    /// Keys of all names that a fragment can mean.
    pub anchors: Vec<u64>,
    /// The `href` of the first `base` element.
    pub base: Option<String>,
    /// Where the page sends its readers by itself.
    pub refresh: Option<String>,
}

/// One address in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// As it is written, entities resolved.
    pub text: String,
    pub how: How,
    /// The page offers it as a file to be kept.
    pub download: bool,
}

/// What a page does with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum How {
    /// Somebody may follow it.
    Link,
    /// A form is sent to it.
    Form,
    /// A picture, sound or film in the page; browsers show it with a warning or try https.
    Shown,
    /// A script, style sheet or page inside the page; browsers refuse it over http on an https page.
    Run,
}

impl Page {
    /// Reads a body with the character set of the answer, of the page itself, or the one it can only be.
    pub fn read(body: &[u8], content_type: Option<&str>) -> Page {
        Page::from_html(&decode(body, content_type))
    }

    pub fn from_html(html: &str) -> Page {
        let reader = Reader { page: RefCell::default(), inside: RefCell::new(Inside::Text) };
        let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(within_bounds(html)));
        // The tokenizer stops after every script, for somebody who would run it.
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        let mut page = tokenizer.sink.page.into_inner();
        page.anchors.sort_unstable();
        page.anchors.dedup();
        page
    }
}

/// The text of a page: by the label of the answer, else by that of the page, else UTF-8 if it is, else GB 18030.
pub(crate) fn decode(body: &[u8], content_type: Option<&str>) -> String {
    let labelled = content_type.and_then(|t| charset(t.as_bytes())).or_else(|| {
        let head = &body[..body.len().min(2048)];
        charset(head)
    });
    let encoding = match labelled {
        Some(encoding) => encoding,
        // The last character of a cut body may be half; that is no sign of another encoding.
        None => match std::str::from_utf8(body) {
            Err(error) if error.error_len().is_some() => encoding_rs::GB18030,
            _ => encoding_rs::UTF_8,
        },
    };
    encoding.decode(body).0.into_owned()
}

fn charset(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let at = lower.windows(8).position(|w| w == b"charset=")?;
    let rest = &lower[at + 8..];
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
    Encoding::for_label(&rest[..end])
}

/// The page up to a tag that has more attributes than any page needs.
fn within_bounds(html: &str) -> &str {
    let (mut start, mut separators) = (None, 0);
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'<' if start.is_none() => (start, separators) = (Some(at), 0),
            b'>' => start = None,
            b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'"' | b'\'' => separators += 1,
            _ => {}
        }
        if let Some(start) = start
            && separators > SEPARATORS
        {
            return &html[..start];
        }
    }
    html
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Text,
    Title,
    /// Script, style and the like: nobody reads it.
    Hidden,
}

struct Reader {
    page: RefCell<Page>,
    inside: RefCell<Inside>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            CharacterTokens(text) => {
                let mut page = self.page.borrow_mut();
                match *self.inside.borrow() {
                    Inside::Text => page.text.push_str(&text),
                    Inside::Title => page.title.push_str(&text),
                    Inside::Hidden => {}
                }
                TokenSinkResult::Continue
            }
            TagToken(tag) if tag.kind == StartTag => {
                self.page.borrow_mut().take(&tag);
                let (inside, next) = match &*tag.name {
                    "script" => (Inside::Hidden, Some(RawKind::ScriptData)),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => (Inside::Hidden, Some(RawKind::Rawtext)),
                    "title" => (Inside::Title, Some(RawKind::Rcdata)),
                    "textarea" => (Inside::Text, Some(RawKind::Rcdata)),
                    _ => (Inside::Text, None),
                };
                *self.inside.borrow_mut() = inside;
                next.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
            }
            TagToken(tag) => {
                *self.inside.borrow_mut() = Inside::Text;
                // What stands in two cells or paragraphs is not one word.
                if !matches!(&*tag.name, "b" | "i" | "em" | "strong" | "span" | "font" | "a") {
                    self.page.borrow_mut().text.push('\n');
                }
                if &*tag.name == "script" { TokenSinkResult::Script(()) } else { TokenSinkResult::Continue }
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Page {
    fn take(&mut self, tag: &Tag) {
        let attribute = |name: &str| tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value);
        if let Some(id) = attribute("id") {
            self.anchors.push(address::key(id));
        }
        let (name, how) = match &*tag.name {
            "a" => {
                if let Some(name) = attribute("name") {
                    self.anchors.push(address::key(name));
                }
                ("href", How::Link)
            }
            "area" => ("href", How::Link),
            "base" => {
                if self.base.is_none() {
                    self.base = attribute("href").map(str::to_owned);
                }
                return;
            }
            "meta" => return self.meta(attribute),
            "link" => {
                let rel = attribute("rel").unwrap_or_default().to_ascii_lowercase();
                let has = |word: &str| rel.split_ascii_whitespace().any(|r| r == word);
                if has("preconnect") || has("dns-prefetch") {
                    return;
                }
                let how = match () {
                    () if has("stylesheet") || has("modulepreload") || has("manifest") => How::Run,
                    () if has("icon") || has("apple-touch-icon") || has("preload") => How::Shown,
                    () => How::Link,
                };
                ("href", how)
            }
            "script" | "iframe" | "frame" | "embed" => ("src", How::Run),
            "object" => ("data", How::Run),
            "img" | "source" | "audio" | "video" | "track" => {
                if let Some(poster) = attribute("poster") {
                    self.link(poster, How::Shown, false);
                }
                for candidate in attribute("srcset").map(candidates).unwrap_or_default() {
                    self.link(candidate, How::Shown, false);
                }
                ("src", How::Shown)
            }
            "form" => ("action", How::Form),
            "button" | "input" => {
                if let Some(action) = attribute("formaction") {
                    self.link(action, How::Form, false);
                }
                if &*tag.name == "button" || !attribute("type").is_some_and(|t| t.eq_ignore_ascii_case("image")) {
                    return;
                }
                ("src", How::Shown)
            }
            _ => return,
        };
        if let Some(text) = attribute(name) {
            self.link(text, how, attribute("download").is_some());
        }
    }

    fn link(&mut self, text: &str, how: How, download: bool) {
        if !text.trim().is_empty() {
            self.links.push(Link { text: text.trim().to_owned(), how, download });
        }
    }

    fn meta<'a>(&mut self, attribute: impl Fn(&str) -> Option<&'a str>) {
        let content = attribute("content").unwrap_or_default();
        if attribute("http-equiv").is_some_and(|h| h.eq_ignore_ascii_case("refresh")) {
            let target = content.split_once([';', ',']).map(|(_, rest)| rest.trim());
            let target = target.map(|t| match t.get(..3) {
                Some(word) if word.eq_ignore_ascii_case("url") => t[3..].trim_start().trim_start_matches('=').trim(),
                _ => t,
            });
            let target = target.map(|t| t.trim_matches(['"', '\'']).trim()).filter(|t| !t.is_empty());
            if self.refresh.is_none() {
                self.refresh = target.map(str::to_owned);
            }
        } else if attribute("name")
            .is_some_and(|n| n.eq_ignore_ascii_case("keywords") || n.eq_ignore_ascii_case("description"))
        {
            self.text.push_str(content);
            self.text.push('\n');
        }
    }
}

/// The addresses of a `srcset`.
fn candidates(srcset: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = srcset.trim_start_matches([',', ' ', '\n', '\t', '\r']);
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let address = &rest[..end];
        rest = &rest[end..];
        if !address.ends_with(',') {
            rest = rest.find(',').map_or("", |comma| &rest[comma + 1..]);
        }
        all.push(address.trim_end_matches(','));
        rest = rest.trim_start_matches([',', ' ', '\n', '\t', '\r']);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        Page::from_html(html).links.into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn every_element_that_points_somewhere_is_read() {
        let html = r#"<base href="/b/"><base href="/no/"><link rel=stylesheet href=s.css><link rel=preconnect href=//x>
            <A HREF="a&amp;b">x</A><area href=m><img src=i srcset="i1 1x, i2,3 2x,i3"><script src=j>"<a href=no>"</script>
            <iframe src=f></iframe><form action=/go><button formaction=/other>x</button></form><video poster=p src=v></video>
            <object data=o></object><a>none</a><!-- <a href=comment> --><textarea><a href=typed></textarea><a href="  ">x</a>"#;
        assert_eq!(
            texts(html),
            ["s.css", "a&b", "m", "i1", "i2,3", "i3", "i", "j", "f", "/go", "/other", "p", "v", "o"]
        );
        assert_eq!(Page::from_html(html).base.as_deref(), Some("/b/"));
    }

    #[test]
    fn title_words_anchors_and_refresh_are_read() {
        let page = Page::from_html(
            "<title>一&#x4E8C;</title><meta name=Keywords content=三><meta http-equiv=Refresh content=\"0; URL='/x'\">\
             <h1 id=top>四</h1><a name=n>五</a><script>六</script><style>七</style>",
        );
        assert_eq!(page.title, "一二");
        assert!(["三", "四", "五"].iter().all(|w| page.text.contains(w)), "{}", page.text);
        assert!(!page.text.contains(['六', '七']));
        assert_eq!(page.refresh.as_deref(), Some("/x"));
        let mut expected = vec![address::key("top"), address::key("n")];
        expected.sort_unstable();
        assert_eq!(page.anchors, expected);
    }

    #[test]
    fn pages_are_read_in_the_character_set_they_are_written_in() {
        let (gbk, ..) = encoding_rs::GBK.encode("<title>县政府</title>");
        let (marked, ..) = encoding_rs::GBK.encode("<meta charset='gb2312'><title>县政府</title>");
        assert_eq!(Page::read(&gbk, Some("text/html; charset=GBK")).title, "县政府");
        assert_eq!(Page::read(&marked, Some("text/html")).title, "县政府");
        assert_eq!(Page::read(&gbk, None).title, "县政府");
        assert_eq!(Page::read("<title>县政府</title>县".as_bytes().split_last().unwrap().1, None).title, "县政府");
        assert!(Page::read(b"<a href=x>\xff\xfe\x00</a>", Some("text/html; charset=utf-8")).links.len() == 1);
    }

    #[test]
    fn a_tag_of_endless_attributes_ends_the_page() {
        let html =
            format!("<a href=first>x</a><a {} href=last>", (0..60_000).map(|i| format!("a{i} ")).collect::<String>());
        assert_eq!(texts(&html), ["first"]);
    }
}
