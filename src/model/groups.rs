//! Learner groups as fine as the divisions of a cohort need, and the parts made of them.
//!
//! A cohort of n learners splits for a module into P = ⌈n / largest group⌉ parts of equal size
//! (the first n mod P have one more), cut from the cohort's list in the order it is written. Two
//! modules may cut it differently: halves for wiring, thirds for the robot. The learner groups of
//! the model are the pieces between all cuts and between the planner's own groups, so that every
//! part is a union of whole groups, and groups are alike in firm, ages, home and availability.

use std::collections::BTreeSet;

use crate::domain::{Cohort, CohortId, LearnerGroup, Module, Scenario};
use crate::plan::LearnerSet;

/// A learner group of the model: consecutive learners of one cohort who face the same rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The cohort.
    pub cohort: CohortId,
    /// Number of its first learner.
    pub first: u32,
    /// How many learners.
    pub learners: u32,
    /// Indices of the planner's groups its learners come from: one, or, in a cohort whose seats
    /// may be bought one by one, all from which they could come.
    pub sources: Vec<usize>,
}

impl Group {
    /// The planner's learner groups its learners come from; rules bind by the strictest of them.
    pub fn of<'a>(&'a self, scenario: &'a Scenario) -> impl Iterator<Item = &'a LearnerGroup> {
        let given = &scenario.cohorts[self.cohort.index()].groups;
        self.sources.iter().map(move |source| &given[*source])
    }

    /// The numbers of its learners.
    pub fn set(&self) -> LearnerSet {
        LearnerSet::range(self.first, self.first + self.learners - 1)
    }
}

/// Into how many parts a cohort of `learners` splits when a group has at most `largest`.
pub fn parts(learners: u32, largest: Option<u32>) -> u32 {
    largest.map_or(1, |largest| learners.div_ceil(largest.max(1)).max(1))
}

/// First learner and number of learners of part `index` (from 0) of `of` equal parts.
pub fn part(learners: u32, of: u32, index: u32) -> (u32, u32) {
    let (size, more) = (learners / of, learners % of);
    let first = 1 + index * size + index.min(more);
    (first, size + u32::from(index < more))
}

/// The numbers of parts a module may split a cohort into: the fewest first.
pub fn divisions(module: &Module, learners: u32) -> Vec<u32> {
    let mut counts = vec![parts(learners, module.max_group)];
    for smaller in &module.smaller_groups {
        let count = parts(learners, Some(*smaller));
        if !counts.contains(&count) {
            counts.push(count);
        }
    }
    counts
}

/// The learner groups of every cohort, cohort by cohort, in the order of their learners.
pub fn learner_groups(scenario: &Scenario) -> Vec<Group> {
    let mut groups = Vec::new();
    for (index, cohort) in scenario.cohorts.iter().enumerate() {
        if super::seats::flexible(scenario, CohortId(index)) {
            let sources: Vec<usize> = (0..cohort.groups.len()).collect();
            let count = super::seats::parts_of(scenario, cohort);
            groups.extend((0..count).map(|part_index| {
                let (first, learners) = part(cohort.learners(), count, part_index);
                Group { cohort: CohortId(index), first, learners, sources: sources.clone() }
            }));
            continue;
        }
        let cuts = cuts(scenario, CohortId(index), cohort);
        let mut end_of_source = 0;
        for (source, given) in cohort.groups.iter().enumerate() {
            let begin = end_of_source + 1;
            end_of_source += given.learners;
            let starts: Vec<u32> = cuts.range(begin..=end_of_source).copied().collect();
            for (place, first) in starts.iter().enumerate() {
                let next = starts.get(place + 1).copied().unwrap_or(end_of_source + 1);
                groups.push(Group {
                    cohort: CohortId(index),
                    first: *first,
                    learners: next - first,
                    sources: vec![source],
                });
            }
        }
    }
    groups
}

/// The learners with whom a new piece begins.
fn cuts(scenario: &Scenario, id: CohortId, cohort: &Cohort) -> BTreeSet<u32> {
    let learners = cohort.learners();
    let mut cuts = BTreeSet::new();
    let mut first = 1;
    for group in &cohort.groups {
        cuts.insert(first);
        first += group.learners;
    }
    let modules = scenario.programmes[cohort.programme.index()].modules.iter();
    let own = modules.flat_map(|module| divisions(&scenario.modules[module.index()], learners));
    for count in own.chain(scenario.combined.iter().filter_map(|run| shared_parts(scenario, run, id))) {
        cuts.extend((0..count).map(|index| part(learners, count, index).0));
    }
    cuts.retain(|first| *first <= learners);
    cuts
}

/// Into how many parts a combined run splits each of its cohorts; `None` if `id` is not a member.
fn shared_parts(scenario: &Scenario, run: &crate::domain::CombinedRun, id: CohortId) -> Option<u32> {
    run.members.iter().any(|(cohort, _)| *cohort == id).then(|| combined_parts(scenario, run))
}

/// The fewest parts, the same for every member cohort, in which no combined group is too large.
pub fn combined_parts(scenario: &Scenario, run: &crate::domain::CombinedRun) -> u32 {
    let sizes: Vec<u32> =
        run.members.iter().map(|(cohort, _)| scenario.cohorts[cohort.index()].learners()).collect();
    let Some(largest) = run.max_group else { return 1 };
    let smallest = sizes.iter().copied().min().unwrap_or(1).max(1);
    (1..=smallest)
        .find(|count| sizes.iter().map(|size| size.div_ceil(*count)).sum::<u32>() <= largest)
        .unwrap_or(smallest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_equal_and_cover_everybody() {
        assert_eq!(parts(22, Some(8)), 3);
        assert_eq!((0..3).map(|index| part(22, 3, index)).collect::<Vec<_>>(), [(1, 8), (9, 7), (16, 7)]);
        assert_eq!(part(24, 1, 0), (1, 24));
        assert_eq!(parts(5, None), 1);
    }
}
