//! Tables for spreadsheets, as RFC 4180 writes them.

use axum::response::Response;

use crate::public::download;

/// The head of a table. The mark at its beginning tells spreadsheets that it is UTF-8.
pub fn begin(head: &[&str]) -> String {
    format!("\u{feff}{}\r\n", head.join(","))
}

/// Adds a line.
pub fn line(text: &mut String, fields: &[String]) {
    *text += &fields.iter().map(|f| field(f)).collect::<Vec<_>>().join(",");
    *text += "\r\n";
}

/// The table as a file.
pub fn file(name: &str, text: String) -> Response {
    download::attachment(name, "text/csv; charset=utf-8", text.into_bytes())
}

/// A field. What a spreadsheet would take for a formula is made text.
fn field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_are_quoted_and_no_formula_gets_through() {
        assert_eq!(field("河湾镇"), "河湾镇");
        assert_eq!(field("甲,乙\"丙"), "\"甲,乙\"\"丙\"");
        assert_eq!(field("=1+1"), "'=1+1");
    }
}
