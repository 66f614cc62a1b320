//! `vetplan replan FILE --plan PLAN --changes CHANGES.json`

mod shocks;
mod text;

use std::path::PathBuf;

use anyhow::Context;
use chrono::NaiveDate;

use super::check::read_plan;
use super::exit::InputProblem;
use super::plan::{plan_json, seconds};
use super::progress::Progress;
use super::{Exit, files};
use crate::check::judge;
use crate::domain::Scenario;
use crate::plan::{Plan, price, table};
use crate::planner::judged::{Asked as Judging, Judged, judged_of};
use crate::planner::{self, Answer, Options, Status, StopReason, Weighing};
use crate::scenario::edit::Source;
use crate::solver::Cancel;
use crate::whatif::change;
use crate::whatif::replan::{Asked, Changed, Replanned, Row, changed, replan};

/// Arguments of `replan`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario as it was.
    file: PathBuf,
    /// The plan as it was published: plan.json, or sessions.csv.
    #[arg(long, value_name = "PLAN")]
    plan: PathBuf,
    /// Named disturbances instead of what has happened: says of each what it breaks and how little would mend it.
    #[arg(long, value_name = "SHOCKS", conflicts_with_all = ["changes", "from", "out", "points", "choose"])]
    shock: Option<PathBuf>,
    /// What has happened, as JSON: absences, equipment out of use, sites or days closed, a firm leaving, sessions missed, or any
    /// change of the scenario file.
    #[arg(long, value_name = "CHANGES", required_unless_present = "shock")]
    changes: Option<PathBuf>,
    /// The first day that may be planned anew; what is before stands. If absent the file's "from", or else the first day on which
    /// a change tells.
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// The day on which people are told, for the weight of changes at short notice; --from if absent.
    #[arg(long, value_name = "DATE")]
    told: Option<NaiveDate>,
    /// What a change weighs: the people of the session, three times where its new day is less than two weeks away and twice where it
    /// is less than four, or every session once.
    #[arg(long, value_enum, default_value_t = Weigh::People)]
    weigh: Weigh,
    /// How many plans are sought, from as few changes as possible to any.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=20))]
    points: u32,
    /// Which plan is taken, counted from 1 in the list.
    #[arg(long, value_name = "N", default_value_t = 1)]
    choose: usize,
    /// Write plan.json, sessions.csv, scenario.json as it is now and changes.json (what differs, for programs) into this folder.
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Stop after so many seconds in all; 0 is no limit.
    #[arg(long, value_name = "SECONDS", default_value_t = 120.0, value_parser = seconds)]
    time_limit: f64,
    /// Stop each search after so many steps: the same seed, steps and threads give the same plans.
    #[arg(long, value_name = "N")]
    steps: Option<u64>,
    /// Threads.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=256))]
    threads: Option<u32>,
    /// Seed of the search.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u32,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
    /// Tell every change; otherwise the first 30.
    #[arg(long)]
    all: bool,
    /// No progress on stderr.
    #[arg(short, long)]
    quiet: bool,
}

/// What a change weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Weigh {
    /// The people of the session, more for less notice.
    People,
    /// Every session once.
    Sessions,
}

/// Plans anew, has the plans judged, prints and writes them.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    if let Some(shocks) = &arguments.shock {
        return shocks::run(arguments, shocks);
    }
    let (changed, plan, from) = asked(arguments)?;
    let scenario = &changed.edited.scenario;
    let told = arguments.told.unwrap_or(from);
    let weighing = match arguments.weigh {
        Weigh::People => Weighing::of_people(told),
        Weigh::Sessions => Weighing::of_sessions(told),
    };
    let asked = Asked { plan: &plan, from, weighing, points: arguments.points, steps: arguments.steps };
    let cancel = Cancel::default();
    let watched = cancel.clone();
    ctrlc::set_handler(move || watched.cancel()).context("cannot watch for Ctrl-C")?;
    let limit = (arguments.time_limit > 0.0 && arguments.steps.is_none())
        .then(|| std::time::Duration::from_secs_f64(arguments.time_limit));
    let progress = Progress::new(limit, arguments.quiet);
    let show = |report: &planner::Report| progress.show(report);
    let lanes = arguments.threads.map_or(planner::LANES, |threads| threads as usize);
    let options = Options { gap: 0.0, time: limit, seed: arguments.seed, lanes, cancel, progress: &show };
    let found = replan(&changed, &options, &asked);
    progress.clear();
    let found = found?;
    let most = found.points.len();
    if arguments.choose > most {
        eprintln!("--choose {}: there are {most} plans, the last is taken", arguments.choose);
    }
    let chosen = arguments.choose.clamp(1, most.max(1)) - 1;
    let Some(row) = found.points.get(chosen) else { return Ok(Exit::Negative) };
    // A plan that the judge rejects is no answer.
    let judged =
        found.plan(chosen).map(|plan| judged(scenario, plan, row, arguments.seed)).transpose()?.flatten();
    if arguments.json {
        files::print(&format!("{}\n", serde_json::to_string_pretty(&found)?))?;
    } else {
        files::print(&text::page(scenario, &found, (chosen, arguments.all)))?;
    }
    let exit = if row.accepted && row.unplaced_hours == 0.0 { Exit::Done } else { Exit::Negative };
    if let Some(judged) = &judged {
        write(arguments, &changed, (&found, judged))?;
    }
    Ok(exit)
}

/// The scenario after the changes, the plan by it, and the first day that may be changed; every problem of the files becomes one
/// error.
fn asked(arguments: &Arguments) -> anyhow::Result<(Changed, Plan, NaiveDate)> {
    let bytes = files::bytes(&arguments.file)?;
    let scenario = files::scenario(&arguments.file)?;
    let source =
        Source::new(&arguments.file.display().to_string(), &bytes).map_err(super::exit::WrongScenario)?;
    let path = arguments.changes.clone().unwrap_or_default();
    let changes = change::read(&files::bytes(&path)?).map_err(|problems| files::unread(&path, &problems))?;
    let changed = changed(&source, &scenario, &changes)
        .map_err(|error| InputProblem(format!("{}: {error}", path.display())))?;
    let (_, plan, rest) = read_plan(&changed.edited.scenario, &arguments.plan)?;
    for note in &rest.notes {
        eprintln!("{note}");
    }
    let unknown: Vec<&str> = changed
        .missed
        .iter()
        .filter(|id| !plan.sessions.iter().any(|session| session.id == **id))
        .map(String::as_str)
        .collect();
    if !unknown.is_empty() {
        let problem = format!("missed: the plan has no session {}", unknown.join(", "));
        return Err(InputProblem(problem).into());
    }
    let from = arguments.from.or_else(|| changes.first_day()).ok_or_else(|| {
        InputProblem("it is not clear from when the plan may be changed: say --from DATE".to_owned())
    })?;
    Ok((changed, plan, from))
}

/// Writes the plan that was chosen.
fn write(
    arguments: &Arguments,
    changed: &Changed,
    (found, judged): (&Replanned, &Judged),
) -> anyhow::Result<()> {
    let Some(dir) = &arguments.out else { return Ok(()) };
    std::fs::create_dir_all(dir)
        .map_err(|error| InputProblem(format!("cannot write into {}: {error}", dir.display())))?;
    let scenario = &changed.edited.scenario;
    files::write(&dir.join("plan.json"), &plan_json(scenario, judged)?)?;
    files::write(&dir.join("sessions.csv"), &table::write(scenario, &judged.plan))?;
    files::write(&dir.join("scenario.json"), &changed.edited.source.bytes())?;
    files::write(
        &dir.join("changes.json"),
        format!("{}\n", serde_json::to_string_pretty(found)?).as_bytes(),
    )?;
    if !arguments.json {
        let folder = dir.display();
        files::print(&format!(
            "\nplan  {folder}/plan.json · {folder}/sessions.csv\nthe scenario as it is now  {folder}/scenario.json\njudge it again  vetplan check {folder}/scenario.json {folder}/plan.json\n"
        ))?;
    }
    Ok(())
}

/// The plan with its price and what the judge says.
fn judged(scenario: &Scenario, plan: &Plan, row: &Row, seed: u32) -> anyhow::Result<Option<Judged>> {
    let complete = plan.unplaced.is_empty();
    let euros = (price(scenario, plan).cost().0 + judge(scenario, plan).wish_cents.0) as f64 / 100.0;
    let answer = Answer {
        plan: Some(plan.clone()),
        status: Status::Stopped,
        stop: if row.cut_short { StopReason::Time } else { StopReason::Nodes },
        bound: f64::NEG_INFINITY,
        objective: complete.then_some(euros),
        shortages: Vec::new(),
        nodes: 0,
    };
    Ok(judged_of(scenario, &answer, &Judging { seed, period: None, least: false })?)
}
