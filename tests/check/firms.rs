//! Examples: firms, seats outside, and what is locked.

use vetplan::check::Amount::Count;
use vetplan::domain::*;
use vetplan::plan::*;

use super::world::*;
use super::{Example, as_set_up, example};

pub fn examples() -> Vec<Example> {
    [firms(), seats(), locks()].concat()
}

fn firms() -> Vec<Example> {
    vec![
        example(
            "firm_places",
            "too many contracts",
            Count(1),
            |_| {},
            |w| w.scenario.firms[0].places = Some(3),
            |w| {
                w.scenario.firms[0].places = Some(2);
            },
        ),
        example(
            "firm_places",
            "too few mentors",
            Count(1),
            |w| w.scenario.firms[0].mentors = Some(1),
            as_set_up,
            |w| {
                w.scenario.firms[0].learners_per_mentor = Some(2);
            },
        ),
        example(
            "firm_release",
            "three of two away at once",
            Count(2),
            |w| {
                w.scenario.firms[0].working_hours = vec![window(13, 17)];
                w.scenario.firms[0].away_at_most = Some(2);
            },
            as_set_up,
            |w| {
                w.shift(0, MON, "pm");
                w.shift(1, TUE, "pm");
            },
        ),
        example(
            "firm_presence",
            "three of two received",
            Count(1),
            |w| w.firm_day(WED, "1-3", F1),
            as_set_up,
            |w| {
                w.scenario.firms[0].present_at_most = Some(2);
            },
        ),
    ]
}

fn provider(rule: SeatRule, level: SeatLevel) -> impl Fn(&mut World) {
    move |w: &mut World| {
        let cohorts = vec![C];
        let price = Price::plain(0);
        w.scenario.tariff.outside.push(OutsideSeat { cohorts, price, per: SeatPer::Seat, rule, level });
    }
}

/// These learners sit outside, and those stay in the sessions.
fn outside(who: &'static str, stay: &'static str) -> impl Fn(&mut World) {
    move |w: &mut World| {
        w.plan.outside.push(OutsideSeats { cohort: C, learners: learners(who), provider: 0 });
        if stay.is_empty() {
            w.plan.sessions.clear();
        }
        for session in &mut w.plan.sessions {
            session.attendance[0].learners = learners(stay);
        }
    }
}

fn seats() -> Vec<Example> {
    let by_seat = || provider(SeatRule::SeatBySeat, SeatLevel::Firm);
    vec![
        example(
            "outside_seats",
            "seated twice",
            Count(2),
            by_seat(),
            outside("5", "1-4"),
            outside("5", "1-5"),
        ),
        example("outside_seats", "not served", Count(1), by_seat(), outside("5", "1-4"), |w| {
            outside("5", "1-4")(w);
            w.scenario.tariff.outside[0].cohorts.clear();
        }),
        example(
            "outside_seats",
            "some of all",
            Count(2),
            provider(SeatRule::AllOrNone, SeatLevel::Coalition),
            outside("1-5", ""),
            outside("1-3", "4-5"),
        ),
        example(
            "outside_seats",
            "some of a firm",
            Count(1),
            provider(SeatRule::AllOrNone, SeatLevel::Firm),
            outside("1-3", "4-5"),
            outside("1-2", "3-5"),
        ),
    ]
}

fn lock(kind: LockKind) -> impl Fn(&mut World) {
    move |w: &mut World| w.scenario.locks.push(Lock { key: "locks[0]".to_owned(), kind: kind.clone() })
}

/// The theory of Tuesday morning.
fn tuesday(part: Option<u32>, minutes: Option<u32>, site: Option<SiteId>) -> LockKind {
    let (date, daypart) = (date(TUE), DaypartId(0));
    LockKind::Session(SessionLock {
        cohort: C,
        module: THEORY,
        part,
        date,
        daypart,
        minutes,
        site,
        equipment: None,
        staff: None,
    })
}

fn locks() -> Vec<Example> {
    let days = |used: DayUse| lock(LockKind::Days { cohort: C, range: range(TUE, TUE), used });
    let later = |w: &mut World| w.shift(1, WED, "am");
    vec![
        example("locks", "a session moved", Count(1), lock(tuesday(None, None, None)), as_set_up, later),
        example(
            "locks",
            "a shorter session",
            Count(1),
            lock(tuesday(None, Some(240), Some(COLLEGE))),
            as_set_up,
            |w| {
                w.scenario.modules[0].minutes = 440;
                w.last(1, 200);
            },
        ),
        example(
            "locks",
            "the other part",
            Count(1),
            |w| w.split((WED, "am"), (THU, "am")),
            lock(tuesday(Some(1), None, None)),
            lock(tuesday(Some(2), None, None)),
        ),
        example(
            "locks",
            "only a part of the cohort",
            Count(1),
            lock(tuesday(None, None, None)),
            |w| w.split((MON, "am"), (TUE, "am")),
            |w| w.split((MON, "am"), (WED, "am")),
        ),
        example("locks", "a free day", Count(1), days(DayUse::Free), later, as_set_up),
        example("locks", "a firm day for a school day", Count(1), days(DayUse::School), as_set_up, |w| {
            w.firm_day(TUE, "1-3", F1);
        }),
        example("locks", "a lesson on a firm day", Count(1), days(DayUse::Firm), later, as_set_up),
    ]
}
