//! Small changes inside a file, which otherwise stays byte for byte what it was.
//!
//! A reader gives the text of a paragraph; an [`Edit`] says which characters of it become what. Formats whose text can be
//! changed in place are text and Word; others are put right where they were made.

mod docx;
mod text;

pub use docx::docx;
pub use text::text;

/// A stretch of a paragraph or cell, and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The whole text of the paragraph or cell, as the reader gave it.
    pub passage: String,
    /// Physical line of a text file.
    pub line: Option<u32>,
    /// Column of the passage's first character in that line, 1-based.
    pub column: u32,
    /// The stretch: from which character of the passage on, 0-based.
    pub at: usize,
    /// How many characters.
    pub length: usize,
    /// What they become.
    pub replacement: String,
}

/// Why a file could not be changed. Nothing is changed by halves.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The file is not what it was when it was read, or keeps the text in a way that cannot be changed.
    #[error("文件中找不到要改的文字“{0}”，没有改写。请在原来的软件中修改")]
    Missing(String),
    /// It cannot be read or written.
    #[error("文件无法改写：{0}")]
    Damaged(String),
    /// The new text cannot be written in the encoding of the file.
    #[error("改正后的文字无法用文件原来的编码（{0}）保存。请先另存为UTF-8编码")]
    Encoding(&'static str),
}
