//! `rivals_apart`: learners of a firm keep away from its rivals.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Present, Rule};
use crate::domain::{FirmId, RivalScope, Rule as Asked};

/// The rule.
pub struct RivalsApart;

impl Rule for RivalsApart {
    fn key(&self) -> &'static str {
        "rivals_apart"
    }

    fn sentence(&self) -> &'static str {
        "No learner of a firm has a session at the site of a rival or, where asked, together with \
         learners of one."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::RivalsApart { scope } = policy.rule else { return };
            for (place, session) in case.sessions() {
                let host = case.scenario.sites[session.site.index()].firm();
                let firm_of = |here: &Present| here.group_in(case.scenario).firm;
                let name = |firm: FirmId| &case.scenario.firms[firm.index()].key;
                let held = case.present[place].iter().filter(|here| policy.cohorts.contains(&here.cohort));
                for here in held {
                    let Some(own) = firm_of(here) else { continue };
                    let rival = |other: &FirmId| case.scenario.rivals(own, *other);
                    let company = || case.present[place].iter().filter_map(firm_of).find(rival);
                    let why = match host.filter(rival) {
                        Some(host) => format!("at the site of {}", name(host)),
                        None if scope == RivalScope::Anywhere => match company() {
                            Some(other) => format!("together with learners of {}", name(other)),
                            None => continue,
                        },
                        None => continue,
                    };
                    let when = day(session.date);
                    let text = format!("on {when}: of {} in a session {why}, which is a rival", name(own));
                    tally.learners((here.cohort, &here.learners), Amount::Count(1), &[place], text);
                }
            }
        })
    }
}
