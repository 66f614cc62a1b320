//! The terms of a split, beside the game in its file; all of them may be left out:
//!
//! ```json
//! {"keys": {"learners": {"A": 16, "B": 12}}, "unions": [["A", "B"]], "bids": {"A": 9000, "B": 7000},
//!  "floors": {"A": 1000}, "caps": {"B": 6000}, "mix": {"shapley": 0.5, "equal": 0.5}}
//! ```
//!
//! Keys and bids name every player, floors and caps those who have one. Of a game of values, bids, floors and
//! caps are amounts received: the least wanted, the least and the most given.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{FileError, wrong};
use crate::game::methods::mix::COMPOSED;
use crate::game::{Coalition, Game, Kind, METHODS, Terms, method};

#[derive(Deserialize)]
struct TermsFile {
    labels: Option<Vec<String>>,
    #[serde(default)]
    keys: Map<String, Value>,
    #[serde(default)]
    unions: Vec<Vec<String>>,
    bids: Option<Map<String, Value>>,
    floors: Option<Map<String, Value>>,
    caps: Option<Map<String, Value>>,
    #[serde(default)]
    mix: Map<String, Value>,
}

/// Reads the terms beside a game; none where the file has none.
///
/// # Errors
///
/// When it is not JSON; when a player is unknown, missing or named twice, or in two unions; when an amount is not a
/// number, or below 0 where it is a key or a weight; when a floor is above the cap; and when a mix names what is no
/// method, or is itself made of others.
pub fn terms(bytes: &[u8], game: &Game) -> Result<Terms, FileError> {
    let file: TermsFile = serde_json::from_slice(bytes)?;
    let names = Names { game, labels: file.labels.unwrap_or_default() };
    let amounts = |what: &str, stated: Option<Map<String, Value>>| {
        stated.map(|stated| names.amounts(what, &stated)).transpose()
    };
    let bids = amounts("bids", file.bids)?.map(|bids| names.everybody("bids", bids)).transpose()?;
    let costs = |amounts: Vec<f64>| amounts.into_iter().map(|amount| game.stated(amount)).collect::<Vec<_>>();
    let (floors, caps) = (amounts("floors", file.floors)?, amounts("caps", file.caps)?);
    // The least that is received is minus the most that is paid.
    let (floors, caps) = if game.kind == Kind::Cost { (floors, caps) } else { (caps, floors) };
    let bounds = |bounds: Option<Vec<Option<f64>>>, none: f64| {
        bounds.map(|all| {
            all.iter().map(|one| one.map_or(none, |amount| game.stated(amount))).collect::<Vec<_>>()
        })
    };
    let (floors, caps) = (bounds(floors, f64::NEG_INFINITY), bounds(caps, f64::INFINITY));
    in_order(game, floors.as_deref(), caps.as_deref())?;
    Ok(Terms {
        keys: file.keys.iter().map(|(name, stated)| names.key(name, stated)).collect::<Result<_, _>>()?,
        unions: names.unions(&file.unions)?,
        bids: bids.map(costs),
        floors,
        caps,
        mix: file.mix.iter().map(|(key, weight)| part(key, weight)).collect::<Result<_, _>>()?,
    })
}

/// The players and what the file calls them.
struct Names<'a> {
    game: &'a Game,
    labels: Vec<String>,
}

impl Names<'_> {
    /// The player of a name or a label.
    fn player(&self, what: &str, name: &str) -> Result<usize, FileError> {
        let is = |known: &String| known == name;
        let found = self.game.players.iter().position(is).or_else(|| self.labels.iter().position(is));
        match found.filter(|player| *player < self.game.len()) {
            Some(player) => Ok(player),
            None => {
                wrong(format!("{what} names {name:?}, but the players are {}", self.game.players.join(", ")))
            }
        }
    }

    /// The amount of each player who has one.
    fn amounts(&self, what: &str, stated: &Map<String, Value>) -> Result<Vec<Option<f64>>, FileError> {
        let what = format!("{what:?}");
        let mut amounts = vec![None; self.game.len()];
        for (name, amount) in stated {
            let player = self.player(&what, name)?;
            let Some(amount) = amount.as_f64() else {
                return wrong(format!("{what} of {name:?} is not a number"));
            };
            if amounts[player].replace(amount).is_some() {
                return wrong(format!("{what} names {:?} twice", self.game.players[player]));
            }
        }
        Ok(amounts)
    }

    /// Amounts that every player has.
    fn everybody(&self, what: &str, amounts: Vec<Option<f64>>) -> Result<Vec<f64>, FileError> {
        if let Some(missing) = amounts.iter().position(Option::is_none) {
            return wrong(format!("{what:?} lacks {:?}", self.game.players[missing]));
        }
        Ok(amounts.into_iter().flatten().collect())
    }

    fn key(&self, name: &str, stated: &Value) -> Result<(String, Vec<f64>), FileError> {
        let Value::Object(stated) = stated else {
            return wrong(format!("the key {name:?} is an object with a number for each player"));
        };
        let amounts = self.everybody(name, self.amounts(name, stated)?)?;
        if let Some(player) = amounts.iter().position(|amount| *amount < 0.0) {
            return wrong(format!("{name:?} of {:?} is below 0", self.game.players[player]));
        }
        Ok((name.to_owned(), amounts))
    }

    fn unions(&self, stated: &[Vec<String>]) -> Result<Vec<Coalition>, FileError> {
        let mut met = Coalition::default();
        let mut unions = Vec::new();
        for names in stated {
            let mut union = Coalition::default();
            for name in names {
                let player = self.player("a union", name)?;
                if union.contains(player) {
                    return wrong(format!("a union names {name:?} twice"));
                }
                if met.contains(player) {
                    return wrong(format!("{name:?} is in two unions"));
                }
                union = union.with_all(Coalition::single(player));
            }
            if union.is_empty() {
                return wrong("a union has no players".to_owned());
            }
            met = met.with_all(union);
            unions.push(union);
        }
        Ok(unions)
    }
}

/// Whether no floor is above the cap.
fn in_order(game: &Game, floors: Option<&[f64]>, caps: Option<&[f64]>) -> Result<(), FileError> {
    let (Some(floors), Some(caps)) = (floors, caps) else { return Ok(()) };
    match floors.iter().zip(caps).position(|(floor, cap)| floor > cap) {
        Some(player) => wrong(format!("the floor of {:?} is above the cap", game.players[player])),
        None => Ok(()),
    }
}

/// A method of the mix and its weight.
fn part(key: &str, weight: &Value) -> Result<(String, f64), FileError> {
    if COMPOSED.contains(&key) {
        return wrong(format!("the mix names {key:?}, which is itself made of other methods"));
    }
    if method(key).is_none() {
        let known = METHODS.iter().map(|method| method.key()).filter(|key| !COMPOSED.contains(key));
        let known = known.collect::<Vec<_>>().join(", ");
        return wrong(format!("the mix names {key:?}, which is no method (methods: {known})"));
    }
    match weight.as_f64() {
        Some(weight) if weight >= 0.0 => Ok((key.to_owned(), weight)),
        Some(_) => wrong(format!("the weight of {key:?} in the mix is below 0")),
        None => wrong(format!("the weight of {key:?} in the mix is not a number")),
    }
}
