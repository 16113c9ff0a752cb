//! The document model out into files: every writer takes the same [`Document`](crate::Document).

pub(crate) mod class;
pub mod docx;
pub mod grid;
pub mod html;
mod link;
#[cfg(feature = "pages")]
pub mod pdf;
pub mod text;
pub mod xlsx;

/// Why a file could not be written, as a sentence for the person who asked for it.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The pages could not be set; the sentence says what is missing.
    #[error("无法生成 PDF：{0}")]
    Typesetting(String),
    /// The container could not be packed.
    #[error("文件无法打包：{0}")]
    Package(String),
}
