//! **What must come first has been delivered before, and not too long before.**
//!
//! Module b asks for K minutes of module a first, at least `gap` days earlier. For each learner
//! group that follows both, with A the runs through which it may get a:
//!
//! `D_{A,d} = D_{A,d−1} + Σ_{p of A on day d} minutes_p · held_p` (delivered by the end of day d),
//! and for each run of b and each start t on day d:
//! `K · Σ_{p of b starting at t} held_p ≤ D_{A, last day ≤ d − gap}` plus, when gap = 0, the
//! sessions of A that end by t on day d itself.
//!
//! `milestone_{A,w}`, 1 once K is delivered by the end of week w, stands between the two
//! (`K · milestone ≤ D`, `held_p ≤ milestone`): implied, but what a search should settle first.
//!
//! With a longest gap G, `reached_{A,d}` is 1 once K is delivered
//! (`D_{A,d} ≤ K − 1 + (M − K + 1) · reached_{A,d}`, M the most A can deliver), and then b has begun
//! within G days: `reached_{A,d} ≤ Σ_{p of b until d + G} held_p` (plus `1 − open_b` for a run that may stay
//! closed).
//!
//! Hours delivered before the plan count. Emits nothing when they already suffice, or the order is left aside.

use std::collections::BTreeMap;

use chrono::Days;

use super::{Build, Family};
use crate::domain::{ModuleId, Prerequisite};
use crate::model::build::Terms;
use crate::model::runs::delivered;
use crate::model::tags::{Subject, Whom};
use crate::model::variables::Variable;

/// The family.
pub struct Prerequisites;

impl Family for Prerequisites {
    fn key(&self) -> &'static str {
        "prerequisites"
    }

    fn sentence(&self) -> &'static str {
        "A module begins only after what it builds on has been delivered to the same learners, within the stated gaps."
    }

    fn rows(&self, build: &mut Build<'_>) {
        if build.scene.unordered {
            return;
        }
        let mut sets = Sets::default();
        for run in 0..build.scene.runs.len() {
            let wanted: Vec<(usize, ModuleId, Prerequisite)> = demands(build, run);
            for (group, before, prerequisite) in wanted {
                let serving = serving(build, group, before);
                let had = delivered(build.scene.scenario, &build.scene.groups[group], before);
                let whole = build.scene.scenario.modules[before.index()].minutes;
                let needed = prerequisite.minutes.unwrap_or(whole).saturating_sub(had);
                if needed == 0 || !sets.first_time(run, &serving, needed, &prerequisite) {
                    continue;
                }
                let set = sets.number(build, &serving);
                order(build, run, (set, &serving), &prerequisite, needed);
                milestones(build, run, set, needed);
                if let Some(longest) = prerequisite.max_gap_days {
                    follow_up(build, run, (set, &serving), needed, longest);
                }
            }
        }
    }
}

/// For a run: each attending group and each prerequisite of the module the run fulfils for it.
fn demands(build: &Build<'_>, run: usize) -> Vec<(usize, ModuleId, Prerequisite)> {
    let scene = build.scene;
    let mut wanted = Vec::new();
    for group in scene.runs[run].groups.iter().filter(|group| !scene.stands(**group)) {
        let cohort = scene.groups[*group].cohort;
        for (_, module) in scene.runs[run].members.iter().filter(|(of, _)| *of == cohort) {
            for prerequisite in &scene.scenario.modules[module.index()].after {
                wanted.push((*group, prerequisite.module, prerequisite.clone()));
            }
        }
    }
    wanted
}

/// The runs through which a group may get a module.
fn serving(build: &Build<'_>, group: usize, module: ModuleId) -> Vec<usize> {
    let scene = build.scene;
    let member = (scene.groups[group].cohort, module);
    scene.runs_of(group).filter(|run| scene.runs[*run].members.contains(&member)).collect()
}

/// A run of the later module, the runs of the earlier one, minutes still needed, and gaps.
type Demand = (usize, Vec<usize>, u32, u32, Option<u32>);

/// Sets of runs that deliver the same thing, each with one chain of delivered minutes.
#[derive(Default)]
struct Sets {
    numbers: BTreeMap<Vec<usize>, usize>,
    seen: std::collections::BTreeSet<Demand>,
}

impl Sets {
    /// Groups that attend the same runs ask for the same rows: they are written once.
    fn first_time(
        &mut self,
        run: usize,
        serving: &[usize],
        needed: u32,
        prerequisite: &Prerequisite,
    ) -> bool {
        let demand = (run, serving.to_vec(), needed, prerequisite.min_gap_days, prerequisite.max_gap_days);
        self.seen.insert(demand)
    }

    /// The number of a set; its chain is written when it is new.
    fn number(&mut self, build: &mut Build<'_>, serving: &[usize]) -> usize {
        if let Some(number) = self.numbers.get(serving) {
            return *number;
        }
        let number = self.numbers.len();
        self.numbers.insert(serving.to_vec(), number);
        for day in 0..build.scene.calendar.days.len() {
            let mut terms: Terms = vec![(build.col(Variable::Delivered { set: number, day }), 1.0)];
            if day > 0 {
                terms.push((build.col(Variable::Delivered { set: number, day: day - 1 }), -1.0));
            }
            terms.extend(
                on_day(build, serving, day, u16::MAX).into_iter().map(|(col, minutes)| (col, -minutes)),
            );
            build.link(0.0, 0.0, terms);
        }
        number
    }
}

/// Minutes delivered by some runs on a day, in sessions that end by a clock minute.
fn on_day(build: &Build<'_>, runs: &[usize], day: usize, by: u16) -> Terms {
    let placements = runs.iter().flat_map(|run| &build.by_run[*run]);
    let early = placements
        .filter(|index| build.placements[**index].day == day && build.placements[**index].time.end.0 <= by);
    early.map(|index| (build.held(*index), build.minutes(*index))).collect()
}

fn order(
    build: &mut Build<'_>,
    run: usize,
    (set, serving): (usize, &[usize]),
    prerequisite: &Prerequisite,
    needed: u32,
) {
    let mut starts: BTreeMap<(usize, u16), Terms> = BTreeMap::new();
    for index in &build.by_run[run] {
        let placement = &build.placements[*index];
        starts
            .entry((placement.day, placement.time.start.0))
            .or_default()
            .push((build.held(*index), f64::from(needed)));
    }
    for ((day, start), mut terms) in starts {
        let gap = Days::new(u64::from(prerequisite.min_gap_days));
        let latest = build.scene.date(day) - gap;
        let mut before = build.scene.calendar.days.partition_point(|open| open.date <= latest);
        if prerequisite.min_gap_days == 0 {
            before = day;
            terms
                .extend(on_day(build, serving, day, start).into_iter().map(|(col, minutes)| (col, -minutes)));
        }
        if before > 0 {
            terms.push((build.col(Variable::Delivered { set, day: before - 1 }), -1.0));
        }
        let tag = build.tag(Subject::on(Whom::Run(run), day)).minutes();
        build.rule(tag, f64::NEG_INFINITY, 0.0, terms);
    }
}

/// Which week the minutes are reached in, as a decision of its own: implied by the order, but few
/// and far-reaching, so that a search that branches on them settles the order of the year first.
fn milestones(build: &mut Build<'_>, run: usize, set: usize, needed: u32) {
    let mut weeks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in build.by_run[run].clone() {
        weeks.entry(build.scene.calendar.days[build.placements[index].day].week).or_default().push(index);
    }
    let mut before: Option<crate::solver::Col> = None;
    for (week, placements) in weeks {
        let variable = Variable::ReachedInWeek { set, needed, week };
        let reached = build.col(variable);
        let last = build.scene.calendar.weeks[week].days.last().copied().unwrap_or(0);
        let delivered = build.col(Variable::Delivered { set, day: last });
        build.link(0.0, f64::INFINITY, vec![(delivered, 1.0), (reached, -f64::from(needed))]);
        if let Some(before) = before {
            build.link(f64::NEG_INFINITY, 0.0, vec![(before, 1.0), (reached, -1.0)]);
        }
        before = Some(reached);
        for day in build.scene.calendar.weeks[week].days.clone() {
            let on: Vec<usize> =
                placements.iter().copied().filter(|index| build.placements[*index].day == day).collect();
            build.indicate(reached, &on);
        }
    }
}

fn follow_up(
    build: &mut Build<'_>,
    run: usize,
    (set, serving): (usize, &[usize]),
    needed: u32,
    longest: u32,
) {
    // What a run may deliver: its hours and less than one session more.
    let hours = serving.iter().map(|run| build.scene.runs[*run].minutes).max().unwrap_or(0);
    let most = f64::from(hours) + 24.0 * 60.0;
    for day in 0..build.scene.calendar.days.len() {
        let reached = build.col(Variable::Reached { set, needed, day });
        let delivered = build.col(Variable::Delivered { set, day });
        let short = f64::from(needed) - 1.0;
        build.link(f64::NEG_INFINITY, short, vec![(delivered, 1.0), (reached, -(most - short))]);
        let latest = build.scene.date(day) + Days::new(u64::from(longest));
        let begun = build.by_run[run]
            .iter()
            .filter(|index| build.scene.date(build.placements[**index].day) <= latest);
        let mut terms: Terms = begun.map(|index| (build.held(*index), 1.0)).collect();
        terms.push((reached, -1.0));
        // A run that is not opened follows up on nothing.
        let open = build.open(run);
        terms.extend(open.map(|open| (open, -1.0)));
        let least = if open.is_some() { -1.0 } else { 0.0 };
        let tag = build.tag(Subject::on(Whom::Run(run), day));
        build.rule(tag, least, f64::INFINITY, terms);
    }
}
