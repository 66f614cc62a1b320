//! Runs that have to wait for others so long that too few of their own placements are left.
//!
//! The first day on which a run can have had so many minutes follows from its own placements, begun when what it builds on can
//! be done at the earliest; a run that comes after it has no use for days before. Each run is looked at as if it had everything
//! to itself, so that nothing can be done sooner.

use std::collections::BTreeMap;

use chrono::Days as Dates;

use super::Count;
use crate::domain::{ModuleId, Prerequisite};
use crate::model::runs::delivered;
use crate::model::tags::Unit;
use crate::plan::{Moment, Object, ObjectKind};
use crate::planner::concern;
use crate::planner::explain::Shortage;

/// When runs of a learner group can have had how much.
struct Order<'c, 'a> {
    count: &'c Count<'a>,
    group: usize,
    /// The run of each module that the group has to attend.
    runs: BTreeMap<ModuleId, usize>,
    /// The first day of each that is of use, as far as it is known; `None` where what comes before cannot be done.
    begins: BTreeMap<usize, Option<usize>>,
}

/// What a run waits for.
pub(super) struct Wait<'a> {
    /// The first open day that is of use to it; `None` where what it builds on cannot be done.
    pub(super) day: Option<usize>,
    /// The modules that it builds on.
    pub(super) modules: Vec<&'a str>,
}

/// What a run waits for, of its learner groups the one that waits longest.
pub(super) fn wait<'a>(count: &Count<'a>, run: usize) -> Wait<'a> {
    let of_group = |group: &usize| {
        let mut order = Order::of(count, *group);
        let modules = order.after(run).iter().map(|one| order.key(one.module));
        Wait { modules: modules.collect(), day: order.begin(run) }
    };
    let waits = count.scene.runs[run].groups.iter().map(of_group);
    let longest = waits.max_by_key(|wait| wait.day.unwrap_or(usize::MAX));
    longest.unwrap_or(Wait { day: Some(0), modules: Vec::new() })
}

/// Runs that, begun when what they build on can be done at the earliest, cannot be held.
pub(super) fn shortages(count: &Count<'_>) -> Vec<Shortage> {
    let mut found: BTreeMap<usize, Shortage> = BTreeMap::new();
    for group in 0..count.scene.groups.len() {
        let mut order = Order::of(count, group);
        let all: Vec<usize> = order.runs.values().copied().collect();
        for run in all.into_iter().filter(|run| count.can_be_held(*run)) {
            if !found.contains_key(&run)
                && let Some(shortage) = order.shortage(run)
            {
                found.insert(run, shortage);
            }
        }
    }
    found.into_values().collect()
}

impl<'c, 'a> Order<'c, 'a> {
    /// That of a learner group.
    fn of(count: &'c Count<'a>, group: usize) -> Self {
        let mine = |run: &usize| count.scene.runs[*run].groups.contains(&group);
        let cohort = count.scene.groups[group].cohort;
        let fulfils = |run: usize| {
            count.scene.runs[run]
                .members
                .iter()
                .filter(move |(of, _)| *of == cohort)
                .map(move |(_, module)| (*module, run))
        };
        let runs = count.must_be_held().filter(mine).flat_map(fulfils).collect();
        Self { count, group, runs, begins: BTreeMap::new() }
    }

    /// The first day that is of use to a run; `None` where what it builds on cannot be done.
    fn begin(&mut self, run: usize) -> Option<usize> {
        if let Some(known) = self.begins.get(&run) {
            return *known;
        }
        let mut begin = Some(0);
        for needed in self.after(run) {
            begin = begin.zip(self.done(needed)).map(|(one, other)| one.max(other));
        }
        self.begins.insert(run, begin);
        begin
    }

    /// What must come before a run for the group: combined runs fulfil other modules for others.
    fn after(&self, run: usize) -> &'a [Prerequisite] {
        let scene = self.count.scene;
        let cohort = scene.groups[self.group].cohort;
        let members = &scene.runs[run].members;
        let module = members.iter().find(|(of, _)| *of == cohort).map(|(_, module)| module.index());
        module.map_or(&[], |module| &scene.scenario.modules[module].after)
    }

    /// The key of a module.
    fn key(&self, module: ModuleId) -> &'a str {
        &self.count.scene.scenario.modules[module.index()].key
    }

    /// The first day that is of use once a module, or so much of it, can be done.
    fn done(&mut self, needed: &Prerequisite) -> Option<usize> {
        // Modules that several runs may serve, or that are done, hold nothing up here.
        let Some(run) = self.runs.get(&needed.module).copied() else { return Some(0) };
        let scene = self.count.scene;
        let had = delivered(scene.scenario, &scene.groups[self.group], needed.module);
        let whole = scene.scenario.modules[needed.module.index()].minutes;
        let asked = needed.minutes.unwrap_or(whole).saturating_sub(had).min(scene.runs[run].minutes);
        if asked == 0 {
            return Some(0);
        }
        let begin = self.begin(run)?;
        let mut had = 0;
        for (day, placements) in self.count.by_day(run).into_iter().filter(|(day, _)| *day >= begin) {
            had += self.count.fills(placements.into_iter());
            if had >= asked {
                let date = scene.date(day) + Dates::new(u64::from(needed.min_gap_days));
                return Some(scene.calendar.days.partition_point(|open| open.date < date));
            }
        }
        None
    }

    fn shortage(&mut self, run: usize) -> Option<Shortage> {
        let begin = self.begin(run)?;
        let scene = self.count.scene;
        let days = self.count.by_day(run).into_iter().filter(|(day, _)| *day >= begin);
        let possible: u32 = days.map(|(_, day)| self.count.fills(day.into_iter())).sum();
        let of = &scene.runs[run];
        if possible >= of.minutes {
            return None;
        }
        let first = scene.calendar.days.get(begin).map(|day| day.date);
        let before: Vec<usize> =
            self.after(run).iter().filter_map(|one| self.runs.get(&one.module).copied()).collect();
        let waited: Vec<&str> = before.iter().map(|run| self.key(scene.runs[*run].module_id())).collect();
        let from = first
            .map_or("after the last day".to_owned(), |date| format!("from {}", date.format("%-d %b %Y")));
        Some(Shortage {
            family: "prerequisites",
            policy: None,
            relaxable: false,
            object: Object::new(ObjectKind::Run, &of.key),
            besides: Vec::new(),
            when: first.map(Moment::Day).into_iter().collect(),
            subject: of.key.clone(),
            needed: Some(f64::from(of.minutes)),
            available: Some(f64::from(possible)),
            short: f64::from(of.minutes - possible),
            unit: Unit::Minutes,
            detail: format!("possible {from}, when {} can be done at the earliest", waited.join(" and ")),
            runs: concern::keys(scene, std::iter::once(run).chain(before)),
        })
    }
}
