//! Files that must be rejected, each with the exact text that people see. `UPDATE=1` writes the
//! texts anew; what changes is then to be read before it is kept.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use proptest::prelude::*;
use vetplan::scenario::{Problems, codes, read};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rejected")
}

/// The cases, by name.
fn cases() -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "jsonc")).collect();
    cases.sort();
    cases
}

fn problems(name: &str, bytes: &[u8]) -> Problems {
    read(name, bytes).err().unwrap_or_else(|| panic!("{name} is accepted"))
}

#[test]
fn every_rejected_file_has_its_text() {
    let cases = cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for path in cases {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let found = problems(&name, &std::fs::read(&path).unwrap()).render(false);
        let expected = path.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &found).unwrap();
        }
        let text = std::fs::read_to_string(&expected).unwrap_or_default();
        if text != found {
            wrong.push(format!("--- {name}: expected\n{text}\n--- found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_case_named_after_a_code_has_this_problem_and_no_other() {
    for path in cases() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(code) = name.get(..4).filter(|code| code.starts_with('e')) else { continue };
        let found: BTreeSet<String> = problems(&name, &std::fs::read(&path).unwrap())
            .list
            .iter()
            .map(|problem| problem.code.text().to_lowercase())
            .collect();
        assert_eq!(found, BTreeSet::from([code.to_owned()]), "{name}");
    }
}

#[test]
fn every_code_has_a_case() {
    let names: BTreeSet<String> =
        cases().iter().map(|path| path.file_name().unwrap().to_string_lossy()[..4].to_uppercase()).collect();
    // A file of 64 MiB is made in its own test.
    let missing: Vec<&str> =
        codes().map(|(code, _)| code).filter(|code| *code != "E001" && !names.contains(*code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(codes().all(|(_, meaning)| meaning.ends_with('.')));
}

#[test]
fn a_huge_file_is_not_read() {
    let bytes = vec![b' '; (64 << 20) + 1];
    let found = problems("huge.jsonc", &bytes);
    assert_eq!(found.list[0].code.text(), "E001");
    assert!(found.render(false).contains("67108865 bytes"));
}

#[test]
fn a_hundred_problems_are_shown_and_all_are_counted() {
    let fields: Vec<String> = (0..150).map(|number| format!("\"x{number}\": 1")).collect();
    let found = problems("many.jsonc", format!("{{ {} }}", fields.join(",\n")).as_bytes());
    assert!(found.total >= 150);
    let text = found.render(false);
    assert_eq!(text.matches("error[").count(), 100);
    assert!(
        text.ends_with(&format!("{} problems; the first 100 are shown; nothing was planned\n", found.total))
    );
}

#[test]
fn problems_are_sorted_and_readable_by_tools() {
    let bytes = std::fs::read(folder().join("i15-all-in-one-list.jsonc")).unwrap();
    let found = problems("all", &bytes);
    assert!(found.list.is_sorted_by_key(|problem| problem.span.start));
    let json = serde_json::to_value(&found).unwrap();
    assert!(json["list"][0]["code"].as_str().unwrap().starts_with('E'));
    assert!(json["list"][0]["line"].is_u64());
}

#[test]
fn a_byte_order_mark_moves_spans_and_not_columns() {
    let plain = problems("plain", b"{ \"x\": 1 }");
    let marked = problems("marked", b"\xEF\xBB\xBF{ \"x\": 1 }");
    assert_eq!(marked.list[0].column, plain.list[0].column);
    assert_eq!(marked.list[0].span.start, plain.list[0].span.start + 3);
    assert_eq!(marked.render(false).replace("marked", "plain"), plain.render(false));
}

#[test]
fn colour_is_only_there_when_asked_for() {
    let found = problems("empty", b"");
    assert!(found.render(true).contains('\u{1b}'));
    assert!(!found.render(false).contains('\u{1b}'));
}

/// What a mutation writes over a stretch of a file.
fn splinter() -> impl Strategy<Value = Vec<u8>> {
    let known = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "-1",
        "0",
        "1e999",
        "null",
        "\"x\"",
        "\"none\"",
        "\u{fe0f}é",
        "//",
        "/*",
    ];
    prop_oneof![
        prop::sample::select(known.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
        Just(Vec::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(problems) = read("bytes", &bytes) {
            prop_assert!(!problems.render(false).is_empty());
        }
    }

    #[test]
    fn no_slip_makes_the_reader_panic(
        slips in prop::collection::vec((0.0..1.0_f64, 0_usize..12, splinter()), 1..4),
    ) {
        let mut bytes = include_bytes!("accepted/everything.jsonc").to_vec();
        for (place, length, splinter) in slips {
            let from = (place * bytes.len() as f64) as usize;
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, splinter);
        }
        if let Err(problems) = read("slips", &bytes) {
            prop_assert!(problems.total > 0);
            prop_assert!(!problems.render(false).is_empty());
        }
    }
}
