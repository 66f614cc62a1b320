//! Which coalitions are looked for: those whose payment is not settled yet.
//!
//! What S pays is settled exactly where its indicator is a combination of those of the settled equations, that is
//! where it is orthogonal to all vectors `w_1, …, w_k` that span their orthogonal complement. Indicators hold
//! whole numbers, so the vectors can be scaled to whole numbers too, and S is open exactly where
//! `w_j · z ≥ 1` or `w_j · z ≤ −1` for some j.

use super::members::Members;
use crate::game::span::Span;
use crate::solver::{Col, Formulation};

/// What is asked of a coalition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// One of these vectors has a sum over the members that is not 0.
    SomeSum(Vec<Vec<i32>>),
    /// It is another than this one.
    Other(Members),
    /// It is another than this one, whose complaint is known; nor one that complains less for being this one with players
    /// changed for others of their kind.
    Known(Members),
}

impl Condition {
    /// Whether a coalition keeps it.
    pub fn allows(&self, members: Members) -> bool {
        match self {
            Self::SomeSum(vectors) => vectors.iter().any(|vector| sum(vector, members) != 0),
            Self::Other(other) | Self::Known(other) => members != *other,
        }
    }

    /// Whether every coalition with the second of two players and without the first that keeps it also keeps it when
    /// the two change places.
    pub fn takes_for_one(&self, first: usize, second: usize) -> bool {
        match self {
            Self::SomeSum(vectors) => vectors.iter().all(|vector| vector.get(first) == vector.get(second)),
            Self::Other(other) => !other.contains(first) || other.contains(second),
            Self::Known(_) => true,
        }
    }
}

fn sum(vector: &[i32], members: Members) -> i64 {
    members.players().filter_map(|player| vector.get(player)).map(|entry| i64::from(*entry)).sum()
}

/// Largest entry of a vector that a model's tolerance on whole numbers still tells from its neighbours.
const LARGEST: f64 = 1e4;

/// Largest denominator that is tried.
const DENOMINATOR: u32 = 5_000;

/// Further from whole numbers than this, entries are none.
const WHOLE: f64 = 1e-6;

/// The coalitions that are open, as far as that can be stated: `None` when whole numbers as large as a model can
/// hold do not suffice. The empty coalition and everybody are never open, and not said to be.
pub fn open(settled: &Span) -> Option<Vec<Condition>> {
    if settled.rank() <= 1 {
        return Some(Vec::new());
    }
    let vectors: Option<Vec<Vec<i32>>> = settled.complement().iter().map(|vector| whole(vector)).collect();
    Some(vec![Condition::SomeSum(vectors?)])
}

/// The least multiple of a vector whose entries are whole numbers.
fn whole(vector: &[f64]) -> Option<Vec<i32>> {
    let fits = |entry: f64| (entry - entry.round()).abs() <= WHOLE && entry.abs() <= LARGEST;
    let by = (1..=DENOMINATOR).map(f64::from).find(|by| vector.iter().all(|entry| fits(entry * by)))?;
    Some(vector.iter().map(|entry| (entry * by).round() as i32).collect())
}

/// Puts a condition into a model in which `members` are the 0-1 columns of the players.
pub fn write(formulation: &mut Formulation, members: &[Col], condition: &Condition) {
    match condition {
        Condition::SomeSum(vectors) => some_sum(formulation, members, vectors),
        Condition::Other(other) | Condition::Known(other) => another(formulation, members, *other),
    }
}

/// With `P_j`, `N_j` the sums of the positive and the negative entries of `w_j`, without sign:
///
/// `w_j · z ≥ 1 − (N_j + 1)(1 − u_j)`, `w_j · z ≤ −1 + (P_j + 1)(1 − v_j)`, `Σ_j u_j + v_j ≥ 1`, u and v 0 or 1.
fn some_sum(formulation: &mut Formulation, members: &[Col], vectors: &[Vec<i32>]) {
    let mut one = Vec::new();
    for vector in vectors {
        let terms = || members.iter().copied().zip(vector.iter().map(|entry| f64::from(*entry)));
        let above: f64 = terms().map(|(_, entry)| entry.max(0.0)).sum();
        let below: f64 = terms().map(|(_, entry)| (-entry).max(0.0)).sum();
        if above > 0.0 {
            let up = formulation.binary(0.0);
            formulation.at_least(terms().chain([(up, -below - 1.0)]), -below);
            one.push((up, 1.0));
        }
        if below > 0.0 {
            let down = formulation.binary(0.0);
            formulation.at_most(terms().chain([(down, above + 1.0)]), above);
            one.push((down, 1.0));
        }
    }
    formulation.at_least(one, 1.0);
}

/// `Σ_{i ∈ S} (1 − z_i) + Σ_{i ∉ S} z_i ≥ 1`.
fn another(formulation: &mut Formulation, members: &[Col], other: Members) {
    let sign = |player| if other.contains(player) { -1.0 } else { 1.0 };
    let terms = members.iter().enumerate().map(|(player, column)| (*column, sign(player)));
    formulation.at_least(terms, 1.0 - other.len() as f64);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solver::{Cancel, Outcome, Request, solve};

    /// Whether a model with this condition has room for a coalition.
    fn has_room(players: usize, condition: &Condition, coalition: Members) -> bool {
        let mut formulation = Formulation::default();
        let members: Vec<Col> = (0..players).map(|_| formulation.binary(0.0)).collect();
        write(&mut formulation, &members, condition);
        let fixed = members.iter().zip(coalition.indicator(players)).map(|(column, at)| (*column, at));
        let formulation = formulation.with_fixed(fixed);
        matches!(solve(&Request::new(&formulation, &Cancel::default())), Ok(Outcome::Solved(_)))
    }

    #[test]
    fn models_have_room_for_the_open_coalitions_only() {
        let mut span = Span::new(5);
        for settled in [0b11111, 0b00111, 0b11001] {
            span.add(&Members(settled).indicator(5), 1.0);
        }
        let conditions = open(&span).unwrap_or_default();
        assert_eq!(conditions.len(), 1);
        for coalition in (0..32).map(Members) {
            let is_open = !span.settles(&coalition.indicator(5));
            assert_eq!(conditions[0].allows(coalition), is_open, "{coalition:?}");
            assert_eq!(has_room(5, &conditions[0], coalition), is_open, "{coalition:?}");
        }
    }

    #[test]
    fn one_coalition_can_be_left_out() {
        let other = Condition::Other(Members(0b101));
        for coalition in (0..8).map(Members) {
            assert_eq!(other.allows(coalition), coalition.0 != 0b101);
            assert_eq!(has_room(3, &other, coalition), coalition.0 != 0b101, "{coalition:?}");
        }
    }

    #[test]
    fn fractions_become_whole_numbers() {
        assert_eq!(whole(&[1.0, -1.0 / 3.0, 0.5]), Some(vec![6, -2, 3]));
        assert_eq!(whole(&[1.0, std::f64::consts::PI]), None);
    }
}
