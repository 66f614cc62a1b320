//! `travel_time`: learners have time to get from one site to the next, and see two a day at most.

use std::collections::BTreeSet;

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};

/// Most sites of a learner on a date.
const MOST_SITES: usize = 2;

/// The rule.
pub struct TravelTime;

impl Rule for TravelTime {
    fn key(&self) -> &'static str {
        "travel_time"
    }

    fn sentence(&self) -> &'static str {
        "Between sessions at different sites each learner has the time the way takes, and on a date \
         there are two sites at most."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for squad in &case.squads {
            for (date, visits) in case.by_date(squad) {
                // A session online does not move anybody: the way is from the site before it.
                let stops: Vec<usize> = visits
                    .iter()
                    .map(|visit| visit.session)
                    .filter(|place| !case.online(case.session(*place).site))
                    .collect();
                let whom = (squad.cohort, &squad.learners);
                for pair in stops.windows(2) {
                    if let Some((short, text)) = hurry(case, pair[0], pair[1]) {
                        tally.learners(whom, Amount::Minutes(short), pair, text);
                    }
                }
                let sites: BTreeSet<_> = stops.iter().map(|place| case.session(*place).site).collect();
                if sites.len() > MOST_SITES {
                    let text = format!("on {}: at {} sites, at most {MOST_SITES}", day(date), sites.len());
                    let over = Amount::Count((sites.len() - MOST_SITES) as u64);
                    tally.learners(whom, over, &stops, text);
                }
            }
        }
        tally.done()
    }
}

/// Minutes missing between two sessions, and how to say it. Sessions that share a moment are
/// another rule's business.
fn hurry(case: &Case<'_>, a: usize, b: usize) -> Option<(u64, String)> {
    let (first, second) = (case.session(a), case.session(b));
    if first.site == second.site || second.start < first.end {
        return None;
    }
    let way = case.scenario.travel_between(first.site, second.site).map_or(0, |way| way.minutes);
    let pause = second.start.minutes_since(first.end);
    let name = |site: crate::domain::SiteId| &case.scenario.sites[site.index()].key;
    (pause < way).then(|| {
        let (from, to) = (name(first.site), name(second.site));
        let text = format!("on {}: {pause} min from {from} to {to}, at least {way}", day(first.date));
        (u64::from(way - pause), text)
    })
}
