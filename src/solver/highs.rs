//! One run of HiGHS.

use std::ops::Range;

use ::highs::{HighsModelStatus, HighsOptionValue, HighsSolutionStatus, Model, SolvedModel};

use super::highs_model::{Built, build};
use super::job::{Answer, End, Job};
use super::watch::Watch;
use super::{SolverError, ffi};

/// HiGHS' spelling of "no limit"; as a number of nodes it is out of reach.
const MOST_NODES: i32 = i32::MAX - 1;

/// Builds the model, runs HiGHS on it and reads the answer.
pub(super) fn run(job: &Job<'_>) -> Result<Answer, SolverError> {
    let Built { mut model, rows } = build(job.formulation)?;
    ffi::set_objective_offset(&mut model, job.formulation.offset)
        .map_err(|ffi::Refused| failed("setting the objective's offset", "refused"))?;
    set_options(&mut model, job)?;
    if let Some(start) = job.start {
        ffi::set_start(&mut model, start)
            .map_err(|ffi::Refused| failed("taking over the start", "refused"))?;
    }
    let solved = solved(model, job.watch)?;
    read(&solved, &rows, job.formulation.has_integers())
}

/// Runs HiGHS on a model.
pub(super) fn solved(model: Model, watch: &Watch<'_>) -> Result<SolvedModel, SolverError> {
    ffi::run(model, watch).map_err(|status| failed("solving", &format!("status {status:?}")))
}

/// What a run found, by the rows of the formulation, each of which the model may hold as several.
pub(super) fn read(
    solved: &SolvedModel,
    rows: &[Range<usize>],
    integers: bool,
) -> Result<Answer, SolverError> {
    let end = end(solved.status())?;
    let found = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let solution = found.then(|| solved.get_solution());
    let duals = solution.as_ref().filter(|_| end == End::Optimal && !integers);
    Ok(Answer {
        end,
        bound: bound(solved, end, integers)?,
        nodes: ffi::node_count(solved),
        row_duals: duals.map(|solution| {
            let duals = solution.dual_rows();
            rows.iter().cloned().map(|range| duals[range].iter().sum()).collect()
        }),
        reduced_costs: duals.map(|solution| solution.dual_columns().to_vec()),
        values: solution.map(|solution| solution.columns().to_vec()),
    })
}

/// Sets limits and seed. One thread: HiGHS then works on the calling thread
/// only, which makes answers repeatable and [`ffi::run`] sound.
pub(super) fn set_options(model: &mut Model, job: &Job<'_>) -> Result<(), SolverError> {
    set(model, "threads", 1)?;
    set(model, "parallel", "off")?;
    set(model, "random_seed", i32::try_from(job.seed & 0x7fff_ffff).unwrap_or(0))?;
    set(model, "mip_rel_gap", job.limits.relative_gap)?;
    set(model, "mip_abs_gap", job.limits.absolute_gap)?;
    if let Some(nodes) = job.limits.nodes {
        set(model, "mip_max_nodes", i32::try_from(nodes).map_or(MOST_NODES, |n| n.min(MOST_NODES)))?;
    }
    if let Some(time) = job.watch.remaining() {
        set(model, "time_limit", time.as_secs_f64())?;
    }
    Ok(())
}

/// Sets one option.
pub(super) fn set(model: &mut Model, name: &str, value: impl HighsOptionValue) -> Result<(), SolverError> {
    model.try_set_option(name, value).map_err(|_| SolverError::Invalid {
        what: format!("the solver does not accept the value of its option {name}"),
    })
}

/// What HiGHS' status means; the statuses of a failure are errors.
fn end(status: HighsModelStatus) -> Result<End, SolverError> {
    Ok(match status {
        HighsModelStatus::Optimal => End::Optimal,
        HighsModelStatus::Infeasible => End::Infeasible,
        HighsModelStatus::Unbounded => End::Unbounded,
        HighsModelStatus::UnboundedOrInfeasible => End::UnboundedOrInfeasible,
        HighsModelStatus::ReachedSolutionLimit => End::Nodes,
        HighsModelStatus::ReachedTimeLimit => End::Time,
        HighsModelStatus::ReachedInterrupt => End::Interrupted,
        status => return Err(failed("solving", &format!("model status {status:?}"))),
    })
}

/// The smallest objective that may exist. An unfinished run without integers
/// has none.
fn bound(solved: &SolvedModel, end: End, integers: bool) -> Result<f64, SolverError> {
    match (integers, end) {
        (true, _) => solved
            .double_info_value(c"mip_dual_bound")
            .map_err(|status| failed("reading the bound", &format!("status {status:?}"))),
        (false, End::Optimal) => Ok(solved.objective_value()),
        (false, _) => Ok(f64::NEG_INFINITY),
    }
}

/// A failure of HiGHS as an error.
pub(super) fn failed(doing: &'static str, status: &str) -> SolverError {
    SolverError::Failed { doing, status: status.to_owned() }
}
