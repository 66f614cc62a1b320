//! `vetplan allocate GAME.json`

pub(super) mod document;
mod monotony;
mod text;

use std::path::{Path, PathBuf};

use super::exit::InputProblem;
use super::{Exit, files};
use crate::game::file::{self, FileError, Stated};
use crate::game::{METHODS, Method, USUAL, method};
use crate::solver::Cancel;
use document::Document;
pub(super) use document::warnings;
pub(super) use text::figure;

/// Arguments of `allocate`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The game: what each coalition pays alone, or earns.
    file: PathBuf,
    /// Methods by key with commas between them, or `all`; the usual ones when left out.
    #[arg(long, value_delimiter = ',')]
    method: Vec<String>,
    /// Text for people or JSON for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Splits the total of a game by each method.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let methods = chosen(&arguments.method, &USUAL)?;
    let path = &arguments.file;
    let bytes = files::bytes(path)?;
    let document = match file::game(&bytes).map_err(|error| wrong(path, &error))? {
        Stated::Table(game) => {
            let terms = file::terms(&bytes, &game).map_err(|error| wrong(path, &error))?;
            let cancel = Cancel::default();
            let handle = cancel.clone();
            ctrlc::set_handler(move || handle.cancel())?;
            let document = document::of_table(&game, &terms, &methods, &cancel)?;
            if cancel.is_cancelled() {
                return Ok(Exit::Cancelled);
            }
            document
        }
        Stated::Airport(airport) => document::of_types(&airport, &methods),
    };
    match arguments.format {
        Format::Json => files::print(&format!("{}\n", serde_json::to_string_pretty(&document)?))?,
        Format::Text => files::print(&text::table(&document))?,
    }
    Ok(exit(&document))
}

/// No split at all is a negative answer.
fn exit(document: &Document) -> Exit {
    if document.allocations.is_empty() { Exit::Negative } else { Exit::Done }
}

/// Reads a game, naming the file in what is wrong with it.
pub(super) fn read(path: &Path) -> anyhow::Result<Stated> {
    let bytes = files::bytes(path)?;
    Ok(file::game(&bytes).map_err(|error| wrong(path, &error))?)
}

/// What is wrong with a file.
fn wrong(path: &Path, error: &FileError) -> InputProblem {
    InputProblem(format!("{}: {error}", path.display()))
}

/// The methods asked for, in the order of the list; the usual ones when none is.
pub(super) fn chosen(keys: &[String], usual: &[&str]) -> anyhow::Result<Vec<&'static dyn Method>> {
    if keys.is_empty() {
        return Ok(usual.iter().filter_map(|key| method(key)).collect());
    }
    if keys.iter().any(|key| key == "all") {
        return Ok(METHODS.to_vec());
    }
    let find = |key: &String| {
        method(key.trim()).ok_or_else(|| {
            let known: Vec<&str> = METHODS.iter().map(|method| method.key()).collect();
            let near = known.iter().max_by(|a, b| likeness(key, a).total_cmp(&likeness(key, b)));
            let near = near.filter(|near| likeness(key, near) > 0.7);
            let meant = near.map_or(String::new(), |near| format!(", did you mean {near}?"));
            let known = known.join(", ");
            InputProblem(format!("there is no method {key:?}{meant} (methods: {known}, all)")).into()
        })
    };
    keys.iter().map(find).collect()
}

fn likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(one, other)
}
