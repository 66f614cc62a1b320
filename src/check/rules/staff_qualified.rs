//! `staff_qualified`: the right people, as many as asked and no more, who can be there.

use std::collections::BTreeSet;

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{StaffGroup, StaffRole, Window};
use crate::plan::{Session, StaffOnSession};

/// The rule.
pub struct StaffQualified;

impl Rule for StaffQualified {
    fn key(&self) -> &'static str {
        "staff_qualified"
    }

    fn sentence(&self) -> &'static str {
        "Each role of a session is filled by distinct people with the qualification and employer asked \
         for who are there that day, and nobody is superfluous."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, session) in case.sessions() {
            let mut faults: Vec<String> = Vec::new();
            roles(case, session, &mut faults);
            let mut there = BTreeSet::new();
            for person in &session.staff {
                let group = &case.scenario.staff[person.staff.index()];
                faults.extend(unfit(session, person, group));
                if !there.insert((person.staff, person.person)) {
                    faults
                        .push(format!("{} {} is on it twice, in one role at most", group.key, person.person));
                }
            }
            for fault in faults {
                tally.session(place, Amount::Count(1), &fault);
            }
        }
        tally.done()
    }
}

/// Notes roles that are not filled, and people in no role. A role that asks for an employer
/// takes its people first: who is left may serve where any employer will do.
fn roles(case: &Case<'_>, session: &Session, faults: &mut Vec<String>) {
    let Some(module) = case.taught(session) else { return };
    let mut left: Vec<&StaffOnSession> = session.staff.iter().collect();
    let mut roles: Vec<&StaffRole> = module.staff.iter().collect();
    roles.sort_by_key(|role| role.employer.is_none());
    for role in roles {
        let mut filled = 0;
        left.retain(|person| {
            let employer = case.scenario.staff[person.staff.index()].employer;
            let fits = filled < role.count
                && person.qualification == role.qualification
                && role.employer.is_none_or(|asked| asked == employer);
            filled += u32::from(fits);
            !fits
        });
        if filled < role.count {
            let of =
                role.employer.map_or(String::new(), |party| format!(" of {}", case.scenario.party(party)));
            faults.push(format!(
                "it has {filled} people for {}{of}, at least {}",
                role.qualification, role.count
            ));
        }
    }
    for person in left {
        let key = &case.scenario.staff[person.staff.index()].key;
        faults.push(format!("{key} {} is in no role that it needs", person.person));
    }
}

/// Why a person cannot be on a session, if they cannot.
fn unfit(session: &Session, person: &StaffOnSession, group: &StaffGroup) -> Option<String> {
    let name = format!("{} {}", group.key, person.person);
    if !(1..=group.count).contains(&person.person) {
        return Some(format!("{name} is on it, {} has {}", group.key, group.count));
    }
    let qualified = group.qualifications.iter().any(|held| {
        held.key == person.qualification && held.valid.is_none_or(|range| range.contains(session.date))
    });
    if !qualified {
        return Some(format!("{name} is not qualified for {} that day", person.qualification));
    }
    let covers = |window: &Window| window.covers(session.date, session.start, session.end);
    if !group.available.is_empty() && !group.available.iter().any(covers) {
        return Some(format!("{name} is not available during all of it"));
    }
    let absent = group.absent.iter().any(|absence| {
        let theirs = absence.persons.is_empty() || absence.persons.contains(&person.person);
        theirs && absence.range.first <= session.date && session.date <= absence.range.last
    });
    absent.then(|| format!("{name} is absent that day"))
}
