//! Linear equations in the shares: what they settle, and what they leave open.

/// Below this a residual counts as nothing; coefficients are about 1.
const NOTHING: f64 = 1e-9;

/// Equations `a · x = b` in reduced row echelon form.
#[derive(Clone, Debug)]
pub struct Span {
    players: usize,
    rows: Vec<Equation>,
}

#[derive(Clone, Debug)]
struct Equation {
    pivot: usize,
    terms: Vec<f64>,
    bound: f64,
}

impl Span {
    /// No equation yet.
    pub const fn new(players: usize) -> Self {
        Self { players, rows: Vec::new() }
    }

    /// How many independent equations there are.
    pub fn rank(&self) -> usize {
        self.rows.len()
    }

    /// Whether the shares are settled.
    pub fn is_complete(&self) -> bool {
        self.rank() == self.players
    }

    /// Whether `a · x` follows from the equations.
    pub fn settles(&self, terms: &[f64]) -> bool {
        self.reduced(terms, 0.0).0.iter().all(|term| term.abs() < NOTHING)
    }

    /// Adds an equation; says whether it is a new one.
    pub fn add(&mut self, terms: &[f64], bound: f64) -> bool {
        let (mut terms, mut bound) = self.reduced(terms, bound);
        let largest = (0..self.players).max_by(|a, b| terms[*a].abs().total_cmp(&terms[*b].abs()));
        let Some(pivot) = largest.filter(|pivot| terms[*pivot].abs() >= NOTHING) else { return false };
        let by = terms[pivot];
        for term in &mut terms {
            *term /= by;
        }
        bound /= by;
        for row in &mut self.rows {
            let times = row.terms[pivot];
            row.terms.iter_mut().zip(&terms).for_each(|(term, mine)| *term -= times * mine);
            row.bound -= times * bound;
        }
        self.rows.push(Equation { pivot, terms, bound });
        true
    }

    /// What is left of an equation after the others are taken off.
    fn reduced(&self, terms: &[f64], mut bound: f64) -> (Vec<f64>, f64) {
        let mut left = terms.to_vec();
        for row in &self.rows {
            let times = left[row.pivot];
            if times != 0.0 {
                left.iter_mut().zip(&row.terms).for_each(|(term, mine)| *term -= times * mine);
                bound -= times * row.bound;
                left[row.pivot] = 0.0;
            }
        }
        (left, bound)
    }

    /// The equations, each with what it adds up to.
    pub fn equations(&self) -> impl Iterator<Item = (&[f64], f64)> {
        self.rows.iter().map(|row| (row.terms.as_slice(), row.bound))
    }

    /// The shares, once settled.
    pub fn solution(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.players];
        for row in &self.rows {
            shares[row.pivot] = row.bound;
        }
        shares
    }

    /// Vectors that span all that the equations' terms are orthogonal to, one for each player that is no pivot:
    /// `1` there and minus the equations' terms of that player at their pivots. The equations settle `a · x`
    /// exactly where a is orthogonal to all of them.
    pub fn complement(&self) -> Vec<Vec<f64>> {
        let free = |player: &usize| self.rows.iter().all(|row| row.pivot != *player);
        let vector = |player: usize| {
            let mut vector = vec![0.0; self.players];
            vector[player] = 1.0;
            self.rows.iter().for_each(|row| vector[row.pivot] = -row.terms[player]);
            vector
        };
        (0..self.players).filter(free).map(vector).collect()
    }

    /// A vector that all equations' terms are orthogonal to and that is otherwise in general position:
    /// `z · a = 0` exactly where the equations settle `a · x`, but for rare accidents.
    pub fn across(&self) -> Vec<f64> {
        let mut across = vec![0.0; self.players];
        for (player, entry) in across.iter_mut().enumerate() {
            if self.rows.iter().all(|row| row.pivot != player) {
                // Multiples of the golden ratio: no small sums of them vanish.
                *entry = 0.5 + ((player + 1) as f64 * 0.618_033_988_749_894_9).fract();
            }
        }
        let free = across.clone();
        for row in &self.rows {
            across[row.pivot] = -row.terms.iter().zip(&free).map(|(term, entry)| term * entry).sum::<f64>();
        }
        across
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_settle_what_follows_from_them() {
        let mut span = Span::new(3);
        assert!(span.add(&[1.0, 1.0, 1.0], 6.0));
        assert!(span.add(&[1.0, 0.0, 0.0], 1.0));
        assert!(span.settles(&[0.0, 1.0, 1.0]) && !span.settles(&[0.0, 1.0, 0.0]));
        assert!(!span.add(&[0.0, 2.0, 2.0], 10.0));
        let across = span.across();
        assert!(across[0].abs() < 1e-12 && (across[1] + across[2]).abs() < 1e-12 && across[1] != 0.0);
        let complement = span.complement();
        assert_eq!(complement.len(), 1);
        assert!(complement[0][0].abs() < 1e-12 && (complement[0][1] + complement[0][2]).abs() < 1e-12);
        assert!(span.add(&[0.0, 1.0, -1.0], 1.0));
        assert_eq!(span.solution(), [1.0, 3.0, 2.0]);
    }
}
