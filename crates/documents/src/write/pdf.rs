//! The document as PDF on GB/T 9704 pages, tagged for screen readers and fit for the archive.
//!
//! Files follow PDF/UA-1 and, once the document bears a date (成文日期), PDF/A-2a too: the archive standard demands a
//! date and nothing here makes one up. The same document always gives the same bytes. How a page looks says
//! `pdf/document.typ`; where fonts come from, [`crate::fonts`].

mod content;
mod world;

use std::fmt;

use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::WriteError;
use crate::fonts::Fonts;
use crate::model::{Block, Document};
use world::{Press, Sheet};

/// What to do where no Chinese font is installed.
const NO_FONT: &str =
    "没有找到中文字体，请安装 fonts-noto-cjk（Debian：apt-get install fonts-noto-cjk）或在设置中指定字体目录";

/// Sets documents; make one and keep it, the fonts it has opened stay open.
pub struct PdfWriter {
    press: Result<Press, String>,
}

impl PdfWriter {
    /// A writer that prints with these fonts.
    pub fn new(fonts: Fonts) -> PdfWriter {
        PdfWriter { press: Press::new(fonts) }
    }

    /// The document as the bytes of a PDF file.
    ///
    /// # Errors
    /// Without a Chinese font, and where the document has a character that no font can print: a page with boxes
    /// instead of text is never handed out.
    pub fn write(&self, document: &Document) -> Result<Vec<u8>, WriteError> {
        let press = self.press.as_ref().map_err(|error| WriteError::Typesetting(error.clone()))?;
        if press.fonts.roles().iter().any(|(_, family)| family.is_none()) {
            return Err(WriteError::Typesetting(NO_FONT.to_owned()));
        }
        let written = print(press, document);
        // The typesetter remembers every step of every document; without this a server would grow for ever.
        comemo::evict(0);
        written.map_err(|problem| explain(press, document, problem))
    }
}

impl fmt::Debug for PdfWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PdfWriter").field("fonts", &self.press.as_ref().map(|press| &press.fonts)).finish()
    }
}

fn print(press: &Press, document: &Document) -> Result<Vec<u8>, String> {
    let sheet = Sheet::new(press, content::inputs(document, &press.fonts));
    let pages = typst::compile::<PagedDocument>(&sheet).output.map_err(|problems| say(&problems))?;
    let standards: &[PdfStandard] = match content::date(document) {
        Some(_) => &[PdfStandard::Ua_1, PdfStandard::A_2a],
        None => &[PdfStandard::Ua_1],
    };
    let standards = PdfStandards::new(standards).map_err(|error| error.message().to_string())?;
    let options = PdfOptions { standards, ..PdfOptions::default() };
    typst_pdf::pdf(&pages, &options).map_err(|problems| say(&problems))
}

fn say(problems: &[SourceDiagnostic]) -> String {
    problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// The usual reason of a failure is a rare character: that can be said in words people understand.
fn explain(press: &Press, document: &Document, problem: String) -> WriteError {
    let unprintable = press.fonts.unprintable(&all_text(document));
    if unprintable.is_empty() {
        return WriteError::Typesetting(problem);
    }
    let list: Vec<String> = unprintable.iter().map(|c| format!("{c}（U+{:04X}）", u32::from(*c))).collect();
    WriteError::Typesetting(format!("已安装的字体中没有下列字符：{}，请修改文字或补充字体", list.join("、")))
}

fn all_text(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => out.push_str(&p.text()),
            Block::Table(t) => {
                out.push_str(t.caption.as_deref().unwrap_or_default());
                t.cells.iter().for_each(|cell| out.push_str(&cell.text));
            }
            Block::Chart(c) => {
                [&c.title, &c.description, &c.unit, &c.label_head].into_iter().for_each(|text| out.push_str(text));
                out.push_str(c.note.as_deref().unwrap_or_default());
                c.table().cells.iter().for_each(|cell| out.push_str(&cell.text));
            }
            Block::PageBreak => {}
        }
    }
    out
}
