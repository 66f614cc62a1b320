//! `vetplan plan FILE`

mod from_year;
mod period;
mod search;
mod written;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::progress::Progress;
use super::{Exit, files};
use crate::domain::Scenario;
use crate::plan::{Ledger, table};
use crate::planner::judged::{self, Asked, Judged};
use crate::planner::{self, Answer, Goal};
use crate::report::{FORMATS, Format, PlanOutcome, Report, Scope};
use crate::scenario::edit::Edit;
use crate::solver::Cancel;
use from_year::FromYear;
pub use search::Search;
use search::search_for;
pub(super) use search::{fraction, search, seconds};
use written::{put, writable, written};

/// Arguments of `plan`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
    /// A change of the scenario before it is planned: PLACE=VALUE, LIST+=ENTRY or LIST-=ID; with --out it is also written, as
    /// scenario.json.
    #[arg(long, value_name = "EDIT")]
    set: Vec<Edit>,
    /// Write plan.json, sessions.csv and report.txt into this folder.
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Stop at the first plan of the whole year and show it by weeks; with --out also as year.csv. It keeps every rule and has
    /// its bound; times of day are provisional until a period is rostered from it.
    #[arg(long, value_name = "WHAT", conflicts_with = "from_year")]
    until: Option<Until>,
    /// Plan one period of this plan anew (plan.json, or an edited sessions.csv), from where it stands: sessions outside the
    /// period, patterns, firm days and opened groups stay, and every module keeps its hours of the year. The gap is one of what
    /// the period costs.
    #[arg(long, value_name = "PLAN", requires = "period")]
    from_year: Option<PathBuf>,
    /// The period, in whole calendar weeks: a period of the calendar by its id, dates such as 2026-09-07..2026-11-13, or
    /// numbers of weeks such as 37..46.
    #[arg(long, value_name = "PERIOD", requires = "from_year")]
    period: Option<String>,
    #[command(flatten)]
    search: Search,
    /// What to print.
    #[arg(short, long, default_value = "text", value_parser = format)]
    format: &'static dyn Format,
    /// No progress on stderr.
    #[arg(short, long)]
    quiet: bool,
}

/// Where a search ends at the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Until {
    /// The first plan of the whole year.
    Year,
}

fn format(key: &str) -> Result<&'static dyn Format, String> {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.key()).collect();
    FORMATS
        .iter()
        .find(|format| format.key() == key)
        .copied()
        .ok_or_else(|| format!("known formats: {}", known.join(", ")))
}

/// Plans, has the plan judged, writes and prints it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let (scenario, edited) = files::edited(&arguments.file, &arguments.set)?;
    if let Some(dir) = &arguments.out {
        writable(dir)?;
    }
    let from_year = arguments.given_year(&scenario)?;
    let cancel = Cancel::default();
    let watched = cancel.clone();
    ctrlc::set_handler(move || watched.cancel()).context("cannot watch for Ctrl-C")?;
    let began = Instant::now();
    let progress = Progress::new(arguments.search.limit(), arguments.quiet);
    let goal = arguments.goal(from_year.as_ref());
    let answer = search_for(&scenario, (&arguments.search, planner::LANES, goal), cancel, &progress);
    progress.clear();
    let answer = answer?;
    let period = from_year.as_ref().map(FromYear::row);
    let least = period.is_none() && arguments.until.is_none();
    let asked = Asked { seed: arguments.search.seed, period, least };
    let judged = judged::judged_of(&scenario, &answer, &asked)?;
    let scope = arguments.scope(&scenario, (from_year.as_ref(), judged.as_ref()));
    let report = report(&scenario, &answer, judged.as_ref(), began.elapsed()).of(scope);
    let exit = Exit::of_answer(&answer, judged.as_ref());
    let mut file = arguments.file.clone();
    if let Some(dir) = &arguments.out {
        put(dir, &scenario, (judged.as_ref(), exit), &report)?;
        if let Some(source) = &edited {
            file = dir.join("scenario.json");
            files::write(&file, &source.bytes())?;
        }
    }
    print(arguments, &scenario, judged.as_ref(), &report)?;
    if let Some(dir) = &arguments.out {
        let told = written(&file, dir, &answer, (exit, arguments.until.is_some()));
        match arguments.format.key() {
            "text" => files::print(&format!("\n{told}"))?,
            _ if judged.is_none() => eprint!("{told}"),
            _ => {}
        }
    }
    Ok(exit)
}

impl Arguments {
    /// The plan and the period of it that are asked for; says on stderr what is to be known of them.
    fn given_year(&self, scenario: &Scenario) -> anyhow::Result<Option<FromYear>> {
        let Some((plan, period)) = self.from_year.as_ref().zip(self.period.as_ref()) else { return Ok(None) };
        let from_year = FromYear::read(scenario, plan, period)?;
        for note in &from_year.notes {
            eprintln!("{note}");
        }
        Ok(Some(from_year))
    }

    fn goal<'a>(&self, from_year: Option<&'a FromYear>) -> Goal<'a> {
        match (from_year, self.until) {
            (Some(from_year), _) => from_year.goal(),
            (None, Some(Until::Year)) => Goal::Year,
            (None, None) => Goal::Best,
        }
    }

    fn scope(
        &self,
        scenario: &Scenario,
        (from_year, judged): (Option<&FromYear>, Option<&Judged>),
    ) -> Option<Scope> {
        let plan = &judged?.plan;
        let period = from_year.map(|from_year| Scope::Period(from_year.planned(scenario, plan)));
        period.or_else(|| self.until.map(|Until::Year| Scope::Year))
    }
}

/// Prints the answer in the format asked for.
fn print(
    arguments: &Arguments,
    scenario: &Scenario,
    judged: Option<&Judged>,
    report: &Report,
) -> anyhow::Result<()> {
    let printed = match (arguments.format.key(), judged) {
        ("json", Some(judged)) => plan_json(scenario, judged)?,
        ("csv", Some(judged)) => table::write(scenario, &judged.plan),
        _ => arguments.format.render(report).into_bytes(),
    };
    files::print(&String::from_utf8_lossy(&printed))
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
