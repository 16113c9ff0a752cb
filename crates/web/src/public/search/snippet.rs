//! The piece of a text that shows why it was found, with the words marked. What comes out is HTML: everything from the
//! text is escaped, only the marks are ours.

/// Length of a snippet in characters.
const LENGTH: usize = 80;
/// How many of them stand before the first hit.
const BEFORE: usize = 20;

/// A piece of the first text in which a word occurs, around its first hit; where none does (the title was hit), the
/// beginning of the last text.
pub fn snippet(texts: &[&str], words: &[String]) -> String {
    let flat: Vec<Vec<char>> = texts.iter().map(|t| flat(t)).collect();
    let found = flat.iter().find_map(|text| first_hit(text, words).map(|at| (text, at)));
    let Some((text, at)) = found.or_else(|| flat.last().map(|text| (text, 0))) else { return String::new() };
    let start =
        if at + LENGTH - BEFORE < text.len() { at.saturating_sub(BEFORE) } else { text.len().saturating_sub(LENGTH) };
    let end = text.len().min(start + LENGTH);
    let piece: String = text[start..end].iter().collect();
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
    format!("{before}{}{after}", marked(&piece, words))
}

/// The text, escaped, with every occurrence of every word marked.
pub fn marked(text: &str, words: &[String]) -> String {
    let text: Vec<char> = text.chars().collect();
    let mut hit = vec![false; text.len()];
    for word in words {
        let word: Vec<char> = word.chars().collect();
        for start in occurrences(&text, &word) {
            hit[start..start + word.len()].fill(true);
        }
    }
    let mut html = String::new();
    let mut open = false;
    for (c, hit) in text.iter().zip(hit) {
        if hit != open {
            html.push_str(if hit { "<mark>" } else { "</mark>" });
            open = hit;
        }
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(*c),
        }
    }
    if open {
        html.push_str("</mark>");
    }
    html
}

fn first_hit(text: &[char], words: &[String]) -> Option<usize> {
    words.iter().filter_map(|word| occurrences(text, &word.chars().collect::<Vec<_>>()).next()).min()
}

/// Where a word occurs; Latin letters match in either case, as the database's search does.
fn occurrences<'a>(text: &'a [char], word: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let same = move |a: &[char]| a.iter().zip(word).all(|(a, b)| a.eq_ignore_ascii_case(b));
    let windows = if word.is_empty() { None } else { Some(text.windows(word.len()).enumerate()) };
    windows.into_iter().flatten().filter(move |(_, piece)| same(piece)).map(|(at, _)| at)
}

/// One line: paragraphs and the bars of tables become blanks.
fn flat(text: &str) -> Vec<char> {
    // A table's bars and the rule under its head are marks, not words.
    let is_mark = |w: &str| w.chars().all(|c| matches!(c, '-' | ':'));
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '|').filter(|w| !is_mark(w)).collect();
    words.join(" ").chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(all: &[&str]) -> Vec<String> {
        all.iter().map(|w| (*w).to_owned()).collect()
    }

    #[test]
    fn marks_are_ours_and_everything_else_is_escaped() {
        assert_eq!(
            marked("低保<b>&名单", &words(&["名单", "<b>"])),
            "低保<mark>&lt;b&gt;</mark>&amp;<mark>名单</mark>"
        );
        assert_eq!(marked("\"'", &[]), "&quot;&#39;");
    }

    #[test]
    fn words_that_overlap_are_marked_once() {
        assert_eq!(marked("耕地地力保护", &words(&["耕地地力", "地力保护"])), "<mark>耕地地力保护</mark>");
        assert_eq!(marked("公公公", &words(&["公公"])), "<mark>公公公</mark>");
        assert_eq!(marked("PDF 和 pdf", &words(&["Pdf"])), "<mark>PDF</mark> 和 <mark>pdf</mark>");
        assert_eq!(marked("空", &words(&[""])), "空");
    }

    #[test]
    fn a_snippet_stands_around_the_first_hit_and_says_where_it_was_cut() {
        let body = format!("{}低保{}", "前".repeat(100), "后".repeat(100));
        let html = snippet(&[&body, "概述"], &words(&["低保"]));
        assert_eq!(html, format!("…{}<mark>低保</mark>{}…", "前".repeat(20), "后".repeat(58)));
    }

    #[test]
    fn a_hit_near_the_end_still_shows_a_full_piece() {
        let body = format!("{}低保", "前".repeat(100));
        assert_eq!(snippet(&[&body], &words(&["低保"])), format!("…{}<mark>低保</mark>", "前".repeat(78)));
    }

    #[test]
    fn a_hit_in_the_title_alone_shows_the_summary() {
        assert_eq!(snippet(&["正文", "概述\n第二行 | 格"], &words(&["标题"])), "概述 第二行 格");
        assert_eq!(snippet(&["正文低保", "概述"], &words(&["低保"])), "正文<mark>低保</mark>");
        assert_eq!(snippet(&[], &words(&["低保"])), "");
        assert_eq!(snippet(&["", ""], &[]), "");
    }
}
