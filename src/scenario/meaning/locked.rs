//! Locked sessions that their cohort and module cannot have: the part, the length, the place.

use std::collections::BTreeSet;

use super::reading::Reading;
use super::seats::allowed_sites;
use crate::calendar::closing_minutes;
use crate::domain::{
    CohortId, EquipmentId, Kind, LockKind, Module, Scenario, SessionLengths, SessionLock, SiteId, SiteKind,
};
use crate::scenario::Code;
use crate::scenario::entry::{LockedSession, ScenarioEntry};
use crate::scenario::notes::{Span, listed, quoted};

/// Notes what locked sessions state and their modules cannot have.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    let entries = file.locks.list().iter().filter_map(|entry| entry.session.get());
    let locks = scenario.locks.iter().filter_map(|lock| match &lock.kind {
        LockKind::Session(session) => Some(session),
        LockKind::Days { .. } => None,
    });
    for (entry, lock) in entries.zip(locks) {
        let Some(module) = scenario.modules.get(lock.module.index()) else { continue };
        if scenario.cohorts.get(lock.cohort.index()).is_none() {
            continue;
        }
        judge_part(entry, lock, module, scenario, reading);
        judge_length(entry, lock, module, scenario, reading);
        judge_site(entry, lock, module, scenario, reading);
        judge_pool(entry, lock, module, scenario, reading);
    }
}

fn judge_part(
    entry: &LockedSession,
    lock: &SessionLock,
    module: &Module,
    scenario: &Scenario,
    reading: &mut Reading<'_>,
) {
    let most = parts(lock, module, scenario);
    let learners = scenario.cohorts[lock.cohort.index()].learners();
    let Some(part) = lock.part.filter(|part| *part > most && learners > 0) else { return };
    let message = format!("there is no part {part}");
    let many = if most == 1 { "is one part".to_owned() } else { format!("has {most} parts") };
    let cause = format!("the cohort {many} in {}", quoted(&module.key));
    let action =
        if most == 1 { "leave the part out".to_owned() } else { format!("name a part from 1 to {most}") };
    reading.notes.add(Code::LockPart, entry.part.span, message, cause, action);
}

/// The most parts into which a module, or a run it is combined in, may split a cohort.
fn parts(lock: &SessionLock, module: &Module, scenario: &Scenario) -> u32 {
    let learners =
        |cohort: CohortId| scenario.cohorts.get(cohort.index()).map_or(0, crate::domain::Cohort::learners);
    let own = module.max_group.iter().chain(&module.smaller_groups);
    let own = own.map(|size| learners(lock.cohort).div_ceil((*size).max(1)));
    let member = (lock.cohort, lock.module);
    let shared = scenario.combined.iter().filter(|run| run.members.contains(&member));
    // A combined run of k parts takes a k-th of each cohort: no more parts than its smallest cohort has learners.
    let shared = shared.filter(|run| run.max_group.is_some());
    let shared = shared.filter_map(|run| run.members.iter().map(|(cohort, _)| learners(*cohort)).min());
    own.chain(shared).max().unwrap_or(1).max(1)
}

fn judge_length(
    entry: &LockedSession,
    lock: &SessionLock,
    module: &Module,
    scenario: &Scenario,
    reading: &mut Reading<'_>,
) {
    let dayparts = || scenario.calendar.dayparts.iter().map(|part| part.to.minutes_since(part.from));
    let lengths: Vec<u32> = match &module.sessions {
        SessionLengths::Minutes(lengths) => lengths.clone(),
        SessionLengths::FillDaypart => dayparts().collect::<BTreeSet<_>>().into_iter().collect(),
    };
    let Some(minutes) = lock.minutes.filter(|minutes| !lengths.contains(minutes)) else { return };
    let had = scenario.delivered.iter().any(|had| had.cohort == lock.cohort && had.module == lock.module);
    let shorter = if had {
        // What is left differs with what was had: any shorter session may close the hours.
        lengths.iter().any(|length| minutes < *length)
    } else {
        closing_minutes(&lengths, module.minutes) == Some(minutes)
    };
    if module.shorter_last && shorter || lengths.is_empty() {
        return;
    }
    let hours: Vec<String> =
        lengths.iter().map(|length| format!("{} h", f64::from(*length) / 60.0)).collect();
    let cause =
        format!("sessions of {} take {}", quoted(&module.key), listed(hours.iter().map(String::as_str)));
    note(
        entry.hours.span,
        "no session of this module has this length",
        cause,
        "write one of its lengths",
        reading,
    );
}

fn judge_site(
    entry: &LockedSession,
    lock: &SessionLock,
    module: &Module,
    scenario: &Scenario,
    reading: &mut Reading<'_>,
) {
    let sites = sites(lock, module, scenario);
    let Some(site) =
        lock.site.and_then(|site| scenario.sites.get(site.index()).filter(|_| !sites.contains(&site)))
    else {
        return;
    };
    let known =
        sites.iter().filter_map(|site| scenario.sites.get(site.index())).map(|site| site.key.as_str());
    let cause = format!("{} is held at: {}", quoted(&module.key), listed(known));
    let message = format!("this module is never held at {}", quoted(&site.key));
    note(
        entry.site.span,
        &message,
        cause,
        "name one of these sites, or allow this one in the module",
        reading,
    );
}

/// Where a module may be held for a cohort, alone or with others.
fn sites(lock: &SessionLock, module: &Module, scenario: &Scenario) -> BTreeSet<SiteId> {
    let mut sites = allowed_sites(&scenario.cohorts[lock.cohort.index()], module, scenario);
    if !module.sites.is_empty() || module.equipment.is_some() {
        return sites;
    }
    let member = (lock.cohort, lock.module);
    for run in scenario.combined.iter().filter(|run| run.members.contains(&member)) {
        let others = run.members.iter().filter_map(|(cohort, _)| scenario.cohorts.get(cohort.index()));
        sites.extend(others.map(|cohort| cohort.school));
    }
    if module.kind == Kind::Online {
        let online = scenario.sites.iter().position(|site| site.kind == SiteKind::Online);
        sites.extend(online.map(SiteId));
    }
    sites
}

fn judge_pool(
    entry: &LockedSession,
    lock: &SessionLock,
    module: &Module,
    scenario: &Scenario,
    reading: &mut Reading<'_>,
) {
    let pool = |id: EquipmentId| scenario.equipment.get(id.index());
    let Some(pool) = lock.equipment.and_then(pool) else { return };
    if module.equipment.as_ref() == Some(&pool.kind) {
        return;
    }
    let message = format!("this module is never held on {}", quoted(&pool.key));
    let cause = match &module.equipment {
        Some(kind) => {
            format!("{} needs {}, this is {}", quoted(&module.key), quoted(kind), quoted(&pool.kind))
        }
        None => format!("{} needs no equipment", quoted(&module.key)),
    };
    note(entry.equipment.span, &message, cause, "name a pool that serves the module, or none", reading);
}

fn note(span: Span, message: &str, cause: String, action: &str, reading: &mut Reading<'_>) {
    reading.notes.add(Code::LockedSession, span, message, cause, action);
}
