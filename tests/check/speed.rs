//! A plan of a hundred thousand sessions is judged in seconds.

use std::time::{Duration, Instant};

use chrono::{Datelike, NaiveDate};
use vetplan::check::judge;
use vetplan::domain::*;
use vetplan::plan::*;

use super::world::{F1, F2, World, date, range, window};

/// Sessions of a cohort: one each morning and afternoon of 200 days.
const OF_COHORT: usize = 400;

/// A year with this many sessions, each with a teacher and four units.
fn year(sessions: usize) -> World {
    let mut world = World::new();
    let session = world.plan.sessions[0].clone();
    world.plan.sessions.clear();
    world.scenario.cohorts.clear();
    world.scenario.calendar.range = range("2026-08-31", "2027-06-30");
    world.scenario.firms[0].away_at_most = Some(1_000_000);
    world.scenario.firms[0].working_hours = vec![window(8, 17)];
    let theory = world.theory(240 * OF_COHORT as u32, &[240]);
    theory.staff = vec![StaffRole { qualification: "teach".to_owned(), employer: None, count: 1 }];
    theory.equipment = Some("robot".to_owned());
    let cohorts = (sessions / OF_COHORT) as u32;
    let teachers = world.staff("T", "teach");
    (teachers.count, teachers.minutes_per_week) = (cohorts, Some(2_400));
    world.pool("robot", cohorts * 4);
    let working = |day: &NaiveDate| Weekdays::WORKING.contains(day.weekday());
    let days: Vec<NaiveDate> = date("2026-08-31").iter_days().filter(working).take(OF_COHORT / 2).collect();
    for cohort in 0..cohorts {
        world.cohort(&format!("K{cohort}"), &[(10, Some(F1)), (10, Some(F2))]);
        for number in 0..OF_COHORT {
            let run = format!("K{cohort}/theory/1");
            let attendance = Attendance {
                cohort: CohortId(cohort as usize),
                module: ModuleId(0),
                learners: LearnerSet::range(1, 20),
            };
            let units = (1..=4).map(|unit| cohort * 4 + unit).collect();
            let teacher =
                StaffOnSession { staff: StaffId(0), person: cohort + 1, qualification: "teach".to_owned() };
            world.plan.sessions.push(Session {
                id: format!("{run}#{number:03}"),
                run,
                attendance: vec![attendance],
                equipment: Some(PlacedUnits { pool: EquipmentId(0), units }),
                staff: vec![teacher],
                ..session.clone()
            });
            let place = world.plan.sessions.len() - 1;
            world.shift(place, &days[number / 2].to_string(), ["am", "pm"][number % 2]);
        }
    }
    let wide = |rule| Policy {
        key: String::new(),
        rule,
        cohorts: (0..cohorts as usize).map(CohortId).collect(),
        strength: Strength::Policy,
        price: Price::plain(0),
        source: None,
    };
    world.scenario.policies.extend([
        wide(Rule::DayHours { lead: None, at_least: Some(400), at_most: Some(480) }),
        wide(Rule::WeekHours { with_firm_days: true, at_least: None, at_most: Some(2_400) }),
        wide(Rule::SiteChange { km: Some(5), between: None }),
        wide(Rule::CompactDays),
        wide(Rule::SameStaff),
        wide(Rule::SameRoom),
        wide(Rule::RoomSeats),
        wide(Rule::TeachingDays { selector: Selector::default(), at_least: 1 }),
        wide(Rule::RivalsApart { scope: RivalScope::Anywhere }),
        wide(Rule::Offer { selector: Selector::default(), evening: 0, weekend: 0 }),
        wide(Rule::AvoidClass { class: SlotClass::Evening }),
        wide(Rule::Budget { at_most: Cents(1), payer: None }),
    ]);
    world
}

#[test]
fn many_sessions_are_judged_in_seconds() {
    let sessions = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
    let world = year(sessions);
    let start = Instant::now();
    let verdict = judge(&world.scenario, &world.plan);
    let took = start.elapsed();
    println!("{sessions} sessions: {took:?}");
    assert!(verdict.accepted(), "{:?}", verdict.violations.first());
    assert!(took < Duration::from_secs(30), "{took:?}");
}
