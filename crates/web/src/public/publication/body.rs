//! 正文: plain text as the desk keeps it (a line a paragraph, 一、 and （一） as headings, rows of pipes as tables) into
//! HTML, through the same reader and writer as every other document.

use documents::model::{Block, Paragraph, Role};

/// The text as HTML for the page.
pub fn html(text: &str) -> String {
    // The page indents paragraphs; blanks typed for that would do it twice.
    let lines: Vec<&str> = text.lines().map(|l| l.trim_matches([' ', '\u{3000}'])).collect();
    let mut document = documents::read::typed(&lines.join("\n"));
    let mut paragraphs: Vec<&mut Paragraph> = document
        .blocks
        .iter_mut()
        .filter_map(|block| if let Block::Paragraph(paragraph) = block { Some(paragraph) } else { None })
        .collect();
    // The page has its own title.
    for paragraph in paragraphs.iter_mut().filter(|p| p.role == Role::Title) {
        paragraph.role = Role::Heading1;
    }
    sign(&mut paragraphs);
    documents::write::html::fragment(&document)
}

/// 落款: a date as the last line, and a short line without a full stop before it.
fn sign(paragraphs: &mut [&mut Paragraph]) {
    let [.., before, last] = paragraphs else { return };
    if last.role == Role::Body && is_date(&last.text()) {
        last.role = Role::Date;
        let name = before.text();
        if before.role == Role::Body && name.chars().count() <= 30 && !name.contains(['。', '；', '：', '，']) {
            before.role = Role::Signature;
        }
    }
}

/// 2026年9月8日
fn is_date(text: &str) -> bool {
    let parts = text.strip_suffix('日').and_then(|rest| {
        let (year, rest) = rest.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    });
    parts.is_some()
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn lines_are_paragraphs_and_numbered_lines_headings() {
        let html = super::html("各村：\n现将发放情况公示如下。\n一、补贴对象\n种地农民。\n（一）标准\n每亩120元。\n");
        assert!(html.contains("<p>现将发放情况公示如下。</p>"), "{html}");
        assert!(html.contains("<h2>一、补贴对象</h2>"), "{html}");
        assert!(html.contains("<h3>（一）标准</h3>"), "{html}");
        assert!(!html.contains("<h1"), "{html}");
    }

    #[test]
    fn rows_of_pipes_are_a_table() {
        let html = super::html("公示如下。\n| 村 | 金额 |\n| --- | --- |\n| 上河村 | 502,380.00 |\n以上。");
        assert_eq!(html.matches("<tr>").count(), 2, "{html}");
        assert!(html.contains("上河村") && !html.contains("---"), "{html}");
    }

    #[test]
    fn what_looks_like_html_is_text() {
        let text = html("请填<script>alert(1)</script>表\n<img src=x onerror=alert(1)>");
        assert!(!text.contains("<script") && !text.contains("<img"), "{text}");
        let page = html("<html><body onload=alert(1)><p>正文</p><script>alert(1)</script></body></html>");
        assert!(!page.contains("<body") && !page.contains("<script"), "{page}");
    }

    #[test]
    fn the_signature_stands_apart() {
        let signed = html("　　现予公示。\n河湾镇人民政府\n2026年9月8日");
        assert!(signed.contains("<p>现予公示。</p>"), "{signed}");
        assert!(signed.contains(r#"<p class="gk-sign">河湾镇人民政府</p>"#), "{signed}");
        assert!(signed.contains("gk-date") && signed.contains(">2026年9月8日</p>"), "{signed}");
        let unsigned = html("公示期如下：\n2026年9月8日");
        assert!(unsigned.contains("<p>公示期如下：</p>"), "{unsigned}");
    }

    #[test]
    fn an_empty_text_is_an_empty_text() {
        assert_eq!(html("").trim(), "");
    }
}
