//! Solves a request with one or more runs of a backend and checks the answer.

use super::job::{Answer, End, Job};
use super::values::{TOLERANCE, WRONG, fix_integers, tidy};
use super::watch::Watch;
use super::{
    Backend, COMPLETION_NODES, Col, Formulation, Limits, Outcome, Request, Solution, SolverError, Stop,
};

/// See [`super::solve`].
pub(super) fn solve(backend: Backend, request: &Request<'_>) -> Result<Outcome, SolverError> {
    let formulation = request.formulation;
    formulation.require_usable()?;
    request.limits.require_usable()?;
    if formulation.is_contradictory() {
        return Ok(Outcome::Infeasible);
    }
    if formulation.columns.is_empty() {
        return Ok(Outcome::Solved(without_columns(formulation)));
    }
    let watch = Watch::new(request.limits, request.cancel, request.progress);
    let solver = Solver { backend, request, watch: &watch };
    let start = solver.complete_start()?;
    if let Some(stop) = watch.stop() {
        // A large formulation takes seconds to hand over; do not begin.
        return Ok(start.map_or(Outcome::NothingFound { bound: f64::NEG_INFINITY, stop }, |values| {
            Outcome::Solved(unproven(formulation, values, stop))
        }));
    }
    let pairs: Option<Vec<(Col, f64)>> =
        start.as_ref().map(|values| (0..).map(Col).zip(values.iter().copied()).collect());
    let answer = solver.run(formulation, pairs.as_deref(), request.limits, &watch)?;
    solver.conclude(answer, start)
}

struct Solver<'a> {
    backend: Backend,
    request: &'a Request<'a>,
    watch: &'a Watch<'a>,
}

impl Solver<'_> {
    fn run(
        &self,
        formulation: &Formulation,
        start: Option<&[(Col, f64)]>,
        limits: Limits,
        watch: &Watch<'_>,
    ) -> Result<Answer, SolverError> {
        let seed = self.request.seed;
        self.backend.run(&Job { formulation, start, limits, seed, watch })
    }

    /// A full solution made from the request's start, if there is one.
    ///
    /// Done here, not by the backend, as a backend would report the bound of
    /// the problem with the start's values fixed as that of the problem.
    fn complete_start(&self) -> Result<Option<Vec<f64>>, SolverError> {
        let formulation = self.request.formulation;
        let Some(given) = self.request.start.filter(|_| formulation.has_integers()) else {
            return Ok(None);
        };
        let mut values = vec![f64::NAN; formulation.columns.len()];
        for &(column, value) in given {
            *values.get_mut(column.index()).ok_or_else(|| SolverError::Invalid {
                what: format!("the start has a value for column {}, which does not exist", column.0),
            })? = value;
        }
        let values = tidy(formulation, values);
        if formulation.violation(&values, TOLERANCE).is_none() {
            return Ok(Some(values));
        }
        if self.watch.stop().is_some() {
            return Ok(None);
        }
        let fixed = fix_integers(formulation, &values);
        if fixed.is_contradictory() {
            return Ok(None);
        }
        let limits = Limits { nodes: Some(COMPLETION_NODES), ..self.request.limits };
        let answer = self.run(&fixed, None, limits, &self.watch.silent())?;
        let values = answer.values.map(|values| tidy(formulation, values));
        Ok(values.filter(|values| formulation.violation(values, TOLERANCE).is_none()))
    }

    /// Turns the answer of the main run into an outcome.
    fn conclude(&self, answer: Answer, start: Option<Vec<f64>>) -> Result<Outcome, SolverError> {
        match answer.end {
            End::Infeasible if start.is_some() => Err(SolverError::DeniedStart),
            End::Infeasible => Ok(Outcome::Infeasible),
            End::Unbounded if !self.request.formulation.has_integers() => Ok(Outcome::Unbounded),
            End::Unbounded | End::UnboundedOrInfeasible if start.is_some() => Ok(Outcome::Unbounded),
            End::Unbounded | End::UnboundedOrInfeasible => self.unbounded_or_infeasible(),
            End::Optimal | End::Nodes | End::Time | End::Interrupted => self.finish(answer, start),
        }
    }

    /// Decides between the two by looking for any solution at all.
    fn unbounded_or_infeasible(&self) -> Result<Outcome, SolverError> {
        let any = self.request.formulation.without_costs();
        let answer = self.run(&any, None, self.request.limits, &self.watch.silent())?;
        Ok(match answer.end {
            End::Infeasible => Outcome::Infeasible,
            _ if answer.values.is_some() => Outcome::Unbounded,
            end => Outcome::NothingFound { bound: f64::NEG_INFINITY, stop: self.limit(end) },
        })
    }

    /// Checks the values found and puts the solution together.
    fn finish(&self, answer: Answer, start: Option<Vec<f64>>) -> Result<Outcome, SolverError> {
        let formulation = self.request.formulation;
        let found = answer.values.map(|values| self.checked(values)).transpose()?;
        let best = found.into_iter().chain(start).map(|values| (formulation.evaluate(&values), values));
        let Some((objective, values)) = best.min_by(|a, b| a.0.total_cmp(&b.0)) else {
            return Ok(Outcome::NothingFound { bound: answer.bound, stop: self.limit(answer.end) });
        };
        let bound = answer.bound.min(objective);
        Ok(Outcome::Solved(Solution {
            stop: if is_proven(objective, bound) { Stop::Proven } else { self.limit(answer.end) },
            values,
            objective,
            bound,
            nodes: answer.nodes,
            row_duals: answer.row_duals,
            reduced_costs: answer.reduced_costs,
        }))
    }

    /// The values with whole numbers where they must be. Should rounding
    /// have broken a row, the other columns are found anew.
    fn checked(&self, values: Vec<f64>) -> Result<Vec<f64>, SolverError> {
        let formulation = self.request.formulation;
        let values = tidy(formulation, values);
        let Some(violation) = formulation.violation(&values, TOLERANCE) else {
            return Ok(values);
        };
        let limits = Limits { nodes: None, time: None, ..self.request.limits };
        let unhurried = Watch::new(limits, self.request.cancel, None);
        let repaired = self.run(&fix_integers(formulation, &values), None, limits, &unhurried)?.values;
        let repaired = repaired.map(|values| tidy(formulation, values));
        match repaired.filter(|values| formulation.violation(values, TOLERANCE).is_none()) {
            Some(repaired) => Ok(repaired),
            None if violation.amount > WRONG => Err(SolverError::WrongAnswer(violation)),
            None => Ok(values),
        }
    }

    /// What ended a run whose proof is not complete.
    fn limit(&self, end: End) -> Stop {
        match end {
            End::Nodes => Stop::Nodes,
            End::Time => Stop::Time,
            End::Interrupted => self.watch.stop().unwrap_or(Stop::Cancelled),
            _ => Stop::Gap,
        }
    }
}

/// Whether the bound has met the objective but for rounding.
pub(super) fn is_proven(objective: f64, bound: f64) -> bool {
    objective - bound <= 1e-6 + 1e-9 * objective.abs()
}

/// The solution of a formulation whose objective is its offset.
fn without_columns(formulation: &Formulation) -> Solution {
    Solution {
        values: vec![],
        objective: formulation.offset,
        bound: formulation.offset,
        stop: Stop::Proven,
        nodes: 0,
        row_duals: Some(vec![0.0; formulation.rows.len()]),
        reduced_costs: Some(vec![]),
    }
}

/// The start as the answer of a search that never began.
fn unproven(formulation: &Formulation, values: Vec<f64>, stop: Stop) -> Solution {
    Solution {
        objective: formulation.evaluate(&values),
        values,
        bound: f64::NEG_INFINITY,
        stop,
        nodes: 0,
        row_duals: None,
        reduced_costs: None,
    }
}
