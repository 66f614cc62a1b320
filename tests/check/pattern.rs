//! Examples: weekly patterns.

use chrono::Weekday;
use vetplan::check::Amount::Count;
use vetplan::domain::*;
use vetplan::plan::*;

use super::world::*;
use super::{Example, as_set_up, example};

fn weekdays(days: &[Weekday]) -> Weekdays {
    days.iter().copied().collect()
}

/// School on Monday and Tuesday, firm from Wednesday to Friday, for the first week.
fn pattern(holiday_weeks: HolidayWeeks) -> impl Fn(&mut World) {
    move |w: &mut World| {
        w.one_week();
        let school = weekdays(&[Weekday::Mon, Weekday::Tue]);
        let firm = weekdays(&[Weekday::Wed, Weekday::Thu, Weekday::Fri]);
        w.plan.patterns.push(Pattern { cohort: C, school, firm });
        w.policy(Rule::WeeklyPattern {
            school_days: 2,
            firm_days: 3,
            days: PatternDays::Given { school, firm },
            holiday_weeks,
            other_days: OtherDays::Closed,
            firm_day_minutes: 480,
        });
    }
}

/// Firm days of everybody.
fn firm_days(world: &mut World, days: &[&str]) {
    for day in days {
        world.firm_day(day, "1-3", F1);
        world.firm_day(day, "4-5", F2);
    }
}

/// An ordinary week.
fn ordinary(world: &mut World) {
    pattern(HolidayWeeks::Keep)(world);
    firm_days(world, &[WED, THU, FRI]);
}

/// A week whose Tuesday is closed; theory is held in two parts of Monday.
fn holiday(holiday_weeks: HolidayWeeks) -> impl Fn(&mut World) {
    move |w: &mut World| {
        pattern(holiday_weeks)(w);
        w.close(TUE);
        w.shift(1, MON, "pm");
    }
}

pub fn examples() -> Vec<Example> {
    [weeks(), holidays()].concat()
}

fn weeks() -> Vec<Example> {
    vec![
        example("weekly_pattern", "no pattern", Count(1), ordinary, as_set_up, |w| w.plan.patterns.clear()),
        example("weekly_pattern", "another pattern", Count(1), ordinary, as_set_up, |w| {
            let pattern = &mut w.plan.patterns[0];
            std::mem::swap(&mut pattern.school, &mut pattern.firm);
        }),
        example("weekly_pattern", "a lesson on a firm-led day", Count(5), ordinary, as_set_up, |w| {
            w.shift(1, WED, "am");
        }),
        example("weekly_pattern", "a firm-led session on a school day", Count(5), ordinary, as_set_up, |w| {
            w.scenario.modules[0].lead = Lead::Firm;
            w.session(1).lead = Lead::Firm;
            w.session(0).lead = Lead::Firm;
            w.shift(0, WED, "am");
        }),
        example("weekly_pattern", "a firm day is missing", Count(3), ordinary, as_set_up, |w| {
            w.plan.firm_days.remove(0);
        }),
        example("weekly_pattern", "a firm day too short", Count(2), ordinary, as_set_up, |w| {
            w.plan.firm_days[1].minutes = 420;
        }),
        example("weekly_pattern", "a firm day too many", Count(3), ordinary, as_set_up, |w| {
            w.firm_day(SAT, "1-3", F1);
        }),
        example(
            "weekly_pattern",
            "a locked day needs no firm day",
            Count(5),
            |w| {
                pattern(HolidayWeeks::Keep)(w);
                firm_days(w, &[WED, THU]);
            },
            |w| {
                let kind = LockKind::Days { cohort: C, range: range(FRI, FRI), used: DayUse::Free };
                w.scenario.locks.push(Lock { key: "off".to_owned(), kind });
            },
            as_set_up,
        ),
        example(
            "weekly_pattern",
            "a lesson on a Saturday, which the pattern does not name",
            Count(5),
            |w| {
                ordinary(w);
                w.shift(1, SAT, "sat");
            },
            |w| {
                let Rule::WeeklyPattern { other_days, .. } = &mut w.scenario.policies[0].rule else {
                    unreachable!()
                };
                *other_days = OtherDays::Open;
            },
            |w| {
                let Rule::WeeklyPattern { other_days, .. } = &mut w.scenario.policies[0].rule else {
                    unreachable!()
                };
                *other_days = OtherDays::Closed;
            },
        ),
        example(
            "weekly_pattern",
            "a day outside those to choose from",
            Count(1),
            |w| {
                ordinary(w);
                let Rule::WeeklyPattern { days, .. } = &mut w.scenario.policies[0].rule else {
                    unreachable!()
                };
                *days = PatternDays::Choose { among: Weekdays::WORKING };
            },
            as_set_up,
            |w| w.plan.patterns[0].firm = weekdays(&[Weekday::Wed, Weekday::Thu, Weekday::Sat]),
        ),
    ]
}

fn holidays() -> Vec<Example> {
    let keep = holiday(HolidayWeeks::Keep);
    let (scale, exempt) = (holiday(HolidayWeeks::Scale), holiday(HolidayWeeks::Exempt));
    vec![
        example(
            "weekly_pattern",
            "kept in a holiday week",
            Count(5),
            &keep,
            |w| {
                firm_days(w, &[WED, THU, FRI]);
            },
            |w| firm_days(w, &[WED, THU]),
        ),
        // Four open days of two and three: 1.6 are for the school, which are two.
        example(
            "weekly_pattern",
            "scaled, and still three",
            Count(5),
            &scale,
            |w| firm_days(w, &[WED, THU]),
            |w| {
                firm_days(w, &[WED, THU, FRI]);
            },
        ),
        example(
            "weekly_pattern",
            "scaled, a day with both",
            Count(5),
            &scale,
            |w| {
                firm_days(w, &[WED, FRI]);
                w.shift(1, THU, "am");
            },
            |w| {
                firm_days(w, &[WED, FRI]);
                w.shift(1, WED, "am");
            },
        ),
        example(
            "weekly_pattern",
            "scaled, a firm-led session on a day of the school",
            Count(5),
            |w| {
                scale(w);
                w.scenario.modules[0].lead = Lead::Firm;
                w.session(0).lead = Lead::Firm;
                w.session(1).lead = Lead::Firm;
                firm_days(w, &[WED, FRI]);
                w.shift(0, WED, "am");
            },
            |w| w.shift(1, FRI, "am"),
            as_set_up,
        ),
        example(
            "weekly_pattern",
            "scaled, on a Saturday",
            Count(5),
            &scale,
            |w| firm_days(w, &[WED, FRI]),
            |w| {
                firm_days(w, &[WED, FRI]);
                w.shift(1, SAT, "sat");
            },
        ),
        example(
            "weekly_pattern",
            "exempt, and a firm day",
            Count(3),
            &exempt,
            |w| w.shift(1, SAT, "sat"),
            |w| {
                w.firm_day(WED, "1-3", F1);
            },
        ),
    ]
}
