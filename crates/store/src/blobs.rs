//! Files outside the database, named by their SM3 digest in the data directory.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use crate::{StoreError, audit};

/// The folder of stored files.
#[derive(Debug, Clone)]
pub struct Blobs {
    directory: PathBuf,
}

impl Blobs {
    /// Files under `directory/blobs`.
    pub fn new(data_directory: &std::path::Path) -> Blobs {
        Blobs { directory: data_directory.join("blobs") }
    }

    /// Stores bytes and returns their digest. The file is complete and on disk before its name exists.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn put(&self, bytes: &[u8]) -> Result<String, StoreError> {
        let digest = audit::sm3_hex(bytes);
        let path = self.directory.join(&digest);
        let failed = |e| StoreError::Blob(path.clone(), e);
        if path.exists() {
            return Ok(digest);
        }
        fs::create_dir_all(&self.directory).map_err(failed)?;
        let temporary = self.directory.join(format!("{}.part", crate::ids::new_id()?));
        let mut file = fs::File::create(&temporary).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
        fs::rename(&temporary, &path).map_err(failed)?;
        Ok(digest)
    }

    /// The bytes behind a digest.
    ///
    /// # Errors
    /// No such file, or the disk refuses.
    pub fn get(&self, digest: &str) -> Result<Vec<u8>, StoreError> {
        let path = self.directory.join(digest);
        if digest.is_empty() || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(StoreError::Corrupt { column: "attachment.digest", value: digest.to_owned() });
        }
        fs::read(&path).map_err(|e| StoreError::Blob(path, e))
    }
}
