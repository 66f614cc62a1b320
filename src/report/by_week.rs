//! A plan by weeks: hours of each module, and the use of equipment and staff, week by week.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::resources::unit_minutes;
use super::words::{label, monday};
use crate::check::Case;
use crate::domain::{CohortId, EquipmentId, ModuleId, StaffId};

/// A plan by weeks. All lists of minutes have an entry for each week.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ByWeek {
    /// The Monday of each calendar week that holds an open day.
    pub weeks: Vec<NaiveDate>,
    /// Modules, cohort by cohort.
    pub modules: Vec<ModuleWeeks>,
    /// Equipment pools: unit minutes.
    pub equipment: Vec<ThingWeeks>,
    /// Staff groups: contact minutes.
    pub staff: Vec<ThingWeeks>,
}

/// A module of a cohort by weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModuleWeeks {
    /// The cohort.
    pub cohort: String,
    /// The module.
    pub module: String,
    /// Learners of the cohort who are taught inside.
    pub learners: u32,
    /// Minutes of all learners together: divided by the learners they are the minutes of a learner on average, and add up
    /// to those of the module.
    pub learner_minutes: Vec<u64>,
}

/// A pool or a staff group by weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThingWeeks {
    /// What people call it.
    pub name: String,
    /// Whose it is.
    pub of: String,
    /// Minutes used.
    pub used: Vec<u64>,
    /// Minutes to be had; `None` where nothing limits them.
    pub open: Option<Vec<u64>>,
}

impl ByWeek {
    /// That of a plan.
    pub fn new(case: &Case<'_>) -> Self {
        Self {
            weeks: case.calendar.weeks.iter().map(|week| week.monday).collect(),
            modules: modules(case),
            equipment: equipment(case),
            staff: staff(case),
        }
    }
}

/// The week of a date, if it is one of the calendar's.
fn week_of(case: &Case<'_>, date: NaiveDate) -> Option<usize> {
    case.calendar.weeks.binary_search_by_key(&monday(date), |week| week.monday).ok()
}

fn modules(case: &Case<'_>) -> Vec<ModuleWeeks> {
    let mut held: BTreeMap<(CohortId, ModuleId), Vec<u64>> = BTreeMap::new();
    let none = vec![0; case.calendar.weeks.len()];
    for session in &case.plan.sessions {
        let Some(week) = week_of(case, session.date) else { continue };
        for entry in &session.attendance {
            let weeks = held.entry((entry.cohort, entry.module)).or_insert_with(|| none.clone());
            weeks[week] += u64::from(session.minutes) * u64::from(entry.learners.len());
        }
    }
    let mut rows = Vec::new();
    for (index, cohort) in case.scenario.cohorts.iter().enumerate() {
        let id = CohortId(index);
        let away = case.plan.outside.iter().filter(|seats| seats.cohort == id);
        let learners = cohort.learners() - away.map(|seats| seats.learners.len()).sum::<u32>();
        for module in &case.scenario.programmes[cohort.programme.index()].modules {
            rows.push(ModuleWeeks {
                cohort: cohort.key.clone(),
                module: case.scenario.modules[module.index()].key.clone(),
                learners,
                learner_minutes: held.remove(&(id, *module)).unwrap_or_else(|| none.clone()),
            });
        }
    }
    rows
}

fn equipment(case: &Case<'_>) -> Vec<ThingWeeks> {
    let row = |(index, pool): (usize, &crate::domain::EquipmentPool)| {
        let id = EquipmentId(index);
        let mut used = vec![0; case.calendar.weeks.len()];
        for session in &case.plan.sessions {
            let placed = session.equipment.as_ref().filter(|placed| placed.pool == id);
            if let (Some(placed), Some(week)) = (placed, week_of(case, session.date)) {
                used[week] += u64::from(session.minutes) * placed.units.len() as u64;
            }
        }
        let mut open = vec![0; used.len()];
        for day in &case.calendar.days {
            open[day.week] += unit_minutes(case, id, pool, day);
        }
        let of = label(case.scenario, case.scenario.party(pool.owner));
        ThingWeeks { name: pool.name.clone(), of, used, open: Some(open) }
    };
    case.scenario.equipment.iter().enumerate().map(row).collect()
}

fn staff(case: &Case<'_>) -> Vec<ThingWeeks> {
    let mut used = vec![vec![0; case.calendar.weeks.len()]; case.scenario.staff.len()];
    for session in &case.plan.sessions {
        let Some(week) = week_of(case, session.date) else { continue };
        let mut people: Vec<(StaffId, u32)> =
            session.staff.iter().map(|person| (person.staff, person.person)).collect();
        people.sort_unstable();
        people.dedup();
        for (staff, _) in people {
            used[staff.index()][week] += u64::from(session.minutes);
        }
    }
    let row = |(group, used): (&crate::domain::StaffGroup, Vec<u64>)| {
        let each = group.minutes_per_week.map(|each| u64::from(each) * u64::from(group.count));
        ThingWeeks {
            name: group.name.clone(),
            of: label(case.scenario, case.scenario.party(group.employer)),
            open: each.map(|each| vec![each; used.len()]),
            used,
        }
    };
    case.scenario.staff.iter().zip(used).map(row).collect()
}
