//! `vetplan share FILE`

mod agreed;
mod bill;
mod college;
mod document;
mod many;
mod pools;
mod statement;
mod store;
mod text;
mod trustee;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use super::allocate::{Format, chosen};
use super::exit::InputProblem;
use super::{Exit, files};
use crate::consortium::costs::{Costs, CostsError, MOST_FIRMS, NoStore, Options, Store, costs};
use crate::consortium::{consistency, players};
use crate::domain::Scenario;
use crate::game::Method;
use crate::planner;
use crate::solver::Cancel;
use agreed::Agreed;
use document::Document;
use store::Folder;

/// Methods of the comparison when none is asked for.
const USUAL: [&str; 6] = [
    "equal",
    "proportional_learners",
    "proportional_hours",
    "proportional_standalone",
    "shapley",
    "nucleolus",
];

/// Arguments of `share`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario file: firms with learners share its cost.
    file: PathBuf,
    /// Methods by key with commas between them, or `all`; the usual ones when left out.
    #[arg(long, value_delimiter = ',')]
    method: Vec<String>,
    /// Write the trustee's file, the comparison and a statement for each firm into this folder.
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Coalitions worked on at a time; as many as the machine has cores when left out. Among more than 14 firms, one.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Stop the search for the plan of one coalition after so many seconds; 0 is no limit.
    #[arg(long, value_name = "SECONDS", default_value_t = 300.0, value_parser = super::plan::seconds)]
    time_limit: f64,
    /// The cost of a coalition need not be known nearer than this fraction. Among more than 14 firms this is asked of everybody, each
    /// firm alone, all but each, and those that complain most; sampled ones are known by plans at hand.
    #[arg(long, value_name = "FRACTION", default_value_t = 0.001, value_parser = super::plan::fraction)]
    gap: f64,
    /// Pairs of orders that a sampled Shapley value is the mean of, among more firms than have all coalitions planned.
    #[arg(long, value_name = "N", default_value_t = 500)]
    samples: usize,
    /// Seed of the searches.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u32,
    /// Keep what is known of coalitions in this folder, so that the next run finds it; `.vetplan-cache` when left out.
    #[arg(long, value_name = "DIR", default_value = ".vetplan-cache")]
    cache: PathBuf,
    /// Neither look for known costs nor keep them.
    #[arg(long)]
    no_cache: bool,
    /// Text for people or JSON for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// No progress on stderr.
    #[arg(short, long)]
    quiet: bool,
}

/// Computes what coalitions pay, splits it, and writes what each party may see.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let methods = chosen(&arguments.method, &USUAL)?;
    let scenario = files::scenario(&arguments.file)?;
    let agreed = Agreed::of(&scenario)?;
    if let Some(dir) = &arguments.out {
        std::fs::create_dir_all(dir)
            .map_err(|error| InputProblem(format!("cannot write into {}: {error}", dir.display())))?;
    }
    let cancel = Cancel::default();
    let watched = cancel.clone();
    ctrlc::set_handler(move || watched.cancel()).context("cannot watch for Ctrl-C")?;
    let folder = (!arguments.no_cache).then(|| Folder::new(&arguments.cache)).transpose()?;
    let store: &dyn Store = folder.as_ref().map_or(&NoStore, |folder| folder);
    let found = if players(&scenario).len() > MOST_FIRMS {
        let (scenario, methods, cancel) = (&scenario, &methods, &cancel);
        many::Asking { scenario, arguments, methods, agreed, cancel, store }.document()?
    } else {
        of_every_coalition(&scenario, arguments, (&methods, agreed), (&cancel, store))?
    };
    if let Some(problem) = folder.as_ref().and_then(Folder::problem) {
        eprintln!("note: {problem}");
    }
    let document = match found {
        Ok(document) => document,
        Err(end) => return Ok(end),
    };
    if let Some(dir) = &arguments.out {
        write(dir, &document)?;
    }
    match arguments.format {
        Format::Json => files::print(&format!("{}\n", serde_json::to_string_pretty(&document.trustee)?))?,
        Format::Text => files::print(&text::page(&document))?,
    }
    Ok(if document.may_be_billed() { Exit::Done } else { Exit::Negative })
}

/// What follows from the cost of every coalition; the class of the end when it was cancelled.
fn of_every_coalition(
    scenario: &Scenario,
    arguments: &Arguments,
    methods: (&[&'static dyn Method], Agreed),
    (cancel, store): (&Cancel, &dyn Store),
) -> anyhow::Result<Result<Document, Exit>> {
    let Some(costs) = known(scenario, arguments, (cancel, store))? else { return Ok(Err(Exit::Cancelled)) };
    let options = planner_options(arguments, cancel);
    let found = document(scenario, &costs, methods, (&options, store, arguments.quiet))?;
    Ok(found.ok_or(Exit::Cancelled))
}

/// What every coalition pays; `None` when it was cancelled before all was known.
fn known(
    scenario: &Scenario,
    arguments: &Arguments,
    kept: (&Cancel, &dyn Store),
) -> anyhow::Result<Option<Costs>> {
    let bar = bar(arguments.quiet, "what coalitions pay · {pos} of {len} known");
    let progress = |ended: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(ended as u64);
    };
    let options = costs_options(arguments, kept, &progress);
    bar.enable_steady_tick(Duration::from_millis(500));
    let found = costs(scenario, &options);
    bar.finish_and_clear();
    match found {
        Ok(costs) => Ok(Some(costs)),
        Err(error @ CostsError::Cancelled { .. }) => {
            eprintln!("{error}");
            Ok(None)
        }
        Err(error @ (CostsError::NoFirms | CostsError::TooMany(_))) => {
            Err(InputProblem(error.to_string()).into())
        }
        Err(error) => Err(error.into()),
    }
}

/// How costs of coalitions are found.
fn costs_options<'a>(
    arguments: &Arguments,
    (cancel, store): (&Cancel, &'a dyn Store),
    progress: &'a (dyn Fn(usize, usize) + Sync),
) -> Options<'a> {
    Options {
        gap: arguments.gap,
        time: limit(arguments),
        seed: arguments.seed,
        threads: arguments.threads.map_or_else(
            || std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            usize::from,
        ),
        cancel: cancel.clone(),
        store,
        progress,
    }
}

/// What is split and billed; `None` when it was cancelled.
fn document(
    scenario: &Scenario,
    costs: &Costs,
    methods: (&[&'static dyn Method], Agreed),
    (options, store, quiet): (&planner::Options<'_>, &dyn Store, bool),
) -> anyhow::Result<Option<Document>> {
    let findings = consistency::findings(costs);
    let bar = bar(quiet, "smaller intakes · {pos} of {len} looked at");
    let progress = |ended: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(ended as u64);
    };
    bar.enable_steady_tick(Duration::from_millis(500));
    let document = Document::new(scenario, costs, &findings, methods, (options, store, &progress));
    bar.finish_and_clear();
    document
}

/// What is done, how far it is, time gone and time left.
fn bar(quiet: bool, what: &str) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let template = format!("{{spinner}} {what} · {{elapsed}} · {{eta}} left");
    // Only these placeholders stand in it, so that it parses; else the bar has its usual looks.
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar
}

fn limit(arguments: &Arguments) -> Option<Duration> {
    (arguments.time_limit > 0.0).then(|| Duration::from_secs_f64(arguments.time_limit))
}

fn planner_options(arguments: &Arguments, cancel: &Cancel) -> planner::Options<'static> {
    planner::Options {
        gap: arguments.gap,
        time: limit(arguments),
        seed: arguments.seed,
        cancel: cancel.clone(),
        ..planner::Options::default()
    }
}

/// The trustee's file, the comparison, and a statement for each firm; those of a run before go into the folder `previous`.
fn write(dir: &Path, document: &Document) -> anyhow::Result<()> {
    put_aside(dir)?;
    let trustee = serde_json::to_vec_pretty(&document.trustee)?;
    files::write(&dir.join("trustee.json"), &trustee)?;
    files::write(&dir.join("comparison.txt"), text::page(document).as_bytes())?;
    if let Some(game) = &document.game {
        files::write(&dir.join("game.json"), &serde_json::to_vec_pretty(game)?)?;
    }
    let names: Vec<&str> = document.statements.iter().map(|statement| statement.firm.as_str()).collect();
    for (place, statement) in document.statements.iter().enumerate() {
        let text = statement::text(statement);
        files::write(&dir.join(format!("{}.txt", statement::file(&names, place))), text.as_bytes())?;
        let json = serde_json::to_vec_pretty(statement)?;
        files::write(&dir.join(format!("{}.json", statement::file(&names, place))), &json)?;
        let inputs = dir.join(format!("{}.inputs.json", statement::file(&names, place)));
        files::write(&inputs, statement.inputs.as_bytes())?;
    }
    Ok(())
}

/// Moves papers that an earlier run has written into the folder `previous`, in place of those that are there.
fn put_aside(dir: &Path) -> anyhow::Result<()> {
    let papers = |dir: &Path| -> anyhow::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
        let paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<PathBuf>>>()?;
        Ok(paths.into_iter().filter(|path| path.is_file() && is_paper(path)).collect())
    };
    let (old, previous) = (papers(dir)?, dir.join("previous"));
    if old.is_empty() {
        return Ok(());
    }
    std::fs::create_dir_all(&previous).with_context(|| format!("cannot make {}", previous.display()))?;
    for path in papers(&previous)? {
        std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    for path in old {
        let to = previous.join(path.file_name().unwrap_or_default());
        std::fs::rename(&path, &to).with_context(|| format!("cannot move {}", path.display()))?;
    }
    Ok(())
}

/// Whether a file is one that `share` writes.
fn is_paper(path: &Path) -> bool {
    let name = path.file_name().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    let statement = name.starts_with("statement-") || name.starts_with("statement.");
    statement || ["trustee.json", "comparison.txt", "game.json"].contains(&name)
}
