//! Why, what if, and what now: questions about a scenario or a plan that take more than one plan to answer.
//!
//! Each question is a file or a folder that takes a scenario, where it is asked "what if" as a
//! [`Source`](crate::scenario::edit::Source) that [edits](crate::scenario::edit::Edit) change, and gives a value: ids and amounts
//! first, a sentence second, both written by the same value so that JSON and text cannot disagree. Plans are made by the
//! planner and judged by the judge; nothing here knows a rule of its own.

pub mod alternatives;
pub mod change;
pub mod compare;
pub mod measures;
pub mod relax;
pub mod replan;
pub mod shock;
pub mod variant;
pub mod repair;
