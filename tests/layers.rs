//! The layers of the program use each other in one direction only.
//!
//! `domain, solver ← game, calendar ← scenario ← plan ← exchange, model, check ← planner ← consortium, report ← whatif ← cli`: a module
//! may use what stands to its left, and not even all of that. Every path under `src/` that begins with
//! `crate::` is looked at, in imports and elsewhere; links in documentation are free.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What each layer may use besides itself.
const MAY_USE: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("solver", &[]),
    ("game", &["domain", "solver"]),
    ("calendar", &["domain"]),
    ("scenario", &["domain", "calendar", "game"]),
    ("plan", &["domain", "calendar", "scenario"]),
    ("generate", &["plan"]),
    ("exchange", &["domain", "calendar", "plan"]),
    ("model", &["domain", "calendar", "plan", "solver"]),
    ("check", &["domain", "calendar", "plan"]),
    ("planner", &["domain", "calendar", "plan", "model", "check", "solver"]),
    ("consortium", &["domain", "calendar", "plan", "model", "check", "planner", "solver", "game"]),
    ("report", &["domain", "calendar", "scenario", "plan", "check", "planner"]),
    ("whatif", &["domain", "calendar", "scenario", "plan", "model", "check", "planner", "solver", "report"]),
    (
        "cli",
        &[
            "domain",
            "calendar",
            "scenario",
            "plan",
            "check",
            "model",
            "planner",
            "solver",
            "report",
            "game",
            "consortium",
            "whatif",
            "generate",
            "exchange",
        ],
    ),
];

/// The files of the crate root: they declare layers, and `main` alone calls the last one.
const ROOTS: [&str; 2] = ["lib", "main"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(directory: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The layer of a file: the directory or file right below `src`.
fn layer(file: &Path) -> String {
    let below = file.strip_prefix(source()).unwrap();
    Path::new(below.components().next().unwrap().as_os_str())
        .file_stem()
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

/// A text with its lines of comment emptied.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// The first names of all paths in some text that begin with `crate::` or the crate's own name,
/// with the line each stands on; a group in braces counts for each of its names.
fn used(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in ["crate::", "vetplan::"] {
        for (at, _) in text.match_indices(root) {
            let line = text[..at].lines().count().max(1);
            let rest = &text[at + root.len()..];
            let names = rest.strip_prefix('{').map_or_else(|| vec![first_name(rest)], grouped);
            found.extend(names.into_iter().filter(|name| !name.is_empty()).map(|name| (line, name)));
        }
    }
    found
}

fn first_name(text: &str) -> String {
    text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The first names within braces, which may hold further braces.
fn grouped(text: &str) -> Vec<String> {
    let (mut depth, mut names, mut begin) = (1, Vec::new(), 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && letter == ',') {
            names.push(first_name(&text[begin..at]));
            begin = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names
}

#[test]
fn every_use_points_to_the_left() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut files = Vec::new();
    rust_files(&source(), &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let mine = layer(&file);
        if ROOTS.contains(&mine.as_str()) {
            continue;
        }
        let may =
            allowed.get(mine.as_str()).unwrap_or_else(|| panic!("{mine} has no place among the layers"));
        for (line, name) in used(&code(&fs::read_to_string(&file).unwrap())) {
            if allowed.contains_key(name.as_str()) && name != mine && !may.contains(&name.as_str()) {
                wrong.push(format!(
                    "{}:{line}: {mine} uses {name}",
                    file.strip_prefix(source()).unwrap().display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn layers_stand_in_a_row() {
    let mut before: BTreeSet<&str> = BTreeSet::new();
    for (layer, may) in MAY_USE {
        assert!(may.iter().all(|name| before.contains(name)), "{layer} uses what does not stand before it");
        before.insert(layer);
    }
}

#[test]
fn names_are_found_in_paths_and_groups() {
    let names = |text: &str| used(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names("use crate::domain::{Cents, Party};"), ["domain"]);
    assert_eq!(names("use crate::{\n    model::{self, Model},\n    plan::Plan,\n};"), ["model", "plan"]);
    assert_eq!(names("let cents = crate::plan::price(a, b);"), ["plan"]);
}
