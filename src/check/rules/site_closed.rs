//! `site_closed`: nobody is taught at a site that is closed.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};

/// The rule.
pub struct SiteClosed;

impl Rule for SiteClosed {
    fn key(&self) -> &'static str {
        "site_closed"
    }

    fn sentence(&self) -> &'static str {
        "No session is held at a site on a day on which it is closed."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, session) in case.sessions() {
            let site = &case.scenario.sites[session.site.index()];
            let off = |range: &&crate::domain::DateRange| range.first <= session.date && session.date <= range.last;
            if let Some(closed) = site.closed.iter().find(off) {
                let (first, last) = (day(closed.first), day(closed.last));
                let text = format!("{} is closed from {first} to {last}", site.key);
                tally.session(place, Amount::Count(1), &text);
            }
        }
        tally.done()
    }
}
