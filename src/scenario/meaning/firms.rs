//! Firms, and who is whose rival.

use std::collections::BTreeSet;

use super::reading::{NOBODY, Reading};
use super::windows::windows;
use crate::domain::{Firm, FirmId, ProgrammeId};
use crate::scenario::Code;
use crate::scenario::entry::{FirmEntry, ScenarioEntry};

/// Most contracts of a firm.
const MOST_CONTRACTS: u64 = 1_000_000;

/// The firms.
pub fn firms(file: &ScenarioEntry, reading: &mut Reading<'_>) -> Vec<Firm> {
    let programmes = file.programmes.list().len();
    let list = file.firms.list();
    let mut firms: Vec<Firm> = list.iter().map(|entry| firm(entry, programmes, reading)).collect();
    for (firm, rivals) in firms.iter_mut().zip(rivals(list, reading)) {
        firm.rivals = rivals.into_iter().map(FirmId).collect();
    }
    firms
}

fn firm(entry: &FirmEntry, programmes: usize, reading: &mut Reading<'_>) -> Firm {
    let (mentors, each) = (entry.mentors.value, entry.learners_per_mentor.value);
    let product = mentors.zip(each).map(|(mentors, each)| u64::from(mentors) * u64::from(each));
    if product.is_some_and(|product| product > MOST_CONTRACTS) {
        let cause = "mentors × learners each is more than a million";
        let span = entry.mentors.span;
        reading.notes.add(
            Code::OutOfRange,
            span,
            "this firm has too many places",
            cause,
            "correct one of the two",
        );
    }
    Firm {
        key: entry.id.or(String::new()),
        name: entry.name.or(entry.id.or(String::new())),
        site: reading.site_in(&entry.site),
        accredited: accredited(entry, programmes, reading),
        places: entry.places.value,
        mentors,
        learners_per_mentor: each,
        present_at_most: entry.present_at_most.value,
        away_at_most: entry.away_at_most.value,
        working_hours: windows(&entry.working_hours, reading),
        learner_wage_per_hour: reading.price(&entry.learner_wage_per_hour),
        rivals: Vec::new(),
    }
}

/// The programmes a firm is recognised for: every one when it does not say.
fn accredited(entry: &FirmEntry, programmes: usize, reading: &mut Reading<'_>) -> Vec<ProgrammeId> {
    if !entry.accredited.stated {
        return (0..programmes).map(ProgrammeId).collect();
    }
    let named = entry.accredited.list().iter();
    named.map(|name| reading.programme(&name.value, name.span)).collect()
}

/// The rivals of each firm, symmetric.
fn rivals(list: &[FirmEntry], reading: &mut Reading<'_>) -> Vec<BTreeSet<usize>> {
    let mut rivals = vec![BTreeSet::new(); list.len()];
    for (place, entry) in list.iter().enumerate() {
        for name in entry.rivals.list() {
            let other = reading.firm(&name.value, name.span).index();
            if other == place {
                let cause = "a firm is no rival of itself";
                let action = "name another firm, or remove it";
                reading.notes.add(Code::Choice, name.span, "this is the firm itself", cause, action);
            } else if other != NOBODY {
                rivals[place].insert(other);
                rivals[other].insert(place);
            }
        }
    }
    rivals
}
