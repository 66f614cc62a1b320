//! Deciding weekdays beforehand changes nothing but the weekdays.
//!
//! In the scenarios of `brute_force/` that leave weekdays open the best plan is known from trying every
//! plan. The best over all ways of deciding the weekdays beforehand must cost the same, and every plan
//! on decided weekdays must please the judge and keep to them.

#![allow(clippy::unwrap_used, reason = "scenarios are tried outside of test functions")]

mod support;

use itertools::Itertools;
use vetplan::check::judge;
use vetplan::domain::{CohortId, Scenario, Weekdays};
use vetplan::model::build;
use vetplan::model::extract::extract;
use vetplan::model::scene::Scene;
use vetplan::model::tags::Mode;
use vetplan::plan::Pattern;
use vetplan::solver::{Cancel, Outcome, Request, solve};

use support::{best, scenarios};

/// Every way of deciding the weekdays that a scenario leaves open.
fn decisions(scenario: &Scenario) -> Vec<Vec<Pattern>> {
    let scene = Scene::new(scenario);
    let open = (0..scenario.cohorts.len()).map(CohortId).filter_map(|cohort| {
        let pattern = scene.pattern(cohort).filter(|pattern| pattern.led.is_none())?;
        let days: Vec<_> = pattern.weekdays().iter().collect();
        let led = |count: u32| days.iter().copied().combinations(count as usize);
        let pairs = led(pattern.school_days).cartesian_product(led(pattern.firm_days).collect::<Vec<_>>());
        let apart = pairs.filter(|(school, firm)| !school.iter().any(|day| firm.contains(day)));
        let set = |days: Vec<_>| days.into_iter().collect::<Weekdays>();
        Some(apart.map(|(school, firm)| Pattern { cohort, school: set(school), firm: set(firm) }).collect())
    });
    let open: Vec<Vec<Pattern>> = open.collect();
    let decisions = (!open.is_empty()).then(|| open.into_iter().multi_cartesian_product());
    decisions.into_iter().flatten().collect()
}

/// The best objective on decided weekdays.
fn on(name: &str, scenario: &Scenario, weekdays: &[Pattern]) -> Option<f64> {
    let scene = Scene::on_weekdays(scenario, weekdays.to_vec());
    let model = build(&scene, Mode::Planning);
    let Outcome::Solved(solution) = solve(&Request::new(&model.strict(), &Cancel::default())).unwrap() else {
        return None;
    };
    let plan = extract(&scene, &model, &solution.values).unwrap();
    let verdict = judge(scenario, &plan);
    assert!(verdict.accepted(), "{name}: {:?}", verdict.violations);
    assert!(weekdays.iter().all(|pattern| plan.patterns.contains(pattern)), "{name}: {:?}", plan.patterns);
    Some(solution.objective)
}

#[test]
fn the_best_decision_costs_what_the_best_plan_costs() {
    let mut tried = 0;
    for (name, scenario) in scenarios("brute_force") {
        let decisions = decisions(&scenario);
        if decisions.is_empty() {
            continue;
        }
        tried += 1;
        let decided = decisions.iter().filter_map(|weekdays| on(&name, &scenario, weekdays));
        let least = decided.min_by(f64::total_cmp);
        let known = best(&scenario).objective;
        let same = match (least, known) {
            (Some(least), Some(known)) => (least - known).abs() < 0.01,
            (least, known) => least.is_none() && known.is_none(),
        };
        assert!(same, "{name}: {least:?} against {known:?}");
    }
    assert!(tried >= 6, "only {tried} scenarios leave weekdays open");
}
