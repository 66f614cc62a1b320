//! The times a session may take on a day.

use crate::domain::{CalendarSpec, ClockTime, DaypartId, SessionLengths, SlotClass};

use super::Day;

/// Longest break, in minutes, between two dayparts of one session.
const LONGEST_BREAK: u32 = 90;

/// A start, an end and what lies between, on some day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionTime {
    /// When it begins.
    pub start: ClockTime,
    /// When it ends.
    pub end: ClockTime,
    /// Minutes of teaching; breaks between dayparts do not count.
    pub minutes: u32,
    /// Class of its first daypart.
    pub class: SlotClass,
    /// The dayparts it takes.
    pub dayparts: Vec<DaypartId>,
}

impl SessionTime {
    /// Whether two times of one day share a moment.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Every time a session of these lengths may take on a day: it begins with a daypart, and goes
/// on in the next daypart when it is longer than the first. Two ways to take the same minutes
/// count once. `closing` is the length of a shorter last session, if one is allowed.
pub fn session_times(
    spec: &CalendarSpec,
    day: &Day,
    lengths: &SessionLengths,
    closing: Option<u32>,
) -> Vec<SessionTime> {
    let mut times: Vec<SessionTime> = Vec::new();
    for &daypart in &day.dayparts {
        let fill = spec.dayparts[daypart.index()].to.minutes_since(spec.dayparts[daypart.index()].from);
        let wanted: Vec<u32> = match lengths {
            SessionLengths::FillDaypart => vec![fill],
            SessionLengths::Minutes(list) => list.clone(),
        };
        for minutes in wanted.into_iter().chain(closing) {
            times.extend(fit(spec, day, daypart, minutes));
        }
    }
    times.sort();
    times.dedup_by(|a, b| (a.start, a.end, a.minutes, a.class) == (b.start, b.end, b.minutes, b.class));
    times
}

/// The session of `minutes` that begins with `first`, if the day has room for it.
fn fit(spec: &CalendarSpec, day: &Day, first: DaypartId, minutes: u32) -> Option<SessionTime> {
    let part = |id: DaypartId| &spec.dayparts[id.index()];
    let mut dayparts = vec![first];
    let mut left = minutes;
    loop {
        let current = part(*dayparts.last()?);
        let here = current.to.minutes_since(current.from);
        if left <= here {
            return Some(SessionTime {
                start: part(first).from,
                end: current.from.plus(left),
                minutes,
                class: part(first).class,
                dayparts,
            });
        }
        left -= here;
        let next =
            day.dayparts.iter().copied().filter(|id| part(*id).from >= current.to).min_by_key(|id| {
                // The nearest start; among equal starts the longest, so that most lengths fit.
                (part(*id).from, std::cmp::Reverse(part(*id).to))
            })?;
        if part(next).from.minutes_since(current.to) > LONGEST_BREAK {
            return None;
        }
        dayparts.push(next);
    }
}

/// The length of the one shorter session that lets a module meet `needed` minutes exactly:
/// what remains after the largest sum of allowed lengths that does not exceed it. `None` when
/// the lengths meet it exactly by themselves.
pub fn closing_minutes(lengths: &[u32], needed: u32) -> Option<u32> {
    let mut reachable = vec![false; needed as usize + 1];
    reachable[0] = true;
    for sum in 1..=needed as usize {
        reachable[sum] = lengths
            .iter()
            .any(|length| *length > 0 && (*length as usize) <= sum && reachable[sum - *length as usize]);
    }
    let best = reachable.iter().rposition(|hit| *hit).unwrap_or(0);
    (best < needed as usize).then(|| needed - best as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::domain::{DateRange, Daypart, Weekdays};

    fn spec(parts: &[(u16, u16)]) -> CalendarSpec {
        let date = "2026-09-07".parse().unwrap();
        CalendarSpec {
            range: DateRange { first: date, last: date },
            closed: Vec::new(),
            dayparts: parts
                .iter()
                .map(|(from, to)| Daypart {
                    key: String::new(),
                    days: Weekdays::ALL,
                    from: ClockTime(*from),
                    to: ClockTime(*to),
                    class: SlotClass::Day,
                })
                .collect(),
            periods: Vec::new(),
        }
    }

    fn shown(parts: &[(u16, u16)], lengths: &SessionLengths) -> Vec<String> {
        let spec = spec(parts);
        let calendar = Calendar::new(&spec);
        session_times(&spec, &calendar.days[0], lengths, None)
            .iter()
            .map(|time| format!("{}-{} {}", time.start, time.end, time.minutes))
            .collect()
    }

    #[test]
    fn a_session_fills_its_daypart_or_takes_consecutive_ones() {
        let lesson_hours = [(480, 540), (540, 600), (615, 675)];
        assert_eq!(
            shown(&lesson_hours, &SessionLengths::Minutes(vec![120])),
            ["08:00-10:00 120", "09:00-11:15 120"]
        );
        assert_eq!(shown(&[(480, 720)], &SessionLengths::FillDaypart), ["08:00-12:00 240"]);
    }

    #[test]
    fn overlapping_dayparts_give_equal_times_once() {
        let short_and_long = [(780, 960), (780, 1020)];
        assert_eq!(shown(&short_and_long, &SessionLengths::Minutes(vec![180])), ["13:00-16:00 180"]);
        assert_eq!(shown(&short_and_long, &SessionLengths::FillDaypart).len(), 2);
    }

    #[test]
    fn no_session_spans_an_afternoon_off() {
        assert!(shown(&[(540, 720), (1080, 1260)], &SessionLengths::Minutes(vec![240])).is_empty());
    }

    #[test]
    fn the_closing_session_is_what_remains() {
        assert_eq!(closing_minutes(&[180], 40 * 60), Some(60));
        assert_eq!(closing_minutes(&[210, 180], 60 * 60), None);
        assert_eq!(closing_minutes(&[240], 3 * 60), Some(180));
    }
}
