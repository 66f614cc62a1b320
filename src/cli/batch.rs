//! `vetplan batch PATH…`
//!
//! Plans many scenarios, several at a time. Each result stands in a file of its own named after the
//! scenario's digest and the search, so that a second start skips what is finished; a scenario
//! that fails is reported and the others go on.

mod job;
mod results;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context;
use rayon::prelude::*;

use super::exit::InputProblem;
use super::plan::Search;
use super::{Exit, files};
use crate::solver::Cancel;
use job::Row;

/// Arguments of `batch`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Scenario files, or folders of them (*.json, *.jsonc).
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Scenarios planned at a time; jobs × threads stay within the machine.
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
    /// Where results go.
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    #[command(flatten)]
    search: Search,
}

/// Plans everything and prints one table.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let scenarios = scenarios(&arguments.paths)?;
    std::fs::create_dir_all(&arguments.out)
        .map_err(|error| InputProblem(format!("cannot write into {}: {error}", arguments.out.display())))?;
    let cancel = Cancel::default();
    let watched = cancel.clone();
    ctrlc::set_handler(move || watched.cancel()).context("cannot watch for Ctrl-C")?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(workers(arguments.jobs, arguments.search.threads.unwrap_or(1), cores()))
        .build()?;
    let (total, ended) = (scenarios.len(), AtomicUsize::new(0));
    let rows: Vec<Row> = pool.install(|| {
        let plan = |path: &PathBuf| {
            let row = job::run(path, &arguments.out, &arguments.search, &cancel);
            let place = ended.fetch_add(1, Ordering::Relaxed) + 1;
            eprintln!("{place} of {total} {}  {}  {}", row.note(), row.scenario, row.status);
            row
        };
        scenarios.par_iter().filter(|_| !cancel.is_cancelled()).map(plan).collect()
    });
    files::write(&arguments.out.join("results.csv"), &results::csv(&rows)?)?;
    files::write(&arguments.out.join("results.json"), &serde_json::to_vec_pretty(&rows)?)?;
    let text = results::text(&rows);
    files::write(&arguments.out.join("results.txt"), text.as_bytes())?;
    files::print(&text)?;
    if rows.len() < total {
        eprintln!(
            "cancelled: {} of {total} scenarios were not begun; the same command goes on",
            total - rows.len()
        );
        return Ok(Exit::Cancelled);
    }
    Ok(rows.iter().map(Row::exit).max().unwrap_or(Exit::Done))
}

/// Threads that the machine runs at a time.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Jobs at a time: as asked, but with their threads no more than the machine has room for.
fn workers(jobs: Option<usize>, threads: u32, cores: usize) -> usize {
    let room = (cores / threads.max(1) as usize).max(1);
    jobs.unwrap_or(room).clamp(1, room)
}

/// The scenario files named, and those in the folders named, without repeats.
fn scenarios(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            in_folder(path, &mut files)?;
        } else if path.exists() {
            files.push(path.clone());
        } else {
            return Err(InputProblem(format!("there is no {}", path.display())).into());
        }
    }
    files.sort();
    files.dedup();
    if files.is_empty() {
        return Err(InputProblem("no scenario files (*.json, *.jsonc) there".into()).into());
    }
    Ok(files)
}

fn in_folder(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let scenario = path.extension().is_some_and(|end| end == "json" || end == "jsonc");
        if path.is_dir() {
            in_folder(&path, files)?;
        } else if scenario {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::workers;

    #[test]
    fn jobs_and_their_threads_stay_within_the_machine() {
        for (jobs, threads, cores, found) in [
            (None, 1, 8, 8),
            (None, 3, 8, 2),
            (Some(4), 1, 8, 4),
            (Some(100), 2, 8, 4),
            (Some(0), 1, 8, 1),
            // One job always runs, with as many threads as were asked for.
            (Some(4), 16, 8, 1),
        ] {
            assert_eq!(workers(jobs, threads, cores), found, "{jobs:?} {threads} {cores}");
        }
    }
}
