//! `vetplan verify GAME.json SHARES.json`

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::allocate;
use super::exit::InputProblem;
use super::{Exit, files};
use crate::game::Game;
use crate::game::file::{self, Stated};
use crate::game::verify::{Certificate, Verdict, verify};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The game: what each coalition pays alone, or earns.
    game: PathBuf,
    /// The shares: each player with a number.
    shares: PathBuf,
    /// By how much each share may have been rounded. When left out half a cent, or a millionth of the largest
    /// cost where that is below 100.
    #[arg(long)]
    rounding: Option<f64>,
    /// Print the verdict as JSON.
    #[arg(long)]
    json: bool,
}

/// Judges a split from anywhere.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let game = match allocate::read(&arguments.game)? {
        Stated::Table(game) => game,
        Stated::Airport(_) => {
            let why = "a game of types has no table of coalitions to judge by";
            return Err(InputProblem(format!("{}: {why}", arguments.game.display())).into());
        }
    };
    let wrong = |error| InputProblem(format!("{}: {error}", arguments.shares.display()));
    let stated = file::shares(&files::bytes(&arguments.shares)?, &game.players).map_err(wrong)?;
    // Shares of a value are minus shares of its cost.
    let shares: Vec<f64> = stated.iter().map(|share| game.stated(*share)).collect();
    let rounding = arguments.rounding.unwrap_or_else(|| usual_rounding(&game)).max(0.0);
    let verdict = verify(&game, &shares, rounding);
    if arguments.json {
        files::print(&format!("{}\n", serde_json::to_string_pretty(&as_json(&game, &verdict, rounding))?))?;
    } else {
        files::print(&text(&game, &verdict, rounding))?;
    }
    Ok(if verdict.holds() { Exit::Done } else { Exit::Negative })
}

/// Half a cent where costs have at least three figures before the point; nearly nothing where they are smaller,
/// and written in other units than money.
fn usual_rounding(game: &Game) -> f64 {
    if game.magnitude() >= 100.0 { 0.005 } else { 1e-6 * game.magnitude() }
}

/// A rounding without the digits that arithmetic adds.
fn round(rounding: f64) -> String {
    let digits = format!("{rounding:.12}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn text(game: &Game, verdict: &Verdict, rounding: f64) -> String {
    let figure = |amount: f64| allocate::figure(amount, game.magnitude());
    let mut lines = Vec::new();
    lines.push(if verdict.holds() {
        "holds: the shares pay the total, and no coalition would be better off by itself".to_owned()
    } else {
        "does not hold".to_owned()
    });
    if verdict.surplus != 0.0 {
        let (more, word) =
            (figure(verdict.surplus.abs()), if verdict.surplus > 0.0 { "more" } else { "less" });
        lines.push(format!("  - the shares add up to {more} {word} than the total"));
    }
    for (player, gain) in &verdict.better_alone {
        lines.push(format!("  - {} would be better off alone, by {}", game.players[*player], figure(*gain)));
    }
    for (who, gain) in verdict.objections.iter().filter(|(who, _)| who.len() > 1) {
        lines.push(format!(
            "  - {} would be better off by themselves, by {}",
            game.named(*who),
            figure(*gain)
        ));
    }
    if verdict.objecting > verdict.objections.len() {
        lines.push(format!("  - {} coalitions object in all", verdict.objecting));
    }
    lines.push(format!("each share is taken as rounded by at most {}", round(rounding)));
    lines.extend(allocate::warnings(game).into_iter().map(|warning| format!("note: {warning}")));
    lines.push(match &verdict.nucleolus {
        Certificate::Proven => "nucleolus: yes, proven by Kohlberg's criterion in exact fractions".to_owned(),
        Certificate::Refuted(why) => format!("nucleolus: no, {why}"),
        Certificate::Open(why) => format!("nucleolus: not looked at, {why}"),
    });
    lines.join("\n") + "\n"
}

fn as_json(game: &Game, verdict: &Verdict, rounding: f64) -> Value {
    let alone =
        verdict.better_alone.iter().map(|(player, gain)| (game.players[*player].clone(), json!(gain)));
    let objections = verdict.objections.iter().map(|(who, gain)| {
        let players: Vec<&String> = who.players().map(|player| &game.players[player]).collect();
        json!({ "coalition": players, "gain": gain })
    });
    let (word, why) = match &verdict.nucleolus {
        Certificate::Proven => ("proven", None),
        Certificate::Refuted(why) => ("refuted", Some(why)),
        Certificate::Open(why) => ("open", Some(why)),
    };
    json!({
        "holds": verdict.holds(),
        "rounding": rounding,
        "surplus": verdict.surplus,
        "better_alone": alone.collect::<Map<String, Value>>(),
        "objections": objections.collect::<Vec<_>>(),
        "objecting": verdict.objecting,
        "warnings": allocate::warnings(game),
        "nucleolus": { "verdict": word, "why": why },
    })
}
