//! Games and shares as JSON.
//!
//! A game: `{"players": ["A", "B"], "kind": "cost", "values": {"A": 10, "B": 8, "AB": 15}}`. A coalition is
//! written by the names of its players, or by their `labels` where the file has some: one after the other when
//! all are single letters, else with `+` between them. Instead of `values` a `generator` may stand:
//! `weighted_voting` (`quota`, `weights`) or `airport_types` (`cost`, `movements`, `types`). Other fields are
//! left alone, as published games carry their sources and answers, unless they are slips of the keyboard.
//!
//! Beside the game the terms of a split may stand (see [`terms()`]).
//!
//! Shares: `{"A": 9, "B": 6}`, or an object whose `shares` are that.

mod spelling;
mod terms;
mod twice;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::airport::Airport;
use super::coalition::Coalition;
use super::table::{Game, Kind, MOST_PLAYERS, TableError};
pub use terms::terms;

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Stated {
    /// A value for each coalition.
    Table(Game),
    /// Many players of a few types.
    Airport(Airport),
}

/// Why a file is no game, or holds no shares.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is not the JSON that is expected.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// What it says makes no sense.
    #[error("{0}")]
    Wrong(String),
}

#[derive(Deserialize)]
struct GameFile {
    kind: Option<String>,
    players: Option<Vec<String>>,
    labels: Option<Vec<String>>,
    values: Option<Map<String, Value>>,
    generator: Option<Generator>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Generator {
    WeightedVoting { quota: f64, weights: Vec<f64> },
    AirportTypes { cost: Vec<f64>, movements: Vec<u64>, types: Option<Vec<String>> },
}

/// Reads a game.
///
/// # Errors
///
/// When it is not JSON, names players that there are not, lacks coalitions, states no game, or has a field that is
/// misspelt.
pub fn game(bytes: &[u8]) -> Result<Stated, FileError> {
    twice::judge(bytes)?;
    spelling::judge(bytes)?;
    let file: GameFile = serde_json::from_slice(bytes)?;
    let kind = match file.kind.as_deref() {
        Some("cost") | None => Kind::Cost,
        Some("value") => Kind::Value,
        Some(other) => return wrong(format!("\"kind\" is \"cost\" or \"value\", not {other:?}")),
    };
    match (file.values, file.generator) {
        (Some(values), None) => {
            let Some(players) = file.players else { return wrong("\"players\" are missing".to_owned()) };
            let labels = file.labels.unwrap_or_else(|| players.clone());
            Ok(Stated::Table(table(players, &labels, kind, &values)?))
        }
        (None, Some(Generator::WeightedVoting { quota, weights })) => {
            Ok(Stated::Table(voting(file.players, quota, &weights)?))
        }
        (None, Some(Generator::AirportTypes { cost, movements, types })) => {
            airport(types.or(file.players), cost, movements)
        }
        _ => wrong("a game states either \"values\" or a \"generator\"".to_owned()),
    }
}

fn wrong<T>(message: String) -> Result<T, FileError> {
    Err(FileError::Wrong(message))
}

fn table(
    players: Vec<String>,
    labels: &[String],
    kind: Kind,
    values: &Map<String, Value>,
) -> Result<Game, FileError> {
    let n = players.len();
    if n == 0 || n > MOST_PLAYERS {
        return Err(TableError::Players(n).into());
    }
    if labels.len() != n {
        return wrong(format!("there are {n} players and {} labels", labels.len()));
    }
    let mut table = vec![None; 1 << n];
    table[0] = Some(0.0);
    let mut seen: BTreeMap<u32, &str> = BTreeMap::new();
    for (key, value) in values {
        let coalition = coalition(key, labels)?;
        let Some(value) = value.as_f64() else {
            return wrong(format!("the value of {key:?} is not a number"));
        };
        if let Some(other) = seen.insert(coalition.0, key) {
            return wrong(format!("{key:?} and {other:?} are the same coalition"));
        }
        table[coalition.0 as usize] = Some(value);
    }
    let missing: Vec<String> = (0..table.len())
        .filter(|coalition| table[*coalition].is_none())
        .map(|coalition| names(Coalition(coalition as u32), labels))
        .collect();
    if !missing.is_empty() {
        let some = missing.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let more = if missing.len() > 5 { ", …" } else { "" };
        let of = table.len() - 1;
        return wrong(format!("{} of {of} coalitions have no value: {some}{more}", missing.len()));
    }
    Ok(Game::new(players, kind, table.into_iter().flatten().collect())?)
}

fn names(coalition: Coalition, labels: &[String]) -> String {
    coalition.players().map(|player| labels[player].as_str()).collect::<Vec<_>>().join(" + ")
}

/// The coalition that a key names.
fn coalition(key: &str, labels: &[String]) -> Result<Coalition, FileError> {
    let letters = labels.iter().all(|label| label.chars().count() == 1);
    let words: Vec<String> = if letters && !key.contains('+') {
        key.chars().filter(|letter| !letter.is_whitespace()).map(String::from).collect()
    } else {
        key.split('+').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
    };
    let mut coalition = Coalition::default();
    for word in words {
        let Some(player) = labels.iter().position(|label| *label == word) else {
            let known = labels.join(", ");
            return wrong(format!("the coalition {key:?} names {word:?}, but the players are {known}"));
        };
        if coalition.contains(player) {
            return wrong(format!("the coalition {key:?} names {word:?} twice"));
        }
        coalition.0 |= Coalition::single(player).0;
    }
    Ok(coalition)
}

/// Whoever reaches the quota wins 1.
fn voting(players: Option<Vec<String>>, quota: f64, weights: &[f64]) -> Result<Game, FileError> {
    let n = weights.len();
    if n == 0 || n > MOST_PLAYERS {
        return Err(TableError::Players(n).into());
    }
    let players = players.unwrap_or_else(|| (1..=n).map(|player| player.to_string()).collect());
    if players.len() != n {
        return wrong(format!("there are {} players and {n} weights", players.len()));
    }
    let wins = |coalition: u32| {
        let weight: f64 = Coalition(coalition).players().map(|player| weights[player]).sum();
        if weight >= quota { 1.0 } else { 0.0 }
    };
    Ok(Game::new(players, Kind::Value, (0..1 << n).map(wins).collect())?)
}

fn airport(types: Option<Vec<String>>, costs: Vec<f64>, players: Vec<u64>) -> Result<Stated, FileError> {
    let types = types.unwrap_or_else(|| (1..=costs.len()).map(|kind| format!("type {kind}")).collect());
    if costs.is_empty() || types.len() != costs.len() || players.len() != costs.len() {
        let counts = format!("{} types, {} costs and {} movements", types.len(), costs.len(), players.len());
        return wrong(format!("each type has one cost and one number of movements; there are {counts}"));
    }
    if costs.iter().any(|cost| !cost.is_finite() || *cost < 0.0) || players.contains(&0) {
        return wrong("costs are numbers from 0 on, and movements from 1 on".to_owned());
    }
    if costs.windows(2).any(|pair| pair[0] > pair[1]) {
        return wrong("types stand in the order of their costs, the smallest first".to_owned());
    }
    Ok(Stated::Airport(Airport { types, costs, players }))
}

/// Reads the share of each player, in the order of the players.
///
/// # Errors
///
/// When it is not JSON, or the players are not exactly those of the game.
pub fn shares(bytes: &[u8], players: &[String]) -> Result<Vec<f64>, FileError> {
    let file: Map<String, Value> = serde_json::from_slice(bytes)?;
    let stated = match file.get("shares") {
        Some(Value::Object(shares)) => shares,
        _ => &file,
    };
    if let Some(unknown) = stated.keys().find(|key| !players.contains(key)) {
        return wrong(format!(
            "{unknown:?} is no player of the game; the players are {}",
            players.join(", ")
        ));
    }
    let share = |player: &String| match stated.get(player).map(Value::as_f64) {
        Some(Some(share)) => Ok(share),
        Some(None) => wrong(format!("the share of {player:?} is not a number")),
        None => wrong(format!("{player:?} has no share")),
    };
    players.iter().map(share).collect()
}
