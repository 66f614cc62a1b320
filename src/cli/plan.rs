//! `vetplan plan FILE`

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;

use super::exit::InputProblem;
use super::progress::Progress;
use super::{Exit, files};
use crate::domain::Scenario;
use crate::plan::{Ledger, table};
use crate::planner::judged::{self, Judged};
use crate::planner::{self, Answer, Options, Status};
use crate::report::{FORMATS, Format, PlanOutcome, Report};
use crate::solver::Cancel;

/// Arguments of `plan`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
    /// Write plan.json, sessions.csv and report.txt into this folder.
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    search: Search,
    /// What to print.
    #[arg(short, long, default_value = "text", value_parser = format)]
    format: &'static dyn Format,
    /// No progress on stderr.
    #[arg(short, long)]
    quiet: bool,
}

/// How long and how far to search.
#[derive(Clone, Debug, clap::Args)]
pub struct Search {
    /// Stop after so many seconds with the best plan so far; 0 is no limit.
    #[arg(long, value_name = "SECONDS", default_value_t = 300.0, value_parser = seconds)]
    pub time_limit: f64,
    /// Stop when the plan is proven to be within this fraction of the best.
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

fn format(key: &str) -> Result<&'static dyn Format, String> {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.key()).collect();
    FORMATS
        .iter()
        .find(|format| format.key() == key)
        .copied()
        .ok_or_else(|| format!("known formats: {}", known.join(", ")))
}

pub(super) fn fraction(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..1.0).contains(&share) { Ok(share) } else { Err("a fraction from 0 to 1, such as 0.01".into()) }
}

pub(super) fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..1e9).contains(&seconds) { Ok(seconds) } else { Err("a number of seconds, 0 or more".into()) }
}

/// Plans, has the plan judged, writes and prints it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let scenario = files::scenario(&arguments.file)?;
    if let Some(dir) = &arguments.out {
        writable(dir)?;
    }
    let cancel = Cancel::default();
    let watched = cancel.clone();
    ctrlc::set_handler(move || watched.cancel()).context("cannot watch for Ctrl-C")?;
    let began = Instant::now();
    let progress = Progress::new(arguments.search.limit(), arguments.quiet);
    let answer = search(&scenario, (&arguments.search, planner::LANES), cancel, &progress);
    progress.clear();
    let answer = answer?;
    let judged = judged::judged(&scenario, &answer, arguments.search.seed)?;
    let report = report(&scenario, &answer, judged.as_ref(), began.elapsed());
    let exit = Exit::of_answer(&answer, judged.as_ref());
    if let Some(dir) = &arguments.out {
        put(dir, &scenario, (judged.as_ref(), exit), &report)?;
    }
    let printed = match (arguments.format.key(), &judged) {
        ("json", Some(judged)) => plan_json(&scenario, judged)?,
        ("csv", Some(judged)) => table::write(&scenario, &judged.plan),
        _ => arguments.format.render(&report).into_bytes(),
    };
    files::print(&String::from_utf8_lossy(&printed))?;
    if let Some(dir) = &arguments.out {
        let told = written(&arguments.file, dir, &answer, exit);
        match arguments.format.key() {
            "text" => files::print(&format!("\n{told}"))?,
            _ if judged.is_none() => eprint!("{told}"),
            _ => {}
        }
    }
    Ok(exit)
}

/// What was written where.
fn written(file: &Path, dir: &Path, answer: &Answer, exit: Exit) -> String {
    let (file, folder) = (file.display(), dir.display());
    if answer.plan.is_some() {
        return format!(
            "plan  {folder}/plan.json · {folder}/sessions.csv\njudge it again  vetplan check {file} {folder}/plan.json\n"
        );
    }
    if exit != Exit::Negative {
        return format!("nothing is written into {folder}\n");
    }
    let why = if answer.status == Status::Infeasible { "there is none" } else { "none was found in time" };
    let kept = dir.join("plan.previous.json").exists();
    let kept = if kept {
        format!("; the complete plan before it is kept as {folder}/plan.previous.json")
    } else {
        String::new()
    };
    format!("no plan is written, since {why}: {folder}/report.txt says more{kept}\n")
}

/// Plans a scenario with the limits of the command line, on so many threads where it does not say.
pub(super) fn search(
    scenario: &Scenario,
    (search, threads): (&Search, usize),
    cancel: Cancel,
    progress: &Progress,
) -> anyhow::Result<Answer> {
    let show = |report: &planner::Report| progress.show(report);
    let lanes = search.threads.map_or(threads, |threads| threads as usize);
    let options =
        Options { gap: search.gap, time: search.limit(), seed: search.seed, lanes, cancel, progress: &show };
    Ok(planner::plan(scenario, &options)?)
}

/// The report of an answer.
fn report(scenario: &Scenario, answer: &Answer, judged: Option<&Judged>, took: Duration) -> Report {
    let empty = Ledger::default();
    let document = judged.map(|judged| judged.document(scenario));
    let outcome = PlanOutcome {
        plan: judged.map(|judged| &judged.plan),
        ledger: judged.map_or(&empty, |judged| &judged.ledger),
        verdict: judged.map(|judged| &judged.verdict),
        status: answer.status.key(),
        stop_reason: answer.stop.key(),
        objective_cents: document.as_ref().map(|document| document.objective_cents),
        bound_cents: document.as_ref().and_then(|document| document.bound_cents),
        gap: document.as_ref().and_then(|document| document.gap),
        wish_cents: judged.map_or(0, |judged| judged.proof.wish_cents),
        seconds: took.as_secs_f64(),
        shortages: &answer.shortages,
    };
    let share = document.as_ref().and_then(|document| document.gap_of_difference);
    Report::new(scenario, &outcome).with_gap_of_difference(share)
}

/// The bytes of plan.json.
pub(super) fn plan_json(scenario: &Scenario, judged: &Judged) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(&judged.document(scenario))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Makes sure before the search that its result can be written.
fn writable(dir: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir)
        .map_err(|error| InputProblem(format!("cannot write into {}: {error}", dir.display())).into())
}

/// What a plan is written as.
const FILES: [&str; 3] = ["plan.json", "sessions.csv", "report.txt"];

/// Writes the answer. A negative one keeps a complete plan of an earlier run under another name; a search that
/// ended before it had an answer leaves everything as it is.
fn put(
    dir: &Path,
    scenario: &Scenario,
    (judged, exit): (Option<&Judged>, Exit),
    report: &Report,
) -> anyhow::Result<()> {
    if exit == Exit::Negative {
        keep_complete(dir)?;
    }
    match judged {
        Some(judged) => {
            files::write(&dir.join("plan.json"), &plan_json(scenario, judged)?)?;
            files::write(&dir.join("sessions.csv"), &table::write(scenario, &judged.plan))?;
        }
        None if exit == Exit::Negative => {
            // What is left of an earlier run is no plan of this scenario, and not complete.
            FILES.iter().try_for_each(|file| files::remove(&dir.join(file)))?;
        }
        None => return Ok(()),
    }
    if let Some(text) = FORMATS.iter().find(|format| format.key() == "text") {
        files::write(&dir.join("report.txt"), text.render(&report.clone().without_time()).as_bytes())?;
    }
    Ok(())
}

/// Keeps a complete plan of an earlier run under another name before one that is not replaces it.
fn keep_complete(dir: &Path) -> anyhow::Result<()> {
    let text = std::fs::read(dir.join("plan.json")).unwrap_or_default();
    let plan: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    let complete = plan["unplaced"].as_array().is_some_and(Vec::is_empty);
    if !complete || plan["status"] == Status::Infeasible.key() {
        return Ok(());
    }
    FILES.iter().try_for_each(|file| files::keep(&dir.join(file)))
}
