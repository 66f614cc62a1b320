//! Capacity: the school-led hours that a cohort's school days could hold. Not to be confused with
//! norm slack: hours a day offers count for nobody until a session fills them.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use crate::calendar::{Day, Week};
use crate::check::Case;
use crate::domain::{
    Category, ClockTime, CohortId, DayUse, HolidayWeeks, Lead, LearnerGroup, LockKind, OtherDays,
    PatternDays, Rule, Selector, Weekdays, Window, divide_half_up,
};
use crate::plan::Pattern;

/// What the school days of a cohort could hold, for its learner group with the least left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Capacity {
    /// The cohort.
    pub cohort: String,
    /// Days on which it can be taught under school lead.
    pub days: u64,
    /// Most minutes of a learner's day, if a policy limits them.
    pub day_cap: Option<u32>,
    /// Minutes that those days could hold.
    pub offered: u64,
    /// School-led minutes of the learner of that group with the most.
    pub delivered: u64,
    /// What is left.
    pub slack: i64,
}

/// The capacity of every cohort.
pub fn capacities(case: &Case<'_>) -> Vec<Capacity> {
    (0..case.scenario.cohorts.len()).filter_map(|cohort| of_cohort(case, CohortId(cohort))).collect()
}

/// The capacity of a cohort: that of its learner group with the least left.
fn of_cohort(case: &Case<'_>, cohort: CohortId) -> Option<Capacity> {
    let groups = case.cohort(cohort).groups.iter();
    groups.map(|group| of_group(case, cohort, group)).min_by_key(|capacity| capacity.slack)
}

fn of_group(case: &Case<'_>, cohort: CohortId, group: &LearnerGroup) -> Capacity {
    let supply = Supply::new(case, cohort, group);
    let held: Vec<u32> = case.calendar.weeks.iter().flat_map(|week| supply.week(week)).collect();
    let theirs = case.inside().filter(|squad| squad.cohort == cohort && case.group(squad).key == group.key);
    let each = theirs.map(|squad| super::norms::minutes(case, squad, Category::Guided, &Selector::default()));
    let (offered, delivered) = (held.iter().copied().map(u64::from).sum::<u64>(), each.max().unwrap_or(0));
    Capacity {
        cohort: case.cohort(cohort).key.clone(),
        days: held.len() as u64,
        day_cap: supply.cap,
        offered,
        delivered,
        slack: offered as i64 - delivered as i64,
    }
}

/// What decides on the school days of a learner group.
struct Supply<'c> {
    case: &'c Case<'c>,
    cohort: CohortId,
    group: &'c LearnerGroup,
    cap: Option<u32>,
    pattern: Option<(&'c Pattern, HolidayWeeks, Weekdays)>,
    /// Weekdays that the pattern leaves open.
    others: Weekdays,
}

impl<'c> Supply<'c> {
    fn new(case: &'c Case<'c>, cohort: CohortId, group: &'c LearnerGroup) -> Self {
        let theirs =
            || case.policies().map(|(_, policy)| policy).filter(|policy| policy.cohorts.contains(&cohort));
        let cap = theirs().filter_map(|policy| match policy.rule {
            Rule::DayHours { lead: None | Some(Lead::School), at_most, .. } => at_most,
            _ => None,
        });
        let pattern = theirs().find_map(|policy| match policy.rule {
            Rule::WeeklyPattern { days: PatternDays::Given { school, firm }, holiday_weeks, .. } => {
                Some((holiday_weeks, Weekdays(school.0 | firm.0)))
            }
            Rule::WeeklyPattern { days: PatternDays::Choose { among }, holiday_weeks, .. } => {
                Some((holiday_weeks, among))
            }
            _ => None,
        });
        let leaves_open = theirs()
            .any(|policy| matches!(policy.rule, Rule::WeeklyPattern { other_days: OtherDays::Open, .. }));
        let others = pattern.filter(|_| leaves_open).map_or(Weekdays(0), |(_, scope)| Weekdays(!scope.0));
        let chosen = case.plan.patterns.iter().find(|pattern| pattern.cohort == cohort);
        let pattern = chosen.zip(pattern).map(|(chosen, (weeks, scope))| (chosen, weeks, scope));
        Self { case, cohort, group, cap: cap.min(), pattern, others }
    }

    /// Minutes of each day of a week that can be school-led.
    fn week(&self, week: &Week) -> Vec<u32> {
        let days = week.days.iter().map(|day| &self.case.calendar.days[*day]);
        let open = days.filter(|day| self.case.cohort(self.cohort).range.contains(day.date));
        let minutes = |day: &Day| Some(self.day(day)).filter(|minutes| *minutes > 0);
        let Some((pattern, holiday_weeks, scope)) = self.pattern else {
            return open.filter_map(minutes).collect();
        };
        if week.missing.0 & scope.0 == 0 || holiday_weeks == HolidayWeeks::Keep {
            let led = |day: &&Day| {
                self.locked(day.date) == Some(DayUse::School)
                    || pattern.school.contains(day.weekday())
                    || self.others.contains(day.weekday())
            };
            return open.filter(led).filter_map(minutes).collect();
        }
        if holiday_weeks == HolidayWeeks::Exempt {
            return open.filter_map(minutes).collect();
        }
        // The fullest of the pattern's days that are open, as many as the school's share of them.
        let (others, open): (Vec<&Day>, Vec<&Day>) = open
            .filter(|day| scope.contains(day.weekday()) || self.others.contains(day.weekday()))
            .partition(|day| self.others.contains(day.weekday()));
        let (school, firm) = (i128::from(pattern.school.len()), i128::from(pattern.firm.len()));
        let shared = (open.len() as i128).min(school + firm);
        let mut held: Vec<u32> = open.into_iter().filter_map(minutes).collect();
        held.sort_unstable_by(|a, b| b.cmp(a));
        held.truncate(divide_half_up(shared * school, (school + firm).max(1)) as usize);
        held.extend(others.into_iter().filter_map(minutes));
        held
    }

    /// Minutes that sessions one after the other can fill of a day, within the cap.
    fn day(&self, day: &Day) -> u32 {
        if matches!(self.locked(day.date), Some(DayUse::Free | DayUse::Firm)) {
            return 0;
        }
        let parts = day.dayparts.iter().map(|id| &self.case.scenario.calendar.dayparts[id.index()]);
        let times =
            parts.map(|part| (part.to, part.from)).filter(|(to, from)| self.available(day.date, *from, *to));
        most_in_sequence(times.collect()).min(self.cap.unwrap_or(u32::MAX))
    }

    fn available(&self, date: NaiveDate, from: ClockTime, to: ClockTime) -> bool {
        let cohort = self.case.cohort(self.cohort);
        let open = |windows: &[Window]| {
            windows.is_empty() || windows.iter().any(|window| window.covers(date, from, to))
        };
        let works = |roster: &crate::domain::Roster| roster.works(date, from.0.into(), to.0.into());
        open(&cohort.available)
            && open(&self.group.available)
            && !cohort.roster.iter().chain(&self.group.roster).any(works)
    }

    fn locked(&self, date: NaiveDate) -> Option<DayUse> {
        self.case.scenario.locks.iter().find_map(|lock| match &lock.kind {
            LockKind::Days { cohort, range, used } if *cohort == self.cohort && range.contains(date) => {
                Some(*used)
            }
            _ => None,
        })
    }
}

/// The most minutes of times `(end, start)` of which no two overlap.
fn most_in_sequence(mut times: Vec<(ClockTime, ClockTime)>) -> u32 {
    times.sort_unstable();
    let mut best: Vec<u32> = Vec::with_capacity(times.len());
    for (place, (end, start)) in times.iter().enumerate() {
        let before = times[..place].partition_point(|(end, _)| end <= start);
        let with = end.minutes_since(*start) + before.checked_sub(1).map_or(0, |last| best[last]);
        best.push(best.last().copied().unwrap_or(0).max(with));
    }
    best.last().copied().unwrap_or(0)
}

/// Weekdays that have a daypart, Monday first.
pub(super) fn taught_weekdays(case: &Case<'_>) -> Vec<Weekday> {
    let days: Weekdays =
        case.calendar.days.iter().filter(|day| !day.dayparts.is_empty()).map(Day::weekday).collect();
    let firm_days: Weekdays = case.plan.firm_days.iter().map(|day| day.date.weekday()).collect();
    Weekdays(days.0 | firm_days.0).iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_dayparts_count_once() {
        let time = |from, to| (ClockTime(to), ClockTime(from));
        // 08:30–12:00, 13:00–16:00, 09:30–12:00, 13:00–17:00.
        assert_eq!(
            most_in_sequence(vec![time(510, 720), time(780, 960), time(570, 720), time(780, 1_020)]),
            450
        );
        assert_eq!(most_in_sequence(Vec::new()), 0);
    }
}
