//! Small programmes of five firms, and the same among fifteen.

use serde_json::{Value, json};

/// Firms of which not every coalition is planned.
const MANY: usize = 15;

/// A programme of one module for one cohort of five firms, with these fields in place of its own.
pub fn scenario(other: &Value) -> Value {
    let mut scenario = json!({
        "format": "vetplan/1",
        "name": "Five firms",
        "calendar": {
            "first": "2026-09-07",
            "last": "2026-09-25",
            "dayparts": [
                { "id": "morning", "days": "mon-fri", "from": "08:00", "to": "12:00", "class": "day" },
                { "id": "afternoon", "days": "mon-fri", "from": "13:00", "to": "17:00", "class": "day" },
                { "id": "evening", "days": "mon-thu", "from": "18:00", "to": "22:00", "class": "evening" }
            ]
        },
        "sites": [{ "id": "college", "kind": "college" }],
        "firms": [{ "id": "R1" }, { "id": "R2" }, { "id": "R3" }, { "id": "R4" }, { "id": "R5" }],
        "staff": [{ "id": "anna", "count": 4, "qualifications": ["t"], "cost_per_hour": 40.0 }],
        "programmes": [{
            "id": "p",
            "modules": [{ "id": "m", "hours": 8, "kind": "theory", "session_hours": 4, "max_group": 4, "staff": ["t"] }]
        }],
        "cohorts": [{
            "id": "K", "programme": "p", "school": "college",
            "learners": { "R1": 1, "R2": 2, "R3": 3, "R4": 1, "R5": 2 }
        }],
        "consortium": { "method": "nucleolus" },
        "tariffs": { "fixed": [{ "id": "course", "amount": 100.0 }], "outside_seats": [] }
    });
    for (field, value) in other.as_object().unwrap() {
        scenario[field] = value.clone();
    }
    scenario
}

/// The same with firms that only buy a seat for 1.00, as theirs to be taught costs too much: with k of them a coalition
/// pays k euros more, and nothing else about it changes.
pub fn among_many(scenario: &Value) -> Value {
    let mut many = scenario.clone();
    let firms = many["firms"].as_array_mut().unwrap();
    let others: Vec<String> = (1..=MANY - firms.len()).map(|place| format!("D{place:02}")).collect();
    firms.extend(others.iter().map(|firm| json!({ "id": firm })));
    let learners: serde_json::Map<String, Value> =
        others.iter().map(|firm| (firm.clone(), json!(1))).collect();
    add(
        &mut many["programmes"],
        json!({
            "id": "dear",
            "modules": [{ "id": "dear", "hours": 4, "kind": "theory", "session_hours": 4, "staff": ["dear"] }]
        }),
    );
    add(
        &mut many["cohorts"],
        json!({ "id": "others", "programme": "dear", "school": "college", "learners": learners }),
    );
    let mut staff = json!({ "id": "dear", "count": 1, "qualifications": ["dear"] });
    if !group_price_covers_staff(scenario) {
        staff["cost_per_hour"] = json!(5_000.0);
    }
    add(&mut many["staff"], staff);
    add(
        &mut many["tariffs"]["outside_seats"],
        json!({ "for": ["others"], "price": 1.0, "per": "seat", "seats": "seat_by_seat", "decided_by": "coalition" }),
    );
    many
}

/// Adds to a list, which may not be there yet.
fn add(list: &mut Value, entry: Value) {
    if list.is_null() {
        *list = json!([]);
    }
    list.as_array_mut().unwrap().push(entry);
}

/// Whether the price of a group is also what its teachers get, so that none of them has a price.
fn group_price_covers_staff(scenario: &Value) -> bool {
    let runs = scenario["tariffs"]["runs"].as_array();
    runs.is_some_and(|runs| {
        runs.iter().any(|run| run["covers"].as_array().unwrap().contains(&json!("staff")))
    })
}

/// What everybody pays whether or not there are any members, in cents.
pub fn due_of_nobody(scenario: &Value) -> i64 {
    let fixed = scenario["tariffs"]["fixed"].as_array().cloned().unwrap_or_default();
    let due = fixed.iter().filter(|cost| cost["always"] == true && cost["payer"].is_null());
    due.map(|cost| (cost["amount"].as_f64().unwrap() * 100.0).round() as i64).sum()
}
