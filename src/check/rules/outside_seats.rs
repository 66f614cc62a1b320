//! `outside_seats`: seats are bought outside as the provider sells them, and nobody is seated twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::tally::{Tally, named};
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{CohortId, FirmId, OutsideSeat, SeatLevel, SeatRule};
use crate::plan::LearnerSet;

/// The rule.
pub struct OutsideSeatsRule;

impl Rule for OutsideSeatsRule {
    fn key(&self) -> &'static str {
        "outside_seats"
    }

    fn sentence(&self) -> &'static str {
        "Seats are bought outside from a provider who serves the cohort, all or none where it says so, \
         and who sits outside has no session."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        let mut seen: BTreeSet<(CohortId, u32)> = BTreeSet::new();
        for seats in &case.plan.outside {
            let cohort = case.cohort(seats.cohort);
            let subject = named(&cohort.key, &seats.learners);
            let mut note = |text: &str| tally.thing(&subject, Amount::Count(1), &[], text);
            let provider = case.scenario.tariff.outside.get(seats.provider);
            if !provider.is_some_and(|provider| provider.cohorts.contains(&seats.cohort)) {
                note("sit with an outside provider that does not serve their cohort");
            }
            if seats.learners.largest() > cohort.learners() {
                note(&format!("sit outside, {} has {} learners", cohort.key, cohort.learners()));
            }
            if !seats.learners.iter().all(|learner| seen.insert((seats.cohort, learner))) {
                note("have two seats outside, one at most");
            }
        }
        for (place, provider) in case.scenario.tariff.outside.iter().enumerate() {
            if provider.rule == SeatRule::AllOrNone {
                all_or_none(case, place, provider, &mut tally);
            }
        }
        for squad in case.squads.iter().filter(|squad| !squad.inside && !squad.visits.is_empty()) {
            let sessions: Vec<usize> = squad.visits.iter().map(|visit| visit.session).collect();
            let text = format!("sit outside and have {} sessions, none", sessions.len());
            let count = Amount::Count(sessions.len() as u64);
            tally.learners((squad.cohort, &squad.learners), count, &sessions, text);
        }
        tally.done()
    }
}

/// Judges a provider that seats all or none of those who decide together.
fn all_or_none(case: &Case<'_>, place: usize, provider: &OutsideSeat, tally: &mut Tally<'_>) {
    let mut seated = vec![LearnerSet::default(); case.scenario.cohorts.len()];
    for seats in case.plan.outside.iter().filter(|seats| seats.provider == place) {
        let all = seated[seats.cohort.index()].union(&seats.learners);
        seated[seats.cohort.index()] = all;
    }
    // Who decides together, how many of them sit there, and how many they are.
    let mut deciders: BTreeMap<(Option<CohortId>, Option<FirmId>), (u32, u32)> = BTreeMap::new();
    for squad in case.squads.iter().filter(|squad| provider.cohorts.contains(&squad.cohort)) {
        let key = match (provider.level, case.group(squad).firm) {
            (SeatLevel::Coalition, _) => (None, None),
            (SeatLevel::Firm, Some(firm)) => (Some(squad.cohort), Some(firm)),
            // Nobody decides for learners without a firm: they are bound to none.
            (SeatLevel::Firm, None) => continue,
        };
        let there = squad.learners.iter().filter(|learner| seated[squad.cohort.index()].contains(*learner));
        let counts = deciders.entry(key).or_default();
        counts.0 += there.count() as u32;
        counts.1 += squad.learners.len();
    }
    for ((cohort, firm), (there, all)) in deciders {
        if 0 < there && there < all {
            let firm = firm.map_or("the coalition", |firm| &case.scenario.firms[firm.index()].key);
            let of = cohort.map_or(String::new(), |id| format!(" of {}", case.cohort(id).key));
            let text = format!("has {there} learners{of} with an outside provider, all {all} or none");
            tally.thing(firm, Amount::Count(there.min(all - there).into()), &[], &text);
        }
    }
}
