//! A duty roster in the programme says the same as all the ways of giving people their sessions.
//!
//! The best plan of each scenario in `brute_force/` is known from trying every plan. With everybody told
//! apart in every week from the beginning, one run of the solver must come to the same objective, and
//! the roster it gives must please the judge.

#![allow(clippy::unwrap_used, reason = "scenarios are tried outside of test functions")]

mod support;

use vetplan::check::judge;
use vetplan::domain::{Scenario, StaffId};
use vetplan::model::apart::tell_apart;
use vetplan::model::extract::extract;
use vetplan::model::scene::Scene;
use vetplan::model::tags::Mode;
use vetplan::model::variables::Variable;
use vetplan::model::{Model, build};
use vetplan::solver::{Cancel, Outcome, Request, solve};

use support::{best, scenario, scenarios};

fn all_apart(scene: &Scene<'_>) -> Model {
    let mut model = build(scene, Mode::Planning);
    for staff in (0..scene.scenario.staff.len()).map(StaffId) {
        for week in 0..scene.calendar.weeks.len() {
            tell_apart(scene, &mut model, staff, week);
        }
    }
    model
}

/// The best objective with everybody told apart, the judge having accepted the plan.
fn rostered(name: &str, scenario: &Scenario) -> Option<f64> {
    let scene = Scene::new(scenario);
    let model = all_apart(&scene);
    let Outcome::Solved(solution) = solve(&Request::new(&model.strict(), &Cancel::default())).unwrap() else {
        return None;
    };
    let plan = extract(&scene, &model, &solution.values).unwrap();
    let verdict = judge(scenario, &plan);
    assert!(verdict.accepted(), "{name}: {:?}", verdict.violations);
    Some(solution.objective)
}

#[test]
fn a_roster_costs_what_the_best_plan_costs() {
    for (name, scenario) in scenarios("brute_force") {
        let (told, known) = (rostered(&name, &scenario), best(&scenario).objective);
        let same = match (told, known) {
            (Some(told), Some(known)) => (told - known).abs() < 0.01,
            (told, known) => told.is_none() && known.is_none(),
        };
        assert!(same, "{name}: {told:?} against {known:?}");
    }
}

#[test]
fn loads_and_evenings_bind_each_person() {
    for family in ["staff_load", "staff_evenings"] {
        let scenario = scenario(&format!("families/{family}.jsonc"));
        let model = all_apart(&Scene::new(&scenario));
        let people = model.variables.iter().filter(|one| matches!(one, Variable::Person { .. })).count();
        let late = model.variables.iter().filter(|one| matches!(one, Variable::PersonEvening { .. })).count();
        assert!(people > 0, "{family}");
        assert_eq!(late > 0, family == "staff_evenings");
        let (told, known) = (rostered(family, &scenario), best(&scenario).objective);
        assert_eq!(told.map(f64::round), known.map(f64::round), "{family}");
    }
}
