//! What a page may cost, measured in one pass before it is parsed.
//!
//! A browser's parser is quadratic on hostile input: it searches the open elements for most tags, repeats unclosed
//! formatting elements in every new block and compares each attribute with all others. Real pages come nowhere near
//! these bounds.

use crate::read::ReadError;

/// Open elements at one time.
const DEEPEST: usize = 1000;
/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 1000;
/// Formatting elements that are open, summed over all tags.
const FORMATTING: usize = 2_000_000;

/// Elements that the parser reopens in every block until they are closed.
const REOPENED: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that never contain others, or that the parser closes by itself when their like follows.
fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "body"
            | "br"
            | "caption"
            | "col"
            | "colgroup"
            | "embed"
            | "head"
            | "hr"
            | "html"
            | "img"
            | "input"
            | "li"
            | "link"
            | "meta"
            | "option"
            | "p"
            | "param"
            | "source"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "track"
            | "wbr"
    )
}

/// Refuses a page that would cost too much.
pub(super) fn check(source: &str) -> Result<(), ReadError> {
    let (mut depth, mut formatting, mut cost) = (0usize, 0usize, 0usize);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let closing = rest.starts_with('/');
        let inner = rest.strip_prefix('/').unwrap_or(rest);
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
        let name = inner.get(..end).unwrap_or_default().to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let tag = Tag::measure(inner.get(end..).unwrap_or_default());
        if tag.attributes > MOST_ATTRIBUTES {
            return Err(ReadError::TooDeep);
        }
        rest = inner.get(end + tag.length..).unwrap_or_default();
        let reopened = REOPENED.contains(&name.as_str());
        if closing {
            depth = depth.saturating_sub(usize::from(!closes_itself(&name)));
            formatting = formatting.saturating_sub(usize::from(reopened));
        } else if matches!(name.as_str(), "script" | "style") {
            // What looks like a tag in a script is none. A missing end leaves the whole rest to the script.
            let close = format!("</{name}");
            rest = rest.get(find_ignoring_case(rest, &close).unwrap_or(rest.len())..).unwrap_or_default();
            depth += 1;
        } else if !closes_itself(&name) && !tag.empty {
            depth += 1;
            formatting += usize::from(reopened);
        }
        cost += formatting;
        if depth > DEEPEST || cost > FORMATTING {
            return Err(ReadError::TooDeep);
        }
    }
    Ok(())
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|w| w.eq_ignore_ascii_case(word.as_bytes()))
}

/// A tag behind its name.
struct Tag {
    /// Bytes up to and with `>`.
    length: usize,
    attributes: usize,
    /// Written `<x/>`, as Word writes `<o:p/>`.
    empty: bool,
}

impl Tag {
    fn measure(text: &str) -> Tag {
        let (mut quote, mut attributes, mut last) = (None, 0, b' ');
        for (index, byte) in text.bytes().enumerate() {
            match (quote, byte) {
                (Some(q), b) if b == q => quote = None,
                (Some(_), _) => {}
                // A quote opens a value only behind the equals sign.
                (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
                (None, b'>') => return Tag { length: index + 1, attributes, empty: last == b'/' },
                (None, b' ' | b'\n' | b'\t' | b'\r' | b'/' | b'"' | b'\'') => attributes += 1,
                (None, _) => {}
            }
            if !(byte == b' ' && last == b'=') {
                last = byte;
            }
        }
        Tag { length: text.len(), attributes, empty: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_pages_pass_and_hostile_ones_do_not() {
        let row = "<tr><td><p class='a'>一<br>二</td></tr>";
        assert_eq!(check(&format!("<table>{}</table>", row.repeat(5000))), Ok(()));
        assert_eq!(check(&format!("<script>{}</script><p>文", "i<n;".repeat(5000))), Ok(()));
        assert_eq!(check(&"<div>".repeat(5000)), Err(ReadError::TooDeep));
        assert_eq!(check(&format!("<p {}>", "x ".repeat(5000))), Err(ReadError::TooDeep));
        let fonts: String = (0..900).map(|i| format!("<font color={i}>")).collect();
        assert_eq!(check(&format!("{fonts}{}", "<p>x</p>".repeat(5000))), Err(ReadError::TooDeep));
    }
}
