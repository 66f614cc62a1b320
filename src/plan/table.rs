//! CSV of sessions.
