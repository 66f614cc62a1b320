//! Times of a file that may be a slip of the pen are told among the assumptions.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

/// The assumptions of the small scenario with some words replaced.
fn assumed(replaced: &[(&str, &str)]) -> Vec<String> {
    let mut text = std::fs::read_to_string("tests/accepted/small.jsonc").unwrap();
    for (from, to) in replaced {
        assert!(text.contains(from), "{from} is not there:\n{text}");
        text = text.replace(from, to);
    }
    vetplan::scenario::read("small", text.as_bytes())
        .unwrap_or_else(|problems| panic!("{problems}"))
        .assumptions
}

fn says(assumptions: &[String], sentence: &str) -> bool {
    assumptions.iter().any(|assumption| assumption == sentence)
}

const PART: &str = "\"days\": \"mon-fri\", \"from\": \"09:00\", \"to\": \"12:00\"";
const ANNA: &str = "\"id\": \"anna\",";

#[test]
fn dayparts_late_or_at_the_weekend_that_count_as_day_are_told() {
    let late = "these dayparts begin at 18:00 or later and count as day: am";
    let weekend = "these dayparts lie on a Saturday or Sunday and count as day: am";
    for (part, told) in [
        ("\"days\": \"mon-fri\", \"from\": \"18:00\", \"to\": \"21:00\"", [true, false]),
        ("\"days\": \"mon-fri\", \"from\": \"17:30\", \"to\": \"20:30\"", [false, false]),
        ("\"days\": \"fri-sat\", \"from\": \"09:00\", \"to\": \"12:00\"", [false, true]),
        ("\"days\": \"sun\", \"from\": \"19:00\", \"to\": \"22:00\"", [true, true]),
    ] {
        let assumptions = assumed(&[(PART, part)]);
        assert_eq!([late, weekend].map(|sentence| says(&assumptions, sentence)), told, "{part}");
    }
    let evening = "\"days\": \"mon-fri\", \"from\": \"18:00\", \"to\": \"21:00\", \"class\": \"evening\"";
    let assumptions = assumed(&[(&format!("{PART}, \"class\": \"day\""), evening)]);
    assert!(!says(&assumptions, late), "{assumptions:?}");
}

#[test]
fn staff_who_are_there_in_no_daypart_are_named() {
    let told = "these staff are available in no daypart: Anna";
    let here = |windows: &str| {
        let anna = format!("{ANNA} \"name\": \"Anna\", {windows},");
        says(&assumed(&[(ANNA, &anna)]), told)
    };
    for (windows, never) in [
        ("\"available\": [{ \"days\": \"sat\" }]", true),
        ("\"available\": [{ \"days\": \"mon\", \"from\": \"13:00\", \"to\": \"17:00\" }]", true),
        ("\"available\": [{ \"days\": \"sat\" }, { \"days\": \"mon\" }]", false),
        // Too little for the daypart, but enough for a shorter session that begins with it.
        ("\"available\": [{ \"days\": \"mon\", \"from\": \"09:00\", \"to\": \"10:00\" }]", false),
        ("\"absent\": [{ \"from\": \"2026-09-07\", \"to\": \"2026-10-02\" }]", true),
        ("\"absent\": [{ \"from\": \"2026-09-07\", \"to\": \"2026-10-01\" }]", false),
    ] {
        assert_eq!(here(windows), never, "{windows}");
    }
}
