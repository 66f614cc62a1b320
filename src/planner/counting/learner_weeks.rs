//! Learner time week by week: runs that can only be held in some weeks, against the hours of these.

use std::collections::BTreeMap;

use super::flow::Flow;
use super::learner_time::{day_cap, school_runs};
use super::weeks::in_weeks;
use super::{Count, longest_chain};
use crate::domain::{Lead, PatternDays, Strength};
use crate::model::tags::Unit;
use crate::plan::{Moment, Object, ObjectKind};
use crate::planner::concern;
use crate::planner::explain::{Shortage, hours};

/// Cohorts with a learner group whose school-led runs do not all fit into the weeks they can be held in; of several the worst.
pub(super) fn shortages(count: &Count<'_>) -> Vec<Shortage> {
    let mut found: BTreeMap<usize, Shortage> = BTreeMap::new();
    for group in 0..count.scene.groups.len() {
        let Some(shortage) = one(count, group) else { continue };
        let cohort = count.scene.groups[group].cohort.index();
        if found.get(&cohort).is_none_or(|worst| worst.short < shortage.short) {
            found.insert(cohort, shortage);
        }
    }
    found.into_values().collect()
}

fn one(count: &Count<'_>, group: usize) -> Option<Shortage> {
    let scene = count.scene;
    let (runs, (cap, policy)) = (school_runs(count, group), day_cap(scene, group, Lead::School));
    let mut days: BTreeMap<usize, Vec<super::Interval>> = BTreeMap::new();
    let mut edges = Vec::new();
    for run in &runs {
        let mut weeks: BTreeMap<usize, u64> = BTreeMap::new();
        for (day, placements) in count.by_day(*run) {
            days.entry(day).or_default().extend(placements.iter().map(|index| count.interval(*index)));
            let minutes = count.fills(placements.into_iter()).min(cap.unwrap_or(u32::MAX));
            *weeks.entry(scene.calendar.days[day].week).or_default() += u64::from(minutes);
        }
        edges.push(weeks.into_iter().collect());
    }
    let mut of_weeks: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (day, times) in days {
        let minutes = longest_chain(times).min(cap.unwrap_or(u32::MAX));
        of_weeks.entry(scene.calendar.days[day].week).or_default().push(minutes);
    }
    let mut holds = vec![0; scene.calendar.weeks.len()];
    for (week, mut minutes) in of_weeks {
        minutes.sort_unstable_by(|one, other| other.cmp(one));
        let most = minutes.into_iter().take(school_days(count, group));
        holds[week] = most.map(u64::from).sum();
    }
    let needs: Vec<u64> = runs.iter().map(|run| u64::from(scene.runs[*run].minutes)).collect();
    let cut = Flow { needs, weeks: holds, edges }.cut()?;
    let cohort = &scene.scenario.cohorts[scene.groups[group].cohort.index()].key;
    let capped = cap.map_or(String::new(), |cap| format!(" of days of at most {} h", hours(f64::from(cap))));
    let short = (cut.needed - cut.available) as f64;
    Some(Shortage {
        family: if policy.is_some() { "day_hours" } else { "one_session_at_a_time" },
        policy,
        relaxable: policy.is_some_and(|id| scene.strength(Some(id)) != Strength::Legal),
        object: Object::new(ObjectKind::Cohort, cohort),
        besides: Vec::new(),
        when: cut.full.iter().map(|week| Moment::Week(scene.calendar.weeks[*week].monday)).collect(),
        subject: format!("{cohort} time led by the school"),
        needed: Some(cut.needed as f64),
        available: Some(cut.available as f64),
        short,
        unit: Unit::Minutes,
        detail: format!("possible{}{capped}", in_weeks(scene, Some(&cut.full))),
        runs: concern::keys(scene, cut.needs.iter().map(|need| runs[*need])),
    })
}

/// Days of a week on which a learner group can be at school: those of its pattern, or all.
fn school_days(count: &Count<'_>, group: usize) -> usize {
    let cohort = count.scene.groups[group].cohort;
    let pattern = count.scene.pattern(cohort).filter(|pattern| {
        matches!(pattern.days, PatternDays::Choose { .. })
            && pattern.holiday_weeks == crate::domain::HolidayWeeks::Keep
            && count.scene.strength(Some(pattern.policy)) != Strength::Wish
            && !super::learner_time::locked(count.scene, cohort)
    });
    pattern.map_or(7, |pattern| pattern.school_days as usize)
}
