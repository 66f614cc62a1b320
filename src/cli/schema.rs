//! `vetplan schema`

use super::{Exit, files};

/// Prints the JSON Schema of scenario files.
pub(super) fn run() -> anyhow::Result<Exit> {
    files::print(&format!("{}\n", serde_json::to_string_pretty(&crate::scenario::schema())?))?;
    Ok(Exit::Done)
}
