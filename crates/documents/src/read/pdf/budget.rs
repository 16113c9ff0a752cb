//! How much work a file may cause, by its size: a file made to keep a machine busy is refused instead.

use std::cell::Cell;

/// The file asks for more than any document does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exhausted;

/// What is left of the work and the memory that a file may use.
#[derive(Debug)]
pub(super) struct Budget {
    steps: Cell<u64>,
    bytes: Cell<u64>,
}

/// Operators and characters that any file may have; about half a second.
const STEPS: u64 = 2_000_000;
/// And for each of its bytes: text that is printed takes more than one packed byte in ten characters.
const STEPS_PER_BYTE: u64 = 4;
/// Unpacked content, fonts' maps and the like.
const BYTES: u64 = 96 << 20;
/// For each byte of the file.
const BYTES_PER_BYTE: u64 = 8;
/// Never more than this.
const MOST_BYTES: u64 = 256 << 20;

impl Budget {
    pub fn of(file_length: usize) -> Budget {
        let length = file_length as u64;
        Budget {
            steps: Cell::new(STEPS.saturating_add(length.saturating_mul(STEPS_PER_BYTE))),
            bytes: Cell::new(BYTES.saturating_add(length.saturating_mul(BYTES_PER_BYTE)).min(MOST_BYTES)),
        }
    }

    /// For a single stream that may become so large.
    #[cfg(feature = "pages")]
    pub fn of_bytes(bytes: u64) -> Budget {
        Budget { steps: Cell::new(0), bytes: Cell::new(bytes) }
    }

    /// Takes work off.
    pub fn work(&self, steps: u64) -> Result<(), Exhausted> {
        let left = self.steps.get().checked_sub(steps).ok_or(Exhausted)?;
        self.steps.set(left);
        Ok(())
    }

    /// How many bytes may still be unpacked.
    pub fn bytes_left(&self) -> u64 {
        self.bytes.get()
    }

    /// Takes unpacked bytes off.
    pub fn unpack(&self, bytes: u64) -> Result<(), Exhausted> {
        let left = self.bytes.get().checked_sub(bytes).ok_or(Exhausted)?;
        self.bytes.set(left);
        Ok(())
    }
}
