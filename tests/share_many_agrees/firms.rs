//! Firms that are not like the others: what is theirs, what binds them, what they bear.

use serde_json::{Value, json};

use crate::table::agree;
use crate::world::scenario;

#[test]
fn equipment_and_staff_of_a_firm() {
    agree(&scenario(&json!({
        "equipment": [
            { "id": "old", "kind": "bench", "site": "college", "owner": "college", "units": 12, "learners_per_unit": 1, "cost": { "per_hour": 6.0 } },
            { "id": "new", "kind": "bench", "site": "college", "owner": "R3", "units": 12, "learners_per_unit": 1, "cost": { "per_hour": 1.0 } }
        ],
        "staff": [
            { "id": "anna", "count": 4, "qualifications": ["t"], "cost_per_hour": 40.0 },
            { "id": "ben", "count": 4, "qualifications": ["t"], "cost_per_hour": 25.0, "employer": "R2" }
        ],
        "programmes": [{ "id": "p", "modules": [
            { "id": "m", "hours": 4, "kind": "practical", "session_hours": 4, "max_group": 4, "staff": ["t"], "equipment": "bench" }
        ] }],
        "tariffs": {
            "fixed": [{ "id": "course", "amount": 50.0 }],
            "outside_seats": [{ "for": ["K"], "price": 60.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }]
        }
    })));
}

#[test]
fn costs_that_are_due_always() {
    agree(&scenario(&json!({
        "tariffs": {
            "fixed": [
                { "id": "course", "amount": 100.0 },
                { "id": "office", "amount": 50.0, "always": true },
                { "id": "desk", "amount": 70.0, "payer": "R2", "always": true }
            ],
            "outside_seats": [{ "for": ["K"], "price": 130.0, "per": "seat", "seats": "seat_by_seat", "decided_by": "coalition" }]
        }
    })));
}

/// Firms with as many learners, but for one that is not like the others; and what is said of the module besides.
fn four_firms(firms: &Value, module: &Value, tariffs: &Value) -> Value {
    let mut stated = json!({ "id": "m", "hours": 8, "kind": "theory", "session_hours": 4, "max_group": 4 });
    for (field, value) in module.as_object().unwrap() {
        stated[field] = value.clone();
    }
    scenario(&json!({
        "firms": firms,
        "programmes": [{ "id": "p", "modules": [stated] }],
        "cohorts": [{ "id": "K", "programme": "p", "school": "college", "learners": { "R1": 2, "R2": 4, "R3": 2, "R4": 2 } }],
        "tariffs": tariffs
    }))
}

#[test]
fn a_firm_with_a_ceiling_beside_plain_ones() {
    let hours = json!([{ "days": "mon-sun", "from": "07:00", "to": "23:00" }]);
    let firms = json!([{ "id": "R1" }, { "id": "R2", "away_at_most": 2, "working_hours": hours }, { "id": "R3" }, { "id": "R4" }]);
    agree(&four_firms(
        &firms,
        &json!({}),
        &json!({
            "fixed": [{ "id": "course", "amount": 300.0 }],
            "outside_seats": [{ "for": ["K"], "price": 200.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }]
        }),
    ));
}

#[test]
fn a_firm_with_the_only_site_beside_plain_ones() {
    let firms = json!([{ "id": "R1" }, { "id": "R2", "site": "hall" }, { "id": "R3" }, { "id": "R4" }]);
    let module = json!({ "staff": ["t"], "sites": ["hall"] });
    let mut scenario = four_firms(
        &firms,
        &module,
        &json!({
            "fixed": [{ "id": "course", "amount": 100.0 }],
            "outside_seats": [{ "for": ["K"], "price": 150.0, "per": "seat", "seats": "all_or_none", "decided_by": "coalition" }]
        }),
    );
    scenario["sites"] =
        json!([{ "id": "college", "kind": "college" }, { "id": "hall", "kind": "firm", "firm": "R2" }]);
    scenario["travel"] = json!([{ "between": ["college", "hall"], "km": 50, "minutes": 40 }]);
    agree(&scenario);
}
