//! The one door to the PDF library: opens a file, and lets neither a panic nor an unbounded amount of work through.
//!
//! The library (hayro) is written for files from anywhere, but a file made on purpose may still meet an `unwrap` or an
//! assertion in it or below it (fonts, image decoders). Everything that calls it therefore runs inside [`guarded`].

use super::guard;
use crate::read::ReadError;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Opens a file; a file locked with a password is refused, one with an empty password is opened.
pub(crate) fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    if !guard::is_bounded(bytes) {
        return Err(ReadError::PdfTooLarge);
    }
    let shared: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
    guarded(|| Pdf::new(shared)).ok_or(ReadError::PdfDamaged)?.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::PdfLocked,
        LoadPdfError::Decryption(_) => ReadError::PdfLocked,
        LoadPdfError::Invalid => ReadError::PdfDamaged,
    })
}

/// Runs what calls the library; `None` if it panicked.
///
/// What `work` borrows is thrown away by every caller when it panics, so nothing half-changed is seen afterwards.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
