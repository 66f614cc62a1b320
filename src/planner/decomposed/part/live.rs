//! What hangs on the free placements of a part.

use super::Part;
use crate::solver::Formulation;

impl Part<'_> {
    /// Columns reached from free placements and yearly decisions over rows, through columns that do not stand.
    pub(super) fn live(&self, formulation: &Formulation, fixed: &[Option<f64>]) -> Vec<bool> {
        let mut rows_of: Vec<Vec<u32>> = vec![Vec::new(); formulation.columns.len()];
        for (index, row) in formulation.rows.iter().enumerate() {
            for (col, _) in row.terms.iter().filter(|(col, _)| fixed[col.index()].is_none()) {
                rows_of[col.index()].push(index as u32);
            }
        }
        let decided = |index: &usize| {
            *index < self.free
                || fixed[*index].is_none() && self.yearly(&self.model.variables[*index]).is_some()
        };
        let mut reached: Vec<usize> = (0..formulation.columns.len()).filter(decided).collect();
        let mut live = vec![false; formulation.columns.len()];
        for index in &reached {
            live[*index] = true;
        }
        let mut seen = vec![false; formulation.rows.len()];
        while let Some(column) = reached.pop() {
            for row in std::mem::take(&mut rows_of[column]) {
                if std::mem::replace(&mut seen[row as usize], true) {
                    continue;
                }
                for (col, _) in &formulation.rows[row as usize].terms {
                    let index = col.index();
                    if fixed[index].is_none() && !std::mem::replace(&mut live[index], true) {
                        reached.push(index);
                    }
                }
            }
        }
        live
    }
}
