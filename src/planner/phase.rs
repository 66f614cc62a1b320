//! What whoever watches a search is told.

use std::time::Duration;

/// What the planner is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// Building rows and columns.
    Building,
    /// Solving without whole numbers, for a first bound.
    Relaxing,
    /// Guessing the weekdays that are to be chosen.
    Weekdays,
    /// Settling what everything else gives way to.
    Settling,
    /// Planning one cohort after the other for a first plan.
    Cohorts {
        /// Cohorts planned.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// Finding what each cohort would cost alone, for a bound.
    Bounding {
        /// Cohorts looked at.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// Rolling over the weeks for a first plan.
    Horizon {
        /// The week reached.
        week: usize,
        /// How many there are.
        of: usize,
    },
    /// Finding a place for hours that the first plan left out.
    Repairing {
        /// Minutes left out so far.
        minutes: f64,
    },
    /// Planning weeks again in which people or rooms could not be told apart.
    TellingApart {
        /// How many weeks.
        weeks: usize,
    },
    /// Improving the plan and its bound.
    Improving,
    /// Finding out why nothing fits.
    Explaining,
    /// Making the best partial plan.
    Partial,
}

/// How far the search is.
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// What it is doing.
    pub phase: Phase,
    /// The best objective so far, in euros.
    pub incumbent: Option<f64>,
    /// No plan is better than this, in euros.
    pub bound: f64,
    /// What of every plan's cost stands, in euros: the gap is one of the rest.
    pub standing: f64,
    /// Time since the search began.
    pub elapsed: Duration,
}
