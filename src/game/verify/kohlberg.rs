//! Whether a split is the nucleolus, by Kohlberg's criterion, in rational arithmetic.
//!
//! Sort the coalitions by their complaints `x(S) − c(S)`, and let `B_t` be those with complaints of at least t, `B_0`
//! the players who pay as much as alone. x is the nucleolus exactly if for every t there are weights `λ_S > 0` for
//! all S in `B_t` and `μ_i ≥ 0` for i in `B_0` with `Σ λ_S 1_S + Σ μ_i 1_i = 1_N` (Kohlberg 1971). Coalitions whose
//! indicator follows from those before need not be looked at, and once the indicators span all shares the rest
//! follows.
//!
//! A nucleolus is seldom a decimal number. So the split that is judged is the exact one that the ties among its
//! complaints determine, and it must be the given one but for rounding.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::exact::{Added, Equations, maximum};
use super::{about, complaint, rational, written};
use crate::game::{Coalition, Game};

/// Most players for whom the criterion is computed.
pub const MOST_CERTIFIED: usize = 10;

/// What is known of a split being the nucleolus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// It is, proven exactly.
    Proven,
    /// It is not, for this reason.
    Refuted(String),
    /// It was not looked at, for this reason.
    Open(String),
}

/// Certifies shares, in the order of the players, each of which may have been rounded by as much as `rounding`.
pub fn certify(game: &Game, shares: &[f64], rounding: f64) -> Certificate {
    let n = game.len();
    if n > MOST_CERTIFIED {
        return Certificate::Open(format!("the proof is made for at most {MOST_CERTIFIED} players"));
    }
    let sum: f64 = shares.iter().sum();
    if (sum - game.total()).abs() > (n as f64 * rounding).max(1e-9 * game.magnitude()) {
        return Certificate::Refuted("the shares do not add up to the total".to_owned());
    }
    // Ties are looked for among complaints that are equal but for the rounding of their members.
    let near = (2.0 * n as f64 * rounding).max(1e-9 * game.magnitude());
    let Some(exact) = tied(game, shares, near) else {
        let why = "the ties among its complaints do not determine it";
        return Certificate::Refuted(why.to_owned());
    };
    let off = exact.iter().zip(shares).map(|(exact, share)| (rational::float(exact) - share).abs());
    if off.fold(0.0, f64::max) > near {
        return Certificate::Refuted("the ties among its complaints hold for another split only".to_owned());
    }
    kohlberg(game, &exact)
}

/// The exact split in which complaints tie that nearly tie in the given one, the largest first, until it is
/// determined.
fn tied(game: &Game, shares: &[f64], near: f64) -> Option<Vec<BigRational>> {
    let n = game.len();
    let mut equations = Equations::default();
    equations.add(equation(n, game.everybody(), written(game.total())));
    for (player, share) in shares.iter().enumerate() {
        if (share - game.alone(player)).abs() <= near {
            let alone = Coalition::single(player);
            equations.add(equation(n, alone, written(game.cost(alone))));
        }
    }
    let mut order: Vec<(f64, Coalition)> =
        (1..game.everybody().0).map(|bits| (about(game, shares, Coalition(bits)), Coalition(bits))).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for group in order.chunk_by(|a, b| a.0 - b.0 <= near) {
        if equations.rank() == n {
            break;
        }
        let first = group[0].1;
        for (_, other) in &group[1..] {
            let difference: Vec<BigRational> = equation(n, first, written(game.cost(first)))
                .into_iter()
                .zip(equation(n, *other, written(game.cost(*other))))
                .map(|(one, other)| one - other)
                .collect();
            if equations.add(difference) == Added::Contradiction {
                return None;
            }
        }
    }
    equations.solution(n)
}

/// `x(S) = right`, the right side last.
fn equation(players: usize, coalition: Coalition, right: BigRational) -> Vec<BigRational> {
    indicator(players, coalition).into_iter().chain([right]).collect()
}

fn indicator(players: usize, coalition: Coalition) -> Vec<BigRational> {
    let entry = |player| if coalition.contains(player) { BigRational::one() } else { BigRational::zero() };
    (0..players).map(entry).collect()
}

fn kohlberg(game: &Game, shares: &[BigRational]) -> Certificate {
    let n = game.len();
    let mut levels: BTreeMap<BigRational, Vec<Coalition>> = BTreeMap::new();
    for coalition in (1..game.everybody().0).map(Coalition) {
        levels.entry(complaint(game, shares, coalition)).or_default().push(coalition);
    }
    let beyond: Vec<BigRational> =
        shares.iter().enumerate().map(|(player, share)| share - written(game.alone(player))).collect();
    if let Some(player) = beyond.iter().position(Signed::is_positive) {
        return Certificate::Refuted(format!("{} pays more than alone", game.players[player]));
    }
    let at_own_cost: Vec<Coalition> =
        (0..n).filter(|player| beyond[*player].is_zero()).map(Coalition::single).collect();
    let mut span = Equations::default();
    span.add(equation(n, game.everybody(), BigRational::zero()));
    let mut settled: Vec<Coalition> = Vec::new();
    for (level, coalitions) in levels.iter().rev() {
        let before = settled.len();
        let open = |coalition: &&Coalition| !follows(&span, n, **coalition);
        settled.extend(coalitions.iter().filter(open));
        if settled.len() == before {
            continue;
        }
        if !balanced(n, &settled, &at_own_cost) {
            let all: Vec<String> = coalitions.iter().take(3).map(|one| game.named(*one)).collect();
            let (level, who) = (rational::float(level), all.join(", "));
            let why = format!(
                "complaints of {level:.2} (of {who}) can be made smaller without larger ones elsewhere"
            );
            return Certificate::Refuted(why);
        }
        for coalition in &settled[before..] {
            span.add(equation(n, *coalition, BigRational::zero()));
        }
        if span.rank() == n {
            return Certificate::Proven;
        }
    }
    Certificate::Proven
}

/// Whether the indicator of a coalition follows from those before.
fn follows(span: &Equations, players: usize, coalition: Coalition) -> bool {
    span.knows(equation(players, coalition, BigRational::zero()))
}

/// Whether there are λ > 0 for all of `complaining` and μ ≥ 0 for `at_own_cost` with
/// `Σ λ_S 1_S + Σ μ_i 1_i = 1_N`: with `λ = τ + λ'`, whether the largest τ is above 0.
fn balanced(players: usize, complaining: &[Coalition], at_own_cost: &[Coalition]) -> bool {
    let mut columns: Vec<Vec<BigRational>> =
        complaining.iter().chain(at_own_cost).map(|coalition| indicator(players, *coalition)).collect();
    let together = (0..players).map(|player| {
        let count = complaining.iter().filter(|coalition| coalition.contains(player)).count();
        BigRational::from_integer(count.into())
    });
    columns.push(together.collect());
    let mut objective = vec![BigRational::zero(); columns.len()];
    if let Some(last) = objective.last_mut() {
        *last = BigRational::one();
    }
    let right = vec![BigRational::one(); players];
    maximum(&columns, &right, &objective).is_some_and(|most| most.is_positive())
}
