//! Cohorts and the learner groups they are made of.

use chrono::NaiveDate;

use super::{CohortId, DateRange, FirmId, ProgrammeId, SiteId, Window};

/// Learners who follow a programme together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// The planner's id.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it follows.
    pub programme: ProgrammeId,
    /// Where its school-led lessons are by default.
    pub school: SiteId,
    /// Days on which it can be taught; within the calendar.
    pub range: DateRange,
    /// Its learner groups, in the order written: parts are cut from this order.
    pub groups: Vec<LearnerGroup>,
    /// When its learners can attend; empty means whenever the calendar is open.
    pub available: Vec<Window>,
    /// A cyclic work roster during whose shifts nobody can attend.
    pub roster: Option<Roster>,
}

impl Cohort {
    /// How many learners it has.
    pub fn learners(&self) -> u32 {
        self.groups.iter().map(|group| group.learners).sum()
    }
}

/// Learners alike in firm, age dates, home and availability; one learner is a person.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnerGroup {
    /// The planner's id, unique within the cohort.
    pub key: String,
    /// The cohort.
    pub cohort: CohortId,
    /// How many learners.
    pub learners: u32,
    /// Their firm; `None` leaves their practice unmet, and the report says so.
    pub firm: Option<FirmId>,
    /// The day they turn 16, where it matters; `None` is long past. Stated or two years before the next.
    pub turns_16: Option<NaiveDate>,
    /// The day they turn 18, where it matters; `None` is long past, as only both can be.
    pub turns_18: Option<NaiveDate>,
    /// Where they live: travel is counted from here.
    pub home: SiteId,
    /// When they can attend, besides what holds for the cohort; empty means always.
    pub available: Vec<Window>,
    /// Their own cyclic work roster.
    pub roster: Option<Roster>,
}

impl LearnerGroup {
    /// Whether they are younger than `age` (16 or 18) on `date`.
    pub fn younger_than(&self, age: u32, date: NaiveDate) -> bool {
        let before = |day: Option<NaiveDate>| day.is_some_and(|day| date < day);
        if age <= 16 { before(self.turns_16) } else { before(self.turns_16) || before(self.turns_18) }
    }
}

/// A named shift of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Minutes since midnight at which it begins.
    pub from_minute: u32,
    /// Minutes since midnight of the first day at which it ends; beyond 1 440 for a night shift.
    pub to_minute: u32,
}

/// A cyclic work roster: day `d` has the shift at `(d − anchor) mod cycle length`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// The day on which the cycle starts.
    pub anchor: NaiveDate,
    /// One entry a day; `None` is a day off.
    pub cycle: Vec<Option<Shift>>,
}

impl Roster {
    /// Whether work falls into the minutes `from`–`to` of `date`, a night shift of the day before
    /// included.
    pub fn works(&self, date: NaiveDate, from: u32, to: u32) -> bool {
        let length = self.cycle.len() as i64;
        if length == 0 {
            return false;
        }
        let day = (date - self.anchor).num_days();
        let hit = |offset: i64| {
            let shift = self.cycle[(day + offset).rem_euclid(length) as usize].as_ref();
            shift.is_some_and(|shift| {
                let base = offset * 1_440;
                (i64::from(from)) < base + i64::from(shift.to_minute)
                    && base + i64::from(shift.from_minute) < i64::from(to)
            })
        };
        hit(0) || hit(-1)
    }
}
