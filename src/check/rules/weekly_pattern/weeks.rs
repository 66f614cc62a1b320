//! Ordinary weeks, and weeks with a closed day.

use chrono::{Datelike, NaiveDate};

use crate::calendar::Week;
use crate::check::tally::Tally;
use crate::check::words::{day, hours, in_week};
use crate::check::{Amount, Case};
use crate::domain::{HolidayWeeks, Lead, OtherDays, divide_half_up};
use crate::plan::LearnerSet;

use super::CohortWeeks;

impl CohortWeeks<'_> {
    /// Judges every week of the cohort. Days whose use is locked are left to the lock.
    pub(super) fn judge(&self, tally: &mut Tally<'_>) {
        for week in &self.case.calendar.weeks {
            let range = self.case.cohort(self.cohort).range;
            let dates: Vec<NaiveDate> = open_dates(self.case, week)
                .filter(|date| range.contains(*date) && !self.case.locked(self.cohort, *date))
                .collect();
            let holiday = week.missing.0 & self.scope.0 != 0;
            match self.holiday_weeks {
                HolidayWeeks::Scale if holiday => self.scaled(week, &dates, tally),
                HolidayWeeks::Exempt if holiday => {
                    for date in dates {
                        self.nobody_at_firm(date, "in a week without pattern", tally);
                    }
                }
                _ => {
                    for date in dates {
                        self.ordinary(date, tally);
                    }
                }
            }
        }
    }

    /// A day that keeps its lead.
    fn ordinary(&self, date: NaiveDate, tally: &mut Tally<'_>) {
        for (place, learners) in self.sessions.get(&date).into_iter().flatten() {
            let (word, days) = match self.case.session(*place).lead {
                Lead::School => ("school", self.pattern.school),
                Lead::Firm => ("firm", self.pattern.firm),
            };
            if !days.contains(date.weekday()) && !self.leaves_open(date) {
                let text = format!("on {}: a {word}-led session, {word}-led days are {days}", day(date));
                tally.learners((self.cohort, learners), Amount::Count(1), &[*place], text);
            }
        }
        if self.pattern.firm.contains(date.weekday()) {
            self.everybody_at_firm(date, tally);
        } else {
            self.nobody_at_firm(date, "on a day that is not firm-led", tally);
        }
    }

    /// A week whose open days are shared out in proportion, halves to the school.
    fn scaled(&self, week: &Week, dates: &[NaiveDate], tally: &mut Tally<'_>) {
        let mut firm_dates = 0;
        let mut open = 0;
        for &date in dates {
            let in_pattern = self.scope.contains(date.weekday());
            open += i128::from(in_pattern);
            let sessions = self.sessions.get(&date).map_or(&[][..], Vec::as_slice);
            let firm_day = self.firm_days.contains_key(&date);
            for (place, learners) in sessions {
                let text = match (self.case.session(*place).lead, firm_day) {
                    _ if self.leaves_open(date) => continue,
                    _ if !in_pattern => format!("on {}: a session, pattern days are {}", day(date), self.scope),
                    (Lead::School, true) => format!("on {}: a school-led session on a firm-led day", day(date)),
                    (Lead::Firm, false) if !self.employed.is_empty() => {
                        format!("on {}: a firm-led session on a day that is not firm-led", day(date))
                    }
                    _ => continue,
                };
                tally.learners((self.cohort, learners), Amount::Count(1), &[*place], text);
            }
            if firm_day && in_pattern {
                firm_dates += 1;
                self.everybody_at_firm(date, tally);
            } else {
                self.nobody_at_firm(date, "on a day outside the pattern", tally);
            }
        }
        let (school, firm) = (self.pattern.school.len().into(), self.pattern.firm.len().into());
        let wanted = firm_share(open, school, firm);
        if firm_dates != wanted && !self.employed.is_empty() {
            let text = format!("have {firm_dates} firm-led days {}, {wanted} are due", in_week(week.monday));
            let off = Amount::Count((firm_dates - wanted).unsigned_abs() as u64);
            tally.learners((self.cohort, &self.employed), off, &[], text);
        }
    }

    /// Whether the pattern does not name the weekday and lets sessions be held on it.
    fn leaves_open(&self, date: NaiveDate) -> bool {
        self.other_days == OtherDays::Open && !self.scope.contains(date.weekday())
    }

    /// Everybody with a firm has a firm day of the right length.
    fn everybody_at_firm(&self, date: NaiveDate, tally: &mut Tally<'_>) {
        let there = self.firm_days.get(&date).map_or(&[][..], Vec::as_slice);
        let covered = |learner: &u32| there.iter().any(|(learners, _)| learners.contains(*learner));
        let missing = self.employed.iter().filter(|learner| !covered(learner));
        let missing = LearnerSet::of(missing.map(|learner| (learner, learner)));
        if !missing.is_empty() {
            let text = format!("on {}: no firm day, there should be one", day(date));
            tally.learners((self.cohort, &missing), Amount::Count(1), &[], text);
        }
        for (learners, minutes) in there.iter().filter(|(_, minutes)| *minutes != self.firm_day_minutes) {
            let (is, should) = (hours((*minutes).into()), hours(self.firm_day_minutes.into()));
            let text = format!("on {}: a firm day of {is}, it should have {should}", day(date));
            tally.learners((self.cohort, learners), Amount::Count(1), &[], text);
        }
    }

    /// Nobody has a firm day.
    fn nobody_at_firm(&self, date: NaiveDate, why: &str, tally: &mut Tally<'_>) {
        for (learners, _) in self.firm_days.get(&date).into_iter().flatten() {
            let text = format!("on {}: a firm day {why}, there should be none", day(date));
            tally.learners((self.cohort, learners), Amount::Count(1), &[], text);
        }
    }
}

/// Firm-led days among `open` pattern days of a week: what the school leaves, which gets its share
/// rounded half up; days beyond the length of the pattern are nobody's.
fn firm_share(open: i128, school: i128, firm: i128) -> i128 {
    let whole = school + firm;
    if whole == 0 {
        return 0;
    }
    let shared = open.min(whole);
    shared - divide_half_up(shared * school, whole)
}

/// The open dates of a week.
fn open_dates<'c>(case: &'c Case<'_>, week: &'c Week) -> impl Iterator<Item = NaiveDate> + 'c {
    week.days.iter().map(|index| case.calendar.days[*index].date)
}

#[cfg(test)]
mod tests {
    use super::firm_share;

    #[test]
    fn halves_go_to_the_school() {
        // Two school days and three firm days; one to five days are open.
        let shares: Vec<i128> = (0..=5).map(|open| firm_share(open, 2, 3)).collect();
        assert_eq!(shares, [0, 1, 1, 2, 2, 3]);
        // Two and two with one or three days open: the half day is the school's.
        assert_eq!([firm_share(1, 2, 2), firm_share(3, 2, 2)], [0, 1]);
        assert_eq!(firm_share(5, 2, 2), 2, "a day beyond the pattern is nobody's");
    }
}
