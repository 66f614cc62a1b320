//! Linear programmes and equations in rational arithmetic.

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// `max objective · y  s.t.  Σ_j y_j columns_j = right, y ≥ 0`; `None` where no y fits. The right sides must not
/// be negative, and the maximum must be bounded.
///
/// The simplex method on a table, with artificial columns for the first solution and Bland's rule, which ends
/// for certain.
pub fn maximum(
    columns: &[Vec<BigRational>],
    right: &[BigRational],
    objective: &[BigRational],
) -> Option<BigRational> {
    let mut table = Table::new(columns, right);
    let artificial: Vec<BigRational> = (0..columns.len())
        .map(|_| BigRational::zero())
        .chain(right.iter().map(|_| -BigRational::one()))
        .collect();
    if table.maximise(&artificial, table.width).is_negative() {
        return None;
    }
    let padded: Vec<BigRational> =
        objective.iter().cloned().chain(right.iter().map(|_| BigRational::zero())).collect();
    table.drive_out(columns.len());
    Some(table.maximise(&padded, columns.len()))
}

struct Table {
    /// Rows of coefficients, the right side last.
    rows: Vec<Vec<BigRational>>,
    basis: Vec<usize>,
    width: usize,
}

impl Table {
    fn new(columns: &[Vec<BigRational>], right: &[BigRational]) -> Self {
        let width = columns.len() + right.len();
        let row = |place: usize| -> Vec<BigRational> {
            let own = columns.iter().map(|column| column[place].clone());
            let unit = (0..right.len()).map(|other| if other == place { One::one() } else { Zero::zero() });
            own.chain(unit).chain([right[place].clone()]).collect()
        };
        let rows = (0..right.len()).map(row).collect();
        Self { rows, basis: (columns.len()..width).collect(), width }
    }

    /// Pivots while some of the first `usable` columns improves; returns the value.
    fn maximise(&mut self, objective: &[BigRational], usable: usize) -> BigRational {
        while let Some(entering) = (0..usable).find(|column| self.gain(objective, *column).is_positive()) {
            let Some(leaving) = self.leaving(entering) else { break };
            self.pivot(leaving, entering);
        }
        let value = |(row, basic): (&Vec<BigRational>, &usize)| &objective[*basic] * &row[self.width];
        self.rows.iter().zip(&self.basis).map(value).sum()
    }

    /// What a unit of a column adds to the objective.
    fn gain(&self, objective: &[BigRational], column: usize) -> BigRational {
        if self.basis.contains(&column) {
            return BigRational::zero();
        }
        let given = self.rows.iter().zip(&self.basis).map(|(row, basic)| &objective[*basic] * &row[column]);
        &objective[column] - given.sum::<BigRational>()
    }

    /// The row whose basic column leaves: the tightest, of equal ones the one of the first column.
    fn leaving(&self, entering: usize) -> Option<usize> {
        let rows = (0..self.rows.len()).filter(|row| self.rows[*row][entering].is_positive());
        rows.min_by_key(|row| (&self.rows[*row][self.width] / &self.rows[*row][entering], self.basis[*row]))
    }

    fn pivot(&mut self, leaving: usize, entering: usize) {
        let by = self.rows[leaving][entering].clone();
        self.rows[leaving].iter_mut().for_each(|entry| *entry /= &by);
        let pivot = self.rows[leaving].clone();
        for (place, row) in self.rows.iter_mut().enumerate() {
            if place != leaving && !row[entering].is_zero() {
                let times = row[entering].clone();
                for (entry, own) in row.iter_mut().zip(&pivot) {
                    if !own.is_zero() {
                        *entry -= &times * own;
                    }
                }
            }
        }
        self.basis[leaving] = entering;
    }

    /// Exchanges artificial columns that are still basic, at 0, for others; rows without another say nothing.
    fn drive_out(&mut self, own: usize) {
        for row in 0..self.rows.len() {
            if self.basis[row] >= own
                && let Some(column) = (0..own).find(|column| !self.rows[row][*column].is_zero())
            {
                self.pivot(row, column);
            }
        }
    }
}

/// Independent equations `a · x = b`.
#[derive(Default)]
pub struct Equations {
    rows: Vec<(usize, Vec<BigRational>)>,
}

/// What an equation adds to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// Something new.
    New,
    /// It follows from them.
    Known,
    /// It contradicts them.
    Contradiction,
}

impl Equations {
    /// How many there are.
    pub fn rank(&self) -> usize {
        self.rows.len()
    }

    /// Whether an equation, its right side last, follows from them.
    pub fn knows(&self, equation: Vec<BigRational>) -> bool {
        self.reduced(equation).iter().all(Zero::is_zero)
    }

    /// An equation after the others are taken off.
    fn reduced(&self, mut equation: Vec<BigRational>) -> Vec<BigRational> {
        for (pivot, row) in &self.rows {
            let times = equation[*pivot].clone();
            if !times.is_zero() {
                equation.iter_mut().zip(row).for_each(|(entry, own)| *entry -= &times * own);
            }
        }
        equation
    }

    /// Adds an equation, its right side last.
    pub fn add(&mut self, equation: Vec<BigRational>) -> Added {
        let mut equation = self.reduced(equation);
        let last = equation.len() - 1;
        let Some(pivot) = equation[..last].iter().position(|entry| !entry.is_zero()) else {
            return if equation[last].is_zero() { Added::Known } else { Added::Contradiction };
        };
        let by = equation[pivot].clone();
        for entry in &mut equation {
            *entry /= &by;
        }
        for (_, row) in &mut self.rows {
            let times = row[pivot].clone();
            row.iter_mut().zip(&equation).for_each(|(entry, own)| *entry -= &times * own);
        }
        self.rows.push((pivot, equation));
        Added::New
    }

    /// The solution of as many equations as there are unknowns.
    pub fn solution(&self, unknowns: usize) -> Option<Vec<BigRational>> {
        (0..unknowns)
            .map(|unknown| self.rows.iter().find(|(pivot, _)| *pivot == unknown)?.1.last().cloned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(number: i64) -> BigRational {
        BigRational::from_integer(number.into())
    }

    #[test]
    fn a_small_programme_has_its_known_maximum() {
        // max 3a + 2b, a + b + s = 4, a + 3b + t = 6: 12 at a = 4.
        let columns = [[1, 1], [1, 3], [1, 0], [0, 1]].map(|column| column.map(whole).to_vec());
        let objective = [3, 2, 0, 0].map(whole);
        assert_eq!(maximum(&columns, &[whole(4), whole(6)], &objective), Some(whole(12)));
        // a = 1 and a = 2 at once.
        let columns = [[1, 1]].map(|column| column.map(whole).to_vec());
        assert_eq!(maximum(&columns, &[whole(1), whole(2)], &[whole(1)]), None);
    }
}
