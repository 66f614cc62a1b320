//! `vetplan replan FILE --plan PLAN --shock SHOCKS.json`

use std::path::Path;
use std::time::Duration;

use super::Arguments;
use crate::cli::check::read_plan;
use crate::cli::exit::{InputProblem, WrongScenario};
use crate::cli::variants::cancel;
use crate::cli::{Exit, files};
use crate::planner::{self, Options};
use crate::scenario::edit::Source;
use crate::whatif::shock::{Shaken, ShockError, read, shake};

/// Sentences of broken rules that are told of each.
const TOLD: usize = 3;

/// Runs every disturbance over the plan, one after the other, and says what each does.
pub(super) fn run(arguments: &Arguments, path: &Path) -> anyhow::Result<Exit> {
    let scenario = files::scenario(&arguments.file)?;
    let name = arguments.file.display().to_string();
    let source = Source::new(&name, &files::bytes(&arguments.file)?).map_err(WrongScenario)?;
    let (_, plan, _) = read_plan(&scenario, &arguments.plan)?;
    let shocks = read(&files::bytes(path)?).map_err(|problems| files::unread(path, &problems))?;
    let cancel = cancel()?;
    let time = (arguments.time_limit > 0.0 && arguments.steps.is_none())
        .then(|| Duration::from_secs_f64(arguments.time_limit / shocks.len().max(1) as f64));
    let lanes = arguments.threads.map_or(planner::LANES, |threads| threads as usize);
    let mut shaken: Vec<Shaken> = Vec::new();
    for (done, shock) in shocks.iter().enumerate() {
        if cancel.is_cancelled() {
            eprintln!("cancelled: {} of {} were not looked at", shocks.len() - done, shocks.len());
            break;
        }
        let options = Options {
            gap: 0.0,
            time,
            seed: arguments.seed,
            lanes,
            cancel: cancel.clone(),
            progress: &|_| {},
        };
        let one = shake((&source, &scenario, &plan), shock, &options, arguments.steps);
        let one = one.map_err(|error| match error {
            ShockError::Planner(name, error) => anyhow::Error::new(error).context(name),
            wrong => InputProblem(format!("{}: {wrong}", path.display())).into(),
        })?;
        if !arguments.quiet {
            eprintln!("{} of {} · {}", done + 1, shocks.len(), one.name);
        }
        shaken.push(one);
    }
    if arguments.json {
        files::print(&format!("{}\n", serde_json::to_string_pretty(&shaken)?))?;
    } else {
        files::print(&shaken.iter().map(text).collect::<String>())?;
    }
    let mended = shaken.iter().all(|one| one.accepted && one.unplaced_hours == 0.0);
    Ok(if mended { Exit::Done } else { Exit::Negative })
}

fn text(shaken: &Shaken) -> String {
    let mut text = format!("{}\n", shaken.sentence);
    for broken in shaken.broken.iter().take(TOLD) {
        text.push_str(&format!("    {}\n", broken.sentence));
    }
    if shaken.broken.len() > TOLD {
        text.push_str(&format!("    … and {} more (--json tells all)\n", shaken.broken.len() - TOLD));
    }
    for note in &shaken.notes {
        text.push_str(&format!("    open: {note}\n"));
    }
    text
}
