//! Edits in a Word file: only the texts of `document.xml` change, every other part is copied as it is.

use super::{Edit, EditError};
use quick_xml::escape::{escape, unescape};
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::io::{Cursor, Read, Write};
use std::ops::Range;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// One `w:t`: where its text stands in the XML, and what it says.
struct Piece {
    range: Range<usize>,
    text: String,
}

/// Changes a Word file.
///
/// # Errors
/// See [`EditError`].
pub fn docx(bytes: &[u8], edits: &[Edit]) -> Result<Vec<u8>, EditError> {
    let damaged = |e: &dyn std::fmt::Display| EditError::Damaged(e.to_string());
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    let name = package
        .file_names()
        .filter_map(|n| n.ok().map(|n| n.into_owned()))
        .find(|n| n.ends_with("document.xml") && !n.contains("_rels"))
        .ok_or_else(|| EditError::Damaged("没有正文".to_owned()))?;
    let mut xml = String::new();
    package.by_name(&name).map_err(|e| damaged(&e))?.take(1 << 28).read_to_string(&mut xml).map_err(|e| damaged(&e))?;
    let xml = changed(&xml, edits)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for at in 0..package.len() {
        let file = package.by_index_raw(at).map_err(|e| damaged(&e))?;
        if file.name().is_ok_and(|n| n == name) {
            continue;
        }
        writer.raw_copy_file(file).map_err(|e| damaged(&e))?;
    }
    writer.start_file(name, SimpleFileOptions::default()).map_err(|e| damaged(&e))?;
    writer.write_all(xml.as_bytes()).map_err(|e| damaged(&e))?;
    Ok(writer.finish().map_err(|e| damaged(&e))?.into_inner())
}

/// The paragraphs of the XML, each with its texts; text that is deleted or moved away is left out.
fn paragraphs(xml: &str) -> Result<Vec<Vec<Piece>>, EditError> {
    let damaged = |e: &dyn std::fmt::Display| EditError::Damaged(e.to_string());
    let mut reader = Reader::from_str(xml);
    let mut done: Vec<Vec<Piece>> = Vec::new();
    let mut open: Vec<Vec<Piece>> = Vec::new();
    let mut text: Option<usize> = None;
    loop {
        let event = reader.read_event().map_err(|e| damaged(&e))?;
        let here = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Event::Start(e) if e.local_name().as_ref() == "p" => open.push(Vec::new()),
            Event::End(e) if e.local_name().as_ref() == "p" => done.extend(open.pop()),
            Event::Start(e) if e.local_name().as_ref() == "t" => text = Some(here),
            Event::End(e) if e.local_name().as_ref() == "t" => {
                if let (Some(start), Some(paragraph)) = (text.take(), open.last_mut()) {
                    let end = xml.get(..here).and_then(|t| t.rfind("</")).unwrap_or(here);
                    let raw = xml.get(start..end).unwrap_or_default();
                    let said = unescape(raw).map_err(|e| damaged(&e))?.into_owned();
                    paragraph.push(Piece { range: start..end, text: said });
                }
            }
            Event::Eof => return Ok(done),
            _ => {}
        }
    }
}

fn changed(xml: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut replaced: Vec<(Range<usize>, String)> = Vec::new();
    let mut met = vec![false; edits.len()];
    for mut pieces in paragraphs(xml)? {
        let own: String = pieces.iter().map(|p| p.text.as_str()).collect();
        let length = own.chars().count();
        if length == 0 {
            continue;
        }
        let mut here: Vec<(usize, &Edit)> = Vec::new();
        for (met, edit) in met.iter_mut().zip(edits) {
            // Numbers that Word makes itself stand before the text of the reader; a cell has several paragraphs.
            let mut line_start = 0;
            for line in edit.passage.split('\n') {
                let count = line.chars().count();
                let inside = edit.at >= line_start && edit.at + edit.length <= line_start + count;
                let shift = line_start + count.saturating_sub(length);
                if inside && line.ends_with(own.as_str()) && edit.at >= shift {
                    here.push((edit.at - shift, edit));
                    *met = true;
                }
                line_start += count + 1;
            }
        }
        if here.is_empty() {
            continue;
        }
        here.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        here.dedup_by_key(|(at, _)| *at);
        for (at, edit) in here {
            replace(&mut pieces, at, edit);
        }
        replaced.extend(pieces.into_iter().map(|p| (p.range, escape(p.text.as_str()).into_owned())));
    }
    if let Some((_, edit)) = met.iter().zip(edits).find(|(met, _)| !**met) {
        return Err(EditError::Missing(edit.passage.chars().skip(edit.at).take(edit.length).collect()));
    }
    replaced.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(xml.len());
    let mut done = 0;
    for (range, text) in replaced {
        out.push_str(xml.get(done..range.start).unwrap_or_default());
        out.push_str(&text);
        done = range.end;
    }
    out.push_str(xml.get(done..).unwrap_or_default());
    Ok(out)
}

/// Puts the replacement into the first piece that the stretch touches, and takes the rest out of the others.
fn replace(pieces: &mut [Piece], at: usize, edit: &Edit) {
    let (mut start, mut written) = (0, false);
    for piece in pieces {
        let count = piece.text.chars().count();
        let (from, to) = (at.max(start), (at + edit.length).min(start + count));
        if from < to || from == to && edit.length == 0 && !written && from <= start + count {
            let byte = |n: usize| piece.text.char_indices().nth(n).map_or(piece.text.len(), |(b, _)| b);
            let range = byte(from - start)..byte(to - start);
            piece.text.replace_range(range, if written { "" } else { &edit.replacement });
            written = true;
        }
        start += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(passage: &str, at: usize, length: usize, replacement: &str) -> Edit {
        Edit { passage: passage.to_owned(), line: None, column: 1, at, length, replacement: replacement.to_owned() }
    }

    #[test]
    fn a_stretch_over_several_runs_is_replaced_once() {
        let xml = "<w:body><w:p><w:r><w:t>全乡布</w:t></w:r><w:r><w:t xml:space=\"preserve\">署 &amp; 工作</w:t></w:r></w:p><w:p><w:r><w:t>别的</w:t></w:r></w:p></w:body>";
        let new = changed(xml, &[edit("全乡布署 & 工作", 2, 2, "部署")]).unwrap();
        assert_eq!(new, xml.replace("全乡布", "全乡部署").replace(">署 &amp;", "> &amp;"));
    }

    #[test]
    fn numbers_that_word_makes_and_paragraphs_of_a_cell_do_not_disturb() {
        let xml = "<w:p><w:r><w:t>布署工作</w:t></w:r></w:p>";
        assert_eq!(changed(xml, &[edit("一、布署工作", 2, 2, "部署")]).unwrap(), xml.replace("布署", "部署"));
        assert_eq!(changed(xml, &[edit("甲\n布署工作", 2, 2, "部署")]).unwrap(), xml.replace("布署", "部署"));
        assert_eq!(changed(xml, &[edit("没有", 0, 2, "有")]), Err(EditError::Missing("没有".to_owned())));
    }
}
