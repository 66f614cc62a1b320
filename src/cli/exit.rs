//! Exit codes by class.

use std::process::ExitCode;

use crate::planner::judged::Judged;
use crate::planner::{Answer, StopReason};
use crate::scenario::Problems;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done and checked.
    Done = 0,
    /// A true negative answer: infeasible, sessions unplaced, plan rejected.
    Negative = 1,
    /// The input or the arguments are wrong.
    Input = 2,
    /// The work could not be done.
    Failed = 3,
    /// Cancelled without a plan.
    Cancelled = 130,
}

/// The classes, for `--help`.
pub const HELP: &str = "Exit codes: 0 done and checked · 1 a true negative answer (infeasible, sessions unplaced, \
plan rejected) · 2 wrong input or arguments · 3 the work could not be done · 130 cancelled without a plan";

/// An input problem that has already been shown in full.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct InputProblem(pub String);

/// Problems of a scenario file.
#[derive(Debug, thiserror::Error)]
#[error("{}\n{}", .0.file, .0.render(super::files::colour()))]
pub struct WrongScenario(pub Problems);

impl Exit {
    /// The class of an error: what the planner can mend is input, everything else a failure.
    pub fn of(error: &anyhow::Error) -> Self {
        use crate::consortium::CostsError;
        use crate::planner::PlannerError;
        let of_coalition = || error.downcast_ref::<CostsError>().and_then(CostsError::planner);
        match error.downcast_ref::<PlannerError>().or_else(of_coalition) {
            Some(
                PlannerError::SeatsWithoutParts { .. }
                | PlannerError::SeatsAfterHours { .. }
                | PlannerError::Standing { .. },
            ) => return Self::Input,
            // Nothing was found, which is an answer.
            Some(PlannerError::NoPeriod) => return Self::Negative,
            Some(_) => return Self::Failed,
            None => {}
        }
        let input = error.is::<InputProblem>() || error.is::<WrongScenario>();
        if input { Self::Input } else { Self::Failed }
    }

    /// The class of a planner's answer.
    pub fn of_answer(answer: &Answer, judged: Option<&Judged>) -> Self {
        match judged {
            Some(judged) if judged.plan.unplaced.is_empty() && judged.verdict.violations.is_empty() => {
                Self::Done
            }
            None if answer.stop == StopReason::Cancelled => Self::Cancelled,
            _ => Self::Negative,
        }
    }

    /// The word used in tables of results.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Negative => "negative",
            Self::Input => "input",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
