//! `place`: selected modules are held only at these sites.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{Rule as Asked, SiteId};

/// The rule.
pub struct Place;

impl Rule for Place {
    fn key(&self) -> &'static str {
        "place"
    }

    fn sentence(&self) -> &'static str {
        "Sessions of the selected modules are held at the sites given."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::Place { selector, sites } = &policy.rule else { return };
            let name = |site: &SiteId| case.scenario.sites[site.index()].key.as_str();
            let names: Vec<&str> = sites.iter().map(name).collect();
            for (place, session) in case.sessions().filter(|(_, session)| !sites.contains(&session.site)) {
                for here in session.attendance.iter().filter(|here| policy.cohorts.contains(&here.cohort)) {
                    if !selector.matches(here.module, case.module(here.module)) {
                        continue;
                    }
                    let (when, module) = (day(session.date), &case.module(here.module).key);
                    let text = format!(
                        "on {when}: {module} at {}, only at {}",
                        name(&session.site),
                        names.join(" or ")
                    );
                    tally.learners((here.cohort, &here.learners), Amount::Count(1), &[place], text);
                }
            }
        })
    }
}
