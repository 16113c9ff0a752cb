//! The document model into files: one dull renderer for each format.
//!
//! A renderer decides nothing about content: what a paragraph is says its role, how it looks says [`crate::style`].

pub(crate) mod class;
pub mod html;
pub mod text;

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The container could not be packed.
    #[error("文件打包失败：{0}")]
    Package(String),
    /// The page could not be set.
    #[error("排版失败：{0}")]
    Typesetting(String),
}
