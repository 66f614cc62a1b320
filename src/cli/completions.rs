//! `vetplan completions SHELL`

use clap::CommandFactory;

use super::{Cli, Exit, files};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The shell.
    shell: clap_complete::Shell,
}

/// Prints the completions of a shell.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "vetplan", &mut script);
    files::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
