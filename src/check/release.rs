//! How many learners a firm misses at once during its working hours.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{ClockTime, Firm, FirmId};

use super::Case;

/// The moment of a date at which a firm misses most learners.
pub struct Peak {
    /// The date.
    pub date: NaiveDate,
    /// The moment.
    pub at: ClockTime,
    /// How many learners are away.
    pub away: u32,
    /// The sessions they are in.
    pub sessions: Vec<usize>,
}

/// For each date on which a firm misses more than `ceiling` learners at some moment of its
/// working hours, the worst such moment.
pub fn peaks(case: &Case<'_>, firm: FirmId, ceiling: u32) -> Vec<Peak> {
    let hours = &case.scenario.firms[firm.index()];
    let mut peaks = Vec::new();
    for (date, sessions) in &case.dates {
        let away: Vec<(usize, u32)> = sessions
            .iter()
            .map(|place| (*place, case.of_firm(*place, firm)))
            .filter(|(_, learners)| *learners > 0)
            .collect();
        peaks.extend(worst(case, hours, *date, &away).filter(|peak| peak.away > ceiling));
    }
    peaks
}

/// The worst moment of a date: learners leave and come back only when a session begins or ends,
/// or working hours do, so those moments suffice.
fn worst(case: &Case<'_>, firm: &Firm, date: NaiveDate, away: &[(usize, u32)]) -> Option<Peak> {
    let mut changes: BTreeMap<ClockTime, i64> = BTreeMap::new();
    for (place, learners) in away {
        let session = case.session(*place);
        *changes.entry(session.start).or_default() += i64::from(*learners);
        *changes.entry(session.end).or_default() -= i64::from(*learners);
    }
    let open: Vec<_> = firm.working_hours.iter().filter(|window| window.open_on(date)).collect();
    for window in &open {
        changes.entry(window.from).or_default();
    }
    let mut gone = 0;
    let mut most: Option<(ClockTime, i64)> = None;
    for (moment, change) in changes {
        gone += change;
        let working = open.iter().any(|window| window.from <= moment && moment < window.to);
        if working && most.is_none_or(|(_, best)| gone > best) {
            most = Some((moment, gone));
        }
    }
    most.map(|(at, gone)| {
        let during = |place: &usize| {
            let session = case.session(*place);
            session.start <= at && at < session.end
        };
        let sessions = away.iter().map(|(place, _)| *place).filter(during).collect();
        Peak { date, at, away: gone.max(0) as u32, sessions }
    })
}
