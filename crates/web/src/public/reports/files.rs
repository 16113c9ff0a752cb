//! An annual report as a file, in every format it is published in, all from the one document that `report::layout` lays
//! out. The desk offers drafts through the same function.

use std::sync::OnceLock;

use actions::ActionError;
use documents::fonts::Fonts;
use documents::model::{Block, Role};
use documents::write::pdf::PdfWriter;
use jiff::civil::Date;
use report::AnnualReport;
use report::layout::{Layout, layout};

use crate::site::Site;

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

/// Renders a report with its 署名 and 成文日期 in the format of an extension; the second value is its media type.
///
/// # Errors
/// [`ActionError::NotFound`] for an unknown extension; a writer fails.
pub fn render(
    site: &Site,
    report: &AnnualReport,
    signature: &str,
    date: Option<Date>,
    extension: &str,
) -> Result<(Vec<u8>, &'static str), ActionError> {
    let format = FORMATS.iter().find(|f| f.extension == extension).ok_or(ActionError::NotFound)?;
    let document = layout(report, &Layout { signature: Some(signature), date, link: None });
    let failed = |e: &dyn std::fmt::Display| ActionError::Failure(anyhow::anyhow!("{extension} of a report: {e}"));
    let bytes = match extension {
        "pdf" => pdf_writer(site).write(&document).map_err(|e| failed(&e))?,
        "docx" => documents::write::docx::write(&document).map_err(|e| failed(&e))?,
        "xlsx" => documents::write::xlsx::write(&document).map_err(|e| failed(&e))?,
        "html" => documents::write::html::page(&document).into_bytes(),
        "txt" => documents::write::text::write(&document).into_bytes(),
        _ => serde_json::to_vec_pretty(&report::json::to_full_json(report)).map_err(|e| failed(&e))?,
    };
    Ok((bytes, format.media_type))
}

/// Finding and reading the fonts takes most of the time of a first PDF, and they are the same for every site of a
/// process, so the writer is made once.
fn pdf_writer(site: &Site) -> &'static PdfWriter {
    static WRITER: OnceLock<PdfWriter> = OnceLock::new();
    WRITER.get_or_init(|| PdfWriter::new(Fonts::discover(site.settings.fonts.as_deref())))
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
    use std::sync::Arc;

    #[test]
    fn every_format_offered_is_rendered_and_no_other() {
        let directory = tempfile::tempdir().unwrap();
        let clock = actions::Clock::practice(jiff::civil::date(2026, 11, 23));
        let office = Arc::new(actions::Office::open(directory.path(), clock).unwrap());
        let county = store::organs::County { slug: "qingshan".into(), name: "青山县".into(), note: None };
        let site = Site::new(office, county, "", crate::Settings::default());
        let form = report::form::Form::all().unwrap().iter().find(|f| f.format == "2021").unwrap();
        let mut blank = AnnualReport::blank(form);
        blank.organ = Some("河湾镇人民政府".to_owned());
        blank.year = Some(2025);
        for (format, begins) in
            FORMATS.iter().zip(["%PDF-", "PK", "PK", "<!DOCTYPE html>", "河湾镇人民政府2025年", "{"])
        {
            let (bytes, media_type) = render(&site, &blank, "河湾镇人民政府", None, format.extension).unwrap();
            assert!(bytes.starts_with(begins.as_bytes()), "{}", format.extension);
            assert_eq!(media_type, format.media_type);
        }
        let unknown = render(&site, &blank, "河湾镇人民政府", None, "exe");
        assert!(matches!(unknown, Err(ActionError::NotFound)), "{unknown:?}");
    }
}
