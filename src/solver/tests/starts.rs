//! Searches that begin with a solution or a part of one.

use super::*;

#[test]
fn a_full_start_survives_a_limit_of_no_nodes() {
    let (formulation, columns) = knapsack();
    let start: Vec<_> =
        columns.iter().enumerate().map(|(i, &column)| (column, f64::from(u8::from(i == 4)))).collect();
    let cancel = Cancel::default();
    let limits = Limits { nodes: Some(0), ..Limits::default() };
    let request = Request { start: Some(&start), limits, ..Request::new(&formulation, &cancel) };
    let solution = solved(&request);
    assert!(close(solution.objective, -60.0), "{solution:?}");
    assert_eq!(solution.stop, Stop::Nodes);
}

#[test]
fn a_partial_start_is_completed() {
    let formulation = market_split(3, 30);
    let start: Vec<_> = (0..30).map(|i| (Col(i), f64::from(i % 2))).collect();
    let cancel = Cancel::default();
    let limits = Limits { nodes: Some(0), ..Limits::default() };
    let request = Request { start: Some(&start), limits, ..Request::new(&formulation, &cancel) };
    let solution = solved(&request);
    assert!(start.iter().all(|(column, value)| close(solution.values[column.index()], *value)));
}

#[test]
fn a_start_that_cannot_be_completed_is_ignored() {
    let (formulation, columns) = knapsack();
    let start: Vec<_> = columns.iter().map(|&column| (column, 1.0)).collect();
    let cancel = Cancel::default();
    let request = Request { start: Some(&start), ..Request::new(&formulation, &cancel) };
    assert!(close(solved(&request).objective, -309.0));
    let unknown = [(Col(10), 1.0)];
    let request = Request { start: Some(&unknown), ..Request::new(&formulation, &cancel) };
    assert!(matches!(solve(&request), Err(SolverError::Invalid { .. })));
}

#[test]
fn a_search_cancelled_before_it_began_keeps_the_start() {
    let (formulation, columns) = knapsack();
    let start: Vec<_> = columns.iter().map(|&column| (column, 0.0)).collect();
    let cancel = Cancel::default();
    cancel.cancel();
    let request = Request { start: Some(&start), ..Request::new(&formulation, &cancel) };
    assert_eq!(solved(&request).stop, Stop::Cancelled);
    let nothing = Outcome::NothingFound { bound: f64::NEG_INFINITY, stop: Stop::Cancelled };
    assert_eq!(solve(&Request::new(&formulation, &cancel)), Ok(nothing));
}
