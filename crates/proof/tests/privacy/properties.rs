//! What holds for every text: reading does not panic, places lead to what is quoted, corrections leave nothing to correct.

use crate::positives;
use crate::values::Dice;
use crate::{laid_out, privacy};
use documents::model::{Block, Document, Paragraph, Role};
use documents::read;
use domain::Finding;
use proof::fix::corrections;
use proof::{Context, Reader};
use proptest::prelude::*;

/// Pieces that numbers, names and what hides them are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[0-9]{1,19}",
        2 => "[０-９]{1,11}",
        1 => "[0-9xX*＊×●]{1,18}",
        2 => Just("622926199001010018".to_owned()),
        2 => Just("13893012345".to_owned()),
        1 => Just("6217000000000000004".to_owned()),
        1 => Just("mzh1990@163.com".to_owned()),
        1 => Just("甘N12345".to_owned()),
        2 => Just("\u{200b}".to_owned()),
        1 => Just("\u{feff}".to_owned()),
        1 => Just("\u{ad}".to_owned()),
        3 => Just(" ".to_owned()),
        1 => Just("\u{3000}".to_owned()),
        2 => Just("-".to_owned()),
        2 => Just("\n".to_owned()),
        1 => Just("\t".to_owned()),
        2 => "[，。、：；（）·—]",
        2 => "[身份证号电话账户主村民马祁冶妥欧阳患病残疾岁孤儿住址微信护照]{1,6}",
        1 => "[一-龥]{1,4}",
        1 => "[a-zA-Z@._-]{1,6}",
        1 => Just("🐑".to_owned()),
    ];
    prop::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat())
}

fn paragraph(text: &str) -> Document {
    let mut paragraph = Paragraph::new(Role::Body, text);
    (paragraph.place.line, paragraph.place.column) = (Some(1), Some(1));
    Document { blocks: vec![Block::Paragraph(paragraph)], ..Document::default() }
}

/// Whether the quoted text stands at its line and column of the file.
fn stands_there(text: &str, finding: &Finding) -> bool {
    let (Some(line), Some(column)) = (finding.place.line, finding.place.column) else { return true };
    let line = text.split('\n').nth(line as usize - 1).unwrap_or_default();
    let rest: String = line.chars().skip(column as usize - 1).collect();
    rest.starts_with(&finding.place.text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_lead_to_what_is_quoted(text in pieces()) {
        // A mark of byte order at the beginning of a file is no part of its text.
        let text = format!("公示{text}");
        let document = read::read("a.txt", text.as_bytes()).unwrap();
        for finding in privacy(&document) {
            prop_assert!(stands_there(&text, &finding), "{text:?} {finding:?}");
        }
    }

    /// Where two findings overlap the first stands and the other has its turn in the next round.
    #[test]
    fn corrections_leave_nothing_to_correct(text in pieces()) {
        let is_ours = |f: &Finding| f.rule.starts_with("privacy.");
        let mut now = text.clone();
        for _ in 0..6 {
            let all = corrections(Reader::built_in(), &paragraph(&now), &Context::default(), is_ours);
            let Some(correction) = all.into_iter().next() else { return Ok(()) };
            now = correction.after;
        }
        prop_assert!(false, "{text:?} is not done with: {now:?}");
    }

    #[test]
    fn reading_does_not_panic(text in ".*") {
        for name in ["a.txt", "a.md", "a.html"] {
            if let Ok(document) = read::read(name, text.as_bytes()) {
                Reader::built_in().read(&document, &Context::default());
            }
        }
        Reader::built_in().read(&paragraph(&text), &Context::default());
    }
}

#[test]
fn every_value_of_the_set_that_can_be_masked_is_gone_once_it_is_masked() {
    let mut dice = Dice::new(7);
    let mut masked = 0;
    for sample in positives::positives(&mut dice) {
        let (document, _) = laid_out(&sample);
        let is_ours = |f: &Finding| f.rule.starts_with("privacy.");
        for correction in corrections(Reader::built_in(), &document, &Context::default(), is_ours) {
            masked += 1;
            let left: Vec<Finding> =
                privacy(&paragraph(&correction.after)).into_iter().filter(|f| f.replacement.is_some()).collect();
            assert!(left.is_empty(), "{:?} {left:?}", correction.after);
        }
    }
    assert!(masked > 200, "{masked}");
}
