//! Web pages saved as one file (.mht, .mhtml): the MIME container around the page, as Word, WPS and browsers write it.
//!
//! The page is the first HTML part; if that shows nothing (a frame around others), the one with the longest text. Pictures,
//! styles and scripts in other parts are not looked at. What the page says is for the HTML reader.

use super::{ReadError, decode, html};
use crate::model::{Block, Document};

/// Containers in containers.
const DEEPEST: usize = 8;
/// Parts of one container that are looked at.
const MOST_PARTS: usize = 10_000;
/// Frames whose text is compared.
const MOST_PAGES: usize = 20;

/// Whether a file begins like a MIME message that holds documents.
pub(super) fn is_mime(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let (headers, _) = Headers::read(head);
    let first = head.iter().position(|b| *b == b':').and_then(|at| head.get(..at)).unwrap_or_default();
    !first.is_empty()
        && first.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        && headers.get("mime-version").is_some()
        && headers.get("content-type").is_some()
}

/// Reads the page of a container.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut pages = Vec::new();
    collect(bytes, 0, &mut pages)?;
    let mut pages = pages.into_iter().take(MOST_PAGES);
    let first = pages.next().ok_or(ReadError::Damaged)?.read()?;
    if length(&first) > 0 {
        return Ok(first);
    }
    let mut longest = first;
    for page in pages {
        // A frame that cannot be read is no reason to refuse the others.
        if let Ok(document) = page.read()
            && length(&document) > length(&longest)
        {
            longest = document;
        }
    }
    Ok(longest)
}

/// How many characters a document shows.
fn length(document: &Document) -> usize {
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let of = |block: &Block| match block {
        Block::Paragraph(p) => visible(&p.text()),
        Block::Table(t) => t.cells.iter().map(|c| visible(&c.text)).sum(),
        Block::PageBreak | Block::Chart(_) => 0,
    };
    document.blocks.iter().map(of).sum()
}

/// An HTML part before its transfer encoding is undone.
struct Page<'a> {
    body: &'a [u8],
    encoding: String,
    charset: Option<String>,
}

impl Page<'_> {
    fn read(&self) -> Result<Document, ReadError> {
        let bytes = match self.encoding.as_str() {
            "base64" => base64(self.body),
            "quoted-printable" => quoted_printable(self.body),
            _ => self.body.to_vec(),
        };
        html::read(&decode::page_of(&bytes, self.charset.as_deref())?)
    }
}

/// Finds the HTML parts in a part, in order.
fn collect<'a>(part: &'a [u8], depth: usize, pages: &mut Vec<Page<'a>>) -> Result<(), ReadError> {
    if depth > DEEPEST {
        return Err(ReadError::TooDeep);
    }
    let (headers, body) = Headers::read(part);
    let (kind, parameters) = content_type(headers.get("content-type").unwrap_or("text/plain"));
    let parameter = |name: &str| parameters.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    if kind.starts_with("multipart/") {
        let boundary = parameter("boundary").filter(|b| !b.is_empty()).ok_or(ReadError::Damaged)?;
        for part in parts(body, boundary.as_bytes()).take(MOST_PARTS) {
            collect(part, depth + 1, pages)?;
        }
    } else if matches!(kind.as_str(), "text/html" | "application/xhtml+xml") {
        let encoding = headers.get("content-transfer-encoding").unwrap_or("8bit").trim().to_ascii_lowercase();
        pages.push(Page { body, encoding, charset: parameter("charset") });
    }
    Ok(())
}

/// The header fields of a part.
struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads up to the first blank line; the rest is the body.
    fn read(part: &[u8]) -> (Headers, &[u8]) {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut rest = part;
        while !rest.is_empty() {
            let (line, behind) = line(rest);
            rest = behind;
            if line.is_empty() {
                break;
            }
            let text = String::from_utf8_lossy(line);
            if text.starts_with([' ', '\t']) {
                // A long field goes on in the next line.
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(text.trim());
                }
            } else if let Some((name, value)) = text.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        (Headers(fields), rest)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// The first line without its end, and what is behind it.
fn line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let Some(end) = bytes.iter().position(|b| *b == b'\n') else { return (bytes, &[]) };
    let (line, rest) = bytes.split_at(end);
    (line.strip_suffix(b"\r").unwrap_or(line), rest.get(1..).unwrap_or_default())
}

/// `text/html; charset="gb2312"` in its parts.
fn content_type(value: &str) -> (String, Vec<(String, String)>) {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut quoted = false;
    for c in value.chars() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => pieces.push(std::mem::take(&mut piece)),
            c => piece.push(c),
        }
    }
    pieces.push(piece);
    let mut pieces = pieces.into_iter();
    let kind = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
    let parameters = pieces.filter_map(|p| {
        let (name, value) = p.split_once('=')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    });
    (kind, parameters.collect())
}

/// The parts between lines `--boundary`, up to `--boundary--`.
fn parts<'a, 'b>(body: &'a [u8], boundary: &'b [u8]) -> impl Iterator<Item = &'a [u8]> + use<'a, 'b> {
    let mut rest = body;
    let mut begun = false;
    let mut ended = false;
    std::iter::from_fn(move || {
        loop {
            if ended || rest.is_empty() {
                return None;
            }
            let part = rest;
            // How much of `part` lies before the line that ends it.
            let mut length = 0;
            let mut found = false;
            while !rest.is_empty() {
                let before = rest.len();
                let (this, behind) = line(rest);
                rest = behind;
                if let Some(mark) = this.strip_prefix(b"--").and_then(|l| l.strip_prefix(boundary)) {
                    ended = mark.starts_with(b"--");
                    if ended || mark.iter().all(u8::is_ascii_whitespace) {
                        found = true;
                        break;
                    }
                }
                length += before - rest.len();
            }
            let was_begun = begun;
            begun |= found;
            // What stands before the first mark is for old mail programs.
            if was_begun {
                return part.get(..length);
            }
        }
    })
}

fn base64(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let before = rest;
        let (this, behind) = line(rest);
        rest = behind;
        let has_end = before.len() > this.len();
        // Spaces at the end of a line were added on the way.
        let this = this.trim_ascii_end();
        let (this, soft) = match this.strip_suffix(b"=") {
            Some(line) => (line, true),
            None => (this, false),
        };
        let mut at = 0;
        while let Some(byte) = this.get(at) {
            let hex = |i: usize| this.get(i).and_then(|b| char::from(*b).to_digit(16)).map(|d| d as u8);
            match (byte, hex(at + 1), hex(at + 2)) {
                (b'=', Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    at += 3;
                }
                _ => {
                    out.push(*byte);
                    at += 1;
                }
            }
        }
        if has_end && !soft {
            out.extend(b"\r\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transfer_encodings_are_undone() {
        assert_eq!(base64(b"5Yek\r\n5bGx 5Lmh=="), "凤山乡".as_bytes());
        assert_eq!(base64(b"YQ=="), b"a");
        assert_eq!(quoted_printable(b"a=3Db =\r\nc  \r\n=E5=87=A4=zz="), b"a=b c\r\n\xe5\x87\xa4=zz");
    }

    #[test]
    fn parts_lie_between_the_marks_and_nothing_is_lost() {
        let body = b"for old programs\r\n--x\r\n\r\none\r\n--xy\r\nstill one\r\n--x  \r\ntwo\r\n--x--\r\nafter\r\n";
        let found: Vec<&[u8]> = parts(body, b"x").collect();
        assert_eq!(found, [b"\r\none\r\n--xy\r\nstill one\r\n".as_slice(), b"two\r\n"]);
        // A file that was cut off keeps its last part.
        assert_eq!(parts(b"--x\none", b"x").collect::<Vec<_>>(), [b"one"]);
        assert_eq!(parts(b"nothing", b"x").count(), 0);
    }

    #[test]
    fn a_content_type_is_read_with_its_quotes() {
        let (kind, parameters) = content_type("Multipart/Related; type=\"text/html\"; boundary=\"a;b=c\"");
        assert_eq!(kind, "multipart/related");
        assert_eq!(
            parameters,
            [("type".to_owned(), "text/html".to_owned()), ("boundary".to_owned(), "a;b=c".to_owned())]
        );
    }

    #[test]
    fn a_message_is_known_by_its_head_and_prose_is_not() {
        assert!(is_mime(b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"b\"\r\n\r\n"));
        assert!(is_mime(b"MIME-Version: 1.0\nContent-Type: text/html\n\n"));
        assert!(!is_mime("说明：MIME-Version: 1.0\nContent-Type: text/html\n\n".as_bytes()));
        assert!(!is_mime(b"<html>\nMIME-Version: 1.0\nContent-Type: text/html"));
    }
}
