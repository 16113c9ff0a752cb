//! The page reader against the parser of a browser engine, and on markup as offices produce it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use documents::{Block, Document, read::read};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node};

fn page(body: &str) -> Document {
    read("a.html", format!("<html><body>{body}</body></html>").as_bytes()).unwrap()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All text in reading order.
fn all_text(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => text += &p.text(),
            Block::Table(t) => t.cells.iter().for_each(|c| text += &c.text),
            Block::PageBreak | Block::Chart(_) => {}
        }
    }
    squeezed(&text)
}

/// All text as a browser engine has it.
fn text_of_the_engine(body: &str) -> String {
    let page = Html::parse_document(&format!("<html><body>{body}</body></html>"));
    squeezed(&page.root_element().text().collect::<String>())
}

/// The cells of tables that hold no table, as a browser engine has them.
fn cells_of_the_engine(body: &str) -> Vec<String> {
    let page = Html::parse_document(&format!("<html><body>{body}</body></html>"));
    let is = |node: &Node, names: &[&str]| node.as_element().is_some_and(|e| names.contains(&e.name()));
    let tables = page.tree.root().descendants().filter(|n| is(n.value(), &["table"]));
    let plain = tables.filter(|t| t.descendants().skip(1).all(|n| !is(n.value(), &["table"])));
    plain
        .flat_map(|t| t.descendants().filter(|n| is(n.value(), &["td", "th"])))
        .filter_map(ElementRef::wrap)
        .map(|cell| squeezed(&cell.text().collect::<String>()))
        .collect()
}

fn cells(document: &Document) -> Vec<String> {
    document.tables().flat_map(|t| t.cells.iter().map(|c| squeezed(&c.text))).collect()
}

#[test]
fn a_place_is_the_line_and_column_of_the_source() {
    let document =
        read("a.html", "<p>\n  一、总体情况</p>\n<table><tr><td>甲</td><td> </td><td>\n<p>0".as_bytes()).unwrap();
    let heading = document.paragraphs().next().unwrap();
    assert_eq!((heading.place.line, heading.place.column), (Some(2), Some(3)));
    let places: Vec<_> =
        document.tables().next().unwrap().cells.iter().map(|c| (c.place.line, c.place.column)).collect();
    // A blank cell stands where its tag does.
    assert_eq!(places, [(Some(3), Some(16)), (Some(3), Some(22)), (Some(4), Some(4))]);
}

#[test]
fn markup_of_word_and_wps_is_read_as_it_shows() {
    let body = "<!--[if gte mso 9]><xml><w:WordDocument>坏</w:WordDocument></xml><![endif]-->\
        <p class=MsoNormal style='text-indent:32.0pt'><![if !supportLists]><span>1.</span><![endif]>\
        <span lang=EN-US style='font-family:\"仿宋\",serif;mso-hansi-font-family:x'>2024<o:p></o:p></span>年</p>\
        <table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'>\
        <td width=97 colspan=2 style='width:72.9pt;mso-border-alt:solid windowtext .5pt'>\
        <p class=MsoNormal align=center><b>总<span style=\"mso-spacerun:'yes';\">&nbsp;</span>计</b></p></td>\
        <td><p class=MsoNormal>&nbsp;</p></td></tr>\
        <tr><td style='mso-hide:all'>藏</td><td>1<td>2<td>3</table>";
    let document = page(body);
    assert_eq!(all_text(&document), "1.2024年总计123");
    let table = document.tables().next().unwrap();
    assert_eq!((table.rows, table.cols), (2, 3));
    assert_eq!((table.at(0, 0).unwrap().colspan, table.at(0, 0).unwrap().text.as_str()), (2, "总\u{a0}计"));
    assert!(table.at(0, 2).unwrap().text.trim().is_empty());
}

#[test]
fn a_caption_stays_with_its_table_or_becomes_text() {
    assert_eq!(page("<table><tr><td>甲<caption>题</table>").tables().next().unwrap().caption.as_deref(), Some("题"));
    assert_eq!(all_text(&page("<table><caption>题<tr></table>")), "题");
}

#[test]
fn a_page_of_frames_in_frames_gives_its_tables() {
    let data = "<table><tr><td>甲</td><td>1</td></tr></table>";
    let body = format!(
        "<table><tr><td><table><tr><td><h2>二、主动公开政府信息情况</h2>{data}</td></tr></table></td>\
         <td><p>栏目</p></td></tr></table>{data}"
    );
    let document = page(&body);
    assert_eq!(document.tables().count(), 2);
    let texts: Vec<String> = document.paragraphs().map(|p| p.text()).collect();
    assert_eq!(texts, ["二、主动公开政府信息情况", "栏目"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any order of tags, closed or not. (A caption is told before the cells wherever it stands.)
    #[test]
    fn no_text_is_lost_or_moved_against_a_browser(
        body in "(<(/?(table|tr|td|th|tbody|p|b|a|div|span|h2|li|ul))>|<br>|[一二三四五六七八九十]){0,40}"
    ) {
        prop_assert_eq!(all_text(&page(&body)), text_of_the_engine(&body), "{}", body);
    }

    /// Tables as they are written, with end tags left out.
    #[test]
    fn cells_are_those_of_a_browser(
        rows in proptest::collection::vec("<tr>(<t[dh]>(<p>|<div>|<b>|<span>)?[一二0-9]{0,2}(</p>|</div>|</b>|</span>|</td>)?){0,4}(</tr>)?", 0..5),
        group in "(<tbody>|<thead>)?",
    ) {
        let body = format!("<table>{group}{}</table>", rows.join(""));
        let expected: Vec<String> = cells_of_the_engine(&body);
        let document = page(&body);
        if document.tables().next().is_some() {
            prop_assert_eq!(cells(&document), expected, "{}", body);
        } else {
            prop_assert_eq!(all_text(&document), expected.concat(), "{}", body);
        }
    }
}
