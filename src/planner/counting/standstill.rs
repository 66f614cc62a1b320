//! Learners who have to wait while others are busy.
//!
//! While a run q is held, a learner group g that does not attend it may have nothing else to do: each of
//! its own runs is attended by somebody of q, or needs equipment that q takes. Then a day with a session
//! of q holds less for g: what is left of it beside the shortest interruption. With D the least number
//! of days that q needs, g loses at least `D · min (day − day beside a session of q)`.

use std::collections::BTreeMap;

use super::Count;
use crate::domain::EquipmentId;
use crate::model::placements::Standing;

/// Minutes of a day's sessions, by day.
pub(super) type Days = BTreeMap<usize, Vec<usize>>;

/// Minutes that a learner group loses at least while others are busy, and with which run; `None` when it
/// may always find something to do. `days` are the placements of its runs, `cap` limits each day.
pub(super) fn lost(
    count: &Count<'_>,
    group: usize,
    runs: &[usize],
    days: &Days,
    cap: u32,
) -> Option<(u32, usize)> {
    let cohort = count.scene.groups[group].cohort;
    let lead = count.scene.runs[*runs.first()?].module(count.scene.scenario).lead;
    let blocks = |run: &usize| {
        let of = &count.scene.runs[*run];
        of.members.iter().all(|(of, _)| *of == cohort)
            && of.module(count.scene.scenario).lead == lead
            && !of.groups.contains(&group)
            && runs.iter().all(|mine| excludes(count, *mine, *run))
    };
    let losses = count.must_be_held().filter(blocks).map(|run| (loss(count, run, days, cap), run));
    losses.max_by_key(|(minutes, _)| *minutes).filter(|(minutes, _)| *minutes > 0)
}

/// Whether two runs can never be held at the same time: they share learners, or need more units of the
/// same pool than there are.
fn excludes(count: &Count<'_>, one: usize, other: usize) -> bool {
    count.scene.runs[one].shares_learners(&count.scene.runs[other])
        || pool(count, one).zip(pool(count, other)).is_some_and(|((pool, units), (same, more))| {
            pool == same && units + more > count.scene.scenario.equipment[pool.index()].units
        })
}

/// The one pool, at home, on which every session of a run must be held, and the units it takes.
fn pool(count: &Count<'_>, run: usize) -> Option<(EquipmentId, u32)> {
    let mut placements = count.by_run[run].iter().map(|index| count.placements[*index].equipment);
    let first = placements.next()??;
    let same = placements.all(|equipped| equipped == Some(first));
    (same && first.standing == Standing::Home).then_some((first.pool, first.units))
}

/// What the days of a learner group hold less because of a run.
fn loss(count: &Count<'_>, run: usize, days: &Days, cap: u32) -> u32 {
    let mut held: Days = Days::new();
    for index in &count.by_run[run] {
        held.entry(count.placements[*index].day).or_default().push(*index);
    }
    let most_a_day = held.values().map(|day| count.fills(day.iter().copied())).max().unwrap_or(0);
    let least = held.iter().flat_map(|(day, placements)| {
        let mine = days.get(day).map_or(&[][..], Vec::as_slice);
        let whole = count.fills(mine.iter().copied()).min(cap);
        placements.iter().map(move |index| {
            let time = &count.placements[*index].time;
            let beside = |other: &usize| {
                let other = &count.placements[*other].time;
                other.end <= time.start || time.end <= other.start
            };
            whole.saturating_sub(count.fills(mine.iter().copied().filter(beside)).min(cap))
        })
    });
    let least = least.min().unwrap_or(0);
    count.scene.runs[run].minutes.div_ceil(most_a_day.max(1)) * least
}
