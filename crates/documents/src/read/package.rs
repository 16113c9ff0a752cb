//! The ZIP container of an office document, unpacked part by part and never beyond bounds.

use super::ReadError;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// No part of a text document is larger when unpacked.
const LARGEST_PART: u64 = 64 << 20;
/// Beyond this size a part must also not be packed more tightly than [`TIGHTEST`] to one: XML packs up to about 100.
const SUSPICIOUS_PART: u64 = 8 << 20;
const TIGHTEST: u64 = 300;

/// An open container.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Reads the directory of the container.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        ZipArchive::new(Cursor::new(bytes)).map(|archive| Package { archive }).map_err(|_| ReadError::Damaged)
    }

    /// The names of the parts, those that are readable.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.archive.file_names().filter_map(|n| n.ok().map(|n| n.trim_start_matches('/').to_owned()))
    }

    /// A part as text; `None` if there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        match self.archive.index_for_name(name) {
            Some(index) => self.text(index).map(Some),
            None => Ok(None),
        }
    }

    /// The names of all entries as they are written, by their index; `None` where a name cannot be read.
    pub fn entries(&self) -> Vec<Option<String>> {
        self.archive.file_names().map(|n| n.ok().map(|n| n.into_owned())).collect()
    }

    /// The first bytes of an entry: what it is, without unpacking it.
    pub fn head(&mut self, index: usize) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let file = self.archive.by_index(index).map_err(|_| ReadError::Damaged)?;
        file.take(512).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged)?;
        Ok(bytes)
    }

    /// An entry as text.
    pub fn text(&mut self, index: usize) -> Result<String, ReadError> {
        xml_text(self.bytes(index)?)
    }

    /// An entry as it is, within bounds.
    pub fn bytes(&mut self, index: usize) -> Result<Vec<u8>, ReadError> {
        let file = self.archive.by_index(index).map_err(|_| ReadError::Damaged)?;
        let packed = file.compressed_size().max(1);
        let mut bytes = Vec::new();
        file.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged)?;
        let size = bytes.len() as u64;
        if size > LARGEST_PART || (size > SUSPICIOUS_PART && size / packed > TIGHTEST) {
            return Err(ReadError::TooLarge);
        }
        Ok(bytes)
    }
}

/// XML parts are UTF-8, or UTF-16 with a byte order mark.
fn xml_text(bytes: Vec<u8>) -> Result<String, ReadError> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => {
            let (text, _, broken) = encoding.decode(&bytes);
            if broken { Err(ReadError::Damaged) } else { Ok(text.into_owned()) }
        }
        None => String::from_utf8(bytes).map_err(|_| ReadError::Damaged),
    }
}
