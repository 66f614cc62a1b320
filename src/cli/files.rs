//! Reading input, and writing output so that a failed run leaves what was there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;

use super::exit::{InputProblem, WrongScenario};
use crate::domain::Scenario;
use crate::scenario::edit::{Edit, Source};

/// Reads and validates a scenario file; every problem in it becomes one error.
pub fn scenario(path: &Path) -> anyhow::Result<Scenario> {
    let bytes = bytes(path)?;
    Ok(crate::scenario::read(&path.display().to_string(), &bytes).map_err(WrongScenario)?)
}

/// The same with some edits; without any it is the file as it stands, and nothing is edited.
pub fn edited(path: &Path, edits: &[Edit]) -> anyhow::Result<(Scenario, Option<Source>)> {
    if edits.is_empty() {
        return Ok((scenario(path)?, None));
    }
    let name = path.display().to_string();
    let source = Source::new(&name, &bytes(path)?).map_err(WrongScenario)?;
    let edited = source.edited(edits).map_err(|error| InputProblem(error.to_string()))?;
    Ok((edited.scenario, Some(edited.source)))
}

/// The bytes of an input file.
pub fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).map_err(|error| InputProblem(format!("cannot read {}: {error}", path.display())).into())
}

/// An input file that means nothing, with every problem in it.
pub fn unread<P: std::fmt::Display>(path: &Path, problems: &[P]) -> anyhow::Error {
    let listed: Vec<String> = problems.iter().map(|problem| format!("  {problem}")).collect();
    InputProblem(format!("{} cannot be read:\n{}", path.display(), listed.join("\n"))).into()
}

/// Whether messages may be coloured: a terminal that nobody has asked to be plain.
pub fn colour() -> bool {
    io::IsTerminal::is_terminal(&io::stderr()) && std::env::var_os("NO_COLOR").is_none()
}

/// Writes a file whole or not at all: under a temporary name beside it, then renamed.
pub fn write(path: &Path, contents: &[u8]) -> anyhow::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let done = fs::write(&temporary, contents).and_then(|()| fs::rename(&temporary, path));
    if done.is_err() && temporary.exists() {
        // The file that could not be finished is of no use; failing to remove it changes nothing.
        let _ = fs::remove_file(&temporary);
    }
    done.with_context(|| format!("cannot write {}", path.display()))
}

/// Keeps a file under another name before it is written anew: `plan.json` as `plan.previous.json`.
pub fn keep(path: &Path) -> anyhow::Result<()> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let kept = path.with_extension(format!("previous.{ending}"));
    if path.exists() {
        fs::rename(path, &kept).with_context(|| format!("cannot keep {}", path.display()))?;
    }
    Ok(())
}

/// Removes a file if there is one.
pub fn remove(path: &Path) -> anyhow::Result<()> {
    if path.exists() {
        fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}

/// Prints a result on stdout.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Whether an error is that nobody reads our output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
