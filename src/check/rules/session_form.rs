//! `session_form`: what makes a session a session.

use std::collections::BTreeSet;

use crate::check::tally::Tally;
use crate::check::words::hours;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{DaypartId, Module, SessionLengths};
use crate::plan::{LearnerSet, Session};

/// Longest break, in minutes, between two dayparts of one session.
const LONGEST_BREAK: u32 = 90;

/// The rule.
pub struct SessionForm;

impl Rule for SessionForm {
    fn key(&self) -> &'static str {
        "session_form"
    }

    fn sentence(&self) -> &'static str {
        "A session takes consecutive dayparts of an open day, has an allowed length, and somebody of \
         the right programme attends it."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        for (place, session) in case.sessions() {
            let mut faults: Vec<String> = Vec::new();
            if !ids.insert(&session.id) {
                faults.push("its id belongs to another session too, each has its own".to_owned());
            }
            faults.extend(time(case, session));
            audience(case, session, &mut faults);
            for module in session.attendance.iter().map(|attendance| case.module(attendance.module)) {
                faults.extend(length(case, session, module));
            }
            faults.dedup();
            for fault in faults {
                tally.session(place, Amount::Count(1), &fault);
            }
        }
        tally.done()
    }
}

/// What is wrong with when it is, if anything: it walks through its dayparts, full but the last.
fn time(case: &Case<'_>, session: &Session) -> Option<String> {
    let part = |id: &DaypartId| &case.scenario.calendar.dayparts[id.index()];
    let Some(day) = case.calendar.day_on(session.date).map(|day| &case.calendar.days[day]) else {
        return Some("it is on a day that is not open".to_owned());
    };
    let Some(first) = session.dayparts.first().map(part) else {
        return Some("it takes no daypart, a session takes at least one".to_owned());
    };
    if let Some(absent) = session.dayparts.iter().find(|id| !day.dayparts.contains(id)) {
        return Some(format!("{} has no daypart {}", session.date.format("%A"), part(absent).key));
    }
    let mut left = session.minutes;
    for (before, after) in session.dayparts.iter().zip(&session.dayparts[1..]) {
        let (before, after) = (part(before), part(after));
        let skipped = |id: &DaypartId| before.to <= part(id).from && part(id).from < after.from;
        if after.from < before.to || day.dayparts.iter().any(skipped) {
            return Some(format!("{} does not come next after {}", after.key, before.key));
        }
        let pause = after.from.minutes_since(before.to);
        if pause > LONGEST_BREAK {
            return Some(format!("{pause} min lie between its dayparts, at most {LONGEST_BREAK}"));
        }
        let here = before.to.minutes_since(before.from);
        if left <= here {
            return Some(format!("{} would hold all of it, and it takes {} too", before.key, after.key));
        }
        left -= here;
    }
    let last = session.dayparts.last().map(part)?;
    let room = last.to.minutes_since(last.from);
    if left > room {
        return Some(format!(
            "{} of it lie in {}, which has {}",
            hours(left.into()),
            last.key,
            hours(room.into())
        ));
    }
    let (start, end) = (first.from, last.from.plus(left));
    if (session.start, session.end) != (start, end) {
        return Some(format!("its dayparts and minutes make it last from {start} to {end}"));
    }
    (session.class != first.class).then(|| {
        format!("its class is {}, that of its first daypart is {}", session.class.key(), first.class.key())
    })
}

/// Notes what is wrong with who attends, and under which lead.
fn audience(case: &Case<'_>, session: &Session, faults: &mut Vec<String>) {
    if session.learners() == 0 || session.attendance.iter().any(|attendance| attendance.learners.is_empty()) {
        faults.push("nobody attends, at least one learner does".to_owned());
    }
    let mut seen: BTreeSet<(usize, u32)> = BTreeSet::new();
    for attendance in &session.attendance {
        let cohort = case.cohort(attendance.cohort);
        let module = case.module(attendance.module);
        faults.extend(unknown(&attendance.learners, cohort.learners(), &cohort.key));
        if !attendance.learners.iter().all(|learner| seen.insert((attendance.cohort.index(), learner))) {
            faults.push(format!("a learner of {} is on it twice", cohort.key));
        }
        if module.programme != cohort.programme {
            faults.push(format!("{} is no module of the programme of {}", module.key, cohort.key));
        }
        if module.lead != session.lead {
            faults.push(format!("it is {:?}-led, {} is {:?}-led", session.lead, module.key, module.lead));
        }
    }
    let pairs: BTreeSet<_> = session.attendance.iter().map(|here| (here.cohort, here.module)).collect();
    let declared = |members: &[_]| pairs.iter().all(|pair| members.contains(pair));
    if pairs.len() > 1 && !case.scenario.combined.iter().any(|run| declared(&run.members)) {
        faults.push("its cohorts and modules are no combined run of the scenario".to_owned());
    }
}

/// Learner numbers that a cohort does not have.
fn unknown(learners: &LearnerSet, most: u32, cohort: &str) -> Option<String> {
    let largest = learners.largest();
    (largest > most).then(|| format!("learner {largest} attends, {cohort} has {most}"))
}

/// What is wrong with its length, if anything. A shorter session is shorter than every length
/// that is allowed; that a run has one at most is judged with its hours.
fn length(case: &Case<'_>, session: &Session, module: &Module) -> Option<String> {
    let dayparts = &case.scenario.calendar.dayparts;
    let (fits, least, wanted) = match &module.sessions {
        SessionLengths::FillDaypart => {
            let first = &dayparts[session.dayparts.first()?.index()];
            let whole = first.to.minutes_since(first.from);
            let fits = session.dayparts.len() == 1 && session.minutes == whole;
            (fits, whole, "a whole daypart".to_owned())
        }
        SessionLengths::Minutes(list) => {
            let wanted: Vec<String> = list.iter().map(|minutes| hours(u64::from(*minutes))).collect();
            let least = list.iter().copied().min().unwrap_or(0);
            (list.contains(&session.minutes), least, wanted.join(" or "))
        }
    };
    let shorter = module.shorter_last && 0 < session.minutes && session.minutes < least;
    (!fits && !shorter).then(|| {
        format!("it has {}, sessions of {} have {wanted}", hours(session.minutes.into()), module.key)
    })
}
