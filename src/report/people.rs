//! How much of the staff is used, and how many contracts of the firms.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::words::{label, monday};
use crate::check::Case;
use crate::domain::{Firm, FirmId, SlotClass, StaffGroup, StaffId};

/// The use of a staff group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StaffUse {
    /// What people call it.
    pub name: String,
    /// Who employs it.
    pub of: String,
    /// How many people.
    pub people: u32,
    /// Contact minutes they give.
    pub used: u64,
    /// Contact minutes they may give in all weeks that have a daypart, if their weekly load is limited.
    pub open: Option<u64>,
    /// Most minutes of one of them in a calendar week.
    pub most_in_week: u64,
    /// Minutes each may give in a calendar week.
    pub week: Option<u32>,
    /// Evenings they work, one by one.
    pub evenings: u64,
    /// Most evenings of one of them in a calendar week.
    pub most_evenings_in_week: u64,
    /// Evenings each may work in a calendar week.
    pub week_evenings: Option<u32>,
}

/// The contracts of a firm and its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FirmUse {
    /// What people call it.
    pub name: String,
    /// Learners under contract.
    pub contracts: u32,
    /// Contracts it may hold, if it says so.
    pub held: Option<u32>,
    /// Places, if it states them.
    pub places: Option<u32>,
    /// Mentors, if it states them.
    pub mentors: Option<u32>,
    /// Learners each mentor may look after.
    pub learners_per_mentor: Option<u32>,
    /// What the contracts end at: `places`, `mentors` or both.
    pub binds: Vec<&'static str>,
    /// Most learners there on one firm-led day.
    pub most_present: u32,
    /// Learners it can receive on one day.
    pub present_at_most: Option<u32>,
}

/// Minutes and evenings of one person.
#[derive(Default)]
struct Load {
    minutes: BTreeMap<NaiveDate, u64>,
    evenings: BTreeMap<NaiveDate, BTreeSet<NaiveDate>>,
}

/// The use of every staff group, in the order of the scenario.
pub fn staff(case: &Case<'_>) -> Vec<StaffUse> {
    let mut loads: Vec<BTreeMap<u32, Load>> = case.scenario.staff.iter().map(|_| BTreeMap::new()).collect();
    for session in &case.plan.sessions {
        let people: BTreeSet<(StaffId, u32)> =
            session.staff.iter().map(|person| (person.staff, person.person)).collect();
        let week = monday(session.date);
        for (staff, person) in people {
            let load = loads[staff.index()].entry(person).or_default();
            *load.minutes.entry(week).or_default() += u64::from(session.minutes);
            if session.class == SlotClass::Evening {
                load.evenings.entry(week).or_default().insert(session.date);
            }
        }
    }
    case.scenario.staff.iter().zip(&loads).map(|(group, people)| of_group(case, group, people)).collect()
}

fn of_group(case: &Case<'_>, group: &StaffGroup, people: &BTreeMap<u32, Load>) -> StaffUse {
    let minutes = || people.values().flat_map(|load| load.minutes.values().copied());
    let evenings = || people.values().flat_map(|load| load.evenings.values().map(|dates| dates.len() as u64));
    let taught = |day: &usize| !case.calendar.days[*day].dayparts.is_empty();
    let weeks = case.calendar.weeks.iter().filter(|week| week.days.iter().any(taught)).count() as u64;
    StaffUse {
        name: group.name.clone(),
        of: label(case.scenario, case.scenario.party(group.employer)),
        people: group.count,
        used: minutes().sum(),
        open: group.minutes_per_week.map(|each| u64::from(each) * u64::from(group.count) * weeks),
        most_in_week: minutes().max().unwrap_or(0),
        week: group.minutes_per_week,
        evenings: evenings().sum(),
        most_evenings_in_week: evenings().max().unwrap_or(0),
        week_evenings: group.evenings_per_week,
    }
}

/// The contracts of every firm that has learners or says how many it may have.
pub(super) fn firms(case: &Case<'_>) -> Vec<FirmUse> {
    let mut present: BTreeMap<(FirmId, NaiveDate), u32> = BTreeMap::new();
    for day in &case.plan.firm_days {
        *present.entry((day.firm, day.date)).or_default() += day.learners.len();
    }
    let firm_use = |(place, firm): (usize, &Firm)| {
        let groups = case.scenario.cohorts.iter().flat_map(|cohort| &cohort.groups);
        let theirs = groups.filter(|group| group.firm == Some(FirmId(place)));
        let days = present.iter().filter(|((id, _), _)| *id == FirmId(place));
        FirmUse {
            name: firm.name.clone(),
            contracts: theirs.map(|group| group.learners).sum(),
            held: firm.contracts(),
            places: firm.places,
            mentors: firm.mentors,
            learners_per_mentor: firm.learners_per_mentor,
            binds: binds(firm),
            most_present: days.map(|(_, learners)| *learners).max().unwrap_or(0),
            present_at_most: firm.present_at_most,
        }
    };
    let firms = case.scenario.firms.iter().enumerate().map(firm_use);
    firms.filter(|firm| firm.contracts > 0 || firm.held.is_some()).collect()
}

/// What the contracts of a firm end at.
fn binds(firm: &Firm) -> Vec<&'static str> {
    let ends = [("places", firm.places), ("mentors", firm.mentored())];
    let held = firm.contracts();
    ends.into_iter().filter(|(_, most)| most.is_some() && *most == held).map(|(what, _)| what).collect()
}
