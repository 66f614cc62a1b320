//! Scenarios of a chosen size drawn from a seed, as real as a regional college and feasible by construction.
//!
//! A college is drawn (`college`): campuses, firms, equipment, programmes, cohorts. Then a year of sessions is planted in
//! it (`planting`), one cohort after another, each session where it opens least that is not open yet; what the fullest moment
//! takes, and a little more, becomes the number of units, people and rooms (`planted`). The scenario (`written`) says
//! nothing of the planted sessions; they prove that it has a plan, and are none to compare prices with.

mod college;
mod planted;
mod planting;
mod size;
mod week;
mod written;

use serde_json::Value;

use crate::plan::table::Row;
use college::College;
pub use size::Size;

/// How often a college is drawn anew because its sessions find no place.
const DRAWS: u64 = 20;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// How large.
    pub size: Size,
    /// The seed: the same seed draws the same scenario.
    pub seed: u64,
    /// How many firms, where not as many as the size has.
    pub firms: Option<usize>,
    /// Whether the planner chooses the weekdays of cohorts in a weekly pattern; else those of the planted sessions are
    /// given.
    pub choose_days: bool,
}

/// A scenario and a plan of it.
#[derive(Debug)]
pub struct Generated {
    /// The scenario as JSON.
    pub scenario: Value,
    /// Sessions that keep all its rules, as the rows of a table.
    pub sessions: Vec<Row>,
}

/// Why none was drawn.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The sessions of a college found no place, however it was drawn.
    #[error("no college of this size could be filled in {DRAWS} draws from seed {0}; another seed may do")]
    Full(u64),
    /// Fewer firms than are needed.
    #[error("{asked} firms are asked for; from {least} to {most} are possible")]
    Firms {
        /// How many are asked for.
        asked: usize,
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
}

/// Draws a scenario.
///
/// # Errors
///
/// When the sessions find no place, or the number of firms is none that can be.
pub fn generate(request: &Request) -> Result<Generated, GenerateError> {
    let frame = request.size.frame(request.firms)?;
    for draw in 0..DRAWS {
        let mut chance = fastrand::Rng::with_seed(request.seed.wrapping_mul(DRAWS).wrapping_add(draw));
        let college = College::draw(&frame, &mut chance);
        if let Some(planted) = planting::plant(&college, &mut chance)
            && let Some(capacities) = planted::capacities(&college, &planted, &mut chance)
        {
            return Ok(Generated {
                scenario: written::scenario(&college, &capacities, request),
                sessions: planted::rows(&college, &planted.sessions),
            });
        }
    }
    Err(GenerateError::Full(request.seed))
}
