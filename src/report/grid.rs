//! The weeks of a cohort: hours of each day by lead and place.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, Weekday};
use serde::Serialize;

use super::capacity::taught_weekdays;
use super::words::{label, monday};
use crate::check::Case;
use crate::domain::{CohortId, Lead, SiteId};

/// Hours under one lead at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Letter of the lead.
    pub lead: String,
    /// Most minutes any learner has.
    pub minutes: u32,
    /// Short name of the place; empty for firm-led days, which each learner has at their own firm.
    pub place: String,
}

/// A day of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// The day is closed.
    Closed,
    /// The day is not among the cohort's.
    Outside,
    /// What is held on it; empty is nothing.
    Held(Vec<Block>),
}

/// Equal weeks that follow each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Weeks {
    /// Monday of the first.
    pub first: NaiveDate,
    /// Monday of the last.
    pub last: NaiveDate,
    /// How many they are.
    pub count: u64,
    /// Days, one a column.
    pub cells: Vec<Cell>,
    /// Names of what closes days of these weeks.
    pub closed: Vec<String>,
}

/// The weeks of a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// The cohort.
    pub cohort: String,
    /// What people call it, if that differs.
    pub name: Option<String>,
    /// The weekdays: `Mon`.
    pub weekdays: Vec<String>,
    /// The weeks in order.
    pub weeks: Vec<Weeks>,
    /// Letters and short names, each with what it stands for.
    pub legend: Vec<(String, String)>,
}

/// The weeks of every cohort.
pub(super) fn grids(case: &Case<'_>) -> Vec<Grid> {
    let weekdays = taught_weekdays(case);
    let places = short_names(case);
    (0..case.scenario.cohorts.len()).map(|cohort| grid(case, CohortId(cohort), &weekdays, &places)).collect()
}

/// Most minutes of a learner by date, lead and place.
type Held = BTreeMap<NaiveDate, BTreeMap<(Lead, Option<SiteId>), u32>>;

fn grid(case: &Case<'_>, id: CohortId, weekdays: &[Weekday], places: &[String]) -> Grid {
    let held = held(case, id);
    let cohort = case.cohort(id);
    let mut legend: Vec<(String, String)> = Vec::new();
    let mut block = |((lead, site), minutes): (&(Lead, Option<SiteId>), &u32)| {
        let place = site.map_or_else(String::new, |site| places[site.index()].clone());
        let letter = letter(case, *lead);
        legend.push((letter.clone(), format!("{}-led", lead_label(case, *lead))));
        legend.extend(site.map(|site| (place.clone(), case.scenario.sites[site.index()].name.clone())));
        Block { lead: letter, minutes: *minutes, place }
    };
    let mut cell = |date: NaiveDate| {
        if !cohort.range.contains(date) {
            Cell::Outside
        } else if case.calendar.day_on(date).is_none() {
            Cell::Closed
        } else {
            Cell::Held(held.get(&date).into_iter().flatten().map(&mut block).collect())
        }
    };
    let mut weeks: Vec<Weeks> = Vec::new();
    let mondays =
        monday(cohort.range.first).iter_days().step_by(7).take_while(|date| *date <= cohort.range.last);
    for first in mondays {
        let dates = weekdays.iter().map(|day| first + Days::new(u64::from(day.num_days_from_monday())));
        let dates: Vec<NaiveDate> = dates.collect();
        let cells = dates.iter().map(|date| cell(*date)).collect();
        let closed = closures(case, &dates, &cells);
        enter(&mut weeks, Weeks { first, last: first, count: 1, cells, closed });
    }
    legend.sort();
    legend.dedup();
    // Leads first, then places.
    legend.sort_by_key(|(short, _)| short.chars().count() > 1);
    Grid {
        cohort: cohort.key.clone(),
        name: Some(cohort.name.clone()).filter(|name| *name != cohort.key),
        weekdays: weekdays.iter().map(ToString::to_string).collect(),
        weeks,
        legend,
    }
}

/// Adds a week; one that equals the last is counted there.
fn enter(weeks: &mut Vec<Weeks>, week: Weeks) {
    match weeks.last_mut() {
        Some(last) if (&last.cells, &last.closed) == (&week.cells, &week.closed) => {
            last.last = week.first;
            last.count += 1;
        }
        _ => weeks.push(week),
    }
}

fn held(case: &Case<'_>, cohort: CohortId) -> Held {
    let mut held = Held::new();
    for squad in case.inside().filter(|squad| squad.cohort == cohort) {
        let mut mine = Held::new();
        for visit in &squad.visits {
            let session = case.session(visit.session);
            let key = (session.lead, Some(session.site));
            *mine.entry(session.date).or_default().entry(key).or_default() += session.minutes;
        }
        for day in squad.firm_days.iter().map(|day| &case.plan.firm_days[*day]) {
            *mine.entry(day.date).or_default().entry((Lead::Firm, None)).or_default() += day.minutes;
        }
        for (date, blocks) in mine {
            for (key, minutes) in blocks {
                let most = held.entry(date).or_default().entry(key).or_default();
                *most = minutes.max(*most);
            }
        }
    }
    held
}

/// Names of the closures on the closed days among some dates.
fn closures(case: &Case<'_>, dates: &[NaiveDate], cells: &Vec<Cell>) -> Vec<String> {
    let closed = dates.iter().zip(cells).filter(|(_, cell)| **cell == Cell::Closed).map(|(date, _)| date);
    let name = |date: &NaiveDate| {
        let closure = case.scenario.calendar.closed.iter().find(|closure| closure.range.contains(*date));
        closure.map(|closure| closure.name.clone()).filter(|name| !name.is_empty())
    };
    let mut names: Vec<String> = closed.filter_map(name).collect();
    names.dedup();
    names
}

fn lead_label(case: &Case<'_>, lead: Lead) -> String {
    label(case.scenario, if lead == Lead::School { "school" } else { "firm" })
}

/// The first letter of a lead's name; `S` and `F` when both names begin alike.
fn letter(case: &Case<'_>, lead: Lead) -> String {
    let first = |lead| lead_label(case, lead).chars().next().map(|letter| letter.to_uppercase().to_string());
    match (first(Lead::School), first(Lead::Firm)) {
        (Some(school), Some(firm)) if school != firm => {
            if lead == Lead::School {
                school
            } else {
                firm
            }
        }
        _ => (if lead == Lead::School { "S" } else { "F" }).to_owned(),
    }
}

/// Short names of sites: so many first letters of the id, three at least, as tell them apart.
fn short_names(case: &Case<'_>) -> Vec<String> {
    let keys: Vec<&str> = case.scenario.sites.iter().map(|site| site.key.as_str()).collect();
    let short = |key: &str, letters: usize| key.chars().take(letters).collect::<String>();
    let longest = keys.iter().map(|key| key.chars().count()).max().unwrap_or(0);
    let name = |key: &&str| {
        let unique = |letters: &usize| {
            keys.iter().filter(|other| short(other, *letters) == short(key, *letters)).count() == 1
        };
        short(key, (3..longest).find(unique).unwrap_or(longest))
    };
    keys.iter().map(name).collect()
}
