//! Placements of one day that cover a moment together.

use super::build::Build;
use crate::domain::{PolicyId, Strength};

impl Build<'_> {
    /// For each moment at which some of these placements begin, those that cover it; a set that
    /// lies within another is left out. Two placements of one day overlap if and only if they
    /// meet in such a set, so that one row a set states every pairwise conflict.
    pub fn cliques(&self, placements: &[usize]) -> Vec<(u16, Vec<usize>)> {
        let time = |index: &usize| &self.placements[*index].time;
        let mut starts: Vec<u16> = placements.iter().map(|index| time(index).start.0).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut sets: Vec<(u16, Vec<usize>)> = Vec::new();
        for start in starts {
            let covers = |index: &&usize| time(index).start.0 <= start && start < time(index).end.0;
            let set: Vec<usize> = placements.iter().filter(covers).copied().collect();
            sets.retain(|(_, earlier)| !earlier.iter().all(|index| set.contains(index)));
            if !sets.iter().any(|(_, earlier)| set.iter().all(|index| earlier.contains(index))) {
                sets.push((start, set));
            }
        }
        sets
    }

    /// A limit on the minutes that placements of one day can fill together: at each moment at most
    /// one of them is held, so the longest of each clique counts.
    pub fn most_minutes(&self, placements: &[usize]) -> u32 {
        let longest = |set: &Vec<usize>| {
            set.iter().map(|index| self.placements[*index].time.minutes).max().unwrap_or(0)
        };
        self.cliques(placements).iter().map(|(_, set)| longest(set)).sum()
    }

    /// The sets of placements for which a policy is stated, each of placements that exclude one
    /// another. A rule that has to hold is stated for every clique, which is tightest; a wish for
    /// cliques without a placement in common, since a placement that is in two of them would pay twice.
    pub fn stated(&self, policy: PolicyId, placements: &[usize]) -> Vec<Vec<usize>> {
        if self.scene.strength(Some(policy)) == Strength::Wish {
            self.apart(placements)
        } else {
            self.cliques(placements).into_iter().map(|(_, together)| together).collect()
        }
    }

    /// Placements cut into the fewest sets whose members all overlap: those that have begun when
    /// the first of them ends, then the same with the rest.
    fn apart(&self, placements: &[usize]) -> Vec<Vec<usize>> {
        let time = |index: &usize| &self.placements[*index].time;
        let mut left = placements.to_vec();
        let mut sets = Vec::new();
        while let Some(end) = left.iter().map(|index| time(index).end).min() {
            let (together, later) = left.into_iter().partition(|index| time(index).start < end);
            sets.push(together);
            left = later;
        }
        sets
    }
}
