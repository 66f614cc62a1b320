//! Why, what if, and what now: questions about a scenario or a plan that take more than one plan to answer.
//!
//! Each question is a file or a folder that takes a scenario, where it is asked "what if" as a
//! [`Source`](crate::scenario::edit::Source) that [edits](crate::scenario::edit::Edit) change, and gives a value: ids and amounts
//! first, a sentence second, both written by the same value so that JSON and text cannot disagree. Plans are made by the
//! planner and judged by the judge; nothing here knows a rule of its own.
//!
//! - [`elsewhere`]: where a session could lie instead, and what each place would break or cost;
//! - [`unplaced`]: what stands in the way of hours that found no place;
//! - [`bottlenecks`]: what limits a plan, and what a little more of it would bring;
//! - [`repair`]: the smallest changes of a scenario with which a plan keeps every rule;
//! - [`replan`]: a plan made anew after [`change`]s, and [`shock`] what would break it;
//! - [`compare`], [`relax`], [`alternatives`]: scenarios with some edits ([`variant`]), measured ([`measures`]).

pub mod alternatives;
pub mod bottlenecks;
pub mod change;
mod circle;
pub mod compare;
mod difference;
mod effect;
pub mod elsewhere;
mod hold;
mod lines;
pub mod measures;
mod question;
pub mod relax;
pub mod repair;
pub mod replan;
pub mod shock;
mod spot;
pub mod unplaced;
pub mod variant;

pub use effect::{Broken, Change, Effect, HeadingCents};
pub use hold::InTheWay;
pub use question::Question;
pub use spot::{Refused, RuleOf, Spot, SpotPerson, SpotRoom, SpotUnits};
