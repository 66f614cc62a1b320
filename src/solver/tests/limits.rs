//! What ends a search, and what is heard of it.

use std::cell::RefCell;
use std::time::Duration;

use super::*;

#[test]
fn a_gap_ends_the_search_with_an_honest_bound() {
    let formulation = market_split(3, 20);
    let cancel = Cancel::default();
    let limits = Limits { absolute_gap: 1e6, ..Limits::default() };
    let solution = solved(&Request { limits, ..Request::new(&formulation, &cancel) });
    assert_eq!(solution.stop, Stop::Gap);
    assert!(solution.bound < solution.objective);
}

#[test]
fn a_node_limit_gives_the_same_answer_each_time() {
    let formulation = market_split(4, 30);
    let cancel = Cancel::default();
    let limits = Limits { nodes: Some(200), ..Limits::default() };
    let request = Request { limits, seed: 5, ..Request::new(&formulation, &cancel) };
    let first = solved(&request);
    assert_eq!(first.stop, Stop::Nodes);
    assert!(first.nodes > 0 && first.bound <= first.objective);
    assert_eq!(solved(&request), first);
}

#[test]
fn progress_is_reported_and_may_cancel() {
    let formulation = market_split(4, 40);
    let cancel = Cancel::default();
    let seen = RefCell::new(Vec::new());
    let progress = |now: Progress| {
        seen.borrow_mut().push(now);
        if now.incumbent.is_some() {
            cancel.cancel();
        }
    };
    let request = Request { progress: Some(&progress), ..Request::new(&formulation, &cancel) };
    let solution = solved(&request);
    assert_eq!(solution.stop, Stop::Cancelled);
    let last = *seen.borrow().last().unwrap();
    assert!(last.bound <= last.incumbent.unwrap());
}

#[test]
fn the_clock_ends_a_long_search() {
    let formulation = market_split(6, 50);
    let cancel = Cancel::default();
    let limits = Limits { time: Some(Duration::from_millis(300)), ..Limits::default() };
    match solve(&Request { limits, ..Request::new(&formulation, &cancel) }).unwrap() {
        Outcome::Solved(solution) => assert_eq!(solution.stop, Stop::Time),
        other => assert!(matches!(other, Outcome::NothingFound { stop: Stop::Time, .. })),
    }
}

#[test]
#[should_panic(expected = "from the report")]
fn a_panic_of_the_report_is_passed_on() {
    let formulation = market_split(4, 40);
    let progress = |_| panic!("from the report");
    let cancel = Cancel::default();
    let _ = solve(&Request { progress: Some(&progress), ..Request::new(&formulation, &cancel) });
}

#[test]
fn unusable_limits_are_refused() {
    let (formulation, _) = knapsack();
    let cancel = Cancel::default();
    let limits = Limits { relative_gap: f64::NAN, ..Limits::default() };
    let answer = solve(&Request { limits, ..Request::new(&formulation, &cancel) });
    assert!(matches!(answer, Err(SolverError::Invalid { .. })));
}
