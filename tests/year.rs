//! A year, and one period of it planned anew: what stands stays as it is, every module keeps its hours, the judge accepts, the
//! bound is below what the solver proves of the whole model with everything else held, and the same steps give the same bytes.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use std::collections::BTreeMap;
use std::ops::Range;

use support::{parsed, trade};
use vetplan::calendar::Calendar;
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::generate::{Request, Size, generate};
use vetplan::model::scene::Scene;
use vetplan::model::tags::Mode;
use vetplan::model::variables::Variable;
use vetplan::plan::file::PeriodRow;
use vetplan::plan::{Plan, Session, price, table};
use vetplan::planner::judged::{Asked, judged, judged_of};
use vetplan::planner::{Answer, Goal, Options, PlannerError, Status, StopReason, Task, plan_for};
use vetplan::solver::{self, Cancel, Outcome, solve};

fn planned(
    scenario: &Scenario,
    goal: Goal<'_>,
    (gap, steps): (f64, Option<u64>),
) -> Result<Answer, PlannerError> {
    let options = Options { gap, seed: 3, ..Options::default() };
    plan_for(scenario, &options, &Task { goal, steps, ..Task::default() })
}

fn year(scenario: &Scenario) -> Plan {
    planned(scenario, Goal::Year, (0.0, None)).unwrap().plan.unwrap()
}

fn cents(scenario: &Scenario, plan: &Plan) -> i64 {
    let verdict = judge(scenario, plan);
    assert!(verdict.accepted() && plan.unplaced.is_empty(), "{:?}", verdict.violations.first());
    price(scenario, plan).cost().0 + verdict.wish_cents.0
}

/// Whether a session lies in some weeks of the calendar, by its date.
fn is_in(scenario: &Scenario, weeks: &Range<usize>, session: &Session) -> bool {
    let calendar = Calendar::new(&scenario.calendar);
    let first = calendar.weeks[weeks.start].monday;
    let end = calendar.weeks.get(weeks.end).map(|week| week.monday);
    session.date >= first && end.is_none_or(|end| session.date < end)
}

fn outside(scenario: &Scenario, weeks: &Range<usize>, plan: &Plan) -> Vec<Session> {
    plan.sessions.iter().filter(|session| !is_in(scenario, weeks, session)).cloned().collect()
}

/// Minutes of every learner in every module, by cohort, learner and module.
fn hours(plan: &Plan) -> BTreeMap<(usize, u32, usize), u32> {
    let mut hours = BTreeMap::new();
    for session in &plan.sessions {
        for entry in &session.attendance {
            for learner in entry.learners.iter() {
                let key = (entry.cohort.index(), learner, entry.module.index());
                *hours.entry(key).or_default() += session.minutes;
            }
        }
    }
    hours
}

/// What has to hold of every period planned anew.
fn stands(scenario: &Scenario, weeks: &Range<usize>, before: &Plan, answer: &Answer) -> i64 {
    let plan = answer.plan.as_ref().unwrap();
    assert_eq!(outside(scenario, weeks, before), outside(scenario, weeks, plan));
    assert_eq!((&before.firm_days, &before.patterns), (&plan.firm_days, &plan.patterns));
    assert_eq!((&before.moves, &before.outside), (&plan.moves, &plan.outside));
    let mut ids: Vec<&str> = plan.sessions.iter().map(|session| session.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), plan.sessions.len());
    let cost = cents(scenario, plan);
    assert!(answer.bound <= cost as f64 / 100.0 + 0.01, "{} {cost}", answer.bound);
    // Model and ledger agree, which this says as well.
    let period = PeriodRow { first: String::new(), last: String::new() };
    let asked = Asked { seed: 0, period: Some(period), least: false };
    let judged = judged_of(scenario, answer, &asked).unwrap().unwrap();
    assert!(judged.document(scenario).period.is_some());
    cost
}

/// Some cohorts of five short modules on Saturdays and Wednesday evenings of half a year, with two machines among them.
fn world(cohorts: u32, weeks: u32, more: &str) -> Scenario {
    let (modules, all) = (trade::modules(5, |_| 8, 4), trade::cohorts(cohorts));
    let last = chrono_date(weeks);
    let text = format!(
        r#"{{
          "format": "vetplan/1", "name": "a half-year",
          "calendar": {{ "first": "2026-09-07", "last": "{last}", "dayparts": [
            {{ "id": "evening", "days": "wed", "from": "17:00", "to": "21:00", "class": "evening" }},
            {{ "id": "early", "days": "sat", "from": "08:00", "to": "12:00", "class": "saturday" }},
            {{ "id": "late", "days": "sat", "from": "13:00", "to": "17:00", "class": "saturday" }}
          ] }},
          "sites": [{{ "id": "college", "kind": "college", "rooms": [{{ "id": "room", "seats": 20, "count": 3 }}] }}],
          "equipment": [{{ "id": "machines", "kind": "machine", "site": "college", "owner": "college", "units": 2,
            "learners_per_unit": 12, "cost": {{ "per_hour": 5.00, "setup_per_day": 90.00 }} }}],
          "staff": [{{ "id": "people", "count": 3, "qualifications": ["trade"], "hours_per_week": 12, "evenings_per_week": 1,
            "cost_per_hour": 40.00 }}],
          "programmes": [{{ "id": "trade", "modules": [{modules}] }}],
          "cohorts": [{all}],
          "policies": [{more}],
          "tariffs": {{ "premiums": {{ "evening": 0.25, "saturday": 0.5 }}, "fixed": [{{ "id": "start", "amount": 100.00 }}] }}
        }}"#
    );
    parsed("a half-year", text.as_bytes())
}

/// The Sunday after so many weeks from 7 September 2026.
fn chrono_date(weeks: u32) -> String {
    let first: chrono::NaiveDate = "2026-09-07".parse().unwrap();
    (first + chrono::Days::new(u64::from(weeks) * 7 - 1)).to_string()
}

/// The solver on the whole model with every session outside the weeks held as it is: its objective and bound.
fn whole_model(scenario: &Scenario, weeks: &Range<usize>, plan: &Plan) -> (f64, f64) {
    let scene = Scene::new(scenario);
    let model = vetplan::model::build(&scene, Mode::Planning);
    let mut strict = model.strict();
    for (index, variable) in model.variables.iter().enumerate() {
        let Variable::Held(placement) = variable else { continue };
        let placement = &model.placements[*placement];
        let date = scene.date(placement.day);
        let is_it = |session: &&Session| {
            session.run == scene.runs[placement.run].key
                && (session.date, session.start, session.end)
                    == (date, placement.time.start, placement.time.end)
        };
        let held = plan.sessions.iter().find(is_it);
        let day = Session { date, ..plan.sessions[0].clone() };
        if !is_in(scenario, weeks, &day) {
            let value = if held.is_some() { 1.0 } else { 0.0 };
            (strict.columns[index].lower, strict.columns[index].upper) = (value, value);
        }
    }
    let cancel = Cancel::default();
    let limits = solver::Limits { relative_gap: 0.004, ..Default::default() };
    let request = solver::Request { limits, ..solver::Request::new(&strict, &cancel) };
    let Outcome::Solved(optimum) = solve(&request).unwrap() else { panic!("the plan itself is one") };
    (optimum.objective, optimum.bound)
}

#[test]
fn a_period_of_a_drawn_year_stands_beside_the_rest_and_is_the_same_each_time() {
    let drawn = generate(&Request { size: Size::M, seed: 2, firms: None, choose_days: true }).unwrap();
    let scenario = parsed("drawn", drawn.scenario.to_string().as_bytes());
    let first = planned(&scenario, Goal::Year, (0.0, None)).unwrap();
    assert_eq!((first.status, first.stop), (Status::Stopped, StopReason::Year));
    let before = first.plan.unwrap();
    let weeks = 6..10;
    let again = || {
        let goal = Goal::Period { given: &before, weeks: weeks.clone() };
        planned(&scenario, goal, (0.0, Some(25))).unwrap()
    };
    let [one, other] = [again(), again()];
    let cost = stands(&scenario, &weeks, &before, &one);
    assert!(cost < cents(&scenario, &before), "{cost}");
    assert_eq!(hours(&before), hours(one.plan.as_ref().unwrap()));
    assert_eq!(one.stop, StopReason::Nodes);
    let bytes = |answer: &Answer| {
        let known = judged(&scenario, answer, 3).unwrap().unwrap();
        let document = serde_json::to_vec(&known.document(&scenario)).unwrap();
        (document, table::write(&scenario, &known.plan))
    };
    assert!(bytes(&one) == bytes(&other));
}

#[test]
fn without_steps_a_period_stays_as_it_was_given() {
    let scenario = world(6, 14, "");
    let before = year(&scenario);
    let goal = Goal::Period { given: &before, weeks: 4..8 };
    let answer = planned(&scenario, goal, (0.0, Some(0))).unwrap();
    assert_eq!(answer.plan.as_ref(), Some(&before));
}

#[test]
fn parts_of_a_period_come_near_the_whole_model_with_the_rest_held() {
    let scenario = world(6, 14, "");
    let before = year(&scenario);
    for weeks in [0..3, 5..9] {
        let (objective, proven) = whole_model(&scenario, &weeks, &before);
        let goal = Goal::Period { given: &before, weeks: weeks.clone() };
        let answer = planned(&scenario, goal, (0.0, None)).unwrap();
        let cost = stands(&scenario, &weeks, &before, &answer) as f64 / 100.0;
        assert_eq!(hours(&before), hours(answer.plan.as_ref().unwrap()));
        assert!(answer.bound <= objective + 0.01, "{weeks:?}: {} {objective}", answer.bound);
        assert!(cost >= proven - 0.01, "{weeks:?}: {cost} {proven}");
        assert!(cost <= objective * 1.01, "{weeks:?}: {cost} {objective}");
    }
}

#[test]
fn few_cohorts_and_sums_over_all_are_solved_as_one_programme() {
    let budget = r#"{ "rule": "budget", "id": "year", "at_most": 20000.00 }"#;
    for scenario in [world(2, 14, ""), world(6, 14, budget)] {
        let before = year(&scenario);
        let weeks = 3..7;
        let (objective, proven) = whole_model(&scenario, &weeks, &before);
        let goal = Goal::Period { given: &before, weeks: weeks.clone() };
        let answer = planned(&scenario, goal, (0.0, None)).unwrap();
        let cost = stands(&scenario, &weeks, &before, &answer) as f64 / 100.0;
        assert_eq!(hours(&before), hours(answer.plan.as_ref().unwrap()));
        assert_eq!(answer.status, Status::Optimal);
        assert!(proven - 0.01 <= cost && cost <= objective + 0.01, "{proven} {cost} {objective}");
    }
}

/// The first week of a cohort's module and the last, as indices into those of the calendar.
fn weeks_of(scenario: &Scenario, plan: &Plan, cohort: usize, module: &str) -> (usize, usize) {
    let calendar = Calendar::new(&scenario.calendar);
    let is_it = |session: &&Session| {
        let entry = &session.attendance[0];
        entry.cohort.index() == cohort && scenario.modules[entry.module.index()].key == module
    };
    let week = |session: &Session| calendar.days[calendar.day_on(session.date).unwrap()].week;
    let weeks: Vec<usize> = plan.sessions.iter().filter(is_it).map(week).collect();
    (*weeks.iter().min().unwrap(), *weeks.iter().max().unwrap())
}

#[test]
fn firm_days_of_shared_holiday_weeks_stay_where_they_are() {
    let text = std::fs::read_to_string(support::below("data/two-cohorts.jsonc")).unwrap();
    let shared = text.replace(r#""holiday_weeks": "keep""#, r#""holiday_weeks": "scale""#);
    assert_ne!(text, shared);
    let scenario = parsed("two cohorts", shared.as_bytes());
    let before = year(&scenario);
    assert!(!before.firm_days.is_empty());
    for weeks in [0..3, 2..8] {
        let goal = Goal::Period { given: &before, weeks: weeks.clone() };
        let answer = planned(&scenario, goal, (0.0, None)).unwrap();
        let cost = stands(&scenario, &weeks, &before, &answer);
        assert!(cost <= cents(&scenario, &before));
        assert_eq!((answer.status, hours(&before)), (Status::Optimal, hours(answer.plan.as_ref().unwrap())));
    }
}

#[test]
fn hours_that_a_period_lacks_find_a_place_in_it_before_what_builds_on_them() {
    for cohorts in [2, 6] {
        let scenario = world(cohorts, 14, "");
        let mut given = year(&scenario);
        let all = hours(&given);
        // The period ends before the module that builds on the one of which a session is lost.
        let last_of_first = |cohort: &usize| weeks_of(&scenario, &given, *cohort, "m-1").1;
        let first_of_next = |cohort: &usize| weeks_of(&scenario, &given, *cohort, "m-4").0;
        let cohort =
            (0..cohorts as usize).find(|cohort| last_of_first(cohort) < first_of_next(cohort)).unwrap();
        let weeks = last_of_first(&cohort)..first_of_next(&cohort);
        let is_lost = |session: &Session| {
            let entry = &session.attendance[0];
            entry.cohort.index() == cohort
                && scenario.modules[entry.module.index()].key == "m-1"
                && is_in(&scenario, &weeks, session)
        };
        let lost = given.sessions.iter().position(is_lost).unwrap();
        given.sessions.remove(lost);
        assert!(!judge(&scenario, &given).accepted());
        let goal = Goal::Period { given: &given, weeks: weeks.clone() };
        let answer = planned(&scenario, goal, (0.02, None)).unwrap();
        stands(&scenario, &weeks, &given, &answer);
        assert_eq!(all, hours(answer.plan.as_ref().unwrap()), "{cohorts}");
    }
}

#[test]
fn what_breaks_a_rule_inside_is_planned_anew_and_what_does_outside_is_told() {
    let scenario = world(6, 14, "");
    let plan = year(&scenario);
    let weeks = 3..10;
    // Two sessions of a cohort at the same moment: the second is put where the first is.
    let inside = |session: &&Session| is_in(&scenario, &weeks, session) && session.equipment.is_none();
    let first = plan.sessions.iter().find(inside).unwrap().clone();
    let other = plan
        .sessions
        .iter()
        .position(|session| {
            is_in(&scenario, &weeks, session)
                && session.attendance[0].cohort == first.attendance[0].cohort
                && session.id != first.id
        })
        .unwrap();
    let mut broken = plan.clone();
    let moved = &mut broken.sessions[other];
    (moved.date, moved.start, moved.end) = (first.date, first.start, first.end);
    (moved.dayparts, moved.class) = (first.dayparts.clone(), first.class);
    assert!(!judge(&scenario, &broken).accepted());
    let answer =
        planned(&scenario, Goal::Period { given: &broken, weeks: weeks.clone() }, (0.05, None)).unwrap();
    let mended = answer.plan.as_ref().unwrap();
    cents(&scenario, mended);
    assert_eq!(outside(&scenario, &weeks, &broken), outside(&scenario, &weeks, mended));
    assert_eq!(hours(&plan), hours(mended));
    // The same clash cannot be mended in a period that does not hold it.
    let elsewhere = 11..14;
    let error =
        planned(&scenario, Goal::Period { given: &broken, weeks: elsewhere }, (0.05, None)).unwrap_err();
    assert!(matches!(error, PlannerError::Standing { .. }), "{error}");
    assert!(error.to_string().contains("one_session_at_a_time"), "{error}");
}
