//! `prerequisites`: what must come before does, by hours and by days.

use chrono::NaiveDate;

use crate::check::tally::Tally;
use crate::check::words::{day, hours};
use crate::check::{Amount, Breach, Case, Rule, Squad};
use crate::domain::{ModuleId, Prerequisite};

/// The rule.
pub struct Prerequisites;

impl Rule for Prerequisites {
    fn key(&self) -> &'static str {
        "prerequisites"
    }

    fn sentence(&self) -> &'static str {
        "At each session of a module, each learner has had what must come before it, as many days ago \
         as asked."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for squad in case.inside() {
            let programme = case.cohort(squad.cohort).programme;
            for module in &case.scenario.programmes[programme.index()].modules {
                for before in &case.module(*module).after {
                    Order { case, squad, module: *module, before }.judge(&mut tally);
                }
            }
        }
        tally.done()
    }
}

/// A module and one that must come before it, for a squad.
struct Order<'c> {
    case: &'c Case<'c>,
    squad: &'c Squad,
    module: ModuleId,
    before: &'c Prerequisite,
}

impl Order<'_> {
    fn judge(&self, tally: &mut Tally<'_>) {
        let sessions = |module: ModuleId| {
            self.squad.visits.iter().filter(move |visit| visit.module == module).map(|visit| visit.session)
        };
        let mut earlier: Vec<usize> = sessions(self.before.module).collect();
        earlier.sort_by_key(|place| (self.case.session(*place).date, self.case.session(*place).end));
        for place in sessions(self.module) {
            self.hours_before(place, &earlier, tally);
        }
        if let Some(first) = sessions(self.module).next() {
            self.days_between(first, &earlier, tally);
        }
    }

    /// Minutes of the earlier module that must have been delivered.
    fn required(&self) -> u64 {
        u64::from(self.before.minutes.unwrap_or(self.case.module(self.before.module).minutes))
    }

    /// Enough of the earlier module has ended when a session begins.
    fn hours_before(&self, place: usize, earlier: &[usize], tally: &mut Tally<'_>) {
        let this = self.case.session(place);
        let ended = earlier.iter().map(|place| self.case.session(*place));
        let ended = ended.filter(|other| (other.date, other.end) <= (this.date, this.start));
        let had: u64 = ended.map(|other| u64::from(other.minutes)).sum();
        let had = had + self.case.delivered(self.squad, self.before.module);
        if had < self.required() {
            let text = format!(
                "have had {} of {} when {} begins on {}, at least {}",
                hours(had),
                self.case.module(self.before.module).key,
                this.id,
                day(this.date),
                hours(self.required())
            );
            let short = Amount::Minutes(self.required() - had);
            tally.learners((self.squad.cohort, &self.squad.learners), short, &[place], text);
        }
    }

    /// The day on which the hours are reached; `None` when they never are, or were before the plan.
    fn reached(&self, earlier: &[usize]) -> Option<NaiveDate> {
        let mut had = self.case.delivered(self.squad, self.before.module);
        if had >= self.required() {
            return None;
        }
        earlier.iter().map(|place| self.case.session(*place)).find_map(|session| {
            had += u64::from(session.minutes);
            (had >= self.required()).then_some(session.date)
        })
    }

    /// The first session is neither too soon nor too late after that day.
    fn days_between(&self, first: usize, earlier: &[usize], tally: &mut Tally<'_>) {
        let Some(reached) = self.reached(earlier) else { return };
        let days = (self.case.session(first).date - reached).num_days();
        let (least, most) = (i64::from(self.before.min_gap_days), self.before.max_gap_days.map(i64::from));
        // Before that day it is the hours that are missing, and they have been told.
        let off = if (0..least).contains(&days) {
            Some((least - days, format!("at least {least}")))
        } else {
            most.filter(|most| days > *most).map(|most| (days - most, format!("at most {most}")))
        };
        if let Some((off, bound)) = off {
            let (early, late) = (self.case.module(self.before.module), self.case.module(self.module));
            let text = format!(
                "begin {} {days} days after {} is reached on {}, {bound}",
                late.key,
                early.key,
                day(reached)
            );
            let amount = Amount::Count(off as u64);
            tally.learners((self.squad.cohort, &self.squad.learners), amount, &[first], text);
        }
    }
}
