//! `vetplan init [TEMPLATE]`

use std::path::PathBuf;

use super::exit::InputProblem;
use super::{Exit, files};

/// Scenarios to start from: key, what it shows, text. The scenarios of the course are the
/// templates, so that a template is planned and tested like any other.
pub(super) const TEMPLATES: &[(&str, &str, &str)] = &[
    ("first", "one cohort, two modules, five minutes", include_str!("../../scenarios/01-first.jsonc")),
    (
        "three-two-week",
        "three school days and two firm days, robot cells elsewhere, minors",
        include_str!("../../scenarios/02-three-two-week/base.jsonc"),
    ),
];

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Which template; see `vetplan list templates`.
    #[arg(default_value = "first")]
    template: String,
    /// Where to write it; `-` is stdout.
    #[arg(short, long, default_value = "scenario.jsonc")]
    out: PathBuf,
}

/// Writes a template, never over an existing file.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let Some((_, _, text)) = TEMPLATES.iter().find(|(key, _, _)| *key == arguments.template) else {
        let known: Vec<&str> = TEMPLATES.iter().map(|(key, _, _)| *key).collect();
        let what = format!("there is no template `{}`; there are: {}", arguments.template, known.join(", "));
        return Err(InputProblem(what).into());
    };
    if arguments.out.as_os_str() == "-" {
        files::print(text)?;
        return Ok(Exit::Done);
    }
    if arguments.out.exists() {
        let what = format!("{} exists; choose another name with --out", arguments.out.display());
        return Err(InputProblem(what).into());
    }
    files::write(&arguments.out, text.as_bytes())?;
    files::print(&format!("wrote {0}; next: vetplan plan {0}\n", arguments.out.display()))?;
    Ok(Exit::Done)
}
