//! `free_weekends`: a weekend without sessions in every so many consecutive weeks.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::check::tally::Tally;
use crate::check::words::{day, monday};
use crate::check::{Amount, Breach, Case, Rule, Squad};
use crate::domain::Rule as Asked;

/// The rule.
pub struct FreeWeekends;

impl Rule for FreeWeekends {
    fn key(&self) -> &'static str {
        "free_weekends"
    }

    fn sentence(&self) -> &'static str {
        "Each learner has a weekend without sessions in every so many consecutive calendar weeks."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::FreeWeekends { one_in } = policy.rule else { return };
            let one_in = one_in as usize;
            for squad in case.held(policy) {
                for row in rows(&busy(case, squad)) {
                    // A row of busy weekends holds a stretch from each of its weeks that has
                    // enough weeks after it; a week without any open day ends the row.
                    let stretches = (row.len() + 1).saturating_sub(one_in.max(1));
                    if let Some((first, _)) = row.first().filter(|_| stretches > 0) {
                        let text = format!(
                            "have sessions on {} weekends in a row from the week of {}, one in {one_in} free",
                            row.len(),
                            day(*first)
                        );
                        let sessions: Vec<usize> =
                            row.iter().flat_map(|(_, sessions)| sessions).copied().collect();
                        let amount = Amount::Count(stretches as u64);
                        tally.learners((squad.cohort, &squad.learners), amount, &sessions, text);
                    }
                }
            }
        })
    }
}

/// A week with sessions at its weekend, by its Monday, and those sessions.
type Busy = (NaiveDate, Vec<usize>);

/// The busy weekends of a squad in order.
fn busy(case: &Case<'_>, squad: &Squad) -> Vec<Busy> {
    let mut weeks: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for visit in &squad.visits {
        let date = case.session(visit.session).date;
        if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            weeks.entry(monday(date)).or_default().push(visit.session);
        }
    }
    weeks.into_iter().collect()
}

/// Busy weekends of consecutive weeks, together.
fn rows(busy: &[Busy]) -> impl Iterator<Item = &[Busy]> {
    busy.chunk_by(|a, b| a.0 + Days::new(7) == b.0)
}
