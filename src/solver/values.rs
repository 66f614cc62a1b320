//! Vectors of values: rounding them and holding columns at them.

use super::{Col, Formulation};

/// A vector that misses a condition by less is a solution.
pub(super) const TOLERANCE: f64 = 1e-6;

/// A solver's answer that misses a condition by more is an error.
pub(super) const WRONG: f64 = 1e-5;

/// Rounds integer columns that are nearly whole and moves values just outside
/// bounds onto them.
pub(super) fn tidy(formulation: &Formulation, mut values: Vec<f64>) -> Vec<f64> {
    for (value, column) in values.iter_mut().zip(&formulation.columns) {
        let rounded = if column.integer { value.round() } else { *value };
        let nearest = rounded.max(column.lower).min(column.upper);
        if (nearest - *value).abs() <= WRONG * value.abs().max(1.0) {
            // Adding zero turns negative zero into zero.
            *value = nearest + 0.0;
        }
    }
    values
}

/// The formulation with every integer column held whose value is allowed.
pub(super) fn fix_integers(formulation: &Formulation, values: &[f64]) -> Formulation {
    let columns = (0..).map(Col).zip(&formulation.columns).zip(values);
    formulation.with_fixed(columns.filter_map(|((name, column), &value)| {
        let whole = column.integer && value.fract() == 0.0;
        (whole && value >= column.lower && value <= column.upper).then_some((name, value))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_errors_are_tidied_away() {
        let mut formulation = Formulation::default();
        formulation.integer(0.0, 9.0, 0.0);
        formulation.continuous(0.0, 1.0, 0.0);
        assert_eq!(tidy(&formulation, vec![2.999_999_5, -1e-9]), [3.0, 0.0]);
        assert_eq!(tidy(&formulation, vec![2.9, 1.5]), [2.9, 1.5]);
        assert!(tidy(&formulation, vec![f64::NAN, 0.0])[0].is_nan());
    }

    #[test]
    fn integers_are_held_where_allowed() {
        let mut formulation = Formulation::default();
        for _ in 0..4 {
            formulation.integer(0.0, 9.0, 0.0);
        }
        formulation.continuous(0.0, 9.0, 0.0);
        let fixed = fix_integers(&formulation, &[3.0, 2.5, 10.0, f64::NAN, 4.0]);
        let lower: Vec<f64> = fixed.columns.iter().map(|column| column.lower).collect();
        assert_eq!(lower, [3.0, 0.0, 0.0, 0.0, 0.0]);
    }
}
