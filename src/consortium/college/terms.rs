//! The terms under which a guarantee is due, judged on the plan.

use std::collections::BTreeSet;

use chrono::{Datelike, IsoWeek};

use crate::consortium::measures::uses;
use crate::domain::{Guarantee, GuaranteeTerm, Scenario, SlotClass, Track};
use crate::plan::Plan;

/// The terms of a guarantee that a plan does not keep, in words.
pub(super) fn broken_terms(scenario: &Scenario, plan: &Plan, guarantee: &Guarantee) -> Vec<String> {
    let broken = |term: &GuaranteeTerm| match *term {
        GuaranteeTerm::SpecialisedShare(least) => too_little_specialised(scenario, plan, least),
        GuaranteeTerm::EveningsPerWeek(least) => too_few_each_week(plan, least as usize),
        GuaranteeTerm::EveningsPerWeekOnAverage(least) => too_few_on_average(plan, least as usize),
        GuaranteeTerm::SeatsAsOrdered => {
            let outside: u32 = uses(scenario, plan, &[guarantee.firm]).iter().map(|had| had.outside).sum();
            (outside > 0).then(|| format!("{outside} of its learners have no seat inside"))
        }
    };
    guarantee.terms.iter().filter_map(broken).collect()
}

/// Whether specialised hours of learners make up less than a share, in hundredths of a percent.
fn too_little_specialised(scenario: &Scenario, plan: &Plan, least: i64) -> Option<String> {
    let (mut special, mut all) = (0_i64, 0_i64);
    for session in &plan.sessions {
        for one in &session.attendance {
            let weight = i64::from(session.minutes) * i64::from(one.learners.len());
            all += weight;
            if scenario.modules[one.module.index()].track == Track::Specialised {
                special += weight;
            }
        }
    }
    (special * 10_000 < least * all).then(|| {
        let share = 100.0 * special as f64 / all.max(1) as f64;
        format!("{share:.1} % of the hours are specialised, {:.1} % are asked for", least as f64 / 100.0)
    })
}

/// Weeks in which there is teaching.
fn weeks(plan: &Plan) -> BTreeSet<IsoWeek> {
    plan.sessions.iter().map(|session| session.date.iso_week()).collect()
}

/// Evening sessions of a week, or of the whole plan.
fn evenings(plan: &Plan, week: Option<IsoWeek>) -> usize {
    let here = plan.sessions.iter().filter(|session| {
        session.class == SlotClass::Evening && week.is_none_or(|week| session.date.iso_week() == week)
    });
    here.count()
}

fn too_few_each_week(plan: &Plan, least: usize) -> Option<String> {
    let weeks = weeks(plan);
    let without = weeks.iter().filter(|week| evenings(plan, Some(**week)) < least).count();
    (without > 0)
        .then(|| format!("{without} of {} weeks have fewer than {least} evening sessions", weeks.len()))
}

fn too_few_on_average(plan: &Plan, least: usize) -> Option<String> {
    let (held, weeks) = (evenings(plan, None), weeks(plan).len());
    let asked = least * weeks;
    (held < asked).then(|| format!("{held} evening sessions in {weeks} weeks, {asked} are asked for"))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{ClockTime, Lead, SiteId};
    use crate::plan::Session;

    fn evening(day: u32) -> Session {
        Session {
            id: String::new(),
            run: String::new(),
            date: NaiveDate::from_ymd_opt(2026, 9, day).unwrap_or_default(),
            dayparts: Vec::new(),
            start: ClockTime(18 * 60),
            end: ClockTime(22 * 60),
            minutes: 240,
            class: SlotClass::Evening,
            attendance: Vec::new(),
            site: SiteId(0),
            room: None,
            equipment: None,
            staff: Vec::new(),
            lead: Lead::School,
        }
    }

    #[test]
    fn evenings_are_counted_in_each_week_and_on_average() {
        // The weeks of 7 and 14 September: two evenings in the first, a day in the second.
        let day = Session { class: SlotClass::Day, ..evening(15) };
        let plan = Plan { sessions: vec![evening(8), evening(10), day], ..Plan::default() };
        assert!(too_few_each_week(&plan, 1).is_some_and(|told| told.starts_with("1 of 2 weeks")));
        assert_eq!(too_few_on_average(&plan, 1), None);
        assert!(too_few_on_average(&plan, 2).is_some_and(|told| told.contains("4 are asked for")));
    }
}
