//! What coalitions pay, and how the cost of everybody is split.
//!
//! Takes a table of what each coalition of players would pay alone; gives splits of what all pay together
//! (`methods`), what each split promises (`criteria`) and how it changes with the game (`changes`, `intervals`),
//! shares in whole cents (`rounding`), and the judgement of any split from anywhere (`verify`, which shares no code
//! with the methods). What else a split may depend on is stated in [`Terms`]. It knows nothing of programmes and timetables.

pub mod airport;
pub mod changes;
mod coalition;
mod coalitions;
pub mod concave;
pub mod criteria;
pub mod file;
pub mod intervals;
pub mod lexicographic;
pub mod many;
pub mod methods;
mod nucleoli;
pub mod rounding;
pub mod shape;
pub mod span;
pub mod subsidy;
mod table;
mod terms;
pub mod verify;

pub use coalition::Coalition;
pub use methods::{METHODS, Method, NoSplit, Split, USUAL, method};
pub use table::{Game, Kind, MOST_PLAYERS, TableError};
pub use terms::{Question, Terms};
