//! Comparing a printed label with the form's: by meaning first, then character by character.
//!
//! A label is recognised when it is near enough to an official one; that it differs at all is a finding. Wrong words
//! are errors (`report.label`), half-width marks and blanks inside are warnings (`report.label_form`).

use domain::{Finding, Place, Severity};

/// The letters and digits of a text with full-width forms folded: what a label says, without how it is set.
pub(super) fn bare(text: &str) -> String {
    text.chars().map(fold).filter(|c| c.is_alphanumeric()).collect()
}

fn fold(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '⒈'..='⒐' => char::from_u32(u32::from(c) - u32::from('⒈') + u32::from('1')).unwrap_or(c),
        c => c,
    }
}

/// How far a label may be from the official one and still be meant: short labels leave less room.
fn tolerance(official: usize) -> usize {
    match official {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// How near a printed label is to an official one, smaller is nearer; none if another label is meant.
pub(super) fn nearness(printed: &str, official: &str) -> Option<usize> {
    let (printed, official) = (bare(printed), bare(official));
    if printed.is_empty() {
        return None;
    }
    let letters = official.chars().count();
    let distance = distance(&printed, &official);
    if distance <= tolerance(letters) {
        return Some(distance);
    }
    // A label cut short or with words added, e.g. （二）部分公开 without its bracket.
    let begins = printed.chars().count() >= 4 && official.starts_with(&printed)
        || letters >= 4 && printed.starts_with(&official) && !printed.ends_with(|c: char| c.is_ascii_digit());
    begins.then_some(distance.max(tolerance(letters) + 1))
}

/// Whether two labels of one list with the same number are the same though several characters differ.
pub(super) fn same_number_and_half_the_words(printed: &str, official: &str) -> bool {
    let (printed, official) = (bare(printed), bare(official));
    let number = |t: &str| t.chars().next().filter(char::is_ascii_digit);
    number(&printed).is_some()
        && number(&printed) == number(&official)
        && distance(&printed, &official) * 2 <= official.chars().count()
}

/// The nearest of several labels; none if no label or two different ones are equally near.
pub(super) fn nearest<'a, T>(printed: &str, official: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let mut best: Option<(usize, T)> = None;
    let mut tied = false;
    for (label, meaning) in official {
        let Some(d) = nearness(printed, label) else { continue };
        match &best {
            Some((b, _)) if *b < d => {}
            Some((b, _)) if *b == d => tied = true,
            _ => {
                best = Some((d, meaning));
                tied = false;
            }
        }
    }
    if tied { None } else { best.map(|(_, meaning)| meaning) }
}

/// As [`nearest`], where each meaning has several accepted wordings.
pub(super) fn nearest_of_groups<'a, T: Copy + PartialEq, L: Iterator<Item = &'a str>>(
    printed: &str,
    groups: impl IntoIterator<Item = (T, L)>,
) -> Option<T> {
    groups
        .into_iter()
        .filter_map(|(meaning, labels)| Some((labels.filter_map(|l| nearness(printed, l)).min()?, meaning)))
        .min_by_key(|(d, _)| *d)
        .map(|(_, meaning)| meaning)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, cb) in row.iter_mut().skip(1).zip(&b) {
            let above = *slot;
            left = (diagonal + usize::from(ca != *cb)).min(above + 1).min(left + 1);
            diagonal = above;
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The finding for a label that is not printed as the form has it.
pub(super) fn compare(printed: &str, official: &str, place: &Place, basis: &str) -> Option<Finding> {
    // A line break inside a narrow cell is layout.
    let text: String = printed.trim().chars().filter(|c| *c != '\n').collect();
    if text == official {
        return None;
    }
    let place = Place { text: text.clone(), ..place.clone() };
    let finding = if bare(&text) == bare(official) {
        Finding::new(
            "report.label_form",
            Severity::Warning,
            format!("表格文字“{}”的标点或空格与规定格式不同", inner(&text)),
            place,
        )
    } else {
        Finding::new("report.label", Severity::Error, format!("表格文字“{}”与规定格式不同", inner(&text)), place)
    };
    Some(finding.hint(format!("应为“{}”", inner(official))).basis(basis))
}

/// A quotation inside a quotation takes single marks (GB/T 15834—2011).
fn inner(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_words_are_told_from_wrong_marks() {
        let rule = |printed, official| compare(printed, official, &Place::default(), "").map(|f| f.rule);
        assert_eq!(rule("商业\n企业", "商业企业"), None);
        assert_eq!(rule("1. 属于国家秘密", "1.属于国家秘密").as_deref(), Some("report.label_form"));
        assert_eq!(rule("(三) 不予 公开", "（三）不予公开").as_deref(), Some("report.label_form"));
        assert_eq!(rule("社会组织", "社会公益组织").as_deref(), Some("report.label"));
    }

    #[test]
    fn a_label_is_recognised_by_meaning_and_neighbours_are_not_confused() {
        let rows = [
            "（一）予以公开",
            "（三）不予公开",
            "（四）无法提供",
            "（五）不予处理",
            "（六）其他处理",
            "（七）总计",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
            "3.其他",
        ];
        let find = |printed: &str| nearest(printed, rows.iter().map(|r| (*r, *r)));
        assert_eq!(find("(三) 不予 公开"), Some("（三）不予公开"));
        assert_eq!(find("7. 属于行政执法案件"), Some("7.属于行政执法案卷"));
        assert_eq!(find("8. 属于行政查询案件"), Some("8.属于行政查询事项"));
        assert_eq!(find("总计"), Some("（七）总计"));
        assert_eq!(find("3．其他"), Some("3.其他"));
        assert_eq!(find("科研机构"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn distance_counts_characters() {
        assert_eq!(distance("属于行政查询案件", "属于行政查询事项"), 2);
        assert_eq!(distance("", "总计"), 2);
        assert_eq!(distance("社会组织", "社会公益组织"), 2);
    }

    #[test]
    fn a_garbled_label_with_the_right_number_is_still_that_row() {
        assert!(same_number_and_half_the_words("2.其他法律行政止公开", "2.其他法律行政法规禁止公开"));
        assert!(!same_number_and_half_the_words("3.其他法律行政止公开", "2.其他法律行政法规禁止公开"));
    }
}
