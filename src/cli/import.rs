//! `vetplan import FILE`

use std::path::PathBuf;

use super::exit::InputProblem;
use super::{Exit, files};
use crate::exchange::ctt;

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file: .ctt or .ectt, curriculum-based course timetabling.
    file: PathBuf,
    /// Where to write the scenario; `-` is stdout.
    #[arg(short, long, default_value = "scenario.jsonc")]
    out: PathBuf,
    /// Never use rooms that the file says do not suit a course; the competition of 2007 does not ask for that.
    #[arg(long)]
    rooms_suit: bool,
}

/// Writes the scenario that a file of another program means, never over an existing file.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let file = arguments.file.display();
    let known =
        |ending: &std::ffi::OsStr| ["ctt", "ectt"].iter().any(|word| ending.eq_ignore_ascii_case(word));
    if !arguments.file.extension().is_some_and(known) {
        return Err(InputProblem(format!("{file} is no .ctt or .ectt file")).into());
    }
    if arguments.out.exists() {
        let what = format!("{} exists; choose another name with --out", arguments.out.display());
        return Err(InputProblem(what).into());
    }
    let bytes = files::bytes(&arguments.file)?;
    let instance =
        ctt::instance::read(&bytes).map_err(|problems| files::unread(&arguments.file, &problems))?;
    let scenario = ctt::scenario::scenario(&instance, arguments.rooms_suit);
    let text = serde_json::to_string_pretty(&scenario)? + "\n";
    // What a file cannot say of itself (an id that the format keeps for itself) is told as for any scenario.
    crate::scenario::read(&arguments.out.display().to_string(), text.as_bytes())
        .map_err(super::exit::WrongScenario)?;
    if arguments.out.as_os_str() == "-" {
        files::print(&text)?;
        return Ok(Exit::Done);
    }
    files::write(&arguments.out, text.as_bytes())?;
    files::print(&format!("wrote {0}; next: vetplan plan {0}\n", arguments.out.display()))?;
    Ok(Exit::Done)
}
