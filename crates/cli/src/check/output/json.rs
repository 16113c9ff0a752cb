//! The contract's object, `{"version":1,"files":[…],"failures":[…]}`, with one line a file.

use super::Failure;
use std::io::{self, Write};

/// Before the first file.
pub(super) const BEGIN: &str = "{\"version\":1,\"files\":[\n";

/// Behind the last file.
pub(super) fn end(out: &mut impl Write, failures: &[Failure]) -> io::Result<()> {
    out.write_all(b"\n],\"failures\":")?;
    serde_json::to_writer(&mut *out, failures)?;
    out.write_all(b"}\n")
}
