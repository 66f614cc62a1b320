//! Plans of a scenario from the plan of one that was nearly the same: never worse than without it.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use support::parsed;
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::plan::Plan;
use vetplan::planner::{Goal, Options, Status, Task, plan_for};

/// Four sessions of three hours by Anna at 10 an hour, or by Ben at 14, on the mornings of two weeks.
const SHORT: &str = r#"{
  "format": "vetplan/1", "name": "Short",
  "calendar": { "first": "2026-09-07", "last": "2026-09-18", "dayparts": [
    { "id": "am", "days": "mon,tue,wed", "from": "09:00", "to": "12:00", "class": "day" } ] },
  "sites": [{ "id": "school", "kind": "college" }],
  "staff": [
    { "id": "anna", "qualifications": ["t"], "cost_per_hour": 10, "hours_per_week": 6 },
    { "id": "ben", "qualifications": ["t"], "cost_per_hour": 14 } ],
  "programmes": [{ "id": "p", "modules": [{ "id": "a", "hours": 12, "kind": "theory", "session_hours": 3, "staff": ["t"] }] }],
  "cohorts": [{ "id": "C", "programme": "p", "school": "school", "learners": { "none": 4 } }]
}"#;

/// A plan within a thousandth, and its objective in cents.
fn planned(scenario: &Scenario, near: Option<&Plan>, goal: Goal<'_>) -> (Plan, i64) {
    let task = Task { goal, near, ..Task::default() };
    let answer = plan_for(scenario, &Options { gap: 0.001, ..Options::default() }, &task).unwrap();
    let above = answer.objective.unwrap() - answer.bound;
    assert_eq!(answer.status == Status::Stopped, above > 0.001 * answer.objective.unwrap());
    let plan = answer.plan.unwrap();
    assert!(judge(scenario, &plan).accepted() && plan.unplaced.is_empty());
    (plan, (answer.objective.unwrap() * 100.0).round() as i64)
}

fn short(change: impl Fn(String) -> String) -> Scenario {
    parsed("short", change(SHORT.to_owned()).as_bytes())
}

fn dates(plan: &Plan) -> Vec<String> {
    plan.sessions.iter().map(|session| session.date.to_string()).collect()
}

#[test]
fn what_is_still_possible_stays() {
    // Ben alone has taught, which is dear; a day of the plan is closed now, and Anna may teach.
    let alone = short(|text| {
        text.replace(r#""anna", "qualifications": ["t"]"#, r#""anna", "qualifications": ["u"]"#)
    });
    let (dear, _) = planned(&alone, None, Goal::Best);
    let lost = dear.sessions[0].date.to_string();
    let closed = format!(r#""last": "2026-09-18", "closed": [{{ "on": "{lost}", "name": "fair" }}],"#);
    let scenario = short(|text| text.replace(r#""last": "2026-09-18","#, &closed));
    let by_ben = |plan: &Plan| -> Vec<String> {
        let ben = |staff: &str| scenario.staff.iter().position(|group| group.key == staff).unwrap();
        let his = plan.sessions.iter().filter(|session| session.staff[0].staff.index() == ben("ben"));
        his.map(|session| session.date.to_string()).collect()
    };
    // Where any plan will do the other three stay as they were, dear as they are; without them Anna teaches.
    let (plan, _) = planned(&scenario, Some(&dear), Goal::Year);
    let stays = dates(&dear).into_iter().filter(|date| *date != lost);
    assert!(stays.clone().count() == 3 && stays.into_iter().all(|date| by_ben(&plan).contains(&date)));
    let (fresh, cost) = planned(&scenario, None, Goal::Best);
    assert_eq!((by_ben(&fresh).len(), cost), (0, 12_000));
    assert_eq!(planned(&scenario, Some(&dear), Goal::Best).1, 12_000);
}

#[test]
fn a_plan_that_has_become_too_dear_is_not_taken() {
    let alone = short(|text| {
        text.replace(r#""anna", "qualifications": ["t"]"#, r#""anna", "qualifications": ["u"]"#)
    });
    let (dear, cost) = planned(&alone, None, Goal::Best);
    assert_eq!(cost, 16_800, "Ben for all");
    let scenario = short(|text| text);
    assert_eq!(planned(&scenario, Some(&dear), Goal::Best).1, 12_000);
    // Where any plan will do it is taken as it is.
    let (taken, cost) = planned(&scenario, Some(&dear), Goal::Year);
    assert_eq!((dates(&taken), cost), (dates(&dear), 16_800));
}

#[test]
fn a_plan_of_something_else_does_no_harm() {
    let (base, _) = planned(&short(|text| text), None, Goal::Best);
    let others = short(|text| text.replace(r#""id": "a", "#, r#""id": "b", "#));
    assert_eq!(planned(&others, Some(&base), Goal::Best).1, 12_000);
    let later = short(|text| text.replace("2026-09", "2027-03"));
    assert_eq!(planned(&later, Some(&base), Goal::Best).1, 12_000);
}

#[test]
fn what_is_near_is_all_that_is_sought_if_that_is_asked() {
    let scenario = short(|text| text);
    let (given, _) = planned(&scenario, None, Goal::Best);
    let lost = given.sessions[0].date.to_string();
    let closed = format!(r#""last": "2026-09-18", "closed": [{{ "on": "{lost}", "name": "fair" }}],"#);
    let now = short(|text| text.replace(r#""last": "2026-09-18","#, &closed));
    let nearby = |near| {
        let task = Task { goal: Goal::Nearby, near, ..Task::default() };
        plan_for(&now, &Options::default(), &task).unwrap()
    };
    let plan = nearby(Some(&given)).plan.unwrap();
    assert!(judge(&now, &plan).accepted() && plan.unplaced.is_empty());
    let stays = dates(&given).into_iter().filter(|date| *date != lost);
    assert!(stays.into_iter().all(|date| dates(&plan).contains(&date)), "{:?}", dates(&plan));
    let nothing = nearby(None);
    assert!(nothing.plan.is_none() && nothing.status == Status::Stopped);
}
