//! `vetplan export SCENARIO PLAN`

use std::path::PathBuf;

use super::exit::InputProblem;
use super::{Exit, check, files};
use crate::exchange::ctt;

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
    /// The plan: plan.json, or a sessions.csv.
    plan: PathBuf,
    /// As what to write it.
    #[arg(long, value_enum, default_value = "ctt")]
    format: Format,
    /// Where to write it; stdout when left out.
    #[arg(short, long)]
    out: Option<PathBuf>,
}

/// What other programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A solution of curriculum-based course timetabling: course, room, day, period.
    Ctt,
}

/// Writes a plan as another program reads it.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let scenario = files::scenario(&arguments.file)?;
    let plan = check::plan(&scenario, &arguments.plan)?;
    let text = match arguments.format {
        Format::Ctt => ctt::solution::write(&scenario, &plan),
    };
    let text = text.map_err(|problems| {
        let what = format!("this plan is no solution of course timetabling:\n  {}", problems.join("\n  "));
        InputProblem(what)
    })?;
    match &arguments.out {
        None => files::print(&text)?,
        Some(path) => {
            files::write(path, text.as_bytes())?;
            files::print(&format!("wrote {}\n", path.display()))?;
        }
    }
    Ok(Exit::Done)
}
