//! 正文预览: the text as the public page shows it, through the same reader and writer as every other document.

use documents::model::{Block, Document, Role};

/// The text as HTML. Everything in it is text: what looks like HTML is shown, not run.
pub(super) fn html(text: &str) -> String {
    // Named as Markdown, so that a rule under the head of a table is a rule and not a row.
    let mut document = documents::read::read("body.md", text.as_bytes()).unwrap_or_else(|_| plain(text));
    for block in &mut document.blocks {
        // The page has its own title.
        if let Block::Paragraph(paragraph) = block
            && paragraph.role == Role::Title
        {
            paragraph.role = Role::Heading1;
        }
    }
    documents::write::html::fragment(&document)
}

/// What the reader does not take is still text.
fn plain(text: &str) -> Document {
    let mut document = Document::default();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        document.push(Role::Body, line);
    }
    document
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn a_draft_is_shown_as_text_headings_and_tables() {
        let html = html(
            "各村：\n一、补贴对象\n| 村 | 金额 |\n| --- | --- |\n| 上河村 | 502,380.00 |\n<img src=x onerror=alert(1)>",
        );
        assert!(html.contains("<p>各村：</p>") && html.contains("<h2>一、补贴对象</h2>"), "{html}");
        assert_eq!(html.matches("<tr>").count(), 2, "{html}");
        assert!(!html.contains("<img"), "{html}");
    }
}
