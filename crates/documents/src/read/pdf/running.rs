//! Page numbers and the heads and feet that pages repeat: they belong to the paper, not to the text.

use super::layout::Laid;
use super::lines::Line;

/// The part of a page's height at its upper and lower edge where they stand.
const EDGE: f32 = 0.12;

/// Takes them off all pages.
pub(super) fn strip(pages: &mut [Laid]) {
    let repeated = repeated(pages);
    for page in pages {
        let (top, bottom) = edges(page);
        page.lines.retain(|line| {
            let y = line.area.middle().1;
            let at_edge = y < top || y > bottom;
            !(at_edge && (is_page_number(&line.text) || repeated.contains(&masked(line))))
        });
    }
}

fn edges(page: &Laid) -> (f32, f32) {
    let height = page.frame.height();
    (page.frame.top + height * EDGE, page.frame.bottom - height * EDGE)
}

/// Texts at the edge of three pages or more, digits apart; of two if there are only two.
fn repeated(pages: &[Laid]) -> Vec<String> {
    let mut counts: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for page in pages {
        let (top, bottom) = edges(page);
        let mut own: Vec<String> =
            page.lines.iter().filter(|l| l.area.middle().1 < top || l.area.middle().1 > bottom).map(masked).collect();
        own.sort_unstable();
        own.dedup();
        for text in own {
            *counts.entry(text).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= 3 && *n * 2 > pages.len()).map(|(text, _)| text).collect()
}

/// The text with its digits made the same, and the place it stands at.
fn masked(line: &Line) -> String {
    let text: String = line.text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    format!("{text}@{}", (line.area.middle().1 / 6.0).round())
}

/// 1, - 1 -, — 1 —, 第1页, 第1页 共6页, 1/6
fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = bare.trim_matches(|c| matches!(c, '-' | '—' | '－' | '–' | '―' | '·' | '~' | '_' | '•'));
    let is_digits = |t: &str| {
        !t.is_empty() && t.chars().count() <= 4 && t.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    };
    if is_digits(inner) {
        return true;
    }
    if let Some((one, all)) = inner.split_once(['/', '／']) {
        return is_digits(one) && is_digits(all);
    }
    let Some(rest) = inner.strip_prefix('第') else { return false };
    let Some((number, rest)) = rest.split_once('页') else { return false };
    let rest = rest.trim_matches(|c| matches!(c, '，' | ',' | '/' | '（' | '）'));
    let all = rest.strip_prefix('共').and_then(|r| r.strip_suffix('页'));
    is_digits(number) && (rest.is_empty() || all.is_some_and(is_digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known_in_their_usual_dress() {
        for number in ["1", "- 1 -", "— 12 —", "－3－", "第1页", "第 1 页 共 6 页", "第1页，共6页", "1/6", "—１—"]
        {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["2024年", "第1章", "12345", "一、总体情况", "", "—", "第页", "1.5"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
