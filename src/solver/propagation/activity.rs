//! How much a row can sum up to.

/// Least or greatest activity of a row: the finite part, and how many infinite ones there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Activity {
    pub(super) finite: f64,
    pub(super) infinite: u32,
}

impl Activity {
    pub(super) fn add(&mut self, part: f64, sign: f64) {
        if part.is_finite() {
            self.finite += sign * part;
        } else if sign > 0.0 {
            self.infinite += 1;
        } else {
            self.infinite -= 1;
        }
    }

    /// The activity without one part; `None` while another part is infinite.
    pub(super) fn without(&self, part: f64) -> Option<f64> {
        match (part.is_finite(), self.infinite) {
            (true, 0) => Some(self.finite - part),
            (false, 1) => Some(self.finite),
            _ => None,
        }
    }
}

/// The least and the most that a term may be.
pub(super) fn reach(factor: f64, lower: f64, upper: f64) -> (f64, f64) {
    if factor > 0.0 { (factor * lower, factor * upper) } else { (factor * upper, factor * lower) }
}
