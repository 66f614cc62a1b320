//! Small scenarios made from a list of numbers; zeros make the plainest.

use serde_json::{Value, json};

const MODULES: [&str; 4] = ["a", "b", "c", "d"];

/// Choices read off a list of numbers.
pub struct Draw<'a>(pub std::slice::Iter<'a, u32>);

impl Draw<'_> {
    /// A number below `n`; 0 when the list has ended.
    fn below(&mut self, n: u32) -> u32 {
        self.0.next().map_or(0, |number| number % n)
    }

    fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u32) as usize].clone()
    }
}

/// Takes the fields that are null out of an object.
fn stated(mut object: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    object
}

/// A scenario with so many units of equipment more than drawn.
pub fn scenario(numbers: &[u32], more_units: u32) -> Value {
    let mut draw = Draw(numbers.iter());
    let cohorts = 1 + draw.below(2);
    let outside = outside(&mut draw);
    // Where single seats are sold, all modules split a cohort alike.
    let flexible = outside["seats"] == "seat_by_seat" || outside["decided_by"] == "firm";
    let largest = flexible.then(|| draw.one_of(&[json!(null), json!(3), json!(4)]));
    let modules: Vec<Value> =
        (0..2 + draw.below(2)).map(|index| module(&mut draw, index, largest.as_ref())).collect();
    let policies: Vec<Value> =
        (0..draw.below(4)).map(|_| policy(&mut draw)).filter(|policy| !policy.is_null()).collect();
    let cohorts: Vec<Value> = (0..cohorts).map(|index| cohort(&mut draw, index)).collect();
    let rivals = draw.one_of(&[json!([]), json!([]), json!(["F2"])]);
    json!({
        "format": "vetplan/1",
        "name": "Drawn",
        "calendar": calendar(&mut draw),
        "sites": [school(&mut draw), { "id": "plant", "kind": "firm", "firm": "F2" }],
        "travel": [{ "between": ["school", "plant"], "km": 30, "minutes": draw.one_of(&[30, 60, 75]) }],
        "firms": [
            stated(json!({
                "id": "F1", "working_hours": [{ "days": "mon-fri", "from": "08:00", "to": "16:00" }],
                "learner_wage_per_hour": draw.one_of(&[0, 7]), "away_at_most": draw.one_of(&[json!(null), json!(4)]), "rivals": rivals,
            })),
            { "id": "F2", "site": "plant" },
        ],
        "equipment": [pool(&mut draw, more_units)],
        "staff": [staff(&mut draw, "anna", 40), staff(&mut draw, "ben", 48)],
        "programmes": [{ "id": "p", "modules": modules }],
        "cohorts": cohorts,
        "policies": policies,
        "combined": combined(&mut draw, cohorts.len(), flexible),
        "tariffs": tariffs(&mut draw, &outside),
        "locks": draw.one_of(&[
            json!([]),
            json!([]),
            json!([{ "days": { "cohort": "C", "from": "2026-09-07", "to": "2026-09-07", "used": "free" } }]),
            json!([{ "days": { "cohort": "C", "from": "2026-09-11", "to": "2026-09-11", "used": "school" } }]),
            json!([{ "days": { "cohort": "C", "from": "2026-09-14", "to": "2026-09-14", "used": "firm" } }]),
            json!([{ "session": { "cohort": "C", "module": "b", "date": "2026-09-14", "daypart": "am" } }]),
        ]),
    })
}

/// The college, with rooms or without.
fn school(draw: &mut Draw<'_>) -> Value {
    let rooms = json!([{ "id": "class", "seats": 8, "rent_per_hour": 4 }, { "id": "lab", "seats": 5, "features": ["bench"] }]);
    stated(
        json!({ "id": "school", "kind": "college", "rooms": draw.one_of(&[json!(null), json!(null), rooms]) }),
    )
}

/// A run that two cohorts may share, unless seats of one are sold singly.
fn combined(draw: &mut Draw<'_>, cohorts: usize, flexible: bool) -> Value {
    let members = json!([{ "cohort": "C", "module": "a" }, { "cohort": "D", "module": "a" }]);
    let shared = json!([{ "id": "both", "members": members, "max_group": 8, "required": draw.one_of(&[false, true]) }]);
    let choice = draw.one_of(&[json!([]), json!([]), shared]);
    if cohorts == 2 && !flexible { choice } else { json!([]) }
}

fn calendar(draw: &mut Draw<'_>) -> Value {
    let afternoon = draw.one_of(&["13:00", "12:00", "12:30"]);
    let closed = draw.one_of(&[json!([]), json!([{ "on": "2026-09-08", "name": "fair" }])]);
    json!({
        "first": "2026-09-07",
        "last": draw.one_of(&["2026-09-15", "2026-09-19"]),
        "closed": closed,
        "dayparts": [
            { "id": "am", "days": "mon,tue", "from": "09:00", "to": "12:00", "class": "day" },
            { "id": "pm", "days": "mon,fri", "from": afternoon, "to": "16:00", "class": "day" },
            { "id": "eve", "days": "tue", "from": "18:00", "to": "21:00", "class": "evening" },
            { "id": "sat", "days": "sat", "from": "09:00", "to": "12:00", "class": "saturday" },
        ],
        "periods": [
            { "id": "one", "from": "2026-09-07", "to": "2026-09-12" },
            { "id": "two", "from": "2026-09-13", "to": "2026-09-14" },
        ],
    })
}

/// An outside provider, or none.
fn outside(draw: &mut Draw<'_>) -> Value {
    draw.one_of(&[
        json!(null),
        json!({ "for": "C", "price": 150, "seats": "all_or_none", "decided_by": "coalition" }),
        json!({ "for": "C", "price": 120, "seats": "all_or_none", "decided_by": "firm" }),
        json!({ "for": "C", "price": 90, "seats": "seat_by_seat", "decided_by": "firm" }),
        json!({ "for": "C", "price": 200, "seats": "seat_by_seat", "decided_by": "coalition" }),
    ])
}

fn module(draw: &mut Draw<'_>, index: u32, largest: Option<&Value>) -> Value {
    let before = json!(MODULES[index.saturating_sub(1) as usize]);
    let equipped = draw.below(3) == 1;
    let after = match draw.below(4) {
        1 if index > 0 => json!([before]),
        2 if index > 0 => json!([{ "module": before, "hours": 2, "min_gap_days": draw.below(2) }]),
        3 if index > 0 => json!([{ "module": before, "max_gap_days": 1 + draw.below(4) }]),
        _ => json!([]),
    };
    let (hours, lengths) = draw.one_of(&[
        (3, json!(null)),
        (6, json!(3)),
        (4, json!(2)),
        (4, json!([2, 4])),
        (5, json!([2, 3])),
        (2, json!(null)),
        (4, json!(3)),
    ]);
    let sizes = [
        (json!(null), json!(null)),
        (json!(4), json!(null)),
        (json!(3), json!(null)),
        (json!(4), json!([2])),
    ];
    let (largest, smaller) =
        largest.map_or_else(|| draw.one_of(&sizes), |largest| (largest.clone(), json!(null)));
    stated(json!({
        "id": MODULES[index as usize],
        "hours": hours,
        "kind": if equipped { "practical" } else { draw.one_of(&["theory", "practical"]) },
        "track": draw.one_of(&["basic", "specialised", "broad"]),
        "session_hours": lengths,
        "max_group": largest,
        "smaller_groups": smaller,
        "equipment": if equipped { json!("cell") } else { json!(null) },
        "staff": draw.one_of(&[json!(null), json!(["t"]), json!([{ "qualification": "t", "count": 2 }]), json!(["t"])]),
        "sites": draw.one_of(&[json!(null), json!(null), json!(["plant"]), json!(["school", "plant"])]),
        "lead": draw.one_of(&["school", "school", "school", "firm"]),
        "after": after,
        "consumables_per_learner_hour": draw.one_of(&[json!(null), json!(1)]),
    }))
}

fn cohort(draw: &mut Draw<'_>, index: u32) -> Value {
    let young = draw.one_of(&[json!(null), json!("2026-09-12")]);
    let groups = [
        stated(json!({ "id": "first", "learners": 1 + draw.below(4), "firm": "F1", "turns_18": young })),
        stated(
            json!({ "id": "second", "learners": 1 + draw.below(3), "firm": draw.one_of(&[json!("F2"), json!(null), json!("F1")]) }),
        ),
    ];
    json!({
        "id": if index == 0 { "C" } else { "D" }, "programme": "p", "school": "school",
        "groups": groups[..=(draw.below(2) as usize)],
        "available": draw.one_of(&[json!([]), json!([]), json!([{ "days": "mon,tue" }, { "days": "sat" }])]),
    })
}

fn pool(draw: &mut Draw<'_>, more: u32) -> Value {
    json!({
        "id": "cells", "kind": "cell", "site": "school", "owner": "college",
        "units": 1 + draw.below(3) + more, "learners_per_unit": 4 + draw.below(3),
        "lent": draw.one_of(&[json!([]), json!([{ "to": "12:00" }])]),
        "cost": { "per_hour": draw.one_of(&[0, 3]), "setup_per_day": draw.one_of(&[0, 50]) },
        "entitlements": draw.one_of(&[json!([]), json!([]), json!([{ "openings": 3, "per": "week" }])]),
        "movable": draw.one_of(&[json!([]), json!([]), json!([{ "to": "plant", "between": ["2026-09-11", "2026-09-14"], "units": 1, "cost_each_way": 20 }])]),
    })
}

fn staff(draw: &mut Draw<'_>, id: &str, wage: u32) -> Value {
    stated(json!({
        "id": id, "count": 1 + draw.below(2), "qualifications": ["t"], "cost_per_hour": wage,
        "hours_per_week": draw.one_of(&[json!(null), json!(7), json!(10)]),
        "evenings_per_week": draw.one_of(&[json!(null), json!(1)]),
        "absent": draw.one_of(&[json!([]), json!([{ "on": "2026-09-14" }])]),
    }))
}

fn tariffs(draw: &mut Draw<'_>, outside: &Value) -> Value {
    stated(json!({
        "premiums": { "evening": draw.one_of(&[0.0, 0.25]), "saturday": 0.5 },
        "travel": draw.one_of(&[json!(null), json!({ "per_km": 0.2 })]),
        "per_learner": draw.one_of(&[0, 30]),
        "runs": draw.one_of(&[json!([]), json!([{ "track": "basic", "per_group": 100 }])]),
        "outside_seats": if outside.is_null() { json!([]) } else { json!([outside]) },
        "income": draw.one_of(&[json!([]), json!([{ "id": "fees", "per_learner": 35, "payer": "learners" }]), json!([{ "id": "fund", "amount": 80, "payer": "funder", "conditions": [{ "no_session_in": "evening" }, "release_ceilings_kept"] }])]),
    }))
}

/// A rule of any strength.
fn policy(draw: &mut Draw<'_>) -> Value {
    let mut rule = match draw.below(21) {
        0 => json!(null),
        1 => json!({ "rule": "avoid_class", "class": draw.one_of(&["saturday", "evening"]) }),
        2 => json!({ "rule": "evenings_per_week", "at_most": 1 }),
        3 => json!({ "rule": "day_hours", "at_most": 5 }),
        4 => json!({ "rule": "day_hours", "at_least": 4 }),
        5 => json!({ "rule": "week_hours", "at_most": 8 }),
        6 => json!({ "rule": "compact_days" }),
        7 => json!({ "rule": "same_staff" }),
        8 => json!({ "rule": "site_change", "km": 20 }),
        9 => json!({ "rule": "site_change", "between": ["12:00", "13:00"] }),
        10 => json!({ "rule": "slots_by_age", "under": 18, "not": ["evening"], "latest": "15:00" }),
        11 => json!({ "rule": "share", "part": { "kind": "practical" }, "at_least": 0.4, "at_most": 0.8 }),
        12 => json!({ "rule": "offer", "of": { "modules": ["a"] }, "evening": 1 }),
        13 => {
            json!({ "rule": "weekly_pattern", "school_days": 2, "firm_days": 1, "days": "choose", "among": "mon-fri",
            "holiday_weeks": draw.one_of(&["keep", "scale", "exempt"]) })
        }
        14 => json!({ "rule": "rivals_apart", "scope": draw.one_of(&["rival_sites", "anywhere"]) }),
        15 => json!({ "rule": "travel_cap", "under": 18, "far_km": 20, "far_days_per_week": 1 }),
        16 => json!({ "rule": "spread", "of": { "modules": ["a", "b"] }, "at_least": 2 }),
        17 => json!({ "rule": "free_weekends", "one_in": 2 }),
        18 => json!({ "rule": "budget", "at_most": draw.one_of(&[json!(500), json!(899.37)]) }),
        19 => json!({ "rule": "place", "of": { "kind": "theory" }, "sites": ["school"] }),
        _ => {
            json!({ "rule": "hours_norm", "category": draw.one_of(&["guided", "total", "firm"]), "at_least": 6 })
        }
    };
    if let Some(fields) = rule.as_object_mut() {
        let strength = draw.one_of(&["policy", "wish", "legal"]);
        fields.insert("strength".into(), json!(strength));
        if strength == "wish" {
            fields.insert("price".into(), json!(1 + draw.below(9)));
        }
    }
    rule
}
