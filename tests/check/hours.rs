//! Examples: hours of learners by day, week, period and plan.

use vetplan::check::Amount::{Count, Minutes};
use vetplan::domain::*;

use super::world::*;
use super::{Example, as_set_up, example};

/// Theory of 7 h, in sessions of 4 h and 3 h.
fn seven_hours(world: &mut World) {
    world.theory(420, &[240, 180]);
    world.last(1, 180);
}

/// Adds welding of 7 h on Wednesday and Thursday.
fn welding(world: &mut World) {
    seven_hours(world);
    let welding = world.module("welding", 420);
    welding.sessions = SessionLengths::Minutes(vec![240, 180]);
    (welding.kind, welding.track) = (Kind::Practical, Track::Specialised);
    world.hold("C/welding/1", WED, "am");
    world.hold("C/welding/1", THU, "am");
    world.last(3, 180);
}

/// An hour more of theory than is needed.
fn an_hour_more(world: &mut World) {
    world.last(1, 240);
}

pub fn examples() -> Vec<Example> {
    [of_the_plan(), of_days(), of_weeks()].concat()
}

fn norm(category: Category, at_least: Option<u32>, at_most: Option<u32>) -> Rule {
    Rule::HoursNorm { category, selector: Selector::default(), at_least, at_most }
}

fn of_the_plan() -> Vec<Example> {
    let practical = || Selector { kinds: vec![Kind::Practical], ..Selector::default() };
    let share = move |at_least: Option<i64>, at_most: Option<i64>, theory: bool| {
        move |w: &mut World| {
            welding(w);
            let part = if theory {
                Selector { kinds: vec![Kind::Theory], ..Selector::default() }
            } else {
                practical()
            };
            w.policy(Rule::Share { part, whole: Selector::default(), at_least, at_most });
        }
    };
    vec![
        example(
            "hours_norm",
            "too many hours with the school",
            Minutes(60 * 5),
            |w| {
                seven_hours(w);
                w.policy(norm(Category::Guided, None, Some(420)));
            },
            as_set_up,
            an_hour_more,
        ),
        example(
            "hours_norm",
            "too few hours with the firm, of those who have one",
            Minutes(480 * 3),
            |w| {
                w.scenario.cohorts[0].groups[1].firm = None;
                w.policy(norm(Category::Firm, Some(480), None));
            },
            |w| w.firm_day(WED, "1-3", F1),
            as_set_up,
        ),
        example(
            "hours_norm",
            "too few hours in all",
            Minutes(480 * 5),
            |w| {
                w.firm_day(WED, "1-3", F1);
                w.firm_day(WED, "4-5", F2);
                w.policy(norm(Category::Total, Some(960), None));
            },
            as_set_up,
            |w| w.plan.firm_days.clear(),
        ),
        // 7 h of 15 h are half an hour less than half of them.
        example(
            "share",
            "too small",
            Minutes(30 * 5),
            share(Some(5_000), None, false),
            as_set_up,
            an_hour_more,
        ),
        example(
            "share",
            "too large",
            Minutes(30 * 5),
            share(None, Some(5_000), true),
            as_set_up,
            an_hour_more,
        ),
        example(
            "split",
            "too much basic",
            Minutes(30 * 5),
            |w| {
                welding(w);
                w.policy(Rule::Split { basic: 5_000, tolerance: 0 });
            },
            as_set_up,
            an_hour_more,
        ),
        example(
            "spread",
            "nothing in the second period",
            Minutes(240 * 5),
            |w| {
                let period =
                    |key: &str, first, last| Period { key: key.to_owned(), range: range(first, last) };
                w.scenario.calendar.periods =
                    vec![period("P1", MON, "2026-09-13"), period("P2", MON2, "2026-09-20")];
                w.policy(Rule::Spread { selector: Selector::default(), at_least: 240 });
            },
            |w| w.shift(1, MON2, "am"),
            as_set_up,
        ),
    ]
}

fn of_days() -> Vec<Example> {
    let day = |at_least: Option<u32>, at_most: Option<u32>| {
        move |w: &mut World| {
            w.policy(Rule::DayHours { lead: Some(Lead::School), at_least, at_most });
        }
    };
    let both_on_monday = |w: &mut World| w.shift(1, MON, "pm");
    vec![
        example("day_hours", "too many", Minutes(90 * 5), day(None, Some(390)), as_set_up, both_on_monday),
        example("day_hours", "too few", Minutes(60 * 2 * 5), day(Some(300), None), both_on_monday, as_set_up),
        example(
            "isolated_sessions",
            "a session alone on each date",
            Count(2 * 5),
            |w| {
                w.policy(Rule::IsolatedSessions { break_minutes: 60 });
            },
            |w| w.shift(1, MON, "pm"),
            as_set_up,
        ),
        example(
            "isolated_sessions",
            "a break a minute too long",
            Count(2 * 5),
            |w| {
                w.policy(Rule::IsolatedSessions { break_minutes: 60 });
                w.shift(1, MON, "pm");
            },
            as_set_up,
            |w| w.scenario.policies[0].rule = Rule::IsolatedSessions { break_minutes: 59 },
        ),
        example(
            "teaching_days",
            "one date of two",
            Count(1),
            |w| {
                w.policy(Rule::TeachingDays { selector: Selector::default(), at_least: 2 });
            },
            as_set_up,
            |w| w.shift(1, MON, "pm"),
        ),
        example(
            "compact_days",
            "an afternoon in between",
            Minutes(360 * 5),
            |w| {
                seven_hours(w);
                w.policy(Rule::CompactDays);
            },
            |w| {
                w.shift(1, MON, "pm");
                w.last(1, 180);
            },
            |w| w.shift(1, MON, "eve"),
        ),
    ]
}

fn of_weeks() -> Vec<Example> {
    let week = |with_firm_days: bool, at_least: Option<u32>, at_most: Option<u32>| {
        move |w: &mut World| {
            seven_hours(w);
            w.one_week();
            w.policy(Rule::WeekHours { with_firm_days, at_least, at_most });
        }
    };
    let evenings = |w: &mut World| {
        w.theory(360, &[180]);
        w.shift(0, MON, "eve");
        w.shift(1, TUE, "eve");
        w.policy(Rule::EveningsPerWeek { at_most: 1 });
    };
    let saturdays = |w: &mut World| {
        w.shift(0, SAT, "sat");
        w.shift(1, "2026-09-26", "sat");
        w.policy(Rule::FreeWeekends { one_in: 2 });
    };
    let offer = |w: &mut World| {
        seven_hours(w);
        w.policy(Rule::Offer { selector: Selector::default(), evening: 1, weekend: 0 });
    };
    vec![
        example(
            "week_hours",
            "too many",
            Minutes(60 * 5),
            week(false, None, Some(420)),
            as_set_up,
            an_hour_more,
        ),
        example(
            "week_hours",
            "too few",
            Minutes(60 * 5),
            week(false, Some(480), None),
            an_hour_more,
            as_set_up,
        ),
        example(
            "week_hours",
            "too few, but not in a week with a holiday",
            Minutes(60 * 5),
            week(false, Some(480), None),
            |w| w.close(FRI),
            as_set_up,
        ),
        example(
            "week_hours",
            "too many with firm days",
            Minutes(480 * 3),
            week(true, None, Some(420)),
            as_set_up,
            |w| w.firm_day(WED, "1-3", F1),
        ),
        example(
            "evenings_per_week",
            "two evenings",
            Count(5),
            evenings,
            |w| w.shift(1, MON2, "eve"),
            as_set_up,
        ),
        example("free_weekends", "two in a row", Count(5), saturdays, as_set_up, |w| {
            w.shift(1, "2026-09-19", "sat");
        }),
        example("offer", "no evening session", Count(1), offer, |w| w.shift(1, TUE, "eve"), as_set_up),
    ]
}
