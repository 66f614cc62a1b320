//! What coalitions pay, and how the cost of everybody is split.
//!
//! Takes a table of what each coalition of players would pay alone; gives splits of what all pay together
//! (`methods`), what each split promises (`criteria`), and the judgement of any split from anywhere
//! (`verify`, which shares no code with the methods). It knows nothing of programmes and timetables.

pub mod airport;
mod coalition;
mod coalitions;
pub mod criteria;
pub mod file;
pub mod lexicographic;
pub mod many;
pub mod methods;
mod nucleoli;
pub mod span;
mod table;
pub mod verify;

pub use coalition::Coalition;
pub use methods::{METHODS, Method, NoSplit, Split, USUAL, method};
pub use table::{Game, Kind, MOST_PLAYERS, TableError};
