//! Columns that are left open, closed one by one.

use super::{Col, Propagation};

impl Propagation<'_> {
    /// A value for every column that no row objects to: each that is left open goes to its cheaper end, the dearest first, or
    /// to the other where the rows ask for it; `None` where neither will do. What has been fixed stays so.
    pub fn completed(mut self) -> Option<Vec<f64>> {
        let cost = |col: usize| self.formulation.columns[col].cost.abs();
        let mut open: Vec<usize> =
            (0..self.lower.len()).filter(|col| !self.is_fixed(Col(*col as u32))).collect();
        open.sort_by(|one, other| cost(*other).total_cmp(&cost(*one)).then(one.cmp(other)));
        for column in open {
            let (lower, upper) = (self.lower[column], self.upper[column]);
            let ends =
                if self.formulation.columns[column].cost < 0.0 { [upper, lower] } else { [lower, upper] };
            let mark = self.mark();
            let held = ends.into_iter().filter(|end| end.is_finite()).any(|end| {
                let holds = self.fix(Col(column as u32), end).is_ok();
                if !holds {
                    self.back(mark);
                }
                holds
            });
            if !held {
                return None;
            }
        }
        Some(self.lower)
    }
}
