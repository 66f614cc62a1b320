//! Answers that can be worked out by hand.

use super::*;

#[test]
fn a_knapsack_is_filled_and_the_offset_counts() {
    let (mut formulation, _) = knapsack();
    formulation.offset = 1000.0;
    let cancel = Cancel::default();
    let solution = solved(&Request::new(&formulation, &cancel));
    assert_eq!(solution.values, [1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
    assert!(close(solution.objective, 691.0) && close(solution.bound, 691.0), "{solution:?}");
    assert_eq!((solution.stop, solution.row_duals), (Stop::Proven, None));
}

#[test]
fn infeasible_is_an_answer() {
    let mut formulation = Formulation::default();
    let [x, y] = [1.0, 1.0].map(|cost| formulation.binary(cost));
    formulation.equal([(x, 2.0), (y, 2.0)], 3.0);
    let cancel = Cancel::default();
    assert_eq!(solve(&Request::new(&formulation, &cancel)), Ok(Outcome::Infeasible));
    let relaxed = formulation.relaxed();
    assert!(close(solved(&Request::new(&relaxed, &cancel)).objective, 1.5));
    formulation.at_least([(x, 0.0)], 1.0);
    assert_eq!(solve(&Request::new(&formulation, &cancel)), Ok(Outcome::Infeasible));
}

#[test]
fn unbounded_and_infeasible_are_told_apart() {
    let cancel = Cancel::default();
    for integer in [false, true] {
        let mut formulation = Formulation::default();
        let x = formulation.add_column(Column { lower: 0.0, upper: f64::INFINITY, integer, cost: -1.0 });
        let y = formulation.add_column(Column { lower: 0.0, upper: f64::INFINITY, integer, cost: 0.0 });
        formulation.at_least([(x, 1.0), (y, -1.0)], 0.0);
        assert_eq!(solve(&Request::new(&formulation, &cancel)), Ok(Outcome::Unbounded));
        formulation.at_least([(x, -1.0), (y, 1.0)], 1.0);
        assert_eq!(solve(&Request::new(&formulation, &cancel)), Ok(Outcome::Infeasible));
    }
}

#[test]
fn a_linear_problem_has_known_duals() {
    // Hillier and Lieberman's glass company: two products, three plants. The
    // third row is written as a range and two rows say nothing.
    let mut formulation = Formulation::default();
    let doors = formulation.continuous(0.0, f64::INFINITY, -3.0);
    let windows = formulation.continuous(0.0, f64::INFINITY, -5.0);
    formulation.at_most([(doors, 1.0)], 4.0);
    formulation.at_least([], -1.0);
    formulation.at_most([(windows, 2.0)], 12.0);
    formulation.add_row(f64::NEG_INFINITY, f64::INFINITY, [(doors, 1.0)]);
    formulation.add_row(1.0, 18.0, [(doors, 3.0), (windows, 2.0)]);
    let cancel = Cancel::default();
    let solution = solved(&Request::new(&formulation, &cancel));
    assert_eq!(solution.stop, Stop::Proven);
    assert!(close(solution.objective, -36.0), "{solution:?}");
    let duals = solution.row_duals.unwrap();
    for (dual, expected) in duals.iter().zip([0.0, 0.0, -1.5, 0.0, -1.0]) {
        assert!(close(*dual, expected), "{duals:?}");
    }
    assert!(solution.reduced_costs.unwrap().iter().all(|cost| close(*cost, 0.0)));
}

#[test]
fn nothing_to_choose_is_solved() {
    let mut formulation = Formulation { offset: 4.0, ..Formulation::default() };
    let cancel = Cancel::default();
    assert!(close(solved(&Request::new(&formulation, &cancel)).objective, 4.0));
    formulation.at_least([], 1.0);
    assert_eq!(solve(&Request::new(&formulation, &cancel)), Ok(Outcome::Infeasible));
}
