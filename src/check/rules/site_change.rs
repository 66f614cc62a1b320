//! `site_change`: changes of site within a day are short, and lie where they may.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{ClockTime, Rule as Asked};

/// The rule.
pub struct SiteChange;

impl Rule for SiteChange {
    fn key(&self) -> &'static str {
        "site_change"
    }

    fn sentence(&self) -> &'static str {
        "Within a day each learner changes only between sites near each other, and only between the \
         clock times given."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            let Asked::SiteChange { km, between } = policy.rule else { return };
            for squad in case.held(policy) {
                for (date, visits) in case.by_date(squad) {
                    for (index, first) in visits.iter().enumerate() {
                        for second in &visits[index + 1..] {
                            let pair = [first.session, second.session];
                            if let Some(why) = fault(case, pair, km, between) {
                                let text = format!("on {}: {why}", day(date));
                                let whom = (squad.cohort, &squad.learners);
                                tally.learners(whom, Amount::Count(1), &pair, text);
                            }
                        }
                    }
                }
            }
        })
    }
}

/// What is wrong with a change from one session to a later one, if anything.
fn fault(
    case: &Case<'_>,
    [a, b]: [usize; 2],
    km: Option<u32>,
    between: Option<(ClockTime, ClockTime)>,
) -> Option<String> {
    let (first, second) = (case.session(a), case.session(b));
    let moved = first.site != second.site && !case.online(first.site) && !case.online(second.site);
    if !moved || second.start < first.end {
        return None;
    }
    let name = |site: crate::domain::SiteId| &case.scenario.sites[site.index()].key;
    let change = format!("a change from {} to {}", name(first.site), name(second.site));
    let way = case.scenario.travel_between(first.site, second.site).map_or(0, |way| way.km);
    if let Some(most) = km.filter(|most| way > *most) {
        return Some(format!("{change} over {way} km, at most {most}"));
    }
    let (from, to) = between?;
    (first.end > from || second.start < to)
        .then(|| format!("{change} between {} and {}, only between {from} and {to}", first.end, second.start))
}
