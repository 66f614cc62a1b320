//! Behaviour of [`solve`] on small problems with known answers.

use super::*;

mod answers;
mod growing;
mod limits;
mod propagation;
mod starts;

/// Ten things, of which the best choice that fits is worth 309.
const WEIGHTS: [f64; 10] = [23.0, 31.0, 29.0, 44.0, 53.0, 38.0, 63.0, 85.0, 89.0, 82.0];
const WORTH: [f64; 10] = [92.0, 57.0, 49.0, 68.0, 60.0, 43.0, 67.0, 84.0, 87.0, 72.0];

fn knapsack() -> (Formulation, Vec<Col>) {
    let mut formulation = Formulation::default();
    let columns: Vec<Col> = WORTH.iter().map(|worth| formulation.binary(-worth)).collect();
    formulation.at_most(columns.iter().copied().zip(WEIGHTS), 165.0);
    (formulation, columns)
}

/// A problem that takes HiGHS many nodes: sets of equal sums.
fn market_split(rows: u64, columns: u64) -> Formulation {
    let mut state = 7_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        f64::from(u32::try_from(state >> 40).unwrap_or(0) % 100)
    };
    let mut formulation = Formulation::default();
    let choices: Vec<Col> = (0..columns).map(|_| formulation.binary(0.0)).collect();
    for _ in 0..rows {
        let weights: Vec<f64> = choices.iter().map(|_| draw()).collect();
        let half = (weights.iter().sum::<f64>() / 2.0).floor();
        let over = formulation.continuous(0.0, f64::INFINITY, 1.0);
        let under = formulation.continuous(0.0, f64::INFINITY, 1.0);
        let terms = choices.iter().copied().zip(weights);
        formulation.equal(terms.chain([(over, -1.0), (under, 1.0)]), half);
    }
    formulation
}

fn solved(request: &Request<'_>) -> Solution {
    match solve(request).unwrap() {
        Outcome::Solved(solution) => solution,
        other => panic!("expected a solution, got {other:?}"),
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6
}
