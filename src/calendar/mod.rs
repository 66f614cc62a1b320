//! From dates and opening hours to dated days, weeks and the times a session may take.
//!
//! Takes the calendar as stated; gives the days on which anything can be planned, each with its
//! dayparts, and the calendar weeks (Monday to Sunday) they lie in. No time zones: a plan is
//! local time.

mod days;
mod times;

pub use days::{Calendar, Day, Week};
pub use times::{SessionTime, closing_minutes, session_times};
