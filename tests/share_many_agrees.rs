//! What `share` says among many firms is what it says where every coalition is looked at.
//!
//! Five firms have all of their coalitions planned. The same five among ten more, none of whom changes anything for them
//! (`world`), are too many for that; what is said of coalitions and splits there must not contradict the table of the five.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

#[path = "share_many_agrees/ends.rs"]
mod ends;
#[path = "share_many_agrees/firms.rs"]
mod firms;
#[path = "share_many_agrees/table.rs"]
mod table;
#[path = "share_many_agrees/world.rs"]
mod world;

use serde_json::{Value, json};
use table::agree;
use world::scenario;

/// One cohort whose seats are sold by these rules.
fn seats(rule: &str, level: &str) -> Value {
    scenario(&json!({
        "tariffs": {
            "fixed": [{ "id": "course", "amount": 60.0 }],
            "per_learner": 5.0,
            "outside_seats": [{ "for": ["K"], "price": 110.0, "per": "seat", "seats": rule, "decided_by": level }]
        }
    }))
}

#[test]
fn seats_sold_one_by_one() {
    agree(&seats("seat_by_seat", "coalition"));
}

#[test]
fn seats_sold_one_by_one_to_each_firm() {
    agree(&seats("seat_by_seat", "firm"));
}

#[test]
fn seats_sold_to_all_or_none() {
    agree(&seats("all_or_none", "coalition"));
}

#[test]
fn seats_sold_to_all_or_none_of_a_firm() {
    agree(&seats("all_or_none", "firm"));
}

/// Two programmes with a cohort each.
fn two_cohorts(tariffs: &Value) -> Value {
    scenario(&json!({
        "programmes": [
            { "id": "p", "modules": [{ "id": "m", "hours": 8, "kind": "theory", "session_hours": 4, "max_group": 4, "staff": ["t"] }] },
            { "id": "q", "modules": [{ "id": "n", "hours": 12, "kind": "practical", "session_hours": 4, "max_group": 3, "staff": ["t"] }] }
        ],
        "cohorts": [
            { "id": "K", "programme": "p", "school": "college", "learners": { "R1": 2, "R2": 1, "R3": 3 } },
            { "id": "L", "programme": "q", "school": "college", "learners": { "R3": 1, "R4": 2, "R5": 2 } }
        ],
        "tariffs": tariffs
    }))
}

#[test]
fn one_offer_for_two_cohorts() {
    agree(&two_cohorts(&json!({
        "fixed": [{ "id": "course", "amount": 300.0 }],
        "outside_seats": [{ "for": ["K", "L"], "price": 160.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }]
    })));
}

#[test]
fn a_cohort_whose_seats_nobody_sells() {
    agree(&two_cohorts(&json!({
        "fixed": [{ "id": "course", "amount": 300.0 }],
        "outside_seats": [{ "for": ["K"], "price": 160.0, "per": "seat", "seats": "seat_by_seat", "decided_by": "coalition" }]
    })));
}

/// A group opens for three learners or more.
fn groups_of_three(fixed: &Value) -> Value {
    scenario(&json!({
        "programmes": [{ "id": "p", "modules": [
            { "id": "m", "hours": 8, "kind": "theory", "session_hours": 4, "max_group": 6, "min_group": 3, "staff": ["t"] }
        ] }],
        "tariffs": {
            "fixed": fixed,
            "outside_seats": [{ "for": ["K"], "price": 150.0, "per": "seat", "seats": "seat_by_seat", "decided_by": "coalition" }]
        }
    }))
}

#[test]
fn too_few_learners_for_a_group() {
    agree(&groups_of_three(&json!([])));
}

#[test]
fn too_few_learners_for_a_course() {
    agree(&groups_of_three(&json!([{ "id": "course", "amount": 60.0 }])));
}

#[test]
fn learners_who_are_free_in_the_evening_only() {
    agree(&scenario(&json!({
        "cohorts": [{ "id": "K", "programme": "p", "school": "college", "groups": [
            { "id": "late", "firm": "R1", "learners": 2, "available": [{ "days": "mon-thu", "from": "17:00", "to": "23:00" }] },
            { "id": "two", "firm": "R2", "learners": 2 },
            { "id": "three", "firm": "R3", "learners": 1 },
            { "id": "four", "firm": "R4", "learners": 2 },
            { "id": "five", "firm": "R5", "learners": 1 }
        ] }],
        "tariffs": {
            "premiums": { "evening": 1.0 },
            "fixed": [{ "id": "course", "amount": 150.0 }],
            "outside_seats": [{ "for": ["K"], "price": 160.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }]
        }
    })));
}

#[test]
fn a_cheap_teacher_with_few_hours() {
    agree(&scenario(&json!({
        "staff": [
            { "id": "anna", "count": 1, "qualifications": ["t"], "cost_per_hour": 30.0, "hours_per_week": 4 },
            { "id": "ben", "count": 3, "qualifications": ["t"], "cost_per_hour": 60.0 }
        ],
        "tariffs": {
            "fixed": [{ "id": "course", "amount": 100.0 }],
            "outside_seats": [{ "for": ["K"], "price": 250.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }]
        }
    })));
}

#[test]
fn shares_within_a_hair_of_what_seats_and_a_group_cost() {
    agree(&scenario(&json!({
        "equipment": [
            { "id": "old", "kind": "bench", "site": "college", "owner": "college", "units": 12, "learners_per_unit": 3, "cost": { "per_hour": 6.0 } },
            { "id": "new", "kind": "bench", "site": "college", "owner": "R5", "units": 12, "learners_per_unit": 2, "cost": { "per_hour": 0.25 } }
        ],
        "staff": [{ "id": "anna", "count": 4, "qualifications": ["t"] }],
        "programmes": [
            { "id": "p", "modules": [{ "id": "m", "hours": 4, "kind": "practical", "session_hours": 4, "min_group": 2, "staff": ["t"] }] },
            { "id": "q", "modules": [{ "id": "n", "hours": 8, "kind": "practical", "session_hours": 4, "max_group": 4, "staff": ["t"], "equipment": "bench" }] }
        ],
        "cohorts": [
            { "id": "K", "programme": "p", "school": "college", "learners": { "R3": 2, "R5": 1 } },
            { "id": "L", "programme": "q", "school": "college", "learners": { "R3": 2, "R4": 1, "R2": 1, "R1": 2 } }
        ],
        "tariffs": {
            "per_learner": 5.0,
            "runs": [{ "per_group": 100.0, "covers": ["staff"] }],
            "outside_seats": [
                { "for": ["K"], "price": 60.0, "per": "seat", "seats": "seat_by_seat", "decided_by": "coalition" },
                { "for": ["L"], "price": 60.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }
            ]
        }
    })));
}

#[test]
fn shares_within_a_hair_of_what_two_courses_cost() {
    agree(&scenario(&json!({
        "programmes": [
            { "id": "p", "modules": [
                { "id": "m", "hours": 12, "kind": "practical", "session_hours": 4, "max_group": 3, "staff": ["t"], "consumables_per_learner_hour": 3.5 }
            ] },
            { "id": "q", "modules": [{ "id": "n", "hours": 12, "kind": "practical", "session_hours": 4, "max_group": 4, "staff": ["t"] }] }
        ],
        "cohorts": [
            { "id": "K", "programme": "p", "school": "college", "learners": { "R4": 3, "R3": 2, "R5": 2, "R2": 4 } },
            { "id": "L", "programme": "q", "school": "college", "learners": { "R4": 4, "R5": 3, "R1": 3, "R3": 3, "R2": 1 } }
        ],
        "tariffs": {
            "fixed": [{ "id": "course", "amount": 300.0 }, { "id": "desk", "amount": 70.0, "payer": "R2" }],
            "runs": [{ "per_group": 250.0, "covers": [] }],
            "outside_seats": [{ "for": ["L"], "price": 120.0, "per": "seat", "seats": "seat_by_seat", "decided_by": "coalition" }]
        }
    })));
}
