//! Bytes into characters: byte order mark, then UTF-8, then what the page declares, then a guess.
//!
//! GBK and GB2312 are read as GB18030, which contains both.

use super::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8};

/// Of this many characters one may be unreadable; beyond it the file is not text.
const UNREADABLE_PER: usize = 50;

/// Decodes plain text.
pub(super) fn text(bytes: &[u8]) -> Result<String, ReadError> {
    decode(bytes, None)
}

/// Decodes a web page, which may declare its encoding in a `meta` element.
pub(super) fn html(bytes: &[u8]) -> Result<String, ReadError> {
    decode(bytes, declared(bytes))
}

fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, ReadError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default());
        return readable(text.into_owned());
    }
    if bytes.contains(&0) {
        return Err(ReadError::Unknown);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return readable(text.to_owned());
    }
    // A declaration is believed when it fits: pages keep `utf-8` in their head after being saved as GBK.
    if let Some(encoding) = declared.map(widened) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        if !broken {
            return readable(text.into_owned());
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
            return readable(chinese.into_owned());
        }
    }
    readable(text.into_owned())
}

fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

fn readable(text: String) -> Result<String, ReadError> {
    let control = |c: char| c == '\u{fffd}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c'));
    let (mut all, mut bad) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        bad += usize::from(control(c));
    }
    if bad * UNREADABLE_PER > all { Err(ReadError::Unknown) } else { Ok(text) }
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
