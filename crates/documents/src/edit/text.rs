//! Edits in a text file: same encoding, same line ends.

use super::{Edit, EditError};
use crate::read::decoded;

/// Changes a text file.
///
/// # Errors
/// See [`EditError`].
pub fn text(bytes: &[u8], edits: &[Edit]) -> Result<Vec<u8>, EditError> {
    let decoded = decoded(bytes).map_err(|e| EditError::Damaged(e.to_string()))?;
    let mut lines: Vec<String> = Vec::new();
    // Line ends stay with their lines.
    let mut rest = decoded.text.as_str();
    while !rest.is_empty() {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest.get(at..).is_some_and(|t| t.starts_with("\r\n")) => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, tail) = rest.split_at(end);
        lines.push(line.to_owned());
        rest = tail;
    }
    // From behind, so that the columns before an edit stay what they are.
    let mut order: Vec<&Edit> = edits.iter().collect();
    order.sort_by_key(|e| std::cmp::Reverse((e.line, e.column as usize + e.at)));
    for edit in order {
        let missing = || EditError::Missing(edit.passage.chars().skip(edit.at).take(edit.length).collect());
        let number =
            edit.line.and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1)).ok_or_else(missing)?;
        let line = lines.get_mut(number).ok_or_else(missing)?;
        let first = usize::try_from(edit.column).unwrap_or(1).saturating_sub(1) + edit.at;
        // A form feed before the first line of a page is no column.
        let first = first + usize::from(line.starts_with('\u{c}'));
        let byte = |n: usize| line.char_indices().nth(n).map_or(line.len(), |(at, _)| at);
        let range = byte(first)..byte(first + edit.length);
        let want: String = edit.passage.chars().skip(edit.at).take(edit.length).collect();
        if line.get(range.clone()) != Some(want.as_str()) {
            return Err(missing());
        }
        line.replace_range(range, &edit.replacement);
    }
    decoded.encoded(&lines.concat()).ok_or(EditError::Encoding(decoded.encoding()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(passage: &str, line: u32, at: usize, length: usize, replacement: &str) -> Edit {
        Edit {
            passage: passage.to_owned(),
            line: Some(line),
            column: 1,
            at,
            length,
            replacement: replacement.to_owned(),
        }
    }

    #[test]
    fn a_text_keeps_its_encoding_and_its_line_ends() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("甲乙丙\r\n全乡布署工作。\r\n");
        let new = text(&bytes, &[edit("全乡布署工作。", 2, 2, 2, "部署")]).unwrap();
        assert_eq!(new, encoding_rs::GB18030.encode("甲乙丙\r\n全乡部署工作。\r\n").0.into_owned());
        let marked = "\u{feff}布署，，布署".as_bytes();
        let edits = [
            edit("布署，，布署", 1, 0, 2, "部署"),
            edit("布署，，布署", 1, 2, 2, "，"),
            edit("布署，，布署", 1, 4, 2, "部署"),
        ];
        assert_eq!(text(marked, &edits).unwrap(), "\u{feff}部署，部署".as_bytes());
    }

    #[test]
    fn a_text_that_is_not_there_is_not_changed() {
        let error = text("全乡部署工作。".as_bytes(), &[edit("全乡布署工作。", 1, 2, 2, "部署")]).unwrap_err();
        assert_eq!(error, EditError::Missing("布署".to_owned()));
    }
}
