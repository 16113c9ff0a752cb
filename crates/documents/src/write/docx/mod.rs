//! Word files in the layout of GB/T 9704, with the font names that Chinese offices have installed.
//!
//! The same document always gives the same bytes: times in the container are fixed and no user or machine is named.

mod body;
mod chart;
mod parts;
mod styles;
mod xml;

pub(crate) use styles::role as style_role;

use super::WriteError;
use crate::model::Document;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// Writes a .docx.
pub fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let packed = |e: zip::result::ZipError| WriteError::Package(e.to_string());
    let body = body::write(document)?;
    let parts: [(&str, String); 10] = [
        ("[Content_Types].xml", parts::content_types(body.charts.len())),
        ("_rels/.rels", parts::RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", parts::core(document)?),
        ("docProps/app.xml", parts::APP.to_owned()),
        ("word/document.xml", body.xml),
        ("word/_rels/document.xml.rels", parts::links(&body.links, body.charts.len())?),
        ("word/styles.xml", styles::write()?),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/footer1.xml", parts::footer(parts::Side::Odd)?),
        ("word/footer2.xml", parts::footer(parts::Side::Even)?),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut files: Vec<(String, Vec<u8>)> =
        parts.into_iter().map(|(name, content)| (name.to_owned(), content.into_bytes())).collect();
    for (number, chart) in (1..).zip(body.charts) {
        files.push((format!("word/charts/chart{number}.xml"), chart.xml.into_bytes()));
        files.push((format!("word/charts/_rels/chart{number}.xml.rels"), chart::relationship(number)?.into_bytes()));
        files.push((format!("word/embeddings/chart{number}.xlsx"), chart.workbook));
    }
    for (name, content) in files {
        zip.start_file(name, options).map_err(packed)?;
        zip.write_all(&content).map_err(|e| WriteError::Package(e.to_string()))?;
    }
    Ok(zip.finish().map_err(packed)?.into_inner())
}
