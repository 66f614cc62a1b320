//! `travel_cap`: how far from home learners of an age may have sessions.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::tally::Tally;
use crate::check::words::{day, in_week, monday};
use crate::check::{Amount, Breach, Case, Rule, Squad};
use crate::domain::{AgeBand, Rule as Asked, Travel};
use crate::plan::Session;

/// The rule.
pub struct TravelCap;

impl Rule for TravelCap {
    fn key(&self) -> &'static str {
        "travel_cap"
    }

    fn sentence(&self) -> &'static str {
        "Learners of an age band travel at most so far from home, and far on at most so many days of a week."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::TravelCap { band, km, minutes, far_km, far_days_per_week } = policy.rule else {
                return;
            };
            for squad in case.held(policy) {
                let cap = Cap { case, squad, band, km, minutes };
                cap.distance(tally);
                if let Some((far, most)) = far_km.zip(far_days_per_week) {
                    cap.far_days(far, most, tally);
                }
            }
        })
    }
}

/// A cap, and whom it is judged for.
struct Cap<'c> {
    case: &'c Case<'c>,
    squad: &'c Squad,
    band: AgeBand,
    km: Option<u32>,
    minutes: Option<u32>,
}

impl<'c> Cap<'c> {
    /// Sessions on dates on which the squad is in the band, with the way to them; sites without
    /// a stated way are left out.
    fn ways(&self) -> impl Iterator<Item = (usize, &'c Session, Travel)> {
        let (case, group, band) = (self.case, self.case.group(self.squad), self.band);
        self.squad.visits.iter().filter_map(move |visit| {
            let session = case.session(visit.session);
            let way = case.scenario.travel_between(group.home, session.site)?;
            band.holds(group, session.date).then_some((visit.session, session, way))
        })
    }

    fn distance(&self, tally: &mut Tally<'_>) {
        for (place, session, way) in self.ways() {
            let too_far = self
                .km
                .filter(|most| way.km > *most)
                .map(|most| format!("{} km from home, at most {most}", way.km));
            let too_long = || {
                self.minutes
                    .filter(|most| way.minutes > *most)
                    .map(|most| format!("{} min from home, at most {most}", way.minutes))
            };
            if let Some(why) = too_far.or_else(too_long) {
                let text = format!("on {}: a session {why}", day(session.date));
                tally.learners((self.squad.cohort, &self.squad.learners), Amount::Count(1), &[place], text);
            }
        }
    }

    fn far_days(&self, far: u32, most: u32, tally: &mut Tally<'_>) {
        let mut weeks: BTreeMap<_, (BTreeSet<_>, Vec<usize>)> = BTreeMap::new();
        // Beyond the cap itself a session is judged by its distance, not counted again.
        for (place, session, _) in
            self.ways().filter(|(_, _, way)| way.km > far && self.km.is_none_or(|km| way.km <= km))
        {
            let week = weeks.entry(monday(session.date)).or_default();
            week.0.insert(session.date);
            week.1.push(place);
        }
        for (week, (days, sessions)) in weeks {
            let (had, most) = (days.len() as u64, u64::from(most));
            if had > most {
                let text =
                    format!("{}: {had} days farther than {far} km from home, at most {most}", in_week(week));
                let over = Amount::Count(had - most);
                tally.learners((self.squad.cohort, &self.squad.learners), over, &sessions, text);
            }
        }
    }
}
