//! Games of so many players that their coalitions cannot be written down: up to 64.
//!
//! What a coalition costs is asked one at a time ([`Costs`]), and the coalition that complains most of some shares
//! is searched for by a model in which each player's membership is a 0 or 1 ([`Oracle`]). From these two follow
//!
//! - [`stability`]: whether a split gives nobody a reason to leave,
//! - [`least_core`], [`nucleolus`], [`epm`]: splits by generation of rows, the coalitions that matter only,
//! - [`subsidy`]: what keeps the players together where no split does,
//! - [`shapley`]: the Shapley value from a sample of orders.
//!
//! Methods answer a [`Question`] of such a game with a [`Split`] that says how well it is known.
//!
//! Costs may be known within bounds only. Rows are written with the lower bounds, so that what holds of a split
//! holds certainly; the total that is shared is the upper bound of what everybody costs, the plan there is.

mod book;
pub mod condition;
pub mod epm;
pub mod least_core;
mod members;
pub mod nucleolus;
mod oracle;
mod orders;
mod question;
mod remembered;
mod rows;
pub mod shapley;
pub mod stability;
mod student;
pub mod subsidy;
mod watch;

/// What is less than this, in euros, nobody complains of: shares are rounded to the cent.
pub const CENT: f64 = 0.01;

/// Complaints that the searches miss by less than this, in euros, are not told.
pub const UNTOLD: f64 = 0.005;

/// How often a search is repeated without the coalitions it found, while what these are known to cost is no complaint but
/// their bound would be one.
const AGAIN: usize = 12;

pub use condition::Condition;
pub use members::{MOST_MEMBERS, Members};
pub use oracle::{Costs, Found, Interval, ManyError, Oracle};
pub use question::{NoSplit, Question, Split, searched};
pub use remembered::Remembered;
pub use watch::{Event, Watch};
