//! A game as a table: what each coalition pays or earns.

use super::coalition::Coalition;

/// Most players whose coalitions can all be written down.
pub const MOST_PLAYERS: usize = 24;

/// Whether the values are to be paid or received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A cost to be shared: less is better.
    Cost,
    /// A value to be divided: more is better.
    Value,
}

/// A transferable-utility game with a value for each coalition.
///
/// Everything is computed on costs: a game of values v is the game of costs c = −v, and what a player gets
/// of it is minus what the player pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Game {
    /// What the players are called, in order.
    pub players: Vec<String>,
    /// Whether the file states costs or values.
    pub kind: Kind,
    cost: Vec<f64>,
}

/// Why a table is no game.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TableError {
    /// No player, or too many for a table.
    #[error("a table holds 1 to {MOST_PLAYERS} players, this one has {0}")]
    Players(usize),
    /// The number of values is not 2ⁿ.
    #[error("{players} players form {} coalitions, this table has {values}", 1_u64 << players)]
    Size {
        /// How many players.
        players: usize,
        /// How many values.
        values: usize,
    },
    /// A value is no finite number.
    #[error("the value of {0} is not a finite number")]
    NotFinite(String),
    /// The empty coalition has a value.
    #[error("the empty coalition costs and earns nothing, here it has {0}")]
    Empty(f64),
}

impl Game {
    /// A game from the values of its coalitions, indexed by their bits.
    ///
    /// # Errors
    ///
    /// When the table has another size than 2ⁿ, a value is not finite, or nobody is worth something.
    pub fn new(players: Vec<String>, kind: Kind, values: Vec<f64>) -> Result<Self, TableError> {
        let n = players.len();
        if n == 0 || n > MOST_PLAYERS {
            return Err(TableError::Players(n));
        }
        if values.len() != 1 << n {
            return Err(TableError::Size { players: n, values: values.len() });
        }
        let sign = if kind == Kind::Cost { 1.0 } else { -1.0 };
        let game = Self { players, kind, cost: values.into_iter().map(|value| sign * value).collect() };
        if let Some(bad) = game.cost.iter().position(|cost| !cost.is_finite()) {
            return Err(TableError::NotFinite(game.named(Coalition(bad as u32))));
        }
        if game.cost[0] != 0.0 {
            return Err(TableError::Empty(sign * game.cost[0]));
        }
        Ok(game)
    }

    /// How many players there are.
    pub fn len(&self) -> usize {
        self.players.len()
    }

    /// Whether there are no players; never true of a game that was made.
    pub fn is_empty(&self) -> bool {
        self.players.is_empty()
    }

    /// Everybody.
    pub fn everybody(&self) -> Coalition {
        Coalition::all(self.len())
    }

    /// What a coalition pays alone; minus what it earns.
    pub fn cost(&self, coalition: Coalition) -> f64 {
        self.cost[coalition.0 as usize]
    }

    /// What a player pays alone.
    pub fn alone(&self, player: usize) -> f64 {
        self.cost(Coalition::single(player))
    }

    /// What everybody pays together.
    pub fn total(&self) -> f64 {
        self.cost(self.everybody())
    }

    /// What a player adds to the cost of all others, the separable cost: c(N) − c(N∖i).
    pub fn marginal(&self, player: usize) -> f64 {
        self.total() - self.cost(self.everybody().without(player))
    }

    /// Costs of all coalitions by their bits.
    pub fn costs(&self) -> &[f64] {
        &self.cost
    }

    /// The largest cost of any coalition, without its sign; 1 where all are 0.
    pub fn magnitude(&self) -> f64 {
        let largest = self.cost.iter().fold(0.0_f64, |most, cost| most.max(cost.abs()));
        if largest > 0.0 { largest } else { 1.0 }
    }

    /// The game of some of the players among themselves, in their order; `None` of nobody, which is no game.
    pub fn among(&self, players: Coalition) -> Option<Self> {
        let staying: Vec<usize> = players.players().filter(|player| *player < self.len()).collect();
        let mut bits = vec![0];
        for player in &staying {
            let with: Vec<u32> = bits.iter().map(|others| others | Coalition::single(*player).0).collect();
            bits.extend(with);
        }
        let cost = bits.into_iter().map(|coalition| self.cost(Coalition(coalition))).collect();
        let names = staying.iter().map(|player| self.players[*player].clone()).collect();
        (!staying.is_empty()).then_some(Self { players: names, kind: self.kind, cost })
    }

    /// The game of all others; `None` when there are none.
    pub fn without(&self, player: usize) -> Option<Self> {
        self.among(self.everybody().without(player))
    }

    /// The same game with another cost of everybody.
    #[must_use]
    pub fn with_total(mut self, total: f64) -> Self {
        let everybody = self.everybody().0 as usize;
        self.cost[everybody] = total;
        self
    }

    /// A cost as the file states it: values are minus costs.
    pub fn stated(&self, cost: f64) -> f64 {
        // Plus 0 turns −0 into 0.
        if self.kind == Kind::Cost { cost } else { 0.0 - cost }
    }

    /// The players of a coalition by name.
    pub fn named(&self, coalition: Coalition) -> String {
        let names: Vec<&str> = coalition.players().map(|player| self.players[player].as_str()).collect();
        names.join(" + ")
    }
}
