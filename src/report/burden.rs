//! Evenings and weekends: how many dates of each a person gives up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::words::label;
use crate::check::Case;
use crate::domain::{SlotClass, StaffId};
use crate::plan::LearnerSet;

/// Dates of one sort in the plan, person by person.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Dates {
    /// The person with the most.
    pub worst: u64,
    /// Who has as many, in words; empty when nobody has any.
    pub who: String,
    /// Mean over the persons.
    pub mean: f64,
    /// The person with the fewest.
    pub least: u64,
}

/// Evenings and weekends of learners and staff.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Burden {
    /// Evenings of learners.
    pub learner_evenings: Dates,
    /// Saturdays and Sundays of learners.
    pub learner_weekends: Dates,
    /// Evenings of staff.
    pub staff_evenings: Dates,
    /// Saturdays and Sundays of staff.
    pub staff_weekends: Dates,
}

impl Burden {
    pub(super) fn new(case: &Case<'_>) -> Self {
        let evening = |class: SlotClass| class == SlotClass::Evening;
        Self {
            learner_evenings: learners(case, evening),
            learner_weekends: learners(case, SlotClass::is_weekend),
            staff_evenings: staff(case, evening),
            staff_weekends: staff(case, SlotClass::is_weekend),
        }
    }
}

/// Persons alike: a name, how many they are, and their dates.
type Persons = (String, u64, u64);

fn learners(case: &Case<'_>, counts: impl Fn(SlotClass) -> bool) -> Dates {
    let mut alike: BTreeMap<(usize, u64), LearnerSet> = BTreeMap::new();
    for squad in case.inside() {
        let sessions = squad.visits.iter().map(|visit| case.session(visit.session));
        let dates: BTreeSet<NaiveDate> =
            sessions.filter(|session| counts(session.class)).map(|session| session.date).collect();
        let all = alike.entry((squad.cohort.index(), dates.len() as u64)).or_default();
        *all = all.union(&squad.learners);
    }
    let name = |cohort: usize, all: &LearnerSet| {
        let cohort = &case.scenario.cohorts[cohort];
        let whole = all.len() == cohort.learners();
        if whole {
            format!("all of {}", cohort.key)
        } else {
            format!("{} {} {all}", cohort.key, label(case.scenario, "learners"))
        }
    };
    summed(
        &alike
            .into_iter()
            .map(|((cohort, dates), all)| (name(cohort, &all), u64::from(all.len()), dates))
            .collect::<Vec<_>>(),
    )
}

fn staff(case: &Case<'_>, counts: impl Fn(SlotClass) -> bool) -> Dates {
    let groups = case.scenario.staff.iter().enumerate();
    let mut dates: BTreeMap<(StaffId, u32), BTreeSet<NaiveDate>> = groups
        .flat_map(|(place, group)| {
            (1..=group.count).map(move |person| ((StaffId(place), person), BTreeSet::new()))
        })
        .collect();
    for session in case.plan.sessions.iter().filter(|session| counts(session.class)) {
        for person in &session.staff {
            dates.entry((person.staff, person.person)).or_default().insert(session.date);
        }
    }
    let name = |(staff, person): (StaffId, u32)| {
        let group = &case.scenario.staff[staff.index()];
        if group.count == 1 { group.name.clone() } else { format!("{} no. {person}", group.name) }
    };
    summed(
        &dates.into_iter().map(|(person, dates)| (name(person), 1, dates.len() as u64)).collect::<Vec<_>>(),
    )
}

fn summed(persons: &[Persons]) -> Dates {
    let worst = persons.iter().map(|(_, _, dates)| *dates).max().unwrap_or(0);
    let names: Vec<&str> = persons
        .iter()
        .filter(|(_, _, dates)| worst > 0 && *dates == worst)
        .map(|(name, _, _)| name.as_str())
        .collect();
    let who = match names.as_slice() {
        [first, second, _, ..] => format!("{first}, {second} and {} more", names.len() - 2),
        few => few.join(", "),
    };
    let people: u64 = persons.iter().map(|(_, people, _)| people).sum();
    let total: u64 = persons.iter().map(|(_, people, dates)| people * dates).sum();
    Dates {
        worst,
        who,
        mean: if people == 0 { 0.0 } else { total as f64 / people as f64 },
        least: persons.iter().map(|(_, _, dates)| *dates).min().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_weighs_persons() {
        let dates = summed(&[("A 1-6".into(), 6, 4), ("A 7".into(), 1, 11), ("B".into(), 3, 0)]);
        // (6 × 4 + 11) / 10
        assert_eq!((dates.worst, dates.who.as_str(), dates.least), (11, "A 7", 0));
        assert!((dates.mean - 3.5).abs() < 1e-12);
    }

    #[test]
    fn nobody_is_named_for_nothing() {
        assert_eq!(summed(&[("A".into(), 2, 0)]), Dates::default());
    }
}
