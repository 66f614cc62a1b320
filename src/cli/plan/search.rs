//! How long and how far to search, as the command line says it.

use std::time::Duration;

use clap::builder::ArgPredicate;

use crate::cli::progress::Progress;
use crate::domain::Scenario;
use crate::planner::{self, Answer, Goal, Options, Task};
use crate::solver::Cancel;

/// How long and how far to search.
#[derive(Clone, Debug, clap::Args)]
pub struct Search {
    /// Stop after so many seconds with the best plan so far; 0 is no limit, as it is with --steps if nothing is said.
    #[arg(long, value_name = "SECONDS", default_value_t = 300.0, value_parser = seconds)]
    #[arg(default_value_if("steps", ArgPredicate::IsPresent, "0"))]
    pub time_limit: f64,
    /// Stop after so many steps of improvement: parts planned anew, or nodes of the solver's tree where a scenario is solved
    /// whole. The same seed, steps and threads give the same bytes of plan.json and sessions.csv, however long it takes.
    #[arg(long, value_name = "N")]
    pub steps: Option<u64>,
    /// Stop when the plan is proven to be within this fraction of the best; of a period, of what it costs.
    #[arg(long, value_name = "FRACTION", default_value_t = 0.01, value_parser = fraction)]
    pub gap: f64,
    /// Threads for a scenario: parts of one with many cohorts are planned side by side. The same seed and number of
    /// threads give the same plan [default: 2; in a batch 1].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=256))]
    pub threads: Option<u32>,
    /// Seed of the search: the same seed gives the same plan.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u32,
}

impl Search {
    /// The time limit, if there is one.
    pub fn limit(&self) -> Option<Duration> {
        (self.time_limit > 0.0).then(|| Duration::from_secs_f64(self.time_limit))
    }
}

pub(in crate::cli) fn fraction(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..1.0).contains(&share) { Ok(share) } else { Err("a fraction from 0 to 1, such as 0.01".into()) }
}

pub(in crate::cli) fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..1e9).contains(&seconds) { Ok(seconds) } else { Err("a number of seconds, 0 or more".into()) }
}

/// Plans a scenario with the limits of the command line, on so many threads where it does not say.
pub(in crate::cli) fn search(
    scenario: &Scenario,
    (search, threads): (&Search, usize),
    cancel: Cancel,
    progress: &Progress,
) -> anyhow::Result<Answer> {
    search_for(scenario, (search, threads, Goal::Best), cancel, progress)
}

/// The same of what is asked for.
pub(super) fn search_for(
    scenario: &Scenario,
    (search, threads, goal): (&Search, usize, Goal<'_>),
    cancel: Cancel,
    progress: &Progress,
) -> anyhow::Result<Answer> {
    let show = |report: &planner::Report| progress.show(report);
    let lanes = search.threads.map_or(threads, |threads| threads as usize);
    let options =
        Options { gap: search.gap, time: search.limit(), seed: search.seed, lanes, cancel, progress: &show };
    Ok(planner::plan_for(scenario, &options, &Task { goal, steps: search.steps, ..Task::default() })?)
}
