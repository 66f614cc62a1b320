//! Where a session could lie instead: amounts worked out by hand, and a part of a plan judged like all of it.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

mod support;

use support::{below, best, parsed, scenario, scenarios};
use vetplan::check::Amount;
use vetplan::domain::Scenario;
use vetplan::generate::{Request, Size, generate};
use vetplan::plan::table::{self, to_csv};
use vetplan::plan::{Plan, Session, file};
use vetplan::whatif::elsewhere::{Elsewhere, ElsewhereError, Known};
use vetplan::whatif::{Change, Effect, Question};

/// An effect with what it breaks in an order of its own.
fn sorted(mut effect: Effect) -> Effect {
    for list in [&mut effect.breaks, &mut effect.mends, &mut effect.wishes, &mut effect.wishes_met] {
        list.sort_by_key(|broken| format!("{broken:?}"));
    }
    effect
}

/// A session at the time and place of another, also with its things and people.
fn moved(session: &Session, to: &Session) -> [Session; 2] {
    let there = Session {
        date: to.date,
        dayparts: to.dayparts.clone(),
        start: to.start,
        end: to.end,
        minutes: to.minutes,
        class: to.class,
        site: to.site,
        ..session.clone()
    };
    let (room, equipment, staff) = (to.room, to.equipment.clone(), to.staff.clone());
    [Session { room, equipment, staff, ..there.clone() }, there]
}

/// Changes of some sessions of a plan: moved to where others are, taken out, and doubled there.
fn changes(plan: &Plan, (sessions, targets): (usize, usize)) -> Vec<Change> {
    let mut changes = Vec::new();
    for place in (0..plan.sessions.len()).step_by(sessions) {
        let session = &plan.sessions[place];
        changes.push(Change { gone: Some(place), comes: None });
        for to in plan.sessions.iter().skip(place % targets).step_by(targets) {
            for there in moved(session, to) {
                let again = Session { id: format!("{}+", there.id), ..there.clone() };
                changes.push(Change { gone: Some(place), comes: Some(there) });
                changes.push(Change { gone: None, comes: Some(again) });
            }
        }
    }
    changes
}

/// Asserts that every change does to a part of the plan what it does to all of it; says how many break a rule.
fn agree(name: &str, scenario: &Scenario, plan: &Plan, steps: (usize, usize)) -> usize {
    let question = Question::new(scenario, plan);
    let mut broken = 0;
    for change in changes(plan, steps) {
        let (whole, part) = (sorted(question.effect(&change)), sorted(question.effect_nearby(&change)));
        assert_eq!(part, whole, "{name}: {change:?}");
        broken += usize::from(!whole.is_legal());
    }
    broken
}

#[test]
fn a_part_of_a_small_plan_is_judged_like_all_of_it() {
    let mut broken = 0;
    for (name, scenario) in scenarios("brute_force") {
        if let Some(plan) = best(&scenario).plan {
            broken += agree(&name, &scenario, &plan, (1, 1));
        }
    }
    assert!(broken > 1_000, "{broken}");
}

#[test]
fn a_part_of_a_larger_plan_is_judged_like_all_of_it() {
    let first = scenario("../scenarios/01-first.jsonc");
    agree("01-first", &first, &best(&first).plan.unwrap(), (1, 1));
    let two = scenario("data/two-cohorts.jsonc");
    let bytes = std::fs::read(below("data/two-cohorts.plan.json")).unwrap();
    agree("two-cohorts", &two, &file::read(&two, &bytes).unwrap().1, (1, 3));
}

#[test]
fn a_part_of_a_college_is_judged_like_all_of_it() {
    for (size, seed, steps) in [(Size::S, 1, (7, 13)), (Size::S, 2, (11, 9)), (Size::M, 1, (211, 157))] {
        let drawn = generate(&Request { size, seed, firms: None, choose_days: false }).unwrap();
        let scenario = parsed("drawn", drawn.scenario.to_string().as_bytes());
        let mut plan = table::read(&scenario, &to_csv(&drawn.sessions)).unwrap();
        plan.sort();
        assert!(agree("drawn", &scenario, &plan, steps) > 0);
    }
}

/// The plan of the first scenario.
fn first() -> (Scenario, Plan) {
    let scenario = scenario("../scenarios/01-first.jsonc");
    let plan = best(&scenario).plan.unwrap();
    (scenario, plan)
}

#[test]
fn a_saturday_costs_its_premium_and_its_wish() {
    let (scenario, plan) = first();
    let question = Question::new(&scenario, &plan);
    let found = Elsewhere::new(&question, "BIKE/repair/1#02", None, usize::MAX).unwrap();
    // A mechanic for three hours and 20 % of it, three stands, five learners: 126 + 25.20 + 13.50 + 12.
    assert_eq!(found.here.cost_cents, 17_670);
    assert!(found.here.wishes.is_empty());
    let saturday = found.elsewhere.iter().find(|place| place.spot.when().starts_with("Sat 26 Sep")).unwrap();
    // 50 % instead of 20 % of 126, and two euros for each of five learners.
    assert_eq!((saturday.effect.cost_cents, saturday.effect.wish_cents), (3_780, 1_000));
    assert_eq!(saturday.effect.wishes[0].amount, Amount::Count(5));
    assert_eq!(saturday.effect.wishes[0].cents, Some(1_000));
    assert!(saturday.effect.is_legal() && saturday.in_the_way.is_empty());
}

#[test]
fn who_is_in_the_way_is_told() {
    let (scenario, plan) = first();
    let question = Question::new(&scenario, &plan);
    let found = Elsewhere::new(&question, "BIKE/repair/1#02", None, usize::MAX).unwrap();
    // All stands are in use where the other half repairs, and whoever sits in theory cannot.
    for other in plan.sessions.iter().filter(|session| session.run == "BIKE/repair/2") {
        let there = found
            .elsewhere
            .iter()
            .find(|place| place.spot.date == other.date && place.spot.start == other.start.to_string());
        let rules: Vec<&str> = there.unwrap().effect.breaks.iter().map(|broken| broken.rule).collect();
        assert_eq!(rules, ["equipment_units"; 3]);
        let way = &there.unwrap().in_the_way;
        assert_eq!(
            (way.len(), way[0].thing.as_str(), &way[0].sessions),
            (1, "repair-stands", &vec![other.id.clone()])
        );
    }
    // Five Tuesdays, six Thursdays and five Saturdays are open.
    assert_eq!(found.elsewhere.len() + found.refused_slots + 1, 5 + 6 + 5);
}

#[test]
fn a_plan_that_can_be_improved_is_told_so() {
    let (scenario, mut plan) = first();
    let place = plan.sessions.iter().position(|session| session.id == "BIKE/repair/1#02").unwrap();
    let question = Question::new(&scenario, &plan);
    let found = Elsewhere::new(&question, "BIKE/repair/1#02", None, usize::MAX).unwrap();
    assert_eq!((found.conclusion.cheaper, &found.conclusion.best), (0, &None));
    let saturday = plan.clone().sessions.into_iter().find(|session| session.run == "BIKE/repair/1").unwrap();
    // To a Saturday in between, by hand.
    let date = "2026-09-26".parse().unwrap();
    let daypart = vetplan::domain::DaypartId(1);
    plan.sessions[place] = Session {
        date,
        dayparts: vec![daypart],
        start: scenario.calendar.dayparts[1].from,
        end: scenario.calendar.dayparts[1].to,
        class: scenario.calendar.dayparts[1].class,
        id: "BIKE/repair/1#02".into(),
        ..saturday
    };
    plan.sort();
    let question = Question::new(&scenario, &plan);
    assert!(question.verdict.accepted());
    let known = Known { status: "stopped".into(), gap_cents: Some(5_000) };
    let found = Elsewhere::new(&question, "BIKE/repair/1#02", Some(&known), 3).unwrap();
    let best = found.conclusion.best.unwrap();
    assert_eq!(best.effect.cents(), -4_780);
    assert!(
        found
            .conclusion
            .sentence
            .contains("would cost 47.80 less and break no rule: the plan can be improved")
    );
    assert_eq!((found.elsewhere.len(), found.here.wishes.len()), (3, 1));
    // A plan that is told to be the best cannot be improved: one of the two is wrong, and that is told.
    let known = Known { status: "optimal".into(), gap_cents: Some(0) };
    let found = Elsewhere::new(&question, "BIKE/repair/1#02", Some(&known), 3).unwrap();
    assert!(found.conclusion.sentence.contains("please report"), "{}", found.conclusion.sentence);
}

#[test]
fn a_place_where_a_broken_rule_is_mended_is_told_first() {
    let (scenario, mut plan) = first();
    // Two halves on the same stands at once.
    let other = plan.sessions.iter().find(|session| session.run == "BIKE/repair/2").unwrap().clone();
    let place = plan.sessions.iter().position(|session| session.id == "BIKE/repair/1#02").unwrap();
    let there = Session {
        staff: plan.sessions[place].staff.clone(),
        ..moved(&plan.sessions[place], &other)[1].clone()
    };
    plan.sessions[place] = there;
    plan.sort();
    let question = Question::new(&scenario, &plan);
    assert!(!question.verdict.accepted());
    let found = Elsewhere::new(&question, "BIKE/repair/1#02", None, 3).unwrap();
    let best = found.conclusion.best.unwrap();
    assert!(
        best.effect.is_legal() && best.effect.mends.iter().any(|broken| broken.rule == "equipment_units")
    );
    assert!(!found.here.breaks.is_empty());
    let told = "the plan would keep what it breaks now: ";
    assert!(found.conclusion.sentence.contains(told), "{}", found.conclusion.sentence);
}

#[test]
fn a_session_that_is_not_there_is_told_with_its_run() {
    let (scenario, plan) = first();
    let error = Elsewhere::new(&Question::new(&scenario, &plan), "BIKE/repair/1#09", None, 1).unwrap_err();
    assert!(matches!(error, ElsewhereError::Unknown { .. }));
    let told = "the plan has no session `BIKE/repair/1#09`; run BIKE/repair/1 has BIKE/repair/1#01 to BIKE/repair/1#04";
    assert_eq!(error.to_string(), told);
}

#[test]
fn lines_fit_a_terminal() {
    let (scenario, plan) = first();
    let question = Question::new(&scenario, &plan);
    for session in &plan.sessions {
        let text = Elsewhere::new(&question, &session.id, None, usize::MAX).unwrap().text();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}
