//! `vetplan repair FILE`

mod text;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;

use super::check::read_plan;
use super::exit::WrongScenario;
use super::plan::{fraction, plan_json, seconds};
use super::progress::Told;
use super::{Exit, files};
use crate::planner::{LANES, Options};
use crate::scenario::edit::Source;
use crate::solver::Cancel;
use crate::whatif::repair::{Asked, Found, Repair, Repairs, repairs};

/// Arguments of `repair`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario that no plan keeps every rule of.
    file: PathBuf,
    /// Stop after so many repairs.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    most: u32,
    /// Seconds for each plan by which a change is tried; 0 is no limit.
    #[arg(long, value_name = "SECONDS", default_value_t = 300.0, value_parser = seconds)]
    time_limit: f64,
    /// A plan of a scenario that was nearly the same, as before something changed (plan.json, or sessions.csv): repairs that it keeps, or
    /// keeps with few changes, are found without a search. Whoever and whatever it names is in the file.
    #[arg(long, value_name = "PLAN")]
    near: Option<PathBuf>,
    /// Try only plans near that of --near and those found from it: an answer in little time, which leaves more open.
    #[arg(long, requires = "near")]
    quick: bool,
    /// Stop each search after so many steps: the same seed and steps give the same repairs, as long as no clock ends a search.
    #[arg(long, value_name = "N")]
    steps: Option<u64>,
    /// Fraction of the best within which the plan of a repair counts as the cheapest.
    #[arg(long, value_name = "FRACTION", default_value_t = 0.01, value_parser = fraction)]
    gap: f64,
    /// Seed of the searches: the same seed gives the same repairs.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u32,
    /// Write each repaired scenario and the plan that was found of it into this folder.
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
    /// No progress on stderr.
    #[arg(short, long)]
    quiet: bool,
}

/// Seeks repairs, and prints and writes them.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let bytes = files::bytes(&arguments.file)?;
    let source = Source::new(&arguments.file.display().to_string(), &bytes).map_err(WrongScenario)?;
    let near = match &arguments.near {
        Some(path) => Some(read_plan(&source.edited(&[])?.scenario, path)?.1),
        None => None,
    };
    let cancel = Cancel::default();
    let watched = cancel.clone();
    ctrlc::set_handler(move || watched.cancel()).context("cannot watch for Ctrl-C")?;
    let (told, began) = (Told::new(arguments.quiet), Instant::now());
    let show = |words: &str| told.show(began.elapsed(), words);
    let time = (arguments.time_limit > 0.0).then(|| Duration::from_secs_f64(arguments.time_limit));
    let options = Options {
        gap: arguments.gap,
        time: None,
        seed: arguments.seed,
        lanes: LANES,
        cancel: cancel.clone(),
        progress: &|_| {},
    };
    let asked = Asked {
        time,
        steps: arguments.steps,
        options: &options,
        most: arguments.most as usize,
        near: near.as_ref(),
        quick: arguments.quick,
        progress: &show,
    };
    let answer = repairs(&source, &asked);
    told.clear();
    let answer = answer?;
    if let Some(dir) = &arguments.write {
        write(&source, dir, &answer.repairs)?;
    }
    if arguments.json {
        files::print(&format!("{}\n", serde_json::to_string_pretty(&answer)?))?;
    } else {
        files::print(&text::page(&answer, arguments.quick))?;
    }
    Ok(exit(&answer, cancel.is_cancelled()))
}

/// A repair or nothing to mend is an answer; none is a negative one.
fn exit(answer: &Repairs, cancelled: bool) -> Exit {
    match (answer.found, answer.repairs.is_empty()) {
        (Found::Plan, _) | (Found::NoPlan, false) => Exit::Done,
        (_, true) if cancelled => Exit::Cancelled,
        _ => Exit::Negative,
    }
}

/// Writes each repaired scenario and its plan under its number and way: `1-units.jsonc`, `1-units.plan.json`.
fn write(source: &Source, dir: &Path, repairs: &[Repair]) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir).with_context(|| format!("cannot write into {}", dir.display()))?;
    for (index, repair) in repairs.iter().enumerate() {
        let repaired = source.edited(&repair.edits)?;
        let name = format!("{}-{}", index + 1, repair.way);
        files::write(&dir.join(format!("{name}.jsonc")), &repaired.source.bytes())?;
        let plan = plan_json(&repaired.scenario, &repair.judged)?;
        files::write(&dir.join(format!("{name}.plan.json")), &plan)?;
    }
    Ok(())
}
