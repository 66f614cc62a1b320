//! `vetplan bottlenecks FILE`

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;

use super::check::read_plan;
use super::exit::{InputProblem, WrongScenario};
use super::plan::{fraction, seconds};
use super::progress::{PATIENCE, Progress};
use super::{Exit, files};
use crate::domain::Scenario;
use crate::plan::Plan;
use crate::plan::file::Document;
use crate::planner::{LANES, Report};
use crate::scenario::edit::Source;
use crate::solver::Cancel;
use crate::whatif::bottlenecks::{Asked, BottleneckError, GivenPlan, bottlenecks};

/// Arguments of `bottlenecks`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
    /// Look at this plan of it instead of searching for one: plan.json, or an edited sessions.csv.
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Ask only what twice as much of this would bring: equipment, staff, a room, or a number of these, of a firm or of a policy,
    /// such as equipment.cells, sites.school.rooms.lab or `staff.teachers.hours_per_week`; may be given several times.
    #[arg(long, value_name = "PLACE")]
    double: Vec<String>,
    /// Find out by planning anew what this many steps bring, those that promise most.
    #[arg(long, value_name = "N", default_value_t = 5, conflicts_with = "double")]
    most: usize,
    /// Each plan may take so many seconds; 0 is no limit.
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = seconds)]
    time_limit: f64,
    /// Each search ends when its plan is proven to be within this fraction of the best.
    #[arg(long, value_name = "FRACTION", default_value_t = 0.0, value_parser = fraction)]
    gap: f64,
    /// Threads of a search [default: 2].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=256))]
    threads: Option<u32>,
    /// Seed of every search.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u32,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
    /// No progress on stderr.
    #[arg(short, long)]
    quiet: bool,
}

/// Finds out what limits a plan and prints it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let name = arguments.file.display().to_string();
    let bytes = files::bytes(&arguments.file)?;
    let scenario = crate::scenario::read(&name, &bytes).map_err(WrongScenario)?;
    let source = Source::new(&name, &bytes).map_err(WrongScenario)?;
    let given = arguments.plan.as_ref().map(|path| given(&scenario, path)).transpose()?;
    let cancel = Cancel::default();
    let watched = cancel.clone();
    ctrlc::set_handler(move || watched.cancel()).context("cannot watch for Ctrl-C")?;
    let shown = Shown { line: RefCell::default(), limit: arguments.limit(), quiet: arguments.quiet };
    let progress = |what: &str, report: &Report| shown.show(what, report);
    let asked = Asked {
        source: &source,
        scenario: &scenario,
        plan: given.as_ref().map(|(plan, document)| GivenPlan {
            plan,
            status: document.as_ref().map_or("given", |document| &document.status),
            bound_cents: document.as_ref().and_then(|document| document.bound_cents),
        }),
        time: arguments.limit(),
        gap: arguments.gap,
        seed: arguments.seed,
        lanes: arguments.threads.map_or(LANES, |threads| threads as usize),
        most: arguments.most,
        double: &arguments.double,
        cancel: &cancel,
        progress: &progress,
    };
    let found = bottlenecks(&asked);
    shown.clear();
    let found = match found {
        Ok(found) => found,
        Err(BottleneckError::Cancelled) => return Ok(Exit::Cancelled),
        Err(error @ (BottleneckError::Edit(_) | BottleneckError::NoMore { .. })) => {
            return Err(InputProblem(error.to_string()).into());
        }
        Err(BottleneckError::Planner(error)) => return Err(error.into()),
        Err(error) => return Err(error.into()),
    };
    let text =
        if arguments.json { format!("{}\n", serde_json::to_string_pretty(&found)?) } else { found.text() };
    files::print(&text)?;
    Ok(Exit::Done)
}

/// A plan of the scenario, and its file where that speaks of this scenario and the whole plan.
fn given(scenario: &Scenario, path: &Path) -> anyhow::Result<(Plan, Option<Document>)> {
    let (document, plan, rest) = read_plan(scenario, path)?;
    for note in &rest.notes {
        eprintln!("{note}");
    }
    let of_this =
        |document: &Document| document.scenario.digest == scenario.digest && document.period.is_none();
    Ok((plan, document.filter(of_this)))
}

impl Arguments {
    fn limit(&self) -> Option<Duration> {
        (self.time_limit > 0.0).then(|| Duration::from_secs_f64(self.time_limit))
    }
}

/// What is shown of one search after the other.
struct Shown {
    /// What is being found out, and how far its search is.
    line: RefCell<Option<(String, Progress)>>,
    limit: Option<Duration>,
    quiet: bool,
}

impl Shown {
    /// Shows how far a search is; says what it is for when it takes more than a second.
    fn show(&self, what: &str, report: &Report) {
        let mut line = self.line.borrow_mut();
        if report.elapsed < PATIENCE {
            return;
        }
        if line.as_ref().is_none_or(|(shown, _)| shown != what) {
            if let Some((_, progress)) = line.take() {
                progress.clear();
            }
            if !self.quiet {
                eprintln!("{what}");
            }
            *line = Some((what.to_owned(), Progress::new(self.limit, self.quiet)));
        }
        if let Some((_, progress)) = line.as_ref() {
            progress.show(report);
        }
    }

    fn clear(&self) {
        if let Some((_, progress)) = self.line.borrow_mut().take() {
            progress.clear();
        }
    }
}
