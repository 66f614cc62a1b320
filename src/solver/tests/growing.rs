//! Problems that grow give the answers of problems that are solved from the beginning.

use super::*;

/// Two kinds of bread from flour and work; a third comes later.
fn bakery() -> Growing {
    let mut bakery = Growing::new([(f64::NEG_INFINITY, 40.0), (f64::NEG_INFINITY, 60.0)]);
    bakery.add(bread(-3.0), &[(0, 1.0), (1, 2.0)]);
    bakery.add(bread(-2.0), &[(0, 1.0), (1, 1.0)]);
    bakery
}

const fn bread(cost: f64) -> Column {
    Column { lower: 0.0, upper: f64::INFINITY, integer: false, cost }
}

fn grown(problem: &mut Growing) -> Solution {
    match problem.solve(&Cancel::default()) {
        Ok(Outcome::Solved(solution)) => solution,
        other => panic!("{other:?}"),
    }
}

#[test]
fn columns_come_and_are_held() {
    let mut bakery = bakery();
    let first = grown(&mut bakery);
    assert!(close(first.objective, -100.0) && first.values == [20.0, 20.0], "{first:?}");
    assert_eq!(first.row_duals, Some(vec![-1.0, -1.0]));
    let third = bakery.add(bread(-4.0), &[(0, 1.0), (1, 2.0)]);
    assert!(close(grown(&mut bakery).objective, -120.0));
    bakery.hold(third, 5.0);
    let held = grown(&mut bakery);
    assert!(close(held.objective, -105.0) && close(held.values[2], 5.0), "{held:?}");
    bakery.hold(third, 0.0);
    assert_eq!(grown(&mut bakery).values, [20.0, 20.0, 0.0]);
}

#[test]
fn a_row_without_columns_gets_one_later() {
    let mut problem = Growing::new([(0.0, f64::INFINITY), (2.0, 2.0)]);
    let one = problem.add(bread(1.0), &[(1, 1.0)]);
    assert!(close(grown(&mut problem).objective, 2.0));
    problem.add(bread(-1.0), &[(0, -1.0), (1, 1.0)]);
    problem.hold(one, 1.0);
    assert_eq!(problem.solve(&Cancel::default()), Ok(Outcome::Infeasible));
    problem.add(bread(0.0), &[(0, 1.0)]);
    assert!(close(grown(&mut problem).objective, 0.0));
}

#[test]
fn unbounded_unusable_and_cancelled_are_told() {
    let mut problem = bakery();
    problem.add(bread(-1.0), &[]);
    assert_eq!(problem.solve(&Cancel::default()), Ok(Outcome::Unbounded));
    let cancel = Cancel::default();
    cancel.cancel();
    let stopped = Outcome::NothingFound { bound: f64::NEG_INFINITY, stop: Stop::Cancelled };
    assert_eq!(bakery().solve(&cancel), Ok(stopped));
    problem.add(bread(f64::NAN), &[]);
    assert!(matches!(problem.solve(&cancel), Err(SolverError::Invalid { .. })));
}
