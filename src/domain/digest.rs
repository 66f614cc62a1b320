//! Content known again by a short text.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The hexadecimal SHA-256 of some bytes.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing into a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
