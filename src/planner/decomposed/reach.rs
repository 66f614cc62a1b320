//! Which parts can be planned at the same time: because nothing in one can matter to the other, or because they share little.

use std::collections::VecDeque;
use std::sync::Arc;

use super::beside::Uses;
use super::extent::Extent;
use super::year::Year;

/// What the sessions of each of those planned together may share with others.
pub(super) struct Reach {
    kin: Arc<Vec<Uses>>,
}

impl Reach {
    /// Looks at the runs of a year.
    pub(super) fn new(year: &Year<'_>) -> Self {
        Self { kin: Arc::clone(&year.of_kin) }
    }

    /// Whether two parts share no cohort, nothing in any week, and nothing that is counted over weeks.
    pub(super) fn are_apart(&self, one: &Extent, other: &Extent) -> bool {
        let weeks_meet = one.weeks.start < other.weeks.end && other.weeks.start < one.weeks.end;
        let (uses, others) = (self.of(one), self.of(other));
        one.kin.is_disjoint(&other.kin) && !uses.counts_with(&others) && !(weeks_meet && uses.meets(&others))
    }

    fn of(&self, extent: &Extent) -> Uses {
        let mut all = Uses::default();
        for kin in &extent.kin {
            all.join(&self.kin[*kin]);
        }
        all
    }

    /// Takes the first part, and up to `most − 1` later ones that are apart from it and from each other.
    pub(super) fn team(&self, left: &mut VecDeque<Extent>, most: usize) -> Vec<Extent> {
        let mut team: Vec<Extent> = left.pop_front().into_iter().collect();
        while team.len() < most {
            let apart = |other: &Extent| team.iter().all(|one| self.are_apart(one, other));
            let Some(place) = left.iter().position(apart) else { break };
            team.extend(left.remove(place));
        }
        team
    }

    /// Takes the first part, and up to `most − 1` of the `ahead` next ones that share least with it and with each other.
    pub(super) fn far(&self, left: &mut VecDeque<Extent>, most: usize, ahead: usize) -> Vec<Extent> {
        let mut team: Vec<Extent> = left.pop_front().into_iter().collect();
        while team.len() < most {
            let shared = |other: &Extent| team.iter().map(|one| self.shared(one, other)).sum::<usize>();
            let next = left.iter().take(ahead).map(shared).enumerate();
            let Some((place, _)) = next.min_by_key(|(place, shared)| (*shared, *place)) else { break };
            team.extend(left.remove(place));
        }
        team
    }

    /// How much two parts share: nothing where they are apart.
    fn shared(&self, one: &Extent, other: &Extent) -> usize {
        if self.are_apart(one, other) { 0 } else { 1 + self.of(one).shared(&self.of(other)) }
    }
}
