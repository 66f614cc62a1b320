//! Whether anybody gains when another leaves, or when the cost of all rises.

use serde_json::{Map, Value, json};

use super::text::figure;
use crate::game::changes::{Costlier, Departures, RISE, costlier, leaving};
use crate::game::{Game, Kind, Method, NoSplit, Question};

/// With more players, splitting again without each of them takes too long beside the split itself.
const MOST: usize = 10;

/// What a method makes of departures and of a dearer total.
pub struct Changes {
    departures: Option<Departures>,
    costlier: Option<Costlier>,
}

impl Changes {
    /// Splits again without each player, and with a dearer total; `None` where there are too many players.
    ///
    /// # Errors
    ///
    /// When a split cannot be computed.
    pub fn of(question: &Question<'_>, method: &dyn Method) -> Result<Option<Self>, NoSplit> {
        if question.game.len() > MOST {
            return Ok(None);
        }
        Ok(Some(Self {
            departures: if_any(leaving(method, question))?,
            costlier: if_any(costlier(method, question))?,
        }))
    }

    /// Two criteria: true where nobody gains, false where somebody does, null where it cannot be said.
    pub fn as_json(&self, game: &Game) -> Map<String, Value> {
        // Where those who stay have no split, nothing can be said of that departure.
        let complete = |found: &Departures| found.each.iter().all(|one| one.changes.is_ok());
        let population = self.departures.as_ref().and_then(|found| match &found.worst {
            Some(_) => Some(false),
            None => complete(found).then_some(true),
        });
        let gain = self.departures.as_ref().and_then(|found| found.worst).map(|(leaver, stayer, gain)| {
            json!({ "leaver": game.players[leaver], "stayer": game.players[stayer], "gain": gain })
        });
        let aggregate = self.costlier.as_ref().map(|found| found.worst.is_none());
        let fields = json!({
            "population_monotonic": population, "gains_by_a_departure": gain, "aggregate_monotonic": aggregate,
        });
        fields.as_object().cloned().unwrap_or_default()
    }

    /// The same in sentences, where somebody gains.
    pub fn said(&self, game: &Game) -> Vec<String> {
        let amount = |gain: f64| figure(gain, game.magnitude());
        let (better, worse, than) = if game.kind == Kind::Cost {
            ("pay less", "cost", "more")
        } else {
            ("get more", "earned", "less")
        };
        let worst = self.departures.as_ref().and_then(|found| found.worst);
        let departure = worst.map(|(leaver, stayer, gain)| {
            let (leaver, stayer) = (&game.players[leaver], &game.players[stayer]);
            format!("if {leaver} left, {stayer} would {better}, by {}", amount(gain))
        });
        let dearer = self.costlier.as_ref().and_then(|found| found.worst).map(|(player, gain)| {
            let (player, rise) = (&game.players[player], 100.0 * RISE);
            format!("if all together {worse} {rise} % {than}, {player} would {better}, by {}", amount(gain))
        });
        departure.into_iter().chain(dearer).collect()
    }
}

/// What was found, if the game asked has a split at all.
fn if_any<T>(found: Result<T, NoSplit>) -> Result<Option<T>, NoSplit> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(NoSplit::None(_)) => Ok(None),
        Err(failed) => Err(failed),
    }
}
