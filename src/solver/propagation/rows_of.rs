//! The rows of each column, in one piece of memory.

use super::Formulation;

/// Rows and coefficients, column after column.
pub(super) struct RowsOf {
    begins: Vec<u32>,
    entries: Vec<(u32, f64)>,
}

impl RowsOf {
    /// Turns rows into columns.
    pub(super) fn new(formulation: &Formulation) -> Self {
        let mut begins = vec![0_u32; formulation.columns.len() + 1];
        for (col, _) in formulation.rows.iter().flat_map(|row| &row.terms) {
            begins[col.index() + 1] += 1;
        }
        for index in 1..begins.len() {
            begins[index] += begins[index - 1];
        }
        let mut next = begins.clone();
        let mut entries = vec![(0, 0.0); begins.last().copied().unwrap_or(0) as usize];
        for (row, terms) in formulation.rows.iter().map(|row| &row.terms).enumerate() {
            for (col, factor) in terms {
                let place = &mut next[col.index()];
                entries[*place as usize] = (row as u32, *factor);
                *place += 1;
            }
        }
        Self { begins, entries }
    }

    /// The rows of a column, in order.
    pub(super) fn of(&self, column: usize) -> &[(u32, f64)] {
        &self.entries[self.begins[column] as usize..self.begins[column + 1] as usize]
    }
}
