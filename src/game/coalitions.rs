//! The complaints of coalitions: rows of a lexicographic question, looked up in a table of 2ⁿ costs.

use super::coalition::Coalition;
use super::lexicographic::{Row, Source};
use super::span::Span;
use super::table::Game;

/// What a coalition's complaint is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Money: `x(S) − c(S)`.
    Money,
    /// Money for each of its players: `(x(S) − c(S)) / |S|`.
    PerCapita,
    /// A share of its own cost: `(x(S) − c(S)) / |c(S)|`; coalitions that cost nothing do not complain.
    Proportional,
}

/// Every coalition but the empty one and everybody complains.
pub struct Complaints<'a> {
    /// The game.
    pub game: &'a Game,
    /// What complaints are measured by.
    pub measure: Measure,
}

/// No coalition pays more than alone: x(S) ≤ c(S) + `subsidy`.
pub struct Core<'a> {
    /// The game.
    pub game: &'a Game,
    /// What each coalition bears beyond its own cost.
    pub subsidy: f64,
}

/// Nobody pays more than alone: `x_i ≤ c(i)`.
pub struct Alone<'a> {
    /// The game.
    pub game: &'a Game,
}

/// Nothing is asked.
pub struct Nothing;

impl Complaints<'_> {
    /// Measured complaints are compared in money for each unit of weight; the weight of shares of cost is
    /// relative to the largest cost, so that numbers stay near 1.
    fn weight(&self, coalition: u32, magnitude: f64) -> f64 {
        match self.measure {
            Measure::Money => 1.0,
            Measure::PerCapita => f64::from(coalition.count_ones()),
            Measure::Proportional => self.game.costs()[coalition as usize].abs() / magnitude,
        }
    }
}

impl Source for Complaints<'_> {
    fn broken(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row> {
        let magnitude = self.game.magnitude();
        let across = settled.across();
        let scan = Scan { game: self.game, shares, across: Some(&across) };
        let found = match self.measure {
            Measure::Money => scan.worst(|_| level),
            Measure::PerCapita => scan.worst(|coalition| level * f64::from(coalition.count_ones())),
            Measure::Proportional => scan.worst(|coalition| {
                let weight = self.weight(coalition, magnitude);
                if weight > 0.0 { level * weight } else { f64::INFINITY }
            }),
        };
        found
            .into_iter()
            .map(|coalition| row(self.game, coalition, self.weight(coalition.0, magnitude), 0.0))
            .filter(|row| !settled.settles(&row.terms))
            .collect()
    }

    /// Each player alone, and all others: with these, levels and shares are bounded in the money of the game.
    fn likely(&self, settled: &Span) -> Vec<Row> {
        let everybody = self.game.everybody();
        let alone = everybody.players().map(Coalition::single);
        let others = everybody.players().map(|player| everybody.without(player));
        // Of two players each is all others.
        let all = alone.chain(others.filter(|others| others.len() > 1));
        let magnitude = self.game.magnitude();
        let rows = all.map(|coalition| row(self.game, coalition, self.weight(coalition.0, magnitude), 0.0));
        rows.filter(|row| row.weight > 0.0 && !settled.settles(&row.terms)).collect()
    }
}

impl Source for Core<'_> {
    fn broken(&self, shares: &[f64], tolerance: f64, _: &Span) -> Vec<Row> {
        let scan = Scan { game: self.game, shares, across: None };
        let found = scan.worst(|_| self.subsidy + tolerance);
        found.into_iter().map(|coalition| row(self.game, coalition, 0.0, self.subsidy)).collect()
    }
}

impl Source for Alone<'_> {
    fn broken(&self, shares: &[f64], tolerance: f64, _: &Span) -> Vec<Row> {
        let above = |player: &usize| shares[*player] > self.game.alone(*player) + tolerance;
        let players = (0..self.game.len()).filter(above);
        players.map(|player| row(self.game, Coalition::single(player), 0.0, 0.0)).collect()
    }
}

impl Source for Nothing {
    fn broken(&self, _: &[f64], _: f64, _: &Span) -> Vec<Row> {
        Vec::new()
    }
}

fn row(game: &Game, coalition: Coalition, weight: f64, subsidy: f64) -> Row {
    Row {
        id: u64::from(coalition.0),
        terms: coalition.indicator(game.len()),
        weight,
        bound: game.cost(coalition) + subsidy,
    }
}

/// A walk over all coalitions.
pub struct Scan<'a> {
    /// The game.
    pub game: &'a Game,
    /// The shares.
    pub shares: &'a [f64],
    /// Coalitions whose sum of this is 0 are passed over.
    pub across: Option<&'a [f64]>,
}

/// Below this a sum of `across` counts as 0.
const ALONG: f64 = 1e-7;

impl Scan<'_> {
    /// Coalitions with x(S) − c(S) above what they may complain of, the worst of each block of the table, the
    /// worst first, a few times as many as there are players.
    pub fn worst(&self, may: impl Fn(u32) -> f64) -> Vec<Coalition> {
        let n = self.game.len();
        let low = n.div_ceil(2);
        let (inner, outer) = (sums(&self.shares[..low]), sums(&self.shares[low..]));
        let nothing = vec![0.0; n];
        let across = self.across.unwrap_or(&nothing);
        let (inner_across, outer_across) = (sums(&across[..low]), sums(&across[low..]));
        let last = self.game.everybody().0;
        let mut found: Vec<(f64, u32)> = Vec::new();
        for (high, costs) in self.game.costs().chunks(1 << low).enumerate() {
            let mut worst = (0.0, 0);
            for (place, cost) in costs.iter().enumerate() {
                let coalition = (high << low | place) as u32;
                let above = outer[high] + inner[place] - cost - may(coalition);
                // Most coalitions end here: their complaint is below the worst of their block.
                if above <= worst.0 {
                    continue;
                }
                let open = self.across.is_none() || (outer_across[high] + inner_across[place]).abs() > ALONG;
                if open && coalition != 0 && coalition != last {
                    worst = (above, coalition);
                }
            }
            if worst.0 > 0.0 {
                found.push(worst);
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(3 * n);
        found.into_iter().map(|(_, coalition)| Coalition(coalition)).collect()
    }
}

/// Sums of a vector over all subsets of its places, by their bits.
fn sums(entries: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for entry in entries {
        for place in 0..sums.len() {
            sums.push(sums[place] + entry);
        }
    }
    sums
}
