//! Headings of official documents known by their numbering: 一、 and （一） (GB/T 9704-2012, 7.3.3).

use crate::model::Role;

/// A heading is a line of its own and short.
const LONGEST: usize = 40;

fn is_numeral(c: char) -> bool {
    "〇一二三四五六七八九十百".contains(c)
}

/// Level 1 or 2 if the whole line is a heading, otherwise body text.
///
/// Levels 3 (1.) and 4 （1） are not recognised by their look: body paragraphs begin in the same way.
pub(super) fn role_of(line: &str) -> Role {
    let line = line.trim();
    if !line.starts_with(|c| is_numeral(c) || matches!(c, '（' | '(')) {
        return Role::Body;
    }
    // A 。 inside means that a sentence follows the number, as in （一）主动公开工作。一是…
    let inner = line.strip_suffix('。').unwrap_or(line);
    if line.chars().count() > LONGEST || inner.contains(['。', '；', '\n', '\t']) {
        return Role::Body;
    }
    let open = line.strip_prefix(['（', '(']);
    let rest = open.unwrap_or(line).trim_start_matches(is_numeral);
    let numbered = rest.len() < open.unwrap_or(line).len();
    let title = match (open, numbered) {
        (None, true) => rest.strip_prefix(['、', '．']).map(|t| (t, Role::Heading1)),
        (Some(_), true) => rest.strip_prefix(['）', ')']).map(|t| (t, Role::Heading2)),
        _ => None,
    };
    match title {
        Some((title, role)) if !title.trim().is_empty() => role,
        _ => Role::Body,
    }
}

/// The role of heading level 1 to 4; deeper levels are set like the fourth.
pub(super) fn level(level: usize) -> Role {
    match level {
        0 | 1 => Role::Heading1,
        2 => Role::Heading2,
        3 => Role::Heading3,
        _ => Role::Heading4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_a_whole_short_numbered_line() {
        assert_eq!(role_of("一、总体情况"), Role::Heading1);
        assert_eq!(role_of("十二、其他"), Role::Heading1);
        assert_eq!(role_of("（一）主动公开"), Role::Heading2);
        assert_eq!(role_of("(二) 下一步工作"), Role::Heading2);
        assert_eq!(role_of("（一）主动公开工作。一是推进公开。"), Role::Body);
        assert_eq!(role_of("一、"), Role::Body);
        assert_eq!(role_of("一是推进公开"), Role::Body);
        assert_eq!(role_of("（第十二号）"), Role::Body);
        assert_eq!(role_of("1. 主动公开意识不足"), Role::Body);
    }
}
