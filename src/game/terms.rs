//! What is asked of a method: the game, and what was agreed or measured besides.

use super::coalition::Coalition;
use super::methods::NoSplit;
use super::table::Game;
use crate::solver::Cancel;

/// What a split may depend on besides what coalitions pay.
///
/// Lists hold one entry a player, in the order of the players; amounts are costs, as shares are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Measured keys by name (`learners`, `hours`, `equipment_hours`, …): one amount a player.
    pub keys: Vec<(String, Vec<f64>)>,
    /// Sub-consortia that players belong to (unions); a player in none stands alone.
    pub unions: Vec<Coalition>,
    /// The most that each would pay to take part.
    pub bids: Option<Vec<f64>>,
    /// The least that each is to pay; minus infinity for who has no floor.
    pub floors: Option<Vec<f64>>,
    /// The most that each is to pay; infinity for who has no cap.
    pub caps: Option<Vec<f64>>,
    /// A mix of methods: keys with their weights, which count in proportion to their sum.
    pub mix: Vec<(String, f64)>,
}

/// A game whose cost is to be split, under terms.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// What coalitions pay.
    pub game: &'a Game,
    /// What else the split may depend on.
    pub terms: &'a Terms,
    /// Stops the computation.
    pub cancel: &'a Cancel,
}

impl Terms {
    /// The terms of some of the players among themselves, numbered anew in their order.
    #[must_use]
    pub fn among(&self, players: Coalition) -> Self {
        let of = |amounts: &Vec<f64>| -> Vec<f64> {
            let staying = amounts.iter().enumerate().filter(|(player, _)| players.contains(*player));
            staying.map(|(_, amount)| *amount).collect()
        };
        let unions = self.unions.iter().map(|union| union.among(players));
        Self {
            keys: self.keys.iter().map(|(name, amounts)| (name.clone(), of(amounts))).collect(),
            unions: unions.filter(|union| !union.is_empty()).collect(),
            bids: self.bids.as_ref().map(of),
            floors: self.floors.as_ref().map(of),
            caps: self.caps.as_ref().map(of),
            mix: self.mix.clone(),
        }
    }
}

impl Question<'_> {
    /// The amounts of a key.
    ///
    /// # Errors
    ///
    /// When the key is not given, or its amounts are not one number from 0 on for each player.
    pub fn key(&self, name: &str) -> Result<&[f64], NoSplit> {
        let Some((_, amounts)) = self.terms.keys.iter().find(|(key, _)| key == name) else {
            return none(format!("no {name:?} of the players are given"));
        };
        let amounts = self.each(name, amounts)?;
        if let Some(bad) = amounts.iter().position(|amount| !amount.is_finite() || *amount < 0.0) {
            let player = &self.game.players[bad];
            return none(format!("the {name:?} of {player} are {}, not a number from 0 on", amounts[bad]));
        }
        Ok(amounts)
    }

    /// The unions, and each player of none as one of their own: everybody is in exactly one.
    ///
    /// # Errors
    ///
    /// When no unions are given, a player is in two, or a union names more players than there are.
    pub fn unions(&self) -> Result<Vec<Coalition>, NoSplit> {
        if self.terms.unions.is_empty() {
            return none("no unions of the players are given".to_owned());
        }
        let mut met = Coalition::default();
        for union in &self.terms.unions {
            if let Some(twice) = union.players().find(|player| met.contains(*player)) {
                return none(format!("{} is in two unions", self.game.players[twice]));
            }
            if !union.is_within(self.game.everybody()) {
                return none("a union holds players that the game does not have".to_owned());
            }
            met = met.with_all(*union);
        }
        let singles = (0..self.game.len()).filter(|player| !met.contains(*player)).map(Coalition::single);
        Ok(self.terms.unions.iter().copied().filter(|union| !union.is_empty()).chain(singles).collect())
    }

    /// A list of one entry a player.
    ///
    /// # Errors
    ///
    /// When it has another length.
    pub fn each<'b>(&self, name: &str, amounts: &'b [f64]) -> Result<&'b [f64], NoSplit> {
        if amounts.len() != self.game.len() {
            let (players, given) = (self.game.len(), amounts.len());
            return none(format!("there are {players} players and {given} {name:?}"));
        }
        Ok(amounts)
    }
}

/// No split, for this reason.
fn none<T>(why: String) -> Result<T, NoSplit> {
    Err(NoSplit::None(why))
}
