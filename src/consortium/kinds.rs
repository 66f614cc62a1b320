//! Firms that differ in nothing but their names and how many learners they have, and coalitions that cost the same.
//!
//! A firm is plain where it is spoken of nowhere but in its own entry and as the firm of learners, its entry states nothing
//! that binds or costs, and the learners of its cohorts differ in nothing but their firms: then no plan can tell its learners
//! from those of another plain firm. Groups are cut from a cohort's list, so that one firm that is not plain makes all firms
//! of its cohorts such. Coalitions with the same other firms and as many learners of plain ones in every
//! cohort cost the same; where a firm's seats outside are bought all or none, as many plain firms of each size. That nothing else
//! speaks of a firm is read off the whole scenario as it would be printed, so that whatever scenarios may come to say of
//! firms counts.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{
    Agreement, Cohort, Delivered, Firm, FirmId, LearnerGroup, Price, Scenario, SeatLevel, SeatRule,
};
use crate::game::many::Members;

/// What is known of how firms differ.
#[derive(Debug)]
pub(super) struct Kinds {
    /// The kind of each firm, from 0 in the order of their first: those of a kind are plain and have as many learners.
    pub of: Vec<usize>,
    /// Learners of each plain firm in every cohort; nothing of the others.
    plain: Vec<Option<Vec<u32>>>,
    /// Whether how learners are divided among plain firms decides nothing.
    by_learners: bool,
}

/// All that decides on the cost of a coalition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Looks {
    /// The members that are not plain.
    others: Members,
    /// Learners of the plain ones in every cohort, or how many firms there are of each kind.
    counts: BTreeMap<usize, u32>,
}

impl Kinds {
    /// Compares some firms.
    pub fn new(scenario: &Scenario, players: &[FirmId]) -> Self {
        let mut plain = Self::entries(scenario, players);
        only_among_plain(&mut plain, scenario, players);
        let (mut known, mut kinds) = (HashMap::new(), Vec::new());
        for (player, counts) in plain.iter().enumerate() {
            let next = known.len();
            // One that is not plain is like no other.
            let place = if counts.is_none() { player } else { 0 };
            kinds.push(*known.entry((counts.clone(), place)).or_insert(next));
        }
        let all_or_none = |offer: &crate::domain::OutsideSeat| {
            offer.level == SeatLevel::Firm && offer.rule == SeatRule::AllOrNone
        };
        Self { of: kinds, plain, by_learners: !scenario.tariff.outside.iter().any(all_or_none) }
    }

    /// Learners in every cohort of each firm whose own entry says nothing that tells it from others; nothing of the rest.
    pub fn entries(scenario: &Scenario, players: &[FirmId]) -> Vec<Option<Vec<u32>>> {
        let rest = format!("{:?}", without_firms(scenario));
        let uniform: Vec<bool> =
            (0..scenario.cohorts.len()).map(|index| is_uniform(scenario, index)).collect();
        let recognised = players.first().map(|firm| &scenario.firms[firm.index()].accredited);
        let learners = |firm: &FirmId| {
            let entry = &scenario.firms[firm.index()];
            let counts: Vec<u32> = scenario.cohorts.iter().map(|cohort| learners(cohort, *firm)).collect();
            let plain = !rest.contains(&format!("{firm:?}"))
                && states_nothing(entry)
                && Some(&entry.accredited) == recognised
                && counts.iter().zip(&uniform).all(|(count, uniform)| *count == 0 || *uniform);
            plain.then_some(counts)
        };
        players.iter().map(learners).collect()
    }

    /// What decides on the cost of a coalition.
    pub fn looks(&self, members: Members) -> Looks {
        let mut looks = Looks { others: Members::default(), counts: BTreeMap::new() };
        for player in members.players() {
            match &self.plain[player] {
                None => looks.others = looks.others.with(player),
                Some(counts) if self.by_learners => {
                    for (cohort, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                        *looks.counts.entry(cohort).or_default() += count;
                    }
                }
                Some(_) => *looks.counts.entry(self.of[player]).or_default() += 1,
            }
        }
        looks
    }
}

/// Leaves plain those firms only all of whose cohorts hold none but plain ones.
fn only_among_plain(plain: &mut [Option<Vec<u32>>], scenario: &Scenario, players: &[FirmId]) {
    loop {
        let mixed: Vec<bool> = scenario
            .cohorts
            .iter()
            .map(|cohort| {
                let firms = players.iter().zip(plain.iter());
                let mut others = firms.filter(|(_, counts)| counts.is_none()).map(|(firm, _)| firm);
                others.any(|firm| learners(cohort, *firm) > 0)
            })
            .collect();
        let before = plain.iter().flatten().count();
        let stays = |counts: &Vec<u32>| counts.iter().zip(&mixed).all(|(count, mixed)| *count == 0 || !mixed);
        for counts in plain.iter_mut() {
            *counts = counts.take().filter(&stays);
        }
        if plain.iter().flatten().count() == before {
            return;
        }
    }
}

/// The scenario without firms, learners and agreement: how a cost is split changes no cost.
fn without_firms(scenario: &Scenario) -> Scenario {
    let mut rest = Scenario { firms: Vec::new(), agreement: Agreement::default(), ..scenario.clone() };
    rest.cohorts.iter_mut().for_each(|cohort| cohort.groups.clear());
    rest
}

/// Whether the learners of a cohort differ in nothing but their firms.
fn is_uniform(scenario: &Scenario, index: usize) -> bool {
    let cohort = &scenario.cohorts[index];
    let named = |had: &Delivered| had.cohort.index() == index && !had.groups.is_empty();
    if scenario.delivered.iter().any(named) {
        return false;
    }
    let nameless =
        |group: &LearnerGroup| LearnerGroup { key: String::new(), firm: None, learners: 0, ..group.clone() };
    let mut groups = cohort.groups.iter().map(nameless);
    let first = groups.next();
    groups.all(|group| Some(&group) == first.as_ref())
}

/// Whether a firm's entry says nothing that binds or costs.
fn states_nothing(firm: &Firm) -> bool {
    // Every field is named, so that a new one has to be thought of here.
    let Firm {
        key: _,
        name: _,
        site,
        accredited: _,
        places,
        mentors,
        learners_per_mentor,
        present_at_most,
        away_at_most,
        working_hours,
        learner_wage_per_hour,
        rivals,
    } = firm;
    let limits = [places, mentors, learners_per_mentor, present_at_most, away_at_most];
    limits.iter().all(|limit| limit.is_none())
        && site.is_none()
        && working_hours.is_empty()
        && *learner_wage_per_hour == Price::default()
        && rivals.is_empty()
}

/// How many learners a firm has in a cohort.
fn learners(cohort: &Cohort, firm: FirmId) -> u32 {
    cohort.groups.iter().filter(|group| group.firm == Some(firm)).map(|group| group.learners).sum()
}
