//! The equal profit method (Frisk, Göthe-Lundgren, Jörnsten, Rönnqvist): of the splits in the core, the one in
//! which relative shares `x_i / c(i)` differ least,
//! `min f  s.t.  x_i / c(i) − x_j / c(j) ≤ f` for all ordered pairs, then the next largest difference, and so
//! on, so that the split is one and not one of many. Where the core is empty, the least core takes its place.

use super::{Method, NOTHING, NoSplit, Split};
use crate::game::coalitions::{Core, Measure};
use crate::game::lexicographic::{Problem, Row, Source, least};
use crate::game::many::{self, epm::epm};
use crate::game::nucleoli::{self, Domain};
use crate::game::span::Span;
use crate::game::{Game, Question};

/// The method.
pub struct Epm;

impl Method for Epm {
    fn key(&self) -> &'static str {
        "epm"
    }

    fn sentence(&self) -> &'static str {
        "Of the splits that nobody leaves, the one in which shares of one's own cost differ least."
    }

    fn split(&self, question: &Question<'_>) -> Result<Split, NoSplit> {
        let game = question.game;
        let nothing = NOTHING * game.magnitude();
        if (0..game.len()).any(|player| game.alone(player).abs() <= nothing) {
            let none = "somebody pays nothing alone, so that shares of one's own cost cannot be compared";
            return Err(NoSplit::None(none.to_owned()));
        }
        let core = nucleoli::least(game, Measure::Money, Domain::AllSplits, question.cancel)?;
        let level = core.levels.first().copied().unwrap_or(0.0);
        // The least core is met within what the arithmetic of the computer can tell.
        let subsidy = if level > 0.0 { level + 1e-9 * game.magnitude() } else { 0.0 };
        let problem = Problem {
            players: game.len(),
            total: game.total(),
            magnitude: game.magnitude(),
            steepest: game.magnitude() / least_alone(game),
            kinds: &[],
            goals: &Differences { game },
            limits: &Core { game, subsidy },
        };
        let found = least(&problem, question.cancel)?;
        let widest = found.levels.first().copied().unwrap_or(0.0) / game.magnitude();
        let mut guarantee = format!("shares of one's own cost differ by at most {:.2} %", 100.0 * widest);
        if subsidy > 0.0 {
            guarantee += &format!("; the core is empty, coalitions bear {level:.2} above their own cost");
        }
        Ok(Split::from(found.shares).promising(guarantee))
    }

    fn of_many(&self, question: &many::Question<'_>) -> Result<many::Split, many::NoSplit> {
        let found = epm(question.oracle, question.watch)?;
        Ok(many::Split { known: found.words(), shares: found.shares, margins: None })
    }
}

/// The least that anybody pays alone, without its sign.
fn least_alone(game: &Game) -> f64 {
    (0..game.len()).map(|player| game.alone(player).abs()).fold(game.magnitude(), f64::min)
}

/// Every ordered pair complains of its difference, in units of the largest cost.
struct Differences<'a> {
    game: &'a Game,
}

impl Source for Differences<'_> {
    fn broken(&self, shares: &[f64], level: f64, settled: &Span) -> Vec<Row> {
        let n = self.game.len();
        let size = self.game.magnitude();
        let relative = |player: usize| size / self.game.alone(player);
        let mut rows = Vec::new();
        for one in 0..n {
            for other in (0..n).filter(|other| *other != one) {
                let difference = shares[one] * relative(one) - shares[other] * relative(other);
                if difference > level {
                    let mut terms = vec![0.0; n];
                    (terms[one], terms[other]) = (relative(one), -relative(other));
                    let id = (one * n + other) as u64 | 1 << 40;
                    rows.push(Row { id, terms, weight: 1.0, bound: 0.0 });
                }
            }
        }
        rows.retain(|row| !settled.settles(&row.terms));
        rows
    }
}
