//! The solver and an unrelated one agree on random small problems.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use good_lp::solvers::microlp::microlp;
use good_lp::{Expression, ResolutionError, Solution, SolverModel, Variable};
use good_lp::{constraint, variable, variables};
use vetplan::solver::{Cancel, Col, Formulation, Outcome, Request, solve};

/// The best objective according to microlp; `None` when infeasible.
fn second_opinion(formulation: &Formulation) -> Option<f64> {
    let mut unknowns = variables!();
    let columns: Vec<Variable> = formulation
        .columns
        .iter()
        .map(|column| {
            let definition = variable().clamp(column.lower, column.upper);
            unknowns.add(if column.integer { definition.integer() } else { definition })
        })
        .collect();
    let sum = |terms: &mut dyn Iterator<Item = (usize, f64)>| -> Expression {
        terms.map(|(column, coefficient)| coefficient * columns[column]).sum()
    };
    let costs = formulation.columns.iter().map(|column| column.cost);
    let objective = sum(&mut costs.enumerate()) + formulation.offset;
    let mut problem = unknowns.minimise(&objective).using(microlp);
    for row in &formulation.rows {
        let row_sum = sum(&mut row.terms.iter().map(|&(column, value)| (column.index(), value)));
        if row.lower.is_finite() {
            problem.add_constraint(constraint!(row_sum.clone() >= row.lower));
        }
        if row.upper.is_finite() {
            problem.add_constraint(constraint!(row_sum <= row.upper));
        }
    }
    match problem.solve() {
        Ok(solution) => Some(solution.eval(&objective)),
        Err(ResolutionError::Infeasible) => None,
        Err(error) => panic!("{error}"),
    }
}

/// Whole numbers below `n`, the same sequence on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u32) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        #[allow(clippy::cast_possible_truncation)] // 31 bits are left
        let number = (self.0 >> 33) as u32;
        f64::from(number % n)
    }
}

fn random_problem(seed: u64) -> Formulation {
    let mut draw = Draw(seed);
    let mut formulation = Formulation { offset: draw.below(100), ..Formulation::default() };
    let columns: Vec<Col> = (0..6)
        .map(|position| {
            let cost = draw.below(21) - 10.0;
            let upper = 1.0 + draw.below(4);
            if position < 4 {
                formulation.integer(0.0, upper, cost)
            } else {
                formulation.continuous(-1.0, upper, cost)
            }
        })
        .collect();
    for _ in 0..4 {
        let terms: Vec<(Col, f64)> = columns.iter().map(|&column| (column, draw.below(11) - 4.0)).collect();
        let lower = draw.below(16) - 8.0;
        match seed % 3 {
            0 => formulation.at_least(terms, lower),
            1 => formulation.add_row(lower, lower + draw.below(6), terms),
            _ => formulation.at_most(terms, lower),
        };
    }
    formulation
}

#[test]
fn thirty_random_problems_have_the_same_objective() {
    let (mut feasible, cancel) = (0, Cancel::default());
    for seed in 0..30 {
        let formulation = random_problem(seed);
        let ours = match solve(&Request::new(&formulation, &cancel)).unwrap() {
            Outcome::Solved(solution) => Some(solution.objective),
            Outcome::Infeasible => None,
            other => panic!("problem {seed}: {other:?}"),
        };
        let theirs = second_opinion(&formulation);
        let same = match (ours, theirs) {
            // Both solvers may miss a row by a millionth.
            (Some(a), Some(b)) => (a - b).abs() < 1e-5,
            (a, b) => a.is_none() && b.is_none(),
        };
        assert!(same, "problem {seed}: {ours:?} and {theirs:?}");
        feasible += i32::from(ours.is_some());
    }
    assert!((10..30).contains(&feasible), "{feasible} of 30 problems are feasible");
}
