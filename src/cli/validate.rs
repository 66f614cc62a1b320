//! `vetplan validate FILE`

use std::path::PathBuf;

use super::{Exit, files};

/// Arguments of `validate`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
}

/// Reads the scenario and says what it holds and what was assumed.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let scenario = files::scenario(&arguments.file)?;
    let learners: u32 = scenario.cohorts.iter().map(crate::domain::Cohort::learners).sum();
    let mut text = format!(
        "{}: valid\n  {}\n  {} cohorts with {learners} learners · {} modules · {} firms · {} equipment pools · {} policies\n",
        arguments.file.display(),
        scenario.name,
        scenario.cohorts.len(),
        scenario.modules.len(),
        scenario.firms.len(),
        scenario.equipment.len(),
        scenario.policies.len(),
    );
    for assumption in &scenario.assumptions {
        text.push_str(&format!("  assumed: {assumption}\n"));
    }
    files::print(&text)?;
    Ok(Exit::Done)
}
