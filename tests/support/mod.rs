//! What the tests of the model share: scenarios from files, and plans without a gap.

#![allow(dead_code, clippy::unwrap_used, reason = "every test takes what it needs")]

pub mod trade;

use std::fs;
use std::path::{Path, PathBuf};

use vetplan::domain::Scenario;
use vetplan::planner::{Answer, Options, plan};
use vetplan::scenario::read;

/// A path below `tests/`.
pub fn below(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The scenarios of a directory by name, in order.
pub fn scenarios(directory: &str) -> Vec<(String, Scenario)> {
    files(directory, "jsonc")
        .into_iter()
        .map(|name| (name.clone(), scenario(&format!("{directory}/{name}.jsonc"))))
        .collect()
}

/// The names, without extension, of the files of a directory that have this extension.
pub fn files(directory: &str, extension: &str) -> Vec<String> {
    let all = fs::read_dir(below(directory)).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = all
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The scenario of a file below `tests/`.
pub fn scenario(path: &str) -> Scenario {
    let bytes = fs::read(below(path)).unwrap();
    parsed(path, &bytes)
}

/// The scenario of some text.
pub fn parsed(name: &str, bytes: &[u8]) -> Scenario {
    match read(name, bytes) {
        Ok(scenario) => scenario,
        Err(problems) => panic!("{name}:\n{problems}"),
    }
}

/// What the planner answers when it may not stop before the proof is complete.
pub fn best(scenario: &Scenario) -> Answer {
    let options = Options { seed: 1, ..Options::default() };
    plan(scenario, &options).unwrap()
}
