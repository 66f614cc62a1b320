//! Operators on a roster of five crews: what the roster leaves free, and what it costs that each crew is a group.
//!
//! The plan was found by `vetplan plan scenarios/03-five-crews.jsonc` in three minutes and is kept as its table; the judge and
//! the ledger look at it anew, and the bound that no plan undercuts is computed anew.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::path::Path;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use vetplan::check::judge;
use vetplan::domain::{Cents, Cohort, Heading, Roster, Scenario};
use vetplan::plan::{price, table};
use vetplan::planner::least::least_cost;
use vetplan::solver::Cancel;

fn file(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn scenario(path: &str) -> Scenario {
    vetplan::scenario::read(path, &file(path)).unwrap()
}

fn least(scenario: &Scenario) -> f64 {
    least_cost(scenario, &Cancel::default()).unwrap().unwrap().euros
}

/// Days off but the first, which is slept away: no hour of a shift lies in them.
fn usable(roster: &Roster, date: NaiveDate) -> bool {
    !roster.works(date, 0, 1_440)
}

#[test]
fn crews_have_few_days_in_common_and_few_of_any_weekday() {
    let scenario = scenario("scenarios/03-five-crews.jsonc");
    let rosters: Vec<&Roster> = scenario.cohorts.iter().filter_map(|cohort| cohort.roster.as_ref()).collect();
    assert_eq!(rosters.len(), 5);
    let first = NaiveDate::from_ymd_opt(2026, 9, 7).unwrap();
    let days = |count: u64| (0..count).map(move |day| first + Days::new(day));
    for (place, roster) in rosters.iter().enumerate() {
        // In 70 weeks the cycle of ten days meets every weekday alike; of 43 weeks it is 13 as near as can be.
        let tuesdays = |weeks: u64| {
            days(7 * weeks).filter(|day| day.weekday() == Weekday::Tue && usable(roster, *day)).count()
        };
        assert_eq!(tuesdays(70), 21);
        assert!((12..=14).contains(&tuesdays(43)), "{}", tuesdays(43));
        let neighbour = rosters[(place + 1) % 5];
        let both = days(100).filter(|day| usable(roster, *day) && usable(neighbour, *day)).count();
        assert_eq!(both, 10);
    }
}

#[test]
fn seven_groups_instead_of_four_are_the_price_of_the_shifts() {
    let crews = scenario("scenarios/03-five-crews.jsonc");
    assert_eq!(crews.cohorts.iter().map(Cohort::learners).collect::<Vec<_>>(), [24, 4, 4, 5, 5, 6]);
    let plan = table::read(&crews, &file("tests/data/five-crews.sessions.csv")).unwrap();
    let verdict = judge(&crews, &plan);
    assert!(verdict.accepted(), "{:?}", verdict.violations.first());
    // 84 000, seven groups at 31 000, 48 learners at 420: no plan costs less.
    let ledger = price(&crews, &plan);
    assert_eq!(ledger.cost(), Cents(32_116_000));
    let runs: Cents =
        ledger.lines.iter().filter(|line| line.heading == Heading::Runs).map(|line| line.amount).sum();
    assert_eq!(runs, Cents(7 * 3_100_000));
    assert!((least(&crews) - 321_160.0).abs() < 0.01);
    // Released to day duty the same 48 learners are four groups.
    let released = least(&scenario("scenarios/03-seventy-thirty.jsonc"));
    assert!((least(&crews) - released - 93_000.0).abs() < 0.01, "{released}");
}
