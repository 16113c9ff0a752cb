//! Identifiers made by us: time-ordered, unguessable, the same on every engine.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::StoreError;

/// The time part of the last id of this process: what is recorded within one millisecond keeps its order too.
static LAST: AtomicU64 = AtomicU64::new(0);

/// A new row id, greater than every earlier one of this process: 16 hexadecimal digits of time (milliseconds and a count
/// within them), then 12 random ones.
///
/// # Errors
/// The system's random source failed.
pub fn new_id() -> Result<String, StoreError> {
    let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis());
    let now = u64::try_from(millis).unwrap_or(0) << 16;
    let next = |last: u64| now.max(last + 1);
    let last = LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(next(last))).unwrap_or_default();
    Ok(format!("{:016x}{}", next(last), random_hex(6)?))
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
