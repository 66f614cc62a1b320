//! Examples: what learners can do, and in what order.

use vetplan::check::Amount::{Count, Minutes};
use vetplan::domain::*;

use super::world::*;
use super::{Example, as_set_up, example};

/// Adds welding, one session of 4 h after all of theory.
fn welding(world: &mut World, min_gap_days: u32, max_gap_days: Option<u32>) {
    let after = Prerequisite { module: THEORY, minutes: None, min_gap_days, max_gap_days };
    world.module("welding", 240).after.push(after);
}

pub fn examples() -> Vec<Example> {
    [times(), order(), ages()].concat()
}

fn times() -> Vec<Example> {
    vec![
        example(
            "one_session_at_a_time",
            "two modules at once",
            Count(5),
            |w| w.module("welding", 240).min_group = 1,
            |w| w.hold("C/welding/1", WED, "am").site = COLLEGE,
            |w| w.hold("C/welding/1", MON, "am").site = COLLEGE,
        ),
        example(
            "module_window",
            "after its last day",
            Count(5),
            |w| w.scenario.modules[0].until = Some(date(TUE)),
            as_set_up,
            |w| w.shift(1, WED, "am"),
        ),
        example(
            "module_window",
            "before its first day",
            Count(5),
            |w| w.scenario.modules[0].from = Some(date(TUE)),
            |w| w.shift(0, WED, "am"),
            as_set_up,
        ),
        example(
            "module_window",
            "in the last hour of a morning closed to it",
            Count(2 * 5),
            |w| w.scenario.modules[0].not_at = vec![window(11, 17)],
            |w| w.scenario.modules[0].not_at = vec![window(12, 17)],
            as_set_up,
        ),
        example(
            "availability",
            "outside the windows of the cohort",
            Count(5),
            |w| w.scenario.cohorts[0].available = vec![window(8, 12)],
            as_set_up,
            |w| w.shift(1, TUE, "pm"),
        ),
        example(
            "availability",
            "outside the windows of a group",
            Count(2),
            |w| w.scenario.cohorts[0].groups[1].available = vec![window(8, 12)],
            as_set_up,
            |w| w.shift(1, TUE, "pm"),
        ),
        example(
            "availability",
            "during a night shift of the day before",
            Count(3),
            |w| {
                let night = Shift { from_minute: 22 * 60, to_minute: 30 * 60 + 180 };
                let roster =
                    Roster { anchor: date(WED), cycle: [vec![Some(night)], vec![None; 27]].concat() };
                w.scenario.cohorts[0].groups[0].roster = Some(roster);
            },
            as_set_up,
            |w| w.shift(1, THU, "am"),
        ),
        example(
            "availability",
            "before the first day of the cohort",
            Count(5),
            |w| w.scenario.cohorts[0].range.first = date(TUE),
            |w| w.shift(0, WED, "am"),
            as_set_up,
        ),
    ]
}

fn order() -> Vec<Example> {
    let hold = |on: &'static str, daypart: &'static str| {
        move |w: &mut World| w.hold("C/welding/1", on, daypart).site = COLLEGE
    };
    vec![
        example(
            "prerequisites",
            "half of the hours are missing",
            Minutes(240 * 5),
            |w| welding(w, 0, None),
            hold(TUE, "pm"),
            hold(MON, "pm"),
        ),
        example(
            "prerequisites",
            "too soon",
            Count(5),
            |w| welding(w, 2, None),
            hold(THU, "am"),
            hold(WED, "am"),
        ),
        example(
            "prerequisites",
            "too late",
            Count(10),
            |w| welding(w, 0, Some(1)),
            hold(WED, "am"),
            hold(FRI, "am"),
        ),
    ]
}

/// Learners 1-3 turn 18 on Tuesday of the first week.
fn young(world: &mut World) {
    world.scenario.cohorts[0].groups[0].turns_18 = Some(date(TUE));
}

const UNDER_18: AgeBand = AgeBand { from: None, under: Some(18) };

fn ages() -> Vec<Example> {
    let slots = |not: Vec<SlotClass>, latest: Option<ClockTime>, earliest: Option<ClockTime>| {
        move |w: &mut World| {
            young(w);
            w.theory(420, &[240, 180]);
            w.shift(1, TUE, "eve");
            w.policy(Rule::SlotsByAge {
                band: UNDER_18,
                selector: Selector::default(),
                not: not.clone(),
                latest,
                earliest,
            });
        }
    };
    let swapped = |w: &mut World| {
        w.shift(0, TUE, "am");
        w.shift(1, MON, "eve");
    };
    let cap = |km: Option<u32>, minutes: Option<u32>, far: Option<(u32, u32)>| {
        move |w: &mut World| {
            young(w);
            w.scenario.cohorts[0].groups[0].turns_18 = Some(date(WED));
            w.scenario.modules[0].sites = vec![COLLEGE, SITE_F1, PLANT];
            let (far_km, far_days_per_week) = far.unzip();
            w.policy(Rule::TravelCap { band: UNDER_18, km, minutes, far_km, far_days_per_week });
        }
    };
    let to_plant = |w: &mut World| w.session(1).site = PLANT;
    vec![
        example(
            "slots_by_age",
            "an evening",
            Count(3),
            slots(vec![SlotClass::Evening], None, None),
            as_set_up,
            swapped,
        ),
        example(
            "slots_by_age",
            "too late",
            Count(3),
            slots(vec![], Some(ClockTime(1200)), None),
            as_set_up,
            swapped,
        ),
        example(
            "slots_by_age",
            "too early",
            Count(3),
            slots(vec![], None, Some(ClockTime(540))),
            |w| {
                w.shift(0, WED, "am");
                w.shift(1, TUE, "eve");
            },
            as_set_up,
        ),
        example("travel_cap", "too far", Count(3), cap(Some(40), None, None), as_set_up, to_plant),
        example("travel_cap", "too long", Count(3), cap(None, Some(60), None), as_set_up, to_plant),
        example(
            "travel_cap",
            "far on two days",
            Count(3),
            cap(Some(40), None, Some((5, 1))),
            |w| w.session(0).site = SITE_F1,
            |w| (0..2).for_each(|session| w.session(session).site = SITE_F1),
        ),
    ]
}
