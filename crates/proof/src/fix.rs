//! Corrections that need no person: what is certain is put in its place, paragraph by paragraph.
//!
//! Only errors with a replacement: a warning may be wrong, a question is never answered by a program. Personal data is masked only
//! where `wanted` asks for it by name, because a mask is no correction of wording.
//! Every stretch is compared with what the finding quotes before it is replaced.

use crate::reader::{Context, FoundIn, Reader};
use documents::model::Document;
use domain::{Finding, Place, Severity};

/// A paragraph or cell before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Where it stands.
    pub place: Place,
    /// Its text as it stands in the file.
    pub before: String,
    /// Its text with the replacements.
    pub after: String,
    /// What was put right, in the order of the text.
    pub findings: Vec<Finding>,
}

/// The corrections of a document; paragraphs without any are left out.
pub fn corrections(
    reader: &Reader,
    document: &Document,
    context: &Context,
    wanted: impl Fn(&Finding) -> bool,
) -> Vec<Correction> {
    let mut corrections: Vec<Correction> = Vec::new();
    for FoundIn { text, place, findings } in reader.by_passage(document, context) {
        let certain: Vec<Finding> = findings
            .into_iter()
            .filter(|f| f.replacement.is_some() && f.severity == Severity::Error && wanted(f))
            .collect();
        if let Some((after, findings)) = apply(&text, &place, certain) {
            corrections.push(Correction { place, before: text, after, findings });
        }
    }
    corrections
}

/// Replaces from the front; where two findings overlap, the first stands.
fn apply(text: &str, place: &Place, findings: Vec<Finding>) -> Option<(String, Vec<Finding>)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |n: usize| chars.get(n).map_or(text.len(), |(at, _)| *at);
    let mut after = String::with_capacity(text.len());
    let mut done = 0;
    let mut applied = Vec::new();
    for finding in findings {
        let first = place.column.unwrap_or(1);
        let Some(offset) = finding.place.column.and_then(|c| c.checked_sub(first)) else { continue };
        let start = byte(usize::try_from(offset).unwrap_or(usize::MAX));
        let end = start + finding.place.text.len();
        let Some(replacement) = &finding.replacement else { continue };
        if start < done
            || text.get(start..end) != Some(finding.place.text.as_str())
            || finding.place.text == *replacement
        {
            continue;
        }
        after.push_str(text.get(done..start)?);
        after.push_str(replacement);
        done = end;
        applied.push(finding);
    }
    after.push_str(text.get(done..)?);
    (!applied.is_empty()).then_some((after, applied))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(text: &str) -> Vec<(String, String)> {
        let document = documents::read::read("a.txt", text.as_bytes()).unwrap();
        let all = corrections(Reader::built_in(), &document, &Context::default(), |_| true);
        all.into_iter().map(|c| (c.before, c.after)).collect()
    }

    #[test]
    fn what_is_certain_is_replaced_and_what_is_asked_is_not() {
        assert_eq!(
            corrected("全乡布署工作，，按照东凤府发[2021]20号要求，根据《条例》、《办法》办理。\n没有问题的一段。"),
            [(
                "全乡布署工作，，按照东凤府发[2021]20号要求，根据《条例》、《办法》办理。".to_owned(),
                "全乡部署工作，按照东凤府发〔2021〕20号要求，根据《条例》、《办法》办理。".to_owned()
            )]
        );
    }

    #[test]
    fn a_corrected_text_has_nothing_left_to_correct() {
        let text = "2021年01月05日，全乡布署 52 项工作，，群众反应的问题越多越多，身份证号622926199001010018。";
        let once = corrected(text);
        let (_, after) = once.first().unwrap();
        assert_eq!(corrected(after), [], "{after}");
    }
}
