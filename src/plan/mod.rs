//! The answer: what is held when, where, by whom and for whom, and what could not be placed.
//!
//! Learners are numbered from 1 within their cohort, in the order of its learner groups; a plan
//! names the numbers that attend, so that every rule can be judged learner by learner.

mod difference;
mod learners;
mod ledger;
mod session;

pub mod file;
pub mod reason;
pub mod table;

pub use difference::{Aspect, Changed, Difference, Held};
pub use learners::LearnerSet;
pub use ledger::{Cell, ExactLedger, Ledger, LedgerLine, cells, inside, price, price_of};
pub use reason::{Moment, Object, ObjectKind, Reason};
pub use session::{
    Attendance, FirmDay, OutsideSeats, Pattern, PlacedUnits, Plan, PoolMove, Session, StaffOnSession,
    Unplaced,
};
