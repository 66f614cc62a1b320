//! How `share` ends where groups, plans or coalitions are missing.

use serde_json::{Value, json};

use crate::table::{answer, share};
use crate::world::{among_many, scenario};

/// Two modules: eight learners are two groups in both, and five are two groups in one and one in the other.
fn groups_that_differ(rule: &str) -> Value {
    scenario(&json!({
        "programmes": [{ "id": "p", "modules": [
            { "id": "m", "hours": 8, "kind": "theory", "session_hours": 4, "max_group": 4, "staff": ["t"] },
            { "id": "n", "hours": 8, "kind": "theory", "session_hours": 4, "max_group": 5, "staff": ["t"] }
        ] }],
        "cohorts": [{ "id": "K", "programme": "p", "school": "college", "learners": { "R1": 1, "R2": 2, "R3": 2, "R4": 1, "R5": 2 } }],
        "tariffs": {
            "fixed": [{ "id": "course", "amount": 100.0 }],
            "outside_seats": [{ "for": ["K"], "price": 250.0, "per": "seat", "seats": rule, "decided_by": "coalition" }]
        }
    }))
}

#[test]
fn groups_that_differ_but_for_everybody_are_refused() {
    for rule in ["all_or_none", "seat_by_seat"] {
        let refused = share(&among_many(&groups_that_differ(rule)), &["--method", "equal"]);
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0), "{rule}: {said}");
        assert!(said.contains("groups of different sizes"), "{rule}: {said}");
    }
}

/// Sixteen firms whose learners need a unit each: the college has six, and each of the two large firms enough for all.
fn two_firms_with_equipment() -> Value {
    let names: Vec<String> = (1..=16).map(|place| format!("F{place:02}")).collect();
    let firms: Vec<Value> = names.iter().map(|name| json!({ "id": name })).collect();
    let large = |place: usize| if place < 2 { 6 } else { 1 };
    let learners: serde_json::Map<String, Value> =
        names.iter().enumerate().map(|(place, name)| (name.clone(), json!(large(place)))).collect();
    scenario(&json!({
        "firms": firms,
        "equipment": [
            { "id": "few", "kind": "bench", "site": "college", "owner": "college", "units": 6, "learners_per_unit": 1 },
            { "id": "first", "kind": "bench", "site": "college", "owner": "F01", "units": 40, "learners_per_unit": 1 },
            { "id": "second", "kind": "bench", "site": "college", "owner": "F02", "units": 40, "learners_per_unit": 1 }
        ],
        "programmes": [{ "id": "p", "modules": [{ "id": "m", "hours": 8, "kind": "practical", "session_hours": 4, "equipment": "bench" }] }],
        "cohorts": [{ "id": "K", "programme": "p", "school": "college", "learners": learners }],
        "tariffs": { "fixed": [{ "id": "course", "amount": 100.0 }], "per_learner": 64.0 }
    }))
}

#[test]
fn a_coalition_without_a_plan_is_told_and_nothing_is_billed() {
    let ended = share(
        &two_firms_with_equipment(),
        &["--samples", "2", "--method", "equal,proportional_learners,shapley"],
    );
    let found = answer(&ended);
    assert_eq!((ended.status.code(), &found["bill"]), (Some(1), &Value::Null));
    let without = found["without"].as_array().unwrap();
    let names_it = |split: &Value| split["why"].as_str().unwrap().contains("no plan");
    assert!(without.iter().any(names_it), "{without:?}");
}

#[test]
fn nothing_is_due_for_a_course_that_cannot_open() {
    // Each has one learner, and a group needs two.
    let two = scenario(&json!({
        "firms": [{ "id": "R1" }, { "id": "R2" }],
        "programmes": [{ "id": "p", "modules": [{ "id": "m", "hours": 8, "kind": "theory", "session_hours": 4, "min_group": 2 }] }],
        "cohorts": [{ "id": "K", "programme": "p", "school": "college", "learners": { "R1": 1, "R2": 1 } }],
        "tariffs": {
            "fixed": [{ "id": "course", "amount": 300.0 }],
            "outside_seats": [{ "price": 120.0, "per": "seat", "seats": "seat_by_seat", "decided_by": "coalition" }]
        }
    }));
    let found = answer(&share(&two, &["--gap", "0", "--method", "equal"]));
    let rows = found["coalitions"].as_array().unwrap();
    let bounds: Vec<_> =
        rows.iter().map(|row| (row["lower_cents"].as_i64(), row["upper_cents"].as_i64())).collect();
    assert_eq!(bounds, [12_000, 12_000, 24_000].map(|cents| (Some(cents), Some(cents))));
}
