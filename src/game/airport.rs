//! Games of types: many players who differ only in how large a thing they need, and who share the largest.
//!
//! A coalition pays for the largest thing any member needs. With types sorted by cost `c_1 ≤ … ≤ c_k` and
//! `N_t` the number of players of types up to t, both values have a closed form (Littlechild and Owen; Littlechild).

/// Players of types, each needing a thing of its own size.
#[derive(Clone, Debug, PartialEq)]
pub struct Airport {
    /// The types by name, the smallest cost first.
    pub types: Vec<String>,
    /// What a coalition pays whose largest member is of the type.
    pub costs: Vec<f64>,
    /// Players of each type.
    pub players: Vec<u64>,
}

impl Airport {
    /// The Shapley value of a player of each type: each step of cost is shared by those who need it,
    /// `x_t = Σ_{s ≤ t} (c_s − c_{s−1}) / (players of types s and above)`. Also known as serial cost sharing.
    pub fn shapley(&self) -> Vec<f64> {
        let (mut before, mut share) = (0.0, 0.0);
        let mut needing: u64 = self.players.iter().sum();
        let step = |(cost, players): (&f64, &u64)| {
            share += (cost - before) / needing as f64;
            (before, needing) = (*cost, needing - players);
            share
        };
        self.costs.iter().zip(&self.players).map(step).collect()
    }

    /// The nucleolus of a player of each type. With a, r the type and the share reached so far, the next share
    /// is the least of `(c_t − c_a + r) / (N_t − N_a + 1)` over the types t > a but the last, and
    /// `(c_k − c_a + r) / (N_k − N_a)`; it holds for the types up to the one where it is least.
    pub fn nucleolus(&self) -> Vec<f64> {
        let counts: Vec<u64> = self
            .players
            .iter()
            .scan(0, |sum, players| {
                *sum += players;
                Some(*sum)
            })
            .collect();
        let last = self.costs.len().saturating_sub(1);
        let mut shares = Vec::new();
        let (mut cost, mut count, mut share) = (0.0, 0, 0.0);
        while shares.len() < self.costs.len() {
            let of = |kind: &usize| {
                let others = counts[*kind] - count + u64::from(*kind != last);
                (self.costs[*kind] - cost + share) / others as f64
            };
            let next = (shares.len()..=last).rev().min_by(|a, b| of(a).total_cmp(&of(b))).unwrap_or(last);
            let least = of(&next);
            (cost, count, share) = (self.costs[next], counts[next], least);
            shares.resize(next + 1, least);
        }
        shares
    }
}
