//! From a scenario to its cost game: what each coalition of firms would pay, and what follows from it.
//!
//! Takes a scenario with firms; gives for each coalition the scenario of those firms standing alone
//! ([`alone`]), what its best plan costs with a lower and an upper bound ([`costs`]), the judgement whether
//! these costs fit together ([`consistency`]), and what the firms have to settle with each other.
//! How the total is split is the business of [`crate::game`].

pub mod alone;
mod at_hand;
mod coalition_cost;
pub mod college;
pub mod consistency;
pub mod costs;
pub mod disclosure;
mod harvest;
pub mod inputs;
mod kinds;
mod known;
pub mod many;
pub mod measures;
mod membership;
mod outside;
pub mod pools;
pub mod settlement;
mod unsearched;

pub use costs::{Costs, CostsError, Options, Store};
pub use known::{Known, Way, words};

use crate::domain::{FirmId, Scenario};
use crate::game::Coalition;

/// The firms that have learners, in the order of the scenario: the players of the cost game.
pub fn players(scenario: &Scenario) -> Vec<FirmId> {
    let groups = || scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
    let with_learners = |firm: &FirmId| groups().any(|group| group.firm == Some(*firm) && group.learners > 0);
    (0..scenario.firms.len()).map(FirmId).filter(with_learners).collect()
}

/// The firms of a coalition of players.
pub fn firms(players: &[FirmId], coalition: Coalition) -> Vec<FirmId> {
    coalition.players().map(|player| players[player]).collect()
}

/// Learners of a firm in all cohorts.
pub fn learners(scenario: &Scenario, firm: FirmId) -> u32 {
    let groups = scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
    groups.filter(|group| group.firm == Some(firm)).map(|group| group.learners).sum()
}
