//! Hours without a place, forced into every slot of their run: each breaks a rule, and the shortage that the plan names for them is
//! one of those in the way, or a count over many sessions.

#![allow(clippy::unwrap_used)] // a helper of a test may fail like the test

mod support;

use std::collections::BTreeSet;

use support::{below, best, parsed, scenario, scenarios};
use vetplan::domain::Scenario;
use vetplan::planner::{Answer, Status};
use vetplan::whatif::Question;
use vetplan::whatif::unplaced::{every_slot, unplaced};

/// A scenario below `tests/` with some of its text replaced.
fn changed(path: &str, changes: &[(&str, &str)]) -> Scenario {
    let mut text = std::fs::read_to_string(below(path)).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    parsed(path, text.as_bytes())
}

/// Everything wrong with what is said of the hours that an answer leaves out.
fn wrong(name: &str, scenario: &Scenario, answer: &Answer) -> Vec<String> {
    let plan = answer.plan.as_ref().unwrap();
    let question = Question::new(scenario, plan);
    let mut wrong = Vec::new();
    for missing in &plan.unplaced {
        let slots = every_slot(&question, missing);
        for slot in &slots {
            if slot.place.effect.is_legal() {
                wrong.push(format!("{name}: {} fits {}, {:?}", missing.run, slot.place.sentence, slot.rules));
            }
        }
        let fewest = slots.iter().map(|slot| slot.rules.len()).min().unwrap_or(0);
        let nearest = slots.iter().filter(|slot| slot.rules.len() == fewest);
        let in_the_way: BTreeSet<&str> = nearest.flat_map(|slot| &slot.rules).map(|rule| rule.rule).collect();
        let named = answer.shortages.iter().find(|shortage| missing.reason.ends_with(&shortage.sentence()));
        let true_of_a_slot = named.is_some_and(|shortage| in_the_way.contains(shortage.family));
        // What is needed and what there is are sums over many sessions; no single one need show them.
        let counted = named.is_some_and(|shortage| shortage.needed.is_some());
        if answer.status == Status::Infeasible && !true_of_a_slot && !counted {
            wrong.push(format!(
                "{name}: {} is told {}, {in_the_way:?} stand in the way",
                missing.run, missing.reason
            ));
        }
    }
    wrong
}

#[test]
fn no_slot_would_hold_what_finds_no_place() {
    let mut all = Vec::new();
    let mut hours = 0;
    for (name, scenario) in scenarios("no_plan") {
        let answer = best(&scenario);
        if let Some(plan) = &answer.plan {
            hours += plan.unplaced.len();
            all.extend(wrong(&name, &scenario, &answer));
        }
    }
    assert!(hours > 0);
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn no_slot_would_hold_what_is_too_much() {
    let two = "data/two-cohorts.jsonc";
    let cases = [
        (
            "../scenarios/01-first.jsonc",
            vec![("\"hours\": 12, \"kind\": \"practical\"", "\"hours\": 90, \"kind\": \"practical\"")],
        ),
        (two, vec![("\"id\": \"robot\", \"hours\": 12", "\"id\": \"robot\", \"hours\": 40")]),
        (
            two,
            vec![
                ("\"id\": \"dutch\", \"hours\": 14", "\"id\": \"dutch\", \"hours\": 24"),
                ("\"id\": \"wiring\", \"hours\": 14", "\"id\": \"wiring\", \"hours\": 24"),
            ],
        ),
        (two, vec![("15000", "12000")]),
    ];
    let mut all = Vec::new();
    for (path, changes) in cases {
        let scenario = changed(path, &changes);
        all.extend(wrong(path, &scenario, &best(&scenario)));
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn the_slots_told_are_those_with_the_fewest_rules_in_the_way() {
    for (name, scenario) in scenarios("no_plan") {
        let Some(plan) = best(&scenario).plan else { continue };
        let question = Question::new(&scenario, &plan);
        for (missing, told) in plan.unplaced.iter().zip(unplaced(&question, 5, &|_| {})) {
            let mut all: Vec<usize> =
                every_slot(&question, missing).iter().map(|slot| slot.rules.len()).collect();
            all.sort_unstable();
            let counts: Vec<usize> = told.fewest.iter().map(|slot| slot.rules.len()).collect();
            assert_eq!(counts, all[..all.len().min(5)], "{name}: {}", missing.run);
            assert_eq!(told.fit, all.iter().filter(|rules| **rules == 0).count());
        }
    }
}

#[test]
fn a_session_taken_out_of_a_plan_fits_where_it_was() {
    let scenario = scenario("../scenarios/01-first.jsonc");
    let mut plan = best(&scenario).plan.unwrap();
    let gone = plan.sessions.pop().unwrap();
    let (minutes, reason) = (gone.minutes, "taken out".to_owned());
    plan.unplaced.push(vetplan::plan::Unplaced {
        run: gone.run,
        attendance: gone.attendance,
        minutes,
        reason,
    });
    let told = unplaced(&Question::new(&scenario, &plan), 3, &|_| {});
    assert!(told[0].fit > 0 && told[0].fewest[0].rules.is_empty());
    assert!(told[0].sentence.contains("the plan can be improved"), "{}", told[0].sentence);
}
