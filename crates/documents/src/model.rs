//! The one document model: readers fill it, checks and the report parser read it, writers render it.
//!
//! A [`Document`] is a flat list of blocks with roles, so that every renderer stays dull: a role says *what* a
//! paragraph is (title, body, signature), [`crate::style`] says how GB/T 9704 prints it. Places are kept, so that a
//! finding can point at the line of the file it came from.

use crate::chart::Chart;
use domain::Place;

/// A whole text with its tables, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Title for file metadata and the page heading, if known.
    pub title: Option<String>,
    /// Issuing organ for file metadata, if known.
    pub author: Option<String>,
    /// The content.
    pub blocks: Vec<Block>,
    /// Parts of the file that a reader saw but could not read. They must not pass for blank.
    pub unread: Vec<Unread>,
    /// What stands in the file beside its body: headers, notes, comments, deleted and hidden text, properties. Whoever has
    /// the file can read it, so it counts where personal data is looked for; a report is its body alone.
    pub asides: Vec<Aside>,
}

/// Text that stands beside the body of a file. It is kept apart, so that a page number or a hidden table never becomes a
/// paragraph or a table of the text that a reader of reports goes through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Aside {
    /// In Chinese: where it stands, such as 页眉, 批注 or 隐藏的工作表“底稿”.
    pub label: String,
    /// Its paragraphs and tables, as a little document without asides of its own.
    pub content: Document,
}

/// A part of a file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where it is.
    pub place: Place,
    /// In Chinese: a sentence that says what it is, and one that says what to do.
    pub reason: String,
    /// Nothing at all of the page was read; else it is a picture beside text.
    pub is_whole_page: bool,
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Running text, headings included (see [`Role`]).
    Paragraph(Paragraph),
    /// A table, with merged cells.
    Table(Table),
    /// A chart; formats without pictures print its table. Readers give back the table, never the picture.
    Chart(Chart),
    /// Start a new page here (ignored by formats without pages).
    PageBreak,
}

/// What a paragraph is for. Roles follow the elements of GB/T 9704-2012 section 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// 发文机关标志: the red head.
    IssuerMark,
    /// 发文字号
    DocumentNumber,
    /// 标题
    Title,
    /// 主送机关
    Addressee,
    /// 一、 level 1, 黑体
    Heading1,
    /// （一） level 2, 楷体
    Heading2,
    /// 1. level 3
    Heading3,
    /// （1） level 4
    Heading4,
    /// 正文
    #[default]
    Body,
    /// A centred line above a table.
    Caption,
    /// 附件说明
    AttachmentNote,
    /// 发文机关署名
    Signature,
    /// 成文日期
    Date,
    /// 附注 and other small print
    Note,
}

/// A stretch of text with one look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Printed bold.
    pub bold: bool,
    /// Target of a link, if it is one.
    pub link: Option<String>,
}

/// A paragraph and where it came from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Its text.
    pub runs: Vec<Run>,
    /// Where its first character stood in the file (`text` and `cell` are left empty).
    pub place: Place,
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Paragraph { role, runs: vec![Run { text: text.into(), bold: false, link: None }], place: Place::default() }
    }

    /// The characters without their look.
    pub fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }
}

/// Where the text of a cell stands in its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// 左对齐
    Left,
    /// 居中
    #[default]
    Center,
    /// 右对齐
    Right,
}

/// One cell of a table: it owns the rectangle from (`row`, `col`) over `rowspan` × `colspan` grid fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// 0-based grid row of its top left field.
    pub row: usize,
    /// 0-based grid column of its top left field.
    pub col: usize,
    /// Grid rows covered, at least 1.
    pub rowspan: usize,
    /// Grid columns covered, at least 1.
    pub colspan: usize,
    /// Whether it labels other cells (`<th>`).
    pub header: bool,
    /// How its text is set.
    pub align: Align,
    /// Its text; paragraphs inside the cell are separated by `\n`.
    pub text: String,
    /// Target of a link around the whole text, if any.
    pub link: Option<String>,
    /// Where it stood in the file.
    pub place: Place,
}

impl Cell {
    /// A one-field cell.
    pub fn new(row: usize, col: usize, text: impl Into<String>) -> Self {
        Cell {
            row,
            col,
            rowspan: 1,
            colspan: 1,
            header: false,
            align: Align::Center,
            text: text.into(),
            link: None,
            place: Place::default(),
        }
    }
}

/// A table as a grid of `rows` × `cols` fields covered by cells without overlap.
///
/// Readers keep what they find: a ragged table has fields that no cell covers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Caption, printed above.
    pub caption: Option<String>,
    /// Number of grid rows.
    pub rows: usize,
    /// Number of grid columns.
    pub cols: usize,
    /// How many leading rows are the head, repeated on every page.
    pub header_rows: usize,
    /// Relative column widths; empty means equal.
    pub widths: Vec<f32>,
    /// The cells in row-major order of their top left field.
    pub cells: Vec<Cell>,
    /// Where the table begins.
    pub place: Place,
}

impl Table {
    /// The cell that covers grid field (`row`, `col`), if any.
    pub fn at(&self, row: usize, col: usize) -> Option<&Cell> {
        self.cells.iter().find(|c| c.row <= row && row < c.row + c.rowspan && c.col <= col && col < c.col + c.colspan)
    }
}

impl Document {
    /// Adds a paragraph of plain text.
    pub fn push(&mut self, role: Role, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(Paragraph::new(role, text)));
    }

    /// The tables in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|b| match b {
            Block::Table(t) => Some(t),
            _ => None,
        })
    }

    /// The paragraphs in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|b| match b {
            Block::Paragraph(p) => Some(p),
            _ => None,
        })
    }
}
