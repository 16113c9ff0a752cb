//! Digits as people type them: with blanks or hyphens between, over two lines, two numbers pasted together.
//!
//! Width and characters that nobody sees are the business of [`super::view`].

use domain::identifiers::check_identity_number;
use std::ops::Range;

/// A group of digits without anything between, as half-width characters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    digits: String,
    range: Range<usize>,
    /// Whether nothing but a separator stands between it and the group before.
    joins: bool,
}

/// A number of exactly some length: one group, or neighbours that make it up together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Half-width digits; the last may be X.
    pub digits: String,
    /// Where it stands, separators included.
    pub range: Range<usize>,
    /// Whether separators stand in it.
    pub is_split: bool,
    /// Whether short groups go on before or behind it, as in a row of a table.
    pub is_in_row: bool,
}

/// All digits of a text.
#[derive(Debug)]
pub(crate) struct Digits {
    groups: Vec<Group>,
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | '·')
}

impl Digits {
    pub fn of(text: &str) -> Digits {
        let mut groups: Vec<Group> = Vec::new();
        let mut open: Option<Group> = None;
        // Between two groups only separators, and few of them.
        let mut gap = Some(0);
        let mut letter_before = false;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if c.is_ascii_digit() {
                match &mut open {
                    Some(group) => {
                        group.digits.push(c);
                        group.range.end = end;
                    }
                    None => {
                        let joins = !letter_before && gap.is_some_and(|n| n <= 2) && !groups.is_empty();
                        let digits = if letter_before { format!("?{c}") } else { c.to_string() };
                        open = Some(Group { digits, range: at..end, joins });
                    }
                }
                continue;
            }
            // X closes an identity number.
            if matches!(c, 'x' | 'X')
                && let Some(group) = &mut open
                && (!text.get(end..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_alphanumeric()))
                    || check_identity_number(&format!("{}X", group.digits)).is_ok())
            {
                group.digits.push('X');
                group.range.end = end;
                groups.extend(open.take());
                gap = None;
                letter_before = false;
                continue;
            }
            if let Some(mut group) = open.take() {
                // A letter glued behind: A12B is no number.
                if c.is_ascii_alphabetic() {
                    group.digits.push('?');
                }
                groups.push(group);
                gap = Some(0);
            }
            letter_before = c.is_ascii_alphabetic();
            gap = match gap {
                Some(n) if is_separator(c) => Some(n + 1),
                _ => None,
            };
        }
        groups.extend(open);
        Digits { groups: groups.into_iter().flat_map(pasted).collect() }
    }

    /// Every number of one of the lengths. Groups that could belong to the number before or behind are tried alone too.
    pub fn numbers(&self, lengths: Range<usize>) -> Vec<Number> {
        let mut numbers = Vec::new();
        for (at, first) in self.groups.iter().enumerate() {
            let mut digits = String::new();
            for (n, group) in self.groups.iter().skip(at).enumerate() {
                if n > 0 && !group.joins || group.digits.contains('?') {
                    break;
                }
                digits.push_str(&group.digits);
                if digits.len() >= lengths.end || n > 19 {
                    break;
                }
                if lengths.contains(&digits.len()) {
                    let range = first.range.start..group.range.end;
                    let is_short = |g: &Group| g.digits.len() <= 6;
                    let follows = self.groups.get(at + n + 1).is_some_and(|g| g.joins && is_short(g));
                    let leads = first.joins && at.checked_sub(1).and_then(|b| self.groups.get(b)).is_some_and(is_short);
                    let is_split = n > 0;
                    numbers.push(Number { digits: digits.clone(), range, is_split, is_in_row: follows || leads });
                }
            }
        }
        numbers
    }
}

/// Takes apart what was pasted together without a blank: an identity number and a telephone or an account. Its check
/// digit and its date of birth say where it ends.
fn pasted(group: Group) -> Vec<Group> {
    let length = group.digits.len();
    let is_identity = |d: &str| check_identity_number(d).is_ok();
    let at = [18, length.saturating_sub(18)].into_iter().find(|at| {
        let (a, b) = group.digits.split_at_checked(*at).unwrap_or_default();
        matches!(length, 29 | 34 | 36 | 37) && (a.len() == 18 && is_identity(a) || b.len() == 18 && is_identity(b))
    });
    let Some((a, b)) = at.and_then(|at| group.digits.split_at_checked(at)) else { return vec![group] };
    let middle = group.range.start + a.len();
    let first = Group { digits: a.to_owned(), range: group.range.start..middle, joins: group.joins };
    vec![first, Group { digits: b.to_owned(), range: middle..group.range.end, joins: false }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, length: usize) -> Vec<String> {
        Digits::of(text).numbers(length..length + 1).into_iter().map(|n| n.digits).collect()
    }

    #[test]
    fn numbers_are_put_together_and_letters_part_them() {
        assert_eq!(found("62292619900101001813800008000", 18), ["622926199001010018"]);
        assert_eq!(found("13800008000622926199001010018", 11), ["13800008000"]);
        assert_eq!(found("11010519491231002X13800008000", 11), ["13800008000"]);
        assert_eq!(found("622926 19900101 0018", 18), ["622926199001010018"]);
        assert_eq!(found("138-0000-8000", 11), ["13800008000"]);
        assert_eq!(found("6 2 2 9 2 6 1 9 9 0 0 1 0 1 0 0 1 8", 18), ["622926199001010018"]);
        assert_eq!(found("11010519491231002x", 18), ["11010519491231002X"]);
        assert_eq!(found("A622926199001010018", 18), Vec::<String>::new());
        assert_eq!(found("622926199001010018B", 18), Vec::<String>::new());
        assert_eq!(found("6229261990010100181", 18), Vec::<String>::new());
        assert_eq!(found("0930 13800008000", 11), ["13800008000"]);
        assert_eq!(found("1.3800008000", 11), Vec::<String>::new());
    }
}
