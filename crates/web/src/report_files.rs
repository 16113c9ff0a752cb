//! An annual report as a file, in every format it is published in, all from the one document that `report::layout` lays
//! out. The public site, the desk and the command line all offer files through the same function.

use std::path::Path;
use std::sync::OnceLock;

use actions::ActionError;
use documents::fonts::Fonts;
use documents::model::{Block, Document, Role};
use documents::write::WriteError;
use documents::write::pdf::PdfWriter;
use jiff::civil::Date;
use report::AnnualReport;
use report::layout::{Layout, layout};
use report::model::Text;

/// A format a report can be taken home in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Ending of the file's name.
    pub extension: &'static str,
    /// What the reader sees.
    pub name: &'static str,
    /// Media type.
    pub media_type: &'static str,
}

const fn format(extension: &'static str, name: &'static str, media_type: &'static str) -> Format {
    Format { extension, name, media_type }
}

/// Every format, the most asked for first.
pub const FORMATS: [Format; 6] = [
    format("pdf", "版式文件", "application/pdf"),
    format("docx", "文字文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    format("xlsx", "电子表格", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    format("html", "网页文件", "text/html; charset=utf-8"),
    format("txt", "纯文本", "text/plain; charset=utf-8"),
    format("json", "机器可读数据", "application/json"),
];

/// Renders a report in the format of an extension; the second value is its media type. 署名 and 成文日期 stand under a report
/// that has been published; `demo` says under the title why nothing in it is real; `fonts` is a folder searched before the
/// system's.
///
/// # Errors
/// [`ActionError::NotFound`] for an unknown extension; a sentence if a writer cannot do it, e.g. without a Chinese font.
pub fn render(
    fonts: Option<&Path>,
    report: &AnnualReport,
    signature: &str,
    date: Option<Date>,
    demo: Option<&str>,
    extension: &str,
) -> Result<(Vec<u8>, &'static str), ActionError> {
    let format = FORMATS.iter().find(|f| f.extension == extension).ok_or(ActionError::NotFound)?;
    let mut marked = report.clone();
    if let Some(why) = demo {
        let text = format!("【示例数据】{why}");
        marked.preface.insert(0, Text { text, place: domain::Place::default() });
    }
    let document = layout(&marked, &Layout { signature: date.map(|_| signature), date, link: None });
    match extension {
        "json" => {
            let bytes = serde_json::to_vec_pretty(&open_json(report)).map_err(anyhow::Error::from)?;
            Ok((bytes, format.media_type))
        }
        _ => write(fonts, &document, extension),
    }
}

/// Writes any document in the format of an extension; the second value is its media type.
///
/// # Errors
/// [`ActionError::NotFound`] for an extension that no writer has; a sentence if the writer cannot do it.
pub fn write(
    fonts: Option<&Path>,
    document: &Document,
    extension: &str,
) -> Result<(Vec<u8>, &'static str), ActionError> {
    let format = FORMATS.iter().find(|f| f.extension == extension).ok_or(ActionError::NotFound)?;
    let failed = |e: WriteError| ActionError::NotAllowed(e.to_string());
    let bytes = match extension {
        "pdf" => pdf_writer(fonts).write(document).map_err(failed)?,
        "docx" => documents::write::docx::write(document).map_err(failed)?,
        "xlsx" => documents::write::xlsx::write(document).map_err(failed)?,
        "html" => documents::write::html::page(document).into_bytes(),
        "txt" => documents::write::text::write(document).into_bytes(),
        _ => return Err(ActionError::NotFound),
    };
    Ok((bytes, format.media_type))
}

/// The full JSON as a file for anybody: a correction keeps its reason, not the name of the clerk who made it.
fn open_json(report: &AnnualReport) -> serde_json::Value {
    let mut json = report::json::to_full_json(report);
    for note in json["notes"].as_array_mut().into_iter().flatten() {
        if let Some(note) = note.as_object_mut() {
            note.shift_remove("by");
        }
    }
    json
}

/// Finding and reading the fonts takes most of the time of a first PDF, and they are the same for every site of a
/// process, so the writer is made once.
fn pdf_writer(fonts: Option<&Path>) -> &'static PdfWriter {
    static WRITER: OnceLock<PdfWriter> = OnceLock::new();
    WRITER.get_or_init(|| PdfWriter::new(Fonts::discover(fonts)))
}

/// The name of the file, as `gongkai report` names it.
pub fn name(organ: &str, year: i16, extension: &str) -> String {
    format!("{organ}-{year}-annual-report.{extension}")
}

/// Whether a block is the document's title, which a page shows by itself.
pub fn is_title(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.role == Role::Title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_is_marked_in_the_file_itself() {
        let form = report::form::Form::all().unwrap().iter().find(|f| f.format == "2021").unwrap();
        let (bytes, _) = render(None, &AnnualReport::blank(form), "", None, Some("均为编造。"), "txt").unwrap();
        assert!(String::from_utf8(bytes).unwrap().contains("【示例数据】均为编造。"));
    }

    #[test]
    fn every_format_offered_is_rendered_and_no_other() {
        let form = report::form::Form::all().unwrap().iter().find(|f| f.format == "2021").unwrap();
        let mut blank = AnnualReport::blank(form);
        blank.organ = Some("河湾镇人民政府".to_owned());
        blank.year = Some(2025);
        for (format, begins) in
            FORMATS.iter().zip(["%PDF-", "PK", "PK", "<!DOCTYPE html>", "河湾镇人民政府2025年", "{"])
        {
            let (bytes, media_type) = render(None, &blank, "河湾镇人民政府", None, None, format.extension).unwrap();
            assert!(bytes.starts_with(begins.as_bytes()), "{}", format.extension);
            assert_eq!(media_type, format.media_type);
        }
        let unknown = render(None, &blank, "河湾镇人民政府", None, None, "exe");
        assert!(matches!(unknown, Err(ActionError::NotFound)), "{unknown:?}");
    }
}
