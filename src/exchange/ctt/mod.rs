//! Curriculum-based course timetabling, as in track 3 of the International Timetabling Competition 2007.
//!
//! A `.ctt` or `.ectt` file becomes a scenario of one week ([`instance`], [`scenario`]): a curriculum is a cohort of one learner,
//! a course a module, given together where several curricula have it; a teacher is a person with a qualification of
//! that name. What the competition counts (variant UD2) are four wishes, each priced in units of money, so that broken
//! wishes cost what the competition counts. A solution has a line for each lecture ([`solution`]).

pub mod instance;
mod lines;
pub mod scenario;
pub mod solution;
