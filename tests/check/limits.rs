//! Examples at the limit of ways, breaks, prerequisites and shared runs.

use vetplan::check::Amount::{Count, Minutes};
use vetplan::domain::*;
use vetplan::plan::*;

use super::world::*;
use super::{Example, as_set_up, example};

pub fn examples() -> Vec<Example> {
    [times(), places(), order(), shared()].concat()
}

fn times() -> Vec<Example> {
    // Dayparts that are full, with a break of 90 min between them.
    let full = |w: &mut World| {
        w.theory(480, &[480]).shorter_last = false;
        w.plan.sessions.pop();
        let pm = &mut w.scenario.calendar.dayparts[1];
        (pm.from, pm.to) = (ClockTime(810), ClockTime(1050));
        let session = w.session(0);
        (session.dayparts, session.minutes) = (vec![DaypartId(0), DaypartId(1)], 480);
        session.end = ClockTime(1050);
    };
    let spread = |w: &mut World| {
        w.theory(420, &[240, 180]);
        w.last(1, 180);
        let period = Period { key: "P1".to_owned(), range: range(MON, TUE) };
        w.scenario.calendar.periods.push(period);
        let later = Period { key: "P0".to_owned(), range: range("2026-08-01", "2026-08-31") };
        w.scenario.calendar.periods.push(later);
        w.policy(Rule::Spread { selector: Selector::default(), at_least: 420 });
    };
    vec![
        example("session_form", "a break of 91 min", Count(1), full, as_set_up, |w| {
            w.scenario.calendar.dayparts[1].from = ClockTime(811);
            w.scenario.calendar.dayparts[1].to = ClockTime(1051);
            w.session(0).end = ClockTime(1051);
        }),
        example("session_form", "a daypart that is not needed", Count(1), full, as_set_up, |w| {
            w.theory(240, &[240]);
            w.session(0).minutes = 240;
        }),
        example("spread", "part of it in another period", Minutes(180 * 5), spread, as_set_up, |w| {
            w.shift(1, WED, "am");
            w.last(1, 180);
        }),
    ]
}

fn places() -> Vec<Example> {
    let two_sites = |w: &mut World| {
        w.scenario.modules[0].sites = vec![COLLEGE, SITE_F1];
        w.shift(1, MON, "pm");
        w.session(1).site = SITE_F1;
    };
    let way = |w: &mut World, km: u32, minutes: u32| {
        let (a, b) = (COLLEGE.index(), SITE_F1.index());
        w.scenario.travel[a * 5 + b] = Some(Travel { km, minutes });
    };
    let robots = |w: &mut World| {
        w.pool("robot", 1).moves.push(MoveOption {
            to: PLANT,
            between: range(MON2, "2026-09-18"),
            units: 1,
            cost_each_way: Price::plain(0),
            days_down: 1,
            lent: vec![],
        });
        w.plan.moves.push(PoolMove { pool: EquipmentId(0), option: 0, units: 1 });
        w.scenario.modules[0].equipment = Some("robot".to_owned());
        w.shift(1, "2026-09-17", "am");
        w.session(1).site = PLANT;
        for session in &mut w.plan.sessions {
            session.equipment = Some(PlacedUnits { pool: EquipmentId(0), units: vec![1] });
        }
    };
    vec![
        example(
            "travel_time",
            "exactly the time it takes",
            Minutes(5),
            two_sites,
            |w| way(w, 10, 60),
            |w| {
                way(w, 10, 61);
            },
        ),
        example(
            "site_change",
            "exactly as far as allowed",
            Count(5),
            |w| {
                two_sites(w);
                w.policy(Rule::SiteChange { km: Some(10), between: None });
            },
            as_set_up,
            |w| way(w, 11, 15),
        ),
        example("equipment_window", "on its way back", Count(1), robots, as_set_up, |w| {
            w.shift(1, "2026-09-18", "am");
        }),
        example(
            "rooms",
            "none online",
            Count(1),
            |w| {
                w.scenario.sites[ONLINE.index()].rooms_listed = true;
                w.scenario.modules[0].room = RoomNeed::With(vec![]);
                w.scenario.modules[0].sites = vec![COLLEGE, ONLINE];
                w.session(1).site = ONLINE;
            },
            as_set_up,
            |w| {
                w.scenario.sites[COLLEGE.index()].rooms_listed = true;
            },
        ),
    ]
}

fn order() -> Vec<Example> {
    let welding = |w: &mut World| {
        let after = Prerequisite { module: THEORY, minutes: Some(480), min_gap_days: 0, max_gap_days: None };
        w.module("welding", 240).after.push(after);
        w.hold("C/welding/1", TUE, "pm");
    };
    let delivered = |w: &mut World| {
        let delivered = Delivered { cohort: C, groups: vec![], module: THEORY, minutes: 240 };
        w.scenario.delivered.push(delivered);
        w.plan.sessions.remove(1);
        w.shift(0, TUE, "am");
    };
    vec![
        example(
            "prerequisites",
            "right after it",
            Minutes(240 * 5),
            welding,
            |w| {
                w.scenario.calendar.dayparts[1].from = ClockTime(720);
                w.shift(2, TUE, "pm");
                w.last(2, 240);
            },
            |w| {
                w.scenario.calendar.dayparts[1].from = ClockTime(720);
                w.shift(2, MON, "pm");
                w.last(2, 240);
            },
        ),
        example("prerequisites", "half of it delivered before", Minutes(240 * 5), welding, delivered, |w| {
            delivered(w);
            w.shift(0, WED, "am");
        }),
    ]
}

fn shared() -> Vec<Example> {
    // Two cohorts share a session, and a combined run of one of them with a third does not help.
    let joint = |with: usize| {
        move |w: &mut World| {
            w.cohort("D", &[(2, None)]);
            for session in &mut w.plan.sessions {
                let two = Attendance { cohort: CohortId(1), module: THEORY, learners: learners("1-2") };
                session.attendance.push(two);
            }
            w.cohort("E", &[(0, None)]);
            let members = vec![(C, THEORY), (CohortId(with), THEORY)];
            let key = "joint".to_owned();
            let run = CombinedRun { key, members, min_group: 1, max_group: None, required: true };
            w.scenario.combined.push(run);
        }
    };
    vec![
        example("session_form", "combined with others", Count(2), |_| {}, joint(1), joint(2)),
        example(
            "module_site",
            "at the school of one of two",
            Count(14),
            joint(1),
            |w| {
                w.scenario.cohorts[1].school = SITE_F1;
            },
            |w| {
                (0..2).for_each(|session| w.session(session).site = SITE_F1);
            },
        ),
    ]
}
