//! What a plan means to people, in numbers that two people count the same way.
//!
//! The list [`MEASURES`] is the seam: a measure is a line with its word, its unit, who it is about and how it is summed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::check::Verdict;
use crate::domain::{CohortId, Kind, Scenario, SiteId, SiteKind, SlotClass, StaffId};
use crate::plan::{Ledger, Plan, Session};

/// Sums over a plan, each in its own unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Measures {
    /// Cost before income, in cents.
    pub cost_cents: i64,
    /// Prices of broken wishes, in cents.
    pub wish_cents: i64,
    /// Income, in cents.
    pub income_cents: i64,
    /// Hours of runs that found no place.
    pub unplaced_hours: f64,
    /// Sessions.
    pub sessions: u64,
    /// Evenings of learners: each learner and date once.
    pub learner_evenings: u64,
    /// Saturdays and Sundays of learners: each learner and date once.
    pub learner_weekend_days: u64,
    /// Evenings of people of the staff.
    pub staff_evenings: u64,
    /// Days on which a learner comes to sessions, summed over learners.
    pub learner_days: u64,
    /// Kilometres of learners: from home to the first site of a date, on to the others, and home.
    pub travel_km: u64,
    /// Hours of the same ways.
    pub travel_hours: f64,
    /// Hours that learners wait between sessions of a date, the way to another site apart.
    pub idle_hours: f64,
    /// Hours of units of equipment in use.
    pub equipment_hours: f64,
    /// Practical and assessment hours as a share of all hours of sessions, by learners.
    pub practice_share: f64,
    /// Weeks from the first day of the calendar to the last session.
    pub weeks: u64,
    /// What each payer bears, in cents.
    pub payers: BTreeMap<String, i64>,
}

/// A measure in a table.
pub struct Measure {
    /// The word in files and on the command line.
    pub key: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Its value.
    pub value: fn(&Measures) -> f64,
    /// How it is written.
    pub shown: fn(f64) -> String,
    /// Whether more of it is better.
    pub more_is_better: bool,
}

/// Every measure, in the order of tables.
pub static MEASURES: &[Measure] = &[
    measure("cost", "cost", |m| m.cost_cents as f64, money),
    measure("wishes", "wishes not met", |m| m.wish_cents as f64, money),
    measure("income", "income", |m| m.income_cents as f64, money).up(),
    measure("unplaced", "hours left out", |m| m.unplaced_hours, tenths),
    measure("sessions", "sessions", |m| m.sessions as f64, whole),
    measure("evenings", "learner evenings", |m| m.learner_evenings as f64, whole),
    measure("weekends", "learner weekend days", |m| m.learner_weekend_days as f64, whole),
    measure("staff_evenings", "staff evenings", |m| m.staff_evenings as f64, whole),
    measure("days", "learner days", |m| m.learner_days as f64, whole),
    measure("km", "learner km", |m| m.travel_km as f64, whole),
    measure("travel", "learner travel, h", |m| m.travel_hours, tenths),
    measure("idle", "learner waiting, h", |m| m.idle_hours, tenths),
    measure("equipment", "equipment, unit hours", |m| m.equipment_hours, tenths),
    measure("practice", "practice share, %", |m| 100.0 * m.practice_share, tenths).up(),
    measure("weeks", "weeks to the last session", |m| m.weeks as f64, whole),
];

const fn measure(
    key: &'static str,
    name: &'static str,
    value: fn(&Measures) -> f64,
    shown: fn(f64) -> String,
) -> Measure {
    Measure { key, name, value, shown, more_is_better: false }
}

impl Measure {
    const fn up(self) -> Self {
        Self { more_is_better: true, ..self }
    }
}

fn money(cents: f64) -> String {
    crate::domain::Cents(cents.round() as i64).to_string()
}

fn whole(value: f64) -> String {
    format!("{value:.0}")
}

fn tenths(value: f64) -> String {
    format!("{value:.1}")
}

/// A learner: the cohort and the number in it.
type Learner = (CohortId, u32);

impl Measures {
    /// Of a plan with its price and what the judge says.
    pub fn new(scenario: &Scenario, plan: &Plan, ledger: &Ledger, verdict: &Verdict) -> Self {
        let missing: u32 = plan.unplaced.iter().map(|missing| missing.minutes).sum();
        let mut all = Self {
            cost_cents: ledger.cost().0,
            wish_cents: verdict.wish_cents.0,
            income_cents: ledger.income().0,
            unplaced_hours: f64::from(missing) / 60.0,
            sessions: plan.sessions.len() as u64,
            ..Self::default()
        };
        for line in ledger.lines.iter().filter(|line| line.heading != crate::domain::Heading::Income) {
            *all.payers.entry(scenario.party(line.payer).to_owned()).or_default() += line.amount.0;
        }
        all.staff(plan);
        all.days(scenario, plan);
        all.hours(scenario, plan);
        let last = plan.sessions.iter().map(|session| session.date).max();
        let first = scenario.calendar.range.first;
        all.weeks = last.map_or(0, |last| (last - first).num_days() as u64 / 7 + 1);
        all
    }

    fn staff(&mut self, plan: &Plan) {
        let evenings = plan.sessions.iter().filter(|session| session.class == SlotClass::Evening);
        let persons = |session: &Session| -> Vec<(StaffId, u32, NaiveDate)> {
            session.staff.iter().map(|person| (person.staff, person.person, session.date)).collect()
        };
        self.staff_evenings = evenings.flat_map(persons).collect::<BTreeSet<_>>().len() as u64;
    }

    /// What the days of learners are like.
    fn days(&mut self, scenario: &Scenario, plan: &Plan) {
        let mut days: BTreeMap<(Learner, NaiveDate), Vec<&Session>> = BTreeMap::new();
        for session in &plan.sessions {
            for entry in &session.attendance {
                for learner in entry.learners.iter() {
                    days.entry(((entry.cohort, learner), session.date)).or_default().push(session);
                }
            }
        }
        let (mut minutes, mut idle) = (0_u64, 0_u64);
        for ((learner, _), sessions) in &mut days {
            sessions.sort_by_key(|session| session.start);
            let comes = |session: &&Session| scenario.sites[session.site.index()].kind != SiteKind::Online;
            self.learner_days += u64::from(sessions.iter().any(comes));
            let any = |class: &dyn Fn(SlotClass) -> bool| sessions.iter().any(|session| class(session.class));
            self.learner_evenings += u64::from(any(&|class| class == SlotClass::Evening));
            self.learner_weekend_days += u64::from(any(&|class| class.is_weekend()));
            for pair in sessions.windows(2) {
                let gap = u64::from(pair[1].start.0.saturating_sub(pair[0].end.0));
                let way = scenario.travel_between(pair[0].site, pair[1].site);
                idle += gap.saturating_sub(way.map_or(0, |way| u64::from(way.minutes)));
            }
            let (km, way) = way(scenario, *learner, sessions);
            self.travel_km += km;
            minutes += way;
        }
        (self.travel_hours, self.idle_hours) = (minutes as f64 / 60.0, idle as f64 / 60.0);
    }

    fn hours(&mut self, scenario: &Scenario, plan: &Plan) {
        let (mut practice, mut all, mut units) = (0_u64, 0_u64, 0_u64);
        for session in &plan.sessions {
            let minutes = u64::from(session.minutes);
            units += minutes * session.equipment.as_ref().map_or(0, |placed| placed.units.len() as u64);
            for entry in &session.attendance {
                let learned = minutes * u64::from(entry.learners.len());
                all += learned;
                let kind = scenario.modules[entry.module.index()].kind;
                practice += if matches!(kind, Kind::Practical | Kind::Assessment) { learned } else { 0 };
            }
        }
        self.equipment_hours = units as f64 / 60.0;
        self.practice_share = if all == 0 { 0.0 } else { practice as f64 / all as f64 };
    }
}

/// Kilometres and minutes of a learner's way on a date: home, each site in turn, home.
fn way(scenario: &Scenario, (cohort, learner): Learner, sessions: &[&Session]) -> (u64, u64) {
    let Some(home) = scenario.group_of(cohort, learner).map(|group| group.home) else { return (0, 0) };
    let mut stops: Vec<SiteId> = vec![home];
    let somewhere = |site: &SiteId| scenario.sites[site.index()].kind != SiteKind::Online;
    stops.extend(sessions.iter().map(|session| session.site).filter(somewhere));
    stops.push(home);
    let ways = stops.windows(2).filter_map(|pair| scenario.travel_between(pair[0], pair[1]));
    ways.fold((0, 0), |(km, minutes), way| (km + u64::from(way.km), minutes + u64::from(way.minutes)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn measures_are_those_that_scenarios_may_name() {
        let words: Vec<&str> = super::MEASURES.iter().map(|measure| measure.key).collect();
        assert_eq!(words, crate::domain::MEASURES);
    }
}
