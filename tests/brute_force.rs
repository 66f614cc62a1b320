//! In scenarios so small that every plan can be tried, the planner finds the cheapest that the judge
//! accepts, and says that there is none only where there is none.
//!
//! The plans are made from the scenario alone (`brute_force/ways.rs`), accepted by the judge and
//! priced by the ledger: nothing of the model takes part.

#![allow(clippy::unwrap_used, reason = "scenarios are tried outside of test functions")]

mod support;
#[path = "brute_force/ways.rs"]
mod ways;

use std::collections::BTreeSet;

use vetplan::check::judge;
use vetplan::domain::{Scenario, SiteId};
use vetplan::plan::{Plan, Session, price};
use vetplan::planner::{Options, PlannerError, Status};

use support::{best, scenarios};

/// The least cost with wishes, in cents, of any plan that the judge accepts, and such a plan.
fn cheapest(scenario: &Scenario) -> Option<(i64, Plan)> {
    let mut found: Option<(i64, Plan)> = None;
    for (plan, runs) in ways::frames(scenario) {
        let all: Vec<Vec<Vec<Session>>> = runs.iter().map(|run| ways::ways(scenario, run)).collect();
        try_all(scenario, plan, &all, &mut found);
    }
    found
}

fn try_all(scenario: &Scenario, plan: Plan, left: &[Vec<Vec<Session>>], found: &mut Option<(i64, Plan)>) {
    let Some((first, rest)) = left.split_first() else {
        return consider(scenario, plan, found);
    };
    for sessions in first {
        if !sessions.iter().any(|one| plan.sessions.iter().any(|other| clash(one, other))) {
            let mut longer = plan.clone();
            longer.sessions.extend(sessions.iter().cloned());
            try_all(scenario, longer, rest, found);
        }
    }
}

/// Whether two sessions need a learner or a person at the same time.
fn clash(one: &Session, other: &Session) -> bool {
    let learner = one.attendance.iter().any(|here| {
        let both = other.attendance.iter().filter(|there| there.cohort == here.cohort);
        both.into_iter().any(|there| there.learners.iter().any(|learner| here.learners.contains(learner)))
    });
    let person = one
        .staff
        .iter()
        .any(|here| other.staff.iter().any(|there| (there.staff, there.person) == (here.staff, here.person)));
    one.overlaps(other) && (learner || person)
}

fn consider(scenario: &Scenario, mut plan: Plan, found: &mut Option<(i64, Plan)>) {
    plan.sort();
    if !number_units(scenario, &mut plan) {
        return;
    }
    let verdict = judge(scenario, &plan);
    if verdict.accepted() {
        let cents = (price(scenario, &plan).cost() + verdict.wish_cents).0;
        if found.as_ref().is_none_or(|(least, _)| cents < *least) {
            *found = Some((cents, plan));
        }
    }
}

/// Gives each session the lowest free units of its pool; moved units are the highest. False when
/// there are not enough.
fn number_units(scenario: &Scenario, plan: &mut Plan) -> bool {
    for index in 0..plan.sessions.len() {
        let (before, rest) = plan.sessions.split_at_mut(index);
        let session = &mut rest[0];
        let Some(placed) = &session.equipment else { continue };
        let pool = &scenario.equipment[placed.pool.index()];
        let moved_to = |site: SiteId| -> u32 {
            let there = plan
                .moves
                .iter()
                .filter(|moved| moved.pool == placed.pool && pool.moves[moved.option].to == site);
            there.map(|moved| moved.units).sum()
        };
        let standing = if session.site == pool.site {
            1..=pool.units
        } else {
            pool.units - moved_to(session.site) + 1..=pool.units
        };
        let away = plan.moves.iter().filter(|moved| {
            moved.pool == placed.pool
                && session.site == pool.site
                && pool.moves[moved.option].between.contains(session.date)
        });
        let away: u32 = away.map(|moved| moved.units).sum();
        let at_once = before
            .iter()
            .filter(|other| other.overlaps(session))
            .filter_map(|other| other.equipment.as_ref());
        let taken: BTreeSet<u32> = at_once
            .filter(|other| other.pool == placed.pool)
            .flat_map(|other| other.units.iter().copied())
            .collect();
        let free = standing.filter(|unit| {
            !taken.contains(unit) && *unit + away <= pool.units
                || session.site != pool.site && !taken.contains(unit)
        });
        let units: Vec<u32> = free.take(placed.units.len()).collect();
        if units.len() < placed.units.len() {
            return false;
        }
        session.equipment.as_mut().unwrap().units = units;
    }
    true
}

/// A line of difference between the planner and the enumeration, if there is one.
fn difference(name: &str, scenario: &Scenario) -> Option<String> {
    let (answer, tried) = (best(scenario), cheapest(scenario));
    let planned = answer.objective.map(|euros| (euros * 100.0).round() as i64);
    let sessions = |plan: &Plan| {
        let lines = plan.sessions.iter().map(|one| {
            let staff: Vec<String> = one
                .staff
                .iter()
                .map(|on| format!("{}.{}", scenario.staff[on.staff.index()].key, on.person))
                .collect();
            format!(
                "    {} {} {}-{} {}",
                one.run,
                one.date.format("%a %m-%d"),
                one.start,
                one.end,
                staff.join(" ")
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let violations = answer
        .plan
        .iter()
        .filter(|_| answer.objective.is_some())
        .flat_map(|plan| judge(scenario, plan).violations);
    let violations: Vec<String> =
        violations.map(|breach| format!("\n  judge: {}: {}", breach.rule, breach.message)).collect();
    let same = match (planned, &tried) {
        (Some(planned), Some((least, _))) => (planned - least).abs() <= 1,
        (planned, least) => planned.is_none() && least.is_none() && answer.status == Status::Infeasible,
    };
    (!same || !violations.is_empty()).then(|| {
        let tried = tried.map_or("none is accepted".into(), |(cents, plan)| {
            format!("{cents} cents by\n{}", sessions(&plan))
        });
        format!(
            "{name}: {:?}, planned for {planned:?} cents{}\n  tried: {tried}",
            answer.status,
            violations.concat()
        )
    })
}

#[test]
fn the_planner_finds_the_cheapest_plan_that_the_judge_accepts() {
    let all = scenarios("brute_force");
    let differences: Vec<String> =
        all.iter().filter_map(|(name, scenario)| difference(name, scenario)).collect();
    assert!(
        differences.is_empty(),
        "{} of {} differ:\n{}",
        differences.len(),
        all.len(),
        differences.join("\n")
    );
}

#[test]
fn hours_had_by_one_cohort_of_a_shared_run_are_held_for_the_other() {
    let scenario = support::scenario("data/shared-run-after-hours-had.jsonc");
    let answer = best(&scenario);
    let plan = answer.plan.unwrap();
    assert_eq!(plan.sessions.len(), 2, "the other cohort needs 6 h in sessions of 3 h");
    assert!((answer.objective.unwrap() - 240.0).abs() < 0.01, "6 h at 40.00");
    let verdict = judge(&scenario, &plan);
    assert!(verdict.accepted(), "{:?}", verdict.violations);
    // A third session is too many for both.
    let mut longer = plan.clone();
    longer.sessions.push(Session { id: "third".into(), ..plan.sessions[0].clone() });
    let rules: BTreeSet<&str> = judge(&scenario, &longer).violations.iter().map(|one| one.rule).collect();
    assert!(rules.contains("module_hours"), "{rules:?}");
}

#[test]
fn seats_one_by_one_are_refused_where_groups_have_had_different_hours() {
    let mut scenario = support::scenario("data/seats-after-hours-had.jsonc");
    let options = Options { seed: 1, ..Options::default() };
    let refused = vetplan::planner::plan(&scenario, &options);
    assert!(matches!(refused, Err(PlannerError::SeatsAfterHours { .. })));
    // Where all have had the same, who sits where does not matter.
    scenario.delivered[0].groups.clear();
    let plan = best(&scenario).plan.unwrap();
    assert_eq!(plan.sessions.len(), 2, "two parts, 3 h each");
    assert!(judge(&scenario, &plan).accepted());
}
