//! Placements of one day that cover a moment together.

use super::build::Build;
use super::taken::Span;
use crate::domain::{PolicyId, Strength};

/// Placements that cover a moment, and what is taken then.
pub struct Crowd {
    /// The moment, as a minute of the day.
    pub start: u16,
    /// Units, rooms or people that standing sessions take.
    pub amount: f64,
    /// The placements.
    pub together: Vec<usize>,
}

/// Whether one ordered list lies within another.
fn is_within(inner: &[usize], outer: &[usize]) -> bool {
    let mut outer = outer.iter();
    inner.len() <= outer.len() && inner.iter().all(|place| outer.any(|other| other == place))
}

impl Build<'_> {
    /// For each moment at which some of these placements begin, those that cover it; a set that
    /// lies within another is left out. Two placements of one day overlap if and only if they
    /// meet in such a set, so that one row a set states every pairwise conflict.
    pub fn cliques(&self, placements: &[usize]) -> Vec<(u16, Vec<usize>)> {
        let crowds = self.crowds(placements, &[]);
        crowds.into_iter().map(|crowd| (crowd.start, crowd.together)).collect()
    }

    /// The same beside what is taken already: for each moment at which something begins the placements that cover it and the
    /// amount that is taken then; a set that lies within another of no lesser amount is left out.
    pub fn crowds(&self, placements: &[usize], taken: &[Span]) -> Vec<Crowd> {
        let time = |place: usize| &self.placements[placements[place]].time;
        let mut starts: Vec<u16> = (0..placements.len()).map(|place| time(place).start.0).collect();
        starts.extend(taken.iter().map(|span| span.start));
        starts.sort_unstable();
        starts.dedup();
        let mut sets: Vec<(u16, f64, Vec<usize>)> = Vec::new();
        for start in starts {
            let covers = |place: &usize| time(*place).start.0 <= start && start < time(*place).end.0;
            let set: Vec<usize> = (0..placements.len()).filter(covers).collect();
            let amount: f64 = taken.iter().filter(|span| span.covers(start)).map(|span| span.amount).sum();
            sets.retain(|(_, less, earlier)| *less > amount || !is_within(earlier, &set));
            if !set.is_empty()
                && !sets.iter().any(|(_, more, earlier)| *more >= amount && is_within(&set, earlier))
            {
                sets.push((start, amount, set));
            }
        }
        let crowd = |(start, amount, set): (u16, f64, Vec<usize>)| Crowd {
            start,
            amount,
            together: set.into_iter().map(|place| placements[place]).collect(),
        };
        sets.into_iter().map(crowd).collect()
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
