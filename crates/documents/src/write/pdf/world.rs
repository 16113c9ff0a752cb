//! What the typesetter may see: one template, one document, the fonts. No files, no packages, no clock.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::fonts::Fonts;

/// The only source there is; text of documents never becomes markup.
const TEMPLATE: &str = include_str!("document.typ");

/// What stays the same from document to document.
pub(super) struct Press {
    template: Source,
    pub(super) fonts: Fonts,
}

impl Press {
    pub(super) fn new(fonts: Fonts) -> Result<Self, String> {
        let path = VirtualPath::new("document.typ").map_err(|error| format!("{error:?}"))?;
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Press { template: Source::new(id, TEMPLATE.to_owned()), fonts })
    }
}

/// The press with one document on it.
pub(super) struct Sheet<'a> {
    press: &'a Press,
    library: LazyHash<Library>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(press: &'a Press, inputs: Dict) -> Self {
        // The extras mark the labels of a row as headers for people who listen to a table.
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        Sheet { press, library: LazyHash::new(library) }
    }
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.press.fonts.book()
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.press.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
