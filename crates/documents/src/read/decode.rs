//! Bytes into characters: byte order mark, then UTF-8, then what the page declares, then a guess.
//!
//! GBK and GB2312 are read as GB18030, which contains both.

use super::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8};
use std::borrow::Cow;

/// Of this many characters one may be unreadable; beyond it the file is not text.
const UNREADABLE_PER: usize = 50;

/// Decodes plain text.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    decode(bytes, None)
}

/// Decodes a web page, which may declare its encoding in a `meta` element.
pub(super) fn html(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    decode(bytes, declared(bytes))
}

/// Decodes a web page from a container that may name its encoding; the page's own declaration comes second.
pub(super) fn page_of<'a>(bytes: &'a [u8], label: Option<&str>) -> Result<Cow<'a, str>, ReadError> {
    let named = label.and_then(|l| Encoding::for_label(l.trim().as_bytes()));
    match named {
        // Without this a page in UTF-16 would be taken for no text at all.
        Some(encoding) if !encoding.is_ascii_compatible() => readable(encoding.decode(bytes).0),
        _ => decode(bytes, named.or_else(|| declared(bytes))),
    }
}

/// A text with what is needed to write it back.
pub(crate) struct Decoded {
    pub text: String,
    encoding: &'static Encoding,
    has_mark: bool,
}

impl Decoded {
    /// The name of the encoding.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Another text in the encoding of this one; none if that encoding lacks a character.
    pub fn encoded(&self, text: &str) -> Option<Vec<u8>> {
        let (bytes, encoding, lacks) = self.encoding.encode(text);
        // There is no encoder for UTF-16.
        (!lacks && encoding == self.encoding).then(|| {
            let mark: &[u8] = if self.has_mark { "\u{feff}".as_bytes() } else { &[] };
            [mark, &bytes].concat()
        })
    }
}

/// Decodes plain text and remembers how it was written.
pub(crate) fn decoded(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let text = text(bytes)?.into_owned();
    let mark = Encoding::for_bom(bytes);
    let encoding = match mark {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        // What was read is written back the same way, or not at all.
        None => [GB18030, encoding_rs::BIG5]
            .into_iter()
            .find(|e| e.decode_without_bom_handling(bytes).0 == text)
            .ok_or(ReadError::Unknown)?,
    };
    Ok(Decoded { text, encoding, has_mark: mark.is_some() })
}

fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Result<Cow<'a, str>, ReadError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default());
        return readable(text);
    }
    if bytes.contains(&0) {
        return Err(ReadError::Unknown);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return readable(Cow::Borrowed(text));
    }
    // A declaration is believed when it fits: pages keep `utf-8` in their head after being saved as GBK.
    if let Some(encoding) = declared.map(widened) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        if !broken {
            return readable(text);
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = widened(detector.guess(Some(b"cn"), Utf8Detection::Allow));
    let (text, broken) = guess.decode_without_bom_handling(bytes);
    if broken && guess != GB18030 {
        // The guess does not fit. Chinese files are GB18030 far more often than anything else.
        let (chinese, broken) = GB18030.decode_without_bom_handling(bytes);
        if !broken {
            return readable(chinese);
        }
    }
    readable(text)
}

fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

fn readable(text: Cow<'_, str>) -> Result<Cow<'_, str>, ReadError> {
    // Control characters of ASCII are bytes of their own in UTF-8; unreadable ones became U+FFFD.
    let is_control = |b: u8| (b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r') & (b != 0x0c) | (b == 0x7f);
    // Sums of one byte over short pieces are what the machine does sixteen or more at a time.
    let control = |piece: &[u8]| usize::from(piece.iter().map(|b| u8::from(is_control(*b))).sum::<u8>());
    let unknown = memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}".as_bytes()).count();
    let bad = text.as_bytes().chunks(255).map(control).sum::<usize>() + unknown;
    if bad > 0 && bad * UNREADABLE_PER > text.chars().count() { Err(ReadError::Unknown) } else { Ok(text) }
}

/// The encoding named in the first kilobytes: `<meta charset="gb2312">`, `content="text/html; charset=gbk"` or the
/// XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    let after = |word: &[u8]| {
        let at = head.windows(word.len()).position(|w| w == word)? + word.len();
        let rest = head.get(at..)?;
        let name: Vec<u8> = rest
            .iter()
            .copied()
            .skip_while(|b| matches!(b, b'"' | b'\'' | b'=' | b' '))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
            .collect();
        Encoding::for_label(&name)
    };
    // UTF-16 declared in bytes that are no UTF-16 means UTF-8 (HTML standard, 13.2.3.2).
    after(b"charset=").or_else(|| after(b"encoding=")).map(|e| if e.is_ascii_compatible() { e } else { UTF_8 })
}
