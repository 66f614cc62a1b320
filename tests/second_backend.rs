//! What the solver finds best for real models, an unrelated solver finds too.
//!
//! Every small scenario of the tests is built and made strict; HiGHS and microlp, which share no
//! code, then name the same optimal value or both find none.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

mod support;

use good_lp::solvers::microlp::microlp;
use good_lp::{Expression, ResolutionError, Solution, SolverModel, Variable};
use good_lp::{constraint, variable, variables};
use vetplan::domain::Scenario;
use vetplan::model::build;
use vetplan::model::scene::Scene;
use vetplan::model::tags::Mode;
use vetplan::solver::{Cancel, Formulation, Outcome, Request, solve};

use support::scenarios;

/// Whole-number columns beyond which the second solver would take too long.
const SMALL: usize = 100;

/// The optimal value according to microlp; `None` when there is no solution.
fn second_opinion(name: &str, formulation: &Formulation) -> Option<f64> {
    let mut unknowns = variables!();
    let columns: Vec<Variable> = formulation
        .columns
        .iter()
        .map(|column| {
            let definition = variable().clamp(column.lower, column.upper);
            unknowns.add(if column.integer { definition.integer() } else { definition })
        })
        .collect();
    let costs = formulation.columns.iter().zip(&columns);
    let objective: Expression = costs.map(|(column, unknown)| column.cost * *unknown).sum();
    let mut problem = unknowns.minimise(&objective).using(microlp);
    for row in &formulation.rows {
        let sum: Expression = row.terms.iter().map(|(col, factor)| *factor * columns[col.index()]).sum();
        if row.terms.is_empty() {
            // A row without variables says something of the scenario alone.
            if row.lower > 0.0 || row.upper < 0.0 {
                return None;
            }
            continue;
        }
        if row.lower.is_finite() {
            problem.add_constraint(constraint!(sum.clone() >= row.lower));
        }
        if row.upper.is_finite() {
            problem.add_constraint(constraint!(sum <= row.upper));
        }
    }
    match problem.solve() {
        Ok(solution) => Some(solution.eval(&objective) + formulation.offset),
        Err(ResolutionError::Infeasible) => None,
        Err(error) => panic!("{name}: {error}"),
    }
}

/// The optimal value according to HiGHS; `None` when there is no solution.
fn first_opinion(name: &str, formulation: &Formulation) -> Option<f64> {
    match solve(&Request::new(formulation, &Cancel::default())).unwrap() {
        Outcome::Solved(solution) => Some(solution.objective),
        Outcome::Infeasible => None,
        other => panic!("{name}: {other:?}"),
    }
}

fn strict(scenario: &Scenario) -> Formulation {
    build(&Scene::new(scenario), Mode::Planning).strict()
}

#[test]
fn both_solvers_find_the_same_optimal_value() {
    let (mut compared, mut solved) = (0, 0);
    for (name, scenario) in scenarios("families").into_iter().chain(scenarios("brute_force")) {
        let formulation = strict(&scenario);
        if formulation.columns.iter().filter(|column| column.integer).count() >= SMALL {
            continue;
        }
        let (ours, theirs) = (first_opinion(&name, &formulation), second_opinion(&name, &formulation));
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                assert!((ours - theirs).abs() < 1e-4, "{name}: {ours} and {theirs}");
            }
            (ours, theirs) => assert_eq!(ours.is_none(), theirs.is_none(), "{name}: {ours:?} and {theirs:?}"),
        }
        compared += 1;
        solved += usize::from(ours.is_some());
    }
    assert!(compared >= 50 && solved >= 30, "{compared} compared, {solved} of them with a solution");
}
