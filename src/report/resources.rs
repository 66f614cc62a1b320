//! How much of the equipment and of the rooms is used, of how much there is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::words::label;
use crate::calendar::Day;
use crate::check::Case;
use crate::domain::{ClockTime, EquipmentId, EquipmentPool, MoveOption, RoomId, Window};

/// Minutes of one weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeekdayUse {
    /// The weekday: `Tue`.
    pub weekday: String,
    /// Unit minutes used.
    pub used: u64,
    /// Unit minutes to be had.
    pub open: u64,
}

/// The use of a pool, or of the rooms of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// What people call it.
    pub name: String,
    /// Whose it is; for rooms, where they are.
    pub of: String,
    /// Units or rooms.
    pub units: u32,
    /// Unit minutes used.
    pub used: u64,
    /// Unit minutes lent, or open.
    pub open: u64,
    /// Days on which any is used.
    pub days_used: u64,
    /// Most units or rooms in use at once.
    pub most_at_once: u64,
    /// Weekday by weekday, Monday first; those with nothing to be had are left out.
    pub weekdays: Vec<WeekdayUse>,
}

/// Stretches of use: a date, a start, an end, units, minutes.
type Stretch = (NaiveDate, ClockTime, ClockTime, u64, u64);

/// The use of every pool, in the order of the scenario.
pub fn equipment(case: &Case<'_>) -> Vec<Use> {
    let pool_use = |(place, pool): (usize, &EquipmentPool)| {
        let placed =
            case.plan.sessions.iter().filter_map(|session| Some((session, session.equipment.as_ref()?)));
        let here = placed.filter(|(_, placed)| placed.pool == EquipmentId(place));
        let stretch = here.map(|(session, placed)| {
            (session.date, session.start, session.end, placed.units.len() as u64, u64::from(session.minutes))
        });
        let open = |day: &Day| unit_minutes(case, EquipmentId(place), pool, day);
        let of = label(case.scenario, case.scenario.party(pool.owner));
        summed(case, (pool.name.clone(), of, pool.units), &stretch.collect::<Vec<_>>(), open)
    };
    case.scenario.equipment.iter().enumerate().map(pool_use).collect()
}

/// The use of every kind of room, in the order of the scenario.
pub fn rooms(case: &Case<'_>) -> Vec<Use> {
    let room_use = |(place, room): (usize, &crate::domain::Room)| {
        let here = case
            .plan
            .sessions
            .iter()
            .filter(|session| session.room.is_some_and(|(id, _)| id == RoomId(place)));
        let stretch =
            here.map(|session| (session.date, session.start, session.end, 1, u64::from(session.minutes)));
        let open = |day: &Day| u64::from(room.count) * open_minutes(case, day);
        let of = case.scenario.sites[room.site.index()].name.clone();
        summed(case, (room.key.clone(), of, room.count), &stretch.collect::<Vec<_>>(), open)
    };
    case.scenario.rooms.iter().enumerate().map(room_use).collect()
}

fn summed(
    case: &Case<'_>,
    (name, of, units): (String, String, u32),
    used: &[Stretch],
    open: impl Fn(&Day) -> u64,
) -> Use {
    let mut weekdays: BTreeMap<u32, (String, u64, u64)> = BTreeMap::new();
    let mut at = |date: NaiveDate, used: u64, open: u64| {
        let weekday = date.weekday();
        let sum =
            weekdays.entry(weekday.num_days_from_monday()).or_insert_with(|| (weekday.to_string(), 0, 0));
        sum.1 += used;
        sum.2 += open;
    };
    for day in &case.calendar.days {
        at(day.date, 0, open(day));
    }
    for (date, _, _, units, minutes) in used {
        at(*date, units * minutes, 0);
    }
    let weekdays: Vec<WeekdayUse> = weekdays
        .into_values()
        .filter(|(_, used, open)| used + open > 0)
        .map(|(weekday, used, open)| WeekdayUse { weekday, used, open })
        .collect();
    Use {
        name,
        of,
        units,
        used: weekdays.iter().map(|day| day.used).sum(),
        open: weekdays.iter().map(|day| day.open).sum(),
        days_used: used.iter().map(|(date, ..)| *date).collect::<BTreeSet<_>>().len() as u64,
        most_at_once: most_at_once(used),
        weekdays,
    }
}

/// Most units in use at one moment: at the start of some session.
fn most_at_once(used: &[Stretch]) -> u64 {
    let mut changes: Vec<(NaiveDate, ClockTime, bool, u64)> = Vec::new();
    for (date, start, end, units, _) in used {
        changes.push((*date, *start, true, *units));
        changes.push((*date, *end, false, *units));
    }
    // At the same moment what ends comes first.
    changes.sort_unstable();
    let mut now = 0;
    let counts = changes.into_iter().map(|(_, _, begins, units)| {
        now = if begins { now + units } else { now - units };
        now
    });
    counts.max().unwrap_or(0)
}

/// Unit minutes of a pool on a day: units in working order at home in its lending windows, and units that the plan
/// has moved in those of the move.
pub(super) fn unit_minutes(case: &Case<'_>, id: EquipmentId, pool: &EquipmentPool, day: &Day) -> u64 {
    let moves = case.plan.moves.iter().filter(|moved| moved.pool == id);
    let options = moves.filter_map(|moved| Some((pool.moves.get(moved.option)?, u64::from(moved.units))));
    let away = options.filter(|(option, _)| option.between.contains(day.date));
    let (mut at_home, mut elsewhere) = (u64::from(pool.units), 0);
    for (option, units) in away {
        at_home = at_home.saturating_sub(units);
        elsewhere +=
            units * if standing(option, day.date) { lent_minutes(case, &option.lent, day) } else { 0 };
    }
    let at_home = at_home.saturating_sub(u64::from(pool.out_on(day.date)));
    at_home * lent_minutes(case, &pool.lent, day) + elsewhere
}

/// Whether moved units stand ready: not on the first and last days, which the move takes.
fn standing(option: &MoveOption, date: NaiveDate) -> bool {
    let down = Days::new(u64::from(option.days_down));
    let first = option.between.first.checked_add_days(down);
    let last = option.between.last.checked_sub_days(down);
    first.is_some_and(|first| first <= date) && last.is_some_and(|last| date <= last)
}

fn lent_minutes(case: &Case<'_>, lent: &[Window], day: &Day) -> u64 {
    if lent.is_empty() {
        return open_minutes(case, day);
    }
    covered(
        lent.iter()
            .filter(|window| window.open_on(day.date))
            .map(|window| (window.from, window.to))
            .collect(),
    )
}

/// Minutes of a day that lie in any daypart.
fn open_minutes(case: &Case<'_>, day: &Day) -> u64 {
    let parts = day.dayparts.iter().map(|id| &case.scenario.calendar.dayparts[id.index()]);
    covered(parts.map(|part| (part.from, part.to)).collect())
}

/// Minutes that lie in any of the stretches.
fn covered(mut stretches: Vec<(ClockTime, ClockTime)>) -> u64 {
    stretches.sort_unstable();
    let mut until = ClockTime(0);
    let mut sum = 0;
    for (from, to) in stretches {
        sum += u64::from(to.minutes_since(from.max(until)));
        until = until.max(to);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_counts_once() {
        let time = |from, to| (ClockTime(from), ClockTime(to));
        // 08:30–12:00, 09:30–12:00, 13:00–16:00, 13:00–17:00: 3.5 h and 4 h.
        assert_eq!(covered(vec![time(510, 720), time(780, 960), time(570, 720), time(780, 1_020)]), 450);
    }

    #[test]
    fn units_in_use_are_counted_at_each_start() {
        let date: NaiveDate = "2026-09-08".parse().unwrap();
        let stretch = |from, to, units| (date, ClockTime(from), ClockTime(to), units, 60);
        assert_eq!(most_at_once(&[stretch(540, 600, 2), stretch(600, 660, 3), stretch(630, 700, 1)]), 4);
    }
}
