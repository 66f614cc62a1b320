//! `one_run`: a learner follows a module in one run, and runs have the size they should.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule, Squad};
use crate::domain::{CohortId, CombinedRun, ModuleId};

/// The rule.
pub struct OneRun;

impl Rule for OneRun {
    fn key(&self) -> &'static str {
        "one_run"
    }

    fn sentence(&self) -> &'static str {
        "Each learner follows each module in one run, whose group is equally large in every session and \
         neither too small nor too large."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for squad in case.inside() {
            loyal(case, squad, &mut tally);
        }
        for (run, sessions) in &case.runs {
            size(case, run, sessions, &mut tally);
        }
        for run in case.scenario.combined.iter().filter(|run| run.required) {
            together(case, run, &mut tally);
        }
        tally.done()
    }
}

/// Each module of a squad in one run.
fn loyal(case: &Case<'_>, squad: &Squad, tally: &mut Tally<'_>) {
    let mut runs: BTreeMap<ModuleId, BTreeSet<&str>> = BTreeMap::new();
    for visit in &squad.visits {
        runs.entry(visit.module).or_default().insert(&case.session(visit.session).run);
    }
    for (module, runs) in runs.into_iter().filter(|(_, runs)| runs.len() > 1) {
        let names: Vec<&str> = runs.iter().copied().collect();
        let text =
            format!("follow {} in {}, in one run at most", case.module(module).key, names.join(" and "));
        let over = Amount::Count(runs.len() as u64 - 1);
        tally.learners((squad.cohort, &squad.learners), over, &[], text);
    }
}

/// The cohorts and modules of a session.
fn pairs(case: &Case<'_>, place: usize) -> BTreeSet<(CohortId, ModuleId)> {
    case.session(place).attendance.iter().map(|here| (here.cohort, here.module)).collect()
}

/// The size of a run's group, and that it stays the same group.
fn size(case: &Case<'_>, run: &str, sessions: &[usize], tally: &mut Tally<'_>) {
    let Some(first) = sessions.first() else { return };
    let members = pairs(case, *first);
    let subject = format!("run {run}");
    let learners = case.session(*first).learners();
    for place in &sessions[1..] {
        let here = case.session(*place).learners();
        if here != learners {
            let text = format!("has {here} learners in a session and {learners} in its first");
            tally.thing(&subject, Amount::Count(1), &[*first, *place], &text);
        } else if pairs(case, *place) != members {
            let text = "does not have the same cohorts and modules in all its sessions";
            tally.thing(&subject, Amount::Count(1), &[*first, *place], text);
        }
    }
    let Some((least, most)) = bounds(case, &members) else { return };
    let largest = most.map_or(String::new(), |most| format!(", at most {most}"));
    if learners < least || most.is_some_and(|most| learners > most) {
        let text = format!("has {learners} learners, at least {least}{largest}");
        let off = least.saturating_sub(learners).max(learners.saturating_sub(most.unwrap_or(learners)));
        tally.thing(&subject, Amount::Count(off.into()), sessions, &text);
    }
}

/// Smallest and largest group of a run of these cohorts and modules; `None` for cohorts that no
/// combined run brings together, which the form of their sessions is blamed for.
fn bounds(case: &Case<'_>, members: &BTreeSet<(CohortId, ModuleId)>) -> Option<(u32, Option<u32>)> {
    if members.len() > 1 {
        let declared = |run: &&CombinedRun| members.iter().all(|pair| run.members.contains(pair));
        return case.scenario.combined.iter().find(declared).map(|run| (run.min_group, run.max_group));
    }
    let module = case.module(members.first()?.1);
    Some((module.min_group, module.max_group))
}

/// A run that has to be combined is never held for one of its cohorts alone while others are
/// taught the same.
fn together(case: &Case<'_>, combined: &CombinedRun, tally: &mut Tally<'_>) {
    let seated = |cohort: CohortId| case.inside().any(|squad| squad.cohort == cohort);
    let wanted: Vec<_> = combined.members.iter().filter(|(cohort, _)| seated(*cohort)).collect();
    if wanted.len() < 2 {
        return;
    }
    for (run, sessions) in &case.runs {
        let Some(first) = sessions.first() else { continue };
        let here = pairs(case, *first);
        if here.len() == 1 && here.iter().all(|pair| wanted.contains(&pair)) {
            let text = format!("is held for one cohort alone, and {} has to be combined", combined.key);
            tally.thing(&format!("run {run}"), Amount::Count(1), sessions, &text);
        }
    }
}
