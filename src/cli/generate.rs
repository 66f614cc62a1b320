//! `vetplan generate SIZE`

use std::path::{Path, PathBuf};

use super::exit::InputProblem;
use super::{Exit, files};
use crate::generate::{self, Request, Size};
use crate::plan::table;

/// Arguments of `generate`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How large: S (4 cohorts, 10 weeks), M (20, 20), L (100, 20), XL (400, 40), XXL (1 000, 40), or S10 (64, 40): a
    /// regional college with 45 firms.
    #[arg(value_parser = size)]
    size: Size,
    /// The seed: the same seed draws the same scenario.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How many firms; as many as the size has when left out.
    #[arg(long, value_name = "N")]
    firms: Option<usize>,
    /// Give the weekdays of cohorts in a weekly pattern instead of leaving them to the planner.
    #[arg(long)]
    given_days: bool,
    /// Where to write it; `-` is stdout.
    #[arg(short, long, default_value = "scenario.jsonc")]
    out: PathBuf,
    /// Write sessions that keep every rule beside it, as a table: the proof that there is a plan.
    #[arg(long, value_name = "FILE")]
    sessions: Option<PathBuf>,
}

fn size(word: &str) -> Result<Size, String> {
    let known = Size::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
    known.map(|(_, size)| *size).ok_or_else(|| {
        let names: Vec<&str> = Size::ALL.iter().map(|(name, _)| *name).collect();
        format!("there are {}", names.join(", "))
    })
}

/// Writes a scenario, never over an existing file.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let to_stdout = arguments.out.as_os_str() == "-";
    for path in arguments.sessions.iter().chain((!to_stdout).then_some(&arguments.out)) {
        not_there(path)?;
    }
    let Arguments { size, seed, firms, given_days, .. } = *arguments;
    let request = Request { size, seed, firms, choose_days: !given_days };
    let generated = generate::generate(&request).map_err(|error| InputProblem(error.to_string()))?;
    let text = serde_json::to_string_pretty(&generated.scenario)? + "\n";
    if let Some(path) = &arguments.sessions {
        files::write(path, &table::to_csv(&generated.sessions))?;
    }
    if to_stdout {
        files::print(&text)?;
        return Ok(Exit::Done);
    }
    files::write(&arguments.out, text.as_bytes())?;
    files::print(&format!("wrote {0}; next: vetplan plan {0}\n", arguments.out.display()))?;
    Ok(Exit::Done)
}

fn not_there(path: &Path) -> Result<(), InputProblem> {
    if path.exists() {
        return Err(InputProblem(format!("{} exists; choose another name", path.display())));
    }
    Ok(())
}
