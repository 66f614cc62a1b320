//! `vetplan explain FILE PLAN --session ID` and `--unplaced`

use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use crate::cli::check::read_plan;
use crate::cli::exit::InputProblem;
use crate::cli::progress::PATIENCE;
use crate::cli::{Exit, files};
use crate::domain::Scenario;
use crate::plan::Plan;
use crate::whatif::Question;
use crate::whatif::elsewhere::{self, Elsewhere, Known};
use crate::whatif::unplaced::{self, Missing};

/// What is asked about a plan.
pub(super) enum About<'a> {
    /// Why this session lies where it lies.
    Session(&'a str),
    /// Why hours found no place.
    Unplaced,
}

/// How much is told, and as what.
pub(super) struct Telling {
    /// Every place instead of the nearest.
    pub(super) all: bool,
    /// As JSON.
    pub(super) json: bool,
}

impl Telling {
    fn most(&self, usual: usize) -> usize {
        if self.all { usize::MAX } else { usual }
    }

    fn print(&self, value: &impl Serialize, text: &str) -> anyhow::Result<()> {
        if self.json {
            return files::print(&format!("{}\n", serde_json::to_string_pretty(value)?));
        }
        files::print(text)
    }
}

/// Answers a question about a plan.
pub(super) fn run(file: &Path, plan: &Path, about: &About<'_>, telling: &Telling) -> anyhow::Result<Exit> {
    let scenario = files::scenario(file)?;
    let (plan, known) = read(&scenario, plan)?;
    let question = Question::new(&scenario, &plan);
    match about {
        About::Session(id) => {
            let found = Elsewhere::new(&question, id, known.as_ref(), telling.most(elsewhere::TOLD));
            let found = found.map_err(|error| InputProblem(error.to_string()))?;
            telling.print(&found, &found.text())?;
        }
        About::Unplaced => {
            let (began, all) = (Instant::now(), plan.unplaced.len());
            let progress = |done: usize| {
                if began.elapsed() >= PATIENCE {
                    eprintln!(
                        "hours without a place: {done} of {all} looked at · {} s",
                        began.elapsed().as_secs()
                    );
                }
            };
            let found = unplaced::unplaced(&question, telling.most(unplaced::TOLD), &progress);
            telling.print(&found, &text(&found, question.verdict.violations.len()))?;
        }
    }
    Ok(Exit::Done)
}

/// The plan, and what its file says of how good it is.
fn read(scenario: &Scenario, path: &Path) -> anyhow::Result<(Plan, Option<Known>)> {
    let (document, plan, given) = read_plan(scenario, path)?;
    if !given.unknown.is_empty() {
        let what =
            "stands beside no plan.json that says which weekdays were chosen: put the plan.json beside it";
        return Err(InputProblem(format!("{} {what}", path.display())).into());
    }
    for note in &given.notes {
        eprintln!("{note}");
    }
    let Some(document) = document else { return Ok((plan, None)) };
    if document.scenario.digest != scenario.digest {
        eprintln!("the plan was made for another version of this scenario file; it is judged by this one");
        return Ok((plan, None));
    }
    let known = Known { status: document.status, gap_cents: document.gap_cents };
    Ok((plan, Some(known)))
}

fn text(missing: &[Missing], broken: usize) -> String {
    match (missing.is_empty(), broken) {
        (true, 0) => return "every hour of the plan has a place\n".to_owned(),
        (true, _) => {
            return format!(
                "every hour of the plan has a place, but it breaks rules (breaches: {broken}); vetplan check tells them\n"
            );
        }
        _ => {}
    }
    missing.iter().map(Missing::text).collect::<Vec<_>>().join("\n")
}
