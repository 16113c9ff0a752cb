//! Identifiers made by us: time-ordered, unguessable, the same on every engine.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::StoreError;

/// A new row id: 12 hexadecimal digits of milliseconds, then 16 random ones.
///
/// # Errors
/// The system's random source failed.
pub fn new_id() -> Result<String, StoreError> {
    let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis());
    Ok(format!("{millis:012x}{}", random_hex(8)?))
}

/// `n` random bytes in hexadecimal.
///
/// # Errors
/// The system's random source failed.
pub fn random_hex(n: usize) -> Result<String, StoreError> {
    let mut bytes = vec![0u8; n];
    getrandom::fill(&mut bytes).map_err(|e| StoreError::Corrupt { column: "random source", value: e.to_string() })?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}
