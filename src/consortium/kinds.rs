//! Firms that differ in nothing but their names: coalitions that hold as many of them cost the same.
//!
//! A firm may be like another where it is spoken of nowhere but in its own entry and as the firm of learners, its entry states
//! nothing that binds or costs, and the learners of its cohorts differ in nothing but their firms: then no plan can tell one
//! such learner from another. Two of these firms are alike where they have as many learners in every cohort. That nothing else
//! speaks of a firm is read off the whole scenario as it would be printed, so that whatever scenarios may come to say of
//! firms counts.

use std::collections::HashMap;

use crate::domain::{Agreement, Cohort, Firm, FirmId, LearnerGroup, Price, Scenario};

/// The kind of each of some firms, from 0 in the order of their first.
pub(super) fn kinds(scenario: &Scenario, players: &[FirmId]) -> Vec<usize> {
    let rest = format!("{:?}", without_firms(scenario));
    let uniform: Vec<bool> = scenario.cohorts.iter().map(is_uniform).collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    let kind = |firm: &FirmId| {
        let has = |cohort: &Cohort| cohort.groups.iter().any(|group| group.firm == Some(*firm));
        let mut cohorts = scenario.cohorts.iter().zip(&uniform).filter(|(cohort, _)| has(cohort));
        let plain = !rest.contains(&format!("{firm:?}"))
            && states_nothing(&scenario.firms[firm.index()])
            && cohorts.all(|(_, uniform)| *uniform);
        let looks = if plain { learners(scenario, *firm) } else { format!("{firm:?}") };
        let next = known.len();
        *known.entry(looks).or_insert(next)
    };
    players.iter().map(kind).collect()
}

/// The scenario without firms, learners and agreement: how a cost is split changes no cost.
fn without_firms(scenario: &Scenario) -> Scenario {
    let mut rest = Scenario { firms: Vec::new(), agreement: Agreement::default(), ..scenario.clone() };
    rest.cohorts.iter_mut().for_each(|cohort| cohort.groups.clear());
    rest
}

/// Whether the learners of a cohort differ in nothing but their firms, and none of these states anything.
fn is_uniform(cohort: &Cohort) -> bool {
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

/// How many learners a firm has in each cohort, and for what it is recognised.
fn learners(scenario: &Scenario, firm: FirmId) -> String {
    let of = |cohort: &Cohort| -> u32 {
        cohort.groups.iter().filter(|group| group.firm == Some(firm)).map(|group| group.learners).sum()
    };
    let counts: Vec<u32> = scenario.cohorts.iter().map(of).collect();
    format!("{counts:?}{:?}", scenario.firms[firm.index()].accredited)
}
