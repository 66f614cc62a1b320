//! What `--from-year` and `--period` ask for.

use std::path::Path;

use super::period::{self, Period};
use crate::check::judge;
use crate::cli::check::read_plan;
use crate::cli::exit::InputProblem;
use crate::domain::Scenario;
use crate::plan::Plan;
use crate::plan::file::PeriodRow;
use crate::planner::Goal;
use crate::report::PeriodPlanned;

/// Breaches of the given plan that are told.
const TOLD: usize = 6;

/// A plan and the period of it that is to be planned anew.
pub(super) struct FromYear {
    given: Plan,
    period: Period,
    /// What is to be said before the search.
    pub(super) notes: Vec<String>,
}

impl FromYear {
    /// Reads the plan and the period; every problem of either becomes one error.
    pub(super) fn read(scenario: &Scenario, path: &Path, period: &str) -> anyhow::Result<Self> {
        let mut problems: Vec<String> = Vec::new();
        let period = period::read(scenario, period).map_err(|problem| problems.push(problem)).ok();
        let read = read_plan(scenario, path).map_err(|problem| problems.push(problem.to_string())).ok();
        let (Some(period), Some((document, given, rest))) = (period, read) else {
            return Err(InputProblem(problems.join("\n")).into());
        };
        if !rest.unknown.is_empty() {
            let what = "stands beside no plan.json that says which weekdays were chosen: put the plan.json beside it";
            return Err(InputProblem(format!("{} {what}", path.display())).into());
        }
        let mut notes: Vec<String> = period.note.clone().into_iter().chain(rest.notes).collect();
        if document.is_some_and(|document| document.scenario.digest != scenario.digest) {
            notes.push("the plan was made for another version of this scenario file; its sessions are judged by this one".into());
        }
        notes.extend(faults(scenario, &given));
        Ok(Self { given, period, notes })
    }

    /// The goal of the planner.
    pub(super) fn goal(&self) -> Goal<'_> {
        Goal::Period { given: &self.given, weeks: self.period.weeks.clone() }
    }

    /// What the plan file says of the period.
    pub(super) fn row(&self) -> PeriodRow {
        PeriodRow { first: self.period.range.first.to_string(), last: self.period.range.last.to_string() }
    }

    /// What became of the period.
    pub(super) fn planned(&self, scenario: &Scenario, plan: &Plan) -> PeriodPlanned {
        PeriodPlanned::new(scenario, self.period.range, (&self.given, plan))
    }
}

/// What the given plan lacks or breaks.
fn faults(scenario: &Scenario, given: &Plan) -> Vec<String> {
    let verdict = judge(scenario, given);
    let sentences = verdict.violations.iter().map(|breach| format!("  {}: {}", breach.rule, breach.message));
    let mut told: Vec<String> = sentences.collect();
    let all = told.len();
    if all == 0 {
        return told;
    }
    if all > TOLD {
        told.truncate(TOLD);
        told.push(format!("  … and {} more (vetplan check tells all)", all - TOLD));
    }
    let head =
        "the given plan lacks hours or breaks rules; what can be mended in the period is planned anew there:";
    std::iter::once(head.to_owned()).chain(told).collect()
}
