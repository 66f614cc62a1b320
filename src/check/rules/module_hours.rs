//! `module_hours`: every learner gets the hours of every module, and no session too many.

use std::collections::BTreeMap;

use crate::check::tally::Tally;
use crate::check::words::hours;
use crate::check::{Amount, Breach, Case, Rule, Squad};
use crate::domain::{CohortId, ModuleId, SessionLengths};
use crate::plan::Session;

/// The rule.
pub struct ModuleHours;

impl Rule for ModuleHours {
    fn key(&self) -> &'static str {
        "module_hours"
    }

    fn sentence(&self) -> &'static str {
        "Each learner gets the hours of each module, without a session that is not needed, and a run \
         has at most one shorter session."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for squad in case.inside() {
            let mut visits: BTreeMap<ModuleId, Vec<usize>> = BTreeMap::new();
            for visit in &squad.visits {
                visits.entry(visit.module).or_default().push(visit.session);
            }
            let programme = case.cohort(squad.cohort).programme;
            for module in &case.scenario.programmes[programme.index()].modules {
                let sessions = visits.get(module).map_or(&[][..], Vec::as_slice);
                judge(case, squad, *module, sessions, &mut tally);
            }
        }
        for (run, sessions) in &case.runs {
            let shorter: Vec<usize> =
                sessions.iter().copied().filter(|place| shorter(case, case.session(*place))).collect();
            if shorter.len() > 1 {
                let text = format!("has {} shorter sessions, at most 1", shorter.len());
                let over = Amount::Count(shorter.len() as u64 - 1);
                tally.thing(&format!("run {run}"), over, &shorter, &text);
            }
        }
        tally.done()
    }
}

/// Judges the hours that a squad gets of a module.
fn judge(case: &Case<'_>, squad: &Squad, module: ModuleId, sessions: &[usize], tally: &mut Tally<'_>) {
    let needed = u64::from(case.module(module).minutes);
    let delivered = case.delivered(squad, module);
    let length = |place: &usize| u64::from(case.session(*place).minutes);
    let total = delivered + sessions.iter().map(length).sum::<u64>();
    let key = &case.module(module).key;
    let whom = (squad.cohort, &squad.learners);
    if total < needed {
        let text = format!("get {} of {key}, at least {}", hours(total), hours(needed));
        tally.learners(whom, Amount::Minutes(needed - total), &[], text);
    }
    let shortest = sessions.iter().copied().min_by_key(length);
    // A session that somebody on the same run still needs is not superfluous for the others.
    let least = shortest.map_or(delivered, |place| least_delivered(case, place));
    if let Some(shortest) = shortest
        && total - delivered + least - length(&shortest) >= needed
    {
        let text = format!(
            "get {} of {key}, {} are needed: a session of {} is one too many",
            hours(total),
            hours(needed),
            hours(length(&shortest))
        );
        tally.learners(whom, Amount::Minutes(length(&shortest)), &[shortest], text);
    }
}

/// Whether a session is shorter than the module's lengths.
fn shorter(case: &Case<'_>, session: &Session) -> bool {
    let Some(module) = case.taught(session) else { return false };
    match &module.sessions {
        SessionLengths::Minutes(lengths) => !lengths.contains(&session.minutes),
        SessionLengths::FillDaypart => session.dayparts.first().is_some_and(|first| {
            let part = &case.scenario.calendar.dayparts[first.index()];
            session.minutes < part.to.minutes_since(part.from)
        }),
    }
}

/// The fewest minutes of what a session teaches that any learner on it has had before, whatever
/// the cohort: cohorts share a run only of modules with the same hours.
fn least_delivered(case: &Case<'_>, place: usize) -> u64 {
    let entries = case.session(place).attendance.iter();
    let had = entries.flat_map(|entry| {
        let mut first = 1;
        case.cohort(entry.cohort).groups.iter().enumerate().filter_map(move |(index, group)| {
            let here = first..first + group.learners;
            first += group.learners;
            entry
                .learners
                .iter()
                .any(|learner| here.contains(&learner))
                .then(|| had(case, (entry.cohort, index), entry.module))
        })
    });
    had.min().unwrap_or(u64::MAX)
}

/// Minutes of a module that a learner group had before the plan.
fn had(case: &Case<'_>, (cohort, group): (CohortId, usize), module: ModuleId) -> u64 {
    let theirs = case.scenario.delivered.iter().filter(|had| {
        had.cohort == cohort && had.module == module && (had.groups.is_empty() || had.groups.contains(&group))
    });
    theirs.map(|had| u64::from(had.minutes)).sum()
}
