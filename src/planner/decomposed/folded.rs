//! Choices that matter nowhere else, folded into what they are made for.
//!
//! Where `Σ_e x_e = n · y`, and no other row asks which `x_e` it is, whatever `y` needs comes from the cheapest:
//! `Σ_e c_e · x_e ≥ n · y · min_e c_e`. So the choice can be left aside if `y` costs that much more, and what the rest costs at
//! least is no more than before; it is the same where the cheapest can take all.

use crate::planner::slice::{Role, Slice};
use crate::solver::{Col, Formulation, Row};

/// The programme without such choices.
pub(super) fn folded(mut whole: Formulation) -> Formulation {
    let mut rows_of = vec![0_u32; whole.columns.len()];
    for (col, _) in whole.rows.iter().flat_map(|row| &row.terms) {
        rows_of[col.index()] += 1;
    }
    let mut aside = vec![false; whole.columns.len()];
    for row in &whole.rows {
        let Some((made_for, factor, choices)) = choice(row) else { continue };
        let only_here = |col: &Col| rows_of[col.index()] == 1 && whole.columns[col.index()].lower == 0.0;
        if !choices.iter().all(only_here) {
            continue;
        }
        let costs = choices.iter().map(|col| whole.columns[col.index()].cost);
        let least = costs.min_by(f64::total_cmp).unwrap_or_default();
        for col in &choices {
            aside[col.index()] = true;
        }
        whole.columns[made_for.index()].cost += factor * least;
    }
    let role = |index: usize| if aside[index] { Role::Waiting } else { Role::Free };
    let mut rest = Slice::new(&whole, role).formulation;
    rest.offset = whole.offset;
    rest
}

/// What a row says is made up of choices, how many it takes of them, and the choices: `Σ_e x_e − n · y = 0`.
fn choice(row: &Row) -> Option<(Col, f64, Vec<Col>)> {
    if row.lower != 0.0 || row.upper != 0.0 {
        return None;
    }
    let (one, others): (Vec<_>, Vec<_>) = row.terms.iter().partition(|(_, factor)| *factor < 0.0);
    let [(made_for, factor)] = one[..] else { return None };
    let all_ones = !others.is_empty() && others.iter().all(|(_, factor)| (factor - 1.0).abs() < f64::EPSILON);
    all_ones.then(|| (made_for, -factor, others.into_iter().map(|(col, _)| col).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solver::{Cancel, Outcome, Request, solve};

    fn least(rows: &Formulation) -> f64 {
        match solve(&Request::new(rows, &Cancel::default())).unwrap() {
            Outcome::Solved(solution) => solution.objective,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_cheapest_stands_for_all_and_what_others_ask_about_stays() {
        // Two sessions to be held, each by two people of three groups; the second of whom somebody asks.
        let mut whole = Formulation::default();
        let held = [5.0, 7.0].map(|cost| whole.integer(0.0, 1.0, cost));
        let on = held.map(|held| {
            let on = [30.0, 20.0, 40.0].map(|cost| whole.integer(0.0, 2.0, cost));
            let terms = on.iter().map(|col| (*col, 1.0)).chain([(held, -2.0)]);
            whole.add_row(0.0, 0.0, terms.collect::<Vec<_>>());
            on
        });
        whole.at_most([(on[1][1], 1.0)], 1.0);
        for held in held {
            whole.at_least([(held, 1.0)], 1.0);
        }
        whole.offset = 3.0;
        let rest = folded(whole.clone());
        assert_eq!(rest.columns.len(), 2 + 3);
        assert!((rest.columns[0].cost - 45.0).abs() < 1e-9);
        assert!((least(&whole) - 105.0).abs() < 1e-6 && (least(&rest) - 105.0).abs() < 1e-6);
    }
}
