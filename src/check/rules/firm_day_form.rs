//! `firm_day_form`: what makes a firm-led day one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::check::tally::{Tally, named};
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{CohortId, FirmId};
use crate::plan::FirmDay;

/// The rule.
pub struct FirmDayForm;

impl Rule for FirmDayForm {
    fn key(&self) -> &'static str {
        "firm_day_form"
    }

    fn sentence(&self) -> &'static str {
        "A firm-led day is an open day of the cohort, with learners of that firm, each of them once, and no \
         mentor named for them has more learners in the year than one looks after."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for firm_day in &case.plan.firm_days {
            let cohort = case.cohort(firm_day.cohort);
            let subject = named(&cohort.key, &firm_day.learners);
            let mut note = |text: &str| {
                tally.thing(&subject, Amount::Count(1), &[], &format!("on {}: {text}", day(firm_day.date)));
            };
            if case.calendar.day_on(firm_day.date).is_none() || !cohort.range.contains(firm_day.date) {
                note("a firm day, and the cohort has no open day then");
            }
            let firm = &case.scenario.firms[firm_day.firm.index()].key;
            let strangers = strangers(case, firm_day);
            if strangers > 0 {
                note(&format!("a firm day at {firm}, where {strangers} of them have no contract"));
            }
        }
        for squad in &case.squads {
            let mut dates: BTreeMap<NaiveDate, u64> = BTreeMap::new();
            for firm_day in &squad.firm_days {
                *dates.entry(case.plan.firm_days[*firm_day].date).or_default() += 1;
            }
            for (date, count) in dates.into_iter().filter(|(_, count)| *count > 1) {
                let text = format!("on {}: {count} firm days, at most 1", day(date));
                tally.learners((squad.cohort, &squad.learners), Amount::Count(count - 1), &[], text);
            }
        }
        mentors(case, &mut tally);
        tally.done()
    }
}

/// Named mentors exist, and look after no more learners than the firm says.
fn mentors(case: &Case<'_>, tally: &mut Tally<'_>) {
    let mut learners: BTreeMap<(FirmId, u32), BTreeSet<(CohortId, u32)>> = BTreeMap::new();
    for firm_day in &case.plan.firm_days {
        if let Some(mentor) = firm_day.mentor {
            let theirs = learners.entry((firm_day.firm, mentor)).or_default();
            theirs.extend(firm_day.learners.iter().map(|learner| (firm_day.cohort, learner)));
        }
    }
    for ((id, mentor), theirs) in learners {
        let firm = &case.scenario.firms[id.index()];
        let subject = format!("mentor {mentor} of {}", firm.key);
        if let Some(mentors) = firm.mentors.filter(|mentors| !(1..=*mentors).contains(&mentor)) {
            tally.thing(&subject, Amount::Count(1), &[], &format!("is none of its {mentors} mentors"));
        }
        if let Some(each) = firm.learners_per_mentor.filter(|each| theirs.len() > *each as usize) {
            let (most, over) = (u64::from(each), theirs.len() as u64 - u64::from(each));
            let text = format!("looks after {} learners, at most {most}", theirs.len());
            tally.thing(&subject, Amount::Count(over), &[], &text);
        }
    }
}

/// Learners of a firm day whose firm is another one, or who do not exist.
fn strangers(case: &Case<'_>, firm_day: &FirmDay) -> usize {
    let of_firm = |learner| {
        case.scenario
            .group_of(firm_day.cohort, learner)
            .is_some_and(|group| group.firm == Some(firm_day.firm))
    };
    firm_day.learners.iter().filter(|learner| !of_firm(*learner)).count()
}
