//! What passes between the driver and a backend.

use super::watch::Watch;
use super::{Col, Formulation, Limits};

/// One run of a backend.
pub(super) struct Job<'a> {
    pub formulation: &'a Formulation,
    pub start: Option<&'a [(Col, f64)]>,
    pub limits: Limits,
    pub seed: u32,
    pub watch: &'a Watch<'a>,
}

/// How a run ended, in the backend's own view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    Optimal,
    Infeasible,
    Unbounded,
    UnboundedOrInfeasible,
    Nodes,
    Time,
    Interrupted,
}

/// What a run found; nothing in it has been checked.
pub(super) struct Answer {
    pub end: End,
    pub values: Option<Vec<f64>>,
    pub bound: f64,
    pub nodes: u64,
    pub row_duals: Option<Vec<f64>>,
    pub reduced_costs: Option<Vec<f64>>,
}
