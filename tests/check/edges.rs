//! Examples at the edge: exactly what is allowed, and the least that is not.

use vetplan::check::Amount::{Count, Minutes};
use vetplan::domain::*;
use vetplan::plan::*;

use super::world::*;
use super::{Example, as_set_up, example};

pub fn examples() -> Vec<Example> {
    [form(), learners_and_firms(), hours(), days(), things()].concat()
}

fn form() -> Vec<Example> {
    let dayparts_touch = |w: &mut World| {
        w.theory(420, &[420]);
        w.scenario.calendar.dayparts[1].from = ClockTime(720);
        w.plan.sessions.pop();
        let session = w.session(0);
        (session.dayparts, session.minutes) = (vec![DaypartId(0), DaypartId(1)], 420);
        session.end = ClockTime(15 * 60);
    };
    vec![
        example("session_form", "dayparts that touch", Count(1), dayparts_touch, as_set_up, |w| {
            w.session(0).end = ClockTime(16 * 60);
        }),
        example(
            "session_form",
            "nobody of a cohort",
            Count(1),
            |_| {},
            as_set_up,
            |w| {
                let nobody = Attendance { cohort: C, module: THEORY, learners: LearnerSet::default() };
                w.session(1).attendance.push(nobody);
            },
        ),
        example(
            "firm_day_form",
            "on a closed day",
            Count(1),
            |w| w.close(WED),
            |w| w.firm_day(THU, "1-3", F1),
            |w| {
                w.firm_day(WED, "1-3", F1);
            },
        ),
        example(
            "one_run",
            "exactly as large as it may be, and no smaller",
            Count(2 + 3),
            |w| {
                w.scenario.modules[0].min_group = 5;
                w.scenario.modules[0].max_group = Some(5);
            },
            as_set_up,
            |w| w.split((WED, "am"), (THU, "am")),
        ),
    ]
}

fn learners_and_firms() -> Vec<Example> {
    let outside = |w: &mut World, who: &str| {
        w.plan.outside.push(OutsideSeats { cohort: C, learners: learners(who), provider: 0 });
    };
    let seats = |w: &mut World| {
        w.scenario.tariff.outside.push(OutsideSeat {
            cohorts: vec![C],
            price: Price::plain(0),
            per: SeatPer::Seat,
            rule: SeatRule::SeatBySeat,
            level: SeatLevel::Firm,
        });
        (0..2).for_each(|session| w.session(session).attendance[0].learners = learners("1-3"));
        w.plan.outside.push(OutsideSeats { cohort: C, learners: learners("5"), provider: 0 });
    };
    vec![
        example(
            "outside_seats",
            "one of two has a seat already",
            Count(1),
            seats,
            |w| outside(w, "4"),
            |w| {
                outside(w, "4-5");
            },
        ),
        example(
            "availability",
            "one window of several suffices",
            Count(5),
            |w| w.scenario.cohorts[0].available = vec![window(8, 12), window(18, 20)],
            as_set_up,
            |w| w.shift(1, TUE, "pm"),
        ),
        example(
            "firm_release",
            "after working hours nobody is missed",
            Count(2),
            |w| {
                w.theory(360, &[180]);
                w.shift(0, MON, "eve");
                w.shift(1, TUE, "eve");
                w.scenario.firms[0].away_at_most = Some(2);
                w.scenario.firms[0].working_hours = vec![window(9, 18)];
            },
            as_set_up,
            |w| w.scenario.firms[0].working_hours = vec![window(9, 19)],
        ),
        example(
            "firm_presence",
            "exactly as many as it can receive",
            Count(1),
            |w| {
                w.firm_day(WED, "1-3", F1);
                w.scenario.firms[0].present_at_most = Some(3);
            },
            as_set_up,
            |w| {
                w.cohort("D", &[(1, Some(F1))]);
                let delivered =
                    Delivered { cohort: CohortId(1), groups: vec![0], module: THEORY, minutes: 480 };
                w.scenario.delivered.push(delivered);
                let day =
                    FirmDay { cohort: CohortId(1), learners: learners("1"), ..w.plan.firm_days[0].clone() };
                w.plan.firm_days.push(day);
            },
        ),
    ]
}

/// Theory and welding of 7 h each.
fn halves(world: &mut World) {
    world.theory(420, &[240, 180]);
    world.last(1, 180);
    let welding = world.module("welding", 420);
    welding.sessions = SessionLengths::Minutes(vec![240, 180]);
    (welding.kind, welding.track) = (Kind::Practical, Track::Specialised);
    world.hold("C/welding/1", WED, "am");
    world.hold("C/welding/1", THU, "am");
    world.last(3, 180);
}

fn hours() -> Vec<Example> {
    let an_hour_more = |w: &mut World| w.last(1, 240);
    let share = |w: &mut World| {
        halves(w);
        let part = Selector { kinds: vec![Kind::Practical], ..Selector::default() };
        // 46.67 % of 15 h are a fraction of a minute more than 7 h.
        w.policy(Rule::Share { part, whole: Selector::default(), at_least: Some(4_667), at_most: None });
    };
    let split = |w: &mut World| {
        halves(w);
        w.policy(Rule::Split { basic: 4_000, tolerance: 1_000 });
    };
    let weekends = |w: &mut World| {
        w.shift(0, SAT, "sat");
        w.shift(1, "2026-09-26", "sat");
        w.policy(Rule::Offer { selector: Selector::default(), evening: 0, weekend: 2 });
    };
    let day = |w: &mut World| {
        w.policy(Rule::DayHours { lead: None, at_least: Some(240), at_most: Some(240) });
    };
    vec![
        example("share", "a minute begun", Minutes(5), share, as_set_up, an_hour_more),
        example("split", "up to the tolerance", Minutes(30 * 5), split, as_set_up, an_hour_more),
        example("offer", "one of two weekends", Count(1), weekends, as_set_up, |w| w.shift(1, TUE, "am")),
        example("day_hours", "exactly", Minutes(240 * 5), day, as_set_up, |w| w.shift(1, MON, "pm")),
    ]
}

fn days() -> Vec<Example> {
    let pattern = |firm: Weekdays| {
        move |w: &mut World| {
            w.one_week();
            let school = Weekdays(0b000_0011);
            w.plan.patterns.push(Pattern { cohort: C, school, firm });
            w.policy(Rule::WeeklyPattern {
                school_days: 2,
                firm_days: 3,
                days: PatternDays::Choose { among: Weekdays::WORKING },
                holiday_weeks: HolidayWeeks::Keep,
                other_days: vetplan::domain::OtherDays::Closed,
                firm_day_minutes: 480,
            });
            for day in [WED, THU, FRI] {
                w.firm_day(day, "1-3", F1);
                w.firm_day(day, "4-5", F2);
            }
        }
    };
    let lock = |w: &mut World, on: &str| {
        let kind = LockKind::Days { cohort: C, range: range(on, on), used: DayUse::School };
        w.scenario.locks.push(Lock { key: "locks[0]".to_owned(), kind });
    };
    let age = |km: u32, minutes: u32| {
        move |w: &mut World| {
            w.scenario.cohorts[0].groups[0].turns_18 = Some(date(WED));
            w.scenario.modules[0].sites = vec![COLLEGE, SITE_F1];
            (0..2).for_each(|session| w.session(session).site = SITE_F1);
            let band = AgeBand { from: None, under: Some(18) };
            let (far_km, far_days_per_week) = (Some(10), Some(0));
            w.policy(Rule::TravelCap {
                band,
                km: Some(km),
                minutes: Some(minutes),
                far_km,
                far_days_per_week,
            });
        }
    };
    let exactly = age(10, 15);
    let lower = |km: u32, minutes: u32| {
        move |w: &mut World| {
            let band = AgeBand { from: None, under: Some(18) };
            let rule = Rule::TravelCap {
                band,
                km: Some(km),
                minutes: Some(minutes),
                far_km: None,
                far_days_per_week: None,
            };
            w.scenario.policies[0].rule = rule;
        }
    };
    let slots = |w: &mut World| {
        w.scenario.cohorts[0].groups[0].turns_18 = Some(date(WED));
        let band = AgeBand { from: None, under: Some(18) };
        let (latest, earliest) = (Some(ClockTime(720)), Some(ClockTime(480)));
        w.policy(Rule::SlotsByAge { band, selector: Selector::default(), not: vec![], latest, earliest });
    };
    vec![
        example("weekly_pattern", "a day too few", Count(1), pattern(Weekdays(0b001_1100)), as_set_up, |w| {
            w.plan.patterns[0].firm = Weekdays(0b000_1100);
        }),
        example(
            "weekly_pattern",
            "a lock of another day",
            Count(5),
            |w| {
                pattern(Weekdays(0b001_1100))(w);
                w.plan.firm_days.truncate(4);
            },
            |w| lock(w, FRI),
            |w| lock(w, MON),
        ),
        example("travel_cap", "exactly as far as allowed", Count(6), exactly, as_set_up, lower(9, 15)),
        example("travel_cap", "exactly as long as allowed", Count(6), exactly, as_set_up, lower(10, 14)),
        example("slots_by_age", "exactly from then to then", Count(3), slots, as_set_up, |w| {
            w.shift(1, TUE, "pm");
        }),
    ]
}

fn things() -> Vec<Example> {
    let robots = |w: &mut World| {
        let pool = w.pool("robot", 1);
        (pool.year, pool.lent) = (Some(2020), vec![window(6, 7), window(8, 12), window(13, 17)]);
        w.scenario.modules[0].equipment = Some("robot".to_owned());
        w.scenario.modules[0].equipment_from_year = Some(2020);
        for session in &mut w.plan.sessions {
            session.equipment = Some(PlacedUnits { pool: EquipmentId(0), units: vec![1] });
        }
    };
    let locked = |w: &mut World| {
        robots(w);
        w.pool("lathe", 1);
    };
    let lock = |pool: usize| {
        move |w: &mut World| {
            let lock = SessionLock {
                cohort: C,
                module: THEORY,
                part: None,
                date: date(TUE),
                daypart: DaypartId(0),
                minutes: None,
                site: None,
                equipment: Some(EquipmentId(pool)),
                staff: None,
            };
            w.scenario.locks.push(Lock { key: "locks[0]".to_owned(), kind: LockKind::Session(lock) });
        }
    };
    let right = |class: Option<SlotClass>, openings: u32, per: EntitlementPeriod| {
        move |w: &mut World| {
            let right = Entitlement { holder: Party::College, class, openings, per };
            w.scenario.equipment[0].entitlements.push(right);
        }
    };
    vec![
        example("equipment_window", "exactly as old as allowed", Count(2), robots, as_set_up, |w| {
            w.scenario.modules[0].equipment_from_year = Some(2021);
        }),
        example("locks", "on another pool", Count(1), locked, lock(0), lock(1)),
        example(
            "entitlement",
            "of any class, over the year",
            Count(1),
            robots,
            right(None, 2, EntitlementPeriod::Year),
            right(None, 1, EntitlementPeriod::Year),
        ),
        example(
            "entitlement",
            "in a named period",
            Count(1),
            |w| {
                robots(w);
                let period = Period { key: "P1".to_owned(), range: range(MON, TUE) };
                w.scenario.calendar.periods.push(period);
                right(Some(SlotClass::Day), 1, EntitlementPeriod::Period)(w);
            },
            |w| w.shift(1, WED, "am"),
            as_set_up,
        ),
    ]
}
