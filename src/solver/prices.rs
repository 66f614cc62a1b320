//! What the prices of rows prove.

use super::Formulation;
use super::values::TOLERANCE;

impl Formulation {
    /// The bound that the prices of rows prove, by weak duality: with `d = c − Σ y_i a_i` no solution is below
    /// `Σ_i min(y_i · l_i, y_i · u_i) + Σ_j min(d_j · l_j, d_j · u_j)`, bounds of rows and columns, and the offset.
    ///
    /// `prices` are in units of the objective for a unit of the row. A reduced cost of less
    /// than 1e-6, or 1e-9 of the column's cost, counts as none. Negative infinity when the prices prove nothing.
    pub(super) fn proven_by(&self, prices: &[f64]) -> f64 {
        let mut reduced: Vec<f64> = self.columns.iter().map(|column| column.cost).collect();
        let mut bound = self.offset;
        for (row, &price) in self.rows.iter().zip(prices) {
            bound += least(price, row.lower, row.upper);
            row.terms.iter().for_each(|(column, term)| reduced[column.index()] -= price * term);
        }
        for (column, cost) in self.columns.iter().zip(reduced) {
            let none = cost.abs() <= TOLERANCE.max(1e-9 * column.cost.abs());
            if !none {
                bound += least(cost, column.lower, column.upper);
            }
        }
        if bound.is_nan() { f64::NEG_INFINITY } else { bound }
    }
}

/// The least of `price · z` for z between two bounds; not a number when the price is none.
fn least(price: f64, lower: f64, upper: f64) -> f64 {
    let nearest = if price > 0.0 { lower } else { upper };
    if price == 0.0 { 0.0 } else { price * nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_prove_the_optimum_and_wrong_ones_less() {
        // min 2 x + 3 y, x + 2 y ≥ 4, x ≤ 1: y = 2 costs 6.
        let mut formulation = Formulation::default();
        let x = formulation.continuous(0.0, 1.0, 2.0);
        let y = formulation.continuous(0.0, f64::INFINITY, 3.0);
        formulation.at_least([(x, 1.0), (y, 2.0)], 4.0);
        assert!((formulation.proven_by(&[1.5]) - 6.0).abs() < 1e-12);
        assert!((formulation.proven_by(&[1.0]) - 4.0).abs() < 1e-12);
        assert!(formulation.proven_by(&[1.6]) < f64::MIN);
        assert!(formulation.proven_by(&[f64::NAN]) < f64::MIN);
        assert!(formulation.proven_by(&[-1.0]) < f64::MIN);
    }
}
