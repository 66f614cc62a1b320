//! `entitlement`: a pool is opened as often as its holders have the right to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::check::tally::Tally;
use crate::check::words::{in_week, monday};
use crate::check::{Amount, Breach, Case, Rule, overlaps};
use crate::domain::{ClockTime, EntitlementPeriod, EquipmentPool, SlotClass};

/// The rule.
pub struct EntitlementRule;

impl Rule for EntitlementRule {
    fn key(&self) -> &'static str {
        "entitlement"
    }

    fn sentence(&self) -> &'static str {
        "Sessions that overlap in time open a pool once, and it is opened as often as all holders \
         together have the right to."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        let pools = |place: usize| case.session(place).equipment.as_ref().map(|placed| placed.pool);
        for (id, sessions) in overlaps::by_use(case, pools) {
            let pool = &case.scenario.equipment[id.index()];
            let openings = openings(case, &sessions);
            let asked: BTreeSet<(Option<SlotClass>, u8)> =
                pool.entitlements.iter().map(|right| (right.class, rank(right.per))).collect();
            for (class, per) in asked {
                judge(case, pool, (class, per), &openings, &mut tally);
            }
        }
        tally.done()
    }
}

/// A dated stretch of time in which a pool is used.
struct Opening {
    date: NaiveDate,
    end: ClockTime,
    class: SlotClass,
    sessions: Vec<usize>,
}

/// The openings of a pool by its sessions, which come in order of date and start.
fn openings(case: &Case<'_>, sessions: &[usize]) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    for &place in sessions {
        let session = case.session(place);
        match openings.last_mut() {
            Some(last) if last.date == session.date && session.start < last.end => {
                last.end = last.end.max(session.end);
                last.sessions.push(place);
            }
            _ => openings.push(Opening {
                date: session.date,
                end: session.end,
                class: session.class,
                sessions: vec![place],
            }),
        }
    }
    openings
}

/// Periods in a fixed order.
const fn rank(per: EntitlementPeriod) -> u8 {
    match per {
        EntitlementPeriod::Year => 0,
        EntitlementPeriod::Period => 1,
        EntitlementPeriod::Week => 2,
    }
}

/// Judges one class of slot and one way to count.
fn judge(
    case: &Case<'_>,
    pool: &EquipmentPool,
    (class, per): (Option<SlotClass>, u8),
    openings: &[Opening],
    tally: &mut Tally<'_>,
) {
    let rights = pool.entitlements.iter().filter(|right| (right.class, rank(right.per)) == (class, per));
    let allowed: u64 = rights.map(|right| u64::from(right.openings)).sum();
    let mut counted: BTreeMap<String, Vec<&Opening>> = BTreeMap::new();
    for opening in openings.iter().filter(|opening| class.is_none_or(|class| class == opening.class)) {
        if let Some(stretch) = stretch(case, per, opening.date) {
            counted.entry(stretch).or_default().push(opening);
        }
    }
    for (stretch, opened) in counted {
        let count = opened.len() as u64;
        if count > allowed {
            let word = class.map_or("", SlotClass::key);
            let text =
                format!("is opened {count} times {word} {stretch}, at most {allowed}").replace("  ", " ");
            let sessions: Vec<usize> = opened.iter().flat_map(|opening| &opening.sessions).copied().collect();
            tally.thing(&pool.key, Amount::Count(count - allowed), &sessions, &text);
        }
    }
}

/// The stretch of the calendar that a date is counted in, in words; `None` in no named period.
fn stretch(case: &Case<'_>, per: u8, date: NaiveDate) -> Option<String> {
    match per {
        0 => Some("in the calendar".to_owned()),
        1 => {
            let mut periods = case.scenario.calendar.periods.iter();
            periods.find(|period| period.range.contains(date)).map(|period| format!("in {}", period.key))
        }
        _ => Some(in_week(monday(date))),
    }
}
