//! What limits a plan: amounts worked out by hand on the first scenario with one mechanic who works one evening a week.
//!
//! Two sessions of theory and two times four of repair find six evenings (Tuesdays and Thursdays, one a week) and five Saturdays,
//! so that four of them lie on Saturdays. That costs repair 47.80 more each (30 % of 126.00, and a wish of 2.00 for each of five
//! learners), and theory 57.80. With two evenings a week there are eleven, and nobody has to come on a Saturday.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

mod support;

use std::cell::Cell;

use support::below;
use vetplan::domain::Scenario;
use vetplan::scenario::edit::Source;
use vetplan::solver::Cancel;
use vetplan::whatif::bottlenecks::{Asked, BottleneckError, Bottlenecks, Brings, Step, bottlenecks};

/// The first scenario with some of its text replaced, as a file and read.
fn first(changes: &[(&str, &str)]) -> (Source, Scenario) {
    let mut text = std::fs::read_to_string(below("../scenarios/01-first.jsonc")).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let source = Source::new("first", text.as_bytes()).unwrap();
    let scenario = source.edited(&[]).unwrap().scenario;
    (source, scenario)
}

fn asked<'a>(
    (source, scenario): &'a (Source, Scenario),
    double: &'a [String],
    cancel: &'a Cancel,
) -> Asked<'a> {
    Asked {
        source,
        scenario,
        plan: None,
        time: None,
        gap: 0.0,
        seed: 1,
        lanes: 1,
        most: 20,
        double,
        cancel,
        progress: &|_, _| {},
    }
}

fn found(of: &(Source, Scenario), double: &[String]) -> Bottlenecks {
    bottlenecks(&asked(of, double, &Cancel::default())).unwrap()
}

const ONE_EVENING: [(&str, &str); 2] = [
    ("\"count\": 2, \"qual", "\"count\": 1, \"qual"),
    ("\"evenings_per_week\": 2, \"cost", "\"evenings_per_week\": 1, \"cost"),
];

fn step<'b>(found: &'b Bottlenecks, begins: &str) -> &'b Step {
    found.things.iter().flat_map(|thing| &thing.steps).find(|step| step.what.starts_with(begins)).unwrap()
}

#[test]
fn an_evening_or_a_person_saves_four_saturdays() {
    let found = found(&first(&ONE_EVENING), &[]);
    let (now, saved) = (186_600 + 4 * 4_780, 4 * 4_780);
    assert_eq!((found.now.cost_cents, found.now.bound_cents), (Some(now), Some(now)));
    let exactly = Brings::Saves { at_least_cents: saved, at_most_cents: Some(saved), found_cents: saved };
    let evening = step(&found, "1 evening a week more of each of bicycle mechanics");
    assert_eq!(evening.brings, Some(exactly));
    assert!(evening.sentence.ends_with(": saves 191.20 EUR"), "{}", evening.sentence);
    assert_eq!(step(&found, "1 person more of bicycle mechanics").brings, Some(exactly));
    // Stands are in use one session at a time, and a fourth is of no use to five learners at two each.
    let nothing = Brings::Saves { at_least_cents: 0, at_most_cents: Some(0), found_cents: 0 };
    assert_eq!(step(&found, "1 unit more of repair stands").brings, Some(nothing));
    assert!(!found.cut_short);
}

#[test]
fn what_makes_a_plan_possible_is_told_so() {
    let weekdays = "\"evenings_per_week\": 1, \"available\": [{ \"days\": \"mon-fri\", \"from\": \"08:00\", \"to\": \"22:00\" }], \"cost";
    let changes = [ONE_EVENING[0], (ONE_EVENING[1].0, weekdays)];
    let found = found(&first(&changes), &["staff.mechanics.evenings_per_week".to_owned()]);
    assert!(found.now.no_plan && found.now.missing_minutes > 0);
    let brings = found.doubled[0].brings;
    let complete =
        Brings::APlan { missing_before: found.now.missing_minutes, cost_cents: 186_600, proven: true };
    assert_eq!(brings, Some(complete));
}

#[test]
fn doubling_what_does_not_bind_changes_nothing() {
    let stands = ["equipment.repair-stands".to_owned()];
    let found = found(&first(&[]), &stands);
    assert_eq!(
        found.doubled[0].sentence,
        "equipment.repair-stands.units doubled (6 instead of 3): nothing changes; 100 % of it is used at the peak \
         (at once 3 of 3)"
    );
    let text = found.text();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn what_cannot_be_doubled_is_told() {
    let first = first(&[]);
    let error = |place: &str| {
        let double = [place.to_owned()];
        bottlenecks(&asked(&first, &double, &Cancel::default())).unwrap_err()
    };
    assert!(matches!(error("cohorts.BIKE"), BottleneckError::NoMore { .. }));
    let unknown = error("equipment.columns").to_string();
    assert!(unknown.ends_with("`equipment` has no `columns`; it has repair-stands"), "{unknown}");
}

#[test]
fn what_is_found_before_it_is_ended_is_kept() {
    let first = first(&ONE_EVENING);
    let (cancel, searches) = (Cancel::default(), Cell::new(0));
    let last = Cell::new(String::new());
    let progress = |what: &str, _: &vetplan::planner::Report| {
        if last.replace(what.to_owned()) != what {
            searches.set(searches.get() + 1);
            if searches.get() == 3 {
                cancel.cancel();
            }
        }
    };
    let found = bottlenecks(&Asked { progress: &progress, ..asked(&first, &[], &cancel) }).unwrap();
    let known =
        found.things.iter().flat_map(|thing| &thing.steps).filter(|step| step.brings.is_some()).count();
    assert!(found.cut_short && (1..=2).contains(&known), "{known}");
}
