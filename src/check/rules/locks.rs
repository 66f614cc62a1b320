//! `locks`: what is fixed in advance is as it was fixed.

use std::collections::BTreeMap;

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{CohortId, DateRange, DayUse, Lead, LockKind, SessionLock};
use crate::plan::{LearnerSet, Session};

/// The rule.
pub struct Locks;

impl Rule for Locks {
    fn key(&self) -> &'static str {
        "locks"
    }

    fn sentence(&self) -> &'static str {
        "Locked sessions are held as they were stated, and locked days are used as they were."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for lock in &case.scenario.locks {
            let subject = format!("lock {}", lock.key);
            match &lock.kind {
                LockKind::Session(stated) => {
                    if !held(case, stated) {
                        let cohort = &case.cohort(stated.cohort).key;
                        let module = &case.module(stated.module).key;
                        let when = day(stated.date);
                        let text = format!("fixes {module} for {cohort} on {when}, no such session is held");
                        tally.thing(&subject, Amount::Count(1), &[], &text);
                    }
                }
                LockKind::Days { cohort, range, used } => {
                    days(case, &subject, (*cohort, *range, *used), &mut tally);
                }
            }
        }
        tally.done()
    }
}

/// Whether a locked session is held. A part is the run whose lowest learner is the k-th lowest;
/// without a part, everybody who follows the module attends at that time.
fn held(case: &Case<'_>, stated: &SessionLock) -> bool {
    let learners = |session: &Session| -> LearnerSet {
        let theirs = session
            .attendance
            .iter()
            .filter(|here| here.cohort == stated.cohort && here.module == stated.module);
        theirs.fold(LearnerSet::default(), |all, here| all.union(&here.learners))
    };
    let mut runs: BTreeMap<&str, LearnerSet> = BTreeMap::new();
    let mut there = LearnerSet::default();
    for place in &case.of_cohort[stated.cohort.index()] {
        let session = case.session(*place);
        let here = learners(session);
        if here.is_empty() {
            continue;
        }
        if as_stated(session, stated) {
            there = there.union(&here);
        }
        let run = runs.entry(&session.run).or_default();
        *run = run.union(&here);
    }
    let mut firsts: Vec<u32> = runs.values().filter_map(|run| run.iter().next()).collect();
    firsts.sort_unstable();
    match stated.part {
        Some(part) => {
            let first = firsts.get((part as usize).wrapping_sub(1));
            first.is_some_and(|first| there.contains(*first))
        }
        None => {
            !there.is_empty() && runs.values().all(|run| run.iter().all(|learner| there.contains(learner)))
        }
    }
}

/// Whether a session is when, where, on what and by whom a lock says.
fn as_stated(session: &Session, stated: &SessionLock) -> bool {
    session.date == stated.date
        && session.dayparts.first() == Some(&stated.daypart)
        && stated.minutes.is_none_or(|minutes| minutes == session.minutes)
        && stated.site.is_none_or(|site| site == session.site)
        && stated
            .equipment
            .is_none_or(|pool| session.equipment.as_ref().is_some_and(|used| used.pool == pool))
        && stated.staff.is_none_or(|staff| session.staff.iter().any(|person| person.staff == staff))
}

/// Judges the use of locked days.
fn days(
    case: &Case<'_>,
    subject: &str,
    (cohort, range, used): (CohortId, DateRange, DayUse),
    tally: &mut Tally<'_>,
) {
    let unwanted = |lead: Lead| match used {
        DayUse::Free => true,
        DayUse::School => lead == Lead::Firm,
        DayUse::Firm => lead == Lead::School,
    };
    let word = match used {
        DayUse::Free => "free",
        DayUse::School => "school-led only",
        DayUse::Firm => "firm-led only",
    };
    for place in &case.of_cohort[cohort.index()] {
        let session = case.session(*place);
        if range.contains(session.date) && unwanted(session.lead) {
            let text = format!("is broken by {} on {}: {word}", session.id, day(session.date));
            tally.thing(subject, Amount::Count(1), &[*place], &text);
        }
    }
    let firm_days = case.plan.firm_days.iter().filter(|firm_day| {
        firm_day.cohort == cohort && range.contains(firm_day.date) && used != DayUse::Firm
    });
    for firm_day in firm_days {
        let text = format!("is broken by a firm day on {}: {word}", day(firm_day.date));
        tally.thing(subject, Amount::Count(1), &[], &text);
    }
}
